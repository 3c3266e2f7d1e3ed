#include "device-drivers/pcsc/chip_script.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/encoding.hpp"

namespace doorstep::devices {
namespace {

// A card that answers commands in hex as it was told; anything else is "file not found".
class TellCard {
  public:
    std::map<std::string, std::string> answers;
    std::vector<std::string> heard;
    ChipTransmit transmit() {
        return [this](BytesView command) -> Result<WipedBytes> {
            heard.push_back(to_hex(command));
            const auto found = answers.find(heard.back());
            const auto bytes = from_hex(found == answers.end() ? "6a82" : found->second).value();
            return WipedBytes(bytes.begin(), bytes.end());
        };
    }
};

Result<ChipReading> run(std::string_view toml, TellCard& card) {
    return read_chip(parse_chip_scripts(toml).value(), card.transmit(), [] { return false; });
}

constexpr auto two_cards = R"(
[[card]]
name = "one"
select = "00A4040001AA"
[[card.step]]
send = "00B2010400"
field = "number"
tag = "07"

[[card]]
name = "two"
select = "00A4040001BB"
[[card.step]]
send = "00B2010400"
[[card.step]]
send = "00B2020400"
field = "maybe"
optional = true
[[card.step]]
send = "00B2030400"
field = "issuer"
as = "digits"
)";

TEST(ChipScriptRun, TheFirstCardThatAnswersItsSelectIsRead) {
    TellCard card;
    card.answers = {{"00a4040001bb", "9000"}, {"00b2010400", "01029000"}, {"00b2030400", "9901ff9000"}};
    const auto reading = run(two_cards, card).value();
    EXPECT_EQ(reading.card, "two");
    ASSERT_EQ(reading.fields.size(), 1U) << "an optional field that the card refuses is left out";
    EXPECT_EQ(reading.fields[0].name, "issuer");
    EXPECT_EQ(reading.fields[0].value.view(), "9901");
}

TEST(ChipScriptRun, EachErrorIsItsOwn) {
    TellCard card;
    EXPECT_TRUE(run(two_cards, card).error().is(ChipError::Unknown));
    card.answers = {{"00a4040001aa", "9000"}, {"00b2010400", "6982"}};
    const auto refused = run(two_cards, card);
    EXPECT_TRUE(refused.error().is(ChipError::Refused));
    EXPECT_EQ(refused.error().detail(), "6982 to B2") << "the technician sees the word";
    card.answers["00b2010400"] = "08019000";
    EXPECT_TRUE(run(two_cards, card).error().is(ChipError::Garbled));
    card.answers["00b2010400"] = "90";
    EXPECT_TRUE(run(two_cards, card).error().is(ChipError::Garbled));
    card.answers["00b2010400"] = "0701419000";
    EXPECT_EQ(run(two_cards, card).value().fields[0].value.view(), "A");
}

TEST(ChipScriptRun, MoreIsFetchedAndAnotherLengthIsTried) {
    TellCard card;
    card.answers = {{"00a4040001aa", "6105"},
                    {"00c0000005", "84019000"},
                    {"00b2010400", "6c04"},
                    {"00b2010404", "0702416101"},
                    {"00c0000001", "429000"}};
    EXPECT_EQ(run(two_cards, card).value().fields[0].value.view(), "AB");
    EXPECT_EQ(card.heard.back(), "00c0000001");
}

TEST(ChipScriptRun, ACardThatAlwaysHasMoreEnds) {
    TellCard card;
    card.answers = {{"00a4040001aa", "6101"}, {"00c0000001", "006101"}};
    EXPECT_TRUE(run(two_cards, card).error().is(ChipError::Garbled));
    EXPECT_LE(card.heard.size(), 10U);
}

TEST(ChipScriptRun, CancelEndsItBetweenTwoCommands) {
    TellCard card;
    card.answers = {{"00a4040001bb", "9000"}, {"00b2010400", "9000"}};
    int asked = 0;
    const auto reading = read_chip(parse_chip_scripts(two_cards).value(), card.transmit(), [&] { return ++asked > 3; });
    EXPECT_TRUE(reading.error().is(ChipError::Cancelled));
    EXPECT_EQ(card.heard.back(), "00b2010400");
}

TEST(ChipScriptRun, WhatTheWayFailedWithIsHandedOn) {
    const auto pulled = [](BytesView) -> Result<WipedBytes> { return Error(ChipError::Removed); };
    EXPECT_TRUE(
        read_chip(parse_chip_scripts(two_cards).value(), pulled, [] { return false; }).error().is(ChipError::Removed));
}

TEST(ChipScripts, TheShippedFileIsGoodAndReadsNoHoldersFile) {
    const auto scripts = load_chip_scripts(DOORSTEP_SOURCE_DIR "/device-drivers/pcsc/chip-cards.toml").value();
    ASSERT_EQ(scripts.size(), 2U);
    EXPECT_EQ(scripts[0].name, "social-security");
    for (const auto& step : scripts[0].steps) {
        EXPECT_EQ(to_hex(step.command).find("ef06"), std::string::npos);
        EXPECT_NE(step.command[1], 0x20) << "no PIN is ever sent";
        EXPECT_NE(step.command[1], 0x82) << "no key is ever used";
    }
}

TEST(ChipScripts, WhatMakesNoSenseIsRefusedByName) {
    const auto why = [](std::string_view toml) {
        const auto scripts = parse_chip_scripts(toml);
        return scripts ? "good" : scripts.error().detail();
    };
    const std::string head = "[[card]]\nname = \"x\"\nselect = \"00A40400\"\n";
    EXPECT_NE(why("nonsense = ").find("line 1"), std::string::npos);
    EXPECT_EQ(why(""), "needs 1 to 32 times [[card]]");
    EXPECT_EQ(why(head), "card \"x\": needs 1 to 64 steps");
    EXPECT_EQ(why(head + "[[card.step]]\nsend = \"00\"\n"), "card \"x\": send is no command in hex");
    EXPECT_EQ(why(head + "[[card.step]]\nsend = \"00B20104\"\nas = \"utf8\"\n"),
              "card \"x\": as must be text, gb18030, digits, date or hex");
    EXPECT_EQ(why(head + "[[card.step]]\nsend = \"00B20104\"\ntag = \"0102\"\n"),
              "card \"x\": tag must be one byte in hex");
    EXPECT_EQ(why(head + "[[card.step]]\nsend = \"00B20104\"\nfeild = \"x\"\n"),
              "card \"x\": a step has a key that is none");
    EXPECT_EQ(why("[[card]]\nname = \"x\"\n"), "card \"x\": needs a name and a select command, and has steps beside");
    EXPECT_EQ(why(head + "[[card.step]]\nsend = \"00 B2 01 04\"\n"), "good");
}

}  // namespace
}  // namespace doorstep::devices
