#include "forms/scheme.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "forms/notices.hpp"
#include "forms/scheme_lint.hpp"
#include "forms/testing.hpp"

namespace doorstep::forms {
namespace {

namespace fs = std::filesystem;

// A copy of the shipped schemes in which one file can be spoiled.
class SpoiledScheme {
  public:
    SpoiledScheme() {
        std::string pattern = fs::temp_directory_path() / "doorstep-scheme-XXXXXX";
        root_ = mkdtemp(pattern.data());
        fs::copy(DOORSTEP_SOURCE_DIR "/schemes", root_, fs::copy_options::recursive);
    }
    ~SpoiledScheme() { fs::remove_all(root_); }
    SpoiledScheme(const SpoiledScheme&) = delete;
    SpoiledScheme& operator=(const SpoiledScheme&) = delete;

    void replace(const std::string& file, const std::string& from, const std::string& to) {
        std::ifstream in(root_ / "dibao" / file);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << file << " does not hold " << from;
        text.replace(at, from.size(), to);
        std::ofstream(root_ / "dibao" / file) << text;
    }
    Result<Scheme> load() const { return Scheme::load(root_ / "dibao"); }
    // Both languages, so that nothing is left to fall back to.
    void replace_texts(const std::string& from, const std::string& to) {
        replace("texts.zh_CN.toml", from, to);
        replace("texts.en.toml", from, to);
    }
    std::vector<std::string> findings() const {
        const auto guide = Scheme::load(root_ / "guide").value();
        return lint(load().value(), Notices::load(root_ / "notices").value(), &guide);
    }

  private:
    fs::path root_;
};

TEST(Scheme, ShippedSchemesHaveNoFindings) {
    const fs::path folder = DOORSTEP_SOURCE_DIR "/schemes";
    const auto notices = Notices::load(folder / "notices").value();
    const auto guide = Scheme::load(folder / "guide").value();
    const auto names = schemes_in(folder);
    for (const char* known : {"dibao", "dibao-margin", "guide", "linshi", "one-window", "rigid-spending", "tekun"}) {
        EXPECT_EQ(std::count(names.begin(), names.end(), known), 1) << known;
    }
    for (const auto& name : names) {
        const auto scheme = Scheme::load(folder / name);
        ASSERT_TRUE(scheme) << scheme.error().text();
        EXPECT_EQ(lint(*scheme, notices, &guide), std::vector<std::string>()) << name;
    }
    EXPECT_EQ(testing::dibao().id(), "dibao");
    EXPECT_EQ(testing::dibao().name("zh_CN"), "最低生活保障");
}

TEST(Scheme, PhoneIsNeverRequired) {
    EXPECT_FALSE(testing::dibao().field("", "phone")->required);
    EXPECT_FALSE(testing::dibao().field("obligors", "phone")->required);
}

TEST(Scheme, KindsFollowFromTheSchema) {
    const auto& scheme = testing::dibao();
    EXPECT_EQ(scheme.field("", "income_wages")->kind, FieldKind::Money);
    EXPECT_EQ(scheme.field("", "has_members")->kind, FieldKind::YesNo);
    EXPECT_EQ(scheme.field("members", "id_number")->kind, FieldKind::IdNumber);
    EXPECT_EQ(scheme.field("", "reason")->kind, FieldKind::Choice);
    EXPECT_EQ(scheme.field("", "truth_promise")->options.size(), 1U);
    EXPECT_EQ(scheme.field("", "nothing"), nullptr);
}

TEST(Scheme, UnknownKeywordsAreRefused) {
    SpoiledScheme spoiled;
    spoiled.replace("form.schema.json", "\"maxLength\": 60", "\"pattern\": \"^a*$\", \"maxLength\": 60");
    EXPECT_TRUE(spoiled.load().error().is(FormsError::UnknownKeyword)) << spoiled.load().error().text();
}

TEST(Scheme, FaultsInTheFilesAreNamed) {
    struct Case {
        const char* file;
        const char* from;
        const char* to;
        FormsError error;
    };
    for (const auto& [file, from, to, error] :
         {Case{"form.schema.json", "\"format\": \"phone\"", "\"format\": \"phon\"", FormsError::BadScheme},
          Case{"form.schema.json", "\"additionalProperties\": false", "\"additionalProperties\": true",
               FormsError::BadScheme},
          Case{"form.schema.json", "\"boolean\"", "\"number\"", FormsError::BadScheme},
          Case{"form.schema.json", "{", "[", FormsError::BadJson},
          Case{"steps.json", "\"hukou_kind\"", "\"hukou_sort\"", FormsError::BadScheme},
          Case{"steps.json", "\"marital\"", "\"phone\"", FormsError::BadScheme},
          Case{"steps.json", "\"is\": false", "\"equals\": false", FormsError::BadScheme},
          Case{"steps.json", "\"visible-if\"", "\"visible\"", FormsError::BadScheme},
          Case{"steps.json", "\"suggested-if\"", "\"suggested\"", FormsError::BadScheme},
          Case{"scheme.toml", "order = 10", "order = 0", FormsError::BadScheme},
          Case{"scheme.toml", "days = 30", "days = 31", FormsError::BadScheme},
          Case{"scheme.toml", "version = 1", "version = 0", FormsError::BadScheme},
          Case{"scheme.toml", "[review_cycle]", "[review_circle]", FormsError::BadScheme},
          Case{"scheme.toml", "[name]", "[name", FormsError::BadToml}}) {
        SpoiledScheme spoiled;
        spoiled.replace(file, from, to);
        const auto loaded = spoiled.load();
        ASSERT_FALSE(loaded) << file << ": " << from;
        EXPECT_TRUE(loaded.error().is(error)) << loaded.error().text();
    }
}

TEST(Scheme, ATextOfOneLanguageStandsInForTheOtherAndIsNamed) {
    SpoiledScheme spoiled;
    spoiled.replace("texts.en.toml", "[materials.hukou-book]", "[materials.hukou]");
    const auto scheme = spoiled.load();
    ASSERT_TRUE(scheme) << scheme.error().text();
    EXPECT_EQ(scheme->text("en", "materials.hukou-book.name"), "户口本");
    EXPECT_EQ(spoiled.findings(),
              std::vector<std::string>(
                  {"text materials.hukou.help: nothing uses it", "text materials.hukou.name: nothing uses it",
                   "text materials.hukou-book.help: missing in en", "text materials.hukou-book.name: missing in en",
                   "text materials.hukou.help: missing in zh_CN", "text materials.hukou.name: missing in zh_CN"}));

    SpoiledScheme only_english;
    only_english.replace("scheme.toml", "zh_CN = \"最低生活保障\"\n", "");
    EXPECT_EQ(only_english.load()->name("zh_CN"), "Minimum living allowance (dibao)");
    EXPECT_EQ(only_english.findings(), std::vector<std::string>({"scheme.toml: name.zh_CN is missing"}));
}

TEST(Scheme, ATextThatNoLanguageHasIsRefusedAndNamed) {
    SpoiledScheme spoiled;
    spoiled.replace_texts("[sums]", "[sum]");
    ASSERT_FALSE(spoiled.load());
    EXPECT_TRUE(spoiled.load().error().is(FormsError::MissingText));
    EXPECT_NE(spoiled.load().error().text().find("sums.income_total"), std::string::npos);
}

TEST(Scheme, LintFindsWhatNeverPointsToTheScheme) {
    SpoiledScheme value;
    value.replace("steps.json", R"("one-of": ["low-income", "unsure"])", R"("one-of": ["low", "unsure"])");
    EXPECT_EQ(value.findings(), std::vector<std::string>({"suggested-if: situation can never be \"low\""}));
    SpoiledScheme field;
    field.replace("steps.json", R"({"field": "situation", "one-of")", R"({"field": "income", "one-of")");
    EXPECT_EQ(field.findings(), std::vector<std::string>({"suggested-if: income does not exist in the form of guide"}));
}

TEST(Scheme, LargeFolderIsRefused) {
    SpoiledScheme spoiled;
    spoiled.replace("texts.en.toml", "[sums]", "# " + std::string(largest_text, 'x') + "\n[sums]");
    EXPECT_FALSE(spoiled.load());
}

TEST(Scheme, LintFindsPagesThatCannotBeReached) {
    SpoiledScheme never;
    never.replace("steps.json", R"({"field": "reason", "is": "other"})", R"({"field": "reason", "is": "othr"})");
    ASSERT_EQ(never.findings().size(), 1U);
    EXPECT_NE(never.findings()[0].find("cannot be reached"), std::string::npos);

    SpoiledScheme later;
    later.replace("steps.json", R"({"field": "reason", "is": "other"})", R"({"field": "house", "is": "own"})");
    ASSERT_EQ(later.findings().size(), 1U);
    EXPECT_NE(later.findings()[0].find("asked later"), std::string::npos);
}

TEST(Scheme, LintFindsLeftOverTextsAndLostFields) {
    SpoiledScheme extra;
    extra.replace_texts("[sums]", "[sums]\nold = \"Old\"");
    EXPECT_EQ(extra.findings().size(), 1U);

    SpoiledScheme lost;
    lost.replace("steps.json", R"({"id": "marital", "fields": ["marital"]},)", "");
    ASSERT_EQ(lost.findings().size(), 1U);
    EXPECT_NE(lost.findings()[0].find("no page asks it"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::forms
