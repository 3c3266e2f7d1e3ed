// Characters from strokes, over zinnia with the simplified Chinese model of tegaki. It reads the model and writes
// nothing; no stroke is kept here.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "kiosk/input/strokes.hpp"

namespace doorstep::kiosk {

enum class HandwritingError {
    NoModel = 1,  // not there or not to be read: offer no handwriting; the package is missing
    BadModel,     // cut, damaged or of another format: offer no handwriting; install the package again
};

// One reading of what was written.
struct Reading {
    std::string character;  // UTF-8
    float score = 0;        // higher is likelier; comparable within one answer only
};

// Thread-bound. The model is mapped: its 26 MB are the kernel's cache, shared and given back when memory is short.
class Handwriting {
  public:
    // The file that Debian's tegaki-zinnia-simplified-chinese installs.
    static std::filesystem::path default_model();
    // True when the file begins as a model of its length does: for asking before anybody wants to write. Reads 12
    // bytes.
    static bool looks_like_model(const std::filesystem::path& model);
    // Checks the file from its beginning to its end, so that a damaged one is an error and never a crash later.
    static Result<std::unique_ptr<Handwriting>> open(const std::filesystem::path& model);
    ~Handwriting();
    Handwriting(const Handwriting&) = delete;
    Handwriting& operator=(const Handwriting&) = delete;

    // The likeliest readings, at most `most`, the best first; none when nothing was drawn.
    std::vector<Reading> read(const InkCharacter& character, std::size_t most) const;
    // How many characters it knows.
    std::size_t known() const;
    // Whether that one is among them.
    bool knows(const std::string& character) const;

  private:
    struct Engine;
    explicit Handwriting(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> engine_;
};

}  // namespace doorstep::kiosk

template <>
struct doorstep::ErrorNames<doorstep::kiosk::HandwritingError> {
    static constexpr std::string_view module = "handwriting";
    static std::string_view name(kiosk::HandwritingError e) {
        return e == kiosk::HandwritingError::NoModel ? "NoModel" : "BadModel";
    }
};
