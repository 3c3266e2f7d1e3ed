// The whole way of a page: worker process, libsane, sane-airscan, an eSCL scanner, the spool.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "emulators/media/picture.hpp"
#include "emulators/scanner/scanner_emulator.hpp"
#include "tests/devices/worker_fixture.hpp"

namespace doorstep::devices {
namespace {

using nlohmann::json;

class EsclWorker : public testing::WorkerTest {
  protected:
    void SetUp() override {
        char pattern[] = "/dev/shm/dsesclXXXXXX";
        folder_ = ::mkdtemp(pattern);
        std::filesystem::create_directories(folder_ / "spool/s1");
        for (int i = 0; i < 3; ++i) {
            const emulators::Picture sheet({248, 351}, {static_cast<std::uint8_t>(60 * i), 90, 90});
            sheets_.push_back((folder_ / (std::to_string(i) + ".jpg")).native());
            ASSERT_TRUE(write_file_atomically(sheets_.back(), emulators::encode_jpeg(sheet, 90), 0600));
        }
        auto started = emulators::ScannerEmulator::start({{"127.0.0.1", 0}, "EMU1", std::chrono::milliseconds(0)});
        ASSERT_TRUE(started);
        scanner_ = std::move(*started);
        WorkerSpec spec;
        spec.environment["TMPDIR"] = folder_.native();
        spec.configure.set_spool_folder((folder_ / "spool").native());
        start_worker("doorstep-worker-scan", spec);
    }
    void TearDown() override {
        WorkerTest::TearDown();
        scanner_.reset();
        std::filesystem::remove_all(folder_);
    }
    void send_scan(wire::Scan::Source source, std::uint64_t job) {
        messages_.clear();
        wire::WorkerMessage message;
        message.mutable_scan()->set_job(job);
        message.mutable_scan()->set_source(source);
        message.mutable_scan()->set_dpi(100);
        message.mutable_scan()->set_spool("s1");
        EXPECT_TRUE(worker_->send(message));
    }
    // Runs the loop until the job has ended and gives its last state.
    wire::JobState ended() {
        wire::JobState last;
        EXPECT_TRUE(until([&] {
            for (const auto& message : messages_) {
                if (message.has_job() && message.job().state() >= wire::JobState::DONE) {
                    last = message.job();
                    return true;
                }
            }
            return false;
        }));
        return last;
    }
    wire::JobState scan(wire::Scan::Source source) {
        send_scan(source, ++job_);
        return ended();
    }
    std::vector<wire::ScannedPage> pages() const {
        std::vector<wire::ScannedPage> found;
        for (const auto& message : messages_) {
            if (message.has_scanned()) {
                found.push_back(message.scanned());
            }
        }
        return found;
    }
    void order(const json& what) { ASSERT_TRUE(scanner_->order(what)) << what; }
    void state(const char* word) { order({{"do", "state"}, {"state", word}}); }

    std::filesystem::path folder_;
    std::vector<std::string> sheets_;
    std::unique_ptr<emulators::ScannerEmulator> scanner_;
    std::uint64_t job_ = 0;
};

TEST_F(EsclWorker, ThreeSheetsInTheFeederAreThreePagesInTheSpool) {
    order({{"do", "load"}, {"files", sheets_}});
    const auto status = open("escl:" + scanner_->url());
    EXPECT_EQ(status.state(), wire::Device::READY);
    const auto job = scan(wire::Scan::SOURCE_AUTO);
    EXPECT_EQ(job.state(), wire::JobState::DONE);
    EXPECT_EQ(job.pages(), 3U);
    const auto stored = pages();
    ASSERT_EQ(stored.size(), 3U);
    for (std::size_t i = 0; i < stored.size(); ++i) {
        EXPECT_EQ(stored[i].index(), i + 1);
        EXPECT_EQ(stored[i].dpi(), 100U);
        const auto bytes = read_spool_file(folder_ / "spool", stored[i].original());
        ASSERT_TRUE(bytes);
        ASSERT_TRUE(write_file_atomically(folder_ / "seen.jpg", BytesView(bytes->data(), bytes->size()), 0600));
        const auto seen = emulators::load_picture(folder_ / "seen.jpg");
        ASSERT_TRUE(seen);
        EXPECT_NEAR(seen->size().width, 827, 1);
        EXPECT_NEAR(seen->row(500)[300], 60 * static_cast<int>(i), 6);
    }
}

TEST_F(EsclWorker, BothSidesAreAskedOfTheScannerAndComeInOrder) {
    std::vector<std::string> sides{sheets_[0], sheets_[1], sheets_[2], sheets_[0]};
    order({{"do", "load"}, {"files", sides}});
    open("escl:" + scanner_->url());
    const auto job = scan(wire::Scan::DUPLEX);
    EXPECT_EQ(job.state(), wire::JobState::DONE);
    EXPECT_EQ(job.count().fed(), 4U);
    EXPECT_EQ(job.count().stored(), 4U);
    EXPECT_EQ(pages().size(), 4U);
    EXPECT_EQ(scanner_->order({{"do", "status"}})->at("duplex_jobs"), 1);
}

TEST_F(EsclWorker, AreaAndModeReachTheScanner) {
    open("escl:" + scanner_->url());
    messages_.clear();
    wire::WorkerMessage message;
    message.mutable_scan()->set_job(++job_);
    message.mutable_scan()->set_source(wire::Scan::FLATBED);
    message.mutable_scan()->set_dpi(150);
    message.mutable_scan()->set_mode(wire::Scan::GREY);
    message.mutable_scan()->mutable_area()->set_width(856);  // a card
    message.mutable_scan()->mutable_area()->set_height(540);
    message.mutable_scan()->set_spool("s1");
    ASSERT_TRUE(worker_->send(message));
    EXPECT_EQ(ended().state(), wire::JobState::DONE);
    ASSERT_EQ(pages().size(), 1U);
    const auto seen = emulators::load_picture(folder_ / "spool" / pages()[0].original().name());
    ASSERT_TRUE(seen);
    EXPECT_NEAR(seen->size().width, 506, 2);
    EXPECT_NEAR(seen->size().height, 319, 2);
}

TEST_F(EsclWorker, AutoWithAnEmptyFeederScansTheGlass) {
    open("escl:" + scanner_->url());
    const auto job = scan(wire::Scan::SOURCE_AUTO);
    EXPECT_EQ(job.state(), wire::JobState::DONE);
    EXPECT_EQ(job.pages(), 1U);
}

TEST_F(EsclWorker, EmptyJammedAndBusyAreToldApartAndEachIsRecoverable) {
    open("escl:" + scanner_->url());
    EXPECT_EQ(scan(wire::Scan::FEEDER).fault().code(), wire::FAULT_SCANNER_EMPTY);
    order({{"do", "load"}, {"files", sheets_}});
    state("jam");
    EXPECT_EQ(scan(wire::Scan::FEEDER).fault().code(), wire::FAULT_SCANNER_JAM);
    state("busy");
    EXPECT_EQ(scan(wire::Scan::FEEDER).fault().code(), wire::FAULT_SCANNER_BUSY);
    state("ok");
    EXPECT_EQ(scan(wire::Scan::FEEDER).state(), wire::JobState::DONE);
}

TEST_F(EsclWorker, JamMidwaySaysHowManyPagesCounted) {
    open("escl:" + scanner_->url());
    order({{"do", "load"}, {"files", sheets_}});
    order({{"do", "jam-after"}, {"sheets", 2}});
    const auto job = scan(wire::Scan::FEEDER);
    EXPECT_EQ(job.state(), wire::JobState::FAILED);
    EXPECT_EQ(job.fault().code(), wire::FAULT_SCANNER_JAM);
    EXPECT_EQ(job.pages(), 2U);
    EXPECT_EQ(pages().size(), 2U);
}

TEST_F(EsclWorker, ScannerThatIsSwitchedOffIsMissingAndComesBackByItself) {
    state("offline");
    const auto status = open("escl:" + scanner_->url());
    EXPECT_EQ(status.state(), wire::Device::ABSENT);
    EXPECT_EQ(status.fault().code(), wire::FAULT_SCANNER_MISSING);
    state("ok");
    EXPECT_TRUE(until(
        [this] { return messages_.back().has_status() && messages_.back().status().state() == wire::Device::READY; }));
    EXPECT_EQ(scan(wire::Scan::FLATBED).state(), wire::JobState::DONE);
}

TEST_F(EsclWorker, CancelEndsASlowJob) {
    auto slow = emulators::ScannerEmulator::start({{"127.0.0.1", 0}, "EMU2", std::chrono::seconds(20)});
    ASSERT_TRUE(slow);
    scanner_ = std::move(*slow);
    order({{"do", "load"}, {"files", sheets_}});
    open("escl:" + scanner_->url());
    send_scan(wire::Scan::FEEDER, 77);
    ASSERT_TRUE(until([this] { return !messages_.empty(); }));
    send_cancel(77);
    EXPECT_EQ(ended().state(), wire::JobState::CANCELLED);
    EXPECT_TRUE(pages().empty());
}

// A sheet as a scanner sees it, with dirt on the glass at those places (millimetres).
std::string sheet_with_dirt(const std::filesystem::path& file, const std::vector<std::pair<int, int>>& places) {
    emulators::Picture sheet({1240, 1754}, {236, 236, 232});
    for (const auto& [x, y] : places) {
        for (int row = y * 150 / 25; row < y * 150 / 25 + 9; ++row) {
            for (int column = x * 150 / 25; column < x * 150 / 25 + 9; ++column) {
                auto* const pixel = sheet.row(row) + std::ptrdiff_t{3} * column;
                pixel[0] = pixel[1] = pixel[2] = 90;
            }
        }
    }
    EXPECT_TRUE(write_file_atomically(file, emulators::encode_jpeg(sheet, 92), 0600));
    return file.native();
}

TEST_F(EsclWorker, DirtOnTheGlassIsFoundWhereItIsAndNothingReachesTheSpool) {
    open("escl:" + scanner_->url());
    const auto look = [&](const std::string& sheet) {
        order({{"do", "load"}, {"files", {sheet}}});
        messages_.clear();
        wire::WorkerMessage message;
        message.mutable_scan()->set_job(++job_);
        message.mutable_scan()->set_source(wire::Scan::FLATBED);
        message.mutable_scan()->set_spool("s1");
        message.mutable_scan()->set_test_glass(true);
        EXPECT_TRUE(worker_->send(message));
        EXPECT_EQ(ended().state(), wire::JobState::DONE);
        wire::GlassReport report;
        for (const auto& told : messages_) {
            report = told.has_glass() ? told.glass() : report;
        }
        return report;
    };
    EXPECT_EQ(look(sheet_with_dirt(folder_ / "clean.jpg", {})).verdict(), wire::GlassReport::CLEAN);
    const auto dirty = look(sheet_with_dirt(folder_ / "dirty.jpg", {{50, 100}, {150, 225}}));
    EXPECT_EQ(dirty.verdict(), wire::GlassReport::DIRTY);
    ASSERT_EQ(dirty.spots_size(), 2);
    std::vector<std::pair<double, double>> places;
    for (const auto& spot : dirty.spots()) {
        places.emplace_back(spot.x() / 10.0, spot.y() / 10.0);
    }
    std::sort(places.begin(), places.end());
    EXPECT_NEAR(places[0].first, 50 * 25.4 / 25, 1);
    EXPECT_NEAR(places[0].second, 100 * 25.4 / 25, 1);
    EXPECT_NEAR(places[1].second, 225 * 25.4 / 25, 1);
    const auto paper = look(std::string(DOORSTEP_SOURCE_DIR) + "/tests/data/pages/lucasta.047.jpg");
    EXPECT_EQ(paper.verdict(), wire::GlassReport::NO_BLANK_SHEET);
    EXPECT_EQ(paper.spots_size(), 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder_ / "spool/s1"));
}

TEST_F(EsclWorker, WhatAKilledWorkerLeftIsRemovedByTheNext) {
    const auto left = [this] {
        return std::count_if(
            std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator(),
            [](const auto& entry) { return entry.path().filename().native().starts_with("doorstep-sane-"); });
    };
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(open("escl:" + scanner_->url()).state(), wire::Device::READY);
        EXPECT_EQ(left(), 1);
        ready_ = false;
        ASSERT_EQ(::kill(worker_->pid(), SIGKILL), 0);
        ASSERT_TRUE(until([this] { return ready_; }));
    }
    EXPECT_EQ(left(), 1);  // of the last one; a fourth would remove it
}

TEST_F(EsclWorker, SessionThatEndedMeanwhileGetsNoPages) {
    std::filesystem::remove_all(folder_ / "spool/s1");
    open("escl:" + scanner_->url());
    const auto job = scan(wire::Scan::FLATBED);
    EXPECT_EQ(job.state(), wire::JobState::FAILED);
    EXPECT_EQ(job.fault().code(), wire::FAULT_NO_SESSION);
}

}  // namespace
}  // namespace doorstep::devices
