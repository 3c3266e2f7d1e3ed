// Asking one device one thing: shared by the commands and the self-test.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "device-drivers/tool/hub_client.hpp"
#include "device-drivers/tool/report.hpp"

namespace doorstep::devices {

// Begins a command that touches what lies on a device: it asks in a session of hub.session(). The exit code when it may
// not: outside service mode, which is the file $DOORSTEP_RUN/service-mode that only root can make in an installed image
// (SECURITY 18), or when the hub gives no session; why is said.
std::optional<ExitCode> begin_service(HubClient& hub, Report& report);
// Starts the job and says all of it until it ends; the exit code of its end.
ExitCode run_job(HubClient& hub, Report& report, const wire::HubRequest& request, std::int64_t within_ms);
// One picture, or why none came.
wire::FaultCode take_picture(HubClient& hub, std::int64_t within_ms, wire::PreviewFrame& picture);
// What the table says of the best device of that class; `best` is it where there is one.
wire::FaultCode state_of(const wire::DeviceList& devices, wire::Device::Class device_class, wire::Device& best);
// Looks at the glass; the report, or why there is none.
wire::FaultCode look_at_glass(HubClient& hub, wire::Scan::Source source, wire::GlassReport& report);
// Prints and follows to the end, silently: why it did not come out.
wire::FaultCode print_out(HubClient& hub, const std::string& pdf, std::int64_t within_ms);

}  // namespace doorstep::devices
