#include "device-drivers/hub/card_service.hpp"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>

#include "device-drivers/idcard/test_card.hpp"
#include "device-drivers/idcard/text_block.hpp"
#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {
namespace {

CardReading reading() {
    return {parse_text_block(testing::citizen_block(testing::wang_number, "20261122")).value(), Bytes(8, 1), 40};
}

TEST(HubCard, EachReadErrorHasItsOwnFault) {
    std::set<wire::FaultCode> codes;
    for (int e = 1; e <= static_cast<int>(ReadError::Cancelled); ++e) {
        const auto code = fault_of(static_cast<ReadError>(e));
        EXPECT_NE(code, wire::FAULT_INTERNAL);
        EXPECT_TRUE(codes.insert(code).second) << wire::FaultCode_Name(code);
    }
}

TEST(HubCard, FieldsAsOnTheCardExpiredIsANote) {
    const auto fields = card_fields(reading(), CalendarDate::parse("2026-11-23").value());
    EXPECT_EQ(fields.variant(), wire::CardFields::CITIZEN);
    EXPECT_EQ(fields.name(), "王测试");
    EXPECT_EQ(fields.birth(), "1970-01-01");
    EXPECT_EQ(fields.valid_until(), "2026-11-22");
    EXPECT_TRUE(fields.expired());
    EXPECT_TRUE(fields.read_from_chip());
    EXPECT_EQ(fields.chip_serial().size(), 8U);
    EXPECT_FALSE(card_fields(reading(), CalendarDate::parse("2026-11-22").value()).expired());
}

TEST(HubCard, WipeOverwritesEveryTextInTheMessage) {
    wire::HubReply reply;
    *reply.mutable_card()->mutable_card() = card_fields(reading(), CalendarDate());
    const char* address = reply.card().card().address().data();  // long enough to live on the heap
    ASSERT_EQ(std::string_view(address, 6), "测试");
    const wire::HubReply* const kept = &reply;
    wipe_message(reply);
    EXPECT_EQ(kept->kind_case(), wire::HubReply::KIND_NOT_SET);
}

}  // namespace
}  // namespace doorstep::devices
