// The consents of one submission: append-only, the last of a kind and person counts (DESIGN rule 11).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "forms/notices.hpp"
#include "protocol/messages/common.pb.h"

namespace doorstep::kiosk {

// What one record says beside the text that was shown.
struct ConsentAnswer {
    wire::Consent::Kind kind = wire::Consent::NOTICE_READ;
    std::string whose = "applicant";
    wire::Consent::Answer answer = wire::Consent::GIVEN;
    wire::Consent::How how = wire::Consent::TAP;
    std::uint32_t paper_part = 0;
    std::string witness = {};
    bool read_aloud = false;  // the kiosk read the text to the person
};

class Consents {
  public:
    // Adds a record and answers its id (16 bytes). The operator is filled in by the agent.
    std::string add(const ConsentAnswer& answer, const forms::ShownNotice& shown);
    // The last record of that kind and person; nothing when there is none.
    std::optional<wire::Consent> last(wire::Consent::Kind kind, const std::string& whose) const;
    // A serialized ConsentBytes: content of the part CONSENTS.
    std::string serialized() const;
    // Reads what serialized() wrote; what cannot be read is left out.
    void load(const std::string& bytes);
    void clear() { records_.clear(); }
    bool empty() const { return records_.empty(); }

  private:
    std::vector<wire::Consent> records_;
};

}  // namespace doorstep::kiosk
