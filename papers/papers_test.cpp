// The papers as others read them: text by pdftotext, QR by zbar from a raster, fonts by pdffonts.
#include "papers/papers.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <QCoreApplication>
#include <QGuiApplication>
#include <QImage>
#include <QString>

#include <gtest/gtest.h>
#include <zbar.h>

#include "base/case_number.hpp"
#include "base/files.hpp"
#include "forms/notices.hpp"
#include "papers/qr.hpp"
#include "papers/readiness_sheet.hpp"
#include "papers/setup_report.hpp"

namespace doorstep::papers {
namespace {

namespace fs = std::filesystem;

const Issuer issuer{"测试村服务站", "测试镇人民政府", "12345", "zh_CN"};
const std::string qr_text = "DS1|ST01|20261123|" + std::string(88, 'k');

QGuiApplication& application() {
    static int argc = 1;
    static std::array<char, 7> name = {"papers"};
    static std::array<char*, 2> argv = {name.data(), nullptr};
    static QGuiApplication made(argc, argv.data());
    return made;
}

// Without blanks, and each character for its look-alikes: a PDF may name 木 by its radical ⽊. Those of the second
// block (⻘ …) have no composition in Unicode.
std::string folded(const std::string& text) {
    static const std::array<std::pair<char16_t, char16_t>, 7> radicals = {{{0x2ED8, u'青'},
                                                                           {0x2EA0, u'民'},
                                                                           {0x2ED4, u'门'},
                                                                           {0x2ECB, u'车'},
                                                                           {0x2EE2, u'马'},
                                                                           {0x2EC5, u'见'},
                                                                           {0x6236, u'户'}}};
    auto out = QString::fromStdString(text).normalized(QString::NormalizationForm_KC);
    for (const auto& [radical, character] : radicals) {
        out.replace(QChar(radical), QChar(character));
    }
    for (const char blank : {' ', '\n', '\f'}) {
        out.remove(QLatin1Char(blank));
    }
    return out.toStdString();
}

class PaperTest : public ::testing::Test {
  protected:
    void SetUp() override {
        setenv("QT_QPA_PLATFORM", "offscreen", 1);
        application();
        std::string pattern = fs::temp_directory_path() / "doorstep-papers-XXXXXX";
        folder_ = mkdtemp(pattern.data());
    }
    void TearDown() override { fs::remove_all(folder_); }

    void keep(const Result<Bytes>& pdf) {
        ASSERT_TRUE(pdf.has_value()) << pdf.error().text();
        ASSERT_TRUE(write_file_atomically(file("paper.pdf"), *pdf));
    }
    std::string file(const std::string& name) const { return folder_ / name; }

    std::string run(const std::string& command) const {
        std::string out;
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
        std::array<char, 4096> block{};
        while (const auto read = fread(block.data(), 1, block.size(), pipe.get())) {
            out.append(block.data(), read);
        }
        return out;
    }
    std::string text() const { return folded(run("pdftotext -raw " + file("paper.pdf") + " -")); }
    int pages() const {
        const auto info = run("pdfinfo " + file("paper.pdf"));
        return std::atoi(info.c_str() + info.find("Pages:") + 6);
    }
    std::string decoded() const {
        run("pdftoppm -gray -r 200 -singlefile " + file("paper.pdf") + " " + file("page"));
        const auto image = QImage(QString::fromStdString(file("page.pgm"))).convertToFormat(QImage::Format_Grayscale8);
        const auto width = static_cast<unsigned>(image.width());
        std::string pixels;
        for (int y = 0; y < image.height(); ++y) {
            pixels.append(reinterpret_cast<const char*>(image.constScanLine(y)), width);
        }
        zbar::Image raster(width, static_cast<unsigned>(image.height()), "Y800", pixels.data(), pixels.size());
        zbar::ImageScanner scanner;
        scanner.scan(raster);
        std::string out;
        for (auto symbol = raster.symbol_begin(); symbol != raster.symbol_end(); ++symbol) {
            out += symbol->get_data();
        }
        return out;
    }
    double black_share() const {
        run("pdftoppm -gray -r 100 -singlefile " + file("paper.pdf") + " " + file("page"));
        const auto image = QImage(QString::fromStdString(file("page.pgm"))).convertToFormat(QImage::Format_Grayscale8);
        constexpr int dark = 128;
        std::int64_t black = 0;
        for (int y = 0; y < image.height(); ++y) {
            const auto* line = image.constScanLine(y);
            black += std::count_if(line, line + image.width(), [](uchar value) { return value < dark; });
        }
        return static_cast<double>(black) / (static_cast<double>(image.width()) * image.height());
    }
    void expect_embedded_fonts() const {
        const auto fonts = run("pdffonts " + file("paper.pdf"));
        EXPECT_NE(fonts.find("NotoSansCJK"), std::string::npos) << fonts;
        EXPECT_EQ(fonts.find(" no  no "), std::string::npos) << fonts;
    }

  private:
    fs::path folder_;
};

TEST_F(PaperTest, APaperOfAnExerciseSaysSoAcrossThePage) {
    Issuer training = issuer;
    training.training = true;
    const auto number = CaseNumber::make_for_training();
    for (const auto paper : {Paper::A4, Paper::Roll80, Paper::Roll58}) {
        keep(receipt({issuer, "074749131783", qr_text, Instant{1'793'577'600'000}}, paper));
        EXPECT_EQ(text().find("练习"), std::string::npos);
        const auto plain = black_share();
        keep(receipt({training, number, qr_text, Instant{1'793'577'600'000}}, paper));
        EXPECT_EQ(pages(), 1);
        EXPECT_NE(text().find("练习PRACTICE"), std::string::npos) << text();
        EXPECT_NE(text().find(CaseNumber::grouped(number)), std::string::npos);
        EXPECT_GT(black_share(), plain * 1.05) << "the mark is drawn across";
        EXPECT_LT(black_share(), plain * 3) << "and what stands below can be read";
        expect_embedded_fonts();
    }
    EXPECT_TRUE(receipt({issuer, number, qr_text, Instant{}}, Paper::A4).error().is(PapersError::BadData));
}

TEST_F(PaperTest, ASheetToSignOfAnExerciseSaysSo) {
    AuthorizationSheet sheet;
    sheet.issuer = issuer;
    sheet.issuer.training = true;
    sheet.qr_text = qr_text;
    sheet.sheet_id = "1";
    sheet.text = {"标题", {"一段话。"}, "economic-check", 1};
    keep(authorization_sheet(sheet));
    EXPECT_NE(text().find("练习PRACTICE"), std::string::npos) << text();
}

TEST_F(PaperTest, AnAnswerHoldsTheTownshipsWordsAndTheCaseNumber) {
    AnswerSheet answer{issuer, "074749131783", Instant{1'793'577'600'000}, {"下周一上午上门。", "会先打 <电话>。"}};
    for (const auto paper : {Paper::A4, Paper::Roll80, Paper::Roll58}) {
        keep(answer_sheet(answer, paper));
        EXPECT_EQ(pages(), 1);
        for (const auto* words :
             {"0747-4913-1783", "下周一上午上门。", "会先打<电话>。", "测试镇人民政府", "2026-11-02"}) {
            EXPECT_NE(text().find(words), std::string::npos) << words << " in " << text();
        }
    }
    // A thousand characters fit; what no sheet holds is told and not printed.
    std::string thousand;
    for (int i = 0; i < 1000; ++i) {
        thousand += "字";
    }
    answer.paragraphs = {thousand};
    keep(answer_sheet(answer, Paper::A4));
    EXPECT_EQ(pages(), 1);
    answer.paragraphs.assign(8, thousand);
    EXPECT_TRUE(answer_sheet(answer, Paper::A4).error().is(PapersError::DoesNotFit));
    answer.paragraphs.clear();
    EXPECT_TRUE(answer_sheet(answer, Paper::A4).error().is(PapersError::BadData));
}

TEST_F(PaperTest, AReportOfSettingUpHoldsItsLinesAndItsCode) {
    SetupReport report{
        issuer, Instant{1'793'577'600'000}, {"网络：自动取得地址", "打印机：可以使用"}, std::string(600, 'x')};
    for (const auto paper : {Paper::A4, Paper::Roll80}) {
        keep(setup_report(report, paper));
        EXPECT_EQ(pages(), 1);
        EXPECT_EQ(decoded(), report.qr_text);
        for (const auto* words : {"打印机", "自动取得地址", "2026-11-02"}) {
            EXPECT_NE(text().find(words), std::string::npos) << words << " in " << text();
        }
    }
    report.qr_text.clear();
    keep(setup_report(report, Paper::A4));
    EXPECT_EQ(decoded(), "");
    report.lines.clear();
    EXPECT_TRUE(setup_report(report, Paper::A4).error().is(PapersError::BadData));
}

TEST_F(PaperTest, AServiceReportHoldsALineADevice) {
    ServiceReport report{issuer, "wu", Instant{1'793'577'600'000}, {"打印机：可以使用", "扫描仪：缺纸"}};
    for (const auto paper : {Paper::A4, Paper::Roll80}) {
        keep(service_report(report, paper));
        EXPECT_EQ(pages(), 1);
        for (const auto* words : {"打印机", "缺纸", "wu", "2026-11-02"}) {
            EXPECT_NE(text().find(words), std::string::npos) << words << " in " << text();
        }
    }
    report.lines.clear();
    EXPECT_TRUE(service_report(report, Paper::A4).error().is(PapersError::BadData));
}

TEST_F(PaperTest, AReadinessSheetIsOneSheetOnTheWorstDayToo) {
    ReadinessSheet sheet;
    sheet.issuer = issuer;
    sheet.tested = Instant{1'793'577'600'000};
    sheet.why = "开机后自动";
    sheet.summary = "需要报修：1 项。";
    for (int i = 0; i < 30; ++i) {
        sheet.lines.push_back({i < 20 ? "需要查看" : "良好", "第" + std::to_string(i) + "项", "数值",
                               i < 25 ? "请把柜子的通风口清理干净，不要让太阳直晒机器，然后再试一次。" : ""});
    }
    sheet.glasses.push_back({"扫描仪玻璃", 216, {{162, 4}, {12, 3}}});
    for (const auto paper : {Paper::A4, Paper::Roll80, Paper::Roll58}) {
        keep(readiness_sheet(sheet, paper));
        EXPECT_EQ(pages(), 1);
        for (const auto* words : {"服务站自检表", "需要报修", "第29项数值", "扫描仪玻璃", "2026-11-02"}) {
            EXPECT_NE(text().find(words), std::string::npos) << words << " in " << text();
        }
    }
    sheet.lines.clear();
    EXPECT_TRUE(readiness_sheet(sheet, Paper::A4).error().is(PapersError::BadData));
}

TEST_F(PaperTest, AComplaintsReceiptHoldsItsNumberAndTheLawsTermsAndNobodysName) {
    ComplaintReceipt receipt{issuer,
                             "074749131783",
                             "DS1:074749131783:kiosk-1:1:x",
                             Instant{1'793'577'600'000},
                             {"六十日内可以申请行政复议。（第二十条）"}};
    for (const auto paper : {Paper::A4, Paper::Roll80, Paper::Roll58}) {
        keep(complaint_receipt(receipt, paper));
        EXPECT_EQ(pages(), 1);
        EXPECT_EQ(decoded(), receipt.qr_text);
        for (const auto* words : {"投诉、异议回执", "0747-4913-1783", "六十日内可以申请行政复议。", "不用身份证"}) {
            EXPECT_NE(text().find(words), std::string::npos) << words << " in " << text();
        }
    }
    receipt.number.clear();
    EXPECT_TRUE(complaint_receipt(receipt, Paper::A4).error().is(PapersError::BadData));
}

forms::ShownNotice notice(const char* id, const std::string& language) {
    const auto notices = forms::Notices::load(DOORSTEP_SOURCE_DIR "/schemes/notices").value();
    return notices.show(id, language, {issuer.station, issuer.township, issuer.hotline}).value();
}

AuthorizationSheet sheet_of(const char* id, const std::string& language) {
    const auto shown = notice(id, language);
    AuthorizationSheet sheet{issuer,
                             CaseNumber::make().digits(),
                             "DS1:SHEET:ABCD",
                             "ABCD-1234",
                             "测试乙",
                             "配偶",
                             {shown.title, shown.paragraphs, shown.id, shown.version}};
    sheet.issuer.language = language;
    return sheet;
}

TEST_F(PaperTest, ReceiptHoldsNumberQrAndNothingElseOfThePerson) {
    const auto number = CaseNumber::make();
    for (const auto paper : {Paper::A4, Paper::Roll80, Paper::Roll58}) {
        keep(receipt({issuer, number.digits(), qr_text, Instant{1'795'600'000'000}}, paper));
        EXPECT_EQ(
            text(),
            "材料收到回执Receipt办理编号" + number.printed() +
                "服务站:测试村服务站时间:2026-11-2517:46进度:已收到请保管好这张纸。凭身份证或者这个编号,可以查询进度。"
                "材料会自动送到镇里,不用再交一次。咨询电话:12345");
        EXPECT_EQ(decoded(), qr_text);
        EXPECT_EQ(pages(), 1);
        expect_embedded_fonts();
    }
}

TEST_F(PaperTest, SheetsShowTheTextThatTheConsentNames) {
    for (const char* id : {"economic-check", "face-store"}) {
        for (const char* language : {"zh_CN", "en"}) {
            const auto sheet = sheet_of(id, language);
            keep(std::string(id) == "face-store" ? face_store_sheet(sheet) : authorization_sheet(sheet));
            const auto seen = text();
            // The title stands in a column of its own; the paragraphs follow one another.
            const auto body = folded(notice(id, language).text).substr(folded(sheet.text.title).size());
            EXPECT_NE(seen.find(body), std::string::npos) << id << " " << language << "\n" << seen << "\n" << body;
            EXPECT_NE(seen.find(CaseNumber::parse(sheet.case_number)->printed()), std::string::npos);
            EXPECT_NE(seen.find("测试乙"), std::string::npos);
            EXPECT_EQ(decoded(), sheet.qr_text);
            EXPECT_EQ(pages(), 1);
            expect_embedded_fonts();
        }
    }
}

TEST_F(PaperTest, AnEntrustmentNamesBothAndHoldsNoNumberOfEither) {
    for (const char* language : {"zh_CN", "en"}) {
        const auto shown = notice("entrustment", language);
        EntrustmentSheet sheet{issuer,   "DSE1:ABCD", "ABCD-1234",
                               "测试乙", "测试丁",    {shown.title, shown.paragraphs, shown.id, shown.version}};
        sheet.issuer.language = language;
        keep(entrustment_sheet(sheet));
        const auto seen = text();
        const auto body = folded(shown.text).substr(folded(shown.title).size());
        EXPECT_NE(seen.find(body), std::string::npos) << language << "\n" << seen << "\n" << body;
        EXPECT_NE(seen.find("测试乙"), std::string::npos);
        EXPECT_NE(seen.find("测试丁"), std::string::npos);
        EXPECT_NE(seen.find("entrustment1"), std::string::npos) << seen;
        EXPECT_EQ(decoded(), sheet.qr_text);
        EXPECT_EQ(pages(), 1);
        expect_embedded_fonts();
        sheet.proxy.clear();
        EXPECT_TRUE(entrustment_sheet(sheet).error().is(PapersError::BadData));
    }
}

TEST_F(PaperTest, ChineseIsSetInFourteenPointsWithNamesOfUsualLength) {
    keep(authorization_sheet(sheet_of("economic-check", "zh_CN")));
    // A line of the body: its width over its number of characters is the size of a character.
    const auto boxes = run("pdftotext -bbox " + file("paper.pdf") + " - | grep '谁来核对'");
    ASSERT_FALSE(boxes.empty());
    const auto value = [&boxes](const char* key) { return std::atof(boxes.c_str() + boxes.find(key) + strlen(key)); };
    const auto from = boxes.find('>') + 1;
    const auto line = QString::fromStdString(boxes.substr(from, boxes.find("</word>") - from));
    EXPECT_GE((value("xMax=\"") - value("xMin=\"")) / static_cast<double>(line.size()), 13.95);
}

TEST_F(PaperTest, LongNamesOfPlacesStillFitOnOneSheet) {
    const std::string place = "测试自治州测试自治县测试民族乡";
    const auto notices = forms::Notices::load(DOORSTEP_SOURCE_DIR "/schemes/notices").value();
    for (const char* language : {"zh_CN", "en"}) {
        const auto shown =
            notices
                .show("economic-check", language, {place + "测试村社会救助服务站", place + "人民政府", "0000-00000000"})
                .value();
        auto sheet = sheet_of("economic-check", language);
        sheet.text.paragraphs = shown.paragraphs;
        keep(authorization_sheet(sheet));
        EXPECT_EQ(pages(), 1);
        EXPECT_EQ(decoded(), sheet.qr_text);
    }
}

TEST_F(PaperTest, SheetWithoutCaseNumberHasALineToWriteItOn) {
    auto sheet = sheet_of("economic-check", "zh_CN");
    sheet.case_number.clear();
    keep(authorization_sheet(sheet));
    EXPECT_NE(text().find("办理编号____________"), std::string::npos) << text();
}

TEST_F(PaperTest, SlipSaysNeitherWhoNorHow) {
    keep(check_in_slip({issuer, Instant{1'795'600'000'000}, {}}, Paper::Roll80));
    EXPECT_EQ(text(),
              "签到回单Check-in服务站:测试村服务站时间:2026-11-2517:46已签到忘了签到不会停发救助,工作人员会联系您。"
              "咨询电话:12345");
    EXPECT_EQ(pages(), 1);
    keep(check_in_slip({issuer, Instant{1'795'600'000'000}, qr_text}, Paper::A4));
    EXPECT_EQ(decoded(), qr_text);
}

TEST_F(PaperTest, MarkupInValuesIsText) {
    auto hostile = issuer;
    hostile.station = "<img src='file:///etc/passwd'>{{hotline}}&amp;";
    keep(check_in_slip({hostile, Instant{0}, {}}, Paper::A4));
    EXPECT_NE(text().find("<imgsrc='file:///etc/passwd'>{{hotline}}&amp;"), std::string::npos) << text();
}

TEST_F(PaperTest, WhatDoesNotFitIsRefused) {
    auto sheet = sheet_of("economic-check", "zh_CN");
    sheet.text.paragraphs.assign(60,
                                 "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的文字");
    EXPECT_TRUE(authorization_sheet(sheet).error().is(PapersError::DoesNotFit));
    sheet.name = std::string(text_longest + 1, 'x');
    EXPECT_TRUE(authorization_sheet(sheet).error().is(PapersError::TooLong));
    EXPECT_TRUE(receipt({issuer, "123456789012", qr_text, {}}, Paper::A4).error().is(PapersError::BadData));
    EXPECT_TRUE(receipt({issuer, CaseNumber::make().digits(), std::string(qr_longest + 1, 'x'), {}}, Paper::A4)
                    .error()
                    .is(PapersError::TooLong));
    EXPECT_TRUE(make_qr("").error().is(PapersError::TooLong));
}

TEST_F(PaperTest, ProgramMakesAPaperWithoutADisplay) {
    const std::string program = DOORSTEP_BIN_DIR "/doorstep-papers";
    const auto number = CaseNumber::make();
    const auto run_with = [&](const std::string& json) {
        EXPECT_TRUE(write_file_atomically(file("data.json"), as_bytes(json)));
        return run("env -u DISPLAY -u QT_QPA_PLATFORM " + program + " receipt --data " + file("data.json") + " --out " +
                   file("paper.pdf") + " 2>&1; echo rc $?");
    };
    EXPECT_NE(run_with(R"({"station":"测试村","township":"测试镇","hotline":"12345","case_number":")" +
                       number.digits() + R"(","qr_text":"QR","time_ms":1795600000000})")
                  .find("rc 0"),
              std::string::npos);
    EXPECT_EQ(decoded(), "QR");
    const auto missing = run_with(R"({"station":"测试村","township":"测试镇","hotline":"12345"})");
    EXPECT_NE(missing.find("BadData: case_number"), std::string::npos) << missing;
    EXPECT_NE(missing.find("rc 2"), std::string::npos) << missing;
}

}  // namespace
}  // namespace doorstep::papers
