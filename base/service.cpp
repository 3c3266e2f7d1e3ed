#include "base/service.hpp"

#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <string>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"

namespace doorstep {
namespace {

std::atomic<bool> stopping = false;
int stop_event = -1;

void on_stop_signal(int) {
    stopping = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto n = ::write(stop_event, &one, sizeof one);
}

}  // namespace

void start_service(std::string_view process) {
    log::start(process);
    stop_event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    prctl(PR_SET_DUMPABLE, 0);
    struct sigaction action {};
    action.sa_handler = on_stop_signal;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool stop_requested() {
    return stopping;
}

int stop_descriptor() {
    return stop_event;
}

Status announce_ready(std::string_view process, std::string_view endpoint) {
    DOORSTEP_CHECK(write_file_atomically(endpoint_file(process), as_bytes(endpoint), 0644));
    sd_notify(0, "READY=1");
    log::info("ready at {}", endpoint);
    return {};
}

void pet_watchdog() {
    sd_notify(0, "WATCHDOG=1");
}

}  // namespace doorstep
