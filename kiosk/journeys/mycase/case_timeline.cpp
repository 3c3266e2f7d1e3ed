#include "kiosk/journeys/mycase/case_timeline.hpp"

#include <algorithm>
#include <string>

#include <QCoreApplication>

#include "base/clock.hpp"
#include "forms/case_states.hpp"
#include "kiosk/words/case_steps.hpp"
#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {
namespace {

struct Step {
    std::string state;
    std::int64_t since_ms = 0;
};

QString words(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Applications run through the steps of the law; a check-in or a consent is done once the township has it.
bool has_procedure(const wire::CaseInfo& info) {
    return info.kind() == wire::APPLICATION || info.kind() == wire::SUPPLEMENT ||
           info.kind() == wire::SUBMISSION_UNKNOWN;
}

bool on_its_way(const wire::CaseInfo& info) {
    const auto state = info.item_state();
    return state == wire::Item::SEALED || state == wire::Item::SENDING || state == wire::Item::REFUSED ||
           state == wire::Item::SHELVED;
}

// An older township or agent tells the last state alone.
std::vector<Step> steps_of(const wire::CaseInfo& info) {
    std::vector<Step> steps;
    for (const auto& step : info.steps()) {
        steps.push_back({step.state(), step.township_ms()});
    }
    if (steps.empty() && !info.state().empty()) {
        steps.push_back({info.state(), info.state_ms()});
    }
    const bool told_handed_in = !steps.empty() && steps.front().state == "submitted";
    if (info.submitted_ms() > 0 && !told_handed_in &&
        (steps.empty() || info.submitted_ms() <= steps.front().since_ms)) {
        steps.insert(steps.begin(), Step{"submitted", info.submitted_ms()});
    } else if (on_its_way(info) && info.submitted_ms() > 0) {
        steps.push_back({"submitted", info.submitted_ms()});  // papers that were added and the township has not yet
    }
    return steps;
}

std::vector<TimelineStep> shown(const std::vector<Step>& steps, std::int64_t now_ms) {
    std::vector<TimelineStep> out;
    const auto first = steps.size() - std::min(steps.size(), most_shown_steps);
    for (auto place = first; place < steps.size(); ++place) {
        const auto step_words = case_step_words(steps[place].state);
        const bool now = place + 1 == steps.size();
        out.push_back({now ? case_state_words(words(steps[place].state)) : step_words.name, step_words.term,
                       time_words(steps[place].since_ms, now_ms), now});
    }
    return out;
}

QString rule_of(const forms::OpenTerm& term, const QString& language) {
    const auto& deadline = *term.deadline;
    const auto counted = QCoreApplication::translate("CaseTimeline", "Counted from %1 on: %2.")
                             .arg(day_words(term.began, language), term_words(deadline.days, deadline.working_days));
    if (deadline.days == deadline.ceiling) {
        return counted + QCoreApplication::translate("CaseTimeline", " That is the most the rules allow.");
    }
    return counted + QCoreApplication::translate("CaseTimeline", " The rules allow until %1 at most.")
                         .arg(day_words(term.ceiling.day, language));
}

TimelineDue due_of(const forms::OpenTerm& term, const TimelineMakers& makers) {
    TimelineDue due;
    const auto& key = term.deadline->text_key;
    due.what = makers.scheme->has_text(key)
                   ? QString::fromStdString(makers.scheme->text(makers.language.toStdString(), key))
                   : QCoreApplication::translate("CaseTimeline", "The next step is done");
    due.by = QCoreApplication::translate("CaseTimeline", "By %1").arg(day_words(term.due.day, makers.language));
    due.rule = rule_of(term, makers.language);
    due.passed = makers.township_now_ms > 0 && term.due.day < CalendarDate::legal_day(Instant{makers.township_now_ms});
    if (due.passed) {
        due.note = QCoreApplication::translate("CaseTimeline",
                                               "This day has passed. If you have heard nothing, ask the clerk.");
    } else if (term.due.provisional) {
        due.note = QCoreApplication::translate(
            "CaseTimeline", "It may be some days later: the public holidays of that year are not known here yet.");
    }
    return due;
}

std::vector<TimelineDue> dues_of(const std::vector<Step>& steps, const TimelineMakers& makers) {
    std::vector<forms::StateSince> since;
    for (const auto& step : steps) {
        since.push_back({step.state, CalendarDate::legal_day(Instant{step.since_ms})});
    }
    std::vector<TimelineDue> dues;
    for (const auto& term : forms::open_terms(*makers.scheme, since, makers.calendar)) {
        dues.push_back(due_of(term, makers));
    }
    return dues;
}

// Nobody waits for a day that nobody has to keep.
bool waits(std::string_view state_id) {
    const auto state = forms::parse_case_state(state_id);
    if (!state) {
        return true;
    }
    const auto ahead = forms::moves_from(*state);
    return *state != forms::CaseState::Paying &&
           std::any_of(ahead.begin(), ahead.end(), [](auto next) { return next != forms::CaseState::Closed; });
}

}  // namespace

Timeline timeline_of(const wire::CaseInfo& info, const TimelineMakers& makers) {
    Timeline out;
    const auto steps = steps_of(info);
    out.left_out = static_cast<int>(steps.size() - std::min(steps.size(), most_shown_steps));
    out.steps = shown(steps, makers.now_ms);
    const std::string now = steps.empty() ? std::string("submitted") : steps.back().state;
    const bool arrived = now != "submitted";
    if (!has_procedure(info)) {
        out.next = arrived ? QCoreApplication::translate("CaseTimeline", "You need not do anything more.")
                           : QCoreApplication::translate("CaseTimeline",
                                                         "It is sent by itself. You need not do anything more.");
        return out;
    }
    out.next = case_step_words(now).next;
    if (makers.scheme != nullptr) {
        out.dues = dues_of(steps, makers);
    }
    if (out.dues.empty() && waits(now)) {
        out.no_days =
            makers.scheme == nullptr
                ? QCoreApplication::translate(
                      "CaseTimeline",
                      "This station does not know the days of this kind of help. Ask the clerk when it is done.")
                : QCoreApplication::translate("CaseTimeline",
                                              "The rules name no day for this step. Ask the clerk when it takes long.");
    }
    return out;
}

}  // namespace doorstep::kiosk
