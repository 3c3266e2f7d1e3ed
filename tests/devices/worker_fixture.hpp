// A worker program run as the hub runs it, with what it says kept for the test to look at.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/testing/run_until.hpp"
#include "device-drivers/worker/worker_process.hpp"

namespace doorstep::devices::testing {

class WorkerTest : public ::testing::Test {
  protected:
    // The program of that name, until the test ends; another one of it comes when it dies. `spec`: all else of it.
    void start_worker(const std::string& program, WorkerSpec spec = {}) {
        spec.name = program;
        spec.program = std::filesystem::path(DOORSTEP_BIN_DIR) / program;
        WorkerProcess::Callbacks callbacks;
        callbacks.ready = [this] { ready_ = true; };
        callbacks.message = [this](const wire::WorkerMessage& m) { messages_.push_back(m); };
        worker_ = std::make_unique<WorkerProcess>(loop_, spec, callbacks);
        worker_->start();
        ASSERT_TRUE(until([this] { return ready_; }));
    }
    template <class F>
    bool until(F done) {
        constexpr std::int64_t patience_ms = 60'000;
        return run_until(loop_, std::move(done), patience_ms);
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
    // `wish`: copies, sides.
    void send_print(std::uint64_t job, const std::string& pdf, const wire::WorkerPrint& wish = {}) {
        messages_.clear();
        wire::WorkerMessage message;
        *message.mutable_print() = wish;
        message.mutable_print()->set_job(job);
        message.mutable_print()->set_pdf(pdf);
        message.mutable_print()->set_name("42");
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
