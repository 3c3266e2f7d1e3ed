#include "township/cli/json_views.hpp"

#include "base/digest.hpp"
#include "township/workflow/case_words.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

json to_json(const PersonView& person) {
    return {{"role", person.role},
            {"relation", person.relation},
            {"name", person.name},
            {"number", person.number},
            {"phone", person.phone}};
}

json to_json(const ConsentView& consent) {
    return {{"kind", consent_kind_words(consent.kind).id},
            {"whose", consent.whose},
            {"answer", consent_answer_words(consent.answer).id},
            {"how", consent_how_words(consent.how).id},
            {"text", consent.text_id},
            {"text_version", consent.text_version},
            {"language", consent.language},
            {"paper_part", consent.paper_part},
            {"operator", consent.operator_account},
            {"witness", consent.witness},
            {"read_aloud", consent.read_aloud},
            {"recorded", json_time(consent.recorded_ms)},
            {"submission", consent.submission.text()}};
}

json to_json(const PartView& part) {
    return {{"submission", part.submission.text()},  {"part", part.number},
            {"kind", part_kind_words(part.kind).id}, {"media_type", part.media_type},
            {"sha256", to_hex(part.digest)},         {"size", part.size}};
}

const char* origin(bool of_station) {
    return of_station ? "station" : "imported-archive";
}

// Null for what a station made and signed.
json imported(const SubmissionView& submission) {
    if (submission.import_source.empty()) {
        return {};
    }
    const auto& day = submission.import_received;
    return {{"source", submission.import_source},
            {"line", submission.import_line},
            {"received", day.empty() ? json() : json(day)}};
}

json to_json(const SubmissionView& submission) {
    return {{"submission", submission.id.text()},
            {"kind", submission_kind_words(submission.kind).id},
            {"station", submission.station},
            {"sequence", submission.sequence},
            {"author", author_words(submission.author_as).id},
            {"account", submission.author_account},
            {"made", json_time(submission.station_ms)},
            {"received", json_time(submission.time.not_after_ms)},
            {"not_before", json_time(submission.time.not_before_ms)},
            {"legal_date", submission.time.legal_date()},
            {"time_span_wide", submission.time.wide()},
            {"attached", submission.attached},
            {"origin", origin(submission.import_source.empty())},
            {"imported", imported(submission)}};
}

json to_json(const MoveView& move) {
    return {{"from", move.from},     {"to", move.to},   {"note", move.note},
            {"reason", move.reason}, {"who", move.who}, {"at", json_time(move.at_ms)}};
}

json to_json(const HearingView& hearing) {
    return {{"record", hearing.record}, {"who", hearing.who}, {"at", json_time(hearing.at_ms)}};
}

json to_json(const LetterView& letter) {
    return {{"submission", letter.submission.text()},
            {"kind", submission_kind_words(letter.kind).id},
            {"received", json_time(letter.received_ms)},
            {"answer", letter.answer},
            {"words", letter.hidden ? json() : json(letter.words)}};
}

json to_json(const ActingView& acting) {
    return {{"submission", acting.submission.text()},
            {"as", acting_words(acting.as).id},
            {"relation", acting.relation},
            {"reason", acting.reason},
            {"name", acting.name},
            {"number", acting.number},
            {"entrustment", acting.answer == 0 ? json() : json(consent_answer_words(acting.answer).id)},
            {"how", acting.answer == 0 ? json() : json(consent_how_words(acting.how).id)},
            {"witness", acting.witness},
            {"operator", acting.operator_account}};
}

template <class T>
json array_of(const std::vector<T>& list) {
    auto out = json::array();
    for (const auto& item : list) {
        out.push_back(to_json(item));
    }
    return out;
}

}  // namespace

json json_time(std::int64_t milliseconds) {
    return milliseconds == 0 ? json() : json(Instant{milliseconds}.utc_text());
}

json to_json(const CheckInView& check_in) {
    return {{"submission", check_in.submission.text()},
            {"case", check_in.case_number},
            {"station", check_in.station},
            {"way", check_in_way_words(check_in.way).id},
            {"reason", check_in_reason_words(check_in.reason).id},
            {"person_present", check_in.person_present},
            {"operator", check_in.operator_account},
            {"name", check_in.name},
            {"made", json_time(check_in.station_ms)},
            {"received", json_time(check_in.received_ms)}};
}

json to_json(const CaseSummary& summary) {
    return {{"case", summary.number},
            {"kind", submission_kind_words(summary.kind).id},
            {"scheme", summary.scheme},
            {"station", summary.station},
            {"origin", origin(!summary.station.empty())},
            {"state", summary.state},
            {"state_since", json_time(summary.state_ms)},
            {"received", json_time(summary.created_ms)},
            {"name", summary.name},
            {"submissions", summary.submissions},
            {"members", summary.members},
            {"consents", summary.consents},
            {"pages", summary.pages},
            {"check_ins", summary.check_ins},
            {"open_tasks", summary.open_tasks}};
}

json to_json(const CaseDetail& detail) {
    json out = to_json(detail.summary);
    auto pages = json::array();
    auto parts = json::array();
    for (const auto& part : detail.parts) {
        (part.is_page() ? pages : parts).push_back(to_json(part));
    }
    auto people = json::array();
    for (const auto& person : detail.people) {
        people.push_back(to_json(person));
    }
    // Counts of the list give way to the things themselves; "members" stays the number.
    out["note"] = detail.note;
    out["people"] = std::move(people);
    out["submissions"] = array_of(detail.submissions);
    out["consents"] = array_of(detail.consents);
    out["pages"] = std::move(pages);
    out["parts"] = std::move(parts);
    out["check_ins"] = to_json_array(detail.check_ins);
    out["letters"] = array_of(detail.letters);
    out["acting"] = array_of(detail.acting);
    out["moves"] = array_of(detail.moves);
    out["hearings"] = array_of(detail.hearings);
    out["tasks"] = detail.tasks;
    return out;
}

json to_json(const AuditEntry& entry) {
    return {{"chain", entry.chain}, {"sequence", entry.sequence}, {"at", json_time(entry.at_ms)},
            {"who", entry.who},     {"action", entry.action},     {"what", entry.what},
            {"why", entry.why}};
}

json to_json(const Task& task) {
    return {{"task", task.id},
            {"kind", task.kind},
            {"station", task.station},
            {"submission", task.submission.is_nil() ? json() : json(task.submission.text())},
            {"case", task.case_number},
            {"what", task.what},
            {"at", json_time(task.at_ms)},
            {"times", task.times},
            {"done", json_time(task.done_ms)},
            {"done_by", task.done_who}};
}

}  // namespace doorstep::township
