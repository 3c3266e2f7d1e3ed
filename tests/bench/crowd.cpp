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

Status enrol_one(township::Archive& archive, ScriptedStation& station) {
    DOORSTEP_TRY(const auto invitation, township::invitation_for(archive, station.id(), "tcp://127.0.0.1:1"));
    DOORSTEP_TRY([[maybe_unused]] const auto confirmed,
                 township::confirm_reply(archive, station.reply_to(invitation), std::nullopt));
    return {};
}

}  // namespace

bool Crowd::enrol(township::Archive& archive, std::size_t stations) {
    const auto enrolled = archive.database().transaction([&]() -> Status {
        for (std::size_t i = 0; i < stations; ++i) {
            auto station = std::make_unique<ScriptedStation>(loop_, fmt::format("kiosk-{}", first_ + members_.size()));
            DOORSTEP_CHECK(enrol_one(archive, *station));
            members_.push_back({std::move(station), {}});
        }
        return {};
    });
    return enrolled ? true : complain(enrolled.error().text());
}

void Crowd::prepare(int each) {
    for (auto& member : members_) {
        member.sealed.clear();
        member.next = 0;
        member.stage = member.stage == Stage::Done ? Stage::Ready : member.stage;
        for (int i = 0; i < each; ++i) {
            HandIn hand_in;
            hand_in.kind = wire::CHECK_IN;
            hand_in.number = township::testing::id_number(++people_ % 1000);
            member.sealed.push_back(member.station->seal(hand_in));
        }
    }
}

void Crowd::dial(const std::string& address) {
    for (auto& member : members_) {
        member.station->dial(address);
        member.stage = Stage::Dialling;
    }
}

bool Crowd::hand_in_next(Member& member) {
    if (member.next == member.sealed.size()) {
        member.stage = Stage::Done;
        return true;
    }
    member.stage = Stage::HandingIn;
    return member.station->offer(member.sealed[member.next], ScriptedStation::PartsGo::WithOffer);
}

bool Crowd::greeted(Member& member, bool& moved) {
    if (!member.station->heard_now({Kind::kHello})) {
        return true;
    }
    moved = true;
    return hand_in_next(member);
}

bool Crowd::answered(Member& member, bool& moved) {
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
    return hand_in_next(member);
}

bool Crowd::step(Member& member, bool& moved) {
    switch (member.stage) {
        case Stage::Dialling:
            if (member.station->say_hello()) {
                member.stage = Stage::Greeting;
                moved = true;
            }
            return true;
        case Stage::Greeting:
            return greeted(member, moved);
        case Stage::Ready:
            moved = true;
            return hand_in_next(member);
        case Stage::HandingIn:
            return answered(member, moved);
        case Stage::Done:
            return true;
    }
    return true;
}

bool Crowd::work() {
    constexpr std::int64_t patience_ms = 60'000;
    auto moved_at = monotonic_milliseconds();
    for (std::size_t left = members_.size(); left > 0;) {
        loop_.run_once(5);
        left = 0;
        bool moved = false;
        for (auto& member : members_) {
            if (!step(member, moved)) {
                return false;
            }
            left += member.stage != Stage::Done ? 1 : 0;
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
