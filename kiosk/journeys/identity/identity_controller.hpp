// Who is here: the card on the reader, or name and number typed when there is no readable card (marked "not read").
// Ends when the visit is open.
#pragma once

#include <array>

#include <QTimer>
#include <QVariantList>

#include "kiosk/backend/state_table.hpp"
#include "kiosk/session/journey.hpp"
#include "kiosk/session/typed_number.hpp"

namespace doorstep::kiosk {

enum class IdentityState { Idle, Card, Name, Number, Opening };
enum class IdentityEvent { Begin, Opened, TypeInstead, NameTyped, NumberTyped, Failed, Back, Leave };
using IdentityMove = Move<IdentityState, IdentityEvent>;
inline constexpr std::array identity_table{
    // clang-format off
    IdentityMove{IdentityState::Idle,    IdentityEvent::Begin,       IdentityState::Card},
    IdentityMove{IdentityState::Card,    IdentityEvent::Opened,      IdentityState::Idle},
    IdentityMove{IdentityState::Card,    IdentityEvent::TypeInstead, IdentityState::Name},
    IdentityMove{IdentityState::Card,    IdentityEvent::Failed,      IdentityState::Card},
    IdentityMove{IdentityState::Card,    IdentityEvent::Leave,       IdentityState::Idle},
    IdentityMove{IdentityState::Name,    IdentityEvent::NameTyped,   IdentityState::Number},
    IdentityMove{IdentityState::Name,    IdentityEvent::Opened,      IdentityState::Idle},
    IdentityMove{IdentityState::Name,    IdentityEvent::Failed,      IdentityState::Name},
    IdentityMove{IdentityState::Name,    IdentityEvent::Back,        IdentityState::Card},
    IdentityMove{IdentityState::Name,    IdentityEvent::Leave,       IdentityState::Idle},
    IdentityMove{IdentityState::Number,  IdentityEvent::NumberTyped, IdentityState::Opening},
    IdentityMove{IdentityState::Number,  IdentityEvent::Opened,      IdentityState::Idle},
    IdentityMove{IdentityState::Number,  IdentityEvent::Failed,      IdentityState::Number},
    IdentityMove{IdentityState::Number,  IdentityEvent::Back,        IdentityState::Name},
    IdentityMove{IdentityState::Number,  IdentityEvent::Leave,       IdentityState::Idle},
    IdentityMove{IdentityState::Opening, IdentityEvent::Opened,      IdentityState::Idle},
    IdentityMove{IdentityState::Opening, IdentityEvent::Failed,      IdentityState::Number},
    // clang-format on
};

class IdentityController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // Name and number may be typed for what was asked.
    Q_PROPERTY(bool mayType READ may_type NOTIFY contentChanged)
    Q_PROPERTY(bool reading READ reading NOTIFY contentChanged)
    Q_PROPERTY(QString name READ name NOTIFY contentChanged)
    Q_PROPERTY(QString number READ number NOTIFY contentChanged)
    // In an exercise: who may come, {name, years}; empty otherwise.
    Q_PROPERTY(QVariantList madeUp READ made_up NOTIFY contentChanged)
    // What is wrong with what was typed; empty when nothing.
    Q_PROPERTY(QString error READ error NOTIFY contentChanged)
  public:
    explicit IdentityController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void forget() override;
    IdentityState state() const { return state_; }
    void set_may_type(bool may) { may_type_ = may; }
    // Nothing touched for so long: what was typed is wiped and the first page comes back.
    void set_patience(int milliseconds) { idle_.setInterval(milliseconds); }
    // Somebody touched screen or keys.
    void touched();
    bool may_type() const { return may_type_; }
    bool reading() const { return desk().session.is_opening(); }
    QString name() const { return name_; }
    QString number() const { return number_; }
    QString error() const;
    QVariantList made_up() const;

    Q_INVOKABLE void typeInstead();
    // One of madeUp comes, as if that one's card lay there.
    Q_INVOKABLE void chooseMadeUp(int index);
    Q_INVOKABLE void enterName(const QString& name);
    Q_INVOKABLE void enterNumber(const QString& number);
    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    Q_INVOKABLE void leave();

  private:
    void happen(IdentityEvent event);
    void check_number();
    void forgive();
    IdentityState state_ = IdentityState::Idle;
    bool may_type_ = true;
    QString name_;
    QString number_;
    bool no_name_ = false;  // what was typed and is wrong
    NumberTrouble trouble_ = NumberTrouble::Nothing;
    QTimer idle_;
};

}  // namespace doorstep::kiosk
