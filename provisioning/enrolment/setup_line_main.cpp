// doorstep-setup-line: while this machine is no station yet, lets the bench do its steps to which a technician's stick
// leads (line/bench_line.hpp). Ends when the station is set up.
#include <poll.h>

#include <CLI/CLI.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "protocol/messages/setup.pb.h"
#include "protocol/rpc_client.hpp"
#include "provisioning/enrolment/line/bench_line.hpp"
#include "provisioning/enrolment/setup_service.hpp"

namespace {

using namespace doorstep;         // NOLINT: a program's main
using namespace doorstep::setup;  // NOLINT

constexpr std::int64_t first_answer_ms = 30'000;  // doorstep-setup starts beside this
constexpr std::int64_t answer_ms = 2'000;
constexpr std::int64_t look_every_ms = 1'000;
// From the last step to the end: its answer is on its way to the bench.
constexpr std::int64_t last_answer_ms = 2'000;

Result<wire::SetupReply> reply_of(const Result<std::string>& bytes) {
    wire::SetupReply reply;
    DOORSTEP_CHECK(bytes);
    if (!reply.ParseFromString(*bytes)) {
        return Error(protocol::RpcError::LinkDown, "doorstep-setup");
    }
    return reply;
}

Result<BenchStick> stick_here() {
    DOORSTEP_TRY(const auto text, read_text_file(bench_file(), BenchStick::largest_file));
    return parse_stick(text);
}

// Serial and the lowest address of a wired port, as doorstep-setup tells them.
wire::BenchHello hello_of(const wire::SetupState& state, const wire::LinkList& links) {
    wire::BenchHello hello;
    hello.set_version(DOORSTEP_VERSION);
    if (state.machine().contains("serial")) {
        hello.set_serial(state.machine().at("serial"));
    }
    for (const auto& link : links.links()) {
        if (!link.wireless() && !link.mac().empty() && (hello.mac().empty() || link.mac() < hello.mac())) {
            hello.set_mac(link.mac());
        }
    }
    return hello;
}

// What lasts while the program runs; on the loop's thread but for the client's own.
class Program {
  public:
    explicit Program(const std::string& setup) : setup_(setup) {}
    // False when the station is set up: no bench has anything to do here.
    Result<bool> begin() {
        wire::SetupRequest request;
        request.mutable_get();
        DOORSTEP_TRY(const auto told, reply_of(setup_.call_wait(request.SerializeAsString(), first_answer_ms)));
        if (told.state().finished()) {
            return false;
        }
        request.mutable_list_links();
        DOORSTEP_TRY(const auto links, reply_of(setup_.call_wait(request.SerializeAsString(), answer_ms)));
        hello_ = hello_of(told.state(), links.links());
        DOORSTEP_CHECK(look_at_file());
        return true;
    }
    void run() {
        loop_.watch(stop_descriptor(), POLLIN, [this](short) { loop_.stop(); });
        loop_.every(look_every_ms, [this] { look(); });
        loop_.run();
        line_.reset();
    }

  private:
    // Another stick leads to another bench; none any more: doorstep-setup has taken it away.
    Status look_at_file() {
        DOORSTEP_TRY(auto stick, stick_here());
        if (!line_ || stick.key != key_) {
            key_ = stick.key;
            line_ = std::make_unique<BenchLine>(loop_, run_folder(), std::move(stick), hello_);
        }
        return {};
    }
    void look() {
        pet_watchdog();
        if (ending_) {
            return;
        }
        if (const auto file = look_at_file(); !file) {
            end(file.error().text());
            return;
        }
        wire::SetupRequest request;
        line_->up() ? void(request.mutable_bench_beat()) : void(request.mutable_get());
        setup_.call(request.SerializeAsString(), answer_ms, [this](const Result<std::string>& bytes) {
            const auto reply = reply_of(bytes);
            if (reply && reply->state().finished()) {
                loop_.post([this] { end("the station is set up"); });
            }
        });
    }
    void end(const std::string& why) {
        if (!ending_) {
            ending_ = true;
            log::info("{}", why);
            loop_.after(last_answer_ms, [this] { loop_.stop(); });
        }
    }

    EventLoop loop_;
    wire::BenchHello hello_;
    Bytes key_;
    std::unique_ptr<BenchLine> line_;
    bool ending_ = false;
    protocol::RpcClient setup_;
};

// False: nothing was to be done.
Result<bool> run() {
    DOORSTEP_TRY(const auto setup, socket_address("kiosk-setup", "setup.sock"));
    Program program(setup);
    DOORSTEP_TRY(const bool wanted, program.begin());
    if (wanted) {
        program.run();
    }
    return wanted;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("lets a bench set this kiosk up");
    app.set_version_flag("--version", DOORSTEP_VERSION);
    CLI11_PARSE(app, argc, argv);
    start_service("doorstep-setup-line");
    const auto done = run();
    if (!done) {
        log::error("{}", done.error().text());
        return 1;
    }
    if (!*done) {
        log::info("this station is set up: no bench has anything to do here");
    }
    return 0;
}
