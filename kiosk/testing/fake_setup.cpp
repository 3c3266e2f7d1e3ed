#include "kiosk/testing/fake_setup.hpp"

#include <unistd.h>

#include <algorithm>

namespace doorstep::kiosk {
namespace {

using Request = wire::SetupRequest;

}  // namespace

FakeSetup::FakeSetup() : folder_("/dev/shm/doorstep-fake-setup-" + std::to_string(getpid())) {
    for (int number = wire::SETUP_LANGUAGE; number <= wire::SETUP_REPORT; ++number) {
        state.add_steps()->set_step(static_cast<wire::SetupStep>(number));
    }
    state.set_current(wire::SETUP_LANGUAGE);
    (*state.mutable_machine())["version"] = "0.9.0";
    auto& link = *links.add_links();
    link.set_name("enp1s0");
    link.set_plugged(true);
    link.add_addresses("192.168.1.57/24");
    come_back();
    QObject::connect(&pump_, &QTimer::timeout, &pump_, [this] { loop_.run_once(0); });
    pump_.start(1);
}

FakeSetup::~FakeSetup() {
    pump_.stop();
    fall_silent();
    std::filesystem::remove_all(folder_);
}

std::string FakeSetup::setup_address() const {
    return "ipc://" + (folder_ / "setup.sock").native();
}
std::string FakeSetup::agent_address() const {
    return "ipc://" + (folder_ / "agent.sock").native();
}

void FakeSetup::fall_silent() {
    setup_.reset();
    agent_.reset();
}

void FakeSetup::come_back() {
    protocol::RpcServer::Handlers setup;
    setup.request = [this](const std::string&, const std::string& payload, const protocol::RpcServer::Reply& reply) {
        Request request;
        request.ParseFromString(payload);
        requests.push_back(request);
        reply(answer(request).SerializeAsString());
    };
    setup_ = std::move(*protocol::RpcServer::bind(loop_, setup_address(), std::move(setup)));
    protocol::RpcServer::Handlers agent;
    agent.request = [this](const std::string&, const std::string& payload, const protocol::RpcServer::Reply& reply) {
        wire::AgentSetupRequest request;
        request.ParseFromString(payload);
        agent_requests.push_back(request);
        reply(answer_agent(request).SerializeAsString());
    };
    agent_ = std::move(*protocol::RpcServer::bind(loop_, agent_address(), std::move(agent)));
}

Request FakeSetup::last(Request::KindCase kind) const {
    for (auto request = requests.rbegin(); request != requests.rend(); ++request) {
        if (request->kind_case() == kind) {
            return *request;
        }
    }
    return {};
}

wire::SetupReply FakeSetup::told() {
    wire::SetupReply reply;
    *reply.mutable_state() = state;
    return reply;
}

wire::SetupReply FakeSetup::answer(const Request& request) {
    wire::SetupReply reply;
    const auto behind = [this](wire::SetupStep step) {
        state.set_current(static_cast<wire::SetupStep>(std::min<int>(step + 1, wire::SETUP_REPORT)));
    };
    switch (request.kind_case()) {
        case Request::kGo:
            state.set_current(request.go().step());
            return told();
        case Request::kDone: {
            auto& step = *state.mutable_steps(request.done().step() - 1);
            step.set_state(wire::SetupStepState::DONE);
            *step.mutable_facts() = request.done().facts();
            state.set_finished(request.done().step() == wire::SETUP_REPORT);
            behind(request.done().step());
            return told();
        }
        case Request::kSkip:
            state.mutable_steps(request.skip().step() - 1)->set_state(wire::SetupStepState::SKIPPED);
            behind(request.skip().step());
            return told();
        case Request::kDismiss:
            state.set_finished(true);
            return told();
        case Request::kListLinks:
            *reply.mutable_links() = links;
            return reply;
        case Request::kSetNetwork:
        case Request::kSetClock:
            reply.set_fault(fault);
            reply.set_done(fault == wire::SETUP_FAULT_NONE);
            return reply;
        case Request::kReadStick:
            reply.mutable_invitation()->set_text(stick);
            break;
        case Request::kWriteStick:
            reply.set_done(true);
            break;
        default:
            return told();
    }
    if (stick.empty()) {
        reply.Clear();
        reply.set_fault(wire::SETUP_FAULT_STICK);
    }
    return reply;
}

wire::AgentSetupReply FakeSetup::answer_agent(const wire::AgentSetupRequest& request) {
    wire::AgentSetupReply reply;
    if (request.has_begin() && request.begin().invitation().find("invitation") != std::string::npos) {
        enrolled = true;
        auto& begun = *reply.mutable_begun();
        begun.set_station("liushu-1");
        begun.set_township("qinghe");
        begun.set_code("12345678");
        begun.set_reply_code("DOORSTEP-R1:" + std::string(260, 'A'));
    } else if (request.has_begin()) {
        reply.set_fault(wire::SETUP_FAULT_INVITATION);
    } else if (!enrolled) {
        reply.set_fault(wire::SETUP_FAULT_NOT_ENROLLED);
    } else if (request.has_confirm()) {
        const bool right = request.confirm().code() == right_code;
        reply.set_fault(right ? wire::SETUP_FAULT_NONE : wire::SETUP_FAULT_CODE_WRONG);
        reply.set_done(right);
    } else {
        reply.mutable_report()->set_signature(std::string(64, 's'));
        reply.mutable_report()->set_sign_public(std::string(32, 'k'));
        reply.mutable_report()->set_station("liushu-1");
        reply.mutable_report()->set_township("qinghe");
    }
    return reply;
}

}  // namespace doorstep::kiosk
