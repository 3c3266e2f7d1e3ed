// The contract of doorstep-face: the JSON's fields and the exit codes.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "vision/face/face_fixture.hpp"

namespace doorstep::vision {
namespace {

struct Ran {
    int exit_code = -1;
    std::string output;
};

Ran run(const std::string& arguments, const std::string& end = " 2>/dev/null") {
    const std::string command = DOORSTEP_BIN_DIR "/doorstep-face " + arguments + end;
    Ran ran;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> part{};
    while (fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) {
        ran.output += part.data();
    }
    ran.exit_code = WEXITSTATUS(pclose(pipe));
    return ran;
}

std::string compare(const std::string& a, const std::string& b) {
    const auto faces = test_faces().native();
    return "compare " + faces + "/" + a + " " + faces + "/" + b + " --json --models " + test_models().native();
}

class FaceCommand : public testing::Test {
  protected:
    void SetUp() override {
        if (!models_fetched()) {
            GTEST_SKIP() << "models not fetched: run dev.d/fetch-models.sh --faces";
        }
    }
};

TEST_F(FaceCommand, SaysSameForOnePersonAndNotForTwo) {
    const auto same = run(compare("johns/John_Salley/000189_02159361.jpg", "johns/John_Salley/000192_02159531.jpg"));
    ASSERT_EQ(same.exit_code, 0);
    const auto json = nlohmann::json::parse(same.output);
    EXPECT_EQ(json.at("same"), true);
    EXPECT_LE(json.at("distance").get<double>(), 0.45);
    EXPECT_EQ(json.at("threshold"), 0.45);
    EXPECT_EQ(json.at("faces"), nlohmann::json({1, 1}));
    EXPECT_EQ(json.at("reason"), "same");
    const auto other = run(compare("johns/John_Salley/000189_02159361.jpg", "johns/John_Simm/000310_00470421.jpg"));
    EXPECT_EQ(other.exit_code, 0);
    EXPECT_EQ(nlohmann::json::parse(other.output).at("same"), false);
    EXPECT_EQ(nlohmann::json::parse(other.output).at("reason"), "no-match");
}

TEST_F(FaceCommand, ExitsWith2WhenItCouldNotJudge) {
    const auto ran = run(compare("faces/dogs.jpg", "johns/John_Simm/000310_00470421.jpg"));
    EXPECT_EQ(ran.exit_code, 2);
    const auto json = nlohmann::json::parse(ran.output);
    EXPECT_EQ(json.at("same"), false);
    EXPECT_TRUE(json.at("distance").is_null());
    EXPECT_EQ(json.at("faces"), nlohmann::json({0, 1}));
    EXPECT_EQ(json.at("reason"), "no-face");
}

TEST(FaceCommandWithoutModels, SaysASentenceAndExitsWith2) {
    const std::string page = DOORSTEP_SOURCE_DIR "/tests/data/pages/lighttext.jpg";
    const auto no_file = run("compare /nonexistent " + page, " 2>&1");
    EXPECT_EQ(no_file.exit_code, 2);
    EXPECT_NE(no_file.output.find("could not compare"), std::string::npos);
    const auto no_models = run("compare " + page + " " + page + " --models /nonexistent", " 2>&1");
    EXPECT_EQ(no_models.exit_code, 2);
    EXPECT_NE(no_models.output.find("ModelsMissing"), std::string::npos);
    EXPECT_EQ(run("compare").exit_code, 2);
    EXPECT_EQ(run("--help").exit_code, 0);
}

}  // namespace
}  // namespace doorstep::vision
