#include "township/workflow/news.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/uuid.hpp"
#include "forms/money.hpp"
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

constexpr std::array kinds{
    std::pair{NoticeKind::Standards, std::pair{"standards", wire::NOTICE_STANDARDS}},
    std::pair{NoticeKind::Times, std::pair{"times", wire::NOTICE_TIMES}},
    std::pair{NoticeKind::Publicity, std::pair{"publicity", wire::NOTICE_PUBLICITY}},
};

Result<NoticeKind> kind_of(Archive& archive, const Bytes& id) {
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT kind FROM notice_kinds WHERE id = ?1", {id}));
    for (const auto& [kind, names] : kinds) {
        if (!rows.empty() && rows[0].text(0) == names.first) {
            return kind;
        }
    }
    return NoticeKind::Other;
}

Status keep_kind(Archive& archive, const NewsRow& row) {
    for (const auto& [kind, names] : kinds) {
        if (kind == row.about) {
            return archive.database().run("INSERT INTO notice_kinds VALUES (?1, ?2)",
                                          {row.id, std::string(names.first)});
        }
    }
    return {};
}

// Of a publicity list the words are text and rows, as they go down.
std::string words_of(const NewNews& given) {
    if (given.kind != NoticeKind::Publicity) {
        return given.text;
    }
    wire::PublicNotice list;
    list.set_text(given.text);
    for (const auto& one : given.rows) {
        auto& row = *list.add_rows();
        row.set_name(one.name);
        row.set_members(one.members);
        row.set_amount_fen(one.amount_fen);
    }
    return list.SerializeAsString();
}

void fill_words(wire::PublicNotice& notice, NoticeKind about, std::string_view words) {
    for (const auto& [kind, names] : kinds) {
        if (kind == about) {
            notice.set_kind(names.second);
        }
    }
    if (about != NoticeKind::Publicity) {
        notice.set_text(std::string(words));
        return;
    }
    wire::PublicNotice list;
    if (list.ParseFromArray(words.data(), static_cast<int>(words.size()))) {
        notice.set_text(list.text());
        *notice.mutable_rows() = list.rows();
    }
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
        fill_words(notice, row.about, text);
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
    const auto words = words_of(given);
    const bool nothing = given.kind == NoticeKind::Publicity ? given.rows.empty() : given.text.empty();
    if (nothing || words.size() + given.title.size() > longest_news || given.days < 0) {
        return Error(TownshipError::BadNews, "no words, or more than fit");
    }
    row.id.resize(id_size);
    fill_random(row.id);
    row.title = given.title;
    row.station = given.station;
    row.made_ms = archive.now();
    row.expires_ms = given.days == 0 ? 0 : row.made_ms + given.days * day_ms;
    row.about = given.kind;
    auto& db = archive.database();
    const auto written = db.transaction([&]() -> Status {
        DOORSTEP_CHECK(db.run("INSERT INTO news (" NEWS_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)",
                              {row.id, row.kind, row.station, row.case_number, row.title, row.made_ms, row.expires_ms,
                               archive.cipher().seal(words_column, as_bytes(words))}));
        DOORSTEP_CHECK(keep_kind(archive, row));
        return send(archive, row, words);
    });
    DOORSTEP_CHECK(written);
    return row.id;
}

}  // namespace

Result<PublicityRow> publicity_row(std::string_view line) {
    const Error bad(TownshipError::BadNews, "a row is NAME,MEMBERS,YUAN: " + std::string(line));
    const auto name_end = line.find(',');
    if (name_end == std::string_view::npos || name_end == 0) {
        return bad;
    }
    PublicityRow row;
    row.name = line.substr(0, name_end);
    if (std::any_of(row.name.begin(), row.name.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return bad;
    }
    const auto rest = line.substr(name_end + 1);
    const auto members = rest.substr(0, rest.find(','));
    const auto read = std::from_chars(members.data(), members.data() + members.size(), row.members);
    if (read.ec != std::errc() || read.ptr != members.data() + members.size() || row.members == 0) {
        return bad;
    }
    if (members.size() < rest.size()) {
        const auto amount = forms::parse_yuan(rest.substr(members.size() + 1));
        if (!amount) {
            return bad;
        }
        row.amount_fen = *amount;
    }
    return row;
}

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
        DOORSTEP_TRY(out.back().about, kind_of(archive, out.back().id));
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
        NewsRow news = row_from(row);
        DOORSTEP_TRY(news.about, kind_of(archive, news.id));
        DOORSTEP_TRY(const auto item, item_of(news, words.view()));
        DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station, item));
    }
    return {};
}

}  // namespace doorstep::township
