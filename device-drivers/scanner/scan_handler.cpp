#include "device-drivers/scanner/scan_handler.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <sstream>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "device-drivers/scanner/glass_check.hpp"
#include "device-drivers/scanner/page_writer.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t look_every_ms = 3000;   // for a scanner that was not there, or has gone
constexpr std::int64_t button_every_ms = 250;  // a press is shorter than half a second
constexpr int default_dpi = 300;
constexpr int least_dpi = 75;
constexpr int most_dpi = 600;

ScanSource source_of(wire::Scan::Source source) {
    switch (source) {
        case wire::Scan::FLATBED:
            return ScanSource::Flatbed;
        case wire::Scan::FEEDER:
            return ScanSource::Feeder;
        case wire::Scan::DUPLEX:
            return ScanSource::Duplex;
        default:
            return ScanSource::Auto;
    }
}

ScanMode mode_of(wire::Scan::Mode mode) {
    switch (mode) {
        case wire::Scan::COLOUR:
            return ScanMode::Colour;
        case wire::Scan::GREY:
            return ScanMode::Grey;
        case wire::Scan::LINE_ART:
            return ScanMode::LineArt;
        default:
            return ScanMode::Auto;
    }
}

constexpr double tenths = 10;

ScanArea area_of(const wire::WorkerScan& order) {
    const auto& area = order.area();
    return order.has_area()
               ? ScanArea{area.x() / tenths, area.y() / tenths, area.width() / tenths, area.height() / tenths}
               : ScanArea{};
}

std::uint32_t in_tenths(double mm) {
    return static_cast<std::uint32_t>(std::lround(std::max(mm, 0.0) * tenths));
}

wire::GlassReport::Verdict wire_verdict(GlassCheck::Verdict verdict) {
    switch (verdict) {
        case GlassCheck::Verdict::Clean:
            return wire::GlassReport::CLEAN;
        case GlassCheck::Verdict::Dirty:
            return wire::GlassReport::DIRTY;
        case GlassCheck::Verdict::NoBlankSheet:
            return wire::GlassReport::NO_BLANK_SHEET;
    }
    return wire::GlassReport::VERDICT_UNKNOWN;
}

wire::GlassReport wire_report(const GlassCheck& check) {
    wire::GlassReport report;
    report.set_verdict(wire_verdict(check.verdict));
    report.set_width(in_tenths(check.width));
    report.set_height(in_tenths(check.height));
    report.set_brightness(static_cast<std::uint32_t>(check.brightness));
    for (const auto& spot : check.spots) {
        auto& told = *report.add_spots();
        told.set_x(in_tenths(spot.x));
        told.set_y(in_tenths(spot.y));
        told.set_width(in_tenths(spot.width));
        told.set_height(in_tenths(spot.height));
        told.set_contrast(static_cast<std::uint32_t>(spot.contrast));
    }
    return report;
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
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
        } else if (key == "backends") {
            only_backends_ = words_of(value);
        } else if (key == "forbidden_backends") {
            never_backends_ = words_of(value);
        }
    }
}

void ScanHandler::open(const std::string& device, WorkerLink& link) {
    const auto& wanted = device.empty() ? device_ : device;
    if (!scanner_ || wanted != device_) {
        scanner_.reset();  // libsane is one a process: the old one must have gone
        scanner_ = std::make_unique<SaneScanner>(wanted);
        scanner_->restrict_backends(only_backends_, never_backends_);
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
        const auto& identity = scanner_->identity();
        details.set_model(identity.vendor.empty() ? identity.model : identity.vendor + " " + identity.model);
        details.set_serial(identity.serial);
        details.set_transport("sane " + identity.device);
        return link.send_status(wire::Device::READY, wire::FAULT_NONE, details);
    }
    log::warning("scanner: {}", opened.error().text());
    details.set_transport("sane " + device_);
    link.send_status(told_ == wire::FAULT_SCANNER_MISSING ? wire::Device::ABSENT : wire::Device::FAULTY, told_,
                     details);
}

std::int64_t ScanHandler::tick_every_ms() const {
    return !scanner_ ? -1 : scanner_->has_buttons() ? button_every_ms : look_every_ms;
}

void ScanHandler::tick(WorkerLink& link) {
    look_at_buttons(link);
    if (const auto now = monotonic_milliseconds(); now - looked_ms_ >= look_every_ms) {
        looked_ms_ = now;
        look_for(link);
    }
}

// One that is gone is told also when nobody scans; one that was gone is told when it is back.
void ScanHandler::look_for(WorkerLink& link) {
    if (!scanner_->still_there()) {
        scanner_->close();
        return tell(link, Error(ScanError::Missing, "unplugged"));
    }
    if (!device_is_gone(told_)) {
        return;
    }
    const auto before = told_;
    const auto opened = scanner_->open();
    if (opened || fault_of(opened.error()) != before) {
        tell(link, opened);
    }
}

void ScanHandler::look_at_buttons(WorkerLink& link) {
    for (const auto& button : scanner_->pressed_buttons()) {
        wire::WorkerMessage message;
        message.set_button(button);
        link.send(message);
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
    if (order.test_glass()) {
        return test_glass(order, link);
    }
    wire::PageCount count;
    std::atomic<std::uint32_t> stored = 0;
    PageWriter writer([&](int index, const vision::Image& page) {
        auto status = store_page(order, index, page, link);
        stored += status ? 1 : 0;
        return status;
    });
    ScanCallbacks callbacks;
    callbacks.cancelled = [&] { return link.cancelled(order.job()); };
    callbacks.progress = [&] { link.send_job(order.job(), wire::JobState::RUNNING, wire::FAULT_NONE, stored); };
    callbacks.page = [&](int index, vision::Image page) {
        count.set_fed(count.fed() + 1);
        return writer.hand_over(index, std::move(page));
    };
    const int pages = static_cast<int>(std::min<std::uint32_t>(order.max_pages(), most_pages));
    const auto result =
        scanner_->scan({source_of(order.source()), dpi, pages, mode_of(order.mode()), area_of(order)}, callbacks);
    const auto written = writer.finish();
    count.set_stored(stored);
    end_job(order, result ? written : Status(result.error()), count, link);
}

// The picture lives in this call alone and is wiped with it; what leaves are places on the glass.
void ScanHandler::test_glass(const wire::WorkerScan& order, WorkerLink& link) {
    ScanCallbacks callbacks;
    callbacks.cancelled = [&] { return link.cancelled(order.job()); };
    callbacks.progress = [&] { link.send_job(order.job(), wire::JobState::RUNNING); };
    callbacks.page = [&](int, const vision::Image& page) -> Status {
        DOORSTEP_TRY(const auto check, check_glass(page));
        wire::WorkerMessage message;
        *message.mutable_glass() = wire_report(check);
        message.mutable_glass()->set_job(order.job());
        link.send(message);
        return Status{};
    };
    const auto source = order.source() == wire::Scan::FEEDER ? ScanSource::Feeder : ScanSource::Flatbed;
    const auto result = scanner_->scan({source, glass_dpi, 1, ScanMode::Grey, {}}, callbacks);
    end_job(order, result ? Status() : Status(result.error()), {}, link);
}

void ScanHandler::end_job(const wire::WorkerScan& order, const Status& outcome, const wire::PageCount& count,
                          WorkerLink& link) {
    wire::WorkerMessage message;
    auto& end = *message.mutable_job();
    end.set_job(order.job());
    end.set_pages(count.stored());
    *end.mutable_count() = count;
    end.set_state(wire::JobState::DONE);
    if (outcome) {
        if (told_ != wire::FAULT_NONE) {
            tell(link, {});
        }
        return link.send(message);
    }
    const auto fault = fault_of(outcome.error());
    log::info("job {} ended after {} pages: {}", order.job(), count.stored(), outcome.error().text());
    if (device_is_gone(fault)) {
        tell(link, outcome.error());
    }
    end.set_state(fault == wire::FAULT_CANCELLED ? wire::JobState::CANCELLED : wire::JobState::FAILED);
    end.mutable_fault()->set_code(fault);
    link.send(message);
}

}  // namespace doorstep::devices
