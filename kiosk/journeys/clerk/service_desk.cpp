#include "kiosk/journeys/clerk/service_desk.hpp"

#include <utility>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "kiosk/words/case_words.hpp"
#include "kiosk/words/device_words.hpp"
#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {

ServiceDesk::ServiceDesk(Desk& desk, QObject* parent)
    : QObject(parent), desk_(desk), test_(desk.session.hub(), desk.session.agent()), print_(desk.session.hub()) {
    auto& hub = desk_.session.hub();
    connect(&hub, &HubLink::devicesChanged, this, &ServiceDesk::changed);
    connect(&desk_.language, &Language::changed, this, &ServiceDesk::changed);
    connect(&hub, &HubLink::restarted, this, [this] { session_.clear(); });
    connect(&test_, &SelfTest::kept, this, [this](const wire::SelfTestRecord&) {
        tested_ms_ = system_clock().now().milliseconds;
        done();
    });
    connect(&test_, &SelfTest::failed, this, &ServiceDesk::fail);
    connect(&print_, &DeskPrint::changed, this, &ServiceDesk::changed);
    connect(&print_, &DeskPrint::failed, this, &ServiceDesk::fail);
    connect(&print_, &DeskPrint::waits, this, [this](const wire::Fault& fault) {
        fault_ = fault;  // goes on by itself once somebody has seen to it
        emit changed();
    });
}

QString ServiceDesk::fault() const {
    return fault_words(fault_).sentence;
}
QString ServiceDesk::fault_help() const {
    return fault_words(fault_).what_now;
}
QString ServiceDesk::tested() const {
    return time_words(tested_ms_, system_clock().now().milliseconds);
}

void ServiceDesk::fail(const wire::Fault& fault) {
    busy_ = false;
    fault_ = fault.code() == wire::FAULT_NONE ? fault_of(wire::FAULT_INTERNAL) : fault;
    emit changed();
}

void ServiceDesk::act(wire::ServiceAct::Act act, std::function<void()> then) {
    wire::ServiceAct plain;
    plain.set_act(act);
    this->act(plain, std::move(then));
}

void ServiceDesk::act(const wire::ServiceAct& act, std::function<void()> then) {
    busy_ = true;
    fault_ = {};
    emit changed();
    wire::AgentRequest request;
    *request.mutable_service_act() = act;
    request.mutable_service_act()->set_operator_token(desk_.clerk.token());
    auto& agent = desk_.session.agent();
    agent.ask(request, agent.delays().quick, this,
              [this, turn = turn_, then = std::move(then)](const wire::AgentReply& reply) {
                  if (turn != turn_) {
                      return;
                  }
                  if (reply.fault().code() == wire::FAULT_SERVICE_CARD && !card_wanted_) {
                      card_wanted_ = true;
                      busy_ = false;
                      emit changed();
                      emit cardNeeded();
                      return;
                  }
                  reply.done() ? open_session(then) : fail(reply.fault());
              });
}

void ServiceDesk::done() {
    busy_ = false;
    emit changed();
}

// Also anew, when the hub was restarted meanwhile.
void ServiceDesk::open_session(std::function<void()> then) {
    if (!session_.empty()) {
        then();
        return;
    }
    wire::HubRequest request;
    request.mutable_open_session()->set_clerk(true);
    auto& hub = desk_.session.hub();
    hub.ask(request, hub.delays().quick, this,
            [this, turn = turn_, then = std::move(then)](const wire::HubReply& reply) {
                if (turn != turn_) {
                    return;  // ends with this process, or by the hub's own bound
                }
                if (!reply.has_session()) {
                    fail(reply.fault());
                    return;
                }
                session_ = reply.session().token();
                then();
            });
}

void ServiceDesk::open() {
    close();
    enter({});
}

void ServiceDesk::enter(const std::string& card_number) {
    wire::ServiceAct opened;
    opened.set_act(wire::ServiceAct::OPENED);
    opened.set_card_number(card_number);
    act(opened, [this] {
        open_ = true;
        card_wanted_ = false;
        done();
        emit this->opened();
    });
}

// The number goes to the agent, which knows whose it is, and is kept nowhere here.
void ServiceDesk::readCard() {
    if (!card_wanted_ || busy_) {
        return;
    }
    busy_ = true;
    fault_ = {};
    emit changed();
    open_session([this] {
        wire::HubRequest request;
        request.mutable_read_card()->set_session(session_);
        held_card_ = true;
        auto& hub = desk_.session.hub();
        hub.ask(request, hub.delays().read_card, this, [this, turn = turn_](const wire::HubReply& reply) {
            if (turn != turn_) {
                return;
            }
            reply.has_card() ? enter(reply.card().card().number()) : fail(reply.fault());
        });
    });
}

void ServiceDesk::close() {
    ++turn_;
    if (!session_.empty()) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(std::exchange(session_, {}));
        auto& hub = desk_.session.hub();
        hub.ask(request, hub.delays().quick, this, [](const wire::HubReply&) {});
    }
    open_ = false;
    busy_ = false;
    card_wanted_ = false;
    restarting_ = false;
    logs_.clear();
    tested_ms_ = 0;
    touch_off_ = 0;
    attestation_.Clear();
    proof_.clear();
    test_.stop();
    print_.forget();
    fault_ = {};
}

void ServiceDesk::selfTest() {
    if (open_ && !busy_) {
        act(wire::ServiceAct::SELF_TEST, [this] {
            print_.forget();
            test_.begin({.operator_token = desk_.clerk.token()});
        });
    }
}

void ServiceDesk::printReport() {
    if (open_ && !busy_ && tested_ms_ != 0) {
        act(wire::ServiceAct::REPORT_PRINTED, [this] { print(); });
    }
}

std::vector<std::string> ServiceDesk::lines() const {
    std::vector<std::string> out;
    for (const auto& [id, device] : desk_.session.hub().devices()) {
        auto line = device_name(device.class_()) + QStringLiteral(": ") + device_state_words(device);
        if (!device.model().empty()) {
            line += QStringLiteral(" (%1)").arg(QString::fromStdString(device.model()));
        }
        out.push_back(line.toStdString());
    }
    out.push_back(queue_words(desk_.session.agent().counts()).toStdString());
    return out;
}

void ServiceDesk::print() {
    const auto pdf =
        papers::service_report({desk_.issuer(), desk_.clerk.account(), Instant{tested_ms_}, lines()}, desk_.paper());
    if (!pdf) {
        log::error("service report not made: {}", pdf.error().text());
        fail(fault_of(wire::FAULT_PRINTER_FAILED));
        return;
    }
    print_.print(*pdf);
    done();
}

QVariantList ServiceDesk::devices() const {
    QVariantList list;
    for (const auto& [id, device] : desk_.session.hub().devices()) {
        const bool well = device_is_well(device);
        list.append(QVariantMap{
            {"name", device_name(device.class_())},
            {"state", device_state_words(device)},
            {"well", well},
            {"model", QString::fromStdString(device.model())},
            {"help", device.state() == wire::Device::FAULTY ? fault_words(device.last_fault()).what_now : QString()},
            {"uses", static_cast<qulonglong>(device.counters().uses())},
            {"losses", static_cast<qulonglong>(device.counters().losses())}});
    }
    return list;
}

}  // namespace doorstep::kiosk
