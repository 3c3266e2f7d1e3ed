#include "forms/problem.hpp"

#include <array>

namespace doorstep::forms {
namespace {

// In the order of the enum, which begins at 1.
constexpr std::array<std::string_view, 17> ids = {
    "missing",      "wrong-kind",    "not-an-option",     "too-short",     "too-long",    "too-small",
    "too-large",    "bad-id-number", "bad-phone",         "bad-plate",     "bad-date",    "bad-money",
    "too-few-rows", "too-many-rows", "same-person-twice", "unknown-field", "does-not-fit"};

constexpr std::array<Problem, 17> problems = {
    Problem::Missing,      Problem::WrongKind, Problem::NotAnOption, Problem::TooShort,    Problem::TooLong,
    Problem::TooSmall,     Problem::TooLarge,  Problem::BadIdNumber, Problem::BadPhone,    Problem::BadPlate,
    Problem::BadDate,      Problem::BadMoney,  Problem::TooFewRows,  Problem::TooManyRows, Problem::SamePersonTwice,
    Problem::UnknownField, Problem::DoesNotFit};

}  // namespace

std::span<const Problem> all_problems() {
    return problems;
}

std::string_view problem_id(Problem problem) {
    return ids[static_cast<std::size_t>(problem) - 1];
}

}  // namespace doorstep::forms
