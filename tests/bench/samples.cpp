#include "tests/bench/samples.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

namespace doorstep::bench {

void Samples::time(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    add(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
}

double Samples::quantile(double share) const {
    if (values_.empty()) {
        return 0;
    }
    auto sorted = values_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
}

void print_head(const std::string& middle, const std::string& last) {
    std::printf("| %-58s | %5s | %9s | %9s |\n|%s|%s|%s|%s|\n", "what", "n", middle.c_str(), last.c_str(),
                std::string(60, '-').c_str(), std::string(7, '-').c_str(), std::string(11, '-').c_str(),
                std::string(11, '-').c_str());
}

void print_row(const std::string& what, const Samples& samples) {
    std::printf("| %-58s | %5zu | %9.2f | %9.2f |\n", what.c_str(), samples.size(), samples.median(), samples.p95());
}

void Goals::judge(bool met, const std::string& name, double figure, const char* relation, double bound,
                  const std::string& unit) {
    ++(met ? met_ : missed_);
    std::printf("goal %s: %.2f%s (%s %.2f%s) %s\n", name.c_str(), figure, unit.c_str(), relation, bound, unit.c_str(),
                met ? "met" : "missed");
}

void Goals::at_most(const std::string& name, double figure, double bound, const std::string& unit) {
    judge(figure <= bound, name, figure, "≤", bound, unit);
}

void Goals::at_least(const std::string& name, double figure, double bound, const std::string& unit) {
    judge(figure >= bound, name, figure, "≥", bound, unit);
}

void Goals::not_measured(const std::string& name, const std::string& why) {
    ++missed_;
    std::printf("goal %s: not measured: %s missed\n", name.c_str(), why.c_str());
}

int Goals::finish() const {
    std::printf("%d met, %d missed\n", met_, missed_);
    return 0;
}

}  // namespace doorstep::bench
