// What root leaves about the box: numbers out of what disks say, and nothing else.
#include "station-agent/health/box.hpp"

#include <map>

#include <gtest/gtest.h>

#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using wire::HealthFact;

std::map<HealthFact::What, std::int64_t> numbers(std::string_view json) {
    std::map<HealthFact::What, std::int64_t> out;
    for (const auto& fact : parse_smart(json)) {
        EXPECT_TRUE(fact.has_value());
        out[fact.what()] = fact.value();
    }
    return out;
}

// In the form that smartctl 7.3 writes; the values are made up.
constexpr std::string_view sata = R"({
  "json_format_version": [1, 0], "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
  "smart_status": {"passed": true},
  "ata_smart_attributes": {"revision": 16, "table": [
    {"id": 5, "name": "Reallocated_Sector_Ct", "value": 100, "worst": 100, "thresh": 10, "raw": {"value": 2, "string": "2"}},
    {"id": 9, "name": "Power_On_Hours", "value": 99, "raw": {"value": 4321, "string": "4321"}},
    {"id": 177, "name": "Wear_Leveling_Count", "value": 93, "raw": {"value": 120, "string": "120"}},
    {"id": 197, "name": "Current_Pending_Sector", "value": 100, "raw": {"value": 1, "string": "1"}},
    {"id": 198, "name": "Offline_Uncorrectable", "value": 100, "raw": {"value": 0, "string": "0"}}]},
  "power_on_time": {"hours": 4321}, "temperature": {"current": 37}})";
constexpr std::string_view nvme = R"({
  "device": {"name": "/dev/nvme0", "type": "nvme", "protocol": "NVMe"}, "smart_status": {"passed": false, "nvme": {"value": 4}},
  "nvme_smart_health_information_log": {"critical_warning": 4, "temperature": 71, "available_spare": 3, "percentage_used": 104,
    "media_errors": 12, "power_on_hours": 9000},
  "temperature": {"current": 71}, "power_on_time": {"hours": 9000}})";

TEST(Box, ASataDiskTellsItsFiveNumbers) {
    EXPECT_EQ(numbers(sata), (std::map<HealthFact::What, std::int64_t>{{HealthFact::DISK_FAILING, 0},
                                                                       {HealthFact::DISK_BAD_SECTORS, 3},
                                                                       {HealthFact::DISK_WORN, 7},
                                                                       {HealthFact::DISK_HOT, 37},
                                                                       {HealthFact::DISK_HOURS, 4321}}));
}

TEST(Box, AnNvmeDiskTellsTheSame) {
    EXPECT_EQ(numbers(nvme), (std::map<HealthFact::What, std::int64_t>{{HealthFact::DISK_FAILING, 1},
                                                                       {HealthFact::DISK_BAD_SECTORS, 12},
                                                                       {HealthFact::DISK_WORN, 104},
                                                                       {HealthFact::DISK_HOT, 71},
                                                                       {HealthFact::DISK_HOURS, 9000}}));
}

TEST(Box, WhatADiskMakesUpIsNotTold) {
    EXPECT_TRUE(numbers("").empty());
    EXPECT_TRUE(numbers("[1,2,3]").empty());
    EXPECT_TRUE(numbers(R"({"smart_status": 1, "temperature": {"current": "hot"}})").empty());
    EXPECT_TRUE(numbers(R"({"temperature": {"current": 255}})").empty());
    EXPECT_TRUE(numbers(R"({"power_on_time": {"hours": 18446744073709551615}})").empty());
    EXPECT_TRUE(numbers(R"({"ata_smart_attributes": {"table": [{"id": 177, "value": 255}, 7, null]}})").empty());
}

TEST(Box, TheHelpersWordsAreReadOneALine) {
    const std::string hash(64, 'c');
    const auto box = parse_box("root-hash " + hash + "\nroot damaged\ntemperature 83\nsomething new\n");
    EXPECT_EQ(box.root_hash, hash);
    EXPECT_EQ(box.root_damaged, true);
    EXPECT_EQ(box.celsius, 83);
    const auto none = parse_box("root-hash CC\nroot maybe\ntemperature 83C\nroot");
    EXPECT_TRUE(none.root_hash.empty());
    EXPECT_FALSE(none.root_damaged || none.celsius);
}

TEST(Box, AFileThatIsTooLargeOrNotThereIsNone) {
    const testing::TestFolder folder;
    EXPECT_TRUE(read_smart(folder.path()).empty());
    ASSERT_TRUE(write_file_atomically(folder.path() / smart_file, as_bytes(sata)));
    EXPECT_EQ(read_smart(folder.path()).size(), 5U);
    const auto large = std::string(sata) + std::string(largest_smart_file, ' ');
    ASSERT_TRUE(write_file_atomically(folder.path() / smart_file, as_bytes(large)));
    EXPECT_TRUE(read_smart(folder.path()).empty());
}

}  // namespace
}  // namespace doorstep::agent
