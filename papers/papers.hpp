// Papers that the station prints: template + data → PDF. The caller has made a QGuiApplication (any platform plug-in).
// No Qt type stands here. Reentrant; each call takes some ten milliseconds. All values are escaped; bounds:
// text_longest bytes a value, else TooLong.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::papers {

enum class PapersError {
    TooLong = 1,    // a fault of the caller: a value over its bound
    DoesNotFit,     // tell the clerk: the text does not fit on the paper; nothing was printed
    NoApplication,  // a fault of the caller: no QGuiApplication
    NoFont,         // tell the technician: the Chinese font is not installed
    BadData,        // doorstep-papers: the data file lacks something
    BadTemplate,    // a fault of this room
};

// Bytes of the longest value; of a QR text qr_longest (version 20 at level M).
inline constexpr std::size_t text_longest = 4000;
inline constexpr std::size_t qr_longest = 600;

enum class Paper {
    A4,
    Roll80,  // 80 mm wide, as long as the text
    Roll58,  // 58 mm wide
};

// Where and by whom. Language "zh_CN" or "en"; the other one stands small beside the title.
struct Issuer {
    std::string station;
    std::string township;
    std::string hotline;
    std::string language = "zh_CN";
    // Of an exercise: 练习 PRACTICE stands across the whole paper, and a number for training may be its case number,
    // which is BadData on a paper in earnest.
    bool training = false;
};

// What the applicant takes home. SECURITY 26: no name, no ID number, no scheme; so there is no field for them.
struct Receipt {
    Issuer issuer;
    std::string case_number;  // 12 digits; printed 4-4-4
    std::string qr_text;      // case number, station, time and the station's signature, made by the caller
    Instant received;         // printed in legal time
};
Result<Bytes> receipt(const Receipt& data, Paper paper);

// A text that was or will be signed (forms::ShownNotice), so that the paper says what the consent record names.
struct SheetText {
    std::string title;
    std::vector<std::string> paragraphs;
    std::string id;  // with version printed small: "economic-check 1"
    std::uint32_t version = 0;
};

// Authorization of the economic-status check, one sheet a person (SECURITY 29); A4.
struct AuthorizationSheet {
    Issuer issuer;
    std::string case_number;  // empty before the first submit: a line to write it on is printed
    std::string qr_text;      // case number + sheet id, made by the caller
    std::string sheet_id;     // printed small below the QR
    std::string name;         // of who signs; empty: to be written by hand
    std::string relation;     // "配偶"; empty: not printed
    SheetText text;
};
Result<Bytes> authorization_sheet(const AuthorizationSheet& data);

// Consent to keep a face template (wet-signed, then scanned); A4. Same data.
Result<Bytes> face_store_sheet(const AuthorizationSheet& data);

// Entrustment of a proxy or the village committee (DB 6, TK 10), wet-signed or with a thumb print, then scanned; A4.
// ID numbers stand in the hand-in and not on the paper, which lies about in houses.
struct EntrustmentSheet {
    Issuer issuer;
    std::string qr_text;   // sheet id, made by the caller
    std::string sheet_id;  // printed small below the QR
    std::string name;      // of who entrusts
    std::string proxy;     // of who is asked to act
    SheetText text;
};
Result<Bytes> entrustment_sheet(const EntrustmentSheet& data);

// Proof of a check-in. No name, no ID number, no scheme and no way (a refused face shows nowhere).
struct CheckInSlip {
    Issuer issuer;
    Instant checked_in;
    std::string qr_text;  // empty: none
};
Result<Bytes> check_in_slip(const CheckInSlip& data, Paper paper);

// What a technician's self-test found, a line a device; nothing personal.
struct ServiceReport {
    Issuer issuer;
    std::string technician;  // account
    Instant tested;
    std::vector<std::string> lines;
};
Result<Bytes> service_report(const ServiceReport& data, Paper paper);

// The township's answer to a question, to take home. With the case number, without name, ID number and scheme.
struct AnswerSheet {
    Issuer issuer;
    std::string case_number;              // 12 digits
    Instant answered;                     // printed in legal time
    std::vector<std::string> paragraphs;  // the township's words, text_longest bytes each
};
Result<Bytes> answer_sheet(const AnswerSheet& data, Paper paper);

// What whoever complains takes home. The number alone asks for the answer, so that the paper is to be kept; neither
// name nor what it is about. `terms`: what the law gives, with its articles (forms/remedies.hpp).
struct ComplaintReceipt {
    Issuer issuer;
    std::string number;  // 12 digits; printed 4-4-4
    std::string qr_text;
    Instant received;
    std::vector<std::string> terms;
};
Result<Bytes> complaint_receipt(const ComplaintReceipt& data, Paper paper);

}  // namespace doorstep::papers

namespace doorstep {
template <>
struct ErrorNames<papers::PapersError> {
    static constexpr std::string_view module = "papers";
    static std::string_view name(papers::PapersError e);
};
}  // namespace doorstep
