// Two gateways on one database (PostgreSQL): a station may come in by either, at any moment, and it makes no
// difference.
#include "township/archive/audit.hpp"
#include "township/archive/check.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/gateway_fixture.hpp"
#include "township/testing/postgres_server.hpp"
#include "township/workflow/case_moves.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;

StoreSettings on_server(const std::filesystem::path& files) {
    StoreSettings settings;
    settings.backend = StoreSettings::Backend::Postgresql;
    settings.conninfo = PostgresServer::shared().new_schema();
    settings.chain = "one-gateway";
    settings.durable = false;
    settings.files = files;
    return settings;
}

class SeveralGatewaysTest : public GatewayFixture {
  protected:
    SeveralGatewaysTest() {
        stop();
        store_ = on_server(folder_.path());
        start();
        std::filesystem::copy(folder_.path() / "keys", other_folder_.path() / "keys");
        auto second = store_;
        second.chain = "two-gateway";
        other_archive_ = Archive::open(other_folder_.path(), system_clock(), second).value();
        other_ = Gateway::start(loop_, *other_archive_, judgement_, *opener_, "tcp://127.0.0.1:0").value();
        enrol(station_);
        HandIn hand_in;
        hand_in.pages = {page_bytes(300'000, 1), page_bytes(300'000, 2)};
        sealed_ = station_.seal(hand_in);
    }
    ~SeveralGatewaysTest() override { other_.reset(); }
    std::string there() const { return other_->endpoint(); }
    bool begun_here(const std::filesystem::path& folder) const {
        std::error_code none;
        return !std::filesystem::is_empty(folder / "incoming" / station_.id(), none) && !none;
    }
    TemporaryFolder other_folder_;
    std::unique_ptr<Archive> other_archive_;
    std::unique_ptr<Gateway> other_;
    ScriptedStation station_{loop_, "kiosk-1"};
    protocol::SealedSubmission sealed_;
};

TEST_F(SeveralGatewaysTest, AStationThatMovesInTheMiddleOfAnUploadIsAskedAnewAndHeldOnce) {
    ASSERT_TRUE(station_.begin(address()));
    ASSERT_TRUE(station_.offer(sealed_));
    const auto need = station_.hear(Kind::kNeed);
    ASSERT_TRUE(need);
    station_.send_missing(sealed_, need->need(), 6);
    for (int i = 0; i < 6; ++i) {
        ASSERT_TRUE(station_.hear(Kind::kTaken));
    }
    EXPECT_TRUE(begun_here(folder_.path()));

    ASSERT_TRUE(station_.begin(there()));
    ASSERT_TRUE(station_.offer(sealed_));
    const auto anew = station_.hear(Kind::kNeed);
    ASSERT_TRUE(anew);
    for (const auto& missing : anew->need().missing()) {
        EXPECT_EQ(missing.from(), 0U) << "an upload is a gateway's own";
    }
    station_.send_missing(sealed_, anew->need());
    const auto held = station_.hear_any({Kind::kAcknowledged, Kind::kRefused});
    ASSERT_TRUE(held && held->has_acknowledged());

    // Back at the first, which still has its half.
    ASSERT_TRUE(station_.begin(address()));
    ASSERT_TRUE(station_.offer(sealed_));
    const auto again = station_.hear_any({Kind::kAcknowledged, Kind::kNeed});
    ASSERT_TRUE(again && again->has_acknowledged());
    EXPECT_EQ(again->acknowledged().SerializeAsString(), held->acknowledged().SerializeAsString());
    EXPECT_FALSE(begun_here(folder_.path()));
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_EQ(count("downlink"), 1);
    EXPECT_EQ(check_archive(*archive_).damaged, 0U);
}

TEST_F(SeveralGatewaysTest, ItsNewsComeWhereverItIs) {
    ASSERT_TRUE(station_.begin(address()));
    const auto answer = station_.deliver(sealed_);
    ASSERT_TRUE(answer && answer->has_acknowledged());
    ASSERT_EQ(station_.take_downlink(1).size(), 1U);
    ASSERT_TRUE(station_.begin(there(), 1));
    ASSERT_TRUE(set_state(*archive_, answer->acknowledged().case_number(), {"accepted", "", ""}, {"tester", ""}));
    const auto items = station_.take_downlink(1);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].sequence(), 2U);
    EXPECT_EQ(items[0].case_state().state(), "accepted");
}

TEST_F(SeveralGatewaysTest, ARevokedStationIsOutEverywhereAtItsNextMessage) {
    ASSERT_TRUE(station_.begin(there()));
    ASSERT_TRUE(revoke_station(*archive_, station_.id()));
    ASSERT_TRUE(station_.offer(sealed_));
    const auto fault = station_.hear(Kind::kFault);
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->fault().code(), wire::FAULT_NOT_PERMITTED);
}

TEST_F(SeveralGatewaysTest, EachHasAnAuditChainOfItsOwnAndAllAreWalked) {
    const Actor actor{"tester", "a test"};
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(audit(*archive_, actor, "look", "here"));
        ASSERT_TRUE(audit(*other_archive_, actor, "look", "there"));
    }
    EXPECT_EQ(verify_audit(*archive_).value(), 6U);
    EXPECT_EQ(audit_of(*archive_, {}).value().size(), 6U);
    EXPECT_EQ(count("audit WHERE chain = 'two-gateway' AND sequence = 3"), 1);
    ASSERT_TRUE(archive_->database().script("ALTER TABLE audit DISABLE TRIGGER USER"));
    ASSERT_TRUE(
        archive_->database().script("UPDATE audit SET chain = 'one-gateway', sequence = 4 WHERE chain = "
                                    "'two-gateway' AND sequence = 3"));
    EXPECT_FALSE(verify_audit(*archive_)) << "a row is its chain's";
    ASSERT_TRUE(archive_->database().script("DELETE FROM audit WHERE sequence = 4"));
    EXPECT_TRUE(verify_audit(*archive_)) << "where no head was kept, a cut tail is not seen";
    ASSERT_TRUE(write_audit_head(*other_archive_));
    ASSERT_TRUE(archive_->database().script("DELETE FROM audit WHERE chain = 'two-gateway'"));
    EXPECT_FALSE(verify_audit(*other_archive_)) << "it kept its head";
}

// A submission lies in the month of its id, also one of a clock that is far off; and is found all the same.
TEST_F(SeveralGatewaysTest, SubmissionsLieByMonth) {
    ASSERT_TRUE(station_.begin(address()));
    HandIn strange;
    strange.number = id_number(7);
    strange.id = Uuid::parse("ffffffff-ffff-7fff-bfff-ffffffffffff").value();
    for (const auto& sealed : {sealed_, station_.seal(strange)}) {
        const auto answer = station_.deliver(sealed);
        ASSERT_TRUE(answer && answer->has_acknowledged());
    }
    for (const std::string table : {"submissions", "parts", "people", "consents"}) {
        EXPECT_EQ(text("SELECT string_agg(DISTINCT CAST(tableoid = to_regclass('" + table +
                       "_rest') AS text), ' ') FROM " + table),
                  "false true")
            << table;
    }
    EXPECT_EQ(check_archive(*archive_).damaged, 0U);
}

TEST_F(SeveralGatewaysTest, OtherKeysDoNotOpenTheDatabase) {
    const TemporaryFolder stranger;
    ASSERT_TRUE(make_keys(stranger.path() / "keys", "test-town"));
    const auto none = Archive::open(stranger.path(), system_clock(), store_);
    ASSERT_FALSE(none);
    EXPECT_TRUE(none.error().is(TownshipError::BadKeyFile)) << none.error().text();
}

}  // namespace
}  // namespace doorstep::township::testing
