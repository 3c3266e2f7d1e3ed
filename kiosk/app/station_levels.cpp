#include "kiosk/app/station_levels.hpp"

#include <QTimer>

#include "base/log.hpp"

namespace doorstep::kiosk {

StationLevels::StationLevels(HubLink& hub, AgentLink& agent, QObject* parent)
    : QObject(parent), hub_(hub), agent_(agent) {
    connect(&hub_, &HubLink::restarted, this, [this] {
        ++hub_turn_;
        busy_ = false;
        set_.clear();
        look();
    });
    connect(&agent_, &AgentLink::statusChanged, this, &StationLevels::look);
}

StationLevels::Levels StationLevels::wanted() const {
    Levels levels;
    if (agent_.status().has_screen_percent()) {
        levels[wire::Device::SCREEN] = agent_.status().screen_percent();
    }
    if (agent_.status().has_speaker_percent()) {
        levels[wire::Device::SPEAKER] = agent_.status().speaker_percent();
    }
    return levels;
}

void StationLevels::look() {
    if (hub_.up() && !busy_ && wanted() != set_) {
        busy_ = true;
        open();
    }
}

// What lasts is set in a clerk's session only.
void StationLevels::open() {
    wire::HubRequest request;
    request.mutable_open_session()->set_clerk(true);
    hub_.ask(request, hub_.delays().quick, this, [this, turn = hub_turn_](const wire::HubReply& reply) {
        if (turn != hub_turn_) {
            return;
        }
        if (reply.has_session()) {
            set_next(reply.session().token(), wanted());
        } else {
            look_again();
        }
    });
}

void StationLevels::set_next(const std::string& session, Levels left) {
    if (left.empty()) {
        close(session);
        busy_ = false;
        look();  // others may have been told meanwhile
        return;
    }
    const auto [device, percent] = *left.begin();
    left.erase(left.begin());
    wire::HubRequest request;
    request.mutable_set_level()->set_session(session);
    request.mutable_set_level()->set_device(device);
    request.mutable_set_level()->set_percent(percent);
    request.mutable_set_level()->set_lasting(true);
    hub_.ask(
        request, hub_.delays().quick, this,
        [this, turn = hub_turn_, session, device = device, percent = percent,
         left = std::move(left)](const wire::HubReply& reply) {
            if (turn != hub_turn_) {
                return;
            }
            const auto code = reply.fault().code();
            if (code != wire::FAULT_NONE && code != wire::FAULT_SCREEN_MISSING && code != wire::FAULT_SPEAKER_MISSING) {
                log::warning("light or sound could not be set: fault {}", static_cast<int>(code));
                close(session);
                look_again();
                return;
            }
            set_[device] = percent;  // where there is no such device nothing better comes of asking again
            set_next(session, left);
        });
}

void StationLevels::close(const std::string& session) {
    wire::HubRequest request;
    request.mutable_close_session()->set_session(session);
    hub_.ask(request, hub_.delays().quick, this, [](const wire::HubReply&) {});
}

void StationLevels::look_again() {
    if (again_) {
        return;
    }
    again_ = true;
    QTimer::singleShot(again_ms, this, [this] {
        again_ = false;
        busy_ = false;
        look();
    });
}

}  // namespace doorstep::kiosk
