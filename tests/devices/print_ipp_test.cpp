// The whole way of a paper: worker process, libcups, a real IPP Everywhere printer (ippeveprinter).
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "emulators/printer/printer_emulator.hpp"
#include "tests/devices/worker_fixture.hpp"

namespace doorstep::devices {
namespace {

using nlohmann::json;
constexpr auto paper_text = "%PDF-1.4\n% a receipt\n";

class IppWorker : public testing::WorkerTest {
  protected:
    void SetUp() override {
        char pattern[] = "/tmp/dsippXXXXXX";
        folder_ = ::mkdtemp(pattern);
        auto started = emulators::PrinterEmulator::start({{"127.0.0.1", 0}, folder_ / "p", DOORSTEP_BIN_DIR, 0});
        ASSERT_TRUE(started) << started.error().text();
        printer_ = std::move(*started);
        start_worker("doorstep-worker-print");
    }
    void TearDown() override {
        WorkerTest::TearDown();
        printer_.reset();
        std::filesystem::remove_all(folder_);
    }
    wire::WorkerStatus open() { return WorkerTest::open(printer_->uri()); }
    void send_print(std::uint64_t job) { WorkerTest::send_print(job, paper_text); }
    void state(const char* word) { ASSERT_TRUE(printer_->order({{"do", "state"}, {"state", word}})); }
    std::vector<std::string> papers() { return (*printer_->order({{"do", "status"}}))["papers"]; }

    std::filesystem::path folder_;
    std::unique_ptr<emulators::PrinterEmulator> printer_;
};

TEST_F(IppWorker, DoneIsSaidWhenThePaperIsOut) {
    EXPECT_EQ(open().state(), wire::Device::READY);
    send_print(1);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    ASSERT_EQ(papers().size(), 1U);
    EXPECT_EQ(*read_text_file(papers()[0], 1000), paper_text);
}

TEST_F(IppWorker, PaperOutIsToldThenRefilledAndPrintedExactlyOnce) {
    open();
    state("empty");
    send_print(2);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT); }));
    EXPECT_TRUE(papers().empty());
    EXPECT_FALSE(saw(wire::JobState::DONE));
    state("ok");
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers().size(), 1U);
}

TEST_F(IppWorker, JammedJobIsCancelledInThePrinterAndNothingComesOutLater) {
    open();
    state("jam");
    send_print(3);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::WAITING, wire::FAULT_PRINTER_JAM); }));
    send_cancel(3);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::CANCELLED, wire::FAULT_CANCELLED); }));
    state("ok");
    send_print(4);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers().size(), 1U);  // only the second
}

// Found by the chaos run: a jammed paper whose worker was killed came out for the next person.
TEST_F(IppWorker, PaperOfAKilledWorkerIsCalledBackByTheNextOne) {
    open();
    state("jam");
    send_print(7);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::WAITING, wire::FAULT_PRINTER_JAM); }));
    ready_ = false;
    ::kill(worker_->pid(), SIGKILL);
    ASSERT_TRUE(until([this] { return ready_; }));
    messages_.clear();
    open();
    state("ok");
    send_print(8);
    ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); }));
    EXPECT_EQ(papers().size(), 1U);  // only the second
}

TEST_F(IppWorker, EachTroubleHasItsOwnFault) {
    open();
    std::uint64_t job = 10;
    for (const auto& [word, fault] :
         {std::pair{"cover-open", wire::FAULT_PRINTER_COVER_OPEN}, std::pair{"toner-empty", wire::FAULT_PRINTER_TONER},
          std::pair{"paused", wire::FAULT_PRINTER_PAUSED}}) {
        state(word);
        send_print(++job);
        ASSERT_TRUE(until([&, f = fault] { return saw(wire::JobState::WAITING, f); })) << word;
        state("ok");
        ASSERT_TRUE(until([this] { return saw(wire::JobState::DONE); })) << word;
    }
    EXPECT_EQ(papers().size(), 3U);
}

TEST_F(IppWorker, PrinterThatIsSwitchedOffIsMissingAndIsSeenAgain) {
    state("offline");
    EXPECT_EQ(open().state(), wire::Device::ABSENT);
    messages_.clear();
    state("ok");
    wire::WorkerStatus status;
    ASSERT_TRUE(until([&] { return saw_status(status); }));
    EXPECT_EQ(status.state(), wire::Device::READY);
    EXPECT_EQ(status.fault().code(), wire::FAULT_NONE);
}

TEST_F(IppWorker, JobThatIsNotForAPrinterIsRefused) {
    open();
    wire::WorkerMessage message;
    message.mutable_scan()->set_job(9);
    ASSERT_TRUE(worker_->send(message));
    EXPECT_TRUE(until([this] { return saw(wire::JobState::FAILED, wire::FAULT_BAD_REQUEST); }));
}

}  // namespace
}  // namespace doorstep::devices
