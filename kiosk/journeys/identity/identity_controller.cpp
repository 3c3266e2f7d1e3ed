#include "kiosk/journeys/identity/identity_controller.hpp"

#include <QCoreApplication>

#include "base/id_number.hpp"
#include "kiosk/session/wiped_text.hpp"

namespace doorstep::kiosk {

IdentityController::IdentityController(Desk& desk, QObject* parent) : Journey(desk, parent) {
    idle_.setSingleShot(true);
    connect(&idle_, &QTimer::timeout, this, [this] {
        state_ == IdentityState::Opening ? idle_.start() : leave();  // opening has an end of its own
    });
    connect(&desk.session, &Session::changed, this, [this] {
        const auto& session = this->desk().session;
        if (state_ != IdentityState::Idle && !may_type_ && session.is_open() && !session.typed()) {
            happen(IdentityEvent::Opened);  // who had typed has laid down the own card
        } else if (state_ != IdentityState::Idle) {
            set_busy(state_ == IdentityState::Opening);
            if (reading()) {
                clear_fault();
            }
            emit contentChanged();
        }
    });
    connect(&desk.session, &Session::opened, this, [this] {
        if (state_ != IdentityState::Idle) {
            happen(IdentityEvent::Opened);
        }
    });
    connect(&desk.session, &Session::openFailed, this, [this](const wire::Fault& fault) {
        if (state_ != IdentityState::Idle) {
            set_fault(fault);
            happen(IdentityEvent::Failed);
        }
    });
}

QString IdentityController::page() const {
    switch (state_) {
        case IdentityState::Idle:
            return {};
        case IdentityState::Card:
            return QStringLiteral("identity/card");
        case IdentityState::Name:
            return QStringLiteral("identity/name");
        case IdentityState::Number:
            return QStringLiteral("identity/number");
        case IdentityState::Opening:
            return QStringLiteral("identity/wait");
    }
    return {};
}

void IdentityController::happen(IdentityEvent event) {
    state_ = next_state<IdentityState, IdentityEvent>(identity_table, "identity", state_, event, IdentityState::Idle);
    if (state_ == IdentityState::Idle) {
        forget();
        emit left();
        return;
    }
    show_page();
}

void IdentityController::begin() {
    forget();
    idle_.start();
    happen(IdentityEvent::Begin);
}

void IdentityController::touched() {
    if (idle_.isActive()) {
        idle_.start();
    }
}

void IdentityController::forget() {
    state_ = IdentityState::Idle;
    idle_.stop();
    wipe(name_);
    wipe(number_);
    wrong_ = Wrong::Nothing;
    clear_fault();
    set_busy(false);
}

QString IdentityController::error() const {
    switch (wrong_) {
        case Wrong::Nothing:
            return {};
        case Wrong::NoName:
            return QCoreApplication::translate("Identity", "Please type your name.");
        case Wrong::NumberLength:
            return QCoreApplication::translate("Identity",
                                               "The number has 18 characters: digits, and sometimes X at the end.");
        case Wrong::NumberDate:
            return QCoreApplication::translate("Identity",
                                               "The date of birth in the number does not exist. Please look again.");
        case Wrong::NumberCheck:
            return QCoreApplication::translate("Identity", "One digit is not right. Please compare with your card.");
    }
    return {};
}

void IdentityController::typeInstead() {
    if (state_ == IdentityState::Card && may_type_ && !reading()) {
        clear_fault();
        happen(IdentityEvent::TypeInstead);
    }
}

void IdentityController::enterName(const QString& name) {
    name_ = name;
}
void IdentityController::enterNumber(const QString& number) {
    number_ = number;
}

void IdentityController::next() {
    wrong_ = Wrong::Nothing;
    if (state_ == IdentityState::Name) {
        if (name_.trimmed().isEmpty()) {
            wrong_ = Wrong::NoName;
            emit contentChanged();
        } else {
            happen(IdentityEvent::NameTyped);
        }
    } else if (state_ == IdentityState::Number) {
        check_number();
    }
}

void IdentityController::check_number() {
    const auto number = IdNumber::parse(number_.trimmed().toStdString());
    if (!number) {
        switch (number.error().as(IdNumberError::BadLength)) {
            case IdNumberError::BadBirthDate:
                wrong_ = Wrong::NumberDate;
                break;
            case IdNumberError::BadCheckDigit:
                wrong_ = Wrong::NumberCheck;
                break;
            default:
                wrong_ = Wrong::NumberLength;
                break;
        }
        emit contentChanged();
        return;
    }
    clear_fault();
    happen(IdentityEvent::NumberTyped);
    desk().session.open_typed(name_.trimmed().toStdString(), number->plain());
}

void IdentityController::back() {
    clear_fault();
    wrong_ = Wrong::Nothing;
    if (state_ == IdentityState::Card) {
        happen(IdentityEvent::Leave);
    } else if (state_ == IdentityState::Name || state_ == IdentityState::Number) {
        happen(IdentityEvent::Back);
    }
}

void IdentityController::leave() {
    if (state_ != IdentityState::Idle && state_ != IdentityState::Opening) {
        happen(IdentityEvent::Leave);
    }
}

}  // namespace doorstep::kiosk
