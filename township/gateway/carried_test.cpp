// A stick instead of the line: held once, whichever way comes first; what is broken or foreign changes nothing.
#include "township/gateway/carried.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

class CarriedTest : public GatewayFixture {
  protected:
    CarriedTest() { enrol(station_); }

    // As `doorstep-agent-ctl export` writes it.
    std::filesystem::path write(const protocol::SealedSubmission& sealed, const Uuid& id) {
        const auto folder = stick_.path() / id.text();
        EXPECT_TRUE(make_folder(folder, 0700));
        EXPECT_TRUE(write_file_durably(folder / "envelope", sealed.envelope));
        for (std::size_t i = 0; i < sealed.parts.size(); ++i) {
            EXPECT_TRUE(write_file_durably(folder / fmt::format("{:03}.part", i), sealed.parts[i]));
        }
        return folder;
    }
    Carried only() {
        const auto all = take_carried(*archive_, judgement_, *opener_, stick_.path()).value();
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? Carried{} : all[0];
    }
    static wire::Acknowledged receipt_in(const std::filesystem::path& folder) {
        wire::Acknowledged receipt;
        EXPECT_TRUE(receipt.ParseFromString(read_text_file(folder / receipt_file, 4096).value()));
        return receipt;
    }
    TemporaryFolder stick_;
    ScriptedStation station_{loop_, "kiosk-1"};
    HandIn hand_in_;
};

TEST_F(CarriedTest, WhatCameOnAStickIsHeldOnceAndItsReceiptLiesBesideIt) {
    hand_in_.pages = {page_bytes(200'000, 1)};
    const auto sealed = station_.seal(hand_in_);
    const auto folder = write(sealed, hand_in_.id);
    EXPECT_EQ(only().result, Carried::Result::Held);
    const auto receipt = receipt_in(folder);
    EXPECT_TRUE(station_.is_receipt(receipt, sealed));
    EXPECT_EQ(receipt.audit_sequence(), 1U);
    EXPECT_EQ(only().result, Carried::Result::Held) << "the same stick again";
    EXPECT_EQ(receipt_in(folder).SerializeAsString(), receipt.SerializeAsString());
    ASSERT_TRUE(station_.begin(address()));
    const auto by_line = station_.deliver(sealed);
    ASSERT_TRUE(by_line && by_line->has_acknowledged()) << "the line comes later";
    EXPECT_EQ(by_line->acknowledged().SerializeAsString(), receipt.SerializeAsString());
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_EQ(count("cases"), 1);
}

TEST_F(CarriedTest, HalfAnUploadOnTheLineAndThenTheStickMakeOneCopyAndLeaveNothing) {
    hand_in_.pages = {page_bytes(300'000, 1)};
    const auto sealed = station_.seal(hand_in_);
    ASSERT_TRUE(station_.begin(address()));
    ASSERT_TRUE(station_.offer(sealed));
    const auto need = station_.hear(wire::TownshipMessage::kNeed);
    ASSERT_TRUE(need);
    station_.send_missing(sealed, need->need(), 4);
    ASSERT_TRUE(station_.hear(wire::TownshipMessage::kTaken));
    write(sealed, hand_in_.id);
    EXPECT_EQ(only().result, Carried::Result::Held);
    ASSERT_TRUE(station_.offer(sealed));
    EXPECT_TRUE(station_.hear(wire::TownshipMessage::kAcknowledged));
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path() / "incoming" / "kiosk-1"));
}

TEST_F(CarriedTest, AStickPulledTooEarlyIsLeftAsItIs) {
    hand_in_.pages = {page_bytes(200'000, 1)};
    const auto sealed = station_.seal(hand_in_);
    const auto folder = write(sealed, hand_in_.id);
    const auto page = folder / fmt::format("{:03}.part", sealed.parts.size() - 1);
    std::filesystem::resize_file(page, 100'000);
    EXPECT_EQ(only().result, Carried::Result::Left);
    std::filesystem::remove(page);
    EXPECT_EQ(only().result, Carried::Result::Left);
    std::filesystem::remove(folder / "envelope");
    EXPECT_EQ(only().result, Carried::Result::Left);
    EXPECT_FALSE(std::filesystem::exists(folder / receipt_file));
    EXPECT_EQ(count("submissions") + count("refused") + count("tasks"), 0);
    write(sealed, hand_in_.id);
    EXPECT_EQ(only().result, Carried::Result::Held);
}

TEST_F(CarriedTest, AnAlteredEnvelopeIsRefusedAndKept) {
    auto sealed = station_.seal(hand_in_);
    sealed.envelope.back() ^= 1;
    const auto folder = write(sealed, hand_in_.id);
    EXPECT_EQ(only().result, Carried::Result::Refused);
    EXPECT_EQ(only().result, Carried::Result::Refused);
    EXPECT_FALSE(std::filesystem::exists(folder / receipt_file));
    EXPECT_EQ(count("submissions"), 0);
    EXPECT_EQ(count("refused"), 1) << "the same again is kept once";
    EXPECT_EQ(count("tasks WHERE kind = 'refused'"), 1);
}

TEST_F(CarriedTest, AFolderOfAnotherNameIsRefused) {
    write(station_.seal(hand_in_), Uuid::make_v7());
    EXPECT_EQ(only().result, Carried::Result::Refused);
    EXPECT_EQ(count("submissions"), 0);
}

TEST_F(CarriedTest, AStrangersStickChangesNothing) {
    ScriptedStation stranger(loop_, "kiosk-7");
    const auto invitation = invitation_for(*archive_, "kiosk-7", address());
    ASSERT_TRUE(invitation);
    stranger.reply_to(*invitation);  // never confirmed
    const auto folder = write(stranger.seal(hand_in_), hand_in_.id);
    EXPECT_EQ(only().result, Carried::Result::Left);
    EXPECT_FALSE(std::filesystem::exists(folder / receipt_file));
    EXPECT_EQ(count("submissions") + count("refused"), 0);
}

TEST_F(CarriedTest, WhatElseLiesOnTheStickIsNotTouched) {
    ASSERT_TRUE(write_file_durably(stick_.path() / "holiday.jpg", as_bytes("x")));
    ASSERT_TRUE(make_folder(stick_.path() / "System Volume Information", 0700));
    EXPECT_TRUE(take_carried(*archive_, judgement_, *opener_, stick_.path()).value().empty());
    EXPECT_FALSE(take_carried(*archive_, judgement_, *opener_, stick_.path() / "not-there"));
}

}  // namespace
}  // namespace doorstep::township::testing
