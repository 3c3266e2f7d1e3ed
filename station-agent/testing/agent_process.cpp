#include "station-agent/testing/agent_process.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <future>

#include <fmt/format.h>

#include "base/files.hpp"
#include "station-agent/enrolment/enrolment.hpp"

namespace doorstep::agent::testing {

AgentProcess::AgentProcess(const TestFolder& folder, std::string programs, const std::string& invitation)
    : folder_(folder), programs_(std::move(programs)) {
    const auto keys = folder_.path() / "root/var/lib/doorstep/agent/keys";
    EXPECT_TRUE(make_folder(keys, 0700));
    reply_ = enrol(keys, invitation, {{}, false})->reply;
    EXPECT_TRUE(make_folder(folder_.path() / "run", 0700));
    // Where tests run /dev/shm may be smaller than the reserve of a station.
    const auto settings = folder_.path() / "root/etc/doorstep";
    EXPECT_TRUE(make_folder(settings, 0700));
    const std::string_view no_reserve =
        "reserve_mib = 0\nscarce_below_mib = 0\nfirst_retry_ms = 50\npeople_at_once = 100000\n";
    EXPECT_TRUE(write_file_atomically(settings / "agent.toml", as_bytes(no_reserve)));
}

AgentProcess::~AgentProcess() {
    kill_hard();
}

void AgentProcess::start(const std::string& kill_at) {
    pid_ = ::fork();
    if (pid_ == 0) {
        ::setenv("DOORSTEP_ROOT", (folder_.path() / "root").c_str(), 1);
        ::setenv("DOORSTEP_RUN", (folder_.path() / "run").c_str(), 1);
        ::setenv("DOORSTEP_KILL_AT", kill_at.c_str(), 1);
        ::setenv("DOORSTEP_LOG", "error", 1);
        for (const auto& [name, value] : extra_) {
            ::setenv(name.c_str(), value.c_str(), 1);
        }
        const std::string program = programs_ + "/doorstep-agent";
        ::execl(program.c_str(), program.c_str(), nullptr);
        ::_exit(127);
    }
    client_ = std::make_unique<protocol::RpcClient>(kiosk_address());
}

std::string AgentProcess::kiosk_address() const {
    return "ipc://" + (folder_.path() / "run/kiosk-agent/agent.sock").native();
}

void AgentProcess::kill_hard() {
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }
    client_.reset();
}

bool AgentProcess::has_died() {
    if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) {
        pid_ = -1;
    }
    return pid_ < 0;
}

std::optional<wire::AgentReply> AgentProcess::ask(const wire::AgentRequest& request) {
    constexpr std::int64_t deadline_ms = 15'000;
    constexpr auto look_every = std::chrono::milliseconds(10);
    const auto answered = std::make_shared<std::promise<Result<std::string>>>();
    auto answer = answered->get_future();
    client_->call(request.SerializeAsString(), deadline_ms,
                  [answered](Result<std::string> result) { answered->set_value(std::move(result)); });
    while (answer.wait_for(look_every) != std::future_status::ready) {
        if (has_died()) {
            return std::nullopt;
        }
    }
    const auto bytes = answer.get();
    wire::AgentReply reply;
    return bytes && reply.ParseFromString(*bytes) ? std::optional(reply) : std::nullopt;
}

std::optional<wire::Submitted> AgentProcess::hand_in(const Uuid& id) {
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

wire::AgentStatus AgentProcess::status() {
    wire::AgentRequest request;
    request.mutable_status();
    const auto reply = ask(request);
    EXPECT_TRUE(reply);
    return reply ? reply->status() : wire::AgentStatus{};
}

std::optional<std::string> AgentProcess::ctl(const std::string& words) const {
    const auto command = fmt::format("DOORSTEP_LOG=error DOORSTEP_RUN='{}' '{}/doorstep-agent-ctl' {}",
                                     (folder_.path() / "run").native(), programs_, words);
    FILE* pipe = ::popen(command.c_str(), "re");
    if (pipe == nullptr) {
        return std::nullopt;
    }
    std::string out;
    std::array<char, 4096> piece{};
    while (const auto n = std::fread(piece.data(), 1, piece.size(), pipe)) {
        out.append(piece.data(), n);
    }
    return ::pclose(pipe) == 0 ? std::optional(out) : std::nullopt;
}

}  // namespace doorstep::agent::testing
