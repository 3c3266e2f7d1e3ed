// What a state of a case is called in plain words, what the law calls it, and what comes after it.
#pragma once

#include <cstdint>
#include <string_view>

#include <QString>

#include "base/calendar_date.hpp"

namespace doorstep::kiosk {

struct CaseStepWords {
    QString name;  // of the step in a list: "Handed in"
    QString term;  // the law's word for it; empty when there is none
    QString next;  // one sentence on what happens next, or what the person can do
};

// A state of a newer township gets words that say so and what to do.
CaseStepWords case_step_words(std::string_view state_id);
// True for the states that case_step_words() has words of its own for.
bool knows_case_step(std::string_view state_id);

// "November 5, 2026" or "2026年11月5日", as the language ("en", "zh_CN") writes days.
QString day_words(const CalendarDate& day, const QString& language);
// "within 30 working days", "within 7 days", "on the same day".
QString term_words(int days, bool working_days);

}  // namespace doorstep::kiosk
