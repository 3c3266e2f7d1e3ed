// Whether the notices of a scheme come out of the printer: doorstep-papers is run on each, as a station would print it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "forms/notices.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

// A sentence for each notice page of the scheme whose text does not fit on its sheet, in each language, with names of
// station and township of the usual length. BadScheme when `program` (doorstep-papers) cannot be run.
Result<std::vector<std::string>> unprintable_notices(const Scheme& scheme, const Notices& notices,
                                                     const std::filesystem::path& program);

}  // namespace doorstep::forms
