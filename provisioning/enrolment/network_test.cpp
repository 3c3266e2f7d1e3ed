#include "provisioning/enrolment/network.hpp"

#include <gtest/gtest.h>

#include "base/files.hpp"

namespace doorstep::setup {
namespace {

wire::NetworkWish fixed(const std::string& address, const std::string& gateway = {},
                        const std::vector<std::string>& dns = {}) {
    wire::NetworkWish wish;
    wish.set_fixed(true);
    wish.set_address(address);
    wish.set_gateway(gateway);
    for (const auto& server : dns) {
        wish.add_dns(server);
    }
    return wish;
}

TEST(Network, AWishNamesTheFieldThatIsNoAddress) {
    EXPECT_EQ(bad_field({}), "") << "DHCP";
    EXPECT_EQ(bad_field(fixed("192.168.1.20/24", "192.168.1.1", {"114.114.114.114", "223.5.5.5"})), "");
    EXPECT_EQ(bad_field(fixed("10.0.0.2/8")), "") << "without a way out, beside its township";
    for (const auto* address :
         {"", "192.168.1.20", "192.168.1.20/", "192.168.1.20/33", "192.168.1.20/0", "192.168.1/24", "192.168.1.20/2 4",
          "a/24", "192.168.1.20/24\nDNS=1.1.1.1", "::1/64", "192.168.1.300/24"}) {
        EXPECT_EQ(bad_field(fixed(address)), "address") << address;
    }
    EXPECT_EQ(bad_field(fixed("10.0.0.2/8", "10.0.0.1/8")), "gateway");
    EXPECT_EQ(bad_field(fixed("10.0.0.2/8", "10.0.0.1", {"dns.example"})), "dns");
    EXPECT_EQ(bad_field(fixed("10.0.0.2/8", "10.0.0.1", {"1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4"})), "dns");
}

TEST(Network, AWishIsKeptAsItWas) {
    for (const auto& wish :
         {wire::NetworkWish(), fixed("192.168.1.20/24", "192.168.1.1", {"114.114.114.114", "223.5.5.5"}),
          fixed("10.0.0.2/8")}) {
        EXPECT_EQ(wish_of(wish_text(wish)).SerializeAsString(), wish.SerializeAsString());
    }
}

TEST(Network, PortsAreToldWithoutTheLoopback) {
    const auto sys = std::filesystem::path("/dev/shm/doorstep-network-test-" + std::to_string(getpid()));
    std::filesystem::create_directories(sys / "enp1s0");
    std::filesystem::create_directories(sys / "lo");
    std::filesystem::create_directories(sys / "wlp2s0" / "wireless");
    ASSERT_TRUE(write_file_atomically(sys / "enp1s0" / "carrier", as_bytes("1\n")));
    ASSERT_TRUE(write_file_atomically(sys / "enp1s0" / "address", as_bytes("52:54:00:12:34:56\n")));
    const auto list = links_now(sys);
    std::filesystem::remove_all(sys);
    ASSERT_EQ(list.links_size(), 2);
    EXPECT_EQ(list.links(0).name(), "enp1s0");
    EXPECT_TRUE(list.links(0).plugged());
    EXPECT_FALSE(list.links(0).wireless());
    EXPECT_EQ(list.links(0).mac(), "52:54:00:12:34:56");
    EXPECT_TRUE(list.links(1).wireless());
    EXPECT_FALSE(list.links(1).plugged());
}

}  // namespace
}  // namespace doorstep::setup
