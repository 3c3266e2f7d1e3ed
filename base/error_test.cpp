#include "base/error.hpp"

#include <gtest/gtest.h>

namespace {
enum class PotError { Empty = 1, Broken };
enum class LidError { Lost = 1 };
}  // namespace

template <>
struct doorstep::ErrorNames<PotError> {
    static constexpr std::string_view module = "pot";
    static std::string_view name(PotError e) { return e == PotError::Empty ? "Empty" : "Broken"; }
};
template <>
struct doorstep::ErrorNames<LidError> {
    static constexpr std::string_view module = "lid";
    static std::string_view name(LidError) { return "Lost"; }
};

namespace doorstep {
namespace {

Result<int> pour(bool full) {
    if (!full) {
        return Error(PotError::Empty, "shelf 3");
    }
    return 7;
}

Result<int> twice(bool full) {
    DOORSTEP_TRY(const int cups, pour(full));
    return 2 * cups;
}

TEST(Error, TellsModulesApartThoughTheirNumbersAreEqual) {
    const Error error = PotError::Empty;
    EXPECT_TRUE(error.is(PotError::Empty));
    EXPECT_FALSE(error.is(PotError::Broken));
    EXPECT_FALSE(error.is(LidError::Lost));
}

TEST(Error, TryReturnsTheValueOrTheFirstError) {
    EXPECT_EQ(twice(true).value(), 14);
    const auto failed = twice(false);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().text(), "pot/Empty: shelf 3");
}

TEST(Error, ContextStandsBeforeTheDetail) {
    EXPECT_EQ(pour(false).error().with_context("kitchen").text(), "pot/Empty: kitchen: shelf 3");
    EXPECT_EQ(Error(LidError::Lost).with_context("kitchen").text(), "lid/Lost: kitchen");
}

}  // namespace
}  // namespace doorstep
