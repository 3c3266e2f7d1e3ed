#include "forms/place.hpp"

#include "forms/testing.hpp"

namespace doorstep::forms {
namespace {

using testing::dibao;
using testing::type;

std::vector<std::string> walk(const std::string& answers) {
    std::vector<std::string> ids;
    std::optional<Place> place = first_place(dibao(), answers).value();
    while (place && ids.size() < 100) {
        ids.push_back(to_text(*place));
        place = next_place(dibao(), answers, *place).value();
    }
    return ids;
}

bool holds(const std::vector<std::string>& ids, const char* id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

TEST(Place, PagesFollowTheAnswers) {
    const auto read = walk(R"({"card_read": true})");
    EXPECT_EQ(read.front(), "privacy");
    EXPECT_EQ(read.back(), "truth-promise");
    EXPECT_TRUE(holds(read, "living-same"));
    EXPECT_FALSE(holds(read, "applicant-name"));
    EXPECT_FALSE(holds(read, "members"));

    const auto typed = walk(R"({"card_read": false, "has_members": true})");
    EXPECT_TRUE(holds(typed, "applicant-name"));
    EXPECT_TRUE(holds(typed, "living-address"));
    EXPECT_TRUE(holds(typed, "members"));
}

TEST(Place, BackGoesTheSameWay) {
    for (const char* answers : {"{}", R"({"card_read": true})", R"({"card_read": false, "health": "disabled"})"}) {
        auto forward = walk(answers);
        std::vector<std::string> back;
        std::optional<Place> place = parse_place(dibao(), forward.back()).value();
        while (place) {
            back.insert(back.begin(), to_text(*place));
            place = previous_place(dibao(), answers, *place).value();
        }
        EXPECT_EQ(back, forward);
    }
}

TEST(Place, ARowLeadsBackToItsOverview) {
    std::string answers = R"({"has_members": true})";
    Place place = row_place(dibao(), answers, {"members"}, 0).value();
    EXPECT_EQ(to_text(place), "members/0/member-name");
    std::vector<std::string> pages;
    while (place.row >= 0) {
        pages.push_back(place.row_page);
        place = *next_place(dibao(), answers, place).value();
    }
    EXPECT_EQ(place, (Place{"members"}));
    // Without a number the age is asked.
    EXPECT_TRUE(std::find(pages.begin(), pages.end(), "member-adult") != pages.end());
    type(answers, {"members", 0, "member-number"}, "id_number", testing::number_born("19900101"));
    EXPECT_EQ(to_text(*next_place(dibao(), answers, {"members", 0, "member-number"}).value()),
              "members/0/member-living");
    EXPECT_TRUE(row_place(dibao(), answers, {"members"}, 1));
    EXPECT_TRUE(row_place(dibao(), answers, {"members"}, 2).error().is(FormsError::NoSuchRow));
    EXPECT_TRUE(row_place(dibao(), answers, {"phone"}, 0).error().is(FormsError::NoSuchPage));
}

TEST(Place, DraftsOfAnotherVersionAreNotTrusted) {
    for (const char* text : {"", "nothing", "members/", "members/x/member-name", "members/-1/member-name",
                             "members/0/nothing", "members/99/member-name", "phone/0/member-name", "members/0"}) {
        EXPECT_TRUE(parse_place(dibao(), text).error().is(FormsError::NoSuchPage)) << text;
    }
    EXPECT_EQ(parse_place(dibao(), "members/3/member-name").value(), (Place{"members", 3, "member-name"}));
}

TEST(Place, APageHiddenMeanwhileStillHasNeighbours) {
    const std::string answers = R"({"card_read": true, "health": "good"})";
    EXPECT_FALSE(visible(dibao(), answers, {"disability"}).value());
    EXPECT_EQ(next_place(dibao(), answers, {"disability"}).value()->page, "work");
    EXPECT_EQ(previous_place(dibao(), answers, {"disability"}).value()->page, "health");
}

TEST(Place, ProgressCountsShownPages) {
    const auto first = progress(dibao(), R"({"card_read": true})", {"privacy"}).value();
    EXPECT_EQ(first.page, 1);
    const auto last = progress(dibao(), R"({"card_read": true})", {"truth-promise"}).value();
    EXPECT_EQ(last.page, last.pages);
    EXPECT_EQ(progress(dibao(), R"({"has_members":true})", {"members", 0, "member-name"}).value().page,
              progress(dibao(), R"({"has_members":true})", {"members"}).value().page);
}

}  // namespace
}  // namespace doorstep::forms
