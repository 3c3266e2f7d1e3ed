#include "forms/notices.hpp"

#include <gtest/gtest.h>

namespace doorstep::forms {
namespace {

const NoticeParties parties{"测试村服务站", "测试镇人民政府", "12345"};

const Notices& shipped() {
    static const Notices notices = Notices::load(DOORSTEP_SOURCE_DIR "/schemes/notices").value();
    return notices;
}

TEST(Notices, DigestIsOfTheTextAsShown) {
    for (const auto& id : shipped().ids()) {
        for (const char* language : {"zh_CN", "en"}) {
            const auto shown = shipped().show(id, language, parties).value();
            std::string text = shown.title;
            for (const auto& paragraph : shown.paragraphs) {
                text += "\n\n" + paragraph;
            }
            EXPECT_EQ(text, shown.text);
            EXPECT_EQ(shown.digest, sha256(as_bytes(text)));
            EXPECT_EQ(text.find('{'), std::string::npos) << id;
            EXPECT_EQ(shown.language, language);
            EXPECT_GE(shown.version, 1U);
        }
    }
    const auto here = shipped().show("face-verify", "en", parties).value();
    auto elsewhere = parties;
    elsewhere.hotline = "999";
    EXPECT_NE(shipped().show("face-verify", "en", elsewhere).value().digest, here.digest);
}

TEST(Notices, FaceTextsSayWhatTheLawWants) {
    for (const char* id : {"face-verify", "face-store"}) {
        const auto text = shipped().show(id, "zh_CN", parties).value().text;
        for (const char* words : {"谁来处理：测试镇人民政府", "12345", "做什么用", "怎么做", "保存多久", "为什么用",
                                  "对您的影响", "可以不同意", "您的权利", "结果一样", "监护人"}) {
            EXPECT_NE(text.find(words), std::string::npos) << id << " lacks " << words;
        }
    }
}

// A changed text under an old version would make old consents say what nobody read. Whoever changes a text raises the
// version in its notice.toml and puts the new pair here.
TEST(Notices, ATextChangesOnlyWithItsVersion) {
    std::map<std::string, std::string> found;
    for (const auto& id : shipped().ids()) {
        const auto chinese = shipped().show(id, "zh_CN", parties).value();
        const auto both = chinese.text + shipped().show(id, "en", parties).value().text;
        found[id] = std::to_string(chinese.version) + " " + to_hex(sha256(as_bytes(both))).substr(0, 16);
    }
    const std::map<std::string, std::string> pinned = {
        {"check-in", "1 494b73bd0ab24fbe"},     {"economic-check", "1 8aa672dd2444d088"},
        {"entrustment", "1 9d10bc8eceaa15d6"},  {"face-store", "1 2375e728b9be3293"},
        {"face-verify", "1 306213461c85306a"},  {"privacy", "1 53b5a181c9b22e02"},
        {"truth-promise", "1 d05c78273da3b498"}};
    EXPECT_EQ(found, pinned);
}

TEST(Notices, KindsAreThoseOfConsents) {
    EXPECT_EQ(shipped().show("face-store", "zh_CN", parties).value().kind, "face-store");
    EXPECT_EQ(shipped().show("economic-check", "zh_CN", parties).value().kind, "economic-check");
    EXPECT_EQ(shipped().show("check-in", "zh_CN", parties).value().kind, "notice-read");
    EXPECT_FALSE(shipped().show("nothing", "zh_CN", parties));
    EXPECT_EQ(shipped().show("check-in", "fr", parties).value().language, "zh_CN");
}

}  // namespace
}  // namespace doorstep::forms
