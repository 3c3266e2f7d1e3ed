#include "kiosk/journeys/clerk/clerk_controller.hpp"

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "kiosk/journeys/clerk/outbox_plot.hpp"
#include "kiosk/words/case_words.hpp"
#include "kiosk/words/update_words.hpp"

namespace doorstep::kiosk {

ClerkController::ClerkController(Desk& desk, QObject* parent)
    : Journey(desk, parent), mail_(desk.session.agent(), desk.clerk), service_(desk), readiness_(desk) {
    connect(&mail_, &ClerkMail::changed, this, &ClerkController::contentChanged);
    idle_.setSingleShot(true);
    idle_.setInterval(desk_idle_ms);
    connect(&idle_, &QTimer::timeout, this, &ClerkController::leave);
    connect(&desk.session.agent(), &AgentLink::countsChanged, this, [this] {
        if (state_ == ClerkState::Desk) {
            load_items();
        }
    });
    connect(&desk.session.agent(), &AgentLink::statusChanged, this, &ClerkController::contentChanged);
    connect(&desk.clerk, &Operator::changed, this, [this] {
        if (at_desk() && !this->desk().clerk.signed_in()) {
            leave();  // the shift was ended, or the agent was restarted
        }
    });
    connect(&service_, &ServiceDesk::cardNeeded, this, [this] {
        if (state_ == ClerkState::Service) {
            happen(ClerkEvent::CardNeeded);
        }
    });
    connect(&readiness_, &ReadinessDesk::glassLooked, this, [this] {
        if (state_ == ClerkState::ReadinessGlass) {
            happen(ClerkEvent::Back);
        }
    });
    connect(&service_, &ServiceDesk::opened, this, [this] {
        if (state_ == ClerkState::ServiceCard) {
            happen(ClerkEvent::CardRight);
        }
    });
}

QString ClerkController::page() const {
    switch (state_) {
        case ClerkState::Idle:
            return {};
        case ClerkState::Loading:
        case ClerkState::Checking:
            return QStringLiteral("clerk/wait");
        case ClerkState::Accounts:
            return QStringLiteral("clerk/accounts");
        case ClerkState::Pin:
            return QStringLiteral("clerk/pin");
        case ClerkState::FirstCode:
            return QStringLiteral("clerk/first-code");
        case ClerkState::FirstPin:
            return QStringLiteral("clerk/first-pin");
        case ClerkState::FirstPinAgain:
            return QStringLiteral("clerk/first-pin-again");
        case ClerkState::Desk:
            return QStringLiteral("clerk/desk");
        case ClerkState::Help:
            return QStringLiteral("clerk/help");
        case ClerkState::Messages:
            return QStringLiteral("clerk/messages");
        case ClerkState::Message:
            return QStringLiteral("clerk/message");
        case ClerkState::ServiceCard:
            return QStringLiteral("clerk/service-card");
        case ClerkState::Service:
            return QStringLiteral("clerk/service");
        case ClerkState::ServiceLevels:
            return QStringLiteral("clerk/levels");
        case ClerkState::ServiceTouch:
            return QStringLiteral("clerk/touch");
        case ClerkState::ServiceLog:
            return QStringLiteral("clerk/log");
        case ClerkState::ServiceRestart:
            return QStringLiteral("clerk/restart");
        case ClerkState::ServiceProof:
            return QStringLiteral("clerk/proof");
        case ClerkState::Readiness:
            return QStringLiteral("clerk/readiness");
        case ClerkState::ReadinessGlass:
            return QStringLiteral("clerk/glass");
        case ClerkState::Failed:
            return QStringLiteral("clerk/failed");
    }
    return {};
}

void ClerkController::happen(ClerkEvent event) {
    state_ = next_state<ClerkState, ClerkEvent>(clerk_table, "clerk", state_, event, ClerkState::Idle);
    clear_typed();
    if (!in_service()) {
        service_.close();
    }
    if (!in_readiness()) {
        readiness_.leave();
    }
    if (state_ != ClerkState::Idle) {
        idle_.start();
    }
    show_page();
    if (state_ == ClerkState::Idle) {
        idle_.stop();
        unanswered_.reset();
        pin_.fill(QLatin1Char('0'));
        pin_.clear();
        code_.clear();
        items_.Clear();
        mail_.forget();
        readiness_.forget();
        message_.clear();
        if (!helping_) {
            desk().session.set_blocked(false);
            desk().clerk.sign_out();
            emit left();
        } else if (event == ClerkEvent::SignedInToHelp) {
            emit signedIn();
        } else {
            emit gaveUp();
        }
    }
}

void ClerkController::begin() {
    helping_ = false;
    desk().session.set_blocked(true);  // a card laid down at the desk opens nothing
    start();
}

void ClerkController::begin_helping() {
    helping_ = true;
    start();
}

void ClerkController::start() {
    state_ = ClerkState::Idle;
    clear_fault();
    if (desk().clerk.signed_in() && !helping_) {
        happen(ClerkEvent::SignedInAlready);
        enter_desk();
        return;
    }
    happen(ClerkEvent::Begin);
    load_accounts();
}

void ClerkController::forget() {
    state_ = ClerkState::Idle;
    service_.close();
    readiness_.forget();
    idle_.stop();
    clear_typed();
    pin_.clear();
    code_.clear();
    unanswered_.reset();
    mail_.forget();
    message_.clear();
    clear_fault();
}

bool ClerkController::at_desk() const {
    return state_ == ClerkState::Desk || state_ == ClerkState::Help || state_ == ClerkState::Messages ||
           state_ == ClerkState::Message || in_readiness() || in_service();
}

bool ClerkController::in_readiness() const {
    return state_ == ClerkState::Readiness || state_ == ClerkState::ReadinessGlass;
}

bool ClerkController::in_service() const {
    return state_ == ClerkState::ServiceCard || state_ == ClerkState::Service || state_ == ClerkState::ServiceLevels ||
           state_ == ClerkState::ServiceTouch || state_ == ClerkState::ServiceLog ||
           state_ == ClerkState::ServiceRestart || state_ == ClerkState::ServiceProof;
}

void ClerkController::enter_desk() {
    load_items();
    mail_.load();
    readiness_.load();
}

void ClerkController::touched() {
    if (idle_.isActive()) {
        idle_.start();
    }
}

void ClerkController::load_accounts() {
    desk().clerk.list(this, [this](const wire::AgentReply& reply) {
        if (state_ != ClerkState::Loading) {
            return;
        }
        accounts_ = reply.accounts();
        set_fault(reply.fault());
        happen(reply.has_accounts() ? ClerkEvent::Loaded : ClerkEvent::Failed);
        if (unanswered_ && state_ == ClerkState::Accounts) {
            choose(QString::fromStdString(account_));
            set_fault(*std::exchange(unanswered_, std::nullopt));
        }
    });
}

void ClerkController::load_items() {
    wire::AgentRequest request;
    request.mutable_list_items()->set_operator_token(desk().clerk.token());
    desk().session.agent().ask(request, desk().session.agent().delays().quick, this,
                               [this](const wire::AgentReply& reply) {
                                   if (reply.has_items()) {
                                       items_ = reply.items();
                                   }
                                   set_fault(reply.fault());
                                   emit contentChanged();
                               });
}

QVariantList ClerkController::accounts() const {
    QVariantList list;
    for (const auto& one : accounts_.accounts()) {
        if (!one.disabled()) {
            list.append(QVariantMap{{"value", QString::fromStdString(one.account())},
                                    {"text", QString::fromStdString(one.display_name())},
                                    {"needsPin", one.needs_pin()}});
        }
    }
    return list;
}

QString ClerkController::account_name() const {
    for (const auto& one : accounts_.accounts()) {
        if (one.account() == account_) {
            return QString::fromStdString(one.display_name());
        }
    }
    return {};
}

void ClerkController::choose(const QString& account) {
    if (state_ != ClerkState::Accounts) {
        return;
    }
    account_ = account.toStdString();
    clear_fault();
    pins_differ_ = false;
    first_ = false;
    for (const auto& one : accounts_.accounts()) {
        first_ = first_ || (one.account() == account_ && one.needs_pin());
    }
    happen(first_ ? ClerkEvent::ChooseFirst : ClerkEvent::Choose);
}

void ClerkController::type(const QString& digits) {
    typed_ = digits;
    emit typedChanged();
}

void ClerkController::clear_typed() {
    typed_.fill(QLatin1Char('0'));
    typed_.clear();
    emit typedChanged();
}

bool ClerkController::enough() const {
    return state_ == ClerkState::FirstCode ? !typed_.isEmpty() : typed_.size() == pin_digits;
}

void ClerkController::confirm() {
    if (!enough()) {
        return;
    }
    pins_differ_ = false;
    switch (state_) {
        case ClerkState::Pin:
            pin_ = typed_;
            happen(ClerkEvent::Check);
            check();
            break;
        case ClerkState::FirstCode:
            code_ = typed_;
            clear_fault();
            happen(ClerkEvent::CodeTyped);
            break;
        case ClerkState::FirstPin:
            pin_ = typed_;
            happen(ClerkEvent::PinTyped);
            break;
        case ClerkState::FirstPinAgain:
            if (typed_ != pin_) {
                pins_differ_ = true;
                happen(ClerkEvent::PinsDiffer);
                break;
            }
            happen(ClerkEvent::Check);
            check();
            break;
        default:
            break;
    }
}

void ClerkController::check() {
    set_busy(true);
    desk().clerk.sign_in(account_, pin_.toStdString(), first_ ? code_.toStdString() : std::string(),
                         [this](const wire::Fault& fault) { checked(fault); });
}

void ClerkController::checked(const wire::Fault& fault) {
    set_busy(false);
    if (state_ != ClerkState::Checking) {
        return;
    }
    set_fault(fault);
    if (desk().clerk.signed_in() && fault.code() == wire::FAULT_NONE) {
        happen(helping_ ? ClerkEvent::SignedInToHelp : ClerkEvent::SignedIn);
        if (state_ == ClerkState::Desk) {
            enter_desk();
        }
    } else if (first_ && fault.code() != wire::FAULT_ONE_TIME_CODE_WRONG) {
        // The list of accounts tells whether the code was taken before the answer was lost.
        unanswered_ = fault;
        happen(ClerkEvent::Unanswered);
        load_accounts();
    } else {
        happen(first_ ? ClerkEvent::WrongCode : ClerkEvent::WrongPin);
    }
}

void ClerkController::back() {
    clear_fault();
    pins_differ_ = false;
    if (state_ == ClerkState::Accounts || state_ == ClerkState::Failed || state_ == ClerkState::Desk) {
        happen(ClerkEvent::Leave);
    } else if (state_ != ClerkState::Idle && state_ != ClerkState::Checking && state_ != ClerkState::Loading) {
        happen(ClerkEvent::Back);
    }
}

void ClerkController::retry() {
    if (state_ == ClerkState::Failed) {
        happen(ClerkEvent::Retry);
        load_accounts();
    } else if (state_ == ClerkState::Desk) {
        enter_desk();
    }
}

void ClerkController::openHelp() {
    if (state_ == ClerkState::Desk) {
        happen(ClerkEvent::OpenHelp);
    }
}

void ClerkController::openService() {
    if (state_ == ClerkState::Desk && technician()) {
        happen(ClerkEvent::OpenService);
        service_.open();
    }
}

void ClerkController::practise() {
    if (state_ == ClerkState::Desk && !desk().session.training()) {
        clear_fault();
        emit practiceWanted();
    }
}

void ClerkController::practice_failed(const wire::Fault& fault) {
    if (state_ == ClerkState::Desk) {
        set_fault(fault);
    }
}

bool ClerkController::open_tool(ClerkEvent event) {
    const bool may = state_ == ClerkState::Service && service_.is_open() && !service_.busy();
    if (may) {
        happen(event);
    }
    return may;
}

void ClerkController::openTouchTest() {
    if (open_tool(ClerkEvent::OpenTouch)) {
        service_.testTouch();
    }
}

void ClerkController::openLog() {
    if (open_tool(ClerkEvent::OpenLog)) {
        service_.readLogs();
    }
}

void ClerkController::openProof() {
    if (open_tool(ClerkEvent::OpenProof)) {
        service_.prove();
    }
}

void ClerkController::openReadiness() {
    if (state_ == ClerkState::Desk && !desk().session.training()) {
        happen(ClerkEvent::OpenReadiness);
        readiness_.load();
    }
}

void ClerkController::openGlass() {
    if (state_ == ClerkState::Readiness && !readiness_.busy()) {
        happen(ClerkEvent::OpenGlass);
    }
}

void ClerkController::openMessages() {
    if (state_ == ClerkState::Desk) {
        happen(ClerkEvent::OpenMessages);
        mail_.load();
    }
}

void ClerkController::openMessage(const QString& id) {
    if (state_ == ClerkState::Messages && !mail_.text_of(id).isEmpty()) {
        message_ = id;
        happen(ClerkEvent::OpenMessage);
        mail_.read(id);
    }
}

QVariantList ClerkController::updates() const {
    QVariantList list;
    for (const auto& news : update_news(desk().session.agent().status())) {
        list.append(QVariantMap{{"kind", news.kind}, {"text", news.text}});
    }
    return list;
}

int ClerkController::silent_days() const {
    const auto& status = desk().session.agent().status();
    return status.long_silent() ? static_cast<int>(status.silent_days()) : 0;
}

QVariantList ClerkController::messages() const {
    return mail_.list();
}

void ClerkController::leave() {
    if (state_ != ClerkState::Idle && state_ != ClerkState::Checking) {
        happen(ClerkEvent::Leave);
    }
}

QVariantList ClerkController::items() const {
    QVariantList list;
    const auto now = system_clock().now().milliseconds;
    constexpr qsizetype most_shown = 200;  // whoever looks further back asks the township
    for (const auto& item : items_.items()) {
        if (list.size() == most_shown) {
            break;
        }
        list.append(
            QVariantMap{{"kind", kind_words(item.kind())},
                        {"number", QString::fromStdString(CaseNumber::grouped(item.case_number()))},
                        {"words", item_words(item)},
                        {"when", time_words(item.township_ms() > 0 ? item.township_ms() : item.since_ms(), now)},
                        {"tries", item.tries()},
                        {"next", time_words(item.next_try_ms(), now)}});
    }
    return list;
}

QString ClerkController::queue() const {
    return queue_words(items_);
}

QVariantList ClerkController::plot_days() const {
    QVariantList list;
    for (const auto& day : plot_of(items_, system_clock().now().milliseconds).days) {
        list.append(QVariantMap{{"label", QStringLiteral("%1/%2").arg(day.day.month()).arg(day.day.day())},
                                {"sent", day.sent},
                                {"waiting", day.waiting}});
    }
    return list;
}

int ClerkController::plot_most() const {
    return plot_of(items_, system_clock().now().milliseconds).most;
}

QString ClerkController::plot_words() const {
    return kiosk::plot_words(plot_of(items_, system_clock().now().milliseconds));
}

QString ClerkController::plot_text() const {
    return kiosk::plot_text(plot_of(items_, system_clock().now().milliseconds), desk().language.code());
}

}  // namespace doorstep::kiosk
