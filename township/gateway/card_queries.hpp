// Questions of a station about one card that lies on its reader (SECURITY 6): answered at once, from the archive,
// signed by the gateway's key; never by number alone; so many a station; each one in the audit chain with station and
// operator. Thread-bound.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/allowance.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

constexpr std::string_view card_query_capability = "card-query";
// A kiosk serves one person after another. More than that at once, and then one in each so many, is no kiosk.
constexpr int most_queries_at_once = 10;
constexpr std::int64_t one_more_query_ms = 20'000;
constexpr std::int64_t most_cases_of_a_card = 16;  // the newest

class CardQueries {
  public:
    explicit CardQueries(Archive& archive) : archive_(archive) {}
    // `station` is the connection's. `now_ms` is of a clock that nobody sets.
    wire::CardAnswer answer(const std::string& station, const wire::CardQuery& query, std::int64_t now_ms);

  private:
    bool is_allowed(const std::string& station, std::int64_t now_ms);
    Result<wire::CardCases> find(const std::string& station, const wire::CardQuery& query);

    Archive& archive_;
    std::map<std::string, Allowance> allowances_;  // by station, of this gateway
};

}  // namespace doorstep::township
