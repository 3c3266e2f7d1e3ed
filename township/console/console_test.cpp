// The read-only page in a real browser, and what it keeps from everybody else.
#include <gtest/gtest.h>
#include <httplib.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "base/files.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::township::testing {
namespace {

constexpr auto browser = "/usr/bin/chromium";

class ConsoleTest : public ::testing::Test {
  protected:
    ConsoleTest() {
        EXPECT_TRUE(town_.serve(true));
        const auto invitation = (town_.folder() / "invitation").native();
        const auto reply = town_.folder() / "reply";
        EXPECT_EQ(town_.run({"enrol-station", "kiosk-1", "--out", invitation}).code, 0);
        const auto text = station_.reply_to(read_text_file(invitation, 65536).value());
        EXPECT_TRUE(write_file_durably(reply, as_bytes(text)));
        EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", reply.native()}).code, 0);
        EXPECT_TRUE(station_.begin(town_.address()));
        const auto url = town_.console_url();
        const auto path_at = url.find('/', std::string("http://").size());
        origin_ = url.substr(0, path_at);
        root_ = url.substr(path_at);
    }
    std::string deliver(const HandIn& hand_in) {
        const auto answer = station_.deliver(station_.seal(hand_in));
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return answer && answer->has_acknowledged() ? answer->acknowledged().case_number() : std::string();
    }
    std::string apply() {
        HandIn hand_in;
        const auto picture =
            read_file(std::filesystem::path(DOORSTEP_SOURCE_DIR) / "tests/data/pages/wet-day.jpg", 8U << 20U);
        hand_in.pages = {small_png(), picture ? std::string(as_text(*picture)) : small_png()};
        return deliver(hand_in);
    }
    httplib::Result get(const std::string& path) { return httplib::Client(origin_).Get(path); }

    // What the browser makes of the page; empty when it failed.
    std::string dump(const std::string& path, const std::string& extra = "--dump-dom") const {
        const std::string command = std::string(browser) +
                                    " --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
                                    "--disable-background-networking --disable-component-update --disable-sync "
                                    "--hide-scrollbars --window-size=1400,1800 --user-data-dir=" +
                                    (town_.folder() / "browser").native() + " " + extra + " '" + origin_ + path +
                                    "' 2>/dev/null";
        std::string out;
        FILE* pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> buffer{};
        while (const auto n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
            out.append(buffer.data(), n);
        }
        ::pclose(pipe);
        return out;
    }
    // Where pictures go that a person looks at; kept when DOORSTEP_SHOTS names a folder.
    std::filesystem::path shot(const char* name) const {
        const char* folder = std::getenv("DOORSTEP_SHOTS");  // NOLINT(concurrency-mt-unsafe): one thread reads
        return (folder != nullptr ? std::filesystem::path(folder) : town_.folder()) / name;
    }
    void expect_shot(const std::string& path, const char* name) {
        const auto file = shot(name);
        dump(path, "--screenshot=" + file.native());
        std::error_code error;
        EXPECT_GT(std::filesystem::file_size(file, error), 10'000U) << file;
    }

    TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share"};
    EventLoop loop_;
    ScriptedStation station_{loop_, "kiosk-1"};
    std::string origin_;
    std::string root_;
};

TEST_F(ConsoleTest, ListAndCaseInABrowser) {
    if (::access(browser, X_OK) != 0) {
        GTEST_SKIP() << "needs chromium";
    }
    EXPECT_NE(dump(root_).find("还没有收到任何申请或签到"), std::string::npos);
    expect_shot(root_, "console-empty.png");
    const auto number = apply();
    HandIn check_in;
    check_in.kind = wire::CHECK_IN;
    check_in.case_number = number;
    deliver(check_in);
    const auto list = dump(root_);
    EXPECT_NE(list.find("case/" + number), std::string::npos);
    EXPECT_NE(list.find("已送达"), std::string::npos);
    EXPECT_NE(list.find("王＊＊"), std::string::npos);
    EXPECT_NE(list.find("最低生活保障"), std::string::npos);
    EXPECT_EQ(list.find(id_number(1)), std::string::npos);
    const auto page = dump(root_ + "case/" + number);
    for (const char* words :
         {"家庭成员", "经济状况核对授权", "待签", "材料校正图", "已提交 → 已送达", "工作人员确认"}) {
        EXPECT_NE(page.find(words), std::string::npos) << words;
    }
    EXPECT_EQ(page.find(id_number(1)), std::string::npos);
    EXPECT_EQ(page.find("测试"), std::string::npos);
    expect_shot(root_, "console-list.png");
    expect_shot(root_ + "case/" + number, "console-case.png");
}

TEST_F(ConsoleTest, PicturesComeAsTheyWereScanned) {
    HandIn hand_in;
    hand_in.pages = {small_png(), "<html>not a picture</html>"};
    const auto number = deliver(hand_in);
    const auto base = root_ + "case/" + number + "/" + hand_in.id.text() + "/";
    const auto picture = get(base + "4");
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->status, 200);
    EXPECT_EQ(picture->body, small_png());
    EXPECT_EQ(picture->get_header_value("Content-Type"), "image/png");
    EXPECT_EQ(get(base + "5")->status, 415);
    EXPECT_EQ(get(base + "1")->status, 415);  // answers are no picture
    EXPECT_EQ(get(base + "99")->status, 404);
}

TEST_F(ConsoleTest, WithoutTheTokenThereIsNothing) {
    const auto number = apply();
    const std::string guessed(root_.size() - 2, '0');
    for (const auto& path : {std::string("/"), "/" + guessed + "/", "/" + guessed + "/case/" + number,
                             "/case/" + number, std::string("/../"), root_.substr(0, root_.size() - 3) + "/"}) {
        const auto answer = get(path);
        ASSERT_TRUE(answer) << path;
        EXPECT_GE(answer->status, 400) << path;
        EXPECT_EQ(answer->body.find(number), std::string::npos);
    }
    const auto file = std::filesystem::status(town_.folder() / "run/township-console.endpoint");
    EXPECT_EQ(file.permissions() & std::filesystem::perms(0077), std::filesystem::perms::none);
}

TEST_F(ConsoleTest, EachLookIsAuditedAndNothingIsCached) {
    const auto number = apply();
    const auto answer = get(root_ + "case/" + number);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->get_header_value("Cache-Control"), "no-store");
    EXPECT_NE(answer->get_header_value("Content-Security-Policy").find("default-src 'none'"), std::string::npos);
    EXPECT_NE(town_.run({"audit", number}).out.find("console  look"), std::string::npos);
}

TEST_F(ConsoleTest, OnlyReadingIsPossible) {
    const auto number = apply();
    httplib::Client client(origin_);
    EXPECT_EQ(client.Post(root_ + "case/" + number, "state=paying", "text/plain")->status, 404);
    EXPECT_EQ(client.Delete(root_ + "case/" + number)->status, 404);
}

TEST_F(ConsoleTest, ItListensOnThisMachineAlone) {
    const auto output = town_.run({"serve", "--console", "0.0.0.0:0"});
    EXPECT_EQ(output.code, 1);
    EXPECT_NE(output.err.find("NotLoopback"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::township::testing
