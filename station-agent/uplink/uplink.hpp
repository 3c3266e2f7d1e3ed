// The line to the township: says hello, offers sealed items one by one, uploads what the township lacks, takes receipts
// and the downlink. Never blocks: thread-bound to its loop. Nothing of the line matters for what people hand in.
//
// States and moves are one table (uplink_table.hpp, drawn in README.md).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "protocol/curve/curve.hpp"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/contact/contact.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/outbox/outbox.hpp"
#include "station-agent/update/updates.hpp"
#include "station-agent/uplink/card_queries.hpp"
#include "station-agent/uplink/downlink.hpp"
#include "station-agent/uplink/uplink_table.hpp"

namespace doorstep::agent {

// Of the township, in its hello: what is said to it beside hand-ins.
constexpr std::string_view heartbeat_capability = "heartbeat";
constexpr std::string_view updates_capability = "updates";

// All waits of the line, in milliseconds. Tests may shorten them.
struct UplinkDelays {
    std::int64_t first_retry = 500;       // after the line was lost; doubles with each failure
    std::int64_t longest_retry = 15'000;  // cap of that; ± 20 % jitter, so that a village does not knock in step
    std::int64_t hello_again = 50;        // while the connection is being made
    std::int64_t greeting = 5'000;  // no hello by then: the line is lost, and the next greeting may take twice that
    std::int64_t ping = 2'000;
    std::int64_t silence = 8'000;      // nothing heard for so long: the line is lost
    std::int64_t stuck = 60'000;       // an item without progress for so long: the line is lost, the item has had a try
    std::int64_t item_retry = 30'000;  // first wait after "try again later"
    std::int64_t card_answer = 15'000;  // a person stands there and waits
    // Cap of the doubled greeting. A handshake is five ways through the line before the hello's two: with two seconds a
    // way it lasts 14 s, and whoever always hung up after five would never get through.
    std::int64_t longest_greeting = 20'000;
    std::int64_t heartbeat = 60'000;     // between two; the first with the hello's answer
    std::int64_t update_chunk = 60'000;  // an update's chunk that has not come by then is asked for again
};

class Uplink {
  public:
    struct Parts {
        EventLoop& loop;
        Outbox& outbox;
        Downlink& downlink;
        Releases& releases;
        Contact& contact;
        Store& store;
        const Clock& clock;
        Updates& updates;
        // After each change of line or item states.
        std::function<void()> changed = [] {};
        // How the station is, for the township's list.
        std::function<wire::Heartbeat()> heartbeat = [] { return wire::Heartbeat(); };
        // The township's time by a token that is genuine, just come; UTC milliseconds.
        std::function<void(std::int64_t township_ms)> time_heard = [](std::int64_t) {};
    };
    Uplink(Parts parts, UplinkDelays delays, std::string version);
    ~Uplink();
    Uplink(const Uplink&) = delete;
    Uplink& operator=(const Uplink&) = delete;

    // Begins to connect. `address` overrides the enrolment's unless empty; "file:PATH" is read anew before each attempt
    // (first line of the file). The enrolment must outlive the uplink.
    void start(const Enrolment& enrolment, std::string address);
    // Something was put into the outbox, or is due sooner.
    void poke();
    // Asks about one card, now or never: LINE_DOWN, UNAVAILABLE when the township cannot be asked, TIMEOUT.
    void ask(wire::CardQuery query, CardQueries::Answered answered);
    bool line_up() const {
        return state_ != LineState::Off && state_ != LineState::Waiting && state_ != LineState::Greeting;
    }
    // For logs and technicians, English, e.g. "waiting 500 ms for the next attempt".
    const std::string& words() const { return words_; }
    LineState state() const { return state_; }
    // Something of this station's is on its way: an offer or an upload.
    bool sending() const { return upload_ != nullptr; }

  private:
    struct Upload;
    void handle(LineEvent event);
    void run_action(LineAction action);
    // Actions of the table.
    void open_line();
    void greeted();
    void offer();
    void add_parts(wire::Offer& offer);
    void begin_upload();
    void send_more();
    void item_acknowledged();
    void item_refused();
    void item_damaged();
    void lose_line();
    // The rest.
    void arrived(const std::string& payload);
    void dispatch(const wire::TownshipMessage& message);
    void take_fault(const wire::Fault& fault);
    void take_time(const wire::HelloReply& reply);
    bool about_current(const std::string& submission) const;
    bool receipt_is_genuine(const wire::Acknowledged& receipt) const;
    void take_countersignature(const wire::Acknowledged& receipt);
    bool send(const wire::UplinkMessage& message);
    void say_hello();
    void add_key_epochs(wire::UplinkHello& hello);
    void greeting_failed(std::string words);
    void tick();
    void look_for_item();
    void look_for_light();
    void look_for_update();
    void beat();
    void note(std::string words);
    std::int64_t jittered(std::int64_t milliseconds);
    Result<std::string> current_address() const;

    Parts parts_;
    UplinkDelays delays_;
    std::string version_;
    const Enrolment* enrolment_ = nullptr;
    std::string address_;
    LineState state_ = LineState::Off;
    std::string words_ = "not enrolled";
    std::unique_ptr<protocol::CurveConnection> line_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    std::unique_ptr<Upload> upload_;
    CardQueries card_queries_;
    bool answers_cards_ = false;     // the township on this line
    bool hears_beats_ = false;       // the same
    bool has_updates_ = false;       // the same
    std::int64_t next_beat_ = 0;     // monotonic
    std::int64_t update_asked_ = 0;  // monotonic; 0: no chunk is under way
    wire::TownshipMessage message_;  // the one being handled
    std::uint32_t credit_ = 1;
    std::int64_t retry_ms_ = 0;
    std::int64_t greeting_ms_ = 0;     // how long the next greeting may take
    std::int64_t heard_at_ = 0;        // monotonic
    std::int64_t greeting_since_ = 0;  // monotonic
    std::int64_t progress_at_ = 0;     // monotonic
    std::optional<Uuid> last_lost_;
    std::uint64_t last_lost_had_ = 0;
    std::uint64_t refusals_said_ = 0;  // up to that item of the downlink, in the last hello; 0: none
    int lost_in_a_row_ = 0;
    bool stuck_ = false;
    EventLoop::TimerId retry_timer_ = 0;
    EventLoop::TimerId hello_timer_ = 0;
    EventLoop::TimerId tick_timer_ = 0;
    EventLoop::TimerId due_timer_ = 0;
    std::mt19937 random_;
};

}  // namespace doorstep::agent
