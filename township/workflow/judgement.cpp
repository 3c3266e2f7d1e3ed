#include "township/workflow/judgement.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/log.hpp"
#include "forms/validation.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t most_told = 10;  // findings named in the tray; the rest is counted

bool is_scheme_id(const std::string& id) {
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

void add_findings(const forms::Scheme& scheme, const Contents& contents, std::vector<std::string>& out) {
    const auto findings = forms::validate_all(scheme, contents.answers.view());
    if (!findings) {
        out.push_back(fmt::format("answers: {}", findings.error().name()));
        return;
    }
    for (std::size_t i = 0; i < std::min(findings->size(), most_told); ++i) {
        const auto& finding = (*findings)[i];
        out.push_back(fmt::format("{}: {}", finding.path.empty() ? "answers" : finding.path.substr(0, 80),
                                  forms::problem_id(finding.problem)));
    }
    if (findings->size() > most_told) {
        out.push_back(fmt::format("{} more", findings->size() - most_told));
    }
}

}  // namespace

const forms::Scheme* Judgement::scheme(const std::string& id, std::uint32_t version) {
    const auto* newest = is_scheme_id(id) ? in_folder(id) : nullptr;
    if (newest == nullptr || version == 0 || newest->version() == version) {
        return newest;
    }
    // A draft finishes on the version that it began with (forms/scheme_library.hpp).
    const auto name = fmt::format("{}@{}", id, version);
    std::error_code error;
    if (!std::filesystem::is_directory(folder_ / name, error)) {
        return newest;
    }
    const auto* earlier = in_folder(name);
    const bool right = earlier != nullptr && earlier->id() == id && earlier->version() == version;
    return right ? earlier : in_folder(id);
}

const forms::Scheme* Judgement::in_folder(const std::string& name) {
    const auto found = loaded_.find(name);
    if (found != loaded_.end()) {
        return found->second ? &*found->second : nullptr;
    }
    std::error_code error;
    std::optional<forms::Scheme> scheme;
    if (std::filesystem::is_directory(folder_ / name, error)) {
        auto loading = forms::Scheme::load(folder_ / name);
        if (loading) {
            scheme = std::move(*loading);
        } else {
            log::error("scheme {}: {}", name, loading.error().text());
        }
    }
    constexpr std::size_t most_schemes = 100;  // names come from stations: nothing grows without end
    if (loaded_.size() >= most_schemes) {
        loaded_.clear();
    }
    const auto& kept = loaded_.emplace(name, std::move(scheme)).first->second;
    return kept ? &*kept : nullptr;
}

std::string Judgement::scheme_name(const std::string& id) {
    const auto* known = scheme(id);
    return known != nullptr ? known->name("zh_CN") : id;
}

std::vector<std::string> Judgement::problems_of(const wire::Header& header, const Contents& contents) {
    std::vector<std::string> out = contents.problems;
    if (header.kind() == wire::CHECK_IN && !contents.outcome) {
        out.emplace_back("check-in without an outcome");
    }
    if (header.kind() != wire::APPLICATION) {
        return out;
    }
    if (contents.answers.empty()) {
        out.emplace_back("application without answers");
        return out;
    }
    const auto* known = scheme(header.scheme(), header.scheme_version());
    if (known == nullptr) {
        out.emplace_back("scheme is not known here");
        return out;
    }
    if (known->version() != header.scheme_version()) {
        out.push_back(fmt::format("scheme version {} here, {} there", known->version(), header.scheme_version()));
    }
    add_findings(*known, contents, out);
    // What cannot wait is put before a person at once (SAL 50: relief comes first).
    if (forms::urgent(*known, contents.answers.view()).value_or(false)) {
        out.emplace_back("urgent: today");
    }
    return out;
}

}  // namespace doorstep::township
