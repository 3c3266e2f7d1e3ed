// doorstep-scheme: for whoever writes schemes. Exit 0 nothing to say, 1 findings, 2 it cannot be read.
#include <cstdio>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/service.hpp"
#include "forms/archive/scheme_archive.hpp"
#include "forms/notice_print.hpp"
#include "forms/notices.hpp"
#include "forms/scheme.hpp"
#include "forms/scheme_library.hpp"
#include "forms/scheme_lint.hpp"
#include "forms/scheme_preview.hpp"
#include "forms/validation.hpp"

namespace {

using namespace doorstep;
namespace fs = std::filesystem;

struct Check {
    fs::path notices;  // empty: DIR/../notices
    fs::path papers;   // empty: beside this program
};

int fail(const Error& error) {
    std::fprintf(stderr, "doorstep-scheme: %s\n", error.text().c_str());
    return 2;
}

// "guide" is itself checked without one.
std::optional<forms::Scheme> guide_beside(const fs::path& folder) {
    std::error_code failed;
    const auto guide = folder.lexically_normal().parent_path() / forms::guide_id;
    if (!fs::exists(guide / "scheme.toml", failed) || fs::equivalent(guide, folder, failed)) {
        return std::nullopt;
    }
    auto loaded = forms::Scheme::load(guide);
    return loaded ? std::optional(std::move(*loaded)) : std::nullopt;
}

int check_one(const fs::path& folder, const Check& options) {
    const auto scheme = forms::Scheme::load(folder);
    if (!scheme) {
        return fail(scheme.error());
    }
    const auto notices = forms::Notices::load(options.notices.empty() ? folder / ".." / "notices" : options.notices);
    if (!notices) {
        return fail(notices.error());
    }
    const auto guide = guide_beside(folder);
    auto findings = forms::lint(*scheme, *notices, guide ? &*guide : nullptr);
    const auto unprintable = forms::unprintable_notices(*scheme, *notices, options.papers);
    if (!unprintable) {
        std::printf("%s: notices were not printed: %s\n", scheme->id().c_str(), unprintable.error().text().c_str());
    } else {
        findings.insert(findings.end(), unprintable->begin(), unprintable->end());
    }
    for (const auto& finding : findings) {
        std::printf("%s: %s\n", scheme->id().c_str(), finding.c_str());
    }
    std::printf("%s version %u: %zu pages, %zu findings\n", scheme->id().c_str(), scheme->version(),
                scheme->pages().size(), findings.size());
    return findings.empty() ? 0 : 1;
}

// A scheme's folder, or a folder of schemes: the worst of all.
int check(const fs::path& folder, const Check& options) {
    std::error_code failed;
    if (fs::exists(folder / "scheme.toml", failed)) {
        return check_one(folder, options);
    }
    const auto names = forms::schemes_in(folder);
    if (names.empty()) {
        return fail(Error(forms::FormsError::BadScheme, folder.string() + " holds no scheme.toml and no schemes"));
    }
    int worst = 0;
    for (const auto& name : names) {
        worst = std::max(worst, check_one(folder / name, options));
    }
    return worst;
}

int validate(const fs::path& folder, const fs::path& answers_file) {
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

int pack(const fs::path& folder, const std::string& minimum_app, const fs::path& out) {
    const auto packed = forms::pack_scheme(folder, minimum_app);
    if (!packed) {
        return fail(packed.error());
    }
    constexpr unsigned readable = 0644;
    const auto written = write_file_durably(out, *packed, readable);
    if (!written) {
        return fail(written.error());
    }
    std::printf("%s: %zu bytes; doorstep-township sign %s --key …\n", out.c_str(), packed->size(), out.c_str());
    return 0;
}

// What a package holds and who signed it; whether those keys count only their township knows.
int list(const fs::path& file) {
    const auto bytes = read_file(file, forms::largest_archive);
    const auto archive = bytes ? forms::unpack_scheme(*bytes, {}) : Result<forms::SchemeArchive>(bytes.error());
    if (!archive) {
        return fail(archive.error());
    }
    const auto& manifest = archive->manifest;
    std::printf("%s version %u, for Doorstep %s and later\n", manifest.scheme.c_str(), manifest.version,
                manifest.minimum_app.c_str());
    for (const auto& [name, content] : archive->files) {
        std::printf("  %s  %zu bytes\n", name.c_str(), content.size());
    }
    for (const auto& one : archive->signatures) {
        std::printf("signed by key %s\n", to_hex(one.key_id).c_str());
    }
    return archive->signatures.empty() ? 1 : 0;
}

// Where this program lies, and the others with it.
fs::path beside_me() {
    std::error_code failed;
    return fs::read_symlink("/proc/self/exe", failed).parent_path();
}

int show(const fs::path& folder) {
    start_service("doorstep-scheme");
    const auto shown = forms::preview(folder, beside_me());
    return shown ? 0 : fail(shown.error());
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Checks assistance schemes. Exit 0: nothing to say, 1: findings, 2: cannot be read.");
    app.require_subcommand(1);
    fs::path folder;
    fs::path answers;
    fs::path out;
    std::string minimum_app(forms::app_version());
    Check options;
    auto* check_command = app.add_subcommand("check", "look for faults in a scheme's folder, or in all of a folder");
    check_command->add_option("DIR", folder, "the scheme's folder, or the folder of schemes")->required();
    check_command->add_option("--notices", options.notices, "folder of notices (default: DIR/../notices)");
    check_command->add_option("--papers", options.papers, "doorstep-papers (default: beside this program)");
    auto* validate_command = app.add_subcommand("validate", "check answers (JSON) against a scheme");
    validate_command->add_option("DIR", folder, "the scheme's folder")->required();
    validate_command->add_option("ANSWERS", answers, "file with the answers")->required();
    auto* preview_command = app.add_subcommand("preview", "show a scheme on a kiosk without devices, until Ctrl-C");
    preview_command->add_option("DIR", folder, "the scheme's folder")->required();
    auto* pack_command = app.add_subcommand("pack", "a scheme as one file, to be signed and sent to the kiosks");
    pack_command->add_option("DIR", folder, "the scheme's folder, with ../common")->required();
    pack_command->add_option("--out", out, "where the package goes, NAME.tar.zst")->required();
    pack_command->add_option("--minimum-app", minimum_app, "kiosks of an earlier version refuse it")
        ->capture_default_str();
    auto* list_command = app.add_subcommand("list", "what a package holds and who signed it (exit 1: nobody)");
    list_command->add_option("PACKAGE", folder, "NAME.tar.zst")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    if (preview_command->parsed()) {
        return show(folder);
    }
    if (pack_command->parsed()) {
        return pack(folder, minimum_app, out);
    }
    if (list_command->parsed()) {
        return list(folder);
    }
    if (validate_command->parsed()) {
        return validate(folder, answers);
    }
    if (options.papers.empty()) {
        options.papers = beside_me() / "doorstep-papers";
    }
    return check(folder, options);
}
