// kill -9 of a real doorstep-agent at each named point of a hand-in and of an upload: what was answered is there
// afterwards, what was not answered is there wholly or not at all, and neither handing in again nor the line ever
// doubles.
#include <gtest/gtest.h>

#include <functional>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/uuid.hpp"
#include "station-agent/outbox/outbox.hpp"
#include "station-agent/testing/agent_process.hpp"
#include "station-agent/testing/fake_gateway.hpp"

namespace doorstep::agent {
namespace {

using testing::AgentProcess;
using testing::FakeGateway;
using testing::TestFolder;

// Of a township that never answers.
std::string nobodys_invitation() {
    EventLoop loop;
    return FakeGateway(loop).invitation("village-1");
}

class PowerCut : public ::testing::TestWithParam<const char*> {};

TEST_P(PowerCut, NothingAnsweredIsLostAndNothingIsDoubled) {
    const TestFolder folder;
    AgentProcess agent(folder, DOORSTEP_BIN_DIR, nobodys_invitation());
    agent.start();
    const auto first = agent.hand_in(Uuid::make_v7());
    ASSERT_TRUE(first);
    agent.kill_hard();

    agent.start(GetParam());
    const Uuid id = Uuid::make_v7();
    EXPECT_FALSE(agent.hand_in(id)) << "the process was to die";
    agent.kill_hard();

    agent.start();
    const auto status = agent.status();
    EXPECT_GE(status.sealed(), 1U);
    EXPECT_EQ(status.sealed() + status.drafts(), 2U)
        << "the second hand-in is a draft or an item, never both or neither";
    const auto second = agent.hand_in(id);
    ASSERT_TRUE(second);
    const auto once_more = agent.hand_in(id);
    ASSERT_TRUE(once_more);
    EXPECT_EQ(second->qr_text(), once_more->qr_text());
    EXPECT_EQ(agent.status().sealed(), 2U);
    EXPECT_EQ(agent.status().drafts(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Points, PowerCut, ::testing::Values("sealed", "before-commit", "after-commit"));

TEST(PowerCutOfDrafts, APartThatWasNotAnsweredIsWholeOrNotThere) {
    for (const auto* point : {"files-written", "files-renamed", "draft-before-commit"}) {
        const TestFolder folder;
        AgentProcess agent(folder, DOORSTEP_BIN_DIR, nobodys_invitation());
        agent.start(point);
        const Uuid id = Uuid::make_v7();
        EXPECT_FALSE(agent.hand_in(id)) << point;
        agent.kill_hard();
        agent.start();
        EXPECT_EQ(agent.status().drafts(), 1U) << point;
        EXPECT_TRUE(agent.hand_in(id)) << point;
        EXPECT_EQ(agent.status().sealed(), 1U) << point;
        agent.kill_hard();
    }
}

class PowerCutOnTheLine : public ::testing::TestWithParam<const char*> {};

TEST_P(PowerCutOnTheLine, TheTownshipHasItOnceAndItIsAcknowledgedAfterwards) {
    EventLoop loop;
    FakeGateway gateway(loop);
    const TestFolder folder;
    AgentProcess agent(folder, DOORSTEP_BIN_DIR, gateway.invitation("village-1"));
    gateway.confirm(agent.enrolment_reply());
    const auto turn_until = [&](const std::function<bool()>& done) {
        const auto end = monotonic_milliseconds() + 60'000;
        while (!done() && monotonic_milliseconds() < end) {
            loop.run_once(5);
        }
        return done();
    };
    agent.start(GetParam());
    const Uuid id = Uuid::make_v7();
    // It may die before its answer is out: then the item is there all the same, or the draft.
    ignore(agent.hand_in(id) ? Status{} : Status(OutboxError::Unknown), "both are legal");
    ASSERT_TRUE(turn_until([&] { return agent.has_died(); })) << "the process was to die";
    agent.kill_hard();
    agent.start();
    ASSERT_TRUE(agent.hand_in(id));
    ASSERT_TRUE(turn_until([&] { return gateway.order.size() == 1 && agent.status().acknowledged() == 1; }));
    EXPECT_EQ(gateway.times_stored.begin()->second, 1);
    EXPECT_EQ(agent.status().sealed() + agent.status().sending() + agent.status().drafts(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Points, PowerCutOnTheLine, ::testing::Values("chunk-sent", "before-acknowledge"));

// The technician's program against the real agent: what it prints and what it writes.
TEST(TechnicianTest, ItemsAreListedExportedAndRetriedOnTheCommandLine) {
    const TestFolder folder;
    const TestFolder stick;
    AgentProcess agent(folder, DOORSTEP_BIN_DIR, nobodys_invitation());
    agent.start();
    const Uuid id = Uuid::make_v7();
    ASSERT_TRUE(agent.hand_in(id));
    const auto items = agent.ctl("items --json");
    ASSERT_TRUE(items);
    EXPECT_NE(items->find("\"submission\":\"" + id.text() + "\""), std::string::npos) << *items;
    EXPECT_NE(items->find("waits to be sent"), std::string::npos) << *items;
    EXPECT_EQ(agent.ctl("items --shelf").value_or("failed"), "");
    EXPECT_NE(agent.ctl("retry --json").value_or("").find("\"retried\":0"), std::string::npos);
    EXPECT_FALSE(agent.ctl("retry nonsense"));
    const auto exported = agent.ctl("export --json " + stick.path().native());
    ASSERT_TRUE(exported);
    EXPECT_NE(exported->find("\"written\":1"), std::string::npos) << *exported;
    EXPECT_TRUE(std::filesystem::exists(stick.path() / id.text() / "envelope"));
    EXPECT_NE(agent.ctl("receipts --json " + stick.path().native()).value_or("").find("\"taken\":0"),
              std::string::npos);
    EXPECT_FALSE(agent.ctl("export /not/there"));
    EXPECT_NE(agent.ctl("status --json").value_or("").find("\"room\":\"enough\""), std::string::npos);
}

}  // namespace
}  // namespace doorstep::agent
