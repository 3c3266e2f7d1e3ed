// The book must notice each promise that is broken, else a quiet run means nothing.
#include "tests/chaos/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace doorstep::chaos {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

wire::JobState end(wire::JobState::State state, unsigned pages = 0, wire::FaultCode code = wire::FAULT_NONE) {
    wire::JobState told;
    told.set_state(state);
    told.set_pages(pages);
    if (code != wire::FAULT_NONE) {
        told.mutable_fault()->set_code(code);
    }
    return told;
}

class ChaosLedger : public ::testing::Test {
  protected:
    std::vector<std::string> judged() {
        ledger_.finish();
        return ledger_.violations();
    }
    Ledger ledger_{{wire::FAULT_SCANNER_JAM, wire::FAULT_SCANNER_IO, wire::FAULT_PRINTER_JAM, wire::FAULT_CARD_NONE,
                    wire::FAULT_PRINTER_FAILED}};
};

TEST_F(ChaosLedger, RunWithoutAnyBrokenPromiseIsClean) {
    const auto jam = ledger_.trouble_begins("scanner", "jam", 90);
    ledger_.scan_began(1, {7, 8}, 100);
    ledger_.scan_page(1, 1, 7);
    ledger_.scan_ended(1, end(wire::JobState::FAILED, 1, wire::FAULT_SCANNER_JAM), 200);
    ledger_.trouble_ends(jam, 210);
    ledger_.scan_began(2, {9}, 300);
    ledger_.scan_page(2, 1, 9);
    ledger_.scan_ended(2, end(wire::JobState::DONE, 1), 400);
    ledger_.print_began(3, 5, 400);
    ledger_.papers_out({{5, 1}}, 480);
    ledger_.print_ended(3, end(wire::JobState::DONE), 500);
    ledger_.print_began(4, 6, 600);
    ledger_.left(4, 700);
    ledger_.papers_out({{5, 1}, {6, 1}}, 700 + paper_grace_ms);
    ledger_.card_lies("a", "123", 0, 1000);
    ledger_.read_ended(900, 1100, wire::FAULT_NONE, "123");
    EXPECT_THAT(judged(), IsEmpty());
    EXPECT_EQ(ledger_.outcomes().at("scanner FAILED FAULT_SCANNER_JAM"), 1);
    EXPECT_EQ(ledger_.troubles_done().at("scanner jam"), 1);
}

TEST_F(ChaosLedger, ACodeThatNobodyAskedForIsSeenAndNoiseNeedsACause) {
    ledger_.code_ended(100, 200, wire::FAULT_NONE, "C-7", "C-7");
    const auto garbage = ledger_.trouble_begins("code-reader", "garbage", 1000);
    ledger_.trouble_ends(garbage, 1010);
    ledger_.code_ended(1000, 1100, wire::FAULT_NONE, "x]", "C-8");
    EXPECT_THAT(ledger_.violations(), IsEmpty());
    ledger_.code_ended(50'000, 50'100, wire::FAULT_NONE, "x]", "C-9");
    ledger_.code_ended(60'000, 60'100, wire::FAULT_NONE, "C-9-for-nobody", "C-10");
    EXPECT_THAT(judged(), ::testing::ElementsAre(HasSubstr("noise without a cause"), HasSubstr("not asked for")));
}

TEST_F(ChaosLedger, LostPageIsSeen) {
    ledger_.scan_began(1, {7, 8}, 100);
    ledger_.scan_page(1, 1, 7);
    ledger_.scan_ended(1, end(wire::JobState::DONE, 1), 200);
    EXPECT_THAT(judged(), Contains(HasSubstr("done with 1 of 2 sheets")));
}

TEST_F(ChaosLedger, SkippedPageIsSeen) {
    ledger_.scan_began(1, {7, 8}, 100);
    ledger_.scan_page(1, 1, 8);
    EXPECT_THAT(judged(), Contains(HasSubstr("not the next one of the feeder")));
}

TEST_F(ChaosLedger, DoubledPageIsSeen) {
    ledger_.scan_began(1, {7, 8}, 100);
    ledger_.scan_page(1, 1, 7);
    ledger_.scan_page(1, 2, 7);
    EXPECT_THAT(judged(), Contains(HasSubstr("sheet 7 came twice")));
}

TEST_F(ChaosLedger, PageToldTwiceOrWithoutItsBytesIsSeen) {
    ledger_.scan_began(1, {7, 8}, 100);
    ledger_.scan_page(1, 1, 7);
    ledger_.scan_page(1, 1, 8);
    ledger_.scan_page(1, 3, -1);
    const auto found = judged();
    EXPECT_THAT(found, Contains(HasSubstr("page 1 was told where page 2 comes next")));
    EXPECT_THAT(found, Contains(HasSubstr("is not in the spool")));
}

TEST_F(ChaosLedger, PagesCountedOtherThanCameAreSeen) {
    const auto jam = ledger_.trouble_begins("scanner", "jam", 90);
    ledger_.scan_began(1, {7, 8}, 100);
    ledger_.scan_ended(1, end(wire::JobState::FAILED, 1, wire::FAULT_SCANNER_JAM), 200);
    ledger_.trouble_ends(jam, 200);
    EXPECT_THAT(judged(), Contains(HasSubstr("1 pages counted, 0 pages came")));
}

TEST_F(ChaosLedger, FaultThatNobodyCausedIsSeen) {
    ledger_.scan_began(1, {7}, 100);
    ledger_.scan_ended(1, end(wire::JobState::FAILED, 0, wire::FAULT_SCANNER_JAM), 200);
    EXPECT_THAT(judged(), Contains(HasSubstr("without a cause on the scanner")));
}

TEST_F(ChaosLedger, FaultWithoutASentenceIsSeen) {
    ledger_.scan_began(1, {7}, 100);
    ledger_.scan_ended(1, end(wire::JobState::FAILED, 0, wire::FAULT_INTERNAL), 200);
    EXPECT_THAT(judged(), Contains(HasSubstr("has no sentence of its own")));
}

TEST_F(ChaosLedger, JobWithoutAnEndOrWithTwoIsSeen) {
    ledger_.scan_began(1, {7}, 100);
    ledger_.print_began(2, 5, 100);
    ledger_.print_began(3, 6, 100);
    ledger_.print_ended(3, end(wire::JobState::CANCELLED), 200);
    ledger_.print_ended(3, end(wire::JobState::CANCELLED), 210);
    const auto found = judged();
    EXPECT_THAT(found, Contains("scan 1 never ended"));
    EXPECT_THAT(found, Contains("print 2 never ended"));
    EXPECT_THAT(found, Contains("print 3 ended twice"));
}

TEST_F(ChaosLedger, PaperToldAsDoneThatIsNotOutIsSeen) {
    ledger_.print_began(1, 5, 100);
    ledger_.print_ended(1, end(wire::JobState::DONE), 200);
    EXPECT_THAT(judged(), Contains(HasSubstr("paper 5 is not out")));
}

TEST_F(ChaosLedger, PaperPrintedTwiceIsSeen) {
    ledger_.print_began(1, 5, 100);
    ledger_.papers_out({{5, 1}}, 150);
    ledger_.print_ended(1, end(wire::JobState::DONE), 200);
    ledger_.papers_out({{5, 2}}, 250);
    EXPECT_THAT(judged(), Contains(HasSubstr("paper 5 came out 2 times")));
}

TEST_F(ChaosLedger, PaperForTheNextPersonIsSeen) {
    ledger_.print_began(1, 5, 100);
    ledger_.left(1, 200);
    ledger_.papers_out({{5, 1}}, 201 + paper_grace_ms);
    EXPECT_THAT(judged(), Contains(HasSubstr("paper after its end: 5 of job 1, 6001 ms")));
}

TEST_F(ChaosLedger, PaperThatFailedAndComesOutLaterIsSeen) {
    const auto kill = ledger_.trouble_begins("printer", "kill", 90);
    ledger_.trouble_ends(kill, 90);
    ledger_.print_began(1, 5, 100);
    ledger_.print_ended(1, end(wire::JobState::FAILED, 0, wire::FAULT_PRINTER_FAILED), 200);
    ledger_.papers_out({{5, 1}}, 10'000);
    EXPECT_THAT(judged(), Contains(HasSubstr("paper after its end: 5 of job 1")));
}

TEST_F(ChaosLedger, CardOfSomebodyElseIsSeen) {
    ledger_.card_lies("a", "123", 0, INT64_MAX);
    ledger_.card_lies("a", "123", 0, 1000);
    ledger_.read_ended(1001, 1100, wire::FAULT_NONE, "123");
    ledger_.read_ended(500, 600, wire::FAULT_NONE, "999");
    EXPECT_EQ(judged().size(), 2U);
}

TEST_F(ChaosLedger, CameraThatSaysNothingIsSeen) {
    ledger_.look_ended(0, 100, false, wire::FAULT_NONE);
    EXPECT_THAT(judged(), Contains(HasSubstr("neither showed a picture nor said why not")));
}

TEST_F(ChaosLedger, GrowthOfTheHubIsSeenAndAWobbleIsNot) {
    for (int i = 0; i < 40; ++i) {
        ledger_.hub_size(20'000 + (i % 2) * most_growth_kib);
    }
    EXPECT_THAT(judged(), IsEmpty());
    for (int i = 0; i < 40; ++i) {
        ledger_.hub_size(20'001 + 2 * most_growth_kib);
    }
    EXPECT_THAT(judged(), Contains(HasSubstr("the hub grew from")));
}

// Somebody had no processor for that long, in looks of a quarter of a second.
class HungryLedger : public ChaosLedger {
  protected:
    void hunger(std::int64_t until, std::int64_t milliseconds) {
        for (std::int64_t at = until - milliseconds; at < until; at += look) {
            ledger_.machine_look(at + look, look, look);
        }
    }
    static constexpr std::int64_t look = 250;
};

TEST_F(HungryLedger, OnlyWhatIsLateOrUnexplainedIsForgivenToAHungryMachine) {
    hunger(20'000, least_hunger_ms);
    ledger_.line_lost(20'000);
    ledger_.read_ended(19'000, 20'000, wire::FAULT_CARD_NONE, "");
    EXPECT_THAT(judged(), IsEmpty());
    ledger_.read_ended(19'000, 20'000, wire::FAULT_NONE, "999");
    EXPECT_THAT(judged(), Contains(HasSubstr("a card that did not lie there")));
    EXPECT_EQ(ledger_.starved_share(), 100);
}

TEST_F(HungryLedger, AMomentsHungerForgivesNothing) {
    hunger(20'000, least_hunger_ms - look);
    ledger_.line_lost(20'000);
    ledger_.read_ended(19'000, 20'000, wire::FAULT_CARD_NONE, "");
    EXPECT_EQ(judged().size(), 2U);
}

TEST_F(HungryLedger, HungerOfLongAgoForgivesNothing) {
    hunger(20'000, 5000);
    ledger_.line_lost(20'000 + silence_wait_ms);
    EXPECT_EQ(judged().size(), 1U);
    ledger_.read_ended(30'000, 20'000 + fault_wait_ms, wire::FAULT_CARD_NONE, "");
    EXPECT_EQ(judged().size(), 2U);
}

TEST_F(HungryLedger, AMachineThatIsMerelyBusyIsNotHungry) {
    for (std::int64_t at = 0; at < 60'000; at += look) {
        ledger_.machine_look(at + look, look / hungry_share, look);
    }
    EXPECT_EQ(ledger_.starved_share(), 0);
    ledger_.line_lost(60'000);
    EXPECT_EQ(judged().size(), 1U);
}

TEST_F(HungryLedger, APaperMayBeLateByTwiceTheHungerAndNoLonger) {
    ledger_.print_began(1, 7, 0);
    ledger_.left(1, 10'000);
    hunger(12'000, 2'000);
    ledger_.papers_out({{7, 1}}, 10'000 + paper_grace_ms + 4'000);
    EXPECT_THAT(judged(), IsEmpty());
    ledger_.print_began(2, 8, 0);
    ledger_.left(2, 10'000);
    ledger_.papers_out({{7, 1}, {8, 1}}, 10'001 + paper_grace_ms + 4'000);
    EXPECT_THAT(judged(), Contains(HasSubstr("paper after its end")));
}

TEST_F(ChaosLedger, DescriptorsThatStayOpenAreSeen) {
    ledger_.hub_descriptors(20, 20 + most_more_descriptors);
    EXPECT_THAT(judged(), IsEmpty());
    ledger_.hub_descriptors(20, 21 + most_more_descriptors);
    EXPECT_THAT(judged(), Contains(HasSubstr("descriptors")));
}

}  // namespace
}  // namespace doorstep::chaos
