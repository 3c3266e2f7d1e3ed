#include "kiosk/prompts/check.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "kiosk/prompts/keep.hpp"
#include "sound/loudness.hpp"
#include "sound/sound_file.hpp"

namespace doorstep::prompts {
namespace {

// Slow speech has three characters a second; each sentence may begin late.
constexpr std::int64_t slowest_character_ms = 350;
constexpr std::int64_t late_ms = 3'000;
// All are made equally loud: one far below was not made by us.
constexpr double quiet_file_lufs = sound::wanted_lufs - 12;

class Looker {
  public:
    Looker(const std::filesystem::path& folder, std::vector<Finding>& out) : folder_(folder), out_(out) {}

    void look(const Recording& one) {
        const auto bytes = read_file(folder_ / one.file, sound::largest_file);
        if (!bytes) {
            return say(Trouble::NotASound, one, one.file + ": " + std::string(bytes.error().name()));
        }
        if (!one.digest.empty() && to_hex(sha256(*bytes)) != one.digest) {
            say(Trouble::Changed, one, one.file);
        }
        const auto sound = sound::decode(*bytes, 10 * longest_sentence_ms);
        if (!sound) {
            return say(Trouble::NotASound, one, one.file + ": " + std::string(sound.error().name()));
        }
        if (sound->ms() > longest_ms(one.text)) {
            say(Trouble::TooLong, one, fmt::format("{:.1f} s", static_cast<double>(sound->ms()) / 1000));
        }
        if (const auto now = sound::measure(*sound); one.lufs < faint_lufs || now.lufs < quiet_file_lufs) {
            say(Trouble::TooQuiet, one, fmt::format("{:.0f} LUFS", std::min(one.lufs, now.lufs)));
        }
        if (one.clipped > 0) {
            say(Trouble::Clipped, one, std::to_string(one.clipped));
        }
    }
    void say(Trouble trouble, const Recording& one, const std::string& detail) {
        out_.push_back({trouble, one.key, one.text, detail});
    }

  private:
    const std::filesystem::path& folder_;
    std::vector<Finding>& out_;
};

}  // namespace

std::string_view trouble_name(Trouble trouble) {
    constexpr std::array<std::string_view, 7> names{"missing",   "stale",   "not-a-sound", "changed",
                                                    "too-quiet", "clipped", "too-long"};
    return names.at(static_cast<std::size_t>(trouble));
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::int64_t longest_ms(std::string_view text) {
    return std::min(longest_sentence_ms, late_ms + static_cast<std::int64_t>(characters(text)) * slowest_character_ms);
}

std::vector<Finding> check(const std::filesystem::path& folder, const Dialect& dialect,
                           const std::vector<Sentence>& sentences) {
    std::vector<Finding> out;
    Looker looker(folder, out);
    for (const auto& sentence : sentences) {
        if (const auto* recording = dialect.find(sentence.text)) {
            looker.look(*recording);
            continue;
        }
        const auto old = std::find_if(dialect.recordings.begin(), dialect.recordings.end(),
                                      [&](const Recording& one) { return one.key == sentence.key; });
        const bool stale = old != dialect.recordings.end();
        out.push_back({stale ? Trouble::Stale : Trouble::Missing, sentence.key, sentence.text, stale ? old->text : ""});
    }
    for (const auto& one : dialect.recordings) {
        const auto named = [&](const Sentence& s) { return s.text == one.text || s.key == one.key; };
        if (std::none_of(sentences.begin(), sentences.end(), named)) {
            looker.say(Trouble::Stale, one, "no page says it any more");
        }
    }
    return out;
}

}  // namespace doorstep::prompts
