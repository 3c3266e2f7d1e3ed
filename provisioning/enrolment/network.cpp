#include "provisioning/enrolment/network.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>

#include <array>
#include <bitset>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "base/files.hpp"

namespace doorstep::setup {
namespace {

constexpr int longest_prefix = 32;
constexpr int most_name_servers = 3;
constexpr std::size_t longest_value = 64;

bool is_address(const std::string& text) {
    in_addr parsed{};
    return ::inet_pton(AF_INET, text.c_str(), &parsed) == 1;
}

bool is_address_with_prefix(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos || !is_address(text.substr(0, slash))) {
        return false;
    }
    const auto prefix = text.substr(slash + 1);
    const bool digits =
        !prefix.empty() && prefix.size() <= 2 && prefix.find_first_not_of("0123456789") == std::string::npos;
    return digits && std::stoi(prefix) >= 1 && std::stoi(prefix) <= longest_prefix;
}

std::string value_in(const std::filesystem::path& file) {
    auto text = read_text_file(file, longest_value).value_or("");
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text;
}

std::string text_of(const sockaddr& address) {
    std::array<char, INET_ADDRSTRLEN> text{};
    const auto& internet = reinterpret_cast<const sockaddr_in&>(address);
    ::inet_ntop(AF_INET, &internet.sin_addr, text.data(), text.size());
    return text.data();
}

std::map<std::string, std::vector<std::string>> addresses_now() {
    std::map<std::string, std::vector<std::string>> all;
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) {
        return all;
    }
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> keep(list, &::freeifaddrs);
    for (const auto* one = list; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr != nullptr && one->ifa_netmask != nullptr && one->ifa_addr->sa_family == AF_INET) {
            const auto mask = reinterpret_cast<const sockaddr_in*>(one->ifa_netmask)->sin_addr.s_addr;
            all[one->ifa_name].push_back(
                fmt::format("{}/{}", text_of(*one->ifa_addr), std::bitset<longest_prefix>(mask).count()));
        }
    }
    return all;
}

}  // namespace

std::string bad_field(const wire::NetworkWish& wish) {
    if (!wish.fixed()) {
        return {};
    }
    if (!is_address_with_prefix(wish.address())) {
        return "address";
    }
    if (!wish.gateway().empty() && !is_address(wish.gateway())) {
        return "gateway";
    }
    for (const auto& server : wish.dns()) {
        if (!is_address(server)) {
            return "dns";
        }
    }
    return wish.dns_size() > most_name_servers ? "dns" : "";
}

std::string wish_text(const wire::NetworkWish& wish) {
    if (!wish.fixed()) {
        return "fixed=0\n";
    }
    std::string servers;
    for (const auto& server : wish.dns()) {
        servers += (servers.empty() ? "" : " ") + server;
    }
    return fmt::format("fixed=1\naddress={}\ngateway={}\ndns={}\n", wish.address(), wish.gateway(), servers);
}

wire::NetworkWish wish_of(const std::string& text) {
    wire::NetworkWish wish;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find('=');
        const auto name = line.substr(0, equals);
        const auto value = equals == std::string::npos ? "" : line.substr(equals + 1);
        if (name == "fixed") {
            wish.set_fixed(value == "1");
        } else if (name == "address") {
            wish.set_address(value);
        } else if (name == "gateway") {
            wish.set_gateway(value);
        } else if (name == "dns") {
            std::istringstream servers(value);
            for (std::string server; servers >> server;) {
                wish.add_dns(server);
            }
        }
    }
    return wish;
}

wire::LinkList links_now(const std::string& sys) {
    std::set<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(sys, none)) {
        names.insert(entry.path().filename());
    }
    names.erase("lo");
    auto addresses = addresses_now();
    wire::LinkList list;
    for (const auto& name : names) {
        const auto folder = std::filesystem::path(sys) / name;
        auto& link = *list.add_links();
        link.set_name(name);
        link.set_wireless(std::filesystem::exists(folder / "wireless", none));
        link.set_plugged(value_in(folder / "carrier") == "1");
        link.set_mac(value_in(folder / "address"));
        for (const auto& address : addresses[name]) {
            link.add_addresses(address);
        }
    }
    return list;
}

}  // namespace doorstep::setup
