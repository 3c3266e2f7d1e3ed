#include "kiosk/input/model_file.hpp"

#include <cmath>
#include <cstring>

namespace doorstep::kiosk {
namespace {

constexpr std::uint32_t magic = 0x0ef71821;
constexpr std::uint32_t version = 1;
constexpr std::size_t name_bytes = 16;
constexpr std::size_t pair_bytes = 8;
// More characters than any model of Chinese has would be a table of its own size in memory.
constexpr std::uint32_t most_characters = 100'000;

std::uint32_t number_at(std::span<const std::uint8_t> bytes, std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

bool is_finite_at(std::span<const std::uint8_t> bytes, std::size_t at) {
    const std::uint32_t bits = number_at(bytes, at);
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return std::isfinite(value);
}

// The place behind the weights that begin at `at`; 0 when they do not end within the file.
std::size_t behind_weights(std::span<const std::uint8_t> file, std::size_t at) {
    std::int64_t before = -1;
    for (; at + pair_bytes <= file.size(); at += pair_bytes) {
        const auto index = static_cast<std::int32_t>(number_at(file, at));
        if (index == -1) {
            return at + pair_bytes;
        }
        if (index <= before || !is_finite_at(file, at + 4)) {
            return 0;
        }
        before = index;
    }
    return 0;
}

}  // namespace

bool is_model_head(std::span<const std::uint8_t> head, std::uint64_t file_bytes) {
    if (head.size() < model_head_bytes || (number_at(head, 0) ^ magic) != file_bytes || number_at(head, 4) != version) {
        return false;
    }
    const auto characters = number_at(head, 8);
    return characters > 0 && characters <= most_characters;
}

bool is_model(std::span<const std::uint8_t> file) {
    if (!is_model_head(file, file.size())) {
        return false;
    }
    std::size_t at = model_head_bytes;
    for (auto left = number_at(file, 8); left > 0; --left) {
        if (file.size() - at < name_bytes + 4 || file[at] == 0 || file[at + name_bytes - 1] != 0 ||
            !is_finite_at(file, at + name_bytes)) {
            return false;
        }
        at = behind_weights(file, at + name_bytes + 4);
        if (at == 0) {
            return false;
        }
    }
    return at == file.size();
}

}  // namespace doorstep::kiosk
