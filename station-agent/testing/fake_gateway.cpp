#include "station-agent/testing/fake_gateway.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::agent::testing {
namespace {

constexpr auto township = "township-990001";
constexpr std::int64_t township_now_ms = 1'795'000'100'000;

std::string text_of(const Digest& digest) {
    return std::string(as_text(digest));
}

}  // namespace

FakeGateway::FakeGateway(EventLoop& loop) : loop_(loop) {
    up();
    address_ = listener_->endpoint();
}

std::string FakeGateway::invitation(const std::string& station) {
    station_ = station;
    nlohmann::json json{{"station", station},
                        {"township", township},
                        {"address", address_},
                        {"server_curve_public", to_base64(curve_.public_key)},
                        {"gateway_sign_public", to_base64(sign_.public_key)},
                        {"recipient_public", to_base64(boxes_.front().public_key)},
                        {"recipient_epoch", 2},
                        {"token", to_base64(as_bytes("one time token.."))}};
    for (const auto& key : release_keys) {
        if (pin_release_keys) {
            json["release_public"].push_back(to_base64(key.public_key));
        }
    }
    return json.dump();
}

void FakeGateway::confirm(const std::string& reply) {
    const auto json = nlohmann::json::parse(reply);
    station_curve_ = from_base64(json["curve_public"].get<std::string>()).value();
    station_sign_ = from_base64(json["sign_public"].get<std::string>()).value();
    station_box_ = from_base64(json["box_public"].get<std::string>()).value();
    Bytes covered = from_base64(json["token"].get<std::string>()).value();
    for (const auto* key : {&station_curve_, &station_sign_, &station_box_}) {
        covered.insert(covered.end(), key->begin(), key->end());
    }
    EXPECT_TRUE(protocol::verify(protocol::domains::enrolment, covered,
                                 from_base64(json["signature"].get<std::string>()).value(), station_sign_));
}

void FakeGateway::up() {
    zap_ = protocol::ZapHandler::start(loop_, [this](BytesView key, std::string_view) -> std::optional<std::string> {
               return std::equal(key.begin(), key.end(), station_curve_.begin(), station_curve_.end())
                          ? std::optional<std::string>(station_)
                          : std::nullopt;
           }).value();
    // The port of before may need a moment to be free again.
    for (int i = 0; i < 200 && !listener_; ++i) {
        auto bound = protocol::CurveListener::bind(loop_, address_, curve_, [this](const auto& m) { take(m); });
        if (bound) {
            listener_ = std::move(*bound);
        } else {
            loop_.run_once(10);
        }
    }
    ASSERT_TRUE(listener_);
}

void FakeGateway::down() {
    listener_.reset();
    zap_.reset();
    greeted_.clear();
}

void FakeGateway::say(const wire::TownshipMessage& message) {
    if (listener_ && !greeted_.empty()) {
        listener_->send(greeted_, message.SerializeAsString());
    }
}

void FakeGateway::take(const protocol::CurveListener::Message& message) {
    wire::UplinkMessage content;
    ASSERT_TRUE(content.ParseFromString(message.payload));
    ASSERT_EQ(message.user_id, station_);
    if (say_nothing) {
        return;
    }
    if (content.has_hello()) {
        greeted_ = message.peer;
        return take_hello(content.hello());
    }
    wire::TownshipMessage answer;
    if (message.peer != greeted_) {
        answer.mutable_fault()->set_code(wire::FAULT_NO_SESSION);
        listener_->send(message.peer, answer.SerializeAsString());
    } else if (content.has_offer()) {
        take_offer(content.offer());
    } else if (content.has_chunk()) {
        take_chunk(content.chunk());
    } else if (content.has_downlink_ack()) {
        downlink_acks.push_back(content.downlink_ack());
    } else if (content.has_card_query()) {
        take_card_query(content.card_query());
    } else if (content.has_heartbeat()) {
        heartbeats.push_back(content.heartbeat());
        heartbeat_bytes = message.payload.size();
    } else if (content.has_update_ask()) {
        take_update_ask(content.update_ask());
    } else if (content.has_ping()) {
        *answer.mutable_pong() = content.ping();
        say(answer);
    }
}

void FakeGateway::take_hello(const wire::UplinkHello& hello) {
    ++hellos;
    last_hello = hello;
    wire::TownshipMessage message;
    auto& reply = *message.mutable_hello();
    reply.set_protocol(protocol);
    reply.set_township(township);
    reply.set_township_ms(township_now_ms);
    reply.set_credit(credit);
    reply.mutable_capabilities()->Add(capabilities.begin(), capabilities.end());
    reply.mutable_time_token()->set_township_ms(township_now_ms);
    const auto signature = protocol::sign(protocol::domains::time, protocol::time_token_bytes(township_now_ms), sign_);
    reply.mutable_time_token()->set_signature(std::string(as_text(signature)));
    say(message);
    for (std::size_t i = hello.downlink_cursor(); i < downlink_.size(); ++i) {
        push(downlink_[i]);
    }
}

void FakeGateway::take_offer(const wire::Offer& offer) {
    wire::TownshipMessage message;
    if (refuse.contains(offer.submission())) {
        *message.mutable_refused() = refuse[offer.submission()];
        message.mutable_refused()->set_submission(offer.submission());
        return say(message);
    }
    if (held.contains(offer.submission())) {
        return acknowledge(offer.submission());
    }
    Bytes bytes(offer.envelope().begin(), offer.envelope().end());
    auto checked = protocol::check_outer(bytes, {station_, station_sign_, township});
    ASSERT_TRUE(checked) << checked.error().text();
    auto& upload = uploads_[offer.submission()];
    upload.envelope = std::move(bytes);
    upload.checked = std::move(*checked);
    came_with_offers += static_cast<std::uint64_t>(offer.parts_size());
    if (takes_parts_with_offers && offer.parts_size() > 0) {
        ASSERT_EQ(offer.parts_size(), std::ssize(upload.checked.parts));
        for (int i = 0; i < offer.parts_size(); ++i) {
            upload.received[text_of(upload.checked.parts[static_cast<std::size_t>(i)].name)] = offer.parts(i);
        }
        return finish_if_complete(offer.submission());
    }
    auto& need = *message.mutable_need();
    need.set_submission(offer.submission());
    for (const auto& part : upload.checked.parts) {
        const auto have = upload.received[text_of(part.name)].size();
        if (have < part.size) {
            auto& missing = *need.add_missing();
            missing.set_part(text_of(part.name));
            missing.set_from(have);
        }
    }
    say(message);
    finish_if_complete(offer.submission());
}

void FakeGateway::take_chunk(const wire::Chunk& chunk) {
    auto& content = uploads_.at(chunk.submission()).received[chunk.part()];
    EXPECT_EQ(chunk.offset(), content.size());
    EXPECT_LE(chunk.data().size(), 64U << 10U);
    content += chunk.data();
    bytes_received += chunk.data().size();
    if (die_after_chunks >= 0 && --die_after_chunks < 0) {
        loop_.post([this] { down(); });
        greeted_ = "nobody";
        return;
    }
    wire::TownshipMessage message;
    message.mutable_taken()->set_submission(chunk.submission());
    message.mutable_taken()->set_part(chunk.part());
    message.mutable_taken()->set_have(content.size());
    say(message);
    finish_if_complete(chunk.submission());
}

void FakeGateway::finish_if_complete(const std::string& id) {
    auto& upload = uploads_.at(id);
    std::vector<BytesView> parts;
    for (const auto& part : upload.checked.parts) {
        const auto& content = upload.received[text_of(part.name)];
        if (content.size() < part.size) {
            return;
        }
        parts.push_back(as_bytes(content));
    }
    const auto box = std::find_if(boxes_.begin(), boxes_.end(), [&](const auto& keys) {
        return as_text(protocol::key_id(keys.public_key)) == upload.checked.header.recipient_key_id();
    });
    ASSERT_NE(box, boxes_.end()) << "sealed to nobody's key";
    auto opened = protocol::open(upload.envelope, parts, *box, {station_, station_sign_, township});
    ASSERT_TRUE(opened) << opened.error().text();
    held[id] = {opened->header, std::move(opened->parts), township_now_ms, opened->audit_entries};
    envelopes_[id] = upload.envelope;
    ++times_stored[id];
    order.push_back(id);
    uploads_.erase(id);
    acknowledge(id);
}

void FakeGateway::acknowledge(const std::string& id) {
    wire::TownshipMessage message;
    auto& receipt = *message.mutable_acknowledged();
    receipt.set_submission(id);
    receipt.set_township_ms(held[id].township_ms);
    receipt.set_case_number(held[id].header.case_number());
    const auto signature = protocol::sign(protocol::domains::acknowledgement,
                                          protocol::acknowledgement_bytes(Uuid::from_bytes(as_bytes(id)).value(),
                                                                          held[id].township_ms, sha256(envelopes_[id])),
                                          forge_receipts ? protocol::make_signing_keys() : sign_);
    receipt.set_signature(std::string(as_text(signature)));
    if (countersign != Countersign::No) {
        add_countersignature(receipt);
    }
    say(message);
}

void FakeGateway::take_card_query(const wire::CardQuery& query) {
    card_queries.push_back(query);
    if (!answer_cards) {
        return;
    }
    wire::TownshipMessage message;
    auto& answer = *message.mutable_card_answer();
    answer.set_query(query.query());
    answer.set_fault(card_fault);
    if (card_fault == wire::FAULT_NONE) {
        wire::CardCases cases;
        cases.set_query(query.query());
        cases.set_station(station_);
        cases.set_township_ms(township_now_ms);
        const auto& own = cases_of[query.number()];
        cases.mutable_cases()->Add(own.begin(), own.end());
        answer.set_cases(cases.SerializeAsString());
        const auto signature = protocol::sign(protocol::domains::card_cases, as_bytes(answer.cases()),
                                              forge_receipts ? protocol::make_signing_keys() : sign_);
        answer.set_signature(std::string(as_text(signature)));
    }
    say(message);
}

void FakeGateway::take_update_ask(const wire::UpdateAsk& ask) {
    update_asks.push_back(ask);
    EXPECT_LE(ask.size(), 64U << 10U);
    wire::TownshipMessage message;
    auto& chunk = *message.mutable_update_chunk();
    chunk.set_update(ask.update());
    chunk.set_offset(ask.offset());
    const auto found = updates.find(ask.update());
    if (found != updates.end() && ask.offset() < found->second.size()) {
        chunk.set_data(found->second.substr(ask.offset(), ask.size()));
    }
    say(message);
}

void FakeGateway::add_countersignature(wire::Acknowledged& receipt) const {
    const auto& header = held.at(receipt.submission()).header;
    auto head = protocol::audit_step(as_bytes(header.previous_audit_head()), header.station_sequence(),
                                     header.times().station_ms(), sha256(envelopes_.at(receipt.submission())));
    head[0] ^= countersign == Countersign::AnotherHead ? 1 : 0;
    receipt.set_audit_sequence(header.station_sequence());
    receipt.set_audit_head(std::string(as_text(head)));
    const auto signer = countersign == Countersign::AnothersKey ? protocol::make_signing_keys() : sign_;
    const auto signature = protocol::sign(protocol::domains::audit,
                                          protocol::audit_bytes(station_, header.station_sequence(), head), signer);
    receipt.set_audit_countersignature(std::string(as_text(signature)));
}

wire::Acknowledged FakeGateway::receipt_for(const std::string& id, BytesView envelope) const {
    wire::Acknowledged receipt;
    receipt.set_submission(id);
    receipt.set_township_ms(township_now_ms);
    const auto covered =
        protocol::acknowledgement_bytes(Uuid::from_bytes(as_bytes(id)).value(), township_now_ms, sha256(envelope));
    receipt.set_signature(std::string(as_text(protocol::sign(protocol::domains::acknowledgement, covered, sign_))));
    return receipt;
}

wire::SignedDownlink FakeGateway::sign_item(wire::DownlinkItem item) const {
    wire::SignedDownlink signed_item;
    signed_item.set_item(item.SerializeAsString());
    const auto signature = protocol::sign(protocol::domains::downlink, as_bytes(signed_item.item()), sign_);
    signed_item.set_signature(std::string(as_text(signature)));
    return signed_item;
}

wire::SignedRelease FakeGateway::release(wire::ReleaseOrder wanted, int persons) {
    wanted.set_township(township);
    if (wanted.sequence() == 0) {
        wanted.set_sequence(++orders);
    }
    auto signed_order = protocol::unsigned_release(wanted).value();
    for (int i = 0; i < persons; ++i) {
        EXPECT_TRUE(protocol::sign_release(signed_order, release_keys.at(static_cast<std::size_t>(i))));
    }
    return signed_order;
}

void FakeGateway::send_release(const wire::SignedRelease& signed_order, const std::string& sealed) {
    wire::DownlinkItem item;
    *item.mutable_release()->mutable_signed_() = signed_order;
    item.mutable_release()->set_sealed(sealed);
    send_down(std::move(item));
}

bool FakeGateway::saw_in_envelopes(std::string_view bytes) const {
    return std::any_of(envelopes_.begin(), envelopes_.end(),
                       [&](const auto& one) { return as_text(one.second).find(bytes) != std::string_view::npos; });
}

wire::DownlinkItem FakeGateway::roster_item(const wire::RosterEntry& entry, const std::string& row) const {
    wire::DownlinkItem item;
    const auto sealed = protocol::seal_box(as_bytes(entry.SerializeAsString()), station_box_).value();
    item.mutable_roster()->set_sealed_entry(std::string(as_text(sealed)));
    item.mutable_roster()->set_row(row);
    return item;
}

void FakeGateway::send_down(wire::DownlinkItem item) {
    item.set_station(station_);
    item.set_sequence(downlink_.size() + 1);
    downlink_.push_back(sign_item(std::move(item)));
    push(downlink_.back());
}

void FakeGateway::push(const wire::SignedDownlink& item) {
    wire::TownshipMessage message;
    *message.mutable_downlink() = item;
    say(message);
}

}  // namespace doorstep::agent::testing
