// A dialect's folder: manifest there and back, what a foreign one may not name, and which file says a text.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "kiosk/prompts/dialects.hpp"
#include "kiosk/prompts/testing.hpp"

namespace doorstep::prompts {
namespace {

Dialect shulan() {
    return {"shulan",
            "舒兰话",
            "zh_CN",
            {{"Home.1", "您要办什么事？", "aa.ogg", "00", 2100, -21.5, 0},
             {"Home.2", "请放好身份证。", "bb.ogg", "01", 1900, -20, 2}}};
}

TEST(Dialect, AManifestComesBackAsItWas) {
    const auto read = parse_manifest(manifest_of(shulan()));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->name, "舒兰话");
    EXPECT_EQ(read->language, "zh_CN");
    ASSERT_EQ(read->recordings.size(), 2U);
    EXPECT_EQ(read->recordings[1].file, "bb.ogg");
    EXPECT_EQ(read->recordings[1].clipped, 2);
    EXPECT_DOUBLE_EQ(read->recordings[0].lufs, -21.5);
    EXPECT_EQ(read->find("您要办什么事？")->ms, 2100);
    EXPECT_EQ(read->find("别的"), nullptr);
}

TEST(Dialect, WhatIsNoManifestIsSaidWithItsPlace) {
    for (const auto* text : {"", "[]", "{}", R"({"format":2,"name":"a","language":"en","recordings":[]})",
                             R"({"format":1,"name":"a","language":"fr","recordings":[]})",
                             R"({"format":1,"name":"a","language":"en","recordings":{}})",
                             R"({"format":1,"name":"a","language":"en","recordings":[1]})"}) {
        EXPECT_TRUE(parse_manifest(text).error().is(PromptsError::NotAManifest)) << text;
    }
}

TEST(Dialect, NoManifestNamesAFileOutsideItsFolder) {
    for (const auto* name : {"../secret.ogg", "/etc/passwd", ".hidden", "a/b.ogg", "", "a b.ogg"}) {
        auto one = shulan();
        one.recordings[1].file = name;
        const auto read = parse_manifest(manifest_of(one));
        ASSERT_FALSE(read) << name;
        EXPECT_NE(read.error().detail().find("recording 2"), std::string::npos) << read.error().text();
    }
}

TEST(Dialect, ATextIsSaidByItsOwnFileOrByThoseOfItsSentences) {
    const testing::Folder folder;
    std::filesystem::create_directories(folder.path / "shulan");
    ASSERT_TRUE(save_dialect(folder.path / "shulan", shulan()));
    const auto dialects = Dialects::load({folder.path, folder.path / "missing"});
    EXPECT_EQ(dialects.of("zh_CN"), (std::vector<Dialects::Name>{{"shulan", "舒兰话"}}));
    EXPECT_TRUE(dialects.of("en").empty());
    const auto said = [&](std::string_view text) { return dialects.files("shulan", "zh_CN", text); };
    EXPECT_EQ(said("您要办什么事？"), (std::vector{folder.path / "shulan/aa.ogg"}));
    EXPECT_EQ(said("请放好身份证。您要办什么事？"),
              (std::vector{folder.path / "shulan/bb.ogg", folder.path / "shulan/aa.ogg"}));
    EXPECT_TRUE(said("请放好身份证。别的。").empty()) << "half of it is not said by one and half by another";
    EXPECT_TRUE(dialects.files("shulan", "en", "您要办什么事？").empty());
    EXPECT_TRUE(dialects.files("other", "zh_CN", "您要办什么事？").empty());
}

TEST(Dialect, ABrokenOneIsLeftOutAndALaterFolderCountsMore) {
    const testing::Folder first;
    const testing::Folder second;
    std::filesystem::create_directories(first.path / "shulan");
    std::filesystem::create_directories(first.path / "broken");
    std::filesystem::create_directories(second.path / "shulan");
    std::ofstream(first.path / "broken/manifest.json") << "no";
    ASSERT_TRUE(save_dialect(first.path / "shulan", shulan()));
    auto newer = shulan();
    newer.name = "舒兰新录";
    ASSERT_TRUE(save_dialect(second.path / "shulan", newer));
    EXPECT_EQ(Dialects::load({first.path, second.path}).of("zh_CN"),
              (std::vector<Dialects::Name>{{"shulan", "舒兰新录"}}));
}

TEST(Sentences, AreSplitAtTheirMarks) {
    EXPECT_EQ(split_sentences("一句。又一句？还有"), (std::vector<std::string>{"一句。", "又一句？", "还有"}));
    EXPECT_EQ(split_sentences("One. Two 1.5 yuan! "), (std::vector<std::string>{"One.", "Two 1.5 yuan!"}));
    EXPECT_TRUE(split_sentences(" ").empty());
}

}  // namespace
}  // namespace doorstep::prompts
