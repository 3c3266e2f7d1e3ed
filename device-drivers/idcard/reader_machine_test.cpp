#include "device-drivers/idcard/reader_machine.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace doorstep::devices {
namespace {

constexpr int states = 11;
constexpr int events = 18;

// One letter a state × event: where it leads; '.' is unlisted. Columns in the order of ReaderEvent:
// Due Wanted Opened NotOpened Unplugged Answered NextSpeed NoSpeed FoundWanted FoundOnly NotFound NotFoundTwice
// Selected Finished Silent Reopen MoreWished SizeWished
const std::map<ReaderState, std::string> expected{
    {ReaderState::Absent, "AAPA...........A.."},      {ReaderState::Probing, ".P..AIPF.......A.."},
    {ReaderState::Identifying, ".I..AN........FA.Z"}, {ReaderState::Idle, "NN..A..........A.."},
    {ReaderState::Finding, ".N..A...SDNd..FA.."},     {ReaderState::Selecting, ".S..A.......RTFA.."},
    {ReaderState::Reading, ".R..A........TFAM."},     {ReaderState::Settling, "NT..A..........A.."},
    {ReaderState::Failed, "PP..A..........A.."},      {ReaderState::ReadingMore, ".M..A........TFAM."},
    {ReaderState::Sizing, ".Z..AN........NA.."},
};

char letter(ReaderState state) {
    constexpr std::string_view letters = "APIDNSRTFMZ";
    return letters[static_cast<std::size_t>(state)];
}

TEST(ReaderMachine, EveryStateAndEventLeadsWhereItShould) {
    for (int s = 0; s < states; ++s) {
        for (int e = 0; e < events; ++e) {
            const auto state = static_cast<ReaderState>(s);
            const auto event = static_cast<ReaderEvent>(e);
            const auto* const row = find_reader_row(state, event);
            const char want = static_cast<char>(std::toupper(expected.at(state)[static_cast<std::size_t>(e)]));
            EXPECT_EQ(row == nullptr ? '.' : letter(row->to), want)
                << reader_state_name(state) << " × " << reader_event_name(event);
        }
    }
}

TEST(ReaderMachine, NoRowTwice) {
    std::set<std::pair<ReaderState, ReaderEvent>> seen;
    for (const auto& row : reader_table()) {
        EXPECT_TRUE(seen.insert({row.from, row.event}).second)
            << reader_state_name(row.from) << " × " << reader_event_name(row.event);
    }
}

TEST(ReaderMachine, UnlistedEventLeadsToTheSafeState) {
    ASSERT_EQ(find_reader_row(ReaderState::Idle, ReaderEvent::Selected), nullptr);
    const auto row = reader_safe_row(ReaderState::Idle, ReaderEvent::Selected);
    EXPECT_EQ(row.to, ReaderState::Failed);
    EXPECT_EQ(row.action, ReaderAction::GiveUp);
}

TEST(ReaderMachine, EveryStateThatHoldsTheDeviceHearsItsUnplug) {
    for (int s = 1; s < states; ++s) {
        const auto* const row = find_reader_row(static_cast<ReaderState>(s), ReaderEvent::Unplugged);
        ASSERT_NE(row, nullptr);
        EXPECT_EQ(row->action, ReaderAction::Lost);
    }
}

}  // namespace
}  // namespace doorstep::devices
