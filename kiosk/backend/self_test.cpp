#include "kiosk/backend/self_test.hpp"

#include <utility>

#include "kiosk/backend/device_facts.hpp"

namespace doorstep::kiosk {

SelfTest::SelfTest(HubLink& hub, AgentLink& agent, QObject* parent) : QObject(parent), hub_(hub), agent_(agent) {
    patience_.setSingleShot(true);
    patience_.setInterval(glass_ms);
    connect(&patience_, &QTimer::timeout, this, [this] { fail(fault_of(wire::FAULT_TIMEOUT)); });
    connect(&hub_, &HubLink::job, this, &SelfTest::on_job);
    connect(&hub_, &HubLink::glass, this, &SelfTest::on_glass);
    connect(&hub_, &HubLink::restarted, this, [this] {
        session_.clear();  // gone with the hub of before
        if (running() && step_ != Step::Keeps) {
            fail(fault_of(wire::FAULT_UNAVAILABLE));
        }
    });
}

void SelfTest::enter(Step step) {
    step_ = step;
    emit changed();
}

void SelfTest::begin(SelfTestOrder order) {
    if (running()) {
        return;
    }
    order_ = std::move(order);
    enter(Step::Opens);
    wire::HubRequest request;
    request.mutable_open_session()->set_clerk(true);
    ask_hub(request, hub_.delays().quick, [this](const wire::HubReply& reply) {
        session_ = reply.session().token();
        order_.glass ? look_at_glass() : ask_devices();
    });
}

void SelfTest::stop() {
    if (running()) {
        close();
        enter(Step::Rests);
    }
}

// Whatever was asked is forgotten, also by who answers late.
void SelfTest::close() {
    ++turn_;
    patience_.stop();
    job_ = 0;
    early_.clear();
    glass_.reset();
    order_ = {};
    if (!session_.empty()) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(std::exchange(session_, {}));
        hub_.ask(request, hub_.delays().quick, this, [](const wire::HubReply&) {});
    }
}

void SelfTest::fail(const wire::Fault& fault) {
    close();
    enter(Step::Rests);
    emit failed(fault.code() == wire::FAULT_NONE ? fault_of(wire::FAULT_INTERNAL) : fault);
}

void SelfTest::ask_hub(const wire::HubRequest& request, std::int64_t deadline_ms, HubAnswer then) {
    hub_.ask(request, deadline_ms, this, [this, turn = turn_, then = std::move(then)](const wire::HubReply& reply) {
        if (turn != turn_) {
            // Stopped while it was being opened: a clerk's session stays open for nobody.
            if (reply.has_session()) {
                wire::HubRequest close_it;
                close_it.mutable_close_session()->set_session(reply.session().token());
                hub_.ask(close_it, hub_.delays().quick, this, [](const wire::HubReply&) {});
            }
            return;
        }
        reply.has_fault() ? fail(reply.fault()) : then(reply);
    });
}

// ---- the glass ----------------------------------------------------------------------------------------------------

void SelfTest::look_at_glass() {
    enter(Step::Glass);
    patience_.start();
    wire::HubRequest request;
    request.mutable_test_glass()->set_session(session_);
    request.mutable_test_glass()->set_source(*order_.glass);
    ask_hub(request, hub_.delays().quick, [this](const wire::HubReply& reply) {
        job_ = reply.job().job();
        for (const auto& job : std::exchange(early_, {})) {
            on_job(job);
        }
    });
}

void SelfTest::on_glass(const wire::GlassReport& report) {
    if (step_ == Step::Glass) {
        glass_ = report;  // nobody else looks meanwhile: the scanner does one job at a time
    }
}

void SelfTest::on_job(const wire::JobState& job) {
    if (step_ != Step::Glass) {
        return;
    }
    if (job_ == 0) {
        early_.push_back(job);
    } else if (job.job() == job_) {
        glass_ended(job);
    }
}

void SelfTest::glass_ended(const wire::JobState& job) {
    switch (job.state()) {
        case wire::JobState::DONE:
            break;
        case wire::JobState::FAILED:
        case wire::JobState::CANCELLED:
            return fail(job.fault());
        default:
            return;
    }
    patience_.stop();
    if (!glass_) {
        return fail(fault_of(wire::FAULT_INTERNAL));
    }
    if (glass_->verdict() == wire::GlassReport::NO_BLANK_SHEET) {
        close();
        enter(Step::Rests);
        emit noBlankSheet();
        return;
    }
    ask_devices();
}

// ---- devices and record -------------------------------------------------------------------------------------------

void SelfTest::ask_devices() {
    enter(Step::Devices);
    wire::HubRequest request;
    request.mutable_self_test()->set_session(session_);
    ask_hub(request, test_ms, [this](const wire::HubReply& reply) {
        hub_.know(reply.devices());
        keep(reply.devices());
    });
}

void SelfTest::keep(const wire::DeviceList& devices) {
    enter(Step::Keeps);
    wire::AgentRequest request;
    auto& wanted = *request.mutable_keep_self_test();
    wanted.set_why(order_.why);
    wanted.set_operator_token(order_.operator_token);
    for (auto& fact : device_facts(devices)) {
        *wanted.add_devices() = std::move(fact);
    }
    if (glass_) {
        constexpr std::size_t kinds_of_glass = 2;
        auto glasses = order_.glasses_before;
        glasses.resize(kinds_of_glass);
        glasses[*order_.glass == wire::Scan::FEEDER ? 1 : 0] = *glass_;
        wanted.mutable_glasses()->Add(glasses.begin(), glasses.end());
    }
    agent_.ask(request, agent_.delays().durable, this, [this, turn = turn_](const wire::AgentReply& reply) {
        if (turn != turn_) {
            return;
        }
        if (!reply.has_self_test()) {
            return fail(reply.fault());
        }
        close();
        enter(Step::Rests);
        emit kept(reply.self_test());
    });
}

}  // namespace doorstep::kiosk
