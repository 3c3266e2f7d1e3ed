// Recordings of drivers that talk bytes, beside the card reader's (device-drivers/idcard/recording.hpp says the
// format): written while a driver runs against an emulator, kept in the driver's own folder recordings/, and played
// back in lockstep. With DOORSTEP_KEEP_RECORDINGS=FOLDER what a test records stays there.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "device-drivers/idcard/replay_script.hpp"

namespace doorstep::devices::testing {

using Kind = RecordedStep::Kind;

// What a driver does and hears, line by line.
class Recorder {
  public:
    Recorder(std::string driver, const std::string& transport, const std::vector<unsigned>& bauds)
        : driver_(std::move(driver)), text_(recording_head(transport, bauds, driver_) + "\n") {}
    void note(Kind kind, std::string word = {}, BytesView bytes = {}) {
        RecordedStep step;
        step.kind = kind;
        step.at_ms = monotonic_milliseconds() - began_;
        step.word = std::move(word);
        step.bytes.assign(bytes.begin(), bytes.end());
        text_ += recording_line(step) + "\n";
    }
    // How that went: nothing, or the error's name.
    void note_outcome(Kind kind, const Status& how, BytesView bytes = {}) {
        note(kind, std::string(how ? "" : how.error().name()), bytes);
    }
    const std::string& text() const { return text_; }
    // As a test would load it; kept as NAME.jsonl when that is wished for.
    Recording finished(const std::string& name) const {
        if (const char* const folder = std::getenv("DOORSTEP_KEEP_RECORDINGS")) {
            std::filesystem::create_directories(std::filesystem::path(folder) / driver_);
            std::ofstream(std::filesystem::path(folder) / driver_ / (name + ".jsonl")) << text_;
        }
        auto recording = parse_recording(text_);
        EXPECT_TRUE(recording) << name << ": " << recording.error().text();
        return recording.value_or(Recording{});
    }

  private:
    const std::string driver_;
    const std::int64_t began_ = monotonic_milliseconds();
    std::string text_;
};

// The recordings of a driver's room, by name.
inline std::map<std::string, Recording> recordings_of(const std::string& driver) {
    std::map<std::string, Recording> all;
    const auto folder = std::filesystem::path(DOORSTEP_SOURCE_DIR) / "device-drivers" / driver / "recordings";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        auto recording = parse_recording(read_text_file(entry.path(), largest_recording).value_or(""));
        EXPECT_TRUE(recording) << entry.path() << ": " << recording.error().text();
        EXPECT_TRUE(!recording || recording->driver == driver) << entry.path();
        all.emplace(entry.path().stem(), recording.value_or(Recording{}));
    }
    return all;
}

// The words that recordings end their questions with.
inline std::set<std::string> results_of(const Recording& recording) {
    std::set<std::string> words;
    for (const auto& step : recording.steps) {
        if (step.kind == Kind::Result) {
            words.insert(step.word);
        }
    }
    return words;
}

// The error of that name; the first one of the enum for a name that is none.
template <class E>
E error_named(const std::string& name) {
    for (int i = 1; i < 100; ++i) {
        if (ErrorNames<E>::name(static_cast<E>(i)) == name) {
            return static_cast<E>(i);
        }
    }
    ADD_FAILURE() << name << " names no error";
    return static_cast<E>(1);
}

// What the driver does next, with an outcome of its own; success behind the end of the recording.
template <class E>
Status taken(ReplayScript& script, Kind kind) {
    const auto* const step = script.take({kind, 0, {}, 0, {}});
    return step == nullptr || step->word.empty() ? Status() : Status(error_named<E>(step->word));
}

// What the driver tells must be what the recording has.
inline void told(ReplayScript& script, const std::string& word) {
    const auto* const step = script.take({Kind::Result, 0, {}, 0, {}});
    if (step != nullptr && step->word != word) {
        script.differ("the driver told " + word + ", the recording has " + step->word + " (a line before)");
    }
}

// Bytes from the device when it is its turn, 0 when not; a piece larger than the buffer is a difference.
inline std::size_t come(ReplayScript& script, std::span<std::uint8_t> into) {
    if (!script.is_now(Kind::From)) {
        return 0;
    }
    const auto& bytes = script.now()->bytes;
    if (bytes.size() > into.size()) {
        script.differ("a piece larger than the driver's buffer");
        return 0;
    }
    std::copy(bytes.begin(), bytes.end(), into.begin());
    script.pass();
    return bytes.size();
}

}  // namespace doorstep::devices::testing
