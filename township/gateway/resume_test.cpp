// An upload that was cut goes on at its byte, also behind a new gateway, and makes one copy.
#include <algorithm>

#include "base/files.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;

// What an outer signature covers, as a hostile station would build it.
Bytes covered_by_outer(const wire::Envelope& envelope) {
    Bytes covered;
    const auto number = [&](std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) {
            covered.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
    };
    const auto text = [&](const std::string& bytes) {
        number(bytes.size(), 4);
        covered.insert(covered.end(), bytes.begin(), bytes.end());
    };
    text(envelope.header());
    text(envelope.sealed_key());
    text(envelope.sealed_inner());
    number(static_cast<std::uint64_t>(envelope.parts_size()), 4);
    for (const auto& part : envelope.parts()) {
        text(part.digest());
        number(part.size(), 8);
    }
    return covered;
}

class ResumeTest : public GatewayFixture {
  protected:
    ResumeTest() {
        enrol(station_);
        EXPECT_TRUE(station_.begin(address()));
        HandIn hand_in;
        hand_in.pages = {page_bytes(600'000, 1), page_bytes(600'000, 2)};
        sealed_ = station_.seal(hand_in);
    }
    // Offers and sends that many chunks; the township has taken them when this returns.
    void begin_upload(int chunks) {
        ASSERT_TRUE(station_.offer(sealed_));
        const auto need = station_.hear(Kind::kNeed);
        ASSERT_TRUE(need);
        station_.send_missing(sealed_, need->need(), chunks);
        for (int i = 0; i < chunks; ++i) {
            ASSERT_TRUE(station_.hear(Kind::kTaken));
        }
    }
    std::uint64_t bytes_missing(const wire::Need& need) {
        std::uint64_t missing = 0;
        for (const auto& one : need.missing()) {
            for (std::size_t i = 0; i < sealed_.parts.size(); ++i) {
                missing += as_text(sealed_.names[i]) == one.part() ? sealed_.parts[i].size() - one.from() : 0;
            }
        }
        return missing;
    }
    ScriptedStation station_{loop_, "kiosk-1"};
    protocol::SealedSubmission sealed_;
};

TEST_F(ResumeTest, GoesOnAtItsByteBehindANewGateway) {
    begin_upload(9);
    std::uint64_t whole = 0;
    for (const auto& part : sealed_.parts) {
        whole += part.size();
    }
    stop();
    start();
    ASSERT_TRUE(station_.begin(address()));
    ASSERT_TRUE(station_.offer(sealed_));
    const auto need = station_.hear(Kind::kNeed);
    ASSERT_TRUE(need);
    EXPECT_LT(bytes_missing(need->need()), whole - 5 * 65536);
    station_.send_missing(sealed_, need->need());
    const auto answer = station_.hear_any({Kind::kAcknowledged, Kind::kRefused});
    ASSERT_TRUE(answer && answer->has_acknowledged());
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path() / "incoming" / "kiosk-1"));
}

class SmallUploadTest : public ResumeTest {
  protected:
    SmallUploadTest() { sealed_ = station_.seal({}); }
    bool leaves_files() {
        std::error_code failed;
        const auto folder = folder_.path() / "incoming" / station_.id();
        return std::filesystem::exists(folder, failed) && !std::filesystem::is_empty(folder, failed);
    }
};

TEST_F(SmallUploadTest, IsSentAgainToANewGatewayAndLeavesNoFile) {
    begin_upload(1);
    EXPECT_FALSE(leaves_files());
    stop();
    start();
    ASSERT_TRUE(station_.begin(address()));
    const auto answer = station_.deliver(sealed_);
    ASSERT_TRUE(answer && answer->has_acknowledged());
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_FALSE(leaves_files());
}

TEST_F(SmallUploadTest, AGarbledPartIsFetchedAgainAndThenRefusedWithItsEvidence) {
    auto garbled = sealed_;
    garbled.parts[1][0] ^= 1U;
    ASSERT_TRUE(station_.offer(garbled));
    for (int times = 0; times < 2; ++times) {
        const auto need = station_.hear(Kind::kNeed);
        ASSERT_TRUE(need) << times;
        station_.send_missing(garbled, need->need());
    }
    const auto refused = station_.hear(Kind::kRefused);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->refused().code(), wire::BAD_PART_DIGEST);
    const auto row = archive_->database().query("SELECT id FROM refused").value().at(0).number(0);
    const auto evidence = folder_.path() / "refused" / station_.id() / std::to_string(row);
    EXPECT_EQ(read_file(evidence / "envelope", 1U << 20U).value(), garbled.envelope);
    EXPECT_EQ(read_file(evidence / "000.part", 1U << 20U).value(), garbled.parts[0]);
    // The right one comes after all.
    const auto answer = station_.deliver(sealed_);
    ASSERT_TRUE(answer && answer->has_acknowledged());
}

TEST_F(SmallUploadTest, WhoBeginsManyHasTheOldestForgotten) {
    std::vector<protocol::SealedSubmission> begun;
    for (std::size_t i = 0; i < most_uploads + 3; ++i) {
        HandIn hand_in;
        hand_in.number = id_number(static_cast<int>(20 + i));
        begun.push_back(station_.seal(hand_in));
        ASSERT_TRUE(station_.offer(begun.back()));
        ASSERT_TRUE(station_.hear(Kind::kNeed));
    }
    for (const auto& one : begun) {
        const auto answer = station_.deliver(one);
        EXPECT_TRUE(answer && answer->has_acknowledged());
    }
}

// SECURITY 3: a hostile station names, in an envelope of its own, the sealed parts that another one sent.
TEST_F(ResumeTest, NeedTellsNothingOfBytesThatAnotherStationSent) {
    begin_upload(9);
    ScriptedStation hostile(loop_, "kiosk-9");
    enrol(hostile);
    ASSERT_TRUE(hostile.begin(address()));
    HandIn same;
    same.pages = {page_bytes(600'000, 1), page_bytes(600'000, 2)};
    auto probe = hostile.seal(same);
    wire::Envelope envelope;
    ASSERT_TRUE(envelope.ParseFromArray(probe.envelope.data(), static_cast<int>(probe.envelope.size())));
    for (int i = 0; i < envelope.parts_size(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        ASSERT_EQ(envelope.parts(i).size(), sealed_.parts[place].size());
        envelope.mutable_parts(i)->set_digest(std::string(as_text(sealed_.names[place])));
    }
    const auto signature = protocol::sign(protocol::domains::outer, covered_by_outer(envelope), hostile.sign());
    envelope.set_signature(std::string(as_text(signature)));
    const auto bytes = envelope.SerializeAsString();
    probe.envelope.assign(bytes.begin(), bytes.end());
    ASSERT_TRUE(hostile.offer(probe));
    const auto need = hostile.hear(Kind::kNeed);
    ASSERT_TRUE(need);
    ASSERT_EQ(static_cast<std::size_t>(need->need().missing_size()), sealed_.parts.size());
    for (const auto& missing : need->need().missing()) {
        EXPECT_EQ(missing.from(), 0U);
    }
}

// A kill between the commit and clearing its upload away.
TEST_F(ResumeTest, WhatIsLeftOfAHeldUploadIsClearedAwayAtTheNextOffer) {
    const auto answer = station_.deliver(sealed_);
    ASSERT_TRUE(answer && answer->has_acknowledged());
    wire::Header header;
    wire::Envelope envelope;
    ASSERT_TRUE(envelope.ParseFromArray(sealed_.envelope.data(), static_cast<int>(sealed_.envelope.size())));
    ASSERT_TRUE(header.ParseFromString(envelope.header()));
    const auto left =
        folder_.path() / "incoming" / "kiosk-1" / Uuid::from_bytes(as_bytes(header.submission_id())).value().text();
    std::filesystem::create_directories(left);
    ASSERT_TRUE(write_file_durably(left / "000.part", sealed_.parts[0]));
    ASSERT_TRUE(station_.offer(sealed_));
    EXPECT_TRUE(station_.hear(Kind::kAcknowledged));
    EXPECT_FALSE(std::filesystem::exists(left));
    EXPECT_EQ(count("submissions"), 1);
}

TEST_F(ResumeTest, AChunkTwiceIsTakenOnceAndAGapIsToldBack) {
    begin_upload(6);
    ASSERT_TRUE(station_.send_chunk(sealed_, 0, 0, 1));  // again
    EXPECT_TRUE(station_.hear(Kind::kTaken));
    ASSERT_TRUE(station_.send_chunk(sealed_, 4, 524'288, 1000));  // far behind what is there
    const auto need = station_.hear(Kind::kNeed);
    ASSERT_TRUE(need);
    station_.send_missing(sealed_, need->need());
    const auto answer = station_.hear_any({Kind::kAcknowledged, Kind::kRefused});
    EXPECT_TRUE(answer && answer->has_acknowledged());
}

// A power cut may leave garbage in a file that was not yet synced.
TEST_F(ResumeTest, AGarbledPartIsFetchedAgain) {
    begin_upload(9);
    stop();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "incoming")) {
        if (entry.path().extension() == ".part" && entry.file_size() > 60'000) {
            const auto size = entry.file_size();
            std::filesystem::resize_file(entry.path(), size - 1000);
            std::filesystem::resize_file(entry.path(), size);  // the end is zeroes now
        }
    }
    start();
    ASSERT_TRUE(station_.begin(address()));
    const auto answer = station_.deliver(sealed_);
    ASSERT_TRUE(answer && answer->has_acknowledged());
    EXPECT_EQ(count("refused"), 0);
}

TEST_F(ResumeTest, AnUploadThatIsWholeButWasNotAnsweredIsAnsweredAtTheNextOffer) {
    begin_upload(1);
    stop();
    // As after a kill between the last byte and the commit.
    const auto folder = std::filesystem::directory_iterator(folder_.path() / "incoming" / "kiosk-1")->path();
    for (std::size_t i = 0; i < sealed_.parts.size(); ++i) {
        const auto file = folder / ("00" + std::to_string(i) + ".part");
        ASSERT_TRUE(write_file_durably(file, sealed_.parts[i]));
    }
    start();
    ASSERT_TRUE(station_.begin(address()));
    ASSERT_TRUE(station_.offer(sealed_));
    EXPECT_TRUE(station_.hear(Kind::kAcknowledged));
}

TEST_F(ResumeTest, MoreUploadsThanTheBoundDropTheOldestAndLoseNothing) {
    std::vector<protocol::SealedSubmission> all;
    for (int i = 0; i < 12; ++i) {
        HandIn hand_in;
        hand_in.number = id_number(100 + i);
        hand_in.pages = {page_bytes(30'000, static_cast<unsigned>(i))};
        all.push_back(station_.seal(hand_in));
        ASSERT_TRUE(station_.offer(all.back()));
        ASSERT_TRUE(station_.hear(Kind::kNeed));
    }
    const auto begun = std::filesystem::directory_iterator(folder_.path() / "incoming" / "kiosk-1");
    EXPECT_LE(static_cast<std::size_t>(std::distance(begin(begun), end(begun))), most_uploads);
    for (const auto& sealed : all) {
        const auto answer = station_.deliver(sealed);
        ASSERT_TRUE(answer && answer->has_acknowledged());
    }
    EXPECT_EQ(count("submissions"), 12);
}

}  // namespace
}  // namespace doorstep::township::testing
