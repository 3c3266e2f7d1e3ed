// What a station says of itself each minute, and the updates that it fetches when the line has nothing else to do.
#include "base/files.hpp"
#include "protocol/envelope/update_order.hpp"
#include "township/archive/station_beats.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/update_shelf.hpp"
#include "township/gateway/update_desk.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;

class LineHealthTest : public OneStationFixture {
  protected:
    bool say_beat(const wire::Heartbeat& beat) {
        wire::UplinkMessage message;
        *message.mutable_heartbeat() = beat;
        return station_.say(message);
    }
    // Once the gateway has written its notes.
    wire::Heartbeat kept(const std::string& version) {
        for (int turn = 0; turn < 2000; ++turn) {
            const auto beats = station_beats(*archive_).value();
            if (!beats.empty() && beats[0].beat.version() == version) {
                EXPECT_GT(beats[0].heard_ms, 0);
                return beats[0].beat;
            }
            loop_.run_once(5);
        }
        ADD_FAILURE() << "no heartbeat of version " << version;
        return {};
    }
    std::optional<wire::UpdateChunk> ask(const std::string& name, std::uint64_t offset, std::uint32_t size) {
        wire::UplinkMessage message;
        message.mutable_update_ask()->set_update(name);
        message.mutable_update_ask()->set_offset(offset);
        message.mutable_update_ask()->set_size(size);
        EXPECT_TRUE(station_.say(message));
        const auto answer = station_.hear(Kind::kUpdateChunk);
        return answer ? std::optional(answer->update_chunk()) : std::nullopt;
    }
    UpdateShelf shelf() { return UpdateShelf(archive_->files() / "updates"); }
};

TEST_F(LineHealthTest, TheNewestHeartbeatIsKept) {
    wire::Heartbeat beat;
    beat.set_version("1.0.0");
    beat.set_waiting(3);
    auto& printer = *beat.add_devices();
    printer.set_class_(wire::Device::PRINTER);
    printer.set_fault(wire::FAULT_PRINTER_PAPER_OUT);
    ASSERT_TRUE(say_beat(beat));
    EXPECT_EQ(kept("1.0.0").devices(0).fault(), wire::FAULT_PRINTER_PAPER_OUT);
    beat.set_version("1.0.1");
    beat.clear_devices();
    ASSERT_TRUE(say_beat(beat));
    EXPECT_EQ(kept("1.0.1").devices_size(), 0);
    EXPECT_EQ(count("station_beats"), 1);
}

TEST_F(LineHealthTest, TwoMachinesUnderOneIdentityArePutBeforeAPerson) {
    const auto say = [&](std::uint32_t start, const std::string& version) {
        wire::Heartbeat beat;
        beat.set_start(start);
        beat.set_version(version);
        ASSERT_TRUE(say_beat(beat));
        kept(version);
    };
    say(1, "1.0.0");
    say(2, "1.0.1");
    say(3, "1.0.2");
    EXPECT_TRUE(list_tasks(*archive_, false).value().empty()) << "it was started again, twice";
    say(2, "1.0.3");
    say(3, "1.0.4");
    const auto tasks = list_tasks(*archive_, false).value();
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].station, "kiosk-1");
    EXPECT_EQ(tasks[0].what, "two machines speak under this station's identity");
}

TEST_F(LineHealthTest, WhateverAStationSaysFitsItsBounds) {
    wire::Heartbeat beat;
    beat.set_version("1.0\n\x1b[31m" + std::string(100'000, 'v'));
    beat.set_root_hash(std::string(1000, 'h'));
    beat.mutable_update()->set_word(std::string(1000, 'w'));
    for (int i = 0; i < 1000; ++i) {
        beat.add_devices()->set_class_(wire::Device::PRINTER);
    }
    const auto cut = bounded(beat);
    EXPECT_EQ(cut.version().size(), 40U);
    EXPECT_EQ(cut.version().substr(0, 9), "1.0??[31m");
    EXPECT_LE(cut.ByteSizeLong(), 300U);
    ASSERT_TRUE(say_beat(beat));
    EXPECT_EQ(kept(cut.version()).SerializeAsString(), cut.SerializeAsString());
}

TEST_F(LineHealthTest, AnUpdateIsHandedOutInChunksAndOnlyByItsName) {
    const std::string bytes(protocol::update_piece + 100'000, 'u');
    const auto file = folder_.path() / "one.raucb";
    ASSERT_TRUE(write_file_durably(file, as_bytes(bytes)));
    const auto order = shelf().put(file, "1.2.0").value();
    EXPECT_FALSE(protocol::fault_in(order)) << *protocol::fault_in(order);
    EXPECT_EQ(order.size(), bytes.size());
    const auto digest = protocol::update_name(order);
    const std::string name(as_text(digest));
    EXPECT_EQ(ask(name, 0, protocol::update_chunk)->data(), bytes.substr(0, protocol::update_chunk));
    EXPECT_EQ(ask(name, bytes.size() - 10, protocol::update_chunk)->data(), std::string(10, 'u'));
    EXPECT_EQ(ask(name, 5, 1U << 30U)->data().size(), protocol::update_chunk) << "no more than a chunk";
    for (const auto& [other, offset] : std::vector<std::pair<std::string, std::uint64_t>>{{std::string(32, 'x'), 0},
                                                                                          {"../../keys/archive.key", 0},
                                                                                          {"", 0},
                                                                                          {name, bytes.size()},
                                                                                          {name, UINT64_MAX}}) {
        const auto chunk = ask(other, offset, 100);
        ASSERT_TRUE(chunk);
        EXPECT_TRUE(chunk->data().empty());
    }
}

TEST_F(LineHealthTest, WhatIsNoUpdateIsNotPutOnTheShelf) {
    const auto file = folder_.path() / "one.raucb";
    EXPECT_FALSE(shelf().put(file, "1.2.0"));
    ASSERT_TRUE(write_file_durably(file, {}));
    EXPECT_FALSE(shelf().put(file, "1.2.0")) << "empty";
    ASSERT_TRUE(write_file_durably(file, as_bytes("content")));
    EXPECT_FALSE(shelf().put(file, "newest"));
    EXPECT_TRUE(shelf().put(file, "1.2.0"));
}

TEST(StationBeats, AnEnrolledStationThatFellSilentIsNamedAndNoOther) {
    Station station;
    station.state = "enrolled";
    EXPECT_EQ(silent_minutes(station, 0, 10 * silent_after_ms), 0) << "it was never here";
    station.seen_ms = 1000;
    EXPECT_EQ(silent_minutes(station, 0, 1000 + silent_after_ms), 0);
    EXPECT_EQ(silent_minutes(station, 0, 1000 + silent_after_ms + 1), silent_after_ms / 60'000);
    EXPECT_EQ(silent_minutes(station, 5000, 1000 + silent_after_ms + 1), 0) << "heard since its hello";
    station.state = "revoked";
    EXPECT_EQ(silent_minutes(station, 0, 10 * silent_after_ms), 0);
}

TEST(UpdateDesk, EachRoundIsBoundedAndEachConnectionHasOneQuestion) {
    const TemporaryFolder folder;
    std::vector<std::string> answered;
    UpdateDesk desk(UpdateShelf(folder.path()),
                    [&](const std::string& peer, const wire::TownshipMessage&) { answered.push_back(peer); });
    wire::UpdateAsk ask;
    for (std::size_t i = 0; i < chunks_a_round + 2; ++i) {
        desk.ask("peer-" + std::to_string(i), ask);
        desk.ask("peer-" + std::to_string(i), ask);
    }
    EXPECT_EQ(desk.waiting(), chunks_a_round + 2);
    desk.answer_some();
    EXPECT_EQ(answered.size(), chunks_a_round);
    desk.answer_some();
    EXPECT_EQ(answered.size(), chunks_a_round + 2);
    EXPECT_EQ(answered.front(), "peer-0") << "in the order of asking";
    desk.answer_some();
    EXPECT_EQ(desk.waiting(), 0U);
}

}  // namespace
}  // namespace doorstep::township::testing
