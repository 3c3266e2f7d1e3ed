#include "provisioning/enrolment/bench_row.hpp"

#include <chrono>
#include <thread>

#include "base/clock.hpp"
#include "protocol/envelope/setup_report.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/messages/hub.pb.h"
#include "protocol/rpc_client.hpp"

namespace doorstep::setup {
namespace {

using Step = wire::SetupStep;

constexpr std::int64_t quick_ms = 10'000;
constexpr std::int64_t system_ms = 25'000;
constexpr std::int64_t code_ms = 60'000;       // Argon2id on a small machine, twenty at once beside each other
constexpr std::int64_t self_test_ms = 15'000;  // the hub's own longest time, and an answer's way
constexpr std::int64_t accounts_ms = 30'000;   // from the digits to the first account: a line, a downlink
constexpr std::int64_t look_every_ms = 200;
// Before one that is silent counts as gone, and is asked anew: a kiosk on a bench may be busy, and computes its digits
// in one go. One that was restarted says so at once.
constexpr std::int64_t busy_ms = 8'000;
constexpr std::int64_t computing_ms = 25'000;

protocol::RpcDelays patient(std::int64_t silent_means_gone) {
    protocol::RpcDelays delays;
    delays.silent_means_gone = silent_means_gone;
    return delays;
}

// A call to one socket of the kiosk; the trouble in words when it failed.
template <class Reply>
class Socket {
  public:
    Socket(const std::filesystem::path& run, const char* arrow, const char* name, std::int64_t silence_ms = busy_ms)
        : name_(arrow), client_("ipc://" + (run / arrow / name).native(), {}, patient(silence_ms)) {}
    // Asked again until the time is over: while a busy machine computes the digits its agent counts as gone, and each
    // of these requests may be repeated.
    template <class Request>
    Result<Reply> ask(const Request& request, std::int64_t deadline_ms = quick_ms) {
        const auto end = monotonic_milliseconds() + deadline_ms;
        const auto text = request.SerializeAsString();
        for (auto left = deadline_ms; left > 0; left = end - monotonic_milliseconds()) {
            const auto bytes = client_.call_wait(text, left);
            Reply reply;
            if (bytes && reply.ParseFromString(*bytes)) {
                return reply;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(look_every_ms));
        }
        return Error(BenchError::BadRow, name_ + " does not answer");
    }

  private:
    std::string name_;
    protocol::RpcClient client_;
};

Error trouble(const std::string& words) {
    return {BenchError::BadRow, words};
}

class Row {
  public:
    Row(const BenchKiosk& kiosk, std::string fingerprint, const TownshipEnds& township)
        : kiosk_(kiosk),
          fingerprint_(std::move(fingerprint)),
          township_(township),
          setup_(kiosk.run, "kiosk-setup", "setup.sock"),
          keys_(kiosk.run, "kiosk-agent", "setup.sock", computing_ms),
          agent_(kiosk.run, "kiosk-agent", "agent.sock"),
          hub_(kiosk.run, "kiosk-hub", "hub.sock") {}

    Status run(const std::function<void(Step)>& told, RowResult& result) {
        DOORSTEP_CHECK(load());
        while (!state_.finished()) {
            const auto step = first_open();
            told(step);
            DOORSTEP_CHECK(one(step, result));
        }
        return {};
    }
    const wire::SetupState& state() const { return state_; }

  private:
    Step first_open() const {
        for (const auto& step : state_.steps()) {
            if (step.state() == wire::SetupStepState::OPEN) {
                return step.step();
            }
        }
        return wire::SETUP_REPORT;
    }
    Status take(const Result<wire::SetupReply>& reply) {
        DOORSTEP_CHECK(reply);
        if (reply->fault() != wire::SETUP_FAULT_NONE) {
            return trouble(wire::SetupFault_Name(reply->fault()));
        }
        if (reply->has_state()) {
            state_ = reply->state();
        }
        return {};
    }
    Status load() {
        wire::SetupRequest request;
        request.mutable_get();
        return take(setup_.ask(request));
    }
    Status done(Step step, const std::map<std::string, std::string>& facts) {
        wire::SetupRequest request;
        request.mutable_done()->set_step(step);
        request.mutable_done()->mutable_facts()->insert(facts.begin(), facts.end());
        return take(setup_.ask(request));
    }
    Status skip(Step step) {
        wire::SetupRequest request;
        request.mutable_skip()->set_step(step);
        return take(setup_.ask(request));
    }
    Status one(Step step, RowResult& result) {
        switch (step) {
            case wire::SETUP_LANGUAGE:
                return done(step, {{"language", kiosk_.language}});
            case wire::SETUP_NETWORK:
                return network();
            case wire::SETUP_CLOCK:
                return clock();
            case wire::SETUP_ENROLMENT:
                return enrolment();
            case wire::SETUP_DEVICES:
                return devices(result);
            case wire::SETUP_ACCOUNTS:
                return accounts();
            case wire::SETUP_TEST_PRINT:
                return skip(step);  // nobody looks at the paper
            default:
                return report(result);
        }
    }
    Status network() {
        if (!kiosk_.set_network) {
            return skip(wire::SETUP_NETWORK);
        }
        wire::SetupRequest request;
        *request.mutable_set_network() = kiosk_.network;
        DOORSTEP_CHECK(take(setup_.ask(request, system_ms)));
        return done(wire::SETUP_NETWORK, {{"mode", kiosk_.network.fixed() ? "fixed" : "dhcp"}});
    }
    Status clock() {
        if (kiosk_.set_clock) {
            wire::SetupRequest request;
            request.mutable_set_clock()->set_ms(system_clock().now().milliseconds);
            DOORSTEP_CHECK(take(setup_.ask(request, system_ms)));
        }
        return done(wire::SETUP_CLOCK, {{"set", kiosk_.set_clock ? "yes" : "no"}});
    }
    Result<wire::AgentSetupReply> ask_keys(const wire::AgentSetupRequest& request) {
        DOORSTEP_TRY(auto reply, keys_.ask(request, code_ms));
        if (reply.fault() != wire::SETUP_FAULT_NONE) {
            return trouble(wire::SetupFault_Name(reply.fault()));
        }
        return reply;
    }
    // Both digits are carried by this program, over sockets that only the two ends may open: nobody reads them aloud.
    Status enrolment() {
        DOORSTEP_TRY(const auto invitation, township_.invite(kiosk_.station));
        wire::AgentSetupRequest begin;
        begin.mutable_begin()->set_invitation(invitation);
        begin.mutable_begin()->set_release_fingerprint(fingerprint_);
        DOORSTEP_TRY(const auto begun, ask_keys(begin));
        DOORSTEP_TRY(const auto digits, township_.confirm(kiosk_.station, begun.begun().reply(), begun.begun().code()));
        wire::AgentSetupRequest confirm;
        confirm.mutable_confirm()->set_code(digits);
        DOORSTEP_CHECK(ask_keys(confirm));
        return done(
            wire::SETUP_ENROLMENT,
            {{"station", begun.begun().station()}, {"township", begun.begun().township()}, {"confirmed", "yes"}});
    }
    Status devices(RowResult& result) {
        wire::HubRequest open;
        open.mutable_open_session()->set_clerk(true);
        const auto session = hub_.ask(open);
        if (!session || !session->has_session()) {
            result.missing = "hub";
            return skip(wire::SETUP_DEVICES);
        }
        wire::HubRequest test;
        test.mutable_self_test()->set_session(session->session().token());
        const auto tested = hub_.ask(test, self_test_ms);
        wire::HubRequest close;
        close.mutable_close_session()->set_session(session->session().token());
        ignore(hub_.ask(close), "ends with this connection");
        if (!tested || !tested->has_devices()) {
            result.missing = "hub";
            return skip(wire::SETUP_DEVICES);
        }
        return done(wire::SETUP_DEVICES, device_facts(tested->devices(), result));
    }
    static std::map<std::string, std::string> device_facts(const wire::DeviceList& list, RowResult& result) {
        std::map<std::string, std::string> facts;
        for (const auto& device : list.devices()) {
            const auto& name = wire::Device::Class_Name(device.class_());
            facts[facts.count(name) == 0 ? name : name + " " + device.id()] =
                wire::Device::State_Name(device.state()) + " " + device.model() + " " + device.serial();
            if (device.state() == wire::Device::ABSENT || device.state() == wire::Device::FAULTY) {
                result.missing += (result.missing.empty() ? "" : ",") + name;
            }
        }
        return facts;
    }
    Status accounts() {
        const auto end = monotonic_milliseconds() + accounts_ms;
        wire::AgentRequest request;
        request.mutable_list_accounts();
        while (monotonic_milliseconds() < end) {
            DOORSTEP_TRY(const auto reply, agent_.ask(request));
            if (reply.accounts().accounts_size() > 0) {
                return done(wire::SETUP_ACCOUNTS,
                            {{"accounts", std::to_string(reply.accounts().accounts_size())}, {"with_pin", "0"}});
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(look_every_ms));
        }
        return skip(wire::SETUP_ACCOUNTS);
    }
    Status report(RowResult& result) {
        wire::AgentSetupRequest request;
        request.mutable_sign_report();
        DOORSTEP_TRY(const auto keys, ask_keys(request));
        const auto text = protocol::setup_report(state_, keys.report(), system_clock().now().milliseconds);
        request.mutable_sign_report()->set_report(text);
        DOORSTEP_TRY(const auto done_report, ask_keys(request));
        result.report = protocol::signed_report(text, as_bytes(done_report.report().signature()));
        return done(wire::SETUP_REPORT, {{"signed", "yes"}});
    }

    const BenchKiosk& kiosk_;
    std::string fingerprint_;
    const TownshipEnds& township_;
    Socket<wire::SetupReply> setup_;
    Socket<wire::AgentSetupReply> keys_;
    Socket<wire::AgentReply> agent_;
    Socket<wire::HubReply> hub_;
    wire::SetupState state_;
};

std::string outcomes(const wire::SetupState& state) {
    std::string all;
    for (const auto& step : state.steps()) {
        all += step.state() == wire::SetupStepState::DONE      ? 'D'
               : step.state() == wire::SetupStepState::SKIPPED ? 'S'
                                                               : '-';
    }
    return all;
}

}  // namespace

RowResult provision(const BenchKiosk& kiosk, const std::string& release_fingerprint, const TownshipEnds& township,
                    const std::function<void(Step)>& told) {
    RowResult result;
    result.station = kiosk.station;
    const auto start = monotonic_milliseconds();
    Row row(kiosk, release_fingerprint, township);
    const auto status = row.run(told, result);
    result.trouble = status ? "" : status.error().detail();
    result.steps = outcomes(row.state());
    result.ms = monotonic_milliseconds() - start;
    return result;
}

}  // namespace doorstep::setup
