#include "provisioning/enrolment/line/bench_stick.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"

namespace doorstep {

std::string_view ErrorNames<setup::StickError>::name(setup::StickError e) {
    switch (e) {
        case setup::StickError::NotJson:
            return "NotJson";
        case setup::StickError::OtherVersion:
            return "OtherVersion";
        case setup::StickError::BadAddress:
            return "BadAddress";
        case setup::StickError::BadKey:
            return "BadKey";
    }
    return "?";
}

namespace setup {
namespace {

using nlohmann::json;

constexpr std::string_view scheme = "tcp://";
constexpr std::size_t key_size = 32;
constexpr std::size_t longest_address = 32;  // "tcp://255.255.255.255:65535" has 27
constexpr auto version_name = "doorstep-bench";

struct Network {
    std::uint32_t address;
    int prefix;
};
constexpr std::array private_networks{
    Network{0x0A000000, 8},   // 10
    Network{0xAC100000, 12},  // 172.16
    Network{0xC0A80000, 16},  // 192.168
    Network{0xA9FE0000, 16},  // 169.254, two machines and a cable
    Network{0x7F000000, 8},   // this machine
};

bool is_port(std::string_view text) {
    unsigned port = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, port);
    return read.ec == std::errc() && read.ptr == end && port >= 1 && port <= 65535;
}

Result<std::vector<std::string>> addresses_of(const json& all) {
    std::vector<std::string> addresses;
    if (!all.is_array() || all.empty() || all.size() > BenchStick::most_addresses) {
        return StickError::BadAddress;
    }
    for (const auto& one : all) {
        if (!one.is_string() || !is_bench_address(one.get_ref<const std::string&>())) {
            return Error(StickError::BadAddress, one.dump(-1, ' ', true, json::error_handler_t::replace).substr(0, 40));
        }
        addresses.push_back(one.get<std::string>());
    }
    return addresses;
}

}  // namespace

bool is_private_address(const std::string& address) {
    in_addr parsed{};
    if (::inet_pton(AF_INET, address.c_str(), &parsed) != 1) {
        return false;
    }
    const auto number = ntohl(parsed.s_addr);
    return std::any_of(private_networks.begin(), private_networks.end(), [number](const Network& network) {
        return (number ^ network.address) >> (32 - network.prefix) == 0;
    });
}

bool is_bench_address(std::string_view address) {
    const auto colon = address.rfind(':');
    return address.size() <= longest_address && address.starts_with(scheme) && colon > scheme.size() &&
           is_private_address(std::string(address.substr(scheme.size(), colon - scheme.size()))) &&
           is_port(address.substr(colon + 1));
}

std::string stick_text(const BenchStick& stick) {
    return json{{version_name, BenchStick::version}, {"addresses", stick.addresses}, {"key", to_hex(stick.key)}}.dump(
               2) +
           "\n";
}

Result<BenchStick> parse_stick(std::string_view text) {
    const auto told = text.size() > BenchStick::largest_file ? json() : json::parse(text, nullptr, false);
    if (!told.is_object()) {
        return StickError::NotJson;
    }
    if (told.value(version_name, json()) != BenchStick::version) {
        return StickError::OtherVersion;
    }
    BenchStick stick;
    DOORSTEP_TRY(stick.addresses, addresses_of(told.value("addresses", json())));
    const auto key = told.value("key", json());
    const auto bytes = from_hex(key.is_string() ? key.get<std::string>() : "");
    if (!bytes || bytes->size() != key_size) {
        return StickError::BadKey;
    }
    stick.key = *bytes;
    return stick;
}

}  // namespace setup
}  // namespace doorstep
