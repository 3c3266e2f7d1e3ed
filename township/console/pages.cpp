#include "township/console/pages.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/case_number.hpp"
#include "township/console/html.hpp"
#include "township/workflow/case_words.hpp"

namespace doorstep::township {
namespace {

std::string printed(const std::string& number) {
    const auto parsed = CaseNumber::parse(number);
    return parsed ? parsed->printed() : number;
}

std::string time_text(std::int64_t milliseconds) {
    return milliseconds == 0 ? "—" : Instant{milliseconds}.legal_text();
}

std::string header(std::string_view title, bool back) {
    return fmt::format("<header><h1>{}</h1>{}</header><main>", escape(title),
                       back ? "<a href=\"../\">返回全部事项</a>" : "");
}

std::string state(const std::string& id) {
    return fmt::format("<span class=\"state\">{}</span>", escape(state_chinese(id)));
}

// "member:2" → "家庭成员 2".
std::string whose(const std::string& text) {
    const auto colon = text.find(':');
    const std::string role(role_chinese(text.substr(0, colon)));
    return colon == std::string::npos ? role : role + " " + text.substr(colon + 1);
}

std::string people_table(const CaseDetail& detail) {
    if (detail.people.empty()) {
        return {};
    }
    std::string out = "<h2>人员</h2><table><tr><th>身份</th><th>姓名</th><th>证件号码</th><th>电话</th></tr>";
    for (const auto& p : detail.people) {
        out += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
                           escape(role_chinese(p.role)), escape(p.name), p.number.empty() ? "未填" : escape(p.number),
                           p.phone.empty() ? "未填" : escape(p.phone));
    }
    return out + "</table><p class=\"quiet\">姓名和号码已隐去一部分。</p>";
}

std::string consents_table(const CaseDetail& detail) {
    if (detail.consents.empty()) {
        return {};
    }
    std::string out =
        "<h2>同意与授权</h2><table><tr><th>事项</th><th>谁</th><th>答复</th><th>方式</th><th>时间</th></tr>";
    for (const auto& c : detail.consents) {
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"time\">{}</td></tr>",
                           consent_kind_words(c.kind).chinese, escape(whose(c.whose)),
                           consent_answer_words(c.answer).chinese, consent_how_words(c.how).chinese,
                           time_text(c.recorded_ms));
    }
    return out + "</table>";
}

std::string pages_gallery(const CaseDetail& detail) {
    std::string out;
    for (const auto& p : detail.parts) {
        if (!p.is_page()) {
            continue;
        }
        const auto words = part_kind_words(p.kind).chinese;
        out += fmt::format(
            "<figure><img src=\"{}/{}/{}\" alt=\"{}\"><figcaption>{}，{} KiB<br><code>{}</code>"
            "</figcaption></figure>",
            escape(detail.summary.number), p.submission.text(), p.number, words, words, (p.size + 1023) / 1024,
            to_hex(p.digest));
    }
    return out.empty() ? out : "<h2>材料页</h2><div class=\"pages\">" + out + "</div>";
}

std::string check_ins_table(const CaseDetail& detail) {
    if (detail.check_ins.empty()) {
        return {};
    }
    std::string out = "<h2>签到</h2><table><tr><th>时间</th><th>姓名</th><th>方式</th><th>原因</th><th>经办</th></tr>";
    for (const auto& c : detail.check_ins) {
        out += fmt::format("<tr><td class=\"time\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                           time_text(c.received_ms), escape(c.name), check_in_way_words(c.way).chinese,
                           check_in_reason_words(c.reason).chinese, escape(c.operator_account));
    }
    return out + "</table>";
}

struct Event {
    std::int64_t at_ms;
    std::string html;
};

std::string timeline(const CaseDetail& detail) {
    std::vector<Event> events;
    for (const auto& s : detail.submissions) {
        if (!s.import_source.empty()) {
            events.push_back(
                {s.time.not_after_ms,
                 fmt::format("旧档案导入（目录 {} 第 {} 行，原受理日 {}，无站点签名）", escape(s.import_source),
                             s.import_line, escape(s.import_received.empty() ? "—" : s.import_received))});
            continue;
        }
        events.push_back(
            {s.time.not_after_ms, fmt::format("收到{}（站点 {}，{} {}）{}{}", submission_kind_words(s.kind).chinese,
                                              escape(s.station), author_words(s.author_as).chinese,
                                              escape(s.author_account), s.attached ? "" : "，是否属于本事项待人工确认",
                                              s.time.wide() ? "，提交时间跨度超过一天" : "")});
    }
    for (const auto& m : detail.moves) {
        events.push_back({m.at_ms, fmt::format("{} → {}（{}）{}", escape(state_chinese(m.from)),
                                               escape(state_chinese(m.to)), escape(m.who), escape(m.note))});
    }
    for (const auto& h : detail.hearings) {
        events.push_back({h.at_ms, fmt::format("听取意见（{}）：{}", escape(h.who), escape(h.record))});
    }
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at_ms < b.at_ms; });
    std::string out = "<h2>经过</h2><table><tr><th>时间</th><th>事项</th></tr>";
    for (const auto& event : events) {
        out += fmt::format("<tr><td class=\"time\">{}</td><td>{}</td></tr>", time_text(event.at_ms), event.html);
    }
    return out + "</table>";
}

}  // namespace

std::string cases_page(const std::vector<CaseSummary>& cases, Judgement& judgement) {
    std::string body = header("社会救助事项", false);
    if (cases.empty()) {
        return html_page("社会救助事项", body + "<p class=\"empty\">还没有收到任何申请或签到。</p></main>");
    }
    body +=
        "<table><tr><th>编号</th><th>类别</th><th>状态</th><th>姓名</th><th>收到</th><th>站点</th><th>成员</th>"
        "<th>材料页</th><th>签到</th></tr>";
    for (const auto& c : cases) {
        const auto scheme = c.scheme.empty() ? std::string() : "<br>" + escape(judgement.scheme_name(c.scheme));
        body += fmt::format(
            "<tr><td class=\"number\"><a class=\"row\" "
            "href=\"case/{}\">{}</a></td><td>{}{}</td><td>{}{}</td><td>{}</td>"
            "<td class=\"time\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(c.number), escape(printed(c.number)), submission_kind_words(c.kind).chinese, scheme, state(c.state),
            c.open_tasks > 0 ? "<br><strong>待人工处理</strong>" : "", escape(c.name), time_text(c.created_ms),
            escape(c.station.empty() ? "旧档案" : c.station), c.members, c.pages, c.check_ins);
    }
    body += fmt::format("</table><p class=\"quiet\">共 {} 项。只读页面，每次查看都会记录。</p></main>", cases.size());
    return html_page("社会救助事项", body);
}

std::string case_page(const CaseDetail& detail, Judgement& judgement) {
    const auto& s = detail.summary;
    const auto title = "事项 " + printed(s.number);
    std::string body = header(title, true);
    body += fmt::format("<p>{} {}，{} 自 {}</p>", submission_kind_words(s.kind).chinese,
                        escape(s.scheme.empty() ? "" : judgement.scheme_name(s.scheme)), state(s.state),
                        time_text(s.state_ms));
    if (!detail.note.empty()) {
        body += fmt::format("<p>给本人的说明：{}</p>", escape(detail.note));
    }
    for (const auto& task : detail.tasks) {
        body += fmt::format("<p class=\"tray\"><strong>待人工处理：</strong>{}</p>", escape(task));
    }
    body += people_table(detail) + consents_table(detail) + pages_gallery(detail) + check_ins_table(detail) +
            timeline(detail) + "</main>";
    return html_page(title, body);
}

std::string not_found_page() {
    return html_page("没有这一页",
                     header("没有这一页", false) + "<p class=\"empty\">没有这一页，或者无权查看。</p></main>");
}

}  // namespace doorstep::township
