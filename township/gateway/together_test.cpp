// Submissions that become whole together share a commit: each has its own answer, and one that cannot be kept keeps
// nobody out.
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

class TogetherTest : public GatewayFixture {
  protected:
    static constexpr int many = 6;
    TogetherTest() {
        for (int i = 0; i < many; ++i) {
            stations_.push_back(std::make_unique<ScriptedStation>(loop_, "kiosk-" + std::to_string(i)));
            enrol(*stations_.back());
            EXPECT_TRUE(stations_.back()->begin(address()));
            HandIn hand_in;
            hand_in.number = id_number(10 + i);
            sealed_.push_back(stations_.back()->seal(hand_in));
        }
    }
    // Each offers; then the last missing part of each is said before the gateway hears any of them.
    void hand_in_at_once() {
        std::vector<wire::Need> needs;
        for (std::size_t i = 0; i < stations_.size(); ++i) {
            ASSERT_TRUE(stations_[i]->offer(sealed_[i]));
            const auto need = stations_[i]->hear(wire::TownshipMessage::kNeed);
            ASSERT_TRUE(need);
            needs.push_back(need->need());
        }
        for (std::size_t i = 0; i < stations_.size(); ++i) {
            stations_[i]->send_missing(sealed_[i], needs[i]);
        }
    }
    // The third one's cannot be kept, as on a full disk or for a defect.
    enum class Then {
        StatementFails,
        AllIsUndone,  // the whole transaction: SQLite does so on some failures of the disk, a server may go away
    };
    void break_third(Then then) {
        const bool all = then == Then::AllIsUndone;
        const auto broken =
            on_postgresql()
                ? "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.station = '" +
                      stations_[2]->id() + "' THEN " +
                      (all ? "PERFORM pg_terminate_backend(pg_backend_pid())" : "RAISE EXCEPTION 'broken'") +
                      "; END IF; RETURN NEW; END $$; CREATE TRIGGER broken BEFORE INSERT ON submissions FOR EACH ROW "
                      "EXECUTE FUNCTION broken()"
                : "CREATE TRIGGER broken BEFORE INSERT ON submissions WHEN NEW.station = '" + stations_[2]->id() +
                      "' BEGIN SELECT RAISE(" + (all ? "ROLLBACK" : "ABORT") + ", 'broken'); END";
        ASSERT_TRUE(archive_->database().script(broken));
    }
    void all_but_the_third_are_held() {
        for (std::size_t i = 0; i < stations_.size(); ++i) {
            const auto answer =
                stations_[i]->hear_any({wire::TownshipMessage::kAcknowledged, wire::TownshipMessage::kRefused});
            ASSERT_TRUE(answer) << i;
            EXPECT_EQ(answer->has_acknowledged(), i != 2) << i;
            if (answer->has_refused()) {
                EXPECT_FALSE(answer->refused().final()) << "a failure of ours: to be tried again";
            }
        }
        EXPECT_EQ(count("submissions"), many - 1);
    }
    std::vector<std::unique_ptr<ScriptedStation>> stations_;
    std::vector<protocol::SealedSubmission> sealed_;
};

TEST_F(TogetherTest, EachHasItsReceiptAndItsNews) {
    hand_in_at_once();
    for (std::size_t i = 0; i < stations_.size(); ++i) {
        const auto answer = stations_[i]->hear(wire::TownshipMessage::kAcknowledged);
        ASSERT_TRUE(answer) << i;
        EXPECT_TRUE(stations_[i]->is_receipt(answer->acknowledged(), sealed_[i]));
        EXPECT_EQ(stations_[i]->take_downlink(1).size(), 1U) << "of its own case alone";
    }
    EXPECT_EQ(count("submissions"), many);
}

TEST_F(TogetherTest, OneThatCannotBeKeptKeepsNobodyOut) {
    break_third(Then::StatementFails);
    hand_in_at_once();
    all_but_the_third_are_held();
    ASSERT_TRUE(
        archive_->database().script(on_postgresql() ? "DROP TRIGGER broken ON submissions" : "DROP TRIGGER broken"));
    const auto again = stations_[2]->deliver(sealed_[2]);
    EXPECT_TRUE(again && again->has_acknowledged());
}

TEST_F(TogetherTest, WhenTheSharedCommitFailsEachIsTriedAlone) {
    break_third(Then::AllIsUndone);
    hand_in_at_once();
    all_but_the_third_are_held();
}

}  // namespace
}  // namespace doorstep::township::testing
