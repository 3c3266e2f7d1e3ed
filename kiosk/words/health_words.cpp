#include "kiosk/words/health_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>

#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {
namespace {

using wire::HealthFact;

constexpr const char* context = "HealthWords";

enum class Unit {
    Device,
    Milliseconds,
    Of255,
    Word,
    TenthsOfMm,
    Clock,
    Minutes,
    HoursAgo,
    Waiting,
    Days,
    Mebibytes,
    Failing,
    Count,
    Percent,
    Celsius,
    Hours,
    Damaged,
};

struct Row {
    HealthFact::What what;
    Unit unit;
    bool always;  // every station should know it
    const char* name;
    const char* look;
    const char* call;
    const char* unknown;
};

// In the order of a visit, then the line, then the box.
constexpr std::array table{
    Row{HealthFact::READER, Unit::Device, true, QT_TRANSLATE_NOOP("HealthWords", "Card reader"),
        QT_TRANSLATE_NOOP("HealthWords", "Pull its cable out and put it in again."),
        QT_TRANSLATE_NOOP("HealthWords", "The card reader is broken: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "It was just starting. Test again.")},
    Row{HealthFact::READER_ECHO, Unit::Milliseconds, true,
        QT_TRANSLATE_NOOP("HealthWords", "Card reader answers within"),
        QT_TRANSLATE_NOOP("HealthWords", "It is slow: put its cable into another socket and test again."),
        QT_TRANSLATE_NOOP("HealthWords", "It is too slow: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "This reader does not tell it. Nothing to do.")},
    Row{HealthFact::CAMERA, Unit::Device, true, QT_TRANSLATE_NOOP("HealthWords", "Camera"),
        QT_TRANSLATE_NOOP("HealthWords", "Check its cable, and take away what covers the lens."),
        QT_TRANSLATE_NOOP("HealthWords", "No picture comes from the camera: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "It was just starting. Test again.")},
    Row{HealthFact::CAMERA_LIGHT, Unit::Of255, true, QT_TRANSLATE_NOOP("HealthWords", "Light before the camera"),
        QT_TRANSLATE_NOOP("HealthWords",
                          "Too dark or too bright: turn a lamp on, or keep the sun from behind the person."),
        QT_TRANSLATE_NOOP("HealthWords", "Call support."),
        QT_TRANSLATE_NOOP("HealthWords", "No picture was measured. Test again when nobody uses the camera.")},
    Row{HealthFact::CAMERA_SHARPNESS, Unit::Of255, true, QT_TRANSLATE_NOOP("HealthWords", "Sharpness of the camera"),
        QT_TRANSLATE_NOOP("HealthWords", "Wipe the lens with a soft dry cloth and test again."),
        QT_TRANSLATE_NOOP("HealthWords", "Call support."),
        QT_TRANSLATE_NOOP("HealthWords", "No picture was measured. Test again when nobody uses the camera.")},
    Row{HealthFact::BLAS, Unit::Word, true, QT_TRANSLATE_NOOP("HealthWords", "Computing of faces"),
        QT_TRANSLATE_NOOP("HealthWords", "Call support: comparing faces is slow."),
        QT_TRANSLATE_NOOP("HealthWords", "Comparing faces is slow: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "The camera's program does not tell it. Nothing to do.")},
    Row{HealthFact::SCANNER, Unit::Device, true, QT_TRANSLATE_NOOP("HealthWords", "Scanner"),
        QT_TRANSLATE_NOOP("HealthWords", "Close its cover, take out stuck paper and check its cable and its switch."),
        QT_TRANSLATE_NOOP("HealthWords", "The scanner is broken: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "It was just starting. Test again.")},
    Row{HealthFact::PRINTER, Unit::Device, true, QT_TRANSLATE_NOOP("HealthWords", "Printer and its paper"),
        QT_TRANSLATE_NOOP("HealthWords",
                          "Put in paper, take out stuck paper, close all covers and check its cable and its switch."),
        QT_TRANSLATE_NOOP("HealthWords", "The printer is broken: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "It was just starting. Test again.")},
    Row{HealthFact::CODE_READER, Unit::Device, false, QT_TRANSLATE_NOOP("HealthWords", "Code reader"),
        QT_TRANSLATE_NOOP("HealthWords", "Check its cable."),
        QT_TRANSLATE_NOOP("HealthWords", "The code reader is broken: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "Test again.")},
    Row{HealthFact::CHIP_READER, Unit::Device, false, QT_TRANSLATE_NOOP("HealthWords", "Reader for chip cards"),
        QT_TRANSLATE_NOOP("HealthWords", "Check its cable."),
        QT_TRANSLATE_NOOP("HealthWords", "The reader is broken: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "Test again.")},
    Row{HealthFact::SCREEN, Unit::Device, false, QT_TRANSLATE_NOOP("HealthWords", "Light of the screen"),
        QT_TRANSLATE_NOOP("HealthWords", "Tell support that the light of the screen cannot be set."),
        QT_TRANSLATE_NOOP("HealthWords", "Call support."), QT_TRANSLATE_NOOP("HealthWords", "Test again.")},
    Row{HealthFact::SPEAKER, Unit::Device, false, QT_TRANSLATE_NOOP("HealthWords", "Loudspeaker"),
        QT_TRANSLATE_NOOP("HealthWords", "Check its cable and its switch."),
        QT_TRANSLATE_NOOP("HealthWords", "The loudspeaker is broken: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "Test again.")},
    Row{HealthFact::POWER, Unit::Device, false, QT_TRANSLATE_NOOP("HealthWords", "Mains and battery"),
        QT_TRANSLATE_NOOP("HealthWords", "Check the plug and the fuse. Nothing is lost when the machine switches off."),
        QT_TRANSLATE_NOOP("HealthWords", "The battery is broken or empty: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "Test again.")},
    Row{HealthFact::TOUCH_OFF, Unit::TenthsOfMm, true,
        QT_TRANSLATE_NOOP("HealthWords", "Touches land beside by at most"),
        QT_TRANSLATE_NOOP("HealthWords", "A technician should see to the panel."),
        QT_TRANSLATE_NOOP("HealthWords", "The panel has to be calibrated or exchanged: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "A technician measures it in service mode.")},
    Row{HealthFact::CLOCK_OFF, Unit::Clock, true, QT_TRANSLATE_NOOP("HealthWords", "Clock"),
        QT_TRANSLATE_NOOP("HealthWords",
                          "It is set by the line by itself. Tell support when it stays wrong for a week."),
        QT_TRANSLATE_NOOP("HealthWords", "Times on papers may be wrong: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "It is known once the township was heard.")},
    Row{HealthFact::SILENT, Unit::Minutes, true, QT_TRANSLATE_NOOP("HealthWords", "The township was last heard"),
        QT_TRANSLATE_NOOP("HealthWords", "Check the network cable or the signal of the mobile router."),
        QT_TRANSLATE_NOOP("HealthWords", "Nothing has come through for a week: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "The township was never heard. Check the network cable.")},
    Row{HealthFact::ACKNOWLEDGED, Unit::HoursAgo, true,
        QT_TRANSLATE_NOOP("HealthWords", "The township last confirmed a hand-in"), "", "",
        QT_TRANSLATE_NOOP("HealthWords", "None was confirmed yet.")},
    Row{HealthFact::UNSENT, Unit::Waiting, true, QT_TRANSLATE_NOOP("HealthWords", "What waits to be sent"),
        QT_TRANSLATE_NOOP("HealthWords", "Check the line. On the third day a stick should carry it to town."),
        QT_TRANSLATE_NOOP("HealthWords", "Have it carried to town by stick: call the township."),
        QT_TRANSLATE_NOOP("HealthWords", "Test again.")},
    Row{HealthFact::STATION_KEY_AGE, Unit::Days, true, QT_TRANSLATE_NOOP("HealthWords", "Key of this station, made"),
        QT_TRANSLATE_NOOP("HealthWords", "Ask the township to set this station up anew."),
        QT_TRANSLATE_NOOP("HealthWords", "Call support."),
        QT_TRANSLATE_NOOP("HealthWords", "This station has no key yet: it is not set up.")},
    Row{HealthFact::SEALING_KEY_AGE, Unit::Days, true, QT_TRANSLATE_NOOP("HealthWords", "Key of the township, came"),
        QT_TRANSLATE_NOOP("HealthWords", "Ask the township for a new key."),
        QT_TRANSLATE_NOOP("HealthWords", "Call support."),
        QT_TRANSLATE_NOOP("HealthWords", "It is known once the township was heard.")},
    Row{HealthFact::DISK_FREE, Unit::Mebibytes, true, QT_TRANSLATE_NOOP("HealthWords", "Free on the disk"),
        QT_TRANSLATE_NOOP("HealthWords", "Let what waits be sent, or have it carried to town by stick."),
        QT_TRANSLATE_NOOP("HealthWords", "Soon nothing can be taken in any more: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "Test again.")},
    Row{HealthFact::DISK_FAILING, Unit::Failing, true, QT_TRANSLATE_NOOP("HealthWords", "What the disk says of itself"),
        QT_TRANSLATE_NOOP("HealthWords", "Call support."),
        QT_TRANSLATE_NOOP("HealthWords", "The disk will fail: call support today."),
        QT_TRANSLATE_NOOP("HealthWords", "This disk does not tell. Nothing to do.")},
    Row{HealthFact::DISK_BAD_SECTORS, Unit::Count, true, QT_TRANSLATE_NOOP("HealthWords", "Bad places on the disk"),
        QT_TRANSLATE_NOOP("HealthWords", "Tell support when they become more."),
        QT_TRANSLATE_NOOP("HealthWords", "The disk has to be exchanged: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "This disk does not tell. Nothing to do.")},
    Row{HealthFact::DISK_WORN, Unit::Percent, true, QT_TRANSLATE_NOOP("HealthWords", "Disk used up"),
        QT_TRANSLATE_NOOP("HealthWords", "Tell support that the disk should be exchanged within a year."),
        QT_TRANSLATE_NOOP("HealthWords", "The disk has to be exchanged: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "This disk does not tell. Nothing to do.")},
    Row{HealthFact::DISK_HOT, Unit::Celsius, true, QT_TRANSLATE_NOOP("HealthWords", "Temperature of the disk"),
        QT_TRANSLATE_NOOP("HealthWords", "Free the openings for air, and keep the sun off."),
        QT_TRANSLATE_NOOP("HealthWords", "Switch the machine off and call support."),
        QT_TRANSLATE_NOOP("HealthWords", "This disk does not tell. Nothing to do.")},
    Row{HealthFact::DISK_HOURS, Unit::Hours, true, QT_TRANSLATE_NOOP("HealthWords", "Disk switched on for"), "", "",
        QT_TRANSLATE_NOOP("HealthWords", "This disk does not tell. Nothing to do.")},
    Row{HealthFact::MACHINE_HOT, Unit::Celsius, true, QT_TRANSLATE_NOOP("HealthWords", "Temperature of the machine"),
        QT_TRANSLATE_NOOP("HealthWords", "Free the openings for air, and keep the sun off."),
        QT_TRANSLATE_NOOP("HealthWords", "Switch the machine off and call support."),
        QT_TRANSLATE_NOOP("HealthWords", "This machine does not tell. Nothing to do.")},
    Row{HealthFact::ROOT_DAMAGED, Unit::Damaged, true, QT_TRANSLATE_NOOP("HealthWords", "The system on the disk"),
        QT_TRANSLATE_NOOP("HealthWords", "Call support."),
        QT_TRANSLATE_NOOP("HealthWords", "A part of the system is damaged: call support."),
        QT_TRANSLATE_NOOP("HealthWords", "This installation does not tell. Nothing to do.")},
};

QString in_words(const char* text) {
    return *text == '\0' ? QString() : QCoreApplication::translate(context, text);
}

QString with(const char* text, std::int64_t number) {
    return in_words(text).arg(number);
}

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int64_t hours_a_day = 24;
constexpr std::int64_t days_a_year = 365;

QString hours_words(std::int64_t hours) {
    return hours < 2 * hours_a_day ? with(QT_TRANSLATE_NOOP("HealthWords", "%1 h"), hours)
                                   : with(QT_TRANSLATE_NOOP("HealthWords", "%1 days"), hours / hours_a_day);
}

QString ago(std::int64_t hours) {
    return hours == 0 ? in_words(QT_TRANSLATE_NOOP("HealthWords", "less than an hour ago"))
                      : in_words(QT_TRANSLATE_NOOP("HealthWords", "%1 ago")).arg(hours_words(hours));
}

QString days_ago(std::int64_t days) {
    return days < 2 * days_a_year ? with(QT_TRANSLATE_NOOP("HealthWords", "%1 days ago"), days)
                                  : with(QT_TRANSLATE_NOOP("HealthWords", "%1 years ago"), days / days_a_year);
}

QString clock_words(std::int64_t seconds) {
    return seconds == 0  ? in_words(QT_TRANSLATE_NOOP("HealthWords", "right to the second"))
           : seconds > 0 ? with(QT_TRANSLATE_NOOP("HealthWords", "%1 s ahead"), seconds)
                         : with(QT_TRANSLATE_NOOP("HealthWords", "%1 s behind"), -seconds);
}

QString room_words(std::int64_t mebibytes) {
    constexpr std::int64_t a_gibibyte = 1024;
    return mebibytes < 2 * a_gibibyte
               ? QStringLiteral("%1 MiB").arg(mebibytes)
               : QStringLiteral("%1 GiB").arg(static_cast<double>(mebibytes) / a_gibibyte, 0, 'f', 1);
}

QString tenths(std::int64_t value) {
    constexpr double ten = 10;
    return QStringLiteral("%1 mm").arg(static_cast<double>(value) / ten, 0, 'f', 1);
}

QString number_words(Unit unit, std::int64_t value) {
    switch (unit) {
        case Unit::Milliseconds:
            return QStringLiteral("%1 ms").arg(value);
        case Unit::Of255:
            return with(QT_TRANSLATE_NOOP("HealthWords", "%1 of 255"), value);
        case Unit::TenthsOfMm:
            return tenths(value);
        case Unit::Clock:
            return clock_words(value);
        case Unit::Minutes:
            return value < minutes_an_hour ? with(QT_TRANSLATE_NOOP("HealthWords", "%1 min ago"), value)
                                           : ago(value / minutes_an_hour);
        case Unit::HoursAgo:
            return ago(value);
        case Unit::Waiting:
            return value == 0
                       ? in_words(QT_TRANSLATE_NOOP("HealthWords", "nothing for more than an hour"))
                       : in_words(QT_TRANSLATE_NOOP("HealthWords", "the oldest since %1")).arg(hours_words(value));
        case Unit::Days:
            return days_ago(value);
        case Unit::Mebibytes:
            return room_words(value);
        case Unit::Failing:
            return value == 0 ? in_words(QT_TRANSLATE_NOOP("HealthWords", "it is well"))
                              : in_words(QT_TRANSLATE_NOOP("HealthWords", "it will fail"));
        case Unit::Percent:
            return QStringLiteral("%1 %").arg(value);
        case Unit::Celsius:
            return QStringLiteral("%1 °C").arg(value);
        case Unit::Hours:
            return hours_words(value);
        case Unit::Damaged:
            return value == 0 ? in_words(QT_TRANSLATE_NOOP("HealthWords", "whole"))
                              : in_words(QT_TRANSLATE_NOOP("HealthWords", "damaged"));
        default:
            return QString::number(value);
    }
}

QString value_words(const Row& row, const HealthFact& fact) {
    if (fact.fault() != wire::FAULT_NONE) {
        wire::Fault fault;
        fault.set_code(fact.fault());
        return fault_words(fault).sentence;
    }
    if (row.unit == Unit::Device) {
        return in_words(QT_TRANSLATE_NOOP("HealthWords", "Works"));
    }
    if (row.unit == Unit::Word) {
        return QString::fromStdString(fact.word());
    }
    return fact.has_value() ? number_words(row.unit, fact.value()) : QString();
}

// A number of which the agent's table has no bounds is told, not judged.
HealthState state_of(const Row& row, const HealthFact& fact) {
    switch (fact.verdict()) {
        case HealthFact::GOOD:
            return HealthState::Good;
        case HealthFact::LOOK:
            return HealthState::Look;
        case HealthFact::CALL:
            return HealthState::Call;
        default:
            return *row.look == '\0' && fact.has_value() ? HealthState::Told : HealthState::Unknown;
    }
}

QString help_of(const Row& row, HealthState state) {
    return state == HealthState::Call      ? in_words(row.call)
           : state == HealthState::Look    ? in_words(row.look)
           : state == HealthState::Unknown ? in_words(row.unknown)
                                           : QString();
}

const HealthFact* find(const wire::SelfTestRecord& record, HealthFact::What what) {
    const auto& facts = record.facts();
    const auto found = std::find_if(facts.begin(), facts.end(), [what](const auto& one) { return one.what() == what; });
    return found == facts.end() ? nullptr : &*found;
}

std::size_t count(const std::vector<HealthRow>& rows, HealthState state) {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [state](const HealthRow& row) { return row.state == state; }));
}

HealthRow row_of(const GlassView& glass) {
    return {glass.state, glass.name, glass.words, glass.help};
}

GlassView glass_view(const wire::GlassReport& report, const QString& name) {
    constexpr double ten = 10;
    GlassView view;
    view.name = name;
    view.width = report.width() / ten;
    for (const auto& spot : report.spots()) {
        const double width = std::max(spot.width() / ten, 1.0);
        view.marks.push_back({std::max(0.0, view.width - spot.x() / ten - width), spot.y() / ten, width});
    }
    if (report.verdict() == wire::GlassReport::CLEAN) {
        view.state = HealthState::Good;
        view.words = in_words(QT_TRANSLATE_NOOP("HealthWords", "clean"));
    } else if (report.verdict() == wire::GlassReport::DIRTY && !view.marks.empty()) {
        view.state = HealthState::Look;
        const auto& largest = view.marks.front();
        view.words = in_words(QT_TRANSLATE_NOOP("HealthWords",
                                                "spots: %1; the largest %2 mm from the left edge, %3 mm from the top"))
                         .arg(view.marks.size())
                         .arg(std::lround(largest.from_left))
                         .arg(std::lround(largest.from_top));
        view.help = in_words(QT_TRANSLATE_NOOP("HealthWords", "Wipe it there with a soft cloth, and look again."));
    } else {
        view.help =
            in_words(QT_TRANSLATE_NOOP("HealthWords", "Lay a blank white sheet there and touch “Look at the glass”."));
    }
    return view;
}

}  // namespace

QString health_state_id(HealthState state) {
    switch (state) {
        case HealthState::Good:
            return QStringLiteral("good");
        case HealthState::Look:
            return QStringLiteral("look");
        case HealthState::Call:
            return QStringLiteral("call");
        case HealthState::Told:
            return QStringLiteral("told");
        case HealthState::Unknown:
            break;
    }
    return QStringLiteral("unknown");
}

QString health_state_words(HealthState state) {
    switch (state) {
        case HealthState::Good:
            return in_words(QT_TRANSLATE_NOOP("HealthWords", "Good"));
        case HealthState::Look:
            return in_words(QT_TRANSLATE_NOOP("HealthWords", "To be looked at"));
        case HealthState::Call:
            return in_words(QT_TRANSLATE_NOOP("HealthWords", "Call support"));
        case HealthState::Told:
            return {};
        case HealthState::Unknown:
            break;
    }
    return in_words(QT_TRANSLATE_NOOP("HealthWords", "Not known"));
}

std::vector<GlassView> glass_views(const wire::SelfTestRecord& record) {
    std::vector<GlassView> views;
    const auto flatbed = record.glasses_size() > 0 ? record.glasses(0) : wire::GlassReport();
    views.push_back(glass_view(flatbed, in_words(QT_TRANSLATE_NOOP("HealthWords", "Glass of the scanner"))));
    if (record.glasses_size() > 1 && record.glasses(1).verdict() != wire::GlassReport::VERDICT_UNKNOWN) {
        views.push_back(
            glass_view(record.glasses(1), in_words(QT_TRANSLATE_NOOP("HealthWords", "Feeder of the scanner"))));
    }
    return views;
}

std::vector<HealthRow> health_rows(const wire::SelfTestRecord& record) {
    std::vector<HealthRow> rows;
    for (const auto& row : table) {
        if (const auto* fact = find(record, row.what)) {
            const auto state = state_of(row, *fact);
            rows.push_back({state, in_words(row.name), value_words(row, *fact), help_of(row, state)});
        } else if (row.always) {
            rows.push_back({HealthState::Unknown, in_words(row.name), {}, in_words(row.unknown)});
        }
        if (row.what == HealthFact::SCANNER) {
            for (const auto& glass : glass_views(record)) {
                rows.push_back(row_of(glass));
            }
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.state < b.state; });
    return rows;
}

QString health_summary(const std::vector<HealthRow>& rows) {
    const auto call = count(rows, HealthState::Call);
    const auto look = count(rows, HealthState::Look);
    const auto unknown = count(rows, HealthState::Unknown);
    QStringList parts;
    if (call > 0) {
        parts.append(with(QT_TRANSLATE_NOOP("HealthWords", "For support: %1."), static_cast<std::int64_t>(call)));
    }
    if (look > 0) {
        parts.append(with(QT_TRANSLATE_NOOP("HealthWords", "To be looked at: %1."), static_cast<std::int64_t>(look)));
    }
    if (parts.isEmpty()) {
        parts.append(in_words(QT_TRANSLATE_NOOP("HealthWords", "All that was looked at is good.")));
    }
    if (unknown > 0) {
        parts.append(with(QT_TRANSLATE_NOOP("HealthWords", "Not known: %1."), static_cast<std::int64_t>(unknown)));
    }
    return parts.join(QLatin1Char(' '));
}

QString health_why_words(wire::SelfTestRecord::Why why) {
    switch (why) {
        case wire::SelfTestRecord::BOOT:
            return in_words(QT_TRANSLATE_NOOP("HealthWords", "by itself, after the start"));
        case wire::SelfTestRecord::DAILY:
            return in_words(QT_TRANSLATE_NOOP("HealthWords", "by itself, as every day"));
        default:
            return in_words(QT_TRANSLATE_NOOP("HealthWords", "by a clerk"));
    }
}

}  // namespace doorstep::kiosk
