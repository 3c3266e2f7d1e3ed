#include "station-agent/service/acting.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"
#include "station-agent/service/spool.hpp"

namespace doorstep::agent {
namespace {

constexpr std::size_t longest_page = 200;  // a page id
constexpr std::size_t longest_media_type = 100;

Result<Uuid> draft_id(const std::string& bytes) {
    auto id = Uuid::from_bytes(as_bytes(bytes));
    return id ? std::move(id) : Result<Uuid>(wire::FAULT_DRAFT_UNKNOWN);
}

// The own cases, or those of whom the letter is written for: who knows both numbers of that person, and is here with
// the own card, may write; nothing of the case is shown for it.
Result<std::set<std::string>> cases_to_write_about(Organs& organs, const PersonSession& person,
                                                   const std::string& for_number) {
    if (for_number.empty()) {
        return case_numbers_of(organs, person);
    }
    if (!person.from_chip) {
        return wire::FAULT_NOT_PERMITTED;
    }
    DOORSTEP_TRY(const PersonKey about, look_up(organs, for_number));
    return case_numbers_under(organs, about);
}

Result<WipedBytes> content_of(Call call, wire::PutPart& request) {
    if (request.has_spool()) {
        return read_spool(call.organs.spool_folder, request.spool(), largest_draft_part);
    }
    auto& text = *request.mutable_inline_();
    WipedBytes content(text.begin(), text.end());
    wipe(text);
    return content;
}

}  // namespace

Answer start_draft(Call call, const wire::StartDraft& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY([[maybe_unused]] const Shift* shift, call.shift(request.operator_token()));
    if (request.kind() == wire::SUBMISSION_UNKNOWN) {
        return wire::FAULT_BAD_REQUEST;
    }
    if (person->without_card && request.kind() != wire::COMPLAINT) {
        return wire::FAULT_NOT_PERMITTED;
    }
    if (request.kind() == wire::COMPLAINT && !request.case_number().empty()) {
        return wire::FAULT_BAD_REQUEST;  // it stands under no case that a list shows; which one is meant is sealed
    }
    DraftInfo info;
    if (!request.id().empty()) {
        DOORSTEP_TRY(info.id, draft_id(request.id()));
        DOORSTEP_TRY(const auto handed_in, call.organs.outbox.receipt(info.id));
        if (handed_in) {
            return wire::FAULT_BAD_REQUEST;  // an id serves once
        }
    }
    if (is_letter_in_case(request.kind())) {
        DOORSTEP_TRY(const auto allowed, cases_to_write_about(call.organs, *person, request.for_number()));
        if (!allowed.contains(request.case_number())) {
            return wire::FAULT_BAD_REQUEST;
        }
    }
    info.kind = request.kind();
    info.scheme = request.scheme();
    info.scheme_version = request.scheme_version();
    info.case_number = request.case_number();
    DOORSTEP_TRY(const DraftInfo started, call.organs.drafts.start(person->key, std::move(info)));
    wire::AgentReply reply;
    reply.mutable_draft_started()->set_id(std::string(as_text(started.id.bytes())));
    return reply;
}

Answer put_part(Call call, wire::PutPart& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Uuid id, draft_id(request.draft()));
    if (request.page().size() > longest_page || request.media_type().size() > longest_media_type) {
        return wire::FAULT_BAD_REQUEST;
    }
    DraftPart part;
    part.number = request.number();
    part.kind = request.kind();
    part.media_type = request.media_type();
    DOORSTEP_TRY(part.content, content_of(call, request));
    if (const auto size = static_cast<std::int64_t>(part.content.size()); size > largest_light) {
        DOORSTEP_CHECK(call.organs.outbox.check_room(size));  // scans wait for room; what is small goes on
    }
    DOORSTEP_CHECK(call.organs.drafts.put(person->key, id, part, request.page()));
    return done_reply();
}

Answer drop_part(Call call, const wire::DropPart& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Uuid id, draft_id(request.draft()));
    DOORSTEP_CHECK(call.organs.drafts.drop(person->key, id, request.number()));
    return done_reply();
}

Answer get_draft(Call call, const wire::GetDraft& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Uuid id, draft_id(request.draft()));
    DOORSTEP_TRY(const DraftInfo info, call.organs.drafts.find(person->key, id));
    DOORSTEP_TRY(const auto parts, call.organs.drafts.parts(person->key, id, true));
    wire::AgentReply reply;
    auto& draft = *reply.mutable_draft();
    draft.mutable_info()->set_id(request.draft());
    draft.mutable_info()->set_kind(info.kind);
    draft.mutable_info()->set_scheme(info.scheme);
    draft.mutable_info()->set_scheme_version(info.scheme_version);
    draft.mutable_info()->set_changed_ms(info.changed_ms);
    draft.mutable_info()->set_page(info.page);
    // Content that would not fit into one message is left out; size and digest tell what is there.
    constexpr std::uint64_t most_content = 12U << 20U;
    std::uint64_t total = 0;
    for (const auto& part : parts) {
        auto& wire_part = *draft.add_parts();
        wire_part.set_number(part.number);
        wire_part.set_kind(part.kind);
        wire_part.set_media_type(part.media_type);
        wire_part.set_size(part.plain_size);
        const auto digest = sha256(part.content);
        wire_part.set_digest(std::string(as_text(digest)));
        if (request.with_content() && total + part.content.size() <= most_content) {
            wire_part.set_content(std::string(as_text(part.content)));
            total += part.content.size();
        }
    }
    return reply;
}

Answer discard_draft(Call call, const wire::DiscardDraft& request) {
    DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
    DOORSTEP_TRY(const Uuid id, draft_id(request.draft()));
    DOORSTEP_CHECK(call.organs.drafts.discard(person->key, id));
    return done_reply();
}

}  // namespace doorstep::agent
