// `import-archive`: an old archive is brought over (docs/operations.md, step by step).
#include <iostream>

#include "base/files.hpp"
#include "base/paths.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/migration/archive_import.hpp"
#include "township/migration/migration_error.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr std::size_t largest_mapping = 1U << 20U;
constexpr std::int64_t progress_ms = 2000;

struct Arguments {
    std::string folder;
    std::string mapping;
    std::string report;
    bool dry_run = false;
};

// A path as a text for people: names that are no UTF-8 (unpacked from an old disk) are shown with marks in them.
json shown(const std::string& path) {
    return json::parse(json(path).dump(-1, ' ', false, json::error_handler_t::replace));
}

json report_json(const ImportReport& report) {
    auto findings = json::array();
    for (const auto& one : report.findings) {
        findings.push_back({{"line", one.line},
                            {"kind", one.kind},
                            {"what", one.what},
                            {"path", one.path.empty() ? json() : shown(one.path)},
                            {"for_a_person", one.for_a_person}});
    }
    auto unnamed = json::array();
    for (const auto& path : report.unnamed_files) {
        unnamed.push_back(shown(path));
    }
    return {{"dry_run", report.dry_run},
            {"rows", report.rows},
            {"files", report.files},
            {"imported", report.imported},
            {"changed", report.changed},
            {"held", report.held},
            {"pages", report.pages},
            {"page_bytes", report.page_bytes},
            {"tasks", report.tasks},
            {"findings_count", report.findings_count},
            {"findings", std::move(findings)},
            {"unnamed", report.unnamed},
            {"unnamed_files", std::move(unnamed)}};
}

std::string report_text(const ImportReport& report) {
    std::string text;
    for (const auto& one : report.findings) {
        text += fmt::format("第 {} 行  {}  {}  {}{}\n", one.line, one.kind, one.path, one.what,
                            one.for_a_person ? "  → 待人工" : "");
    }
    for (const auto& path : report.unnamed_files) {
        text += fmt::format("目录未提及  {}\n", path);
    }
    return text + fmt::format(
                      "{}目录 {} 行，案卷 {} 件：新增 {}，内容有变另存 {}，此前已有 {}；页面 {} 个（{} 字节）；"
                      "待人工处理 {} 项，提示 {} 条，目录未提及的文件 {} 个\n",
                      report.dry_run ? "试运行，未写入任何内容。" : "", report.rows, report.files, report.imported,
                      report.changed, report.held, report.pages, report.page_bytes, report.tasks, report.findings_count,
                      report.unnamed);
}

// On standard error, so that what is piped on is the report alone.
std::function<void(std::uint64_t, std::uint64_t)> progress() {
    const auto told = std::make_shared<std::int64_t>(monotonic_milliseconds());
    return [told](std::uint64_t done, std::uint64_t all) {
        if (monotonic_milliseconds() - *told >= progress_ms) {
            *told = monotonic_milliseconds();
            std::cerr << fmt::format("{} / {}\n", done, all);
        }
    };
}

Result<ImportWish> wish_from(const Arguments& a) {
    ImportWish out;
    out.folder = a.folder;
    out.dry_run = a.dry_run;
    DOORSTEP_TRY(const auto mapping, read_text_file(a.mapping, largest_mapping));
    DOORSTEP_TRY(out.mapping, mapping_from(mapping));
    const auto file = out.folder / out.mapping.catalogue_file;
    const auto catalogue = read_file(file, largest_catalogue);
    if (!catalogue) {
        return catalogue.error().with_context(file.native());
    }
    DOORSTEP_TRY(out.catalogue, catalogue_from(*catalogue, out.mapping.form));
    out.progress = progress();
    return out;
}

Status import(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(ImportWish wish, wish_from(a));
    const auto areas = forms::AreaCodes::load(share_folder() / "codes" / "areacodes.csv");
    wish.areas = areas ? &*areas : nullptr;
    const Actor actor = actor_of(common);
    if (!a.dry_run) {
        DOORSTEP_CHECK(audit(*archive, actor, "import-archive", wish.mapping.source));
    }
    DOORSTEP_TRY(const auto report, import_archive(*archive, wish, actor));
    const auto answer = report_json(report);
    if (!a.report.empty()) {
        DOORSTEP_CHECK(write_file_durably(a.report, as_bytes(answer.dump(2) + "\n"), 0600));
    }
    say(common, answer, report_text(report));
    return a.dry_run ? Status{} : write_audit_head(*archive);
}

}  // namespace

void add_migration_commands(Commands c) {
    const auto a = std::make_shared<Arguments>();
    auto* command =
        add_command(c, a, c.app, "import-archive", "bring an old archive over: a folder and its catalogue", import);
    command->add_option("DIR", a->folder, "the folder, with the catalogue in it")->required();
    command->add_option("--mapping", a->mapping, "what the catalogue's columns mean, TOML")->required();
    command->add_option("--report", a->report, "the report as JSON into this file too");
    command->add_flag("--dry-run", a->dry_run, "read and compare everything, write nothing");
}

}  // namespace doorstep::township
