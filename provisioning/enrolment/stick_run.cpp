#include "provisioning/enrolment/stick_run.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/log.hpp"
#include "provisioning/enrolment/line/bench_port.hpp"
#include "provisioning/enrolment/network.hpp"
#include "provisioning/enrolment/stick_record.hpp"

namespace doorstep::setup {
namespace {

constexpr std::int64_t look_every_ms = 200;

// Sockets below it: a short path, and nobody else's.
class PrivateFolder {
  public:
    static Result<std::unique_ptr<PrivateFolder>> make() {
        std::array<char, 32> name{"/tmp/doorstep-bench-XXXXXX"};
        if (::mkdtemp(name.data()) == nullptr) {
            return file_error(errno, name.data());
        }
        return std::unique_ptr<PrivateFolder>(new PrivateFolder(name.data()));
    }
    ~PrivateFolder() {
        std::error_code none;
        std::filesystem::remove_all(path_, none);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

// "tcp://A.B.C.D:PORT" for each private address of this machine, or the one that it listens at.
std::vector<std::string> addresses_here(const std::string& endpoint) {
    constexpr std::string_view everywhere = "tcp://0.0.0.0:";
    if (!endpoint.starts_with(everywhere)) {
        return {endpoint};
    }
    const auto port = endpoint.substr(everywhere.size());
    std::vector<std::string> all;
    const auto links = links_now();
    for (const auto& link : links.links()) {
        for (const auto& address : link.addresses()) {
            const auto plain = address.substr(0, address.find('/'));
            if (is_private_address(plain) && all.size() < BenchStick::most_addresses) {
                all.push_back("tcp://" + plain + ":" + port);
            }
        }
    }
    return all;
}

std::string words_of(wire::BenchRefusal::Reason reason) {
    switch (reason) {
        case wire::BenchRefusal::FULL:
            return "no row is left for it";
        case wire::BenchRefusal::TWICE:
            return "waits: another one with this name has its line, or its own old line is not given up yet";
        case wire::BenchRefusal::NAMELESS:
            return "a kiosk has neither a serial nor a network port: it cannot be told from others";
        default:
            return "it speaks another version";
    }
}

// The rows of one bench at work. Thread-bound to the loop; each row's kiosk is worked at on a thread of its own.
class Desk {
  public:
    Desk(const Bench& bench, const StickRun& run, StickRecord record)
        : bench_(bench), run_(run), record_(std::move(record)), rows_(bench.kiosks.size()) {}

    Result<std::vector<RowResult>> work(const std::filesystem::path& sockets) {
        DOORSTEP_CHECK(open(sockets));
        happened();
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            if (!bench_.kiosks[row].run.empty()) {
                begin(row);  // reached as it is, without a stick
            }
        }
        if (run_.stop >= 0) {
            loop_.watch(run_.stop, POLLIN, [this](short) { stop("stopped"); });
        }
        loop_.every(look_every_ms, [this] { look(); });
        loop_.run();
        port_.reset();
        for (auto& row : rows_) {
            if (row.thread.joinable()) {
                row.thread.join();
            }
        }
        loop_.run_once(0);  // what they posted at their end
        return results();
    }

  private:
    struct Row {
        std::thread thread;
        bool working = false;
        bool again = false;    // its kiosk came back meanwhile
        bool settled = false;  // nothing more is to be expected
        RowResult result;
    };

    Status open(const std::filesystem::path& sockets) {
        BenchPort::Settings settings;
        settings.listen = run_.listen;
        settings.folder = sockets;
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            const auto& kiosk = bench_.kiosks[row];
            recorded(row);
            settings.places.push_back({kiosk.station, kiosk.serial, !kiosk.run.empty() || rows_[row].settled});
        }
        for (const auto& [station, row] : record_.rows()) {
            if (!row.kiosk.empty()) {
                settings.known[row.kiosk] = station;
            }
        }
        BenchPort::Events events{
            [this](std::size_t row, const std::string& kiosk) { came(row, kiosk); },
            [this](std::size_t row) { say(row, "its line was lost"); },
            [this](const std::string& kiosk, wire::BenchRefusal::Reason reason) { refused(kiosk, reason); }};
        DOORSTEP_TRY(port_, BenchPort::open(loop_, std::move(settings), std::move(events)));
        return write_stick();
    }
    void recorded(std::size_t row) {
        auto& here = rows_[row];
        here.result.station = bench_.kiosks[row].station;
        here.result.trouble = "no kiosk came";
        const auto before = record_.rows().find(here.result.station);
        if (before != record_.rows().end() && !before->second.steps.empty()) {
            here.result.steps = before->second.steps;
            here.result.trouble.clear();
            here.settled = true;
        }
    }
    Status write_stick() {
        BenchStick stick{run_.addresses, port_->key()};
        const auto endpoint = port_->endpoint();
        for (auto& address : stick.addresses) {
            address = "tcp://" + address + endpoint.substr(endpoint.rfind(':'));
        }
        if (stick.addresses.empty()) {
            stick.addresses = addresses_here(endpoint);
        }
        const auto text = stick_text(stick);
        // What no kiosk would take is told here, not there.
        DOORSTEP_CHECK(parse_stick(text));
        const auto file = run_.stick / BenchStick::file_name;
        DOORSTEP_CHECK(write_file_carried(file, as_bytes(text)));
        run_.say(fmt::format("{}: leads kiosks to {}", file.native(), fmt::join(stick.addresses, ", ")));
        return {};
    }

    void say(std::size_t row, const std::string& words) {
        run_.say(fmt::format("{}: {}", bench_.kiosks[row].station, words));
    }
    void happened() { last_ = loop_.now(); }

    void came(std::size_t row, const std::string& kiosk) {
        happened();
        say(row, kiosk);
        auto& here = rows_[row];
        if (here.result.trouble.empty()) {
            return;  // a station already: it ends by itself
        }
        keep(row, {kiosk, ""});
        here.again = here.working;
        if (!here.working) {
            begin(row);
        }
    }
    void refused(const std::string& kiosk, wire::BenchRefusal::Reason reason) {
        const auto words = kiosk + ": " + words_of(reason);
        if (words != last_refusal_) {  // it asks again every some seconds
            run_.say(words);
            last_refusal_ = words;
        }
    }
    void begin(std::size_t row) {
        auto& here = rows_[row];
        if (here.thread.joinable()) {
            here.thread.join();
        }
        here.working = true;
        here.again = here.settled = false;
        auto kiosk = bench_.kiosks[row];
        if (kiosk.run.empty()) {
            kiosk.run = port_->run_of(row);
        }
        here.thread = std::thread([this, row, kiosk] {
            const auto result = run_.provision(kiosk, [this](wire::SetupStep) { loop_.post([this] { happened(); }); });
            loop_.post([this, row, result] { ended(row, result); });
        });
    }
    void ended(std::size_t row, const RowResult& result) {
        auto& here = rows_[row];
        const auto before = here.result.ms;
        here.working = false;
        here.result = result;
        here.result.ms += before;
        happened();
        if (result.trouble.empty()) {
            here.settled = true;
            const auto found = record_.rows().find(result.station);
            keep(row, {found == record_.rows().end() ? "" : found->second.kiosk, result.steps});
            say(row, "set up");
        } else if (here.again && port_) {
            begin(row);
        } else {
            say(row, result.trouble);
            // Without its kiosk it is no failure yet: that may come back.
            here.settled = !bench_.kiosks[row].run.empty() || (port_ && port_->up(row));
        }
    }
    void keep(std::size_t row, const RecordedRow& recorded) {
        if (const auto kept = record_.keep(bench_.kiosks[row].station, recorded); !kept) {
            run_.say(kept.error().text());
        }
    }
    void look() {
        const bool all = std::all_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.settled; });
        if (all) {
            loop_.stop();
        } else if (loop_.now() - last_ > run_.patience_ms) {
            stop("nothing happened for long");
        }
    }
    void stop(const std::string& why) {
        run_.say(why);
        loop_.stop();
    }
    std::vector<RowResult> results() const {
        std::vector<RowResult> all;
        for (const auto& row : rows_) {
            all.push_back(row.result);
        }
        return all;
    }

    const Bench& bench_;
    const StickRun& run_;
    StickRecord record_;
    std::vector<Row> rows_;
    EventLoop loop_;
    std::unique_ptr<BenchPort> port_;
    std::int64_t last_ = 0;
    std::string last_refusal_;
};

}  // namespace

Result<std::vector<RowResult>> provision_by_stick(const Bench& bench, const StickRun& run) {
    DOORSTEP_TRY(auto record, StickRecord::load(run.out / "kiosks.json"));
    DOORSTEP_TRY(const auto sockets, PrivateFolder::make());
    Desk all(bench, run, std::move(record));
    return all.work(sockets->path());
}

}  // namespace doorstep::setup
