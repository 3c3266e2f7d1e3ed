#include "kiosk/prompts/keep.hpp"

#include <algorithm>
#include <utility>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "sound/loudness.hpp"
#include "sound/sound_file.hpp"

namespace doorstep::prompts {
namespace {

constexpr std::size_t name_digits = 16;

}  // namespace

sound::Sound prepared(const sound::Sound& raw) {
    return sound::evened(sound::trimmed(raw));
}

Status keep(const std::filesystem::path& folder, Dialect& dialect, const Sentence& sentence, const sound::Sound& raw) {
    const auto spoken = prepared(raw);
    const auto heard = sound::measure(sound::trimmed(raw));
    DOORSTEP_TRY(const auto file, sound::encode(spoken));
    Recording recording;
    recording.key = sentence.key;
    recording.text = sentence.text;
    recording.file = to_hex(sha256(as_bytes(sentence.text))).substr(0, name_digits) + ".ogg";
    recording.digest = to_hex(sha256(file));
    recording.ms = spoken.ms();
    recording.lufs = heard.lufs;
    recording.clipped = heard.clipped;
    DOORSTEP_CHECK(write_file_durably(folder / recording.file, file, 0644));
    std::string before;
    std::erase_if(dialect.recordings, [&](const Recording& one) {
        const bool same = one.key == recording.key || one.text == recording.text;
        before = same && one.file != recording.file ? one.file : before;
        return same;
    });
    dialect.recordings.push_back(std::move(recording));
    DOORSTEP_CHECK(save_dialect(folder, dialect));
    if (!before.empty()) {
        std::error_code stays;
        std::filesystem::remove(folder / before, stays);
    }
    return {};
}

}  // namespace doorstep::prompts
