#include "base/metrics.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/files.hpp"

namespace doorstep {
namespace {

TEST(Metrics, ANameIsHelpedOnceAndItsValuesFollow) {
    Metrics metrics("doorstep_x");
    metrics.gauge("items", "Items by state.", 3, "state", "sealed");
    metrics.gauge("items", "Items by state.", 0, "state", "a\"b\\c\nd");
    metrics.gauge("oldest_unsent_seconds", "Age of the oldest.", 1.5);
    EXPECT_EQ(metrics.text(),
              "# HELP doorstep_x_items Items by state.\n"
              "# TYPE doorstep_x_items gauge\n"
              "doorstep_x_items{state=\"sealed\"} 3\n"
              "doorstep_x_items{state=\"a\\\"b\\\\c d\"} 0\n"
              "# HELP doorstep_x_oldest_unsent_seconds Age of the oldest.\n"
              "# TYPE doorstep_x_oldest_unsent_seconds gauge\n"
              "doorstep_x_oldest_unsent_seconds 1.5\n");
}

TEST(Metrics, TheFileIsForACollectorOfAnotherUser) {
    std::string name = ::testing::TempDir() + "metricsXXXXXX";
    const std::filesystem::path folder = ::mkdtemp(name.data());
    Metrics metrics("doorstep_x");
    metrics.gauge("up", "Up.", 1);
    ASSERT_TRUE(write_metrics(folder / "x.prom", metrics.text()));
    EXPECT_EQ(read_text_file(folder / "x.prom", 4096).value(), metrics.text());
    struct stat status {};
    ASSERT_EQ(::stat((folder / "x.prom").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0644U);
    EXPECT_FALSE(write_metrics(folder / "nowhere" / "x.prom", ""));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace doorstep
