// One character after another, written by hand: its strokes, what they may mean, and what may come next. There is no
// time limit: nothing is chosen but by a touch.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/input/handwriting.hpp"
#include "kiosk/input/next_words.hpp"

namespace doorstep::kiosk {

// Thread-bound. Strokes live until the character is chosen, cleared or left; they are never written anywhere.
class Writing {
  public:
    // What is offered at once, and in all: who does not find it there writes it again.
    static constexpr std::size_t page_size = 10;
    static constexpr std::size_t most_candidates = 50;

    // `words` is the table of next_words.hpp. Nothing is opened yet but the model's first bytes.
    Writing(std::filesystem::path model, std::filesystem::path words);

    // False when there is no sound model: then no key for writing is shown. Becomes false when begin() finds it
    // damaged.
    bool possible() const { return possible_; }
    // Opens model and words where that was not done yet; false (and a line in the log) when the model is damaged.
    bool begin();

    void add(InkStroke stroke);
    // Takes the last stroke back; nothing when there is none.
    void undo();
    // Forgets strokes and candidates.
    void clear();
    // The n-th candidate of the page that is shown, "" when there is none. The field is empty afterwards and what may
    // come next is offered.
    std::string choose(std::size_t n);
    void turn_page(bool forward);

    std::size_t strokes() const { return ink_.size(); }
    // The candidates of the page that is shown.
    std::vector<std::string> candidates() const;
    bool earlier() const { return page_ > 0; }
    bool later() const { return (page_ + 1) * page_size < candidates_.size(); }

  private:
    void read();

    std::filesystem::path model_;
    std::filesystem::path words_file_;
    bool possible_ = false;
    std::unique_ptr<Handwriting> handwriting_;
    NextWords words_;
    InkCharacter ink_;
    std::string chosen_;  // the last characters, for what may come next
    std::vector<std::string> candidates_;
    std::size_t page_ = 0;
};

}  // namespace doorstep::kiosk
