// Scan jobs: scanner worker → spool → page worker → the session's client, page by page.
#pragma once

#include <optional>

#include "device-drivers/hub/hub_config.hpp"
#include "device-drivers/hub/page_pipeline.hpp"
#include "device-drivers/hub/spool.hpp"
#include "device-drivers/hub/worker_device.hpp"

namespace doorstep::devices {

// A feeder's full load and then some; a scan ends there as done.
constexpr std::uint32_t most_pages = 100;
constexpr std::uint32_t default_dpi = 300;
constexpr std::uint32_t least_scan_dpi = 75;
constexpr std::uint32_t most_scan_dpi = 600;
// Tenths of a millimetre: no side of an area longer than A3, none shorter than a stamp.
constexpr std::uint32_t most_area = 4300;
constexpr std::uint32_t least_area = 100;

// Thread-bound. One job at a time.
class ScanService {
  public:
    // `scanner` and `page`: how to start the two workers.
    ScanService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec scanner, WorkerSpec page, const Spool& spool,
                HubOutput output, HubDelays delays);
    ~ScanService() { loop_.cancel(cancel_deadline_); }
    ScanService(const ScanService&) = delete;
    ScanService& operator=(const ScanService&) = delete;
    // Starts a job: FAULT_BUSY, FAULT_BAD_REQUEST (dpi, pages or area out of bounds) or the scanner's fault.
    void start(const wire::Scan& scan, AnswerTo answer);
    // Starts a look at the glass: its GlassReport, then its end. Errors as of start().
    void test_glass(const wire::TestGlass& test, AnswerTo answer);
    // True when that job was in hand and is being cancelled; its JobState comes.
    bool cancel(const std::string& session, std::uint64_t job);
    // See WorkerDevice::probe.
    void probe(std::function<void()> done) { scanner_.probe(std::move(done)); }
    // Cancels the session's job, silently, and gives both workers a fresh process.
    void session_ended(const std::string& session);

  private:
    struct Job {
        std::uint64_t number = 0;
        std::string session;
        bool straighten = false;
        bool cancelled = false;
        bool orphaned = false;  // its session has ended: nothing is told any more
        std::uint32_t pages = 0;
        std::uint32_t expected = 0;         // 0: nobody counted
        std::optional<wire::JobState> end;  // as the scanner's worker said; told when all pages are through
    };
    void begin(Job job, wire::WorkerMessage order, const AnswerTo& answer);
    void take(const wire::WorkerMessage& message);
    void take_end(const wire::JobState& state);
    void tell_report(wire::GlassReport report);
    void take_page(const wire::ScannedPage& page);
    void page_done(const wire::ScannedPage& page);
    void scanner_ended();
    void set_end(wire::JobState::State state, wire::FaultCode fault, const wire::PageCount& count = {});
    void tell_state(wire::JobState state);
    void finish_when_through();
    void send_cancel();
    void cancel_overdue();
    void renew_when_used();

    WorkerDevice scanner_;
    PagePipeline pages_;
    const Spool& spool_;
    EventLoop& loop_;
    const HubOutput output_;
    const HubDelays delays_;
    std::optional<Job> job_;
    EventLoop::TimerId cancel_deadline_ = 0;
    bool used_ = false;  // the workers have seen something of a session
};

}  // namespace doorstep::devices
