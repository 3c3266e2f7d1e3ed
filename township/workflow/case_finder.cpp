#include "township/workflow/case_finder.hpp"

#include "base/case_number.hpp"
#include "base/uuid.hpp"
#include "township/archive/submissions.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {

Result<std::string> find_case(Archive& archive, std::string_view text) {
    if (const auto id = Uuid::parse(text)) {
        DOORSTEP_TRY(const auto held, held_submission(archive, *id));
        return held ? Result<std::string>(held->case_number)
                    : Result<std::string>(Error(TownshipError::NoSuchCase, "no submission has that id"));
    }
    const auto number = CaseNumber::parse(text);
    if (!number) {
        return Error(TownshipError::NoSuchCase, number.error().is(CaseNumberError::BadCheckDigits)
                                                    ? "the check digits are wrong: mistyped?"
                                                    : "neither a case number of 12 digits nor a submission's id");
    }
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT 1 FROM cases WHERE number = ?1", {number->digits()}));
    return rows.empty() ? Result<std::string>(Error(TownshipError::NoSuchCase, "no case has that number"))
                        : Result<std::string>(number->digits());
}

}  // namespace doorstep::township
