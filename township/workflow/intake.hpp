// An opened submission becomes rows: case, people, consents, check-in, state, news to stations, tray, audit. Files
// first, then one commit: kill -9 at any point leaves all or nothing of it (DESIGN rule 3). Thread-bound.
#pragma once

#include <functional>

#include "protocol/envelope/envelope.hpp"
#include "township/archive/submissions.hpp"
#include "township/workflow/judgement.hpp"

namespace doorstep::township {

class Intake {
  public:
    // Both must outlive it.
    Intake(Archive& archive, Judgement& judgement) : archive_(archive), judgement_(judgement) {}
    // Durable when it returns. The same envelope again: the same answer. OtherContent when the id is held with another
    // envelope; database and file errors mean "try again later".
    Result<HeldSubmission> take_in(const protocol::Opened& opened, const Digest& envelope_digest,
                                   BytesView sign_public);

  private:
    struct Plan;
    Result<Plan> plan_for(const protocol::Opened& opened, BytesView sign_public);
    Status write_case(const protocol::Opened& opened, const Plan& plan, const Uuid& id);
    Status write_tray(const protocol::Opened& opened, const Plan& plan, const Uuid& id);

    Archive& archive_;
    Judgement& judgement_;
};

}  // namespace doorstep::township
