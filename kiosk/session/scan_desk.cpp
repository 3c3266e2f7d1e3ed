#include "kiosk/session/scan_desk.hpp"

namespace doorstep::kiosk {

ScanDesk::ScanDesk(Session& session, QObject* parent) : QObject(parent), session_(session) {
    connect(&session_.hub(), &HubLink::page, this, &ScanDesk::on_page);
    connect(&session_.hub(), &HubLink::job, this, &ScanDesk::on_job);
    connect(&session_.hub(), &HubLink::restarted, this, [this] { end(fault_of(wire::FAULT_UNAVAILABLE)); });
    connect(&session_, &Session::ended, this, [this] { end(fault_of(wire::FAULT_CANCELLED)); });
}

void ScanDesk::scan(std::uint32_t pages) {
    if (scanning_) {
        return;
    }
    scanning_ = true;
    job_ = 0;
    early_pages_.clear();
    early_jobs_.clear();
    emit changed();
    session_.ask_hub(
        [pages](wire::HubRequest& request, const std::string& session) {
            auto& scan = *request.mutable_scan();
            scan.set_session(session);
            scan.set_max_pages(pages);
            scan.set_straighten(true);
        },
        session_.hub().delays().quick, this,
        [this](const wire::HubReply& reply) {
            if (!reply.has_job()) {
                end(reply.fault().code() == wire::FAULT_NONE ? fault_of(wire::FAULT_SCANNER_IO) : reply.fault());
                return;
            }
            job_ = reply.job().job();
            for (const auto& page : std::exchange(early_pages_, {})) {
                on_page(page);
            }
            for (const auto& job : std::exchange(early_jobs_, {})) {
                on_job(job);
            }
        });
}

void ScanDesk::cancel() {
    if (job_ != 0) {
        session_.ask_hub(
            [job = job_](wire::HubRequest& request, const std::string& session) {
                request.mutable_cancel()->set_session(session);
                request.mutable_cancel()->set_job(job);
            },
            session_.hub().delays().quick, this, [](const wire::HubReply&) {});
    }
    end(fault_of(wire::FAULT_CANCELLED));
}

void ScanDesk::on_page(const wire::ScannedPage& scanned) {
    if (scanning_ && job_ == 0) {
        early_pages_.push_back(scanned);
    } else if (scanning_ && scanned.job() == job_) {
        emit page(scanned);
    }
}

void ScanDesk::on_job(const wire::JobState& job) {
    if (scanning_ && job_ == 0) {
        early_jobs_.push_back(job);
        return;
    }
    if (!scanning_ || job.job() != job_) {
        return;
    }
    if (job.state() == wire::JobState::DONE) {
        end({});
    } else if (job.state() == wire::JobState::FAILED || job.state() == wire::JobState::CANCELLED) {
        end(job.fault().code() == wire::FAULT_NONE ? fault_of(wire::FAULT_SCANNER_IO) : job.fault());
    }
}

void ScanDesk::end(const wire::Fault& fault) {
    if (!scanning_) {
        return;
    }
    scanning_ = false;
    job_ = 0;
    emit changed();
    emit done(fault);
}

}  // namespace doorstep::kiosk
