// For whom somebody came who does not come for himself (issue 7: household member, guardian, proxy): said once in a
// visit, and everything that is handed in from then on carries it. Values only; wiped with the visit.
#pragma once

#include "protocol/messages/common.pb.h"

namespace doorstep::kiosk {

struct ActingFor {
    wire::Acting::As as = wire::Acting::AS_UNKNOWN;
    std::string relation;       // ids of wire.Acting
    std::string reason;         //
    wire::CardFields about;     // name and number as typed: the card of that person lies elsewhere
    wire::Consent entrustment;  // of a proxy and of the village committee
    wire::SpoolRef sheet;       // the signed paper as it was scanned in this visit; without a name: none yet

    bool needs_entrustment() const { return as == wire::Acting::PROXY || as == wire::Acting::VILLAGE_COMMITTEE; }
    // A guardian says yes and no in that person's place; whoever else acts cannot consent for a grown-up.
    bool consents_for_person() const { return as == wire::Acting::GUARDIAN; }
    bool has_sheet() const { return !sheet.name().empty(); }
    // As it travels, handed in by the owner of that card. What is signed only counts with its paper beside it.
    wire::Acting part(const wire::CardFields& who) const;
};

// What a draft says: for whom it was begun. Without the scan, which lies in the draft.
ActingFor acting_of(const wire::Acting& part, const wire::CardFields& about);

}  // namespace doorstep::kiosk
