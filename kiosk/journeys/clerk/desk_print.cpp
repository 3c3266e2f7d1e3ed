#include "kiosk/journeys/clerk/desk_print.hpp"

#include <utility>

namespace doorstep::kiosk {
namespace {

const auto printing = QStringLiteral("printing");
const auto printed = QStringLiteral("printed");

}  // namespace

DeskPrint::DeskPrint(HubLink& hub, QObject* parent) : QObject(parent), hub_(hub) {
    connect(&hub_, &HubLink::job, this, &DeskPrint::on_job);
    connect(&hub_, &HubLink::restarted, this, [this] {
        session_.clear();  // and with it the paper
        if (state_ == printing) {
            fail(fault_of(wire::FAULT_PRINTER_FAILED));
        }
    });
}

void DeskPrint::print(const Bytes& pdf) {
    close();
    state_ = printing;
    emit changed();
    wire::HubRequest request;
    request.mutable_open_session()->set_clerk(true);
    hub_.ask(request, hub_.delays().quick, this,
             [this, turn = turn_, file = std::string(as_text(pdf))](const wire::HubReply& reply) {
                 if (turn != turn_) {
                     return;  // ends with this process, or by the hub's own bound
                 }
                 if (!reply.has_session()) {
                     return fail(reply.fault());
                 }
                 session_ = reply.session().token();
                 send(file);
             });
}

void DeskPrint::send(const std::string& pdf) {
    wire::HubRequest request;
    request.mutable_print()->set_session(session_);
    request.mutable_print()->set_pdf(pdf);
    hub_.ask(request, hub_.delays().quick, this, [this, turn = turn_](const wire::HubReply& reply) {
        if (turn != turn_) {
            return;
        }
        if (!reply.has_job()) {
            return fail(reply.fault());
        }
        job_ = reply.job().job();
        for (const auto& job : std::exchange(early_, {})) {
            on_job(job);
        }
        emit changed();
    });
}

void DeskPrint::on_job(const wire::JobState& job) {
    if (state_ != printing) {
        return;
    }
    if (job_ == 0) {
        early_.push_back(job);
    } else if (job.job() != job_) {
        return;
    } else if (job.state() == wire::JobState::DONE) {
        close();
        state_ = printed;
        emit waits({});
        emit changed();
    } else if (job.state() == wire::JobState::FAILED || job.state() == wire::JobState::CANCELLED) {
        fail(job.fault());
    } else if (job.state() == wire::JobState::WAITING) {
        emit waits(job.fault());
    }
}

void DeskPrint::fail(const wire::Fault& fault) {
    close();
    emit changed();
    emit failed(fault.code() == wire::FAULT_NONE ? fault_of(wire::FAULT_PRINTER_FAILED) : fault);
}

void DeskPrint::forget() {
    close();
    emit changed();
}

void DeskPrint::close() {
    ++turn_;
    job_ = 0;
    early_.clear();
    state_.clear();
    if (!session_.empty()) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(std::exchange(session_, {}));
        hub_.ask(request, hub_.delays().quick, this, [](const wire::HubReply&) {});
    }
}

}  // namespace doorstep::kiosk
