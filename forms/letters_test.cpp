#include "forms/letters.hpp"

#include <gtest/gtest.h>

#include "forms/forms_error.hpp"

namespace doorstep::forms {
namespace {

TEST(Letters, WhatWasWrittenIsReadBackAndWhatIsEmptyDoesNotTravel) {
    Letter letter;
    letter.words = "公示里的人\"不住\"这里\n请核实";
    letter.about = "listing";
    letter.case_number = "074749131783";
    const auto text = letter_json(letter);
    EXPECT_EQ(text.find("question"), std::string::npos);
    const auto read = read_letter(text).value();
    EXPECT_EQ(read.words, letter.words);
    EXPECT_EQ(read.about, "listing");
    EXPECT_EQ(read.case_number, "074749131783");
    EXPECT_EQ(read.said(), letter.words);
    EXPECT_EQ(letter_json(read), text);
}

TEST(Letters, AQuestionIsTheTextThatItAlwaysWas) {
    Letter letter;
    letter.question = "who";
    EXPECT_EQ(letter_json(letter), R"({"question":"who"})");
    EXPECT_EQ(read_letter(R"({"question":"who"})")->said(), "who");
}

TEST(Letters, WhatIsUnknownIsLeftOutAndTheWordsStay) {
    const auto read = read_letter(
        R"({"words":"w","about":"everything","answer":"perhaps","case":"074749131784","hearing":7,"more":[1]})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->words, "w");
    EXPECT_EQ(read->about, "");
    EXPECT_EQ(read->answer, "");
    EXPECT_EQ(read->case_number, "") << "its check digits are wrong";
    EXPECT_EQ(read->hearing, "");
}

TEST(Letters, WhatIsNoLetterIsRefused) {
    EXPECT_TRUE(read_letter("[]").error().is(FormsError::BadJson));
    EXPECT_TRUE(read_letter("").error().is(FormsError::BadJson));
    EXPECT_TRUE(
        read_letter(R"({"words":")" + std::string(longest_letter + 1, 'w') + R"("})").error().is(FormsError::TooLarge));
}

TEST(Letters, BytesThatAreNoTextDoNotStopALetter) {
    Letter letter;
    letter.words =
        "a\xff"
        "b";
    EXPECT_TRUE(read_letter(letter_json(letter)));
}

}  // namespace
}  // namespace doorstep::forms
