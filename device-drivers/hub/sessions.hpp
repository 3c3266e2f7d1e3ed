// Who is at the kiosk: a session belongs to the client that opened it and ends with it (SECURITY 23).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace doorstep::devices {

// One kiosk process and the fresh one that takes over; a second clerk's tool beside them.
constexpr std::size_t most_sessions = 4;

// Thread-bound; plain bookkeeping, no I/O.
class Sessions {
  public:
    // A new token (128 random bits as hex: it names the spool folder and is known to the client alone); nothing when
    // most_sessions are open.
    std::optional<std::string> open(const std::string& peer, bool clerk);
    // True when that session is open and belongs to that client.
    bool belongs(const std::string& token, const std::string& peer) const;
    // True when that session is open and a clerk's.
    bool is_clerks(const std::string& token) const;
    // Its client; nothing when it has ended.
    std::optional<std::string> peer_of(const std::string& token) const;
    // Forgets it.
    void close(const std::string& token);
    // All of one client, or of everybody.
    std::vector<std::string> of(const std::string& peer) const;
    std::vector<std::string> all() const;

  private:
    struct Entry {
        std::string peer;
        bool clerk;
    };
    std::map<std::string, Entry> entries_;
};

}  // namespace doorstep::devices
