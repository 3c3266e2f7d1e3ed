#include "base/files.hpp"
#include "base/paths.hpp"
#include "protocol/envelope/enrolment_text.hpp"
#include "protocol/envelope/release.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/release_table.hpp"
#include "township/archive/station_chain.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/cli/qr_text.hpp"
#include "township/cli/release_files.hpp"
#include "township/cli/station_views.hpp"
#include "township/cli/township_config.hpp"
#include "township/workflow/case_finder.hpp"
#include "township/workflow/clerks.hpp"
#include "township/workflow/enrolment.hpp"
#include "township/workflow/roster.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

Status init(const Common& common, const std::string& township) {
    const auto folder = state_folder("township");
    DOORSTEP_CHECK(make_folder(folder, 0700));
    DOORSTEP_TRY(const bool made, make_keys(folder / "keys", township));
    DOORSTEP_TRY(const auto archive, open_archive());
    if (made) {
        DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "init", archive->keys().township));
    }
    say(common, {{"township", archive->keys().township}, {"made", made}},
        made ? fmt::format("{}: 密钥和档案库已建立\n", archive->keys().township)
             : fmt::format("{}: 早已建立，未作改动\n", archive->keys().township));
    return {};
}

// What an invitation names: where stations reach the gateway, else where it listens now; empty when it does not serve.
Result<std::string> address_now() {
    DOORSTEP_TRY(const auto config, load_township_config("desk"));
    if (!config.address.empty()) {
        return config.address;
    }
    const auto text = read_text_file(endpoint_file("township"), 256);
    return text ? *text : std::string{};
}

Status invite(const Common& common, const std::string& id, const std::string& file, bool show_code) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto address, address_now());
    DOORSTEP_TRY(const auto invitation, invitation_for(*archive, id, address));
    DOORSTEP_CHECK(write_file_durably(file, as_bytes(invitation), 0600));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "invite", id));
    DOORSTEP_TRY(const auto keys, release_publics(*archive));
    DOORSTEP_TRY(const auto code, protocol::invitation_code(invitation));
    say(common,
        {{"station", id},
         {"invitation", file},
         {"code", code},
         {"release_fingerprint", protocol::release_fingerprint(keys)}},
        fmt::format("{}: 邀请已写入 {}，七天内有效\n{}{}", id, file,
                    keys.size() < 2 ? "注意：发布密钥不足两把，吊销令和忘记令无法下发。\n"
                                    : fmt::format("发布公钥指纹 {}\n", protocol::release_fingerprint(keys)),
                    show_code ? qr_text(code) : ""));
    return {};
}

Status confirm(const Common& common, const std::string& file, const std::optional<std::string>& code) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto reply, read_text_file(file, largest_reply));
    DOORSTEP_TRY(const auto done, confirm_reply(*archive, reply, code));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), code ? "enrol" : "enrol without a code", done.station));
    json answer{{"station", done.station}, {"state", "enrolled"}};
    std::string text = fmt::format("{}: 已登记\n", done.station);
    if (!done.code.empty()) {
        answer["code"] = done.code;
        text += fmt::format("请在终端输入：{} {}\n", done.code.substr(0, 4), done.code.substr(4));
    }
    say(common, answer, text);
    return {};
}

Status revoke(const Common& common, const std::string& id) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_CHECK(revoke_station(*archive, id));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "revoke", id));
    say(common, {{"station", id}, {"state", "revoked"}}, fmt::format("{}: 已吊销\n", id));
    return {};
}

// "（3–4、7）"; empty for none.
std::string runs_text(const SequenceRuns& runs) {
    std::string text;
    for (const auto& [first, last] : runs) {
        text += text.empty() ? "（" : "、";
        text += first == last ? std::to_string(first) : fmt::format("{}–{}", first, last);
    }
    return text.empty() ? text : text + "）";
}

Status stations(const Common& common) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto list, list_stations(*archive));
    DOORSTEP_TRY(const auto beats, station_beats(*archive));
    auto out = json::array();
    std::string text;
    for (const auto& station : list) {
        const auto beat =
            std::find_if(beats.begin(), beats.end(), [&](const auto& one) { return one.station == station.id; });
        const auto silent = silent_minutes(station, beat == beats.end() ? 0 : beat->heard_ms, archive->now());
        DOORSTEP_TRY(const auto count, downlink_count(*archive, station.id));
        DOORSTEP_TRY(const Rows rows, archive->database().query(
                                          "SELECT count(*), coalesce(max(sequence), 0), count(DISTINCT sequence) FROM "
                                          "submissions WHERE station = ?1",
                                          {station.id}));
        const auto missing = rows[0].number(1) - rows[0].number(2);
        DOORSTEP_TRY(const auto runs, missing_sequences(*archive, station.id));
        DOORSTEP_TRY(const ChainMark mark, chain_mark(*archive, station.id, station.sign_public));
        out.push_back({{"station", station.id},
                       {"state", station.state},
                       {"invited", json_time(station.invited_ms)},
                       {"enrolled", json_time(station.enrolled_ms)},
                       {"revoked", json_time(station.revoked_ms)},
                       {"seen", json_time(station.seen_ms)},
                       {"submissions", rows[0].number(0)},
                       {"missing_sequences", missing},
                       {"missing", runs},
                       {"countersigned", mark.sequence},
                       {"downlink", count.last},
                       {"downlink_waiting", count.waiting},
                       {"silent_minutes", silent == 0 ? json() : json(silent)},
                       {"heartbeat", beat == beats.end() ? json() : to_json(*beat)}});
        text += silent == 0 ? std::string() : fmt::format("！失联 {} 小时  ", silent / 60);
        text += fmt::format("{}  {}  最近 {}  收件 {}  缺号 {}{}  审计链已会签至 {}  待下发 {}{}\n", station.id,
                            station.state, station.seen_ms == 0 ? "—" : Instant{station.seen_ms}.legal_text(),
                            rows[0].number(0), missing, runs_text(runs), mark.sequence, count.waiting,
                            beat == beats.end() ? std::string() : beat_text(*beat, archive->now()));
    }
    say(common, {{"stations", out}}, list.empty() ? "还没有登记任何站点。\n" : text);
    return {};
}

// What the kiosk noted beside its submissions, as it came inside their seals.
Status station_audit(const Common& common, const std::string& id) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto station, find_station(*archive, id));
    if (!station) {
        return Error(TownshipError::NoSuchStation, id);
    }
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "look station audit", id));
    DOORSTEP_TRY(const auto entries, station_entries(*archive, id));
    auto out = json::array();
    std::string text;
    for (const auto& entry : entries) {
        out.push_back({{"sequence", entry.sequence},
                       {"at", json_time(entry.at_ms)},
                       {"what", entry.what},
                       {"who", entry.who},
                       {"subject", entry.subject}});
        text += fmt::format("{}  {}  {}  {}  {}\n", entry.sequence, Instant{entry.at_ms}.legal_text(), entry.what,
                            entry.who, entry.subject);
    }
    say(common, {{"station", id}, {"entries", out}}, entries.empty() ? "站点尚无其他审计记录。\n" : text);
    return {};
}

Status add_clerk(const Common& common, const NewClerk& clerk, const std::string& out) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto keys, release_publics(*archive));
    if (!keys.empty() && out.empty()) {
        return Error(TownshipError::NoReleaseKeys, "an account is an order here: say with --out where it goes");
    }
    DOORSTEP_TRY(const AddedClerk added, clerk_add(*archive, actor_of(common), clerk));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "clerk add", clerk.account));
    json answer{{"account", clerk.account}, {"name", clerk.display_name}, {"one_time_code", added.code.view()}};
    auto text = fmt::format("{}（{}）首次登录一次性口令: {}\n", clerk.account, clerk.display_name, added.code.view());
    if (added.release) {
        DOORSTEP_CHECK(save_order(out, *added.release));
        answer["order"] = out;
        text += fmt::format("账号经签名下发后生效：doorstep-township sign {} --key …，再 release\n", out);
    }
    say(common, answer, text);
    return {};
}

Status disable_clerk(const Common& common, const std::string& account) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_CHECK(clerk_disable(*archive, account));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "clerk disable", account));
    say(common, {{"account", account}, {"disabled", true}}, fmt::format("{}: 已停用\n", account));
    return {};
}

Status clerks(const Common& common) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto list, list_clerks(*archive));
    auto out = json::array();
    std::string text;
    for (const auto& clerk : list) {
        out.push_back({{"account", clerk.account},
                       {"name", clerk.display_name},
                       {"role", clerk.role},
                       {"disabled", clerk.disabled},
                       {"changed", json_time(clerk.changed_ms)}});
        text += fmt::format("{}  {}  {}{}\n", clerk.account, clerk.display_name, clerk.role,
                            clerk.disabled ? "  已停用" : "");
    }
    say(common, {{"clerks", out}}, list.empty() ? "还没有工作人员账号。\n" : text);
    return {};
}

Status change_roster(const Common& common, const std::string& id, const std::string& station, bool add) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, id));
    DOORSTEP_CHECK(add ? roster_add(*archive, number, station) : roster_remove(*archive, number, station));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), add ? "roster add" : "roster remove", number));
    say(common, {{"case", number}, {"on_roster", add}},
        fmt::format("{}: {}\n", number, add ? "已列入名册" : "已移出名册"));
    return {};
}

Status show_roster(const Common& common) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "look", "roster"));
    DOORSTEP_TRY(const auto rows, roster_rows(*archive));
    auto out = json::array();
    std::string text;
    for (const auto& row : rows) {
        out.push_back({{"station", row.station},
                       {"case", row.case_number},
                       {"number", row.masked_number},
                       {"added", json_time(row.added_ms)}});
        text += fmt::format("{}  {}  {}\n", row.station, row.case_number, row.masked_number);
    }
    say(common, {{"roster", out}}, rows.empty() ? "名册为空。\n" : text);
    return {};
}

struct Arguments {
    std::string id;
    std::string station;
    std::string file;
    std::string reply;
    std::string code;
    bool no_code = false;
    bool show_code = false;
    std::string township = "township";
    std::string own_number;
    NewClerk clerk;
};
using Shared = std::shared_ptr<Arguments>;

void add_enrolment(const Commands& c, const Shared& a) {
    auto& common = c.common;
    auto& chosen = c.chosen;
    auto* enrol = c.app.add_subcommand("enrol-station", "invite a station by file, or take its reply");
    add_common(*enrol, common);
    enrol->add_option("ID", a->id, "the station's name: a-z, 0-9 and -");
    enrol->add_option("--out", a->file, "where the invitation goes");
    enrol->add_flag("--qr", a->show_code, "show it as a code too, to be held before the kiosk's reader");
    enrol->add_option("--confirm", a->reply, "the station's reply");
    enrol->add_option("--code", a->code, "eight digits that the kiosk showed");
    enrol->add_flag("--no-code", a->no_code, "nothing is typed at either end (laboratory); stands in the audit chain");
    enrol->callback([a, &common, &chosen] {
        if (a->reply.empty() ? a->id.empty() || a->file.empty() : a->code.empty() == !a->no_code) {
            throw CLI::RequiredError("ID and --out FILE, or --confirm REPLY with --code CODE or --no-code");
        }
        chosen = [a, &common] {
            return a->reply.empty() ? invite(common, a->id, a->file, a->show_code)
                                    : confirm(common, a->reply, a->no_code ? std::nullopt : std::optional(a->code));
        };
    });
    auto* revoke_one = c.app.add_subcommand("revoke-station", "refuse a station from its next message on");
    add_common(*revoke_one, common);
    revoke_one->add_option("ID", a->id, "the station's name")->required();
    revoke_one->callback([a, &common, &chosen] { chosen = [a, &common] { return revoke(common, a->id); }; });
}

void add_clerks(const Commands& c, const Shared& a) {
    auto& common = c.common;
    auto& chosen = c.chosen;
    auto* clerk = c.app.add_subcommand("clerk", "clerk accounts of all stations");
    clerk->require_subcommand(1);
    auto* add = clerk->add_subcommand("add", "a new account, or a new one-time code; prints the code");
    add_common(*add, common);
    add->add_option("ACCOUNT", a->clerk.account, "a-z, 0-9 and -")->required();
    add->add_option("--name", a->clerk.display_name, "as the kiosk shows it")->required();
    add->add_option("--out", a->file, "where there are release keys: the order that is to be signed");
    add->add_option("--role", a->clerk.role, "clerk (default) or technician");
    add->add_option("--number", a->own_number, "the clerk's own ID number: nobody confirms the own check-in");
    add->callback([a, &common, &chosen] {
        chosen = [a, &common] {
            a->clerk.own_number = WipedString(a->own_number);
            wipe(a->own_number);
            return add_clerk(common, a->clerk, a->file);
        };
    });
    auto* disable = clerk->add_subcommand("disable", "close an account everywhere");
    add_common(*disable, common);
    disable->add_option("ACCOUNT", a->clerk.account, "the account")->required();
    disable->callback(
        [a, &common, &chosen] { chosen = [a, &common] { return disable_clerk(common, a->clerk.account); }; });
    auto* list = clerk->add_subcommand("list", "all accounts");
    add_common(*list, common);
    list->callback([&common, &chosen] { chosen = [&common] { return clerks(common); }; });
}

void add_roster(const Commands& c, const Shared& a) {
    auto& common = c.common;
    auto& chosen = c.chosen;
    auto* roster = c.app.add_subcommand("roster", "recipients that stations know");
    roster->require_subcommand(1);
    for (const bool add : {true, false}) {
        auto* change =
            roster->add_subcommand(add ? "add" : "remove", add ? "the applicant of a case enters" : "… leaves");
        add_common(*change, common);
        change->add_option("ID", a->id, "case number in any form, or a submission's id")->required();
        change->add_option("--station", a->station, add ? "default: where the case began" : "default: all stations");
        change->callback([a, add, &common, &chosen] {
            chosen = [a, add, &common] { return change_roster(common, a->id, a->station, add); };
        });
    }
    auto* list = roster->add_subcommand("list", "who is on it, masked");
    add_common(*list, common);
    list->callback([&common, &chosen] { chosen = [&common] { return show_roster(common); }; });
}

}  // namespace

void add_station_commands(Commands c) {
    const auto a = std::make_shared<Arguments>();
    auto& common = c.common;
    auto& chosen = c.chosen;
    auto* first = c.app.add_subcommand("init", "make keys and archive; what is there stays");
    add_common(*first, common);
    first->add_option("--township", a->township, "the township's id, as stations name it");
    first->callback([a, &common, &chosen] { chosen = [a, &common] { return init(common, a->township); }; });
    auto* list = c.app.add_subcommand("stations", "all stations, when they were seen and what they lack");
    add_common(*list, common);
    list->callback([&common, &chosen] { chosen = [&common] { return stations(common); }; });
    auto* noted = c.app.add_subcommand("station-audit", "what a kiosk noted: sign-ins, opened faces, orders");
    add_common(*noted, common);
    noted->add_option("ID", a->id, "the station's name")->required();
    noted->callback([a, &common, &chosen] { chosen = [a, &common] { return station_audit(common, a->id); }; });
    add_enrolment(c, a);
    add_clerks(c, a);
    add_roster(c, a);
}

}  // namespace doorstep::township
