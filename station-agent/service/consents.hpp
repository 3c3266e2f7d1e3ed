// Consents inside a draft: finding one, and who helped. Reentrant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "protocol/messages/common.pb.h"
#include "station-agent/drafts/drafts.hpp"

namespace doorstep::agent {

// All consents of the draft's CONSENTS parts, in order; FAULT_BAD_REQUEST when a part is none.
Result<std::vector<wire::Consent>> consents_in(const std::vector<DraftPart>& parts);
// Writes the operator into every consent (empty: nobody helped), whatever the kiosk wrote there (SECURITY 23).
// FAULT_PART_MISSING when a consent names a paper part that the draft lacks.
Status sign_consents(std::vector<DraftPart>& parts, const std::string& operator_account);

}  // namespace doorstep::agent
