#include "kiosk/words/case_steps.hpp"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace doorstep::kiosk {
namespace {

struct StepRow {
    std::string_view id;
    const char* name;
    const char* term;
    const char* next;
};

const StepRow steps[] = {
    {"draft", QT_TRANSLATE_NOOP("CaseSteps", "Begun"), "",
     QT_TRANSLATE_NOOP("CaseSteps", "Go on and hand it in, then it goes to the township.")},
    {"submitted", QT_TRANSLATE_NOOP("CaseSteps", "Handed in"), QT_TRANSLATE_NOOP("CaseSteps", "Application"),
     QT_TRANSLATE_NOOP("CaseSteps", "The township looks whether anything is missing.")},
    {"delivered", QT_TRANSLATE_NOOP("CaseSteps", "Received by the township"), QT_TRANSLATE_NOOP("CaseSteps", "Receipt"),
     QT_TRANSLATE_NOOP("CaseSteps",
                       "The township tells you whether it accepts it, or everything that is missing, at once.")},
    {"needs-supplement", QT_TRANSLATE_NOOP("CaseSteps", "Something is missing"),
     QT_TRANSLATE_NOOP("CaseSteps", "Supplement"),
     QT_TRANSLATE_NOOP("CaseSteps", "Bring what is missing to the clerk. Then it goes on.")},
    {"not-accepted", QT_TRANSLATE_NOOP("CaseSteps", "Not accepted"),
     QT_TRANSLATE_NOOP("CaseSteps", "Refusal to accept"),
     QT_TRANSLATE_NOOP("CaseSteps", "You get the reasons in writing. Ask the clerk what you can do.")},
    {"accepted", QT_TRANSLATE_NOOP("CaseSteps", "Accepted"), QT_TRANSLATE_NOOP("CaseSteps", "Acceptance"),
     QT_TRANSLATE_NOOP("CaseSteps", "The township checks the economic situation and visits your home.")},
    {"checking", QT_TRANSLATE_NOOP("CaseSteps", "Economic situation checked"),
     QT_TRANSLATE_NOOP("CaseSteps", "Economic-status check"),
     QT_TRANSLATE_NOOP("CaseSteps", "Two people visit your home, if they have not been there yet.")},
    {"surveying", QT_TRANSLATE_NOOP("CaseSteps", "Visit at your home"),
     QT_TRANSLATE_NOOP("CaseSteps", "Household survey"),
     QT_TRANSLATE_NOOP("CaseSteps", "The township writes its opinion.")},
    {"opinion", QT_TRANSLATE_NOOP("CaseSteps", "Opinion of the township"),
     QT_TRANSLATE_NOOP("CaseSteps", "Examination opinion"),
     QT_TRANSLATE_NOOP("CaseSteps", "The opinion is shown in the village for seven days.")},
    {"publicity", QT_TRANSLATE_NOOP("CaseSteps", "Shown in the village"), QT_TRANSLATE_NOOP("CaseSteps", "Publicity"),
     QT_TRANSLATE_NOOP("CaseSteps", "If nobody objects, it is decided.")},
    {"objection", QT_TRANSLATE_NOOP("CaseSteps", "Somebody objected"), QT_TRANSLATE_NOOP("CaseSteps", "Objection"),
     QT_TRANSLATE_NOOP("CaseSteps", "The township looks into it again. You may say what you know.")},
    {"re-survey", QT_TRANSLATE_NOOP("CaseSteps", "Looked at again"), QT_TRANSLATE_NOOP("CaseSteps", "Repeated survey"),
     QT_TRANSLATE_NOOP("CaseSteps", "The new opinion is shown in the village again.")},
    {"county-review", QT_TRANSLATE_NOOP("CaseSteps", "With the county"),
     QT_TRANSLATE_NOOP("CaseSteps", "Examination and confirmation"),
     QT_TRANSLATE_NOOP("CaseSteps", "The county decides, and you are told.")},
    {"township-decides", QT_TRANSLATE_NOOP("CaseSteps", "Being decided by the township"),
     QT_TRANSLATE_NOOP("CaseSteps", "Examination and confirmation"),
     QT_TRANSLATE_NOOP("CaseSteps", "The township decides, and you are told.")},
    {"approved", QT_TRANSLATE_NOOP("CaseSteps", "Approved"), QT_TRANSLATE_NOOP("CaseSteps", "Confirmation"),
     QT_TRANSLATE_NOOP("CaseSteps", "The money comes to the bank account from the month after the decision.")},
    {"refused", QT_TRANSLATE_NOOP("CaseSteps", "Not approved"), QT_TRANSLATE_NOOP("CaseSteps", "Refusal to confirm"),
     QT_TRANSLATE_NOOP("CaseSteps", "You get the reasons in writing. You can object: ask the clerk how.")},
    {"paying", QT_TRANSLATE_NOOP("CaseSteps", "Paid"), QT_TRANSLATE_NOOP("CaseSteps", "Payment"),
     QT_TRANSLATE_NOOP(
         "CaseSteps",
         "When something changes in your family, tell the township. It also looks again from time to time.")},
    {"review-due", QT_TRANSLATE_NOOP("CaseSteps", "Regular review"), QT_TRANSLATE_NOOP("CaseSteps", "Review"),
     QT_TRANSLATE_NOOP("CaseSteps", "The township asks you for news or visits you. The money goes on meanwhile.")},
    {"increase", QT_TRANSLATE_NOOP("CaseSteps", "More money"), QT_TRANSLATE_NOOP("CaseSteps", "Increase"),
     QT_TRANSLATE_NOOP("CaseSteps", "The new amount is paid.")},
    {"hearing", QT_TRANSLATE_NOOP("CaseSteps", "The township wants to hear you"),
     QT_TRANSLATE_NOOP("CaseSteps", "Hearing"),
     QT_TRANSLATE_NOOP("CaseSteps", "Say what you think. Nothing changes before you were heard.")},
    {"decrease", QT_TRANSLATE_NOOP("CaseSteps", "Less money"), QT_TRANSLATE_NOOP("CaseSteps", "Decrease"),
     QT_TRANSLATE_NOOP("CaseSteps", "You get the reasons in writing. You can object: ask the clerk how.")},
    {"stop", QT_TRANSLATE_NOOP("CaseSteps", "Ended"), QT_TRANSLATE_NOOP("CaseSteps", "Termination"),
     QT_TRANSLATE_NOOP("CaseSteps", "You get the reasons in writing. You can object: ask the clerk how.")},
    {"closed", QT_TRANSLATE_NOOP("CaseSteps", "Closed"), QT_TRANSLATE_NOOP("CaseSteps", "Closing"),
     QT_TRANSLATE_NOOP("CaseSteps", "Nothing more happens here. You can apply again at any time.")},
    {"withdrawn", QT_TRANSLATE_NOOP("CaseSteps", "Withdrawn by you"), QT_TRANSLATE_NOOP("CaseSteps", "Withdrawal"),
     QT_TRANSLATE_NOOP("CaseSteps", "Nothing more happens here. You can apply again at any time.")},
    {"terminated-no-cooperation", QT_TRANSLATE_NOOP("CaseSteps", "Ended without a decision"),
     QT_TRANSLATE_NOOP("CaseSteps", "Termination of the procedure"),
     QT_TRANSLATE_NOOP("CaseSteps", "You can apply again at any time. The clerk helps you.")},
    {"relief-first", QT_TRANSLATE_NOOP("CaseSteps", "Help first"),
     QT_TRANSLATE_NOOP("CaseSteps", "Relief first, papers later"),
     QT_TRANSLATE_NOOP("CaseSteps", "You are helped at once. The papers come later.")},
    {"supplement-due", QT_TRANSLATE_NOOP("CaseSteps", "Helped, papers still to come"),
     QT_TRANSLATE_NOOP("CaseSteps", "Supplement of the papers"),
     QT_TRANSLATE_NOOP("CaseSteps", "Bring the missing papers to the clerk.")},
};

const StepRow* row_of(std::string_view state_id) {
    for (const auto& row : steps) {
        if (row.id == state_id) {
            return &row;
        }
    }
    return nullptr;
}

QString tr(const char* text) {
    return *text == 0 ? QString() : QCoreApplication::translate("CaseSteps", text);
}

}  // namespace

CaseStepWords case_step_words(std::string_view state_id) {
    if (const auto* row = row_of(state_id)) {
        return {tr(row->name), tr(row->term), tr(row->next)};
    }
    return {QCoreApplication::translate("CaseSteps", "A step that this station does not know yet"),
            {},
            QCoreApplication::translate("CaseSteps", "The clerk or the township can tell you what comes next.")};
}

bool knows_case_step(std::string_view state_id) {
    return row_of(state_id) != nullptr;
}

QString day_words(const CalendarDate& day, const QString& language) {
    const QLocale locale(language);
    const QString format =
        locale.language() == QLocale::Chinese ? QStringLiteral("yyyy年M月d日") : QStringLiteral("d MMMM yyyy");
    return locale.toString(QDate(day.year(), day.month(), day.day()), format);
}

QString term_words(int days, bool working_days) {
    if (days == 0) {
        return QCoreApplication::translate("CaseSteps", "on the same day");
    }
    if (working_days) {
        return days == 1 ? QCoreApplication::translate("CaseSteps", "within 1 working day")
                         : QCoreApplication::translate("CaseSteps", "within %1 working days").arg(days);
    }
    return days == 1 ? QCoreApplication::translate("CaseSteps", "within 1 day")
                     : QCoreApplication::translate("CaseSteps", "within %1 days").arg(days);
}

}  // namespace doorstep::kiosk
