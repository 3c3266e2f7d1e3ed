// What keeps the archive: verify, backup, restore.
#include "base/files.hpp"
#include "base/paths.hpp"
#include "township/archive/archive_copy.hpp"
#include "township/archive/backup.hpp"
#include "township/archive/check.hpp"
#include "township/archive/township_error.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/feed/feed_check.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

json report_json(const CheckReport& report) {
    auto damage = json::array();
    for (const auto& one : report.damage) {
        damage.push_back({{"kind", one.kind}, {"where", one.where}, {"why", one.why}});
    }
    return {{"intact", report.damaged == 0},
            {"submissions", report.submissions},
            {"signatures", report.signatures},
            {"imported", report.imported},
            {"pages", report.pages},
            {"page_bytes", report.page_bytes},
            {"station_rows", report.station_rows},
            {"audit_rows", report.audit_rows},
            {"feed_batches", report.feed_batches},
            {"damaged", report.damaged},
            {"spare_pages", report.spare_pages},
            {"damage", damage}};
}

std::string report_text(const CheckReport& report) {
    std::string text = fmt::format(
        "收件 {}，内层签名有效 {}，页面完好 {}（{} 字节），站点审计链 {} 条，本级审计链 {} 条\n", report.submissions,
        report.signatures, report.pages, report.page_bytes, report.station_rows, report.audit_rows);
    if (report.imported != 0) {
        text += fmt::format("其中旧档案导入 {} 件（无站点签名，以本级审计链为据）\n", report.imported);
    }
    if (report.spare_pages != 0) {
        text += fmt::format("另有 {} 个页面文件尚无记录（上传中断所留，不是损坏）\n", report.spare_pages);
    }
    for (const auto& one : report.damage) {
        text += fmt::format("损坏  {}  {}  {}\n", one.kind, one.where, one.why);
    }
    return text + (report.damaged == 0 ? "全部完好。\n" : fmt::format("发现损坏 {} 处。\n", report.damaged));
}

Status tell(const Common& common, const CheckReport& report) {
    say(common, report_json(report), report_text(report));
    return report.damaged == 0
               ? Status{}
               : Status(Error(TownshipError::DamageFound, fmt::format("{} places are damaged", report.damaged)));
}

// With what the rooms above the archive keep in it.
CheckReport check_all(Archive& archive) {
    auto report = check_archive(archive);
    check_feed(archive, report);
    return report;
}

Status verify(const Common& common) {
    const auto archive = open_archive();
    if (archive) {
        return tell(common, check_all(**archive));
    }
    if (!archive.error().is(DatabaseError::Damaged)) {
        return archive.error();
    }
    // The pages can still be told apart: each is named by what it holds.
    DOORSTEP_TRY(auto report, check_pages_alone(state_folder("township")));
    ++report.damaged;
    report.damage.insert(report.damage.begin(), {"database", "archive.db", archive.error().text()});
    return tell(common, report);
}

Status damaged_files(const Common& common, json answer, std::string text, const std::vector<std::string>& damaged) {
    answer["damaged"] = damaged;
    for (const auto& one : damaged) {
        text += fmt::format("损坏  {}\n", one);
    }
    say(common, answer, text);
    return damaged.empty()
               ? Status{}
               : Status(Error(TownshipError::DamageFound, fmt::format("{} files are damaged", damaged.size())));
}

Status backup(const Common& common, const std::string& folder) {
    DOORSTEP_TRY(const auto archive, open_archive());
    // Before it is made: the copy holds the row that says who took it away.
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "backup", archive->keys().township));
    DOORSTEP_TRY(const auto report, make_backup(*archive, folder));
    return damaged_files(
        common,
        {{"folder", folder},
         {"made", json_time(report.made_ms)},
         {"files", report.files},
         {"copied", report.copied},
         {"copied_bytes", report.copied_bytes}},
        fmt::format("备份已完成：共 {} 个文件，本次写入 {} 个（{} 字节）。密钥不在其中，须另行保管。\n", report.files,
                    report.copied, report.copied_bytes),
        report.damaged);
}

Status check_one(const Common& common, const std::string& folder) {
    DOORSTEP_TRY(const auto check, check_backup(folder));
    return damaged_files(common,
                         {{"folder", folder},
                          {"township", check.manifest.township},
                          {"made", json_time(check.manifest.made_ms)},
                          {"files", check.manifest.files.size()}},
                         fmt::format("{} 的备份，{}，共 {} 个文件\n", check.manifest.township,
                                     Instant{check.manifest.made_ms}.legal_text(), check.manifest.files.size()),
                         check.damaged);
}

Status restore(const Common& common, const std::string& folder, const std::string& keys, const std::string& into) {
    DOORSTEP_TRY(const auto manifest, restore_backup(folder, keys, into));
    DOORSTEP_TRY(const auto archive, Archive::open(into));
    DOORSTEP_CHECK(audit(*archive, actor_of(common), "restore", Instant{manifest.made_ms}.utc_text()));
    const auto report = check_all(*archive);
    DOORSTEP_CHECK(write_audit_head(*archive));
    return tell(common, report);
}

// A township that grew, or a backup that goes back onto a server.
Status to_server(const Common& common) {
    const auto file = state_folder("township") / "archive.db";
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        return file_error(ENOENT, file.native());
    }
    DOORSTEP_TRY(const auto archive, open_archive());
    if (!archive->store().on_server()) {
        return Error(TownshipError::BadStore, "township.toml says no server to move to: [store] backend, conninfo");
    }
    DOORSTEP_CHECK(copy_from_file(file, archive->database()));
    // Not removed: a person does that when the server has shown itself. Not taken again by mistake either.
    const auto kept = file.native() + ".moved";
    std::filesystem::rename(file, kept, failed);
    DOORSTEP_CHECK(failed ? Status(file_error(failed.value(), kept)) : sync_folder(file.parent_path()));
    DOORSTEP_CHECK(audit(*archive, actor_of(common), "to-postgresql", archive->keys().township));
    const auto report = check_all(*archive);
    DOORSTEP_CHECK(write_audit_head(*archive));
    return tell(common, report);
}

}  // namespace

void add_care_commands(Commands c) {
    struct Arguments {
        std::string folder;
        std::string keys;
        std::string into;
        bool check = false;
    };
    const auto a = std::make_shared<Arguments>();
    auto& common = c.common;
    auto& chosen = c.chosen;
    auto* verifying = c.app.add_subcommand("verify", "read everything again: rows, pages, signatures, chains");
    add_common(*verifying, common);
    verifying->callback([&common, &chosen] { chosen = [&common] { return verify(common); }; });
    auto* making = c.app.add_subcommand("backup", "a consistent copy while the gateway serves; again: what is new");
    add_common(*making, common);
    making->add_option("DIR", a->folder, "a folder on another disk")->required();
    making->add_flag("--check", a->check, "read the backup in DIR again instead");
    making->callback([a, &common, &chosen] {
        chosen = [a, &common] { return a->check ? check_one(common, a->folder) : backup(common, a->folder); };
    });
    auto* moving =
        c.app.add_subcommand("to-postgresql", "the archive of this folder's file into the server's database");
    add_common(*moving, common);
    moving->callback([&common, &chosen] { chosen = [&common] { return to_server(common); }; });
    auto* restoring = c.app.add_subcommand("restore", "a township's state from a backup and its keys");
    add_common(*restoring, common);
    restoring->add_option("DIR", a->folder, "the backup")->required();
    restoring->add_option("INTO", a->into, "the new state folder, missing or empty")->required();
    restoring->add_option("--keys", a->keys, "the folder of the township's keys")->required();
    restoring->callback(
        [a, &common, &chosen] { chosen = [a, &common] { return restore(common, a->folder, a->keys, a->into); }; });
}

}  // namespace doorstep::township
