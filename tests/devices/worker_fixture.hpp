// A worker program run as the hub runs it, with what it says kept for the test to look at.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "device-drivers/worker/worker_process.hpp"

namespace doorstep::devices::testing {

class WorkerTest : public ::testing::Test {
  protected:
    // The program of that name, until the test ends; another one of it comes when it dies.
    void start_worker(const std::string& program, std::map<std::string, std::string> environment = {}) {
        WorkerSpec spec;
        spec.name = program;
        spec.program = std::filesystem::path(DOORSTEP_BIN_DIR) / program;
        spec.environment = std::move(environment);
        WorkerProcess::Callbacks callbacks;
        callbacks.ready = [this] { ready_ = true; };
        callbacks.message = [this](const wire::WorkerMessage& m) { messages_.push_back(m); };
        worker_ = std::make_unique<WorkerProcess>(loop_, spec, callbacks);
        worker_->start();
        ASSERT_TRUE(until([this] { return ready_; }));
    }
    template <class F>
    bool until(F done) {
        constexpr std::int64_t patience_ms = 30'000;
        const auto end = monotonic_milliseconds() + patience_ms;
        while (!done()) {
            if (monotonic_milliseconds() > end) {
                return false;
            }
            loop_.run_once(20);
        }
        return true;
    }
    // The first status that it says after that.
    wire::WorkerStatus open(const std::string& device) {
        messages_.clear();
        wire::WorkerMessage message;
        message.mutable_open()->set_device(device);
        EXPECT_TRUE(worker_->send(message));
        wire::WorkerStatus status;
        EXPECT_TRUE(until([&] { return saw_status(status); }));
        return status;
    }
    bool saw_status(wire::WorkerStatus& status) const {
        const auto found = std::find_if(messages_.begin(), messages_.end(),
                                        [](const wire::WorkerMessage& m) { return m.has_status(); });
        status = found == messages_.end() ? status : found->status();
        return found != messages_.end();
    }
    void send_print(std::uint64_t job, const std::string& pdf, bool both_sides = false) {
        messages_.clear();
        wire::WorkerMessage message;
        message.mutable_print()->set_job(job);
        message.mutable_print()->set_pdf(pdf);
        message.mutable_print()->set_name("42");
        message.mutable_print()->set_both_sides(both_sides);
        ASSERT_TRUE(worker_->send(message));
    }
    void send_cancel(std::uint64_t job) {
        wire::WorkerMessage message;
        message.mutable_cancel()->set_job(job);
        ASSERT_TRUE(worker_->send(message));
    }
    bool saw(wire::JobState::State state, wire::FaultCode fault = wire::FAULT_NONE) const {
        return std::any_of(messages_.begin(), messages_.end(), [&](const auto& message) {
            return message.has_job() && message.job().state() == state && message.job().fault().code() == fault;
        });
    }
    void TearDown() override { worker_.reset(); }

    EventLoop loop_;
    std::unique_ptr<WorkerProcess> worker_;
    bool ready_ = false;
    std::vector<wire::WorkerMessage> messages_;
};

}  // namespace doorstep::devices::testing
