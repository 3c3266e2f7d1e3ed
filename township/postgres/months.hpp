// Tables that grow with every submission are kept month by month, so that a month can be moved, detached or left out of
// a dump. The month is that of the submission's id (UUIDv7 begins with its time): so the id alone stays a unique key,
// whichever gateway takes it in and whenever, which a month of arrival would not give. An id of a clock that is far off
// goes into the table's rest.
#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "base/database.hpp"

namespace doorstep::township {

struct MonthlyTable {
    std::string_view name;
    std::string_view column;  // the submission's id
};
constexpr MonthlyTable monthly_tables[] = {
    {"submissions", "id"},      {"parts", "submission"},     {"people", "submission"},
    {"consents", "submission"}, {"check_ins", "submission"},
};

// Makes the tables' rest and that month's part with the two behind it, where they are missing; else it only looks. To
// be called at open and now and then. A month that already has rows in the rest stays there.
Status make_months(Database& database, Instant now);

// The time in a submission's id, and the beginning of the ids made from that time on.
Instant time_in(BytesView id);
Bytes first_id(Instant from);

}  // namespace doorstep::township
