#include "kiosk/journeys/mycase/my_case_controller.hpp"

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "kiosk/journeys/mycase/case_timeline.hpp"
#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {
namespace {

QVariantList shown(const std::vector<TimelineStep>& steps) {
    QVariantList list;
    for (const auto& step : steps) {
        list.append(QVariantMap{{"text", step.text}, {"term", step.term}, {"when", step.when}, {"now", step.now}});
    }
    return list;
}

QVariantList shown(const std::vector<TimelineDue>& dues) {
    QVariantList list;
    for (const auto& due : dues) {
        list.append(QVariantMap{
            {"what", due.what}, {"by", due.by}, {"rule", due.rule}, {"note", due.note}, {"passed", due.passed}});
    }
    return list;
}

}  // namespace

MyCaseController::MyCaseController(Desk& desk, QObject* parent) : Journey(desk, parent) {}

QString MyCaseController::page() const {
    switch (state_) {
        case MyCaseState::Idle:
            return {};
        case MyCaseState::Failed:
            return QStringLiteral("mycase/failed");
        default:
            return QStringLiteral("mycase/list");
    }
}

void MyCaseController::happen(MyCaseEvent event) {
    state_ = next_state<MyCaseState, MyCaseEvent>(my_case_table, "my case", state_, event, MyCaseState::Idle);
    set_busy(state_ == MyCaseState::Loading);
    show_page();
    if (state_ == MyCaseState::Idle) {
        emit left();
    }
}

void MyCaseController::begin() {
    forget();
    happen(MyCaseEvent::Begin);
    load();
}

void MyCaseController::forget() {
    state_ = MyCaseState::Idle;
    cases_.Clear();
    clear_fault();
    set_busy(false);
}

void MyCaseController::retry() {
    if (state_ == MyCaseState::Failed || state_ == MyCaseState::Shown) {
        happen(MyCaseEvent::Retry);
        load();
    }
}

void MyCaseController::leave() {
    if (state_ != MyCaseState::Idle) {
        happen(MyCaseEvent::Leave);
    }
}

void MyCaseController::apply() {
    if (state_ == MyCaseState::Shown || state_ == MyCaseState::Failed) {
        leave();
        emit applyWanted();
    }
}

void MyCaseController::load() {
    clear_fault();
    desk().session.ask_agent([](wire::AgentRequest& request,
                                const std::string& session) { request.mutable_my_cases()->set_session(session); },
                             desk().session.agent().delays().quick, this,
                             [this](const wire::AgentReply& reply) {
                                 if (state_ != MyCaseState::Loading) {
                                     return;
                                 }
                                 cases_ = reply.cases();
                                 set_fault(reply.fault());
                                 happen(reply.has_cases() ? MyCaseEvent::Loaded : MyCaseEvent::Failed);
                             });
}

QString MyCaseController::as_of() const {
    return time_words(cases_.as_of_ms(), system_clock().now().milliseconds);
}

QVariantMap MyCaseController::shown_case(const wire::CaseInfo& one, std::int64_t now_ms) const {
    const auto number = CaseNumber::parse(one.case_number());
    const auto* scheme = desk().schemes.newest(one.scheme());
    wire::Item item;
    item.set_state(one.item_state());
    const bool held = one.item_state() == wire::Item::ACKNOWLEDGED || one.item_state() == wire::Item::PRUNED ||
                      one.item_state() == wire::Item::STATE_UNKNOWN;
    const auto line = timeline_of(one, {scheme, desk().calendar, desk().language.code(), now_ms, cases_.as_of_ms()});
    return {{"number", QString::fromStdString(number ? number->printed() : one.case_number())},
            {"kind", kind_words(one.kind())},
            {"scheme", scheme == nullptr ? QString() : QString::fromStdString(scheme->name(desk().language.text()))},
            {"state", case_state_words(QString::fromStdString(one.state().empty() ? "submitted" : one.state()))},
            {"sent", held ? QString() : item_words(item)},
            {"note", QString::fromStdString(one.note())},
            {"when", time_words(one.state_ms() > 0 ? one.state_ms() : one.submitted_ms(), now_ms)},
            {"earlier", line.left_out},
            {"steps", shown(line.steps)},
            {"next", line.next},
            {"dues", shown(line.dues)},
            {"noDays", line.no_days}};
}

QVariantList MyCaseController::cases() const {
    QVariantList list;
    const auto now = system_clock().now().milliseconds;
    for (const auto& one : cases_.cases()) {
        list.append(shown_case(one, now));
    }
    return list;
}

}  // namespace doorstep::kiosk
