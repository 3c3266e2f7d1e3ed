#include "forms/scheme_library.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "forms/testing.hpp"

namespace doorstep::forms {
namespace {

namespace fs = std::filesystem;

const fs::path shipped = DOORSTEP_SOURCE_DIR "/schemes";

// A copy of the shipped schemes to change.
class LibraryTest : public ::testing::Test {
  protected:
    LibraryTest() {
        std::string pattern = fs::temp_directory_path() / "doorstep-library-XXXXXX";
        root_ = mkdtemp(pattern.data());
        fs::copy(shipped, root_, fs::copy_options::recursive);
    }
    ~LibraryTest() override { fs::remove_all(root_); }
    void write_version(const std::string& folder, int version) {
        std::ifstream in(root_ / folder / "scheme.toml");
        std::string text((std::istreambuf_iterator<char>(in)), {});
        const auto at = text.find("version = ");
        text.replace(at, text.find('\n', at) - at, "version = " + std::to_string(version));
        std::ofstream(root_ / folder / "scheme.toml") << text;
    }
    static std::vector<std::string> ids(const std::vector<const Scheme*>& schemes) {
        std::vector<std::string> out;
        std::transform(schemes.begin(), schemes.end(), std::back_inserter(out),
                       [](const Scheme* s) { return s->id(); });
        return out;
    }
    fs::path root_;
};

TEST_F(LibraryTest, OffersTheShippedSchemesInTheirOrder) {
    const auto library = SchemeLibrary::load(shipped).value();
    EXPECT_TRUE(library.refused().empty());
    const auto offered = ids(library.offered());
    auto at = offered.begin();
    for (const char* next : {"linshi", "dibao", "tekun", "dibao-margin", "rigid-spending", "one-window"}) {
        at = std::find(at, offered.end(), next);
        ASSERT_NE(at, offered.end()) << next << " is not there, or not in its place";
    }
    EXPECT_EQ(std::count(offered.begin(), offered.end(), guide_id), 0);
    ASSERT_NE(library.guide(), nullptr);
    EXPECT_EQ(library.name("tekun", "zh_CN"), "特困人员救助供养");
    EXPECT_EQ(library.name("nothing", "zh_CN"), "nothing");
}

TEST_F(LibraryTest, WhatTheGuideIsToldPointsToSchemes) {
    const auto library = SchemeLibrary::load(shipped).value();
    const std::pair<const char*, std::vector<std::string>> rows[] = {
        {R"({"sudden":"yes"})", {"linshi"}},
        {R"({"sudden":"no","situation":"low-income","refused_before":"no"})", {"dibao"}},
        {R"({"sudden":"no","situation":"low-income","refused_before":"yes"})", {"dibao", "dibao-margin"}},
        {R"({"sudden":"no","situation":"alone"})", {"tekun"}},
        {R"({"sudden":"no","situation":"big-bills"})", {"linshi", "rigid-spending"}},
        {R"({"sudden":"unsure","situation":"unsure"})", {"linshi", "dibao"}},
        {R"({"sudden":"no","situation":"disaster"})", {"one-window"}},
        {R"({"sudden":"no","situation":"no-place"})", {"one-window"}},
        {R"({"sudden":"no","situation":"other"})", {"one-window"}},
    };
    // Whoever adds a scheme to the folder may let the guide point to it too.
    const std::set<std::string> ours{"linshi", "dibao", "tekun", "dibao-margin", "rigid-spending", "one-window"};
    for (const auto& [answers, schemes] : rows) {
        auto suggested = ids(library.suggested(answers));
        std::erase_if(suggested, [&](const std::string& id) { return ours.count(id) == 0; });
        EXPECT_EQ(suggested, schemes) << answers;
    }
    EXPECT_TRUE(library.suggested("[").empty());
}

TEST_F(LibraryTest, AnEarlierVersionStaysForTheDraftsThatBeganWithIt) {
    fs::copy(root_ / "dibao", root_ / "dibao@1", fs::copy_options::recursive);
    write_version("dibao", 2);
    auto loaded = SchemeLibrary::load(root_).value();
    const auto* old = loaded.find("dibao", 1);
    const auto library = std::move(loaded);
    ASSERT_NE(old, nullptr);
    EXPECT_EQ(library.find("dibao", 1), old) << "schemes keep their address";
    EXPECT_EQ(library.newest("dibao")->version(), 2U);
    EXPECT_EQ(library.find("dibao", 3), nullptr);
    EXPECT_EQ(library.offered().size(), SchemeLibrary::load(shipped)->offered().size());
}

TEST_F(LibraryTest, OneBrokenSchemeTakesNoOtherWithIt) {
    std::ofstream(root_ / "tekun" / "steps.json") << "{";
    const auto library = SchemeLibrary::load(root_).value();
    ASSERT_EQ(library.refused().size(), 1U);
    EXPECT_NE(library.refused()[0].text().find("tekun"), std::string::npos);
    EXPECT_EQ(library.newest("tekun"), nullptr);
    EXPECT_EQ(library.offered().size(), SchemeLibrary::load(shipped)->offered().size() - 1);
}

TEST_F(LibraryTest, AFolderMustBearTheNameOfWhatItHolds) {
    fs::copy(root_ / "dibao", root_ / "dibao@7", fs::copy_options::recursive);
    EXPECT_EQ(SchemeLibrary::load(root_).value().refused().size(), 1U);
    EXPECT_FALSE(SchemeLibrary::load(root_ / "notices"));
    EXPECT_FALSE(SchemeLibrary::load(root_ / "nothing"));
}

TEST(Urgent, IsWhatCannotWait) {
    const auto library = SchemeLibrary::load(shipped).value();
    const auto& linshi = *library.newest("linshi");
    EXPECT_TRUE(urgent(linshi, R"({"kind":"sudden","urgency":"now"})").value());
    EXPECT_FALSE(urgent(linshi, R"({"kind":"sudden","urgency":"later"})").value());
    EXPECT_FALSE(urgent(linshi, R"({"kind":"spending","urgency":"now"})").value()) << "urgency was taken back";
    EXPECT_FALSE(urgent(testing::dibao(), "{}").value());
    EXPECT_FALSE(urgent(linshi, "["));
}

}  // namespace
}  // namespace doorstep::forms
