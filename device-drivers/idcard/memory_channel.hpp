// A SAM module behind the channel's seam without any line, in the test's own time: what it says comes a moment later,
// and is noise to a driver that listens at another speed.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "base/files.hpp"
#include "device-drivers/idcard/fake_reader.hpp"

namespace doorstep::devices::testing {

class MemoryModule final : public FakeSam {
  public:
    explicit MemoryModule(EventLoop& loop) : loop_(loop) {}
    std::int64_t answer_ms = 2;
    std::int64_t content_ms = 0;       // more, for what a card holds
    std::function<void(Bytes)> heard;  // by the driver

  private:
    void deliver(const Bytes& bytes) override {
        constexpr std::size_t content = 1000;
        loop_.after(answer_ms + (bytes.size() > content ? content_ms : 0), [this, bytes] { heard(bytes); });
    }
    EventLoop& loop_;
};

// The module must outlive it.
class MemoryChannel final : public Channel {
  public:
    explicit MemoryChannel(MemoryModule& module) : module_(module) {
        module_.heard = [this](const Bytes& bytes) { arrive(bytes); };
    }
    // From the line: an answer, or noise.
    void arrive(Bytes bytes) {
        if (baud_ != speed_of_module) {
            std::fill(bytes.begin(), bytes.end(), 0xF8);
        }
        waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto n = ::write(readable_.get(), &one, sizeof one);
    }

    Status open() override { return {}; }
    void close() override {}
    Status set_baud(unsigned baud) override {
        baud_ = baud;
        discard();
        return {};
    }
    Status write(BytesView bytes) override {
        if (baud_ == speed_of_module) {
            module_.hear(bytes);
        }
        return {};
    }
    Result<std::size_t> read(std::span<std::uint8_t> into) override {
        const auto size = std::min(into.size(), waiting_.size());
        std::copy_n(waiting_.begin(), size, into.begin());
        waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(size));
        settle();
        return size;
    }
    void discard() override {
        waiting_.clear();
        settle();
    }
    int descriptor() const override { return readable_.get(); }
    std::string name() const override { return "memory"; }

  private:
    static constexpr unsigned speed_of_module = 115200;
    void settle() const {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto n = waiting_.empty() ? ::read(readable_.get(), &count, sizeof count) : 0;
    }
    MemoryModule& module_;
    unsigned baud_ = speed_of_module;
    Bytes waiting_;
    FileDescriptor readable_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
};

}  // namespace doorstep::devices::testing
