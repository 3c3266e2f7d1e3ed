// Sealed items for technicians: the shelf, what a stick carries to town, and receipts that come back on it. What leaves
// here is sealed; case numbers stay (they open a case to whoever knows them and the person).
#include "base/log.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

constexpr std::uint32_t largest_piece = 256U << 10U;  // of ReadSealed; fits one message with room

Result<Uuid> submission_id(const std::string& bytes) {
    const auto id = Uuid::from_bytes(as_bytes(bytes));
    return id ? *id : Result<Uuid>(wire::FAULT_BAD_REQUEST);
}

}  // namespace

Answer list_sealed(Organs& organs, const wire::ListSealed& request) {
    wire::AgentReply reply;
    DOORSTEP_TRY(*reply.mutable_sealed_list(), organs.outbox.list_sealed(request.shelved_only(), request.after()));
    for (auto& sealed : *reply.mutable_sealed_list()->mutable_items()) {
        auto& item = *sealed.mutable_item();
        item.clear_case_number();
        if (item.kind() == wire::COMPLAINT) {
            item.clear_kind();
        }
    }
    return reply;
}

Answer read_sealed(Organs& organs, const wire::ReadSealed& request) {
    DOORSTEP_TRY(const Uuid id, submission_id(request.submission()));
    if (request.size() > largest_piece) {
        return wire::FAULT_TOO_LARGE;
    }
    wire::AgentReply reply;
    DOORSTEP_TRY(*reply.mutable_sealed_piece()->mutable_data(),
                 organs.outbox.read_sealed(id, request.piece(), request.offset(), request.size()));
    return reply;
}

Answer retry_shelved(Organs& organs, const wire::RetryShelved& request) {
    Uuid id;
    if (!request.submission().empty()) {
        DOORSTEP_TRY(id, submission_id(request.submission()));
    }
    DOORSTEP_TRY(const std::uint32_t items, organs.outbox.unshelve(id));
    log::info("outbox: {} items taken from the shelf", items);
    wire::AgentReply reply;
    reply.mutable_retried()->set_items(items);
    return reply;
}

Answer take_receipt(Organs& organs, const wire::TakeReceipt& request) {
    if (!organs.enrolment) {
        return wire::FAULT_STATION_NOT_ENROLLED;
    }
    DOORSTEP_TRY(const Uuid id, submission_id(request.submission()));
    DOORSTEP_TRY(const Digest digest, organs.outbox.envelope_digest(id));
    if (!protocol::verify(protocol::domains::acknowledgement,
                          protocol::acknowledgement_bytes(id, request.township_ms(), digest),
                          as_bytes(request.signature()), organs.enrolment->gateway_sign_public)) {
        log::warning("outbox: a receipt of {} is not signed by the township", id.text());
        return wire::FAULT_BAD_REQUEST;
    }
    DOORSTEP_CHECK(organs.outbox.acknowledge(id, request.township_ms(), as_bytes(request.signature())));
    log::info("outbox: {} acknowledged by a receipt that was carried here", id.text());
    return done_reply();
}

}  // namespace doorstep::agent
