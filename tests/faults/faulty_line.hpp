// A bad line between a station and the township: a TCP proxy that does to each connection what its script says. It
// reads no message (CURVE hides them); it knows where each begins and ends. Runs on a thread of its own; all functions
// are thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/faults/zmtp_frames.hpp"

namespace doorstep::faults {

enum class Way { ToTownship, ToStation };
enum class Trouble {
    None,
    Cut,      // at its place both ends see the connection end
    Reset,    // the same, by a TCP reset
    Stall,    // from its place on nothing passes either way; nobody is told
    Deaf,     // the same, but only that way
    Trickle,  // from its place on one byte a second passes that way
    Delay,    // everything comes `delay_ms` late, both ways
    Swallow,  // half open: taken, read, and nothing ever comes of it
};
const char* name_of(Trouble trouble);
constexpr Trouble all_troubles[] = {Trouble::Cut,     Trouble::Reset, Trouble::Stall,  Trouble::Deaf,
                                    Trouble::Trickle, Trouble::Delay, Trouble::Swallow};

// Where in a frame: before its first byte (it is said and nothing of it comes), within, behind its last (it comes, and
// what answers it does not).
enum class Place { Beginning, Middle, End };

// What is to happen to one connection.
struct LineFault {
    Trouble trouble = Trouble::None;
    Way way = Way::ToTownship;
    std::size_t frame = 0;  // of that way; 0 is ZMTP's greeting
    Place place = Place::Beginning;
    std::int64_t delay_ms = 0;
};

class FaultyLine {
  public:
    // Asked for each new connection, on the line's thread; `connection` counts from 0. It must not ask the line.
    using Script = std::function<LineFault(std::size_t connection)>;

    // Listens on this machine; leads nowhere yet. Throws when there is no port.
    FaultyLine();
    ~FaultyLine();
    FaultyLine(const FaultyLine&) = delete;
    FaultyLine& operator=(const FaultyLine&) = delete;

    // "tcp://127.0.0.1:…", the same for its whole life.
    std::string address() const;
    // To where from the next connection on: "tcp://127.0.0.1:…".
    void lead_to(const std::string& township);
    // For connections from now on.
    void play(Script script);
    // Nobody answers at this end's port while it is away; what is connected is cut. Done when it returns.
    void set_away(bool away);
    // Cuts what is connected, as after a repair. Done when it returns.
    void cut_all();

    // Troubles that came to pass, not those that a connection was too short for.
    std::map<Trouble, std::size_t> done() const;
    std::size_t connections() const;
    // Frames of the last connection that is open or was: what a clean run teaches.
    std::vector<ZmtpFrames::Frame> last_frames(Way way) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::faults
