#include "kiosk/journeys/identity/identity_controller.hpp"

#include <QCoreApplication>

#include "base/calendar_date.hpp"
#include "base/clock.hpp"
#include "kiosk/session/made_up_persons.hpp"
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
            return desk().session.training() ? QStringLiteral("identity/made-up") : QStringLiteral("identity/card");
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
    forgive();
    clear_fault();
    set_busy(false);
}

QString IdentityController::error() const {
    return no_name_ ? QCoreApplication::translate("Identity", "Please type your name.") : trouble_words(trouble_);
}

void IdentityController::typeInstead() {
    if (state_ == IdentityState::Card && may_type_ && !reading()) {
        clear_fault();
        happen(IdentityEvent::TypeInstead);
    }
}

QVariantList IdentityController::made_up() const {
    QVariantList list;
    if (!desk().session.training()) {
        return list;
    }
    const auto today = CalendarDate::legal_day(system_clock().now());
    for (const auto& person : made_up_persons()) {
        const auto birth = CalendarDate::parse(person.birth());
        list.append(QVariantMap{{"name", QString::fromStdString(person.name())},
                                {"years", birth ? age_in_years(*birth, today) : 0}});
    }
    return list;
}

void IdentityController::chooseMadeUp(int index) {
    const auto persons = made_up_persons();
    if (state_ == IdentityState::Card && index >= 0 && static_cast<std::size_t>(index) < persons.size() && !reading()) {
        clear_fault();
        desk().session.open_made_up(persons[static_cast<std::size_t>(index)]);
    }
}

void IdentityController::enterName(const QString& name) {
    name_ = name;
}
void IdentityController::enterNumber(const QString& number) {
    number_ = number;
}

void IdentityController::next() {
    forgive();
    if (state_ == IdentityState::Name) {
        no_name_ = name_.trimmed().isEmpty();
        no_name_ ? emit contentChanged() : happen(IdentityEvent::NameTyped);
    } else if (state_ == IdentityState::Number) {
        check_number();
    }
}

void IdentityController::check_number() {
    const auto number = read_typed_number(number_);
    trouble_ = number.trouble;
    if (trouble_ != NumberTrouble::Nothing) {
        emit contentChanged();
        return;
    }
    clear_fault();
    happen(IdentityEvent::NumberTyped);
    desk().session.open_typed(name_.trimmed().toStdString(), number.plain);
}

void IdentityController::forgive() {
    no_name_ = false;
    trouble_ = NumberTrouble::Nothing;
}

void IdentityController::back() {
    clear_fault();
    forgive();
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
