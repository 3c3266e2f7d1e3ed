#include "device-drivers/tool/device_checks.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <system_error>

#include "base/clock.hpp"
#include "base/paths.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t longest_glass_ms = 90'000;

bool ended(const wire::JobState& job) {
    return job.state() == wire::JobState::DONE || job.state() == wire::JobState::FAILED ||
           job.state() == wire::JobState::CANCELLED;
}

// The end of that job; one with FAULT_TIMEOUT and no state when there is none within the time. `heard` sees all its
// other events.
wire::JobState end_of(HubClient& hub, std::uint64_t job, std::int64_t within_ms,
                      const std::function<void(const wire::HubEvent&)>& heard) {
    const auto until = monotonic_milliseconds() + within_ms;
    for (;;) {
        const auto left = until - monotonic_milliseconds();
        const auto event = hub.next(
            [job](const wire::HubEvent& e) {
                return (e.has_job() && e.job().job() == job) || (e.has_page() && e.page().job() == job) ||
                       (e.has_glass() && e.glass().job() == job);
            },
            std::max<std::int64_t>(left, 0));
        if (!event) {
            wire::JobState none;
            none.mutable_fault()->set_code(wire::FAULT_TIMEOUT);
            return none;
        }
        if (event->has_job() && ended(event->job())) {
            return event->job();
        }
        heard(*event);
    }
}

// Everything of that job is said until it ends; the exit code of its end.
ExitCode follow(HubClient& hub, Report& report, std::uint64_t job, std::int64_t within_ms) {
    const auto end = end_of(hub, job, within_ms, [&](const wire::HubEvent& event) {
        if (event.has_page()) {
            report.page(event.page());
        } else if (event.has_job()) {
            report.job(event.job());
        }
    });
    if (!ended(end)) {
        return report.fault(end.fault().code());
    }
    report.job(end);
    return end.state() == wire::JobState::DONE ? ExitCode::Good : ExitCode::Faulty;
}

bool in_service_mode() {
    std::error_code failed;
    return std::filesystem::exists(run_folder() / "service-mode", failed);
}

}  // namespace

std::optional<ExitCode> begin_service(HubClient& hub, Report& report) {
    if (!in_service_mode()) {
        return report.not_in_service();
    }
    const auto fault = hub.begin();
    return fault == wire::FAULT_NONE ? std::nullopt : std::optional(report.fault(fault));
}

ExitCode run_job(HubClient& hub, Report& report, const wire::HubRequest& request, std::int64_t within_ms) {
    const auto reply = hub.ask(request);
    return reply.has_job() ? follow(hub, report, reply.job().job(), within_ms) : report.fault(reply.fault().code());
}

wire::FaultCode take_picture(HubClient& hub, std::int64_t within_ms, wire::PreviewFrame& picture) {
    wire::HubRequest on;
    on.mutable_start_preview()->set_session(hub.session());
    if (const auto reply = hub.ask(on); reply.fault().code() != wire::FAULT_NONE) {
        return reply.fault().code();
    }
    const auto event = hub.next(
        [](const wire::HubEvent& e) {
            const bool lost =
                e.has_device() && e.device().class_() == wire::Device::CAMERA &&
                (e.device().state() == wire::Device::ABSENT || e.device().state() == wire::Device::FAULTY);
            return e.has_preview() || lost;
        },
        within_ms);
    wire::HubRequest off;
    off.mutable_stop_preview()->set_session(hub.session());
    hub.ask(off);
    if (!event) {
        return wire::FAULT_TIMEOUT;
    }
    if (event->has_device()) {
        return event->device().last_fault().code();
    }
    picture = event->preview();
    return wire::FAULT_NONE;
}

wire::FaultCode state_of(const wire::DeviceList& devices, wire::Device::Class device_class, wire::Device& best) {
    constexpr std::array missing{wire::FAULT_INTERNAL,
                                 wire::FAULT_READER_MISSING,
                                 wire::FAULT_CAMERA_MISSING,
                                 wire::FAULT_SCANNER_MISSING,
                                 wire::FAULT_PRINTER_MISSING,
                                 wire::FAULT_CODE_READER_MISSING,
                                 wire::FAULT_CHIP_READER_MISSING,
                                 wire::FAULT_SCREEN_MISSING,
                                 wire::FAULT_SPEAKER_MISSING,
                                 wire::FAULT_UPS_MISSING,
                                 wire::FAULT_MICROPHONE_MISSING};
    auto fault = missing.at(static_cast<std::size_t>(device_class));
    for (const auto& device : devices.devices()) {
        if (device.class_() != device_class) {
            continue;
        }
        best = device;
        if (device.state() == wire::Device::READY || device.state() == wire::Device::IN_USE ||
            device.state() == wire::Device::CLOSED) {
            return wire::FAULT_NONE;
        }
        fault = device.last_fault().code() == wire::FAULT_NONE ? fault : device.last_fault().code();
    }
    return fault;
}

wire::FaultCode look_at_glass(HubClient& hub, wire::Scan::Source source, wire::GlassReport& report) {
    wire::HubRequest request;
    request.mutable_test_glass()->set_session(hub.session());
    request.mutable_test_glass()->set_source(source);
    const auto reply = hub.ask(request);
    if (!reply.has_job()) {
        return reply.fault().code();
    }
    const auto end = end_of(hub, reply.job().job(), longest_glass_ms,
                            [&](const wire::HubEvent& event) { report = event.has_glass() ? event.glass() : report; });
    return end.fault().code();
}

wire::FaultCode print_out(HubClient& hub, const std::string& pdf, std::int64_t within_ms) {
    wire::HubRequest request;
    request.mutable_print()->set_session(hub.session());
    request.mutable_print()->set_pdf(pdf);
    const auto reply = hub.ask(request);
    if (!reply.has_job()) {
        return reply.fault().code();
    }
    return end_of(hub, reply.job().job(), within_ms, [](const wire::HubEvent&) {}).fault().code();
}

}  // namespace doorstep::devices
