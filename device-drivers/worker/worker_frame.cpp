#include "device-drivers/worker/worker_frame.hpp"

#include <cstdint>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices {
namespace {

constexpr std::size_t header_size = 4;

std::size_t length_at(const std::string& bytes, std::size_t at) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < header_size; ++i) {
        length |= static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[at + i])) << (8 * i);
    }
    return length;
}

}  // namespace

Result<std::string> encode_worker_frame(const wire::WorkerMessage& message) {
    const std::size_t size = message.ByteSizeLong();
    if (size > largest_worker_message) {
        return FrameError::TooLarge;
    }
    std::string frame(header_size, '\0');
    for (std::size_t i = 0; i < header_size; ++i) {
        frame[i] = static_cast<char>(size >> (8 * i));
    }
    message.AppendToString(&frame);
    return frame;
}

WorkerFrameDecoder::~WorkerFrameDecoder() {
    wipe(buffer_);
}

void WorkerFrameDecoder::feed(std::string_view bytes) {
    if (used_ != 0) {
        const std::size_t rest = buffer_.size() - used_;
        buffer_.replace(0, rest, buffer_, used_, rest);
        wipe(buffer_.data() + rest, used_);
        buffer_.resize(rest);
        used_ = 0;
    }
    if (buffer_.size() + bytes.size() > buffer_.capacity()) {
        // Growth leaves no copy behind in freed memory.
        std::string larger;
        larger.reserve((buffer_.size() + bytes.size()) * 2);
        larger = buffer_;
        wipe(buffer_);
        buffer_ = std::move(larger);
    }
    buffer_.append(bytes);
}

Result<std::optional<wire::WorkerMessage>> WorkerFrameDecoder::next() {
    if (buffer_.size() - used_ < header_size) {
        return std::optional<wire::WorkerMessage>();
    }
    const std::size_t length = length_at(buffer_, used_);
    if (length > largest_worker_message) {
        return FrameError::TooLarge;
    }
    if (buffer_.size() - used_ < header_size + length) {
        return std::optional<wire::WorkerMessage>();
    }
    wire::WorkerMessage message;
    if (!message.ParseFromArray(buffer_.data() + used_ + header_size, static_cast<int>(length))) {
        return FrameError::NotAMessage;
    }
    used_ += header_size + length;
    return std::optional(std::move(message));
}

}  // namespace doorstep::devices
