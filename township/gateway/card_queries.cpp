#include "township/gateway/card_queries.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar_date.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"
#include "protocol/envelope/statements.hpp"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/audit.hpp"
#include "township/workflow/station_news.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t query_bytes = 16;
constexpr std::size_t serial_bytes = 8;
constexpr std::size_t longest_number = 64;
constexpr std::size_t longest_operator = 64;
constexpr std::string_view for_ever = "长期";

bool is_validity(const wire::CardQuery& query) {
    const auto from = CalendarDate::parse(query.valid_from());
    const auto until = CalendarDate::parse(query.valid_until());
    return from && (query.valid_until() == for_ever || (until && *from < *until));
}

// What only a reader knows stands beside the number.
bool is_card_as_read(const wire::CardQuery& query) {
    const auto& serial = query.chip_serial();
    return query.query().size() == query_bytes && !query.number().empty() && query.number().size() <= longest_number &&
           query.operator_().size() <= longest_operator && serial.size() == serial_bytes &&
           std::any_of(serial.begin(), serial.end(), [](char c) { return c != 0; }) && is_validity(query);
}

}  // namespace

bool CardQueries::is_allowed(const std::string& station, std::int64_t now_ms) {
    return allowances_.try_emplace(station, most_queries_at_once, one_more_query_ms, now_ms).first->second.take(now_ms);
}

// Who asked stands in the chain before anybody is told. The card stands there as a keyed digest: one that was made up
// can be found out when its owner says that he was not there.
Result<wire::CardCases> CardQueries::find(const std::string& station, const wire::CardQuery& query) {
    const auto& cipher = archive_.cipher();
    const auto card = to_hex(cipher.found_by_number(to_hex(as_bytes(query.chip_serial()))));
    const Actor actor{query.operator_().empty() ? station : fmt::format("{}/{}", station, query.operator_()),
                      "card " + card.substr(0, 16)};
    wire::CardCases cases;
    cases.set_query(query.query());
    cases.set_station(station);
    cases.set_township_ms(archive_.now());
    const auto status = archive_.database().transaction([&]() -> Status {
        cases.clear_cases();
        DOORSTEP_TRY(const Rows rows,
                     archive_.database().query(
                         "SELECT number FROM cases WHERE kind <> ?3 AND number IN (SELECT s.case_number FROM people p "
                         "JOIN submissions s ON s.id = p.submission WHERE p.number_found = ?1 AND p.role = 'applicant' "
                         "AND s.attached = 1) ORDER BY state_ms DESC, number DESC LIMIT ?2",
                         {cipher.found_by_number(query.number()), most_cases_of_a_card,
                          static_cast<std::int64_t>(wire::COMPLAINT)}));
        for (const auto& row : rows) {
            DOORSTEP_TRY(*cases.add_cases(), case_state(archive_, row.text(0)));
            DOORSTEP_CHECK(audit(archive_, actor, "card query", row.text(0)));
        }
        return rows.empty() ? audit(archive_, actor, "card query", "no case") : Status();
    });
    return status ? Result<wire::CardCases>(std::move(cases)) : status.error();
}

wire::CardAnswer CardQueries::answer(const std::string& station, const wire::CardQuery& query, std::int64_t now_ms) {
    wire::CardAnswer answer;
    answer.set_query(query.query().substr(0, query_bytes));
    if (!is_card_as_read(query)) {
        log::warning("line: {} asked about what is no card as read", station);
        answer.set_fault(wire::FAULT_NOT_PERMITTED);
        return answer;
    }
    if (!is_allowed(station, now_ms)) {
        log::warning("line: {} asks about too many cards", station);
        answer.set_fault(wire::FAULT_QUERY_LIMIT);
        return answer;
    }
    const auto found = find(station, query);
    if (!found) {
        log::error("line: card query: {}", found.error().text());
        answer.set_fault(wire::FAULT_INTERNAL);
        return answer;
    }
    answer.set_cases(found->SerializeAsString());
    answer.set_signature(std::string(
        as_text(protocol::sign(protocol::domains::card_cases, as_bytes(answer.cases()), archive_.keys().gateway))));
    return answer;
}

}  // namespace doorstep::township
