// What service mode changes and shows of the station itself: light and sound, the log, all processes anew, how well
// touches land, a proof of what runs.
#include <algorithm>
#include <cmath>

#include <QTimer>

#include "base/clock.hpp"
#include "base/log_tail.hpp"
#include "kiosk/backend/qr_picture.hpp"
#include "kiosk/journeys/clerk/service_desk.hpp"
#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {

// ---- light and sound ----------------------------------------------------------------------------------------------

int ServiceDesk::percent(wire::Device::Class device) const {
    for (const auto& [id, one] : desk_.session.hub().devices()) {
        if (one.class_() == device) {
            return static_cast<int>(one.level().percent());
        }
    }
    return -1;
}

void ServiceDesk::change(wire::Device::Class device, int steps, int least) {
    const int now = percent(device);
    if (!open_ || busy_ || now < 0) {
        return;
    }
    wire::ServiceAct set;
    set.set_act(wire::ServiceAct::LEVEL_SET);
    set.set_device(device);
    set.set_percent(static_cast<std::uint32_t>(std::clamp(now + steps * level_step, least, full)));
    act(set, [this] { done(); });
}

// ---- the log ------------------------------------------------------------------------------------------------------

void ServiceDesk::add_log(const char* process, const std::vector<std::string>& lines) {
    QStringList newest;
    for (auto line = lines.rbegin(); line != lines.rend() && newest.size() < most_log_lines; ++line) {
        newest.append(QString::fromStdString(*line));
    }
    logs_.append(QVariantMap{{"process", QString::fromLatin1(process)}, {"lines", newest}});
}

void ServiceDesk::readLogs() {
    if (open_ && !busy_) {
        act(wire::ServiceAct::LOG_READ, [this] {
            logs_.clear();
            add_log("doorstep-kiosk", log::tail());
            ask_agent_log();
        });
    }
}

void ServiceDesk::ask_agent_log() {
    wire::AgentRequest request;
    request.mutable_agent_log()->set_operator_token(desk_.clerk.token());
    auto& agent = desk_.session.agent();
    agent.ask(request, agent.delays().quick, this, [this, turn = turn_](const wire::AgentReply& reply) {
        if (turn != turn_) {
            return;
        }
        if (!reply.has_log()) {
            return fail(reply.fault());
        }
        add_log("doorstep-agent", {reply.log().lines().begin(), reply.log().lines().end()});
        ask_hub_log();
    });
}

void ServiceDesk::ask_hub_log() {
    wire::HubRequest request;
    request.mutable_recent_log()->set_session(session_);
    auto& hub = desk_.session.hub();
    hub.ask(request, hub.delays().quick, this, [this, turn = turn_](const wire::HubReply& reply) {
        if (turn != turn_) {
            return;
        }
        if (!reply.has_log()) {
            return fail(reply.fault());
        }
        add_log("doorstep-hub", {reply.log().lines().begin(), reply.log().lines().end()});
        done();
    });
}

// ---- all processes anew -------------------------------------------------------------------------------------------

void ServiceDesk::restart() {
    if (!open_ || busy_ || restarting_) {
        return;
    }
    act(wire::ServiceAct::RESTARTED, [this] {
        wire::HubRequest request;
        request.mutable_restart()->set_session(session_);
        auto& hub = desk_.session.hub();
        hub.ask(request, hub.delays().quick, this, [this, turn = turn_](const wire::HubReply& reply) {
            if (turn != turn_) {
                return;
            }
            if (!reply.done()) {
                return fail(reply.fault());
            }
            restarting_ = true;
            done();
            QTimer::singleShot(restart_ms, this, [this, turn] {
                if (turn == turn_ && restarting_) {
                    restarting_ = false;
                    fail(fault_of(wire::FAULT_UNAVAILABLE));
                }
            });
        });
    });
}

// ---- touches ------------------------------------------------------------------------------------------------------

void ServiceDesk::testTouch() {
    if (open_ && !busy_) {
        touch_off_ = 0;
        act(wire::ServiceAct::TOUCH_TESTED, [this] { done(); });
    }
}

void ServiceDesk::touchMeasured(double millimetres) {
    constexpr double tenths = 10;
    const int off = static_cast<int>(std::lround(std::max(millimetres, 0.0) * tenths));
    if (!open_ || busy_ || (touch_off_ != 0 && off <= touch_off_)) {
        return;
    }
    touch_off_ = std::max(off, 1);
    wire::ServiceAct measured;
    measured.set_act(wire::ServiceAct::TOUCH_MEASURED);
    measured.set_off_by(static_cast<std::uint32_t>(off));
    act(measured, [this] { done(); });
}

// ---- what runs here -----------------------------------------------------------------------------------------------

void ServiceDesk::prove() {
    if (!open_ || busy_) {
        return;
    }
    busy_ = true;
    fault_ = {};
    emit changed();
    wire::AgentRequest request;
    request.mutable_attest()->set_operator_token(desk_.clerk.token());
    auto& agent = desk_.session.agent();
    agent.ask(request, agent.delays().durable, this, [this, turn = turn_](const wire::AgentReply& reply) {
        if (turn != turn_) {
            return;
        }
        attestation_ = reply.attestation();
        proof_ = qr_picture(attestation_.qr_text());
        reply.has_attestation() ? done() : fail(reply.fault());
    });
}

QVariantMap ServiceDesk::proved() const {
    return {{"station", QString::fromStdString(attestation_.station())},
            {"version", QString::fromStdString(attestation_.version())},
            {"rootHash", QString::fromStdString(attestation_.root_hash())},
            {"when", time_words(attestation_.at_ms(), system_clock().now().milliseconds)}};
}

}  // namespace doorstep::kiosk
