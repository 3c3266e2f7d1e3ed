// A clerk practises: what the kiosk asks meanwhile is answered out of RAM, with made-up persons and cases. This room is
// given a clock, the clerk's name and a way to read the spool, and nothing else: no store, no outbox, no keys, no line.
// So nothing of an exercise can be kept, sealed or sent; it is gone with the object. Thread-bound.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/messages/agent.pb.h"
#include "station-agent/training/made_up.hpp"

namespace doorstep::agent {

// All that one exercise holds in RAM at once, scanned pages above all; over it: FAULT_TOO_LARGE, nothing is changed.
constexpr std::uint64_t largest_exercise = 128U << 20U;
// Drafts and visits of one exercise; the oldest one gives way.
constexpr std::size_t most_in_exercise = 64;

class Exercise {
  public:
    // The bytes of a page that the hub wrote.
    using ReadSpool = std::function<Result<WipedBytes>(const wire::SpoolRef&)>;
    // The clerk practises under the own name; `clock` is borrowed.
    Exercise(const Clock& clock, std::string clerk_name, ReadSpool read_spool,
             std::uint64_t largest = largest_exercise);

    // The reply to any request of the kiosk. FAULT_TRAINING: what is not played (faces, service mode, real persons).
    wire::AgentReply answer(wire::AgentRequest& request);

  private:
    struct Visit {
        WipedString number;  // empty: a complaint without card
    };
    struct Part {
        wire::PartKind kind = wire::PART_UNKNOWN;
        std::string media_type;
        WipedBytes content;
    };
    struct Draft {
        wire::DraftInfo info;
        WipedString number;  // whose
        std::string case_number;
        std::map<std::uint32_t, Part> parts;
    };
    struct HandedIn {
        wire::Submitted receipt;
        wire::SubmissionKind kind = wire::SUBMISSION_UNKNOWN;
        std::string scheme;
        WipedString number;
    };

    wire::AgentReply answer_visit(wire::AgentRequest& request);
    wire::AgentReply answer_clerk(const wire::AgentRequest& request);
    wire::AgentReply open_person(const wire::OpenPerson& request);
    wire::AgentReply sign_in(const wire::SignIn& request);
    wire::AgentReply list_accounts() const;
    wire::AgentReply start_draft(const wire::StartDraft& request);
    wire::AgentReply put_part(wire::PutPart& request);
    wire::AgentReply get_draft(const wire::GetDraft& request);
    wire::AgentReply submit(const wire::Submit& request);
    wire::AgentReply my_cases(const wire::MyCases& request) const;
    void add_letters(wire::CaseInfo& info, const WipedString& number) const;
    wire::AgentReply list_items(const wire::ListItems& request) const;
    wire::AgentReply ask_complaint(const wire::AskComplaint& request) const;
    wire::AgentReply clerk_messages() const;

    const Visit* visit(const std::string& session) const;
    // Of the visit's person; null: none of that id.
    Draft* draft(const std::string& session, const std::string& id);
    std::uint64_t held() const;
    wire::Submitted receipt_for(const Draft& draft) const;

    const Clock& clock_;
    std::string clerk_name_;
    ReadSpool read_spool_;
    std::uint64_t largest_;
    MadeUp made_up_;
    std::map<std::string, Visit> visits_;        // by token
    std::set<std::string> operators_;            // tokens
    std::map<std::string, Draft> drafts_;        // by id
    std::map<std::string, HandedIn> handed_in_;  // by id
    bool read_ = false;                          // the message
};

}  // namespace doorstep::agent
