#include "protocol/envelope/release.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep {

std::string_view ErrorNames<protocol::ReleaseError>::name(protocol::ReleaseError e) {
    switch (e) {
        case protocol::ReleaseError::NotSigned:
            return "NotSigned";
        case protocol::ReleaseError::BadOrder:
            return "BadOrder";
    }
    return "?";
}

namespace protocol {
namespace {

using Order = wire::ReleaseOrder;

constexpr std::array<ReleaseRule, 8> rules{{
    {wire::RELEASE_SCHEME, Order::kScheme, "scheme", "doorstep/release-scheme/1", 1},
    {wire::RELEASE_CONFIGURATION, Order::kConfiguration, "configuration", "doorstep/release-configuration/1", 1},
    {wire::RELEASE_SEALING_KEY, Order::kSealingKey, "sealing-key", "doorstep/release-sealing-key/1", 1},
    {wire::RELEASE_KEYS, Order::kReleaseKeys, "release-keys", "doorstep/release-keys/1", 2},
    {wire::RELEASE_REVOCATION, Order::kRevocation, "revocation", "doorstep/release-revocation/1", 2},
    {wire::RELEASE_FORGET, Order::kForget, "forget", "doorstep/release-forget/1", 2},
    {wire::RELEASE_CLERK, Order::kClerk, "clerk", "doorstep/release-clerk/1", 1},
    {wire::RELEASE_UPDATE, Order::kUpdate, "update", "doorstep/release-update/1", 1},
}};

}  // namespace

const ReleaseRule* release_rule(wire::ReleasePurpose purpose) {
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const auto& rule) { return rule.purpose == purpose; });
    return found != rules.end() ? &*found : nullptr;
}

const ReleaseRule* release_rule_of(const wire::ReleaseOrder& order) {
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const auto& rule) { return rule.kind == order.kind_case(); });
    return found != rules.end() ? &*found : nullptr;
}

Result<wire::SignedRelease> unsigned_release(const wire::ReleaseOrder& order) {
    const auto* rule = release_rule_of(order);
    if (rule == nullptr) {
        return Error(ReleaseError::BadOrder, "it orders nothing");
    }
    wire::SignedRelease release;
    release.set_purpose(rule->purpose);
    release.set_order(order.SerializeAsString());
    if (release.order().size() > largest_release) {
        return Error(ReleaseError::BadOrder, "too large");
    }
    return release;
}

Status sign_release(wire::SignedRelease& release, const SigningKeys& keys) {
    const auto* rule = release_rule(release.purpose());
    if (rule == nullptr) {
        return Error(ReleaseError::BadOrder, "a purpose that this version does not know");
    }
    const std::string id(as_text(key_id(keys.public_key)));
    auto& all = *release.mutable_signatures();
    const auto before = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key_id() == id; });
    auto& signature = before != all.end() ? *before : *release.add_signatures();
    signature.set_key_id(id);
    signature.set_signature(std::string(as_text(sign(rule->domain, as_bytes(release.order()), keys))));
    return {};
}

Result<wire::ReleaseOrder> check_release(const wire::SignedRelease& release, std::span<const Bytes> pinned) {
    const auto* rule = release_rule(release.purpose());
    if (rule == nullptr || release.order().size() > largest_release ||
        static_cast<std::size_t>(release.signatures_size()) > most_release_keys) {
        return Error(ReleaseError::BadOrder, "purpose or size");
    }
    std::set<std::string> signers;
    for (const auto& key : pinned) {
        const auto id = key_id(key);
        for (const auto& signature : release.signatures()) {
            if (signature.key_id() == as_text(id) &&
                verify(rule->domain, as_bytes(release.order()), as_bytes(signature.signature()), key)) {
                signers.emplace(as_text(key));
            }
        }
    }
    if (signers.size() < static_cast<std::size_t>(rule->persons)) {
        return Error(ReleaseError::NotSigned,
                     fmt::format("{}: {} of {} persons", rule->name, signers.size(), rule->persons));
    }
    wire::ReleaseOrder order;
    if (!order.ParseFromString(release.order()) || order.kind_case() != rule->kind) {
        return Error(ReleaseError::BadOrder, "not what its purpose says");
    }
    return order;
}

std::string release_fingerprint(std::span<const Bytes> keys) {
    std::set<std::string> sorted;
    for (const auto& key : keys) {
        sorted.emplace(as_text(key));
    }
    Sha256 hash;
    hash.update(as_bytes("doorstep/release-fingerprint/1"));
    for (const auto& key : sorted) {
        hash.update(as_bytes(key));
    }
    constexpr std::size_t digits = 32;
    constexpr std::size_t group = 4;
    const std::string hex = to_hex(hash.finish()).substr(0, digits);
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += group) {
        out.append(out.empty() ? "" : "-").append(hex, i, group);
    }
    return out;
}

}  // namespace protocol
}  // namespace doorstep
