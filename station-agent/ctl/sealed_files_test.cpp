// A stick to town and back: what is written is whole and still sealed, receipts take items off, forged ones do not.
#include "station-agent/ctl/sealed_files.hpp"

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/uuid.hpp"
#include "station-agent/ctl/agent_link.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestFolder;
using testing::TestStation;

class StickTest : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};
    TestFolder stick_;
    AskAgent ask_ = [this](const wire::AgentRequest& request) -> Result<wire::AgentReply> {
        auto reply = station_.ask_as_technician(request);
        if (reply.fault().code() != wire::FAULT_NONE) {
            return Error(LinkError::Fault, wire::FaultCode_Name(reply.fault().code()));
        }
        return reply;
    };

    void SetUp() override {
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        gateway_.down();
        station_.start();
    }
    std::filesystem::path folder_of(const std::string& submission) const {
        return stick_.path() / Uuid::from_bytes(as_bytes(submission)).value().text();
    }
    Bytes envelope_in(const std::filesystem::path& folder) { return read_file(folder / "envelope", 1U << 20U).value(); }
    // As `doorstep-township import` writes it.
    void acknowledge(const std::string& submission) {
        const auto folder = folder_of(submission);
        const auto receipt = gateway_.receipt_for(submission, envelope_in(folder)).SerializeAsString();
        ASSERT_TRUE(write_file_carried(folder / "receipt", as_bytes(receipt)));
    }
};

TEST_F(StickTest, WhatIsWrittenIsWholeAndStillSealed) {
    const std::string page = "秘密" + std::string(600'000, 'p');
    const auto submitted = station_.hand_in(page);
    const auto exported = export_sealed(ask_, stick_.path(), false).value();
    EXPECT_EQ(exported.written, 1U);
    const auto folder = folder_of(submitted.submission());
    wire::Envelope envelope;
    const auto bytes = envelope_in(folder);
    ASSERT_TRUE(envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    ASSERT_EQ(envelope.parts_size(), 1);
    const auto part = read_file(folder / "000.part", 1U << 20U).value();
    EXPECT_EQ(part.size(), envelope.parts(0).size());
    EXPECT_EQ(as_text(sha256(part)), envelope.parts(0).digest());
    EXPECT_FALSE(stick_.contains(as_bytes("秘密")));
    EXPECT_FALSE(stick_.contains(as_bytes("pppppppp")));
    EXPECT_EQ(station_.status().sealed(), 1U) << "only a receipt takes it off";
}

TEST_F(StickTest, ThereAndBackAgainAndTheLineSendsNothingTwice) {
    const auto first = station_.hand_in("{}", citizen_number(1));
    const auto second = station_.hand_in("{}", citizen_number(2));
    ASSERT_EQ(export_sealed(ask_, stick_.path(), false).value().written, 2U);
    EXPECT_EQ(return_receipts(ask_, stick_.path()).value().taken, 0U) << "not imported yet";
    acknowledge(first.submission());
    // A receipt of one submission laid beside another, and one that is no receipt.
    std::filesystem::copy_file(folder_of(first.submission()) / "receipt", folder_of(second.submission()) / "receipt");
    const auto returned = return_receipts(ask_, stick_.path()).value();
    EXPECT_EQ(returned.taken, 2U) << "said twice is said once";
    EXPECT_EQ(station_.status().acknowledged(), 1U);
    EXPECT_EQ(station_.status().sealed(), 1U);
    ASSERT_TRUE(write_file_carried(folder_of(second.submission()) / "receipt", as_bytes("no receipt")));
    EXPECT_EQ(return_receipts(ask_, stick_.path()).value().refused, 1U);
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().acknowledged() == 2; }));
    EXPECT_EQ(gateway_.order, std::vector<std::string>{second.submission()});
}

// android-registration-client#945: only what was synced before could be exported.
TEST_F(StickTest, WhatWaitsIsShelvedOrWasRefusedCanAllBeCarried) {
    station_.settings.bounds.most_tries = 1;
    station_.stop();
    station_.start();
    const auto shelved = station_.hand_in("{}", citizen_number(1));
    const auto refused = station_.hand_in("{}", citizen_number(2));
    gateway_.refuse[shelved.submission()].set_code(wire::REFUSAL_UNKNOWN);
    gateway_.refuse[refused.submission()].set_code(wire::CANNOT_OPEN);
    gateway_.refuse[refused.submission()].set_final(true);
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().shelved() + station_.status().refused() == 2; }));
    gateway_.down();
    station_.hand_in("{}", citizen_number(3));
    EXPECT_EQ(export_sealed(ask_, stick_.path(), true).value().written, 1U) << "the shelf alone";
    const auto all = export_sealed(ask_, stick_.path(), false).value();
    EXPECT_EQ(all.written, 2U);
    EXPECT_EQ(all.already, 1U);
    acknowledge(shelved.submission());
    acknowledge(refused.submission());
    EXPECT_EQ(return_receipts(ask_, stick_.path()).value().taken, 2U);
    EXPECT_EQ(station_.status().acknowledged(), 2U);
}

TEST_F(StickTest, PulledInTheMiddleItGoesOnWithWhatLacks) {
    station_.hand_in("{}", citizen_number(1));
    const auto large = station_.hand_in(std::string(900'000, 'p'), citizen_number(2));
    int left = 3;
    const AskAgent pulled = [&](const wire::AgentRequest& request) -> Result<wire::AgentReply> {
        return request.has_read_sealed() && left-- <= 0 ? Result<wire::AgentReply>(FileError::IoFailed) : ask_(request);
    };
    EXPECT_FALSE(export_sealed(pulled, stick_.path(), false));
    EXPECT_FALSE(std::filesystem::exists(folder_of(large.submission()) / "envelope")) << "half is not called whole";
    const auto again = export_sealed(ask_, stick_.path(), false).value();
    EXPECT_EQ(again.already, 1U);
    EXPECT_EQ(again.written, 1U);
}

TEST_F(StickTest, ADamagedItemIsLeftOutAndTheOthersAreWritten) {
    const auto broken = station_.hand_in(std::string(300'000, 'x'), citizen_number(1));
    station_.hand_in("{}", citizen_number(2));
    for (const auto& entry : std::filesystem::directory_iterator(station_.settings.state_folder / "sealed")) {
        std::filesystem::resize_file(entry.path(), 70'000);
    }
    const auto exported = export_sealed(ask_, stick_.path(), false).value();
    EXPECT_EQ(exported.written, 1U);
    EXPECT_EQ(exported.damaged, 1U);
    EXPECT_FALSE(std::filesystem::exists(folder_of(broken.submission())));
}

TEST_F(StickTest, MoreThanOneListIsWrittenWhole) {
    for (int i = 0; i < 1001; ++i) {
        station_.hand_in("{}", citizen_number(i % 40));
    }
    EXPECT_EQ(export_sealed(ask_, stick_.path(), false).value().written, 1001U);
}

}  // namespace
}  // namespace doorstep::agent
