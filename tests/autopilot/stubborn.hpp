// An applicant whom nothing discourages: parts of the machine are killed meanwhile, the kiosk among them, and each time
// the person looks at what is on the screen and goes on from there.
#pragma once

#include <optional>
#include <string>

#include "tests/autopilot/form_pilot.hpp"
#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

class StubbornApplicant {
  public:
    // `typed`: has no readable card, types name and number.
    StubbornApplicant(const Run& run, std::string card, bool typed);
    // Applies until it is handed in or ten minutes are over. When the kiosk died between the hand-in and the page with
    // the number, `done` is true and the number empty: the draft is gone, so it was sealed.
    Applied apply();

  private:
    enum class Step { GoOn, Wait };
    // Does what the page asks for.
    Step act(const std::string& heading);
    Step at_home();
    Step lay_card();
    // The page in a form; Wait when it is none.
    Step in_form(const std::string& heading);
    Step at_choice();
    Step at_papers();
    Step at_review();
    // A question over the page: answered so that the visit goes on.
    Step over_page();
    std::string word(const char* source) const { return run_.words.app(source); }

    const Run& run_;
    std::string card_;
    bool typed_;
    FormPilot form_;
    bool handed_in_ = false;  // the last button was touched: the answer may have been lost
    bool applying_ = false;   // "Apply" was touched on this kiosk process
    std::optional<Applied> end_;
};

}  // namespace doorstep::autopilot
