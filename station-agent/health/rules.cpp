#include "station-agent/health/rules.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace doorstep::agent {
namespace {

// A cable, paper, a cover, a hand on the lens: the kiosk's page says what to do. What is not here is for who is called.
constexpr std::array a_clerk_can_see_to{
    wire::FAULT_READER_MISSING,      wire::FAULT_CODE_READER_MISSING,
    wire::FAULT_CHIP_READER_MISSING, wire::FAULT_SCANNER_MISSING,
    wire::FAULT_SCANNER_EMPTY,       wire::FAULT_SCANNER_JAM,
    wire::FAULT_SCANNER_COVER_OPEN,  wire::FAULT_SCANNER_BUSY,
    wire::FAULT_PRINTER_MISSING,     wire::FAULT_PRINTER_PAPER_OUT,
    wire::FAULT_PRINTER_JAM,         wire::FAULT_PRINTER_COVER_OPEN,
    wire::FAULT_PRINTER_TONER,       wire::FAULT_PRINTER_PAUSED,
    wire::FAULT_PRINTER_OFFLINE,     wire::FAULT_CAMERA_MISSING,
    wire::FAULT_CAMERA_BLACK,        wire::FAULT_MAINS_LOST,
    wire::FAULT_UPS_MISSING,         wire::FAULT_SPEAKER_MISSING,
    wire::FAULT_SCREEN_MISSING,      wire::FAULT_BUSY,
};

// Debian's reference library makes comparing faces six times slower (vision/face/blas.hpp).
constexpr std::array<std::string_view, 4> fast_blas{"openblas", "blis", "mkl", "atlas"};

}  // namespace

HealthVerdict judge_fault(wire::FaultCode fault) {
    if (fault == wire::FAULT_NONE) {
        return wire::HealthFact::GOOD;
    }
    const bool clerk =
        std::find(a_clerk_can_see_to.begin(), a_clerk_can_see_to.end(), fault) != a_clerk_can_see_to.end();
    return clerk ? wire::HealthFact::LOOK : wire::HealthFact::CALL;
}

HealthVerdict judge_blas(std::string_view library) {
    if (library.empty()) {
        return wire::HealthFact::NOT_KNOWN;
    }
    const bool fast = std::any_of(fast_blas.begin(), fast_blas.end(),
                                  [library](auto one) { return library.find(one) != library.npos; });
    return fast ? wire::HealthFact::GOOD : wire::HealthFact::CALL;
}

HealthVerdict judge(const wire::HealthFact& fact) {
    if (fact.fault() != wire::FAULT_NONE) {
        return judge_fault(fact.fault());
    }
    if (fact.what() == wire::HealthFact::BLAS) {
        return judge_blas(fact.word());
    }
    const auto* const rule = std::find_if(health_rules.begin(), health_rules.end(),
                                          [&](const HealthRule& row) { return row.what == fact.what(); });
    if (rule == health_rules.end()) {
        // A device without a number is judged by its fault alone.
        return is_agents(fact.what()) ? wire::HealthFact::NOT_KNOWN : judge_fault(fact.fault());
    }
    const bool bounded = rule->call_below || rule->look_below || rule->look_from || rule->call_from;
    if (!fact.has_value() || !bounded) {
        return wire::HealthFact::NOT_KNOWN;
    }
    const auto value = fact.what() == wire::HealthFact::CLOCK_OFF && fact.value() < 0 ? -fact.value() : fact.value();
    if ((rule->call_below && value < *rule->call_below) || (rule->call_from && value >= *rule->call_from)) {
        return wire::HealthFact::CALL;
    }
    const bool look = (rule->look_below && value < *rule->look_below) || (rule->look_from && value >= *rule->look_from);
    return look ? wire::HealthFact::LOOK : wire::HealthFact::GOOD;
}

}  // namespace doorstep::agent
