#include "kiosk/journeys/enrolment/setup_bench.hpp"

#include <utility>

namespace doorstep::kiosk {
namespace {

constexpr std::int64_t second_ms = 1000;

wire::Fault told(const wire::Fault& fault, wire::FaultCode otherwise) {
    return fault.code() == wire::FAULT_NONE ? fault_of(otherwise) : fault;
}

}  // namespace

SetupBench::SetupBench(HubLink& hub, QObject* parent) : QObject(parent), hub_(hub) {
    connect(&hub_, &HubLink::job, this, &SetupBench::on_job);
    connect(&hub_, &HubLink::restarted, this, [this] {
        session_.clear();  // and with it what was being printed or waited for
        ++turn_;
        if (paper_ == Paper::Printing || paper_ == Paper::Waiting) {
            set_paper(Paper::Failed, fault_of(wire::FAULT_PRINTER_FAILED));
        }
    });
}

void SetupBench::within(std::function<void()> then, std::function<void(const wire::Fault&)> failed) {
    if (!session_.empty()) {
        then();
        return;
    }
    wire::HubRequest request;
    request.mutable_open_session()->set_clerk(true);
    hub_.ask(request, hub_.delays().quick, this,
             [this, turn = turn_, then = std::move(then), failed = std::move(failed)](const wire::HubReply& reply) {
                 if (!reply.has_session() || turn != turn_) {
                     failed(told(reply.fault(), wire::FAULT_UNAVAILABLE));
                     return;
                 }
                 session_ = reply.session().token();
                 then();
             });
}

void SetupBench::close() {
    ++turn_;
    ++waiting_;
    if (!session_.empty()) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(std::exchange(session_, {}));
        hub_.ask(request, hub_.delays().quick, this, [](const wire::HubReply&) {});
    }
}

void SetupBench::test(Tested then) {
    within(
        [this, then] {
            wire::HubRequest request;
            request.mutable_self_test()->set_session(session_);
            hub_.ask(request, test_ms, this, [this, then](const wire::HubReply& reply) {
                if (reply.has_devices()) {
                    hub_.know(reply.devices());
                    then({});
                } else {
                    then(told(reply.fault(), wire::FAULT_UNAVAILABLE));
                }
            });
        },
        then);
}

// ---- a code -------------------------------------------------------------------------------------------------------

void SetupBench::read_code(CodeRead then) {
    const auto asked = ++waiting_;
    within(
        [this, asked, then] {
            wire::HubRequest request;
            request.mutable_read_code()->set_session(session_);
            request.mutable_read_code()->set_seconds(code_seconds);
            const auto longest = code_seconds * second_ms + hub_.delays().quick;
            hub_.ask(request, longest, this, [this, asked, then](const wire::HubReply& reply) {
                if (asked == waiting_) {
                    then(reply.code().text(),
                         reply.has_code() ? wire::Fault() : told(reply.fault(), wire::FAULT_CODE_NONE));
                }
            });
        },
        [this, asked, then](const wire::Fault& fault) {
            if (asked == waiting_) {
                then({}, fault);
            }
        });
}

void SetupBench::stop_code() {
    ++waiting_;
    if (!session_.empty()) {
        wire::HubRequest request;
        request.mutable_cancel()->set_session(session_);
        hub_.ask(request, hub_.delays().quick, this, [](const wire::HubReply&) {});
    }
}

// ---- a paper ------------------------------------------------------------------------------------------------------

void SetupBench::set_paper(Paper paper, const wire::Fault& fault) {
    paper_ = paper;
    paper_fault_ = fault;
    emit paperChanged();
}

void SetupBench::print(const Bytes& pdf) {
    if (paper_ == Paper::Printing || paper_ == Paper::Waiting) {
        return;
    }
    job_ = 0;
    early_.clear();
    set_paper(Paper::Printing, {});
    const auto failed = [this](const wire::Fault& fault) { set_paper(Paper::Failed, fault); };
    within(
        [this, pdf, failed] {
            wire::HubRequest request;
            request.mutable_print()->set_session(session_);
            request.mutable_print()->set_pdf(pdf.data(), pdf.size());
            hub_.ask(request, hub_.delays().quick, this, [this, failed](const wire::HubReply& reply) {
                if (!reply.has_job()) {
                    failed(told(reply.fault(), wire::FAULT_PRINTER_FAILED));
                    return;
                }
                job_ = reply.job().job();
                for (const auto& job : std::exchange(early_, {})) {
                    on_job(job);
                }
            });
        },
        failed);
}

void SetupBench::on_job(const wire::JobState& job) {
    if (paper_ != Paper::Printing && paper_ != Paper::Waiting) {
        return;
    }
    if (job_ == 0) {
        early_.push_back(job);
        return;
    }
    if (job.job() != job_) {
        return;
    }
    switch (job.state()) {
        case wire::JobState::DONE:
            return set_paper(Paper::Printed, {});
        case wire::JobState::FAILED:
        case wire::JobState::CANCELLED:
            return set_paper(Paper::Failed, told(job.fault(), wire::FAULT_PRINTER_FAILED));
        case wire::JobState::WAITING:
            return set_paper(Paper::Waiting, job.fault());
        case wire::JobState::RUNNING:
            return set_paper(Paper::Printing, {});
        default:
            return;
    }
}

}  // namespace doorstep::kiosk
