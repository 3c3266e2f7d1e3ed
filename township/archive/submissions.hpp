// Submissions as held: write-once rows and what refers to them (SECURITY 2, 3). Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// What an acknowledgement says; the same at every repetition.
struct HeldSubmission {
    Uuid id;
    std::string station;
    std::string case_number;
    Digest envelope_digest{};
    std::int64_t received_ms = 0;
};

// Nothing when it is not held.
Result<std::optional<HeldSubmission>> held_submission(Archive& archive, const Uuid& id);

// Somebody a submission is about, in plain; wiped when it goes.
struct Person {
    std::string role;      // "applicant", "member", "obligor"
    std::string relation;  // GB/T 4761; empty for the applicant
    WipedString name;
    WipedString number;
    WipedString phone;
};

// Everything of an opened submission that goes into rows.
struct NewSubmission {
    const protocol::Opened* opened = nullptr;  // borrowed
    Digest envelope_digest{};
    Bytes sign_public;               // the station's key that checked it
    std::int64_t not_before_ms = 0;  // as its time token proves; 0: nothing does
    std::string case_number;
    bool attached = true;
    std::vector<Person> people;
    std::vector<wire::Consent> consents;
    std::optional<wire::CheckInOutcome> outcome;
};

// Files come first (put_large_parts()), then rows.
// The rows with the small parts; received_ms is now. Joins the caller's transaction.
Result<HeldSubmission> insert_submission(Archive& archive, const NewSubmission& submission);

// Keeps an envelope that was refused; the row's id, or 0 when the same was kept before or the station has its share
// (most_refused) already.
constexpr std::int64_t most_refused = 1000;
Result<std::int64_t> keep_refused(Archive& archive, std::string_view station, BytesView submission,
                                  wire::RefusalCode code, BytesView envelope);

}  // namespace doorstep::township
