#include "kiosk/session/consents.hpp"

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "protocol/messages/envelope.pb.h"

namespace doorstep::kiosk {

std::string Consents::add(const ConsentAnswer& answer, const forms::ShownNotice& shown) {
    wire::Consent record;
    record.set_id(std::string(as_text(Uuid::make_v7().bytes())));
    record.set_kind(answer.kind);
    record.set_whose(answer.whose);
    record.set_answer(answer.answer);
    record.set_how(answer.how);
    record.set_paper_part(answer.paper_part);
    record.set_witness(answer.witness);
    record.set_read_aloud(answer.read_aloud);
    record.set_text_id(shown.id);
    record.set_text_version(shown.version);
    record.set_text_digest(shown.digest.data(), shown.digest.size());
    record.set_language(shown.language);
    record.set_recorded_ms(system_clock().now().milliseconds);
    records_.push_back(record);
    return record.id();
}

std::optional<wire::Consent> Consents::last(wire::Consent::Kind kind, const std::string& whose) const {
    for (auto record = records_.rbegin(); record != records_.rend(); ++record) {
        if (record->kind() == kind && record->whose() == whose) {
            return *record;
        }
    }
    return std::nullopt;
}

std::string Consents::serialized() const {
    wire::ConsentBytes all;
    for (const auto& record : records_) {
        all.add_consents(record.SerializeAsString());
    }
    return all.SerializeAsString();
}

void Consents::load(const std::string& bytes) {
    records_.clear();
    wire::ConsentBytes all;
    if (!all.ParseFromString(bytes)) {
        return;
    }
    for (const auto& one : all.consents()) {
        if (wire::Consent record; record.ParseFromString(one)) {
            records_.push_back(record);
        }
    }
}

}  // namespace doorstep::kiosk
