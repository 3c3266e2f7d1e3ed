#include "station-agent/service/acting.hpp"

#include <algorithm>
#include <iterator>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

constexpr std::size_t longest_number = 64;

template <class Message>
bool read_into(Message& message, const DraftPart& part) {
    return message.ParseFromArray(part.content.data(), static_cast<int>(part.content.size()));
}

// Of CARD or PERSON; FAULT_BAD_REQUEST when neither is there.
Result<std::string> number_it_is_about(const std::vector<DraftPart>& parts) {
    for (const auto& part : parts) {
        if (part.kind == wire::CARD || part.kind == wire::PERSON) {
            wire::CardFields card;
            return read_into(card, part) ? usable_number(card.number()) : Error(wire::FAULT_BAD_REQUEST, "card");
        }
    }
    return Error(wire::FAULT_BAD_REQUEST, "acting for nobody");
}

// A village committee or another person acts by entrustment; its paper may follow later, its record may not be missing.
Status check_entrustment(const wire::Acting& acting, const std::vector<DraftPart>& parts) {
    if (acting.as() != wire::Acting::PROXY && acting.as() != wire::Acting::VILLAGE_COMMITTEE) {
        return acting.as() == wire::Acting::AS_UNKNOWN ? Status(wire::FAULT_BAD_REQUEST) : Status{};
    }
    const auto& record = acting.entrustment();
    if (record.kind() != wire::Consent::ENTRUSTMENT) {
        return Error(wire::FAULT_BAD_REQUEST, "no record of the entrustment");
    }
    const bool there = std::any_of(parts.begin(), parts.end(), [&record](const DraftPart& part) {
        return part.number == record.paper_part() && part.kind == wire::SIGNED_SHEET;
    });
    return record.answer() == wire::Consent::GIVEN && !there ? Status(wire::FAULT_PART_MISSING) : Status{};
}

}  // namespace

bool is_letter_in_case(wire::SubmissionKind kind) {
    return kind == wire::QUESTION || kind == wire::APPLICATION_WITHDRAWN || kind == wire::APPLICATION_KEPT ||
           kind == wire::HEARING_ANSWER;
}

Result<std::string> usable_number(const std::string& number) {
    if (number.empty() || number.size() > longest_number) {
        return wire::FAULT_BAD_REQUEST;
    }
    std::string upper = number;
    for (auto& c : upper) {
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return upper;
}

Result<PersonKey> look_up(Organs& organs, const std::string& number) {
    DOORSTEP_TRY(const std::string usable, usable_number(number));
    if (!organs.openings.take(monotonic_milliseconds())) {
        log::warning("more people are looked for here than ever come to a kiosk");
        return wire::FAULT_QUERY_LIMIT;
    }
    return person_key(organs.key, usable);
}

Result<std::optional<PersonKey>> whose_business(Organs& organs, const PersonSession& person,
                                                std::vector<DraftPart>& parts, const std::string& operator_account) {
    const auto part =
        std::find_if(parts.begin(), parts.end(), [](const auto& one) { return one.kind == wire::ACTING; });
    if (part == parts.end()) {
        return std::optional<PersonKey>{};
    }
    wire::Acting acting;
    if (!read_into(acting, *part)) {
        return Error(wire::FAULT_BAD_REQUEST, "acting");
    }
    DOORSTEP_TRY(const std::string who, usable_number(acting.who().number()));
    DOORSTEP_TRY(const std::string about, number_it_is_about(parts));
    if (who != person.number.view() || about == who) {
        return Error(wire::FAULT_BAD_REQUEST, "acting for whom");
    }
    DOORSTEP_CHECK(check_entrustment(acting, parts));
    if (acting.has_entrustment()) {
        acting.mutable_entrustment()->set_operator_(operator_account);
    }
    const std::string text = acting.SerializeAsString();
    part->content.assign(text.begin(), text.end());
    part->plain_size = text.size();
    return std::optional(person_key(organs.key, about));
}

Result<std::set<std::string>> case_numbers_under(Organs& organs, const PersonKey& key) {
    DOORSTEP_TRY(auto numbers, organs.cases.numbers_of(key));
    DOORSTEP_TRY(const auto entries, known_entries(organs, key));
    for (const auto& entry : entries) {
        if (!entry.case_number().empty()) {
            numbers.insert(entry.case_number());
        }
    }
    return numbers;
}

Result<std::set<std::string>> case_numbers_for(Organs& organs, const PersonSession& person,
                                               const std::string& for_number) {
    if (!person.from_chip) {
        return wire::FAULT_NOT_PERMITTED;  // a number alone opens nothing (SECURITY 6)
    }
    DOORSTEP_TRY(const PersonKey about, look_up(organs, for_number));
    DOORSTEP_TRY(const auto theirs, organs.cases.numbers_of(about));
    DOORSTEP_TRY(const auto acted, organs.cases.acted_in(person.key));
    std::set<std::string> both;
    std::set_intersection(theirs.begin(), theirs.end(), acted.begin(), acted.end(), std::inserter(both, both.begin()));
    return both;
}

}  // namespace doorstep::agent
