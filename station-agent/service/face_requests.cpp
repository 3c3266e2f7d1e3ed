// The face vault (SECURITY 11–13): no step without its consent, nothing leaves but the template to the hub.
#include <algorithm>

#include "base/log.hpp"
#include "station-agent/service/consents.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

constexpr int largest_template = 128 * 32;  // numbers: at most 32 pictures of 128

void wipe_template(wire::Template& face) {
    wipe(face.mutable_values()->mutable_data(), static_cast<std::size_t>(face.values_size()) * sizeof(float));
}

// The last word on that kind counts (DESIGN rule 11).
const wire::Consent* last_of_kind(const std::vector<wire::Consent>& consents, wire::Consent::Kind kind) {
    const auto found =
        std::find_if(consents.rbegin(), consents.rend(), [&](const auto& c) { return c.kind() == kind; });
    return found != consents.rend() ? &*found : nullptr;
}

Result<bool> verify_consent_given(Organs& organs, const PersonSession& person, const std::string& consent_id) {
    DOORSTEP_TRY(const auto drafts, organs.drafts.list(person.key));
    for (const auto& draft : drafts) {
        DOORSTEP_TRY(const auto parts, organs.drafts.parts(person.key, draft.id, true));
        DOORSTEP_TRY(const auto consents, consents_in(parts));
        const auto* last = last_of_kind(consents, wire::Consent::FACE_VERIFY);
        if (last != nullptr && !consent_id.empty() && last->id() == consent_id &&
            last->answer() == wire::Consent::GIVEN) {
            return true;
        }
    }
    return false;
}

// Given on paper, and the scanned sheet is in the draft.
Status check_store_consent(const std::vector<DraftPart>& parts) {
    DOORSTEP_TRY(const auto consents, consents_in(parts));
    const auto* last = last_of_kind(consents, wire::Consent::FACE_STORE);
    if (last == nullptr || last->answer() != wire::Consent::GIVEN) {
        return wire::FAULT_CONSENT_MISSING;
    }
    const bool sheet = std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
        return part.number == last->paper_part() && part.kind == wire::SIGNED_SHEET;
    });
    return sheet ? Status{} : Status(wire::FAULT_CONSENT_MISSING);
}

}  // namespace

Status check_not_own(Organs& organs, const PersonSession& person, const Shift& shift) {
    const auto& account = shift.clerk.account;
    DOORSTEP_TRY(bool own, organs.accounts.is_own_number(account, person.number.view()));
    DOORSTEP_TRY(const auto entries, organs.roster.entries(person.key));
    for (const auto& entry : entries) {
        for (int i = 0; !own && i < entry.household_numbers_size(); ++i) {
            DOORSTEP_TRY(own, organs.accounts.is_own_number(account, entry.household_numbers(i)));
        }
    }
    return own ? Status(wire::FAULT_OWN_CHECKIN) : Status{};
}

Answer open_vault(Call call, const wire::OpenVault& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const bool given, verify_consent_given(call.organs, *person, request.consent_id()));
    if (!given) {
        return wire::FAULT_CONSENT_MISSING;
    }
    using Face = std::optional<wire::Template>;
    DOORSTEP_TRY(auto face, call.organs.locked() ? Result<Face>(Face{}) : call.organs.vault.open(person->key));
    if (!face) {
        return wire::FAULT_NOT_ENROLLED_FACE;
    }
    DOORSTEP_CHECK(call.organs.trail.note("face-opened", {}, as_bytes(face->row_id())));
    wire::AgentReply reply;
    reply.mutable_template_()->Swap(&*face);
    return reply;
}

Answer store_face(Call call, wire::StoreFace& request) {
    auto& organs = call.organs;
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Shift* shift, call.required_shift(request.operator_token()));
    DOORSTEP_CHECK(check_not_own(organs, *person, *shift));
    const auto id = Uuid::from_bytes(as_bytes(request.draft()));
    if (!id || request.template_().values_size() == 0 || request.template_().values_size() > largest_template) {
        return wire::FAULT_BAD_REQUEST;
    }
    DOORSTEP_TRY(const auto parts, organs.drafts.parts(person->key, *id, true));
    DOORSTEP_CHECK(check_store_consent(parts));
    auto row = organs.vault.store(person->key, request.template_());
    wipe_template(*request.mutable_template_());
    DOORSTEP_CHECK(row);
    DOORSTEP_CHECK(organs.trail.note("face-stored", shift->clerk.account, *row));
    log::info("vault: a template was stored");
    wire::AgentReply reply;
    reply.mutable_face_stored()->set_row_id(std::string(as_text(*row)));
    return reply;
}

Answer withdraw_face(Call call, const wire::WithdrawFace& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Bytes row, call.organs.vault.withdraw(person->key));
    if (!row.empty()) {
        DOORSTEP_CHECK(call.organs.trail.note("face-withdrawn", {}, row));
    }
    log::info("vault: {}", row.empty() ? "nothing to withdraw" : "a template was withdrawn");
    return done_reply();
}

}  // namespace doorstep::agent
