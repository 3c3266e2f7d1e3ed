// The kiosk as a person meets it: read what is shown, touch what is there, keep a picture of every page.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/autopilot/child.hpp"
#include "tests/autopilot/report.hpp"

namespace doorstep::autopilot {

class Screen {
  public:
    // `driver` is the command that starts doorstep-ui-driver; `shots` the folder for pictures (empty: none are kept).
    Screen(const std::vector<std::string>& driver, std::filesystem::path shots, Report& report);

    // The words on the two buttons that scroll a page; needed before anything is touched that may lie out of view.
    void scroll_words(std::string below, std::string above);
    // Touches the control of that name as soon as it rests and is enabled. A failed check when it does not come in
    // time.
    bool touch(const std::string& name, int seconds = 15);
    // Like touch, for the how-maniest control of that name (from 0).
    bool touch_nth(const std::string& name, int nth, int seconds = 15);
    // Like touch, by the beginning of the name.
    bool touch_prefix(const std::string& prefix, int seconds = 15);
    // Waits until a control whose name holds that text shows; a failed check when it does not.
    bool see(const std::string& text, int seconds = 15);
    // Which of the texts shows first; -1 (and no failed check) when none does in time.
    int see_any(const std::vector<std::string>& texts, int seconds = 15);
    // True when it shows now.
    bool shows(const std::string& text);
    // Types on the kiosk's own on-screen keyboard, key by key, by the keys' names.
    bool type(const std::string& text);
    // Touches the control of that name if it shows now; says whether it did. No check.
    bool touch_if_there(const std::string& name);
    // The same with more patience, for a button that some pages do not need (they go on by themselves). Always true.
    bool touch_if_there_or(const std::string& name);
    // Touches the how-maniest control of that role.
    bool touch_role(const std::string& role, int nth);
    // Waits until that many controls begin with the text.
    bool wait_count_prefix(const std::string& prefix, int count, int seconds);
    // Waits the moment in which a page turns.
    void pause();
    // All that shows now.
    nlohmann::json controls();
    // Keeps a picture and the list of controls under that page name, once a page.
    void shot(const std::string& page);
    Report& report() { return report_; }

  private:
    // Scrolls until the wanted control lies between heading and bottom bar, as a person would; nothing to do when it
    // does.
    void bring_into_view(const nlohmann::json& wanted);

    LinePartner driver_;
    std::string below_;
    std::string above_;
    std::filesystem::path shots_;
    std::set<std::string> kept_;
    Report& report_;
};

}  // namespace doorstep::autopilot
