// Catalogues as offices have them: both encodings, quotes, marks, blank lines; what is ambiguous is told with its line.
#include "township/migration/catalogue.hpp"

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "township/migration/mapping.hpp"
#include "township/migration/migration_error.hpp"

namespace doorstep::township {
namespace {

Catalogue read(std::string_view text, const CatalogueForm& form = {}) {
    const auto catalogue = catalogue_from(as_bytes(text), form);
    EXPECT_TRUE(catalogue) << catalogue.error().text();
    return catalogue.value_or(Catalogue{});
}

std::string fault(std::string_view text, const CatalogueForm& form = {}) {
    const auto catalogue = catalogue_from(as_bytes(text), form);
    EXPECT_FALSE(catalogue);
    EXPECT_TRUE(!catalogue && catalogue.error().is(MigrationError::BadCatalogue));
    return catalogue ? std::string{} : catalogue.error().detail();
}

using Cells = std::vector<std::string>;

TEST(OldCatalogue, ReadsQuotesLinesAndBlanks) {
    const auto catalogue = read(
        "档号,姓名,备注\r\n"
        "A-001, 王测试 ,\"说\"\"好\"\", 两行\n第二行\"\r\n"
        "\r\n"
        "A-002,\t李成员\t,\n");
    EXPECT_EQ(catalogue.columns, (Cells{"档号", "姓名", "备注"}));
    ASSERT_EQ(catalogue.rows.size(), 2U);
    EXPECT_EQ(catalogue.rows[0].cells, (Cells{"A-001", "王测试", "说\"好\", 两行\n第二行"}));
    EXPECT_EQ(catalogue.rows[0].line, 2U);
    EXPECT_EQ(catalogue.rows[1].cells, (Cells{"A-002", "李成员", ""}));
    EXPECT_EQ(catalogue.rows[1].line, 5U);
}

TEST(OldCatalogue, Gb18030AndUtf8AreToldApart) {
    // 档号,姓名 / A-1,王 and a character that GBK does not have (𠮷, four bytes in GB18030).
    const std::string gb = "\xB5\xB5\xBA\xC5,\xD0\xD5\xC3\xFB\nA-1,\xCD\xF5\x95\x34\xB9\x35\n";
    const auto catalogue = read(gb);
    EXPECT_EQ(catalogue.columns, (Cells{"档号", "姓名"}));
    EXPECT_EQ(catalogue.rows.at(0).cells[1].substr(0, 3), "王");
    EXPECT_EQ(catalogue.rows.at(0).cells[1].size(), 7U) << "one of four bytes behind it";
    EXPECT_EQ(read(gb, {Encoding::Gb18030}).columns, catalogue.columns);
    EXPECT_EQ(read("\xEF\xBB\xBF档号,姓名\nA-1,王\n").columns, (Cells{"档号", "姓名"}));
    EXPECT_NE(fault(gb, {Encoding::Utf8}).find("not UTF-8"), std::string::npos);
    EXPECT_NE(fault("a,b\n1,\xB5\n").find("line 2"), std::string::npos);
    EXPECT_NE(fault(std::string("a\0b\0", 4)).find("UTF-16"), std::string::npos);
}

TEST(OldCatalogue, AStrayQuoteIsToldAndNeverSwallowsRows) {
    EXPECT_NE(fault("a,b\n1,2\n\"3,4\n5,6\n").find("never closed"), std::string::npos);
    EXPECT_NE(fault("a,b\n1,2\n3,4\"5\n").find("line 3"), std::string::npos);
    EXPECT_NE(fault("a,b\n\"1\"x,2\n").find("line 2"), std::string::npos);
}

TEST(OldCatalogue, RowsOfAnotherWidthAreKeptApart) {
    const auto catalogue = read("a,b\n1,2\n1,2,3\n4\n5,6");
    EXPECT_EQ(catalogue.rows.size(), 2U);
    ASSERT_EQ(catalogue.odd_rows.size(), 2U);
    EXPECT_EQ(catalogue.odd_rows[0].line, 3U);
    EXPECT_EQ(catalogue.odd_rows[1].cells, (Cells{"4"}));
}

TEST(OldCatalogue, TitlesAboveAndOtherSeparators) {
    EXPECT_EQ(read("低保档案目录\n\n档号;姓名\n1;王\n", {Encoding::Auto, ';', 2}).columns, (Cells{"档号", "姓名"}));
    EXPECT_EQ(read("档号\t姓名\n1\t\n", {Encoding::Auto, '\t', 1}).rows.at(0).cells, (Cells{"1", ""}));
    EXPECT_NE(fault("a,a\n").find("two columns"), std::string::npos);
    EXPECT_NE(fault("").find("no row"), std::string::npos);
    EXPECT_NE(fault("a\n", {Encoding::Auto, ',', 5}).find("no row"), std::string::npos);
    EXPECT_NE(fault("a\n" + std::string(longest_cell + 1, 'x') + "\n").find("64 KiB"), std::string::npos);
    EXPECT_NE(fault(std::string(most_columns + 1, ',')).find("columns"), std::string::npos);
}

constexpr std::string_view good =
    "[source]\nname = \"old\"\ncatalogue = \"a.csv\"\n[case]\nkey = [\"档号\"]\nscheme.value = \"dibao\"\n"
    "state.column = \"状态\"\nstate.values = {\"在保\" = \"paying\", \"停保\" = \"closed\"}\n[person]\nname = "
    "\"姓名\"\n"
    "[files]\nprefix = [\"scan/{档号}-\"]\n";

TEST(OldMapping, ReadsAndNamesWhatIsWrong) {
    const auto mapping = mapping_from(good);
    ASSERT_TRUE(mapping) << mapping.error().text();
    EXPECT_EQ(mapping->state.values.at("在保"), "paying");
    EXPECT_FALSE(mapping->has_members);
    const std::pair<const char*, const char*> faults[] = {{"name = \"old\"", "name = \"Old\""},
                                                          {"\"paying\"", "\"payin\""},
                                                          {"[\"档号\"]", "[]"},
                                                          {"name = \"姓名\"", "nme = \"姓名\""},
                                                          {"{档号}-", "{档号-"},
                                                          {"{档号}-", "all-"},
                                                          {"[person]", "[person]\nnumber = 3"},
                                                          {"[files]", "[files]\nseparator = \"\""},
                                                          {"a.csv\"", "a.csv\"\nencoding = \"big5\""},
                                                          {"a.csv\"", "a.csv\"\nseparator = \"ab\""}};
    for (const auto& [from, to] : faults) {
        std::string bad(good);
        bad.replace(bad.find(from), std::string_view(from).size(), to);
        const auto none = mapping_from(bad);
        ASSERT_FALSE(none) << bad;
        EXPECT_TRUE(none.error().is(MigrationError::BadMapping)) << none.error().text();
    }
}

TEST(OldMapping, TheOneInTheDocumentsReads) {
    const auto page =
        read_text_file(std::filesystem::path(DOORSTEP_SOURCE_DIR) / "docs/operations.md", 1U << 20U).value();
    const auto begin = page.find("       [source]");
    ASSERT_NE(begin, std::string::npos);
    const auto mapping = mapping_from(page.substr(begin, page.find("\n\n", begin) - begin));
    ASSERT_TRUE(mapping) << mapping.error().text();
    EXPECT_TRUE(mapping->has_members);
    EXPECT_EQ(mapping->files.prefixes.size(), 2U);
}

TEST(OldMapping, AColumnThatIsNotThereIsToldWithThoseThatAre) {
    const auto mapping = mapping_from(good).value();
    EXPECT_TRUE(check_mapping(mapping, read("档号,姓名,状态\n")));
    const auto missing = check_mapping(mapping, read("档号,姓名\n"));
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().detail().find("状态; it has: 档号, 姓名"), std::string::npos) << missing.error().text();
}

}  // namespace
}  // namespace doorstep::township
