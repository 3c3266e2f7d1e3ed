// What a SAM module knows and does: the card on it, the steps find, select, read, the baud of its line. Pure: no I/O,
// no clock, so that serial, USB and tests can all carry it.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "emulators/idcard/card_file.hpp"
#include "emulators/idcard/sam_line.hpp"

namespace doorstep::emulators {

// What happens on a command.
struct SamReaction {
    Bytes answer;                       // empty: silence
    std::optional<unsigned> then_baud;  // the line changes to this after the answer
};

// Thread-bound.
class SamModule {
  public:
    // Lays a card down; another one that lies there is swapped, so that find and select are needed anew.
    void insert(Card card);
    // Lifts the card, if there is one.
    void remove();
    // How long the module works on this command before it answers: `read_time` and the card's slowness for reads.
    std::chrono::milliseconds time_for(const SamCommand& command, std::chrono::milliseconds read_time) const;
    // Carries the command out.
    SamReaction react(const SamCommand& command);
    // Name of the card that lies there, empty without one.
    std::string card_name() const { return card_ ? card_->name : std::string(); }

  private:
    enum class Step { Idle, Found, Selected };

    SamReaction find();
    SamReaction select();
    SamReaction read(std::uint8_t what);
    SamReaction baud(std::uint8_t code) const;
    SamReaction control(std::uint8_t command) const;
    Bytes read_content(std::uint8_t what) const;
    void remove_if(RemovedAfter moment);

    std::optional<Card> card_;
    Step step_ = Step::Idle;
};

}  // namespace doorstep::emulators
