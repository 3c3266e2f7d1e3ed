#include "station-agent/service/agent_metrics.hpp"

#include <algorithm>

#include "base/metrics.hpp"

namespace doorstep::agent {
namespace {

constexpr double ms_a_second = 1000;

void add_items(Metrics& metrics, const wire::AgentStatus& status) {
    constexpr auto help = "Submissions by state (DESIGN rule 11); acknowledged includes those whose copy was dropped.";
    const auto add = [&](std::string_view state, std::uint32_t number) {
        metrics.gauge("items", help, number, "state", state);
    };
    add("sealed", status.sealed());
    add("sending", status.sending());
    add("acknowledged", status.acknowledged());
    add("refused", status.refused());
    add("shelved", status.shelved());
}

}  // namespace

std::string agent_metrics(const wire::AgentStatus& status, std::int64_t now_ms) {
    Metrics metrics("doorstep_agent");
    metrics.gauge("info", "Always 1; the version in its label.", 1, "version", status.version());
    metrics.gauge("enrolled", "1 when this station is enrolled with a township.", status.enrolled() ? 1 : 0);
    metrics.gauge("line_up", "1 while the township answers.", status.line_up() ? 1 : 0);
    add_items(metrics, status);
    metrics.gauge("overdue_items", "Submissions longer in their state than they should be.", status.overdue());
    // Whoever sets the clock back makes nothing younger than now.
    const auto oldest = status.oldest_unsent_ms();
    const auto age = oldest == 0 ? 0 : std::max<std::int64_t>(now_ms - oldest, 0);
    metrics.gauge("oldest_unsent_seconds", "Age of the oldest submission that was not sent; 0: none waits.",
                  static_cast<double>(age) / ms_a_second);
    metrics.gauge("last_confirmed_timestamp_seconds", "The township's clock at its last receipt; 0: none yet.",
                  static_cast<double>(status.last_confirmed_ms()) / ms_a_second);
    metrics.gauge("room", "1 enough, 2 scarce, 3 the reserve alone, 4 none: nothing is taken.", status.room());
    metrics.gauge("drafts", "Drafts that people may go on with.", status.drafts());
    metrics.gauge("downlink_cursor", "Number of the last downlink item applied.",
                  static_cast<double>(status.downlink_cursor()));
    return metrics.text();
}

}  // namespace doorstep::agent
