// A scheme as one file: the same folder gives the same bytes, and each way in which a file may not be what it says is
// refused with its own reason (issue 7).
#include "forms/archive/scheme_archive.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "forms/archive/testing.hpp"
#include "forms/scheme_package.hpp"

namespace doorstep::forms {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::tar_of;
using testing::TarEntry;

constexpr const char* dibao_folder = DOORSTEP_SOURCE_DIR "/schemes/dibao";

// A folder of its own, removed at the end.
class Desk {
  public:
    Desk() {
        std::string pattern = fs::temp_directory_path() / "doorstep-archive-XXXXXX";
        path_ = mkdtemp(pattern.data());
    }
    ~Desk() { fs::remove_all(path_); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

class ArchiveTest : public ::testing::Test {
  protected:
    ArchiveTest() {
        const auto whole = unpack_scheme(pack_scheme(dibao_folder).value(), {}).value();
        manifest_ = json::parse(whole.manifest_text);
        for (const auto& [name, content] : whole.files) {
            files_.push_back({name, content});
        }
    }
    Bytes archive() const {
        auto entries = files_;
        entries.push_back({"manifest.json", manifest_.dump()});
        return tar_of(entries);
    }
    static std::string why(const Bytes& bytes) {
        const auto read = unpack_scheme(bytes, {}, "0.1.0");
        return read ? "taken" : read.error().text();
    }
    std::string why() const { return why(archive()); }
    TarEntry& file(const std::string& name) {
        return *std::find_if(files_.begin(), files_.end(), [&](const auto& one) { return one.name == name; });
    }
    void add_and_name(const std::string& name, const std::string& content) {
        files_.push_back({name, content});
        manifest_["sha256"][name] = to_hex(sha256(as_bytes(content)));
    }

    json manifest_;
    std::vector<TarEntry> files_;
};

TEST_F(ArchiveTest, TheSameFolderGivesTheSameBytesWhereverAndWheneverItLies) {
    const Desk elsewhere;
    fs::create_directories(elsewhere.path() / "schemes");
    for (const auto* name : {"dibao", "common"}) {
        fs::copy(fs::path(dibao_folder).parent_path() / name, elsewhere.path() / "schemes" / name);
    }
    for (const auto& entry : fs::directory_iterator(elsewhere.path() / "schemes" / "dibao")) {
        fs::last_write_time(entry, fs::file_time_type::clock::now() + std::chrono::hours(1000));
        fs::permissions(entry, fs::perms::owner_all);
    }
    const auto here = pack_scheme(dibao_folder).value();
    EXPECT_EQ(here, pack_scheme(elsewhere.path() / "schemes" / "dibao").value());
    const auto read = unpack_scheme(here, {}).value();
    EXPECT_EQ(read.manifest.scheme, "dibao");
    EXPECT_EQ(read.manifest.version, 1U);
    EXPECT_EQ(read.manifest.minimum_app, app_version());
    EXPECT_EQ(read.files.at("steps.json"), read_text_file(fs::path(dibao_folder) / "steps.json", 1U << 20U).value());
    EXPECT_TRUE(read.files.contains("common/texts.zh_CN.toml"));
    EXPECT_EQ(why(), "taken") << "the archive that the other cases change";
}

TEST_F(ArchiveTest, SignaturesAreAddedAndTheReaderAsksForTheManifestAsItStands) {
    auto read = unpack_scheme(pack_scheme(dibao_folder).value(), {}).value();
    const auto text = read.manifest_text;
    auto bytes = with_signature(std::move(read), {Bytes{1, 2}, Bytes{3}}).value();
    bytes = with_signature(unpack_scheme(bytes, {}).value(), {Bytes{4, 5}, Bytes{6}}).value();
    bytes = with_signature(unpack_scheme(bytes, {}).value(), {Bytes{1, 2}, Bytes{7}}).value();
    const auto signed_by = [&](std::string_view manifest, const auto& signatures) {
        EXPECT_EQ(manifest, text);
        EXPECT_EQ(signatures.size(), 2U) << "the key that signed again has replaced its own";
        return signatures.back().signature == Bytes{7};
    };
    EXPECT_TRUE(unpack_scheme(bytes, signed_by));
    const auto nobody = unpack_scheme(bytes, [](std::string_view, const auto&) { return false; });
    ASSERT_FALSE(nobody);
    EXPECT_TRUE(nobody.error().is(ArchiveError::NotSigned));
}

TEST_F(ArchiveTest, NothingButPlainFilesWithPlainNamesIsTaken) {
    const std::vector<std::pair<TarEntry, std::string>> cases{
        {{"link", "", AE_IFLNK, "/etc/passwd"}, "NotAFile"},
        {{"link", "", AE_IFREG, "steps.json", true}, "NotAFile"},
        {{"folder", "", AE_IFDIR}, "Name"},  // tar writes it as "folder/"
        {{"pipe", "", AE_IFIFO}, "NotAFile"},
        {{"device", "", AE_IFCHR}, "NotAFile"},
        {{"../steps.json", "x"}, "BadName"},
        {{"/etc/passwd", "x"}, "BadName"},
        {{"common/../x", "x"}, "BadName"},
        {{"a/b", "x"}, "BadName"},
        {{".hidden", "x"}, "BadName"},
        {{"steps.json", "{}"}, "Twice"},
    };
    const auto files = files_;
    for (const auto& [entry, reason] : cases) {
        files_ = files;
        files_.push_back(entry);
        EXPECT_NE(why().find(reason), std::string::npos) << entry.name << ": " << why();
    }
}

TEST_F(ArchiveTest, MoreThanItMayHoldIsRefusedBeforeItIsUnpacked) {
    const auto files = files_;
    files_.push_back({"bomb", std::string(7U << 20U, '\0')});
    EXPECT_LT(archive().size(), 100'000U) << "a small file that promises a large one";
    EXPECT_NE(why().find("TooLarge: it unpacks to more than"), std::string::npos) << why();
    files_ = files;
    for (std::size_t i = 0; i < 40; ++i) {
        files_.push_back({"x" + std::to_string(i), ""});
    }
    EXPECT_NE(why().find("TooLarge: more than 34 files"), std::string::npos) << why();
    auto long_one = archive();
    long_one.resize(largest_archive + 1);
    EXPECT_NE(why(long_one).find("TooLarge"), std::string::npos) << why(long_one);
}

TEST_F(ArchiveTest, EachFileIsThereAsTheManifestSaysAndNoOther) {
    const auto files = files_;
    file("steps.json").content += " ";
    EXPECT_EQ(why(), "package/OtherContent: steps.json");
    files_ = files;
    files_.push_back({"more.json", "{}"});
    EXPECT_EQ(why(), "package/ExtraFile: more.json");
    files_ = files;
    std::erase_if(files_, [](const auto& one) { return one.name == "materials.toml"; });
    EXPECT_EQ(why(), "package/MissingFile: materials.toml");
    files_ = files;
    add_and_name("more.json", "{}");
    EXPECT_EQ(why(), "taken") << "what a later version of ours may have beside";
}

TEST_F(ArchiveTest, AManifestThatIsNoneIsRefused) {
    EXPECT_NE(why(tar_of(files_)).find("manifest.json is missing"), std::string::npos) << why(tar_of(files_));
    const auto right = manifest_;
    const std::vector<json> patches{
        {{"scheme", 7}},
        {{"version", -1}},
        {{"version", 4'294'967'296}},
        {{"version", "1"}},
        {{"minimum_app", "0.1"}},
        {{"minimum_app", "0.1.0.0"}},
        {{"minimum_app", "x.1.0"}},
        {{"minimum_app", nullptr}},
        {{"sha256", json::array()}},
        {{"sha256", {{"steps.json", 1}}}},
        {{"more", 1}},
    };
    for (const auto& patch : patches) {
        manifest_ = right;
        manifest_.update(patch);
        EXPECT_NE(why().find("BadManifest"), std::string::npos) << patch << ": " << why();
    }
    manifest_ = right;
    manifest_["minimum_app"] = "0.2.0";
    EXPECT_EQ(why(), "package/TooNew: it wants 0.2.0, this is 0.1.0");
    for (const auto* minimum : {"0.1.0", "0.0.99"}) {
        manifest_["minimum_app"] = minimum;
        EXPECT_EQ(why(), "taken") << minimum;
    }
    for (const auto* lines : {"0102", "0102 !\n", "xx AA==\n", "0102 AA=="}) {
        files_.push_back({"manifest.sig", lines});
        EXPECT_NE(why().find("BadSignature"), std::string::npos) << lines << ": " << why();
        files_.pop_back();
    }
}

TEST_F(ArchiveTest, WhatIsNoTarWithinZstdOrIsCutShortIsRefused) {
    EXPECT_NE(why({}).find("NotAnArchive"), std::string::npos);
    EXPECT_NE(why(tar_of(files_, false)).find("NotAnArchive"), std::string::npos) << "tar alone";
    EXPECT_NE(why(testing::zstd_of(as_bytes("{}"))).find("package/"), std::string::npos);
    const auto whole = archive();
    for (std::size_t size = 0; size + 1 < whole.size(); size += 97) {
        const auto reason = why(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        EXPECT_NE(reason, "taken") << size;
    }
}

TEST_F(ArchiveTest, AFolderWithALinkOrAForeignNameIsNotPacked) {
    const Desk desk;
    const auto folder = desk.path() / "dibao";
    fs::copy(fs::path(dibao_folder).parent_path() / "common", desk.path() / "common");
    fs::copy(dibao_folder, folder);
    ASSERT_TRUE(pack_scheme(folder));
    fs::create_symlink("/etc/hostname", folder / "extra.toml");
    EXPECT_TRUE(pack_scheme(folder).error().is(ArchiveError::NotAFile));
    fs::remove(folder / "extra.toml");
    fs::create_directory(folder / "more");
    EXPECT_TRUE(pack_scheme(folder).error().is(ArchiveError::NotAFile));
    fs::remove(folder / "more");
    ASSERT_TRUE(write_file_atomically(folder / "manifest.json", as_bytes("{}")));
    EXPECT_TRUE(pack_scheme(folder).error().is(ArchiveError::BadName));
    EXPECT_TRUE(pack_scheme(dibao_folder, "soon").error().is(ArchiveError::BadManifest));
}

}  // namespace
}  // namespace doorstep::forms
