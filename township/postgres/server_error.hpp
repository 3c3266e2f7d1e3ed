// From PostgreSQL's SQLSTATE to the errors of base/database.hpp. Pure.
#pragma once

#include <string_view>

#include "base/database.hpp"

namespace doorstep::township {

// https://www.postgresql.org/docs/15/errcodes-appendix.html; empty: libpq had no answer of the server's.
DatabaseError error_of(std::string_view sqlstate);
// Two transactions held each other's locks, or saw each other's rows too early: the same again may well go through.
bool is_collision(std::string_view sqlstate);
// What libpq says when there is no connection carries no SQLSTATE: an answer of the server's that will not change by
// waiting (CannotOpen), or Away.
DatabaseError connect_error(std::string_view message);

}  // namespace doorstep::township
