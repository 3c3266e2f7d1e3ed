// The receipt printer's driver against recordings: those in device-drivers/receipt/recordings, and ones made here
// against the emulated printer.
#include <stdlib.h>

#include <chrono>

#include <nlohmann/json.hpp>

#include "emulators/receipt/receipt_emulator.hpp"
#include "tests/devices/receipt_recording.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

class ReceiptRecord : public ::testing::Test {
  protected:
    void SetUp() override {
        char pattern[] = "/dev/shm/dsrrXXXXXX";
        folder_ = ::mkdtemp(pattern);
        emulators::ReceiptOptions options;
        options.link = folder_ / "receipt";
        options.head_dots = narrow_head_dots;
        auto started = emulators::ReceiptEmulator::start(options);
        ASSERT_TRUE(started) << started.error().text();
        emulated_ = std::move(*started);
        address_ = "escpos:" + options.link.native() + "?width=58";
        start_driver(patient());
    }
    // A starved machine is late, not silent.
    static ReceiptDelays patient() {
        ReceiptDelays delays;
        delays.answer_within = std::chrono::seconds(20);
        delays.stuck_after = std::chrono::seconds(60);
        return delays;
    }
    void start_driver(const ReceiptDelays& delays) {
        delays_ = delays;
        printer_ = std::make_unique<EscPosPrinter>(address_, delays_,
                                                   std::make_unique<testing::RecordedReceiptLine>(recorder_));
    }
    void TearDown() override {
        printer_.reset();
        emulated_.reset();
        fs::remove_all(folder_);
    }
    void order(const nlohmann::json& what) { ASSERT_TRUE(emulated_->order(what)) << what; }
    void state(const char* word) { order({{"do", "state"}, {"state", word}}); }
    std::string ask(const std::string& question) {
        recorder_.note(testing::Kind::Read, question);
        auto word = testing::ask_printer(*printer_, question, job_);
        recorder_.note(testing::Kind::Result, word);
        return word;
    }
    // Asks again until that is the answer.
    void asks_until(const std::string& question, const std::string& word) {
        std::string said;
        for (int i = 0; i < 100 && said != word; ++i) {
            said = ask(question);
        }
        ASSERT_EQ(said, word);
    }
    void replays(const std::string& name) {
        EXPECT_EQ(testing::replay_receipt(recorder_.finished(name), delays_), "") << name << "\n" << recorder_.text();
    }

    std::unique_ptr<emulators::ReceiptEmulator> emulated_;

  private:
    fs::path folder_;
    std::string address_;
    ReceiptDelays delays_;
    testing::Recorder recorder_{"receipt", "serial", {115200}};
    std::unique_ptr<EscPosPrinter> printer_;
    int job_ = 0;
};

TEST_F(ReceiptRecord, APaperThatComesOut) {
    EXPECT_EQ(ask("Recall"), "Done");
    EXPECT_EQ(ask("Status"), "NoTrouble");
    EXPECT_EQ(ask("Submit"), "Taken");
    asks_until("Job", "Printed");
    EXPECT_EQ(emulated_->receipts().size(), 1U);
    replays("good");
}

TEST_F(ReceiptRecord, EachTroubleOfThePrinter) {
    for (const auto& [word, trouble] : {std::pair{"empty", "PaperOut"}, std::pair{"cover-open", "CoverOpen"},
                                        std::pair{"knife", "Jam"}, std::pair{"hot", "Paused"}}) {
        state(word);
        EXPECT_EQ(ask("Status"), trouble);
    }
    state("low");
    EXPECT_EQ(ask("Status"), "NoTrouble");
    replays("each-trouble");
}

TEST_F(ReceiptRecord, PaperOutThenRefilled) {
    state("empty");
    EXPECT_EQ(ask("Submit"), "Taken");
    EXPECT_EQ(ask("Job"), "Printing");
    EXPECT_EQ(ask("Status"), "PaperOut");
    state("ok");
    EXPECT_EQ(ask("Status"), "NoTrouble");
    asks_until("Job", "Printed");
    EXPECT_EQ(emulated_->receipts().size(), 1U);
    replays("paper-out-and-refilled");
}

TEST_F(ReceiptRecord, CancelledInTheMiddle) {
    state("empty");
    EXPECT_EQ(ask("Submit"), "Taken");
    EXPECT_EQ(ask("Job"), "Printing");
    EXPECT_EQ(ask("Cancel"), "Done");
    state("ok");
    asks_until("Job", "Cancelled");
    replays("cancelled");
}

TEST_F(ReceiptRecord, UnpluggedInTheMiddle) {
    state("empty");
    EXPECT_EQ(ask("Submit"), "Taken");
    EXPECT_EQ(ask("Job"), "Printing");
    order({{"do", "unplug"}});
    EXPECT_EQ(ask("Job"), "Missing");
    EXPECT_EQ(ask("Status"), "Missing");
    order({{"do", "plug"}});
    EXPECT_EQ(ask("Job"), "NoSuchJob");
    replays("unplugged");
}

TEST_F(ReceiptRecord, APrinterThatDoesNotAnswer) {
    start_driver({});
    order({{"do", "silence"}});
    EXPECT_EQ(ask("Status"), "Missing");
    EXPECT_EQ(ask("Status"), "Missing");
    order({{"do", "speak"}});
    asks_until("Status", "NoTrouble");
    replays("silent");
}

TEST(ReceiptReplay, EveryRecordingRunsAsItWasRecorded) {
    std::set<std::string> results;
    for (const auto& [name, recording] : testing::recordings_of("receipt")) {
        EXPECT_EQ(testing::replay_receipt(recording), "") << name;
        results.merge(testing::results_of(recording));
    }
    EXPECT_EQ(results, (std::set<std::string>{"NoTrouble", "PaperOut", "CoverOpen", "Jam", "Paused", "Taken",
                                              "Printing", "Printed", "Cancelled", "Done", "Missing", "NoSuchJob"}));
}

TEST(ReceiptReplay, ADriverThatSendsSomethingElseIsNamedWithItsLine) {
    auto recording = testing::recordings_of("receipt").at("good");
    const auto sent = std::find_if(recording.steps.begin(), recording.steps.end(),
                                   [](const RecordedStep& step) { return step.bytes.size() > 500; });
    ASSERT_NE(sent, recording.steps.end());
    sent->bytes[100] ^= 1;
    const auto line = std::to_string(sent - recording.steps.begin() + 2);
    EXPECT_TRUE(testing::replay_receipt(recording).starts_with("line " + line + ":")) << line;
}

}  // namespace
}  // namespace doorstep::devices
