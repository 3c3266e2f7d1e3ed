#include "station-agent/service/consents.hpp"

#include <algorithm>

#include "protocol/messages/envelope.pb.h"
#include "station-agent/service/faults.hpp"

namespace doorstep::agent {
namespace {

Result<wire::ConsentBytes> parse_list(const DraftPart& part) {
    wire::ConsentBytes list;
    if (!list.ParseFromArray(part.content.data(), static_cast<int>(part.content.size()))) {
        return Error(wire::FAULT_BAD_REQUEST, "consents");
    }
    return list;
}

bool has_part(const std::vector<DraftPart>& parts, std::uint32_t number) {
    return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return part.number == number; });
}

}  // namespace

Result<std::vector<wire::Consent>> consents_in(const std::vector<DraftPart>& parts) {
    std::vector<wire::Consent> consents;
    for (const auto& part : parts) {
        if (part.kind != wire::CONSENTS) {
            continue;
        }
        DOORSTEP_TRY(const auto list, parse_list(part));
        for (const auto& bytes : list.consents()) {
            wire::Consent consent;
            if (!consent.ParseFromString(bytes)) {
                return Error(wire::FAULT_BAD_REQUEST, "consent");
            }
            consents.push_back(std::move(consent));
        }
    }
    return consents;
}

Status sign_consents(std::vector<DraftPart>& parts, const std::string& operator_account) {
    for (auto& part : parts) {
        if (part.kind != wire::CONSENTS) {
            continue;
        }
        DOORSTEP_TRY(auto list, parse_list(part));
        for (auto& bytes : *list.mutable_consents()) {
            wire::Consent consent;
            if (!consent.ParseFromString(bytes)) {
                return Error(wire::FAULT_BAD_REQUEST, "consent");
            }
            if (consent.paper_part() != 0 && !has_part(parts, consent.paper_part())) {
                return wire::FAULT_PART_MISSING;
            }
            consent.set_operator_(operator_account);
            bytes = consent.SerializeAsString();
        }
        const std::string text = list.SerializeAsString();
        part.content.assign(text.begin(), text.end());
        part.plain_size = text.size();
    }
    return {};
}

}  // namespace doorstep::agent
