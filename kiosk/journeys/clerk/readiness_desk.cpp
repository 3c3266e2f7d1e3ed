#include "kiosk/journeys/clerk/readiness_desk.hpp"

#include <algorithm>

#include <QCoreApplication>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "kiosk/words/case_words.hpp"
#include "kiosk/words/fault_words.hpp"
#include "kiosk/words/health_words.hpp"
#include "papers/readiness_sheet.hpp"

namespace doorstep::kiosk {

ReadinessDesk::ReadinessDesk(Desk& desk, QObject* parent)
    : QObject(parent), desk_(desk), test_(desk.session.hub(), desk.session.agent()), print_(desk.session.hub()) {
    connect(&desk_.language, &Language::changed, this, &ReadinessDesk::changed);
    connect(&test_, &SelfTest::changed, this, &ReadinessDesk::changed);
    connect(&test_, &SelfTest::failed, this, &ReadinessDesk::fail);
    connect(&test_, &SelfTest::kept, this, [this](const wire::SelfTestRecord& record) {
        record_ = record;
        loaded_ = true;
        emit changed();
        if (looks_at_glass_) {
            emit glassLooked();
        }
    });
    connect(&test_, &SelfTest::noBlankSheet, this, [this] {
        sheet_missing_ = true;
        emit changed();
    });
    connect(&print_, &DeskPrint::changed, this, &ReadinessDesk::changed);
    connect(&print_, &DeskPrint::failed, this, &ReadinessDesk::fail);
    connect(&print_, &DeskPrint::waits, this, [this](const wire::Fault& fault) {
        fault_ = fault;
        emit changed();
    });
}

void ReadinessDesk::load() {
    wire::AgentRequest request;
    request.mutable_list_self_tests()->set_operator_token(desk_.clerk.token());
    auto& agent = desk_.session.agent();
    agent.ask(request, agent.delays().quick, this, [this, turn = turn_](const wire::AgentReply& reply) {
        if (turn != turn_ || !reply.has_self_tests()) {
            return;  // in an exercise there is none to be told of
        }
        loaded_ = true;
        const auto& tests = reply.self_tests().tests();
        record_ = tests.empty() ? std::nullopt : std::optional(tests[0]);
        emit changed();
    });
}

void ReadinessDesk::leave() {
    test_.stop();
    print_.forget();
    fault_ = {};
    sheet_missing_ = false;
    emit changed();
}

void ReadinessDesk::forget() {
    ++turn_;
    record_.reset();
    loaded_ = false;
    leave();
}

void ReadinessDesk::fail(const wire::Fault& fault) {
    fault_ = fault;
    emit changed();
}

// ---- what is shown ------------------------------------------------------------------------------------------------

QString ReadinessDesk::fault() const {
    return fault_words(fault_).sentence;
}
QString ReadinessDesk::fault_help() const {
    return fault_words(fault_).what_now;
}

QString ReadinessDesk::progress() const {
    switch (test_.step()) {
        case SelfTest::Step::Rests:
            return {};
        case SelfTest::Step::Glass:
            return QCoreApplication::translate("ReadinessDesk", "The scanner looks at the sheet …");
        case SelfTest::Step::Keeps:
            return QCoreApplication::translate("ReadinessDesk", "Disk, clock, line and keys are looked at …");
        default:
            return QCoreApplication::translate(
                "ReadinessDesk",
                "All devices are asked; the camera opens for a moment. This takes up to a quarter of a minute …");
    }
}

QString ReadinessDesk::summary() const {
    return record_ ? health_summary(health_rows(*record_)) : QString();
}

int ReadinessDesk::wanted() const {
    const auto all = record_ ? health_rows(*record_) : std::vector<HealthRow>();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [](const HealthRow& row) {
        return row.state == HealthState::Call || row.state == HealthState::Look;
    }));
}

QString ReadinessDesk::tested() const {
    return record_ ? QCoreApplication::translate("ReadinessDesk", "%1, %2")
                         .arg(time_words(record_->at_ms(), system_clock().now().milliseconds),
                              health_why_words(record_->why()))
                   : QString();
}

QVariantList ReadinessDesk::rows() const {
    QVariantList list;
    for (const auto& row : record_ ? health_rows(*record_) : std::vector<HealthRow>()) {
        list.append(QVariantMap{{"name", row.name},
                                {"value", row.value},
                                {"state", health_state_id(row.state)},
                                {"stateWords", health_state_words(row.state)},
                                {"help", row.help}});
    }
    return list;
}

QVariantList ReadinessDesk::glasses() const {
    QVariantList list;
    for (const auto& view : record_ ? glass_views(*record_) : std::vector<GlassView>()) {
        QVariantList marks;
        for (const auto& mark : view.marks) {
            marks.append(QVariantMap{{"from", mark.from_left}, {"width", mark.width}});
        }
        list.append(QVariantMap{{"name", view.name}, {"width", view.width}, {"marks", marks}, {"words", view.words}});
    }
    return list;
}

// ---- what is done -------------------------------------------------------------------------------------------------

void ReadinessDesk::begin(std::optional<wire::Scan::Source> glass) {
    if (test_.running() || print_.state() == QLatin1String("printing")) {
        return;
    }
    fault_ = {};
    sheet_missing_ = false;
    looks_at_glass_ = glass.has_value();
    print_.forget();
    SelfTestOrder order{.operator_token = desk_.clerk.token(), .glass = glass};
    if (record_) {
        order.glasses_before.assign(record_->glasses().begin(), record_->glasses().end());
    }
    test_.begin(std::move(order));
}

void ReadinessDesk::test() {
    begin(std::nullopt);
}

void ReadinessDesk::lookAtGlass(const QString& source) {
    begin(source == QLatin1String("feeder") ? wire::Scan::FEEDER : wire::Scan::FLATBED);
}

void ReadinessDesk::print() {
    if (!record_ || busy() || print_.state() == QLatin1String("printing")) {
        return;
    }
    fault_ = {};
    const auto all = health_rows(*record_);
    papers::ReadinessSheet sheet;
    sheet.issuer = desk_.issuer();
    sheet.tested = Instant{record_->at_ms()};
    sheet.why = health_why_words(record_->why()).toStdString();
    sheet.summary = health_summary(all).toStdString();
    for (const auto& row : all) {
        sheet.lines.push_back({health_state_words(row.state).toStdString(), row.name.toStdString(),
                               row.value.toStdString(), row.help.toStdString()});
    }
    for (const auto& view : glass_views(*record_)) {
        papers::ReadinessGlass glass{view.name.toStdString(), view.width, {}};
        for (const auto& mark : view.marks) {
            glass.marks.push_back({mark.from_left, mark.width});
        }
        sheet.glasses.push_back(std::move(glass));
    }
    const auto pdf = papers::readiness_sheet(sheet, desk_.paper());
    if (!pdf) {
        log::error("readiness sheet not made: {}", pdf.error().text());
        return fail(fault_of(wire::FAULT_PRINTER_FAILED));
    }
    print_.print(*pdf);
}

}  // namespace doorstep::kiosk
