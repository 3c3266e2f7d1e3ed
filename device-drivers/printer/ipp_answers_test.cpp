#include "device-drivers/printer/ipp_answers.hpp"

#include <cups/cups.h>
#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

TEST(IppAnswers, PrinterTellsStateSerialAndFirmware) {
    const Ipp answer(ippNew());
    ippAddInteger(answer.get(), IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_STOPPED);
    ippAddString(answer.get(), IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "printer-state-reasons", nullptr, "media-jam");
    ippAddString(answer.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-make-and-model", nullptr, "Test 1");
    ippAddString(answer.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-device-id", nullptr,
                 "MFG:T;XSN:no;SN:E78;CLS:P;");
    ippAddString(answer.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-firmware-string-version", nullptr, "2.1");
    const auto status = status_of(answer.get());
    EXPECT_EQ(status.trouble, PrinterTrouble::Jam);
    EXPECT_TRUE(status.stopped);
    EXPECT_TRUE(status.accepting);
    EXPECT_EQ(status.model, "Test 1");
    EXPECT_EQ(status.serial, "E78");
    EXPECT_EQ(status.firmware, "2.1");
}

TEST(IppAnswers, AttributesOfAnotherKindAreAsGoodAsMissing) {
    const Ipp answer(ippNew());
    ippAddString(answer.get(), IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-state", nullptr, "stopped");
    ippAddInteger(answer.get(), IPP_TAG_PRINTER, IPP_TAG_INTEGER, "printer-state-reasons", 3);
    ippAddInteger(answer.get(), IPP_TAG_PRINTER, IPP_TAG_INTEGER, "printer-make-and-model", 4);
    ippAddString(answer.get(), IPP_TAG_JOB, IPP_TAG_TEXT, "job-id", nullptr, "7");
    const auto status = status_of(answer.get());
    EXPECT_FALSE(status.stopped);
    EXPECT_EQ(status.trouble, PrinterTrouble::None);
    EXPECT_EQ(status.model, "");
    EXPECT_EQ(job_number_of(answer.get()), 0);
}

TEST(IppAnswers, EndOfAJobIsFoundAmongTheEventsOfOthers) {
    const Ipp answer(ippNew());
    for (const auto& [id, state] : {std::pair{6, IPP_JSTATE_CANCELED}, std::pair{7, IPP_JSTATE_PROCESSING},
                                    std::pair{7, IPP_JSTATE_COMPLETED}, std::pair{8, IPP_JSTATE_PROCESSING}}) {
        ippAddInteger(answer.get(), IPP_TAG_EVENT_NOTIFICATION, IPP_TAG_INTEGER, "notify-job-id", id);
        ippAddInteger(answer.get(), IPP_TAG_EVENT_NOTIFICATION, IPP_TAG_ENUM, "job-state", state);
        ippAddInteger(answer.get(), IPP_TAG_EVENT_NOTIFICATION, IPP_TAG_INTEGER, "job-impressions-completed", id);
        ippAddSeparator(answer.get());
    }
    ASSERT_TRUE(end_told_of(answer.get(), 7));
    EXPECT_EQ(end_told_of(answer.get(), 7)->phase, JobPhase::Printed);
    EXPECT_EQ(end_told_of(answer.get(), 7)->pages, 7);
    EXPECT_EQ(end_told_of(answer.get(), 6)->phase, JobPhase::Cancelled);
    EXPECT_FALSE(end_told_of(answer.get(), 8));
    EXPECT_FALSE(end_told_of(answer.get(), 9));
}

TEST(IppAnswers, OnlyJobsOfTheOwnerAreHis) {
    const Ipp answer(ippNew());
    for (int id = 1; id <= 3; ++id) {
        ippAddInteger(answer.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", id);
        ippAddString(answer.get(), IPP_TAG_JOB, IPP_TAG_NAME, "job-originating-user-name", nullptr,
                     id == 2 ? "somebody" : "doorstep");
        ippAddSeparator(answer.get());
    }
    EXPECT_EQ(jobs_of(answer.get(), "doorstep"), (std::vector{1, 3}));
}

}  // namespace
}  // namespace doorstep::devices
