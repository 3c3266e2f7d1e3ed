#include "station-agent/contact/contact.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace doorstep::agent {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

}  // namespace

Status Contact::heard() {
    auto& database = *store_.database;
    return database.transaction([&]() -> Status {
        const auto now = clock_.now().milliseconds;
        DOORSTEP_TRY(const bool was_locked, locked());
        DOORSTEP_CHECK(set_meta(database, "contact_ms", now));
        DOORSTEP_CHECK(set_meta(database, "silence_latest_ms", now));
        DOORSTEP_CHECK(set_meta(database, "silence_ran_ms", std::int64_t{0}));
        if (!was_locked) {
            return {};
        }
        log::info("lost mode: the township is there again, everything is unlocked");
        DOORSTEP_CHECK(set_meta(database, "locked", std::int64_t{0}));
        return database.run("DELETE FROM locked_drafts");
    });
}

Status Contact::pass_time(std::int64_t ran_ms, const SilenceDays& days) {
    auto& database = *store_.database;
    return database.transaction([&]() -> Status {
        const auto now = clock_.now().milliseconds;
        DOORSTEP_TRY(const std::int64_t contact_ms, meta_number(database, "contact_ms"));
        if (contact_ms == 0) {
            return heard();  // counted from the first start
        }
        DOORSTEP_TRY(const std::int64_t latest, meta_number(database, "silence_latest_ms"));
        DOORSTEP_TRY(const std::int64_t ran, meta_number(database, "silence_ran_ms"));
        DOORSTEP_CHECK(set_meta(database, "silence_latest_ms", std::max(latest, now)));
        DOORSTEP_CHECK(set_meta(database, "silence_ran_ms", ran + std::max<std::int64_t>(ran_ms, 0)));
        DOORSTEP_TRY(const std::int64_t silent, silent_days());
        DOORSTEP_TRY(const bool is_locked, locked());
        return silent >= days.lock && !is_locked ? lock() : Status{};
    });
}

Status Contact::lock() {
    auto& database = *store_.database;
    log::warning("lost mode: no contact for too long; drafts held so far, roster and vault are locked");
    DOORSTEP_CHECK(set_meta(database, "locked", std::int64_t{1}));
    return database.run("INSERT INTO locked_drafts SELECT id FROM drafts WHERE true ON CONFLICT DO NOTHING");
}

Result<std::int64_t> Contact::silent_days() {
    auto& database = *store_.database;
    DOORSTEP_TRY(const std::int64_t contact_ms, meta_number(database, "contact_ms"));
    DOORSTEP_TRY(const std::int64_t latest, meta_number(database, "silence_latest_ms"));
    DOORSTEP_TRY(const std::int64_t ran, meta_number(database, "silence_ran_ms"));
    DOORSTEP_TRY(const std::int64_t wrong, meta_number(database, "clock_wrong"));
    const auto by_clock = wrong != 0 ? 0 : latest - contact_ms;
    return std::max(by_clock, ran) / day_ms;
}

Result<bool> Contact::locked() {
    DOORSTEP_TRY(const std::int64_t mark, meta_number(*store_.database, "locked"));
    return mark != 0;
}

}  // namespace doorstep::agent
