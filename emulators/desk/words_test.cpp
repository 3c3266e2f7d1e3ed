#include "emulators/desk/words.hpp"

#include <gtest/gtest.h>

namespace doorstep::emulators {
namespace {

std::string said(const std::vector<std::string>& words) {
    const auto order = desk_order(words);
    return order ? order->emulator + " " + order->order.dump() : "refused";
}

TEST(DeskWords, BecomeOrders) {
    EXPECT_EQ(said({"insert-card", "li-guihua"}), R"(card-reader {"card":"li-guihua","do":"insert"})");
    EXPECT_EQ(said({"remove-card"}), R"(card-reader {"do":"remove"})");
    EXPECT_EQ(said({"reader", "silent"}), R"(card-reader {"do":"silence"})");
    EXPECT_EQ(said({"reader", "ok"}), R"(card-reader {"do":"speak"})");
    EXPECT_EQ(said({"printer", "jam"}), R"(printer {"do":"state","state":"jam"})");
    EXPECT_EQ(said({"scanner", "empty"}), R"(scanner {"do":"state","state":"empty"})");
    EXPECT_EQ(said({"scanner", "jam-after", "2"}), R"(scanner {"do":"jam-after","sheets":2})");
    EXPECT_EQ(said({"receipt", "empty"}), R"(receipt {"do":"state","state":"empty"})");
    EXPECT_EQ(said({"receipt", "silent"}), R"(receipt {"do":"silence"})");
    EXPECT_EQ(said({"code", "DS1"}), R"(code-reader {"do":"show","text":"DS1"})");
    EXPECT_EQ(said({"code-reader", "half", "DS"}), R"(code-reader {"do":"half","text":"DS"})");
    EXPECT_EQ(said({"code-reader", "unplug"}), R"(code-reader {"do":"unplug"})");
    EXPECT_EQ(said({"headphones", "in"}), R"(sound {"do":"in"})");
    EXPECT_EQ(said({"camera", "off"}), R"(camera {"do":"off"})");
    EXPECT_EQ(said({"camera", "person-a"}), R"(camera {"do":"show","files":["person-a"]})");
}

TEST(DeskWords, WhatCannotBeSaidIsRefused) {
    EXPECT_EQ(said({}), "refused");
    EXPECT_EQ(said({"insert-card"}), "refused");
    EXPECT_EQ(said({"dance"}), "refused");
    EXPECT_EQ(said({"load-pages"}), "refused");
}

TEST(DeskWords, FileNamesBecomeAbsolute) {
    const auto order = desk_order({"load-pages", "."});
    ASSERT_TRUE(order);
    EXPECT_EQ(order->order["files"][0].get<std::string>().front(), '/');
}

}  // namespace
}  // namespace doorstep::emulators
