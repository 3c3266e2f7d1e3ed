#include "device-drivers/hub/self_test.hpp"

#include <memory>
#include <utility>

namespace doorstep::devices {
namespace {

struct Round {
    EventLoop& loop;
    std::function<void()> all_answered;
    std::size_t open = 0;
    EventLoop::TimerId deadline = 0;

    void finish() {
        loop.cancel(deadline);
        deadline = 0;
        if (const auto answer = std::exchange(all_answered, nullptr)) {
            answer();
        }
    }
};

}  // namespace

void probe_all(EventLoop& loop, const std::vector<Probe>& probes, std::int64_t within_ms,
               std::function<void()> all_answered) {
    const auto round = std::make_shared<Round>(Round{loop, std::move(all_answered), probes.size() + 1, 0});
    round->deadline = loop.after(within_ms, [round] { round->finish(); });
    const auto one_less = [round] {
        if (--round->open == 0) {
            round->finish();
        }
    };
    for (const auto& probe : probes) {
        probe(one_less);
    }
    one_less();  // ours, so that those which answer at once do not end it before the last was asked
}

}  // namespace doorstep::devices
