// Reading and changing answers (UTF-8 JSON text). Every function takes the whole text and gives a new one; the caller
// wipes the old. What people type is text; what is stored follows the schema (a Money field stores integer fen).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "forms/place.hpp"
#include "forms/problem.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

// An answer text with nothing in it.
inline constexpr std::string_view no_answers = "{}";

// What a card (or a typed identity) gives, as in protocol's CardFields.
struct CardIdentity {
    std::string name;
    std::string number;
    std::string address;  // empty when typed
    bool read_from_chip = false;
};

// Fills the scheme's card fields (steps.json "card") and replaces what stood in them.
Result<std::string> prefill(const Scheme& scheme, std::string_view answers, const CardIdentity& card);

// New answers, or what is wrong with what was typed (answers are then empty).
struct Entered {
    std::string answers;
    std::optional<Problem> problem;
    std::string text_key;  // of the problem: Scheme::text gives the sentence, the field's own where it has one
};
// Takes typed text for a field of that place: Choice → option value, YesNo → "true"/"false", Money → yuan ("1200.50"),
// Date → "2026-11-23", others the text (outer blanks go). Empty text removes the answer, also of a required field:
// validate_page says so. A row that is not there yet is made when row = number of rows.
// Errors: NoSuchField, NoSuchRow, NoSuchPage and those of reading the answers.
Result<Entered> enter(const Scheme& scheme, std::string_view answers, const Place& place, std::string_view field,
                      std::string_view typed);
// The stored answer as enter() takes it; empty when there is none.
Result<std::string> entered(const Scheme& scheme, std::string_view answers, const Place& place, std::string_view field);

// Rows of a group; 0 when none were entered.
Result<int> row_count(std::string_view answers, std::string_view group);
// Removes one row; those behind move up. NoSuchRow.
Result<std::string> remove_row(std::string_view answers, std::string_view group, int row);
// Without the answers to pages that are not shown: for submitting, so that taken-back answers do not travel.
Result<std::string> without_hidden(const Scheme& scheme, std::string_view answers);

}  // namespace doorstep::forms
