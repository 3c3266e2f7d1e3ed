// What a card reader goes through, as one table. Pure: no I/O, no clock. idcard_reader.cpp carries the actions out.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace doorstep::devices {

enum class ReaderState : std::uint8_t {
    Absent,       // no device
    Probing,      // asked for the module's status at one of the speeds
    Identifying,  // asked for the module's id
    Idle,         // between two looks for a card
    Finding,      // asked whether a card lies there
    Selecting,    // a card was found and is being selected, for a read
    Reading,      // asked for its content
    Settling,     // field off after a read; the card's chip hangs when it is asked too soon
    Failed,       // the module does not answer
    ReadingMore,  // asked for what else was wished for, with the content already in hand
    Sizing,       // told the module the frame size of the radio link
};
enum class ReaderEvent : std::uint8_t {
    Due,            // the wait is over
    Wanted,         // somebody wants the card read
    Opened,         // the device is open
    NotOpened,      // it is not there or may not be opened
    Unplugged,      // it went away
    Answered,       // status or id came
    NextSpeed,      // no status at this speed, there are more
    NoSpeed,        // no status at any speed
    FoundWanted,    // a card lies there and is to be read
    FoundOnly,      // a card lies there
    NotFound,       // none, first answer
    NotFoundTwice,  // none again
    Selected,       // the card answered
    Finished,       // content came (good or not) or the card failed: the read's result is settled elsewhere
    Silent,         // no answer in time
    Reopen,         // somebody wants the device opened anew, as if it had just been plugged in
    MoreWished,     // content came, and more of the card was wished for
    SizeWished,     // the id came, and a frame size is configured
};
enum class ReaderAction : std::uint8_t {
    Nothing,
    Open,
    WaitForDevice,
    AskStatus,
    AskId,
    Find,
    Select,
    Read,
    WaitForPoll,
    FieldOff,
    ReadMore,
    SetFrameSize,
    GiveUp,  // the reader is silent: fail the read, wait, probe again
    Lost,    // the reader is gone: fail the read, close, wait for it
    Reopen,  // close it on purpose and open it at once
};

struct ReaderRow {
    ReaderState from;
    ReaderEvent event;
    ReaderState to;
    ReaderAction action;
};

// The whole table; the README's picture is drawn from it.
std::span<const ReaderRow> reader_table();
// The row for an event in a state; nothing when the table has none: log it and take reader_safe_row().
const ReaderRow* find_reader_row(ReaderState state, ReaderEvent event);
// Where an unlisted event leads: give up and probe anew.
ReaderRow reader_safe_row(ReaderState from, ReaderEvent event);
// "probing"; for logs and tests.
std::string_view reader_state_name(ReaderState state);
std::string_view reader_event_name(ReaderEvent event);

}  // namespace doorstep::devices
