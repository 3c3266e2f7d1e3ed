// The sealed submission (SECURITY 1–4): sign inside, seal, sign outside. The station seals and cannot open again; the
// gateway checks the outside without any key; who holds the township's key opens and checks the inside.
//
//   station:   seal()                          plain parts are the caller's to wipe
//   gateway:   check_outer(), check_part()     before anything is opened
//   opener:    open()                          outer + digests + inner, all of it
//
// All functions are reentrant and never log content.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/envelope/keys.hpp"
#include "protocol/envelope/suite.hpp"
#include "protocol/messages/envelope.pb.h"

namespace doorstep::protocol {

enum class EnvelopeError {
    Malformed = 1,        // refuse MALFORMED: not an envelope, or its fields contradict each other
    OverBound,            // refuse OVER_BOUND
    UnknownSuite,         // refuse UNKNOWN_SUITE
    OtherStation,         // refuse OTHER_STATION: header names another station or key than the connection's
    OtherTownship,        // refuse OTHER_TOWNSHIP
    BadOuterSignature,    // refuse BAD_OUTER_SIGNATURE
    BadPartDigest,        // refuse BAD_PART_DIGEST: these bytes are not the named part
    UnknownRecipientKey,  // refuse UNKNOWN_RECIPIENT_KEY: sealed to a key that is not ours
    CannotOpen,           // refuse CANNOT_OPEN: altered, moved from another submission, or header replaced
    StreamCut,            // refuse CANNOT_OPEN: a part ends before its final mark
    BadInnerSignature,    // refuse BAD_INNER_SIGNATURE
    BadKey,               // a defect of ours: the caller's own key is none
};

// Bounds of one submission; over them nothing is sealed and nothing is taken.
constexpr std::size_t largest_envelope = 512U << 10U;  // header, key, inner and names of 999 parts fit well
constexpr std::size_t most_parts = 999;
constexpr std::uint64_t largest_part = 32U << 20U;         // plain bytes: an A4 page at 300 dpi uncompressed is 26 MB
constexpr std::uint64_t largest_submission = 256U << 20U;  // plain bytes of all parts

// One part as the station has it.
struct PartToSeal {
    std::uint32_t number = 0;  // 1 … 999, ascending
    wire::PartKind kind = wire::PART_UNKNOWN;
    std::string media_type;
    BytesView content;  // the caller's; wiped by the caller
};

// Public sealing key of the township.
struct Recipient {
    Bytes public_key;
    std::uint32_t epoch = 0;
};

struct SealedSubmission {
    Bytes envelope;             // serialized wire::Envelope
    Digest envelope_digest{};   // SHA-256 of `envelope`: what an acknowledgement names
    std::vector<Bytes> parts;   // sealed bytes in the header's order
    std::vector<Digest> names;  // digest of each
};

// Seals. Of `header` the caller fills all but suite (0: 1), station_key_id, recipient key id and epoch, and parts.
// OverBound, Malformed (ids or part numbers), UnknownSuite, BadKey. `audit_entries`: serialized AuditEntries that
// previous_audit_head covers; they travel inside the seal.
Result<SealedSubmission> seal(wire::Header header, std::span<const PartToSeal> parts, const SigningKeys& station,
                              const Recipient& recipient, Randomness& randomness = system_randomness(),
                              const SuiteRegistry& suites = SuiteRegistry::standard(), BytesView audit_entries = {});

// Who the other end is, from the connection (ZAP User-Id) and the database, never from the bytes.
struct ExpectedStation {
    std::string station_id;
    Bytes sign_public;
    std::string township;  // ours; compared with receiving_township
};

// An envelope whose outside is right. Nothing has been opened.
struct CheckedEnvelope {
    wire::Header header;
    struct Part {
        Digest name{};           // digest of the sealed bytes
        std::uint64_t size = 0;  // sealed bytes
    };
    std::vector<Part> parts;   // header's order
    Digest envelope_digest{};  // SHA-256 of the envelope's bytes
};

// Checks bounds, form, suite, station, township and the outer signature, in this order of errors: OverBound, Malformed,
// UnknownSuite, OtherStation, OtherTownship, BadOuterSignature.
Result<CheckedEnvelope> check_outer(BytesView envelope, const ExpectedStation& expected,
                                    const SuiteRegistry& suites = SuiteRegistry::standard());

// BadPartDigest unless these are the sealed bytes of part `index` (0-based, header's order).
Status check_part(const CheckedEnvelope& envelope, std::size_t index, BytesView sealed,
                  const SuiteRegistry& suites = SuiteRegistry::standard());

struct OpenedPart {
    wire::PartInfo info;
    WipedBytes content;
    Digest plain_digest{};
};

struct Opened {
    wire::Header header;
    Bytes header_bytes;     // as carried: what the signatures cover
    Bytes audit_entries;    // serialized AuditEntries as they came; empty: none
    Bytes inner_signature;  // archived with header_bytes and the plain digests; checkable in ten years
    std::vector<OpenedPart> parts;
};

// Checks the outside and every part's digest again, opens, and checks the inner signature. All errors of check_outer()
// and check_part(), then UnknownRecipientKey, CannotOpen, StreamCut, BadInnerSignature.
Result<Opened> open(BytesView envelope, std::span<const BytesView> sealed_parts, const BoxKeys& recipient,
                    const ExpectedStation& expected, const SuiteRegistry& suites = SuiteRegistry::standard());

// Checks an archived inner signature: header bytes as carried and the plain digests in order.
bool verify_inner(BytesView header_bytes, std::span<const Digest> plain_digests, BytesView signature,
                  BytesView station_public, const SuiteRegistry& suites = SuiteRegistry::standard());

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::EnvelopeError> {
    static constexpr std::string_view module = "envelope";
    static std::string_view name(protocol::EnvelopeError e);
};
