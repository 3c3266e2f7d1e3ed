// Cases for people to look at. Names and numbers come masked unless the looker gave a purpose, and every look is
// written into the audit chain here, so that no entrance can forget it (SECURITY 21).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/uuid.hpp"
#include "township/archive/audit.hpp"
#include "township/workflow/acting.hpp"
#include "township/workflow/consent_reader.hpp"
#include "township/workflow/legal_time.hpp"
#include "township/workflow/letters.hpp"

namespace doorstep::township {

struct CaseSummary {
    std::string number;  // 12 digits
    std::int64_t kind = 0;
    std::string scheme;
    std::string station;  // empty: brought over from an old archive
    std::string state;
    std::int64_t state_ms = 0;
    std::int64_t created_ms = 0;
    std::string name;  // applicant; masked or plain
    std::int64_t submissions = 0;
    std::int64_t members = 0;
    std::int64_t consents = 0;
    std::int64_t pages = 0;
    std::int64_t check_ins = 0;
    std::int64_t open_tasks = 0;
};

struct PersonView {
    std::string role;
    std::string relation;
    std::string name;    // masked or plain
    std::string number;  // masked or plain; empty when none
    std::string phone;   // masked or plain; empty when none
};

struct PartView {
    Uuid submission;
    std::int64_t number = 0;
    std::int64_t kind = 0;
    std::string media_type;
    std::int64_t size = 0;
    Digest digest{};
    bool is_page() const;  // pages and signed sheets
};

struct CheckInView {
    Uuid submission;
    std::string case_number;
    std::string station;
    std::int64_t way = 0;
    std::int64_t reason = 0;
    bool person_present = false;
    std::string operator_account;
    std::string name;  // masked or plain
    std::int64_t station_ms = 0;
    std::int64_t received_ms = 0;
};

struct SubmissionView {
    Uuid id;
    std::int64_t kind = 0;
    std::string station;
    std::int64_t sequence = 0;
    std::int64_t author_as = 0;
    std::string author_account;
    std::int64_t station_ms = 0;
    LegalTime time;  // when it was made, as far as that can be proved; not_after_ms is the receipt
    bool attached = true;
    // Of one that no station made and signed: catalogue, its line, its day of receipt (empty: none). Else empty.
    std::string import_source;
    std::int64_t import_line = 0;
    std::string import_received;
};

struct MoveView {
    std::string from;
    std::string to;
    std::string note;
    std::string reason;
    std::string who;
    std::int64_t at_ms = 0;
};

struct HearingView {
    std::string record;
    std::string who;
    std::int64_t at_ms = 0;
};

struct CaseDetail {
    CaseSummary summary;
    std::string note;
    std::vector<SubmissionView> submissions;
    std::vector<PersonView> people;  // of the newest submission that names people
    std::vector<ConsentView> consents;
    std::vector<PartView> parts;
    std::vector<CheckInView> check_ins;
    std::vector<LetterView> letters;
    std::vector<ActingView> acting;  // who handed in for the person
    std::vector<MoveView> moves;
    std::vector<HearingView> hearings;
    std::vector<std::string> tasks;  // open ones, code and place
};

// Newest first, at most 10,000.
Result<std::vector<CaseSummary>> list_cases(Archive& archive, const Actor& actor);
// Newest first, at most 10,000.
Result<std::vector<CheckInView>> list_check_ins(Archive& archive, const Actor& actor);
// NoSuchCase.
Result<CaseDetail> read_case(Archive& archive, std::string_view case_number, const Actor& actor);
// One part's content; NoSuchCase when the case has no such part, BadBlob.
Result<WipedBytes> read_part(Archive& archive, std::string_view case_number, const Uuid& submission,
                             std::int64_t number, const Actor& actor);

}  // namespace doorstep::township
