#include "kiosk/session/acting.hpp"

namespace doorstep::kiosk {

wire::Acting ActingFor::part(const wire::CardFields& who) const {
    wire::Acting out;
    out.set_as(as);
    *out.mutable_who() = who;
    out.set_relation(relation);
    out.set_reason(reason);
    if (needs_entrustment()) {
        auto& record = *out.mutable_entrustment();
        record = entrustment;
        if (!has_sheet()) {
            record.set_answer(record.answer() == wire::Consent::PRINTED ? wire::Consent::PRINTED
                                                                        : wire::Consent::OUTSTANDING);
            record.set_how(wire::Consent::HOW_UNKNOWN);
            record.set_paper_part(0);
        }
    }
    return out;
}

ActingFor acting_of(const wire::Acting& part, const wire::CardFields& about) {
    ActingFor out;
    out.as = part.as();
    out.relation = part.relation();
    out.reason = part.reason();
    out.about = about;
    out.entrustment = part.entrustment();
    return out;
}

}  // namespace doorstep::kiosk
