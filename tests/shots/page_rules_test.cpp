#include "tests/shots/page_rules.hpp"

#include <gtest/gtest.h>

namespace doorstep::shots {
namespace {

using nlohmann::json;

Picture plain(Colour ground) {
    Picture picture;
    picture.width = 400;
    picture.height = 300;
    picture.pixels.assign(400 * 300, ground);
    return picture;
}

void paint(Picture& picture, const Rect& place, Colour colour) {
    for (int y = place.y; y < place.y + place.height; ++y) {
        for (int x = place.x; x < place.x + place.width; ++x) {
            picture.pixels[static_cast<std::size_t>(y * picture.width + x)] = colour;
        }
    }
}

json button(const char* name, const Rect& r) {
    return {{"name", name}, {"role", "push button"}, {"enabled", true}, {"rect", {r.x, r.y, r.width, r.height}}};
}

TEST(PageRules, KnownContrasts) {
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21.0, 0.01);
    EXPECT_NEAR(contrast({118, 118, 118}, {255, 255, 255}), 4.54, 0.01);
}

TEST(PageRules, AGoodPageHasNoBreach) {
    auto picture = plain({255, 255, 255});
    paint(picture, {30, 30, 40, 10}, {0, 0, 0});
    EXPECT_TRUE(breaches(picture, {{"controls", {button("Next", {10, 10, 120, 90})}}}, {}).empty());
}

TEST(PageRules, SmallPaleOverlappingAndOutsideAreEachFound) {
    auto picture = plain({255, 255, 255});
    paint(picture, {20, 20, 60, 20}, {190, 190, 190});
    const json page{{"controls",
                     {button("pale", {10, 10, 100, 90}), button("over", {100, 10, 100, 90}),
                      button("small", {10, 150, 40, 40}), button("gone", {380, 250, 100, 100})}}};
    const auto found = breaches(picture, page, {});
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].substr(0, 8), "contrast");
    EXPECT_EQ(found[1].substr(0, 7), "overlap");
    EXPECT_EQ(found[2].substr(0, 6), "target");
    EXPECT_EQ(found[3].substr(0, 7), "outside");
}

TEST(PageRules, WhatLiesFurtherDownInAScrolledPageIsJudgedWhenScrolledTo) {
    const auto picture = plain({255, 255, 255});
    Rules rules;
    rules.pixels_per_mm = 1;
    const auto next = button("Next", {10, 245, 100, 40});
    const auto below = button("below the fold", {10, 289, 100, 60});
    EXPECT_TRUE(breaches(picture, {{"controls", {next, below}}}, rules).empty());
    EXPECT_EQ(breaches(picture, {{"controls", {below}}}, rules).size(), 1U) << "without a bar it is outside";
}

// The list of controls is in the page's order: what scrolls, the bar, the status line.
TEST(PageRules, TextUnderTheStatusLineIsOfTheScrolledPageAndTheStatusLineItselfIsJudged) {
    auto picture = plain({255, 255, 255});
    paint(picture, {20, 280, 60, 8}, {190, 190, 190});
    Rules rules;
    rules.pixels_per_mm = 1;
    const auto next = button("Next", {10, 250, 100, 25});
    auto line = button("3 of 3 sent", {10, 276, 200, 14});
    line["role"] = "label";
    EXPECT_TRUE(breaches(picture, {{"controls", {line, next}}}, rules).empty()) << "below the fold";
    EXPECT_EQ(breaches(picture, {{"controls", {next, line}}}, rules).size(), 1U) << "pale";
}

}  // namespace
}  // namespace doorstep::shots
