// What spreadsheets do to numbers and dates, households in rows, and that no row is ever left out.
#include "township/migration/old_file.hpp"

#include <gtest/gtest.h>

#include "base/id_number.hpp"
#include "township/testing/household.hpp"

namespace doorstep::township {
namespace {

std::vector<OldFile> files(const std::string& rows, const std::string& more = "") {
    const auto mapping = mapping_from(
        "[source]\nname = \"old\"\ncatalogue = \"a.csv\"\n[case]\nkey = [\"档号\"]\n"
        "scheme = {column = \"类别\", values = {\"低保\" = \"dibao\"}}\n"
        "state = {column = \"状态\", values = {\"在保\" = \"paying\"}}\nreceived = \"日期\"\n"
        "[person]\nname = \"姓名\"\nnumber = \"号码\"\n" +
        more);
    EXPECT_TRUE(mapping) << mapping.error().text();
    const auto catalogue = catalogue_from(as_bytes("档号,类别,状态,日期,姓名,号码,关系,文件\n" + rows), mapping->form);
    EXPECT_TRUE(catalogue) << catalogue.error().text();
    EXPECT_TRUE(check_mapping(*mapping, *catalogue));
    return old_files(*catalogue, *mapping);
}

std::vector<std::string> kinds(const OldFile& file) {
    std::vector<std::string> out;
    for (const auto& finding : file.findings) {
        out.push_back(finding.kind + (finding.for_a_person ? "" : " (note)"));
    }
    return out;
}
using Words = std::vector<std::string>;

TEST(OldFileReading, AGoodRowHasNoFinding) {
    const auto number = testing::id_number(7);
    const auto all = files("A-1,低保,在保,2019/3/5,王测试," + number + ",,\n");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(kinds(all[0]), Words{});
    EXPECT_EQ(all[0].key, "A-1");
    EXPECT_EQ(all[0].scheme, "dibao");
    EXPECT_EQ(all[0].state, "paying");
    EXPECT_EQ(all[0].received, "2019-03-05");
    ASSERT_EQ(all[0].people.size(), 1U);
    EXPECT_EQ(all[0].people[0].role, "applicant");
    EXPECT_EQ(all[0].people[0].number.view(), number);
}

TEST(OldFileReading, WhatIsWrongIsKeptAndPutBeforeAPerson) {
    const auto all = files(
        "A-1,五保,死亡,三月,,99010119600101001X,,\n"
        "A-2,低保,,20190230,王测试,9.90101E+17,,\n"
        ",低保,在保,,李成员,990101600101001,,\n"
        "A-4,低保\n");
    ASSERT_EQ(all.size(), 4U) << "no row is left out";
    EXPECT_EQ(kinds(all[0]), (Words{"scheme", "state", "date", "id-number", "name"}));
    EXPECT_EQ(all[0].state, "closed");
    EXPECT_EQ(all[0].people[0].number.view(), "99010119600101001X") << "as it was";
    EXPECT_EQ(kinds(all[1]), (Words{"date", "id-number"}));
    EXPECT_NE(all[1].findings[1].what.find("spreadsheet"), std::string::npos);
    EXPECT_EQ(kinds(all[2]), (Words{"key", "old-number (note)"}));
    EXPECT_EQ(all[2].people[0].number.view(), "990101600101001");
    EXPECT_EQ(kinds(all[3]), Words{"columns"});
    EXPECT_EQ(all[3].rows[0].cells, (Words{"A-4", "低保"}));
    for (const auto& file : all) {
        for (const auto& finding : file.findings) {
            EXPECT_EQ(finding.what.find("9901"), std::string::npos) << "a finding never holds a number";
            EXPECT_EQ(finding.what.find("王"), std::string::npos);
        }
    }
}

TEST(OldFileReading, RowsOfOneKeyAreAHousehold) {
    const auto more =
        "relation = {column = \"关系\", values = {\"户主\" = \"02\", \"配偶\" = \"10\", \"子\" = \"20\"}}\n";
    const auto all = files(
        "A-1,低保,在保,,李成员,,配偶,\n"
        "A-2,低保,在保,,孙他人,,户主,\n"
        "A-1,低保,在保,,王测试,,户主,\n"
        "A-1,低保,在保,,王小,,干儿子,\n",
        more);
    ASSERT_EQ(all.size(), 2U);
    ASSERT_EQ(all[0].people.size(), 3U);
    EXPECT_EQ(all[0].people[0].name.view(), "王测试");
    EXPECT_EQ(all[0].people[0].role, "applicant");
    EXPECT_EQ(all[0].people[1].relation, "10");
    EXPECT_EQ(all[0].people[2].role, "member");
    EXPECT_EQ(kinds(all[0]), Words{"relation"});
    EXPECT_EQ(kinds(files("A-1,低保,在保,,李成员,,配偶,\n", more)[0]), Words{"household"});
}

TEST(OldFileReading, FilesAreNamedInEitherWay) {
    const auto more =
        "[files]\ncolumn = \"文件\"\nstrip = \"D:/扫描/\"\nprefix = [\"scan/{档号}-\", \"pdf/{类别}/{档号}.\"]\n";
    const auto all = files("A-1,低保,在保,,王测试,,,D:\\扫描\\a\\1.JPG; b.pdf ;\n,低保,在保,,李成员,,,\n", more);
    EXPECT_EQ(all[0].names, (Words{"a/1.JPG", "b.pdf"}));
    EXPECT_EQ(all[0].begins, (Words{"scan/A-1-", "pdf/低保/A-1."}));
    EXPECT_EQ(all[1].begins, Words{}) << "without its key it would fit to the files of all others";
}

TEST(OldFileReading, NumbersAsSpreadsheetsLeaveThem) {
    const auto number = testing::id_number(8);
    for (const auto& cell :
         {"'" + number, "=\"" + number + "\"", "\t" + number + " ", "\u3000" + number, "’" + number}) {
        EXPECT_EQ(cleaned_number(cell), number) << cell;
    }
    EXPECT_EQ(cleaned_number("９９０１０１１９６００１０１００１ｘ"), "99010119600101001X");
    EXPECT_EQ(cleaned_number("王"), "王");
    EXPECT_EQ(cleaned_number("=\""), "=\"");
}

TEST(OldFileReading, DaysAsPeopleWriteThem) {
    for (const auto* cell : {"2019-03-05", "2019/3/5", "2019.3.5", "2019年3月5日", "20190305", "2019-3-5 00:00:00",
                             "２０１９年３月５日"}) {
        EXPECT_EQ(cleaned_date(cell), "2019-03-05") << cell;
    }
    for (const auto* cell :
         {"", "19/3/5", "2019-02-30", "2019-3", "201903", "三月五日", "2019-13-01", "99999999999999999999-1-1"}) {
        EXPECT_EQ(cleaned_date(cell), "") << cell;
    }
}

}  // namespace
}  // namespace doorstep::township
