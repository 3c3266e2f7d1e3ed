// A person without a finger on the glass: Tab to get about, Enter to press, letters and digits to type. On the way it
// looks whether the focus can be seen, has a name, and comes round.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "tests/autopilot/child.hpp"

namespace doorstep::autopilot {

class KeyHand {
  public:
    // `driver` is doorstep-ui-driver and outlives this.
    explicit KeyHand(LinePartner& driver) : driver_(driver) {}

    // Walks to the control of that name, prefix or role (the nth of several) and presses Enter; a field for text only
    // gets the focus. Answers as the driver's click does: {"ok": true, "control": …} or {"ok": false, "why": …}.
    nlohmann::json press(const nlohmann::json& wanted, int milliseconds);
    // Types the characters, one key each.
    bool type(const std::string& text);
    // Picks the candidate of pinyin by its digit, when it is on the page of candidates that shows.
    bool pick(const std::string& character, const std::string& name_of_earlier);
    // Turns the pages of candidates.
    void more();
    // What was wrong with the focus on the way, one line each; empty when nothing was.
    const std::string& faults() const { return faults_; }
    void forget_faults() { faults_.clear(); }
    std::size_t stops() const { return stops_; }

  private:
    // What has the focus now, or within some moments; null when nothing has.
    nlohmann::json focus();
    nlohmann::json walk(const nlohmann::json& wanted);
    bool is_meant(const nlohmann::json& control, const nlohmann::json& wanted);
    void key(const std::string& name);

    LinePartner& driver_;
    std::string faults_;
    std::size_t stops_ = 0;
};

}  // namespace doorstep::autopilot
