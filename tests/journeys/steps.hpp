// The journeys of issue one, a function each, as the kiosk would carry them out between hub and agent.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/autopilot/outside.hpp"
#include "tests/autopilot/report.hpp"
#include "tests/client/kiosk_client.hpp"

namespace doorstep::journeys {

// One running station and what a run of checks remembers of it.
struct Station {
    Station(autopilot::Report& r, std::filesystem::path p)
        : report(r), outside(autopilot::places_from_environment()), pages(std::move(p)) {}
    autopilot::Report& report;
    autopilot::Outside outside;
    std::filesystem::path pages;
    client::HubClient hub;
    client::AgentClient agent;
    std::string hub_session;
    wire::CardFields card;
    std::string case_number;
    std::vector<std::string> page_digests;  // hex, as scanned and as straightened
};

void card_is_read(Station& station);
void application_arrives(Station& station);
void state_comes_back(Station& station);
void clerk_confirms_check_in(Station& station);
void face_is_enrolled_and_compared(Station& station);
void paper_comes_out(Station& station);

// Waits until `ready` says yes, looking every tenth of a second.
bool eventually(int seconds, const std::function<bool()>& ready);
// The town's cases, newest first; an empty list when the command failed.
nlohmann::json town_cases(const Station& station);

}  // namespace doorstep::journeys
