#include "kiosk/input/pinyin.hpp"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

namespace doorstep::kiosk {
namespace {

namespace fs = std::filesystem;

void type(Pinyin& pinyin, const std::string& letters) {
    for (const char letter : letters) {
        pinyin.letter(letter);
    }
}

// Looks through the pages as a person does, and takes it; "" when it is nowhere.
std::string take(Pinyin& pinyin, const std::string& wanted) {
    constexpr int most_pages = 80;
    for (int page = 0; page < most_pages; ++page) {
        const auto view = pinyin.view();
        const auto found = std::find(view.candidates.begin(), view.candidates.end(), wanted);
        if (found != view.candidates.end()) {
            return pinyin.choose(static_cast<int>(found - view.candidates.begin()));
        }
        if (!view.later) {
            break;
        }
        pinyin.turn_page(true);
    }
    return {};
}

std::map<std::string, fs::file_time_type> contents(const fs::path& folder) {
    std::map<std::string, fs::file_time_type> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        files[entry.path().string()] = entry.last_write_time();
    }
    return files;
}

struct PinyinTest : testing::Test {
    Pinyin pinyin{PINYIN_FOLDER};
};

TEST_F(PinyinTest, CommonNamesCanBeTypedCharacterByCharacter) {
    ASSERT_TRUE(pinyin.usable());
    const std::vector<std::pair<std::string, std::string>> name{
        {"li", "李"}, {"gui", "桂"}, {"hua", "花"}, {"wang", "王"}, {"zhang", "张"}, {"xiu", "秀"}, {"guo", "国"}};
    for (const auto& [letters, character] : name) {
        type(pinyin, letters);
        EXPECT_EQ(take(pinyin, character), character) << letters;
        EXPECT_EQ(pinyin.view().composition, "") << letters;
    }
}

TEST_F(PinyinTest, WordsOfAssistanceComeFirst) {
    const std::vector<std::pair<std::string, std::string>> words{
        {"canjizheng", "残疾证"}, {"dibao", "低保"}, {"shehuijiuzhu", "社会救助"}, {"hukoubu", "户口簿"}};
    for (const auto& [letters, word] : words) {
        type(pinyin, letters);
        ASSERT_FALSE(pinyin.view().candidates.empty()) << letters;
        EXPECT_EQ(pinyin.view().candidates.front(), word);
        EXPECT_EQ(pinyin.choose(0), word);
    }
}

TEST_F(PinyinTest, NamesInRareCharactersCanBeTyped) {
    const std::vector<std::pair<std::string, std::string>> name{{"kun", "堃"}, {"yi", "祎"},  {"zhe", "喆"},
                                                                {"yao", "垚"}, {"yan", "䶮"}, {"biao", "骉"},
                                                                {"xu", "谞"},  {"li", "骊"}};
    for (const auto& [letters, character] : name) {
        type(pinyin, letters);
        EXPECT_EQ(take(pinyin, character), character) << letters;
        pinyin.clear();
    }
}

TEST_F(PinyinTest, EraseTakesLettersThenSaysThatTheFieldIsMeant) {
    type(pinyin, "li");
    EXPECT_TRUE(pinyin.erase());
    EXPECT_EQ(pinyin.view().composition, "l");
    EXPECT_TRUE(pinyin.erase());
    EXPECT_FALSE(pinyin.erase());
}

TEST_F(PinyinTest, EndlessTypingIsBounded) {
    type(pinyin, std::string(500, 'a'));
    std::string letters = pinyin.view().composition;
    letters.erase(std::remove(letters.begin(), letters.end(), ' '), letters.end());
    EXPECT_LE(letters.size(), 40U);
    EXPECT_GE(letters.size(), 1U);
}

TEST_F(PinyinTest, OtherSignsThanLettersChangeNothing) {
    pinyin.letter('1');
    pinyin.letter('A');
    pinyin.letter('\0');
    EXPECT_EQ(pinyin.view().composition, "");
    EXPECT_EQ(pinyin.choose(3), "");
    EXPECT_EQ(pinyin.choose(-1), "");
}

// The user dictionary would learn people's names (issue 7, SECURITY 23).
TEST(PinyinForgets, NothingIsLearnedAndNothingIsWritten) {
    const auto before = contents(PINYIN_FOLDER);
    std::vector<std::string> first;
    {
        Pinyin pinyin{PINYIN_FOLDER};
        type(pinyin, "guihua");
        first = pinyin.view().candidates;
        ASSERT_GE(first.size(), 3U);
        pinyin.clear();
        for (int i = 0; i < 5; ++i) {
            type(pinyin, "guihua");
            pinyin.choose(2);
            pinyin.clear();
        }
    }
    Pinyin again{PINYIN_FOLDER};
    type(again, "guihua");
    EXPECT_EQ(again.view().candidates, first);
    EXPECT_EQ(contents(PINYIN_FOLDER), before);
}

TEST(PinyinWithoutDictionary, IsUnusableAndHarmless) {
    Pinyin pinyin{"/nonexistent"};
    EXPECT_FALSE(pinyin.usable());
    pinyin.letter('a');
    EXPECT_EQ(pinyin.view().composition, "");
    EXPECT_FALSE(pinyin.erase());
    EXPECT_EQ(pinyin.choose(0), "");
}

}  // namespace
}  // namespace doorstep::kiosk
