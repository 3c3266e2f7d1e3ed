#include "protocol/envelope/setup_report.hpp"

#include <map>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::protocol {
namespace {

using State = wire::SetupStepState;

constexpr std::string_view prefix = "DOORSTEP-S1:";
constexpr std::string_view domain = "doorstep/setup-report/1";
constexpr std::string_view more = "more\n";
constexpr std::size_t mark_bytes = 8;

std::string outcomes(const wire::SetupState& state) {
    std::string all;
    for (const auto& step : state.steps()) {
        all += step.state() == State::DONE ? 'D' : step.state() == State::SKIPPED ? 'S' : '-';
    }
    return all;
}

std::string value_in(const google::protobuf::Map<std::string, std::string>& facts, const char* name) {
    const auto found = facts.find(name);
    return found == facts.end() ? std::string() : found->second;
}

using Lines = std::vector<std::pair<std::string, std::string>>;

Lines lines_of(const wire::SetupState& state, const wire::ReportSigned& keys, std::int64_t now_ms) {
    Lines lines{
        {"station", keys.station()},
        {"township", keys.township()},
        {"at", Instant{now_ms}.legal_text()},
        {"steps", outcomes(state)},
        {"version", value_in(state.machine(), "version")},
        {"root", value_in(state.machine(), "root_hash")},
        {"key", key_mark(keys.sign_public())},
        {"gateway", key_mark(keys.gateway_public())},
        {"release", keys.release_fingerprint()},
    };
    for (const auto& step : state.steps()) {
        if (step.step() == wire::SETUP_DEVICES) {
            const std::map<std::string, std::string> sorted(step.facts().begin(), step.facts().end());
            lines.insert(lines.end(), sorted.begin(), sorted.end());
        }
    }
    return lines;
}

}  // namespace

std::string key_mark(std::string_view key) {
    const auto digest = sha256(as_bytes(key));
    return key.empty() ? "" : to_hex(BytesView(digest).first(mark_bytes));
}

std::string setup_report(const wire::SetupState& state, const wire::ReportSigned& keys, std::int64_t now_ms) {
    std::string text;
    for (const auto& [name, value] : lines_of(state, keys, now_ms)) {
        const auto line = value.empty() ? "" : name + "=" + value + "\n";
        if (text.size() + line.size() + more.size() > longest_setup_report) {
            return text + std::string(more);
        }
        text += line;
    }
    return text;
}

Bytes sign_setup_report(std::string_view report, const SigningKeys& keys) {
    return sign(domain, as_bytes(report), keys);
}

std::string signed_report(std::string_view report, BytesView signature) {
    return std::string(prefix) + to_base64(signature) + "\n" + std::string(report);
}

Result<std::string> checked_report(std::string_view text, BytesView sign_public) {
    const auto line = text.find('\n');
    if (!text.starts_with(prefix) || line == std::string_view::npos) {
        return SetupReportError::NotSigned;
    }
    const auto signature = from_base64(text.substr(prefix.size(), line - prefix.size()));
    const auto report = text.substr(line + 1);
    if (!signature || !verify(domain, as_bytes(report), *signature, sign_public)) {
        return SetupReportError::NotSigned;
    }
    return std::string(report);
}

}  // namespace doorstep::protocol
