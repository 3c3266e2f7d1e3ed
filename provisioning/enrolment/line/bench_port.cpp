#include "provisioning/enrolment/line/bench_port.hpp"

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "protocol/rpc.hpp"

namespace doorstep::setup {
namespace {

using protocol::RpcKind;
using protocol::SocketType;
using protocol::ZmqSocket;
using Refusal = wire::BenchRefusal;

constexpr std::size_t longest_name = 64;  // of a serial or a MAC; longer ones are cut off

// What a kiosk says of itself stands on the technician's terminal and in a file.
std::string plain(const std::string& text) {
    std::string kept;
    for (const char c : text.substr(0, longest_name)) {
        kept += c >= ' ' && c <= '~' ? c : '?';
    }
    return kept;
}

}  // namespace

BenchPort::BenchPort(EventLoop& loop, Settings settings, Events events)
    : loop_(loop),
      settings_(std::move(settings)),
      events_(std::move(events)),
      places_(settings_.places, settings_.known),
      rows_(settings_.places.size()) {}

BenchPort::~BenchPort() {
    loop_.cancel(timer_);
}

Result<std::unique_ptr<BenchPort>> BenchPort::open(EventLoop& loop, Settings settings, Events events) {
    std::unique_ptr<BenchPort> port(new BenchPort(loop, std::move(settings), std::move(events)));
    DOORSTEP_CHECK(port->listen());
    for (std::size_t row = 0; row < port->rows_.size(); ++row) {
        DOORSTEP_CHECK(port->offer(row));
    }
    return port;
}

// Admitted is whoever has the stick: the bench's key stands nowhere else, and without it no handshake comes as far as
// to be asked about here.
Status BenchPort::listen() {
    DOORSTEP_TRY(zap_, protocol::ZapHandler::start(
                           loop_, [](BytesView key, std::string_view) { return std::optional(to_hex(key)); }));
    DOORSTEP_TRY(listener_, protocol::CurveListener::bind(
                                loop_, settings_.listen, keys_,
                                [this](const protocol::CurveListener::Message& message) { arrived(message); }));
    timer_ = loop_.every(settings_.delays.tick, [this] { tick(); });
    return {};
}

Status BenchPort::offer(std::size_t row) {
    for (std::size_t index = 0; index < bench_sockets.size(); ++index) {
        const auto& place = bench_sockets.at(index);
        const auto folder = run_of(row) / place.arrow;
        DOORSTEP_CHECK(make_folder(folder, 0700));
        auto& socket = rows_[row].offers.at(index).socket;
        socket = std::make_unique<ZmqSocket>(SocketType::Router, protocol::line_largest_message);
        DOORSTEP_CHECK(socket->bind("ipc://" + (folder / place.name).native()));
        socket->attach(loop_, [this, row, index](ZmqSocket::Frames frames, const std::string&) {
            from_here(row, index, std::move(frames));
        });
    }
    return {};
}

std::string BenchPort::endpoint() const {
    return listener_->endpoint();
}

// ---- lines --------------------------------------------------------------------------------------------------------

void BenchPort::arrived(const protocol::CurveListener::Message& message) {
    wire::FromKiosk said;
    const auto known = row_of_.find(message.peer);
    if (!said.ParseFromString(message.payload)) {
        if (known != row_of_.end()) {
            lose(known->second);
        }
        return;  // whoever speaks otherwise gets no answer, and nothing of it is kept
    }
    if (known == row_of_.end()) {
        if (said.has_hello()) {
            greeted(message.peer, said.hello());
        }
        return;
    }
    rows_[known->second].heard = loop_.now();
    if (said.has_frame()) {
        from_kiosk(known->second, said.frame());
    }
}

void BenchPort::greeted(const std::string& peer, const wire::BenchHello& hello) {
    const auto serial = plain(hello.serial());
    const auto mac = plain(hello.mac());
    const auto kiosk = BenchPlaces::kiosk_name(serial, mac);
    if (hello.protocol() != bench_protocol || kiosk.empty()) {
        refuse(peer, kiosk, kiosk.empty() ? Refusal::NAMELESS : Refusal::PROTOCOL);
        return;
    }
    const auto row = places_.place(serial, mac);
    if (!row) {
        refuse(peer, kiosk, Refusal::FULL);
    } else if (up(*row)) {
        // Another machine of that serial; or the same one, whose old line is not known to be dead yet: it asks again.
        refuse(peer, kiosk, Refusal::TWICE);
    } else {
        welcome(peer, *row);
    }
}

void BenchPort::refuse(const std::string& peer, const std::string& kiosk, Refusal::Reason reason) {
    wire::FromBench message;
    message.mutable_refusal()->set_reason(reason);
    send(peer, message);
    events_.refused(kiosk, reason);
}

void BenchPort::welcome(const std::string& peer, std::size_t row) {
    auto& here = rows_[row];
    here.peer = peer;
    here.heard = loop_.now();
    ++here.lines;
    for (auto& offer : here.offers) {
        ++offer.client;
    }
    row_of_[peer] = row;
    wire::FromBench message;
    message.mutable_welcome()->set_station(settings_.places[row].station);
    send(peer, message);
    events_.came(row, places_.kiosk_of(row));
}

bool BenchPort::send(const std::string& peer, const wire::FromBench& message) {
    return listener_->send(peer, message.SerializeAsString());
}

void BenchPort::tick() {
    const auto now = loop_.now();
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        auto& here = rows_[row];
        if (here.peer.empty()) {
            continue;
        }
        if (now - here.heard > settings_.delays.silence) {
            lose(row);
        } else if (now - here.said >= settings_.delays.alive) {
            wire::FromBench message;
            message.mutable_alive();
            here.said = now;
            send(here.peer, message);
        }
    }
}

void BenchPort::lose(std::size_t row) {
    row_of_.erase(rows_[row].peer);
    rows_[row].peer.clear();
    events_.lost(row);
}

// ---- frames -------------------------------------------------------------------------------------------------------

void BenchPort::from_here(std::size_t row, std::size_t index, ZmqSocket::Frames frames) {
    auto& here = rows_[row];
    auto& offer = here.offers.at(index);
    if (frames.size() != 3) {
        return;
    }
    if (offer.asker != frames[0]) {
        offer.asker = frames[0];
        ++offer.client;
    }
    if (here.peer.empty()) {
        return;  // as if nobody listened: the asker finds it silent
    }
    wire::FromBench message;
    auto* frame = message.mutable_frame();
    frame->set_socket(bench_sockets.at(index).socket);
    frame->set_client(offer.client);
    frame->set_head(std::move(frames[1]));
    frame->set_payload(std::move(frames[2]));
    send(here.peer, message);
}

void BenchPort::from_kiosk(std::size_t row, const wire::BenchFrame& frame) {
    auto& here = rows_[row];
    const auto index = bench_socket_index(frame.socket());
    const auto head = protocol::decode_rpc_frame(frame.head());
    if (index < 0 || !head || (head->kind != RpcKind::Reply && head->kind != RpcKind::Pong)) {
        lose(row);
        return;
    }
    auto& offer = here.offers.at(static_cast<std::size_t>(index));
    if (frame.client() != offer.client) {
        return;  // an answer to somebody who has gone, whose numbers began at one too
    }
    // What was asked over an earlier line has no answer any more: to the asker its server was restarted.
    auto told = *head;
    told.id ^= told.kind == RpcKind::Pong ? here.lines : 0;
    offer.socket->send({offer.asker, protocol::encode_rpc_frame(told), frame.payload()});
}

}  // namespace doorstep::setup
