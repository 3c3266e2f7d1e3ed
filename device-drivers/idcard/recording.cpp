#include "device-drivers/idcard/recording.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::RecordingError>::name(devices::RecordingError e) {
    using devices::RecordingError;
    switch (e) {
        case RecordingError::NotARecording:
            return "NotARecording";
        case RecordingError::UnknownVersion:
            return "UnknownVersion";
        case RecordingError::BadLine:
            return "BadLine";
        case RecordingError::TooLarge:
            return "TooLarge";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

using nlohmann::json;
using Kind = RecordedStep::Kind;

constexpr int version = 1;
constexpr std::string_view format_name = "doorstep-";  // and the driver
constexpr std::array<std::string_view, 4> drivers{"idcard", "code", "receipt", "pcsc"};
constexpr std::size_t most_bauds = 16;
constexpr std::size_t longest_word = 64;
// "from" of the largest piece in hex, and room for the rest of the line.
constexpr std::size_t longest_line = 2 * largest_piece + 256;

struct KindWord {
    Kind kind;
    const char* word;
};
constexpr std::array kind_words{KindWord{Kind::Open, "open"},    KindWord{Kind::Close, "close"},
                                KindWord{Kind::Baud, "baud"},    KindWord{Kind::To, "to"},
                                KindWord{Kind::From, "from"},    KindWord{Kind::Read, "read"},
                                KindWord{Kind::Result, "result"}};

// A short plain word: names of errors, layouts and scripts, nothing that could carry content.
bool is_word(const std::string& text) {
    return text.size() <= longest_word && std::all_of(text.begin(), text.end(), [](unsigned char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

json parsed(std::string_view line) {
    // Depth is ours: a line is one flat object, deeper ones are refused before they cost a stack.
    const bool nested = std::count(line.begin(), line.end(), '{') > 1 || std::count(line.begin(), line.end(), '[') > 1;
    return nested ? json() : json::parse(line, nullptr, false);
}

bool fill_bytes(RecordedStep& step, const json& value) {
    auto bytes =
        value.is_string() ? from_hex(value.get_ref<const std::string&>()) : Result<Bytes>(EncodingError::BadHex);
    if (!bytes || bytes->empty() || bytes->size() > largest_piece) {
        return false;
    }
    step.bytes = std::move(*bytes);
    return true;
}

bool fill_word(RecordedStep& step, const json& value) {
    if (!value.is_string() || !is_word(value.get_ref<const std::string&>())) {
        return false;
    }
    step.word = value.get<std::string>();
    return true;
}

bool fill_baud(RecordedStep& step, const json& value) {
    constexpr unsigned fastest = 1'000'000;
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > fastest) {
        return false;
    }
    step.baud = value.get<unsigned>();
    return true;
}

bool fill(RecordedStep& step, const json& value) {
    switch (step.kind) {
        case Kind::To:
        case Kind::From:
            return fill_bytes(step, value);
        case Kind::Baud:
            return fill_baud(step, value);
        case Kind::Open:
        case Kind::Read:
            return fill_word(step, value);
        case Kind::Result:
            return fill_word(step, value) && !step.word.empty();
        case Kind::Close:
            return value == "";
    }
    return false;
}

// False when the line is none; "at", one word of the table, and "error" beside "baud" and "to" are all there is.
bool read_step(const json& line, RecordedStep& step) {
    if (!line.is_object() || !line.contains("at") || !line["at"].is_number_unsigned() ||
        line["at"].get<std::uint64_t>() > INT64_MAX) {
        return false;
    }
    step.at_ms = line["at"].get<std::int64_t>();
    const auto* const found =
        std::find_if(kind_words.begin(), kind_words.end(), [&](const KindWord& w) { return line.contains(w.word); });
    if (found == kind_words.end()) {
        return false;
    }
    step.kind = found->kind;
    const bool may_fail = step.kind == Kind::Baud || step.kind == Kind::To;
    const bool failed = may_fail && line.contains("error");
    if (line.size() != (failed ? 3U : 2U) || !fill(step, line[found->word])) {
        return false;
    }
    return !failed || (fill_word(step, line["error"]) && !step.word.empty());
}

// Nothing for a word that names no driver of ours.
std::string driver_of(const json& head) {
    const json word = head.is_object() ? head.value("recording", json()) : json();
    for (const auto driver : drivers) {
        if (word == fmt::format("{}{}", format_name, driver)) {
            return std::string(driver);
        }
    }
    return {};
}

Status read_head(const json& line, Recording& recording) {
    recording.driver = driver_of(line);
    if (recording.driver.empty()) {
        return RecordingError::NotARecording;
    }
    if (line.value("version", json()) != version) {
        return RecordingError::UnknownVersion;
    }
    const json transport = line.value("transport", json());
    const json bauds = line.value("bauds", json());
    if (line.size() != 4 || !transport.is_string() || !is_word(transport.get_ref<const std::string&>()) ||
        !bauds.is_array() || (bauds.empty() && recording.driver == drivers[0]) || bauds.size() > most_bauds) {
        return Error(RecordingError::BadLine, "line 1");
    }
    recording.transport = transport.get<std::string>();
    for (const auto& baud : bauds) {
        RecordedStep speed;
        if (!fill_baud(speed, baud)) {
            return Error(RecordingError::BadLine, "line 1");
        }
        recording.bauds.push_back(speed.baud);
    }
    return {};
}

}  // namespace

std::string recording_head(std::string_view transport, const std::vector<unsigned>& bauds, std::string_view driver) {
    return fmt::format(R"({{"recording":"{}{}","version":{},"transport":"{}","bauds":[{}]}})", format_name, driver,
                       version, transport, fmt::join(bauds, ","));
}

std::string recording_line(const RecordedStep& step) {
    const auto* const word = kind_words[static_cast<std::size_t>(step.kind)].word;
    const std::string error = step.word.empty() ? "" : fmt::format(R"(,"error":"{}")", step.word);
    switch (step.kind) {
        case Kind::To:
            return fmt::format(R"({{"at":{},"to":"{}"{}}})", step.at_ms, to_hex(step.bytes), error);
        case Kind::From:
            return fmt::format(R"({{"at":{},"from":"{}"}})", step.at_ms, to_hex(step.bytes));
        case Kind::Baud:
            return fmt::format(R"({{"at":{},"baud":{}{}}})", step.at_ms, step.baud, error);
        default:
            return fmt::format(R"({{"at":{},"{}":"{}"}})", step.at_ms, word, step.word);
    }
}

Result<Recording> parse_recording(std::string_view text) {
    if (text.size() > largest_recording) {
        return RecordingError::TooLarge;
    }
    Recording recording;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.size() > longest_line || ++number > most_steps + 1) {
            return Error(RecordingError::TooLarge, fmt::format("line {}", number));
        }
        if (number == 1) {
            DOORSTEP_CHECK(read_head(parsed(line), recording));
            continue;
        }
        RecordedStep step;
        if (!read_step(parsed(line), step)) {
            return Error(RecordingError::BadLine, fmt::format("line {}", number));
        }
        recording.steps.push_back(std::move(step));
    }
    return number == 0 ? Result<Recording>(RecordingError::NotARecording) : std::move(recording);
}

}  // namespace doorstep::devices
