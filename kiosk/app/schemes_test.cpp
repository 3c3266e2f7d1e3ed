// One person, several schemes: what is needed is asked in plain words, each form is walked from its first page to the
// review by the controller that the screen has, and a draft finishes on the version that it was begun with.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "forms/validation.hpp"
#include "kiosk/testing/journeys_fixture.hpp"

namespace doorstep::kiosk {
namespace {

namespace fs = std::filesystem;

class SchemesTest : public JourneysTest {
  protected:
    // From wherever the form ended to the case number.
    void to_the_end() {
        if (kiosk->page() == "apply/signing") {
            apply("apply/signing").next();
        }
        apply("apply/scan").next();
        auto& journey = apply("apply/review");
        EXPECT_FALSE(journey.review().isEmpty());
        for (const auto& row : journey.review()) {
            EXPECT_FALSE(row.toMap()["label"].toString().contains("⟦"))
                << row.toMap()["label"].toString().toStdString();
        }
        EXPECT_TRUE(journey.findings().isEmpty()) << journey.findings().join(" ").toStdString();
        journey.submit();
        apply("apply/done");
    }
    // What was handed in, judged as the township does.
    void expect_valid(const std::string& scheme, std::uint32_t version) {
        const auto* sent = station.submitted(wire::APPLICATION);
        ASSERT_NE(sent, nullptr);
        EXPECT_EQ(sent->info.scheme(), scheme);
        EXPECT_EQ(sent->info.scheme_version(), version);
        const auto library = *forms::SchemeLibrary::load(schemes);
        const auto findings =
            forms::validate_all(*library.find(scheme, version), sent->parts.at(part::answers).inline_());
        ASSERT_TRUE(findings) << findings.error().text();
        for (const auto& finding : *findings) {
            ADD_FAILURE() << scheme << " " << finding.path << ": " << forms::problem_id(finding.problem);
        }
    }
    // The first answer page behind the notice, left with an answer on it.
    QString begin_and_leave(const QString& scheme) {
        choose(scheme).next();
        auto& journey = apply("apply/form");
        const auto first = journey.page_id();
        answer_page(journey);
        journey.next();
        EXPECT_TRUE(wait_until([&] { return journey.page_id() != first && !busy(); }));
        return journey.page_id();
    }
    void touch_guide(const QString& value) {
        auto& journey = apply("apply/guide");
        const auto before = kiosk->turn();
        journey.enter(journey.fields().first().toMap()["id"].toString(), value);
        journey.next();
        ASSERT_TRUE(wait_until([&] { return kiosk->turn() != before; }));
    }
    static QStringList ids(const QVariantList& tiles) {
        QStringList out;
        for (const auto& tile : tiles) {
            out.append(tile.toMap()["id"].toString());
        }
        return out;
    }
};

class EveryScheme : public SchemesTest, public testing::WithParamInterface<std::string> {};

// Whatever stands in schemes/: a new scheme is walked without a word here.
std::vector<std::string> shipped() {
    auto names = forms::schemes_in(DOORSTEP_SOURCE_DIR "/schemes");
    std::erase(names, forms::guide_id);
    return names;
}

TEST_P(EveryScheme, IsWalkedFromItsTileToItsCaseNumber) {
    for (const bool last : {false, true}) {
        SCOPED_TRACE(last ? "last options" : "first options");
        last_options = last;
        station.drafts.clear();
        start();
        lay_card();
        kiosk->openApply();
        choose(QString::fromStdString(GetParam()));
        through_form();
        to_the_end();
        expect_valid(GetParam(), forms::SchemeLibrary::load(schemes)->newest(GetParam())->version());
    }
}

INSTANTIATE_TEST_SUITE_P(Shipped, EveryScheme, testing::ValuesIn(shipped()), [](const auto& scheme) {
    std::string name = scheme.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST_F(SchemesTest, ThePageThatAsksShowsEachSchemeInPlainWordsWithItsLegalName) {
    lay_card();
    kiosk->openApply();
    auto& journey = apply("apply/choose");
    const auto at = ids(journey.schemes()).indexOf("dibao");
    ASSERT_GE(at, 0);
    kiosk->language()->set("zh_CN");
    const auto tile = journey.schemes().at(at).toMap();
    EXPECT_EQ(tile["title"].toString(), QStringLiteral("家里长期收入少，不够生活"));
    EXPECT_EQ(tile["name"].toString(), QStringLiteral("最低生活保障"));
    kiosk->language()->set("en");
    journey.choose("nothing");
    journey.choose("guide");
    EXPECT_EQ(kiosk->page(), "apply/choose") << "the guide is nothing to apply for";
    journey.back();
    EXPECT_EQ(kiosk->page(), "home");
}

TEST_F(SchemesTest, WhoIsNotSureIsAskedAndCanGoBackAllTheWay) {
    lay_card();
    kiosk->openApply();
    auto& journey = apply("apply/choose");
    journey.notSure();
    const auto first = apply("apply/guide").title();
    journey.next();
    EXPECT_FALSE(journey.fields().first().toMap()["error"].toString().isEmpty()) << "an answer is needed";
    touch_guide("no");
    touch_guide("alone");
    apply("apply/suggest");
    EXPECT_EQ(ids(journey.suggestions()), QStringList({"tekun"}));
    journey.back();
    apply("apply/guide").back();
    EXPECT_EQ(journey.title(), first);
    journey.back();
    apply("apply/choose").notSure();
    touch_guide("yes");
    apply("apply/suggest").showAll();
    apply("apply/choose").notSure();
    touch_guide("unsure");
    touch_guide("unsure");
    const auto suggested = ids(apply("apply/suggest").suggestions());
    EXPECT_EQ(suggested.mid(0, 2), QStringList({"linshi", "dibao"}));
    EXPECT_FALSE(suggested.contains("tekun"));
    EXPECT_TRUE(station.drafts.empty()) << "the guide's answers are kept nowhere";
    journey.choose("dibao");
    apply("apply/notice");
    EXPECT_EQ(station.drafts.size(), 1U);
}

TEST_F(SchemesTest, TheWrongTileLeavesNoEmptyFormBehind) {
    lay_card();
    kiosk->openApply();
    choose("tekun").back();
    apply("apply/choose");
    ASSERT_TRUE(wait_until([&] { return station.drafts.empty(); }));
    choose("linshi");
    EXPECT_EQ(station.drafts.size(), 1U);
}

TEST_F(SchemesTest, WhatWasAnsweredStaysWhenSomebodyGoesBackToChoose) {
    lay_card();
    kiosk->openApply();
    const auto place = begin_and_leave("tekun");
    auto& journey = apply("apply/form");
    while (kiosk->page() != "apply/choose") {
        const auto before = kiosk->turn();
        journey.back();
        ASSERT_TRUE(wait_until([&] { return kiosk->turn() != before && !busy(); }));
    }
    apply("apply/choose").choose("tekun");
    apply("apply/resume").goOn();
    apply("apply/form");
    EXPECT_EQ(journey.page_id(), place);
}

TEST_F(SchemesTest, TwoApplicationsGoOnEachWhereItWas) {
    lay_card();
    kiosk->openApply();
    const auto tekun = begin_and_leave("tekun");
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").somethingElse();
    const auto linshi = begin_and_leave("linshi");
    EXPECT_EQ(station.drafts.size(), 2U);
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").somethingElse();
    apply("apply/choose").choose("tekun");
    auto& journey = apply("apply/resume");
    EXPECT_EQ(journey.scheme_name(), "Support for people in extreme hardship (tekun)");
    journey.goOn();
    EXPECT_EQ(apply("apply/form").page_id(), tekun);
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").somethingElse();
    apply("apply/choose").choose("linshi");
    apply("apply/resume").goOn();
    EXPECT_EQ(apply("apply/form").page_id(), linshi);
}

// What somebody does not agree to is recorded as that.
TEST_F(SchemesTest, ARefusedCheckIsRecordedAsRefusedAndHandedInAllTheSame) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose();
    while (kiosk->page() != "apply/notice" ||
           !qobject_cast<ApplyController*>(kiosk->journey())->page_id().endsWith("economic-check")) {
        auto& journey = *qobject_cast<ApplyController*>(kiosk->journey());
        const auto before = kiosk->turn();
        answer_page(journey);
        journey.next();
        ASSERT_TRUE(wait_until([&] { return kiosk->turn() != before && !busy(); }));
    }
    auto& journey = apply("apply/notice");
    journey.enter("economic_check", "refused");
    journey.next();
    ASSERT_TRUE(wait_until([&] { return journey.page_id().endsWith("truth-promise") && !busy(); }));
    through_form();
    to_the_end();
    Consents consents;
    consents.load(station.submitted(wire::APPLICATION)->parts.at(part::consents).inline_());
    EXPECT_EQ(consents.last(wire::Consent::ECONOMIC_CHECK, "applicant")->answer(), wire::Consent::REFUSED);
}

TEST_F(SchemesTest, WhatCannotWaitIsToldWithTheNumberToCall) {
    lay_card();
    kiosk->openApply();
    choose("linshi");
    through_form();
    to_the_end();
    auto& journey = apply("apply/done");
    ASSERT_EQ(journey.done_notes().size(), 1);
    EXPECT_TRUE(journey.done_notes().first().contains(QString::fromStdString(Settings().parties.hotline)));
    EXPECT_FALSE(journey.done_notes().first().contains("{"));
    journey.leave();
    kiosk->openApply();
    last_options = true;  // it can wait
    station.drafts.clear();
    choose("linshi");
    through_form();
    to_the_end();
    EXPECT_TRUE(apply("apply/done").done_notes().isEmpty());
}

TEST_F(SchemesTest, MyCasesSayWhichScheme) {
    kiosk->openMyCase();
    auto& one = *station.cases.add_cases();
    one.set_case_number("074749131783");
    one.set_kind(wire::APPLICATION);
    one.set_scheme("tekun");
    lay_card();
    auto& journey = at<MyCaseController>("mycase/list");
    ASSERT_EQ(journey.cases().size(), 1);
    EXPECT_EQ(journey.cases().first().toMap()["scheme"].toString(), "Support for people in extreme hardship (tekun)");
}

// A kiosk whose schemes can be replaced, as a new image or a package does.
class NewSchemesTest : public SchemesTest {
  protected:
    void SetUp() override {
        std::string pattern = fs::temp_directory_path() / "doorstep-schemes-XXXXXX";
        root_ = mkdtemp(pattern.data());
        fs::copy(schemes, root_, fs::copy_options::recursive);
        schemes = root_;
        SchemesTest::SetUp();
    }
    void TearDown() override {
        kiosk.reset();
        fs::remove_all(root_);
    }
    void edit(const std::string& file, const std::string& from, const std::string& to) {
        std::ifstream in(root_ / file);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << file << " does not hold " << from;
        std::ofstream(root_ / file) << text.replace(at, from.size(), to);
    }
    // Version 2 asks two things less.
    void bring_version_2() {
        edit("dibao/scheme.toml", "version = 1", "version = 2");
        edit("dibao/steps.json", R"({"id": "hukou", "fields": ["hukou_kind"]},)", "");
        edit("dibao/steps.json", R"({"id": "marital", "fields": ["marital"]},)", "");
        edit("dibao/form.schema.json", R"(    "hukou_kind",)", "");
    }
    fs::path root_;
};

TEST_F(NewSchemesTest, ADraftFinishesOnTheVersionThatItBeganWith) {
    lay_card();
    kiosk->openApply();
    begin_and_leave("dibao");
    fs::copy(root_ / "dibao", root_ / "dibao@1", fs::copy_options::recursive);
    bring_version_2();
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").goOn();
    auto& journey = apply("apply/form");
    EXPECT_EQ(journey.page_id(), "apply/form/hukou") << "a page that version 2 has no more";
    through_form();
    to_the_end();
    expect_valid("dibao", 1);
    journey.leave();
    station.drafts.clear();
    kiosk->openApply();
    choose("dibao");
    through_form();
    to_the_end();
    expect_valid("dibao", 2);
}

TEST_F(NewSchemesTest, WithoutTheOldVersionNothingIsLostAndBothVersionsAreTold) {
    lay_card();
    kiosk->openApply();
    begin_and_leave("dibao");
    bring_version_2();
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").goOn();
    apply("apply/notice");  // the page where the person was is gone: from the first one on
    through_form();
    to_the_end();
    const auto* sent = station.submitted(wire::APPLICATION);
    EXPECT_EQ(sent->info.scheme_version(), 1U) << "the township compares it and puts it before a person";
    EXPECT_NE(sent->parts.at(part::answers).inline_().find("\"living_same_as_card\":true"), std::string::npos);
}

// The scheme of docs/add-a-scheme.md, its files as they stand on that page.
class SchemeFromTheManual : public NewSchemesTest {
  protected:
    void SetUp() override {
        NewSchemesTest::SetUp();
        fs::remove_all(root_ / "gaoling");  // whoever tries the page out has it here
        start();
    }
    // Standard output of a command, and its exit status behind it.
    static std::pair<std::string, int> said(const std::string& command) {
        FILE* pipe = popen(command.c_str(), "r");
        std::string words(4096, '\0');
        words.resize(std::fread(words.data(), 1, words.size(), pipe));
        return {words, pclose(pipe)};
    }
    void add_it() {
        const auto [files, status] =
            said(DOORSTEP_SOURCE_DIR "/tests/manual/scheme-of-the-manual.sh " + root_.string());
        ASSERT_EQ(status, 0);
        ASSERT_EQ(std::count(files.begin(), files.end(), '\n'), 6) << files;
        ASSERT_TRUE(fs::exists(root_ / "gaoling" / "scheme.toml")) << files;
    }
    void in_my_cases(const QString& name) {
        auto& one = *station.cases.add_cases();
        one.set_case_number("074749131783");
        one.set_kind(wire::APPLICATION);
        one.set_scheme("gaoling");
        kiosk->openMyCase();
        auto& journey = at<MyCaseController>("mycase/list");
        EXPECT_EQ(journey.cases().first().toMap()["scheme"].toString(), name);
        journey.leave();
    }
};

TEST_F(SchemeFromTheManual, IsCheckedAppliedForAndReceiptedByDataAlone) {
    add_it();
    const auto [words, status] = said(DOORSTEP_BIN_DIR "/doorstep-scheme check " + (root_ / "gaoling").string());
    EXPECT_EQ(words, "gaoling version 1: 8 pages, 0 findings\n");
    EXPECT_EQ(status, 0);
    start();
    lay_card();
    kiosk->openApply();
    choose("gaoling");
    through_form();
    to_the_end();
    expect_valid("gaoling", 1);
    ASSERT_TRUE(wait_until([&] { return kiosk->printer()->printed(); }));
    ASSERT_EQ(station.count_hub(wire::HubRequest::kPrint), 1);
    for (const auto& request : station.hub_requests) {
        EXPECT_TRUE(!request.has_print() || request.print().pdf().starts_with("%PDF"));
    }
    apply("apply/done").leave();
    in_my_cases("Allowance for the very old (gaoling)");
}

TEST_F(SchemeFromTheManual, IsTakenBackAndTheOthersGoOn) {
    lay_card();
    kiosk->openApply();
    const auto before = ids(apply("apply/choose").schemes());
    add_it();
    start();
    lay_card();
    kiosk->openApply();
    EXPECT_EQ(ids(apply("apply/choose").schemes()).size(), before.size() + 1);
    begin_and_leave("gaoling");
    fs::remove_all(root_ / "gaoling");
    start();
    lay_card();
    kiosk->openApply();
    EXPECT_EQ(ids(apply("apply/choose").schemes()), before) << "and the draft of it is not offered";
    apply("apply/choose").back();
    in_my_cases("");
    kiosk->openApply();
    choose("one-window");
    through_form();
    to_the_end();
    expect_valid("one-window", 1);
}

TEST_F(NewSchemesTest, ABrokenSchemeIsLeftOutAndTheOthersGoOn) {
    std::ofstream(root_ / "tekun" / "steps.json") << "{";
    start();
    lay_card();
    kiosk->openApply();
    EXPECT_FALSE(ids(apply("apply/choose").schemes()).contains("tekun"));
    choose("dibao");
}

}  // namespace
}  // namespace doorstep::kiosk
