// Many stations of one township in this process, each with its own CURVE connection, each handing in one submission
// after the other. Thread-bound to its loop.
#pragma once

#include <memory>
#include <vector>

#include "base/event_loop.hpp"
#include "township/archive/archive.hpp"
#include "township/testing/scripted_station.hpp"

namespace doorstep::bench {

class Crowd {
  public:
    explicit Crowd(EventLoop& loop) : loop_(loop) {}
    // Enrols so many more stations straight into that archive; false when one could not be, said on stderr.
    bool enrol(township::Archive& archive, std::size_t stations);
    // Each says hello.
    bool begin(const std::string& address);
    // Seals so many check-ins for each station, to be handed in.
    void prepare(int each);
    // Hands in all that was prepared, one at a time a station, all stations at once; false when one was refused or the
    // township fell silent.
    bool hand_in_all();
    void hang_up();
    std::size_t size() const { return members_.size(); }

  private:
    struct Member {
        std::unique_ptr<township::testing::ScriptedStation> station;
        std::vector<protocol::SealedSubmission> sealed;
        std::size_t next = 0;  // the one under way; those before are acknowledged
    };
    // False when the township refused.
    bool step(Member& member, bool& moved);

    EventLoop& loop_;
    std::vector<Member> members_;
    int people_ = 0;
};

}  // namespace doorstep::bench
