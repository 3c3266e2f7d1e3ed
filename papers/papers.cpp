#include "papers/papers.hpp"
#include "papers/setup_report.hpp"

#include "base/case_number.hpp"
#include "papers/fit.hpp"
#include "papers/renderer.hpp"

namespace doorstep::papers {

Filling issued_by(const Issuer& issuer) {
    Filling filling;
    filling.language = issuer.language == "en" ? "en" : "zh_CN";
    filling.values["station"] = issuer.station;
    filling.values["township"] = issuer.township;
    filling.values["hotline"] = issuer.hotline;
    filling.training = issuer.training;
    return filling;
}

Result<Bytes> render_to_fit(std::string_view name, const Filling& filling, Paper paper, BodySize size) {
    auto pdf = render(name, filling, paper, size.wanted);
    for (double body = size.wanted - 1; body >= size.smallest && !pdf && pdf.error().is(PapersError::DoesNotFit);
         --body) {
        pdf = render(name, filling, paper, body);
    }
    return pdf;
}

namespace {

// Body sizes: 14 points at least on A4 (DOMAIN 4.3); a roll is held in the hand and is narrow.
constexpr double a4_body_pt = 16;
constexpr double sheet_body_pt = 14;
constexpr double roll_body_pt = 14;
constexpr double smallest_english_pt = 11;
constexpr double smallest_chinese_pt = 12;

constexpr double px_per_mm = 96 / 25.4;

double body_of(Paper paper) {
    return paper == Paper::A4 ? a4_body_pt : roll_body_pt;
}

Result<std::string> printed_case_number(const std::string& digits, const Filling& filling) {
    if (digits.empty()) {
        return words(filling.language, "sheet.blank");
    }
    if (filling.training && CaseNumber::is_for_training(digits)) {
        return CaseNumber::grouped(digits);
    }
    const auto number = CaseNumber::parse(digits);
    return number ? Result<std::string>(number->printed())
                  : Result<std::string>(Error(PapersError::BadData, "case number"));
}

Result<std::string> markup_of(const std::vector<std::string>& paragraphs) {
    std::string markup;
    for (const auto& paragraph : paragraphs) {
        if (paragraph.size() > text_longest) {
            return Error(PapersError::TooLong, "paragraph");
        }
        markup += "<p>" + escaped(paragraph) + "</p>";
    }
    return markup;
}

// English takes half as much room again, long names of places take a line more each: then it is set smaller.
Result<Bytes> render_to_fit(std::string_view name, const Filling& filling, Paper paper, double body_pt) {
    return render_to_fit(name, filling, paper,
                         BodySize{body_pt, filling.language == "en" ? smallest_english_pt : smallest_chinese_pt});
}

// Two people or things of a sheet, above the place to sign, each behind its words.
struct Named {
    std::string_view words;
    std::string value;
};

// Every sheet to sign: its text, its number and code, a line for the number of its case, and who signs.
template <class Sheet>
Result<Bytes> sheet(const Sheet& data, const std::string& case_number, std::string_view declaration, const Named& left,
                    const Named& right) {
    Filling filling = issued_by(data.issuer);
    DOORSTEP_TRY(filling.values["case_number"], printed_case_number(case_number, filling));
    filling.values["title"] = data.text.title;
    filling.values["sheet_id"] = data.sheet_id;
    filling.values["left"] = words(filling.language, left.words) + left.value;
    filling.values["right"] = words(filling.language, right.words) + right.value;
    filling.values["declaration"] = words(filling.language, declaration);
    filling.values["text_id"] = data.text.id + " " + std::to_string(data.text.version);
    DOORSTEP_TRY(filling.markup["paragraphs"], markup_of(data.text.paragraphs));
    filling.qr_text = data.qr_text;
    filling.qr_mm = 26;
    return render_to_fit("sheet.html", filling, Paper::A4, sheet_body_pt);
}

Result<Bytes> sheet_of_one(const AuthorizationSheet& data, std::string_view declaration) {
    return sheet(data, data.case_number, declaration, {"sheet.name", data.name}, {"sheet.relation", data.relation});
}

}  // namespace

Result<Bytes> receipt(const Receipt& data, Paper paper) {
    Filling filling = issued_by(data.issuer);
    if (data.case_number.empty()) {
        return Error(PapersError::BadData, "case number");
    }
    DOORSTEP_TRY(filling.values["case_number"], printed_case_number(data.case_number, filling));
    filling.values["time"] = data.received.legal_text();
    filling.qr_text = data.qr_text;
    filling.qr_mm = paper == Paper::A4 ? 60 : paper == Paper::Roll80 ? 50 : 44;
    return render("receipt.html", filling, paper, body_of(paper));
}

Result<Bytes> authorization_sheet(const AuthorizationSheet& data) {
    return sheet_of_one(data, "sheet.economic_check");
}

Result<Bytes> face_store_sheet(const AuthorizationSheet& data) {
    return sheet_of_one(data, "sheet.face_store");
}

Result<Bytes> entrustment_sheet(const EntrustmentSheet& data) {
    if (data.name.empty() || data.proxy.empty()) {
        return Error(PapersError::BadData, "who entrusts whom");
    }
    return sheet(data, {}, "entrustment.declaration", {"entrustment.name", data.name},
                 {"entrustment.proxy", data.proxy});
}

Result<Bytes> check_in_slip(const CheckInSlip& data, Paper paper) {
    Filling filling = issued_by(data.issuer);
    filling.values["time"] = data.checked_in.legal_text();
    filling.qr_text = data.qr_text;
    filling.qr_mm = 40;
    filling.markup["qr"] = data.qr_text.empty() ? "" : R"(<img src="qr" width="151" height="151"/>)";
    return render("slip.html", filling, paper, body_of(paper));
}

Result<Bytes> service_report(const ServiceReport& data, Paper paper) {
    Filling filling = issued_by(data.issuer);
    if (data.lines.empty()) {
        return Error(PapersError::BadData, "nothing was tested");
    }
    DOORSTEP_TRY(filling.markup["paragraphs"], markup_of(data.lines));
    filling.values["technician"] = data.technician;
    filling.values["time"] = data.tested.legal_text();
    return render_to_fit("service.html", filling, paper, body_of(paper));
}

Result<Bytes> setup_report(const SetupReport& data, Paper paper) {
    Filling filling = issued_by(data.issuer);
    if (data.lines.empty()) {
        return Error(PapersError::BadData, "nothing was set up");
    }
    DOORSTEP_TRY(filling.markup["paragraphs"], markup_of(data.lines));
    filling.values["time"] = data.made.legal_text();
    filling.qr_text = data.qr_text;
    filling.qr_mm = paper == Paper::A4 ? 60 : 44;
    const auto px = std::to_string(static_cast<int>(filling.qr_mm * px_per_mm));
    filling.markup["qr"] =
        data.qr_text.empty() ? ""
                             : R"(<p class="centre"><img src="qr" width=")" + px + R"(" height=")" + px + R"("/></p>)";
    return render_to_fit("setup.html", filling, paper, body_of(paper));
}

Result<Bytes> answer_sheet(const AnswerSheet& data, Paper paper) {
    Filling filling = issued_by(data.issuer);
    if (data.case_number.empty() || data.paragraphs.empty()) {
        return Error(PapersError::BadData, "case number or answer");
    }
    DOORSTEP_TRY(filling.values["case_number"], printed_case_number(data.case_number, filling));
    DOORSTEP_TRY(filling.markup["paragraphs"], markup_of(data.paragraphs));
    filling.values["time"] = data.answered.legal_text();
    return render_to_fit("answer.html", filling, paper, body_of(paper));
}

Result<Bytes> complaint_receipt(const ComplaintReceipt& data, Paper paper) {
    Filling filling = issued_by(data.issuer);
    if (data.number.empty()) {
        return Error(PapersError::BadData, "number");
    }
    DOORSTEP_TRY(filling.values["case_number"], printed_case_number(data.number, filling));
    DOORSTEP_TRY(filling.markup["paragraphs"], markup_of(data.terms));
    filling.values["time"] = data.received.legal_text();
    filling.qr_text = data.qr_text;
    filling.qr_mm = paper == Paper::A4 ? 50 : 44;
    return render_to_fit("complaint.html", filling, paper, body_of(paper));
}

}  // namespace doorstep::papers

namespace doorstep {

std::string_view ErrorNames<papers::PapersError>::name(papers::PapersError e) {
    using papers::PapersError;
    switch (e) {
        case PapersError::TooLong:
            return "TooLong";
        case PapersError::DoesNotFit:
            return "DoesNotFit";
        case PapersError::NoApplication:
            return "NoApplication";
        case PapersError::NoFont:
            return "NoFont";
        case PapersError::BadData:
            return "BadData";
        case PapersError::BadTemplate:
            return "BadTemplate";
    }
    return "?";
}

}  // namespace doorstep
