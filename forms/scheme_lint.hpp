// What a scheme may get wrong although it loads: for whoever writes schemes, before a person meets it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "forms/notices.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

// Sentences for the author of the scheme; empty when there is nothing to say. Looks for: fields that no page asks and
// no card gives; required fields on pages that may be hidden; conditions on fields that come later, do not exist or can
// never have that value (unreachable pages); texts that nothing uses; texts that a language lacks, each named;
// deadlines from no known state; groups without row titles; notices that do not exist; suggested-if and urgent-if over
// what nobody answers. `guide` is the form that suggested-if looks at; nullptr when there is none.
std::vector<std::string> lint(const Scheme& scheme, const Notices& notices, const Scheme* guide = nullptr);

}  // namespace doorstep::forms
