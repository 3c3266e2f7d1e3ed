#include "station-agent/release/releases.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <set>

#include <fmt/format.h>

#include "base/version.hpp"
#include "protocol/envelope/statements.hpp"
#include "protocol/envelope/update_order.hpp"

namespace doorstep {

std::string_view ErrorNames<agent::OrderError>::name(agent::OrderError e) {
    switch (e) {
        case agent::OrderError::OtherStation:
            return "OtherStation";
        case agent::OrderError::Older:
            return "Older";
        case agent::OrderError::Expired:
            return "Expired";
        case agent::OrderError::NotReleased:
            return "NotReleased";
        case agent::OrderError::BadContent:
            return "BadContent";
    }
    return "?";
}

namespace agent {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t salt_size = 32;
constexpr std::uint32_t longest_leap = 1000;  // of an epoch or version: no more than that were ever ordered between
constexpr std::int64_t orders_kept = 1000;    // what is older is refused all the same

struct Setting {
    std::string_view name;
    std::int64_t least;
    std::int64_t most;  // of a text (least < 0): bytes
};
constexpr std::int64_t most_days = 3650;
constexpr std::array<Setting, 4> settings{{
    {"lost_days", 1, most_days},       // days without contact, then drafts, roster and vault are locked
    {"lost_tell_days", 1, most_days},  // days without contact, then the clerk is told
    {"hotline", -1, 40},               // telephone number shown when nothing can be taken
    {"opening_hours", -1, 200},        // words for the start page
}};

Error bad(std::string why) {
    return {OrderError::BadContent, std::move(why)};
}

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(value) : std::nullopt;
}

Result<wire::ReleaseKeys> keys_in(Database& database) {
    DOORSTEP_TRY(const Bytes bytes, meta_bytes(database, "release_keys"));
    wire::ReleaseKeys keys;
    keys.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    return keys;
}

}  // namespace

Status check_configuration(const wire::Configuration& configuration) {
    for (const auto& [name, value] : configuration.values()) {
        const auto found = std::find_if(settings.begin(), settings.end(),
                                        [&name = name](const auto& one) { return one.name == name; });
        if (found == settings.end()) {
            return bad("no such value: " + name.substr(0, 40));
        }
        const auto number = whole(value);
        const bool fits = found->least < 0 ? static_cast<std::int64_t>(value.size()) <= found->most
                                           : number && *number >= found->least && *number <= found->most;
        if (!fits) {
            return bad("out of bounds: " + name);
        }
    }
    return {};
}

std::int64_t configured(const wire::Configuration& configuration, const std::string& name, std::int64_t otherwise) {
    const auto found = configuration.values().find(name);
    return found == configuration.values().end() ? otherwise : whole(found->second).value_or(otherwise);
}

Result<std::int64_t> known_now_ms(Store& store, const Clock& clock) {
    auto& database = *store.database;
    DOORSTEP_TRY(const std::int64_t token_ms, meta_number(database, "time_token_ms"));
    DOORSTEP_TRY(const std::int64_t wrong, meta_number(database, "clock_wrong"));
    return wrong != 0 ? token_ms : std::max(token_ms, clock.now().milliseconds);
}

Releases::Releases(Store& store, Accounts& accounts, const Clock& clock)
    : store_(store), accounts_(accounts), clock_(clock), schemes_(store) {}

Result<std::vector<Bytes>> Releases::keys(const Enrolment& enrolment) {
    DOORSTEP_TRY(const auto ordered, keys_in(*store_.database));
    if (ordered.version() == 0) {
        return enrolment.release_keys;
    }
    std::vector<Bytes> keys;
    for (const auto& key : ordered.public_keys()) {
        keys.push_back(to_bytes(as_bytes(key)));
    }
    return keys;
}

Status Releases::begin(const Enrolment& enrolment) {
    if (!enrolment.confirmed) {
        return {};
    }
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows newest, database.query("SELECT coalesce(max(epoch),0) FROM sealing_keys"));
    const std::int64_t epoch{enrolment.recipient.epoch};
    if (newest[0].number(0) >= epoch) {
        return {};
    }
    return add_sealing_key(epoch, enrolment.recipient.public_key, newest[0].number(0) == 0);
}

Status Releases::add_sealing_key(std::int64_t epoch, const Bytes& public_key, bool first) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const std::int64_t last, meta_number(database, "sequence"));
    DOORSTEP_CHECK(set_meta(database, "sealing_key_ms", clock_.now().milliseconds));
    return database.run("INSERT INTO sealing_keys VALUES(?1,?2,?3)", {epoch, public_key, first ? 1 : last + 1});
}

Result<protocol::Recipient> Releases::recipient(const Enrolment& enrolment) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT epoch,public_key FROM sealing_keys ORDER BY epoch DESC LIMIT 1"));
    return rows.empty() ? enrolment.recipient
                        : protocol::Recipient{rows[0].bytes(1), static_cast<std::uint32_t>(rows[0].number(0))};
}

Result<std::vector<std::uint32_t>> Releases::epochs_in_use() {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows keys, database.query("SELECT epoch,from_sequence FROM sealing_keys ORDER BY epoch"));
    std::vector<std::uint32_t> epochs;
    for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
        DOORSTEP_TRY(const Rows held,
                     database.query("SELECT 1 FROM items WHERE sequence>=?1 AND sequence<?2 AND state IN (1,4,5) "
                                    "LIMIT 1",
                                    {keys[i].number(1), keys[i + 1].number(1)}));
        if (!held.empty()) {
            epochs.push_back(static_cast<std::uint32_t>(keys[i].number(0)));
        }
    }
    if (!keys.empty()) {
        epochs.push_back(static_cast<std::uint32_t>(keys.back().number(0)));  // whatever is held
    }
    return epochs;
}

Result<wire::Configuration> Releases::configuration() {
    DOORSTEP_TRY(const Bytes bytes, meta_bytes(*store_.database, "configuration"));
    wire::Configuration configuration;
    configuration.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    return configuration;
}

Result<bool> Releases::revoked() {
    DOORSTEP_TRY(const std::int64_t revoked, meta_number(*store_.database, "revoked"));
    return revoked != 0;
}

Status Releases::check_addressee(const wire::ReleaseOrder& order, const Enrolment& enrolment) {
    if (order.township() != enrolment.township || (!order.station().empty() && order.station() != enrolment.station)) {
        return Error(OrderError::OtherStation, "for another");
    }
    // Whoever destroys something names whom.
    if (order.has_revocation() && order.station().empty()) {
        return Error(OrderError::OtherStation, "a revocation names its station");
    }
    return {};
}

Status Releases::check_expiry(const wire::ReleaseOrder& order) {
    DOORSTEP_TRY(const std::int64_t now, known_now_ms(store_, clock_));
    return order.expires_ms() != 0 && order.expires_ms() < now ? Status(OrderError::Expired) : Status{};
}

// The same order again is no news; another one with a number that has passed is an old one played again.
Result<bool> Releases::taken_before(const wire::SignedRelease& release, const wire::ReleaseOrder& order) {
    auto& database = *store_.database;
    const auto number = static_cast<std::int64_t>(order.sequence());
    DOORSTEP_TRY(const Rows same, database.query("SELECT digest FROM release_orders WHERE sequence=?1", {number}));
    if (!same.empty() && same[0].bytes(0) == to_bytes(sha256(as_bytes(release.order())))) {
        return true;
    }
    DOORSTEP_TRY(const Rows last, database.query("SELECT coalesce(max(sequence),0) FROM release_orders"));
    if (number <= last[0].number(0)) {
        return Error(OrderError::Older, fmt::format("{} after {}", number, last[0].number(0)));
    }
    return false;
}

Status Releases::note_taken(const wire::SignedRelease& release, const wire::ReleaseOrder& order) {
    auto& database = *store_.database;
    DOORSTEP_CHECK(
        database.run("INSERT INTO release_orders VALUES(?1,?2)",
                     {static_cast<std::int64_t>(order.sequence()), to_bytes(sha256(as_bytes(release.order())))}));
    return database.run(
        "DELETE FROM release_orders WHERE sequence<(SELECT sequence FROM release_orders ORDER BY sequence DESC LIMIT 1 "
        "OFFSET ?1)",
        {orders_kept});
}

Result<Releases::Effects> Releases::take(const wire::ReleaseItem& item, const Enrolment& enrolment) {
    DOORSTEP_TRY(const auto pinned, keys(enrolment));
    DOORSTEP_TRY(const auto order, protocol::check_release(item.signed_(), pinned));
    DOORSTEP_CHECK(check_addressee(order, enrolment));
    DOORSTEP_TRY(const bool before, taken_before(item.signed_(), order));
    if (before) {
        return Effects{};
    }
    DOORSTEP_CHECK(check_expiry(order));
    DOORSTEP_TRY(auto effects, apply(order, as_bytes(item.sealed()), enrolment));
    DOORSTEP_CHECK(note_taken(item.signed_(), order));
    return effects;
}

Result<Releases::Effects> Releases::take_revocation(const wire::SignedRelease& release, const Enrolment& enrolment) {
    if (release.purpose() != wire::RELEASE_REVOCATION) {
        return Error(OrderError::BadContent, "only a revocation comes outside the downlink");
    }
    wire::ReleaseItem item;
    *item.mutable_signed_() = release;
    return take(item, enrolment);
}

Result<Releases::Effects> Releases::apply(const wire::ReleaseOrder& order, BytesView sealed,
                                          const Enrolment& enrolment) {
    Effects effects;
    auto& database = *store_.database;
    switch (order.kind_case()) {
        case wire::ReleaseOrder::kScheme: {
            DOORSTEP_TRY(const auto pinned, keys(enrolment));
            DOORSTEP_CHECK(schemes_.put(order.scheme(), pinned));
            effects.scheme = true;
            return effects;
        }
        case wire::ReleaseOrder::kConfiguration:
            DOORSTEP_CHECK(apply_configuration(order.configuration()));
            return effects;
        case wire::ReleaseOrder::kSealingKey:
            DOORSTEP_CHECK(apply_sealing_key(order.sealing_key(), enrolment));
            return effects;
        case wire::ReleaseOrder::kReleaseKeys:
            DOORSTEP_CHECK(apply_keys(order.release_keys()));
            return effects;
        case wire::ReleaseOrder::kRevocation:
            DOORSTEP_CHECK(set_meta(database, "revoked", std::int64_t{1}));
            [[fallthrough]];
        case wire::ReleaseOrder::kForget:
            DOORSTEP_CHECK(set_meta(database, "forgetting", std::int64_t{1}));
            effects.forget = true;
            return effects;
        case wire::ReleaseOrder::kClerk: {
            DOORSTEP_TRY(effects.clerk, apply_clerk(order.clerk(), sealed, enrolment));
            return effects;
        }
        case wire::ReleaseOrder::kUpdate:
            DOORSTEP_CHECK(apply_update(order.update()));
            effects.update = true;
            return effects;
        default:
            return bad("it orders nothing");
    }
}

Status Releases::apply_configuration(const wire::Configuration& given) {
    DOORSTEP_TRY(const auto before, configuration());
    if (given.version() <= before.version()) {
        return Error(OrderError::Older, fmt::format("configuration {} is here", before.version()));
    }
    DOORSTEP_CHECK(check_configuration(given));
    const std::string bytes = given.SerializeAsString();
    return set_meta(*store_.database, "configuration", to_bytes(as_bytes(bytes)));
}

// The same version may be ordered again: it is tried again.
Status Releases::apply_update(const wire::UpdateOrder& given) {
    auto& database = *store_.database;
    if (const auto fault = protocol::fault_in(given)) {
        return bad(*fault);
    }
    DOORSTEP_TRY(const Bytes before, meta_bytes(database, "update"));
    wire::UpdateOrder last;
    if (last.ParseFromArray(before.data(), static_cast<int>(before.size())) && !protocol::fault_in(last) &&
        *parse_version(given.version()) < *parse_version(last.version())) {
        return Error(OrderError::Older, fmt::format("version {} was ordered", last.version()));
    }
    const std::string bytes = given.SerializeAsString();
    DOORSTEP_CHECK(set_meta(database, "update", to_bytes(as_bytes(bytes))));
    return set_meta(database, "update_outcome", Bytes{});
}

Status Releases::apply_sealing_key(const wire::SealingKey& key, const Enrolment& enrolment) {
    DOORSTEP_TRY(const protocol::Recipient before, recipient(enrolment));
    if (key.epoch() <= before.epoch) {
        return Error(OrderError::Older, fmt::format("epoch {} is here", before.epoch));
    }
    if (key.epoch() - before.epoch > longest_leap || key.public_key().size() != key_size) {
        return bad("no sealing key");
    }
    return add_sealing_key(key.epoch(), to_bytes(as_bytes(key.public_key())), false);
}

Status Releases::apply_keys(const wire::ReleaseKeys& given) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const auto before, keys_in(database));
    if (given.version() <= before.version()) {
        return Error(OrderError::Older, fmt::format("release keys {} are here", before.version()));
    }
    std::set<std::string> distinct;
    for (const auto& key : given.public_keys()) {
        distinct.insert(key.size() == key_size ? key : std::string());
    }
    constexpr std::size_t fewest = 2;  // with fewer nothing that takes two persons could ever be ordered again
    if (distinct.size() < fewest || distinct.size() > protocol::most_release_keys || distinct.contains("") ||
        given.version() - before.version() > longest_leap) {
        return bad("no set of release keys");
    }
    const std::string bytes = given.SerializeAsString();
    return set_meta(database, "release_keys", to_bytes(as_bytes(bytes)));
}

Result<wire::ClerkAccount> Releases::apply_clerk(const wire::ReleasedClerk& clerk, BytesView sealed,
                                                 const Enrolment& enrolment) {
    wire::ClerkAccount account;
    account.set_account(clerk.account());
    account.set_display_name(clerk.display_name());
    account.set_role(clerk.role());
    account.set_disabled(clerk.disabled());
    account.set_one_time_code_hash(clerk.one_time_code_hash());
    WipedBytes opened;
    if (!clerk.own_number().empty()) {
        DOORSTEP_TRY(opened, protocol::open_box(sealed, enrolment.box));
        if (opened.size() <= salt_size || as_text(sha256(opened)) != clerk.own_number()) {
            return bad("the clerk's own number is not the one that was signed");
        }
    }
    const auto own_number = opened.empty() ? BytesView{} : BytesView(opened).subspan(salt_size);
    DOORSTEP_CHECK(accounts_.apply(account, own_number));
    return account;
}

}  // namespace agent
}  // namespace doorstep
