#include "kiosk/words/case_words.hpp"

#include <QCoreApplication>

#include "base/calendar_date.hpp"
#include "base/clock.hpp"

namespace doorstep::kiosk {
namespace {

struct StateRow {
    const char* id;
    const char* words;
};
constexpr const char* context = "CaseWords";

const StateRow states[] = {
    {"draft", QT_TRANSLATE_NOOP("CaseWords", "You have begun. It has not been handed in yet.")},
    {"submitted", QT_TRANSLATE_NOOP("CaseWords", "You have handed it in. It is on its way to the township.")},
    {"delivered", QT_TRANSLATE_NOOP("CaseWords", "The township has received it.")},
    {"needs-supplement", QT_TRANSLATE_NOOP("CaseWords", "The township needs something more from you.")},
    {"not-accepted",
     QT_TRANSLATE_NOOP("CaseWords", "The township has not accepted it. You get the reasons in writing.")},
    {"accepted", QT_TRANSLATE_NOOP("CaseWords", "The township has accepted it and begins its work.")},
    {"checking", QT_TRANSLATE_NOOP("CaseWords", "The township is checking the economic situation.")},
    {"surveying", QT_TRANSLATE_NOOP("CaseWords", "Two people of the township will visit your home.")},
    {"opinion", QT_TRANSLATE_NOOP("CaseWords", "The township is writing its opinion.")},
    {"publicity", QT_TRANSLATE_NOOP("CaseWords", "The opinion is shown in the village for seven days.")},
    {"objection", QT_TRANSLATE_NOOP("CaseWords", "Somebody has objected. The township looks again.")},
    {"re-survey", QT_TRANSLATE_NOOP("CaseWords", "The township is looking at it again.")},
    {"county-review", QT_TRANSLATE_NOOP("CaseWords", "The county is reviewing it.")},
    {"township-decides", QT_TRANSLATE_NOOP("CaseWords", "The township is deciding.")},
    {"approved", QT_TRANSLATE_NOOP("CaseWords", "It is approved.")},
    {"refused", QT_TRANSLATE_NOOP("CaseWords", "It was not approved. You get the reasons in writing and can object.")},
    {"paying", QT_TRANSLATE_NOOP("CaseWords", "You are receiving the money.")},
    {"review-due", QT_TRANSLATE_NOOP("CaseWords", "It is time for the regular review.")},
    {"increase", QT_TRANSLATE_NOOP("CaseWords", "The amount goes up.")},
    {"hearing", QT_TRANSLATE_NOOP("CaseWords", "The township wants to hear you before anything changes.")},
    {"decrease",
     QT_TRANSLATE_NOOP("CaseWords", "The amount goes down. You get the reasons in writing and can object.")},
    {"stop", QT_TRANSLATE_NOOP("CaseWords", "It ends. You get the reasons in writing and can object.")},
    {"closed", QT_TRANSLATE_NOOP("CaseWords", "It is closed.")},
    {"withdrawn", QT_TRANSLATE_NOOP("CaseWords", "You have withdrawn it.")},
    {"terminated-no-cooperation", QT_TRANSLATE_NOOP("CaseWords", "The procedure has ended. You can apply again.")},
    {"relief-first", QT_TRANSLATE_NOOP("CaseWords", "Help comes first, the papers later.")},
    {"supplement-due", QT_TRANSLATE_NOOP("CaseWords", "Help has been given. Please bring the missing papers.")},
};

const char* const page_reasons[] = {
    "",
    QT_TRANSLATE_NOOP("CaseWords", "The page is blurred."),
    QT_TRANSLATE_NOOP("CaseWords", "The page is too dark."),
    QT_TRANSLATE_NOOP("CaseWords", "The writing is too faint."),
    QT_TRANSLATE_NOOP("CaseWords", "A part of the page is cut off."),
    QT_TRANSLATE_NOOP("CaseWords", "The page is blank."),
    QT_TRANSLATE_NOOP("CaseWords", "The picture is too coarse."),
    QT_TRANSLATE_NOOP("CaseWords", "Light is reflected on the page."),
    QT_TRANSLATE_NOOP("CaseWords", "The edge of the page was not found."),
};

QString tr(const char* text) {
    return QCoreApplication::translate(context, text);
}

}  // namespace

QString case_state_words(const QString& state_id) {
    for (const auto& row : states) {
        if (state_id == QLatin1String(row.id)) {
            return tr(row.words);
        }
    }
    return QCoreApplication::translate("CaseWords", "The township is working on it.");
}

QString item_words(const wire::Item& item) {
    switch (item.state()) {
        case wire::Item::SEALED:
            return QCoreApplication::translate("CaseWords", "Saved here, will be sent.");
        case wire::Item::SENDING:
            return QCoreApplication::translate("CaseWords", "Being sent to the township.");
        case wire::Item::ACKNOWLEDGED:
        case wire::Item::PRUNED:
            return QCoreApplication::translate("CaseWords", "The township has confirmed it.");
        case wire::Item::REFUSED:
            return QCoreApplication::translate("CaseWords", "The township could not take it. A clerk looks at it.");
        case wire::Item::SHELVED:
            return QCoreApplication::translate("CaseWords", "Put aside. A clerk looks at it.");
        default:
            return {};
    }
}

QString queue_words(const wire::Items& counts) {
    const auto all = counts.sent() + counts.waiting();
    if (all == 0) {
        return QCoreApplication::translate("CaseWords", "Nothing to send.");
    }
    const auto when = time_words(counts.last_confirmed_ms(), system_clock().now().milliseconds);
    const auto sent = QCoreApplication::translate("CaseWords", "%1 of %2 sent").arg(counts.sent()).arg(all);
    return when.isEmpty() ? sent
                          : QCoreApplication::translate("CaseWords", "%1, township confirmed %2").arg(sent, when);
}

QString kind_words(wire::SubmissionKind kind) {
    switch (kind) {
        case wire::APPLICATION:
            return QCoreApplication::translate("CaseWords", "Application");
        case wire::CHECK_IN:
            return QCoreApplication::translate("CaseWords", "Check-in");
        case wire::ENROLMENT:
            return QCoreApplication::translate("CaseWords", "Consent to keep the face");
        case wire::WITHDRAWAL:
            return QCoreApplication::translate("CaseWords", "Consent withdrawn");
        case wire::SUPPLEMENT:
            return QCoreApplication::translate("CaseWords", "Added papers");
        case wire::QUESTION:
            return QCoreApplication::translate("CaseWords", "Question to the township");
        case wire::APPLICATION_WITHDRAWN:
            return QCoreApplication::translate("CaseWords", "Application taken back");
        case wire::APPLICATION_KEPT:
            return QCoreApplication::translate("CaseWords", "Application kept after all");
        case wire::HEARING_ANSWER:
            return QCoreApplication::translate("CaseWords", "Answer to a hearing notice");
        default:
            return QCoreApplication::translate("CaseWords", "Papers");
    }
}

QString page_reason_words(wire::PageReason reason) {
    const auto index = static_cast<std::size_t>(reason);
    return index == 0 || index >= std::size(page_reasons) ? QString() : tr(page_reasons[index]);
}

QString time_words(std::int64_t ms, std::int64_t now_ms) {
    if (ms <= 0) {
        return {};
    }
    const auto text = QString::fromStdString(Instant{ms}.legal_text());  // "2026-11-23 22:02"
    const bool today = CalendarDate::legal_day(Instant{ms}) == CalendarDate::legal_day(Instant{now_ms});
    return today ? text.mid(11) : text;
}

}  // namespace doorstep::kiosk
