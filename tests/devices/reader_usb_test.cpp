// The card reader driver over real libusb, against SAM modules behind umockdev's kernel seam: both kinds of pipes,
// plugging while it runs, unplugging at every step, and devices whose ids lie.
#include <poll.h>

#include <cstdlib>
#include <optional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/testing/run_until.hpp"
#include "device-drivers/idcard/channel_usb.hpp"
#include "device-drivers/idcard/garbage.hpp"
#include "device-drivers/idcard/idcard_reader.hpp"
#include "emulators/idcard/usb_reader.hpp"

namespace doorstep::devices {
namespace {

using emulators::UsbReaderEmulator;
using emulators::UsbReaderOptions;

class ReaderUsb : public ::testing::TestWithParam<UsbReaderOptions::Pipes> {
  protected:
    void SetUp() override {
        // The loader passes over what it cannot preload; then nothing would be tested and nobody would know.
        ASSERT_TRUE(emulators::usb_is_emulated() || std::getenv("LD_PRELOAD") == nullptr) << "install umockdev";
        if (!emulators::usb_is_emulated()) {
            GTEST_SKIP() << "not under umockdev";
        }
        emulators::begin_usb_bus();
    }
    UsbReaderEmulator* module(const std::string& serial = "", std::uint16_t product = 0xC35A) {
        auto started = UsbReaderEmulator::start(
            {0x0400, product, serial, GetParam(), std::filesystem::path(DOORSTEP_SOURCE_DIR) / "tests/cards"});
        EXPECT_TRUE(started);
        return modules_.emplace_back(std::move(*started)).get();
    }
    void start(const std::string& serial = "", ReaderDelays delays = {}) {
        delays.poll_every = 20;
        delays.probe_again = 20;
        delays.open_again = 20;
        reader = std::make_unique<IdCardReader>(loop, make_usb_channel({{{0x0400, 0xC35A}, {0x10C4, 0x8468}}, serial}),
                                                std::vector<unsigned>(4, 115200), IdCardReader::Callbacks{}, delays);
        reader->start();
    }
    template <class F>
    bool until(F done) {
        constexpr std::int64_t patience_ms = 40'000;
        return run_until(loop, std::move(done), patience_ms);
    }
    bool is(ReaderStatus::Kind kind) {
        return until([&] { return reader->status().kind == kind; });
    }
    Result<CardReading> read(const CardWishes& wishes = {}) {
        std::optional<Result<CardReading>> result;
        reader->read([&](Result<CardReading> r) { result.emplace(std::move(r)); }, wishes);
        EXPECT_TRUE(until([&] { return result.has_value(); }));
        return result ? std::move(*result) : Result<CardReading>(ReadError::Cancelled);
    }

  private:
    std::vector<std::unique_ptr<UsbReaderEmulator>> modules_;  // before the reader: they outlive what holds them open

  protected:
    EventLoop loop;
    std::unique_ptr<IdCardReader> reader;
};

TEST_P(ReaderUsb, CardIsReadAndTheReaderNamedByItsIdsAndSerial) {
    auto* const emulated = module("SN-0042");
    ASSERT_TRUE(emulated->insert("wang-jianguo"));
    start();
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    EXPECT_EQ(reader->status().transport, "usb 0400:c35a SN-0042");
    EXPECT_EQ(reader->status().serial, "05.01-20261123-0000000042-0000000007");
    for (int i = 0; i < 20; ++i) {
        const auto reading = read();
        ASSERT_TRUE(reading) << reading.error().text();
        EXPECT_EQ(reading->card.name.view(), "王建国");
    }
    emulated->remove();
    EXPECT_EQ(read().error().as(ReadError::Busy), ReadError::CardNone);
}

// The largest answer that there is: more than a single pair gives in one piece.
TEST_P(ReaderUsb, FingerprintsComeWholeOverBothKindsOfPipes) {
    auto* const emulated = module();
    start();
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    for (const auto& [card, bytes] : {std::pair{"sun-fingerprints", 1024U}, std::pair{"wang-jianguo", 0U},
                                      std::pair{"wong-hongkong", 0U}, std::pair{"tanaka-2023", 0U}}) {
        ASSERT_TRUE(emulated->insert(card));
        const auto reading = read({.fingerprints = true});
        ASSERT_TRUE(reading) << card << ": " << reading.error().text();
        ASSERT_TRUE(reading->fingerprints) << card;
        EXPECT_EQ(reading->fingerprints->size(), bytes) << card;
        EXPECT_EQ(reading->photo_wlt.size(), 1024U) << card;
        EXPECT_FALSE(reading->card.number.empty()) << card;
    }
}

TEST_P(ReaderUsb, PluggedInLaterIsFoundAndFoundAgain) {
    start();
    ASSERT_TRUE(until([&] { return reader->status().fault == ReadError::ReaderMissing; }));
    auto* const emulated = module();
    ASSERT_TRUE(emulated->insert("li-guihua"));
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    for (int i = 0; i < 3; ++i) {
        emulated->unplug();
        ASSERT_TRUE(is(ReaderStatus::Kind::Absent));
        EXPECT_EQ(read().error().as(ReadError::Busy), ReadError::ReaderMissing);
        emulated->plug();
        ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
        EXPECT_TRUE(read());
    }
}

// The kernel drops events of a bus when nobody fetches them in time.
TEST_P(ReaderUsb, APlugWhoseEventWasLostIsFoundAllTheSame) {
    start();
    ASSERT_TRUE(until([&] { return reader->status().fault == ReadError::ReaderMissing; }));
    auto* const emulated = module();
    ASSERT_TRUE(emulated->insert("li-guihua"));
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    emulated->unplug();
    ASSERT_TRUE(is(ReaderStatus::Kind::Absent));
    emulated->plug_unheard();
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    EXPECT_TRUE(read());
}

TEST_P(ReaderUsb, UnpluggedAtEveryStepIsAMissingReaderAndNeverAWrongCard) {
    auto* const emulated = module();
    ASSERT_TRUE(emulated->insert("wang-jianguo"));
    start();
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    for (int step = 1; step <= 8; ++step) {
        emulated->unplug_at(step);
        const auto reading = read();  // a card, or a reader that is missing; what was in hand is never half a card
        if (reading) {
            EXPECT_EQ(reading->card.name.view(), "王建国") << step;
        } else {
            EXPECT_EQ(reading.error().as(ReadError::Busy), ReadError::ReaderMissing) << step;
        }
        ASSERT_TRUE(is(ReaderStatus::Kind::Absent)) << step;  // the polls go on until the step is reached
        emulated->unplug();
        emulated->plug();
        ASSERT_TRUE(is(ReaderStatus::Kind::Ready)) << step;
        EXPECT_TRUE(read()) << step;
    }
}

TEST_P(ReaderUsb, ADeviceThatSharesTheIdButIsNoModuleIsPassedOver) {
    auto* const stranger = module("STRANGER");
    stranger->silence(true);
    auto* const emulated = module("MODULE");
    ASSERT_TRUE(emulated->insert("wang-jianguo"));
    start();
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    EXPECT_EQ(reader->status().transport, "usb 0400:c35a MODULE");
    EXPECT_TRUE(read());
}

TEST_P(ReaderUsb, AloneItIsASilentReaderUntilItSpeaks) {
    auto* const emulated = module();
    emulated->silence(true);
    start();
    ASSERT_TRUE(until([&] { return reader->status().fault == ReadError::ReaderSilent; }));
    emulated->silence(false);
    ASSERT_TRUE(emulated->insert("wang-jianguo"));
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    EXPECT_TRUE(read());
}

TEST_P(ReaderUsb, TheOneWithTheConfiguredSerialIsTaken) {
    auto* const other = module("OTHER");
    module("MEANT");
    start("MEANT");
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    EXPECT_EQ(reader->status().transport, "usb 0400:c35a MEANT");
    EXPECT_EQ(other->commands(), 0);
}

TEST_P(ReaderUsb, OtherIdsAreLeftAlone) {
    auto* const other = module("", 0x1234);
    start();
    ASSERT_TRUE(until([&] { return reader->status().fault == ReadError::ReaderMissing; }));
    EXPECT_EQ(other->commands(), 0);
}

TEST_P(ReaderUsb, AnyGarbageNeverGivesAWrongCardAndIsOverSoon) {
    const char* const wished = std::getenv("DOORSTEP_SEED");
    const auto seed = wished != nullptr ? static_cast<unsigned>(std::stoul(wished)) : std::random_device{}();
    std::printf("seed %u\n", seed);
    testing::Garbage garbage(seed);
    auto* const emulated = module();
    ASSERT_TRUE(emulated->insert("wang-jianguo"));
    ReaderDelays delays;
    delays.header_answer = 500;  // each answer whose header was lost is waited for
    delays.read_answer = 1000;
    start("", delays);
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    for (int round = 0; round < 6; ++round) {
        emulated->spoil([&](Bytes frame) { return garbage(std::move(frame)); });
        if (const auto spoilt = read()) {
            EXPECT_EQ(spoilt->card.name.view(), "王建国");
        }
        emulated->spoil(nullptr);
        constexpr std::int64_t soon_ms = 2'000;
        const auto clean = monotonic_milliseconds();
        auto reading = read();
        while (!reading && monotonic_milliseconds() - clean < 10 * soon_ms) {  // a starved machine is late, not wrong
            reading = read();
        }
        ASSERT_TRUE(reading) << "round " << round << ": " << reading.error().text();
        EXPECT_EQ(reading->card.name.view(), "王建国");
        std::printf("round %d: again after %d ms\n", round, static_cast<int>(monotonic_milliseconds() - clean));
    }
}

// The thread of before still waits for the answer when the device is opened again.
TEST_P(ReaderUsb, OpenedAnewWhileACommandIsUnderWay) {
    auto* const emulated = module();
    ASSERT_TRUE(emulated->insert("wang-jianguo"));
    start();
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(is(ReaderStatus::Kind::Ready)) << i;
        emulated->silence(true);
        const auto before = emulated->commands();
        ASSERT_TRUE(until([&] { return emulated->commands() > before; }));
        reader->reopen();
        emulated->silence(false);
        ASSERT_TRUE(is(ReaderStatus::Kind::Ready)) << i;
        EXPECT_TRUE(read()) << i;
    }
}

TEST_P(ReaderUsb, StallsAreClearedAndTheReadGoesOn) {
    auto* const emulated = module();
    ASSERT_TRUE(emulated->insert("wang-jianguo"));
    start();
    ASSERT_TRUE(is(ReaderStatus::Kind::Ready));
    emulated->stall(3);
    EXPECT_TRUE(read());
}

INSTANTIATE_TEST_SUITE_P(Pipes, ReaderUsb,
                         ::testing::Values(UsbReaderOptions::Pipes::Single, UsbReaderOptions::Pipes::Four),
                         [](const auto& pipes) {
                             return pipes.param == UsbReaderOptions::Pipes::Single ? "SinglePair" : "FourPipes";
                         });

}  // namespace
}  // namespace doorstep::devices
