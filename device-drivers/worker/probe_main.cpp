// doorstep-worker-probe: a worker that does what its settings say, for the framework's tests. Job numbers choose:
//   1 answers DONE · 2 hangs until killed · 3 exits at once · 4 works until cancelled · 5 eats memory · 6 sends
//   nonsense
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {
namespace {

class Probe final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override {
        if (message.has_configure()) {
            configured_ = message.configure().settings().contains("who");
            return;
        }
        if (message.has_open()) {
            wire::WorkerStatus details;
            details.set_model(configured_ ? "probe" : "not configured");
            return link.send_status(wire::Device::READY, wire::FAULT_NONE, details);
        }
        if (message.has_scan()) {
            job(message.scan().job(), link);
        }
    }

  private:
    void job(std::uint64_t number, WorkerLink& link) {
        switch (number) {
            case 1:
                return link.send_job(number, wire::JobState::DONE);
            case 2:
                while (true) {
                    std::this_thread::sleep_for(std::chrono::hours(1));
                }
            case 3:
                _exit(7);
            case 4:
                return work_until_cancelled(number, link);
            case 5:
                return eat_memory();
            default: {
                const char nonsense[] = "\xff\xff\xff\xff what?";
                [[maybe_unused]] const auto n = ::send(3, nonsense, sizeof nonsense, MSG_NOSIGNAL);
            }
        }
    }

    static void work_until_cancelled(std::uint64_t number, WorkerLink& link) {
        link.send_job(number, wire::JobState::RUNNING);
        while (!link.cancelled(number)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        link.send_job(number, wire::JobState::CANCELLED, wire::FAULT_CANCELLED);
        std::fputs("called back\n", stdout);
        std::fflush(stdout);
    }

    static void eat_memory() {
        std::vector<std::vector<char>> eaten;
        while (true) {
            eaten.emplace_back(16U << 20U, 'x');
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    bool configured_ = false;
};

}  // namespace
}  // namespace doorstep::devices

int main(int argc, char**) {
    doorstep::devices::Probe probe;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 256;
    limits.end_grace_ms = 5000;
    limits.uses_grace_after_kill = argc > 1;
    return doorstep::devices::run_worker("doorstep-worker-probe", probe, limits);
}
