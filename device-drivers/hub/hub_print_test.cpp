#include "device-drivers/hub/hub_fixture.hpp"

namespace doorstep::devices {
namespace {

class HubPrint : public testing::HubTest {
  protected:
    wire::HubReply print(std::string pdf = "%PDF-1.4 receipt") {
        if (session.empty()) {
            session = kiosk->open_session();
        }
        wire::HubRequest request;
        request.mutable_print()->set_session(session);
        request.mutable_print()->set_pdf(std::move(pdf));
        return kiosk->ask(request);
    }
    std::string session;
};

TEST_F(HubPrint, PapersArePrintedOneAfterAnother) {
    start();
    const auto first = print().job().job();
    const auto second = print().job().job();
    EXPECT_TRUE(kiosk->hears_job(first, wire::JobState::DONE));
    EXPECT_TRUE(kiosk->hears_job(second, wire::JobState::DONE));
}

TEST_F(HubPrint, NoPdfAndTooLargeAreRefused) {
    start();
    EXPECT_EQ(print("hello").fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(print("%PDF-" + std::string(largest_paper, 'x')).fault().code(), wire::FAULT_TOO_LARGE);
}

TEST_F(HubPrint, PaperOutWaitsAndIsSaidThenCancelledInTheMiddle) {
    options.config.printer_uri = "paperout slow";
    start();
    const auto job = print().job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT));
    const auto waiting = print().job().job();
    wire::HubRequest cancel;
    cancel.mutable_cancel()->set_session(session);
    cancel.mutable_cancel()->set_job(waiting);
    EXPECT_TRUE(kiosk->ask(cancel).done());
    EXPECT_TRUE(kiosk->hears_job(waiting, wire::JobState::CANCELLED, wire::FAULT_CANCELLED));
    cancel.mutable_cancel()->set_job(job);
    EXPECT_TRUE(kiosk->ask(cancel).done());
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::CANCELLED, wire::FAULT_CANCELLED));
}

TEST_F(HubPrint, APaperBehindOneThatWaitsForPaperSaysSoToo) {
    options.config.printer_uri = "paperout slow";
    start();
    const auto first = print().job().job();
    const auto early = print().job().job();
    ASSERT_TRUE(kiosk->hears_job(first, wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT));
    EXPECT_TRUE(kiosk->hears_job(early, wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT));
    const auto late = print().job().job();
    EXPECT_TRUE(kiosk->hears_job(late, wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT));
}

TEST_F(HubPrint, EndOfTheSessionCancelsWhatIsLeftInQueueAndPrinter) {
    options.config.printer_uri = "paperout slow";
    start();
    ASSERT_TRUE(kiosk->hears_device("printer", wire::Device::READY));
    const int before = pid_of("printer");
    const auto job = print().job().job();
    const auto behind = print().job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT));
    ASSERT_TRUE(kiosk->hears_job(behind, wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT));
    kiosk->forget();
    kiosk->close(session);
    EXPECT_TRUE(until([&] { return pid_of("printer") != 0 && pid_of("printer") != before; }, 2000));
    for (const auto& event : kiosk->events()) {
        EXPECT_FALSE(event.has_job());  // nothing is told of a session that has ended
    }
}

TEST_F(HubPrint, WorkerThatHangsInCancelIsKilled) {
    options.config.printer_uri = "hang";
    start();
    const auto job = print().job().job();
    wire::HubRequest cancel;
    cancel.mutable_cancel()->set_session(session);
    cancel.mutable_cancel()->set_job(job);
    EXPECT_TRUE(kiosk->ask(cancel).done());
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::CANCELLED, wire::FAULT_CANCELLED));
}

TEST_F(HubPrint, WorkerThatDiesIsAPrinterFailure) {
    options.config.printer_uri = "die";
    start();
    const auto job = print().job().job();
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_PRINTER_FAILED));
}

}  // namespace
}  // namespace doorstep::devices
