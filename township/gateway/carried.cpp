#include "township/gateway/carried.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/log.hpp"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/gateway/receipts.hpp"
#include "township/gateway/refusals.hpp"
#include "township/workflow/intake.hpp"

namespace doorstep::township {
namespace {

struct Work {
    Archive& archive;
    const Opener& opener;
    Intake intake;
};

// The station that the envelope names, not yet believed: only to find the key that must have signed it.
std::string named_station(BytesView envelope) {
    wire::Envelope outer;
    wire::Header header;
    const bool read = outer.ParseFromArray(envelope.data(), static_cast<int>(envelope.size())) &&
                      header.ParseFromString(outer.header());
    return read && is_station_id(header.station_id()) ? header.station_id() : std::string{};
}

Result<std::vector<Bytes>> read_parts(const std::filesystem::path& folder, const protocol::CheckedEnvelope& checked) {
    std::vector<Bytes> parts;
    for (std::size_t i = 0; i < checked.parts.size(); ++i) {
        DOORSTEP_TRY(Bytes part, read_file(folder / fmt::format("{:03}.part", i), checked.parts[i].size));
        DOORSTEP_CHECK(protocol::check_part(checked, i, part));
        parts.push_back(std::move(part));
    }
    return parts;
}

Result<HeldSubmission> hold(Work& work, const std::filesystem::path& folder, const Uuid& id, BytesView envelope,
                            const Station& station) {
    const protocol::ExpectedStation expected{station.id, station.sign_public, work.archive.keys().township};
    DOORSTEP_TRY(const auto checked, protocol::check_outer(envelope, expected));
    if (checked.header.submission_id() != as_text(id.bytes())) {
        return Error(protocol::EnvelopeError::Malformed, "folder and header name different submissions");
    }
    DOORSTEP_TRY(const auto before, held_submission(work.archive, id));
    if (before) {
        const bool same = before->envelope_digest == checked.envelope_digest && before->station == station.id;
        return same ? *before : Result<HeldSubmission>(Error(TownshipError::OtherContent, id.text()));
    }
    DOORSTEP_TRY(const auto parts, read_parts(folder, checked));
    DOORSTEP_TRY(const auto opened, work.opener.open(envelope, parts, expected));
    return work.intake.take_in(opened, checked.envelope_digest, station.sign_public);
}

// A part that is not whole or does not fit is the stick's fault: what the station holds is still good.
bool is_final(const Error& error) {
    return refusal_of(error).has_value() && !error.is(protocol::EnvelopeError::BadPartDigest);
}

Carried take_one(Work& work, const std::filesystem::path& folder, const Uuid& id) {
    Carried out;
    out.submission = id;
    const auto envelope = read_file(folder / "envelope", protocol::largest_envelope);
    out.station = envelope ? named_station(*envelope) : std::string{};
    const auto station = find_station(work.archive, out.station);
    if (!envelope || !station || !*station || !(*station)->enrolled()) {
        out.why = !envelope ? envelope.error().text() : !station ? station.error().text() : "station is not enrolled";
        return out;
    }
    const auto held = hold(work, folder, id, *envelope, **station);
    if (held) {
        const auto receipt = receipt_of(work.archive, *held).SerializeAsString();
        const auto written = write_file_carried(folder / receipt_file, as_bytes(receipt));
        out.result = Carried::Result::Held;
        out.why = written ? "" : "held, but its receipt could not be written: " + written.error().text();
        return out;
    }
    out.why = held.error().text();
    if (is_final(held.error())) {
        out.result = Carried::Result::Refused;
        const auto kept = keep_refusal(work.archive, out.station, id.bytes(), *refusal_of(held.error()), *envelope);
        if (!kept) {
            log::error("import: {}", kept.error().text());
        }
    }
    return out;
}

}  // namespace

Result<std::vector<Carried>> take_carried(Archive& archive, Judgement& judgement, const Opener& opener,
                                          const std::filesystem::path& folder) {
    std::vector<std::pair<std::string, Uuid>> found;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const auto id = Uuid::parse(entry.path().filename().native());
        if (id && found.size() < most_carried) {
            found.emplace_back(entry.path().filename().native(), *id);
        }
    }
    if (failed) {
        return file_error(failed.value(), folder.native());
    }
    std::sort(found.begin(), found.end());
    Work work{archive, opener, Intake(archive, judgement)};
    std::vector<Carried> out;
    for (const auto& [name, id] : found) {
        out.push_back(take_one(work, folder / name, id));
    }
    return out;
}

}  // namespace doorstep::township
