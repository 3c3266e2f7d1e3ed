// Pinyin to Chinese characters, over librime with a dictionary deployed when the program was built. It reads that
// folder and writes nothing; nothing typed is learned.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace doorstep::kiosk {

// What the keyboard shows while a word is being typed. Empty composition: nothing is being typed.
struct PinyinView {
    std::string composition;              // "li gui hua"
    std::vector<std::string> candidates;  // of the current page, at most six
    bool earlier = false;                 // there are pages before
    bool later = false;                   // there are pages after
};

// Thread-bound. librime keeps one state for the process, so at most one object lives at a time.
class Pinyin {
  public:
    // `folder` holds the deployed dictionary (share_folder()/pinyin). usable() is false when it does not open.
    explicit Pinyin(const std::filesystem::path& folder);
    ~Pinyin();
    Pinyin(const Pinyin&) = delete;
    Pinyin& operator=(const Pinyin&) = delete;

    bool usable() const;
    // One letter a … z; others are ignored. At 40 letters further ones are ignored: no word is longer.
    void letter(char letter);
    // Takes the last letter away; false when there was none, so that the field's own text is meant.
    bool erase();
    // The n-th shown candidate. Returns what is final now: empty while a part of the letters is still open.
    std::string choose(int n);
    // The next or the previous page of candidates.
    void turn_page(bool forward);
    // Forgets what is being typed.
    void clear();
    PinyinView view() const;

  private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace doorstep::kiosk
