// A gateway in the test's own loop, with a real archive in a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "township/gateway/admission.hpp"
#include "township/gateway/gateway.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/testing/temporary_folder.hpp"
#include "township/workflow/enrolment.hpp"

namespace doorstep::township::testing {

class GatewayFixture : public ::testing::Test {
  protected:
    GatewayFixture() {
        EXPECT_TRUE(make_keys(folder_.path() / "keys", "test-town"));
        start();
    }
    ~GatewayFixture() override { stop(); }

    void start() {
        archive_ = open_again();
        opener_.emplace(Opener::load(folder_.path() / "keys").value());
        admission_ = start_admission(loop_, *archive_).value();
        gateway_ = Gateway::start(loop_, *archive_, judgement_, *opener_, "tcp://127.0.0.1:0").value();
    }
    // Another connection to the same archive, as a command line has.
    std::unique_ptr<Archive> open_again() const {
        auto opened = Archive::open(folder_.path(), system_clock(), store_);
        EXPECT_TRUE(opened) << opened.error().text();
        return std::move(*opened);
    }
    void stop() {
        gateway_.reset();
        admission_.reset();
        opener_.reset();
        archive_.reset();
    }
    std::string address() const { return gateway_->endpoint(); }

    // Invited, answered, confirmed.
    void enrol(ScriptedStation& station) {
        const auto invitation = invitation_for(*archive_, station.id(), address());
        ASSERT_TRUE(invitation);
        const auto confirmed = confirm_reply(*archive_, station.reply_to(*invitation), std::nullopt);
        ASSERT_TRUE(confirmed) << confirmed.error().text();
        ASSERT_EQ(confirmed->station, station.id());
    }
    std::int64_t count(const std::string& table_and_where) {
        return archive_->database().query("SELECT count(*) FROM " + table_and_where).value()[0].number(0);
    }
    std::string text(const std::string& select) {
        const auto rows = archive_->database().query(select).value();
        return rows.empty() ? std::string("(no row)") : rows[0].text(0);
    }

    TemporaryFolder folder_;
    StoreSettings store_ = store_under_test();
    EventLoop loop_;
    Judgement judgement_{std::filesystem::path(DOORSTEP_SOURCE_DIR) / "schemes"};
    std::unique_ptr<Archive> archive_;
    std::optional<Opener> opener_;
    std::unique_ptr<protocol::ZapHandler> admission_;
    std::unique_ptr<Gateway> gateway_;
};

// The same with one station that is enrolled and on the line.
class OneStationFixture : public GatewayFixture {
  protected:
    OneStationFixture() {
        enrol(station_);
        EXPECT_TRUE(station_.begin(address()));
    }
    // Hands in to the end; what the township acknowledged.
    wire::Acknowledged held(const protocol::SealedSubmission& sealed) {
        const auto answer = station_.deliver(sealed);
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return answer ? answer->acknowledged() : wire::Acknowledged{};
    }
    ScriptedStation station_{loop_, "kiosk-1"};
};

}  // namespace doorstep::township::testing
