#include "protocol/envelope/envelope.hpp"

#include "protocol/envelope/associated.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep {

std::string_view ErrorNames<protocol::EnvelopeError>::name(protocol::EnvelopeError e) {
    using E = protocol::EnvelopeError;
    switch (e) {
        case E::Malformed:
            return "Malformed";
        case E::OverBound:
            return "OverBound";
        case E::UnknownSuite:
            return "UnknownSuite";
        case E::OtherStation:
            return "OtherStation";
        case E::OtherTownship:
            return "OtherTownship";
        case E::BadOuterSignature:
            return "BadOuterSignature";
        case E::BadPartDigest:
            return "BadPartDigest";
        case E::UnknownRecipientKey:
            return "UnknownRecipientKey";
        case E::CannotOpen:
            return "CannotOpen";
        case E::StreamCut:
            return "StreamCut";
        case E::BadInnerSignature:
            return "BadInnerSignature";
        case E::BadKey:
            return "BadKey";
    }
    return "?";
}

namespace protocol {
namespace {

// Bounds and order of the parts, as header and caller name them.
Status check_part_list(const google::protobuf::RepeatedPtrField<wire::PartInfo>& parts) {
    if (static_cast<std::size_t>(parts.size()) > most_parts) {
        return Error(EnvelopeError::OverBound, "parts");
    }
    std::uint64_t total = 0;
    std::uint32_t previous = 0;
    for (const auto& part : parts) {
        if (part.number() <= previous || part.number() > most_parts) {
            return Error(EnvelopeError::Malformed, "part numbers");
        }
        previous = part.number();
        total += std::min(part.plain_size(), largest_submission + 1);
        if (part.plain_size() > largest_part || total > largest_submission) {
            return Error(EnvelopeError::OverBound, "bytes");
        }
    }
    return {};
}

Status check_header(const wire::Header& header) {
    if (header.submission_id().size() != 16 || header.station_id().empty() || header.receiving_township().empty()) {
        return Error(EnvelopeError::Malformed, "header ids");
    }
    return check_part_list(header.parts());
}

Result<wire::Header> complete_header(wire::Header header, std::span<const PartToSeal> parts, const SigningKeys& station,
                                     const Recipient& recipient) {
    const Bytes station_key = key_id(station.public_key);
    const Bytes recipient_key = key_id(recipient.public_key);
    header.set_suite(header.suite() == 0 ? 1 : header.suite());
    header.set_station_key_id(std::string(as_text(station_key)));
    header.set_recipient_key_id(std::string(as_text(recipient_key)));
    header.set_recipient_epoch(recipient.epoch);
    header.clear_parts();
    for (const auto& part : parts) {
        auto& info = *header.add_parts();
        info.set_number(part.number);
        info.set_kind(part.kind);
        info.set_media_type(part.media_type);
        info.set_plain_size(part.content.size());
    }
    DOORSTEP_CHECK(check_header(header));
    return header;
}

EnvelopeError from_suite(const Error& error) {
    return error.is(SuiteError::StreamCut)    ? EnvelopeError::StreamCut
           : error.is(SuiteError::CannotOpen) ? EnvelopeError::CannotOpen
                                              : EnvelopeError::BadKey;
}

// A sealing in progress: the suite, the submission key and the header it binds to.
struct Sealing {
    const Suite& suite;
    Randomness& randomness;
    WipedBytes key;
    Digest header_digest;
    BytesView audit_entries;

    Result<Bytes> seal(std::uint32_t number, BytesView content) const {
        auto sealed = suite.seal_stream(key, content, associated_data(header_digest, number), randomness);
        return sealed ? std::move(sealed) : Result<Bytes>(Error(EnvelopeError::BadKey, sealed.error().text()));
    }
};

Result<Bytes> make_inner(const Suite& suite, BytesView header, std::span<const Digest> plain_digests,
                         const SigningKeys& station, BytesView audit_entries) {
    wire::Inner inner;
    inner.set_audit_entries(std::string(as_text(audit_entries)));
    for (const auto& digest : plain_digests) {
        inner.add_plain_digests(std::string(as_text(digest)));
    }
    auto signature = suite.sign(domains::inner, inner_bytes(header, plain_digests), station);
    if (!signature) {
        return Error(EnvelopeError::BadKey, signature.error().text());
    }
    inner.set_signature(std::string(as_text(*signature)));
    const std::string bytes = inner.SerializeAsString();
    return Bytes(bytes.begin(), bytes.end());
}

Status seal_contents(const Sealing& sealing, BytesView header, std::span<const PartToSeal> parts,
                     const SigningKeys& station, wire::Envelope& envelope, SealedSubmission& sealed) {
    std::vector<Digest> plain_digests;
    for (const auto& part : parts) {
        plain_digests.push_back(sealing.suite.digest(part.content));
        DOORSTEP_TRY(Bytes bytes, sealing.seal(part.number, part.content));
        sealed.names.push_back(sealing.suite.digest(bytes));
        auto& named = *envelope.add_parts();
        named.set_digest(std::string(as_text(sealed.names.back())));
        named.set_size(bytes.size());
        sealed.parts.push_back(std::move(bytes));
    }
    DOORSTEP_TRY(const Bytes inner, make_inner(sealing.suite, header, plain_digests, station, sealing.audit_entries));
    DOORSTEP_TRY(const Bytes sealed_inner, sealing.seal(0, inner));
    envelope.set_sealed_inner(std::string(as_text(sealed_inner)));
    return {};
}

}  // namespace

Result<SealedSubmission> seal(wire::Header header, std::span<const PartToSeal> parts, const SigningKeys& station,
                              const Recipient& recipient, Randomness& randomness, const SuiteRegistry& suites,
                              BytesView audit_entries) {
    DOORSTEP_TRY(header, complete_header(std::move(header), parts, station, recipient));
    const Suite* suite = suites.find(header.suite());
    if (suite == nullptr) {
        return EnvelopeError::UnknownSuite;
    }
    wire::Envelope envelope;
    envelope.set_header(header.SerializeAsString());
    const BytesView header_bytes = as_bytes(envelope.header());
    const Sealing sealing{*suite, randomness, suite->make_key(randomness), suite->digest(header_bytes), audit_entries};
    auto sealed_key = suite->seal_key(sealing.key, recipient.public_key, randomness);
    if (!sealed_key) {
        return Error(EnvelopeError::BadKey, sealed_key.error().text());
    }
    envelope.set_sealed_key(std::string(as_text(*sealed_key)));
    SealedSubmission sealed;
    DOORSTEP_CHECK(seal_contents(sealing, header_bytes, parts, station, envelope, sealed));
    auto signature = suite->sign(domains::outer, outer_bytes(envelope), station);
    if (!signature) {
        return Error(EnvelopeError::BadKey, signature.error().text());
    }
    envelope.set_signature(std::string(as_text(*signature)));
    const std::string bytes = envelope.SerializeAsString();
    if (bytes.size() > largest_envelope) {
        return Error(EnvelopeError::OverBound, "envelope");
    }
    sealed.envelope.assign(bytes.begin(), bytes.end());
    sealed.envelope_digest = sha256(sealed.envelope);
    return sealed;
}

namespace {

struct Parsed {
    wire::Envelope envelope;
    wire::Header header;
    const Suite* suite = nullptr;
};

Result<Parsed> parse(BytesView bytes, const SuiteRegistry& suites) {
    if (bytes.size() > largest_envelope) {
        return Error(EnvelopeError::OverBound, "envelope");
    }
    Parsed parsed;
    if (!parsed.envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
        !parsed.header.ParseFromString(parsed.envelope.header())) {
        return EnvelopeError::Malformed;
    }
    DOORSTEP_CHECK(check_header(parsed.header));
    parsed.suite = suites.find(parsed.header.suite());
    if (parsed.suite == nullptr) {
        return EnvelopeError::UnknownSuite;
    }
    if (parsed.envelope.parts_size() != parsed.header.parts_size()) {
        return Error(EnvelopeError::Malformed, "part counts differ");
    }
    for (int i = 0; i < parsed.envelope.parts_size(); ++i) {
        const auto& part = parsed.envelope.parts(i);
        const auto expected = parsed.suite->sealed_size(parsed.header.parts(i).plain_size());
        if (part.digest().size() != Digest{}.size() || part.size() != expected) {
            return Error(EnvelopeError::Malformed, "part name or size");
        }
    }
    return parsed;
}

Status check_names(const Parsed& parsed, const ExpectedStation& expected) {
    const Bytes expected_key = key_id(expected.sign_public);
    if (parsed.header.station_id() != expected.station_id || parsed.header.station_key_id() != as_text(expected_key)) {
        return EnvelopeError::OtherStation;
    }
    if (parsed.header.receiving_township() != expected.township) {
        return EnvelopeError::OtherTownship;
    }
    if (!parsed.suite->verify(domains::outer, outer_bytes(parsed.envelope), as_bytes(parsed.envelope.signature()),
                              expected.sign_public)) {
        return EnvelopeError::BadOuterSignature;
    }
    return {};
}

CheckedEnvelope checked_from(const Parsed& parsed, BytesView bytes) {
    CheckedEnvelope checked;
    checked.header = parsed.header;
    checked.envelope_digest = sha256(bytes);
    for (const auto& part : parsed.envelope.parts()) {
        CheckedEnvelope::Part named;
        std::copy(part.digest().begin(), part.digest().end(), named.name.begin());
        named.size = part.size();
        checked.parts.push_back(named);
    }
    return checked;
}

// Opens the stream of the signed list and checks that its signature covers this header and these digests.
Result<wire::Inner> check_inner(const Parsed& parsed, BytesView key, const Digest& header_digest,
                                std::span<const Digest> plain_digests, BytesView station_public) {
    auto opened =
        parsed.suite->open_stream(key, as_bytes(parsed.envelope.sealed_inner()), associated_data(header_digest, 0));
    if (!opened) {
        return Error(from_suite(opened.error()), "inner");
    }
    wire::Inner inner;
    if (!inner.ParseFromArray(opened->data(), static_cast<int>(opened->size()))) {
        return Error(EnvelopeError::Malformed, "inner");
    }
    if (!parsed.suite->verify(domains::inner, inner_bytes(as_bytes(parsed.envelope.header()), plain_digests),
                              as_bytes(inner.signature()), station_public)) {
        return EnvelopeError::BadInnerSignature;
    }
    return inner;
}

Result<std::vector<OpenedPart>> open_parts(const Parsed& parsed, std::span<const BytesView> sealed, BytesView key,
                                           const Digest& header_digest) {
    std::vector<OpenedPart> parts;
    for (int i = 0; i < parsed.header.parts_size(); ++i) {
        const auto& info = parsed.header.parts(i);
        auto content = parsed.suite->open_stream(key, sealed[static_cast<std::size_t>(i)],
                                                 associated_data(header_digest, info.number()));
        if (!content) {
            return Error(from_suite(content.error()), "part");
        }
        const auto digest = parsed.suite->digest(*content);
        parts.push_back({info, std::move(*content), digest});
    }
    return parts;
}

}  // namespace

Result<CheckedEnvelope> check_outer(BytesView envelope, const ExpectedStation& expected, const SuiteRegistry& suites) {
    DOORSTEP_TRY(const Parsed parsed, parse(envelope, suites));
    DOORSTEP_CHECK(check_names(parsed, expected));
    return checked_from(parsed, envelope);
}

Status check_part(const CheckedEnvelope& envelope, std::size_t index, BytesView sealed, const SuiteRegistry& suites) {
    const Suite* suite = suites.find(envelope.header.suite());
    if (suite == nullptr) {
        return EnvelopeError::UnknownSuite;
    }
    if (index >= envelope.parts.size() || envelope.parts[index].size != sealed.size() ||
        suite->digest(sealed) != envelope.parts[index].name) {
        return EnvelopeError::BadPartDigest;
    }
    return {};
}

Result<Opened> open(BytesView envelope, std::span<const BytesView> sealed_parts, const BoxKeys& recipient,
                    const ExpectedStation& expected, const SuiteRegistry& suites) {
    DOORSTEP_TRY(const Parsed parsed, parse(envelope, suites));
    DOORSTEP_CHECK(check_names(parsed, expected));
    const auto checked = checked_from(parsed, envelope);
    if (sealed_parts.size() != checked.parts.size()) {
        return Error(EnvelopeError::BadPartDigest, "number of parts");
    }
    for (std::size_t i = 0; i < sealed_parts.size(); ++i) {
        DOORSTEP_CHECK(check_part(checked, i, sealed_parts[i], suites));
    }
    const Bytes our_key = key_id(recipient.public_key);
    if (parsed.header.recipient_key_id() != as_text(our_key)) {
        return EnvelopeError::UnknownRecipientKey;
    }
    auto key = parsed.suite->open_key(as_bytes(parsed.envelope.sealed_key()), recipient);
    if (!key) {
        return Error(from_suite(key.error()), "key");
    }
    const auto header_digest = parsed.suite->digest(as_bytes(parsed.envelope.header()));
    Opened opened;
    DOORSTEP_TRY(opened.parts, open_parts(parsed, sealed_parts, *key, header_digest));
    std::vector<Digest> plain_digests;
    for (const auto& part : opened.parts) {
        plain_digests.push_back(part.plain_digest);
    }
    DOORSTEP_TRY(const auto inner, check_inner(parsed, *key, header_digest, plain_digests, expected.sign_public));
    opened.inner_signature.assign(inner.signature().begin(), inner.signature().end());
    opened.audit_entries.assign(inner.audit_entries().begin(), inner.audit_entries().end());
    opened.header = parsed.header;
    opened.header_bytes.assign(parsed.envelope.header().begin(), parsed.envelope.header().end());
    return opened;
}

bool verify_inner(BytesView header_bytes, std::span<const Digest> plain_digests, BytesView signature,
                  BytesView station_public, const SuiteRegistry& suites) {
    wire::Header header;
    if (!header.ParseFromArray(header_bytes.data(), static_cast<int>(header_bytes.size()))) {
        return false;
    }
    const Suite* suite = suites.find(header.suite());
    return suite != nullptr &&
           suite->verify(domains::inner, inner_bytes(header_bytes, plain_digests), signature, station_public);
}

}  // namespace protocol
}  // namespace doorstep
