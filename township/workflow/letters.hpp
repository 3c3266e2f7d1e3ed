// Letters of a person's under a case (forms/letters.hpp): what each asks of the township's people, what they read of
// it, and whether a withdrawal stands. Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"
#include "township/archive/audit.hpp"
#include "township/workflow/contents.hpp"

namespace doorstep::township {

// Words for the tray when a letter of that kind comes to a case in that state (empty: a case not known here): code and
// place, never what was written. Empty: no letter, or nothing is asked of anybody. What somebody wrote for another is
// always looked at.
std::string letter_task(wire::SubmissionKind kind, const Contents& contents, std::string_view state);

// Who said the last word about the application, and that it is taken back; a guardian speaks as the person.
enum class Withdrawal { None, OfPerson, OfAnother };
Result<Withdrawal> last_withdrawal(Archive& archive, std::string_view case_number);
// What waits in the tray because of a withdrawal is done: taken up by `who`, or taken back by the person.
Status close_withdrawal_tasks(Archive& archive, std::string_view case_number, std::string_view who);

struct LetterView {
    Uuid submission;
    std::int64_t kind = 0;
    std::int64_t received_ms = 0;
    std::string answer;   // to a hearing notice
    std::string words;    // empty unless a purpose was given
    bool hidden = false;  // there are words, and no purpose was given
};
// Oldest first, at most the newest 100.
Result<std::vector<LetterView>> letters_of(Archive& archive, const std::string& case_number, const Actor& actor);

}  // namespace doorstep::township
