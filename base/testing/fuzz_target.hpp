// What a fuzz target provides; tests/fuzz_replay.cpp or libFuzzer drives it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/wiped_bytes.hpp"

// One input; must neither crash nor hang nor trip a sanitizer, whatever the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// Valid inputs made from readable text, from which mutations start.
std::vector<doorstep::Bytes> fuzz_seeds();
