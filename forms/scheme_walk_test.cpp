// Every shipped scheme as an applicant walks it: all pages are reached, every page takes an answer, and what comes out
// is what the township calls valid. The answers are made from the seed that is printed.
#include <filesystem>
#include <random>
#include <set>

#include "forms/review.hpp"
#include "forms/scheme_library.hpp"
#include "forms/testing.hpp"
#include "forms/validation.hpp"

namespace doorstep::forms {
namespace {

using testing::number_born;

constexpr int seeds = 40;
constexpr int most_steps = 400;  // a walk that is longer goes in circles

class Walk {
  public:
    Walk(const Scheme& scheme, unsigned seed) : scheme_(scheme), dice_(seed) {
        const bool card = roll(3) != 0;
        answers_ =
            prefill(scheme, no_answers, {"测试甲", number_born("19560304"), card ? "测试省测试县一村1号" : "", card})
                .value();
    }

    void go() {
        std::optional<Place> place = first_place(scheme_, answers_).value();
        for (int step = 0; place && step < most_steps; ++step) {
            const Page& page = *page_at(scheme_, *place);
            seen_.insert(page.id);
            if (page.kind == PageKind::Rows && place->row < 0) {
                place = at_rows(page, *place);
                continue;
            }
            for (const auto& field : page.fields) {
                answer(*place, field);
            }
            const auto wrong = validate_page(scheme_, answers_, *place).value();
            ASSERT_TRUE(wrong.empty()) << scheme_.id() << " " << page.id << ": " << problem_id(wrong[0].problem);
            place = next_place(scheme_, answers_, *place).value();
        }
        ASSERT_FALSE(place) << scheme_.id() << " goes in circles";
    }

    const std::string& answers() const { return answers_; }
    const std::set<std::string>& seen() const { return seen_; }

  private:
    std::size_t roll(std::size_t faces) { return std::uniform_int_distribution<std::size_t>(0, faces - 1)(dice_); }

    Place at_rows(const Page& page, const Place& place) {
        const int rows = row_count(answers_, page.group).value();
        if (static_cast<std::size_t>(rows) < page.fewest_rows || (rows < 2 && roll(2) == 0)) {
            return row_place(scheme_, answers_, place, rows).value();
        }
        return next_place(scheme_, answers_, place).value().value();
    }

    std::string typed(const Field& field) {
        switch (field.kind) {
            case FieldKind::Choice:
            case FieldKind::YesNo:
                return field.options[roll(field.options.size())].value;
            case FieldKind::Name:
                return "测试乙";
            case FieldKind::Address:
                return "测试县二村3组8号";
            case FieldKind::Money:
                return std::to_string(roll(100000)) + ".35";
            case FieldKind::Number:
                return std::to_string(field.minimum.value_or(0) + 1);
            case FieldKind::Date:
                return "2026-10-03";
            case FieldKind::IdNumber:
                return number_born("19580102", static_cast<int>(100 + 2 * ++persons_));
            case FieldKind::Phone:
                return "13800000000";
            case FieldKind::Plate:
                return "京A12345";
            case FieldKind::Text:
                return "房子着了火，人没有事";
        }
        return {};
    }

    void answer(const Place& place, const Field& field) {
        if (!field.required && roll(4) == 0) {
            return;  // whatever may be left out is left out now and then
        }
        const auto result = enter(scheme_, answers_, place, field.id, typed(field));
        ASSERT_TRUE(result) << result.error().text();
        ASSERT_FALSE(result->problem) << scheme_.id() << " " << field.id << ": " << problem_id(*result->problem);
        answers_ = result->answers;
    }

    const Scheme& scheme_;
    std::mt19937 dice_;
    std::string answers_;
    std::set<std::string> seen_;
    int persons_ = 0;
};

std::set<std::string> all_pages_of(const Scheme& scheme) {
    std::set<std::string> ids;
    for (const auto& page : scheme.pages()) {
        ids.insert(page.id);
        for (const auto& row_page : page.row_pages) {
            ids.insert(row_page.id);
        }
    }
    return ids;
}

TEST(SchemeWalk, EveryPageOfEverySchemeIsReachedAndWhatComesOutIsValid) {
    const auto library = SchemeLibrary::load(DOORSTEP_SOURCE_DIR "/schemes").value();
    for (const auto* scheme : library.offered()) {
        std::set<std::string> seen;
        for (unsigned seed = 1; seed <= seeds; ++seed) {
            SCOPED_TRACE(scheme->id() + " seed " + std::to_string(seed));
            Walk walk(*scheme, seed);
            ASSERT_NO_FATAL_FAILURE(walk.go());
            seen.insert(walk.seen().begin(), walk.seen().end());
            const auto clean = without_hidden(*scheme, walk.answers()).value();
            const auto findings = validate_all(*scheme, clean).value();
            for (const auto& finding : findings) {
                ADD_FAILURE() << finding.path << ": " << problem_id(finding.problem);
            }
            const auto rows = review(*scheme, clean, "zh_CN").value();
            for (const auto& row : rows) {
                EXPECT_EQ((row.label + row.value + row.heading).find("⟦"), std::string::npos) << row.label;
            }
        }
        EXPECT_EQ(seen, all_pages_of(*scheme)) << scheme->id();
    }
}

TEST(SchemeWalk, MoneyIsWholeFenAndSumsAreAddedOnce) {
    const auto library = SchemeLibrary::load(DOORSTEP_SOURCE_DIR "/schemes").value();
    const auto& rigid = *library.newest("rigid-spending");
    std::string answers(no_answers);
    for (const auto& [field, typed] : {std::pair<const char*, const char*>{"rigid_living", "0.01"},
                                       {"rigid_medical", "12,345.678"},
                                       {"rigid_education", "0"}}) {
        std::string page = field;
        page[page.find('_')] = '-';
        answers = enter(rigid, answers, {page}, field, typed)->answers;
    }
    EXPECT_NE(answers.find("\"rigid_medical\":1234568"), std::string::npos) << answers;
    EXPECT_EQ(sum_fen(rigid, answers, "rigid_total").value(), 1 + 1234568);
}

// TK 20–22: six items, asked one by one; nothing is decided from them here.
TEST(SchemeWalk, TekunAsksTheSixThingsOfDailyLife) {
    const auto library = SchemeLibrary::load(DOORSTEP_SOURCE_DIR "/schemes").value();
    const auto& tekun = *library.newest("tekun");
    for (const char* id : {"adl_eat", "adl_dress", "adl_bed", "adl_toilet", "adl_walk", "adl_bathe"}) {
        const auto* field = tekun.field("", id);
        ASSERT_NE(field, nullptr) << id;
        EXPECT_TRUE(field->required) << id;
        EXPECT_EQ(field->options.size(), 3U) << "not sure is an answer";
    }
}

}  // namespace
}  // namespace doorstep::forms
