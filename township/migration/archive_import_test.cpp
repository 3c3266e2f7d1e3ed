// An old archive on the disk becomes cases: once, whole, with what is wrong put before a person, and nothing that was
// there is touched.
#include "township/migration/archive_import.hpp"

#include <gtest/gtest.h>

#include <set>

#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "township/archive/check.hpp"
#include "township/archive/part_store.hpp"
#include "township/archive/tasks.hpp"
#include "township/testing/household.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/testing/temporary_folder.hpp"
#include "township/workflow/case_reader.hpp"

namespace doorstep::township {
namespace {

namespace fs = std::filesystem;
using testing::id_number;
using testing::page_bytes;

constexpr auto mapping_text = R"(
[source]
name = "dibao-old"
catalogue = "catalogue.csv"
[case]
key = ["no"]
scheme.value = "dibao"
state = {column = "state", values = {"在保" = "paying", "停保" = "closed"}}
received = "day"
[person]
name = "name"
number = "number"
[files]
column = "files"
prefix = ["scan/{no}-"]
)";

class ArchiveImport : public ::testing::Test {
  protected:
    ArchiveImport() {
        EXPECT_TRUE(make_keys(town_.path() / "keys", "test-town"));
        archive_ = Archive::open(town_.path(), system_clock(), testing::store_under_test()).value();
        fs::create_directories(old_.path() / "scan");
        fs::create_directories(old_.path() / "pdf");
    }
    void page(const std::string& name, const std::string& content) {
        EXPECT_TRUE(write_file_durably(old_.path() / name, as_bytes(content)));
    }
    void catalogue(const std::string& rows) { page("catalogue.csv", "no,state,day,name,number,files\n" + rows); }
    ImportReport import(bool dry_run = false, const char* mapping = mapping_text) {
        ImportWish wish;
        wish.folder = old_.path();
        wish.mapping = mapping_from(mapping).value();
        const auto file = read_file(old_.path() / "catalogue.csv", 1U << 20U).value();
        wish.catalogue = catalogue_from(file, wish.mapping.form).value();
        wish.dry_run = dry_run;
        const auto report = import_archive(*archive_, wish, actor_);
        EXPECT_TRUE(report) << report.error().text();
        return report.value_or(ImportReport{});
    }
    static std::multiset<std::string> kinds(const ImportReport& report) {
        std::multiset<std::string> out;
        for (const auto& finding : report.findings) {
            out.insert(finding.kind);
        }
        return out;
    }
    std::vector<CaseDetail> cases() {
        std::vector<CaseDetail> out;
        const auto list = list_cases(*archive_, actor_).value();
        for (const auto& one : list) {
            out.push_back(read_case(*archive_, one.number, actor_).value());
        }
        std::sort(out.begin(), out.end(), [](const CaseDetail& a, const CaseDetail& b) {
            return a.submissions[0].import_line < b.submissions[0].import_line;
        });
        return out;
    }
    CheckReport check() { return check_archive(*archive_); }
    std::vector<std::string> media_types(const CaseDetail& one) {
        std::vector<std::string> out;
        for (const auto& part : one.parts) {
            out.push_back(part.media_type);
        }
        return out;
    }

    testing::TemporaryFolder town_;
    testing::TemporaryFolder old_;
    std::unique_ptr<Archive> archive_;
    const Actor actor_{"archivist", "a test"};
};

TEST_F(ArchiveImport, AFolderBecomesCasesWithTheirPages) {
    page("scan/A-1-10.jpg", page_bytes(40'000, 1));
    page("scan/A-1-2.jpg", page_bytes(30'000, 2));
    page("pdf/a.PDF", "%PDF-1.4 " + page_bytes(20'000, 3));
    catalogue("A-1,在保,2019/3/5,王测试," + id_number(1) + ",pdf\\A.pdf\nA-2,停保,,李成员," + id_number(2) + ",\n");
    const auto report = import();
    EXPECT_EQ(report.imported, 2U);
    EXPECT_EQ(report.pages, 3U);
    EXPECT_EQ(kinds(report), (std::multiset<std::string>{"missing-file"})) << "A-2 has no scans";
    const auto all = cases();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].summary.state, "paying");
    EXPECT_EQ(all[0].summary.station, "");
    EXPECT_EQ(all[0].summary.scheme, "dibao");
    ASSERT_EQ(all[0].people.size(), 1U);
    EXPECT_EQ(all[0].people[0].number, id_number(1));
    EXPECT_EQ(all[0].submissions[0].import_source, "dibao-old");
    EXPECT_EQ(all[0].submissions[0].import_received, "2019-03-05");
    EXPECT_EQ(media_types(all[0]),
              (std::vector<std::string>{"application/json", "application/pdf", "image/jpeg", "image/jpeg"}));
    EXPECT_EQ(all[0].parts[2].digest, sha256(as_bytes(page_bytes(30'000, 2)))) << "2 before 10";
    const auto row = part_content(*archive_, all[0].parts[0].digest).value();
    EXPECT_EQ(nlohmann::json::parse(as_text(row))["rows"][0]["cells"][0], "A-1");
    EXPECT_EQ(all[0].moves.back().to, "paying");
    const auto checked = check();
    EXPECT_EQ(checked.damaged, 0U) << (checked.damage.empty() ? "" : checked.damage[0].why);
    EXPECT_EQ(checked.imported, 2U);
    EXPECT_EQ(checked.signatures, 0U) << "none is pretended";
}

TEST_F(ArchiveImport, TwiceIsOnceAndADryRunIsNone) {
    page("scan/A-1-1.jpg", page_bytes(40'000, 1));
    catalogue("A-1,在保,,王测试," + id_number(1) + ",\nA-2,停保,,李成员,123,\n");
    const auto dry = import(true);
    EXPECT_EQ(dry.imported, 2U);
    EXPECT_TRUE(cases().empty());
    EXPECT_EQ(import().imported, 2U);
    const auto tasks = list_tasks(*archive_, false).value().size();
    const auto again = import();
    EXPECT_EQ(again.held, 2U);
    EXPECT_EQ(again.imported + again.changed + again.tasks, 0U);
    EXPECT_EQ(kinds(again), kinds(dry)) << "what is wrong is told each time";
    EXPECT_EQ(cases().size(), 2U);
    EXPECT_EQ(list_tasks(*archive_, false).value().size(), tasks);
    EXPECT_EQ(check().damaged, 0U);
}

TEST_F(ArchiveImport, AnEditedRowIsKeptBesideTheFirstAndNothingIsOverwritten) {
    page("scan/A-1-1.jpg", page_bytes(40'000, 1));
    catalogue("A-1,在保,,王测试," + id_number(1) + ",\n");
    import();
    const auto before = cases();
    catalogue("A-1,停保,,王改名," + id_number(1) + ",\n");
    page("scan/A-1-2.jpg", page_bytes(50'000, 2));
    const auto report = import();
    EXPECT_EQ(report.changed, 1U);
    EXPECT_EQ(kinds(report), (std::multiset<std::string>{"conflict"}));
    const auto after = cases();
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(after[0].summary.number, before[0].summary.number);
    EXPECT_EQ(after[0].summary.state, "paying") << "a person decides";
    EXPECT_EQ(after[0].submissions.size(), 2U);
    EXPECT_EQ(after[0].parts.size(), 5U) << "two rows, one page and two";
    EXPECT_EQ(after[0].tasks.size(), 1U);
    EXPECT_EQ(import().held, 1U) << "also the edited one is imported once";
    EXPECT_EQ(check().damaged, 0U);
}

TEST_F(ArchiveImport, DuplicatesAreReportedAndAllAreKept) {
    for (const auto* name : {"scan/A-1-1.jpg", "scan/A-2-1.jpg", "scan/A-3-1.jpg"}) {
        page(name, page_bytes(40'000, name[7] == '3' ? 3 : 1));
    }
    const auto row = "A-3,在保,,孙他人," + id_number(3) + ",\n";
    catalogue("A-1,在保,,王测试," + id_number(1) + ",\nA-2,在保,,王测试," + id_number(1) + ",\n" + row + row +
              "A-3,停保,,孙他人," + id_number(3) + ",\n");
    for (const bool dry_run : {true, false}) {
        const auto report = import(dry_run);
        EXPECT_EQ(report.imported, 3U);
        EXPECT_EQ(report.held, 1U);
        EXPECT_EQ(report.changed, 1U);
        EXPECT_EQ(kinds(report), (std::multiset<std::string>{"conflict", "duplicate-row", "same-file", "same-person"}))
            << "dry run: " << dry_run;
    }
    EXPECT_EQ(cases().size(), 3U);
    EXPECT_EQ(check().damaged, 0U);
}

TEST_F(ArchiveImport, OfAPersonWhoIsHereAlreadyACaseIsMadeAndAPersonLooks) {
    catalogue("A-1,在保,,王测试," + id_number(1) + ",\n");
    import();
    const auto held = cases()[0].summary.number;
    std::string other(mapping_text);
    other.replace(other.find("dibao-old"), 9, "other-old");
    const auto report = import(false, other.c_str());
    EXPECT_EQ(report.imported, 1U);
    ASSERT_EQ(kinds(report).count("same-person"), 1U);
    const auto found = std::find_if(report.findings.begin(), report.findings.end(),
                                    [](const Finding& one) { return one.kind == "same-person"; });
    EXPECT_NE(found->what.find(held), std::string::npos);
    EXPECT_EQ(cases().size(), 2U);
}

TEST_F(ArchiveImport, AnOldNumberIsFoundUnderTheNewOne) {
    const auto now = id_number(1);
    const auto old = now.substr(0, 6) + now.substr(8, 9);
    catalogue("A-1,在保,,王测试," + old + ",\nA-2,在保,,王测试," + now + ",\n");
    EXPECT_EQ(kinds(import()).count("same-person"), 1U);
    EXPECT_EQ(cases()[0].people[0].number, old) << "kept as it stands on the paper";
    EXPECT_EQ(check().damaged, 0U);
}

TEST_F(ArchiveImport, FilesThatDoNotFitAreToldAndNothingLeavesTheFolder) {
    const auto outside = town_.path() / "outside.jpg";
    ASSERT_TRUE(write_file_durably(outside, as_bytes("\xFF\xD8\xFF secret")));
    fs::create_symlink(outside, old_.path() / "link.jpg");
    page("empty.jpg", "");
    page("nobody.jpg", page_bytes(10, 1));
    page("both.jpg", page_bytes(20, 2));
    page("BOTH.jpg", page_bytes(20, 3));
    catalogue("A-1,在保,,王测试," + id_number(1) + ",link.jpg;empty.jpg;../" + outside.filename().native() +
              ";Both.jpg;" + outside.native() + "\n");
    const auto report = import();
    EXPECT_EQ(kinds(report).count("missing-file"), 5U) << "link, two ways out, two of one name, no scans";
    EXPECT_EQ(kinds(report).count("empty-file"), 1U);
    const auto tasks = list_tasks(*archive_, false).value();
    for (const auto& task : tasks) {
        EXPECT_EQ(task.what.find(".jpg"), std::string::npos) << "a path may hold a name";
    }
    EXPECT_EQ(report.pages, 1U);
    EXPECT_EQ(report.unnamed, 3U);
    EXPECT_EQ(report.unnamed_files, (std::vector<std::string>{"BOTH.jpg", "both.jpg", "nobody.jpg"}));
    EXPECT_TRUE(fs::exists(old_.path() / "nobody.jpg"));
    EXPECT_EQ(check().damaged, 0U);
}

TEST_F(ArchiveImport, VerifyFindsWhatWasTouchedAfterwards) {
    page("scan/A-1-1.jpg", page_bytes(40'000, 1));
    catalogue("A-1,在保,,王测试," + id_number(1) + ",\nA-2,停保,,李成员," + id_number(2) + ",\n");
    import();
    const auto raw = [&](const std::string& sql) { ASSERT_TRUE(archive_->database().script(sql)) << sql; };
    raw(testing::without_guards("imports") + "; UPDATE imports SET received = '2001-01-01' WHERE line = 2");
    EXPECT_EQ(check().damaged, 1U);
    EXPECT_NE(check().damage[0].why.find("audit chain does not say"), std::string::npos);
    const auto digest = to_hex(sha256(as_bytes(page_bytes(40'000, 1))));
    ASSERT_TRUE(write_file_durably(town_.path() / "pages" / digest.substr(0, 2) / digest, as_bytes("no page")));
    EXPECT_EQ(check().damaged, 2U);
    raw("DELETE FROM imports WHERE line = 3");
    EXPECT_EQ(check().damaged, 3U) << "neither signed nor imported";
}

TEST_F(ArchiveImport, NothingPersonalStandsInTheDatabaseInTheClear) {
    if (testing::on_postgresql()) {
        GTEST_SKIP() << "reads the file of SQLite; what is sealed is the same on a server";
    }
    std::string by_number(mapping_text);
    by_number.replace(by_number.find("[\"no\"]"), 6, "[\"number\"]");
    catalogue("A-1,在保,,王测试," + id_number(1) + ",\n");
    import(false, by_number.c_str());
    ASSERT_TRUE(archive_->database().clear_log());
    archive_.reset();
    for (const auto* name : {"archive.db", "archive.db-wal"}) {
        const auto bytes = read_file(town_.path() / name, 64U << 20U).value_or(Bytes{});
        EXPECT_EQ(as_text(bytes).find(id_number(1)), std::string_view::npos) << name;
        EXPECT_EQ(as_text(bytes).find("王测试"), std::string_view::npos) << name;
    }
}

}  // namespace
}  // namespace doorstep::township
