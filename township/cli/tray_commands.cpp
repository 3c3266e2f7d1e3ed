#include "base/encoding.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/downlink.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/cli/text_views.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

Status tasks(const Common& common, bool all) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto list, list_tasks(*archive, all));
    say(common, {{"tasks", to_json_array(list)}}, tasks_text(list));
    return {};
}

Status finish(const Common& common, std::int64_t id) {
    DOORSTEP_TRY(const auto archive, open_archive());
    const Actor actor = actor_of(common);
    DOORSTEP_CHECK(finish_task(*archive, id, actor.who));
    DOORSTEP_CHECK(audit_command(*archive, actor, "task done", std::to_string(id)));
    say(common, {{"task", id}, {"done", true}}, fmt::format("{}: 已办\n", id));
    return {};
}

// Face consent withdrawn at the township (or death, or end of benefit): the station deletes the row without the card.
Status withdraw_face(const Common& common, const std::string& station, const std::string& row_text) {
    constexpr std::size_t row_size = 16;
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto found, find_station(*archive, station));
    if (!found || !found->enrolled()) {
        return Error(TownshipError::NoSuchStation, station);
    }
    DOORSTEP_TRY(const Bytes row, from_hex(row_text));
    if (row.size() != row_size) {
        return Error(EncodingError::BadHex, "a vault row is named by 32 hex digits");
    }
    wire::DownlinkItem item;
    item.mutable_vault_delete()->set_row_id(std::string(as_text(row)));
    DOORSTEP_TRY(const auto sequence, queue_downlink(*archive, station, item));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "withdraw face", row_text));
    say(common, {{"station", station}, {"row", row_text}, {"sequence", sequence}},
        fmt::format("{}: 人脸信息删除指令已下发\n", station));
    return {};
}

}  // namespace

void add_tray_commands(Commands c) {
    struct Arguments {
        bool all = false;
        std::int64_t task = 0;
        std::string station;
        std::string row;
    };
    const auto a = std::make_shared<Arguments>();
    auto& common = c.common;
    auto& chosen = c.chosen;
    auto* list = c.app.add_subcommand("tasks", "what a person must look at");
    add_common(*list, common);
    list->add_flag("--all", a->all, "the done ones too");
    list->callback([a, &common, &chosen] { chosen = [a, &common] { return tasks(common, a->all); }; });
    auto* done = c.app.add_subcommand("task-done", "close a task");
    add_common(*done, common);
    done->add_option("TASK", a->task, "its number")->required();
    done->callback([a, &common, &chosen] { chosen = [a, &common] { return finish(common, a->task); }; });
    auto* withdraw = c.app.add_subcommand("withdraw-face", "have a station delete a face template");
    add_common(*withdraw, common);
    withdraw->add_option("STATION", a->station, "the station's name")->required();
    withdraw->add_option("ROW", a->row, "the vault row, 32 hex digits")->required();
    withdraw->callback(
        [a, &common, &chosen] { chosen = [a, &common] { return withdraw_face(common, a->station, a->row); }; });
}

}  // namespace doorstep::township
