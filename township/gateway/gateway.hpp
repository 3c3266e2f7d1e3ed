// The township's end of the line (docs/protocol.md): hello, offers, chunks, acknowledgements after commit, and the
// numbered downlink. Who speaks is the connection's User-Id, never a field of a message. Thread-bound to the loop.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/event_loop.hpp"
#include "protocol/curve/curve.hpp"
#include "township/archive/downlink_watch.hpp"
#include "township/archive/stations.hpp"
#include "township/gateway/card_queries.hpp"
#include "township/gateway/opener.hpp"
#include "township/gateway/sessions.hpp"
#include "township/gateway/station_notes.hpp"
#include "township/gateway/update_desk.hpp"
#include "township/gateway/upload.hpp"
#include "township/workflow/intake.hpp"

namespace doorstep::township {

// Bounds of the line and what happens at them.
// Chunks under way; more are taken all the same, the queue is libzmq's. Four fill a line of 2 Mbit/s with 1 s of delay,
// and what overtakes waits for no more than them.
constexpr std::uint32_t chunk_credit = 4;
constexpr std::size_t largest_chunk = 64U << 10U;  // larger: FAULT_TOO_LARGE
constexpr std::size_t most_uploads = 8;            // begun uploads a station; the oldest is dropped
constexpr std::size_t most_refused_parts = 20;  // refused uploads a station whose parts are kept; then envelopes only
constexpr std::size_t downlink_window = 16;     // items under way without DownlinkAck
constexpr std::size_t most_together = 32;       // submissions that came together share a commit, up to so many
constexpr std::uint32_t line_protocol = 1;
// What a hello's answer says this township can, beside card queries.
constexpr std::string_view heartbeat_capability = "heartbeat";
constexpr std::string_view updates_capability = "updates";

// All waits of the gateway.
struct GatewayDelays {
    std::int64_t look_for_news = 100;       // ms between looks for rows that others wrote; then notes are written
    std::int64_t keep_audit_head = 60'000;  // ms between writes of audit.head
    std::int64_t hand_out_updates = update_round_ms;
    std::int64_t look_ahead = 3'600'000;  // ms between looks whether the months to come have their place
};

class Gateway {
  public:
    // `address` as "tcp://127.0.0.1:0". start_admission() must have been called. All borrowed things must outlive it.
    static Result<std::unique_ptr<Gateway>> start(EventLoop& loop, Archive& archive, Judgement& judgement,
                                                  const Opener& opener, const std::string& address,
                                                  GatewayDelays delays = {});
    ~Gateway();
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;
    // What bind made of the address.
    std::string endpoint() const;
    // Connections with a hello.
    std::size_t connected() const { return sessions_.size(); }

  private:
    struct Caller {
        std::string peer;
        Station station;
    };
    using Uploads = std::map<Uuid, Upload>;
    // A whole upload that was opened, on its way into the archive.
    struct Whole {
        Caller caller;
        Uuid id;
        protocol::Opened opened;
        Digest envelope_digest{};
        std::optional<Result<HeldSubmission>> held;  // empty: not tried yet
    };

    Gateway(EventLoop& loop, Archive& archive, Judgement& judgement, const Opener& opener);
    void arrived(const protocol::CurveListener::Message& message);
    bool admitted(const protocol::CurveListener::Message& message, Caller& caller);
    void dispatch(const Caller& caller, const wire::UplinkMessage& message);
    void hello(const Caller& caller, const std::string& user_id, const wire::UplinkHello& hello);
    void look_at_audit_head(const Caller& caller, const wire::UplinkHello& hello);
    void offer(const Caller& caller, const wire::Offer& offer);
    static Status take_parts(Upload& upload, const wire::Offer& offer);
    void chunk(const Caller& caller, const wire::Chunk& chunk);
    void downlink_ack(const Caller& caller, const wire::DownlinkAck& ack);
    void item_refused(const Caller& caller, const wire::DownlinkAck& ack);
    void tell_revocation(const std::string& peer, const std::optional<Station>& station);
    void answer_taken(const Caller& caller, const Upload& upload, const wire::Chunk& chunk);
    bool answer_held(const Caller& caller, const protocol::CheckedEnvelope& checked, BytesView envelope);
    Result<Upload*> begin_upload(const Caller& caller, const Uuid& id, Bytes envelope,
                                 protocol::CheckedEnvelope checked);
    // All uploads that have become whole since the last time.
    void finish_whole();
    std::optional<Whole> open_whole(const Caller& caller, const Uuid& id);
    void take_in(std::span<Whole> wholes);
    void answer_whole(const Whole& whole);
    void acknowledge(const Caller& caller, const HeldSubmission& held);
    void refuse(const Caller& caller, BytesView submission, const Error& error, BytesView envelope, Upload* upload);
    void note_refusal(const Caller& caller, BytesView submission, wire::RefusalCode code, BytesView envelope,
                      Upload* upload);
    void fault(const std::string& peer, wire::FaultCode code);
    bool send(const std::string& peer, const wire::TownshipMessage& message);
    void pump(const std::string& peer);
    bool may_hear(const Session& session);
    // A session ends when it cannot be sent to.
    void pump_all();
    // The session of one, when it has not been sent all up to that item.
    void pump_station(std::string_view station, std::uint64_t highest);
    // The sessions of those who hear of these cases.
    void pump_about(std::span<const Whole> wholes);
    void look_for_news();
    std::filesystem::path incoming(std::string_view station) const;

    EventLoop& loop_;
    Archive& archive_;
    const Opener& opener_;
    Intake intake_;
    std::unique_ptr<protocol::CurveListener> listener_;
    Sessions sessions_;
    StationNotes notes_;
    CardQueries card_queries_;
    std::map<std::string, Uploads, std::less<>> uploads_;  // by station: they outlive a connection
    std::vector<std::pair<Caller, Uuid>> whole_;           // uploads to finish when all that came is heard
    DownlinkWatch watch_;
    UpdateDesk updates_;
    EventLoop::TimerId news_timer_ = 0;
    EventLoop::TimerId head_timer_ = 0;
    EventLoop::TimerId ahead_timer_ = 0;
    EventLoop::TimerId update_timer_ = 0;
};

}  // namespace doorstep::township
