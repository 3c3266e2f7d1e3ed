#include "emulators/scanner/scanner_emulator.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "emulators/http/local_server.hpp"
#include "emulators/scanner/paper_path.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
constexpr std::size_t most_jobs = 16;  // finished ones make room; more at once is a client that leaks jobs
enum HttpStatus { Ok = 200, Created = 201, BadRequest = 400, NotFound = 404, Conflict = 409, Unavailable = 503 };

struct Job {
    ScanSettings settings;
    bool over = false;
};

class Emulator final : public ScannerEmulator {
  public:
    explicit Emulator(const ScannerOptions& options) : options_(options) { route(); }

    ~Emulator() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        server_.stop();
    }

    Status bind() { return server_.start(options_.listen); }
    std::string url() const override { return server_.base_url() + "/eSCL/"; }
    Result<json> order(const json& what) override;

  private:
    void route();
    void capabilities(httplib::Response& out);
    void status(httplib::Response& out);
    void new_job(const std::string& body, httplib::Response& out);
    void next_page(const std::string& id, httplib::Response& out);
    void end_job(const std::string& id, httplib::Response& out);
    bool offline(httplib::Response& out) const;
    json report() const;

    const ScannerOptions options_;
    LocalServer server_;
    std::mutex mutex_;  // guards all below
    std::condition_variable changed_;
    bool stopping_ = false;
    PaperPath paper_;
    std::map<std::string, Job> jobs_;
    int next_job_ = 1;
    int pages_served_ = 0;
    int duplex_jobs_ = 0;
    int feeding_ = 0;  // requests for a page that are in hand: a sheet moves, or is about to
};

void Emulator::route() {
    using httplib::Request;
    using httplib::Response;
    auto& routes = server_.routes();
    routes.Get("/eSCL/ScannerCapabilities", [this](const Request&, Response& out) { capabilities(out); });
    routes.Get("/eSCL/ScannerStatus", [this](const Request&, Response& out) { status(out); });
    routes.Post("/eSCL/ScanJobs", [this](const Request& in, Response& out) { new_job(in.body, out); });
    routes.Get(R"(/eSCL/ScanJobs/(\w+)/NextDocument)",
               [this](const Request& in, Response& out) { next_page(in.matches[1], out); });
    routes.Delete(R"(/eSCL/ScanJobs/(\w+))", [this](const Request& in, Response& out) { end_job(in.matches[1], out); });
    routes.set_payload_max_length(std::size_t{64} * 1024);
}

bool Emulator::offline(httplib::Response& out) const {
    if (paper_.state() == PaperState::Offline) {
        out.status = Unavailable;
        return true;
    }
    return false;
}

void Emulator::capabilities(httplib::Response& out) {
    const std::lock_guard lock(mutex_);
    if (!offline(out)) {
        out.set_content(capabilities_xml(options_.serial), "text/xml");
    }
}

void Emulator::status(httplib::Response& out) {
    const std::lock_guard lock(mutex_);
    if (offline(out)) {
        return;
    }
    const auto state = paper_.state();
    const std::string_view feeder = state == PaperState::Jam         ? "Jam"
                                    : state == PaperState::CoverOpen ? "HatchOpen"
                                    : paper_.in_feeder() > 0         ? "Loaded"
                                                                     : "Empty";
    out.set_content(status_xml(state == PaperState::Busy ? "Processing" : "Idle", feeder), "text/xml");
}

void Emulator::new_job(const std::string& body, httplib::Response& out) {
    const std::lock_guard lock(mutex_);
    if (offline(out)) {
        return;
    }
    const auto settings = parse_scan_settings(body);
    if (!settings) {
        out.status = settings.error().is(EsclError::NotScanSettings) ? BadRequest : Conflict;
        log::warning("{}", settings.error().text());
        return;
    }
    std::erase_if(jobs_, [](const auto& job) { return job.second.over; });
    if (paper_.state() == PaperState::Busy || jobs_.size() >= most_jobs) {
        out.status = Unavailable;
        return;
    }
    const bool stuck = paper_.state() == PaperState::Jam || paper_.state() == PaperState::CoverOpen;
    duplex_jobs_ += settings->duplex ? 1 : 0;
    if (settings->feeder && (stuck || paper_.in_feeder() == 0)) {
        out.status = Conflict;
        return;
    }
    const auto id = fmt::format("{}", next_job_++);
    jobs_[id] = Job{*settings};
    out.status = Created;
    out.set_header("Location", fmt::format("{}ScanJobs/{}", url(), id));
}

void Emulator::next_page(const std::string& id, httplib::Response& out) {
    std::unique_lock lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end() || found->second.over) {
        out.status = NotFound;
        return;
    }
    // The sheet moves; a cancelled job (DELETE) must not wait for it.
    ++feeding_;
    changed_.wait_for(lock, options_.page_time, [&] { return stopping_ || !jobs_.contains(id); });
    --feeding_;
    const auto job = jobs_.find(id);
    if (stopping_ || job == jobs_.end()) {
        out.status = NotFound;
        return;
    }
    auto page = paper_.scan(job->second.settings);
    if (!page) {
        job->second.over = true;
        out.status = page.error().is(PaperError::Empty) ? NotFound : Conflict;
        return;
    }
    job->second.over = !job->second.settings.feeder;
    ++pages_served_;
    out.set_content(std::string(as_text(*page)), "image/jpeg");
}

void Emulator::end_job(const std::string& id, httplib::Response& out) {
    {
        const std::lock_guard lock(mutex_);
        out.status = jobs_.erase(id) > 0 ? Ok : NotFound;
    }
    changed_.notify_all();
}

json Emulator::report() const {
    return {{"url", url()},
            {"state", word_of(paper_.state())},
            {"feeder", paper_.in_feeder()},
            {"jobs", jobs_.size()},
            {"pages_served", pages_served_},
            {"feeding", feeding_},
            {"duplex_jobs", duplex_jobs_}};
}

Result<json> Emulator::order(const json& what) {
    const auto word = what.value("do", "");
    const std::lock_guard lock(mutex_);
    if (word == "load") {
        const auto files = what.at("files").get<std::vector<std::string>>();
        DOORSTEP_CHECK(paper_.load({files.begin(), files.end()}));
    } else if (word == "state" && what.value("state", "") == "empty") {
        paper_.clear();
        paper_.set_state(PaperState::Ok);
    } else if (word == "state") {
        const auto state = paper_state(what.value("state", ""));
        if (!state) {
            return Error(ControlError::Refused, "state: ok, jam, cover-open, busy, offline or empty");
        }
        paper_.set_state(*state);
    } else if (word == "jam-after") {
        paper_.jam_after(what.at("sheets").get<int>());
    } else if (word != "status") {
        return Error(ControlError::Refused, fmt::format("unknown order \"{}\"", word));
    }
    return report();
}

}  // namespace

Result<std::unique_ptr<ScannerEmulator>> ScannerEmulator::start(const ScannerOptions& options) {
    auto emulator = std::make_unique<Emulator>(options);
    DOORSTEP_CHECK(emulator->bind());
    return std::unique_ptr<ScannerEmulator>(std::move(emulator));
}

}  // namespace doorstep::emulators
