#include "kiosk/journeys/clerk/outbox_plot.hpp"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

#include "base/clock.hpp"
#include "kiosk/words/case_steps.hpp"

namespace doorstep::kiosk {
namespace {

// Place of that time among the days; negative: before them.
std::int64_t place_of(std::int64_t ms, const OutboxPlot& plot) {
    const auto place = CalendarDate::legal_day(Instant{ms}).day_number() - plot.days.front().day.day_number();
    return std::min<std::int64_t>(place, std::ssize(plot.days) - 1);
}

void count(OutboxPlot& plot, const wire::Item& item) {
    const auto state = item.state();
    if (state == wire::Item::ACKNOWLEDGED || state == wire::Item::PRUNED) {
        const auto place = place_of(item.township_ms() > 0 ? item.township_ms() : item.since_ms(), plot);
        if (place >= 0) {
            ++plot.days[static_cast<std::size_t>(place)].sent;
            ++plot.sent;
        }
    } else if (state == wire::Item::SEALED || state == wire::Item::SENDING || state == wire::Item::SHELVED) {
        const auto place = place_of(item.since_ms(), plot);
        ++plot.waiting;
        if (place >= 0) {
            ++plot.days[static_cast<std::size_t>(place)].waiting;
        } else {
            ++plot.waiting_longer;
        }
    }
}

// Days that the list, newest first, holds in full, counted back from today; 1 at least.
int days_held(const wire::Items& items, const CalendarDate& today) {
    const auto counted = std::uint64_t{items.sent()} + items.waiting() + items.refused();
    if (items.items().empty() || static_cast<std::uint64_t>(items.items_size()) >= counted) {
        return plot_days;
    }
    const auto oldest = CalendarDate::legal_day(Instant{items.items().rbegin()->since_ms()});
    return static_cast<int>(std::clamp<std::int64_t>(today.day_number() - oldest.day_number(), 1, plot_days));
}

}  // namespace

OutboxPlot plot_of(const wire::Items& items, std::int64_t now_ms) {
    OutboxPlot plot;
    const auto today = CalendarDate::legal_day(Instant{now_ms});
    for (int back = days_held(items, today) - 1; back >= 0; --back) {
        plot.days.push_back({today.plus_days(-back), 0, 0});
    }
    for (const auto& item : items.items()) {
        count(plot, item);
    }
    for (const auto& day : plot.days) {
        plot.most = std::max(plot.most, day.sent + day.waiting);
    }
    return plot;
}

QString plot_words(const OutboxPlot& plot) {
    const auto words =
        QCoreApplication::translate("OutboxPlot", "Last %1 days: %2 confirmed by the township, %3 waiting here.")
            .arg(plot.days.size())
            .arg(plot.sent)
            .arg(plot.waiting);
    return plot.waiting_longer == 0
               ? words
               : words +
                     QCoreApplication::translate("OutboxPlot", " %1 of them wait for longer.").arg(plot.waiting_longer);
}

QString plot_text(const OutboxPlot& plot, const QString& language) {
    QStringList days;
    for (const auto& day : plot.days) {
        if (day.sent + day.waiting > 0) {
            days.append(QCoreApplication::translate("OutboxPlot", "%1: %2 confirmed, %3 waiting.")
                            .arg(day_words(day.day, language))
                            .arg(day.sent)
                            .arg(day.waiting));
        }
    }
    return days.isEmpty() ? QCoreApplication::translate("OutboxPlot", "Nothing on these days.")
                          : days.join(QLatin1Char(' '));
}

}  // namespace doorstep::kiosk
