#include <csignal>
#include <optional>

#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/worker/spool_file.hpp"

namespace doorstep::devices {
namespace {

class HubScan : public testing::HubTest {
  protected:
    wire::HubReply scan(bool straighten = true, std::uint32_t dpi = 0) {
        if (session.empty()) {
            session = kiosk->open_session();
        }
        wire::HubRequest request;
        request.mutable_scan()->set_session(session);
        request.mutable_scan()->set_straighten(straighten);
        request.mutable_scan()->set_dpi(dpi);
        return kiosk->ask(request);
    }
    std::vector<wire::ScannedPage> pages() {
        std::vector<wire::ScannedPage> all;
        for (const auto& event : kiosk->events()) {
            if (event.has_page()) {
                all.push_back(event.page());
            }
        }
        return all;
    }
    // What the hub answers to a look at the glass in a session of that kind.
    wire::HubReply test_glass(bool clerk) {
        session = kiosk->open_session(clerk);
        wire::HubRequest request;
        request.mutable_test_glass()->set_session(session);
        request.mutable_test_glass()->set_source(wire::Scan::FLATBED);
        return kiosk->ask(request);
    }
    std::optional<wire::JobState> end_of(std::uint64_t job) {
        for (const auto& event : kiosk->events()) {
            if (event.has_job() && event.job().job() == job && event.job().state() >= wire::JobState::DONE) {
                return event.job();
            }
        }
        return std::nullopt;
    }
    std::string session;
};

TEST_F(HubScan, PagesComeStraightenedThenDone) {
    start();
    const auto job = scan().job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::DONE));
    const auto all = pages();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1].index(), 2U);
    EXPECT_EQ(all[0].size(), "A4");
    for (const auto& page : all) {
        EXPECT_TRUE(read_spool_file(options.spool, page.original()));
        EXPECT_TRUE(read_spool_file(options.spool, page.straightened()));
    }
    kiosk->close(session);
    EXPECT_FALSE(read_spool_file(options.spool, all[0].original()));
}

TEST_F(HubScan, WithoutStraighteningTheOriginalAloneComes) {
    start();
    const auto job = scan(false).job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::DONE));
    ASSERT_EQ(pages().size(), 2U);
    EXPECT_FALSE(pages()[0].has_straightened());
}

TEST_F(HubScan, OtherPagesThanCountedAreToldWithTheNumbers) {
    start();
    session = kiosk->open_session();
    for (const std::uint32_t expected : {2U, 5U}) {
        wire::HubRequest request;
        request.mutable_scan()->set_session(session);
        request.mutable_scan()->set_expected_pages(expected);
        const auto job = kiosk->ask(request).job().job();
        ASSERT_TRUE(until([&] { return end_of(job).has_value(); }));
        const auto end = *end_of(job);
        EXPECT_EQ(end.count().expected(), expected);
        EXPECT_EQ(end.count().fed(), 2U);
        EXPECT_EQ(end.count().stored(), 2U);
        EXPECT_EQ(end.state(), expected == 2 ? wire::JobState::DONE : wire::JobState::FAILED);
        if (expected == 5) {
            EXPECT_EQ(end.fault().code(), wire::FAULT_SCANNER_PAGE_COUNT);
            EXPECT_EQ(end.fault().parameters().at("expected"), "5");
            EXPECT_EQ(end.fault().parameters().at("stored"), "2");
        }
    }
    EXPECT_EQ(pages().size(), 4U);  // what came is kept
}

TEST_F(HubScan, APageThatTheWorkerGaveAndTheHubNeverSawIsNotCalledDone) {
    options.config.scanner_device = "loses";
    start();
    const auto job = scan().job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_SCANNER_PAGE_COUNT));
    EXPECT_EQ(end_of(job)->count().fed(), 3U);
    EXPECT_EQ(end_of(job)->count().stored(), 2U);
}

TEST_F(HubScan, GlassIsTestedInAClerksSessionOnlyAndLeavesNothingInTheSpool) {
    options.config.scanner_device = "dirty";
    start();
    EXPECT_EQ(test_glass(false).fault().code(), wire::FAULT_NOT_PERMITTED);
    kiosk->close(session);
    const auto job = test_glass(true).job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::DONE));
    EXPECT_TRUE(kiosk->hears([&](const wire::HubEvent& e) {
        return e.has_glass() && e.glass().job() == job && e.glass().verdict() == wire::GlassReport::DIRTY &&
               e.glass().spots_size() == 1;
    }));
    EXPECT_TRUE(pages().empty());
    EXPECT_TRUE(std::filesystem::is_empty(options.spool / session));
}

TEST_F(HubScan, ButtonOfTheScannerReachesWhoWatches) {
    options.config.scanner_device = "button";
    start();
    scan();
    EXPECT_TRUE(kiosk->hears([](const wire::HubEvent& e) {
        return e.has_button() && e.button().device() == "scanner" && e.button().button() == "scan";
    }));
}

TEST_F(HubScan, AreaThatIsNoPageIsRefused) {
    start();
    session = kiosk->open_session();
    for (const auto& [width, height] : {std::pair{50U, 2000U}, std::pair{2000U, 9000U}, std::pair{0U, 0U}}) {
        wire::HubRequest request;
        request.mutable_scan()->set_session(session);
        request.mutable_scan()->mutable_area()->set_width(width);
        request.mutable_scan()->mutable_area()->set_height(height);
        EXPECT_EQ(kiosk->ask(request).fault().code(), wire::FAULT_BAD_REQUEST);
    }
}

TEST_F(HubScan, JamIsSaidAndThePagesBeforeItAreKept) {
    options.config.scanner_device = "jam";
    start();
    const auto job = scan().job().job();
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_SCANNER_JAM));
    EXPECT_EQ(pages().size(), 2U);
}

TEST_F(HubScan, WorkerThatDiesFailsTheJobAndIsBackWithinASecond) {
    options.config.scanner_device = "die";
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const int before = pid_of("scanner");
    const auto job = scan().job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_SCANNER_IO));
    const auto died = monotonic_milliseconds();
    ASSERT_TRUE(until([&] { return pid_of("scanner") != before; }));
    EXPECT_LE(monotonic_milliseconds() - died, 1000);
}

TEST_F(HubScan, WorkerThatHangsIsKilledAndTheNextJobRuns) {
    options.config.scanner_device = "hang";
    options.delays.page_silence = 200;
    start();
    const auto job = scan().job().job();
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_SCANNER_IO));
    EXPECT_TRUE(until([&] { return scan().has_job(); }));
}

TEST_F(HubScan, PageThatKillsThePageWorkerGoesOnAsItWasScanned) {
    options.config.scanner_device = "pagedeath";
    start();
    const auto job = scan().job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::DONE));
    ASSERT_EQ(pages().size(), 2U);
    EXPECT_FALSE(pages()[0].has_straightened());
    EXPECT_EQ(pages()[0].reasons(0), wire::PAGE_EDGE_NOT_FOUND);
}

TEST_F(HubScan, CancelEndsIt) {
    options.config.scanner_device = "slow";
    start();
    const auto job = scan().job().job();
    EXPECT_EQ(scan().fault().code(), wire::FAULT_BUSY);
    wire::HubRequest cancel;
    cancel.mutable_cancel()->set_session(session);
    cancel.mutable_cancel()->set_job(job);
    EXPECT_TRUE(kiosk->ask(cancel).done());
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::CANCELLED, wire::FAULT_CANCELLED));
}

TEST_F(HubScan, EndOfTheSessionGivesAFreshWorker) {
    options.config.scanner_device = "slow";
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    const int before = pid_of("scanner");
    scan();
    kiosk->close(session);
    EXPECT_TRUE(until([&] { return pid_of("scanner") != before; }, 2000));
    EXPECT_EQ(spool_folders(), 0U);
    session.clear();
    EXPECT_TRUE(until([&] { return scan().has_job(); }));
}

TEST_F(HubScan, PageOutsideTheSessionIsNotPassedOn) {
    options.config.scanner_device = "outside";
    start();
    const auto job = scan().job().job();
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_INTERNAL));
    EXPECT_TRUE(pages().empty());
}

TEST_F(HubScan, FullSpoolAndBadBoundsAreRefused) {
    options.config.spool_bound = 3;
    start();
    EXPECT_EQ(scan(true, 20).fault().code(), wire::FAULT_BAD_REQUEST);
    const auto job = scan().job().job();
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_DISK_FULL));
    EXPECT_TRUE(until([&] { return scan().fault().code() == wire::FAULT_DISK_FULL; }));
}

}  // namespace
}  // namespace doorstep::devices
