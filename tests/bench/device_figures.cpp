#include "tests/bench/device_figures.hpp"

#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "emulators/idcard/reader_emulator.hpp"
#include "tests/rig/process_figures.hpp"

namespace doorstep::bench {
namespace {

using nlohmann::json;
constexpr std::int64_t patience_ms = 30'000;
constexpr double mib = 1024;
constexpr int deaths_each = 3;  // five in a minute would open the circuit

template <class List, class F>
double first_time(const List& list, double since, F wanted) {
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const auto& one) { return one.first >= since && wanted(one.second); });
    return found == list.end() ? 0 : found->first;
}

}  // namespace

double steady_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void Heard::take(const wire::HubEvent& event) {
    const auto now = steady_ms();
    const std::lock_guard lock(mutex_);
    if (event.has_page()) {
        pages_.push_back(now);
    } else if (event.has_preview()) {
        frames_.emplace_back(now, event.preview().jpeg());
    } else if (event.has_card()) {
        cards_.emplace_back(now, event.card().present());
    } else if (event.has_device()) {
        devices_.emplace_back(now, event.device());
    }
}

void Heard::clear() {
    const std::lock_guard lock(mutex_);
    pages_.clear();
    frames_.clear();
    cards_.clear();
    devices_.clear();
}

std::vector<double> Heard::pages() {
    const std::lock_guard lock(mutex_);
    return pages_;
}

std::vector<std::pair<double, std::string>> Heard::frames() {
    const std::lock_guard lock(mutex_);
    return std::exchange(frames_, {});
}

double Heard::card(bool present, double since) {
    const std::lock_guard lock(mutex_);
    return first_time(cards_, since, [=](bool one) { return one == present; });
}

double Heard::device(const std::string& id, wire::Device::State state, double since) {
    const std::lock_guard lock(mutex_);
    return first_time(devices_, since, [&](const wire::Device& one) { return one.id() == id && one.state() == state; });
}

DeviceFigures::DeviceFigures(rig::Rig& rig, Goals& goals, const DeviceRounds& rounds, std::uint64_t seed)
    : rig_(rig),
      goals_(goals),
      rounds_(rounds),
      random_(seed),
      line_(rig.hub_address(), [this](const wire::HubEvent& event) { heard_.take(event); }) {}

bool DeviceFigures::failed(const std::string& what) {
    std::fprintf(stderr, "bench: %s\n", what.c_str());
    return false;
}

void DeviceFigures::pause(int least_ms, int most_ms) {
    std::this_thread::sleep_for(
        std::chrono::milliseconds(std::uniform_int_distribution<int>(least_ms, most_ms)(random_)));
}

bool DeviceFigures::begin() {
    line_.watch();
    for (const auto& [id, state] :
         {std::pair{"reader", wire::Device::READY}, std::pair{"scanner", wire::Device::READY},
          std::pair{"printer", wire::Device::READY}, std::pair{"camera", wire::Device::CLOSED}}) {
        if (!line_.wait_until([&, id = id, state = state] { return line_.device(id).state() == state; }, patience_ms)) {
            return failed(std::string("not ready: ") + id);
        }
    }
    wire::HubRequest open;
    open.mutable_open_session();
    session_ = line_.ask(open).session().token();
    return !session_.empty() || failed("no session");
}

bool DeviceFigures::memory() {
    pause(2000, 2000);
    const auto resident = rig::resident_kib(rig_.hub_pid());
    if (!resident) {
        return failed("the hub has ended");
    }
    auto together = rig::proportional_kib(rig_.hub_pid());
    for (const auto& child : rig::children_of(rig_.hub_pid())) {
        const auto one = rig::proportional_kib(child.pid);
        together = together && one ? std::optional(*together + *one) : std::nullopt;
        std::printf("idle: %-28s %7.1f MiB resident, %7.1f MiB its share\n", child.program.c_str(),
                    static_cast<double>(rig::resident_kib(child.pid).value_or(0)) / mib,
                    static_cast<double>(one.value_or(0)) / mib);
    }
    goals_.at_most("hub-resident-idle", static_cast<double>(*resident) / mib, 40, " MiB");
    if (together) {
        goals_.at_most("hub-and-workers-idle", static_cast<double>(*together) / mib, 300, " MiB");
    } else {
        goals_.not_measured("hub-and-workers-idle", "the shares of undumpable processes are shown to root only");
    }
    return true;
}

bool DeviceFigures::reads() {
    if (!rig_.reader().order({{"do", "insert"}, {"card", "wang-jianguo"}})) {
        return failed("the emulated reader does not obey");
    }
    Samples whole;
    Samples added;
    wire::HubRequest read;
    read.mutable_read_card()->set_session(session_);
    for (int i = 0; i < rounds_.reads + 3; ++i) {
        pause(20, 220);
        const auto start = steady_ms();
        const auto reply = line_.ask(read);
        const auto took = steady_ms() - start;
        if (!reply.has_card()) {
            return failed("a card was not read: " + wire::FaultCode_Name(reply.fault().code()));
        }
        if (i >= 3) {
            whole.add(took);
            added.add(took - reply.card().reader_ms());
        }
    }
    print_row("card read, kiosk asks → card", whole);
    print_row("card read, beyond the emulator's answers", added);
    goals_.at_most("card-read-added-p99", added.quantile(0.99), 10, " ms");
    return true;
}

bool DeviceFigures::layings() {
    Samples told;
    for (int i = 0; i < rounds_.layings; ++i) {
        const auto lifting = steady_ms();
        if (!rig_.reader().order({{"do", "remove"}}) ||
            !line_.wait_until([&] { return heard_.card(false, lifting) > 0; }, patience_ms)) {
            return failed("a lifted card was not told");
        }
        pause(200, 500);
        const auto laying = steady_ms();
        if (!rig_.reader().order({{"do", "insert"}, {"card", "li-guihua"}}) ||
            !line_.wait_until([&] { return heard_.card(true, laying) > 0; }, patience_ms)) {
            return failed("a card that was laid down was not told");
        }
        told.add(heard_.card(true, laying) - laying);
    }
    print_row("card laid down → event at the client", told);
    goals_.at_most("card-event-p95", told.p95(), 300, " ms");
    return true;
}

bool DeviceFigures::death(const std::string& device, const std::string& program, wire::Device::State well,
                          Samples& back) {
    const auto children = rig::children_of(rig_.hub_pid());
    const auto victim = std::find_if(children.begin(), children.end(),
                                     [&](const rig::ChildProcess& child) { return child.program == program; });
    if (victim == children.end()) {
        return failed("does not run: " + program);
    }
    const auto killed = steady_ms();
    ::kill(victim->pid, SIGKILL);
    double lost = 0;
    const auto well_again = [&] {
        lost = heard_.device(device, wire::Device::FAULTY, killed);
        return lost > 0 && heard_.device(device, well, lost) > 0;
    };
    if (!line_.wait_until(well_again, patience_ms)) {
        return failed("did not come back: " + program);
    }
    back.add(heard_.device(device, well, lost) - killed);
    pause(1000, 2000);
    return true;
}

bool DeviceFigures::deaths() {
    wire::HubRequest close;
    close.mutable_close_session()->set_session(session_);
    line_.ask(close);
    pause(3000, 3000);  // the session's workers are replaced meanwhile
    double worst = 0;
    for (const auto& [device, program, well] : {std::tuple{"scanner", "doorstep-worker-scan", wire::Device::READY},
                                                std::tuple{"printer", "doorstep-worker-print", wire::Device::READY},
                                                std::tuple{"camera", "doorstep-worker-camera", wire::Device::CLOSED}}) {
        heard_.clear();
        Samples back;
        for (int i = 0; i < deaths_each; ++i) {
            if (!death(device, program, well, back)) {
                return false;
            }
        }
        print_row(fmt::format("{} killed → {} ready again", program, device), back);
        worst = std::max(worst, back.quantile(1));
    }
    goals_.at_most("worker-back-worst", worst / 1000, 1, " s");
    return true;
}

}  // namespace doorstep::bench
