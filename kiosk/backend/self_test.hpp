// One self-test: the hub asks each device anew (and looks at a glass, when that is wished for), the agent looks at the
// rest, judges, and keeps the record. Numbers and codes only; the pictures never leave the workers (SECURITY 25).
// Thread-bound to the Qt thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "kiosk/backend/agent_link.hpp"
#include "kiosk/backend/hub_link.hpp"

namespace doorstep::kiosk {

struct SelfTestOrder {
    wire::SelfTestRecord::Why why = wire::SelfTestRecord::ASKED;
    std::string operator_token{};  // ASKED: of who is signed in
    // FLATBED or FEEDER with a blank sheet on it: is looked at first.
    std::optional<wire::Scan::Source> glass{};
    // Flatbed, feeder as looked at before: what is not looked at now is handed on.
    std::vector<wire::GlassReport> glasses_before{};
};

class SelfTest : public QObject {
    Q_OBJECT
  public:
    enum class Step {
        Rests,
        Opens,    // a clerk's session at the hub
        Glass,    // the scanner looks at the sheet
        Devices,  // every device is asked anew; the camera opens for a moment
        Keeps,    // the agent judges and keeps
    };
    // The hub's own longest times, and an answer's way.
    static constexpr std::int64_t test_ms = 15'000;
    static constexpr int glass_ms = 120'000;
    // Both are borrowed.
    SelfTest(HubLink& hub, AgentLink& agent, QObject* parent = nullptr);
    Step step() const { return step_; }
    bool running() const { return step_ != Step::Rests; }
    // Does nothing while one runs. kept(), noBlankSheet() or failed() follows, unless it is stopped.
    void begin(SelfTestOrder order);
    // Ends it at once: the hub's session is closed and nothing is kept, unless the agent was asked to already.
    void stop();

  signals:
    void changed();
    void kept(const doorstep::wire::SelfTestRecord& record);
    // No blank sheet lay there: nothing was looked at and nothing is kept.
    void noBlankSheet();
    void failed(const doorstep::wire::Fault& fault);

  private:
    using HubAnswer = std::function<void(const wire::HubReply&)>;
    void enter(Step step);
    void fail(const wire::Fault& fault);
    void ask_hub(const wire::HubRequest& request, std::int64_t deadline_ms, HubAnswer then);
    void look_at_glass();
    void on_job(const wire::JobState& job);
    void on_glass(const wire::GlassReport& report);
    void glass_ended(const wire::JobState& job);
    void ask_devices();
    void keep(const wire::DeviceList& devices);
    void close();

    HubLink& hub_;
    AgentLink& agent_;
    Step step_ = Step::Rests;
    std::uint64_t turn_ = 0;  // answers to an earlier test are dropped
    SelfTestOrder order_;
    std::string session_;                // the hub's; empty: none
    std::uint64_t job_ = 0;              // the look at the glass
    std::vector<wire::JobState> early_;  // what overtook the answer with its number
    std::optional<wire::GlassReport> glass_;
    QTimer patience_;
};

}  // namespace doorstep::kiosk
