#include "tests/faults/soak_station.hpp"

#include <fmt/format.h>

#include "base/clock.hpp"
#include "township/testing/household.hpp"

namespace doorstep::faults {
namespace {

using township::testing::HandIn;
using township::testing::ScriptedStation;
using Kind = wire::TownshipMessage;

constexpr std::int64_t patience_ms = 2500;  // then the line is dropped and begun anew
constexpr double share_cut_before_offer = 0.03;
constexpr double share_cut_in_upload = 0.15;
constexpr double share_said_twice = 0.1;
constexpr std::size_t small = 8U << 10U;  // sealed bytes that go with the offer, as a real station's do

std::vector<std::string> texts_of(const HandIn& hand_in) {
    std::vector<std::string> out;
    for (const auto& content : township::testing::parts_of(hand_in).contents) {
        out.emplace_back(as_text(content));
    }
    return out;
}

std::size_t size_of(const protocol::SealedSubmission& sealed) {
    std::size_t size = 0;
    for (const auto& part : sealed.parts) {
        size += part.size();
    }
    return size;
}

}  // namespace

SoakStation::SoakStation(EventLoop& loop, HandInRecord& record, SoakCounts& counts, std::string id, std::uint64_t seed)
    : record_(record), counts_(counts), station_(loop, std::move(id)), random_(seed) {}

void SoakStation::begin_day(int hand_ins) {
    left_ = hand_ins;
}

void SoakStation::enter(Stage stage) {
    stage_ = stage;
    since_ms_ = monotonic_milliseconds();
}

void SoakStation::leave() {
    station_.hang_up();
    ++counts_.cut_off;
    enter(Stage::Away);
}

void SoakStation::make_next() {
    constexpr int people = 900;
    constexpr int with_pages = 5;
    constexpr std::size_t most_page = 120'000;
    HandIn hand_in;
    hand_in.number = township::testing::id_number(static_cast<int>(random_() % people));
    hand_in.name = fmt::format("王{}", random_());
    hand_in.with_consent = false;  // its id is made anew each time the parts are asked for
    if (random_() % with_pages == 0) {
        for (auto pages = 1 + random_() % 3; pages > 0; --pages) {
            hand_in.pages.push_back(
                township::testing::page_bytes(2000 + random_() % most_page, static_cast<unsigned>(random_())));
        }
    }
    id_ = hand_in.id;
    record_.made(id_, station_.id(), texts_of(hand_in));
    sealed_ = station_.seal(hand_in);
    receipt_.clear();
    --left_;
    ++counts_.made;
}

void SoakStation::offer() {
    if (chance(share_cut_before_offer)) {
        return leave();
    }
    const auto parts =
        size_of(*sealed_) <= small ? ScriptedStation::PartsGo::WithOffer : ScriptedStation::PartsGo::WhenAsked;
    if (!station_.offer(*sealed_, parts)) {
        return leave();
    }
    enter(Stage::Offered);
}

void SoakStation::need(const wire::Need& need) {
    since_ms_ = monotonic_milliseconds();
    if (chance(share_cut_in_upload)) {
        station_.send_missing(*sealed_, need, 1);
        return leave();
    }
    station_.send_missing(*sealed_, need);
}

void SoakStation::acknowledged(const wire::Acknowledged& receipt) {
    if (receipt.submission() != as_text(id_.bytes())) {
        return;  // of the one before, which was offered twice
    }
    if (!station_.is_receipt(receipt, *sealed_)) {
        counts_.wrong.push_back(station_.id() + " got a receipt that is none");
    }
    if (!receipt_.empty() && receipt.signature() != receipt_) {
        counts_.wrong.push_back(station_.id() + " got two receipts for one submission");
    }
    if (receipt_.empty()) {
        record_.answered(id_, station_.id(), receipt.case_number());
        ++counts_.acknowledged;
        receipt_ = receipt.signature();
        if (chance(share_said_twice)) {
            ++counts_.said_twice;
            return enter(Stage::Ready);
        }
    }
    sealed_.reset();
    enter(Stage::Ready);
}

// News are taken in order and said to be applied, as a station does.
void SoakStation::take_news() {
    while (const auto message = station_.heard_now({Kind::kDownlink})) {
        wire::DownlinkItem item;
        if (!item.ParseFromString(message->downlink().item()) || item.sequence() != cursor_ + 1) {
            continue;
        }
        wire::UplinkMessage ack;
        ack.mutable_downlink_ack()->set_sequence(item.sequence());
        ack.mutable_downlink_ack()->set_applied(true);
        if (!station_.say(ack)) {
            return leave();
        }
        cursor_ = item.sequence();
    }
}

void SoakStation::hear() {
    take_news();
    if (stage_ == Stage::Away) {
        return;
    }
    const auto answer =
        station_.heard_now({Kind::kHello, Kind::kNeed, Kind::kAcknowledged, Kind::kRefused, Kind::kFault});
    if (!answer) {
        return;
    }
    if (answer->has_hello() && stage_ == Stage::Greeting) {
        enter(Stage::Ready);
    } else if (answer->has_fault() || (answer->has_refused() && !answer->refused().final())) {
        leave();  // a township that was killed knows no hello; or it could not keep it now
    } else if (answer->has_refused()) {
        counts_.wrong.push_back(station_.id() + " was refused: " + answer->ShortDebugString());
        sealed_.reset();
        enter(Stage::Ready);
    } else if (answer->has_need() && sealed_ && stage_ == Stage::Offered) {
        need(answer->need());
    } else if (answer->has_acknowledged() && sealed_) {
        acknowledged(answer->acknowledged());
    }
}

void SoakStation::step(const std::string& address) {
    if (stage_ == Stage::Away) {
        station_.dial(address);
        ++counts_.connections;
        return enter(Stage::Dialled);
    }
    if (stage_ == Stage::Dialled && station_.say_hello(cursor_)) {
        return enter(Stage::Greeting);
    }
    if (stage_ != Stage::Dialled) {
        hear();
    }
    if (stage_ == Stage::Ready && !done()) {
        if (!sealed_) {
            make_next();
        }
        offer();
    }
    if (stage_ != Stage::Away && stage_ != Stage::Ready && monotonic_milliseconds() - since_ms_ > patience_ms) {
        leave();
    }
}

}  // namespace doorstep::faults
