// Visits to the real window by the controllers that the pages have, each page timed until it is drawn.
#pragma once

#include <QString>

#include "kiosk/testing/screen.hpp"
#include "tests/bench/samples.hpp"

namespace doorstep::bench {

struct Visit {
    QString scheme;
    int members = 1;  // entered where the form asks for them
};

class Visitor {
  public:
    explicit Visitor(kiosk::Screen& screen) : screen_(screen) {}
    // From the card to the case number and home again. False when the visit came to no end. `changes`: from each step
    // to the first frame of the page that follows, where a person would see one after the other.
    bool apply(const Visit& visit, Samples& changes);

  private:
    bool step(const std::function<void()>& act, Samples& changes);
    bool through_form(int members, Samples& changes);
    bool hand_in(Samples& changes);
    bool go_home();

    kiosk::Screen& screen_;
};

}  // namespace doorstep::bench
