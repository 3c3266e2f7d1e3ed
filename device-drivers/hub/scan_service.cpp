#include "device-drivers/hub/scan_service.hpp"

#include "base/log.hpp"
#include "device-drivers/worker/spool_file.hpp"

namespace doorstep::devices {
namespace {

bool in_bounds(const wire::ScanArea& area) {
    return area.width() >= least_area && area.width() <= most_area && area.height() >= least_area &&
           area.height() <= most_area && area.x() <= most_area && area.y() <= most_area;
}

bool in_bounds(const wire::Scan& scan) {
    const bool dpi_good = scan.dpi() == 0 || (scan.dpi() >= least_scan_dpi && scan.dpi() <= most_scan_dpi);
    const bool words_good = wire::Scan::Source_IsValid(scan.source()) && wire::Scan::Mode_IsValid(scan.mode());
    return dpi_good && words_good && scan.max_pages() <= most_pages && scan.expected_pages() <= most_pages &&
           (!scan.has_area() || in_bounds(scan.area()));
}

// Every page that the scanner gave must be here, and as many as somebody counted.
bool is_proved(const wire::PageCount& count) {
    return count.fed() == count.stored() && (count.expected() == 0 || count.expected() == count.stored());
}

wire::Fault fault_of(const wire::PageCount& count) {
    wire::Fault fault;
    fault.set_code(wire::FAULT_SCANNER_PAGE_COUNT);
    auto& parameters = *fault.mutable_parameters();
    parameters["expected"] = std::to_string(count.expected());
    parameters["fed"] = std::to_string(count.fed());
    parameters["stored"] = std::to_string(count.stored());
    return fault;
}

}  // namespace

ScanService::ScanService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec scanner, WorkerSpec page,
                         const Spool& spool, HubOutput output, HubDelays delays)
    : scanner_(loop, table, scanner, {[this](const wire::WorkerMessage& m) { take(m); }, [this] { scanner_ended(); }},
               delays),
      pages_(
          loop, std::move(page), delays, [this](const wire::ScannedPage& p) { page_done(p); }, scanner.delays),
      spool_(spool),
      loop_(loop),
      output_(std::move(output)),
      delays_(delays) {}

void ScanService::start(const wire::Scan& scan, AnswerTo answer) {
    if (!in_bounds(scan)) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    if (job_) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    if (!spool_.has_room()) {
        return answer(fault_reply(wire::FAULT_DISK_FULL));
    }
    Job job;
    job.session = scan.session();
    job.straighten = scan.straighten();
    job.expected = scan.expected_pages();
    wire::WorkerMessage order;
    order.mutable_scan()->set_source(scan.source());
    order.mutable_scan()->set_dpi(scan.dpi() == 0 ? default_dpi : scan.dpi());
    order.mutable_scan()->set_max_pages(scan.max_pages());
    order.mutable_scan()->set_mode(scan.mode());
    if (scan.has_area()) {
        *order.mutable_scan()->mutable_area() = scan.area();
    }
    begin(std::move(job), std::move(order), answer);
}

void ScanService::test_glass(const wire::TestGlass& test, AnswerTo answer) {
    if (test.source() != wire::Scan::FLATBED && test.source() != wire::Scan::FEEDER) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    if (job_) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    Job job;
    job.session = test.session();
    wire::WorkerMessage order;
    order.mutable_scan()->set_source(test.source());
    order.mutable_scan()->set_test_glass(true);
    begin(std::move(job), std::move(order), answer);
}

void ScanService::begin(Job job, wire::WorkerMessage order, const AnswerTo& answer) {
    job.number = output_.next_job();
    order.mutable_scan()->set_job(job.number);
    order.mutable_scan()->set_spool(job.session);
    if (!scanner_.send(order)) {
        return answer(fault_reply(scanner_.fault()));
    }
    scanner_.working(delays_.page_silence);
    used_ = true;
    job_ = std::move(job);
    answer(job_reply(job_->number));
    wire::JobState running;
    running.set_state(wire::JobState::RUNNING);
    tell_state(running);
}

bool ScanService::cancel(const std::string& session, std::uint64_t job) {
    if (!job_ || job_->session != session || job_->number != job) {
        return false;
    }
    job_->cancelled = true;
    send_cancel();
    return true;
}

void ScanService::send_cancel() {
    if (job_->end) {
        return;
    }
    wire::WorkerMessage order;
    order.mutable_cancel()->set_job(job_->number);
    if (scanner_.send(order) && cancel_deadline_ == 0) {
        cancel_deadline_ = loop_.after(delays_.cancel, [this] { cancel_overdue(); });
    }
}

// A worker that goes on after its cancel is ended: two seconds after a session nothing of it may be left.
void ScanService::cancel_overdue() {
    cancel_deadline_ = 0;
    scanner_.renew();
    scanner_ended();
}

void ScanService::session_ended(const std::string& session) {
    if (!job_ || job_->session != session) {
        return renew_when_used();
    }
    job_->orphaned = true;
    job_->cancelled = true;
    pages_.forget();
    send_cancel();
    finish_when_through();
}

void ScanService::take(const wire::WorkerMessage& message) {
    if (message.kind_case() == wire::WorkerMessage::kButton) {
        wire::HubEvent event;
        event.mutable_button()->set_device(scanner_.id());
        event.mutable_button()->set_button(message.button());
        return output_.tell_watchers(event);
    }
    if (!job_) {
        return;  // the rest of a job that is over
    }
    if (message.has_scanned() && message.scanned().job() == job_->number) {
        return take_page(message.scanned());
    }
    if (message.has_glass() && message.glass().job() == job_->number) {
        return tell_report(message.glass());
    }
    if (message.has_job() && message.job().job() == job_->number && !job_->end) {
        take_end(message.job());
    }
}

void ScanService::take_end(const wire::JobState& state) {
    if (state.state() == wire::JobState::RUNNING) {
        return;  // its sign of life; the pages speak for themselves
    }
    if (state.state() == wire::JobState::WAITING) {
        return tell_state(state);
    }
    auto count = state.count();
    count.set_expected(job_->expected);
    count.set_stored(job_->pages);  // what the hub has seen of them, not what the worker says
    if (state.state() == wire::JobState::DONE && !is_proved(count)) {
        log::warning("job {}: {} pages expected, {} fed, {} stored", job_->number, count.expected(), count.fed(),
                     count.stored());
        return set_end(wire::JobState::FAILED, wire::FAULT_SCANNER_PAGE_COUNT, count);
    }
    set_end(state.state(), state.fault().code(), count);
}

void ScanService::tell_report(wire::GlassReport report) {
    wire::HubEvent event;
    *event.mutable_glass() = std::move(report);
    if (!job_->orphaned) {
        output_.tell_session(job_->session, std::move(event));
    }
}

// A worker is not believed in where its page lies: only below this session's folder.
void ScanService::take_page(const wire::ScannedPage& page) {
    if (!page.original().name().starts_with(job_->session + "/") || page.original().size() > largest_spool_file) {
        log::error("the scan worker named a page outside its session");
        set_end(wire::JobState::FAILED, wire::FAULT_INTERNAL);
        return scanner_.renew();
    }
    if (!spool_.has_room() && !job_->cancelled) {
        send_cancel();
        return set_end(wire::JobState::FAILED, wire::FAULT_DISK_FULL);
    }
    if (job_->orphaned || job_->end) {
        return;
    }
    ++job_->pages;
    if (job_->straighten) {
        pages_.add(job_->session, page);
    } else {
        page_done(page);
    }
}

void ScanService::page_done(const wire::ScannedPage& page) {
    if (!job_ || job_->number != page.job()) {
        return;
    }
    if (!job_->orphaned) {
        wire::HubEvent event;
        *event.mutable_page() = page;
        if (!output_.tell_session(job_->session, std::move(event))) {
            log::warning("page {} of job {} did not reach the kiosk", page.index(), page.job());
        }
    }
    finish_when_through();
}

void ScanService::scanner_ended() {
    if (job_ && !job_->end) {
        set_end(wire::JobState::FAILED, wire::FAULT_SCANNER_IO);
    }
}

void ScanService::set_end(wire::JobState::State state, wire::FaultCode fault, const wire::PageCount& count) {
    if (!job_->end) {
        wire::JobState end;
        const bool cancelled = job_->cancelled && state != wire::JobState::DONE;
        end.set_state(cancelled ? wire::JobState::CANCELLED : state);
        const auto code = cancelled ? wire::FAULT_CANCELLED : fault;
        if (code == wire::FAULT_SCANNER_PAGE_COUNT) {
            *end.mutable_fault() = fault_of(count);
        } else if (code != wire::FAULT_NONE) {
            end.mutable_fault()->set_code(code);
        }
        *end.mutable_count() = count;
        job_->end = end;
        loop_.cancel(cancel_deadline_);
        cancel_deadline_ = 0;
        scanner_.working(0);
    }
    finish_when_through();
}

void ScanService::finish_when_through() {
    if (!job_ || !job_->end || pages_.waiting() != 0) {
        return;
    }
    const Job job = *job_;
    if (!job.orphaned) {
        tell_state(*job.end);
    }
    job_.reset();
    if (job.orphaned) {
        renew_when_used();
    }
}

void ScanService::renew_when_used() {
    if (used_ && !job_) {
        used_ = false;
        scanner_.renew();
        pages_.forget();
    }
}

void ScanService::tell_state(wire::JobState state) {
    if (job_->orphaned) {
        return;
    }
    state.set_job(job_->number);
    state.set_pages(job_->pages);
    wire::HubEvent event;
    *event.mutable_job() = std::move(state);
    output_.tell_session(job_->session, std::move(event));
}

}  // namespace doorstep::devices
