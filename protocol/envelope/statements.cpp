#include "protocol/envelope/statements.hpp"

#include <fmt/format.h>

#include "base/case_number.hpp"
#include "base/encoding.hpp"
#include "protocol/envelope/associated.hpp"
#include "protocol/envelope/signed_text.hpp"
#include "protocol/envelope/suite.hpp"

namespace doorstep {

std::string_view ErrorNames<protocol::StatementError>::name(protocol::StatementError e) {
    switch (e) {
        case protocol::StatementError::BadKey:
            return "BadKey";
        case protocol::StatementError::BadText:
            return "BadText";
        case protocol::StatementError::BadSignature:
            return "BadSignature";
        case protocol::StatementError::CannotOpen:
            return "CannotOpen";
    }
    return "?";
}

namespace protocol {
namespace {

constexpr std::size_t longest_receipt = 512;  // a QR of moderate size; a station id is at most 64 characters
constexpr std::size_t longest_station = 64;

bool is_station_id(std::string_view text) {
    return !text.empty() && text.size() <= longest_station && text.find_first_of(":\n\r ") == std::string_view::npos;
}

std::string signed_fields(const Receipt& receipt) {
    return fmt::format("DS1:{}:{}:{}", receipt.case_number, receipt.station, receipt.unix_seconds);
}

struct SplitReceipt {
    Receipt fields;
    Bytes signature;
};

Result<SplitReceipt> split(std::string_view text) {
    auto parts = split_signed_text(text, "DS1:", 3, longest_receipt);
    const auto time = parts ? whole_number(parts->fields[2]) : std::nullopt;
    if (!time || !is_station_id(parts->fields[1])) {
        return StatementError::BadText;
    }
    SplitReceipt receipt{{std::string(parts->fields[0]), std::string(parts->fields[1]), *time},
                         std::move(parts->signature)};
    const auto case_number = CaseNumber::parse(receipt.fields.case_number);
    // One text a receipt: no other spelling of the same fields passes.
    if (!case_number || parts->covered != signed_fields(receipt.fields) ||
        case_number->digits() != receipt.fields.case_number) {
        return StatementError::BadText;
    }
    return receipt;
}

}  // namespace

Bytes sign(std::string_view domain, BytesView message, const SigningKeys& keys) {
    auto signature = suite_1().sign(domain, message, keys);
    return signature ? std::move(*signature) : Bytes{};
}

bool verify(std::string_view domain, BytesView message, BytesView signature, BytesView public_key) {
    return suite_1().verify(domain, message, signature, public_key);
}

Bytes acknowledgement_bytes(const Uuid& submission, std::int64_t township_ms, const Digest& envelope_digest) {
    Bytes bytes(submission.bytes().begin(), submission.bytes().end());
    append_u64(bytes, static_cast<std::uint64_t>(township_ms));
    bytes.insert(bytes.end(), envelope_digest.begin(), envelope_digest.end());
    return bytes;
}

Bytes time_token_bytes(std::int64_t township_ms) {
    Bytes bytes;
    append_u64(bytes, static_cast<std::uint64_t>(township_ms));
    return bytes;
}

Digest audit_step(BytesView previous, std::uint64_t number, std::int64_t at_ms, const Digest& envelope_digest) {
    Sha256 hash;
    hash.update(previous);
    hash.update(as_bytes(fmt::format("{}|{}|submission|", number, at_ms)));
    hash.update(envelope_digest);
    return hash.finish();
}

Bytes audit_bytes(std::string_view station, std::uint64_t sequence, BytesView head) {
    Bytes bytes;
    append_u64(bytes, sequence);
    bytes.insert(bytes.end(), head.begin(), head.end());
    const auto name = as_bytes(station);
    bytes.insert(bytes.end(), name.begin(), name.end());
    return bytes;
}

Result<Bytes> seal_box(BytesView content, BytesView recipient_public) {
    auto sealed = suite_1().seal_key(content, recipient_public, system_randomness());
    return sealed ? std::move(sealed) : Result<Bytes>(StatementError::BadKey);
}

Result<WipedBytes> open_box(BytesView sealed, const BoxKeys& recipient) {
    auto opened = suite_1().open_key(sealed, recipient);
    if (opened) {
        return opened;
    }
    return opened.error().is(SuiteError::BadKey) ? StatementError::BadKey : StatementError::CannotOpen;
}

Result<std::string> make_receipt_text(const Receipt& receipt, const SigningKeys& station) {
    const auto number = CaseNumber::parse(receipt.case_number);
    if (!number || number->digits() != receipt.case_number || !is_station_id(receipt.station)) {
        return StatementError::BadText;
    }
    const std::string fields = signed_fields(receipt);
    const Bytes signature = sign(domains::receipt, as_bytes(fields), station);
    return signature.empty() ? Result<std::string>(StatementError::BadKey) : fields + ":" + to_base64(signature);
}

Result<Receipt> parse_receipt_text(std::string_view text) {
    DOORSTEP_TRY(auto parts, split(text));
    return std::move(parts.fields);
}

Result<Receipt> verify_receipt_text(std::string_view text, BytesView station_public) {
    DOORSTEP_TRY(auto parts, split(text));
    const std::string fields = signed_fields(parts.fields);
    if (!verify(domains::receipt, as_bytes(fields), parts.signature, station_public)) {
        return StatementError::BadSignature;
    }
    return std::move(parts.fields);
}

}  // namespace protocol
}  // namespace doorstep
