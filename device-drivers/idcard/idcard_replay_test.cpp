// The driver against recordings: those of the emulator in recordings/, and ones made here over a pseudo terminal.
#include "device-drivers/idcard/replay.hpp"

#include <set>

#include "base/encoding.hpp"
#include "device-drivers/idcard/channel_recorder.hpp"
#include "device-drivers/idcard/fake_reader.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(DOORSTEP_SOURCE_DIR) / "device-drivers/idcard/recordings";

Recording load(const fs::path& path) {
    const auto text = read_text_file(path, largest_recording);
    EXPECT_TRUE(text) << path;
    auto recording = parse_recording(text.value_or(""));
    EXPECT_TRUE(recording) << path << ": " << recording.error().text();
    return recording.value_or(Recording{});
}

TEST(IdCardReplay, EveryRecordingRunsAsItWasRecorded) {
    std::set<std::string> results;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".jsonl") {
            continue;
        }
        const auto replayed = replay(load(entry.path()));
        EXPECT_TRUE(replayed.as_recorded) << entry.path().filename() << ": " << replayed.difference;
        results.insert(replayed.results.begin(), replayed.results.end());
    }
    const std::set<std::string> all{"Citizen",       "HmtPermit",    "Foreign2017",     "Foreign2023",
                                    "CardNone",      "CardRemoved",  "CardChecksum",    "CardUnreadable",
                                    "ReaderMissing", "ReaderSilent", "CardUnknownType", "CardNotAuthorised"};
    EXPECT_EQ(results, all);
}

TEST(IdCardReplay, ADriverThatDoesSomethingElseIsNamedWithItsLine) {
    auto recording = load(folder / "good-citizen.jsonl");
    const auto find = std::find_if(recording.steps.begin(), recording.steps.end(), [](const RecordedStep& s) {
        return s.bytes == encode_sam_command(SamCommand::Find);
    });
    ASSERT_NE(find, recording.steps.end());
    find->bytes = encode_sam_command(SamCommand::Reset);
    const auto replayed = replay(recording);
    EXPECT_FALSE(replayed.as_recorded);
    const auto line = std::to_string(find - recording.steps.begin() + 2);
    EXPECT_TRUE(replayed.difference.starts_with("line " + line + ":")) << replayed.difference;
}

TEST(IdCardReplay, AnotherResultIsADifference) {
    auto recording = load(folder / "good-citizen.jsonl");
    for (auto& step : recording.steps) {
        if (step.kind == RecordedStep::Kind::Result) {
            step.word = "CardRemoved";
        }
    }
    EXPECT_FALSE(replay(recording).as_recorded);
}

TEST(IdCardReplay, ARecordingThatTheDriverCannotFollowEnds) {
    auto recording = load(folder / "good-citizen.jsonl");
    recording.steps.insert(recording.steps.begin() + 1, {RecordedStep::Kind::From, 0, Bytes(3, 1), 0, ""});
    recording.steps.resize(2);
    recording.steps.push_back({RecordedStep::Kind::Result, 0, {}, 0, "Citizen"});
    EXPECT_FALSE(replay(recording).as_recorded);
}

// A line recorded over a pseudo terminal while it misbehaves, replayed at once.
class IdCardRecord : public testing::ReaderTest {
  protected:
    // An answer that a busy machine brings late would be played back in time, and the driver would do other things.
    static ReaderDelays patient_delays() {
        auto delays = short_delays();
        delays.probe_answer = 2'000;
        delays.header_answer = 700;
        delays.read_answer = 700;
        return delays;
    }
    void start_recording() {
        auto channel = std::make_unique<RecordingChannel>(make_serial_channel(device()), std::vector<unsigned>{115200});
        line = channel.get();
        reader = std::make_unique<IdCardReader>(loop, std::move(channel), std::vector<unsigned>{115200},
                                                IdCardReader::Callbacks{}, patient_delays());
        line->begin([this](const std::string& text) { recorded += text + "\n"; });
        reader->start();
    }
    std::string read_word(const CardWishes& wishes = {}) {
        std::string word;
        line->note_read(wishes_word(wishes));
        reader->read(
            [&](Result<CardReading> result) {
                word = result_word(result);
                line->note_result(word);
            },
            wishes);
        EXPECT_TRUE(until([&] { return !word.empty(); }));
        return word;
    }
    Replayed replay_it() {
        line->end();
        const auto recording = parse_recording(recorded);
        EXPECT_TRUE(recording) << recording.error().text();
        return replay(*recording, patient_delays());
    }
    RecordingChannel* line = nullptr;
    std::string recorded;
};

TEST_F(IdCardRecord, GoodReadsRetriesAndNoiseReplayAsTheyWere) {
    module->noise_before = Bytes{0xAA, 0xAA, 0x96, 0x00, 0xAA};
    start_recording();
    ASSERT_TRUE(ready());
    EXPECT_EQ(read_word(), "Citizen");
    module->wrong_checks = 1;
    EXPECT_EQ(read_word(), "Citizen");
    module->half_answers = true;
    EXPECT_EQ(read_word(), "CardUnreadable");
    const auto replayed = replay_it();
    EXPECT_TRUE(replayed.as_recorded) << replayed.difference << "\n" << recorded;
    EXPECT_EQ(replayed.results, (std::vector<std::string>{"Citizen", "Citizen", "CardUnreadable"}));
}

TEST_F(IdCardRecord, UnplugSilenceAndReplugReplayAsTheyWere) {
    start_recording();
    ASSERT_TRUE(ready());
    module->unplug();
    ASSERT_TRUE(until([&] { return reader->status().kind == ReaderStatus::Kind::Absent; }));
    EXPECT_EQ(read_word(), "ReaderMissing");
    module->plug();
    ASSERT_TRUE(ready());
    module->silent_to_reads = true;
    EXPECT_EQ(read_word(), "ReaderSilent");
    const auto replayed = replay_it();
    EXPECT_TRUE(replayed.as_recorded) << replayed.difference << "\n" << recorded;
}

TEST_F(IdCardRecord, NothingOfTheCardIsInIt) {
    module->data = testing::base_data(testing::other_person_block());
    start_recording();
    ASSERT_TRUE(ready());
    EXPECT_EQ(read_word(), "Citizen");
    line->end();
    for (const auto* content : {"欧阳真实", "柳树村七号", "996543198403178", "某州公安分局"}) {
        EXPECT_EQ(recorded.find(to_hex(utf8_to_utf16le(content).value())), std::string::npos) << content;
    }
    EXPECT_NE(recorded.find(to_hex(utf8_to_utf16le("测试甲").value())), std::string::npos);
}

TEST_F(IdCardRecord, WhatWasWishedForIsWishedForAgainAndFingerprintsAreNotInIt) {
    module->management = Bytes(28, 0x77);
    start_recording();
    ASSERT_TRUE(ready());
    EXPECT_EQ(read_word({.new_addresses = true, .management = true, .fingerprints = true}), "Citizen");
    module->fingerprints = testing::FakeModule::Fingerprints::Refused;
    EXPECT_EQ(read_word({.fingerprints = true}), "Citizen");
    const auto replayed = replay_it();
    EXPECT_TRUE(replayed.as_recorded) << replayed.difference << "\n" << recorded;
    const auto content = testing::data_with_fingerprints(2);
    for (auto at = content.begin() + 1286; at + 16 <= content.end(); at += 16) {
        EXPECT_EQ(recorded.find(to_hex(Bytes(at, at + 16))), std::string::npos);
    }
    EXPECT_NE(recorded.find(to_hex(as_bytes("TESTPRINT"))), std::string::npos);
    EXPECT_EQ(recorded.find(to_hex(Bytes(28, 0x77))), std::string::npos);
}

TEST(IdCardReplay, EveryWishHasItsWordAndNoOtherWordIsOne) {
    for (const auto* word : {"", "NewAddresses", "Management", "Fingerprints", "NewAddressesManagementFingerprints"}) {
        const auto wishes = wishes_named(word);
        ASSERT_TRUE(wishes) << word;
        EXPECT_EQ(wishes_word(*wishes), word);
    }
    EXPECT_FALSE(wishes_named("FingerprintsManagement"));
    auto recording = load(folder / "good-citizen.jsonl");
    for (auto& step : recording.steps) {
        step.word = step.kind == RecordedStep::Kind::Read ? "Iris" : step.word;
    }
    EXPECT_FALSE(replay(recording).as_recorded);
}

TEST_F(IdCardRecord, ReopenedReaderIsRecordedFromItsOpening) {
    start_recording();
    ASSERT_TRUE(ready());
    line->end();
    recorded.clear();
    reader->reopen();
    line->begin([this](const std::string& text) { recorded += text + "\n"; });
    ASSERT_TRUE(ready());
    EXPECT_EQ(read_word(), "Citizen");
    const auto replayed = replay_it();
    EXPECT_TRUE(replayed.as_recorded) << replayed.difference << "\n" << recorded;
}

}  // namespace
}  // namespace doorstep::devices
