// The answers as far as they count: those to pages that are not shown are taken out, in page order, so that a page
// whose reason went away hides the pages behind it too.
#pragma once

#include <string_view>
#include <vector>

#include "forms/bounded_json.hpp"
#include "forms/place.hpp"
#include "forms/scheme_parts.hpp"

namespace doorstep::forms {

// Bounds and parse errors; a group that is no list of objects counts as wrong kind later, here it is left alone.
Result<Json> shown_answers(const SchemeParts& parts, std::string_view answers);
// The same of parsed answers.
Json without_hidden_pages(const SchemeParts& parts, Json answers);
// True when the page (of that row) is shown; `shown` are shown_answers.
bool page_shown(const SchemeParts& parts, const Json& shown, const Page& page, const Json* row = nullptr);
// The rows of a group; an empty list when there are none or they are of the wrong kind.
const Json& rows_of(const Json& answers, std::string_view group);
// Ids of the pages of a row that are shown, in order.
std::vector<const Page*> shown_row_pages(const SchemeParts& parts, const Json& shown, const Page& rows,
                                         const Json& row);

}  // namespace doorstep::forms
