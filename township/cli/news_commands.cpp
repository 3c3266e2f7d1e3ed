// What the township says: notice, message, answer.
#include "base/encoding.hpp"
#include "township/archive/township_error.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/workflow/case_finder.hpp"
#include "township/workflow/news.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

struct Arguments {
    std::string id;
    NewNews news;
};
using Shared = std::shared_ptr<Arguments>;

Status told(const Common& common, Archive& archive, const char* kind, const Bytes& id) {
    const auto hex = to_hex(BytesView(id));
    DOORSTEP_CHECK(audit(archive, actor_of(common), kind, hex));
    say(common, {{"id", hex}}, fmt::format("已下发，编号 {}\n", hex));
    return {};
}

Status add_notice(const Common& common, const NewNews& news) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto id, publish_notice(*archive, news));
    return told(common, *archive, "notice", id);
}

Status message(const Common& common, const NewNews& news) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto id, message_clerks(*archive, news));
    return told(common, *archive, "message", id);
}

Status answer(const Common& common, const std::string& id, const std::string& text) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, id));
    DOORSTEP_TRY(const auto made, answer_person(*archive, number, text));
    DOORSTEP_CHECK(audit(*archive, actor_of(common), "answer", number));
    say(common, {{"case", number}, {"id", to_hex(BytesView(made))}}, fmt::format("{}: 答复已下发\n", number));
    return {};
}

Status remove_notice(const Common& common, const std::string& id) {
    DOORSTEP_TRY(const auto archive, open_archive());
    const auto bytes = from_hex(id);
    if (!bytes) {
        return Error(TownshipError::BadNews, "no id: " + id);
    }
    DOORSTEP_CHECK(withdraw_notice(*archive, *bytes));
    DOORSTEP_CHECK(audit(*archive, actor_of(common), "notice remove", id));
    say(common, {{"id", id}, {"withdrawn", true}}, fmt::format("{}: 已撤下\n", id));
    return {};
}

Status list(const Common& common) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto rows, list_news(*archive));
    auto out = json::array();
    std::string text;
    for (const auto& row : rows) {
        const auto hex = to_hex(BytesView(row.id));
        out.push_back({{"id", hex},
                       {"kind", row.kind},
                       {"station", row.station},
                       {"case", row.case_number},
                       {"title", row.title},
                       {"made", json_time(row.made_ms)},
                       {"expires", json_time(row.expires_ms)},
                       {"withdrawn", json_time(row.withdrawn_ms)}});
        text += fmt::format("{}  {}  {}{}  {}\n", hex, row.kind, row.title, row.case_number,
                            row.withdrawn_ms != 0 ? "已撤下" : "");
    }
    say(common, {{"news", out}}, rows.empty() ? "还没有公告或消息。\n" : text);
    return {};
}

void add_reach(CLI::App& command, const Shared& a) {
    command.add_option("--station", a->news.station, "default: all");
    command.add_option("--days", a->news.days, "until it expires; 0: never")->capture_default_str();
}

}  // namespace

void add_news_commands(Commands c) {
    const auto a = std::make_shared<Arguments>();
    auto& common = c.common;
    auto& chosen = c.chosen;
    auto* notice = c.app.add_subcommand("notice", "notices for everybody at the kiosks");
    notice->require_subcommand(1);
    auto* add = notice->add_subcommand("add", "shown without a card: nothing personal");
    add_common(*add, common);
    add->add_option("--title", a->news.title, "one line")->required();
    add->add_option("--text", a->news.text, "the words")->required();
    add_reach(*add, a);
    add->callback([a, &common, &chosen] { chosen = [a, &common] { return add_notice(common, a->news); }; });
    auto* remove = notice->add_subcommand("remove", "takes it back everywhere");
    add_common(*remove, common);
    remove->add_option("ID", a->id, "as `notice list` shows")->required();
    remove->callback([a, &common, &chosen] { chosen = [a, &common] { return remove_notice(common, a->id); }; });
    auto* all = notice->add_subcommand("list", "notices, messages and answers, without their words");
    add_common(*all, common);
    all->callback([&common, &chosen] { chosen = [&common] { return list(common); }; });
    auto* one = c.app.add_subcommand("message", "to the clerks: nothing personal");
    add_common(*one, common);
    one->add_option("TEXT", a->news.text, "the words")->required();
    add_reach(*one, a);
    one->callback([a, &common, &chosen] { chosen = [a, &common] { return message(common, a->news); }; });
    auto* reply = c.app.add_subcommand("answer", "to a person's question, shown with the card");
    add_common(*reply, common);
    reply->add_option("ID", a->id, "case number in any form, or a submission's id")->required();
    reply->add_option("TEXT", a->news.text, "words to the person")->required();
    reply->callback([a, &common, &chosen] { chosen = [a, &common] { return answer(common, a->id, a->news.text); }; });
}

}  // namespace doorstep::township
