#include "emulators/control/emulator.hpp"

#include <poll.h>

#include <charconv>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"

namespace doorstep::emulators {

Result<HostPort> parse_listen(std::string_view text) {
    const auto colon = text.rfind(':');
    HostPort result;
    if (colon != std::string_view::npos && colon > 0) {
        const auto digits = text.substr(colon + 1);
        const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), result.port);
        if (wrong == std::errc{} && end == digits.data() + digits.size() && result.port >= 0 && result.port <= 65535) {
            result.host = text.substr(0, colon);
            return result;
        }
    }
    return Error(ControlError::Refused, fmt::format("{}: not HOST:PORT", text));
}

int run_until_stopped(std::string_view name, std::string_view endpoint) {
    if (auto made = make_folder(run_folder(), 0755); !made) {
        return fail(made.error());
    }
    if (auto announced = announce_ready(fmt::format("emu-{}", name), endpoint); !announced) {
        return fail(announced.error());
    }
    while (!stop_requested()) {
        pollfd wait{stop_descriptor(), POLLIN, 0};
        ::poll(&wait, 1, -1);
    }
    return 0;
}

int fail(const Error& error) {
    log::error("{}", error.text());
    return 1;
}

}  // namespace doorstep::emulators
