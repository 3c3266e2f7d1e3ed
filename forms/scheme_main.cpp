// doorstep-scheme: for whoever writes schemes. Exit 0 nothing to say, 1 findings, 2 it cannot be read.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "base/files.hpp"
#include "forms/notices.hpp"
#include "forms/scheme.hpp"
#include "forms/scheme_lint.hpp"
#include "forms/validation.hpp"

namespace {

using namespace doorstep;

int fail(const Error& error) {
    std::fprintf(stderr, "doorstep-scheme: %s\n", error.text().c_str());
    return 2;
}

int check(const std::filesystem::path& folder, const std::filesystem::path& notices_folder) {
    const auto scheme = forms::Scheme::load(folder);
    if (!scheme) {
        return fail(scheme.error());
    }
    const auto notices = forms::Notices::load(notices_folder);
    if (!notices) {
        return fail(notices.error());
    }
    const auto findings = forms::lint(*scheme, *notices);
    for (const auto& finding : findings) {
        std::printf("%s: %s\n", scheme->id().c_str(), finding.c_str());
    }
    std::printf("%s version %u: %zu pages, %zu findings\n", scheme->id().c_str(), scheme->version(),
                scheme->pages().size(), findings.size());
    return findings.empty() ? 0 : 1;
}

int validate(const std::filesystem::path& folder, const std::filesystem::path& answers_file) {
    const auto scheme = forms::Scheme::load(folder);
    if (!scheme) {
        return fail(scheme.error());
    }
    const auto answers = read_text_file(answers_file, forms::largest_text);
    if (!answers) {
        return fail(answers.error());
    }
    const auto findings = forms::validate_all(*scheme, *answers);
    if (!findings) {
        return fail(findings.error());
    }
    for (const auto& finding : *findings) {
        std::printf("%s: %s\n", finding.path.c_str(), std::string(forms::problem_id(finding.problem)).c_str());
    }
    return findings->empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Checks assistance schemes. Exit 0: nothing to say, 1: findings, 2: cannot be read.");
    app.require_subcommand(1);
    std::filesystem::path folder;
    std::filesystem::path notices;
    std::filesystem::path answers;
    auto* check_command = app.add_subcommand("check", "look for faults in a scheme's folder");
    check_command->add_option("DIR", folder, "the scheme's folder")->required();
    check_command->add_option("--notices", notices, "folder of notices (default: DIR/../notices)");
    auto* validate_command = app.add_subcommand("validate", "check answers (JSON) against a scheme");
    validate_command->add_option("DIR", folder, "the scheme's folder")->required();
    validate_command->add_option("ANSWERS", answers, "file with the answers")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    if (check_command->parsed()) {
        return check(folder, notices.empty() ? folder / ".." / "notices" : notices);
    }
    return validate(folder, answers);
}
