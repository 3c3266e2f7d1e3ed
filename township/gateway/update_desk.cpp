#include "township/gateway/update_desk.hpp"

#include <algorithm>

namespace doorstep::township {

void UpdateDesk::ask(const std::string& peer, const wire::UpdateAsk& ask) {
    const auto before = std::find_if(asks_.begin(), asks_.end(), [&](const Asked& one) { return one.peer == peer; });
    if (before != asks_.end()) {
        before->ask = ask;
    } else if (asks_.size() < most_waiting_asks) {
        asks_.push_back({peer, ask});
    }
}

void UpdateDesk::answer_some() {
    for (std::size_t i = 0; i < chunks_a_round && !asks_.empty(); ++i) {
        const auto asked = std::move(asks_.front());
        asks_.pop_front();
        wire::TownshipMessage message;
        auto& chunk = *message.mutable_update_chunk();
        chunk.set_update(asked.ask.update());
        chunk.set_offset(asked.ask.offset());
        chunk.set_data(shelf_.read(asked.ask.update(), asked.ask.offset(), asked.ask.size()));
        send_(asked.peer, message);
    }
}

}  // namespace doorstep::township
