#include "station-agent/service/faults.hpp"

#include "base/database.hpp"
#include "base/files.hpp"
#include "protocol/envelope/envelope.hpp"
#include "station-agent/accounts/accounts.hpp"
#include "station-agent/drafts/drafts.hpp"
#include "station-agent/outbox/outbox.hpp"
#include "station-agent/service/spool.hpp"

namespace doorstep::agent {
namespace {

struct Rule {
    Error error;
    wire::FaultCode code;
};

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all{
        {AccountError::Unknown, wire::FAULT_ACCOUNT_UNKNOWN},
        {AccountError::Disabled, wire::FAULT_ACCOUNT_DISABLED},
        {AccountError::Locked, wire::FAULT_PIN_LOCKED},
        {AccountError::PinWrong, wire::FAULT_PIN_WRONG},
        {AccountError::CodeWrong, wire::FAULT_ONE_TIME_CODE_WRONG},
        {AccountError::BadPin, wire::FAULT_BAD_REQUEST},
        {DraftError::Unknown, wire::FAULT_DRAFT_UNKNOWN},
        {DraftError::TooLarge, wire::FAULT_TOO_LARGE},
        {DraftError::BadPart, wire::FAULT_BAD_REQUEST},
        {OutboxError::Full, wire::FAULT_OUTBOX_FULL},
        {OutboxError::ReserveOnly, wire::FAULT_OUTBOX_FULL},
        {OutboxError::Unknown, wire::FAULT_BAD_REQUEST},
        {SpoolError::Mismatch, wire::FAULT_SPOOL_MISMATCH},
        {protocol::EnvelopeError::OverBound, wire::FAULT_TOO_LARGE},
        {DatabaseError::Full, wire::FAULT_DISK_FULL},
        {FileError::NoSpace, wire::FAULT_DISK_FULL},
    };
    return all;
}

}  // namespace

wire::FaultCode fault_code(const Error& error) {
    const auto direct = error.as(wire::FAULT_NONE);
    if (direct != wire::FAULT_NONE) {
        return direct;
    }
    for (const auto& rule : rules()) {
        if (rule.error.module() == error.module() && rule.error.name() == error.name()) {
            return rule.code;
        }
    }
    return wire::FAULT_INTERNAL;
}

wire::AgentReply fault_reply(wire::FaultCode code) {
    wire::AgentReply reply;
    reply.mutable_fault()->set_code(code);
    return reply;
}

}  // namespace doorstep::agent
