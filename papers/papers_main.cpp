// doorstep-papers KIND --data FILE.json --out FILE.pdf: a paper without a kiosk, for technicians and tests.
#include <cstdio>
#include <cstdlib>

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <CLI/CLI.hpp>

#include "base/files.hpp"
#include "papers/papers.hpp"

namespace {

using namespace doorstep;

constexpr std::size_t largest_data = 64 * 1024;

// Reads texts out of the data file; remembers the first that was missing.
class Data {
  public:
    explicit Data(QJsonObject object) : object_(std::move(object)) {}

    std::string text(const char* key) {
        const auto value = object_.value(QLatin1String(key));
        if (!value.isString() && missing_.empty()) {
            missing_ = key;
        }
        return value.toString().toStdString();
    }
    std::string optional_text(const char* key) const {
        return object_.value(QLatin1String(key)).toString().toStdString();
    }
    std::int64_t number(const char* key) {
        const auto value = object_.value(QLatin1String(key));
        if (!value.isDouble() && missing_.empty()) {
            missing_ = key;
        }
        return value.toInteger();
    }
    bool flag(const char* key) const { return object_.value(QLatin1String(key)).toBool(); }
    std::vector<std::string> texts(const char* key) const {
        std::vector<std::string> out;
        for (const auto& item : object_.value(QLatin1String(key)).toArray()) {
            out.push_back(item.toString().toStdString());
        }
        return out;
    }
    const std::string& missing() const { return missing_; }

  private:
    QJsonObject object_;
    std::string missing_;
};

papers::Issuer issuer_of(Data& data) {
    const auto language = data.optional_text("language");
    return {data.text("station"), data.text("township"), data.text("hotline"), language.empty() ? "zh_CN" : language,
            data.flag("training")};
}

papers::SheetText text_of(Data& data) {
    return {data.text("title"), data.texts("paragraphs"), data.text("text_id"),
            static_cast<std::uint32_t>(data.number("text_version"))};
}

papers::AuthorizationSheet sheet_of(Data& data) {
    return {issuer_of(data),       data.optional_text("case_number"), data.text("qr_text"),
            data.text("sheet_id"), data.optional_text("name"),        data.optional_text("relation"),
            text_of(data)};
}

Result<Bytes> make(const std::string& kind, Data& data, papers::Paper paper) {
    const auto unless_missing = [&data](auto&& render) -> Result<Bytes> {
        return data.missing().empty() ? render() : Result<Bytes>(Error(papers::PapersError::BadData, data.missing()));
    };
    if (kind == "receipt") {
        const papers::Receipt receipt{issuer_of(data), data.text("case_number"), data.text("qr_text"),
                                      Instant{data.number("time_ms")}};
        return unless_missing([&] { return papers::receipt(receipt, paper); });
    }
    if (kind == "check-in") {
        const papers::CheckInSlip slip{issuer_of(data), Instant{data.number("time_ms")}, data.optional_text("qr_text")};
        return unless_missing([&] { return papers::check_in_slip(slip, paper); });
    }
    if (kind == "answer") {
        const papers::AnswerSheet answer{issuer_of(data), data.text("case_number"), Instant{data.number("time_ms")},
                                         data.texts("paragraphs")};
        return unless_missing([&] { return papers::answer_sheet(answer, paper); });
    }
    if (kind == "complaint") {
        const papers::ComplaintReceipt receipt{issuer_of(data), data.text("case_number"), data.text("qr_text"),
                                               Instant{data.number("time_ms")}, data.texts("paragraphs")};
        return unless_missing([&] { return papers::complaint_receipt(receipt, paper); });
    }
    if (kind == "entrustment") {
        const papers::EntrustmentSheet entrustment{issuer_of(data),   data.text("qr_text"), data.text("sheet_id"),
                                                   data.text("name"), data.text("proxy"),   text_of(data)};
        return unless_missing([&] { return papers::entrustment_sheet(entrustment); });
    }
    const auto sheet = sheet_of(data);
    return unless_missing(
        [&] { return kind == "authorization" ? papers::authorization_sheet(sheet) : papers::face_store_sheet(sheet); });
}

int run(const std::string& kind, const std::string& data_file, const std::string& out, papers::Paper paper) {
    const auto text = read_file(data_file, largest_data);
    if (!text) {
        std::fprintf(stderr, "doorstep-papers: %s\n", text.error().text().c_str());
        return 2;
    }
    const auto json = QJsonDocument::fromJson(
        QByteArray(reinterpret_cast<const char*>(text->data()), static_cast<qsizetype>(text->size())));
    Data data(json.object());
    const auto pdf = make(kind, data, paper);
    const auto written = pdf ? write_file_atomically(out, *pdf) : Status(pdf.error());
    if (!written) {
        std::fprintf(stderr, "doorstep-papers: %s\n", written.error().text().c_str());
        return 2;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Makes a paper as PDF. Exit 0: made, 2: not.");
    std::string kind;
    std::string data;
    std::string out;
    std::string paper = "a4";
    app.add_option("KIND", kind, "receipt, authorization, face-store, entrustment, check-in, answer or complaint")
        ->required()
        ->check(CLI::IsMember(
            {"receipt", "authorization", "face-store", "entrustment", "check-in", "answer", "complaint"}));
    app.add_option("--data", data, "JSON file with the paper's data (papers/README.md)")->required();
    app.add_option("--out", out, "PDF file to write")->required();
    app.add_option("--paper", paper, "a4, roll80 or roll58 (receipt, check-in, answer and complaint)")
        ->check(CLI::IsMember({"a4", "roll80", "roll58"}));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    setenv("QT_QPA_PLATFORM", "offscreen", 1);
    QGuiApplication application(argc, argv);
    return run(kind, data, out,
               paper == "a4"       ? papers::Paper::A4
               : paper == "roll80" ? papers::Paper::Roll80
                                   : papers::Paper::Roll58);
}
