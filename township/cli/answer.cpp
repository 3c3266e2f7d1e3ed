#include "township/cli/answer.hpp"

#include <iostream>

#include "township/archive/attestations.hpp"
#include "township/archive/township_error.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {

void say(const Common& common, const nlohmann::json& as_json, const std::string& as_text) {
    std::cout << (common.json ? as_json.dump(2) + "\n" : as_text);
}

int say_refused(const Common& common, const Error& error) {
    const bool none = error.is(TownshipError::NotInitialised);
    // A report is on standard output already: one JSON document a command.
    const bool reported = error.is(TownshipError::DamageFound) || error.is(AttestationError::NotAttested) ||
                          error.is(FeedError::NotAllTaken);
    if (common.json && !reported) {
        std::cout << nlohmann::json{{"error", error.name()}, {"detail", error.detail()}}.dump(2) << "\n";
    }
    std::cerr << "doorstep-township: " << error.name() << ": " << error.detail()
              << (none ? " (run: doorstep-township init)" : "") << "\n";
    return exit_refused;
}

}  // namespace doorstep::township
