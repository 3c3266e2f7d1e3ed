// What the township says: notice, message, answer.
#include <map>

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
    std::string kind = "other";
    std::vector<std::string> rows;
    HearingNotice hearing;
};
const std::map<std::string, NoticeKind> notice_kinds{
    {"other", NoticeKind::Other}, {"standards", NoticeKind::Standards}, {"times", NoticeKind::Times}};
using Shared = std::shared_ptr<Arguments>;

Status told(const Common& common, Archive& archive, const char* kind, const Bytes& id) {
    const auto hex = to_hex(BytesView(id));
    DOORSTEP_CHECK(audit_command(archive, actor_of(common), kind, hex));
    say(common, {{"id", hex}}, fmt::format("已下发，编号 {}\n", hex));
    return {};
}

Status add_notice(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    NewNews news = a.news;
    news.kind = notice_kinds.at(a.kind);
    DOORSTEP_TRY(const auto id, publish_notice(*archive, news));
    return told(common, *archive, "notice", id);
}

Status add_publicity(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    NewNews news = a.news;
    news.kind = NoticeKind::Publicity;
    news.days = publicity_days;
    for (const auto& line : a.rows) {
        DOORSTEP_TRY(auto row, publicity_row(line));
        news.rows.push_back(std::move(row));
    }
    DOORSTEP_TRY(const auto id, publish_notice(*archive, news));
    return told(common, *archive, "notice", id);
}

std::string about(const NewsRow& row) {
    for (const auto& [name, kind] : notice_kinds) {
        if (kind == row.about) {
            return name;
        }
    }
    return "publicity";
}

Status message(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto id, message_clerks(*archive, a.news));
    return told(common, *archive, "message", id);
}

Status answer(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, a.id));
    DOORSTEP_TRY(const auto made, answer_person(*archive, number, a.news.text));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "answer", number));
    say(common, {{"case", number}, {"id", to_hex(BytesView(made))}}, fmt::format("{}: 答复已下发\n", number));
    return {};
}

Status announce(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto number, find_case(*archive, a.id));
    DOORSTEP_TRY(const auto made, announce_hearing(*archive, number, a.hearing, a.news.text));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "announce-hearing", number));
    say(common, {{"case", number}, {"id", to_hex(BytesView(made))}}, fmt::format("{}: 听证通知已下发\n", number));
    return {};
}

Status remove_notice(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    const auto bytes = from_hex(a.id);
    if (!bytes) {
        return Error(TownshipError::BadNews, "no id: " + a.id);
    }
    DOORSTEP_CHECK(withdraw_notice(*archive, *bytes));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "notice remove", a.id));
    say(common, {{"id", a.id}, {"withdrawn", true}}, fmt::format("{}: 已撤下\n", a.id));
    return {};
}

Status list(const Common& common, const Arguments& /*none*/) {
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
                       {"about", row.kind == "notice" ? about(row) : ""},
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
    auto* notice = c.app.add_subcommand("notice", "notices for everybody at the kiosks");
    notice->require_subcommand(1);
    auto* add = add_command(c, a, *notice, "add", "shown without a card: nothing personal", add_notice);
    add->add_option("--title", a->news.title, "one line")->required();
    add->add_option("--text", a->news.text, "the words")->required();
    add->add_option("--kind", a->kind, "under which heading it stands: standards, times, other")
        ->check(CLI::IsMember(notice_kinds))
        ->capture_default_str();
    add_reach(*add, a);
    auto* list_of = add_command(c, a, *notice, "publicity", "a village's list, for seven days", add_publicity);
    list_of->add_option("--title", a->news.title, "one line")->required();
    list_of->add_option("--row", a->rows, "NAME,MEMBERS,YUAN: one household, and nothing else of it")->required();
    list_of->add_option("--text", a->news.text, "where to object");
    list_of->add_option("--station", a->news.station, "default: all");
    add_command(c, a, *notice, "remove", "takes it back everywhere", remove_notice)
        ->add_option("ID", a->id, "as `notice list` shows")
        ->required();
    add_command(c, a, *notice, "list", "notices, messages and answers, without their words", list);
    auto* one = add_command(c, a, c.app, "message", "to the clerks: nothing personal", message);
    one->add_option("TEXT", a->news.text, "the words")->required();
    add_reach(*one, a);
    auto* reply = add_command(c, a, c.app, "answer", "to a person's question, shown with the card", answer);
    reply->add_option("ID", a->id, "case number in any form, or a submission's id")->required();
    reply->add_option("TEXT", a->news.text, "words to the person")->required();
    auto* hearing = add_command(c, a, c.app, "announce-hearing", "to a person, who answers at the kiosk", announce);
    hearing->add_option("ID", a->id, "case number in any form, or a submission's id")->required();
    hearing->add_option("--on", a->hearing.on, "\"2026-12-10 09:00\", legal time")->required();
    hearing->add_option("--place", a->hearing.place, "where")->required();
    hearing->add_option("--answer-by", a->hearing.answer_by, "\"2026-12-08\", that day included")->required();
    hearing->add_option("--text", a->news.text, "words to the person; default: when, where, until when");
}

}  // namespace doorstep::township
