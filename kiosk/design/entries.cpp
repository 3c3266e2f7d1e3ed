#include "kiosk/design/entries.hpp"

#include "base/calendar_date.hpp"
#include "forms/money.hpp"

namespace doorstep::kiosk {

QString Entries::date(const QString& year, const QString& month, const QString& day) const {
    constexpr int first_year = 1900;
    constexpr int last_year = 2200;
    const int y = year.toInt();
    if (y < first_year || y > last_year) {
        return {};
    }
    const auto made = CalendarDate::make(y, month.toInt(), day.toInt());
    return made ? QString::fromStdString(made->text()) : QString();
}

QString Entries::datePart(const QString& iso, int part) const {
    const auto parsed = CalendarDate::parse(iso.toStdString());
    if (!parsed) {
        return {};
    }
    return QString::number(part == 0 ? parsed->year() : part == 1 ? parsed->month() : parsed->day());
}

double Entries::fen(const QString& yuan) const {
    const auto parsed = forms::parse_yuan(yuan.trimmed().toStdString());
    return parsed ? static_cast<double>(*parsed) : -1.0;
}

QString Entries::yuan(double fen) const {
    return fen < 0 ? QString() : QString::fromStdString(forms::format_yuan(static_cast<std::int64_t>(fen)));
}

}  // namespace doorstep::kiosk
