// The outbox of the last days in figures: what the township confirmed on each day, and what was put in on that day and
// is still here. Counted from the items that the agent lists, nothing else.
#pragma once

#include <cstdint>
#include <vector>

#include <QString>

#include "base/calendar_date.hpp"
#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

inline constexpr int plot_days = 14;

struct OutboxDay {
    CalendarDate day;
    int sent = 0;     // confirmed by the township on that day
    int waiting = 0;  // sealed, being sent or shelved; since that day
};

struct OutboxPlot {
    std::vector<OutboxDay> days;  // up to plot_days, oldest first, the last is today
    int sent = 0;                 // in these days
    int waiting = 0;
    int waiting_longer = 0;  // since before these days
    int most = 0;            // of sent and waiting together in one day
};

// Reentrant. An item with a time after today counts as of today: a clock that was put right must not hide it. When the
// list does not hold all that the outbox counts, the days begin after that of its oldest item: half a day counted would
// look like a slow one.
OutboxPlot plot_of(const wire::Items& items, std::int64_t now_ms);
// "Last 14 days: 12 confirmed by the township, 3 waiting here."; waiting longer is said too.
QString plot_words(const OutboxPlot& plot);
// The same as a table read aloud: "23 November: 3 confirmed, 1 waiting. …"; days with nothing are left out.
QString plot_text(const OutboxPlot& plot, const QString& language);

}  // namespace doorstep::kiosk
