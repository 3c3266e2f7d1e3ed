#include "station-agent/service/agent.hpp"

#include <array>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/config.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/paths.hpp"
#include "protocol/rpc_server.hpp"
#include "station-agent/clock/clock_wish.hpp"
#include "station-agent/release/forget.hpp"
#include "station-agent/service/after_answer.hpp"
#include "station-agent/service/agent_metrics.hpp"
#include "station-agent/service/agent_service.hpp"
#include "station-agent/service/arrivals.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t enrolment_poll_ms = 500;
constexpr std::int64_t announce_after_ms = 30;  // sooner than anybody sees
constexpr std::int64_t housekeeping_ms = 5'000;
constexpr std::int64_t prune_every_ms = hour_ms;
constexpr std::int64_t metrics_every_ms = 15'000;
constexpr std::int64_t count_silence_ms = hour_ms;

Outbox make_outbox(Store& store, const Clock& clock, const OutboxBounds& bounds) {
    return {store, clock, bounds};
}

std::filesystem::path key_file(const AgentSettings& settings) {
    return settings.keys_folder / "store.key";
}

// A whole number of agent.toml in its unit, at least so many; what stands in `value` is the default.
struct Whole {
    const char* name;
    std::int64_t least;
    std::int64_t unit;
    std::int64_t& value;
};

// A draft that is kept for -1 days is deleted at once: nonsense stops the start instead.
Status read_whole(Config& config, const Whole& whole) {
    DOORSTEP_TRY(const std::int64_t given, config.integer(whole.name, whole.value / whole.unit));
    if (given < whole.least || given > INT64_MAX / whole.unit) {
        return Error(ConfigError::BadType, fmt::format("{} must be {} or more", whole.name, whole.least));
    }
    whole.value = given * whole.unit;
    return {};
}

}  // namespace

Result<AgentSettings> load_settings() {
    DOORSTEP_TRY(Config config, Config::load(configuration_folder() / "agent.toml"));
    AgentSettings settings;
    settings.state_folder = state_folder("agent");
    settings.spool_folder = run_folder() / "spool";
    DOORSTEP_TRY(settings.township_address, config.text("township_address", ""));
    DOORSTEP_TRY(const std::string keys, config.text("keys_folder", ""));
    settings.keys_folder = keys.empty() ? settings.state_folder / "keys" : std::filesystem::path(keys);
    DOORSTEP_TRY(const std::string metrics, config.text("metrics_file", (run_folder() / "agent.prom").native()));
    settings.metrics_file = metrics;
    settings.asks_folder = run_folder() / "agent-asks";
    DOORSTEP_TRY(const std::string health, config.text("health_folder", "/run/doorstep-health"));
    settings.health_folder = health;
    DOORSTEP_TRY(const std::string outcome, config.text("update_outcome_file", "/run/doorstep-update/line"));
    settings.update_outcome = outcome;
    constexpr std::int64_t mib = 1 << 20;
    auto& bounds = settings.bounds;
    const std::array wholes{
        Whole{"first_retry_ms", 1, 1, settings.delays.first_retry},
        Whole{"longest_retry_ms", 1, 1, settings.delays.longest_retry},
        Whole{"prune_after_days", 0, day_ms, bounds.keep_acknowledged_ms},
        Whole{"draft_days", 1, day_ms, settings.draft_ms},
        Whole{"shift_hours", 1, hour_ms, settings.shift_ms},
        Whole{"people_at_once", 1, 1, settings.people_at_once},
        Whole{"most_waiting", 1, 1, bounds.most_waiting},
        Whole{"most_waiting_mib", 1, mib, bounds.most_waiting_bytes},
        Whole{"reserve_mib", 0, mib, bounds.reserve_bytes},
        Whole{"scarce_below_mib", 0, mib, bounds.soft_free_bytes},
    };
    for (const auto& whole : wholes) {
        DOORSTEP_CHECK(read_whole(config, whole));
    }
    DOORSTEP_CHECK(config.finish());
    return settings;
}

struct Agent::State {
    EventLoop& loop;
    AgentSettings settings;
    Store store;
    StoreKey key;
    std::optional<Enrolment> enrolment;
    Outbox outbox;
    Drafts drafts;
    Roster roster;
    Cases cases;
    Vault vault;
    Accounts accounts;
    News news;
    Releases releases;
    Contact contact;
    AuditTrail trail;
    Sessions sessions;
    AfterAnswer after_answer;
    Arrivals arrivals;
    Updates updates;
    ClockWish clock_wish;
    Downlink downlink;
    Uplink uplink;
    Organs organs;
    AgentService service;
    std::vector<std::unique_ptr<protocol::RpcServer>> servers;
    std::vector<EventLoop::TimerId> timers;

    State(EventLoop& l, AgentSettings s, Store opened, StoreKey store_key, const Clock& clock)
        : loop(l),
          settings(std::move(s)),
          store(std::move(opened)),
          key(std::move(store_key)),
          outbox(make_outbox(store, clock, settings.bounds)),
          drafts(store, clock),
          roster(store, key),
          cases(store, key),
          vault(store),
          accounts(store, key, clock),
          news(store, key),
          releases(store, accounts, clock),
          contact(store, clock),
          trail(store, clock),
          sessions(clock, settings.shift_ms),
          after_answer(loop),
          arrivals({*store.database, after_answer,
                    [this](const std::string& peer, std::string payload, Access access) {
                        return handle(peer, std::move(payload), access);
                    }}),
          updates(store, clock,
                  {settings.state_folder / "update", settings.asks_folder, settings.update_outcome, settings.version,
                   static_cast<std::uint64_t>(settings.bounds.reserve_bytes + settings.bounds.soft_free_bytes)},
                  settings.update_delays),
          clock_wish(clock, settings.asks_folder),
          downlink(store, clock, {cases, roster, accounts, vault, news, releases, trail},
                   {[this](const wire::ClerkAccount& account) { service.account_changed(account); },
                    [this] { service.scheme_came(); }, [this] { updates.look(); }, [this] { return forget(); }}),
          uplink({loop, outbox, downlink, releases, contact, store, clock, updates, [this] { announce_soon(); },
                  [this] { return heartbeat(organs); },
                  [this](std::int64_t township_ms) { clock_wish.heard(township_ms); }},
                 settings.delays, settings.version),
          organs{clock,
                 key,
                 store,
                 outbox,
                 drafts,
                 roster,
                 cases,
                 vault,
                 accounts,
                 news,
                 releases,
                 contact,
                 trail,
                 uplink,
                 sessions,
                 enrolment,
                 settings.spool_folder,
                 settings.version,
                 [this](std::function<void()> work) { after_answer.add(std::move(work)); },
                 {settings.people_at_once, one_more_person_ms, monotonic_milliseconds()},
                 updates,
                 settings.keys_folder,
                 settings.health_folder},
          service(organs, [this](const std::string& peer, std::string payload) { send(peer, std::move(payload)); }) {}

    ~State() {
        for (const auto timer : timers) {
            loop.cancel(timer);
        }
        loop.cancel(announcement_);
    }

    // A peer's name begins with the number of its socket, so that two sockets never share one.
    static std::string peer_name(std::size_t server, const std::string& peer) {
        return std::to_string(server) + ":" + peer;
    }

    void send(const std::string& name, std::string payload) {
        const auto colon = name.find(':');
        const auto server = static_cast<std::size_t>(std::stoul(name.substr(0, colon)));
        if (server < servers.size()) {
            servers[server]->send_event(name.substr(colon + 1), std::move(payload));
        }
    }

    std::string handle(const std::string& peer, std::string payload, Access access) {
        if (waits_for_enrolment()) {
            look_for_enrolment();  // it may have come this moment
        }
        std::string reply = service.handle(peer, std::move(payload), access);
        after_answer.add([this] {  // nobody at the kiosk waits for the line
            uplink.poke();
            announce_soon();
        });
        return reply;
    }

    // Once for all that changes in a moment: each time the whole outbox is counted, and nobody's request waits for
    // that.
    void announce_soon() {
        if (announcement_ == 0) {
            announcement_ = loop.after(announce_after_ms, [this] {
                announcement_ = 0;
                service.announce();
            });
        }
    }

    // Before its enrolment a station only takes drafts; the file may come while we run. Until the code was typed
    // another invitation may take its place.
    void look_for_enrolment() {
        auto loaded = load_enrolment(settings.keys_folder);
        if (!loaded) {
            log::error("enrolment: {}", loaded.error().text());
            return;
        }
        if (!*loaded) {
            return;
        }
        if (const auto begun = releases.begin(**loaded); !begun) {
            log::error("enrolment: {}", begun.error().text());
            return;
        }
        const bool was_here = enrolment.has_value();
        enrolment = std::move(*loaded);
        if (!was_here) {
            log::info("station {} of township {}", enrolment->station, enrolment->township);
            start_line();
        } else if (enrolment->confirmed) {
            log::info("the township's code was typed: the line begins");
            start_line();
        }
    }

    // Nothing is sent to a township whose keys nobody has confirmed (SECURITY 9).
    void start_line() {
        if (enrolment->confirmed) {
            uplink.start(*enrolment, settings.township_address);
        } else {
            log::warning("the township's code was not typed yet: what is handed in is sealed and kept");
        }
    }
    bool waits_for_enrolment() const { return !enrolment || !enrolment->confirmed; }

    // Lost mode: counted hourly, by the clock and by running (contact.hpp).
    void pass_time() {
        const auto now = monotonic_milliseconds();
        const auto ran = counted_at_ == 0 ? 0 : now - counted_at_;
        counted_at_ = now;
        const bool before = organs.locked();
        if (const auto passed = enrolment ? contact.pass_time(ran, organs.silence_days()) : Status{}; !passed) {
            log::warning("lost mode: {}", passed.error().text());
        }
        if (!before && organs.locked()) {
            ignore(trail.note("locked"), "locked all the same");
        }
        announce_soon();  // days of silence, and a self-test that is due, come by time alone
    }

    void housekeeping() {
        service.end_old_trainings();
        ignore(store.tidy(), "tried again in a moment");
        if (const auto forgetting = is_forgetting(store); forgetting && *forgetting) {
            ignore(forget(), "tried again in a moment");
        }
    }

    // Whoever is in front of the kiosk, or on shift, is not known any more.
    Status forget() {
        service.end_everything();
        ignore(trail.note("forgotten"), "it is done all the same");
        const auto forgotten = forget_everything(store, key, key_file(settings));
        if (!forgotten) {
            log::error("forget everything: {}", forgotten.error().text());
        }
        return forgotten;
    }

    void write_figures() {
        if (settings.metrics_file.empty()) {
            return;
        }
        const auto text = agent_metrics(agent_status(organs), organs.clock.now().milliseconds);
        if (const auto written = write_metrics(settings.metrics_file, text); !written && !metrics_failed_) {
            log::warning("metrics: {}", written.error().text());  // once: nobody is helped by the same line for ever
            metrics_failed_ = true;
        }
    }

    // What became of an update is told to whoever watches.
    void look_after_update() {
        updates.tick(sessions.anybody() || uplink.sending());
        auto now =
            updates.state().SerializeAsString() + updates.said().value_or(wire::UpdateSaid()).SerializeAsString();
        if (now != update_told_) {
            update_told_ = std::move(now);
            announce_soon();
        }
    }

    void prune() {
        for (const auto& status : {outbox.prune(), drafts.expire(settings.draft_ms)}) {
            if (!status) {
                log::warning("housekeeping: {}", status.error().text());
            }
        }
    }

    EventLoop::TimerId announcement_ = 0;  // 0: none is due
    std::string update_told_;              // what became of an update, as last announced
    std::int64_t counted_at_ = 0;          // monotonic; 0: not yet
    bool metrics_failed_ = false;
};

Agent::Agent(std::unique_ptr<State> state) : state_(std::move(state)) {}
Agent::~Agent() = default;

Result<std::unique_ptr<Agent>> Agent::open(EventLoop& loop, AgentSettings settings, const Clock& clock) {
    DOORSTEP_TRY(Store store, Store::open(settings.state_folder));
    DOORSTEP_TRY(StoreKey key, StoreKey::load_or_make(key_file(settings)));
    auto state = std::make_unique<State>(loop, std::move(settings), std::move(store), std::move(key), clock);
    DOORSTEP_TRY(const bool forgetting, is_forgetting(state->store));
    if (forgetting) {
        DOORSTEP_CHECK(state->forget());
    }
    DOORSTEP_TRY(state->enrolment, load_enrolment(state->settings.keys_folder));
    if (state->enrolment) {
        DOORSTEP_CHECK(state->releases.begin(*state->enrolment));
    }
    DOORSTEP_CHECK(state->outbox.unshelve());  // a restart gives what lay on the shelf another round
    auto* self = state.get();
    state->prune();
    state->updates.look();
    state->timers = {
        loop.every(state->settings.update_delays.tick, [self] { self->look_after_update(); }),
        loop.every(state->settings.update_delays.tick, [self] { self->clock_wish.tick(self->sessions.anybody()); }),
        loop.every(housekeeping_ms, [self] { self->housekeeping(); }),
        loop.every(prune_every_ms, [self] { self->prune(); }),
        loop.every(count_silence_ms, [self] { self->pass_time(); }),
        loop.every(metrics_every_ms, [self] { self->write_figures(); })};
    self->pass_time();
    self->write_figures();
    if (state->enrolment) {
        state->start_line();
    } else {
        log::warning("this station is not enrolled: it takes drafts, no submissions");
    }
    if (state->waits_for_enrolment()) {
        state->timers.push_back(loop.every(enrolment_poll_ms, [self] {
            if (self->waits_for_enrolment()) {
                self->look_for_enrolment();
            }
        }));
    }
    return std::unique_ptr<Agent>(new Agent(std::move(state)));
}

Status Agent::serve(const std::string& address, Access access) {
    auto* self = state_.get();
    const std::size_t number = self->servers.size();
    protocol::RpcServer::Handlers handlers;
    handlers.request = [self, number, access](const std::string& peer, std::string payload,
                                              protocol::RpcServer::Reply reply) {
        self->arrivals.add({State::peer_name(number, peer), std::move(payload), access, std::move(reply)});
    };
    handlers.all_arrived = [self] { self->arrivals.answer(); };
    handlers.peer_lost = [self, number](const std::string& peer) {
        self->service.peer_lost(State::peer_name(number, peer));
    };
    DOORSTEP_TRY(auto server, protocol::RpcServer::bind(self->loop, address, std::move(handlers)));
    self->servers.push_back(std::move(server));
    return {};
}

std::string Agent::handle(const std::string& peer, std::string payload, Access access) {
    return state_->handle(peer, std::move(payload), access);
}

void Agent::peer_lost(const std::string& peer) {
    state_->service.peer_lost(peer);
}

}  // namespace doorstep::agent
