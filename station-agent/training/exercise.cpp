#include "station-agent/training/exercise.hpp"

#include <algorithm>
#include <iterator>

#include "base/case_number.hpp"
#include "base/digest.hpp"
#include "base/uuid.hpp"

namespace doorstep::agent {
namespace {

constexpr std::string_view made_up_area = "99";  // of no place (GB/T 2260): whoever has such a number does not exist
constexpr auto account_name = "training";
constexpr std::size_t pin_digits = 6;
constexpr std::uint32_t most_part_number = 999;

wire::AgentReply refused(wire::FaultCode code) {
    wire::AgentReply reply;
    reply.mutable_fault()->set_code(code);
    return reply;
}

wire::AgentReply done() {
    wire::AgentReply reply;
    reply.set_done(true);
    return reply;
}

std::string make_token() {
    return "training-" + Uuid::make_v7().text();  // what it opens is made up and hangs on the connection
}

// Ids are time-ordered, tokens as well: the first one is the oldest.
template <class Map>
void make_room(Map& map) {
    if (map.size() >= most_in_exercise) {
        map.erase(map.begin());
    }
}

bool same(const WipedString& a, const WipedString& b) {
    return a.view() == b.view();
}

}  // namespace

Exercise::Exercise(const Clock& clock, std::string clerk_name, ReadSpool read_spool, std::uint64_t largest)
    : clock_(clock),
      clerk_name_(std::move(clerk_name)),
      read_spool_(std::move(read_spool)),
      largest_(largest),
      made_up_(make_up(clock.now().milliseconds)) {}

wire::AgentReply Exercise::answer(wire::AgentRequest& request) {
    using Request = wire::AgentRequest;
    switch (request.kind_case()) {
        case Request::kOpenPerson:
            return open_person(request.open_person());
        case Request::kClosePerson:
            visits_.erase(request.close_person().session());
            return done();
        case Request::kAskComplaint:
            return ask_complaint(request.ask_complaint());
        case Request::kListItems:
            return list_items(request.list_items());
        case Request::kSignIn:
            return sign_in(request.sign_in());
        case Request::kSignOut:
            operators_.erase(request.sign_out().token());
            return done();
        case Request::kListAccounts:
            return list_accounts();
        case Request::kClerkMessages:
        case Request::kReadClerkMessage:
            return answer_clerk(request);
        default:
            return answer_visit(request);
    }
}

// What belongs to the person in front.
wire::AgentReply Exercise::answer_visit(wire::AgentRequest& request) {
    using Request = wire::AgentRequest;
    switch (request.kind_case()) {
        case Request::kStartDraft:
            return start_draft(request.start_draft());
        case Request::kPutPart:
            return put_part(*request.mutable_put_part());
        case Request::kDropPart:
            if (auto* found = draft(request.drop_part().session(), request.drop_part().draft())) {
                found->parts.erase(request.drop_part().number());
                return done();
            }
            return refused(wire::FAULT_DRAFT_UNKNOWN);
        case Request::kGetDraft:
            return get_draft(request.get_draft());
        case Request::kDiscardDraft:
            if (draft(request.discard_draft().session(), request.discard_draft().draft()) != nullptr) {
                drafts_.erase(request.discard_draft().draft());
            }
            return done();
        case Request::kSubmit:
            return submit(request.submit());
        case Request::kMyCases:
            return my_cases(request.my_cases());
        case Request::kAskTownship:
            return done();
        case Request::kOpenVault:
            return refused(wire::FAULT_NOT_ENROLLED_FACE);
        default:
            return refused(wire::FAULT_TRAINING);
    }
}

// ---- persons ------------------------------------------------------------------------------------------------------

wire::AgentReply Exercise::open_person(const wire::OpenPerson& request) {
    const auto& number = request.card().number();
    const bool nobody = request.without_card() && number.empty();
    if (!request.training() || !(nobody || number.starts_with(made_up_area))) {
        return refused(wire::FAULT_TRAINING);
    }
    wire::AgentReply reply;
    auto& opened = *reply.mutable_person();
    opened.set_session(make_token());
    if (!nobody) {
        opened.set_on_roster(true);
        for (const auto& [id, one] : drafts_) {
            if (one.number.view() == number) {
                *opened.add_drafts() = one.info;
            }
        }
    }
    make_room(visits_);
    visits_[opened.session()].number = WipedString(number);
    return reply;
}

const Exercise::Visit* Exercise::visit(const std::string& session) const {
    const auto found = visits_.find(session);
    return found != visits_.end() ? &found->second : nullptr;
}

// ---- drafts -------------------------------------------------------------------------------------------------------

Exercise::Draft* Exercise::draft(const std::string& session, const std::string& id) {
    const auto* who = visit(session);
    const auto found = drafts_.find(id);
    return who != nullptr && found != drafts_.end() && same(found->second.number, who->number) ? &found->second
                                                                                               : nullptr;
}

std::uint64_t Exercise::held() const {
    std::uint64_t bytes = 0;
    for (const auto& [id, one] : drafts_) {
        for (const auto& [number, part] : one.parts) {
            bytes += part.content.size();
        }
    }
    return bytes;
}

wire::AgentReply Exercise::start_draft(const wire::StartDraft& request) {
    const auto* who = visit(request.session());
    if (who == nullptr) {
        return refused(wire::FAULT_NO_SESSION);
    }
    const bool known = Uuid::from_bytes(as_bytes(request.id())).has_value() && !handed_in_.contains(request.id());
    if (!known || request.kind() == wire::SUBMISSION_UNKNOWN) {
        return refused(wire::FAULT_BAD_REQUEST);
    }
    if (who->number.empty() && request.kind() != wire::COMPLAINT) {
        return refused(wire::FAULT_NOT_PERMITTED);
    }
    const auto earlier = drafts_.find(request.id());
    if (earlier == drafts_.end()) {
        make_room(drafts_);
    } else if (!same(earlier->second.number, who->number)) {
        return refused(wire::FAULT_DRAFT_UNKNOWN);
    }
    auto& begun = drafts_[request.id()];
    begun.number = who->number;
    begun.case_number = request.case_number();
    begun.info.set_id(request.id());
    begun.info.set_kind(request.kind());
    begun.info.set_scheme(request.scheme());
    begun.info.set_scheme_version(request.scheme_version());
    begun.info.set_changed_ms(clock_.now().milliseconds);
    wire::AgentReply reply;
    reply.mutable_draft_started()->set_id(request.id());
    return reply;
}

wire::AgentReply Exercise::put_part(wire::PutPart& request) {
    auto* into = draft(request.session(), request.draft());
    if (into == nullptr) {
        return refused(visit(request.session()) == nullptr ? wire::FAULT_NO_SESSION : wire::FAULT_DRAFT_UNKNOWN);
    }
    if (request.number() == 0 || request.number() > most_part_number) {
        return refused(wire::FAULT_BAD_REQUEST);
    }
    Part part{request.kind(), request.media_type(), {}};
    if (request.has_spool()) {
        auto content = read_spool_(request.spool());
        if (!content) {
            return refused(wire::FAULT_SPOOL_MISMATCH);
        }
        part.content = std::move(*content);
    } else {
        part.content.assign(request.inline_().begin(), request.inline_().end());
    }
    if (held() + part.content.size() > largest_) {
        return refused(wire::FAULT_TOO_LARGE);
    }
    into->parts[request.number()] = std::move(part);
    into->info.set_page(request.page());
    into->info.set_changed_ms(clock_.now().milliseconds);
    return done();
}

wire::AgentReply Exercise::get_draft(const wire::GetDraft& request) {
    const auto* found = draft(request.session(), request.draft());
    if (found == nullptr) {
        return refused(wire::FAULT_DRAFT_UNKNOWN);
    }
    constexpr std::uint64_t most_content = 12U << 20U;  // of one message; size and digest tell what is left out
    std::uint64_t total = 0;
    wire::AgentReply reply;
    *reply.mutable_draft()->mutable_info() = found->info;
    for (const auto& [number, part] : found->parts) {
        auto& told = *reply.mutable_draft()->add_parts();
        told.set_number(number);
        told.set_kind(part.kind);
        told.set_media_type(part.media_type);
        told.set_size(part.content.size());
        const auto digest = sha256(part.content);
        told.set_digest(std::string(as_text(digest)));
        if (request.with_content() && total + part.content.size() <= most_content) {
            told.set_content(std::string(as_text(part.content)));
            total += part.content.size();
        }
    }
    return reply;
}

// ---- handing in: looks as always, and nothing is there afterwards but the number ------------------------------------

wire::Submitted Exercise::receipt_for(const Draft& draft) const {
    wire::Submitted receipt;
    receipt.set_submission(draft.info.id());
    receipt.set_case_number(draft.case_number.empty() ? CaseNumber::make_for_training() : draft.case_number);
    receipt.set_sealed_ms(clock_.now().milliseconds);
    receipt.set_qr_text("练习 PRACTICE " + receipt.case_number());  // unlike any receipt's text
    receipt.set_line_up(true);
    receipt.set_training(true);
    return receipt;
}

wire::AgentReply Exercise::submit(const wire::Submit& request) {
    const auto* who = visit(request.session());
    if (who == nullptr) {
        return refused(wire::FAULT_NO_SESSION);
    }
    wire::AgentReply reply;
    if (const auto earlier = handed_in_.find(request.draft());
        earlier != handed_in_.end() && same(earlier->second.number, who->number)) {
        *reply.mutable_submitted() = earlier->second.receipt;
        return reply;
    }
    if (!request.operator_token().empty() && !operators_.contains(request.operator_token())) {
        return refused(wire::FAULT_NOT_SIGNED_IN);
    }
    const auto* played = draft(request.session(), request.draft());
    if (played == nullptr || played->parts.empty()) {
        return refused(played == nullptr ? wire::FAULT_DRAFT_UNKNOWN : wire::FAULT_PART_MISSING);
    }
    *reply.mutable_submitted() = receipt_for(*played);
    make_room(handed_in_);
    handed_in_[request.draft()] = {reply.submitted(), played->info.kind(), played->info.scheme(), who->number};
    drafts_.erase(request.draft());
    return reply;
}

// ---- what there is already ----------------------------------------------------------------------------------------

wire::AgentReply Exercise::my_cases(const wire::MyCases& request) const {
    const auto* who = visit(request.session());
    if (who == nullptr) {
        return refused(wire::FAULT_NO_SESSION);
    }
    wire::AgentReply reply;
    auto& cases = *reply.mutable_cases();
    cases.set_line_up(true);
    cases.set_as_of_ms(clock_.now().milliseconds);
    if (who->number.empty() || !request.for_number().empty()) {
        return reply;
    }
    for (const auto& [id, one] : handed_in_) {
        if (one.kind == wire::APPLICATION && same(one.number, who->number)) {
            auto& info = *cases.add_cases();
            info.set_case_number(one.receipt.case_number());
            info.set_scheme(one.scheme);
            info.set_kind(one.kind);
            info.set_submitted_ms(one.receipt.sealed_ms());
            info.set_item_state(wire::Item::SEALED);
        }
    }
    cases.mutable_cases()->Add(made_up_.cases.begin(), made_up_.cases.end());
    for (auto& info : *cases.mutable_cases()) {
        add_letters(info, who->number);
    }
    return reply;
}

// What the person wrote or added under the case in this exercise.
void Exercise::add_letters(wire::CaseInfo& info, const WipedString& number) const {
    for (const auto& [id, one] : handed_in_) {
        if (one.kind != wire::APPLICATION && one.receipt.case_number() == info.case_number() &&
            same(one.number, number)) {
            auto& letter = *info.add_questions();
            letter.set_submitted_ms(one.receipt.sealed_ms());
            letter.set_kind(one.kind);
            letter.set_state(wire::Item::SEALED);
        }
    }
}

wire::AgentReply Exercise::list_items(const wire::ListItems& request) const {
    if (!operators_.contains(request.operator_token())) {
        return refused(wire::FAULT_NOT_SIGNED_IN);
    }
    wire::AgentReply reply;
    auto& items = *reply.mutable_items();
    for (const auto& [id, one] : handed_in_) {
        if (one.kind != wire::COMPLAINT) {
            auto& item = *items.add_items();
            item.set_submission(id);
            item.set_case_number(one.receipt.case_number());
            item.set_kind(one.kind);
            item.set_state(wire::Item::SEALED);
            item.set_since_ms(one.receipt.sealed_ms());
        }
    }
    items.set_waiting(static_cast<std::uint32_t>(items.items_size()));
    items.set_sent(static_cast<std::uint32_t>(made_up_.items.size()));
    items.set_line_up(true);
    items.set_room(wire::ROOM_ENOUGH);
    items.mutable_items()->Add(made_up_.items.begin(), made_up_.items.end());
    return reply;
}

wire::AgentReply Exercise::ask_complaint(const wire::AskComplaint& request) const {
    wire::AgentReply reply;
    auto& info = *reply.mutable_complaint();
    std::string digits;
    std::copy_if(request.number().begin(), request.number().end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    for (const auto& [id, one] : handed_in_) {
        if (one.kind == wire::COMPLAINT && one.receipt.case_number() == digits) {
            info.set_number(digits);
            info.set_submitted_ms(one.receipt.sealed_ms());
            info.set_state(wire::Item::SEALED);
        }
    }
    return reply;
}

// ---- the clerk ----------------------------------------------------------------------------------------------------

wire::AgentReply Exercise::list_accounts() const {
    wire::AgentReply reply;
    auto& account = *reply.mutable_accounts()->add_accounts();
    account.set_account(account_name);
    account.set_display_name(clerk_name_);
    return reply;
}

// Any six digits: no PIN is compared, so that none is counted as wrong and the own one need not be typed.
wire::AgentReply Exercise::sign_in(const wire::SignIn& request) {
    if (request.account() != account_name || request.pin().size() != pin_digits) {
        return refused(wire::FAULT_ACCOUNT_UNKNOWN);
    }
    wire::AgentReply reply;
    auto& signed_in = *reply.mutable_signed_in();
    signed_in.set_token(make_token());
    signed_in.set_account(account_name);
    signed_in.set_display_name(clerk_name_);
    signed_in.set_role("clerk");
    if (operators_.size() >= most_in_exercise) {
        operators_.erase(operators_.begin());
    }
    operators_.insert(signed_in.token());
    return reply;
}

wire::AgentReply Exercise::answer_clerk(const wire::AgentRequest& request) {
    const bool reads = request.has_read_clerk_message();
    const auto& token =
        reads ? request.read_clerk_message().operator_token() : request.clerk_messages().operator_token();
    if (!operators_.contains(token)) {
        return refused(wire::FAULT_NOT_SIGNED_IN);
    }
    if (!reads) {
        return clerk_messages();
    }
    read_ = request.read_clerk_message().id() == made_up_.message.id();
    return done();
}

wire::AgentReply Exercise::clerk_messages() const {
    wire::AgentReply reply;
    auto& list = *reply.mutable_clerk_messages();
    *list.add_messages() = made_up_.message;
    if (read_) {
        list.add_read(made_up_.message.id());
    }
    return reply;
}

}  // namespace doorstep::agent
