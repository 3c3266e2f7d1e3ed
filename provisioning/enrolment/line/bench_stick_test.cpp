#include "provisioning/enrolment/line/bench_stick.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace doorstep::setup {
namespace {

std::string text(const std::string& addresses, const std::string& key = std::string(64, 'a'),
                 const std::string& version = "1") {
    return R"({"doorstep-bench":)" + version + R"(,"addresses":)" + addresses + R"(,"key":")" + key + "\"}";
}

TEST(BenchStick, WhatIsWrittenIsRead) {
    BenchStick stick;
    for (std::size_t i = 0; i < BenchStick::most_addresses; ++i) {
        stick.addresses.push_back("tcp://255.255.255.255:65535");
    }
    stick.key = Bytes(32, 7);
    EXPECT_LE(stick_text(stick).size(), BenchStick::largest_file);
    stick.addresses = {"tcp://192.168.1.5:40123", "tcp://10.0.2.2:1"};
    const auto read = parse_stick(stick_text(stick)).value();
    EXPECT_EQ(read.addresses, stick.addresses);
    EXPECT_EQ(read.key, stick.key);
}

TEST(BenchStick, WhatIsNoneIsRefusedByName) {
    const auto good = text(R"(["tcp://10.0.0.1:9"])");
    EXPECT_TRUE(parse_stick(good));
    for (std::size_t size = 0; size < good.size(); ++size) {
        EXPECT_TRUE(parse_stick(good.substr(0, size)).error().is(StickError::NotJson)) << size;
    }
    EXPECT_TRUE(parse_stick(good + std::string(BenchStick::largest_file, ' ')).error().is(StickError::NotJson));
    EXPECT_TRUE(parse_stick("[1]").error().is(StickError::NotJson));
    EXPECT_TRUE(
        parse_stick(text(R"(["tcp://10.0.0.1:9"])", std::string(64, 'a'), "2")).error().is(StickError::OtherVersion));
    EXPECT_TRUE(parse_stick("{}").error().is(StickError::OtherVersion));
    for (const auto* key : {"", "aa", "zz"}) {
        EXPECT_TRUE(parse_stick(text(R"(["tcp://10.0.0.1:9"])", key)).error().is(StickError::BadKey)) << key;
    }
    EXPECT_TRUE(
        parse_stick(R"({"doorstep-bench":1,"addresses":["tcp://10.0.0.1:9"],"key":5})").error().is(StickError::BadKey));
}

TEST(BenchStick, NoStickLeadsOutOfTheHouse) {
    for (const auto* address : {"tcp://8.8.8.8:9",
                                "tcp://172.15.0.1:9",
                                "tcp://172.32.0.1:9",
                                "tcp://192.169.0.1:9",
                                "tcp://11.0.0.1:9",
                                "tcp://169.253.0.1:9",
                                "tcp://village.example:9",
                                "tcp://10.0.0.1",
                                "tcp://10.0.0.1:",
                                "tcp://10.0.0.1:0",
                                "tcp://10.0.0.1:65536",
                                "tcp://10.0.0.1:9x",
                                "tcp://10.0.0:9",
                                "ipc:///run/x:9",
                                "tcp://*:9",
                                "tcp://:9",
                                "",
                                "tcp://eth0;10.0.0.1:9",
                                "tcp://10.0.0.1:0000000000000000009",
                                "tcp://[::1]:9",
                                "tcp://10.0.0.1 :9"}) {
        const auto read = parse_stick(text("[\"" + std::string(address) + "\"]"));
        ASSERT_FALSE(read) << address;
        EXPECT_TRUE(read.error().is(StickError::BadAddress)) << address;
    }
    for (const auto* address : {"tcp://10.255.255.255:65535", "tcp://172.16.0.1:1", "tcp://172.31.255.255:80",
                                "tcp://192.168.0.1:9", "tcp://169.254.7.7:9", "tcp://127.0.0.1:9"}) {
        EXPECT_TRUE(is_bench_address(address)) << address;
    }
    std::string nine = "[\"tcp://10.0.0.1:9\"";
    for (int i = 0; i < 8; ++i) {
        nine += ",\"tcp://10.0.0.1:9\"";
    }
    for (const auto& addresses :
         {std::string("[]"), std::string("7"), std::string("[7]"), std::string("null"), nine + "]"}) {
        EXPECT_TRUE(parse_stick(text(addresses)).error().is(StickError::BadAddress)) << addresses;
    }
}

}  // namespace
}  // namespace doorstep::setup
