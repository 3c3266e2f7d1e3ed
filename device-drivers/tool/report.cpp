#include "device-drivers/tool/report.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/masking.hpp"

namespace doorstep::devices {
namespace {

using nlohmann::json;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return text;
}

// "card-reader", "in-use", "scanner-jam": enums as words.
std::string word(wire::Device::Class device_class) {
    return lower(wire::Device::Class_Name(device_class));
}
std::string word(wire::Device::State state) {
    return lower(wire::Device::State_Name(state));
}
std::string word(wire::FaultCode code) {
    constexpr std::string_view prefix = "FAULT_";
    const auto name = wire::FaultCode_Name(code);
    return lower(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
}

// Why, in words of the hub: a worker that ended, a circuit that is open.
std::string reason_of(const wire::Device& device) {
    const auto found = device.last_fault().parameters().find("reason");
    return found == device.last_fault().parameters().end() ? std::string() : found->second;
}

std::string chip_word(const wire::ChipState& chip) {
    return !chip.present() ? "none" : chip.mute() ? "mute" : "present";
}

std::string time_text(std::int64_t ms) {
    return ms > 0 ? Instant{ms}.legal_text() : std::string();
}

}  // namespace

void Report::device(const wire::Device& device) {
    const auto fault = device.last_fault().code();
    const auto& counters = device.counters();
    if (json_) {
        json line{{"id", device.id()},
                  {"class", word(device.class_())},
                  {"model", device.model()},
                  {"serial", device.serial()},
                  {"firmware", device.firmware()},
                  {"transport", device.transport()},
                  {"state", word(device.state())},
                  {"since", time_text(device.since_ms())},
                  {"paper", lower(wire::Device::Paper_Name(device.paper()))},
                  {"last_fault", fault == wire::FAULT_NONE ? "" : word(fault)},
                  {"reason", reason_of(device)},
                  {"last_fault_at", time_text(device.last_fault_ms())},
                  {"uses", counters.uses()},
                  {"losses", counters.losses()},
                  {"discarded", counters.discarded()},
                  {"restarts", counters.restarts()}};
        if (device.has_chip()) {
            line["chip"] = {{"card", chip_word(device.chip())}, {"atr", device.chip().atr()}};
        }
        if (device.has_level()) {
            line["percent"] = device.level().percent();
        }
        if (device.has_power()) {
            const auto& power = device.power();
            line["power"] = {{"on_battery", power.on_battery()},
                             {"percent", power.percent()},
                             {"seconds_left", power.seconds_left()},
                             {"off_in_s", power.off_in_s()}};
        }
        out_ << line.dump() << "\n";
        return;
    }
    out_ << fmt::format("{:<10} {:<12} {:<9} since {}", device.id(), word(device.class_()), word(device.state()),
                        time_text(device.since_ms()));
    for (const auto& known : {device.model(), device.serial(), device.firmware(), device.transport()}) {
        out_ << (known.empty() ? "" : fmt::format("  {}", known));
    }
    if (fault != wire::FAULT_NONE) {
        const auto reason = reason_of(device);
        out_ << fmt::format("\n{:<10} last fault: {}{} at {}", "", word(fault),
                            reason.empty() ? "" : " (" + reason + ")", time_text(device.last_fault_ms()));
    }
    if (device.has_chip()) {
        out_ << fmt::format("\n{:<10} card: {} {}", "", chip_word(device.chip()), device.chip().atr());
    }
    if (device.has_level()) {
        out_ << fmt::format("\n{:<10} at {} %", "", device.level().percent());
    }
    if (device.has_power()) {
        out_ << fmt::format("\n{:<10} {}, battery {} %", "", device.power().on_battery() ? "on battery" : "on mains",
                            device.power().percent());
    }
    out_ << fmt::format("\n{:<10} used {}, lost {}, worker restarted {}\n", "", counters.uses(), counters.losses(),
                        counters.restarts());
}

void Report::card(const wire::CardEvent& event) {
    if (json_) {
        out_ << json{{"card", event.present() ? "present" : "none"}, {"laying", event.laying()}}.dump() << "\n";
    } else {
        out_ << (event.present() ? "a card lies on the reader\n" : "no card on the reader\n");
    }
}

void Report::card_read(const wire::CardRead& read) {
    const auto& card = read.card();
    const auto variant = lower(wire::CardFields::Variant_Name(card.variant()));
    const auto name = mask_name(card.name());
    const auto number = mask_number(card.number());
    if (json_) {
        out_ << json{{"variant", variant},
                     {"name", name},
                     {"number", number},
                     {"expired", card.expired()},
                     {"reader_ms", read.reader_ms()}}
                    .dump()
             << "\n";
        return;
    }
    out_ << fmt::format("card read: {} {} {}{}, the reader took {} ms\n", variant, name, number,
                        card.expired() ? ", expired" : "", read.reader_ms());
}

void Report::chip_read(const wire::ChipRead& chip) {
    if (json_) {
        json fields = json::object();
        for (const auto& field : chip.fields()) {
            fields[field.name()] = field.value().size();
        }
        out_ << json{{"chip", chip.card()}, {"field_bytes", fields}, {"reader_ms", chip.reader_ms()}}.dump() << "\n";
        return;
    }
    out_ << fmt::format("chip card read: {}, the reader took {} ms\n", chip.card(), chip.reader_ms());
    for (const auto& field : chip.fields()) {
        out_ << fmt::format("  {:<16} {} bytes\n", field.name(), field.value().size());
    }
}

void Report::level(const wire::LevelState& level) {
    if (json_) {
        out_ << json{{"percent", level.percent()}}.dump() << "\n";
    } else {
        out_ << fmt::format("{} % for three seconds\n", level.percent());
    }
}

void Report::code_read(const wire::CodeRead& code) {
    if (json_) {
        out_ << json{{"code_bytes", code.text().size()}}.dump() << "\n";
    } else {
        out_ << fmt::format("a code came: {} bytes; it was thrown away\n", code.text().size());
    }
}

void Report::page(const wire::ScannedPage& page) {
    std::vector<std::string> reasons;
    for (const auto reason : page.reasons()) {
        reasons.push_back(lower(wire::PageReason_Name(static_cast<wire::PageReason>(reason))));
    }
    if (json_) {
        out_ << json{{"page", page.index()},        {"bytes", page.original().size()},
                     {"dpi", page.dpi()},           {"size", page.size()},
                     {"skew_deg", page.skew_deg()}, {"straightened", page.has_straightened()},
                     {"reasons", reasons}}
                    .dump()
             << "\n";
        return;
    }
    out_ << fmt::format("page {}: {} bytes, {} dpi, {}{}\n", page.index(), page.original().size(), page.dpi(),
                        page.size().empty() ? "size unknown" : page.size(),
                        reasons.empty() ? ", good" : fmt::format(", {}", fmt::join(reasons, ", ")));
}

void Report::job(const wire::JobState& job) {
    const auto state = lower(wire::JobState::State_Name(job.state()));
    const auto fault = job.fault().code() == wire::FAULT_NONE ? std::string() : word(job.fault().code());
    if (json_) {
        out_ << json{{"job", job.job()}, {"state", state}, {"fault", fault}, {"pages", job.pages()}}.dump() << "\n";
    } else {
        out_ << fmt::format("job {}: {}{}, {} pages\n", job.job(), state, fault.empty() ? "" : " (" + fault + ")",
                            job.pages());
    }
}

void Report::picture(const wire::PreviewFrame& frame) {
    if (json_) {
        out_ << json{{"width", frame.width()}, {"height", frame.height()}, {"bytes", frame.jpeg().size()}}.dump()
             << "\n";
    } else {
        out_ << fmt::format("a picture came: {} x {}, {} bytes; it was thrown away\n", frame.width(), frame.height(),
                            frame.jpeg().size());
    }
}

void Report::recorded(const std::string& file, std::size_t lines) {
    if (json_) {
        out_ << json{{"file", file}, {"lines", lines}}.dump() << "\n";
    } else {
        out_ << fmt::format("{} lines in {}; what the card says is test content there\n", lines, file);
    }
}

void Report::replayed(const std::vector<std::string>& results, const std::string& difference) {
    if (json_) {
        out_ << json{{"results", results}, {"difference", difference}}.dump() << "\n";
        return;
    }
    for (const auto& result : results) {
        out_ << "read: " << result << "\n";
    }
    out_ << (difference.empty() ? std::string("as recorded\n") : difference + "\n");
}

ExitCode Report::bad_file(const std::string& why) {
    if (json_) {
        out_ << json{{"fault", "bad-file"}, {"why", why}}.dump() << "\n";
    } else {
        out_ << why << "\n";
    }
    return ExitCode::Usage;
}

void Report::tested(const SelfTest& test, const std::string& language) {
    if (!json_) {
        out_ << report_text(test, language);
        return;
    }
    for (const auto& line : test.lines) {
        out_ << json{{"device", line.device},
                     {"test", line.what},
                     {"verdict", line.fault == wire::FAULT_NONE ? "good" : word(line.fault)},
                     {"detail", line.detail}}
                    .dump()
             << "\n";
    }
    for (const auto& line : test.lines) {
        if (!line.glass) {
            continue;
        }
        json spots = json::array();
        for (const auto& spot : line.glass->spots()) {
            spots.push_back({{"x_mm", spot.x() / 10.0},
                             {"y_mm", spot.y() / 10.0},
                             {"width_mm", spot.width() / 10.0},
                             {"height_mm", spot.height() / 10.0},
                             {"contrast", spot.contrast()}});
        }
        out_ << json{{"glass", lower(wire::GlassReport::Verdict_Name(line.glass->verdict()))}, {"spots", spots}}.dump()
             << "\n";
    }
}

ExitCode Report::fault(wire::FaultCode code) {
    if (code == wire::FAULT_NONE) {
        return ExitCode::Good;
    }
    if (json_) {
        out_ << json{{"fault", word(code)}}.dump() << "\n";
    } else {
        out_ << "fault: " << word(code) << "\n";
    }
    switch (code) {
        case wire::FAULT_UNAVAILABLE:
            return ExitCode::HubAway;
        case wire::FAULT_TIMEOUT:
            return ExitCode::TimeOver;
        default:
            return ExitCode::Faulty;
    }
}

ExitCode Report::not_in_service() {
    if (json_) {
        out_ << json{{"fault", "not-in-service"}}.dump() << "\n";
    } else {
        out_ << "This needs service mode: the devices may be in somebody's hands.\n";
    }
    return ExitCode::NotInService;
}

}  // namespace doorstep::devices
