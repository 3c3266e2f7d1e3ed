// Where in a form somebody is. As text ("phone", "members", "members/1/member-name") it stands in drafts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "forms/forms_error.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

struct Place {
    std::string page;        // id of the page; within a row the id of the Rows page
    int row = -1;            // number of the row from 0; -1: not within a row
    std::string row_page{};  // id of the row page when row ≥ 0
    friend bool operator==(const Place&, const Place&) = default;
};

// "phone" or "members/1/member-name".
std::string to_text(const Place& place);
// NoSuchPage when the scheme has no such place (an older draft): begin at first_place.
Result<Place> parse_place(const Scheme& scheme, std::string_view text);
// The page (or row page) of a place; nullptr when the scheme has none.
const Page* page_at(const Scheme& scheme, const Place& place);

// Where a form begins: its first page that is shown.
Result<Place> first_place(const Scheme& scheme, std::string_view answers);
// The next page shown; none after the last (then comes the review). After a row's last page: the group's overview.
// Errors: the answers' (TooLarge, TooDeep, BadJson) and NoSuchPage.
Result<std::optional<Place>> next_place(const Scheme& scheme, std::string_view answers, const Place& place);
// The page shown before; none before the first. Before a row's first page: the group's overview.
Result<std::optional<Place>> previous_place(const Scheme& scheme, std::string_view answers, const Place& place);
// Where adding a row to a Rows page begins: the first page of row `row` (row = rows there are, to add one).
Result<Place> row_place(const Scheme& scheme, std::string_view answers, const Place& overview, int row);
// True when the place's page is shown with these answers.
Result<bool> visible(const Scheme& scheme, std::string_view answers, const Place& place);
// How far: number of this page among those shown now, from 1, and their number; rows count as their overview.
struct Progress {
    int page = 0;
    int pages = 0;
};
Result<Progress> progress(const Scheme& scheme, std::string_view answers, const Place& place);

}  // namespace doorstep::forms
