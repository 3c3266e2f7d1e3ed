// What the township says: notices for everybody, messages to the clerks, answers to a person's question about a case.
// Each goes down to the stations that it concerns, under the gateway's key. Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

constexpr std::size_t longest_news = 8U << 10U;  // bytes of title, text and rows; the stations take no more

// What a notice is about; a kiosk lists each kind under a heading of its own.
enum class NoticeKind {
    Other,
    Standards,  // amounts and rules in force
    Times,      // how long a step takes here
    Publicity,  // a list of households, with rows
};
// A household of a publicity list: name, number of members, amount, and nothing else (DB 19).
struct PublicityRow {
    std::string name;
    std::uint32_t members = 0;
    std::int64_t amount_fen = 0;  // 0: not told
};
constexpr std::int64_t publicity_days = 7;  // DB 19: the law's term
// "NAME,MEMBERS,YUAN" (YUAN may be missing). BadNews with the line, also for a name with a digit: it may hold a number.
Result<PublicityRow> publicity_row(std::string_view line);

// A hearing before a decision (SAL 48): when and where, and until when the person is asked to answer.
struct HearingNotice {
    std::string on;         // "2026-12-10 09:00", legal time
    std::string place;      // as it is told to the person
    std::string answer_by;  // "2026-12-08", that day included
};

struct NewNews {
    std::string title;       // notices
    std::string text;        // for answers: words to the person
    std::string station;     // empty: all
    std::int64_t days = 30;  // until it expires; 0: never
    NoticeKind kind = NoticeKind::Other;
    std::vector<PublicityRow> rows = {};        // of Publicity, which has at least one
    std::optional<HearingNotice> hearing = {};  // of an answer that announces one
};
// For everybody at the kiosk, without a card: nothing personal. The id. BadNews, NoSuchStation.
Result<Bytes> publish_notice(Archive& archive, const NewNews& notice);
// For the clerks' desk: nothing personal. The id. BadNews, NoSuchStation.
Result<Bytes> message_clerks(Archive& archive, const NewNews& message);
// To whom the case belongs, with the card, at the stations that know the case. The id. BadNews, NoSuchCase.
Result<Bytes> answer_person(Archive& archive, std::string_view case_number, std::string_view text);
// The same way; the person answers at the kiosk (HEARING_ANSWER). Empty `text`: words that say when, where and until
// when. BadNews for a moment that has passed or does not read, no place, or an answer wanted after the hearing;
// NoSuchCase.
Result<Bytes> announce_hearing(Archive& archive, std::string_view case_number, const HearingNotice& hearing,
                               std::string_view text);
// To whoever holds the number of a complaint's receipt (workflow/complaints.hpp). The id. BadNews.
Result<Bytes> answer_by_number(Archive& archive, std::string_view number, std::string_view text);
// Takes a notice back everywhere. BadNews when there is none of that id that stands.
Status withdraw_notice(Archive& archive, BytesView id);

struct NewsRow {
    Bytes id;
    std::string kind;  // "notice", "message", "answer"
    std::string station;
    std::string case_number;
    std::string title;
    std::int64_t made_ms = 0;
    std::int64_t expires_ms = 0;
    std::int64_t withdrawn_ms = 0;
    NoticeKind about = NoticeKind::Other;
};
// The newest 1000, without their words.
Result<std::vector<NewsRow>> list_news(Archive& archive);
// Queues what stands for one station (a new one, or one with new keys).
Status resend_news(Archive& archive, std::string_view station);

}  // namespace doorstep::township
