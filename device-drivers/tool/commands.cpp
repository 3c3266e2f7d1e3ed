#include "device-drivers/tool/commands.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>

#include "base/clock.hpp"
#include "device-drivers/tool/device_checks.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t to_be_seen_ms = 3 * second_ms;  // a level that was set, or heard
constexpr std::int64_t longest_scan_ms = 120 * second_ms;

// A page without anybody's name on it.
constexpr std::string_view test_page =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 51>>stream\n"
    "BT /F 24 Tf 72 720 Td (Doorstep printer test) Tj ET\n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>\n"
    "%%EOF\n";

}  // namespace

ExitCode list_devices(HubClient& hub, Report& report) {
    wire::HubRequest request;
    request.mutable_list();
    const auto reply = hub.ask(request);
    for (const auto& device : reply.devices().devices()) {
        report.device(device);
    }
    return report.fault(reply.fault().code());
}

ExitCode watch_devices(HubClient& hub, Report& report, std::int64_t seconds) {
    if (const auto fault = hub.watch(); fault.code() != wire::FAULT_NONE) {
        return report.fault(fault.code());
    }
    const auto until = monotonic_milliseconds() + seconds * second_ms;
    for (;;) {
        const auto left = seconds == 0 ? second_ms : until - monotonic_milliseconds();
        if (left <= 0) {
            return ExitCode::Good;
        }
        const auto event =
            hub.next([](const wire::HubEvent& e) { return e.has_device() || e.has_card(); }, std::min(left, second_ms));
        if (event && event->has_device()) {
            report.device(event->device());
        } else if (event) {
            report.card(event->card());
        }
    }
}

ExitCode read_card(HubClient& hub, Report& report, std::int64_t seconds) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    const auto card =
        hub.next([](const wire::HubEvent& e) { return e.has_card() && e.card().present(); }, seconds * second_ms);
    if (!card) {
        return report.fault(wire::FAULT_TIMEOUT);
    }
    wire::HubRequest request;
    request.mutable_read_card()->set_session(hub.session());
    const auto reply = hub.ask(request, seconds * second_ms);
    if (reply.has_card()) {
        report.card_read(reply.card());
    }
    return report.fault(reply.fault().code());
}

ExitCode read_chip(HubClient& hub, Report& report, std::int64_t seconds) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    const auto card = hub.next(
        [](const wire::HubEvent& e) {
            const auto& device = e.device();
            return device.class_() == wire::Device::CHIP_READER &&
                   (device.chip().present() || device.state() == wire::Device::ABSENT);
        },
        seconds * second_ms);
    if (!card) {
        return report.fault(wire::FAULT_TIMEOUT);
    }
    constexpr std::int64_t script_ms = 12 * second_ms;  // the hub gives up before
    wire::HubRequest request;
    request.mutable_read_chip()->set_session(hub.session());
    const auto reply = hub.ask(request, script_ms);
    if (reply.has_chip()) {
        report.chip_read(reply.chip());
    }
    return report.fault(reply.fault().code());
}

ExitCode level(HubClient& hub, Report& report, wire::Device::Class device, int percent) {
    if (percent < 0) {
        wire::HubRequest request;
        request.mutable_list();
        const auto devices = hub.ask(request).devices();
        for (const auto& one : devices.devices()) {
            if (one.class_() == device) {
                report.device(one);
            }
        }
        wire::Device none;
        return report.fault(state_of(devices, device, none));
    }
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    wire::HubRequest request;
    request.mutable_set_level()->set_session(hub.session());
    request.mutable_set_level()->set_device(device);
    request.mutable_set_level()->set_percent(static_cast<std::uint32_t>(percent));
    const auto reply = hub.ask(request);
    if (reply.has_level()) {
        report.level(reply.level());
        std::this_thread::sleep_for(std::chrono::milliseconds(to_be_seen_ms));
    }
    return report.fault(reply.fault().code());
}

ExitCode read_code(HubClient& hub, Report& report, std::int64_t seconds) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    constexpr std::int64_t answer_ms = 2 * second_ms;  // the hub's own end of the waiting comes first
    wire::HubRequest request;
    request.mutable_read_code()->set_session(hub.session());
    request.mutable_read_code()->set_seconds(static_cast<std::uint32_t>(seconds));
    const auto reply = hub.ask(request, seconds * second_ms + answer_ms);
    if (reply.has_code()) {
        report.code_read(reply.code());
    }
    return report.fault(reply.fault().code());
}

ExitCode scan(HubClient& hub, Report& report, const wire::Scan& order) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    wire::HubRequest request;
    *request.mutable_scan() = order;
    request.mutable_scan()->set_session(hub.session());
    return run_job(hub, report, request, longest_scan_ms);
}

ExitCode photo(HubClient& hub, Report& report, std::int64_t seconds) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    wire::PreviewFrame picture;
    const auto fault = take_picture(hub, seconds * second_ms, picture);
    if (fault == wire::FAULT_NONE) {
        report.picture(picture);
    }
    return report.fault(fault);
}

ExitCode print_test(HubClient& hub, Report& report, std::int64_t seconds) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    wire::HubRequest request;
    request.mutable_print()->set_session(hub.session());
    request.mutable_print()->set_pdf(std::string(test_page));
    return run_job(hub, report, request, seconds * second_ms);
}

}  // namespace doorstep::devices
