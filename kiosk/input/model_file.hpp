// The layout of a zinnia model, checked before zinnia walks it: it trusts the file's marks and would read on behind its
// end. Source: zinnia's recognizer.cpp (0.06): little-endian; magic ^ 0x0ef71821 = length of the file, version 1,
// number of characters; then for each 16 bytes of UTF-8 padded with zeros, a float bias and pairs {int32 index, float
// weight} up to index -1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace doorstep::kiosk {

inline constexpr std::size_t model_head_bytes = 12;

// True when the first bytes are those of a model of `file_bytes` bytes.
bool is_model_head(std::span<const std::uint8_t> head, std::uint64_t file_bytes);
// True when the whole is one: every character ends with a zero byte, weights stand by rising index, the last pair ends
// with the file.
bool is_model(std::span<const std::uint8_t> file);

}  // namespace doorstep::kiosk
