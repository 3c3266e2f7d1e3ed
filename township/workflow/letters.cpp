#include "township/workflow/letters.hpp"

#include <algorithm>

#include "forms/case_states.hpp"
#include "forms/letters.hpp"
#include "township/archive/part_store.hpp"
#include "township/workflow/acting.hpp"

namespace doorstep::township {
namespace {

using forms::CaseState;

std::string withdrawal_task(std::string_view state) {
    const auto now = forms::parse_case_state(state);
    if (now && forms::legal_move(*now, CaseState::Withdrawn)) {
        return "the person takes the application back: set-state withdrawn, or speak with the person";
    }
    return "the person takes an application back that is decided (" + std::string(state) +
           "): nothing was moved, speak with the person";
}

std::string hearing_task(const forms::Letter& letter) {
    if (letter.answer == "comes") {
        return "hearing: the person comes";
    }
    if (letter.answer == "voice") {
        return "hearing: the person says it in a recording, listen to it before deciding";
    }
    return letter.answer == "cannot-come" ? "hearing: the person cannot come"
                                          : "hearing: the person sends words, read them before deciding";
}

bool is_ended(std::string_view state) {
    return state == case_state_id(CaseState::Withdrawn) || state == case_state_id(CaseState::Closed);
}

std::string asked_of_the_desk(wire::SubmissionKind kind, const Contents& contents, std::string_view state) {
    const auto letter = forms::read_letter(contents.answers.view()).value_or(forms::Letter{});
    switch (kind) {
        // Within a day it is before a person, like all that waits in the tray.
        case wire::QUESTION:
            return letter.question.empty() ? "a question without words" : "a question to be answered";
        case wire::SUPPLEMENT:
            return letter.correction.empty() ? "" : "a correction by the person: read it beside what was handed in";
        case wire::APPLICATION_WITHDRAWN:
            return withdrawal_task(state);
        case wire::APPLICATION_KEPT:
            return is_ended(state)
                       ? "the person keeps an application whose withdrawal was taken up: speak with the person"
                       : "";
        case wire::HEARING_ANSWER:
            return hearing_task(letter);
        default:
            return {};
    }
}

}  // namespace

std::string letter_task(wire::SubmissionKind kind, const Contents& contents, std::string_view state) {
    const bool of_another = contents.acting && kind >= wire::SUPPLEMENT && kind <= wire::HEARING_ANSWER;
    auto asked = asked_of_the_desk(kind, contents, state);
    return of_another ? asked_by_another(contents, std::move(asked)) : asked;
}

Result<Withdrawal> last_withdrawal(Archive& archive, std::string_view case_number) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query("SELECT kind, id FROM submissions WHERE case_number = ?1 AND attached = 1 AND kind "
                                 "IN (?2, ?3) ORDER BY received_ms DESC, sequence DESC LIMIT 1",
                                 {std::string(case_number), static_cast<std::int64_t>(wire::APPLICATION_WITHDRAWN),
                                  static_cast<std::int64_t>(wire::APPLICATION_KEPT)}));
    if (rows.empty() || rows[0].number(0) != wire::APPLICATION_WITHDRAWN) {
        return Withdrawal::None;
    }
    DOORSTEP_TRY(const bool another, another_spoke(archive, rows[0].bytes(1)));
    return another ? Withdrawal::OfAnother : Withdrawal::OfPerson;
}

Status close_withdrawal_tasks(Archive& archive, std::string_view case_number, std::string_view who) {
    return archive.database().run(
        "UPDATE tasks SET done_ms = ?2, done_who = ?3 WHERE done_ms = 0 AND case_number = ?1 AND submission IN (SELECT "
        "id "
        "FROM submissions WHERE case_number = ?1 AND attached = 1 AND kind = ?4)",
        {std::string(case_number), archive.now(), std::string(who),
         static_cast<std::int64_t>(wire::APPLICATION_WITHDRAWN)});
}

Result<std::vector<LetterView>> letters_of(Archive& archive, const std::string& case_number, const Actor& actor) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query(
            "SELECT b.id, b.kind, b.received_ms, x.digest FROM submissions b JOIN parts x ON x.submission = b.id WHERE "
            "b.case_number = ?1 AND b.attached = 1 AND b.kind IN (5, 6, 7, 8, 9) AND x.kind = ?2 ORDER BY "
            "b.received_ms "
            "DESC, b.id DESC LIMIT 100",
            {case_number, static_cast<std::int64_t>(wire::ANSWERS)}));
    std::vector<LetterView> out;
    for (const auto& row : rows) {
        Digest digest{};
        const Bytes name = row.bytes(3);
        std::copy_n(name.begin(), std::min(name.size(), digest.size()), digest.begin());
        DOORSTEP_TRY(const WipedBytes content, part_content(archive, digest));
        const auto letter = forms::read_letter(as_text(content)).value_or(forms::Letter{});
        if (row.number(1) == wire::SUPPLEMENT && letter.correction.empty()) {
            continue;  // answers of a form
        }
        const bool hidden = actor.purpose.empty() && !letter.said().empty();
        out.push_back({Uuid::from_bytes(row.bytes(0)).value_or(Uuid{}), row.number(1), row.number(2), letter.answer,
                       hidden ? std::string() : letter.said(), hidden});
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace doorstep::township
