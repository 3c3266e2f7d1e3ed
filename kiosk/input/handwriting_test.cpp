#include "kiosk/input/handwriting.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "kiosk/input/model_file.hpp"
#include "kiosk/input/writing.hpp"
#include "kiosk/input/written_by_hand.hpp"

namespace doorstep::kiosk {
namespace {

namespace fs = std::filesystem;

struct HandwritingTest : testing::Test {
    void SetUp() override {
        auto opened = Handwriting::open(Handwriting::default_model());
        ASSERT_TRUE(opened) << opened.error().text();
        handwriting = std::move(*opened);
        char name[] = "/tmp/doorstep-handwriting-XXXXXX";
        folder = ::mkdtemp(name);
    }
    void TearDown() override { fs::remove_all(folder); }
    // A copy of the model with other content.
    fs::path damaged(const std::string& content) const {
        std::ofstream(folder / "model", std::ios::binary) << content;
        return folder / "model";
    }
    std::string model() const { return *read_text_file(Handwriting::default_model(), 64 << 20); }

    std::unique_ptr<Handwriting> handwriting;
    fs::path folder;
};

// How often with many hands and characters: ./dev bench handwriting.
TEST_F(HandwritingTest, WhatIsWrittenPlainlyIsOnTheFirstPageAndMostlyFirst) {
    std::size_t first = 0;
    for (const auto& [character, strokes] : written_by_hand()) {
        const auto readings = handwriting->read(strokes_of(strokes), Writing::page_size);
        ASSERT_EQ(readings.size(), Writing::page_size);
        EXPECT_TRUE(std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
            return reading.character == character;
        })) << character;
        first += readings.front().character == character ? 1 : 0;
        EXPECT_TRUE(std::is_sorted(readings.begin(), readings.end(),
                                   [](const Reading& a, const Reading& b) { return a.score > b.score; }));
    }
    EXPECT_GE(first, written_by_hand().size() * 2 / 3);
}

TEST_F(HandwritingTest, KnowsTheCharactersOfGb2312) {
    EXPECT_EQ(handwriting->known(), 6763U);
    EXPECT_TRUE(handwriting->knows("救"));
    EXPECT_TRUE(handwriting->knows("淼"));
    EXPECT_FALSE(handwriting->knows("堃")) << "a name in a rare character goes by pinyin: kiosk_pinyin_test";
}

TEST_F(HandwritingTest, NothingWrittenReadsAsNothing) {
    EXPECT_TRUE(handwriting->read({}, 10).empty());
    EXPECT_TRUE(handwriting->read({InkStroke{}}, 10).empty());
}

TEST_F(HandwritingTest, AScribbleIsReadInBoundedMemory) {
    InkStroke spiral;
    for (int i = 0; i < 2000; ++i) {
        const double turn = i * 0.37;
        spiral.push_back({0.5 + i / 4000.0 * std::cos(turn), 0.5 + i / 4000.0 * std::sin(turn)});
    }
    EXPECT_EQ(handwriting->read(InkCharacter(100, spiral), 5).size(), 5U);
}

TEST_F(HandwritingTest, ADamagedModelIsAnErrorAndNoCrash) {
    const auto whole = model();
    auto longer = whole + "x";
    auto unending = whole;
    unending.replace(unending.size() - 8, 4, std::string(4, '\x7f'));
    auto unnamed = whole;
    unnamed[12 + 15] = 'x';
    for (const auto& bytes : {whole.substr(0, whole.size() / 2), longer, unending, unnamed, std::string(40, '\0')}) {
        const auto opened = Handwriting::open(damaged(bytes));
        ASSERT_FALSE(opened);
        EXPECT_TRUE(opened.error().is(HandwritingError::BadModel)) << opened.error().text();
    }
    EXPECT_TRUE(Handwriting::open(damaged("")).error().is(HandwritingError::BadModel));
    EXPECT_TRUE(Handwriting::open(folder / "none").error().is(HandwritingError::NoModel));
    EXPECT_FALSE(Handwriting::looks_like_model(folder / "none"));
    EXPECT_TRUE(Handwriting::looks_like_model(Handwriting::default_model()));
}

TEST_F(HandwritingTest, ADamagedModelTakesTheKeyAway) {
    auto bytes = model();
    bytes.replace(bytes.size() - 8, 4, std::string(4, '\x7f'));
    Writing writing(damaged(bytes), WORDS_FILE);
    EXPECT_TRUE(writing.possible()) << "its head is right";
    EXPECT_FALSE(writing.begin());
    EXPECT_FALSE(writing.possible());
    writing.add(strokes_of("10,10 90,90").front());
    EXPECT_EQ(writing.strokes(), 0U);
}

struct WritingTest : testing::Test {
    void SetUp() override { ASSERT_TRUE(writing.begin()); }
    void write(const std::string& character) {
        for (const auto& [name, strokes] : written_by_hand()) {
            if (name == character) {
                for (auto& stroke : strokes_of(strokes)) {
                    writing.add(std::move(stroke));
                }
            }
        }
    }
    // Where it stands on the page that is shown; behind its end when it does not.
    std::size_t place_of(const std::string& character) const {
        const auto shown = writing.candidates();
        return static_cast<std::size_t>(std::find(shown.begin(), shown.end(), character) - shown.begin());
    }
    Writing writing{Handwriting::default_model(), WORDS_FILE};
};

TEST_F(WritingTest, ACharacterIsChosenByTouchOnlyAndLeavesNoStroke) {
    write("中");
    ASSERT_EQ(writing.strokes(), 4U);
    ASSERT_EQ(writing.candidates().size(), Writing::page_size);
    EXPECT_EQ(writing.choose(99), "");
    EXPECT_EQ(writing.choose(place_of("中")), "中");
    EXPECT_EQ(writing.strokes(), 0U);
}

TEST_F(WritingTest, AStrokeIsTakenBack) {
    write("十");
    const auto before = writing.candidates();
    writing.add(strokes_of("10,90 90,90").front());
    EXPECT_NE(writing.candidates(), before);
    writing.undo();
    EXPECT_EQ(writing.candidates(), before);
    writing.undo();
    writing.undo();
    writing.undo();
    EXPECT_EQ(writing.strokes(), 0U);
    EXPECT_TRUE(writing.candidates().empty());
}

TEST_F(WritingTest, WordsGoOnAfterACharacter) {
    write("人");
    ASSERT_EQ(writing.choose(place_of("人")), "人");
    EXPECT_LT(place_of("民"), Writing::page_size) << "人民";
    write("中");
    EXPECT_EQ(place_of("民"), Writing::page_size) << "what is written counts, not what was guessed";
    writing.clear();
    EXPECT_TRUE(writing.candidates().empty());
}

TEST_F(WritingTest, PagesOfCandidatesEnd) {
    write("田");
    std::size_t pages = 1;
    for (; writing.later(); ++pages) {
        writing.turn_page(true);
    }
    EXPECT_EQ(pages, Writing::most_candidates / Writing::page_size);
    writing.turn_page(true);
    EXPECT_TRUE(writing.earlier());
    EXPECT_EQ(writing.candidates().size(), Writing::page_size);
}

TEST(NextWords, AssistanceComesFirst) {
    const NextWords words(WORDS_FILE);
    EXPECT_GT(words.known(), 5000U);
    EXPECT_EQ(words.after("低", 1), std::vector<std::string>{"保"});
    EXPECT_EQ(words.after("我要申请社会救", 1), std::vector<std::string>{"助"});
    const auto disabled = words.after("残疾", 3);
    EXPECT_NE(std::find(disabled.begin(), disabled.end(), "证"), disabled.end());
    EXPECT_TRUE(words.after("", 5).empty());
    EXPECT_TRUE(words.after("堃", 5).empty());
    EXPECT_TRUE(words.after("\x80\x80\xff", 5).empty());
    EXPECT_TRUE(NextWords("/nonexistent").after("低", 5).empty());
}

}  // namespace
}  // namespace doorstep::kiosk
