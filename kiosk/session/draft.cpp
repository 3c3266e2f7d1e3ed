#include "kiosk/session/draft.hpp"

#include "base/uuid.hpp"

namespace doorstep::kiosk {
namespace {

constexpr auto protobuf = "application/x-protobuf";

}  // namespace

Draft::Draft(Session& session, QObject* parent) : QObject(parent), session_(session) {}

void Draft::forget() {
    id_.clear();
}

void Draft::ask(Session::BuildAgent build, ThenReply then, std::int64_t deadline) {
    // An answer for a draft that was left meanwhile is nobody's.
    session_.ask_agent(std::move(build), deadline, this,
                       [this, id = id_, then = std::move(then)](const wire::AgentReply& reply) {
                           if (id == id_) {
                               then(reply);
                           }
                       });
}

void Draft::start(wire::SubmissionKind kind, const std::string& scheme, std::uint32_t version,
                  const std::string& operator_token, Then then) {
    wire::StartDraft start;
    start.set_operator_token(operator_token);
    start.set_kind(kind);
    start.set_scheme(scheme);
    start.set_scheme_version(version);
    begin(std::move(start), std::move(then));
}

void Draft::start_in_case(wire::SubmissionKind kind, const std::string& case_number, const std::string& operator_token,
                          Then then) {
    wire::StartDraft start;
    start.set_operator_token(operator_token);
    start.set_kind(kind);
    start.set_case_number(case_number);
    begin(std::move(start), std::move(then));
}

void Draft::begin(wire::StartDraft start, Then then) {
    id_ = std::string(as_text(Uuid::make_v7().bytes()));
    if (session_.acting()) {
        start.set_for_number(session_.acting()->about.number());
    }
    start.set_id(id_);
    ask(
        [start](wire::AgentRequest& request, const std::string& session) {
            *request.mutable_start_draft() = start;
            request.mutable_start_draft()->set_session(session);
        },
        [this, start, then = std::move(then)](const wire::AgentReply& reply) {
            if (reply.fault().code() == wire::FAULT_NONE) {
                wire::DraftInfo begun;
                begun.set_id(start.id());
                begun.set_kind(start.kind());
                begun.set_scheme(start.scheme());
                begun.set_scheme_version(start.scheme_version());
                session_.draft_begun(begun);
            }
            then(reply.fault());
        },
        session_.agent().delays().quick);
}

void Draft::resume(const std::string& id, ThenReply then) {
    id_ = id;
    ask(
        [id](wire::AgentRequest& request, const std::string& session) {
            request.mutable_get_draft()->set_session(session);
            request.mutable_get_draft()->set_draft(id);
            request.mutable_get_draft()->set_with_content(true);
        },
        std::move(then), session_.agent().delays().durable);
}

void Draft::put(std::uint32_t number, wire::PartKind kind, const std::string& media_type, const std::string& content,
                const std::string& page, Then then) {
    ask(
        [=, id = id_](wire::AgentRequest& request, const std::string& session) {
            auto& put = *request.mutable_put_part();
            put.set_session(session);
            put.set_draft(id);
            put.set_number(number);
            put.set_kind(kind);
            put.set_media_type(media_type);
            put.set_inline_(content);
            put.set_page(page);
        },
        [then = std::move(then)](const wire::AgentReply& reply) { then(reply.fault()); },
        session_.agent().delays().durable);
}

void Draft::put_spool(std::uint32_t number, wire::PartKind kind, const wire::SpoolRef& file, const std::string& page,
                      Then then) {
    ask(
        [=, id = id_](wire::AgentRequest& request, const std::string& session) {
            auto& put = *request.mutable_put_part();
            put.set_session(session);
            put.set_draft(id);
            put.set_number(number);
            put.set_kind(kind);
            put.set_media_type(file.kind());
            *put.mutable_spool() = file;
            put.set_page(page);
        },
        [then = std::move(then)](const wire::AgentReply& reply) { then(reply.fault()); },
        session_.agent().delays().durable);
}

void Draft::put_subject(wire::PartKind kind, const std::string& page, Then then) {
    put(part::person, kind, protobuf, session_.subject().SerializeAsString(), page,
        [this, page, then = std::move(then)](const wire::Fault& fault) {
            if (fault.code() != wire::FAULT_NONE || !session_.acting()) {
                then(fault);
            } else {
                put_acting(page, then);
            }
        });
}

// The paper first: what says that it was signed names it.
void Draft::put_acting(const std::string& page, Then then) {
    const auto& acting = *session_.acting();
    const auto say_it = [this, page, text = acting.part(session_.person().card).SerializeAsString(),
                         then = std::move(then)](const wire::Fault& fault) {
        if (fault.code() != wire::FAULT_NONE) {
            then(fault);
        } else {
            put(part::acting, wire::ACTING, protobuf, text, page, then);
        }
    };
    if (acting.has_sheet()) {
        put_spool(part::entrustment, wire::SIGNED_SHEET, acting.sheet, page, say_it);
    } else {
        say_it({});
    }
}

void Draft::drop(std::uint32_t number, Then then) {
    ask(
        [=, id = id_](wire::AgentRequest& request, const std::string& session) {
            request.mutable_drop_part()->set_session(session);
            request.mutable_drop_part()->set_draft(id);
            request.mutable_drop_part()->set_number(number);
        },
        [then = std::move(then)](const wire::AgentReply& reply) { then(reply.fault()); },
        session_.agent().delays().quick);
}

void Draft::submit(const std::string& operator_token, ThenReply then) {
    ask(
        [operator_token, id = id_](wire::AgentRequest& request, const std::string& session) {
            request.mutable_submit()->set_session(session);
            request.mutable_submit()->set_draft(id);
            request.mutable_submit()->set_operator_token(operator_token);
        },
        [this, then = std::move(then)](const wire::AgentReply& reply) {
            if (reply.has_submitted() && reply.submitted().training() != session_.training()) {
                // Neither is an exercise told to have been handed in, nor a hand-in to have been an exercise.
                wire::AgentReply mismatch;
                *mismatch.mutable_fault() = fault_of(wire::FAULT_TRAINING_OVER);
                then(mismatch);
                return;
            }
            if (reply.has_submitted()) {
                session_.draft_gone(id_);
            }
            then(reply);
        },
        session_.agent().delays().durable);
}

void Draft::discard(const std::string& id, Then then) {
    session_.draft_gone(id);
    session_.ask_agent(
        [id](wire::AgentRequest& request, const std::string& session) {
            request.mutable_discard_draft()->set_session(session);
            request.mutable_discard_draft()->set_draft(id);
        },
        session_.agent().delays().quick, this,
        [then = std::move(then)](const wire::AgentReply& reply) { then(reply.fault()); });
}

void Draft::discard_old(wire::SubmissionKind kind) {
    const auto drafts = session_.person().drafts;  // a copy: discarding takes them off the list
    for (const auto& old : drafts) {
        if (old.kind() == kind) {
            discard(old.id(), [](const wire::Fault&) {});
        }
    }
}

}  // namespace doorstep::kiosk
