// The contract of doorstep-page: the JSON's fields and the exit codes.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "vision/image/decode.hpp"

namespace doorstep::vision {
namespace {

struct Ran {
    int exit_code = -1;
    std::string output;
};

class PageCommand : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    static Ran run(const std::string& arguments) {
        const std::string command = DOORSTEP_BIN_DIR "/doorstep-page " + arguments;
        Ran ran;
        FILE* pipe = popen(command.c_str(), "r");
        std::array<char, 4096> part{};
        while (fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) {
            ran.output += part.data();
        }
        ran.exit_code = WEXITSTATUS(pclose(pipe));
        return ran;
    }
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("doorstep-page-" + std::to_string(getpid()));
    std::string page_ = DOORSTEP_SOURCE_DIR "/tests/data/pages/lucasta.047.jpg";
};

TEST_F(PageCommand, PrintsTheContractsFieldsAndWritesThePage) {
    for (const char* name : {"out.jpg", "out.png"}) {
        const auto out = (folder_ / name).native();
        const auto ran = run(page_ + " " + out + " --json --dpi 300");
        ASSERT_EQ(ran.exit_code, 0);
        const auto page = nlohmann::json::parse(ran.output).at("pages").at(0);
        ASSERT_EQ(page.at("corners").size(), 4U);
        EXPECT_EQ(page.at("corners").at(0), nlohmann::json({0.0, 0.0}));
        EXPECT_EQ(page.at("corners").at(2), nlohmann::json({1064.0, 1878.0}));
        EXPECT_EQ(page.at("rotation"), 0);
        EXPECT_LE(std::abs(page.at("skew_deg").get<double>()), 1.0);
        EXPECT_EQ(page.at("size"), "unknown");
        EXPECT_EQ(page.at("dpi"), 300);
        EXPECT_EQ(page.at("verdict"), nlohmann::json({{"ok", true}, {"reasons", nlohmann::json::array()}}));
        EXPECT_EQ(page.at("output"), out);
        const auto written = decode_image(read_file(out, max_file_bytes).value());
        ASSERT_TRUE(written);
        EXPECT_EQ(written->width(), 1065);
        EXPECT_EQ(written->dpi(), 300);
    }
}

TEST_F(PageCommand, ABadPageIsStillJudged) {
    const auto ran = run(std::string(DOORSTEP_SOURCE_DIR "/tests/data/pages/lighttext.jpg ") +
                         (folder_ / "o.jpg").native() + " --json");
    EXPECT_EQ(ran.exit_code, 0);
    const auto verdict = nlohmann::json::parse(ran.output).at("pages").at(0).at("verdict");
    EXPECT_EQ(verdict.at("ok"), false);
    EXPECT_EQ(verdict.at("reasons"), nlohmann::json({"faint"}));
}

TEST_F(PageCommand, ExitsWith2AndASentenceWhenItCouldNotJudge) {
    const auto out = (folder_ / "out.jpg").native();
    const auto missing = run("/nonexistent.jpg " + out + " --json 2>&1");
    EXPECT_EQ(missing.exit_code, 2);
    EXPECT_NE(missing.output.find("could not judge"), std::string::npos);
    const auto no_picture = run(std::string(DOORSTEP_SOURCE_DIR) + "/CMakeLists.txt " + out + " 2>&1");
    EXPECT_EQ(no_picture.exit_code, 2);
    EXPECT_NE(no_picture.output.find("NotAnImage"), std::string::npos);
    EXPECT_EQ(run(page_ + " /nonexistent/folder/out.jpg 2>/dev/null").exit_code, 2);
    EXPECT_EQ(run("2>/dev/null").exit_code, 2);
    EXPECT_FALSE(std::filesystem::exists(out));
}

}  // namespace
}  // namespace doorstep::vision
