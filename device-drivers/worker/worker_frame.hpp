// The frames between hub and worker: u32 little-endian length, then one serialised WorkerMessage.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "protocol/messages/worker.pb.h"

namespace doorstep::devices {

enum class FrameError {
    TooLarge = 1,  // end the link: the other end is broken, nothing after it can be trusted
    NotAMessage,   // end the link: the bytes are no WorkerMessage
};

// Bound of one message: a paper to print (4 MiB) and room to spare; pictures of pages never come this way.
constexpr std::size_t largest_worker_message = std::size_t{8} << 20;

// The frame of a message; TooLarge when it is over the bound.
Result<std::string> encode_worker_frame(const wire::WorkerMessage& message);

// Cuts a byte stream into messages. Thread-bound. What was received is wiped as it is consumed.
class WorkerFrameDecoder {
  public:
    WorkerFrameDecoder() = default;
    WorkerFrameDecoder(const WorkerFrameDecoder&) = delete;
    WorkerFrameDecoder& operator=(const WorkerFrameDecoder&) = delete;
    ~WorkerFrameDecoder();
    // Takes what arrived.
    void feed(std::string_view bytes);
    // The next whole message; nothing while one is incomplete. After an error the link must be closed.
    Result<std::optional<wire::WorkerMessage>> next();

  private:
    std::string buffer_;
    std::size_t used_ = 0;
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::FrameError> {
    static constexpr std::string_view module = "worker-frame";
    static std::string_view name(devices::FrameError e) {
        return e == devices::FrameError::TooLarge ? "TooLarge" : "NotAMessage";
    }
};
