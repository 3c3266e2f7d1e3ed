// Who is in front of the kiosk and which clerk is on shift: tokens in RAM, bound to one connection. Thread-bound.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/messages/agent.pb.h"
#include "station-agent/accounts/accounts.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

// What only a reader knows of a card, for a question to the township about it (SECURITY 6).
struct CardAsRead {
    WipedString chip_serial;
    std::string valid_from;  // as CardFields has it
    std::string valid_until;
};

// What the township said live about the person's cases.
struct LiveCases {
    wire::Asking asking = wire::NOT_ASKED;
    wire::FaultCode fault = wire::FAULT_NONE;  // with NOT_ANSWERED
    std::int64_t since_ms = 0;                 // monotonic
    wire::CardCases cases;
};

// A person's session: key, number and what was asked live only as long as it does.
struct PersonSession {
    std::string peer;
    PersonKey key;
    WipedString number;
    bool from_chip = false;
    CardAsRead card{};
    LiveCases live{};
    bool without_card = false;  // for one complaint: nobody is known, no other kind is taken
};

// A clerk's shift on one connection.
struct Shift {
    std::string peer;
    Clerk clerk;
    std::int64_t since_ms = 0;
    bool service_open = false;  // the technician's card was on the reader
};

class Sessions {
  public:
    Sessions(const Clock& clock, std::int64_t longest_shift_ms) : clock_(clock), longest_shift_ms_(longest_shift_ms) {}
    // A new random token; at most 64 a connection, the oldest gives way.
    std::string open(PersonSession session);
    std::string begin_shift(const std::string& peer, Clerk clerk);
    // Null when the token is unknown, ended, or another connection's.
    const PersonSession* find(const std::string& peer, const std::string& token) const;
    // Where the township's live answer goes; null as for find().
    LiveCases* live_cases(const std::string& peer, const std::string& token);
    // The same for a shift; one that lasted too long has ended.
    const Shift* find_shift(const std::string& peer, const std::string& token);
    void close(const std::string& peer, const std::string& token);
    // Service mode is open for that shift from now on.
    void open_service(const std::string& peer, const std::string& token);
    void end_shift(const std::string& peer, const std::string& token);
    // Ends every shift of that account; the connections that had one.
    std::vector<std::string> end_shifts_of(const std::string& account);
    // Ends every session and every shift; the accounts whose shifts ended, each with its connection.
    struct Ended {
        std::string peer;
        std::string account;
    };
    std::vector<Ended> end_all();
    // Whether anybody is in front of the kiosk, or on shift.
    bool anybody() const { return !people_.empty() || !shifts_.empty(); }
    // The connection is gone: all it held ends.
    void drop_peer(const std::string& peer);

  private:
    const Clock& clock_;
    std::int64_t longest_shift_ms_;
    std::map<std::string, PersonSession> people_;
    std::map<std::string, Shift> shifts_;
};

}  // namespace doorstep::agent
