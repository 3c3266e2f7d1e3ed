#include "emulators/idcard/card_file.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/id_number.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
const std::filesystem::path cards = std::filesystem::path(DOORSTEP_SOURCE_DIR) / "tests/cards";

std::string text_at(const Card& card, std::size_t offset, std::size_t size) {
    const auto text = utf16le_to_utf8(BytesView(card.text).subspan(offset, size));
    return text ? *text : "";
}

json good_citizen() {
    return json::parse(*read_text_file(cards / "li-guihua.json", 16384));
}

TEST(CardFile, EveryShippedCardLoadsAndHoldsNoRealPersonsNumber) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(cards)) {
        const auto card = load_card(cards, entry.path().stem().native());
        ASSERT_TRUE(card) << entry.path() << " " << card.error().text();
        EXPECT_EQ(card->text.size(), 256U);
        EXPECT_EQ(card->photo.size(), 1024U);
        EXPECT_EQ(card->management.size(), 28U);
        const auto file = json::parse(*read_text_file(entry.path(), 16384));
        const auto number = file.value("number", "");
        if (number.size() == 18) {
            EXPECT_EQ(number.substr(0, 2), "99") << entry.path();
            const auto parsed = IdNumber::parse(number);
            EXPECT_EQ(parsed.has_value(), entry.path().stem() != "bad-digit") << entry.path();
            EXPECT_TRUE(!parsed || parsed->birth().text() == file["birth"]) << entry.path();
        }
        ++count;
    }
    EXPECT_GE(count, 14);
}

TEST(CardFile, TypeLetterStandsAtOffset248InAllLayouts) {
    EXPECT_EQ(text_at(*load_card(cards, "li-guihua"), 248, 2), " ");
    EXPECT_EQ(text_at(*load_card(cards, "wong-hongkong"), 248, 2), "J");
    EXPECT_EQ(text_at(*load_card(cards, "smith-2017"), 248, 2), "I");
    EXPECT_EQ(text_at(*load_card(cards, "tanaka-2023"), 248, 2), "Y");
    EXPECT_EQ(text_at(*load_card(cards, "unknown-letter"), 248, 2), "Q");
}

TEST(CardFile, CitizenFieldsStandWhereTheStandardPutsThem) {
    const auto card = load_card(cards, "li-guihua");
    ASSERT_TRUE(card);
    EXPECT_EQ(text_at(*card, 0, 6), "李桂花");
    EXPECT_EQ(text_at(*card, 30, 2), "2");
    EXPECT_EQ(text_at(*card, 32, 4), "01");
    EXPECT_EQ(text_at(*card, 36, 16), "19681104");
    EXPECT_EQ(text_at(*card, 122, 12), "990102");
    EXPECT_EQ(text_at(*card, 204, 16), "20350601");
}

TEST(CardFile, TooLongNameIsRefusedNotCut) {
    auto file = good_citizen();
    file["name"] = "一二三四五六七八九十一二三四五六";
    const auto card = parse_card("x", file);
    ASSERT_FALSE(card);
    EXPECT_TRUE(card.error().is(CardFileError::TooLong));
}

TEST(CardFile, MisspeltMemberIsAnErrorNotASilence) {
    auto file = good_citizen();
    file["faults"] = {{"wrong_cheksum", true}};
    EXPECT_FALSE(parse_card("x", file));
    file = good_citizen();
    file.erase("issuer");
    EXPECT_FALSE(parse_card("x", file));
    file = good_citizen();
    file["birth"] = "1968-02-30";
    EXPECT_FALSE(parse_card("x", file));
}

TEST(CardFile, UnknownCardListsWhatThereIs) {
    const auto card = load_card(cards, "nobody");
    ASSERT_FALSE(card);
    EXPECT_TRUE(card.error().is(CardFileError::UnknownCard));
    EXPECT_NE(card.error().detail().find("li-guihua"), std::string::npos);
    EXPECT_FALSE(load_card(cards, "../cards/li-guihua"));
}

}  // namespace
}  // namespace doorstep::emulators
