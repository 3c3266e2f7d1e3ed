#include "kiosk/journeys/notices/notice_words.hpp"

#include <gtest/gtest.h>

namespace doorstep::kiosk {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t made_ms = 1'793'577'600'000;  // 2 November 2026, 8:00 legal time

class NoticeWordsTest : public testing::Test {
  protected:
    wire::PublicNotice& add(const char* title, wire::NoticeKind kind, std::int64_t days) {
        auto& notice = *notices.add_notices();
        notice.set_id(std::string(16, title[0]));
        notice.set_title(title);
        notice.set_text("first line\n\nsecond line");
        notice.set_kind(kind);
        notice.set_made_ms(made_ms);
        notice.set_expires_ms(days == 0 ? 0 : made_ms + days * day_ms);
        return notice;
    }
    std::vector<NoticeSection> sections() const { return notice_sections({notices, schemes, "en"}); }
    NoticeText opened(const QString& id) const { return notice_text(id, {notices, schemes, "en"}); }

    wire::Notices notices;
    const forms::SchemeLibrary schemes = *forms::SchemeLibrary::load(DOORSTEP_SOURCE_DIR "/schemes");
};

TEST_F(NoticeWordsTest, WithoutNoticesTheTermsOfTheSchemesAreThereAndTheOthersSayWhatToDo) {
    const auto all = sections();
    ASSERT_EQ(all.size(), 3U) << "a heading of its own for other notices only when there are some";
    EXPECT_TRUE(all[0].entries.empty());
    EXPECT_FALSE(all[0].empty.isEmpty());
    EXPECT_TRUE(all[1].entries.empty());
    EXPECT_GE(all[2].entries.size(), 5U) << "the complete schemes name terms";
}

TEST_F(NoticeWordsTest, EachKindStandsUnderItsHeadingWithItsLastDay) {
    add("publicity list", wire::NOTICE_PUBLICITY, 7);
    add("standards", wire::NOTICE_STANDARDS, 0);
    add("times", wire::NOTICE_TIMES, 0);
    add("winter", wire::NOTICE_OTHER, 30);
    add("of a newer township", static_cast<wire::NoticeKind>(77), 0);
    const auto all = sections();
    ASSERT_EQ(all.size(), 4U);
    ASSERT_EQ(all[0].entries.size(), 1U);
    EXPECT_EQ(all[0].entries[0].title, "publicity list (until 9 November 2026)");
    EXPECT_EQ(all[1].entries[0].title, "standards");
    EXPECT_EQ(all[2].entries[0].title, "times") << "the township's own words before the schemes' terms";
    EXPECT_EQ(all[3].entries.size(), 2U);
}

TEST_F(NoticeWordsTest, APublicityListShowsNameMembersAndAmountAndIsNotSaidUnasked) {
    auto& list = add("list", wire::NOTICE_PUBLICITY, 7);
    for (const auto& [name, members, fen] : {std::tuple{"A", 1U, 66'800}, {"B", 3U, 0}}) {
        auto& row = *list.add_rows();
        row.set_name(name);
        row.set_members(members);
        row.set_amount_fen(fen);
    }
    const auto text = opened(sections()[0].entries[0].id);
    EXPECT_TRUE(text.names_people);
    EXPECT_EQ(text.when, "Published on 2 November 2026, stands here until 9 November 2026");
    EXPECT_EQ(text.paragraphs, QStringList({"first line", "second line"}));
    ASSERT_EQ(text.rows.size(), 2U);
    EXPECT_EQ(text.rows[0].members, "1 person");
    EXPECT_EQ(text.rows[0].amount, "668 yuan");
    EXPECT_EQ(text.rows[1].members, "3 people");
    EXPECT_EQ(text.rows[1].amount, "");
}

TEST_F(NoticeWordsTest, TheTermsOfASchemeAreTheCountysWithTheLawsBesideThem) {
    const auto text = opened("scheme/dibao");
    EXPECT_EQ(text.title, QString::fromStdString(schemes.newest("dibao")->name("en")));
    EXPECT_EQ(text.paragraphs.size(), static_cast<qsizetype>(schemes.newest("dibao")->deadlines().size()));
    EXPECT_TRUE(text.paragraphs.first().contains("within 3 working days")) << text.paragraphs.first().toStdString();
    EXPECT_TRUE(text.source.contains("Social Assistance Law"));
    EXPECT_FALSE(text.names_people);
}

TEST_F(NoticeWordsTest, WhatIsNotThereHasNoTitle) {
    EXPECT_EQ(opened("notice/00").title, "");
    EXPECT_EQ(opened("scheme/of-tomorrow").title, "");
}

TEST_F(NoticeWordsTest, TheNextExpiryIsTheSoonestThatIsStillToCome) {
    EXPECT_EQ(next_expiry_ms(notices, made_ms), 0);
    add("a", wire::NOTICE_OTHER, 0);
    EXPECT_EQ(next_expiry_ms(notices, made_ms), 0);
    add("b", wire::NOTICE_OTHER, 9);
    add("c", wire::NOTICE_OTHER, 2);
    EXPECT_EQ(next_expiry_ms(notices, made_ms), made_ms + 2 * day_ms);
    EXPECT_EQ(next_expiry_ms(notices, made_ms + 2 * day_ms), made_ms + 9 * day_ms);
}

}  // namespace
}  // namespace doorstep::kiosk
