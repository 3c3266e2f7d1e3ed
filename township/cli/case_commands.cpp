#include "base/paths.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/export.hpp"
#include "township/cli/json_views.hpp"
#include "township/cli/text_views.hpp"
#include "township/workflow/case_finder.hpp"
#include "township/workflow/case_moves.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

Status cases(const Common& common) {
    DOORSTEP_TRY(const auto archive, open_archive());
    const Actor actor = actor_of(common);
    Judgement judgement(share_folder() / "schemes");
    DOORSTEP_TRY(const auto list, list_cases(*archive, actor));
    DOORSTEP_TRY(const auto check_ins, list_check_ins(*archive, actor));
    say(common, {{"cases", to_json_array(list)}, {"check_ins", to_json_array(check_ins)}}, cases_text(list, judgement));
    return write_audit_head(*archive);
}

Status one_case(const Common& common, const std::string& id) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, id));
    DOORSTEP_TRY(const auto detail, read_case(*archive, number, actor_of(common)));
    Judgement judgement(share_folder() / "schemes");
    say(common, to_json(detail), case_text(detail, judgement));
    return write_audit_head(*archive);
}

Status export_one(const Common& common, const std::string& id, const std::string& folder) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, id));
    DOORSTEP_TRY(const auto files, export_case(*archive, number, folder, actor_of(common)));
    say(common, {{"case", number}, {"folder", folder}, {"files", files}},
        fmt::format("{} 个文件已写入 {}\n", files, folder));
    return write_audit_head(*archive);
}

Status move_case(const Common& common, const std::string& id, const Move& move) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, id));
    DOORSTEP_CHECK(set_state(*archive, number, move, actor_of(common)));
    say(common, {{"case", number}, {"state", move.to}}, fmt::format("{}: {}\n", number, move.to));
    return write_audit_head(*archive);
}

Status hear(const Common& common, const std::string& id, const std::string& record) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, id));
    DOORSTEP_CHECK(record_hearing(*archive, number, record, actor_of(common)));
    say(common, {{"case", number}, {"hearing", "recorded"}}, fmt::format("{}: 听取意见已记录\n", number));
    return write_audit_head(*archive);
}

Status show_audit(const Common& common, const std::string& id, bool verify) {
    DOORSTEP_TRY(const auto archive, open_archive());
    if (verify) {
        DOORSTEP_TRY(const auto rows, verify_audit(*archive));
        say(common, {{"rows", rows}, {"intact", true}}, fmt::format("审计链完整，共 {} 条\n", rows));
        return {};
    }
    std::string what;
    if (!id.empty()) {
        DOORSTEP_TRY(what, find_case(*archive, id));
    }
    DOORSTEP_CHECK(audit(*archive, actor_of(common), "look audit", what.empty() ? "all" : what));
    DOORSTEP_TRY(const auto entries, audit_of(*archive, what));
    say(common, {{"audit", to_json_array(entries)}}, audit_text(entries));
    return write_audit_head(*archive);
}

}  // namespace

void add_case_commands(Commands commands) {
    auto& common = commands.common;
    auto& chosen = commands.chosen;
    const auto command = [&](const char* name, const char* what) {
        auto* added = commands.app.add_subcommand(name, what);
        add_common(*added, common);
        return added;
    };
    struct Arguments {
        std::string id;
        std::string folder;
        std::string record;
        Move move;
        bool verify = false;
    };
    const auto arguments = std::make_shared<Arguments>();
    const auto with_id = [&](CLI::App* added) {
        added->add_option("ID", arguments->id, "case number in any form, or a submission's id")->required();
    };

    command("cases", "all cases and check-ins, newest first")->callback([&common, &chosen] {
        chosen = [&common] { return cases(common); };
    });
    auto* one = command("case", "one case with people, consents, pages and what happened");
    with_id(one);
    one->callback([=, &common, &chosen] { chosen = [=, &common] { return one_case(common, arguments->id); }; });
    auto* out = command("export", "pages, fields and audit trail of a case as files; needs --purpose");
    with_id(out);
    out->add_option("DIR", arguments->folder, "an empty or new folder")->required();
    out->callback([=, &common, &chosen] {
        chosen = [=, &common] { return export_one(common, arguments->id, arguments->folder); };
    });
    auto* move = command("set-state", "move a case; only legal moves are taken");
    with_id(move);
    move->add_option("STATE", arguments->move.to, "id of the new state, e.g. accepted")->required();
    move->add_option("--note", arguments->move.note, "plain words to the person");
    move->add_option("--reason", arguments->move.reason, "the reason in writing; without it the note is the reason");
    move->callback(
        [=, &common, &chosen] { chosen = [=, &common] { return move_case(common, arguments->id, arguments->move); }; });
    auto* hearing = command("hearing", "record what was said at a hearing, before a decrease or stop");
    with_id(hearing);
    hearing->add_option("--record", arguments->record, "what was said, in writing")->required();
    hearing->callback(
        [=, &common, &chosen] { chosen = [=, &common] { return hear(common, arguments->id, arguments->record); }; });
    auto* trail = command("audit", "who looked, exported, decided");
    trail->add_option("ID", arguments->id, "only of this case");
    trail->add_flag("--verify", arguments->verify, "check the whole chain instead");
    trail->callback([=, &common, &chosen] {
        chosen = [=, &common] { return show_audit(common, arguments->id, arguments->verify); };
    });
}

}  // namespace doorstep::township
