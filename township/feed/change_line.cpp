// One change as a line for the county: the purpose's fields, each by its code standard.
#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/id_number.hpp"
#include "protocol/messages/common.pb.h"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/part_store.hpp"
#include "township/archive/submissions.hpp"
#include "township/feed/changes.hpp"
#include "township/workflow/case_words.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr std::string_view answers_group = "answers.";

// Whom a change is about, as far as the purpose asks.
struct Subject {
    std::vector<Person> people;
    std::string nation;
    json answers = json::object();
};

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

json person_value(const Person& person, std::string_view field) {
    if (field == "name") {
        return text_or_null(person.name.view());
    }
    if (field == "number") {
        return text_or_null(person.number.view());
    }
    if (field == "phone") {
        return text_or_null(person.phone.view());
    }
    if (field == "relation") {
        return text_or_null(person.relation);
    }
    // The others are in the number; of another card, or a wrong one, nothing is known.
    const auto number = IdNumber::parse(person.number.view());
    if (field == "sex") {
        return std::to_string(static_cast<int>(number ? number->sex() : Sex::Unknown));
    }
    if (!number) {
        return {};
    }
    if (field == "area") {
        return number->area();
    }
    return field == "birth" ? json(number->birth().text()) : json(number->birth().year());
}

json change_value(const Change& change, std::string_view field) {
    if (field == "case") {
        return text_or_null(change.case_number);
    }
    if (field == "scheme") {
        return text_or_null(change.scheme);
    }
    if (field == "scheme_version") {
        return change.scheme_version;
    }
    if (field == "station") {
        return text_or_null(change.station);
    }
    if (field == "at") {
        return Instant{change.at_ms}.utc_text();
    }
    if (field == "state") {
        return text_or_null(change.state);
    }
    if (field == "state_from") {
        return text_or_null(change.from_state);
    }
    if (change.kind != Change::Kind::CheckIn) {
        return {};
    }
    if (field == "check_in.way") {
        return check_in_way_words(change.way).id;
    }
    return field == "check_in.reason" ? json(check_in_reason_words(change.reason).id) : json(change.person_present);
}

Result<std::vector<Person>> people_of(Archive& archive, const Bytes& submission) {
    const auto& cipher = archive.cipher();
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT role, relation, name, number, phone FROM people WHERE submission = "
                                          "?1 ORDER BY place",
                                          {submission}));
    std::vector<Person> out;
    for (const auto& row : rows) {
        Person person{row.text(0), row.text(1), {}, {}, {}};
        DOORSTEP_TRY(person.name, cipher.open_text("people.name", row.bytes(2)));
        if (!row.is_null(3)) {
            DOORSTEP_TRY(person.number, cipher.open_text("people.number", row.bytes(3)));
        }
        if (!row.is_null(4)) {
            DOORSTEP_TRY(person.phone, cipher.open_text("people.phone", row.bytes(4)));
        }
        out.push_back(std::move(person));
    }
    return out;
}

// The content of the submission's first part of one of two kinds; empty when it has none.
Result<WipedBytes> part_of(Archive& archive, const Bytes& submission, wire::PartKind kind, wire::PartKind or_kind) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query("SELECT digest FROM parts WHERE submission = ?1 AND kind IN (?2, ?3) ORDER "
                                 "BY place LIMIT 1",
                                 {submission, static_cast<std::int64_t>(kind), static_cast<std::int64_t>(or_kind)}));
    Digest digest{};
    if (rows.empty() || rows[0].bytes(0).size() != digest.size()) {
        return WipedBytes{};
    }
    const Bytes bytes = rows[0].bytes(0);
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return part_content(archive, digest);
}

Result<Subject> subject_of(Archive& archive, const Change& change, const Purpose& purpose) {
    Subject out;
    if (change.submission.empty()) {
        return out;
    }
    if (purpose.wants("applicant.") || purpose.wants("members.") || purpose.wants("obligors.") ||
        purpose.wants("household.")) {
        DOORSTEP_TRY(out.people, people_of(archive, change.submission));
    }
    if (purpose.has("applicant.nation")) {
        DOORSTEP_TRY(const auto bytes, part_of(archive, change.submission, wire::CARD, wire::PERSON));
        wire::CardFields card;
        out.nation = card.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ? card.nation() : "";
    }
    if (purpose.wants(answers_group)) {
        DOORSTEP_TRY(const auto bytes, part_of(archive, change.submission, wire::ANSWERS, wire::ANSWERS));
        json answers = json::parse(as_text(bytes), nullptr, false);
        out.answers = answers.is_object() ? std::move(answers) : json::object();
    }
    return out;
}

const Person* applicant_of(const Subject& subject) {
    const auto found = std::find_if(subject.people.begin(), subject.people.end(),
                                    [](const Person& person) { return person.role == "applicant"; });
    return found != subject.people.end() ? &*found : nullptr;
}

// Applicant and those members who are listed; null when nobody is known.
json household_size(const Subject& subject) {
    const auto size = std::count_if(subject.people.begin(), subject.people.end(),
                                    [](const Person& person) { return person.role != "obligor"; });
    return size == 0 ? json() : json(size);
}

// Only what is a text or a number: a form of another version may hold anything there.
json answer(const Subject& subject, const std::string& key) {
    const auto found = subject.answers.find(key);
    const bool plain = found != subject.answers.end() && (found->is_string() || found->is_number_integer());
    return plain ? *found : json();
}

// The people of a role, each with the fields of its group.
json group(const Subject& subject, const Purpose& purpose, std::string_view role, const std::string& prefix) {
    auto out = json::array();
    for (const auto& person : subject.people) {
        if (person.role != role) {
            continue;
        }
        auto entry = json::object();
        for (const auto& field : purpose.fields) {
            if (field.starts_with(prefix)) {
                entry[field.substr(prefix.size())] = person_value(person, field.substr(prefix.size()));
            }
        }
        out.push_back(std::move(entry));
    }
    return out;
}

json value_of(const Change& change, const Subject& subject, const std::string& field) {
    constexpr std::string_view applicant = "applicant.";
    if (field == "applicant.nation") {
        return text_or_null(subject.nation);
    }
    if (field == "household.size") {
        return household_size(subject);
    }
    if (field.starts_with(answers_group)) {
        return answer(subject, field.substr(answers_group.size()));
    }
    if (!field.starts_with(applicant)) {
        return change_value(change, field);
    }
    const auto* person = applicant_of(subject);
    return person != nullptr ? person_value(*person, field.substr(applicant.size())) : json();
}

// The same change has the same id in every batch of a purpose, and nothing can be read from it: a feed of counts alone
// cannot be joined with one of names.
std::string item_id(Archive& archive, const Change& change, const Purpose& purpose) {
    const auto what =
        change.kind == Change::Kind::CaseState
            ? fmt::format("{}|{}|{}|{}", change.case_number, change.from_state, change.state, change.at_ms)
            : to_hex(change.submission);
    Bytes tag = archive.cipher().found_by(fmt::format("feed|{}|{}|{}", purpose.id, id_of(change.kind), what));
    tag.resize(16);
    return to_hex(tag);
}

}  // namespace

Result<WipedString> line_of(Archive& archive, const Change& change, const Purpose& purpose) {
    DOORSTEP_TRY(const Subject subject, subject_of(archive, change, purpose));
    json out{{"item", item_id(archive, change, purpose)}, {"kind", id_of(change.kind)}};
    for (const auto& field : purpose.fields) {
        if (field.starts_with("members.") || field.starts_with("obligors.")) {
            continue;
        }
        out[field] = value_of(change, subject, field);
    }
    if (purpose.wants("members.")) {
        out["members"] = group(subject, purpose, "member", "members.");
    }
    if (purpose.wants("obligors.")) {
        out["obligors"] = group(subject, purpose, "obligor", "obligors.");
    }
    // What is no UTF-8 (an answer can be any bytes) is marked, not refused.
    return WipedString(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace doorstep::township
