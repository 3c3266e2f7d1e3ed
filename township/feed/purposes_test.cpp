// Purposes are data: what is shipped reads, what is mistyped stops, and every field is documented with its standard.
#include "township/feed/purposes.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/files.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {
namespace {

std::string file(const char* name) {
    return read_text_file(std::filesystem::path(DOORSTEP_SOURCE_DIR) / name, 1U << 20U).value();
}

TEST(FeedPurposes, WhatIsShippedReads) {
    const auto purposes = purposes_from(file("township/feed/feed-purposes.toml"));
    ASSERT_TRUE(purposes) << purposes.error().text();
    const auto statistics = purpose_named(*purposes, "statistics");
    ASSERT_TRUE(statistics);
    for (const auto* personal : {"case", "applicant.name", "applicant.number", "applicant.phone"}) {
        EXPECT_FALSE(statistics->has(personal)) << personal;
    }
    EXPECT_NE(purpose_named(*purposes, "nothing").error().detail().find("county-review"), std::string::npos);
}

TEST(FeedPurposes, WhatIsMistypedStopsWithItsPlace) {
    const std::string good = "[p]\nto = \"county\"\nwhy = \"a test\"\nitems = [\"case-state\"]\nfields = [\"state\"]\n";
    ASSERT_TRUE(purposes_from(good));
    const std::pair<const char*, const char*> faults[] = {
        {"\"state\"]", "\"stat\"]"},     {"case-state", "case"}, {"to =", "too ="},
        {"\"a test\"", "\"\""},          {"[p]", "[P]"},         {"why = ", "states = [\"nowhere\"]\nwhy = "},
        {"why = ", "extra = 1\nwhy = "}, {"why = ", "why = = "}};
    for (const auto& [from, to] : faults) {
        auto bad = good;
        bad.replace(bad.find(from), std::string(from).size(), to);
        const auto purposes = purposes_from(bad);
        ASSERT_FALSE(purposes) << bad;
        EXPECT_TRUE(purposes.error().is(FeedError::BadPurposes)) << purposes.error().text();
        EXPECT_FALSE(purposes.error().detail().empty());
    }
}

TEST(FeedPurposes, EveryFieldIsDocumentedWithItsStandard) {
    const auto page = file("docs/county-feed.md");
    for (const auto& field : all_feed_fields()) {
        const auto row = fmt::format("| `{}` | {} |", field.name, field.standard);
        EXPECT_NE(page.find(row), std::string::npos) << row;
    }
}

}  // namespace
}  // namespace doorstep::township
