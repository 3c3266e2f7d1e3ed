// The same for people at a terminal, in Chinese with the ids that commands take.
#pragma once

#include <string>

#include "township/archive/tasks.hpp"
#include "township/workflow/case_reader.hpp"
#include "township/workflow/judgement.hpp"

namespace doorstep::township {

// One line a case; a sentence when there is none.
std::string cases_text(const std::vector<CaseSummary>& cases, Judgement& judgement);
// Everything about one case.
std::string case_text(const CaseDetail& detail, Judgement& judgement);
// One line a task; a sentence when there is none.
std::string tasks_text(const std::vector<Task>& tasks);
// One line an entry.
std::string audit_text(const std::vector<AuditEntry>& entries);

}  // namespace doorstep::township
