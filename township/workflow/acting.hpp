// Who hands in for somebody else (wire.Acting): what that asks of the township's people, and what they see of it. A
// proxy is never refused by a machine (SECURITY 28); whose paper is missing is asked for it. Thread-bound with the
// archive.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "protocol/messages/common.pb.h"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/audit.hpp"
#include "township/workflow/contents.hpp"

namespace doorstep::township {

// Words for the tray, code and place only. `now` is the township's: whether whose guardian acts is a child yet.
void add_acting_problems(const wire::Header& header, const Contents& contents, Instant now,
                         std::vector<std::string>& problems);

// `asked` is what a letter asks of the desk (empty: nothing); of one that somebody else wrote, that too.
std::string asked_by_another(const Contents& contents, std::string asked);

struct ActingView {
    Uuid submission;
    std::int64_t as = 0;      // wire.Acting.As
    std::string relation;     // ids of wire.Acting
    std::string reason;       //
    std::string name;         // masked or plain
    std::string number;       // masked or plain
    std::int64_t answer = 0;  // wire.Consent.Answer of the entrustment; 0: it needs none
    std::int64_t how = 0;     // wire.Consent.How
    std::string witness;      // account; empty: none
    std::string operator_account;
};
// True when somebody else than the person handed that submission in; a guardian counts as the person.
Result<bool> another_spoke(Archive& archive, const Bytes& submission);
// Of the case's submissions, oldest first, at most the newest 100.
Result<std::vector<ActingView>> acting_in(Archive& archive, const std::string& case_number, const Actor& actor);

}  // namespace doorstep::township
