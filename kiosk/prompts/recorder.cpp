#include "kiosk/prompts/recorder.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <istream>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "kiosk/prompts/check.hpp"
#include "kiosk/prompts/keep.hpp"
#include "kiosk/prompts/tool_words.hpp"
#include "sound/loudness.hpp"
#include "sound/microphone.hpp"
#include "sound/player.hpp"

namespace doorstep::prompts {
namespace {

// Of the microphone, when speech is over: nothing louder than the room.
constexpr int pause_that_ends_ms = 1'500;
constexpr double speech_peak = 0.02;
constexpr int meter_width = 40;

}  // namespace

Recorder::Recorder(RecorderOptions options, Dialect dialect, std::istream& in, std::ostream& out)
    : options_(std::move(options)), dialect_(std::move(dialect)), in_(in), out_(out) {}

Status Recorder::run(const std::vector<Sentence>& sentences) {
    std::vector<const Sentence*> missing;
    for (const auto& one : sentences) {
        if (dialect_.find(one.text) == nullptr) {
            missing.push_back(&one);
        }
    }
    std::size_t at = 0;
    while (at < missing.size()) {
        const auto next = visit(*missing[at], at + 1, missing.size());
        if (next == Next::Stop) {
            out_ << word(Word::Later) << "\n";
            return failed_;
        }
        if (next == Next::Back && at == 0) {
            out_ << word(Word::First) << "\n";
        } else if (next != Next::Again) {
            at += next == Next::Forward ? 1 : static_cast<std::size_t>(-1);
        }
    }
    out_ << word(Word::AllDone) << "\n";
    return {};
}

Recorder::Next Recorder::visit(const Sentence& sentence, std::size_t number, std::size_t of) {
    out_ << fmt::format("\n[{}/{}] {}\n\n    {}\n\n", number, of, sentence.key, sentence.text);
    const auto said = answer(word(Word::Begin));
    if (said == "s") {
        return Next::Forward;
    }
    if (said == "b") {
        return Next::Back;
    }
    if (said == "q") {
        return Next::Stop;
    }
    const auto next = record(sentence);
    if (!next) {
        failed_ = next.error();
        return Next::Stop;
    }
    return *next;
}

Result<Recorder::Next> Recorder::record(const Sentence& sentence) {
    out_ << word(Word::Speak) << "\n";
    DOORSTEP_TRY(const auto raw, listen());
    out_ << "\n";
    if (sound::measure(raw).lufs < faint_lufs) {
        out_ << word(Word::Nothing) << "\n";
        return Next::Again;
    }
    judge(sentence, raw);
    play(raw);
    return decide(sentence, raw);
}

Result<sound::Sound> Recorder::listen() {
    DOORSTEP_TRY(const auto microphone, sound::Microphone::open(options_.microphone));
    sound::Sound heard{sound::speech_rate, {}};
    std::int64_t last_word_ms = -1;  // none yet
    while (heard.ms() < longest_sentence_ms && !enter_pressed()) {
        DOORSTEP_TRY(const auto some, microphone->read());
        heard.samples.insert(heard.samples.end(), some.begin(), some.end());
        if (sound::recent_peak(heard, sound::step_ms) >= speech_peak) {
            last_word_ms = heard.ms();
        }
        meter(heard);
        if (last_word_ms >= 0 && heard.ms() - last_word_ms >= pause_that_ends_ms) {
            break;
        }
    }
    return heard;
}

void Recorder::meter(const sound::Sound& sound) {
    const auto peak = sound::recent_peak(sound, sound::step_ms);
    const auto bars = std::min(meter_width, static_cast<int>(peak * meter_width));
    out_ << fmt::format("\r{:5.1f} s [{:<{}}]", static_cast<double>(sound.ms()) / 1000,
                        std::string(static_cast<std::size_t>(bars), '#'), meter_width)
         << std::flush;
}

void Recorder::judge(const Sentence& sentence, const sound::Sound& raw) {
    const auto heard = sound::measure(sound::trimmed(raw));
    const auto ms = prepared(raw).ms();
    out_ << fmt::format("{:.1f} s, {:.0f} LUFS\n", static_cast<double>(ms) / 1000, heard.lufs);
    constexpr double quiet_lufs = -38;
    if (heard.clipped > 0) {
        out_ << word(Word::Clipped) << "\n";
    } else if (heard.lufs < quiet_lufs) {
        out_ << word(Word::Faint) << "\n";
    }
    if (ms > longest_ms(sentence.text)) {
        out_ << word(Word::Long) << "\n";
    }
}

void Recorder::play(const sound::Sound& raw) {
    if (const auto played = sound::play(prepared(raw), {1, 1, options_.speaker}); !played) {
        out_ << word(Word::NoSpeaker) << ": " << played.error().detail() << "\n";
    }
}

Recorder::Next Recorder::decide(const Sentence& sentence, const sound::Sound& raw) {
    for (;;) {
        const auto said = answer(word(Word::Decide));
        if (said == "p") {
            play(raw);
        } else if (said == "a") {
            return Next::Again;
        } else if (said == "s") {
            return Next::Forward;
        } else if (said == "b") {
            return Next::Back;
        } else if (said == "q") {
            return Next::Stop;
        } else if (said.empty() || said == "k") {
            failed_ = keep(options_.folder, dialect_, sentence, raw);
            if (!failed_) {
                return Next::Stop;
            }
            out_ << word(Word::Kept) << "\n";
            return Next::Forward;
        }
    }
}

std::string Recorder::answer(std::string_view question) {
    out_ << question << " > " << std::flush;
    std::string line;
    return std::getline(in_, line) ? line : "q";
}

bool Recorder::enter_pressed() {
    pollfd keys{options_.keys, POLLIN, 0};
    if (::isatty(options_.keys) == 0 || ::poll(&keys, 1, 0) <= 0) {
        return false;
    }
    std::string line;
    std::getline(in_, line);
    return true;
}

}  // namespace doorstep::prompts
