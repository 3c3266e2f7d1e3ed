// The steps of setting a station up: which is shown, what of them is done, what may be left out. Pure: no clock, no
// file, no screen. What it holds survives a power cut as text(). Thread-bound.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "protocol/messages/setup.pb.h"

namespace doorstep::setup {

enum class WizardError {
    NotYet = 1,    // a step before it is open: do that one first
    NotSkippable,  // language and report are never left out
    Finished,      // the station is set up: nothing changes any more
    OverBound,     // a fault of the caller: more facts, or longer ones, than a report holds
    BadState,      // the kept text is none of ours: begin anew, nothing but the list of steps is lost
};

using Outcome = wire::SetupStepState::State;
using Facts = std::map<std::string, std::string>;

// One row a (outcome, event): what the step is then. All pairs are listed; done is never undone by leaving it out.
enum class StepEvent { Done, Skip };
struct StepMove {
    Outcome from;
    StepEvent on;
    Outcome to;
};
inline constexpr std::array step_table{
    // clang-format off
    StepMove{wire::SetupStepState::OPEN,    StepEvent::Done, wire::SetupStepState::DONE},
    StepMove{wire::SetupStepState::OPEN,    StepEvent::Skip, wire::SetupStepState::SKIPPED},
    StepMove{wire::SetupStepState::DONE,    StepEvent::Done, wire::SetupStepState::DONE},
    StepMove{wire::SetupStepState::DONE,    StepEvent::Skip, wire::SetupStepState::DONE},
    StepMove{wire::SetupStepState::SKIPPED, StepEvent::Done, wire::SetupStepState::DONE},
    StepMove{wire::SetupStepState::SKIPPED, StepEvent::Skip, wire::SetupStepState::SKIPPED},
    // clang-format on
};

class Wizard {
  public:
    static constexpr std::size_t most_facts = 24;     // a step
    static constexpr std::size_t longest_fact = 500;  // bytes of a name and its value: a reply's code
    static constexpr std::int64_t version = 1;        // of text()

    Wizard();
    // BadState for anything but what text() wrote.
    static Result<Wizard> from_text(std::string_view text);
    std::string text() const;

    // As the kiosk is told; `machine` is left empty.
    const wire::SetupState& state() const { return state_; }
    wire::SetupStep current() const { return state_.current(); }
    bool finished() const { return state_.finished(); }
    const wire::SetupStepState& step(wire::SetupStep step) const;

    // The process that holds it has started again.
    void started();
    // Shows a step; NotYet behind the first open one.
    Status go(wire::SetupStep step);
    // The step is done, for the first time or again; the one behind it is shown. The last one ends all. A station that
    // became another one gets its accounts anew: that step is open again.
    Status done(wire::SetupStep step, const Facts& facts, std::int64_t now_ms);
    // NotSkippable. What was done stays done.
    Status skip(wire::SetupStep step, std::int64_t now_ms);
    // Nothing is asked: this station was set up in another way. Finished when something was done here already.
    Status dismiss();

  private:
    wire::SetupStepState& at(wire::SetupStep step);
    wire::SetupStep first_open() const;
    Status may_change(wire::SetupStep step) const;
    void go_on_behind(wire::SetupStep step);
    wire::SetupState state_;
};

}  // namespace doorstep::setup

template <>
struct doorstep::ErrorNames<doorstep::setup::WizardError> {
    static constexpr std::string_view module = "wizard";
    static std::string_view name(setup::WizardError e);
};
