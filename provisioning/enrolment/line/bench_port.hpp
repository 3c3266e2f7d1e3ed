// The bench's end of its kiosks' lines: listens with a key that is new each time, gives each kiosk that comes its row,
// and offers the sockets of each row's kiosk below a folder here as if they were this machine's. Thread-bound to the
// loop, which must outlive it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/event_loop.hpp"
#include "protocol/curve/curve.hpp"
#include "provisioning/enrolment/line/bench_line.hpp"
#include "provisioning/enrolment/line/bench_places.hpp"

namespace doorstep::setup {

class BenchPort {
  public:
    struct Settings {
        std::string listen = "tcp://0.0.0.0:0";
        // Short (a socket's path may have 107 bytes) and nobody else's: row N's kiosk is reached at folder/N.
        std::filesystem::path folder;
        std::vector<BenchPlace> places;
        std::map<std::string, std::string> known;  // of BenchPlaces
        BenchLineDelays delays = {};
    };
    // None may end the port.
    struct Events {
        // A row's kiosk has its line (again).
        std::function<void(std::size_t row, const std::string& kiosk)> came;
        std::function<void(std::size_t row)> lost;
        // A kiosk that got no row.
        std::function<void(const std::string& kiosk, wire::BenchRefusal::Reason)> refused;
    };
    // Errors of sockets and folders; CurveError::HandlerBusy when this process listens with CURVE already.
    static Result<std::unique_ptr<BenchPort>> open(EventLoop& loop, Settings settings, Events events);
    ~BenchPort();
    BenchPort(const BenchPort&) = delete;
    BenchPort& operator=(const BenchPort&) = delete;
    // "tcp://0.0.0.0:40123"
    std::string endpoint() const;
    const Bytes& key() const { return keys_.public_key; }
    // Where the sockets of that row's kiosk are; they answer while its line is up.
    std::filesystem::path run_of(std::size_t row) const { return settings_.folder / std::to_string(row); }
    bool up(std::size_t row) const { return !rows_.at(row).peer.empty(); }

  private:
    // One socket of a row, as offered here.
    struct Offer {
        std::unique_ptr<protocol::ZmqSocket> socket;
        std::string asker;         // who asked last: answers are for it
        std::uint32_t client = 0;  // its number
    };
    struct Row {
        std::string peer;  // of its line; empty: none
        std::int64_t heard = 0;
        std::int64_t said = 0;
        std::uint64_t lines = 0;  // how many it has had
        std::array<Offer, bench_sockets.size()> offers;
    };
    BenchPort(EventLoop& loop, Settings settings, Events events);
    Status listen();
    Status offer(std::size_t row);
    void arrived(const protocol::CurveListener::Message& message);
    void greeted(const std::string& peer, const wire::BenchHello& hello);
    void refuse(const std::string& peer, const std::string& kiosk, wire::BenchRefusal::Reason reason);
    void welcome(const std::string& peer, std::size_t row);
    void from_kiosk(std::size_t row, const wire::BenchFrame& frame);
    void from_here(std::size_t row, std::size_t index, protocol::ZmqSocket::Frames frames);
    bool send(const std::string& peer, const wire::FromBench& message);
    void tick();
    void lose(std::size_t row);

    EventLoop& loop_;
    Settings settings_;
    Events events_;
    BenchPlaces places_;
    protocol::CurveKeys keys_ = protocol::make_curve_keys();
    std::vector<Row> rows_;
    std::map<std::string, std::size_t> row_of_;  // by peer
    EventLoop::TimerId timer_ = 0;
    std::unique_ptr<protocol::ZapHandler> zap_;
    std::unique_ptr<protocol::CurveListener> listener_;
};

}  // namespace doorstep::setup
