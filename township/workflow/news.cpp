#include "township/workflow/news.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/calendar_date.hpp"
#include "base/clock.hpp"
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
// Title of an answer that announces a hearing: its words are text and hearing, as they go down.
constexpr auto hearing_title = "hearing";
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

std::string hearing_words(const NewNews& given) {
    wire::Answer answer;
    answer.set_text(given.text);
    auto& hearing = *answer.mutable_hearing();
    hearing.set_on(given.hearing->on);
    hearing.set_place(given.hearing->place);
    hearing.set_answer_by(given.hearing->answer_by);
    return answer.SerializeAsString();
}

// Of a publicity list the words are text and rows, as they go down; of a hearing text and hearing.
std::string words_of(const NewNews& given) {
    if (given.hearing) {
        return hearing_words(given);
    }
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
        if (row.title != hearing_title || !answer.ParseFromArray(text.data(), static_cast<int>(text.size()))) {
            answer.set_text(std::string(text));
        }
        answer.set_id(id);
        answer.set_case_number(row.case_number);
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

namespace {

Result<Bytes> say_by_number(Archive& archive, std::string_view number, const NewNews& words) {
    NewsRow row;
    row.kind = "answer";
    row.case_number = std::string(number);
    return say(archive, std::move(row), words);
}

// A complaint is answered elsewhere: nobody who looks for a case finds it.
Result<Bytes> say_in_case(Archive& archive, std::string_view case_number, const NewNews& words) {
    DOORSTEP_TRY(const Rows known,
                 archive.database().query("SELECT 1 FROM cases WHERE number = ?1 AND kind <> ?2",
                                          {std::string(case_number), static_cast<std::int64_t>(wire::COMPLAINT)}));
    if (known.empty()) {
        return Error(TownshipError::NoSuchCase, std::string(case_number));
    }
    return say_by_number(archive, case_number, words);
}

// "2026-12-10 09:00": a day and a time of day.
Result<CalendarDate> day_of(const std::string& moment) {
    const Error bad(TownshipError::BadNews, "a moment is \"2026-12-10 09:00\": " + moment);
    constexpr std::size_t day_length = 10;
    constexpr std::size_t length = 16;
    const auto digit = [&](std::size_t i) { return moment[i] >= '0' && moment[i] <= '9'; };
    if (moment.size() != length || moment[day_length] != ' ' || moment[13] != ':' || !digit(11) || !digit(12) ||
        !digit(14) || !digit(15) || moment.substr(11, 2) > "23" || moment.substr(14, 2) > "59") {
        return bad;
    }
    const auto day = CalendarDate::parse(moment.substr(0, day_length));
    return day ? Result<CalendarDate>(*day) : Result<CalendarDate>(bad);
}

Status check_hearing(const HearingNotice& hearing, std::int64_t now_ms) {
    DOORSTEP_TRY(const CalendarDate held, day_of(hearing.on));
    const auto last = CalendarDate::parse(hearing.answer_by);
    const auto today = CalendarDate::legal_day(Instant{now_ms});
    if (!last || *last < today || held < *last) {
        return Error(TownshipError::BadNews, "answers are wanted by a day from today until the hearing's");
    }
    constexpr std::size_t longest_place = 300;  // bytes
    return hearing.place.empty() || hearing.place.size() > longest_place
               ? Status(Error(TownshipError::BadNews, "where it is, in a line"))
               : Status{};
}

}  // namespace

Result<Bytes> answer_person(Archive& archive, std::string_view case_number, std::string_view text) {
    NewNews words;
    words.text = std::string(text);
    words.days = 0;
    return say_in_case(archive, case_number, words);
}

Result<Bytes> answer_by_number(Archive& archive, std::string_view number, std::string_view text) {
    NewNews words;
    words.text = std::string(text);
    words.days = 0;
    return say_by_number(archive, number, words);
}

Result<Bytes> announce_hearing(Archive& archive, std::string_view case_number, const HearingNotice& hearing,
                               std::string_view text) {
    DOORSTEP_CHECK(check_hearing(hearing, archive.now()));
    NewNews words;
    words.title = hearing_title;
    words.text = text.empty()
                     ? "在作出决定之前，我们想当面听取您的意见。时间：" + hearing.on + "；地点：" + hearing.place +
                           "。请在 " + hearing.answer_by + " 之前（含当日）告诉我们您来不来，不能来也可以写下您的意见。"
                     : std::string(text);
    words.days = 0;
    words.hearing = hearing;
    return say_in_case(archive, case_number, words);
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
