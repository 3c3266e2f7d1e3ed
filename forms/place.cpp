#include "forms/place.hpp"

#include <algorithm>
#include <charconv>

#include "forms/shown_answers.hpp"

namespace doorstep::forms {
namespace {

std::vector<const Page*> shown_pages(const SchemeParts& parts, const Json& shown) {
    std::vector<const Page*> pages;
    for (const auto& page : parts.pages) {
        if (page_shown(parts, shown, page)) {
            pages.push_back(&page);
        }
    }
    return pages;
}

const Page* top_page(const SchemeParts& parts, std::string_view id) {
    const auto found =
        std::find_if(parts.pages.begin(), parts.pages.end(), [id](const Page& page) { return page.id == id; });
    return found == parts.pages.end() ? nullptr : &*found;
}

// The row of a place; an empty one when it is just being added.
const Json& row_at(const Json& shown, const Page& rows, int row) {
    static const Json empty = Json::object();
    const Json& list = rows_of(shown, rows.group);
    return row >= 0 && static_cast<std::size_t>(row) < list.size() && list[static_cast<std::size_t>(row)].is_object()
               ? list[static_cast<std::size_t>(row)]
               : empty;
}

// The neighbour of a page that may itself be hidden by now: by its position among all pages.
template <class Pages>
std::optional<std::string> neighbour(const Pages& all, const std::vector<const Page*>& shown, std::string_view id,
                                     int step) {
    std::ptrdiff_t at = -1;
    for (std::size_t i = 0; i < all.size(); ++i) {
        at = all[i].id == id ? static_cast<std::ptrdiff_t>(i) : at;
    }
    const auto end = static_cast<std::ptrdiff_t>(all.size());
    for (at += step; at >= 0 && at < end; at += step) {
        const auto& candidate = all[static_cast<std::size_t>(at)];
        if (std::any_of(shown.begin(), shown.end(), [&](const Page* page) { return page->id == candidate.id; })) {
            return candidate.id;
        }
    }
    return std::nullopt;
}

Result<std::optional<Place>> neighbour_place(const Scheme& scheme, std::string_view answers, const Place& place,
                                             int step) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    if (page_at(scheme, place) == nullptr) {
        return Error(FormsError::NoSuchPage);
    }
    if (place.row < 0) {
        const auto id = neighbour(parts.pages, shown_pages(parts, shown), place.page, step);
        return id ? std::optional<Place>(Place{*id, -1, {}}) : std::nullopt;
    }
    const Page& rows = *top_page(parts, place.page);
    const auto pages = shown_row_pages(parts, shown, rows, row_at(shown, rows, place.row));
    const auto id = neighbour(rows.row_pages, pages, place.row_page, step);
    return std::optional<Place>(id ? Place{place.page, place.row, *id} : Place{place.page, -1, {}});
}

}  // namespace

std::string to_text(const Place& place) {
    return place.row < 0 ? place.page : place.page + "/" + std::to_string(place.row) + "/" + place.row_page;
}

Result<Place> parse_place(const Scheme& scheme, std::string_view text) {
    Place place;
    const auto first = text.find('/');
    place.page = text.substr(0, first);
    if (first != std::string_view::npos) {
        const auto second = text.find('/', first + 1);
        const auto number = text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
        const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), place.row);
        if (second == std::string_view::npos || failed != std::errc() || end != number.data() + number.size() ||
            place.row < 0) {
            return Error(FormsError::NoSuchPage);
        }
        place.row_page = text.substr(second + 1);
    }
    return page_at(scheme, place) != nullptr ? Result<Place>(place) : Result<Place>(FormsError::NoSuchPage);
}

const Page* page_at(const Scheme& scheme, const Place& place) {
    const Page* page = top_page(scheme.parts(), place.page);
    if (page == nullptr || place.row < 0) {
        return page;
    }
    const auto found = std::find_if(page->row_pages.begin(), page->row_pages.end(),
                                    [&](const Page& row_page) { return row_page.id == place.row_page; });
    const bool in_bounds = static_cast<std::size_t>(place.row) < page->most_rows;
    return found == page->row_pages.end() || !in_bounds ? nullptr : &*found;
}

Result<Place> first_place(const Scheme& scheme, std::string_view answers) {
    DOORSTEP_TRY(const Json shown, shown_answers(scheme.parts(), answers));
    const auto pages = shown_pages(scheme.parts(), shown);
    if (pages.empty()) {
        return Error(FormsError::NoSuchPage);
    }
    return Place{pages.front()->id, -1, {}};
}

Result<std::optional<Place>> next_place(const Scheme& scheme, std::string_view answers, const Place& place) {
    return neighbour_place(scheme, answers, place, 1);
}

Result<std::optional<Place>> previous_place(const Scheme& scheme, std::string_view answers, const Place& place) {
    return neighbour_place(scheme, answers, place, -1);
}

Result<Place> row_place(const Scheme& scheme, std::string_view answers, const Place& overview, int row) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    const Page* rows = top_page(parts, overview.page);
    if (rows == nullptr || rows->kind != PageKind::Rows) {
        return Error(FormsError::NoSuchPage);
    }
    const auto count = rows_of(shown, rows->group).size();
    if (row < 0 || static_cast<std::size_t>(row) > count || static_cast<std::size_t>(row) >= rows->most_rows) {
        return Error(FormsError::NoSuchRow);
    }
    const auto pages = shown_row_pages(parts, shown, *rows, row_at(shown, *rows, row));
    if (pages.empty()) {
        return Error(FormsError::NoSuchPage);
    }
    return Place{rows->id, row, pages.front()->id};
}

Result<bool> visible(const Scheme& scheme, std::string_view answers, const Place& place) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    const Page* page = page_at(scheme, place);
    if (page == nullptr) {
        return Error(FormsError::NoSuchPage);
    }
    const Page& top = *top_page(parts, place.page);
    if (!page_shown(parts, shown, top) || place.row < 0) {
        return page_shown(parts, shown, top);
    }
    return page_shown(parts, shown, *page, &row_at(shown, top, place.row));
}

Result<Progress> progress(const Scheme& scheme, std::string_view answers, const Place& place) {
    DOORSTEP_TRY(const Json shown, shown_answers(scheme.parts(), answers));
    const auto pages = shown_pages(scheme.parts(), shown);
    Progress out;
    out.pages = static_cast<int>(pages.size());
    for (std::size_t i = 0; i < pages.size(); ++i) {
        out.page = pages[i]->id == place.page ? static_cast<int>(i) + 1 : out.page;
    }
    return out;
}

}  // namespace doorstep::forms
