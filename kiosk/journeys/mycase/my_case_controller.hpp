// The person's own cases with their state in plain words, as the township last said.
#pragma once

#include <array>

#include <QVariantList>

#include "kiosk/backend/state_table.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

enum class MyCaseState { Idle, Loading, Shown, Failed };
enum class MyCaseEvent { Begin, Loaded, Failed, Retry, Leave };
using MyCaseMove = Move<MyCaseState, MyCaseEvent>;
inline constexpr std::array my_case_table{
    // clang-format off
    MyCaseMove{MyCaseState::Idle,    MyCaseEvent::Begin,  MyCaseState::Loading},
    MyCaseMove{MyCaseState::Loading, MyCaseEvent::Loaded, MyCaseState::Shown},
    MyCaseMove{MyCaseState::Loading, MyCaseEvent::Failed, MyCaseState::Failed},
    MyCaseMove{MyCaseState::Loading, MyCaseEvent::Leave,  MyCaseState::Idle},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Retry,  MyCaseState::Loading},
    MyCaseMove{MyCaseState::Shown,   MyCaseEvent::Leave,  MyCaseState::Idle},
    MyCaseMove{MyCaseState::Failed,  MyCaseEvent::Retry,  MyCaseState::Loading},
    MyCaseMove{MyCaseState::Failed,  MyCaseEvent::Leave,  MyCaseState::Idle},
    // clang-format on
};

class MyCaseController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // {number, kind, scheme, state, sent, note, when, earlier, steps, next, dues, noDays}; steps: {text, term, when,
    // now}, oldest first; dues: {what, by, rule, note, passed}, the soonest first
    Q_PROPERTY(QVariantList cases READ cases NOTIFY contentChanged)
    Q_PROPERTY(bool empty READ empty NOTIFY contentChanged)
    // "As of 14:02"
    Q_PROPERTY(QString asOf READ as_of NOTIFY contentChanged)
  public:
    explicit MyCaseController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void forget() override;
    MyCaseState state() const { return state_; }
    QVariantList cases() const;
    bool empty() const { return state_ == MyCaseState::Shown && cases_.cases().empty(); }
    QString as_of() const;
    Q_INVOKABLE void retry();
    // The person would rather apply.
    Q_INVOKABLE void apply();
    Q_INVOKABLE void leave();

  signals:
    void applyWanted();

  private:
    void happen(MyCaseEvent event);
    void load();
    QVariantMap shown_case(const wire::CaseInfo& one, std::int64_t now_ms) const;
    MyCaseState state_ = MyCaseState::Idle;
    wire::Cases cases_;
};

}  // namespace doorstep::kiosk
