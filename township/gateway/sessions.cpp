#include "township/gateway/sessions.hpp"

#include <algorithm>

#include "township/gateway/admission.hpp"

namespace doorstep::township {

void Sessions::begin(const std::string& peer, const std::string& user_id, std::uint64_t cursor) {
    const std::string station(station_in(user_id));
    if (const auto older = peer_of(station); !older.empty()) {
        end(older);
    }
    end(peer);
    if (sessions_.size() >= most_sessions) {
        forget_quietest();
    }
    sessions_[peer] = {user_id, cursor, cursor, false, ++messages_};
    peers_[station] = peer;
}

Session* Sessions::find(const std::string& peer) {
    const auto found = sessions_.find(peer);
    return found == sessions_.end() ? nullptr : &found->second;
}

Session* Sessions::heard(const std::string& peer) {
    auto* session = find(peer);
    if (session != nullptr) {
        session->heard = ++messages_;
    }
    return session;
}

void Sessions::end(const std::string& peer) {
    const auto found = sessions_.find(peer);
    if (found == sessions_.end()) {
        return;
    }
    peers_.erase(std::string(station_in(found->second.user_id)));
    sessions_.erase(found);
}

std::string Sessions::peer_of(std::string_view station) const {
    const auto found = peers_.find(station);
    return found == peers_.end() ? std::string() : found->second;
}

void Sessions::each(const std::function<void(const std::string& peer, const Session& session)>& visit) const {
    for (const auto& [peer, session] : sessions_) {
        visit(peer, session);
    }
}

void Sessions::forget_quietest() {
    const auto quietest = std::min_element(sessions_.begin(), sessions_.end(), [](const auto& a, const auto& b) {
        return a.second.heard < b.second.heard;
    });
    end(std::string(quietest->first));
}

}  // namespace doorstep::township
