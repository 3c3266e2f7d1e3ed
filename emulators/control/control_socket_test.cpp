#include "emulators/control/control_socket.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulators/control/emulator.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;

class ControlSocket : public ::testing::Test {
  protected:
    void SetUp() override {
        char pattern[] = "/tmp/dsctlXXXXXX";
        folder_ = ::mkdtemp(pattern);
        ::setenv("DOORSTEP_RUN", folder_.c_str(), 1);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

Result<json> echo(const json& order) {
    return json{{"heard", order.at("do").get<std::string>()}};
}

TEST_F(ControlSocket, AnswersAnOrder) {
    const auto server = ControlServer::open("x", echo);
    ASSERT_TRUE(server);
    const auto answer = give_order("x", {{"do", "insert"}});
    ASSERT_TRUE(answer);
    EXPECT_EQ((*answer)["heard"], "insert");
}

TEST_F(ControlSocket, OrderOfTheWrongShapeIsRefusedAndTheServerLivesOn) {
    const auto server = ControlServer::open("x", echo);
    ASSERT_TRUE(server);
    const auto wrong = give_order("x", {{"do", 7}});
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().is(ControlError::Refused));
    EXPECT_TRUE(give_order("x", {{"do", "again"}}));
}

TEST_F(ControlSocket, NobodyThereIsSaidAtOnce) {
    const auto answer = give_order("x", {{"do", "insert"}});
    ASSERT_FALSE(answer);
    EXPECT_TRUE(answer.error().is(ControlError::NotRunning));
}

TEST_F(ControlSocket, SecondInstanceMustNotTakeTheSocketOver) {
    const auto first = ControlServer::open("x", echo);
    ASSERT_TRUE(first);
    const auto second = ControlServer::open("x", echo);
    ASSERT_FALSE(second);
    EXPECT_TRUE(second.error().is(ControlError::CannotListen));
}

TEST_F(ControlSocket, SocketLeftBehindByADeadInstanceIsTakenOver) {
    std::filesystem::create_directories(folder_ / "emu");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = control_path("x").native();
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(dead);
    ASSERT_TRUE(std::filesystem::exists(path));
    const auto server = ControlServer::open("x", echo);
    ASSERT_TRUE(server);
    EXPECT_TRUE(give_order("x", {{"do", "insert"}}));
}

TEST(ListenAddress, NeedsHostAndPort) {
    EXPECT_FALSE(parse_listen("127.0.0.1"));
    EXPECT_FALSE(parse_listen("127.0.0.1:70000"));
    EXPECT_FALSE(parse_listen(":80x"));
    const auto good = parse_listen("127.0.0.1:0");
    ASSERT_TRUE(good);
    EXPECT_EQ(good->host, "127.0.0.1");
    EXPECT_EQ(good->port, 0);
}

}  // namespace
}  // namespace doorstep::emulators
