#include "device-drivers/scanner/scan_handler.hpp"

#include <cmath>

#include "base/log.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t look_again_ms = 3000;  // for a scanner that was not there
constexpr int default_dpi = 300;
constexpr int least_dpi = 75;
constexpr int most_dpi = 600;

ScanSource source_of(wire::Scan::Source source) {
    switch (source) {
        case wire::Scan::FLATBED:
            return ScanSource::Flatbed;
        case wire::Scan::FEEDER:
            return ScanSource::Feeder;
        default:
            return ScanSource::Auto;
    }
}

bool device_is_gone(wire::FaultCode fault) {
    return fault == wire::FAULT_SCANNER_MISSING || fault == wire::FAULT_SCANNER_IO ||
           fault == wire::FAULT_SCANNER_DENIED;
}

}  // namespace

wire::FaultCode fault_of(const Error& error) {
    if (error.is(SpoolError::Full)) {
        return wire::FAULT_DISK_FULL;
    }
    if (error.is(SpoolError::Gone)) {
        return wire::FAULT_NO_SESSION;
    }
    if (error.module() != ErrorNames<ScanError>::module) {
        return wire::FAULT_INTERNAL;
    }
    switch (error.as(ScanError::Io)) {
        case ScanError::Missing:
            return wire::FAULT_SCANNER_MISSING;
        case ScanError::Empty:
            return wire::FAULT_SCANNER_EMPTY;
        case ScanError::Jammed:
            return wire::FAULT_SCANNER_JAM;
        case ScanError::CoverOpen:
            return wire::FAULT_SCANNER_COVER_OPEN;
        case ScanError::Busy:
            return wire::FAULT_SCANNER_BUSY;
        case ScanError::Io:
            return wire::FAULT_SCANNER_IO;
        case ScanError::Denied:
            return wire::FAULT_SCANNER_DENIED;
        case ScanError::Cancelled:
            return wire::FAULT_CANCELLED;
        case ScanError::Unsupported:
            return wire::FAULT_BAD_REQUEST;
        case ScanError::TooLarge:
            return wire::FAULT_TOO_LARGE;
    }
    return wire::FAULT_INTERNAL;
}

void ScanHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    switch (message.kind_case()) {
        case wire::WorkerMessage::kConfigure:
            return configure(message.configure());
        case wire::WorkerMessage::kOpen:
            return open(message.open().device(), link);
        case wire::WorkerMessage::kScan:
            return scan(message.scan(), link);
        case wire::WorkerMessage::kClose:
            if (scanner_) {
                scanner_->close();
            }
            return link.send_status(wire::Device::CLOSED);
        case wire::WorkerMessage::kPrint:
            return link.send_job(message.print().job(), wire::JobState::FAILED, wire::FAULT_BAD_REQUEST);
        case wire::WorkerMessage::kPage:
            return link.send_job(message.page().job(), wire::JobState::FAILED, wire::FAULT_BAD_REQUEST);
        case wire::WorkerMessage::kVerify:
            return link.send_job(message.verify().job(), wire::JobState::FAILED, wire::FAULT_BAD_REQUEST);
        case wire::WorkerMessage::kEnrol:
            return link.send_job(message.enrol().job(), wire::JobState::FAILED, wire::FAULT_BAD_REQUEST);
        default:
            log::warning("a message that is not for a scanner: {}", static_cast<int>(message.kind_case()));
    }
}

void ScanHandler::configure(const wire::WorkerConfigure& configure) {
    constexpr std::string_view option_prefix = "option.";
    spool_ = configure.spool_folder();
    for (const auto& [key, value] : configure.settings()) {
        if (key.starts_with(option_prefix)) {
            options_[key.substr(option_prefix.size())] = value;
        } else if (key == "device") {
            device_ = value;
        }
    }
}

void ScanHandler::open(const std::string& device, WorkerLink& link) {
    const auto& wanted = device.empty() ? device_ : device;
    if (!scanner_ || wanted != device_) {
        scanner_.reset();  // libsane is one a process: the old one must have gone
        scanner_ = std::make_unique<SaneScanner>(wanted);
        for (const auto& [name, value] : options_) {
            scanner_->set_extra_option(name, value);
        }
    }
    device_ = wanted;
    tell(link, scanner_->open());
}

void ScanHandler::tell(WorkerLink& link, const Status& opened) {
    wire::WorkerStatus details;
    told_ = opened ? wire::FAULT_NONE : fault_of(opened.error());
    if (opened) {
        details.set_model(scanner_->identity().model);
        details.set_transport("sane " + scanner_->identity().device);
        return link.send_status(wire::Device::READY, wire::FAULT_NONE, details);
    }
    log::warning("scanner: {}", opened.error().text());
    details.set_transport("sane " + device_);
    link.send_status(told_ == wire::FAULT_SCANNER_MISSING ? wire::Device::ABSENT : wire::Device::FAULTY, told_,
                     details);
}

std::int64_t ScanHandler::tick_every_ms() const {
    return scanner_ && device_is_gone(told_) ? look_again_ms : -1;
}

void ScanHandler::tick(WorkerLink& link) {
    const auto before = told_;
    const auto opened = scanner_->open();
    if (opened || fault_of(opened.error()) != before) {
        tell(link, opened);
    }
}

Status ScanHandler::store_page(const wire::WorkerScan& order, int index, const vision::Image& page,
                               WorkerLink& link) const {
    DOORSTEP_TRY(const auto jpeg, vision::encode_jpeg(page));
    wire::WorkerMessage message;
    auto& scanned = *message.mutable_scanned();
    DOORSTEP_TRY(*scanned.mutable_original(),
                 write_spool_file(spool_, order.spool(), BytesView(jpeg.data(), jpeg.size()), "image/jpeg"));
    scanned.set_job(order.job());
    scanned.set_index(static_cast<std::uint32_t>(index));
    scanned.set_dpi(static_cast<std::uint32_t>(std::lround(page.dpi())));
    link.send(message);
    link.send_job(order.job(), wire::JobState::RUNNING, wire::FAULT_NONE, static_cast<std::uint32_t>(index));
    return {};
}

void ScanHandler::scan(const wire::WorkerScan& order, WorkerLink& link) {
    const int dpi = order.dpi() == 0 ? default_dpi : static_cast<int>(std::min<std::uint32_t>(order.dpi(), 10000));
    if (dpi < least_dpi || dpi > most_dpi || !scanner_) {
        return link.send_job(order.job(), wire::JobState::FAILED,
                             scanner_ ? wire::FAULT_BAD_REQUEST : wire::FAULT_SCANNER_MISSING);
    }
    link.send_job(order.job(), wire::JobState::RUNNING);
    std::uint32_t stored = 0;
    ScanCallbacks callbacks;
    callbacks.cancelled = [&] { return link.cancelled(order.job()); };
    callbacks.progress = [&] { link.send_job(order.job(), wire::JobState::RUNNING, wire::FAULT_NONE, stored); };
    callbacks.page = [&](int index, vision::Image page) {
        auto status = store_page(order, index, page, link);
        stored += status ? 1 : 0;
        return status;
    };
    const int pages = static_cast<int>(std::min<std::uint32_t>(order.max_pages(), most_pages));
    const auto result = scanner_->scan({source_of(order.source()), dpi, pages}, callbacks);
    if (result) {
        if (told_ != wire::FAULT_NONE) {
            tell(link, {});
        }
        return link.send_job(order.job(), wire::JobState::DONE, wire::FAULT_NONE, stored);
    }
    const auto fault = fault_of(result.error());
    log::info("job {} ended after {} pages: {}", order.job(), stored, result.error().text());
    if (device_is_gone(fault)) {
        tell(link, result.error());
    }
    const auto state = fault == wire::FAULT_CANCELLED ? wire::JobState::CANCELLED : wire::JobState::FAILED;
    link.send_job(order.job(), state, fault, stored);
}

}  // namespace doorstep::devices
