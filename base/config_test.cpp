#include "base/config.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Config, ReadsValuesAndDefaults) {
    auto config = Config::parse("[camera]\ndevice = \"/dev/video0\"\nrate = 15\n[panel]\nmm = [476, 268.5]\n").value();
    EXPECT_EQ(config.text("camera.device", "").value(), "/dev/video0");
    EXPECT_EQ(config.integer("camera.rate", 5).value(), 15);
    EXPECT_EQ(config.integer("camera.none", 5).value(), 5);
    EXPECT_EQ(config.numbers("panel.mm", {}).value(), (std::vector<double>{476, 268.5}));
    EXPECT_TRUE(config.finish());
}

TEST(Config, FaultsNameKeyOrLine) {
    EXPECT_NE(Config::parse("a = 1\nb = = 2\n").error().detail().find("line 2"), std::string::npos);
    auto config = Config::parse("rate = \"fast\"\n").value();
    EXPECT_TRUE(config.integer("rate", 1).error().is(ConfigError::BadType));
}

TEST(Config, AnUnknownKeyIsNotSilentlyIgnored) {
    auto config = Config::parse("[scan]\ndpi = 300\ndip = 200\n").value();
    EXPECT_EQ(config.integer("scan.dpi", 0).value(), 300);
    EXPECT_TRUE(config.finish().error().is(ConfigError::UnknownKey));
    EXPECT_EQ(config.finish().error().detail(), "scan.dip");
}

TEST(Config, TablesAndWordsOfTheUsersOwn) {
    auto config =
        Config::parse("a = 1\n[two]\n[one]\nx.values = {\"低.保\" = \"dibao\", \"特困\" = \"tekun\"}\n").value();
    EXPECT_EQ(config.tables(), (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(config.words("one.x.values").value(),
              (std::map<std::string, std::string>{{"低.保", "dibao"}, {"特困", "tekun"}}));
    EXPECT_TRUE(config.words("one.none").value().empty());
    EXPECT_TRUE(config.words("a").error().is(ConfigError::BadType));
    EXPECT_EQ(config.integer("a", 0).value(), 1);
    EXPECT_TRUE(config.finish()) << "all words were asked for";
    EXPECT_TRUE(Config::parse("[v]\nx = 1\n").value().words("v").error().is(ConfigError::BadType));
}

TEST(Config, AMissingFileIsAllDefaults) {
    auto config = Config::load("/nonexistent/agent.toml").value();
    EXPECT_TRUE(config.flag("x", true).value());
}

// Found by the fuzz targets: toml++ went into what it calls unreachable, or to an assertion of its own.
TEST(Config, WhatCannotStandInTomlIsRefusedAndEndsNothing) {
    for (const auto* text : {"\u00E9 = 1", "a = 1 \u3001", "\uFC00", "a = 1\n\u3001b = 2", "a = +\"x\x01\uFE7F = 2",
                             "[*", "[\u00E9]", "a = \"x\" \u00E9", "a = [1 \u3001 2]"}) {
        const auto config = Config::parse(text);
        ASSERT_FALSE(config) << text;
        EXPECT_TRUE(config.error().is(ConfigError::BadSyntax)) << text;
    }
    EXPECT_TRUE(Config::parse("a = \"\u3001\u00E9\" # \u3001\n\"\u00E9\" = '\uFC00'"));
}

}  // namespace
}  // namespace doorstep
