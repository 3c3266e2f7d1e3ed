#include "station-agent/uplink/uplink.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/log.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/store/test_point.hpp"
#include "station-agent/uplink/upload.hpp"

namespace doorstep::agent {
namespace {

constexpr std::uint32_t protocol_version = 1;
constexpr std::int64_t clock_tolerance_ms = 5LL * 60'000;  // further off the township's clock: known to be wrong
constexpr std::uint32_t most_credit = 64;                  // whatever the gateway offers
constexpr int losses_that_count = 3;  // an item that is under way whenever the line breaks must not block the others

}  // namespace

Uplink::Uplink(Parts parts, UplinkDelays delays, std::string version)
    : parts_(std::move(parts)),
      delays_(delays),
      version_(std::move(version)),
      greeting_ms_(delays.greeting),
      random_(std::random_device{}()) {
    tick_timer_ = parts_.loop.every(delays_.ping, [this] { tick(); });
}

Uplink::~Uplink() {
    *alive_ = false;
    for (const auto timer : {retry_timer_, hello_timer_, tick_timer_, due_timer_}) {
        parts_.loop.cancel(timer);
    }
}

void Uplink::start(const Enrolment& enrolment, std::string address) {
    enrolment_ = &enrolment;
    address_ = std::move(address);
    state_ = LineState::Waiting;
    retry_ms_ = delays_.first_retry;
    handle(LineEvent::Due);
}

void Uplink::handle(LineEvent event) {
    auto move = find_move(state_, event);
    if (!move && state_ != LineState::Off && state_ != LineState::Waiting) {
        log::warning("line: {} while {}: begins anew", name_of(event), name_of(state_));
        move = find_move(state_, LineEvent::LineLost);
    }
    if (!move) {
        return;  // off or waiting already: the safe states
    }
    if (move->to != state_) {
        log::debug("line: {} → {} ({})", name_of(state_), name_of(move->to), name_of(event));
    }
    state_ = move->to;
    run_action(move->action);
}

void Uplink::run_action(LineAction action) {
    switch (action) {
        case LineAction::OpenLine:
            return open_line();
        case LineAction::Greeted:
            return greeted();
        case LineAction::Offer:
            return offer();
        case LineAction::BeginUpload:
            return begin_upload();
        case LineAction::SendMore:
            return send_more();
        case LineAction::Acknowledge:
            return item_acknowledged();
        case LineAction::Refuse:
            return item_refused();
        case LineAction::Shelve:
            return item_damaged();
        case LineAction::LoseLine:
            return lose_line();
    }
}

void Uplink::note(std::string words) {
    words_ = std::move(words);
    parts_.changed();
}

std::int64_t Uplink::jittered(std::int64_t milliseconds) {
    const auto span = milliseconds / 5;
    return milliseconds + std::uniform_int_distribution<std::int64_t>(-span, span)(random_);
}

Result<std::string> Uplink::current_address() const {
    constexpr std::string_view in_file = "file:";
    constexpr std::size_t longest_address = 4096;
    std::string address = address_.empty() ? enrolment_->address : address_;
    if (!address.starts_with(in_file)) {
        return address;
    }
    DOORSTEP_TRY(const std::string text, read_text_file(address.substr(in_file.size()), longest_address));
    return text.substr(0, text.find_first_of(" \r\n"));
}

void Uplink::open_line() {
    greeting_since_ = heard_at_ = monotonic_milliseconds();
    const auto address = current_address();
    auto line = address ? protocol::CurveConnection::connect(
                              parts_.loop, *address, enrolment_->server_curve_public, enrolment_->curve,
                              // A thrown-away connection may outlive us by one round of the loop.
                              [this, alive = std::weak_ptr(alive_)](const std::string& payload) {
                                  if (alive.lock()) {
                                      arrived(payload);
                                  }
                              })
                        : Result<std::unique_ptr<protocol::CurveConnection>>(address.error());
    if (!line) {
        words_ = line.error().text();
        handle(LineEvent::LineLost);
        return;
    }
    line_ = std::move(*line);
    note(fmt::format("connecting to {}", *address));
    say_hello();
}

void Uplink::say_hello() {
    if (state_ != LineState::Greeting) {
        return;
    }
    wire::UplinkMessage message;
    auto& hello = *message.mutable_hello();
    hello.set_protocol_low(protocol_version);
    hello.set_protocol_high(protocol_version);
    hello.set_version(version_);
    hello.set_downlink_cursor(parts_.downlink.cursor().value_or(0));
    hello.set_station_ms(parts_.clock.now().milliseconds);
    const auto head = parts_.outbox.audit_head().value_or(Bytes{});
    hello.set_audit_head(std::string(as_text(head)));
    add_key_epochs(hello);
    const auto refusals = parts_.downlink.refusals();
    if (refusals) {
        hello.mutable_refused()->Add(refusals->begin(), refusals->end());
    }
    refusals_said_ = refusals && !refusals->empty() ? refusals->front().sequence() : 0;
    if (send(message)) {
        return;
    }
    if (monotonic_milliseconds() - greeting_since_ > greeting_ms_) {
        greeting_failed("no connection");
        return;
    }
    hello_timer_ = parts_.loop.after(delays_.hello_again, [this] { say_hello(); });
}

// Which private keys the township must keep for us (SECURITY 8).
void Uplink::add_key_epochs(wire::UplinkHello& hello) {
    const auto epochs = parts_.releases.epochs_in_use();
    const auto newest = parts_.releases.recipient(*enrolment_);
    if (!epochs || !newest) {
        log::warning("line: sealing keys: {}", (!epochs ? epochs.error() : newest.error()).text());
        return;  // a hello that names none lets no key go
    }
    hello.mutable_key_epochs()->Add(epochs->begin(), epochs->end());
    hello.set_sealing_epoch(newest->epoch);
}

// On a line that is slow, not dead, the next greeting gets further.
void Uplink::greeting_failed(std::string words) {
    words_ = std::move(words);
    greeting_ms_ = std::min(greeting_ms_ * 2, std::max(delays_.greeting, delays_.longest_greeting));
    handle(LineEvent::LineLost);
}

bool Uplink::send(const wire::UplinkMessage& message) {
    return line_ && line_->send(message.SerializeAsString());
}

void Uplink::arrived(const std::string& payload) {
    heard_at_ = monotonic_milliseconds();
    wire::TownshipMessage message;
    if (!message.ParseFromString(payload)) {
        log::warning("line: a message that cannot be read was dropped");
        return;
    }
    dispatch(message);
}

void Uplink::dispatch(const wire::TownshipMessage& message) {
    message_ = message;
    switch (message.kind_case()) {
        case wire::TownshipMessage::kHello:
            return handle(LineEvent::HelloCame);
        case wire::TownshipMessage::kNeed:
            return about_current(message.need().submission()) ? handle(LineEvent::NeedCame) : void();
        case wire::TownshipMessage::kTaken:
            return about_current(message.taken().submission()) ? handle(LineEvent::TakenCame) : void();
        case wire::TownshipMessage::kAcknowledged:
            return about_current(message.acknowledged().submission()) ? handle(LineEvent::ReceiptCame) : void();
        case wire::TownshipMessage::kRefused:
            return about_current(message.refused().submission()) ? handle(LineEvent::RefusalCame) : void();
        case wire::TownshipMessage::kDownlink: {
            wire::UplinkMessage answer;
            *answer.mutable_downlink_ack() = parts_.downlink.take(message.downlink(), *enrolment_);
            send(answer);
            return parts_.changed();
        }
        case wire::TownshipMessage::kRelease: {
            const auto taken = parts_.downlink.take_revocation(message.release(), *enrolment_);
            if (!taken) {
                log::warning("line: a release order was not taken: {}", taken.error().text());
            }
            return parts_.changed();
        }
        case wire::TownshipMessage::kCardAnswer:
            return card_queries_.take(message.card_answer(), *enrolment_);
        case wire::TownshipMessage::kUpdateChunk:
            update_asked_ = 0;
            parts_.updates.take(message.update_chunk());
            return poke();
        case wire::TownshipMessage::kFault:
            return take_fault(message.fault());
        default:
            return;  // pong, or a kind that this version does not know
    }
}

// Messages about another item are late answers of an earlier attempt; the item will be offered again.
bool Uplink::about_current(const std::string& submission) const {
    return upload_ && as_text(upload_->item.submission.bytes()) == submission;
}

void Uplink::take_fault(const wire::Fault& fault) {
    words_ = fmt::format("the township says {}", wire::FaultCode_Name(fault.code()));
    log::warning("line: {}", words_);
    // A restarted gateway knows no hello from us yet: that is nobody's failure. Anything else waits long.
    retry_ms_ = fault.code() == wire::FAULT_NO_SESSION ? delays_.first_retry : delays_.longest_retry;
    handle(LineEvent::LineLost);
}

void Uplink::greeted() {
    const auto& reply = message_.hello();
    retry_ms_ = delays_.first_retry;
    // As slow as this line may be the next time, and no slower.
    const auto took = monotonic_milliseconds() - greeting_since_;
    greeting_ms_ = std::clamp(2 * took, delays_.greeting, std::max(delays_.greeting, delays_.longest_greeting));
    if (reply.protocol() != protocol_version) {
        words_ = fmt::format("the township speaks protocol {}, we {}", reply.protocol(), protocol_version);
        log::warning("line: {}", words_);
        retry_ms_ = delays_.longest_retry;
        handle(LineEvent::LineLost);
        return;
    }
    credit_ = std::clamp<std::uint32_t>(reply.credit(), 1, most_credit);
    if (reply.township() != enrolment_->township) {
        log::warning("line: the township calls itself {}", reply.township());
    }
    take_time(reply);
    if (refusals_said_ != 0) {
        ignore(parts_.downlink.refusals_told(refusals_said_), "said again at the next hello");
    }
    const auto able = [&](std::string_view capability) {
        return std::find(reply.capabilities().begin(), reply.capabilities().end(), capability) !=
               reply.capabilities().end();
    };
    answers_cards_ = able(card_query_capability);
    hears_beats_ = able(heartbeat_capability);
    has_updates_ = able(updates_capability);
    log::info("line: up");
    note("up");
    beat();
    look_for_item();
}

void Uplink::take_time(const wire::HelloReply& reply) {
    const auto& token = reply.time_token();
    if (!protocol::verify(protocol::domains::time, protocol::time_token_bytes(token.township_ms()),
                          as_bytes(token.signature()), enrolment_->gateway_sign_public)) {
        return;
    }
    parts_.time_heard(token.township_ms());
    const auto off = parts_.clock.now().milliseconds - token.township_ms();
    auto& database = *parts_.store.database;
    const auto status = database.transaction([&]() -> Status {
        DOORSTEP_CHECK(set_meta(database, "time_token_ms", std::int64_t{token.township_ms()}));
        DOORSTEP_CHECK(set_meta(database, "time_token", to_bytes(as_bytes(token.signature()))));
        DOORSTEP_CHECK(set_meta(database, "clock_off_ms", std::int64_t{off}));
        DOORSTEP_CHECK(set_meta(database, "clock_wrong", std::int64_t{std::abs(off) > clock_tolerance_ms ? 1 : 0}));
        return parts_.contact.heard();
    });
    if (!status) {
        log::warning("line: time token not kept: {}", status.error().text());
    }
}

void Uplink::ask(wire::CardQuery query, CardQueries::Answered answered) {
    if (!line_up() || !answers_cards_) {
        return answered(line_up() ? wire::FAULT_UNAVAILABLE : wire::FAULT_LINE_DOWN, {});
    }
    const auto message =
        card_queries_.begin(std::move(query), monotonic_milliseconds() + delays_.card_answer, std::move(answered));
    if (!send(message)) {
        words_ = "a card query could not be sent";
        handle(LineEvent::LineLost);
    }
}

void Uplink::poke() {
    if (state_ == LineState::Ready) {
        look_for_item();
    } else if (state_ == LineState::Uploading) {
        look_for_light();
    }
}

// A check-in does not wait behind a scan: the scan is set aside, offered again afterwards and goes on at its byte. It
// gets at least a chunk further each time, so that it arrives even when light items keep coming.
void Uplink::look_for_light() {
    if (upload_->item.light || !upload_->moved_on) {
        return;
    }
    auto taken = parts_.outbox.take_light();
    if (!taken) {
        log::error("line: outbox: {}", taken.error().text());
        return;
    }
    if (*taken) {
        upload_ = std::make_unique<Upload>();
        upload_->item = std::move(**taken);
        handle(LineEvent::LightDue);
    }
}

void Uplink::look_for_item() {
    parts_.loop.cancel(due_timer_);
    auto taken = parts_.outbox.take();
    if (!taken) {
        log::error("line: outbox: {}", taken.error().text());
        return;
    }
    if (*taken) {
        upload_ = std::make_unique<Upload>();
        upload_->item = std::move(**taken);
        handle(LineEvent::ItemDue);
        return;
    }
    look_for_update();
    const auto due = parts_.outbox.next_due_ms();
    if (due && *due) {
        constexpr std::int64_t soonest = 10;
        const auto wait = std::max(soonest, **due - parts_.clock.now().milliseconds);
        due_timer_ = parts_.loop.after(wait, [this] { poke(); });
    }
}

// An update has the line when nothing else wants it, a chunk at a time: what is handed in meanwhile goes out at once.
void Uplink::look_for_update() {
    if (!has_updates_ || update_asked_ != 0) {
        return;
    }
    auto ask = parts_.updates.next_ask();
    if (!ask) {
        return;
    }
    wire::UplinkMessage message;
    *message.mutable_update_ask() = std::move(*ask);
    if (send(message)) {
        update_asked_ = monotonic_milliseconds();
    }
}

void Uplink::beat() {
    const auto now = monotonic_milliseconds();
    if (!hears_beats_ || now < next_beat_) {
        return;
    }
    next_beat_ = now + delays_.heartbeat;
    wire::UplinkMessage message;
    *message.mutable_heartbeat() = parts_.heartbeat();
    send(message);
}

void Uplink::offer() {
    progress_at_ = monotonic_milliseconds();
    wire::UplinkMessage message;
    auto& offer = *message.mutable_offer();
    offer.set_submission(std::string(as_text(upload_->item.submission.bytes())));
    offer.set_envelope(std::string(as_text(upload_->item.envelope)));
    if (upload_->bytes_total() <= largest_with_offer) {
        add_parts(offer);
    }
    parts_.changed();
    if (!send(message)) {
        words_ = "the offer could not be sent";
        handle(LineEvent::LineLost);
    }
}

// All or none: with a damaged one the township asks, and then it is seen.
void Uplink::add_parts(wire::Offer& offer) {
    for (std::size_t place = 0; place < upload_->item.parts.size(); ++place) {
        auto piece = parts_.outbox.read_piece(upload_->item.submission, place, 0, upload_->item.parts[place].size);
        if (!piece) {
            offer.clear_parts();
            return;
        }
        offer.add_parts(std::move(*piece));
    }
}

void Uplink::begin_upload() {
    if (!upload_->plan(message_.need())) {
        words_ = "the township asks for a part that this item does not have";
        handle(LineEvent::LineLost);
        return;
    }
    parts_.outbox.note_sent(upload_->bytes_total() - upload_->bytes_left());
    send_more();
}

void Uplink::send_more() {
    progress_at_ = monotonic_milliseconds();
    if (message_.has_taken() && upload_->under_way > 0) {
        --upload_->under_way;
        upload_->moved_on = true;
        parts_.outbox.note_sent(upload_->bytes_total() - upload_->bytes_left());
    }
    while (upload_ && upload_->under_way < credit_ && !upload_->rest.empty()) {
        auto& rest = upload_->rest.front();
        const auto& part = upload_->item.parts[rest.place];
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_bytes, part.size - rest.next));
        auto piece = parts_.outbox.read_piece(upload_->item.submission, rest.place, rest.next, size);
        if (!piece) {
            log::error("line: a sealed part is damaged: {}", piece.error().text());
            return handle(LineEvent::PieceDamaged);
        }
        wire::UplinkMessage message;
        auto& chunk = *message.mutable_chunk();
        chunk.set_submission(std::string(as_text(upload_->item.submission.bytes())));
        chunk.set_part(std::string(as_text(part.digest)));
        chunk.set_offset(rest.next);
        chunk.set_data(std::move(*piece));
        if (!send(message)) {
            words_ = "a chunk could not be sent";
            return handle(LineEvent::LineLost);
        }
        test_point("chunk-sent");
        ++upload_->under_way;
        rest.next += size;
        if (rest.next == part.size) {
            upload_->rest.erase(upload_->rest.begin());
        }
    }
    look_for_light();
}

bool Uplink::receipt_is_genuine(const wire::Acknowledged& receipt) const {
    return protocol::verify(
        protocol::domains::acknowledgement,
        protocol::acknowledgement_bytes(upload_->item.submission, receipt.township_ms(), upload_->item.envelope_digest),
        as_bytes(receipt.signature()), enrolment_->gateway_sign_public);
}

// A chain that the township does not hold as it stands here is a person's matter, and no reason to keep an item back.
void Uplink::take_countersignature(const wire::Acknowledged& receipt) {
    if (receipt.audit_countersignature().empty()) {
        return;
    }
    const auto head = as_bytes(receipt.audit_head());
    const auto covered = protocol::audit_bytes(enrolment_->station, receipt.audit_sequence(), head);
    if (!protocol::verify(protocol::domains::audit, covered, as_bytes(receipt.audit_countersignature()),
                          enrolment_->gateway_sign_public)) {
        log::warning("line: a countersignature is not the township's");
        return;
    }
    const auto same =
        parts_.outbox.keep_countersignature(receipt.audit_sequence(), head, as_bytes(receipt.audit_countersignature()));
    if (!same) {
        log::warning("line: countersignature not kept: {}", same.error().text());
    } else if (!*same) {
        log::error("line: row {} of the audit chain is not the one that the township holds", receipt.audit_sequence());
    }
}

void Uplink::item_acknowledged() {
    const auto& receipt = message_.acknowledged();
    if (!receipt_is_genuine(receipt)) {
        words_ = "a receipt is not signed by the township";
        retry_ms_ = delays_.longest_retry;
        handle(LineEvent::LineLost);
        return;
    }
    // One commit for both: each one is a wait for the disk, in which no request is answered.
    const auto status = parts_.store.database->transaction([&]() -> Status {
        DOORSTEP_CHECK(
            parts_.outbox.acknowledge(upload_->item.submission, receipt.township_ms(), as_bytes(receipt.signature())));
        take_countersignature(receipt);
        return {};
    });
    if (!status) {
        words_ = status.error().text();
        handle(LineEvent::LineLost);
        return;
    }
    log::info("line: {} acknowledged", upload_->item.submission.text());
    upload_.reset();
    lost_in_a_row_ = 0;
    parts_.changed();
    look_for_item();
}

void Uplink::item_refused() {
    const auto& refused = message_.refused();
    log::warning("line: {} refused: {}", upload_->item.submission.text(), wire::RefusalCode_Name(refused.code()));
    const auto status = refused.final() ? parts_.outbox.refuse(upload_->item.submission, refused.code())
                                        : parts_.outbox.retry_later(upload_->item.submission, delays_.item_retry,
                                                                    cause_of(refused.code()), true);
    if (!status) {
        log::error("line: outbox: {}", status.error().text());
    }
    upload_.reset();
    parts_.changed();
    look_for_item();
}

void Uplink::item_damaged() {
    const auto status = parts_.outbox.shelve(upload_->item.submission, cause_of(wire::FAULT_INTERNAL));
    if (!status) {
        log::error("line: outbox: {}", status.error().text());
    }
    upload_.reset();
    parts_.changed();
    look_for_item();
}

void Uplink::lose_line() {
    for (const auto timer : {hello_timer_, due_timer_, retry_timer_}) {
        parts_.loop.cancel(timer);
    }
    if (upload_) {
        const auto id = upload_->item.submission;
        // Whoever got further than the last time is not what breaks the line.
        const bool again = last_lost_ == id && upload_->had <= last_lost_had_;
        lost_in_a_row_ = again ? lost_in_a_row_ + 1 : 1;
        last_lost_ = id;
        last_lost_had_ = upload_->had;
        const auto status = parts_.outbox.retry_later(id, delays_.item_retry, cause_of(wire::FAULT_LINE_DOWN),
                                                      stuck_ || lost_in_a_row_ >= losses_that_count);
        if (!status) {
            log::error("line: outbox: {}", status.error().text());
        }
        upload_.reset();
    }
    stuck_ = false;
    answers_cards_ = hears_beats_ = has_updates_ = false;
    next_beat_ = update_asked_ = 0;
    card_queries_.fail_all(wire::FAULT_LINE_DOWN);
    // Not here and now: we may be inside one of its callbacks.
    parts_.loop.post([old = std::shared_ptr<protocol::CurveConnection>(std::move(line_))] {});
    const auto wait = jittered(retry_ms_);
    log::debug("line: down ({}), next attempt in {} ms", words_, wait);
    retry_ms_ = std::min(retry_ms_ * 2, delays_.longest_retry);
    retry_timer_ = parts_.loop.after(wait, [this] { handle(LineEvent::Due); });
    parts_.changed();
}

void Uplink::tick() {
    card_queries_.expire(monotonic_milliseconds());
    if (state_ == LineState::Off || state_ == LineState::Waiting) {
        return;
    }
    const auto now = monotonic_milliseconds();
    if (state_ == LineState::Greeting) {
        return now - greeting_since_ > greeting_ms_ ? greeting_failed("no hello came") : void();
    }
    const bool stuck = upload_ && now - progress_at_ > delays_.stuck;
    if (stuck || now - heard_at_ > delays_.silence) {
        words_ = stuck ? "no progress" : "silence";
        stuck_ = stuck;
        handle(LineEvent::LineLost);
        return;
    }
    if (update_asked_ != 0 && now - update_asked_ > delays_.update_chunk) {
        update_asked_ = 0;  // a gateway that had too much to do
    }
    wire::UplinkMessage message;
    message.mutable_ping()->set_station_ms(parts_.clock.now().milliseconds);
    send(message);
    beat();
    poke();
}

}  // namespace doorstep::agent
