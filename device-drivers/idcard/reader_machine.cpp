#include "device-drivers/idcard/reader_machine.hpp"

#include <algorithm>
#include <array>

namespace doorstep::devices {
namespace {

using A = ReaderAction;
using E = ReaderEvent;
using S = ReaderState;

// clang-format off
constexpr std::array table{
    //        from            event             to              action
    ReaderRow{S::Absent,      E::Due,           S::Absent,      A::Open},
    ReaderRow{S::Absent,      E::Opened,        S::Probing,     A::AskStatus},
    ReaderRow{S::Absent,      E::NotOpened,     S::Absent,      A::WaitForDevice},
    ReaderRow{S::Absent,      E::Wanted,        S::Absent,      A::Open},
    ReaderRow{S::Absent,      E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Probing,     E::Answered,      S::Identifying, A::AskId},
    ReaderRow{S::Probing,     E::NextSpeed,     S::Probing,     A::AskStatus},
    ReaderRow{S::Probing,     E::NoSpeed,       S::Failed,      A::GiveUp},
    ReaderRow{S::Probing,     E::Wanted,        S::Probing,     A::Nothing},
    ReaderRow{S::Probing,     E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Probing,     E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Identifying, E::Answered,      S::Finding,     A::Find},
    ReaderRow{S::Identifying, E::SizeWished,    S::Sizing,      A::SetFrameSize},
    ReaderRow{S::Sizing,      E::Answered,      S::Finding,     A::Find},
    ReaderRow{S::Sizing,      E::Silent,        S::Finding,     A::Find},
    ReaderRow{S::Sizing,      E::Wanted,        S::Sizing,      A::Nothing},
    ReaderRow{S::Sizing,      E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Sizing,      E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Identifying, E::Silent,        S::Failed,      A::GiveUp},
    ReaderRow{S::Identifying, E::Wanted,        S::Identifying, A::Nothing},
    ReaderRow{S::Identifying, E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Identifying, E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Idle,        E::Due,           S::Finding,     A::Find},
    ReaderRow{S::Idle,        E::Wanted,        S::Finding,     A::Find},
    ReaderRow{S::Idle,        E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Idle,        E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Finding,     E::FoundWanted,   S::Selecting,   A::Select},
    ReaderRow{S::Finding,     E::FoundOnly,     S::Idle,        A::WaitForPoll},
    ReaderRow{S::Finding,     E::NotFound,      S::Finding,     A::Find},
    ReaderRow{S::Finding,     E::NotFoundTwice, S::Idle,        A::WaitForPoll},
    ReaderRow{S::Finding,     E::Silent,        S::Failed,      A::GiveUp},
    ReaderRow{S::Finding,     E::Wanted,        S::Finding,     A::Nothing},
    ReaderRow{S::Finding,     E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Finding,     E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Selecting,   E::Selected,      S::Reading,     A::Read},
    ReaderRow{S::Selecting,   E::Finished,      S::Settling,    A::FieldOff},
    ReaderRow{S::Selecting,   E::Silent,        S::Failed,      A::GiveUp},
    ReaderRow{S::Selecting,   E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Selecting,   E::Wanted,        S::Selecting,   A::Nothing},
    ReaderRow{S::Selecting,   E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Reading,     E::Finished,      S::Settling,    A::FieldOff},
    ReaderRow{S::Reading,     E::Silent,        S::Failed,      A::GiveUp},
    ReaderRow{S::Reading,     E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Reading,     E::Wanted,        S::Reading,     A::Nothing},
    ReaderRow{S::Reading,     E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Reading,     E::MoreWished,    S::ReadingMore, A::ReadMore},
    ReaderRow{S::ReadingMore, E::MoreWished,    S::ReadingMore, A::ReadMore},
    ReaderRow{S::ReadingMore, E::Finished,      S::Settling,    A::FieldOff},
    ReaderRow{S::ReadingMore, E::Silent,        S::Failed,      A::GiveUp},
    ReaderRow{S::ReadingMore, E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::ReadingMore, E::Wanted,        S::ReadingMore, A::Nothing},
    ReaderRow{S::ReadingMore, E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Settling,    E::Due,           S::Finding,     A::Find},
    ReaderRow{S::Settling,    E::Wanted,        S::Settling,    A::Nothing},
    ReaderRow{S::Settling,    E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Settling,    E::Reopen,        S::Absent,      A::Reopen},
    ReaderRow{S::Failed,      E::Due,           S::Probing,     A::AskStatus},
    ReaderRow{S::Failed,      E::Wanted,        S::Probing,     A::AskStatus},
    ReaderRow{S::Failed,      E::Unplugged,     S::Absent,      A::Lost},
    ReaderRow{S::Failed,      E::Reopen,        S::Absent,      A::Reopen},
};
// clang-format on

constexpr std::array<std::string_view, 11> state_names{"absent",  "probing",      "identifying", "idle",
                                                       "finding", "selecting",    "reading",     "settling",
                                                       "failed",  "reading more", "sizing"};
constexpr std::array<std::string_view, 18> event_names{
    "due",        "wanted",   "opened",       "not opened", "unplugged",   "answered",
    "next speed", "no speed", "found wanted", "found only", "not found",   "not found twice",
    "selected",   "finished", "silent",       "reopen",     "more wished", "size wished"};

}  // namespace

std::span<const ReaderRow> reader_table() {
    return table;
}

const ReaderRow* find_reader_row(ReaderState state, ReaderEvent event) {
    const auto* const found = std::find_if(
        table.begin(), table.end(), [=](const ReaderRow& row) { return row.from == state && row.event == event; });
    return found == table.end() ? nullptr : found;
}

ReaderRow reader_safe_row(ReaderState from, ReaderEvent event) {
    return {from, event, ReaderState::Failed, ReaderAction::GiveUp};
}

std::string_view reader_state_name(ReaderState state) {
    return state_names[static_cast<std::size_t>(state)];
}

std::string_view reader_event_name(ReaderEvent event) {
    return event_names[static_cast<std::size_t>(event)];
}

}  // namespace doorstep::devices
