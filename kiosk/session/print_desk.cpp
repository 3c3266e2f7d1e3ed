#include "kiosk/session/print_desk.hpp"

#include "base/log.hpp"
#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {

PrintDesk::PrintDesk(Session& session, QObject* parent) : QObject(parent), session_(session) {
    connect(&session_.hub(), &HubLink::job, this, &PrintDesk::on_job);
    connect(&session_, &Session::ended, this, &PrintDesk::reset);
    connect(&session_.hub(), &HubLink::restarted, this, [this] {
        if (printing()) {
            set(State::Failed, fault_of(wire::FAULT_PRINTER_FAILED));  // the hub's jobs ended with it
        }
    });
}

QString PrintDesk::fault_text() const {
    return fault_words(fault_).sentence;
}
QString PrintDesk::fault_help() const {
    return fault_words(fault_).what_now;
}

void PrintDesk::reset() {
    pdf_.clear();
    job_ = 0;
    early_.clear();
    set(State::Idle, {});
}

void PrintDesk::set(State state, const wire::Fault& fault) {
    state_ = state;
    fault_ = fault;
    if (session_.is_open()) {
        session_.set_papers_waiting(printing());
    }
    emit changed();
}

void PrintDesk::print(const Result<Bytes>& pdf) {
    if (printing()) {
        return;
    }
    if (!pdf) {
        log::error("paper not made: {}", pdf.error().text());
        set(State::Failed, fault_of(wire::FAULT_PRINTER_FAILED));
        return;
    }
    pdf_.assign(pdf->begin(), pdf->end());
    printAgain();
}

void PrintDesk::printAgain() {
    if (pdf_.empty() || printing()) {
        return;
    }
    job_ = 0;
    early_.clear();
    set(State::Asked, {});
    session_.ask_hub(
        [this](wire::HubRequest& request, const std::string& session) {
            request.mutable_print()->set_session(session);
            request.mutable_print()->set_pdf(pdf_.data(), pdf_.size());
        },
        session_.hub().delays().quick, this,
        [this](const wire::HubReply& reply) {
            if (!reply.has_job()) {
                set(State::Failed,
                    reply.fault().code() == wire::FAULT_NONE ? fault_of(wire::FAULT_PRINTER_FAILED) : reply.fault());
                return;
            }
            job_ = reply.job().job();
            set(State::Printing, {});
            const auto early = std::move(early_);
            for (const auto& job : early) {
                on_job(job);
            }
        });
}

void PrintDesk::on_job(const wire::JobState& job) {
    if (state_ == State::Asked) {
        early_.push_back(job);
        return;
    }
    if (job_ == 0 || job.job() != job_) {
        return;
    }
    switch (job.state()) {
        case wire::JobState::RUNNING:
            set(State::Printing, {});
            break;
        case wire::JobState::WAITING:
            set(State::Waiting, job.fault());
            break;
        case wire::JobState::DONE:
            job_ = 0;
            set(State::Printed, {});
            break;
        case wire::JobState::FAILED:
        case wire::JobState::CANCELLED:
            job_ = 0;
            set(State::Failed,
                job.fault().code() == wire::FAULT_NONE ? fault_of(wire::FAULT_PRINTER_FAILED) : job.fault());
            break;
        default:
            break;
    }
}

}  // namespace doorstep::kiosk
