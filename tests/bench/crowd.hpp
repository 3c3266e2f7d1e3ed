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
    // `first`: the number of its first station, where several crowds share a township.
    explicit Crowd(EventLoop& loop, std::size_t first = 0) : loop_(loop), first_(first) {}
    // Enrols so many more stations straight into that archive; false when one could not be, said on stderr.
    bool enrol(township::Archive& archive, std::size_t stations);
    // Seals so many check-ins for each station, to be handed in.
    void prepare(int each);
    // Each begins a line; who has one says hello at the next turn of work().
    void dial(const std::string& address);
    // Until each has said hello and handed in all that was prepared, one at a time a station, all stations at once.
    // False when one was refused or the township fell silent.
    bool work();
    void hang_up();
    std::size_t size() const { return members_.size(); }

  private:
    enum class Stage { Dialling, Greeting, Ready, HandingIn, Done };
    struct Member {
        std::unique_ptr<township::testing::ScriptedStation> station;
        std::vector<protocol::SealedSubmission> sealed;
        std::size_t next = 0;  // the one under way; those before are acknowledged
        Stage stage = Stage::Dialling;
    };
    // Each does what it can do now; false when the township refused.
    bool step(Member& member, bool& moved);
    bool greeted(Member& member, bool& moved);
    bool answered(Member& member, bool& moved);
    static bool hand_in_next(Member& member);

    EventLoop& loop_;
    std::size_t first_;
    std::vector<Member> members_;
    int people_ = 0;
};

}  // namespace doorstep::bench
