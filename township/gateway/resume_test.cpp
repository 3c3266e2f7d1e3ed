// An upload that was cut goes on at its byte, also behind a new gateway, and makes one copy.
#include <algorithm>

#include "base/files.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;

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
