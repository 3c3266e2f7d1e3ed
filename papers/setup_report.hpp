// How a station was set up, on paper: a line a step, a device, a key; nothing personal. As papers.hpp for the rest.
#pragma once

#include "papers/papers.hpp"

namespace doorstep::papers {

struct SetupReport {
    Issuer issuer;
    Instant made;
    std::vector<std::string> lines;
    std::string qr_text;  // the main lines, signed; empty: the station has no key yet
};
Result<Bytes> setup_report(const SetupReport& data, Paper paper);

}  // namespace doorstep::papers
