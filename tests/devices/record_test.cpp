// doorstep-device record and replay as a technician runs them: the hub with the real driver, the emulated card reader.
// With DOORSTEP_KEEP_RECORDINGS=FOLDER the recordings stay there: so device-drivers/idcard/recordings was made.
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "device-drivers/hub/hub_fixture.hpp"
#include "emulators/idcard/reader_emulator.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

struct Said {
    int code = 0;
    std::string text;
};

Said run_tool(const std::string& words) {
    const std::string command = std::string(DOORSTEP_BIN_DIR) + "/doorstep-device " + words + " 2>&1";
    FILE* out = ::popen(command.c_str(), "re");
    Said said;
    for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) {
        said.text.push_back(static_cast<char>(c));
    }
    said.code = WEXITSTATUS(::pclose(out));
    return said;
}

class ReaderRecord : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        options.config.camera_source.clear();
        options.config.scanner_device.clear();
        options.config.printer_uri.clear();
        options.config.reader_device = folder / "reader";
        options.rpc_delays = {};  // the program pings as in the field
        ::setenv("DOORSTEP_RUN", folder.c_str(), 1);
        std::ofstream(folder / "service-mode").close();
    }
    void TearDown() override {
        kiosk.reset();
        stop();  // the hub before its reader
        emulator_.reset();
        HubTest::TearDown();
    }
    void plug(unsigned baud = 115200) {
        auto started = emulators::ReaderEmulator::start(
            {folder / "reader", fs::path(DOORSTEP_SOURCE_DIR) / "tests/cards", {}, baud, {}});
        ASSERT_TRUE(started) << started.error().text();
        emulator_ = std::move(*started);
    }
    void order(const nlohmann::json& what) { ASSERT_TRUE(emulator_->order(what)) << what; }

    // Records under that name, replays it, and checks how the read ended.
    void records(const std::string& name, const std::string& result, const std::string& options_given = "") {
        const auto file = folder / (name + ".jsonl");
        const auto recorded = run_tool("record " + file.native() + " --seconds 30 " + options_given);
        EXPECT_EQ(recorded.code, 0) << name << ": " << recorded.text;
        const auto replayed = run_tool("replay " + file.native());
        EXPECT_EQ(replayed.code, 0) << name << ": " << replayed.text;
        EXPECT_NE(replayed.text.find("read: " + result + "\n"), std::string::npos) << name << ": " << replayed.text;
        if (const char* keep = std::getenv("DOORSTEP_KEEP_RECORDINGS")) {
            fs::copy_file(file, fs::path(keep) / file.filename(), fs::copy_options::overwrite_existing);
        }
    }

  private:
    std::unique_ptr<emulators::ReaderEmulator> emulator_;
};

TEST_F(ReaderRecord, EachWayThatAReadCanEndIsRecordedAndReplayed) {
    plug();
    start();
    ASSERT_TRUE(kiosk->hears_device("reader", wire::Device::READY));
    records("card-none", "CardNone", "--now");
    struct Trial {
        const char* card;
        const char* name;
        const char* result;
    };
    for (const auto& trial :
         {Trial{"wang-jianguo", "good-citizen", "Citizen"}, Trial{"wong-hongkong", "good-permit", "HmtPermit"},
          Trial{"smith-2017", "good-foreign-2017", "Foreign2017"},
          Trial{"tanaka-2023", "good-foreign-2023", "Foreign2023"}, Trial{"bad-digit", "card-checksum", "CardChecksum"},
          Trial{"bad-unreadable", "card-unreadable", "CardUnreadable"},
          Trial{"bad-checksum", "card-wrong-check-byte", "CardUnreadable"},
          Trial{"unknown-letter", "card-unknown-type", "CardUnknownType"},
          Trial{"bad-not-authorised", "card-not-authorised", "CardNotAuthorised"},
          Trial{"bad-silent", "reader-silent", "ReaderSilent"}}) {
        order({{"do", "insert"}, {"card", trial.card}});
        records(trial.name, trial.result);
    }
    order({{"do", "insert"}, {"card", "bad-lifted-mid"}});  // goes when it is selected: not by looking at it
    records("card-removed", "CardRemoved");
    order({{"do", "unplug"}});
    records("reader-missing", "ReaderMissing", "--now");
}

TEST_F(ReaderRecord, AReaderAtAnotherSpeedIsRecordedWithItsProbing) {
    plug(9600);
    start();
    ASSERT_TRUE(kiosk->hears_device("reader", wire::Device::READY));
    order({{"do", "insert"}, {"card", "li-guihua"}});
    records("good-at-9600", "Citizen");
}

TEST_F(ReaderRecord, NothingOfThePersonIsInTheFileAndAnOldFileIsNotTouched) {
    plug();
    start();
    ASSERT_TRUE(kiosk->hears_device("reader", wire::Device::READY));
    order({{"do", "insert"}, {"card", "wang-jianguo"}});
    ::unsetenv("DOORSTEP_KEEP_RECORDINGS");  // this one is like another
    records("masked", "Citizen");
    const auto text = read_text_file(folder / "masked.jsonl", 1U << 20U).value();
    for (const auto* content : {"王建国", "990102197208080011"}) {
        EXPECT_EQ(text.find(to_hex(utf8_to_utf16le(content).value())), std::string::npos) << content;
    }
    EXPECT_EQ(run_tool("record " + (folder / "masked.jsonl").native()).code, 2);
    EXPECT_EQ(read_text_file(folder / "masked.jsonl", 1U << 20U).value(), text);
}

TEST_F(ReaderRecord, SomebodyElsesSessionIsNotRecorded) {
    plug();
    start();
    ASSERT_TRUE(kiosk->hears_device("reader", wire::Device::READY));
    const auto session = kiosk->open_session();
    const auto said = run_tool("record " + (folder / "x.jsonl").native() + " --now");
    EXPECT_EQ(said.code, 1);
    EXPECT_NE(said.text.find("busy"), std::string::npos) << said.text;
    EXPECT_FALSE(fs::exists(folder / "x.jsonl"));
    kiosk->close(session);
    fs::remove(folder / "service-mode");
    EXPECT_EQ(run_tool("record " + (folder / "x.jsonl").native()).code, 5);
}

TEST_F(ReaderRecord, ASessionThatOpensEndsTheRecordingAndTheFileStays) {
    plug();
    start();
    ASSERT_TRUE(kiosk->hears_device("reader", wire::Device::READY));
    const auto file = folder / "cut.jsonl";
    Said said;
    std::thread technician([&] { said = run_tool("record " + file.native() + " --seconds 60"); });  // no card comes
    EXPECT_TRUE(until([&] { return read_text_file(file, 1U << 20U).value_or("").find("20012") != std::string::npos; }));
    const auto session = kiosk->open_session();
    technician.join();
    EXPECT_EQ(said.code, 1) << said.text;
    EXPECT_NE(said.text.find("busy"), std::string::npos) << said.text;
    EXPECT_EQ(run_tool("replay " + file.native()).code, 0);
    EXPECT_FALSE(session.empty());
}

TEST(Replay, AFileThatIsNoRecordingIsSaidSo) {
    EXPECT_EQ(run_tool("replay /dev/null").code, 2);
    EXPECT_EQ(run_tool("replay /nowhere.jsonl").code, 2);
    EXPECT_EQ(run_tool("replay " DOORSTEP_SOURCE_DIR "/README.md").code, 2);
}

}  // namespace
}  // namespace doorstep::devices
