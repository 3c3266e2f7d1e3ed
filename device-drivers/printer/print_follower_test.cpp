#include "device-drivers/printer/print_follower.hpp"

#include <deque>
#include <optional>

#include <gtest/gtest.h>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices {
namespace {

// A printer that follows a script; the last line of each list goes on for ever.
class ScriptedPrinter final : public Printer {
  public:
    template <class T>
    static T next(std::deque<T>& list) {
        T value = list.front();
        if (list.size() > 1) {
            list.pop_front();
        }
        return value;
    }
    std::string name() const override { return "scripted"; }
    Status recall() override { return {}; }
    Result<PrinterStatus> status() override {
        PrinterStatus now;
        now.trouble = next(troubles);
        return now;
    }
    Result<int> submit(BytesView, const PrintWish&, const std::string&) override {
        ++submitted;
        return next(submits);
    }
    Result<JobStatus> job(int) override { return next(jobs); }
    Status resume() override {
        ++resumes;
        return resume_error ? Status(*resume_error) : Status{};
    }
    Status cancel(int) override {
        ++cancels;
        if (cancel_works) {
            jobs = {JobStatus{JobPhase::Cancelled, 0}};
        }
        return {};
    }
    std::deque<Result<int>> submits = {7};
    std::deque<Result<JobStatus>> jobs = {JobStatus{JobPhase::Printing, 0}, JobStatus{JobPhase::Printed, 2}};
    std::deque<PrinterTrouble> troubles = {PrinterTrouble::None};
    int submitted = 0;
    int cancels = 0;
    int resumes = 0;
    std::optional<PrintError> resume_error;
    bool cancel_works = true;
};

class FollowedPrint : public ::testing::Test {
  protected:
    PrintOutcome print() {
        PrintCallbacks callbacks;
        callbacks.sleep = [this](std::chrono::milliseconds time) {
            now_ += time;
            ASSERT_LT(now_, std::chrono::hours(1)) << "no end";
        };
        callbacks.cancelled = [this] { return now_ >= cancel_at_; };
        callbacks.progress = [this](PrinterTrouble trouble, int) { seen_.push_back(trouble); };
        return print_to_the_end(printer_, {as_bytes("%PDF"), {}, "7"}, callbacks, delays_);
    }
    ScriptedPrinter printer_;
    PrintDelays delays_;
    std::chrono::milliseconds now_{0};
    std::chrono::milliseconds cancel_at_ = std::chrono::hours(24);
    std::vector<PrinterTrouble> seen_;
};

TEST_F(FollowedPrint, SubmittedIsNotPrinted) {
    const auto outcome = print();
    EXPECT_EQ(outcome.end, PrintEnd::Printed);
    EXPECT_EQ(outcome.pages, 2);
    EXPECT_EQ(seen_.size(), 1U);
}

TEST_F(FollowedPrint, PaperOutIsToldAndTheJobIsSentOnlyOnce) {
    printer_.jobs = {JobStatus{JobPhase::Stopped, 0}, JobStatus{JobPhase::Stopped, 0}, JobStatus{JobPhase::Printed, 1}};
    printer_.troubles = {PrinterTrouble::PaperOut, PrinterTrouble::PaperOut, PrinterTrouble::None};
    EXPECT_EQ(print().end, PrintEnd::Printed);
    EXPECT_EQ(seen_, (std::vector{PrinterTrouble::PaperOut, PrinterTrouble::PaperOut}));
    EXPECT_EQ(printer_.submitted, 1);
}

TEST_F(FollowedPrint, PausedQueueIsEnabledAgainAndThePaperSentOnce) {
    printer_.jobs = {JobStatus{JobPhase::Stopped, 0}, JobStatus{JobPhase::Stopped, 0}, JobStatus{JobPhase::Printed, 1}};
    printer_.troubles = {PrinterTrouble::Paused, PrinterTrouble::Paused, PrinterTrouble::None};
    EXPECT_EQ(print().end, PrintEnd::Printed);
    EXPECT_EQ(printer_.resumes, 1);
    EXPECT_EQ(printer_.submitted, 1);
}

TEST_F(FollowedPrint, QueueThatIsPausedAgainAfterPagesCameOutIsLeftToAPerson) {
    printer_.jobs = {JobStatus{JobPhase::Printing, 1}};
    printer_.troubles = {PrinterTrouble::Paused};
    cancel_at_ = std::chrono::minutes(5);
    EXPECT_EQ(print().end, PrintEnd::Cancelled);
    EXPECT_EQ(printer_.resumes, most_resumes_after_pages);
}

TEST_F(FollowedPrint, QueueThatPausesBeforeAnyPageIsEnabledAtEachLookUntilItsSessionEnds) {
    printer_.jobs = {JobStatus{JobPhase::Stopped, 0}};
    printer_.troubles = {PrinterTrouble::Paused};
    cancel_at_ = std::chrono::seconds(60);
    EXPECT_EQ(print().end, PrintEnd::Cancelled);
    EXPECT_EQ(printer_.resumes, 60'000 / delays_.resume_every.count());
}

TEST_F(FollowedPrint, QueueThatMayNotBeEnabledWaitsAndSaysPaused) {
    printer_.jobs = {JobStatus{JobPhase::Stopped, 0}};
    printer_.troubles = {PrinterTrouble::Paused};
    printer_.resume_error = PrintError::Refused;
    cancel_at_ = std::chrono::seconds(12);
    EXPECT_EQ(print().end, PrintEnd::Cancelled);
    EXPECT_EQ(seen_.front(), PrinterTrouble::Paused);
    EXPECT_EQ(printer_.resumes, 3);
}

TEST_F(FollowedPrint, BusyPrinterIsAskedAgainAndGivenUpInTheEnd) {
    printer_.submits = {PrintError::Busy, PrintError::Busy, 7};
    EXPECT_EQ(print().end, PrintEnd::Printed);
    EXPECT_EQ(printer_.submitted, 3);
    printer_.submits = {PrintError::Busy};
    EXPECT_EQ(print().end, PrintEnd::Failed);
}

TEST_F(FollowedPrint, PrinterThatIsNotThereIsOffline) {
    printer_.submits = {PrintError::Missing};
    const auto outcome = print();
    EXPECT_EQ(outcome.end, PrintEnd::Failed);
    EXPECT_EQ(outcome.trouble, PrinterTrouble::Offline);
    EXPECT_FALSE(outcome.lost_sight);
}

TEST_F(FollowedPrint, RefusedPaperIsNotSentAgain) {
    printer_.submits = {PrintError::Refused};
    EXPECT_EQ(print().end, PrintEnd::Failed);
    EXPECT_EQ(printer_.submitted, 1);
}

TEST_F(FollowedPrint, CancelReachesThePrinterOnceAndIsFollowedToItsEnd) {
    printer_.jobs = {JobStatus{JobPhase::Stopped, 0}};
    printer_.troubles = {PrinterTrouble::Jam};
    cancel_at_ = std::chrono::seconds(5);
    EXPECT_EQ(print().end, PrintEnd::Cancelled);
    EXPECT_EQ(printer_.cancels, 1);
}

TEST_F(FollowedPrint, JobThatIsForgottenAfterItsCancelWasCancelled) {
    printer_.jobs = {JobStatus{JobPhase::Stopped, 0}, JobStatus{JobPhase::Stopped, 0}, PrintError::NoSuchJob};
    printer_.cancel_works = false;
    cancel_at_ = delays_.look_every;
    EXPECT_EQ(print().end, PrintEnd::Cancelled);
}

TEST_F(FollowedPrint, CancelBeforeThePrinterTookItSendsNothing) {
    cancel_at_ = std::chrono::milliseconds(0);
    EXPECT_EQ(print().end, PrintEnd::Cancelled);
    EXPECT_EQ(printer_.submitted, 0);
}

TEST_F(FollowedPrint, PrinterThatIgnoresTheCancelIsNotWaitedForWithoutEnd) {
    printer_.jobs = {JobStatus{JobPhase::Printing, 0}};
    printer_.cancel_works = false;
    cancel_at_ = std::chrono::seconds(1);
    const auto outcome = print();
    EXPECT_EQ(outcome.end, PrintEnd::Failed);
    EXPECT_TRUE(outcome.lost_sight);
    EXPECT_LE(now_, cancel_at_ + delays_.cancel_within + 4 * delays_.look_every);
}

TEST_F(FollowedPrint, PrinterUnpluggedMidJobIsNotSaidToHavePrinted) {
    printer_.jobs = {JobStatus{JobPhase::Printing, 1}, PrintError::Missing};
    const auto outcome = print();
    EXPECT_EQ(outcome.end, PrintEnd::Failed);
    EXPECT_TRUE(outcome.lost_sight);
    EXPECT_EQ(outcome.trouble, PrinterTrouble::Offline);
    EXPECT_GE(now_, delays_.reach_within);
}

TEST_F(FollowedPrint, PrinterThatForgotTheJobIsNotAskedToPrintItAgain) {
    printer_.jobs = {JobStatus{JobPhase::Printing, 0}, PrintError::NoSuchJob};
    EXPECT_TRUE(print().lost_sight);
    EXPECT_EQ(printer_.submitted, 1);
}

}  // namespace
}  // namespace doorstep::devices
