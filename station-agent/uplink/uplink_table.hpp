// The line's states and moves, one row a move; README.md draws the same table. An event without a row is logged and the
// line begins anew.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace doorstep::agent {

enum class LineState { Off, Waiting, Greeting, Ready, Offering, Uploading };
enum class LineEvent {
    Due,
    HelloCame,
    ItemDue,
    NeedCame,
    TakenCame,
    LightDue,
    ReceiptCame,
    RefusalCame,
    PieceDamaged,
    LineLost
};
enum class LineAction { OpenLine, Greeted, Offer, BeginUpload, SendMore, Acknowledge, Refuse, Shelve, LoseLine };

struct LineMove {
    LineState from;
    LineEvent on;
    LineState to;
    LineAction action;
};

constexpr std::array line_table{
    LineMove{LineState::Waiting, LineEvent::Due, LineState::Greeting, LineAction::OpenLine},
    LineMove{LineState::Greeting, LineEvent::HelloCame, LineState::Ready, LineAction::Greeted},
    LineMove{LineState::Greeting, LineEvent::LineLost, LineState::Waiting, LineAction::LoseLine},
    LineMove{LineState::Ready, LineEvent::ItemDue, LineState::Offering, LineAction::Offer},
    LineMove{LineState::Ready, LineEvent::LineLost, LineState::Waiting, LineAction::LoseLine},
    LineMove{LineState::Offering, LineEvent::NeedCame, LineState::Uploading, LineAction::BeginUpload},
    LineMove{LineState::Offering, LineEvent::ReceiptCame, LineState::Ready, LineAction::Acknowledge},
    LineMove{LineState::Offering, LineEvent::RefusalCame, LineState::Ready, LineAction::Refuse},
    LineMove{LineState::Offering, LineEvent::LineLost, LineState::Waiting, LineAction::LoseLine},
    LineMove{LineState::Uploading, LineEvent::NeedCame, LineState::Uploading, LineAction::BeginUpload},
    LineMove{LineState::Uploading, LineEvent::TakenCame, LineState::Uploading, LineAction::SendMore},
    LineMove{LineState::Uploading, LineEvent::LightDue, LineState::Offering, LineAction::Offer},
    LineMove{LineState::Uploading, LineEvent::ReceiptCame, LineState::Ready, LineAction::Acknowledge},
    LineMove{LineState::Uploading, LineEvent::RefusalCame, LineState::Ready, LineAction::Refuse},
    LineMove{LineState::Uploading, LineEvent::PieceDamaged, LineState::Ready, LineAction::Shelve},
    LineMove{LineState::Uploading, LineEvent::LineLost, LineState::Waiting, LineAction::LoseLine},
};

// The move for that event in that state, if the table has one.
constexpr std::optional<LineMove> find_move(LineState from, LineEvent on) {
    for (const auto& move : line_table) {
        if (move.from == from && move.on == on) {
            return move;
        }
    }
    return std::nullopt;
}

// Names for the log.
std::string_view name_of(LineState state);
std::string_view name_of(LineEvent event);

}  // namespace doorstep::agent
