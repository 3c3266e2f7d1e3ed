// The file on a technician's stick that leads kiosks to the bench that sets them up: where it listens and by which key
// it is known. Who does not have the key gets no line to it. Reentrant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::setup {

enum class StickError {
    NotJson = 1,   // refuse: not the file, or it was cut short
    OtherVersion,  // refuse: written by another doorstep-provision; write the stick anew
    BadAddress,    // refuse: none, too many, or one that is no private IPv4 address with a port; the detail names it
    BadKey,        // refuse: a CURVE key is 32 bytes
};

struct BenchStick {
    static constexpr std::string_view file_name = "doorstep-bench.json";
    // Larger ones are not read: eight addresses and a key need 400 bytes.
    static constexpr std::size_t largest_file = 4096;
    static constexpr std::size_t most_addresses = 8;
    static constexpr int version = 1;
    std::vector<std::string> addresses;  // "tcp://192.168.1.5:40123", tried in turn
    Bytes key;                           // the bench's, X25519, 32 bytes
};

// As it stands in the file, at most BenchStick::largest_file bytes.
std::string stick_text(const BenchStick& stick);
// StickError; an unknown field is passed over.
Result<BenchStick> parse_stick(std::string_view text);
// True for "tcp://A.B.C.D:PORT" of a private, link-local or loopback network: a stick leads no kiosk out of the house.
bool is_bench_address(std::string_view address);
// True for an address without "tcp://" and port.
bool is_private_address(const std::string& address);

}  // namespace doorstep::setup

template <>
struct doorstep::ErrorNames<doorstep::setup::StickError> {
    static constexpr std::string_view module = "stick";
    static std::string_view name(setup::StickError e);
};
