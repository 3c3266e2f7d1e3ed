#include "provisioning/enrolment/wizard.hpp"

#include <nlohmann/json.hpp>

namespace doorstep {

std::string_view ErrorNames<setup::WizardError>::name(setup::WizardError e) {
    switch (e) {
        case setup::WizardError::NotYet:
            return "NotYet";
        case setup::WizardError::NotSkippable:
            return "NotSkippable";
        case setup::WizardError::Finished:
            return "Finished";
        case setup::WizardError::OverBound:
            return "OverBound";
        case setup::WizardError::BadState:
            return "BadState";
    }
    return "?";
}

namespace setup {
namespace {

using nlohmann::json;
using Step = wire::SetupStep;
using State = wire::SetupStepState;

constexpr Step first = wire::SETUP_LANGUAGE;
constexpr Step last = wire::SETUP_REPORT;
constexpr auto station_fact = "station";

bool is_step(int number) {
    return number >= first && number <= last;
}

Outcome next_outcome(Outcome from, StepEvent on) {
    for (const auto& move : step_table) {
        if (move.from == from && move.on == on) {
            return move.to;
        }
    }
    return from;
}

bool fits(const Facts& facts) {
    if (facts.size() > Wizard::most_facts) {
        return false;
    }
    for (const auto& [name, value] : facts) {
        if (name.size() + value.size() > Wizard::longest_fact) {
            return false;
        }
    }
    return true;
}

std::string fact(const State& step, const std::string& name) {
    const auto found = step.facts().find(name);
    return found == step.facts().end() ? std::string() : found->second;
}

json step_json(const State& step) {
    json facts = json::object();
    for (const auto& [name, value] : step.facts()) {
        facts[name] = value;
    }
    return {{"step", static_cast<int>(step.step())},
            {"state", static_cast<int>(step.state())},
            {"at_ms", step.at_ms()},
            {"facts", std::move(facts)}};
}

Facts facts_of(const json& written) {
    Facts facts;
    for (const auto& [name, value] : written.items()) {
        facts[name] = value.get<std::string>();
    }
    return facts;
}

void set_facts(State& step, const Facts& facts) {
    step.mutable_facts()->clear();
    for (const auto& [name, value] : facts) {
        (*step.mutable_facts())[name] = value;
    }
}

}  // namespace

Wizard::Wizard() {
    for (int number = first; number <= last; ++number) {
        state_.add_steps()->set_step(static_cast<Step>(number));
    }
    state_.set_current(first);
}

// ---- kept as text -------------------------------------------------------------------------------------------------

std::string Wizard::text() const {
    json steps = json::array();
    for (const auto& step : state_.steps()) {
        steps.push_back(step_json(step));
    }
    const json all{{"version", version},
                   {"current", static_cast<int>(current())},
                   {"finished", finished()},
                   {"starts", state_.starts()},
                   {"steps", std::move(steps)}};
    return all.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Wizard> Wizard::from_text(std::string_view text) {
    const json all = json::parse(text, nullptr, false);
    try {
        if (!all.is_object() || all.at("version") != version || !is_step(all.at("current").get<int>())) {
            return WizardError::BadState;
        }
        Wizard wizard;
        for (const auto& written : all.at("steps")) {
            const int number = written.at("step").get<int>();
            const int outcome = written.at("state").get<int>();
            const auto facts = facts_of(written.at("facts"));
            if (!is_step(number) || !State::State_IsValid(outcome) || !fits(facts)) {
                return WizardError::BadState;
            }
            auto& step = wizard.at(static_cast<Step>(number));
            step.set_state(static_cast<Outcome>(outcome));
            step.set_at_ms(written.at("at_ms").get<std::int64_t>());
            set_facts(step, facts);
        }
        wizard.state_.set_current(static_cast<Step>(all.at("current").get<int>()));
        wizard.state_.set_finished(all.at("finished").get<bool>());
        wizard.state_.set_starts(all.at("starts").get<std::uint32_t>());
        return wizard;
    } catch (const json::exception&) {
        return WizardError::BadState;
    }
}

// ---- the steps ----------------------------------------------------------------------------------------------------

wire::SetupStepState& Wizard::at(Step step) {
    return *state_.mutable_steps(step - first);
}

const wire::SetupStepState& Wizard::step(Step step) const {
    return state_.steps(step - first);
}

Step Wizard::first_open() const {
    for (const auto& step : state_.steps()) {
        if (step.state() == State::OPEN) {
            return step.step();
        }
    }
    return last;
}

Status Wizard::may_change(Step step) const {
    if (finished()) {
        return WizardError::Finished;
    }
    return is_step(step) && step <= first_open() ? Status{} : Status(WizardError::NotYet);
}

void Wizard::started() {
    if (!finished()) {
        state_.set_starts(state_.starts() + 1);
    }
}

Status Wizard::go(Step step) {
    DOORSTEP_CHECK(may_change(step));
    state_.set_current(step);
    return {};
}

void Wizard::go_on_behind(Step step) {
    if (step != last) {
        state_.set_current(static_cast<Step>(step + 1));
    }
}

Status Wizard::done(Step step, const Facts& facts, std::int64_t now_ms) {
    DOORSTEP_CHECK(may_change(step));
    if (!fits(facts)) {
        return WizardError::OverBound;
    }
    auto& one = at(step);
    const auto was = fact(one, station_fact);
    one.set_state(next_outcome(one.state(), StepEvent::Done));
    one.set_at_ms(now_ms);
    set_facts(one, facts);
    if (step == wire::SETUP_ENROLMENT && was != fact(one, station_fact)) {
        at(wire::SETUP_ACCOUNTS).Clear();
        at(wire::SETUP_ACCOUNTS).set_step(wire::SETUP_ACCOUNTS);
    }
    if (step == last) {
        state_.set_finished(true);
    }
    go_on_behind(step);
    return {};
}

Status Wizard::skip(Step step, std::int64_t now_ms) {
    DOORSTEP_CHECK(may_change(step));
    if (step == first || step == last) {
        return WizardError::NotSkippable;
    }
    auto& one = at(step);
    const auto before = one.state();
    one.set_state(next_outcome(before, StepEvent::Skip));
    if (before != one.state()) {
        one.set_at_ms(now_ms);
    }
    go_on_behind(step);
    return {};
}

Status Wizard::dismiss() {
    if (finished() || first_open() != first) {
        return WizardError::Finished;
    }
    state_.set_finished(true);
    return {};
}

}  // namespace setup
}  // namespace doorstep
