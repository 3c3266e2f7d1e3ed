#include "tests/bench/bench_station.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/files.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "tests/bench/backlog.hpp"
#include "tests/bench/synthetic_number.hpp"

namespace doorstep::bench {
namespace {

using agent::testing::AgentProcess;

bool complain(const Error& error) {
    std::fprintf(stderr, "bench: %s\n", error.text().c_str());
    return false;
}

std::string next_number() {
    static std::atomic<int> count = 0;
    return synthetic_number(++count);
}

}  // namespace

std::string random_content() {
    std::string bytes(hand_in_bytes, '\0');
    fill_random({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

BenchStation::BenchStation(const Place& place, const SyncCount& syncs) : folder_(place.folder) {
    EventLoop loop;
    const auto invitation = agent::testing::FakeGateway(loop).invitation("bench");
    agent_ = std::make_unique<AgentProcess>(folder_, place.programs, invitation);
    const auto settings = fmt::format(
        "reserve_mib = 0\nscarce_below_mib = 0\npeople_at_once = 1000000\nmost_waiting = {}\n", place.most_waiting);
    const auto written = write_file_atomically(folder_.path() / "root/etc/doorstep/agent.toml", as_bytes(settings));
    agent_->set_environment("LD_PRELOAD", DOORSTEP_SYNC_SHIM);
    agent_->set_environment("DOORSTEP_SYNC_COUNT", syncs.file());
    agent_->start();
    good_ = written ? ready() : complain(written.error());
}

bool BenchStation::fill(std::int64_t items) {
    agent_->kill_hard();
    const auto filled = fill_outbox(folder_.path() / "root/var/lib/doorstep/agent", items);
    agent_->start();
    good_ = filled ? ready() : complain(filled.error());
    return good_;
}

double BenchStation::restart_seconds() {
    agent_->kill_hard();
    const auto start = std::chrono::steady_clock::now();
    agent_->start();
    good_ = ready() && good_;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool BenchStation::ready() const {
    constexpr std::int64_t patience_ms = 120'000;
    wire::AgentRequest request;
    request.mutable_status();
    const auto answer = client::AgentClient(run_folder()).ask(request, patience_ms);
    return answer ? true : complain(answer.error());
}

bool Desk::prepare(int hand_ins) {
    for (int i = 0; i < hand_ins; ++i) {
        const auto session = client_.open_person("样本", next_number());
        if (!session) {
            return complain(session.error());
        }
        const auto draft =
            client_.draft(*session, wire::APPLICATION, {{1, wire::ANSWERS, "application/json", random_content()}});
        if (!draft) {
            return complain(draft.error());
        }
        ready_.push_back({*session, *draft});
    }
    return true;
}

bool Desk::hand_in_all() {
    bool good = true;
    for (const auto& [session, draft] : ready_) {
        const auto submitted = client_.submit(session, draft);
        good = (submitted ? true : complain(submitted.error())) && good;
    }
    ready_.clear();
    return good;
}

}  // namespace doorstep::bench
