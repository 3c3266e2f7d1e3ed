#include "tests/bench/crowd.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "township/workflow/enrolment.hpp"

namespace doorstep::bench {
namespace {

using township::testing::HandIn;
using township::testing::ScriptedStation;
using Kind = wire::TownshipMessage;

bool complain(const std::string& why) {
    std::fprintf(stderr, "bench: %s\n", why.c_str());
    return false;
}

}  // namespace

bool Crowd::enrol(township::Archive& archive, std::size_t stations) {
    for (std::size_t i = 0; i < stations; ++i) {
        auto station = std::make_unique<ScriptedStation>(loop_, fmt::format("kiosk-{}", members_.size()));
        const auto invitation = township::invitation_for(archive, station->id(), "tcp://127.0.0.1:1");
        const auto confirmed = invitation ? township::confirm_reply(archive, station->reply_to(*invitation))
                                          : Result<std::string>(invitation.error());
        if (!confirmed) {
            return complain(confirmed.error().text());
        }
        members_.push_back({std::move(station), {}, 0});
    }
    return true;
}

bool Crowd::begin(const std::string& address) {
    for (auto& member : members_) {
        if (!member.station->begin(address)) {
            return complain(member.station->id() + " has no line");
        }
    }
    return true;
}

void Crowd::prepare(int each) {
    for (auto& member : members_) {
        member.sealed.clear();
        member.next = 0;
        for (int i = 0; i < each; ++i) {
            HandIn hand_in;
            hand_in.kind = wire::CHECK_IN;
            hand_in.number = township::testing::id_number(++people_ % 1000);
            member.sealed.push_back(member.station->seal(hand_in));
        }
    }
}

bool Crowd::step(Member& member, bool& moved) {
    const auto answer = member.station->heard_now({Kind::kNeed, Kind::kAcknowledged, Kind::kRefused, Kind::kFault});
    if (!answer) {
        return true;
    }
    moved = true;
    if (answer->has_need()) {
        member.station->send_missing(member.sealed[member.next], answer->need());
        return true;
    }
    if (!answer->has_acknowledged()) {
        return complain(answer->ShortDebugString());
    }
    member.station->forget_heard();  // news of its cases
    ++member.next;
    return member.next == member.sealed.size() || member.station->offer(member.sealed[member.next]);
}

bool Crowd::hand_in_all() {
    constexpr std::int64_t patience_ms = 20'000;
    for (auto& member : members_) {
        if (!member.station->offer(member.sealed.front())) {
            return complain("an offer could not be sent");
        }
    }
    auto moved_at = monotonic_milliseconds();
    for (std::size_t left = members_.size(); left > 0;) {
        loop_.run_once(5);
        left = 0;
        bool moved = false;
        for (auto& member : members_) {
            if (member.next < member.sealed.size() && !step(member, moved)) {
                return false;
            }
            left += member.next < member.sealed.size() ? 1 : 0;
        }
        moved_at = moved ? monotonic_milliseconds() : moved_at;
        if (monotonic_milliseconds() - moved_at > patience_ms) {
            return complain(fmt::format("the township fell silent; {} stations wait", left));
        }
    }
    return true;
}

void Crowd::hang_up() {
    for (auto& member : members_) {
        member.station->hang_up();
    }
}

}  // namespace doorstep::bench
