#include "township/testing/scripted_station.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "protocol/envelope/audit_entries.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::township::testing {
namespace {

constexpr std::size_t chunk_size = 64U << 10U;

wire::TownshipMessage parsed(const std::string& payload) {
    wire::TownshipMessage message;
    message.ParseFromString(payload);
    return message;
}

}  // namespace

ScriptedStation::ScriptedStation(EventLoop& loop, std::string id) : loop_(loop), id_(std::move(id)) {}

std::unique_ptr<ScriptedStation> ScriptedStation::twin() const {
    auto other = std::make_unique<ScriptedStation>(loop_, id_);
    other->curve_ = curve_;
    other->sign_ = sign_;
    other->box_ = box_;
    other->server_public_ = server_public_;
    other->gateway_public_ = gateway_public_;
    other->recipient_ = recipient_;
    other->township_ = township_;
    other->set_chain(chain());
    return other;
}

std::string ScriptedStation::reply_to(const std::string& invitation) {
    const auto in = nlohmann::json::parse(invitation);
    const auto key = [&](const char* name) { return from_base64(in.at(name).get<std::string>()).value(); };
    server_public_ = key("server_curve_public");
    gateway_public_ = key("gateway_sign_public");
    recipient_ = {key("recipient_public"), in.at("recipient_epoch").get<std::uint32_t>()};
    township_ = in.at("township").get<std::string>();
    Bytes covered = key("token");
    for (const auto* part : {&curve_.public_key, &sign_.public_key, &box_.public_key}) {
        covered.insert(covered.end(), part->begin(), part->end());
    }
    return nlohmann::json{{"station", id_},
                          {"token", in.at("token")},
                          {"curve_public", to_base64(curve_.public_key)},
                          {"sign_public", to_base64(sign_.public_key)},
                          {"box_public", to_base64(box_.public_key)},
                          {"signature", to_base64(protocol::sign(protocol::domains::enrolment, covered, sign_))}}
        .dump();
}

protocol::SealedSubmission ScriptedStation::seal(const HandIn& hand_in) {
    return seal_to(hand_in, recipient_);
}

protocol::SealedSubmission ScriptedStation::seal_to(const HandIn& hand_in, const protocol::Recipient& recipient) {
    wire::Header header;
    header.set_submission_id(std::string(as_text(hand_in.id.bytes())));
    header.set_kind(hand_in.kind);
    header.set_station_id(id_);
    header.set_station_sequence(++sequence_);
    header.mutable_author()->set_as(wire::Author::APPLICANT_CARD);
    header.set_receiving_township(hand_in.receiving_township);
    header.set_competent_township(hand_in.receiving_township);
    header.mutable_times()->set_station_ms(1'790'000'000'000);
    header.mutable_times()->set_last_token_ms(hand_in.token.township_ms());
    header.mutable_times()->set_last_token(hand_in.token.signature());
    header.set_case_number(hand_in.case_number.empty() ? CaseNumber::make().digits() : hand_in.case_number);
    header.set_scheme(hand_in.scheme);
    header.set_scheme_version(hand_in.scheme_version);
    audit_head_ = protocol::audit_head_over(audit_head_, sequence_, as_bytes(hand_in.entries)).value();
    header.set_previous_audit_head(std::string(as_text(audit_head_)));
    const Parts parts = parts_of(hand_in);
    auto sealed =
        protocol::seal(header, parts.parts, sign_, recipient, protocol::system_randomness(),
                       protocol::SuiteRegistry::standard(), as_bytes(hand_in.carried_entries.value_or(hand_in.entries)))
            .value();
    const auto head = protocol::audit_step(audit_head_, sequence_, header.times().station_ms(), sealed.envelope_digest);
    audit_head_.assign(head.begin(), head.end());
    return sealed;
}

void ScriptedStation::set_chain(Chain chain) {
    sequence_ = chain.sequence;
    audit_head_ = std::move(chain.head);
}

void ScriptedStation::dial(const std::string& address) {
    heard_.clear();
    line_ = protocol::CurveConnection::connect(loop_, address, server_public_, curve_, [this](std::string payload) {
                heard_.push_back(parsed(payload));
            }).value();
}

bool ScriptedStation::connect(const std::string& address, std::int64_t longest_ms) {
    dial(address);
    // Nothing is queued for a line that is not there: the first send that is taken shows that the handshake is done.
    wire::UplinkMessage knock;
    knock.mutable_ping()->set_station_ms(1);
    const auto end = monotonic_milliseconds() + longest_ms;
    while (monotonic_milliseconds() < end) {
        if (line_->send(knock.SerializeAsString())) {
            // Answered by a fault (no hello yet) or a pong.
            return hear_any({wire::TownshipMessage::kFault, wire::TownshipMessage::kPong}, longest_ms).has_value();
        }
        loop_.run_once(5);
    }
    return false;
}

bool ScriptedStation::say_bytes(std::string payload) {
    const auto end = monotonic_milliseconds() + 2000;
    while (monotonic_milliseconds() < end) {
        if (line_->send(payload)) {
            return true;
        }
        loop_.run_once(5);
    }
    return false;
}

bool ScriptedStation::say(const wire::UplinkMessage& message) {
    return say_bytes(message.SerializeAsString());
}

std::optional<wire::TownshipMessage> ScriptedStation::hear_any(
    const std::vector<wire::TownshipMessage::KindCase>& kinds, std::int64_t longest_ms) {
    const auto end = monotonic_milliseconds() + longest_ms;
    do {
        if (auto message = heard_now(kinds)) {
            return message;
        }
        loop_.run_once(5);
    } while (monotonic_milliseconds() < end);
    return std::nullopt;
}

std::optional<wire::TownshipMessage> ScriptedStation::heard_now(
    const std::vector<wire::TownshipMessage::KindCase>& kinds) {
    const auto found = std::find_if(heard_.begin(), heard_.end(), [&](const auto& message) {
        return std::find(kinds.begin(), kinds.end(), message.kind_case()) != kinds.end();
    });
    if (found == heard_.end()) {
        return std::nullopt;
    }
    auto message = *found;
    heard_.erase(found);
    return message;
}

std::optional<wire::TownshipMessage> ScriptedStation::hear(wire::TownshipMessage::KindCase kind,
                                                           std::int64_t longest_ms) {
    return hear_any({kind}, longest_ms);
}

bool ScriptedStation::say_hello(std::uint64_t cursor) {
    wire::UplinkMessage message;
    message.mutable_hello()->set_protocol_low(1);
    message.mutable_hello()->set_protocol_high(1);
    message.mutable_hello()->set_version("scripted");
    message.mutable_hello()->set_downlink_cursor(cursor);
    message.mutable_hello()->set_audit_head(std::string(as_text(audit_head_)));
    return line_->send(message.SerializeAsString());
}

bool ScriptedStation::begin(const std::string& address, std::uint64_t cursor) {
    return connect(address) && say_hello(cursor) && hear(wire::TownshipMessage::kHello).has_value();
}

bool ScriptedStation::offer(const protocol::SealedSubmission& sealed, PartsGo parts_go) {
    wire::UplinkMessage message;
    wire::Envelope envelope;
    wire::Header header;
    envelope.ParseFromArray(sealed.envelope.data(), static_cast<int>(sealed.envelope.size()));
    header.ParseFromString(envelope.header());
    message.mutable_offer()->set_submission(header.submission_id());
    message.mutable_offer()->set_envelope(std::string(as_text(sealed.envelope)));
    for (const auto& part : sealed.parts) {
        if (parts_go == PartsGo::WithOffer) {
            message.mutable_offer()->add_parts(std::string(as_text(part)));
        }
    }
    return say(message);
}

bool ScriptedStation::send_chunk(const protocol::SealedSubmission& sealed, std::size_t part, std::uint64_t offset,
                                 std::size_t size) {
    wire::Envelope envelope;
    wire::Header header;
    envelope.ParseFromArray(sealed.envelope.data(), static_cast<int>(sealed.envelope.size()));
    header.ParseFromString(envelope.header());
    wire::UplinkMessage message;
    auto& chunk = *message.mutable_chunk();
    chunk.set_submission(header.submission_id());
    chunk.set_part(std::string(as_text(sealed.names[part])));
    chunk.set_offset(offset);
    chunk.set_data(std::string(as_text(BytesView(sealed.parts[part]).subspan(offset, size))));
    return say(message);
}

void ScriptedStation::send_missing(const protocol::SealedSubmission& sealed, const wire::Need& need, int most_chunks) {
    for (const auto& missing : need.missing()) {
        for (std::size_t part = 0; part < sealed.parts.size(); ++part) {
            if (as_text(sealed.names[part]) != missing.part()) {
                continue;
            }
            for (std::uint64_t at = missing.from(); at < sealed.parts[part].size() && most_chunks > 0;
                 at += chunk_size, --most_chunks) {
                const auto size = std::min<std::uint64_t>(chunk_size, sealed.parts[part].size() - at);
                if (!send_chunk(sealed, part, at, size)) {
                    return;
                }
            }
        }
    }
}

std::optional<wire::TownshipMessage> ScriptedStation::deliver(const protocol::SealedSubmission& sealed) {
    using Kind = wire::TownshipMessage;
    if (!offer(sealed)) {
        return std::nullopt;
    }
    for (;;) {
        auto answer = hear_any({Kind::kNeed, Kind::kAcknowledged, Kind::kRefused, Kind::kFault});
        if (!answer || !answer->has_need()) {
            return answer;
        }
        send_missing(sealed, answer->need());
    }
}

bool ScriptedStation::is_receipt(const wire::Acknowledged& acknowledged,
                                 const protocol::SealedSubmission& sealed) const {
    const auto id = Uuid::from_bytes(as_bytes(acknowledged.submission()));
    return id &&
           protocol::verify(protocol::domains::acknowledgement,
                            protocol::acknowledgement_bytes(*id, acknowledged.township_ms(), sealed.envelope_digest),
                            as_bytes(acknowledged.signature()), gateway_public_);
}

std::vector<wire::DownlinkItem> ScriptedStation::take_downlink(std::size_t least) {
    constexpr std::int64_t quiet_ms = 300;
    std::vector<wire::DownlinkItem> out;
    for (;;) {
        const auto message = hear(wire::TownshipMessage::kDownlink, out.size() < least ? 5000 : quiet_ms);
        if (!message) {
            return out;
        }
        const auto& downlink = message->downlink();
        wire::DownlinkItem item;
        if (!protocol::verify(protocol::domains::downlink, as_bytes(downlink.item()), as_bytes(downlink.signature()),
                              gateway_public_) ||
            !item.ParseFromString(downlink.item()) || item.station() != id_) {
            return {};
        }
        wire::UplinkMessage ack;
        ack.mutable_downlink_ack()->set_sequence(item.sequence());
        ack.mutable_downlink_ack()->set_applied(true);
        say(ack);
        out.push_back(std::move(item));
    }
}

}  // namespace doorstep::township::testing
