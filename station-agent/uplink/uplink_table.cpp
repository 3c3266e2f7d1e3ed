#include "station-agent/uplink/uplink_table.hpp"

namespace doorstep::agent {

std::string_view name_of(LineState state) {
    constexpr std::array<std::string_view, 6> names{"off", "waiting", "greeting", "ready", "offering", "uploading"};
    return names.at(static_cast<std::size_t>(state));
}

std::string_view name_of(LineEvent event) {
    constexpr std::array<std::string_view, 10> names{"due",           "hello came", "item due",     "need came",
                                                     "taken came",    "light due",  "receipt came", "refusal came",
                                                     "piece damaged", "line lost"};
    return names.at(static_cast<std::size_t>(event));
}

}  // namespace doorstep::agent
