#include "station-agent/drafts/drafts.hpp"

#include <algorithm>

#include "station-agent/store/test_point.hpp"

namespace doorstep {

std::string_view ErrorNames<agent::DraftError>::name(agent::DraftError e) {
    switch (e) {
        case agent::DraftError::Unknown:
            return "Unknown";
        case agent::DraftError::TooLarge:
            return "TooLarge";
        case agent::DraftError::BadPart:
            return "BadPart";
    }
    return "?";
}

namespace agent {
namespace {

constexpr auto info_columns = "id,kind,scheme,scheme_version,case_number,changed_ms,page,owner_key,owner";

Cell id_cell(const Uuid& id) {
    return to_bytes(id.bytes());
}

DraftInfo info_from(const Row& row) {
    return {Uuid::from_bytes(row.bytes(0)).value_or(Uuid{}),
            static_cast<wire::SubmissionKind>(row.number(1)),
            row.text(2),
            static_cast<std::uint32_t>(row.number(3)),
            row.text(4),
            row.number(5),
            row.text(6)};
}

bool is_owner(const PersonKey& person, const Row& row) {
    return static_cast<bool>(open_row(person.key, {row.bytes(7), row.bytes(8)}, row.bytes(0)));
}

// Binds a part's bytes to its draft and number.
Bytes place_of(const Uuid& id, std::uint32_t number) {
    Bytes place = to_bytes(id.bytes());
    place.push_back(static_cast<std::uint8_t>(number >> 8U));
    place.push_back(static_cast<std::uint8_t>(number));
    return place;
}

}  // namespace

Result<DraftInfo> Drafts::start(const PersonKey& person, DraftInfo info) {
    if (info.id.is_nil()) {
        info.id = Uuid::make_v7();
    } else {
        DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT 1 FROM drafts WHERE id=?1", {id_cell(info.id)}));
        if (!rows.empty()) {
            return find(person, info.id);
        }
    }
    DOORSTEP_CHECK(make_room(person));
    DOORSTEP_TRY(info.changed_ms, now());
    auto owner = seal_row(person.key, info.id.bytes(), info.id.bytes());
    DOORSTEP_CHECK(store_.database->run(
        "INSERT INTO drafts VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
        {id_cell(info.id), person.tag, std::move(owner.row_key), std::move(owner.content),
         static_cast<std::int64_t>(info.kind), info.scheme, static_cast<std::int64_t>(info.scheme_version),
         info.case_number, info.changed_ms, info.page}));
    return info;
}

Status Drafts::make_room(const PersonKey& person) {
    DOORSTEP_TRY(const auto drafts, list(person));
    return drafts.size() < most_drafts_a_person ? Status{} : erase(drafts.front().id);
}

Result<std::vector<DraftInfo>> Drafts::list(const PersonKey& person) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query(
                     std::string("SELECT ") + info_columns +
                         " FROM drafts WHERE tag=?1 AND id NOT IN (SELECT draft FROM locked_drafts) ORDER BY id",
                     {person.tag}));
    std::vector<DraftInfo> drafts;
    for (const auto& row : rows) {
        if (is_owner(person, row)) {
            drafts.push_back(info_from(row));
        }
    }
    return drafts;
}

Result<DraftInfo> Drafts::find(const PersonKey& person, const Uuid& id) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query(
                     std::string("SELECT ") + info_columns +
                         " FROM drafts WHERE id=?1 AND tag=?2 AND id NOT IN (SELECT draft FROM locked_drafts)",
                     {id_cell(id), person.tag}));
    if (rows.empty() || !is_owner(person, rows[0])) {
        return DraftError::Unknown;
    }
    return info_from(rows[0]);
}

Result<std::uint64_t> Drafts::size_without(const Uuid& id, std::uint32_t number) {
    DOORSTEP_TRY(
        const Rows rows,
        store_.database->query("SELECT coalesce(sum(plain_size),0) FROM draft_parts WHERE draft=?1 AND number<>?2",
                               {id_cell(id), static_cast<std::int64_t>(number)}));
    return static_cast<std::uint64_t>(rows[0].number(0));
}

Status Drafts::put(const PersonKey& person, const Uuid& id, const DraftPart& part, const std::string& page) {
    DOORSTEP_TRY([[maybe_unused]] const DraftInfo info, find(person, id));
    if (part.number < 1 || part.number > protocol::most_parts) {
        return DraftError::BadPart;
    }
    DOORSTEP_TRY(const std::uint64_t others, size_without(id, part.number));
    if (part.content.size() > largest_draft_part || others + part.content.size() > largest_draft) {
        return DraftError::TooLarge;
    }
    auto sealed = seal_row(person.key, part.content, place_of(id, part.number));
    const bool large = sealed.content.size() > largest_inline;
    const Digest digest = large ? sha256(sealed.content) : Digest{};
    if (large) {
        const BlobFiles::Blob blob{digest, sealed.content};
        DOORSTEP_CHECK(store_.files.put({&blob, 1}));
    }
    const auto number = static_cast<std::int64_t>(part.number);
    auto& database = *store_.database;
    DOORSTEP_TRY(const std::int64_t changed_ms, now());
    DOORSTEP_TRY(const Rows old, database.query("SELECT file FROM draft_parts WHERE draft=?1 AND number=?2 AND file "
                                                "IS NOT NULL",
                                                {id_cell(id), number}));
    test_point("draft-before-commit");
    const auto committed = database.transaction([&]() -> Status {
        DOORSTEP_CHECK(database.run("INSERT OR REPLACE INTO draft_parts VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
                                    {id_cell(id), number, static_cast<std::int64_t>(part.kind), part.media_type,
                                     static_cast<std::int64_t>(part.content.size()), sealed.row_key,
                                     large ? Cell{} : Cell{sealed.content}, large ? Cell{to_bytes(digest)} : Cell{}}));
        return database.run("UPDATE drafts SET changed_ms=?2,page=CASE WHEN ?3='' THEN page ELSE ?3 END WHERE id=?1",
                            {id_cell(id), changed_ms, page});
    });
    if (!committed) {
        store_.note_failed_commit();
        return committed;
    }
    for (const auto& row : old) {
        store_.files.remove(digest_from(row.bytes(0)));
    }
    return {};
}

Status Drafts::drop(const PersonKey& person, const Uuid& id, std::uint32_t number) {
    DOORSTEP_TRY([[maybe_unused]] const DraftInfo info, find(person, id));
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows files, database.query("SELECT file FROM draft_parts WHERE draft=?1 AND number=?2 AND file "
                                                  "IS NOT NULL",
                                                  {id_cell(id), static_cast<std::int64_t>(number)}));
    DOORSTEP_CHECK(database.run("DELETE FROM draft_parts WHERE draft=?1 AND number=?2",
                                {id_cell(id), static_cast<std::int64_t>(number)}));
    for (const auto& row : files) {
        store_.files.remove(digest_from(row.bytes(0)));
    }
    return {};
}

Result<std::vector<DraftPart>> Drafts::parts(const PersonKey& person, const Uuid& id, bool with_content) {
    DOORSTEP_TRY([[maybe_unused]] const DraftInfo info, find(person, id));
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT number,kind,media_type,plain_size,row_key,content,file "
                                        "FROM draft_parts WHERE draft=?1 ORDER BY number",
                                        {id_cell(id)}));
    std::vector<DraftPart> parts;
    for (const auto& row : rows) {
        DraftPart part{static_cast<std::uint32_t>(row.number(0)),
                       static_cast<wire::PartKind>(row.number(1)),
                       row.text(2),
                       static_cast<std::uint64_t>(row.number(3)),
                       {}};
        if (with_content) {
            SealedRow sealed{row.bytes(4), row.bytes(5)};
            if (!row.is_null(6)) {
                DOORSTEP_TRY(sealed.content, store_.files.read(digest_from(row.bytes(6))));
            }
            DOORSTEP_TRY(part.content, open_row(person.key, sealed, place_of(id, part.number)));
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

Result<std::vector<Digest>> Drafts::erase_rows(const Uuid& id) {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT file FROM draft_parts WHERE draft=?1 AND file IS NOT "
                                                         "NULL",
                                                         {id_cell(id)}));
    DOORSTEP_CHECK(store_.database->run("DELETE FROM drafts WHERE id=?1", {id_cell(id)}));
    std::vector<Digest> files;
    for (const auto& row : rows) {
        files.push_back(digest_from(row.bytes(0)));
    }
    return files;
}

void Drafts::remove_files(const std::vector<Digest>& files) {
    for (const auto& file : files) {
        store_.files.remove(file);
    }
}

Status Drafts::erase(const Uuid& id) {
    std::vector<Digest> files;
    const auto committed = store_.database->transaction([&]() -> Status {
        DOORSTEP_TRY(files, erase_rows(id));
        return {};
    });
    DOORSTEP_CHECK(committed);
    remove_files(files);
    return store_.database->clear_log();
}

Status Drafts::discard(const PersonKey& person, const Uuid& id) {
    DOORSTEP_TRY([[maybe_unused]] const DraftInfo info, find(person, id));
    return erase(id);
}

Result<std::int64_t> Drafts::now() {
    DOORSTEP_TRY(const std::int64_t token_ms, meta_number(*store_.database, "time_token_ms"));
    return std::max(token_ms, clock_.now().milliseconds);
}

Status Drafts::expire(std::int64_t older_than_ms) {
    constexpr std::int64_t day_ms = 86'400'000;
    auto& database = *store_.database;
    DOORSTEP_TRY(const std::int64_t latest, now());
    // Of a time when the clock was ahead: its days are counted from now on, else it would stay for years.
    DOORSTEP_CHECK(database.run("UPDATE drafts SET changed_ms=?1 WHERE changed_ms>?2", {latest, latest + day_ms}));
    DOORSTEP_TRY(const std::int64_t token_ms, meta_number(database, "time_token_ms"));
    const auto clock_ms = clock_.now().milliseconds;
    const auto past_for_sure = token_ms > 0 ? std::min(token_ms, clock_ms) : clock_ms;
    DOORSTEP_TRY(const Rows rows,
                 database.query("SELECT id FROM drafts WHERE changed_ms<?1", {past_for_sure - older_than_ms}));
    for (const auto& row : rows) {
        DOORSTEP_TRY(const Uuid id, Uuid::from_bytes(row.bytes(0)));
        DOORSTEP_CHECK(erase(id));
    }
    return {};
}

Result<std::uint32_t> Drafts::count() {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT count(*) FROM drafts"));
    return static_cast<std::uint32_t>(rows[0].number(0));
}

}  // namespace agent
}  // namespace doorstep
