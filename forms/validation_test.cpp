#include "forms/validation.hpp"

#include "forms/testing.hpp"

namespace doorstep::forms {
namespace {

using testing::dibao;
using testing::number_born;
using testing::type;
using testing::whole_answers;

std::vector<std::string> problems_of(const std::string& answers) {
    std::vector<std::string> out;
    const auto findings = validate_all(dibao(), answers);
    EXPECT_TRUE(findings.has_value());
    for (const auto& finding : *findings) {
        out.push_back(finding.path + ":" + std::string(problem_id(finding.problem)));
        EXPECT_EQ(dibao().text("zh_CN", finding.text_key).find("⟦"), std::string::npos) << finding.text_key;
    }
    return out;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << " in " << text;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

using Problems = std::vector<std::string>;

TEST(Validation, WholeAnswersHaveNoProblem) {
    EXPECT_EQ(problems_of(whole_answers()), Problems());
}

TEST(Validation, NothingIsMissingWithoutPhoneIncomeOrNumbersOfOthers) {
    auto answers = whole_answers();
    type(answers, {"members", 0, "member-number"}, "id_number", "");
    type(answers, {"members", 0, "member-adult"}, "is_adult", "unsure");
    type(answers, {"income-wages"}, "income_wages", "");
    EXPECT_EQ(problems_of(answers), Problems());
}

TEST(Validation, EachFaultHasItsName) {
    const auto whole = whole_answers();
    EXPECT_EQ(problems_of(changed(whole, R"("hukou_kind":"rural",)", "")), Problems({"hukou_kind:missing"}));
    EXPECT_EQ(problems_of(changed(whole, R"("rural")", R"("moon")")), Problems({"hukou_kind:not-an-option"}));
    EXPECT_EQ(problems_of(changed(whole, R"("rural")", "7")), Problems({"hukou_kind:wrong-kind"}));
    EXPECT_EQ(problems_of(changed(whole, "80000", "-1")), Problems({"income_own:too-small"}));
    EXPECT_EQ(problems_of(changed(whole, "80000", "18446744073709551615")), Problems({"income_own:too-large"}));
    EXPECT_EQ(problems_of(changed(whole, "80000", "80000.5")), Problems({"income_own:wrong-kind"}));
    EXPECT_EQ(problems_of(changed(whole, R"("测试乙")", R"("")")), Problems({"members/0/name:too-short"}));
    EXPECT_EQ(problems_of(changed(whole, number_born("19580102", 202), "123")),
              Problems({"members/0/id_number:bad-id-number"}));
    EXPECT_EQ(problems_of(changed(whole, R"("truth_promise":true)", R"("truth_promise":false)")),
              Problems({"truth_promise:missing"}));
    EXPECT_EQ(problems_of(changed(whole, R"("name":"测试甲")", R"("name":"a\u0001b")")), Problems({"name:wrong-kind"}));
}

TEST(Validation, UnknownFieldsAreFoundAndNotRepeated) {
    EXPECT_EQ(problems_of(changed(whole_answers(), "{\"card", "{\"secret_field\":1,\"card")),
              Problems({":unknown-field"}));
    EXPECT_EQ(problems_of(changed(whole_answers(), R"("cohabiting":true)", R"("cohabiting":true,"x":1)")),
              Problems({"members/0:unknown-field"}));
}

TEST(Validation, RowsAreCounted) {
    auto answers = remove_row(whole_answers(), "members", 0).value();
    EXPECT_EQ(problems_of(answers), Problems({"members:too-few-rows"}));
    EXPECT_EQ(problems_of(changed(whole_answers(), R"("obligors":[{)", R"("obligors":[7,{)")),
              Problems({"obligors/0:wrong-kind"}));
    EXPECT_EQ(problems_of(changed(answers, R"("members":[])", R"("members":"x")")), Problems({"members:wrong-kind"}));
    std::string many = "[";
    for (int i = 0; i < 16; ++i) {
        many += R"({"name":"甲","relation":"20","is_adult":"no","cohabiting":true},)";
    }
    many.back() = ']';
    EXPECT_EQ(problems_of(changed(answers, R"("members":[])", R"("members":)" + many)),
              Problems({"members:too-many-rows"}));
}

TEST(Validation, OnePersonStandsOnce) {
    auto answers = whole_answers();
    type(answers, {"obligors", 0, "obligor-number"}, "id_number", number_born("19560304"));
    EXPECT_EQ(problems_of(answers), Problems({"obligors/0/id_number:same-person-twice"}));
    const auto page = validate_page(dibao(), answers, {"obligors", 0, "obligor-number"}).value();
    ASSERT_EQ(page.size(), 1U);
    EXPECT_EQ(page[0].problem, Problem::SamePersonTwice);
}

TEST(Validation, HiddenPagesAskNothingAndTheirAnswersDoNotTravel) {
    auto answers = whole_answers();
    type(answers, {"health"}, "health", "disabled");
    type(answers, {"disability"}, "disability_grade", "2");
    type(answers, {"health"}, "health", "good");
    EXPECT_EQ(problems_of(answers), Problems());
    EXPECT_EQ(without_hidden(dibao(), answers).value().find("disability_grade"), std::string::npos);
    EXPECT_NE(without_hidden(dibao(), answers).value().find("card_read"), std::string::npos);

    type(answers, {"has-members"}, "has_members", "false");
    EXPECT_EQ(without_hidden(dibao(), answers).value().find("测试乙"), std::string::npos);
    EXPECT_EQ(validate_page(dibao(), answers, {"disability"}).value().size(), 0U);
}

TEST(Validation, PageAsksOnlyItsOwn) {
    const auto found = validate_page(dibao(), "{}", {"hukou"}).value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].problem, Problem::Missing);
    EXPECT_EQ(found[0].place, (Place{"hukou"}));
    EXPECT_TRUE(validate_page(dibao(), "{}", {"nothing"}).error().is(FormsError::NoSuchPage));
    EXPECT_EQ(validate_page(dibao(), R"({"has_members":true})", {"members", 0, "member-name"}).value().size(), 1U);
}

TEST(Validation, TypedApplicantNeedsNameAndNumber) {
    const auto answers = prefill(dibao(), no_answers, {}).value();
    EXPECT_EQ(validate_page(dibao(), answers, {"applicant-name"}).value().size(), 1U);
    EXPECT_EQ(validate_page(dibao(), answers, {"applicant-number"}).value().size(), 1U);
    // Nobody gave a card or typed anything: the whole says so too.
    EXPECT_FALSE(validate_all(dibao(), R"({"card_read":true})").value().empty());
}

TEST(Validation, OldAreaCodesAreANoteOnly) {
    const auto areas = AreaCodes::parse("h\n990101,a,b,c,d,弃用,1981,1990,110101\n").value();
    const auto found = notes(dibao(), whole_answers(), areas).value();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].status, AreaStatus::Abolished);
    EXPECT_EQ(notes(dibao(), whole_answers(), AreaCodes()).value()[0].status, AreaStatus::Unknown);
}

TEST(Validation, EveryProblemHasWordsInBothLanguages) {
    for (const auto problem : all_problems()) {
        for (const char* language : {"zh_CN", "en"}) {
            const auto words = dibao().text(language, "problems." + std::string(problem_id(problem)));
            EXPECT_EQ(words.find("⟦"), std::string::npos) << problem_id(problem);
        }
    }
}

}  // namespace
}  // namespace doorstep::forms
