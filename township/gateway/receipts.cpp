#include "township/gateway/receipts.hpp"

#include "base/log.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/station_chain.hpp"
#include "township/archive/stations.hpp"

namespace doorstep::township {
namespace {

Status countersign(Archive& archive, const HeldSubmission& held, wire::Acknowledged& receipt) {
    DOORSTEP_TRY(const auto station, find_station(archive, held.station));
    if (!station) {
        return {};
    }
    DOORSTEP_TRY(const ChainMark mark, chain_mark(archive, held.station, station->sign_public));
    if (mark.sequence == 0) {
        return {};
    }
    const Bytes covered = protocol::audit_bytes(held.station, mark.sequence, mark.head);
    receipt.set_audit_sequence(mark.sequence);
    receipt.set_audit_head(std::string(as_text(mark.head)));
    receipt.set_audit_countersignature(
        std::string(as_text(protocol::sign(protocol::domains::audit, covered, archive.keys().gateway))));
    return {};
}

}  // namespace

wire::Acknowledged receipt_of(Archive& archive, const HeldSubmission& held) {
    wire::Acknowledged receipt;
    receipt.set_submission(std::string(as_text(held.id.bytes())));
    receipt.set_township_ms(held.received_ms);
    receipt.set_case_number(held.case_number);
    const Bytes covered = protocol::acknowledgement_bytes(held.id, held.received_ms, held.envelope_digest);
    receipt.set_signature(
        std::string(as_text(protocol::sign(protocol::domains::acknowledgement, covered, archive.keys().gateway))));
    if (const auto status = countersign(archive, held, receipt); !status) {
        log::warning("line: no countersignature: {}", status.error().text());
    }
    return receipt;
}

}  // namespace doorstep::township
