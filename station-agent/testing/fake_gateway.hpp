// A strict township gateway for tests: real CURVE, real checks, real opening; faults on command. Thread-bound to its
// loop.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/event_loop.hpp"
#include "protocol/curve/curve.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/messages/uplink.pb.h"

namespace doorstep::agent::testing {

class FakeGateway {
  public:
    explicit FakeGateway(EventLoop& loop);
    // JSON as `doorstep-township enrol-station` writes it; the address is fixed from now on.
    std::string invitation(const std::string& station);
    // JSON as `doorstep-agent enrol` replied.
    void confirm(const std::string& reply);
    // Begins to listen (again, at the same address); hellos of before are forgotten, as after a kill -9.
    void up();
    void down();

    // One opened hand-in.
    struct Held {
        wire::Header header;
        std::vector<protocol::OpenedPart> parts;
        std::int64_t township_ms = 0;
        Bytes audit_entries;
    };
    // Appends a signed item to the downlink; sent at once when the station is there, else at its next hello.
    void send_down(wire::DownlinkItem item);
    wire::SignedDownlink sign_item(wire::DownlinkItem item) const;
    // An order of the release keys for this township, with the next number, signed by the first `persons` of them.
    wire::SignedRelease release(wire::ReleaseOrder wanted, int persons = 1);
    // The same, on its way down.
    void send_release(const wire::SignedRelease& signed_order, const std::string& sealed = {});
    // Names a recipient to the station under that row; to be sent down.
    wire::DownlinkItem roster_item(const wire::RosterEntry& entry, const std::string& row) const;
    void push(const wire::SignedDownlink& item);
    // Any message to the station, if it is there.
    void say(const wire::TownshipMessage& message);
    // The receipt of a submission, as if it had come by another way than this line.
    wire::Acknowledged receipt_for(const std::string& id, BytesView envelope) const;
    // A newer key that hand-ins may be sealed to.
    protocol::BoxKeys& add_sealing_key() { return boxes_.emplace_back(protocol::make_box_keys()); }
    // Of a hand-in that is held.
    Digest envelope_digest(const std::string& id) const { return sha256(envelopes_.at(id)); }
    // True when an envelope holds these bytes in the clear.
    bool saw_in_envelopes(std::string_view bytes) const;
    Bytes station_box_public() const { return station_box_; }
    Bytes station_sign_public() const { return station_sign_; }

    std::map<std::string, Held> held;         // by submission id
    std::map<std::string, int> times_stored;  // by submission id: more than one is a doubling
    std::vector<std::string> order;           // submission ids as they were stored
    std::vector<wire::DownlinkAck> downlink_acks;
    std::uint64_t bytes_received = 0;    // of all chunks
    std::uint64_t came_with_offers = 0;  // parts; an older township leaves them and asks
    bool takes_parts_with_offers = false;
    // Faults on command.
    int die_after_chunks = -1;                    // down() when so many more chunks have come
    std::map<std::string, wire::Refused> refuse;  // answer these offers so
    bool forge_receipts = false;
    enum class Countersign { No, Right, AnothersKey, AnotherHead };
    Countersign countersign = Countersign::No;  // of the station's audit chain, in each receipt
    bool say_nothing = false;
    // Questions about cards; empty capabilities: an older township.
    std::vector<std::string> capabilities{"card-query"};
    std::vector<wire::CardQuery> card_queries;
    std::map<std::string, std::vector<wire::CaseState>> cases_of;  // by ID number
    wire::FaultCode card_fault = wire::FAULT_NONE;
    bool answer_cards = true;
    // Told each minute, and how many bytes the newest took; updates by the name that the line gives them.
    std::vector<wire::Heartbeat> heartbeats;
    std::size_t heartbeat_bytes = 0;
    std::map<std::string, std::string> updates;
    std::vector<wire::UpdateAsk> update_asks;
    bool pin_release_keys = false;  // in the invitation
    std::vector<protocol::SigningKeys> release_keys{protocol::make_signing_keys(), protocol::make_signing_keys()};
    std::uint64_t orders = 0;  // number of the last
    wire::UplinkHello last_hello;
    int hellos = 0;
    std::uint32_t credit = 4;
    std::uint32_t protocol = 1;

  private:
    struct Upload {
        Bytes envelope;
        protocol::CheckedEnvelope checked;
        std::map<std::string, std::string> received;  // by part name
    };
    void take(const protocol::CurveListener::Message& message);
    void take_hello(const wire::UplinkHello& hello);
    void take_offer(const wire::Offer& offer);
    void take_chunk(const wire::Chunk& chunk);
    void take_card_query(const wire::CardQuery& query);
    void take_update_ask(const wire::UpdateAsk& ask);
    void finish_if_complete(const std::string& id);
    void acknowledge(const std::string& id);
    void add_countersignature(wire::Acknowledged& receipt) const;

    EventLoop& loop_;
    protocol::CurveKeys curve_ = protocol::make_curve_keys();
    protocol::SigningKeys sign_ = protocol::make_signing_keys();
    std::vector<protocol::BoxKeys> boxes_{protocol::make_box_keys()};
    Bytes station_curve_, station_sign_, station_box_;
    std::string station_;
    std::string address_ = "tcp://127.0.0.1:*";
    std::unique_ptr<protocol::ZapHandler> zap_;
    std::unique_ptr<protocol::CurveListener> listener_;
    std::map<std::string, Upload> uploads_;  // survive down(), as files would
    std::map<std::string, Bytes> envelopes_;
    std::vector<wire::SignedDownlink> downlink_;
    std::string greeted_;  // the connection that said hello
};

}  // namespace doorstep::agent::testing
