// The console's pages as HTML: a list of cases and one case. Pure functions of what case_reader gives; links are
// relative to the token's folder. Reentrant.
#pragma once

#include <string>

#include "township/workflow/case_reader.hpp"
#include "township/workflow/judgement.hpp"

namespace doorstep::township {

// All cases, or a sentence when there is none.
std::string cases_page(const std::vector<CaseSummary>& cases, Judgement& judgement);
// One case: state, people (masked), consents, pages, timeline.
std::string case_page(const CaseDetail& detail, Judgement& judgement);
// A page that says in words that there is nothing here.
std::string not_found_page();

}  // namespace doorstep::township
