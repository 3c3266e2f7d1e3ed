// Codes reach the session that asked for the next one and nobody else (SECURITY 30).
#include <future>

#include "device-drivers/code/fake_code_line.hpp"
#include "device-drivers/hub/hub_fixture.hpp"

namespace doorstep::devices {
namespace {

class HubCode : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        line.plug();
        options.config.code_reader = line.address();
        options.delays.tell_discarded = 20;
        options.code_delays.look_again = 20;
    }
    void begin() {
        start();
        ASSERT_TRUE(kiosk->hears_device("code-reader", wire::Device::READY));
        session = kiosk->open_session();
    }
    static wire::HubRequest wish(const std::string& session, std::uint32_t seconds = 20) {
        wire::HubRequest request;
        request.mutable_read_code()->set_session(session);
        request.mutable_read_code()->set_seconds(seconds);
        return request;
    }
    // Asks on a thread of its own; the hub has the wish when this returns.
    std::future<wire::HubReply> ask_for_code(std::uint32_t seconds = 20) {
        const auto before = uses();
        auto answer = std::async(std::launch::async, [=, this] { return kiosk->ask(wish(session, seconds)); });
        EXPECT_TRUE(until([&] { return uses() > before; }));
        return answer;
    }
    wire::Device entry() const { return kiosk->newest("code-reader"); }
    std::uint64_t uses() const { return entry().counters().uses(); }
    bool discards(std::uint64_t how_many) const {
        return until([&] { return entry().counters().discarded() == how_many; });
    }

    testing::FakeCodeLine line;
    std::string session;
};

TEST_F(HubCode, ReachesTheSessionThatAskedAndIsToldToNobodyElse) {
    begin();
    testing::Kiosk other(options.address);
    other.watch();
    const auto others = other.open_session();
    auto answer = ask_for_code();
    EXPECT_EQ(other.ask(wish(others)).fault().code(), wire::FAULT_BUSY);
    EXPECT_EQ(other.ask(wish(session)).fault().code(), wire::FAULT_NO_SESSION);
    line.say("DS1:074749131783:kiosk-1:1:x\r\n");
    EXPECT_EQ(answer.get().code().text(), "DS1:074749131783:kiosk-1:1:x");
    for (auto* client : {kiosk.get(), &other}) {
        for (const auto& event : client->events()) {
            EXPECT_EQ(event.SerializeAsString().find("DS1"), std::string::npos) << "events carry no content";
        }
    }
}

TEST_F(HubCode, WhatNobodyAskedForIsThrownAwayAndCounted) {
    begin();
    line.say("one\rtwo\rthree\r");
    EXPECT_TRUE(discards(3));
    auto answer = ask_for_code();
    line.say("four\r");
    EXPECT_EQ(answer.get().code().text(), "four") << "never an older one";
    line.say("five\r");
    EXPECT_TRUE(discards(4));
}

TEST_F(HubCode, ACodeThatBeganBeforeItWasAskedForIsNobodys) {
    options.code_delays.settle = 60'000;
    begin();
    line.say("whole\rold ha");
    EXPECT_TRUE(discards(1));  // read at one stretch: the half has come as well
    auto answer = ask_for_code();
    line.say("lf\rnew\r");
    EXPECT_EQ(answer.get().code().text(), "new");
    EXPECT_TRUE(discards(2));
}

TEST_F(HubCode, NoCodeInTimeIsItsOwnFault) {
    begin();
    EXPECT_EQ(ask_for_code(1).get().fault().code(), wire::FAULT_CODE_NONE);
    auto answer = ask_for_code();
    line.say("again\r");
    EXPECT_EQ(answer.get().code().text(), "again");
}

TEST_F(HubCode, CancelEndsTheWaitingAndTheNextCodeIsNobodys) {
    begin();
    auto answer = ask_for_code();
    testing::Kiosk other(options.address);
    wire::HubRequest cancel;
    cancel.mutable_cancel()->set_session(other.open_session());
    EXPECT_TRUE(other.ask(cancel).done());
    cancel.mutable_cancel()->set_session(session);
    EXPECT_TRUE(kiosk->ask(cancel).done());
    EXPECT_EQ(answer.get().fault().code(), wire::FAULT_CANCELLED);
    line.say("late\r");
    EXPECT_TRUE(discards(1));
}

TEST_F(HubCode, TheNextSessionDoesNotGetWhatTheLastOneAskedFor) {
    begin();
    auto answer = ask_for_code();
    kiosk->close(session);
    EXPECT_EQ(answer.get().fault().code(), wire::FAULT_CANCELLED);
    session = kiosk->open_session();
    line.say("of the last one\r");
    EXPECT_TRUE(discards(1));
}

TEST_F(HubCode, ACodeThatIsNoTextIsUnreadableAndUnpluggedIsMissing) {
    begin();
    auto answer = ask_for_code();
    line.say("\xFF\xFE\r");
    EXPECT_EQ(answer.get().fault().code(), wire::FAULT_CODE_UNREADABLE);
    auto cut = ask_for_code();
    line.unplug();
    EXPECT_EQ(cut.get().fault().code(), wire::FAULT_CODE_READER_MISSING);
    EXPECT_TRUE(kiosk->hears_device("code-reader", wire::Device::ABSENT));
    EXPECT_EQ(kiosk->ask(wish(session)).fault().code(), wire::FAULT_CODE_READER_MISSING);
    kiosk->forget();
    line.plug();
    EXPECT_TRUE(kiosk->hears_device("code-reader", wire::Device::READY));
}

TEST_F(HubCode, AStationWithoutOneSaysSo) {
    options.config.code_reader.clear();
    start();
    session = kiosk->open_session();
    EXPECT_EQ(kiosk->ask(wish(session)).fault().code(), wire::FAULT_CODE_READER_MISSING);
}

}  // namespace
}  // namespace doorstep::devices
