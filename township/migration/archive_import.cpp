#include "township/migration/archive_import.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/case_number.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/id_number.hpp"
#include "township/archive/imports.hpp"
#include "township/archive/part_store.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/test_point.hpp"
#include "township/migration/old_folder.hpp"
#include "township/workflow/case_moves.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr auto from_state = "imported";  // before it there was no move here

// One page of an old file.
struct Page {
    std::string path;
    Bytes content;
    Digest digest{};
};

// Versions of one key that this run came across.
struct Seen {
    std::size_t line = 0;
    std::set<std::string> contents;  // hex
};

// The file of the old archive that had something first.
struct First {
    std::size_t line = 0;
    std::string key;
};

// What a run knows beside the archive.
struct Run {
    Archive& archive;
    const ImportWish& wish;
    const Actor& actor;
    OldFolder folder;
    ImportReport report{};
    std::map<Digest, First> pages{};
    std::map<std::string, First> people{};  // by scheme and look-up of a number
    std::map<std::string, Seen> keys{};
};

void note(OldFile& file, std::string kind, std::string what, bool for_a_person = true) {
    file.findings.push_back({file.line, std::move(kind), std::move(what), for_a_person});
}

void note_path(OldFile& file, std::string kind, const std::string& path, std::string what = {},
               bool for_a_person = true) {
    file.findings.push_back({file.line, std::move(kind), std::move(what), for_a_person, path});
}

// Paths of the file's pages, each once: first those that are named, then those that a beginning finds.
std::vector<std::string> paths_of(Run& run, OldFile& file) {
    std::vector<std::string> out;
    std::set<std::string> seen;
    const auto add = [&](const std::string& path) {
        if (path != run.wish.mapping.catalogue_file && seen.insert(path).second) {
            out.push_back(path);
        }
    };
    for (const auto& name : file.names) {
        if (const auto path = run.folder.named(name)) {
            add(*path);
        } else {
            note_path(file, "missing-file", name);
        }
    }
    for (const auto& begin : file.begins) {
        const auto paths = run.folder.beginning(begin);
        if (paths.empty()) {
            note_path(file, "missing-file", begin + "*");
        }
        std::for_each(paths.begin(), paths.end(), add);
    }
    return out;
}

std::vector<Page> pages_of(Run& run, OldFile& file) {
    std::vector<Page> out;
    std::uint64_t sum = 0;
    constexpr std::size_t most_pages = protocol::most_parts - 1;  // and the row itself
    for (const auto& path : paths_of(run, file)) {
        auto content = run.folder.read(path, protocol::largest_part);
        run.folder.note_used(path);
        if (!content) {
            const bool large = content.error().is(FileError::TooLarge);
            note_path(file, large ? "too-large" : "unreadable-file", path);
            continue;
        }
        sum += content->size();
        if (out.size() >= most_pages || sum > protocol::largest_submission) {
            note_path(file, "too-many", path, "beyond 998 files or 256 MiB of one case");
            continue;
        }
        ++run.report.pages;
        run.report.page_bytes += content->size();
        if (content->empty()) {
            note_path(file, "empty-file", path);
        }
        const auto digest = sha256(*content);
        out.push_back({path, std::move(*content), digest});
    }
    return out;
}

// The row as it was read, so that nothing of it is lost by the mapping. The random lead keeps its digest, which stands
// in the database, from being guessed.
std::string catalogue_row(const Run& run, const OldFile& file, const std::vector<Page>& pages) {
    auto rows = json::array();
    for (const auto& row : file.rows) {
        rows.push_back({{"line", row.line}, {"cells", row.cells}});
    }
    auto paths = json::array();
    for (const auto& page : pages) {
        paths.push_back(page.path);
    }
    Bytes lead(16);
    fill_random(lead);
    return json{{"lead", to_hex(lead)}, {"source", run.wish.mapping.source},
                {"key", file.key},      {"columns", run.wish.catalogue.columns},
                {"rows", rows},         {"files", paths}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

// HMAC over cells and pages: tells whether it is the version that is held.
Bytes content_of(const Run& run, const OldFile& file, const std::vector<Page>& pages) {
    std::string all = "import-content";
    for (const auto& row : file.rows) {
        for (const auto& cell : row.cells) {
            all += fmt::format("|{}:{}", cell.size(), cell);
        }
        all += "\n";
    }
    for (const auto& page : pages) {
        all += to_hex(page.digest);
    }
    const Bytes out = import_content(run.archive, all);
    wipe(all);
    return out;
}

// The same person with another case of the scheme: in this catalogue, or held already.
Status look_for_the_person(Run& run, OldFile& file, const std::string& own_case) {
    if (file.people.empty() || file.people.front().role != "applicant" || file.people.front().number.empty()) {
        return {};
    }
    const auto found = run.archive.cipher().found_by_number(file.people.front().number.view());
    const auto [before, is_new] = run.people.emplace(file.scheme + "|" + to_hex(found), First{file.line, file.key});
    if (!is_new && before->second.key != file.key) {
        note(file, "same-person", fmt::format("also in line {}", before->second.line));
        return {};
    }
    DOORSTEP_TRY(
        const Rows rows,
        run.archive.database().query(
            "SELECT c.number FROM people p JOIN submissions s ON s.id = p.submission JOIN cases c ON c.number "
            "= s.case_number WHERE p.number_found = ?1 AND p.role = 'applicant' AND c.scheme = ?2 AND c.number "
            "<> ?3 AND s.attached = 1 ORDER BY c.number LIMIT 1",
            {found, file.scheme, own_case}));
    if (!rows.empty()) {
        note(file, "same-person", "also case " + rows[0].text(0));
    }
    return {};
}

// The same scan in two files: a blank form, or one that was filed twice.
Status look_for_the_pages(Run& run, OldFile& file, const std::vector<Page>& pages, const std::string& own_case) {
    for (const auto& page : pages) {
        const auto [before, is_new] = run.pages.emplace(page.digest, First{file.line, file.key});
        if (!is_new && before->second.key != file.key) {
            note_path(file, "same-file", page.path, fmt::format("also in line {}", before->second.line), false);
        }
        if (!is_new || !part_is_held(run.archive, page.digest)) {
            continue;
        }
        DOORSTEP_TRY(const Rows rows, run.archive.database().query(
                                          "SELECT s.case_number FROM parts p JOIN submissions s ON s.id = p.submission "
                                          "WHERE p.digest = ?1 AND s.case_number <> ?2 ORDER BY s.received_ms LIMIT 1",
                                          {to_bytes(page.digest), own_case}));
        if (!rows.empty()) {
            note_path(file, "same-file", page.path, "also case " + rows[0].text(0), false);
        }
    }
    return {};
}

void look_at_area(const Run& run, OldFile& file) {
    for (const auto& person : file.people) {
        const auto number = IdNumber::parse(person.number.view());
        if (run.wish.areas != nullptr && number &&
            run.wish.areas->find(number->area()).status == forms::AreaStatus::Unknown) {
            note(file, "area-code", person.role + ": no such area was ever known", false);
        }
    }
}

// A version in the making: like a station's submission, without header and signature.
struct Making {
    protocol::Opened opened;
    NewSubmission row;
    ImportOrigin origin;
};

void add_part(protocol::Opened& to, wire::PartKind kind, std::string_view media_type, BytesView content) {
    protocol::OpenedPart part;
    part.info.set_number(static_cast<std::uint32_t>(to.parts.size() + 1));
    part.info.set_kind(kind);
    part.info.set_media_type(std::string(media_type));
    part.info.set_plain_size(content.size());
    part.content.assign(content.begin(), content.end());
    part.plain_digest = sha256(content);
    to.parts.push_back(std::move(part));
}

void fill(const Run& run, const OldFile& file, const std::vector<Page>& pages, const HeldImport* first, Making& out) {
    // By the time of now, as a station's: an archive may be kept month by month. Once is what the origin's index says.
    const auto id = Uuid::make_v7();
    auto& header = out.opened.header;
    header.set_submission_id(std::string(as_text(id.bytes())));
    header.set_kind(first == nullptr ? wire::APPLICATION : wire::SUPPLEMENT);
    header.mutable_author()->set_account(run.actor.who);
    header.set_scheme(file.scheme);
    if (first != nullptr) {
        header.set_follows(std::string(as_text(first->submission.bytes())));
    }
    const auto row = catalogue_row(run, file, pages);
    add_part(out.opened, wire::CATALOGUE_ROW, "application/json", as_bytes(row));
    for (const auto& page : pages) {
        add_part(out.opened, wire::PAGE_ORIGINAL, media_type_of(page.content), page.content);
    }
    out.row.opened = &out.opened;
    out.row.case_number = first == nullptr ? CaseNumber::make().digits() : first->case_number;
    out.row.people = file.people;
}

Status insert_case(Run& run, const OldFile& file, const std::string& number) {
    DOORSTEP_CHECK(run.archive.database().run(
        "INSERT INTO cases (number, kind, scheme, scheme_version, station, state, state_ms, created_ms) VALUES "
        "(?1, ?2, ?3, 0, '', ?4, ?5, ?5)",
        {number, static_cast<std::int64_t>(wire::APPLICATION), file.scheme, std::string(from_state),
         run.archive.now()}));
    return arrive_in_state(run.archive, number, from_state, file.state, run.actor.who);
}

Status insert_task(Run& run, const OldFile& file, const Making& making) {
    std::string what;
    for (const auto& finding : file.findings) {
        if (finding.for_a_person) {
            what += fmt::format("{}{}{}{}", what.empty() ? "" : "; ", finding.kind, finding.what.empty() ? "" : " ",
                                finding.what);
        }
    }
    if (what.empty()) {
        return {};
    }
    constexpr std::size_t longest = 500;  // the report has the whole of it
    Task task;
    task.kind = "needs-person";
    DOORSTEP_TRY(task.submission, Uuid::from_bytes(as_bytes(making.opened.header.submission_id())));
    task.case_number = making.row.case_number;
    task.what = fmt::format("import {} line {}: {}", making.origin.source, file.line, what.substr(0, longest));
    ++run.report.tasks;
    return add_task(run.archive, task);
}

Status write(Run& run, const OldFile& file, const Making& making, bool is_new) {
    DOORSTEP_CHECK(put_large_parts(run.archive, making.opened));
    test_point("import-pages-written");
    const auto written = run.archive.database().transaction([&]() -> Status {
        if (is_new) {
            DOORSTEP_CHECK(insert_case(run, file, making.row.case_number));
        }
        DOORSTEP_CHECK(insert_import(run.archive, making.row, making.origin, run.actor));
        DOORSTEP_CHECK(insert_task(run, file, making));
        test_point("import-before-commit");
        return {};
    });
    DOORSTEP_CHECK(written);
    test_point("import-after-commit");
    return {};
}

// Tells what stands against a version before it is written.
Status compare(Run& run, OldFile& file, const std::vector<Page>& pages, const HeldImport* first, const Seen* seen) {
    if (seen != nullptr) {
        note(file, "conflict", fmt::format("the key of line {} with other content: both are kept", seen->line));
    } else if (first != nullptr) {
        note(file, "conflict", "differs from what was imported before: both are kept");
    }
    const auto own_case = first == nullptr ? std::string{} : first->case_number;
    DOORSTEP_CHECK(look_for_the_person(run, file, own_case));
    look_at_area(run, file);
    return look_for_the_pages(run, file, pages, own_case);
}

// Held, changed or new.
Status take(Run& run, OldFile& file) {
    const auto pages = pages_of(run, file);
    Making making;
    making.origin = {run.wish.mapping.source, file.key, content_of(run, file, pages), file.line, file.received};
    const auto& content = making.origin.content;
    DOORSTEP_TRY(const auto versions, held_imports(run.archive, run.wish.mapping.source, file.key));
    const auto [entry, unseen] = run.keys.emplace(file.key, Seen{file.line, {}});
    const Seen* seen = unseen ? nullptr : &entry->second;  // in a dry run nothing of it is held yet
    const bool repeated = !entry->second.contents.insert(to_hex(content)).second;
    if (repeated || std::any_of(versions.begin(), versions.end(),
                                [&](const HeldImport& version) { return version.content == content; })) {
        ++run.report.held;
        if (repeated) {
            note(file, "duplicate-row", fmt::format("the same as line {}", seen->line), false);
        }
        return {};
    }
    const HeldImport* first = versions.empty() ? nullptr : &versions.front();
    const bool is_new = first == nullptr && seen == nullptr;
    DOORSTEP_CHECK(compare(run, file, pages, first, seen));
    ++(is_new ? run.report.imported : run.report.changed);
    if (run.wish.dry_run) {
        return {};
    }
    fill(run, file, pages, first, making);
    return write(run, file, making, is_new);
}

void add_findings(Run& run, const OldFile& file) {
    for (const auto& finding : file.findings) {
        ++run.report.findings_count;
        if (run.report.findings.size() < most_findings) {
            run.report.findings.push_back(finding);
        }
    }
}

// Files that no row names stay where they are; a person is told once how many.
Status tell_unnamed(Run& run) {
    run.report.unnamed_files = run.folder.rest(most_findings, run.report.unnamed);
    if (run.report.unnamed == 0 || run.wish.dry_run) {
        return {};
    }
    Task task;
    task.kind = "needs-person";
    task.what = fmt::format("import {}: {} files are named by no row of the catalogue", run.wish.mapping.source,
                            run.report.unnamed);
    ++run.report.tasks;
    return add_task(run.archive, task);
}

}  // namespace

Result<ImportReport> import_archive(Archive& archive, const ImportWish& wish, const Actor& actor) {
    DOORSTEP_CHECK(check_mapping(wish.mapping, wish.catalogue));
    DOORSTEP_TRY(auto folder, OldFolder::open(wish.folder));
    Run run{archive, wish, actor, std::move(folder)};
    run.folder.note_used(wish.mapping.catalogue_file);
    auto files = old_files(wish.catalogue, wish.mapping);
    run.report.dry_run = wish.dry_run;
    run.report.rows = wish.catalogue.rows.size() + wish.catalogue.odd_rows.size();
    run.report.files = files.size();
    std::uint64_t done = 0;
    for (auto& file : files) {
        DOORSTEP_CHECK(take(run, file));
        add_findings(run, file);
        if (wish.progress) {
            wish.progress(++done, files.size());
        }
    }
    DOORSTEP_CHECK(tell_unnamed(run));
    return std::move(run.report);
}

}  // namespace doorstep::township
