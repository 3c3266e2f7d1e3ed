#include "forms/answers.hpp"

#include "forms/review.hpp"
#include "forms/testing.hpp"

namespace doorstep::forms {
namespace {

using testing::dibao;
using testing::number_born;
using testing::type;
using testing::whole_answers;

TEST(Answers, WhatIsTypedIsStoredAsTheSchemaSays) {
    std::string answers(no_answers);
    type(answers, {"income-wages"}, "income_wages", "12,000.50");
    EXPECT_EQ(answers, R"({"income_wages":1200050})");
    EXPECT_EQ(entered(dibao(), answers, {"income-wages"}, "income_wages").value(), "12,000.50");
    type(answers, {"phone"}, "phone", " 138-0000 0000 ");
    EXPECT_EQ(entered(dibao(), answers, {"phone"}, "phone").value(), "13800000000");
    type(answers, {"vehicle-plate"}, "vehicle_plate", "京a·12345");
    EXPECT_EQ(entered(dibao(), answers, {"vehicle-plate"}, "vehicle_plate").value(), "京A12345");
    type(answers, {"applicant-number"}, "id_number", "11010519491231002x");
    EXPECT_EQ(entered(dibao(), answers, {"applicant-number"}, "id_number").value(), "11010519491231002X");
}

TEST(Answers, EmptyTakesAnAnswerBack) {
    std::string answers(no_answers);
    type(answers, {"phone"}, "phone", "12345");
    type(answers, {"phone"}, "phone", "  ");
    EXPECT_EQ(answers, "{}");
    EXPECT_EQ(entered(dibao(), answers, {"phone"}, "phone").value(), "");
}

TEST(Answers, WrongInputChangesNothingAndHasAName) {
    const auto problem = [](const char* page, const char* field, const std::string& typed) {
        const auto result = enter(dibao(), no_answers, {page}, field, typed).value();
        EXPECT_TRUE(result.answers.empty());
        return result.problem;
    };
    EXPECT_EQ(problem("phone", "phone", "12a45"), Problem::BadPhone);
    EXPECT_EQ(problem("income-wages", "income_wages", "a lot"), Problem::BadMoney);
    EXPECT_EQ(problem("hukou", "hukou_kind", "moon"), Problem::NotAnOption);
    EXPECT_EQ(problem("has-members", "has_members", "maybe"), Problem::NotAnOption);
    EXPECT_EQ(problem("applicant-number", "id_number", "110105194912310021"), Problem::BadIdNumber);
    EXPECT_EQ(problem("vehicle-plate", "vehicle_plate", "A12345"), Problem::BadPlate);
    EXPECT_EQ(problem("living-address", "living_address", "村"), Problem::TooShort);
    EXPECT_EQ(problem("reason-text", "reason_text", std::string(5000, 'x')), Problem::TooLong);
    EXPECT_EQ(problem("reason-text", "reason_text", "\xff\xfe"), Problem::WrongKind);
    EXPECT_EQ(problem("truth-promise", "truth_promise", "false"), Problem::Missing);
}

TEST(Answers, AFieldsOwnSentenceComesFirst) {
    const auto address = enter(dibao(), no_answers, {"living-address"}, "living_address", "村").value();
    EXPECT_EQ(address.text_key, "fields.living_address.problems.too-short");
    const auto phone = enter(dibao(), no_answers, {"phone"}, "phone", "x").value();
    EXPECT_EQ(phone.text_key, "problems.bad-phone");
}

TEST(Answers, CallersFaultsAreErrors) {
    EXPECT_TRUE(enter(dibao(), "{}", {"nothing"}, "phone", "1").error().is(FormsError::NoSuchPage));
    EXPECT_TRUE(enter(dibao(), "{}", {"phone"}, "work", "1").error().is(FormsError::NoSuchField));
    EXPECT_TRUE(enter(dibao(), "{}", {"members", 1, "member-name"}, "name", "x").error().is(FormsError::NoSuchRow));
    EXPECT_TRUE(enter(dibao(), "[", {"phone"}, "phone", "12345").error().is(FormsError::BadJson));
    EXPECT_TRUE(remove_row("{}", "members", 0).error().is(FormsError::NoSuchRow));
}

TEST(Answers, RemovedRowMovesTheOthersUp) {
    auto answers = whole_answers();
    type(answers, {"members", 1, "member-name"}, "name", "测试丁");
    EXPECT_EQ(row_count(answers, "members").value(), 2);
    answers = remove_row(answers, "members", 0).value();
    EXPECT_EQ(row_count(answers, "members").value(), 1);
    EXPECT_EQ(entered(dibao(), answers, {"members", 0, "member-name"}, "name").value(), "测试丁");
}

TEST(Answers, ANewCardReplacesTheOldOne) {
    const auto first = prefill(dibao(), no_answers, {"测试甲", number_born("19560304"), "测试路1号", true}).value();
    const auto second = prefill(dibao(), first, {"测试戊", number_born("19660304"), "", false}).value();
    EXPECT_EQ(second.find("测试甲"), std::string::npos);
    EXPECT_EQ(second.find("测试路"), std::string::npos);
    EXPECT_NE(second.find("测试戊"), std::string::npos);
}

TEST(Review, ShowsWordsNotCodesAndMasksNumbers) {
    for (const char* language : {"zh_CN", "en"}) {
        const auto rows = review(dibao(), whole_answers(), language).value();
        std::string all;
        for (const auto& row : rows) {
            EXPECT_FALSE(row.label.empty());
            EXPECT_FALSE(row.value.empty());
            EXPECT_EQ((row.label + row.value + row.heading).find("⟦"), std::string::npos);
            EXPECT_TRUE(!row.changeable || page_at(dibao(), row.place) != nullptr) << row.label;
            all += row.heading + row.label + row.value + "\n";
        }
        EXPECT_EQ(all.find(number_born("19560304")), std::string::npos);
        EXPECT_EQ(all.find("cannot-work"), std::string::npos);
        EXPECT_NE(all.find("1,200.51"), std::string::npos);
        EXPECT_NE(all.find("2,000.51"), std::string::npos);  // the sum: added first, rounded once at entry
    }
}

TEST(Review, HiddenAnswersAreNotShown) {
    auto answers = whole_answers();
    type(answers, {"has-members"}, "has_members", "false");
    const auto rows = review(dibao(), answers, "zh_CN").value();
    for (const auto& row : rows) {
        EXPECT_EQ(row.value.find("测试乙"), std::string::npos);
    }
}

TEST(Review, RowLineMasksTheName) {
    EXPECT_EQ(row_line(dibao(), whole_answers(), "members", 0, "zh_CN").value(), "测＊＊ · 配偶（丈夫或妻子）");
    EXPECT_TRUE(row_line(dibao(), whole_answers(), "members", 1, "zh_CN").error().is(FormsError::NoSuchRow));
}

TEST(PersonsToSign, EachAdultMemberWhoLivesHereAndEachObligor) {
    const auto day = CalendarDate::parse("2026-11-23").value();
    auto answers = whole_answers();
    auto persons = persons_to_sign(dibao(), answers, day).value();
    ASSERT_EQ(persons.size(), 2U);
    EXPECT_EQ(persons[0].whose, "member:1");
    EXPECT_EQ(persons[0].name, "测试乙");
    EXPECT_EQ(persons[1].whose, "obligor:1");

    // 18 today signs, 18 tomorrow does not.
    type(answers, {"members", 0, "member-number"}, "id_number", number_born("20081123", 202));
    EXPECT_EQ(persons_to_sign(dibao(), answers, day).value().size(), 2U);
    type(answers, {"members", 0, "member-number"}, "id_number", number_born("20081124", 202));
    EXPECT_EQ(persons_to_sign(dibao(), answers, day).value().size(), 1U);

    // Nobody knows the age: a line is kept for a person to decide.
    type(answers, {"members", 0, "member-number"}, "id_number", "");
    EXPECT_TRUE(persons_to_sign(dibao(), answers, day).value()[0].age_unknown);
    type(answers, {"members", 0, "member-adult"}, "is_adult", "no");
    EXPECT_EQ(persons_to_sign(dibao(), answers, day).value().size(), 1U);

    type(answers, {"members", 0, "member-adult"}, "is_adult", "yes");
    type(answers, {"members", 0, "member-living"}, "cohabiting", "false");
    EXPECT_EQ(persons_to_sign(dibao(), answers, day).value().size(), 1U);
}

TEST(Sums, AreExactInFen) {
    EXPECT_EQ(sum_fen(dibao(), whole_answers(), "income_total").value(), 200051);
    EXPECT_EQ(sum_fen(dibao(), "{}", "income_total").value(), 0);
    EXPECT_TRUE(sum_fen(dibao(), "{}", "nothing").error().is(FormsError::NoSuchField));
}

}  // namespace
}  // namespace doorstep::forms
