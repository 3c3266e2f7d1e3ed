#include "device-drivers/code/code_messages.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "device-drivers/code/key_strokes.hpp"

namespace doorstep::devices {
namespace {

using testing::key_record;
using testing::strokes_of;

// Codes as a test compares them; one that was not whole is "?".
class CodeMessages : public ::testing::Test {
  protected:
    CodeDecoder::Seen keep() {
        return [this](SeenCode code) { codes_.push_back(code.whole ? std::string(as_text(code.text)) : "?"); };
    }
    std::vector<std::string> serial(std::string_view bytes) {
        codes_.clear();
        serial_.feed(as_bytes(bytes), keep());
        return codes_;
    }
    std::vector<std::string> keys(const Bytes& records) {
        codes_.clear();
        keys_.feed(records, keep());
        return codes_;
    }
    using Codes = std::vector<std::string>;
    CodeDecoder serial_{CodeSpeech::Serial};
    CodeDecoder keys_{CodeSpeech::Keys};
    Codes codes_;
};

TEST_F(CodeMessages, SerialCodesEndWithCrLfOrBoth) {
    EXPECT_EQ(serial("DS1:0747\r\nDS2\rDS3\n\n\r"), (Codes{"DS1:0747", "DS2", "DS3"}));
    EXPECT_FALSE(serial_.in_hand());
}

TEST_F(CodeMessages, ACodeInPiecesIsOneCode) {
    EXPECT_EQ(serial("DS1:"), Codes{});
    EXPECT_TRUE(serial_.in_hand());
    EXPECT_EQ(serial("0747\r"), Codes{"DS1:0747"});
}

TEST_F(CodeMessages, ACodeWithoutAnEndMarkEndsWithThePause) {
    serial("DS1:0747");
    serial_.settle(keep());
    EXPECT_EQ(codes_, Codes{"DS1:0747"});
    serial_.settle(keep());
    EXPECT_EQ(codes_.size(), 1U) << "nothing was in hand";
}

TEST_F(CodeMessages, ChineseTextInUtf8PassesWhatIsNoTextDoesNot) {
    EXPECT_EQ(serial("村民\tA\x1D"
                     "B\r"),
              Codes{"村民\tA\x1D"
                    "B"});
    EXPECT_EQ(serial("\xB4\xE5\xC3\xF1\r"), Codes{"?"}) << "GB18030: the reader has to be set to UTF-8";
    EXPECT_EQ(serial(std::string_view("A\0B\r", 4)), Codes{"?"});
    EXPECT_EQ(serial("A\x1B[2J\r"), Codes{"?"});
}

TEST_F(CodeMessages, WhatIsTooLongIsThrownAwayWholeAndTheNextIsGood) {
    const std::string longest(largest_code, '7');
    EXPECT_EQ(serial(longest + "\r"), Codes{longest});
    EXPECT_EQ(serial(longest + "7\rDS1\r"), (Codes{"?", "DS1"}));
}

TEST_F(CodeMessages, StrokesBecomeWhatAUsKeyboardTypes) {
    const std::string text = "DS1:0747-a_B {|}~\"<>?!@#$%^&*()+=[];',./\\`";
    EXPECT_EQ(keys(strokes_of(text + "\n")), Codes{text});
}

TEST_F(CodeMessages, HeldKeysRepeatsAndLampsTypeNothing) {
    auto records = strokes_of("A");
    const auto more = [&](std::uint16_t type, std::uint16_t code, std::int32_t value) {
        const auto record = key_record(type, code, value);
        records.insert(records.end(), record.begin(), record.end());
    };
    more(EV_KEY, KEY_B, 1);
    more(EV_KEY, KEY_B, 2);
    more(EV_KEY, KEY_B, 2);
    more(EV_KEY, KEY_B, 0);
    more(EV_LED, LED_CAPSL, 1);
    more(EV_KEY, KEY_NUMLOCK, 1);
    more(EV_KEY, KEY_KPENTER, 1);
    EXPECT_EQ(keys(records), Codes{"Ab"});
}

TEST_F(CodeMessages, CapsLockTurnsLettersOnly) {
    auto records = key_record(EV_KEY, KEY_CAPSLOCK, 1);
    const auto text = strokes_of("a1B\n");
    records.insert(records.end(), text.begin(), text.end());
    EXPECT_EQ(keys(records), Codes{"A1b"});
}

TEST_F(CodeMessages, StrokesThatWereLostSpoilTheirCodeOnly) {
    auto records = strokes_of("DS");
    const auto dropped = key_record(EV_SYN, SYN_DROPPED, 0);
    const auto rest = strokes_of("47\nDS2\n");
    records.insert(records.end(), dropped.begin(), dropped.end());
    records.insert(records.end(), rest.begin(), rest.end());
    EXPECT_EQ(keys(records), (Codes{"?", "DS2"}));
}

TEST_F(CodeMessages, AKeyTogetherWithCtrlOrAForeignKeySpoils) {
    auto records = key_record(EV_KEY, KEY_LEFTALT, 1);
    for (const auto& part : {strokes_of("1"), key_record(EV_KEY, KEY_LEFTALT, 0), strokes_of("\n")}) {
        records.insert(records.end(), part.begin(), part.end());
    }
    EXPECT_EQ(keys(records), Codes{"?"});
    auto foreign = key_record(EV_KEY, KEY_F5, 1);
    const auto end = strokes_of("\n");
    foreign.insert(foreign.end(), end.begin(), end.end());
    EXPECT_EQ(keys(foreign), Codes{"?"});
}

TEST_F(CodeMessages, AfterForgetNothingOfTheOldLineIsLeft) {
    serial("half");
    keys(key_record(EV_KEY, KEY_LEFTSHIFT, 1));
    serial_.forget();
    keys_.forget();
    EXPECT_EQ(serial("DS1\r"), Codes{"DS1"});
    EXPECT_EQ(keys(strokes_of("ds\n")), Codes{"ds"});
}

// Whatever is typed or sent, cut into pieces anywhere, comes out as it went in.
TEST_F(CodeMessages, AnyTextInAnyPiecesComesOutOnce) {
    const auto seed = std::random_device{}();
    std::mt19937 random(seed);
    const auto draw = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = draw(60); i >= 0; --i) {
            text.push_back(static_cast<char>(' ' + draw('~' - ' ')));
        }
        for (auto* decoder : {&serial_, &keys_}) {
            codes_.clear();
            const auto all = decoder == &serial_ ? Bytes(text.begin(), text.end()) : strokes_of(text + "\n");
            BytesView rest = all;
            while (!rest.empty()) {
                const auto piece = std::min<std::size_t>(static_cast<std::size_t>(draw(40)), rest.size());
                decoder->feed(rest.first(piece), keep());
                rest = rest.subspan(piece);
            }
            decoder->settle(keep());
            EXPECT_EQ(codes_, Codes{text}) << "seed " << seed;
        }
    }
}

}  // namespace
}  // namespace doorstep::devices
