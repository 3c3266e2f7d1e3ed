#include "station-agent/release/forget.hpp"

#include "base/log.hpp"
#include "station-agent/store/test_point.hpp"

namespace doorstep::agent {

Result<bool> is_forgetting(Store& store) {
    DOORSTEP_TRY(const std::int64_t mark, meta_number(*store.database, "forgetting"));
    return mark != 0;
}

Status forget_everything(Store& store, StoreKey& key, const std::filesystem::path& key_file) {
    auto& database = *store.database;
    test_point("forget-marked");
    DOORSTEP_TRY(key, StoreKey::replace(key_file));
    test_point("forget-key-gone");
    const auto removed = database.transaction([&]() -> Status {
        for (const auto* table : {"draft_parts", "drafts", "roster", "vault", "case_people", "case_states",
                                  "case_steps", "news", "news_read", "accounts"}) {
            DOORSTEP_CHECK(database.run(std::string("DELETE FROM ") + table));
        }
        return set_meta(database, "forgetting", std::int64_t{0});
    });
    DOORSTEP_CHECK(removed);
    test_point("forget-rows-gone");
    log::warning("forgotten by order of the release key: drafts, roster, vault and accounts");
    store.note_failed_commit();  // the drafts' files are named by no row any more
    ignore(store.tidy(), "tried again by housekeeping");
    return {};
}

}  // namespace doorstep::agent
