#include <map>

#include "base/files.hpp"
#include "base/paths.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/gateway/carried.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

struct ResultWords {
    const char* id;
    const char* text;
};

ResultWords words_of(Carried::Result result) {
    switch (result) {
        case Carried::Result::Held:
            return {"held", "已收存"};
        case Carried::Result::Refused:
            return {"refused", "已拒收，待人工查看"};
        case Carried::Result::Left:
            break;
    }
    return {"left", "未导入"};
}

Status import(const Common& common, const std::string& folder) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto opener, Opener::load(archive->folder() / "keys"));
    Judgement judgement(share_folder() / "schemes");
    DOORSTEP_TRY(const auto carried, take_carried(*archive, judgement, opener, folder));
    auto items = json::array();
    std::map<std::string, int> counts{{"held", 0}, {"refused", 0}, {"left", 0}};
    std::string text;
    for (const auto& one : carried) {
        const auto words = words_of(one.result);
        ++counts[words.id];
        items.push_back(
            {{"submission", one.submission.text()}, {"station", one.station}, {"result", words.id}, {"why", one.why}});
        text += fmt::format("{}  {}  {}{}{}\n", one.submission.text(), one.station.empty() ? "—" : one.station,
                            words.text, one.why.empty() ? "" : "  ", one.why);
    }
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "import", fmt::format("{} from a stick", carried.size())));
    say(common, {{"items", items}, {"held", counts["held"]}, {"refused", counts["refused"]}, {"left", counts["left"]}},
        text + fmt::format("收存 {}，拒收 {}，未导入 {}\n", counts["held"], counts["refused"], counts["left"]));
    return {};
}

}  // namespace

void add_import_command(Commands c) {
    const auto folder = std::make_shared<std::string>();
    auto& common = c.common;
    auto* command = c.app.add_subcommand("import", "take in what `doorstep-agent-ctl export` wrote to a stick");
    add_common(*command, common);
    command->add_option("DIR", *folder, "the folder with a folder for each submission")->required();
    command->callback(
        [folder, &common, &chosen = c.chosen] { chosen = [folder, &common] { return import(common, *folder); }; });
}

}  // namespace doorstep::township
