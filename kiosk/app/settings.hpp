// kiosk.toml.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <QSizeF>

#include "base/error.hpp"
#include "forms/notices.hpp"
#include "kiosk/app/comfort.hpp"
#include "kiosk/app/resting_tests.hpp"
#include "kiosk/session/session.hpp"

namespace doorstep::kiosk {

struct Settings {
    std::optional<QSizeF> panel_mm;  // else EDID, else 21.5"
    std::string language = "zh_CN";  // of the first page
    bool roll_paper = false;         // receipts on an 80 mm roll, until the printer says
    bool fresh_process = true;       // exit after each visit, a fresh process takes over (SECURITY 23)
    bool fullscreen = true;
    forms::NoticeParties parties;  // names on papers and notices
    SessionDelays delays;
    RestDelays rest_delays;
    ComfortSettings comfort;  // what every person begins with
    // Where doorstep-setup, and the agent for setting up, listen; empty: this station is set up, nobody asks. Not from
    // the file.
    std::string setup_address = {};
    std::string agent_setup_address = {};
};

// A missing file gives all defaults; ConfigError names the key.
Result<Settings> load_settings(const std::filesystem::path& file);

}  // namespace doorstep::kiosk
