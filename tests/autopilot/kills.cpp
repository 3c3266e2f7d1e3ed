#include "tests/autopilot/kills.hpp"

#include <cstdio>
#include <random>
#include <set>
#include <thread>

#include "tests/autopilot/checks.hpp"

namespace doorstep::autopilot {
namespace {

std::size_t applications_held(const Run& run) {
    const auto answer = run.outside.township({"cases"});
    std::size_t n = 0;
    for (const auto& one : answer.is_object() ? answer.value("cases", nlohmann::json::array()) : answer) {
        n += one.value("kind", "") == "application" ? 1 : 0;
    }
    return n;
}

}  // namespace

void applications_under_kills(const Run& run, int runs, std::uint64_t seed) {
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    const std::vector<std::string> victims{"agent", "hub", "township"};
    std::set<std::string> acknowledged;
    run.outside.hold("township");
    for (int n = 0; n < runs; ++n) {
        const auto victim = victims[random() % victims.size()];
        const auto delay = std::chrono::milliseconds(1000 + random() % 20'000);
        std::thread killer([&run, victim, delay] {
            std::this_thread::sleep_for(delay);
            run.outside.kill_hard(victim);
        });
        const auto applied = apply(run, n % 2 == 0 ? "zhao-guoqiang" : "wang-jianguo", n == 0);
        killer.join();
        if (applied.done) {
            acknowledged.insert(applied.case_number);
        }
        finish_visit(run);
        if (n == 0) {
            run.outside.release("township");
        }
    }
    auto& report = run.screen.report();
    bool all = false;
    for (int i = 0; i < 300 && !all; ++i) {
        all = applications_held(run) >= acknowledged.size();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    for (const auto& number : acknowledged) {
        report.check(run.outside.township({"case", number}).is_object(), "not lost: case …" + number.substr(8));
    }
    report.check(applications_held(run) == acknowledged.size(), "none doubled", std::to_string(applications_held(run)));
}

}  // namespace doorstep::autopilot
