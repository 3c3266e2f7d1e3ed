// kill -9 of a real doorstep-agent at each named point of a hand-in: what was answered is there afterwards, what was
// not answered is there wholly or not at all, and handing in again never doubles.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "base/files.hpp"
#include "base/uuid.hpp"
#include "protocol/rpc_client.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::TestFolder;

// The real program in its own folder.
class AgentProcess {
  public:
    explicit AgentProcess(const TestFolder& folder) : folder_(folder) {
        EventLoop loop;
        testing::FakeGateway nobody(loop);  // its invitation only: this township never answers
        const auto keys = folder_.path() / "root/var/lib/doorstep/agent/keys";
        EXPECT_TRUE(make_folder(keys, 0700));
        EXPECT_TRUE(enrol(keys, nobody.invitation("village-1")));
        EXPECT_TRUE(make_folder(folder_.path() / "run", 0700));
        // Where tests run /dev/shm may be smaller than the reserve of a station.
        const auto settings = folder_.path() / "root/etc/doorstep";
        EXPECT_TRUE(make_folder(settings, 0700));
        EXPECT_TRUE(
            write_file_atomically(settings / "agent.toml", as_bytes("reserve_mib = 0\nscarce_below_mib = 0\n")));
    }
    ~AgentProcess() { kill_hard(); }
    AgentProcess(const AgentProcess&) = delete;
    AgentProcess& operator=(const AgentProcess&) = delete;

    void start(const std::string& kill_at) {
        pid_ = ::fork();
        if (pid_ == 0) {
            ::setenv("DOORSTEP_ROOT", (folder_.path() / "root").c_str(), 1);
            ::setenv("DOORSTEP_RUN", (folder_.path() / "run").c_str(), 1);
            ::setenv("DOORSTEP_KILL_AT", kill_at.c_str(), 1);
            ::setenv("DOORSTEP_LOG", "error", 1);
            const std::string program = std::string(DOORSTEP_BIN_DIR) + "/doorstep-agent";
            ::execl(program.c_str(), program.c_str(), nullptr);
            ::_exit(127);
        }
        client_ =
            std::make_unique<protocol::RpcClient>("ipc://" + (folder_.path() / "run/kiosk-agent/agent.sock").native());
    }
    void kill_hard() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
            pid_ = -1;
        }
        client_.reset();
    }
    // The reply, or nothing when the process died over it.
    std::optional<wire::AgentReply> ask(const wire::AgentRequest& request) {
        const auto bytes = client_->call_wait(request.SerializeAsString(), 15'000);
        wire::AgentReply reply;
        return bytes && reply.ParseFromString(*bytes) ? std::optional(reply) : std::nullopt;
    }
    // Person, draft of that id, parts, submit; as far as the process lives.
    std::optional<wire::Submitted> hand_in(const Uuid& id) {
        wire::AgentRequest open;
        open.mutable_open_person()->mutable_card()->set_number(citizen_number(1));
        const auto person = ask(open);
        if (!person) {
            return std::nullopt;
        }
        const auto session = person->person().session();
        wire::AgentRequest start;
        start.mutable_start_draft()->set_session(session);
        start.mutable_start_draft()->set_kind(wire::APPLICATION);
        start.mutable_start_draft()->set_id(std::string(as_text(id.bytes())));
        const auto started = ask(start);
        // Refused with BAD_REQUEST when it was handed in already: then only the receipt is asked for.
        for (std::uint32_t number = 1; started && started->has_draft_started() && number <= 2; ++number) {
            wire::AgentRequest put;
            put.mutable_put_part()->set_session(session);
            put.mutable_put_part()->set_draft(started->draft_started().id());
            put.mutable_put_part()->set_number(number);
            put.mutable_put_part()->set_kind(wire::PAGE_ORIGINAL);
            put.mutable_put_part()->set_inline_(std::string(number * 100'000, 'p'));
            if (!ask(put)) {
                return std::nullopt;
            }
        }
        wire::AgentRequest submit;
        submit.mutable_submit()->set_session(session);
        submit.mutable_submit()->set_draft(std::string(as_text(id.bytes())));
        const auto reply = started ? ask(submit) : std::nullopt;
        return reply && reply->has_submitted() ? std::optional(reply->submitted()) : std::nullopt;
    }
    wire::AgentStatus status() {
        wire::AgentRequest request;
        request.mutable_status();
        return ask(request)->status();
    }

  private:
    const TestFolder& folder_;
    pid_t pid_ = -1;
    std::unique_ptr<protocol::RpcClient> client_;
};

class PowerCut : public ::testing::TestWithParam<const char*> {};

TEST_P(PowerCut, NothingAnsweredIsLostAndNothingIsDoubled) {
    const TestFolder folder;
    AgentProcess agent(folder);
    agent.start("");
    const auto first = agent.hand_in(Uuid::make_v7());
    ASSERT_TRUE(first);
    agent.kill_hard();

    agent.start(GetParam());
    const Uuid id = Uuid::make_v7();
    EXPECT_FALSE(agent.hand_in(id)) << "the process was to die";
    agent.kill_hard();

    agent.start("");
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
        AgentProcess agent(folder);
        agent.start(point);
        const Uuid id = Uuid::make_v7();
        EXPECT_FALSE(agent.hand_in(id)) << point;
        agent.kill_hard();
        agent.start("");
        EXPECT_EQ(agent.status().drafts(), 1U) << point;
        EXPECT_TRUE(agent.hand_in(id)) << point;
        EXPECT_EQ(agent.status().sealed(), 1U) << point;
        agent.kill_hard();
    }
}

}  // namespace
}  // namespace doorstep::agent
