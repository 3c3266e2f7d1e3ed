#include <gtest/gtest.h>

#include "forms/bounded_json.hpp"

namespace doorstep::forms {
namespace {

TEST(Bounds, DeepNestingIsRefusedBeforeParsing) {
    const auto nested = [](std::size_t depth) {
        std::string text = "{\"a\":";
        for (std::size_t i = 1; i < depth; ++i) {
            text += "[";
        }
        text += depth > 1 ? "" : "1";
        for (std::size_t i = 1; i < depth; ++i) {
            text += "]";
        }
        return text + "}";
    };
    EXPECT_TRUE(parse_object(nested(deepest_nesting)));
    EXPECT_TRUE(parse_object(nested(deepest_nesting + 1)).error().is(FormsError::TooDeep));
    EXPECT_TRUE(parse_object(std::string(200'000, '[')).error().is(FormsError::TooDeep));
}

TEST(Bounds, LongTextsAreRefusedBeforeParsing) {
    EXPECT_TRUE(parse_object("{\"a\":\"" + std::string(largest_string, 'x') + "\"}"));
    EXPECT_TRUE(
        parse_object("{\"a\":\"" + std::string(largest_string + 1, 'x') + "\"}").error().is(FormsError::TooLarge));
    EXPECT_TRUE(parse_object(std::string(largest_text + 1, ' ')).error().is(FormsError::TooLarge));
    // A bracket or quote within a string is text.
    EXPECT_TRUE(parse_object(R"({"a":"[[[[[[[[[[[[[[[[[[[[\"[[["})"));
}

TEST(Bounds, AmbiguousOrBrokenTextIsRefused) {
    for (const char* text :
         {"", "[]", "1", "{\"a\":1", "{\"a\":1,\"a\":2}", "{\"b\":{\"a\":1,\"a\":2}}", "{\"a\":\"\xff\"}", "{} {}"}) {
        const auto parsed = parse_object(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_TRUE(parsed.error().is(FormsError::BadJson)) << text;
    }
    EXPECT_TRUE(parse_object(R"({"a":{"x":1},"b":{"x":1}})"));
}

}  // namespace
}  // namespace doorstep::forms
