#include "station-agent/service/arrivals.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace doorstep::agent {
namespace {

// So many share a commit: the first of them does not wait for ever.
constexpr std::size_t most_together = 32;

// The hand-ins at the beginning, as many as may share a commit; at least one request of whatever kind.
std::size_t length_of_run(std::span<const Arrival> arrivals) {
    std::size_t run = 0;
    while (run < std::min(arrivals.size(), most_together) && is_hand_in(arrivals[run].payload)) {
        ++run;
    }
    return std::max<std::size_t>(run, 1);
}

}  // namespace

void Arrivals::answer() {
    auto arrived = std::move(arrived_);
    arrived_.clear();
    std::span<Arrival> rest(arrived);
    while (!rest.empty()) {
        const auto run = length_of_run(rest);
        if (run == 1) {
            answer_alone(rest.front());
        } else {
            answer_together(rest.first(run));
        }
        rest = rest.subspan(run);
    }
}

void Arrivals::answer_alone(Arrival& arrival) {
    arrival.reply(parts_.handle(arrival.peer, std::move(arrival.payload), arrival.access));
}

void Arrivals::answer_together(std::span<Arrival> hand_ins) {
    std::vector<std::string> replies;
    parts_.after_answer.hold();
    const auto committed = parts_.database.transaction([&]() -> Status {
        for (const auto& hand_in : hand_ins) {
            replies.push_back(parts_.handle(hand_in.peer, hand_in.payload, hand_in.access));
        }
        return {};
    });
    if (!committed) {
        // Nothing of it happened. One that cannot be kept must not keep the others back: each is tried by itself.
        parts_.after_answer.drop();
        log::warning("{} hand-ins together: {}", hand_ins.size(), committed.error().text());
        for (auto& hand_in : hand_ins) {
            answer_alone(hand_in);
        }
        return;
    }
    parts_.after_answer.release();
    for (std::size_t i = 0; i < hand_ins.size(); ++i) {
        hand_ins[i].reply(std::move(replies[i]));
    }
}

}  // namespace doorstep::agent
