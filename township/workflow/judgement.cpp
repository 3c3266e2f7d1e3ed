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

const forms::Scheme* Judgement::scheme(const std::string& id) {
    if (!is_scheme_id(id)) {
        return nullptr;
    }
    const auto found = loaded_.find(id);
    if (found != loaded_.end()) {
        return found->second ? &*found->second : nullptr;
    }
    std::error_code error;
    std::optional<forms::Scheme> scheme;
    if (std::filesystem::is_directory(folder_ / id, error)) {
        auto loading = forms::Scheme::load(folder_ / id);
        if (loading) {
            scheme = std::move(*loading);
        } else {
            log::error("scheme {}: {}", id, loading.error().text());
        }
    }
    constexpr std::size_t most_schemes = 100;  // names come from stations: nothing grows without end
    if (loaded_.size() >= most_schemes) {
        loaded_.clear();
    }
    const auto& kept = loaded_.emplace(id, std::move(scheme)).first->second;
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
    const auto* known = scheme(header.scheme());
    if (known == nullptr) {
        out.emplace_back("scheme is not known here");
        return out;
    }
    if (known->version() != header.scheme_version()) {
        out.push_back(fmt::format("scheme version {} here, {} there", known->version(), header.scheme_version()));
    }
    add_findings(*known, contents, out);
    return out;
}

}  // namespace doorstep::township
