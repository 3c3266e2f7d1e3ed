#include "device-drivers/idcard/recording.hpp"

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

using Kind = RecordedStep::Kind;

const std::string head = recording_head("serial", {115200, 9600});

TEST(Recording, EveryStepSurvivesWritingAndReading) {
    const Recording recording{"idcard",
                              "serial",
                              {115200, 9600},
                              {{Kind::Open, 0, {}, 0, "Missing"},
                               {Kind::Open, 500, {}, 0, ""},
                               {Kind::Baud, 501, {}, 115200, ""},
                               {Kind::Baud, 502, {}, 9600, "Unplugged"},
                               {Kind::To, 503, {0xAA, 0x00, 0xFF}, 0, ""},
                               {Kind::To, 504, {0xAA}, 0, "Stalled"},
                               {Kind::From, 505, Bytes(largest_piece, 0x5A), 0, ""},
                               {Kind::Read, 506, {}, 0, ""},
                               {Kind::Result, 507, {}, 0, "CardRemoved"},
                               {Kind::Close, 508, {}, 0, ""}}};
    std::string text = recording_head(recording.transport, recording.bauds) + "\n";
    for (const auto& step : recording.steps) {
        text += recording_line(step) + "\n";
    }
    const auto again = parse_recording(text);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(*again, recording);
}

TEST(Recording, EachDriverHasItsHeadAndOnlyACardReaderNeedsASpeed) {
    for (const auto* driver : {"idcard", "code", "receipt", "pcsc"}) {
        const auto parsed = parse_recording(recording_head("serial", {9600}, driver));
        ASSERT_TRUE(parsed) << parsed.error().text();
        EXPECT_EQ(parsed->driver, driver);
        EXPECT_EQ(parse_recording(recording_head("pcsc", {}, driver)).has_value(),
                  std::string_view(driver) != "idcard");
    }
    EXPECT_TRUE(parse_recording(recording_head("serial", {9600}, "toaster")).error().is(RecordingError::NotARecording));
}

TEST(Recording, WhatIsNoneIsRefusedByName) {
    EXPECT_TRUE(parse_recording("").error().is(RecordingError::NotARecording));
    EXPECT_TRUE(parse_recording("{}").error().is(RecordingError::NotARecording));
    EXPECT_TRUE(parse_recording("\x89PNG").error().is(RecordingError::NotARecording));
    auto newer = head;
    newer.replace(newer.find("\"version\":1"), 11, "\"version\":2");
    EXPECT_TRUE(parse_recording(newer).error().is(RecordingError::UnknownVersion));
    EXPECT_TRUE(parse_recording(recording_head("serial", {})).error().is(RecordingError::BadLine));
    EXPECT_TRUE(parse_recording(std::string(largest_recording + 1, ' ')).error().is(RecordingError::TooLarge));
}

TEST(Recording, ABadLineIsNamedAndNothingIsUsed) {
    for (const char* bad :
         {"", "x", "{}", R"({"at":1})", R"({"at":-1,"close":""})", R"({"at":"1","close":""})", R"({"at":1,"to":"a"})",
          R"({"at":1,"to":""})", R"({"at":1,"to":"aa","from":"bb"})", R"({"at":1,"from":"aa","error":"Stalled"})",
          R"({"at":1,"close":"x"})", R"({"at":1,"result":""})", R"({"at":1,"result":"王"})", R"({"at":1,"baud":-5})",
          R"({"at":1,"baud":2000000})", R"({"at":1,"to":{"a":1}})", R"({"at":1,"dance":""})",
          R"({"at":18446744073709551615,"close":""})"}) {
        const auto parsed = parse_recording(head + "\n{\"at\":0,\"open\":\"\"}\n" + bad + "\n");
        ASSERT_FALSE(parsed) << bad;
        EXPECT_TRUE(parsed.error().is(RecordingError::BadLine)) << bad;
        EXPECT_EQ(parsed.error().detail(), "line 3") << bad;
    }
    const auto longer = "{\"at\":0,\"from\":\"" + std::string(2 * largest_piece + 2, 'a') + "\"}";
    EXPECT_FALSE(parse_recording(head + "\n" + longer));
}

TEST(Recording, TooManyStepsAreRefusedNotCut) {
    std::string text = head + "\n";
    for (std::size_t i = 0; i <= most_steps; ++i) {
        text += "{\"at\":0,\"read\":\"\"}\n";
    }
    EXPECT_TRUE(parse_recording(text).error().is(RecordingError::TooLarge));
}

}  // namespace
}  // namespace doorstep::devices
