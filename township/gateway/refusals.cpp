#include "township/gateway/refusals.hpp"

#include <fmt/format.h>

#include "protocol/envelope/envelope.hpp"
#include "township/archive/audit.hpp"
#include "township/archive/submissions.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {

std::optional<wire::RefusalCode> refusal_of(const Error& error) {
    using E = protocol::EnvelopeError;
    struct Row {
        E error;
        wire::RefusalCode code;
    };
    static constexpr Row table[] = {
        {E::Malformed, wire::MALFORMED},
        {E::OverBound, wire::OVER_BOUND},
        {E::UnknownSuite, wire::UNKNOWN_SUITE},
        {E::OtherStation, wire::OTHER_STATION},
        {E::OtherTownship, wire::OTHER_TOWNSHIP},
        {E::BadOuterSignature, wire::BAD_OUTER_SIGNATURE},
        {E::BadPartDigest, wire::BAD_PART_DIGEST},
        {E::UnknownRecipientKey, wire::UNKNOWN_RECIPIENT_KEY},
        {E::CannotOpen, wire::CANNOT_OPEN},
        {E::StreamCut, wire::CANNOT_OPEN},
        {E::BadInnerSignature, wire::BAD_INNER_SIGNATURE},
    };
    for (const auto& row : table) {
        if (error.is(row.error)) {
            return row.code;
        }
    }
    if (error.is(TownshipError::OtherContent)) {
        return wire::SAME_ID_OTHER_CONTENT;
    }
    return std::nullopt;
}

std::string_view refusal_name(wire::RefusalCode code) {
    return wire::RefusalCode_Name(code);
}

Result<std::int64_t> keep_refusal(Archive& archive, std::string_view station, BytesView submission,
                                  wire::RefusalCode code, BytesView envelope) {
    const auto id = Uuid::from_bytes(submission).value_or(Uuid{});
    std::int64_t row = 0;
    const auto kept = archive.database().transaction([&]() -> Status {
        DOORSTEP_TRY(row, keep_refused(archive, station, submission, code, envelope));
        Task task;
        task.kind = "refused";
        task.station = std::string(station);
        task.what = std::string(refusal_name(code));
        task.submission = id;
        DOORSTEP_CHECK(add_task(archive, task));
        return row == 0 ? Status{}
                        : audit(archive, {"gateway", ""}, fmt::format("refused {}", refusal_name(code)),
                                id.is_nil() ? std::string(station) : id.text());
    });
    DOORSTEP_CHECK(kept);
    return row;
}

}  // namespace doorstep::township
