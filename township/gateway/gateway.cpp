#include "township/gateway/gateway.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/audit.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/release_table.hpp"
#include "township/archive/station_chain.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/gateway/admission.hpp"
#include "township/gateway/receipts.hpp"
#include "township/gateway/refusals.hpp"
#include "township/workflow/station_news.hpp"

namespace doorstep::township {
namespace {

// A station's reason, as a person at the township reads it on a terminal: signs that a terminal would obey are gone.
std::string plain(std::string_view reason) {
    constexpr std::size_t longest = 200;
    std::string out(reason.substr(0, longest));
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return out;
}

void note(const Status& status, std::string_view what) {
    if (!status) {
        log::error("{}: {}", what, status.error().text());
    }
}

Task task_of(std::string kind, const std::string& station, std::string what) {
    Task task;
    task.kind = std::move(kind);
    task.station = station;
    task.what = std::move(what);
    return task;
}

protocol::ExpectedStation expected(const Station& station, const Archive& archive) {
    return {station.id, station.sign_public, archive.keys().township};
}

}  // namespace

Gateway::Gateway(EventLoop& loop, Archive& archive, Judgement& judgement, const Opener& opener)
    : loop_(loop),
      archive_(archive),
      opener_(opener),
      intake_(archive, judgement),
      card_queries_(archive),
      watch_(archive),
      updates_(UpdateShelf(archive.files() / "updates"),
               [this](const std::string& peer, const wire::TownshipMessage& message) { send(peer, message); }) {}

Gateway::~Gateway() {
    loop_.cancel(news_timer_);
    loop_.cancel(head_timer_);
    loop_.cancel(ahead_timer_);
    loop_.cancel(update_timer_);
}

Result<std::unique_ptr<Gateway>> Gateway::start(EventLoop& loop, Archive& archive, Judgement& judgement,
                                                const Opener& opener, const std::string& address,
                                                GatewayDelays delays) {
    std::unique_ptr<Gateway> gateway(new Gateway(loop, archive, judgement, opener));
    auto* self = gateway.get();
    DOORSTEP_TRY(gateway->listener_,
                 protocol::CurveListener::bind(
                     loop, address, archive.keys().curve,
                     [self](const protocol::CurveListener::Message& message) { self->arrived(message); },
                     [self] { self->finish_whole(); }));
    gateway->news_timer_ = loop.every(delays.look_for_news, [self] { self->look_for_news(); });
    gateway->head_timer_ =
        loop.every(delays.keep_audit_head, [self] { note(write_audit_head(self->archive_), "audit head"); });
    gateway->update_timer_ = loop.every(delays.hand_out_updates, [self] { self->updates_.answer_some(); });
    gateway->ahead_timer_ =
        loop.every(delays.look_ahead, [self] { note(self->archive_.look_ahead(), "the months to come"); });
    return gateway;
}

std::string Gateway::endpoint() const {
    return listener_->endpoint();
}

std::filesystem::path Gateway::incoming(std::string_view station) const {
    return archive_.folder() / "incoming" / station;
}

bool Gateway::send(const std::string& peer, const wire::TownshipMessage& message) {
    if (listener_->send(peer, message.SerializeAsString())) {
        return true;
    }
    sessions_.end(peer);  // gone, or does not read: it begins again with a hello
    return false;
}

void Gateway::fault(const std::string& peer, wire::FaultCode code) {
    wire::TownshipMessage answer;
    answer.mutable_fault()->set_code(code);
    send(peer, answer);
}

// The allow-list is asked for each message: a station revoked while connected is refused at its next one.
bool Gateway::admitted(const protocol::CurveListener::Message& message, Caller& caller) {
    const auto station = find_station(archive_, station_in(message.user_id));
    if (!station) {
        log::error("line: {}", station.error().text());
        fault(message.peer, wire::FAULT_INTERNAL);
        return false;
    }
    if (!*station || !(*station)->enrolled() || user_id_of(**station) != message.user_id) {
        const std::string id(station_in(message.user_id));
        log::warning("line: {} is not enrolled any more: message refused", id);
        note(add_task(archive_, task_of("stranger", id, "a message from a station that is not enrolled any more")),
             "line");
        tell_revocation(message.peer, *station);
        fault(message.peer, wire::FAULT_NOT_PERMITTED);
        sessions_.end(message.peer);
        uploads_.erase(id);
        return false;
    }
    caller = {message.peer, std::move(**station)};
    return true;
}

// By order of two persons: the station forgets what it holds, wherever it stands now.
void Gateway::tell_revocation(const std::string& peer, const std::optional<Station>& station) {
    if (!station) {
        return;
    }
    const auto revocation = revocation_of(archive_, station->id, station->sign_public);
    if (revocation && *revocation) {
        wire::TownshipMessage answer;
        *answer.mutable_release() = **revocation;
        send(peer, answer);
    }
}

void Gateway::arrived(const protocol::CurveListener::Message& message) {
    Caller caller;
    if (!admitted(message, caller)) {
        return;
    }
    wire::UplinkMessage content;
    if (!content.ParseFromString(message.payload)) {
        log::warning("line: {} sent what does not parse", caller.station.id);
        fault(message.peer, wire::FAULT_BAD_REQUEST);
        return;
    }
    if (content.has_hello()) {
        hello(caller, message.user_id, content.hello());
        return;
    }
    if (sessions_.heard(message.peer) == nullptr) {
        fault(message.peer, wire::FAULT_NO_SESSION);
        return;
    }
    dispatch(caller, content);
}

void Gateway::dispatch(const Caller& caller, const wire::UplinkMessage& message) {
    switch (message.kind_case()) {
        case wire::UplinkMessage::kOffer:
            return offer(caller, message.offer());
        case wire::UplinkMessage::kChunk:
            return chunk(caller, message.chunk());
        case wire::UplinkMessage::kDownlinkAck:
            return downlink_ack(caller, message.downlink_ack());
        case wire::UplinkMessage::kCardQuery: {
            wire::TownshipMessage answer;
            *answer.mutable_card_answer() =
                card_queries_.answer(caller.station.id, message.card_query(), monotonic_milliseconds());
            send(caller.peer, answer);
            return;
        }
        case wire::UplinkMessage::kHeartbeat:
            return notes_.beat(caller.station.id, message.heartbeat());
        case wire::UplinkMessage::kUpdateAsk:
            return updates_.ask(caller.peer, message.update_ask());
        case wire::UplinkMessage::kPing: {
            wire::TownshipMessage answer;
            answer.mutable_pong()->set_station_ms(message.ping().station_ms());
            send(caller.peer, answer);
            return;
        }
        default:
            return fault(caller.peer, wire::FAULT_BAD_REQUEST);
    }
}

void Gateway::hello(const Caller& caller, const std::string& user_id, const wire::UplinkHello& hello) {
    if (hello.protocol_low() > line_protocol || hello.protocol_high() < line_protocol) {
        log::warning("line: {} speaks protocols {} to {}, we speak {}", caller.station.id, hello.protocol_low(),
                     hello.protocol_high(), line_protocol);
        fault(caller.peer, wire::FAULT_BAD_REQUEST);
        return;
    }
    const auto last = last_downlink(archive_, caller.station.id);
    if (last && hello.downlink_cursor() > *last) {
        note(add_task(archive_, task_of("downlink", caller.station.id,
                                        fmt::format("the station has applied item {}, we made {}",
                                                    hello.downlink_cursor(), *last))),
             "line");
    }
    look_at_audit_head(caller, hello);
    notes_.seen(caller.station.id);
    notes_.applied(caller.station.id, hello.downlink_cursor());
    notes_.epochs(caller.station.id, hello);
    constexpr int most_refusals = 64;
    for (int i = 0; i < std::min(hello.refused_size(), most_refusals); ++i) {
        item_refused(caller, hello.refused(i));
    }
    sessions_.begin(caller.peer, user_id, hello.downlink_cursor());
    wire::TownshipMessage answer;
    auto& reply = *answer.mutable_hello();
    reply.set_protocol(line_protocol);
    reply.set_township(archive_.keys().township);
    const auto now = archive_.now();
    reply.set_township_ms(now);
    reply.mutable_time_token()->set_township_ms(now);
    reply.mutable_time_token()->set_signature(std::string(
        as_text(protocol::sign(protocol::domains::time, protocol::time_token_bytes(now), archive_.keys().gateway))));
    reply.set_credit(chunk_credit);
    for (const auto capability : {card_query_capability, heartbeat_capability, updates_capability}) {
        reply.add_capabilities(std::string(capability));
    }
    log::info("line: {} version {} is here", caller.station.id, hello.version().substr(0, 40));
    if (send(caller.peer, answer)) {
        pump(caller.peer);
    }
}

void Gateway::look_at_audit_head(const Caller& caller, const wire::UplinkHello& hello) {
    const auto back =
        is_rolled_back(archive_, caller.station.id, caller.station.sign_public, as_bytes(hello.audit_head()));
    if (!back) {
        log::error("line: {}", back.error().text());
    } else if (*back) {
        log::warning("line: the audit chain of {} lies behind what was countersigned", caller.station.id);
        note(add_task(archive_, task_of("needs-person", caller.station.id,
                                        "the station's audit chain lies behind what was countersigned: an older disk")),
             "line");
    }
}

void Gateway::offer(const Caller& caller, const wire::Offer& offer) {
    const auto envelope = as_bytes(offer.envelope());
    auto checked = protocol::check_outer(envelope, expected(caller.station, archive_));
    if (!checked) {
        return refuse(caller, as_bytes(offer.submission()), checked.error(), envelope, nullptr);
    }
    const auto id = Uuid::from_bytes(as_bytes(checked->header.submission_id()));
    if (!id || offer.submission() != checked->header.submission_id()) {
        return refuse(caller, as_bytes(offer.submission()),
                      Error(protocol::EnvelopeError::Malformed, "offer and header name different submissions"),
                      envelope, nullptr);
    }
    if (answer_held(caller, *checked, envelope)) {
        return;
    }
    if (!opener_.knows(checked->header)) {
        return refuse(caller, id->bytes(), Error(protocol::EnvelopeError::UnknownRecipientKey, "no such epoch here"),
                      envelope, nullptr);
    }
    const auto upload = begin_upload(caller, *id, Bytes(envelope.begin(), envelope.end()), std::move(*checked));
    if (!upload) {
        return refuse(caller, id->bytes(), upload.error(), envelope, nullptr);
    }
    if (const auto taken = take_parts(**upload, offer); !taken) {
        return refuse(caller, id->bytes(), taken.error(), (*upload)->envelope(), nullptr);
    }
    if ((*upload)->complete()) {
        whole_.emplace_back(caller, *id);
        return;
    }
    wire::TownshipMessage answer;
    *answer.mutable_need() = (*upload)->need();
    send(caller.peer, answer);
}

// The parts of a small submission, which came with the offer. What does not fit is left: Need asks for it.
Status Gateway::take_parts(Upload& upload, const wire::Offer& offer) {
    const auto& named = upload.checked().parts;
    if (offer.parts_size() != std::ssize(named)) {
        return {};
    }
    for (int i = 0; i < offer.parts_size(); ++i) {
        DOORSTEP_CHECK(upload.take(as_text(named[static_cast<std::size_t>(i)].name), 0, offer.parts(i)));
    }
    return {};
}

// True when the submission is held (or another one under its id) and the station has its answer.
bool Gateway::answer_held(const Caller& caller, const protocol::CheckedEnvelope& checked, BytesView envelope) {
    const auto id = Uuid::from_bytes(as_bytes(checked.header.submission_id())).value_or(Uuid{});
    const auto held = held_submission(archive_, id);
    if (!held) {
        refuse(caller, id.bytes(), held.error(), envelope, nullptr);
        return true;
    }
    if (!*held) {
        return false;
    }
    if ((*held)->envelope_digest == checked.envelope_digest && (*held)->station == caller.station.id) {
        // What a kill between commit and clearing away left of its upload, or what came on a stick meanwhile.
        uploads_[caller.station.id].erase(id);
        std::error_code error;
        std::filesystem::remove_all(incoming(caller.station.id) / id.text(), error);
        acknowledge(caller, **held);
    } else {
        refuse(caller, id.bytes(), Error(TownshipError::OtherContent, id.text()), envelope, nullptr);
    }
    return true;
}

Result<Upload*> Gateway::begin_upload(const Caller& caller, const Uuid& id, Bytes envelope,
                                      protocol::CheckedEnvelope checked) {
    auto& uploads = uploads_[caller.station.id];
    const auto folder = incoming(caller.station.id);
    uploads.erase(id);
    // What stands on the disk counts, also from before a restart. The station still has all of what is dropped.
    auto begun = folders_by_age(folder);
    begun.erase(std::remove(begun.begin(), begun.end(), id.text()), begun.end());
    for (std::size_t i = 0; i + most_uploads <= begun.size(); ++i) {
        std::error_code error;
        std::filesystem::remove_all(folder / begun[i], error);
        uploads.erase(Uuid::parse(begun[i]).value_or(Uuid{}));
    }
    while (uploads.size() >= most_uploads) {
        uploads.erase(uploads.begin());  // what lies on the disk is taken up again, what was in RAM is sent again
    }
    DOORSTEP_TRY(Upload upload, Upload::begin(folder / id.text(), std::move(envelope), std::move(checked)));
    return &uploads.emplace(id, std::move(upload)).first->second;
}

void Gateway::chunk(const Caller& caller, const wire::Chunk& chunk) {
    if (chunk.data().size() > largest_chunk) {
        return fault(caller.peer, wire::FAULT_TOO_LARGE);
    }
    const auto id = Uuid::from_bytes(as_bytes(chunk.submission()));
    auto& uploads = uploads_[caller.station.id];
    const auto found = id ? uploads.find(*id) : uploads.end();
    if (found == uploads.end()) {
        // Finished, refused or never offered: the station offers again and hears which.
        return fault(caller.peer, wire::FAULT_BAD_REQUEST);
    }
    Upload& upload = found->second;
    const auto taken = upload.take(chunk.part(), chunk.offset(), chunk.data());
    if (!taken) {
        return refuse(caller, id->bytes(), taken.error(), upload.envelope(), nullptr);
    }
    if (*taken == Upload::Taken::Unknown) {
        return fault(caller.peer, wire::FAULT_BAD_REQUEST);
    }
    if (*taken == Upload::Taken::Gap) {
        wire::TownshipMessage answer;
        *answer.mutable_need() = upload.need();
        send(caller.peer, answer);
        return;
    }
    answer_taken(caller, upload, chunk);
    if (upload.complete()) {
        whole_.emplace_back(caller, *id);
    }
}

void Gateway::answer_taken(const Caller& caller, const Upload& upload, const wire::Chunk& chunk) {
    wire::TownshipMessage answer;
    auto& taken = *answer.mutable_taken();
    taken.set_submission(chunk.submission());
    taken.set_part(chunk.part());
    taken.set_have(upload.have(chunk.part()));
    send(caller.peer, answer);
}

// One commit for all that became whole together: a hundred stations wait for the disk once. In the order of their
// stations: two gateways that take in the same ones hold each other's up, not fast.
void Gateway::finish_whole() {
    auto whole = std::move(whole_);
    whole_.clear();
    std::stable_sort(whole.begin(), whole.end(),
                     [](const auto& a, const auto& b) { return a.first.station.id < b.first.station.id; });
    std::vector<Whole> opened;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (auto one = open_whole(whole[i].first, whole[i].second)) {
            opened.push_back(std::move(*one));
        }
        if (opened.size() == most_together || (i + 1 == whole.size() && !opened.empty())) {
            take_in(opened);
            for (const auto& one : opened) {
                answer_whole(one);
            }
            pump_about(opened);
            opened.clear();
        }
    }
}

// Nothing when it is not whole after all, is not there any more or was refused.
std::optional<Gateway::Whole> Gateway::open_whole(const Caller& caller, const Uuid& id) {
    auto& uploads = uploads_[caller.station.id];
    const auto found = uploads.find(id);
    if (found == uploads.end() || !found->second.complete()) {
        return std::nullopt;
    }
    Upload& upload = found->second;
    const auto parts = upload.read_parts();
    if (!parts && parts.error().is(protocol::EnvelopeError::BadPartDigest) && upload.wrong_parts() < 2) {
        // Once it may have been our disk (a power cut in the middle of an upload): ask for that part again.
        log::warning("line: a part of {} from {} is not what was named; asked for again", id.text(), caller.station.id);
        wire::TownshipMessage answer;
        *answer.mutable_need() = upload.need();
        send(caller.peer, answer);
        return std::nullopt;
    }
    if (!parts) {
        refuse(caller, id.bytes(), parts.error(), upload.envelope(), &upload);
        return std::nullopt;
    }
    auto opened = opener_.open(upload.envelope(), *parts, expected(caller.station, archive_));
    if (!opened) {
        refuse(caller, id.bytes(), opened.error(), upload.envelope(), &upload);
        return std::nullopt;
    }
    return Whole{caller, id, std::move(*opened), upload.checked().envelope_digest, {}};
}

void Gateway::take_in(std::span<Whole> wholes) {
    const auto one = [this](const Whole& whole) {
        return intake_.take_in(whole.opened, whole.envelope_digest, whole.caller.station.sign_public);
    };
    if (wholes.size() > 1) {
        const auto committed = archive_.database().transaction([&]() -> Status {
            for (auto& whole : wholes) {
                whole.held = one(whole);
            }
            return {};
        });
        if (!committed) {
            // Nothing of it is held. One that cannot be kept must not keep the others out: each is tried by itself.
            log::warning("line: {} submissions together: {}", wholes.size(), committed.error().text());
        }
        for (auto& whole : wholes) {
            // Also one that another gateway's transaction was in the way of.
            if (!committed || (!*whole.held && whole.held->error().is(DatabaseError::Busy))) {
                whole.held = one(whole);
            }
        }
        return;
    }
    for (auto& whole : wholes) {
        whole.held = one(whole);
    }
}

void Gateway::answer_whole(const Whole& whole) {
    auto& uploads = uploads_[whole.caller.station.id];
    const auto found = uploads.find(whole.id);
    if (found == uploads.end()) {
        return;  // twice in one turn: answered
    }
    if (!*whole.held) {
        return refuse(whole.caller, whole.id.bytes(), whole.held->error(), found->second.envelope(), &found->second);
    }
    log::info("line: {} from {} is held", whole.id.text(), whole.caller.station.id);
    acknowledge(whole.caller, **whole.held);
    found->second.remove();
    uploads.erase(found);
}

void Gateway::acknowledge(const Caller& caller, const HeldSubmission& held) {
    wire::TownshipMessage answer;
    *answer.mutable_acknowledged() = receipt_of(archive_, held);
    send(caller.peer, answer);
}

// A failure of ours is no refusal: the station keeps the submission and tries again later.
void Gateway::refuse(const Caller& caller, BytesView submission, const Error& error, BytesView envelope,
                     Upload* upload) {
    const auto code = refusal_of(error);
    wire::TownshipMessage answer;
    auto& refused = *answer.mutable_refused();
    refused.set_submission(std::string(as_text(submission.first(std::min<std::size_t>(submission.size(), 16)))));
    refused.set_code(code.value_or(wire::REFUSAL_UNKNOWN));
    refused.set_final(code.has_value());
    if (code) {
        log::warning("line: refused a submission from {}: {}", caller.station.id, error.text());
        note_refusal(caller, submission.first(std::min<std::size_t>(submission.size(), 16)), *code, envelope, upload);
    } else {
        log::error("line: a submission from {} could not be stored, to be tried again: {}", caller.station.id,
                   error.text());
    }
    send(caller.peer, answer);
}

// Refused is kept and looked at by a person within a day (SECURITY 28).
void Gateway::note_refusal(const Caller& caller, BytesView submission, wire::RefusalCode code, BytesView envelope,
                           Upload* upload) {
    const auto& station = caller.station.id;
    const auto row = keep_refusal(archive_, station, submission, code, envelope);
    if (!row) {
        log::error("refusal: {}", row.error().text());
    }
    if (upload == nullptr) {
        return;
    }
    const auto evidence = archive_.files() / "refused" / station;
    if (!row || *row == 0 || folders_by_age(evidence).size() >= most_refused_parts ||
        !upload->keep_in(evidence / std::to_string(*row))) {
        upload->remove();
    }
    uploads_[station].erase(Uuid::from_bytes(submission).value_or(Uuid{}));
}

// Refused for good: a person hears of it, and the downlink goes on.
void Gateway::item_refused(const Caller& caller, const wire::DownlinkAck& ack) {
    const auto first = downlink_refused(archive_, caller.station.id, ack);
    if (!first) {
        log::error("line: {}", first.error().text());
    } else if (*first) {
        log::warning("line: {} refused item {} for good: {}", caller.station.id, ack.sequence(), ack.detail());
        note(add_task(archive_, task_of("downlink", caller.station.id,
                                        fmt::format("item {} refused for good: {} ({})", ack.sequence(),
                                                    wire::FaultCode_Name(ack.why_not().code()), plain(ack.detail())))),
             "line");
    }
}

void Gateway::downlink_ack(const Caller& caller, const wire::DownlinkAck& ack) {
    auto* session = sessions_.find(caller.peer);
    if (session == nullptr) {
        return;
    }
    if (ack.final() && !ack.applied()) {
        item_refused(caller, ack);
    } else if (!ack.applied()) {
        session->stuck = true;
        log::warning("line: {} could not apply item {}: {}", caller.station.id, ack.sequence(),
                     wire::FaultCode_Name(ack.why_not().code()));
        note(add_task(archive_, task_of("downlink", caller.station.id,
                                        fmt::format("item {} not applied: {}", ack.sequence(),
                                                    wire::FaultCode_Name(ack.why_not().code())))),
             "line");
        return;
    }
    if (ack.sequence() > session->sent || ack.sequence() <= session->acked) {
        return;  // of something never sent on this connection, or said before
    }
    session->acked = ack.sequence();
    notes_.applied(caller.station.id, ack.sequence());
    pump(caller.peer);
}

void Gateway::pump(const std::string& peer) {
    auto* session = sessions_.find(peer);
    if (session == nullptr || session->stuck || session->sent - session->acked >= downlink_window) {
        return;
    }
    const std::string station(station_in(session->user_id));
    const auto room = downlink_window - static_cast<std::size_t>(session->sent - session->acked);
    auto items = downlink_after(archive_, station, session->sent, room);
    if (!items) {
        log::error("line: {}", items.error().text());
        return;
    }
    for (auto& queued : *items) {
        wire::TownshipMessage message;
        *message.mutable_downlink() = std::move(queued.item);
        session->sent = queued.sequence;
        if (!send(peer, message)) {
            return;
        }
    }
}

// Enrolled still, and under the key with which it came.
bool Gateway::may_hear(const Session& session) {
    const auto station = find_station(archive_, station_in(session.user_id));
    return station && *station && (*station)->enrolled() && user_id_of(**station) == session.user_id;
}

void Gateway::pump_all() {
    std::vector<std::string> peers;
    sessions_.each([&](const std::string& peer, const Session& session) {
        if (may_hear(session)) {
            peers.push_back(peer);
        }
    });
    for (const auto& peer : peers) {
        pump(peer);
    }
}

void Gateway::pump_station(std::string_view station, std::uint64_t highest) {
    const auto peer = sessions_.peer_of(station);
    const auto* session = sessions_.find(peer);
    if (session != nullptr && highest > session->sent && may_hear(*session)) {
        pump(peer);
    }
}

void Gateway::pump_about(std::span<const Whole> wholes) {
    std::set<std::string, std::less<>> stations;
    for (const auto& whole : wholes) {
        if (!*whole.held || (*whole.held)->case_number.empty()) {
            continue;
        }
        const auto concerned = stations_of_case(archive_, (*whole.held)->case_number);
        if (!concerned) {
            log::error("line: {}", concerned.error().text());
            continue;
        }
        stations.insert(concerned->begin(), concerned->end());
    }
    for (const auto& station : stations) {
        pump_station(station, std::numeric_limits<std::uint64_t>::max());
    }
}

void Gateway::look_for_news() {
    note(notes_.write(archive_), "line");
    const auto items = watch_.look();
    if (!items) {
        return;  // a store that is away is told of by who needs it
    }
    if (items->everybody) {
        pump_all();
    }
    for (const auto& [station, highest] : items->stations) {
        pump_station(station, highest);
    }
}

}  // namespace doorstep::township
