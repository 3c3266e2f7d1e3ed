#include "township/cli/text_views.hpp"

#include <fmt/format.h>

#include "base/case_number.hpp"
#include "township/workflow/case_words.hpp"

namespace doorstep::township {
namespace {

std::string printed(const std::string& number) {
    const auto parsed = CaseNumber::parse(number);
    return parsed ? parsed->printed() : number;
}

// The station, or that there is none.
std::string where_from(const std::string& station) {
    return station.empty() ? "旧档案" : "站点 " + station;
}

std::string time_text(std::int64_t milliseconds) {
    return milliseconds == 0 ? "—" : Instant{milliseconds}.legal_text();
}

}  // namespace

std::string cases_text(const std::vector<CaseSummary>& cases, Judgement& judgement) {
    if (cases.empty()) {
        return "还没有收到任何申请或签到。\n";
    }
    std::string out;
    for (const auto& c : cases) {
        const auto scheme = c.scheme.empty() ? std::string() : "  " + judgement.scheme_name(c.scheme);
        out += fmt::format("{}  {}{}  {} ({})  {}  {}  {}  成员 {}  同意 {}  页 {}  签到 {}{}\n", printed(c.number),
                           submission_kind_words(c.kind).chinese, scheme, state_chinese(c.state), c.state,
                           time_text(c.created_ms), c.name, where_from(c.station), c.members, c.consents, c.pages,
                           c.check_ins, c.open_tasks > 0 ? "  ⚠ 待人工处理" : "");
    }
    return out;
}

std::string case_text(const CaseDetail& detail, Judgement& judgement) {
    const auto& s = detail.summary;
    std::string out =
        fmt::format("{}  {}  {}\n状态  {} ({})，{}\n", printed(s.number), submission_kind_words(s.kind).chinese,
                    s.scheme.empty() ? "" : judgement.scheme_name(s.scheme), state_chinese(s.state), s.state,
                    time_text(s.state_ms));
    if (!detail.note.empty()) {
        out += fmt::format("说明  {}\n", detail.note);
    }
    for (const auto& one : detail.submissions) {
        if (!one.import_source.empty()) {
            out += fmt::format("来源  旧档案导入（无站点签名）  目录 {} 第 {} 行  原受理日 {}\n", one.import_source,
                               one.import_line, one.import_received.empty() ? "—" : one.import_received);
        }
    }
    for (const auto& p : detail.people) {
        out += fmt::format("人员  {}  {}  {}  {}\n", role_chinese(p.role), p.name, p.number, p.phone);
    }
    for (const auto& a : detail.acting) {
        const auto signed_paper = a.answer == 0 ? std::string_view() : consent_answer_words(a.answer).chinese;
        out += fmt::format("代办  {}  {}  {}  {}  {}\n", acting_words(a.as).chinese, relation_chinese(a.relation),
                           a.name, a.number, signed_paper.empty() ? "" : fmt::format("委托书 {}", signed_paper));
    }
    for (const auto& c : detail.consents) {
        out += fmt::format("同意  {}  {}  {}  {}  {}{}{}\n", consent_kind_words(c.kind).chinese, c.whose,
                           consent_answer_words(c.answer).chinese, consent_how_words(c.how).chinese,
                           time_text(c.recorded_ms), c.read_aloud ? "  已朗读" : "",
                           c.witness.empty() ? "" : "  见证人 " + c.witness);
    }
    for (const auto& p : detail.parts) {
        if (p.is_page()) {
            out += fmt::format("页面  {}  {}  {} 字节  {}\n", part_kind_words(p.kind).chinese, p.media_type, p.size,
                               to_hex(p.digest));
        }
    }
    for (const auto& c : detail.check_ins) {
        out += fmt::format("签到  {}  {} {}  {}\n", time_text(c.received_ms), check_in_way_words(c.way).chinese,
                           check_in_reason_words(c.reason).chinese, c.operator_account);
    }
    for (const auto& l : detail.letters) {
        out += fmt::format("来信  {}  {}  {}  {}\n", time_text(l.received_ms), submission_kind_words(l.kind).chinese,
                           hearing_answer_chinese(l.answer), l.hidden ? "（内容需注明用途：--purpose）" : l.words);
    }
    for (const auto& m : detail.moves) {
        out += fmt::format("经过  {}  {} → {}  {}  {}\n", time_text(m.at_ms), state_chinese(m.from),
                           state_chinese(m.to), m.who, m.note);
    }
    for (const auto& h : detail.hearings) {
        out += fmt::format("听取意见  {}  {}  {}\n", time_text(h.at_ms), h.who, h.record);
    }
    for (const auto& task : detail.tasks) {
        out += fmt::format("待人工处理  {}\n", task);
    }
    return out;
}

std::string tasks_text(const std::vector<Task>& tasks) {
    if (tasks.empty()) {
        return "没有待人工处理的事项。\n";
    }
    std::string out;
    for (const auto& task : tasks) {
        out += fmt::format("{}  {}  {}  {}  {}  {} 次  {}\n", task.id, task.kind, time_text(task.at_ms), task.station,
                           task.case_number, task.times, task.what);
    }
    return out;
}

std::string audit_text(const std::vector<AuditEntry>& entries) {
    std::string out;
    for (const auto& e : entries) {
        out += fmt::format("{}  {}  {}  {}  {}  {}\n", e.sequence, time_text(e.at_ms), e.who, e.action, e.what, e.why);
    }
    return out;
}

}  // namespace doorstep::township
