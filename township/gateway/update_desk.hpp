// Hands out updates a chunk at a time: a round of a few chunks now and then, however many stations ask, so that
// hand-ins and receipts never wait for more than one round. Thread-bound.
#pragma once

#include <deque>
#include <functional>
#include <string>

#include "protocol/messages/uplink.pb.h"
#include "township/archive/update_shelf.hpp"

namespace doorstep::township {

// 8 chunks each 20 ms are 26 MB a second: a county's stations have a version within a night, and a disk is read no
// faster than it is anyway.
constexpr std::size_t chunks_a_round = 8;
constexpr std::int64_t update_round_ms = 20;
// One question a connection waits; as many as connections. Beyond it the question is dropped, the station asks again.
constexpr std::size_t most_waiting_asks = 12'000;

class UpdateDesk {
  public:
    // Sends to a connection.
    using Send = std::function<void(const std::string& peer, const wire::TownshipMessage& message)>;
    UpdateDesk(UpdateShelf shelf, Send send) : shelf_(std::move(shelf)), send_(std::move(send)) {}
    // Answered in one of the next rounds; a second question of that connection takes the place of the first.
    void ask(const std::string& peer, const wire::UpdateAsk& ask);
    // One round.
    void answer_some();
    std::size_t waiting() const { return asks_.size(); }

  private:
    struct Asked {
        std::string peer;
        wire::UpdateAsk ask;
    };
    UpdateShelf shelf_;
    Send send_;
    std::deque<Asked> asks_;
};

}  // namespace doorstep::township
