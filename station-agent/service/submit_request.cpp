// Hand-in: seal, files, one commit, answer. What was answered survives a power cut; asked twice, the answer is the
// same.
#include <algorithm>

#include "base/case_number.hpp"
#include "base/log.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/service/acting.hpp"
#include "station-agent/service/consents.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"
#include "station-agent/store/test_point.hpp"

namespace doorstep::agent {
namespace {

// One hand-in on its way.
struct HandIn {
    const PersonSession* person = nullptr;  // never null once gathered
    const Shift* shift = nullptr;           // null: the applicant alone
    DraftInfo draft;
    std::vector<DraftPart> parts;
    std::optional<PersonKey> for_other;  // whose business it is; nothing: the person's own
    std::string case_number;
    const PersonKey& about() const { return for_other ? *for_other : person->key; }
    std::uint64_t sequence = 0;
    std::int64_t now_ms = 0;
};

wire::AgentReply submitted_reply(Organs& organs, const Receipt& receipt) {
    wire::AgentReply reply;
    auto& submitted = *reply.mutable_submitted();
    submitted.set_submission(std::string(as_text(receipt.submission.bytes())));
    submitted.set_case_number(receipt.case_number);
    submitted.set_sealed_ms(receipt.sealed_ms);
    submitted.set_station(organs.enrolment ? organs.enrolment->station : "");
    submitted.set_qr_text(receipt.qr_text);
    submitted.set_line_up(organs.uplink.line_up());
    return reply;
}

// Follow-ups stay with their case; whoever has none gets a new one.
Result<std::string> choose_case_number(Organs& organs, const HandIn& hand_in) {
    if (!hand_in.draft.case_number.empty()) {
        DOORSTEP_TRY(const CaseNumber given, CaseNumber::parse(hand_in.draft.case_number));
        return given.digits();
    }
    if (hand_in.draft.kind != wire::APPLICATION && hand_in.draft.kind != wire::COMPLAINT) {
        DOORSTEP_TRY(const auto entries, known_entries(organs, hand_in.about()));
        if (!entries.empty() && !entries.front().case_number().empty()) {
            return entries.front().case_number();
        }
        DOORSTEP_TRY(const auto own, organs.cases.numbers_of(hand_in.about()));
        if (own.size() == 1) {
            return *own.begin();
        }
    }
    return CaseNumber::make().digits();
}

// A clerk who confirms by hand is signed in and is neither the person nor of the household (SECURITY 22). Nobody is
// checked in by another: who comes for somebody reports, and the township visits.
Status check_confirmation(Organs& organs, const HandIn& hand_in) {
    for (const auto& part : hand_in.parts) {
        wire::CheckInOutcome outcome;
        if (part.kind != wire::OUTCOME ||
            !outcome.ParseFromArray(part.content.data(), static_cast<int>(part.content.size()))) {
            continue;
        }
        if ((outcome.way() == wire::CheckInOutcome::REPORTED) != hand_in.for_other.has_value()) {
            return Error(wire::FAULT_BAD_REQUEST, "a check-in for another");
        }
        if (outcome.way() != wire::CheckInOutcome::CLERK_CONFIRMED) {
            continue;
        }
        if (hand_in.shift == nullptr) {
            return wire::FAULT_NOT_SIGNED_IN;
        }
        DOORSTEP_CHECK(check_not_own(organs, *hand_in.person, *hand_in.shift));
    }
    return {};
}

// Who complains by name sends the own fields along; without them nobody is named, whichever card lies there.
bool names_its_author(const HandIn& hand_in) {
    return std::any_of(hand_in.parts.begin(), hand_in.parts.end(),
                       [](const DraftPart& part) { return part.kind == wire::PERSON; });
}

void fill_author(wire::Author& author, const HandIn& hand_in) {
    if (hand_in.draft.kind == wire::COMPLAINT && !names_its_author(hand_in)) {
        author.set_as(wire::Author::WITHOUT_CARD);
    } else if (hand_in.shift != nullptr) {
        author.set_as(wire::Author::CLERK);
        author.set_account(hand_in.shift->clerk.account);
    } else {
        author.set_as(hand_in.person->from_chip ? wire::Author::APPLICANT_CARD : wire::Author::APPLICANT_TYPED);
    }
}

Status fill_times(Organs& organs, wire::Times& times, std::int64_t now_ms) {
    auto& database = *organs.store.database;
    DOORSTEP_TRY(const std::int64_t token_ms, meta_number(database, "time_token_ms"));
    DOORSTEP_TRY(const Bytes token, meta_bytes(database, "time_token"));
    DOORSTEP_TRY(const std::int64_t wrong, meta_number(database, "clock_wrong"));
    times.set_station_ms(now_ms);
    times.set_last_token_ms(token_ms);
    times.set_last_token(std::string(as_text(token)));
    times.set_clock_known_wrong(wrong != 0 || now_ms < token_ms);
    return {};
}

Result<wire::Header> make_header(Organs& organs, const HandIn& hand_in) {
    const auto& enrolment = *organs.enrolment;
    wire::Header header;
    header.set_submission_id(std::string(as_text(hand_in.draft.id.bytes())));
    header.set_kind(hand_in.draft.kind);
    header.set_station_id(enrolment.station);
    header.set_station_sequence(hand_in.sequence);
    fill_author(*header.mutable_author(), hand_in);
    header.set_receiving_township(enrolment.township);
    header.set_competent_township(enrolment.township);
    DOORSTEP_CHECK(fill_times(organs, *header.mutable_times(), hand_in.now_ms));
    DOORSTEP_TRY(const Bytes head, organs.outbox.audit_head());
    header.set_previous_audit_head(std::string(as_text(head)));
    header.set_case_number(hand_in.case_number);
    header.set_scheme(hand_in.draft.scheme);
    header.set_scheme_version(hand_in.draft.scheme_version);
    if (hand_in.draft.kind == wire::SUPPLEMENT) {
        // What was handed in is frozen: an addition names what it adds to, where this station made it.
        DOORSTEP_TRY(const auto earlier, organs.outbox.newest_application(hand_in.case_number));
        header.set_follows(earlier ? std::string(as_text(earlier->bytes())) : std::string());
    }
    return header;
}

Result<protocol::SealedSubmission> seal_parts(Organs& organs, const HandIn& hand_in) {
    DOORSTEP_TRY(wire::Header header, make_header(organs, hand_in));
    std::vector<protocol::PartToSeal> parts;
    for (const auto& part : hand_in.parts) {
        parts.push_back({part.number, part.kind, part.media_type, part.content});
    }
    DOORSTEP_TRY(const auto recipient, organs.releases.recipient(*organs.enrolment));
    DOORSTEP_TRY(const auto entries, organs.trail.before(hand_in.sequence));
    const auto serialized = entries.SerializeAsString();
    return protocol::seal(std::move(header), parts, organs.enrolment->sign, recipient, protocol::system_randomness(),
                          protocol::SuiteRegistry::standard(), as_bytes(serialized));
}

// It was begun under a case of the person, or of whom the person acts for: then it says so.
Status check_letter(Organs& organs, const HandIn& hand_in) {
    if (!is_letter_in_case(hand_in.draft.kind)) {
        return {};
    }
    DOORSTEP_TRY(const auto theirs, case_numbers_under(organs, hand_in.about()));
    return theirs.contains(hand_in.draft.case_number) ? Status{} : Status(wire::FAULT_BAD_REQUEST);
}

// For another: found again by that one's card, and by who handed it in when it was an application. A letter gives
// nobody a look at the case.
Status link_case(Organs& organs, const HandIn& hand_in) {
    if (hand_in.draft.kind == wire::COMPLAINT) {
        return {};  // found by its number alone, in no list
    }
    if (!hand_in.for_other) {
        return organs.cases.link(hand_in.person->key, hand_in.case_number);
    }
    if (hand_in.draft.kind != wire::APPLICATION) {
        return {};
    }
    DOORSTEP_CHECK(organs.cases.link(*hand_in.for_other, hand_in.case_number));
    return organs.cases.link_acting(hand_in.person->key, hand_in.case_number);
}

Result<HandIn> gather(Call call, const wire::Submit& request, const Uuid& id) {
    auto& organs = call.organs;
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Shift* shift, call.shift(request.operator_token()));
    HandIn hand_in;
    hand_in.person = person;
    hand_in.now_ms = organs.clock.now().milliseconds;
    DOORSTEP_TRY(hand_in.draft, organs.drafts.find(person->key, id));
    hand_in.shift = hand_in.draft.kind == wire::COMPLAINT ? nullptr : shift;  // sealed past the clerk
    DOORSTEP_TRY(hand_in.parts, organs.drafts.parts(person->key, id, true));
    if (hand_in.parts.empty()) {
        return wire::FAULT_PART_MISSING;
    }
    const std::string account = hand_in.shift != nullptr ? hand_in.shift->clerk.account : "";
    DOORSTEP_TRY(hand_in.for_other, whose_business(organs, *person, hand_in.parts, account));
    const bool of_the_face = hand_in.draft.kind == wire::ENROLMENT || hand_in.draft.kind == wire::WITHDRAWAL;
    if (hand_in.for_other && of_the_face) {
        return Error(wire::FAULT_BAD_REQUEST, "a face of another");
    }
    DOORSTEP_CHECK(check_letter(organs, hand_in));
    DOORSTEP_CHECK(check_confirmation(organs, hand_in));
    DOORSTEP_CHECK(sign_consents(hand_in.parts, account));
    DOORSTEP_TRY(hand_in.case_number, choose_case_number(organs, hand_in));
    DOORSTEP_TRY(hand_in.sequence, organs.outbox.next_sequence());
    return hand_in;
}

Result<Receipt> make_receipt(Organs& organs, const HandIn& hand_in) {
    constexpr std::int64_t second_ms = 1000;
    Receipt receipt{hand_in.draft.id, hand_in.case_number, hand_in.now_ms, {}};
    DOORSTEP_TRY(receipt.qr_text, protocol::make_receipt_text(
                                      {receipt.case_number, organs.enrolment->station, hand_in.now_ms / second_ms},
                                      organs.enrolment->sign));
    return receipt;
}

std::int64_t plain_size(const HandIn& hand_in) {
    std::int64_t size = 0;
    for (const auto& part : hand_in.parts) {
        size += static_cast<std::int64_t>(part.content.size());
    }
    return size;
}

// Files, then one commit that puts the item in and takes the draft out.
Status keep(Organs& organs, const HandIn& hand_in, const protocol::SealedSubmission& sealed, const Receipt& receipt) {
    DOORSTEP_CHECK(organs.outbox.write_files(sealed));
    std::vector<Digest> draft_files;
    const auto committed = organs.store.database->transaction([&]() -> Status {
        DOORSTEP_CHECK(
            organs.outbox.insert({receipt, hand_in.sequence, hand_in.draft.kind, hand_in.draft.scheme, &sealed}));
        DOORSTEP_CHECK(link_case(organs, hand_in));
        DOORSTEP_TRY(draft_files, organs.drafts.erase_rows(hand_in.draft.id));
        test_point("before-commit");
        return {};
    });
    DOORSTEP_CHECK(committed);
    test_point("after-commit");
    organs.after_answer([&organs, files = std::move(draft_files)] { organs.drafts.remove_files(files); });
    return {};
}

}  // namespace

Answer submit(Call call, const wire::Submit& request) {
    auto& organs = call.organs;
    DOORSTEP_TRY([[maybe_unused]] const PersonSession* person, call.person(request.session()));
    const auto id = Uuid::from_bytes(as_bytes(request.draft()));
    if (!id) {
        return wire::FAULT_DRAFT_UNKNOWN;
    }
    DOORSTEP_TRY(const auto earlier, organs.outbox.receipt(*id));
    if (earlier) {
        return submitted_reply(organs, *earlier);
    }
    DOORSTEP_TRY(const bool revoked, organs.releases.revoked());
    if (!organs.enrolment || revoked) {
        return wire::FAULT_STATION_NOT_ENROLLED;
    }
    DOORSTEP_TRY(const HandIn hand_in, gather(call, request, *id));
    DOORSTEP_CHECK(organs.outbox.check_room(plain_size(hand_in)));
    DOORSTEP_TRY(const auto sealed, seal_parts(organs, hand_in));
    DOORSTEP_TRY(const Receipt receipt, make_receipt(organs, hand_in));
    test_point("sealed");
    if (const auto kept = keep(organs, hand_in, sealed, receipt); !kept) {
        organs.store.note_failed_commit();
        return kept.error();
    }
    organs.after_answer(
        [id = *id, parts = hand_in.parts.size()] { log::info("handed in: {}, {} parts", id.text(), parts); });
    return submitted_reply(organs, receipt);
}

}  // namespace doorstep::agent
