// `import-archive` as an archivist runs it: a GB18030 catalogue, killed again and again in the middle, beside a gateway
// that serves.
#include <gtest/gtest.h>
#include <iconv.h>

#include <cstdlib>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "township/testing/household.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::township::testing {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;
constexpr int files = 5;

std::string gb18030(std::string text) {
    std::string out(text.size() * 2, '\0');
    auto* from = text.data();
    auto* to = out.data();
    std::size_t left = text.size();
    std::size_t room = out.size();
    const auto handle = iconv_open("GB18030", "UTF-8");
    iconv(handle, &from, &left, &to, &room);
    iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

constexpr auto mapping = R"(
[source]
name = "tekun-2008"
catalogue = "目录.csv"
header_line = 2
[case]
key = ["全宗号", "档号"]
scheme = {column = "类别", values = {"特困" = "tekun"}}
state = {column = "状态", values = {"在册" = "paying"}}
received = "受理日期"
[person]
name = "姓名"
number = "身份证号"
phone = "电话"
relation = {column = "与户主关系", values = {"户主" = "02", "配偶" = "10"}}
[files]
prefix = ["扫描件/{档号}/"]
)";

class ImportArchive : public ::testing::Test {
  protected:
    ImportArchive() {
        std::string text = "某乡特困档案目录,,,,,,,,\n全宗号,档号,类别,状态,受理日期,姓名,身份证号,电话,与户主关系\n";
        for (int i = 1; i <= files; ++i) {
            text +=
                fmt::format("0901,{:03},特困,在册,201{}年3月5日,\"王测试\",'{},13800000000,户主\n", i, i, id_number(i));
            text += fmt::format("0901,{:03},特困,在册,,李成员,{},,配偶\n", i, id_number(100 + i));
            const auto folder = old() / fmt::format("扫描件/{:03}", i);
            fs::create_directories(folder);
            for (int page = 1; page <= 2; ++page) {
                write(folder / fmt::format("{}.jpg", page), page_bytes(60'000, static_cast<unsigned>(10 * i + page)));
            }
        }
        write(old() / "目录.csv", gb18030(text));
        write(town_.folder() / "mapping.toml", mapping);
    }
    fs::path old() const { return town_.folder() / "old"; }
    static void write(const fs::path& file, const std::string& text) {
        EXPECT_TRUE(write_file_durably(file, as_bytes(text)));
    }
    std::vector<std::string> import(const char* more = "--json") const {
        return {"import-archive", old().native(), "--mapping", (town_.folder() / "mapping.toml").native(), more};
    }
    json ask(const std::vector<std::string>& arguments) {
        const auto output = town_.run(arguments);
        EXPECT_EQ(output.code, 0) << output.err;
        return json::parse(output.out, nullptr, false);
    }
    // The import, killed when it comes to that point.
    int import_killed_at(const char* point) const {
        const auto root = town_.folder() / "root";
        const auto line = fmt::format(
            "DOORSTEP_ROOT={} DOORSTEP_RUN={} DOORSTEP_KILL_AT={} {} import-archive {} --mapping {} >/dev/null 2>&1",
            root.native(), (town_.folder() / "run").native(), point, program, old().native(),
            (town_.folder() / "mapping.toml").native());
        return std::system(line.c_str());
    }
    static constexpr auto program = DOORSTEP_BIN_DIR "/doorstep-township";
    TownshipProcess town_{program, DOORSTEP_BIN_DIR "/../share"};
};

TEST_F(ImportArchive, KilledInTheMiddleAgainAndAgainItIsWholeAndOnceInTheEnd) {
    ASSERT_TRUE(town_.serve());
    for (const auto* point : {"import-pages-written", "import-before-commit"}) {
        EXPECT_NE(import_killed_at(point), 0) << point;
        EXPECT_TRUE(ask({"cases", "--json"})["cases"].empty()) << point;
    }
    // One file of the archive a run, then the death.
    for (int done = 1; done <= files; ++done) {
        EXPECT_NE(import_killed_at("import-after-commit"), 0);
        EXPECT_EQ(ask({"cases", "--json"})["cases"].size(), static_cast<std::size_t>(done));
    }
    EXPECT_EQ(import_killed_at("import-after-commit"), 0) << "nothing is left to do";
    const auto report = ask(import());
    EXPECT_EQ(report["held"], files);
    EXPECT_EQ(report["imported"], 0);
    for (const auto& finding : report["findings"]) {
        EXPECT_EQ(finding["kind"], "area-code") << finding;  // 99xxxx belongs to nobody
    }
    const auto checked = ask({"verify", "--json"});
    EXPECT_EQ(checked["intact"], true) << checked["damage"];
    EXPECT_EQ(checked["imported"], files);
    EXPECT_EQ(checked["submissions"], files);
}

TEST_F(ImportArchive, CasesSayWhereTheyAreFromAndComeOutAsTheyWentIn) {
    const auto output = town_.run(import("--purpose=建档"));
    ASSERT_EQ(output.code, 0) << output.err;
    EXPECT_NE(output.out.find("新增 5"), std::string::npos) << output.out;
    EXPECT_EQ(output.out.find(id_number(1)), std::string::npos) << "a report holds no numbers";
    const auto listed = ask({"cases", "--json"})["cases"];
    ASSERT_EQ(listed.size(), static_cast<std::size_t>(files));
    for (const auto& one : listed) {
        EXPECT_EQ(one["origin"], "imported-archive");
        EXPECT_EQ(one["members"], 1);
        EXPECT_EQ(one["pages"], 2);
        EXPECT_EQ(one["state"], "paying");
    }
    const auto number = listed[0]["case"].get<std::string>();
    const auto detail = ask({"case", number, "--json", "--purpose", "查档"});
    const auto& origin = detail["submissions"][0];
    EXPECT_EQ(origin["origin"], "imported-archive");
    EXPECT_EQ(origin["imported"]["source"], "tekun-2008");
    EXPECT_TRUE(origin["imported"]["received"].get<std::string>().ends_with("-03-05"));
    EXPECT_EQ(detail["people"][1]["relation"], "10");
    EXPECT_NE(town_.run({"case", number}).out.find("无站点签名"), std::string::npos);

    const auto folder = (town_.folder() / "exported").native();
    ask({"export", number, folder, "--purpose", "查档", "--json"});
    int pages = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        pages += entry.path().extension() == ".jpg" ? 1 : 0;
    }
    EXPECT_EQ(pages, 2);
    EXPECT_EQ(ask({"audit", "--verify", "--json"})["intact"], true);
}

TEST_F(ImportArchive, ADryRunAndABadMappingChangeNothing) {
    const auto report_file = (town_.folder() / "report.json").native();
    auto dry = import();
    dry.insert(dry.end(), {"--dry-run", "--report", report_file});
    EXPECT_EQ(ask(dry)["imported"], files);
    EXPECT_EQ(json::parse(read_text_file(report_file, 1U << 20U).value())["dry_run"], true);
    EXPECT_TRUE(ask({"cases", "--json"})["cases"].empty());
    write(town_.folder() / "mapping.toml", "[source]\nname = \"x\"\ncatalogue = \"目录.csv\"\n");
    const auto output = town_.run(import());
    EXPECT_EQ(output.code, 1);
    EXPECT_EQ(json::parse(output.out)["error"], "BadMapping");
}

}  // namespace
}  // namespace doorstep::township::testing
