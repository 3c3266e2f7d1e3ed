// doorstep-device as a technician runs it: the real program against a hub with stand-in workers.
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <future>
#include <memory>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "device-drivers/code/fake_code_line.hpp"
#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/tool/report.hpp"
#include "device-drivers/tool/self_test_words.hpp"

namespace doorstep::devices {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

struct Said {
    ExitCode code{};
    std::string text;
    // The lines as JSON; what is none fails the test.
    std::vector<json> lines() const {
        std::vector<json> all;
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) {
            all.push_back(json::parse(line));
        }
        return all;
    }
};

class DeviceTool : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        options.rpc_delays = {};  // the program pings as in the field
        ::setenv("DOORSTEP_RUN", folder.c_str(), 1);
    }
    void service_mode() const { std::ofstream(folder / "service-mode").close(); }
    static Said run(const std::string& words) {
        Said said;
        said.text = run_command(std::string(DOORSTEP_BIN_DIR) + "/doorstep-device " + words, &said.code);
        return said;
    }
    static std::string run_command(const std::string& command, ExitCode* code = nullptr) {
        FILE* out = ::popen((command + " 2>&1").c_str(), "re");
        std::string text;
        for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) {
            text.push_back(static_cast<char>(c));
        }
        const int status = ::pclose(out);
        if (code != nullptr) {
            *code = static_cast<ExitCode>(WEXITSTATUS(status));
        }
        return text;
    }
};

TEST_F(DeviceTool, ListsEveryDeviceWithItsStateAndCounters) {
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const auto said = run("list --json");
    EXPECT_EQ(said.code, ExitCode::Good) << said.text;
    bool scanner = false;
    for (const auto& line : said.lines()) {
        if (line["id"] == "scanner") {
            scanner = true;
            EXPECT_EQ(line["class"], "scanner");
            EXPECT_EQ(line["state"], "ready");
            EXPECT_EQ(line["uses"], 0);
            EXPECT_FALSE(line["since"].get<std::string>().empty());
        }
    }
    EXPECT_TRUE(scanner) << said.text;
}

TEST_F(DeviceTool, CountersAndLastFaultTellWhatHappened) {
    options.config.printer_uri = "die";
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("printer", wire::Device::READY));
    EXPECT_EQ(run("print-test").code, ExitCode::Faulty);
    const auto lines = run("list --json").lines();
    const auto printer =
        std::find_if(lines.begin(), lines.end(), [](const json& line) { return line["id"] == "printer"; });
    ASSERT_NE(printer, lines.end());
    EXPECT_EQ((*printer)["uses"], 1);
    EXPECT_EQ((*printer)["restarts"], 1);
    EXPECT_GE((*printer)["losses"], 1);
    EXPECT_FALSE((*printer)["last_fault_at"].get<std::string>().empty());
}

TEST_F(DeviceTool, WithoutAHubItSaysSo) {
    EXPECT_EQ(run("list").code, ExitCode::HubAway) << run("list").text;
}

TEST_F(DeviceTool, ACommandLineThatMakesNoSenseIsUsage) {
    EXPECT_EQ(run("paint").code, ExitCode::Usage);
    EXPECT_EQ(run("").code, ExitCode::Usage);
    EXPECT_EQ(run("--help").code, ExitCode::Good);
}

TEST_F(DeviceTool, OutsideServiceModeNothingOnADeviceIsTouched) {
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    for (const auto* command : {"read-card", "read-chip", "read-code", "scan", "photo", "print-test", "self-test"}) {
        EXPECT_EQ(run(command).code, ExitCode::NotInService) << command;
    }
    for (const auto& line : run("list --json").lines()) {
        EXPECT_EQ(line["uses"], 0) << line;
    }
}

TEST_F(DeviceTool, ScanSaysWhatThePagesAreLikeAndKeepsNone) {
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const auto said = run("scan --straighten --json");
    EXPECT_EQ(said.code, ExitCode::Good) << said.text;
    int pages = 0;
    for (const auto& line : said.lines()) {
        pages += line.contains("page") ? 1 : 0;
    }
    EXPECT_EQ(pages, 2) << said.text;
    EXPECT_TRUE(until([&] { return spool_folders() == 0; })) << "its session was left open";
}

TEST_F(DeviceTool, AJamIsTheExitCodeOfAFault) {
    options.config.scanner_device = "jam";
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const auto said = run("scan");
    EXPECT_EQ(said.code, ExitCode::Faulty);
    EXPECT_THAT(said.text, HasSubstr("scanner-jam"));
}

TEST_F(DeviceTool, ReadCodeSaysItsLengthAndNotWhatItSays) {
    testing::FakeCodeLine line;
    line.plug();
    options.config.code_reader = line.address();
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("code-reader", wire::Device::READY));
    auto reading = std::async(std::launch::async, [] { return run("read-code --seconds 20 --json"); });
    ASSERT_TRUE(kiosk->hears([](const wire::HubEvent& e) { return e.device().counters().uses() == 1; }, 20'000));
    line.say("DS1:0747\r");
    const auto said = reading.get();
    EXPECT_EQ(said.code, ExitCode::Good) << said.text;
    EXPECT_EQ(said.text, "{\"code_bytes\":8}\n");
    EXPECT_EQ(run("read-code --seconds 1").code, ExitCode::Faulty) << "no code came";
    EXPECT_THAT(run("self-test --language en").text, HasSubstr("Code reader: answers"));
}

TEST_F(DeviceTool, AChipCardIsShownAndReadWithoutItsContent) {
    options.config.chip_reader = "pcsc:chip";
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears([](const wire::HubEvent& e) { return e.device().chip().present(); }));
    EXPECT_THAT(run("list").text, HasSubstr("card: present 3B00+0"));
    const auto said = run("read-chip --json");
    EXPECT_EQ(said.code, ExitCode::Good) << said.text;
    const auto line = said.lines().at(0);
    EXPECT_EQ(line["chip"], "stand-in");
    EXPECT_EQ(line["field_bytes"]["number"], 6);
    EXPECT_THAT(said.text, Not(HasSubstr("990102")));
}

TEST_F(DeviceTool, BrightnessIsShownSetAndAsConfiguredAfterwards) {
    options.config.screen_device = "level";
    options.config.screen_percent = 80;
    options.config.power_device = "battery";
    service_mode();
    start();
    const auto is_as_configured = [](const wire::Device& d) { return d.level().percent() == 80; };
    ASSERT_TRUE(last("screen", is_as_configured));
    EXPECT_THAT(run("brightness").text, HasSubstr("at 80 %"));
    const auto said = run("brightness 30 --json");
    EXPECT_EQ(said.code, ExitCode::Good) << said.text;
    EXPECT_EQ(said.text, "{\"percent\":30}\n");
    EXPECT_TRUE(last("screen", is_as_configured)) << "it was set for the tool's session";
    EXPECT_EQ(run("brightness 101").code, ExitCode::Usage);
    EXPECT_EQ(run("volume 30").code, ExitCode::Faulty) << "there is no loudspeaker";
    EXPECT_THAT(run("list").text, HasSubstr("on battery, battery 80 %"));
}

TEST_F(DeviceTool, NothingWithinTheTimeIsItsOwnExitCode) {
    service_mode();
    start();
    EXPECT_EQ(run("read-card --seconds 1").code, ExitCode::TimeOver);
}

TEST_F(DeviceTool, SelfTestNamesWhatIsMissing) {
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("printer", wire::Device::READY));
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    ASSERT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
    const auto said = run("self-test --json");
    EXPECT_EQ(said.code, ExitCode::Faulty) << "there is no card reader";
    for (const auto& line : said.lines()) {
        EXPECT_EQ(line["verdict"], line["device"] == "reader" ? "reader-missing" : "good") << line;
    }
}

// What a technician does: plug, list, self-test, and a report to keep, with the glass looked at.
TEST_F(DeviceTool, SelfTestReportIsTextAndPageAndShowsWhereToWipe) {
    options.config.scanner_device = "dirty";
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("printer", wire::Device::READY));
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    for (const auto* language : {"zh_CN", "en"}) {
        const auto text_file = folder / "report.txt";
        const auto pdf_file = folder / "report.pdf";
        const auto said = run(std::string("self-test --glass --print --station 柳树村 --language ") + language +
                              " --text " + text_file.native() + " --pdf " + pdf_file.native());
        EXPECT_EQ(said.code, ExitCode::Faulty) << said.text;
        const auto text = read_text_file(text_file, 1 << 20);
        ASSERT_TRUE(text) << said.text;
        EXPECT_EQ(*text, said.text);
        EXPECT_THAT(*text, HasSubstr("柳树村"));
        EXPECT_THAT(*text, HasSubstr(std::string(language) == "en" ? "dirt on the glass" : "玻璃上有脏点"));
        EXPECT_THAT(*text,
                    HasSubstr(std::string(language) == "en" ? "150 mm from the edge on the right, 200 mm from the top"
                                                            : "距右边 150 毫米，距上边 200 毫米"));
        // 150 mm from the right of 210: the twelfth column of 5 mm, in the line of 200 mm.
        std::istringstream lines(*text);
        int row = -1;
        for (std::string line; std::getline(lines, line);) {
            row += line.starts_with("|") ? 1 : 0;
            if (line.find('o') != std::string::npos && line.starts_with("|")) {
                EXPECT_EQ(row, 20);
                EXPECT_EQ(line.find('o'), 1U + 11);
            }
        }
        const auto seen = run_command("pdftotext -layout " + pdf_file.native() + " -");
        EXPECT_THAT(seen, HasSubstr("柳树村"));
        EXPECT_THAT(seen, HasSubstr(std::string(language) == "en" ? "dirt on the glass" : "玻璃上有脏点"));
        EXPECT_THAT(run_command("pdfinfo " + pdf_file.native()), HasSubstr("Pages:           1"));
        EXPECT_THAT(run_command("pdffonts " + pdf_file.native()),
                    Not(HasSubstr(" no ")));  // embedded, with their words
    }
}

TEST_F(DeviceTool, EachGlassHasItsOwnVerdict) {
    options.config.scanner_device = "dirty clean-feeder";
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const auto said = run("self-test --glass --feeder-glass --language en");
    const auto dirt = said.text.find("× Scanner: glass is clean – dirt on the glass");
    ASSERT_NE(dirt, std::string::npos) << said.text;
    EXPECT_NE(said.text.find("✓ Scanner: glass is clean – good", dirt), std::string::npos) << said.text;
    std::vector<std::string> verdicts;
    for (const auto& line : run("self-test --glass --feeder-glass --json").lines()) {
        if (line.contains("glass")) {
            verdicts.push_back(line["glass"]);
        }
    }
    EXPECT_THAT(verdicts, ::testing::ElementsAre("dirty", "clean"));
}

TEST_F(DeviceTool, BothGlassesAreDrawnOnOnePage) {
    options.config.scanner_device = "dirty";
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const auto pdf_file = folder / "report.pdf";
    const auto said = run("self-test --glass --feeder-glass --language en --pdf " + pdf_file.native());
    const auto first = said.text.find("Where to wipe");
    ASSERT_NE(first, std::string::npos) << said.text;
    EXPECT_NE(said.text.find("Where to wipe", first + 1), std::string::npos) << said.text;
    EXPECT_THAT(run_command("pdfinfo " + pdf_file.native()), HasSubstr("Pages:           1"));
    const auto seen = run_command("pdftotext -layout " + pdf_file.native() + " -");
    EXPECT_NE(seen.find("Where to wipe", seen.find("Where to wipe") + 1), std::string::npos) << seen;
}

TEST_F(DeviceTool, APaperOnTheGlassIsSaidToBeNoBlankSheetAndNothingOfItIsTold) {
    options.config.scanner_device = "paper";
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const auto lines = run("self-test --glass --json").lines();
    const auto glass =
        std::find_if(lines.begin(), lines.end(), [](const json& line) { return line.contains("glass"); });
    ASSERT_NE(glass, lines.end());
    EXPECT_EQ((*glass)["glass"], "no-blank-sheet");
    EXPECT_TRUE((*glass)["spots"].empty());
}

TEST_F(DeviceTool, PagesThatWereCountedBeforeAreCompared) {
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    EXPECT_EQ(run("scan --expect 2").code, ExitCode::Good);
    const auto said = run("scan --expect 3");
    EXPECT_EQ(said.code, ExitCode::Faulty);
    EXPECT_THAT(said.text, HasSubstr("scanner-page-count"));
}

TEST_F(DeviceTool, OpenCircuitSaysItsReason) {
    options.config.printer_uri = "die";
    options.worker_delays.restart_first = 1;
    service_mode();
    start();
    ASSERT_TRUE(kiosk->hears_device("printer", wire::Device::READY));
    std::string text;
    ASSERT_TRUE(until(
        [&] {
            run("print-test --seconds 5");
            text = run("list").text;
            return text.find("again and again") != std::string::npos;
        },
        60'000))
        << text;
    EXPECT_THAT(text, HasSubstr("unavailable (ended by itself, again and again)"));
}

TEST(SelfTestReport, EveryFaultOfADeviceHasAWordInBothLanguages) {
    const auto* const codes = wire::FaultCode_descriptor();
    for (int i = 0; i < codes->value_count(); ++i) {
        const auto code = static_cast<wire::FaultCode>(codes->value(i)->number());
        const bool of_a_device = (code >= 20 && code <= 21) || (code >= 40 && code <= 47) ||
                                 (code >= 60 && code <= 67) || (code >= 80 && code <= 82);
        if (of_a_device) {
            EXPECT_NE(fault_word("en", code), wire::FaultCode_Name(code));
            EXPECT_NE(fault_word("zh_CN", code), wire::FaultCode_Name(code));
        }
    }
}

TEST_F(DeviceTool, WatchTellsChangesAndEnds) {
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const auto said = run("watch --seconds 1 --json");
    EXPECT_EQ(said.code, ExitCode::Good);
    EXPECT_THAT(said.text, HasSubstr("scanner"));
}

TEST(DeviceReport, NoContentOfACardPasses) {
    wire::CardRead read;
    auto& card = *read.mutable_card();
    card.set_variant(wire::CardFields::FOREIGN_2023);
    card.set_name("王建国");
    card.set_number("990101195001010018");
    card.set_address("测试县柳树村1号");
    card.set_birth("1950-01-01");
    card.set_issuer("测试县公安局");
    card.set_english_name("WANG JIANGUO");
    card.set_pass_number("H12345678");
    card.set_chip_serial("CHIPCHIP");
    for (const bool as_json : {false, true}) {
        std::ostringstream out;
        Report report(out, as_json);
        report.card_read(read);
        for (const auto* content :
             {"建国", "19500101", "柳树村", "1950-01-01", "公安局", "JIANGUO", "H12345678", "CHIP"}) {
            EXPECT_THAT(out.str(), Not(HasSubstr(content)));
        }
        EXPECT_THAT(out.str(), HasSubstr("王＊＊"));
    }
}

}  // namespace
}  // namespace doorstep::devices
