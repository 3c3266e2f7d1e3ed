// Which sentences there are to record: from the catalogue and the schemes as they are.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/files.hpp"
#include "kiosk/prompts/check.hpp"
#include "kiosk/prompts/sentences.hpp"

namespace doorstep::prompts {
namespace {

std::string catalogue() {
    return read_text_file(DOORSTEP_SOURCE_DIR "/kiosk/i18n/doorstep_zh_CN.ts", std::size_t{4} << 20).value();
}

std::vector<Sentence> all(std::string_view language) {
    auto found = sentences(catalogue(), DOORSTEP_SOURCE_DIR "/schemes", language);
    EXPECT_TRUE(found) << (found ? "" : found.error().text());
    return found.value_or(std::vector<Sentence>());
}

bool has(const std::vector<Sentence>& list, std::string_view text) {
    return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.text == text; });
}

TEST(Sentences, OfPagesAndSchemesAreThereOnceAndWithPartAndKey) {
    for (const auto* language : {"zh_CN", "en"}) {
        const auto list = all(language);
        EXPECT_GT(list.size(), 700U) << language;
        std::set<std::string> texts;
        std::set<std::string> keys;
        for (const auto& one : list) {
            EXPECT_TRUE(texts.insert(one.text).second) << one.text;
            EXPECT_TRUE(keys.insert(one.key).second) << one.key;
            EXPECT_FALSE(one.part.empty() || one.part == "clerk" || one.part == "enrolment" || one.part == "input" ||
                         one.part == "other")
                << one.key << " " << one.part;
            EXPECT_EQ(one.text.find('%'), std::string::npos) << one.text;
        }
    }
}

TEST(Sentences, AreWhatThePagesSay) {
    const auto chinese = all("zh_CN");
    EXPECT_TRUE(has(chinese, "您要办什么事？"));
    EXPECT_TRUE(has(chinese, "去年一年，看病和上学自己花了多少钱？")) << "of a scheme's page";
    EXPECT_TRUE(has(chinese, "家里长期收入少，不够生活")) << "of the choosing page";
    const auto english = all("en");
    EXPECT_TRUE(has(english, "What would you like to do?"));
    EXPECT_FALSE(has(english, "Restart this station"));
}

TEST(Sentences, AKeyStaysWhenTheTranslationChanges) {
    auto text = catalogue();
    const std::string before = "您要办什么事？";
    const auto at = text.find(before);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, before.size(), "您想办什么？");
    const auto key_of = [](const std::vector<Sentence>& list, std::string_view said) {
        const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.text == said; });
        return found == list.end() ? std::string() : found->key;
    };
    const auto changed = sentences(text, DOORSTEP_SOURCE_DIR "/schemes", "zh_CN");
    ASSERT_TRUE(changed);
    EXPECT_EQ(key_of(*changed, "您想办什么？"), key_of(all("zh_CN"), before));
    EXPECT_FALSE(key_of(*changed, "您想办什么？").empty());
}

TEST(Sentences, EveryContextOfTheCatalogueBelongsToAPartOfTheKiosk) {
    EXPECT_EQ(contexts_without_part(catalogue()), std::vector<std::string>());
}

TEST(Sentences, WhatIsNoCatalogueIsSaid) {
    EXPECT_FALSE(sentences("<TS><context>", DOORSTEP_SOURCE_DIR "/schemes", "en"));
    EXPECT_FALSE(sentences(catalogue(), "/missing", "en"));
}

// An afternoon: four characters a second, and as long again for each to be read, heard and kept.
TEST(Sentences, AreNotMoreThanAnAfternoonsWork) {
    std::size_t spoken = 0;
    for (const auto& one : all("zh_CN")) {
        spoken += characters(one.text);
    }
    constexpr double characters_a_second = 4;
    constexpr double afternoon_s = 4 * 3600;
    EXPECT_LT(static_cast<double>(spoken) / characters_a_second * 2.5, afternoon_s) << spoken << " characters";
}

}  // namespace
}  // namespace doorstep::prompts
