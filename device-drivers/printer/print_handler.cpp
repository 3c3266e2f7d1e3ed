#include "device-drivers/printer/print_handler.hpp"

#include <algorithm>
#include <thread>

#include "base/log.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t look_every_ms = 3000;  // paper refilled or cover closed is seen within that time
constexpr std::uint32_t most_copies = 10;
constexpr std::size_t largest_paper = std::size_t{4} << 20;  // hub.proto: PDF up to 4 MiB

wire::Device::State state_of(const Result<PrinterStatus>& status) {
    if (!status) {
        return wire::Device::ABSENT;
    }
    return status->trouble == PrinterTrouble::None ? wire::Device::READY : wire::Device::FAULTY;
}

wire::Device::Paper wire_paper(PrinterPaper paper) {
    switch (paper) {
        case PrinterPaper::Unknown:
            return wire::Device::PAPER_UNKNOWN;
        case PrinterPaper::A4:
            return wire::Device::A4;
        case PrinterPaper::Roll58:
            return wire::Device::ROLL58;
        case PrinterPaper::Roll80:
            return wire::Device::ROLL80;
    }
    return wire::Device::PAPER_UNKNOWN;
}

}  // namespace

wire::FaultCode fault_of(PrinterTrouble trouble) {
    switch (trouble) {
        case PrinterTrouble::None:
            return wire::FAULT_NONE;
        case PrinterTrouble::Jam:
            return wire::FAULT_PRINTER_JAM;
        case PrinterTrouble::CoverOpen:
            return wire::FAULT_PRINTER_COVER_OPEN;
        case PrinterTrouble::PaperOut:
            return wire::FAULT_PRINTER_PAPER_OUT;
        case PrinterTrouble::TonerOut:
            return wire::FAULT_PRINTER_TONER;
        case PrinterTrouble::Paused:
            return wire::FAULT_PRINTER_PAUSED;
        case PrinterTrouble::Offline:
            return wire::FAULT_PRINTER_OFFLINE;
        case PrinterTrouble::SpoolFull:
        case PrinterTrouble::Other:
            return wire::FAULT_PRINTER_FAILED;
    }
    return wire::FAULT_INTERNAL;
}

void PrintHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    const auto refuse = [&link](std::uint64_t job) {
        link.send_job(job, wire::JobState::FAILED, wire::FAULT_BAD_REQUEST);
    };
    switch (message.kind_case()) {
        case wire::WorkerMessage::kConfigure: {
            const auto& settings = message.configure().settings();
            const auto found = settings.find("device");
            address_ = found != settings.end() ? found->second : address_;
            return;
        }
        case wire::WorkerMessage::kOpen:
            return open(message.open().device(), link);
        case wire::WorkerMessage::kPrint:
            return print(message.print(), link);
        case wire::WorkerMessage::kClose:
            printer_.reset();
            told_.clear();
            return link.send_status(wire::Device::CLOSED);
        case wire::WorkerMessage::kScan:
            return refuse(message.scan().job());
        case wire::WorkerMessage::kPage:
            return refuse(message.page().job());
        case wire::WorkerMessage::kVerify:
            return refuse(message.verify().job());
        case wire::WorkerMessage::kEnrol:
            return refuse(message.enrol().job());
        default:
            log::warning("a message that is not for a printer: {}", static_cast<int>(message.kind_case()));
    }
}

void PrintHandler::open(const std::string& address, WorkerLink& link) {
    address_ = address.empty() ? address_ : address;
    printer_ = make_(address_);
    recalled_ = false;
    look(link, true);
}

// A worker that died could not call its job back: the first that reaches the printer after it does. One that is out of
// reach is asked when it is seen again.
void PrintHandler::recall_once() {
    if (recalled_) {
        return;
    }
    const auto recalled = printer_->recall();
    recalled_ = recalled || recalled.error().is(PrintError::Refused);
    if (!recalled) {
        log::warning("what was left in the printer: {}", recalled.error().text());
    }
}

std::int64_t PrintHandler::tick_every_ms() const {
    return printer_ ? look_every_ms : -1;
}

void PrintHandler::tick(WorkerLink& link) {
    look(link, false);
}

void PrintHandler::look(WorkerLink& link, bool say_always) {
    const auto status = printer_->status();
    if (status) {
        recall_once();
    }
    const auto fault = status ? fault_of(status->trouble) : wire::FAULT_PRINTER_MISSING;
    auto now = fmt::format("{} {}", static_cast<int>(state_of(status)), static_cast<int>(fault));
    if (!say_always && now == told_) {
        return;
    }
    told_ = std::move(now);
    wire::WorkerStatus details;
    details.set_transport(printer_->name());
    if (status) {
        details.set_model(status->model);
        details.set_serial(status->serial);
        details.set_firmware(status->firmware);
        details.set_paper(wire_paper(status->paper));
    } else {
        log::warning("printer: {}", status.error().text());
    }
    link.send_status(state_of(status), fault, details);
}

void PrintHandler::print(const wire::WorkerPrint& order, WorkerLink& link) {
    const auto job = order.job();
    if (!printer_) {
        return link.send_job(job, wire::JobState::FAILED, wire::FAULT_PRINTER_MISSING);
    }
    if (order.pdf().size() > largest_paper) {
        return link.send_job(job, wire::JobState::FAILED, wire::FAULT_TOO_LARGE);
    }
    if (order.pdf().empty() || order.copies() > most_copies) {
        return link.send_job(job, wire::JobState::FAILED, wire::FAULT_BAD_REQUEST);
    }
    link.send_job(job, wire::JobState::RUNNING);
    PrintCallbacks callbacks;
    callbacks.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
    callbacks.cancelled = [&] { return link.cancelled(job); };
    callbacks.progress = [&](PrinterTrouble trouble, int pages) {  // at each look: also the sign of life
        const auto state = trouble == PrinterTrouble::None ? wire::JobState::RUNNING : wire::JobState::WAITING;
        link.send_job(job, state, fault_of(trouble), static_cast<std::uint32_t>(pages));
    };
    const PrintPaper paper{as_bytes(order.pdf()),
                           {static_cast<int>(std::max<std::uint32_t>(order.copies(), 1)), order.both_sides()},
                           order.name().empty() ? std::to_string(job) : order.name()};
    const auto outcome = print_to_the_end(*printer_, paper, callbacks);
    const auto pages = static_cast<std::uint32_t>(outcome.pages);
    log::info("job {} ended: {}{}", job, static_cast<int>(outcome.end), outcome.lost_sight ? ", lost sight of it" : "");
    if (outcome.end == PrintEnd::Printed) {
        link.send_job(job, wire::JobState::DONE, wire::FAULT_NONE, pages);
    } else if (outcome.end == PrintEnd::Cancelled) {
        link.send_job(job, wire::JobState::CANCELLED, wire::FAULT_CANCELLED, pages);
    } else {
        const auto fault = fault_of(outcome.trouble);
        link.send_job(job, wire::JobState::FAILED, fault == wire::FAULT_NONE ? wire::FAULT_PRINTER_FAILED : fault,
                      pages);
    }
    look(link, false);
}

}  // namespace doorstep::devices
