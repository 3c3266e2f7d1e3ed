#include "tests/autopilot/tally.hpp"

#include <chrono>
#include <thread>

namespace doorstep::autopilot {
namespace {

using nlohmann::json;

struct Held {
    std::size_t applications = 0;
    std::size_t check_ins = 0;
};

Held held(const Run& run) {
    const auto answer = run.outside.township({"cases"});
    Held out;
    if (answer.is_object()) {
        for (const auto& one : answer.value("cases", json::array())) {
            out.applications += one.value("kind", "") == "application" ? 1 : 0;
        }
        out.check_ins = answer.value("check_ins", json::array()).size();
    }
    return out;
}

template <class Ready>
void wait_for(const Ready& ready) {
    constexpr int most_looks = 900;
    for (int i = 0; i < most_looks && !ready(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

}  // namespace

void Told::add(const Applied& handed_in, const std::string& scheme) {
    applied += handed_in.done ? 1 : 0;
    if (!handed_in.case_number.empty()) {
        cases.emplace(handed_in.case_number, scheme);
    }
}

void Told::add(const CheckedIn& one) {
    checked_in += one.done ? 1 : 0;
    confirmed += static_cast<std::size_t>(one.confirmed);
}

void nothing_lost_or_doubled(const Run& run, const Told& told) {
    auto& report = run.screen.report();
    Held there;
    wait_for([&] {
        there = held(run);
        return there.applications >= told.applied && there.check_ins >= told.checked_in;
    });
    for (const auto& [number, scheme] : told.cases) {
        const auto found = run.outside.township({"case", number});
        const auto letters = told.letters.find(number);
        const auto wanted = 1 + (letters == told.letters.end() ? 0 : letters->second);
        const bool once = found.is_object() && found.value("submissions", json::array()).size() == wanted;
        report.check(once && found.value("scheme", "") == scheme,
                     "held once: case …" + number.substr(8) + " of " + scheme, found.dump().substr(0, 200));
    }
    report.check(there.applications == told.applied,
                 "0 applications lost, 0 doubled: " + std::to_string(told.applied) + " handed in",
                 std::to_string(there.applications) + " held");
    report.check(there.check_ins >= told.checked_in && there.check_ins <= told.confirmed,
                 "0 check-ins lost, 0 doubled: " + std::to_string(told.checked_in) + " told of " +
                     std::to_string(told.confirmed) + " confirmed",
                 std::to_string(there.check_ins) + " held");
}

void books_agree(const Run& run) {
    auto& report = run.screen.report();
    json waiting;
    wait_for([&] {
        waiting = run.outside.agent_items();
        return waiting.is_array() && waiting.empty();
    });
    report.check(waiting.is_array() && waiting.empty(), "nothing is left at the station", waiting.dump());
    const auto here = run.outside.agent_status();
    const auto stations = run.outside.township({"stations"});
    const auto there = stations.is_object() && !stations.value("stations", json::array()).empty()
                           ? stations["stations"][0]
                           : json::object();
    const auto sent = here.is_object() ? here.value("acknowledged", std::int64_t{-1}) : -1;
    report.check(sent > 0 && there.value("submissions", std::int64_t{-2}) == sent &&
                     there.value("missing_sequences", std::int64_t{-1}) == 0,
                 "the township holds each of the station's " + std::to_string(sent) + " submissions, none is missing",
                 there.dump());
    const auto verified = run.outside.township({"verify"});
    report.check(verified.is_object() && verified.value("intact", false), "the archive is whole", verified.dump());
}

}  // namespace doorstep::autopilot
