// The devices while the station is set up, when there is no visit and no clerk yet: a session of its own at the hub,
// the self-test, one code, one paper at a time. Thread-bound to the Qt thread.
#pragma once

#include <functional>

#include <QObject>

#include "base/wiped_bytes.hpp"
#include "kiosk/backend/hub_link.hpp"

namespace doorstep::kiosk {

class SetupBench : public QObject {
    Q_OBJECT
  public:
    // The hub's own longest time for a self-test, and an answer's way.
    static constexpr std::int64_t test_ms = 15'000;
    // In which a code is to be held before the reader: an invitation is looked for in a telephone first.
    static constexpr std::uint32_t code_seconds = 60;
    explicit SetupBench(HubLink& hub, QObject* parent = nullptr);

    using Tested = std::function<void(const wire::Fault&)>;
    // All devices anew; the hub's list (HubLink::devices) is as they answered then.
    void test(Tested then);
    using CodeRead = std::function<void(const std::string& text, const wire::Fault&)>;
    // The next code; not after stop_code().
    void read_code(CodeRead then);
    void stop_code();
    enum class Paper { None, Printing, Waiting, Printed, Failed };
    void print(const Bytes& pdf);
    Paper paper() const { return paper_; }
    const wire::Fault& paper_fault() const { return paper_fault_; }
    void forget_paper() { set_paper(Paper::None, {}); }
    // The session ends: nothing more is asked here.
    void close();

  signals:
    void paperChanged();

  private:
    // Does it within the session, which is opened when there is none; `failed` says why there is none.
    void within(std::function<void()> then, std::function<void(const wire::Fault&)> failed);
    void on_job(const wire::JobState& job);
    void set_paper(Paper paper, const wire::Fault& fault);

    HubLink& hub_;
    std::string session_;
    std::uint64_t turn_ = 0;     // answers from before the last close, or of another hub, are dropped
    std::uint64_t waiting_ = 0;  // and those to a code that is not waited for any more
    std::uint64_t job_ = 0;
    std::vector<wire::JobState> early_;  // events that overtook the answer with the job's number
    Paper paper_ = Paper::None;
    wire::Fault paper_fault_;
};

}  // namespace doorstep::kiosk
