#include "station-agent/service/sessions.hpp"

#include "base/encoding.hpp"
#include "base/uuid.hpp"

namespace doorstep::agent {
namespace {

// Time-ordered id first (so that the oldest is the smallest), then 128 random bits that nobody guesses.
std::string make_token() {
    Bytes random(16);
    fill_random(random);
    return Uuid::make_v7().text() + "-" + to_hex(random);
}

constexpr std::size_t most_of_a_peer = 64;  // a kiosk has one or two; a defect there must not fill our memory

template <class Map>
void bound(Map& map, const std::string& peer) {
    std::size_t count = 0;
    auto oldest = map.end();
    for (auto at = map.begin(); at != map.end(); ++at) {
        if (at->second.peer == peer) {
            ++count;
            oldest = oldest == map.end() ? at : oldest;
        }
    }
    if (count >= most_of_a_peer) {
        map.erase(oldest);
    }
}

}  // namespace

std::string Sessions::open(PersonSession session) {
    bound(people_, session.peer);
    std::string token = make_token();
    people_.emplace(token, std::move(session));
    return token;
}

std::string Sessions::begin_shift(const std::string& peer, Clerk clerk) {
    bound(shifts_, peer);
    std::string token = make_token();
    shifts_.emplace(token, Shift{peer, std::move(clerk), clock_.now().milliseconds});
    return token;
}

const PersonSession* Sessions::find(const std::string& peer, const std::string& token) const {
    const auto found = people_.find(token);
    return found != people_.end() && found->second.peer == peer ? &found->second : nullptr;
}

LiveCases* Sessions::live_cases(const std::string& peer, const std::string& token) {
    return find(peer, token) != nullptr ? &people_.at(token).live : nullptr;
}

const Shift* Sessions::find_shift(const std::string& peer, const std::string& token) {
    const auto found = shifts_.find(token);
    if (found == shifts_.end() || found->second.peer != peer) {
        return nullptr;
    }
    if (clock_.now().milliseconds - found->second.since_ms > longest_shift_ms_) {
        shifts_.erase(found);
        return nullptr;
    }
    return &found->second;
}

void Sessions::close(const std::string& peer, const std::string& token) {
    if (find(peer, token) != nullptr) {
        people_.erase(token);
    }
}

void Sessions::open_service(const std::string& peer, const std::string& token) {
    if (find_shift(peer, token) != nullptr) {
        shifts_[token].service_open = true;
    }
}

void Sessions::end_shift(const std::string& peer, const std::string& token) {
    if (find_shift(peer, token) != nullptr) {
        shifts_.erase(token);
    }
}

std::vector<std::string> Sessions::end_shifts_of(const std::string& account) {
    std::vector<std::string> peers;
    for (auto at = shifts_.begin(); at != shifts_.end();) {
        if (at->second.clerk.account == account) {
            peers.push_back(at->second.peer);
            at = shifts_.erase(at);
        } else {
            ++at;
        }
    }
    return peers;
}

std::vector<Sessions::Ended> Sessions::end_all() {
    std::vector<Ended> ended;
    for (const auto& [token, shift] : shifts_) {
        ended.push_back({shift.peer, shift.clerk.account});
    }
    people_.clear();
    shifts_.clear();
    return ended;
}

void Sessions::drop_peer(const std::string& peer) {
    std::erase_if(people_, [&](const auto& entry) { return entry.second.peer == peer; });
    std::erase_if(shifts_, [&](const auto& entry) { return entry.second.peer == peer; });
}

}  // namespace doorstep::agent
