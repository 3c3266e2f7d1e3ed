// Every word of a station or a clerk is escaped; an empty archive has its own sentence.
#include "township/console/pages.hpp"

#include <gtest/gtest.h>

#include "township/console/html.hpp"

namespace doorstep::township {
namespace {

constexpr auto evil = "<script>alert('x')</script>\"&";

CaseDetail evil_case() {
    CaseDetail detail;
    detail.summary.number = "123456789012";
    detail.summary.kind = 1;
    detail.summary.scheme = evil;
    detail.summary.station = evil;
    detail.summary.state = evil;
    detail.summary.name = evil;
    detail.note = evil;
    detail.people.push_back({evil, evil, evil, evil, evil});
    detail.consents.push_back({1, evil, 1, 1, evil, 1, evil, 0, evil, evil, 1, {}, true});
    detail.check_ins.push_back({{}, evil, evil, 1, 1, true, evil, evil, 1, 1});
    detail.submissions.push_back({{}, 1, evil, 1, 1, evil, 1, {1, 1}, true, "", 0, ""});
    detail.submissions.push_back({{}, 1, evil, 1, 1, evil, 1, {1, 1}, true, evil, 1, evil});
    detail.moves.push_back({evil, evil, evil, evil, evil, 1});
    detail.hearings.push_back({evil, evil, 1});
    detail.tasks.emplace_back(evil);
    detail.parts.push_back({{}, 4, 4, evil, 1000, {}});
    return detail;
}

TEST(Pages, NoWordFromOutsideBecomesMarkup) {
    Judgement judgement("/nonexistent");
    const auto detail = evil_case();
    for (const auto& page : {case_page(detail, judgement), cases_page({detail.summary}, judgement)}) {
        EXPECT_EQ(page.find("<script"), std::string::npos);
        EXPECT_EQ(page.find("alert('"), std::string::npos);
        EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
    }
}

TEST(Pages, AnEmptyArchiveSaysSo) {
    Judgement judgement("/nonexistent");
    EXPECT_NE(cases_page({}, judgement).find("还没有收到任何申请或签到"), std::string::npos);
}

TEST(Pages, ThePolicyAllowsNoScriptAndOnlyOurStyle) {
    const auto policy = content_policy();
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("script-src"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::township
