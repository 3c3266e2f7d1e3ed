// Complaints: for those alone whom township.toml names ([complaints] handlers).
#include <algorithm>

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "township/archive/township_error.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/cli/township_config.hpp"
#include "township/workflow/complaints.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

struct Arguments {
    std::string number;
    std::string text;
    std::string folder;
};

// The account that the system knows; behind sudo the one that called it: "li (as root)".
std::string plain_account(const std::string& who) {
    return who.substr(0, who.find(" (as "));
}

Result<std::unique_ptr<Archive>> open_for_handler(const Actor& actor) {
    DOORSTEP_TRY(const auto config, load_township_config("desk"));
    const auto& handlers = config.complaint_handlers;
    const bool may = std::find(handlers.begin(), handlers.end(), plain_account(actor.who)) != handlers.end();
    DOORSTEP_TRY(auto archive, open_archive());
    if (!may) {
        DOORSTEP_CHECK(audit_command(*archive, actor, "complaints refused", "not a handler"));
        return Error(TownshipError::NotAHandler,
                     "complaints are for those whom township.toml names under [complaints] handlers");
    }
    return Result<std::unique_ptr<Archive>>(std::move(archive));
}

json row_json(const ComplaintRow& row) {
    return {{"complaint", row.number},
            {"station", row.station},
            {"received", json_time(row.received_ms)},
            {"answers", row.answers}};
}

std::string printed(const std::string& number) {
    const auto parsed = CaseNumber::parse(number);
    return parsed ? parsed->printed() : number;
}

Status list(const Common& common, const Arguments& /*none*/) {
    const Actor actor = actor_of(common);
    DOORSTEP_TRY(const auto archive, open_for_handler(actor));
    DOORSTEP_TRY(const auto rows, list_complaints(*archive, actor));
    auto out = json::array();
    std::string text;
    for (const auto& row : rows) {
        out.push_back(row_json(row));
        text += fmt::format("{}  {}  站点 {}  {}\n", printed(row.number), Instant{row.received_ms}.legal_text(),
                            row.station, row.answers > 0 ? "已答复" : "⚠ 待答复");
    }
    say(common, {{"complaints", out}}, rows.empty() ? "没有投诉或异议。\n" : text);
    return write_audit_head(*archive);
}

std::string_view about_chinese(const std::string& about) {
    if (about == "decision") {
        return "对决定有异议";
    }
    return about == "treatment" ? "对服务或态度不满" : about == "listing" ? "对公示名单有异议" : "未说明";
}

std::string detail_text(const ComplaintDetail& detail) {
    std::string out =
        fmt::format("{}  {}  站点 {}\n类别  {}\n", printed(detail.row.number),
                    Instant{detail.row.received_ms}.legal_text(), detail.row.station, about_chinese(detail.about));
    if (!detail.case_number.empty()) {
        out += fmt::format("涉及事项  {}\n", printed(detail.case_number));
    }
    out += detail.name.empty() ? "来信人  未具名\n" : fmt::format("来信人  {}  {}\n", detail.name, detail.id_number);
    return out + fmt::format("内容  {}\n附页  {}\n答复  {} 次\n", detail.words, detail.pages, detail.row.answers);
}

Status read(const Common& common, const Arguments& a) {
    const Actor actor = actor_of(common);
    DOORSTEP_TRY(const auto archive, open_for_handler(actor));
    DOORSTEP_TRY(const auto detail, read_complaint(*archive, a.number, actor));
    auto out = row_json(detail.row);
    out.update({{"about", detail.about},
                {"words", detail.words},
                {"case", detail.case_number},
                {"name", detail.name},
                {"number", detail.id_number},
                {"pages", detail.pages}});
    if (!a.folder.empty()) {
        DOORSTEP_TRY(const auto files, write_complaint_pages(*archive, a.number, a.folder, actor));
        out["files"] = files;
    }
    say(common, out, detail_text(detail));
    return write_audit_head(*archive);
}

Status answer(const Common& common, const Arguments& a) {
    const Actor actor = actor_of(common);
    DOORSTEP_TRY(const auto archive, open_for_handler(actor));
    DOORSTEP_TRY(const auto id, answer_complaint(*archive, a.number, a.text, actor));
    say(common, {{"complaint", a.number}, {"id", to_hex(BytesView(id))}}, fmt::format("{}: 答复已下发\n", a.number));
    return write_audit_head(*archive);
}

}  // namespace

void add_complaint_commands(Commands c) {
    const auto a = std::make_shared<Arguments>();
    auto* complaint = c.app.add_subcommand("complaint", "complaints and objections, for those named in township.toml");
    complaint->require_subcommand(1);
    add_command(c, a, *complaint, "list", "newest first, without their words", list);
    auto* one = add_command(c, a, *complaint, "read", "the words and who wrote them; needs --purpose", read);
    one->add_option("NUMBER", a->number, "as on the receipt")->required();
    one->add_option("--pages", a->folder, "an empty or new folder for the scanned pages");
    auto* reply = add_command(c, a, *complaint, "answer", "shown to whoever has the receipt", answer);
    reply->add_option("NUMBER", a->number, "as on the receipt")->required();
    reply->add_option("TEXT", a->text, "the words")->required();
}

}  // namespace doorstep::township
