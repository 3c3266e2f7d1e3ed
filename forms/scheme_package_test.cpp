// Packages that are not what they say: each is refused with its reason, none is half read.
#include "forms/scheme_package.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <random>

#include "base/files.hpp"
#include "forms/testing.hpp"

namespace doorstep::forms {
namespace {

constexpr std::size_t largest_file = 1U << 20U;

class PackageTest : public ::testing::Test {
  protected:
    PackageTest() {
        for (const auto& [folder, prefix] : {std::pair<std::string, std::string>{"dibao", ""}, {"common", "common/"}}) {
            const std::filesystem::path shipped(DOORSTEP_SOURCE_DIR "/schemes/" + folder);
            for (const auto& entry : std::filesystem::directory_iterator(shipped)) {
                files_.emplace_back(prefix + entry.path().filename().native(),
                                    read_text_file(entry.path(), largest_file).value());
            }
        }
    }
    Result<Scheme> load(std::string_view id = "dibao", std::uint32_t version = 1) const {
        Package package{id, version, {}};
        for (const auto& [name, content] : files_) {
            package.files.push_back({name, content});
        }
        return load_package(package);
    }
    std::string& file(const std::string& name) {
        return std::find_if(files_.begin(), files_.end(), [&](const auto& one) { return one.first == name; })->second;
    }
    std::string why(std::string_view id = "dibao", std::uint32_t version = 1) const {
        const auto scheme = load(id, version);
        return scheme ? "taken" : scheme.error().text();
    }
    std::vector<std::pair<std::string, std::string>> files_;
};

TEST_F(PackageTest, IsTheSameSchemeAsItsFolder) {
    const auto scheme = load();
    ASSERT_TRUE(scheme) << scheme.error().text();
    EXPECT_EQ(scheme->pages().size(), testing::dibao().pages().size());
    EXPECT_EQ(scheme->name("zh_CN"), testing::dibao().name("zh_CN"));
    EXPECT_EQ(scheme->materials().size(), testing::dibao().materials().size());
    for (const auto& page : testing::dibao().pages()) {
        EXPECT_EQ(scheme->text("zh_CN", page.title_key), testing::dibao().text("zh_CN", page.title_key));
    }
}

TEST_F(PackageTest, NamesThatLeadElsewhereAreRefused) {
    for (const auto* name : {"../steps.json", "/etc/passwd", "common/../x", "common/", "a/b", ".hidden", "",
                             "steps.json\n", "common/common/x", "C:steps", "сteps.json"}) {
        files_.emplace_back(name, "x");
        EXPECT_NE(why().find("name"), std::string::npos) << name << ": " << why();
        files_.pop_back();
    }
    files_.emplace_back("steps.json", "{}");
    EXPECT_NE(why().find("twice"), std::string::npos) << why();
}

TEST_F(PackageTest, OtherIdOrVersionThanItsFilesIsRefused) {
    EXPECT_NE(why("dibao", 2).find("it is dibao 1, not dibao 2"), std::string::npos) << why("dibao", 2);
    EXPECT_NE(why("linshi", 1).find("not linshi 1"), std::string::npos);
    for (const auto* id : {"", "common", "..", "a/b"}) {
        EXPECT_NE(why(id), "taken") << id;
    }
}

TEST_F(PackageTest, MoreThanItMayHoldIsRefused) {
    const auto files = files_;
    while (files_.size() <= most_package_files) {
        files_.emplace_back("x" + std::to_string(files_.size()), "");
    }
    EXPECT_NE(why().find("33 files"), std::string::npos) << why();
    files_ = files;
    files_.emplace_back("picture", std::string(largest_package, 'x'));
    EXPECT_NE(why().find("TooLarge"), std::string::npos) << why();
    files_ = files;
    file("steps.json").append(largest_text, ' ');
    EXPECT_NE(why().find("TooLarge"), std::string::npos) << why();
}

TEST_F(PackageTest, EachFileIsNeededWhole) {
    for (const auto* name : {"scheme.toml", "form.schema.json", "steps.json", "texts.zh_CN.toml", "texts.en.toml"}) {
        const auto whole = file(name);
        file(name) = whole.substr(0, whole.size() / 2);
        EXPECT_NE(why(), "taken") << name << " was cut off";
        file(name) = whole;
        const auto files = files_;
        std::erase_if(files_, [&](const auto& one) { return one.first == name; });
        EXPECT_NE(why().find(name), std::string::npos) << why();
        files_ = files;
    }
    EXPECT_EQ(why(), "taken");
}

// Whatever became of its bytes: refused, or a scheme of that id and version.
TEST_F(PackageTest, DamagedBytesAreRefusedOrAScheme) {
    const unsigned seed = std::random_device()();
    std::printf("seed %u\n", seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 100; ++round) {
        auto& content = files_[random() % files_.size()].second;
        const auto whole = content;
        for (int i = 0; i < 3; ++i) {
            content[random() % content.size()] = static_cast<char>(random());
        }
        if (const auto scheme = load()) {
            EXPECT_EQ(scheme->id(), "dibao");
            EXPECT_EQ(scheme->version(), 1U);
        }
        content = whole;
    }
}

}  // namespace
}  // namespace doorstep::forms
