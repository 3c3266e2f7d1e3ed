// A station that does exactly what a test says, over the real line: the other end of docs/protocol.md, without an
// outbox.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/event_loop.hpp"
#include "protocol/curve/curve.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/testing/household.hpp"

namespace doorstep::township::testing {

class ScriptedStation {
  public:
    // The loop is turned while it waits; a gateway in the same loop runs meanwhile.
    ScriptedStation(EventLoop& loop, std::string id);
    // The same station on a second line of its own, as when a line was cut and nobody has noticed yet.
    std::unique_ptr<ScriptedStation> twin() const;
    // Takes an invitation and makes the reply for `enrol-station --confirm`.
    std::string reply_to(const std::string& invitation);
    const std::string& id() const { return id_; }
    const protocol::CurveKeys& curve() const { return curve_; }
    const protocol::BoxKeys& box() const { return box_; }
    const protocol::SigningKeys& sign() const { return sign_; }
    const Bytes& gateway_public() const { return gateway_public_; }

    // Seals under this station's keys with the next sequence number.
    protocol::SealedSubmission seal(const HandIn& hand_in);
    protocol::SealedSubmission seal_to(const HandIn& hand_in, const protocol::Recipient& recipient);

    // A new line; false when the handshake does not finish in that time.
    bool connect(const std::string& address, std::int64_t longest_ms = 5000);
    void hang_up() { line_.reset(); }
    // The same without a turn of the loop: a line that will be there, and then hello over it. False: not yet.
    void dial(const std::string& address);
    bool say_hello(std::uint64_t cursor = 0);
    bool say(const wire::UplinkMessage& message);
    bool say_bytes(std::string payload);
    // The next message of that kind; others before it are kept in `heard`.
    std::optional<wire::TownshipMessage> hear(wire::TownshipMessage::KindCase kind, std::int64_t longest_ms = 5000);
    // The next message of any of the kinds.
    std::optional<wire::TownshipMessage> hear_any(const std::vector<wire::TownshipMessage::KindCase>& kinds,
                                                  std::int64_t longest_ms = 5000);
    // The same without a turn of the loop: what has been heard by now.
    std::optional<wire::TownshipMessage> heard_now(const std::vector<wire::TownshipMessage::KindCase>& kinds);
    // Drops what hear() kept of other kinds.
    void forget_heard() { heard_.clear(); }
    // connect() and hello; false when there was no answer.
    bool begin(const std::string& address, std::uint64_t cursor = 0);
    // The head of the audit chain that seal() goes on from and hello shows; a test may lay it back.
    struct Chain {
        std::uint64_t sequence = 0;
        Bytes head;
    };
    Chain chain() const { return {sequence_, audit_head_}; }
    void set_chain(Chain chain);

    // Without the parts, as a station does with more than a few KiB; or with all of them.
    enum class PartsGo { WhenAsked, WithOffer };
    bool offer(const protocol::SealedSubmission& sealed, PartsGo parts_go = PartsGo::WhenAsked);
    bool send_chunk(const protocol::SealedSubmission& sealed, std::size_t part, std::uint64_t offset, std::size_t size);
    // Sends what a Need lacks, at most `most_chunks`.
    void send_missing(const protocol::SealedSubmission& sealed, const wire::Need& need, int most_chunks = 1 << 20);
    // Offer to the end: Acknowledged or Refused; nothing when the line fell silent.
    std::optional<wire::TownshipMessage> deliver(const protocol::SealedSubmission& sealed);
    // True when an acknowledgement is the gateway's for this submission.
    bool is_receipt(const wire::Acknowledged& acknowledged, const protocol::SealedSubmission& sealed) const;
    // Takes downlink items until none comes for a moment, checks signature and order, and acknowledges each.
    std::vector<wire::DownlinkItem> take_downlink(std::size_t least);

  private:
    EventLoop& loop_;
    std::string id_;
    protocol::CurveKeys curve_ = protocol::make_curve_keys();
    protocol::SigningKeys sign_ = protocol::make_signing_keys();
    protocol::BoxKeys box_ = protocol::make_box_keys();
    Bytes server_public_;
    Bytes gateway_public_;
    protocol::Recipient recipient_;
    std::string township_;
    std::uint64_t sequence_ = 0;
    Bytes audit_head_;
    std::unique_ptr<protocol::CurveConnection> line_;
    std::vector<wire::TownshipMessage> heard_;
};

}  // namespace doorstep::township::testing
