// What is signed beside envelopes: acknowledgements, downlink items, time tokens, receipts. One domain prefix a
// purpose, so that no signature can be used for another purpose. Suite 1 (Ed25519). Reentrant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::protocol {

// Domain prefixes: the only texts passed as `domain`.
namespace domains {
constexpr std::string_view inner = "doorstep/inner/1";
constexpr std::string_view outer = "doorstep/outer/1";
constexpr std::string_view acknowledgement = "doorstep/ack/1";
constexpr std::string_view downlink = "doorstep/downlink/1";
constexpr std::string_view time = "doorstep/time/1";
constexpr std::string_view receipt = "doorstep/receipt/1";
constexpr std::string_view enrolment = "doorstep/enrolment/1";
constexpr std::string_view audit = "doorstep/audit/1";
constexpr std::string_view card_cases = "doorstep/card-cases/1";
constexpr std::string_view feed = "doorstep/feed/1";
constexpr std::string_view feed_standing = "doorstep/feed-standing/1";
constexpr std::string_view attestation = "doorstep/attestation/1";
}  // namespace domains

enum class StatementError {
    BadKey = 1,    // stop: the key given is none
    BadText,       // refuse: not a receipt text
    BadSignature,  // refuse: not signed by that key for that purpose
    CannotOpen,    // refuse: sealed to another key or altered
};

// Ed25519 over domain, a zero byte and the message; 64 bytes. Empty when the key is broken (never for keys made by
// make_signing_keys()).
Bytes sign(std::string_view domain, BytesView message, const SigningKeys& keys);
// False for any defect.
bool verify(std::string_view domain, BytesView message, BytesView signature, BytesView public_key);

// What an Acknowledged.signature covers: submission id (16), township_ms (8, little-endian), envelope digest (32).
Bytes acknowledgement_bytes(const Uuid& submission, std::int64_t township_ms, const Digest& envelope_digest);
// What a TimeToken.signature covers: township_ms (8, little-endian).
Bytes time_token_bytes(std::int64_t township_ms);

// A station's audit chain (SECURITY 20): the head after row `number`, which says that the envelope of that digest was
// handed in at that time of the station. `previous` is the head before, empty for the first row. Both ends compute it,
// so that an envelope's previous_audit_head proves the rows before it.
Digest audit_step(BytesView previous, std::uint64_t number, std::int64_t at_ms, const Digest& envelope_digest);
// What Acknowledged.audit_countersignature covers: audit_sequence (8, little-endian), audit_head (32), station id.
Bytes audit_bytes(std::string_view station, std::uint64_t sequence, BytesView head);

// Anonymous sealed box to an X25519 key (roster entries to a station). BadKey when the key is none.
Result<Bytes> seal_box(BytesView content, BytesView recipient_public);
// CannotOpen when sealed to another key or altered.
Result<WipedBytes> open_box(BytesView sealed, const BoxKeys& recipient);

// A receipt's QR (SECURITY 26): "DS1:<case number, 12 digits>:<station>:<unix seconds>:<base64 signature>". No name, no
// ID number, no scheme.
struct Receipt {
    std::string case_number;  // 12 digits
    std::string station;      // station id, no colon
    std::int64_t unix_seconds = 0;
};
// The QR text; BadText when a field would break the form.
Result<std::string> make_receipt_text(const Receipt& receipt, const SigningKeys& station);
// The fields without checking the signature; BadText otherwise. For finding the station's key.
Result<Receipt> parse_receipt_text(std::string_view text);
// The fields when that station's key signed them; BadText or BadSignature otherwise.
Result<Receipt> verify_receipt_text(std::string_view text, BytesView station_public);

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::StatementError> {
    static constexpr std::string_view module = "statement";
    static std::string_view name(protocol::StatementError e);
};
