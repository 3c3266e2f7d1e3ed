// Walks through the sentences that a dialect lacks, at a terminal: shows one, records it, plays it, keeps it or not.
// Thread-bound.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "kiosk/prompts/dialect.hpp"
#include "kiosk/prompts/sentences.hpp"
#include "sound/sound.hpp"

namespace doorstep::prompts {

struct RecorderOptions {
    std::filesystem::path folder;
    std::string microphone = "alsa:";  // sound::Microphone
    std::string speaker;               // of ALSA; empty: the default one
    int keys = 0;                      // descriptor of the terminal; when it is none, only a pause ends a recording
};

class Recorder {
  public:
    Recorder(RecorderOptions options, Dialect dialect, std::istream& in, std::ostream& out);
    // Each of them that has no recording of its text, in order; resumes where the last run stopped. Ends when all are
    // there, on "q" or with the input. What was kept is durable. NoDevice and the like of the microphone.
    Status run(const std::vector<Sentence>& sentences);
    const Dialect& dialect() const { return dialect_; }

  private:
    enum class Next { Again, Forward, Back, Stop };
    Next visit(const Sentence& sentence, std::size_t number, std::size_t of);
    Result<Next> record(const Sentence& sentence);
    Next decide(const Sentence& sentence, const sound::Sound& raw);
    Result<sound::Sound> listen();
    void meter(const sound::Sound& sound);
    void judge(const Sentence& sentence, const sound::Sound& raw);
    void play(const sound::Sound& raw);
    // The next line; "q" at the end of the input.
    std::string answer(std::string_view question);
    bool enter_pressed();

    RecorderOptions options_;
    Dialect dialect_;
    std::istream& in_;
    std::ostream& out_;
    Status failed_;
};

}  // namespace doorstep::prompts
