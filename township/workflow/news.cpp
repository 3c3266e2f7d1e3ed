#include "township/workflow/news.hpp"

#include "base/uuid.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/workflow/station_news.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t id_size = 16;
constexpr std::int64_t day_ms = 86'400'000;
constexpr auto words_column = "news.words";
#define NEWS_COLUMNS "id, kind, station, case_number, title, made_ms, expires_ms, withdrawn_ms, words"

NewsRow row_from(const Row& row) {
    return {row.bytes(0), row.text(1),   row.text(2),   row.text(3),
            row.text(4),  row.number(5), row.number(6), row.number(7)};
}

Result<wire::DownlinkItem> item_of(const NewsRow& row, std::string_view text) {
    wire::DownlinkItem item;
    item.set_expires_ms(row.expires_ms);
    const std::string id(as_text(row.id));
    if (row.kind == "answer") {
        auto& answer = *item.mutable_answer();
        answer.set_id(id);
        answer.set_case_number(row.case_number);
        answer.set_text(std::string(text));
        answer.set_made_ms(row.made_ms);
    } else if (row.kind == "message") {
        auto& message = *item.mutable_clerk_message();
        message.set_id(id);
        message.set_text(std::string(text));
        message.set_made_ms(row.made_ms);
        message.set_expires_ms(row.expires_ms);
    } else {
        auto& notice = *item.mutable_notice();
        notice.set_id(id);
        notice.set_title(row.title);
        notice.set_text(std::string(text));
        notice.set_made_ms(row.made_ms);
        notice.set_expires_ms(row.expires_ms);
        notice.set_withdrawn(row.withdrawn_ms != 0);
    }
    return item;
}

// Enrolled stations that it is for.
Result<std::vector<std::string>> audience_of(Archive& archive, const NewsRow& row) {
    if (row.kind == "answer") {
        return stations_of_case(archive, row.case_number);
    }
    DOORSTEP_TRY(const auto stations, enrolled_stations(archive, row.station));
    std::vector<std::string> out;
    for (const auto& station : stations) {
        out.push_back(station.id);
    }
    return row.station.empty() || !out.empty()
               ? out
               : Result<std::vector<std::string>>(Error(TownshipError::NoSuchStation, row.station));
}

Status send(Archive& archive, const NewsRow& row, std::string_view text) {
    DOORSTEP_TRY(const auto item, item_of(row, text));
    DOORSTEP_TRY(const auto audience, audience_of(archive, row));
    for (const auto& station : audience) {
        DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station, item));
    }
    return {};
}

Result<Bytes> say(Archive& archive, NewsRow row, const NewNews& given) {
    if (given.text.empty() || given.text.size() + given.title.size() > longest_news || given.days < 0) {
        return Error(TownshipError::BadNews, "no words, or more than fit");
    }
    row.id.resize(id_size);
    fill_random(row.id);
    row.title = given.title;
    row.station = given.station;
    row.made_ms = archive.now();
    row.expires_ms = given.days == 0 ? 0 : row.made_ms + given.days * day_ms;
    auto& db = archive.database();
    const auto written = db.transaction([&]() -> Status {
        DOORSTEP_CHECK(db.run("INSERT INTO news (" NEWS_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)",
                              {row.id, row.kind, row.station, row.case_number, row.title, row.made_ms, row.expires_ms,
                               archive.cipher().seal(words_column, as_bytes(given.text))}));
        return send(archive, row, given.text);
    });
    DOORSTEP_CHECK(written);
    return row.id;
}

}  // namespace

Result<Bytes> publish_notice(Archive& archive, const NewNews& notice) {
    NewsRow row;
    row.kind = "notice";
    return say(archive, std::move(row), notice);
}

Result<Bytes> message_clerks(Archive& archive, const NewNews& message) {
    NewsRow row;
    row.kind = "message";
    return say(archive, std::move(row), message);
}

Result<Bytes> answer_person(Archive& archive, std::string_view case_number, std::string_view text) {
    DOORSTEP_TRY(const Rows known,
                 archive.database().query("SELECT 1 FROM cases WHERE number = ?1", {std::string(case_number)}));
    if (known.empty()) {
        return Error(TownshipError::NoSuchCase, std::string(case_number));
    }
    NewsRow row;
    row.kind = "answer";
    row.case_number = std::string(case_number);
    return say(archive, std::move(row), {"", std::string(text), "", 0});
}

Status withdraw_notice(Archive& archive, BytesView id) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Rows rows,
                     db.query("SELECT " NEWS_COLUMNS " FROM news WHERE id = ?1 AND kind = 'notice' AND "
                              "withdrawn_ms = 0",
                              {to_bytes(id)}));
        if (rows.empty()) {
            return Error(TownshipError::BadNews, "no such notice stands");
        }
        NewsRow row = row_from(rows[0]);
        row.withdrawn_ms = archive.now();
        row.expires_ms = 0;  // taking back never comes too late
        DOORSTEP_CHECK(db.run("UPDATE news SET withdrawn_ms = ?2 WHERE id = ?1", {row.id, row.withdrawn_ms}));
        return send(archive, row, "");
    });
}

Result<std::vector<NewsRow>> list_news(Archive& archive) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT " NEWS_COLUMNS " FROM news ORDER BY made_ms DESC, id LIMIT 1000"));
    std::vector<NewsRow> out;
    for (const auto& row : rows) {
        out.push_back(row_from(row));
    }
    return out;
}

Status resend_news(Archive& archive, std::string_view station) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT " NEWS_COLUMNS
                                      " FROM news WHERE withdrawn_ms = 0 AND (expires_ms = 0 OR expires_ms > ?2) AND "
                                      "((kind <> 'answer' AND station IN ('', ?1)) OR (kind = 'answer' AND case_number "
                                      "IN (SELECT case_number FROM submissions WHERE station = ?1 AND attached = 1 "
                                      "UNION SELECT case_number FROM roster WHERE station = ?1 AND removed_ms = 0))) "
                                      "ORDER BY made_ms, id",
                                      {std::string(station), archive.now()}));
    for (const auto& row : rows) {
        DOORSTEP_TRY(const WipedString words, archive.cipher().open_text(words_column, row.bytes(8)));
        DOORSTEP_TRY(const auto item, item_of(row_from(row), words.view()));
        DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station, item));
    }
    return {};
}

}  // namespace doorstep::township
