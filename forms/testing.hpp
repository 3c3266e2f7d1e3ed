// What the tests of this room share: the shipped scheme, answers of synthetic persons.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "base/id_number.hpp"
#include "forms/answers.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms::testing {

inline const Scheme& dibao() {
    static const Scheme scheme = [] {
        auto loaded = Scheme::load(DOORSTEP_SOURCE_DIR "/schemes/dibao");
        if (!loaded) {
            throw std::runtime_error(loaded.error().text());
        }
        return std::move(*loaded);
    }();
    return scheme;
}

// A number of nobody: area 99xxxx, right check character.
inline std::string number_born(const std::string& yyyymmdd, int serial = 101) {
    const std::string digits = "990101" + yyyymmdd + std::to_string(serial);
    return digits + id_number_check_character(digits);
}

// Types one answer and fails the test when it is refused.
inline void type(std::string& answers, const Place& place, const std::string& field, const std::string& typed) {
    const auto result = enter(dibao(), answers, place, field, typed);
    ASSERT_TRUE(result.has_value()) << result.error().text();
    ASSERT_FALSE(result->problem.has_value()) << field << " " << problem_id(*result->problem);
    answers = result->answers;
}

// Answers that can be handed in: card read, one cohabiting adult member, one obligor.
inline std::string whole_answers() {
    std::string a =
        prefill(dibao(), no_answers, {"测试甲", number_born("19560304"), "测试省测试县一村1号", true}).value();
    type(a, {"living-same"}, "living_same_as_card", "true");
    type(a, {"hukou"}, "hukou_kind", "rural");
    type(a, {"reason"}, "reason", "illness");
    type(a, {"health"}, "health", "chronic");
    type(a, {"work"}, "work", "cannot-work");
    type(a, {"has-members"}, "has_members", "true");
    type(a, {"members", 0, "member-name"}, "name", "测试乙");
    type(a, {"members", 0, "member-relation"}, "relation", "10");
    type(a, {"members", 0, "member-number"}, "id_number", number_born("19580102", 202));
    type(a, {"members", 0, "member-living"}, "cohabiting", "true");
    type(a, {"has-obligors"}, "has_obligors", "yes");
    type(a, {"obligors", 0, "obligor-name"}, "name", "测试丙");
    type(a, {"obligors", 0, "obligor-relation"}, "relation", "20");
    type(a, {"income-wages"}, "income_wages", "1,200.505");
    type(a, {"income-own"}, "income_own", "800");
    type(a, {"economic-check"}, "economic_check", "given");
    type(a, {"truth-promise"}, "truth_promise", "true");
    return a;
}

}  // namespace doorstep::forms::testing
