#include "kiosk/journeys/notices/notices_controller.hpp"

#include <algorithm>

#include "base/clock.hpp"

namespace doorstep::kiosk {

NoticesController::NoticesController(Desk& desk, QObject* parent) : Journey(desk, parent) {
    again_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &NoticesController::load);
    idle_.setSingleShot(true);
    idle_.setInterval(idle_ms);
    connect(&idle_, &QTimer::timeout, this, [this] {
        if (this->desk().session.is_open()) {
            idle_.start();  // the visit has an idle time of its own
            return;
        }
        leave();
        emit idled();
    });
}

QString NoticesController::page() const {
    switch (state_) {
        case NoticesState::Idle:
            return {};
        case NoticesState::Loading:
            return QStringLiteral("notices/wait");
        case NoticesState::List:
            return QStringLiteral("notices/list");
        case NoticesState::Reading:
            return QStringLiteral("notices/read");
        case NoticesState::Failed:
            return QStringLiteral("notices/failed");
    }
    return {};
}

void NoticesController::happen(NoticesEvent event) {
    state_ = next_state<NoticesState, NoticesEvent>(notices_table, "notices", state_, event, NoticesState::Idle);
    gone_ = event == NoticesEvent::Gone;
    set_busy(state_ == NoticesState::Loading);
    if (state_ == NoticesState::Idle) {
        forget();
        emit left();
        return;
    }
    show_page();
}

void NoticesController::begin() {
    forget();
    idle_.start();
    happen(NoticesEvent::Begin);
    load();
}

void NoticesController::forget() {
    state_ = NoticesState::Idle;
    again_.stop();
    idle_.stop();
    notices_.Clear();
    open_.clear();
    gone_ = false;
    clear_fault();
    set_busy(false);
}

void NoticesController::touched() {
    if (idle_.isActive()) {
        idle_.start();
    }
}

void NoticesController::load() {
    wire::AgentRequest request;
    request.mutable_list_notices();
    auto& agent = desk().session.agent();
    agent.ask(request, agent.delays().quick, this, [this](const wire::AgentReply& reply) { loaded(reply); });
}

void NoticesController::loaded(const wire::AgentReply& reply) {
    if (state_ == NoticesState::Idle || state_ == NoticesState::Failed) {
        return;
    }
    look_again_in_time();
    if (state_ == NoticesState::Loading) {
        notices_ = reply.notices();
        set_fault(reply.fault());
        happen(reply.has_notices() ? NoticesEvent::Loaded : NoticesEvent::Failed);
        look_again_in_time();
        return;
    }
    // Looked again: what is shown stays as it is unless something changed; an agent that starts again is asked later.
    if (!reply.has_notices() || reply.notices().SerializeAsString() == notices_.SerializeAsString()) {
        return;
    }
    const bool was_there = !text().title.isEmpty();
    notices_ = reply.notices();
    look_again_in_time();
    if (state_ == NoticesState::Reading && was_there && text().title.isEmpty()) {
        open_.clear();
        happen(NoticesEvent::Gone);
    } else {
        emit contentChanged();
    }
}

void NoticesController::look_again_in_time() {
    if (state_ == NoticesState::Failed || state_ == NoticesState::Idle) {
        again_.stop();
        return;
    }
    constexpr std::int64_t a_moment = 1000;  // two clocks are never quite the same
    const auto now = system_clock().now().milliseconds;
    const auto expiry = next_expiry_ms(notices_, now);
    const auto wait = expiry == 0 ? look_again_ms : std::min<std::int64_t>(look_again_ms, expiry - now + a_moment);
    again_.start(static_cast<int>(wait));
}

QVariantList NoticesController::sections() const {
    QVariantList list;
    if (state_ != NoticesState::List) {
        return list;
    }
    for (const auto& section : notice_sections({notices_, desk().schemes, desk().language.code()})) {
        QVariantList entries;
        for (const auto& entry : section.entries) {
            entries.append(QVariantMap{{"id", entry.id}, {"title", entry.title}});
        }
        list.append(QVariantMap{{"heading", section.heading}, {"empty", section.empty}, {"entries", entries}});
    }
    return list;
}

QVariantList NoticesController::rows() const {
    QVariantList list;
    for (const auto& row : text().rows) {
        list.append(QVariantMap{{"name", row.name}, {"members", row.members}, {"amount", row.amount}});
    }
    return list;
}

void NoticesController::open(const QString& id) {
    if (state_ == NoticesState::List) {
        open_ = id;
        text().title.isEmpty() ? open_.clear() : happen(NoticesEvent::Open);
    }
}

void NoticesController::back() {
    if (state_ == NoticesState::Reading) {
        open_.clear();
        happen(NoticesEvent::Back);
    } else {
        leave();
    }
}

void NoticesController::retry() {
    if (state_ == NoticesState::Failed) {
        clear_fault();
        happen(NoticesEvent::Retry);
        load();
    }
}

void NoticesController::leave() {
    if (state_ != NoticesState::Idle) {
        happen(NoticesEvent::Leave);
    }
}

}  // namespace doorstep::kiosk
