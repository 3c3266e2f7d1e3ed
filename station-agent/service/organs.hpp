// Everything that requests work on, made once by the Agent. All borrowed. Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/allowance.hpp"
#include "station-agent/accounts/accounts.hpp"
#include "station-agent/audit/audit_trail.hpp"
#include "station-agent/cases/cases.hpp"
#include "station-agent/contact/contact.hpp"
#include "station-agent/drafts/drafts.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/health/self_tests.hpp"
#include "station-agent/news/news.hpp"
#include "station-agent/outbox/outbox.hpp"
#include "station-agent/release/releases.hpp"
#include "station-agent/roster/roster.hpp"
#include "station-agent/service/guess_limit.hpp"
#include "station-agent/service/sessions.hpp"
#include "station-agent/service/trainings.hpp"
#include "station-agent/uplink/uplink.hpp"
#include "station-agent/vault/vault.hpp"

namespace doorstep::agent {

struct Organs {
    const Clock& clock;
    const StoreKey& key;
    Store& store;
    Outbox& outbox;
    Drafts& drafts;
    Roster& roster;
    Cases& cases;
    Vault& vault;
    Accounts& accounts;
    News& news;
    Releases& releases;
    Contact& contact;
    AuditTrail& trail;
    Uplink& uplink;
    Sessions& sessions;
    const std::optional<Enrolment>& enrolment;
    std::filesystem::path spool_folder;
    std::string version;
    // For what nobody waits for: done in the loop's next turn, when the answer has left.
    std::function<void(std::function<void()>)> after_answer;
    // Of numbers that a kiosk asks about (look_up).
    Allowance openings;
    Updates& updates;
    std::filesystem::path keys_folder;
    std::filesystem::path health_folder;  // what root left there about the box (health/box.hpp)
    GuessLimit guesses{};                 // of complaints' numbers
    SelfTests self_tests{store};
    std::vector<wire::DeviceWord> devices{};  // as the kiosk told last
    std::int64_t self_tested_at = 0;          // monotonic, by itself; 0: not yet
    Trainings trainings{};
    std::uint32_t start = std::random_device{}();  // of this process: tells the township a copied disk from a restart

    // True in lost mode: drafts held so far, roster and vault are shown to nobody (SECURITY 16).
    bool locked() const { return contact.locked().value_or(true); }
    // As the release key last ordered, else the defaults.
    SilenceDays silence_days() const {
        const auto ordered = releases.configuration().value_or(wire::Configuration{});
        const SilenceDays defaults;
        return {configured(ordered, "lost_tell_days", defaults.tell), configured(ordered, "lost_days", defaults.lock)};
    }
};

// One request's surroundings.
struct Call {
    Organs& organs;
    const std::string& peer;

    // FAULT_NO_SESSION unless the token is a session of this connection.
    Result<const PersonSession*> person(const std::string& token) const;
    // Null for an empty token; FAULT_NOT_SIGNED_IN when it is not a running shift of this connection.
    Result<const Shift*> shift(const std::string& token) const;
    // The same, but an empty token is refused too.
    Result<const Shift*> required_shift(const std::string& token) const;
};

using Answer = Result<wire::AgentReply>;

// A reply that says only that it was done.
wire::AgentReply done_reply();

}  // namespace doorstep::agent
