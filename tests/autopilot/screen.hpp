// The kiosk as a person meets it: read what is shown, touch what is there, keep a picture of every page.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/autopilot/child.hpp"
#include "tests/autopilot/key_hand.hpp"
#include "tests/autopilot/report.hpp"
#include "tests/autopilot/words.hpp"

namespace doorstep::autopilot {

class Screen {
  public:
    // `driver` is the command that starts doorstep-ui-driver; `shots` the folder for pictures (empty: none are kept).
    Screen(const std::vector<std::string>& driver, std::filesystem::path shots, Report& report);

    // The language that the kiosk speaks now: needed before anything is touched that may lie out of view or be switched
    // off.
    void speak(const Words& words);
    // Milliseconds to wait before each touch, for people who watch; 0 at first.
    void set_pace(int milliseconds) { pace_ = milliseconds; }
    // From now on everything is done with keys: what is told below of touches is walked to with Tab and pressed.
    void use_keys();
    bool by_keys() const { return keys_ != nullptr; }
    // Only by keys: picks a candidate of pinyin, after turning to its page.
    bool pick_by_key(const std::string& character, int most_pages);
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
    // Waits until no control holds that text any more; false (and no failed check) when one still does.
    bool gone(const std::string& text, int seconds = 15);
    // True when it shows now.
    bool shows(const std::string& text);
    // True when a control of that name shows now and can be used.
    bool enabled(const std::string& name);
    // Types on the kiosk's own on-screen keyboard, key by key, by the keys' names.
    bool type(const std::string& text);
    // Touches the control of that name if it shows now or within that time; says whether it did. No check.
    bool touch_if_there(const std::string& name, int patience_ms = 300);
    // Touches the how-maniest control of that role.
    bool touch_role(const std::string& role, int nth);
    // How many controls begin with the text now.
    int count_prefix(const std::string& prefix);
    // Waits until that many controls begin with the text.
    bool wait_count_prefix(const std::string& prefix, int count, int seconds);
    // Waits the moment in which a page turns.
    void pause();
    // Does `act` and looks at the place of the page's heading meanwhile: milliseconds from the beginning of `act` until
    // the heading was another, nothing when it stayed for ten seconds or the page has none.
    std::optional<std::int64_t> heading_changes_after(const std::function<void()>& act);
    // All that shows now.
    nlohmann::json controls();
    // Keeps a picture and the list of controls under that page name, once a page.
    void shot(const std::string& page);
    Report& report() { return report_; }

    // While it lives, what is not there in time is an answer and no failed check: parts of the machine are being
    // killed.
    class Tolerant {
      public:
        explicit Tolerant(Screen& screen) : screen_(screen) { screen_.tolerant_ = true; }
        ~Tolerant() { screen_.tolerant_ = false; }
        Tolerant(const Tolerant&) = delete;
        Tolerant& operator=(const Tolerant&) = delete;

      private:
        Screen& screen_;
    };

  private:
    // Scrolls until the wanted control lies between heading and bottom bar, as a person would; nothing to do when it
    // does.
    void bring_into_view(const nlohmann::json& wanted);
    // One click of the driver, at the pace of this run; by keys where they are used.
    nlohmann::json click(nlohmann::json wanted, int milliseconds);
    // What was wrong with the focus since it was asked last fails a check.
    void judge_focus();
    // A check in the report, or while tolerant only its answer.
    bool judge(const nlohmann::json& answer, const std::string& what);

    LinePartner driver_;
    std::unique_ptr<KeyHand> keys_;
    std::string earlier_;  // the button before which the candidates stand
    std::string below_;
    std::string above_;
    std::filesystem::path shots_;
    std::set<std::string> kept_;
    Report& report_;
    bool tolerant_ = false;
    int pace_ = 0;
};

}  // namespace doorstep::autopilot
