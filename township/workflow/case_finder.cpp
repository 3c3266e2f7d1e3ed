#include "township/workflow/case_finder.hpp"

#include "base/case_number.hpp"
#include "base/uuid.hpp"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

// Found by its own commands alone (workflow/complaints.hpp).
constexpr auto complaint = static_cast<std::int64_t>(wire::COMPLAINT);

}  // namespace

Result<std::string> find_case(Archive& archive, std::string_view text) {
    if (const auto id = Uuid::parse(text)) {
        DOORSTEP_TRY(const Rows held,
                     archive.database().query("SELECT case_number FROM submissions WHERE id = ?1 AND kind <> ?2",
                                              {to_bytes(id->bytes()), complaint}));
        return held.empty() ? Result<std::string>(Error(TownshipError::NoSuchCase, "no submission has that id"))
                            : Result<std::string>(held[0].text(0));
    }
    const auto number = CaseNumber::parse(text);
    if (!number) {
        return Error(TownshipError::NoSuchCase, number.error().is(CaseNumberError::BadCheckDigits)
                                                    ? "the check digits are wrong: mistyped?"
                                                    : "neither a case number of 12 digits nor a submission's id");
    }
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT 1 FROM cases WHERE number = ?1 AND kind <> ?2",
                                                           {number->digits(), complaint}));
    return rows.empty() ? Result<std::string>(Error(TownshipError::NoSuchCase, "no case has that number"))
                        : Result<std::string>(number->digits());
}

}  // namespace doorstep::township
