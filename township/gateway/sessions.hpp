// The connections that have said hello: one a station, found by connection and by station. Thread-bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace doorstep::township {

// Connections with a hello; over it the quietest is forgotten and begins anew. A county's kiosks on one gateway,
// several times over.
constexpr std::size_t most_sessions = 12'000;

struct Session {
    std::string user_id;
    std::uint64_t sent = 0;   // last downlink item sent
    std::uint64_t acked = 0;  // last one applied there
    bool stuck = false;       // the station could not apply one: nothing more on this connection
    std::uint64_t heard = 0;  // order of messages, to find the quietest
};

class Sessions {
  public:
    // A new one, whose station has applied items up to `cursor`. An older connection of the station is a line that was
    // cut without our hearing of it: forgotten.
    void begin(const std::string& peer, const std::string& user_id, std::uint64_t cursor);
    // Nothing when that connection has not said hello; valid until the next begin() or end(). A look from outside does
    // not count as being heard.
    Session* find(const std::string& peer);
    // The same, for a message that came over it.
    Session* heard(const std::string& peer);
    void end(const std::string& peer);
    // The station's connection; empty when there is none.
    std::string peer_of(std::string_view station) const;
    // All, in no order of meaning.
    void each(const std::function<void(const std::string& peer, const Session& session)>& visit) const;
    std::size_t size() const { return sessions_.size(); }

  private:
    void forget_quietest();

    std::map<std::string, Session> sessions_;                // by peer
    std::map<std::string, std::string, std::less<>> peers_;  // by station
    std::uint64_t messages_ = 0;
};

}  // namespace doorstep::township
