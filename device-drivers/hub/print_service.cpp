#include "device-drivers/hub/print_service.hpp"

#include <algorithm>

#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {

PrintService::PrintService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec printer, HubOutput output,
                           HubDelays delays)
    : printer_(loop, table, std::move(printer),
               {[this](const wire::WorkerMessage& m) { take(m); }, [this] { worker_ended(); }}, delays),
      loop_(loop),
      output_(std::move(output)),
      delays_(delays) {}

void PrintService::print(const wire::Print& print, AnswerTo answer) {
    if (print.pdf().size() > largest_paper) {
        return answer(fault_reply(wire::FAULT_TOO_LARGE));
    }
    if (!print.pdf().starts_with("%PDF-") || print.copies() > most_copies) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    if (waiting_.size() >= most_waiting_papers) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    Job job;
    job.number = output_.next_job();
    job.session = print.session();
    job.pdf.assign(print.pdf().begin(), print.pdf().end());
    job.copies = std::max(print.copies(), 1U);
    job.both_sides = print.both_sides();
    const auto number = job.number;
    if (!job_) {
        if (!send_job(job)) {
            return answer(fault_reply(printer_.fault()));
        }
        job_ = std::move(job);
    } else {
        waiting_.push_back(std::move(job));
    }
    answer(job_reply(number));
    if (job_ && job_->number == number) {
        tell(*job_, wire::JobState::RUNNING, wire::FAULT_NONE);
    } else {
        tell_waiting(waiting_.back());
    }
}

// A paper behind one that waits for paper or a closed cover waits for the same: its page must say so too.
void PrintService::tell_waiting(Job& job) const {
    const auto state = job_->told_fault == wire::FAULT_NONE ? wire::JobState::RUNNING : wire::JobState::WAITING;
    if (job.told != state || job.told_fault != job_->told_fault) {
        job.told = state;
        job.told_fault = job_->told_fault;
        tell(job, state, job_->told_fault);
    }
}

bool PrintService::send_job(const Job& job) {
    wire::WorkerMessage order;
    order.mutable_print()->set_job(job.number);
    order.mutable_print()->set_pdf(job.pdf.data(), job.pdf.size());
    order.mutable_print()->set_copies(job.copies);
    order.mutable_print()->set_both_sides(job.both_sides);
    order.mutable_print()->set_name(std::to_string(job.number));  // job names are numbers (SECURITY 14)
    const bool sent = printer_.send(order);
    wipe_message(order);
    if (sent) {
        printer_.working(delays_.print_silence);
        used_ = true;
    }
    return sent;
}

void PrintService::pump() {
    while (!job_ && !waiting_.empty()) {
        Job job = std::move(waiting_.front());
        waiting_.pop_front();
        if (!send_job(job)) {
            tell(job, wire::JobState::FAILED, printer_.fault());
            continue;
        }
        job_ = std::move(job);
        job_->told = wire::JobState::RUNNING;
        job_->told_fault = wire::FAULT_NONE;
        tell(*job_, wire::JobState::RUNNING, wire::FAULT_NONE);
    }
}

bool PrintService::cancel(const std::string& session, std::uint64_t job) {
    if (job_ && job_->session == session && job_->number == job) {
        job_->cancelled = true;
        send_cancel();
        return true;
    }
    const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Job& waits) { return waits.session == session && waits.number == job; });
    if (found == waiting_.end()) {
        return false;
    }
    tell(*found, wire::JobState::CANCELLED, wire::FAULT_CANCELLED);
    waiting_.erase(found);
    return true;
}

void PrintService::send_cancel() {
    wire::WorkerMessage order;
    order.mutable_cancel()->set_job(job_->number);
    if (printer_.send(order) && cancel_deadline_ == 0) {
        cancel_deadline_ = loop_.after(delays_.cancel, [this] { cancel_overdue(); });
    }
}

// A worker that goes on after its cancel is ended: two seconds after a session nothing of it may be left.
void PrintService::cancel_overdue() {
    cancel_deadline_ = 0;
    printer_.renew();
    worker_ended();
}

void PrintService::session_ended(const std::string& session) {
    std::erase_if(waiting_, [&](const Job& job) { return job.session == session; });
    if (!job_) {
        return renew_when_used();
    }
    if (job_->session == session) {
        job_->orphaned = true;
        job_->cancelled = true;
        send_cancel();
    }
}

void PrintService::take(const wire::WorkerMessage& message) {
    if (!job_ || !message.has_job() || message.job().job() != job_->number) {
        return;
    }
    const auto& state = message.job();
    if (state.state() == wire::JobState::RUNNING || state.state() == wire::JobState::WAITING) {
        return tell_change(state);
    }
    job_->pages = state.pages();
    finish(state.state(), state.fault().code());
}

// The worker repeats itself as its sign of life; the kiosk hears what is new.
void PrintService::tell_change(const wire::JobState& state) {
    const auto fault = state.fault().code();
    if (state.state() == job_->told && fault == job_->told_fault && state.pages() == job_->pages) {
        return;
    }
    job_->pages = state.pages();
    job_->told = state.state();
    job_->told_fault = fault;
    tell(*job_, state.state(), fault);
    for (auto& behind : waiting_) {
        tell_waiting(behind);
    }
}

void PrintService::worker_ended() {
    if (job_) {
        finish(wire::JobState::FAILED, wire::FAULT_PRINTER_FAILED);
    }
}

void PrintService::finish(wire::JobState::State state, wire::FaultCode fault) {
    const Job job = std::move(*job_);
    job_.reset();
    loop_.cancel(cancel_deadline_);
    cancel_deadline_ = 0;
    printer_.working(0);
    const bool cancelled = job.cancelled && state != wire::JobState::DONE;
    tell(job, cancelled ? wire::JobState::CANCELLED : state, cancelled ? wire::FAULT_CANCELLED : fault);
    if (job.orphaned) {
        renew_when_used();
    }
    pump();
}

void PrintService::renew_when_used() {
    if (used_) {
        used_ = false;
        printer_.renew();
    }
}

void PrintService::tell(const Job& job, wire::JobState::State state, wire::FaultCode fault) const {
    if (job.orphaned) {
        return;
    }
    wire::HubEvent event;
    event.mutable_job()->set_job(job.number);
    event.mutable_job()->set_state(state);
    event.mutable_job()->set_pages(job.pages);
    if (fault != wire::FAULT_NONE) {
        event.mutable_job()->mutable_fault()->set_code(fault);
    }
    output_.tell_session(job.session, std::move(event));
}

}  // namespace doorstep::devices
