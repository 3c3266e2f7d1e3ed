#include "forms/case_states.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace doorstep::forms {
namespace {

TEST(CaseStates, TableIsInTheOrderOfTheEnumAndIdsAreUnique) {
    std::set<std::string_view> ids;
    int number = 0;
    for (const auto state : all_case_states()) {
        EXPECT_EQ(static_cast<int>(state), number++);
        EXPECT_TRUE(ids.insert(case_state_id(state)).second);
        EXPECT_EQ(parse_case_state(case_state_id(state)).value(), state);
    }
    EXPECT_EQ(number, static_cast<int>(CaseState::SupplementDue) + 1);
    EXPECT_TRUE(parse_case_state("nonsense").error().is(FormsError::UnknownState));
}

TEST(CaseStates, EveryUnlistedMoveIsRefusedInWords) {
    int legal = 0;
    for (const auto from : all_case_states()) {
        for (const auto to : all_case_states()) {
            const auto status = check_move(from, to);
            EXPECT_EQ(status.has_value(), legal_move(from, to));
            if (!status) {
                EXPECT_NE(status.error().detail().find(case_state_id(from)), std::string::npos);
                EXPECT_NE(status.error().detail().find(case_state_id(to)), std::string::npos);
            }
            legal += legal_move(from, to) ? 1 : 0;
        }
        EXPECT_FALSE(legal_move(from, from));
    }
    EXPECT_EQ(legal, 64);  // a row more or less is meant, or it is a mistake
}

TEST(CaseStates, OnlyAHearingLeadsToLessMoney) {
    for (const auto from : all_case_states()) {
        for (const auto to : {CaseState::Decrease, CaseState::Stop}) {
            EXPECT_EQ(legal_move(from, to), from == CaseState::Hearing);
            EXPECT_TRUE(needs_hearing(to));
            EXPECT_TRUE(needs_written_reason(to));
        }
    }
    EXPECT_FALSE(needs_hearing(CaseState::Increase));
    EXPECT_TRUE(needs_written_reason(CaseState::Refused));
}

TEST(CaseStates, EachIsReachedFromDraftAndReachesAnEnd) {
    std::set<CaseState> reached = {CaseState::Draft};
    for (std::size_t round = 0; round < all_case_states().size(); ++round) {
        for (const auto state : std::set<CaseState>(reached)) {
            for (const auto next : moves_from(state)) {
                reached.insert(next);
            }
        }
    }
    EXPECT_EQ(reached.size(), all_case_states().size());
    for (const auto state : all_case_states()) {
        EXPECT_EQ(moves_from(state).empty(), state == CaseState::Closed) << case_state_id(state);
    }
}

TEST(CaseStates, StationDecidesNothingBeyondDelivery) {
    for (const auto state : all_case_states()) {
        EXPECT_EQ(decided_at_station(state), state <= CaseState::Delivered) << case_state_id(state);
    }
}

}  // namespace
}  // namespace doorstep::forms
