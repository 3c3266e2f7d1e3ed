// kill -9 of the real township at any point: nothing acknowledged is lost, nothing is doubled (DESIGN rule 3).
#include <gtest/gtest.h>

#include <random>
#include <set>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;
constexpr int submissions = 12;

class KillTest : public ::testing::Test {
  protected:
    KillTest() {
        EXPECT_TRUE(town_.serve());
        const auto invitation = (town_.folder() / "invitation").native();
        const auto reply = town_.folder() / "reply";
        EXPECT_EQ(town_.run({"enrol-station", "kiosk-1", "--out", invitation}).code, 0);
        const auto text = station_.reply_to(read_text_file(invitation, 65536).value());
        EXPECT_TRUE(write_file_durably(reply, as_bytes(text)));
        EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", reply.native()}).code, 0);
    }
    // One attempt at delivering; the server is killed after some of its answers. True when acknowledged.
    bool attempt(const protocol::SealedSubmission& sealed, int answers_before_kill) {
        if (!station_.begin(town_.address()) || !station_.offer(sealed)) {
            return false;
        }
        int answers = 0;
        for (;;) {
            const auto answer =
                station_.hear_any({Kind::kNeed, Kind::kTaken, Kind::kAcknowledged, Kind::kRefused, Kind::kFault}, 3000);
            EXPECT_FALSE(answer && answer->has_refused());
            if (!answer || answer->has_refused()) {
                return false;
            }
            if (answer->has_acknowledged()) {
                return station_.is_receipt(answer->acknowledged(), sealed);
            }
            if (answer->has_need()) {
                station_.send_missing(sealed, answer->need());
            }
            if (++answers == answers_before_kill) {
                town_.kill_hard();
                EXPECT_TRUE(town_.serve());
                return false;
            }
        }
    }
    TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share"};
    EventLoop loop_;
    ScriptedStation station_{loop_, "kiosk-1"};
};

TEST_F(KillTest, NothingAcknowledgedIsLostAndNothingIsDoubled) {
    const unsigned seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    std::cout << "seed " << seed << "\n";
    std::mt19937 random(seed);
    std::set<std::string> acknowledged;
    for (int i = 0; i < submissions; ++i) {
        HandIn hand_in;
        hand_in.number = id_number(200 + i);
        hand_in.pages = {page_bytes(300'000, static_cast<unsigned>(i)), page_bytes(150'000, 100U + i)};
        const auto sealed = station_.seal(hand_in);
        // The upload has about 11 answers: Need, 10 × Taken; then the acknowledgement.
        bool done = false;
        for (int tries = 0; tries < 6 && !done; ++tries) {
            done = attempt(sealed, tries < 2 ? static_cast<int>(random() % 12) + 1 : 1000);
        }
        ASSERT_TRUE(done) << "submission " << i << ", seed " << seed;
        acknowledged.insert(hand_in.id.text());
    }
    town_.kill_hard();  // right behind the last acknowledgement
    const auto listed = nlohmann::json::parse(town_.run({"cases", "--json"}).out);
    EXPECT_EQ(listed["cases"].size(), static_cast<std::size_t>(submissions));
    for (const auto& id : acknowledged) {
        const auto shown = town_.run({"case", id, "--json"});
        ASSERT_EQ(shown.code, 0) << shown.err << " seed " << seed;
        const auto one = nlohmann::json::parse(shown.out);
        EXPECT_EQ(one["submissions"].size(), 1U);
        EXPECT_EQ(one["pages"].size(), 2U);
    }
    EXPECT_EQ(town_.run({"audit", "--verify"}).code, 0);
}

TEST_F(KillTest, AnOrderlyStopEndsWell) {
    EXPECT_EQ(town_.stop(), 0);
}

}  // namespace
}  // namespace doorstep::township::testing
