#include "kiosk/journeys/mycase/case_talk.hpp"

#include <algorithm>

#include <QCoreApplication>

#include "base/calendar_date.hpp"
#include "base/clock.hpp"
#include "forms/case_states.hpp"
#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {
namespace {

QString where_it_is(const wire::QuestionInfo& letter) {
    if (letter.state() == wire::Item::ACKNOWLEDGED || letter.state() == wire::Item::PRUNED) {
        return letter.kind() == wire::QUESTION || letter.kind() == wire::SUBMISSION_UNKNOWN
                   ? QCoreApplication::translate("CaseTalk", "The township has your question.")
                   : QCoreApplication::translate("CaseTalk", "The township has it.");
    }
    wire::Item item;
    item.set_state(letter.state());
    return item_words(item);
}

QString mark_of(wire::SubmissionKind kind) {
    switch (kind) {
        case wire::SUPPLEMENT:
            return QCoreApplication::translate("CaseTalk", "You corrected or added something");
        case wire::APPLICATION_WITHDRAWN:
            return QCoreApplication::translate("CaseTalk", "You took the application back");
        case wire::APPLICATION_KEPT:
            return QCoreApplication::translate("CaseTalk", "You keep the application after all");
        case wire::HEARING_ANSWER:
            return QCoreApplication::translate("CaseTalk", "You answered about the hearing");
        default:
            return QCoreApplication::translate("CaseTalk", "You asked a question");
    }
}

}  // namespace

QString hearing_words(const wire::Hearing& hearing, std::int64_t now_ms) {
    const auto text = [](const std::string& value) { return QString::fromStdString(value); };
    const auto when =
        QCoreApplication::translate("CaseTalk", "On %1, %2.").arg(text(hearing.on()), text(hearing.place()));
    const auto last = CalendarDate::parse(hearing.answer_by());
    if (last && *last < CalendarDate::legal_day(Instant{now_ms})) {
        return when + QCoreApplication::translate("CaseTalk", " Answers were asked for until %1. You can still answer.")
                          .arg(text(hearing.answer_by()));
    }
    return when + QCoreApplication::translate("CaseTalk", " Please answer by %1, that day included.")
                      .arg(text(hearing.answer_by()));
}

std::vector<TalkLine> talk_of(const wire::CaseInfo& info, std::int64_t now_ms) {
    std::vector<std::pair<std::int64_t, TalkLine>> said;
    for (const auto& letter : info.questions()) {
        said.push_back(
            {letter.submitted_ms(),
             {time_words(letter.submitted_ms(), now_ms), mark_of(letter.kind()), where_it_is(letter), -1, {}}});
    }
    for (int i = 0; i < info.answers_size(); ++i) {
        const auto& answer = info.answers(i);
        const bool hearing = answer.has_hearing();
        said.push_back({answer.township_ms(),
                        {time_words(answer.township_ms(), now_ms),
                         hearing ? QCoreApplication::translate("CaseTalk", "The township wants to hear you")
                                 : QCoreApplication::translate("CaseTalk", "The township answers"),
                         QString::fromStdString(answer.text()), i,
                         hearing ? hearing_words(answer.hearing(), now_ms) : QString()}});
    }
    std::stable_sort(said.begin(), said.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<TalkLine> lines;
    for (auto& [ms, line] : said) {
        lines.push_back(std::move(line));
    }
    return lines;
}

bool is_undecided(const wire::CaseInfo& info) {
    if (info.kind() != wire::APPLICATION && info.kind() != wire::SUPPLEMENT &&
        info.kind() != wire::SUBMISSION_UNKNOWN) {
        return false;
    }
    const auto state = forms::parse_case_state(info.state().empty() ? "submitted" : info.state());
    return state && forms::legal_move(*state, forms::CaseState::Withdrawn);
}

bool is_withdrawing(const wire::CaseInfo& info) {
    bool withdrawing = false;
    for (const auto& letter : info.questions()) {
        if (letter.kind() == wire::APPLICATION_WITHDRAWN || letter.kind() == wire::APPLICATION_KEPT) {
            withdrawing = letter.kind() == wire::APPLICATION_WITHDRAWN;
        }
    }
    return withdrawing && is_undecided(info);
}

}  // namespace doorstep::kiosk
