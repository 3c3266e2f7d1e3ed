// A hub with stand-in workers on a thread of its own, and kiosks that talk to it over its real socket.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "device-drivers/hub/hub.hpp"
#include "protocol/rpc_client.hpp"

namespace doorstep::devices::testing {

// What a kiosk does: asks and waits, keeps the events it hears.
class Kiosk {
  public:
    explicit Kiosk(const std::string& address)
        : client_(address, {[this](std::string payload) { hear(payload); }, [](bool) {}}, often()) {}

    wire::HubReply ask(const wire::HubRequest& request) {
        wire::HubReply reply;
        const auto answer = client_.call_wait(request.SerializeAsString(), 10'000);
        if (!answer || !reply.ParseFromString(*answer)) {
            ADD_FAILURE() << "no answer from the hub";
        }
        return reply;
    }
    std::string open_session(bool clerk = false) {
        wire::HubRequest request;
        request.mutable_open_session()->set_clerk(clerk);
        return ask(request).session().token();
    }
    void watch() {
        wire::HubRequest request;
        request.mutable_watch();
        EXPECT_TRUE(ask(request).done());
    }
    void close(const std::string& session) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(session);
        EXPECT_TRUE(ask(request).done());
    }
    // The first event, old or new, that is what is looked for.
    template <class F>
    bool hears(F wanted, std::int64_t within_ms = 10'000) {
        std::unique_lock lock(mutex_);
        return heard_.wait_for(lock, std::chrono::milliseconds(within_ms),
                               [&] { return std::any_of(events_.begin(), events_.end(), wanted); });
    }
    bool hears_job(std::uint64_t job, wire::JobState::State state, wire::FaultCode fault = wire::FAULT_NONE) {
        return hears([=](const wire::HubEvent& e) {
            return e.has_job() && e.job().job() == job && e.job().state() == state && e.job().fault().code() == fault;
        });
    }
    bool hears_device(const std::string& id, wire::Device::State state) {
        return hears([=](const wire::HubEvent& e) {
            return e.has_device() && e.device().id() == id && e.device().state() == state;
        });
    }
    std::vector<wire::HubEvent> events() {
        const std::lock_guard lock(mutex_);
        return events_;
    }
    // The device's entry as it was told last; an empty one before.
    wire::Device newest(const std::string& id) {
        wire::Device device;
        for (const auto& event : events()) {
            device = event.device().id() == id ? event.device() : device;
        }
        return device;
    }
    void forget() {
        const std::lock_guard lock(mutex_);
        events_.clear();
    }

  private:
    // Pings well within what the test's hub takes for silence.
    static protocol::RpcDelays often() {
        protocol::RpcDelays delays;
        delays.ping_every = 50;
        return delays;
    }
    void hear(const std::string& payload) {
        const std::lock_guard lock(mutex_);
        EXPECT_TRUE(events_.emplace_back().ParseFromString(payload));
        heard_.notify_all();
    }
    std::mutex mutex_;
    std::condition_variable heard_;
    std::vector<wire::HubEvent> events_;
    protocol::RpcClient client_;  // last: hears only when all else is there
};

class HubTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/dev/shm/hubXXXXXX";
        folder = ::mkdtemp(name.data());
        options.config.reader_device.clear();
        options.config.camera_source = "good";
        options.config.scanner_device = "good";
        options.config.printer_uri = "good";
        options.address = "ipc://" + (folder / "kiosk-hub/hub.sock").native();
        options.spool = folder / "spool";
        const auto stand_in = std::filesystem::path(DOORSTEP_BIN_DIR) / "doorstep-worker-stand-in";
        options.workers = {stand_in, stand_in, stand_in, stand_in, stand_in,
                           stand_in, stand_in, stand_in, stand_in, stand_in};
        options.delays.cancel = 300;
        options.delays.reopen_every = 50;
        options.rpc_delays.ping_every = 50;
        options.rpc_delays.silent_means_gone = 1'500;  // a client that a loaded machine keeps waiting is not gone
    }
    void TearDown() override {
        kiosk.reset();
        stop();
        std::filesystem::remove_all(folder);
    }
    void start() {
        thread_ = std::thread([this] {
            auto hub = Hub::start(loop_, options);
            EXPECT_TRUE(hub) << hub.error().text();
            loop_.run();
        });
        kiosk = std::make_unique<Kiosk>(options.address);
        kiosk->watch();
    }
    void stop() {
        if (thread_.joinable()) {
            loop_.stop();
            thread_.join();
        }
    }
    std::size_t spool_folders() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(options.spool), std::filesystem::directory_iterator()));
    }
    template <class F>
    static bool until(F done, std::int64_t within_ms = 10'000) {
        const auto end = monotonic_milliseconds() + within_ms;
        while (!done()) {
            if (monotonic_milliseconds() > end) {
                return false;
            }
            std::this_thread::yield();
        }
        return true;
    }
    // True once the device's newest entry is what is looked for.
    template <class F>
    bool last(const std::string& id, F wanted, std::int64_t within_ms = 10'000) {
        return until([&] { return wanted(kiosk->newest(id)); }, within_ms);
    }
    // A station that has none of the usual devices.
    void without_devices() {
        options.config.camera_source.clear();
        options.config.scanner_device.clear();
        options.config.printer_uri.clear();
    }
    // The stand-in's process number, as it said when it opened the device.
    int pid_of(const std::string& id) {
        int pid = 0;
        for (const auto& event : kiosk->events()) {
            if (event.has_device() && event.device().id() == id && event.device().model().starts_with("stand-in ")) {
                pid = std::stoi(event.device().model().substr(9));
            }
        }
        return pid;
    }

    std::filesystem::path folder;
    HubOptions options;
    std::unique_ptr<Kiosk> kiosk;

  private:
    EventLoop loop_;
    std::thread thread_;
};

}  // namespace doorstep::devices::testing
