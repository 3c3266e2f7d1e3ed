#include "device-drivers/hub/sessions.hpp"

#include <array>
#include <cstdint>

#include "base/encoding.hpp"
#include "base/uuid.hpp"

namespace doorstep::devices {

std::optional<std::string> Sessions::open(const std::string& peer, bool clerk) {
    if (entries_.size() >= most_sessions) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 16> random{};
    fill_random(random);
    auto token = to_hex(BytesView(random));
    entries_[token] = {peer, clerk};
    return token;
}

bool Sessions::belongs(const std::string& token, const std::string& peer) const {
    const auto found = entries_.find(token);
    return found != entries_.end() && found->second.peer == peer;
}

bool Sessions::is_clerks(const std::string& token) const {
    const auto found = entries_.find(token);
    return found != entries_.end() && found->second.clerk;
}

std::optional<std::string> Sessions::peer_of(const std::string& token) const {
    const auto found = entries_.find(token);
    return found == entries_.end() ? std::nullopt : std::optional(found->second.peer);
}

void Sessions::close(const std::string& token) {
    entries_.erase(token);
}

std::vector<std::string> Sessions::of(const std::string& peer) const {
    std::vector<std::string> tokens;
    for (const auto& [token, entry] : entries_) {
        if (entry.peer == peer) {
            tokens.push_back(token);
        }
    }
    return tokens;
}

std::vector<std::string> Sessions::all() const {
    std::vector<std::string> tokens;
    for (const auto& [token, entry] : entries_) {
        tokens.push_back(token);
    }
    return tokens;
}

}  // namespace doorstep::devices
