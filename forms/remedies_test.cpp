#include "forms/remedies.hpp"

#include <gtest/gtest.h>

#include "forms/forms_error.hpp"

namespace doorstep::forms {
namespace {

TEST(Remedies, TheShippedFileTellsTermAndArticleInBothLanguages) {
    const auto remedies = Remedies::load(DOORSTEP_SOURCE_DIR "/forms/data/remedies.json");
    ASSERT_TRUE(remedies) << remedies.error().text();
    for (const auto* about : {"decision", "treatment", "listing"}) {
        const auto chinese = remedies->lines(about, "zh_CN");
        const auto english = remedies->lines(about, "en");
        ASSERT_FALSE(chinese.empty()) << about;
        ASSERT_EQ(chinese.size(), english.size());
        for (std::size_t i = 0; i < chinese.size(); ++i) {
            EXPECT_NE(chinese[i].find("第"), std::string::npos) << chinese[i];
            EXPECT_NE(chinese[i], english[i]);
        }
    }
    EXPECT_NE(remedies->lines("decision", "zh_CN")[0].find("60 日"), std::string::npos);
    EXPECT_TRUE(remedies->lines("something else", "zh_CN").empty());
    EXPECT_TRUE(Remedies().lines("decision", "zh_CN").empty());
}

TEST(Remedies, ALanguageWithoutWordsGetsTheChineseOnes) {
    const auto remedies = Remedies::parse(R"({"decision":[{"zh_CN":"六十日","source":"第二十条"}]})").value();
    EXPECT_EQ(remedies.lines("decision", "ko"), std::vector<std::string>{"六十日（第二十条）"});
}

TEST(Remedies, ATermWithoutItsArticleIsNotTold) {
    for (const auto* text :
         {R"({"decision":[{"zh_CN":"六十日"}]})", R"({"decision":[{"source":"第二十条"}]})",
          R"({"decision":{"zh_CN":"六十日"}})", R"({"decision":[{"zh_CN":60,"source":"s"}]})", "[]"}) {
        EXPECT_TRUE(Remedies::parse(text).error().is(FormsError::BadJson)) << text;
    }
}

}  // namespace
}  // namespace doorstep::forms
