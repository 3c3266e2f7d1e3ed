#include "kiosk/journeys/enrolment/setup_controller.hpp"

#include "base/log.hpp"
#include "kiosk/journeys/enrolment/setup_report.hpp"

namespace doorstep::kiosk {
namespace {

constexpr std::array step_pages{"wait",    "language", "network", "clock", "township",
                                "devices", "clerks",   "print",   "report"};

}  // namespace

SetupController::SetupController(Desk& desk, const std::string& setup, const std::string& agent, QObject* parent)
    : Journey(desk, parent),
      link_(setup),
      agent_link_(agent, nullptr, SetupLink::patient()),
      bench_(desk.session.hub()) {
    connect(&link_, &SetupLink::restarted, this, &SetupController::load);
    connect(&desk.session.agent(), &AgentLink::statusChanged, this, [this] {
        maybe_dismiss();
        emit contentChanged();
    });
    connect(&desk.session.hub(), &HubLink::devicesChanged, this, &Journey::contentChanged);
    connect(&desk.language, &Language::changed, this, &Journey::contentChanged);
    connect(&bench_, &SetupBench::paperChanged, this, &SetupController::paper_changed);
    connect(&look_, &QTimer::timeout, this, &SetupController::look);
    look_.start(look_every_ms);
}

QString SetupController::page() const {
    if (!known_ || state_.bench()) {
        return known_ ? QStringLiteral("setup/bench") : QStringLiteral("setup/wait");
    }
    switch (part_) {
        case Part::Address:
            return QStringLiteral("setup/address");
        case Part::Clock:
            return QStringLiteral("setup/clock-set");
        case Part::Reading:
            return QStringLiteral("setup/reading");
        case Part::Codes:
            return QStringLiteral("setup/codes");
        case Part::LeaveOut:
            return QStringLiteral("setup/leave-out");
        case Part::Main:
            break;
    }
    return QStringLiteral("setup/") + QLatin1String(step_pages.at(static_cast<std::size_t>(state_.current())));
}

QString SetupController::name() const {
    return step_name(state_.current());
}
QString SetupController::left_out() const {
    return left_out_words(state_.current());
}

QString SetupController::fact(wire::SetupStep step, const char* name) const {
    for (const auto& one : state_.steps()) {
        if (one.step() == step && one.facts().contains(name)) {
            return QString::fromStdString(one.facts().at(name));
        }
    }
    return {};
}

// ---- what doorstep-setup knows ------------------------------------------------------------------------------------

void SetupController::load() {
    wire::SetupRequest request;
    request.mutable_get();
    ask(request);
}

void SetupController::ask(const wire::SetupRequest& request, std::function<void()> then) {
    set_busy(true);
    const auto longest =
        request.has_set_network() || request.has_set_clock() ? SetupLink::system_ms : SetupLink::quick_ms;
    link_.ask<wire::SetupReply>(request, longest, this,
                                [this, then = std::move(then)](const wire::SetupReply& reply) { took(reply, then); });
}

void SetupController::took(const wire::SetupReply& reply, const std::function<void()>& then) {
    set_busy(false);
    set_trouble(reply.fault());
    if (reply.fault() != wire::SETUP_FAULT_NONE) {
        coming_back_ = false;
        return;
    }
    if (reply.has_links()) {
        links_ = reply.links();
        wish_ = links_.has_wish() ? links_.wish() : wish_;
        emit contentChanged();
    }
    if (reply.has_state()) {
        const bool other =
            !known_ || state_.current() != reply.state().current() || state_.bench() != reply.state().bench();
        state_ = reply.state();
        known_ = true;
        if (state_.finished()) {
            look_.stop();
            bench_.close();
            emit finished();
            return;
        }
        if (other && !coming_back_) {
            part_ = Part::Main;
            entered();
        }
        maybe_dismiss();
    }
    if (then) {
        then();
    }
}

void SetupController::set_trouble(wire::SetupFault trouble) {
    if (trouble_ != trouble) {
        trouble_ = trouble;
        emit troubleChanged();
    }
}

// A station that has its township since before there was a wizard is not asked anything.
void SetupController::maybe_dismiss() {
    const bool fresh = known_ && state_.steps_size() > 0 && state_.steps(0).state() == wire::SetupStepState::OPEN;
    if (fresh && !dismissing_ && agent().status().enrolled() && !agent().status().unconfirmed()) {
        dismissing_ = true;
        wire::SetupRequest request;
        request.mutable_dismiss();
        ask(request);
    }
}

void SetupController::go(wire::SetupStep step, Part part) {
    wire::SetupRequest request;
    request.mutable_go()->set_step(step);
    ask(request, [this, part] {
        coming_back_ = false;
        show_part(part);
    });
}

void SetupController::done(const Facts& facts, std::function<void()> then) {
    wire::SetupRequest request;
    request.mutable_done()->set_step(state_.current());
    request.mutable_done()->mutable_facts()->insert(facts.begin(), facts.end());
    ask(request, std::move(then));
}

void SetupController::show_part(Part part) {
    part_ = part;
    typed_.clear();
    show_page();
    emit contentChanged();
    emit typed();
}

// ---- from page to page --------------------------------------------------------------------------------------------

// Another step is shown: what it shows is asked for.
void SetupController::entered() {
    typed_.clear();
    device_ = 0;
    saved_.clear();
    bench_.forget_paper();
    show_page();
    emit contentChanged();
    emit typed();
    if (state_.bench()) {
        return;  // a bench has the devices and the report in hand: nothing is begun beside it
    }
    look();
    if (state_.current() == wire::SETUP_DEVICES) {
        tested_ = false;
        test_devices();
    } else if (state_.current() == wire::SETUP_REPORT) {
        make_report();
    }
}

// What changes by itself while a page is looked at: a cable, the time, accounts that arrive.
void SetupController::look() {
    emit clockChanged();
    if (busy() || part_ != Part::Main || !known_) {
        return;
    }
    look_for_bench();
    if (state_.bench()) {
        return;
    }
    if (state_.current() == wire::SETUP_ACCOUNTS) {
        list_accounts();
    } else if (state_.current() == wire::SETUP_NETWORK) {
        wire::SetupRequest request;
        request.mutable_list_links();
        link_.ask<wire::SetupReply>(request, SetupLink::quick_ms, this, [this](const wire::SetupReply& reply) {
            if (reply.has_links()) {
                links_ = reply.links();
                emit contentChanged();
            }
        });
    }
}

// Steps that somebody else does are seen here, and that somebody has begun to.
void SetupController::look_for_bench() {
    wire::SetupRequest request;
    request.mutable_get();
    link_.ask<wire::SetupReply>(request, SetupLink::quick_ms, this, [this](const wire::SetupReply& reply) {
        // What was touched meanwhile has its own answer on its way.
        if (reply.has_state() && !busy() && part_ == Part::Main) {
            took(reply, {});
        }
    });
}

void SetupController::back() {
    clear_fault();
    set_trouble(wire::SETUP_FAULT_NONE);
    if (part_ == Part::Reading) {
        bench_.stop_code();
        set_busy(false);
    }
    if (part_ == Part::Address && field_ > 0) {
        --field_;
        show_part(Part::Address);
    } else if (part_ != Part::Main) {
        show_part(Part::Main);
    } else if (state_.current() == wire::SETUP_DEVICES && device_ > 0) {
        --device_;
        show_part(Part::Main);
    } else if (state_.current() > wire::SETUP_LANGUAGE) {
        go(static_cast<wire::SetupStep>(state_.current() - 1));
    }
}

void SetupController::leaveOut() {
    if (!left_out().isEmpty()) {
        show_part(Part::LeaveOut);
    }
}

void SetupController::leaveOutNow() {
    wire::SetupRequest request;
    request.mutable_skip()->set_step(state_.current());
    ask(request);
}

void SetupController::next() {
    if (busy()) {
        return;
    }
    switch (part_) {
        case Part::Address:
            return next_in_address();
        case Part::Clock:
            return set_typed_clock();
        case Part::Codes:
            return confirm();
        case Part::LeaveOut:
            return leaveOutNow();
        case Part::Reading:
            return;
        case Part::Main:
            break;
    }
    switch (state_.current()) {
        case wire::SETUP_LANGUAGE:
            return done({{"language", desk().language.text()}});
        case wire::SETUP_NETWORK:
            field_ = 0;
            return wish_.fixed() ? show_part(Part::Address) : set_network();
        case wire::SETUP_CLOCK:
            return done({{"now", clock().toStdString()}, {"set", clock_set_ ? "yes" : "no"}});
        case wire::SETUP_ENROLMENT:
            return station().isEmpty() ? void() : confirmed() ? go(wire::SETUP_DEVICES) : show_part(Part::Codes);
        case wire::SETUP_DEVICES:
            return next_device();
        case wire::SETUP_ACCOUNTS: {
            int ready = 0;
            for (const auto& account : accounts_) {
                ready += account.toMap()["needsPin"].toBool() ? 0 : 1;
            }
            return done({{"accounts", std::to_string(accounts_.size())}, {"with_pin", std::to_string(ready)}});
        }
        case wire::SETUP_TEST_PRINT:
            return paper() == QLatin1String("printed") ? done({{"readable", "yes"}}) : print();
        case wire::SETUP_REPORT:
            return done({{"signed", keys_.sign_public().empty() ? "no" : "yes"}});
        default:
            return;
    }
}

void SetupController::chooseLanguage(const QString& code) {
    desk().language.set(code);
    emit contentChanged();
}

}  // namespace doorstep::kiosk
