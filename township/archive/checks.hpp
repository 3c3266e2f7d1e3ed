// The parts of check_archive(), and what a room above needs to add its own. Each adds what it finds to the report and
// goes on.
#pragma once

#include <string>

#include "township/archive/check.hpp"

namespace doorstep::township::checks {

void found(CheckReport& report, std::string kind, std::string where, std::string why);
// Rows of a statement; a statement that fails is damage and gives none.
Rows rows_of(Archive& archive, CheckReport& report, std::string_view sql, std::initializer_list<Cell> values = {});

void submissions(Archive& archive, CheckReport& report);
void cases(Archive& archive, CheckReport& report);
void sealed_numbers(Archive& archive, CheckReport& report);
void station_chains(Archive& archive, CheckReport& report);
void downlink(Archive& archive, CheckReport& report);
void refused(Archive& archive, CheckReport& report);
// A sealed number opens and is the one that its "found by" column finds.
void number(Archive& archive, CheckReport& report, const std::string& where, const std::string& column,
            const Bytes& sealed, const Bytes& found_by);

}  // namespace doorstep::township::checks
