// Schemes that come by the downlink while the kiosk runs: a new tile, a new version for who begins now, the version of
// before for who has begun; what is broken changes nothing.
#include <gtest/gtest.h>

#include "kiosk/testing/journeys_fixture.hpp"
#include "kiosk/testing/scheme_packages.hpp"

namespace doorstep::kiosk {
namespace {

class SchemesByLine : public JourneysTest {
  protected:
    wire::SchemePackage package(const std::string& id, std::uint32_t version,
                                const std::vector<SchemeEdit>& edits = {}) const {
        return package_of(schemes, id, version, edits);
    }
    // A scheme that no image has.
    wire::SchemePackage gaoling() const {
        auto made = package("one-window", 2, {{R"(id = "one-window")", R"(id = "gaoling")"}});
        made.set_id("gaoling");
        return made;
    }
    // 低保 without the question of the register.
    wire::SchemePackage shorter_dibao(std::uint32_t version) const {
        return package("dibao", version,
                       {{R"({"id": "hukou", "fields": ["hukou_kind"]},)", ""}, {R"(    "hukou_kind",)", ""}});
    }
    bool offers(const QString& id) {
        const auto tiles = qobject_cast<ApplyController*>(kiosk->journey())->schemes();
        return std::any_of(tiles.begin(), tiles.end(), [&](const auto& tile) { return tile.toMap()["id"] == id; });
    }
    bool asked_for(const std::string& id, std::uint32_t version) {
        return wait_until([&] {
            return std::any_of(station.agent_requests.begin(), station.agent_requests.end(), [&](const auto& one) {
                return one.get_scheme().id() == id && one.get_scheme().version() == version;
            });
        });
    }
    // The form's pages that are shown, by going through it.
    QStringList pages_of_form() {
        QStringList pages;
        while (kiosk->page() == "apply/form" || kiosk->page() == "apply/notice") {
            auto& journey = *qobject_cast<ApplyController*>(kiosk->journey());
            pages.append(journey.page_id());
            const auto before = kiosk->turn();
            answer_page(journey);
            journey.next();
            EXPECT_TRUE(wait_until([&] { return kiosk->turn() != before && !busy(); })) << place_in_form();
            if (pages.size() > 100) {
                ADD_FAILURE() << "no end: " << place_in_form();
                break;
            }
        }
        return pages;
    }
    std::uint32_t version_of_the_draft() const {
        return station.drafts.empty() ? 0 : station.drafts.begin()->second.info.scheme_version();
    }
};

TEST_F(SchemesByLine, ATileComesUnderTheEyesOfWhoeverIsChoosing) {
    lay_card();
    kiosk->openApply();
    apply("apply/choose");
    ASSERT_FALSE(offers("gaoling"));
    station.deliver(gaoling());
    ASSERT_TRUE(wait_until([&] { return offers("gaoling"); }));
    choose("gaoling");
    through_form();
    EXPECT_EQ(station.drafts.begin()->second.info.scheme(), "gaoling");
    EXPECT_EQ(version_of_the_draft(), 2U);
}

TEST_F(SchemesByLine, AFreshProcessAndARestartedAgentHaveThemToo) {
    station.schemes.push_back(gaoling());
    start();
    ASSERT_TRUE(asked_for("gaoling", 2));
    lay_card();
    kiosk->openApply();
    apply("apply/choose");
    EXPECT_TRUE(wait_until([&] { return offers("gaoling"); }));
    // What came while the agent was not heard is asked for when it is back.
    station.schemes.push_back(shorter_dibao(2));
    station.restart_agent();
    EXPECT_TRUE(asked_for("dibao", 2));
}

TEST_F(SchemesByLine, WhoHasBegunFinishesOnTheOldVersionAndTheNextBeginsOnTheNew) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose("dibao");
    station.deliver(shorter_dibao(2));
    ASSERT_TRUE(asked_for("dibao", 2));
    EXPECT_TRUE(pages_of_form().contains("apply/form/hukou"));
    EXPECT_EQ(version_of_the_draft(), 1U);
    station.drafts.clear();
    start();
    ASSERT_TRUE(wait_until([&] { return asked_for("dibao", 2); }));
    lay_card();
    kiosk->openApply();
    choose("dibao");
    EXPECT_FALSE(pages_of_form().contains("apply/form/hukou"));
    EXPECT_EQ(version_of_the_draft(), 2U);
}

// The image has version 1; 2 and 3 came by the line.
TEST_F(SchemesByLine, ADraftOfAVersionBetweenIsFinishedOnItByAFreshProcess) {
    members = false;
    station.schemes.push_back(package("dibao", 2));
    start();
    ASSERT_TRUE(asked_for("dibao", 2));
    lay_card();
    kiosk->openApply();
    choose("dibao");
    ASSERT_EQ(version_of_the_draft(), 2U);
    station.schemes.push_back(shorter_dibao(3));
    station.agent_requests.clear();
    start();
    ASSERT_TRUE(asked_for("dibao", 3));
    lay_card();
    kiosk->openApply();
    apply("apply/resume").goOn();
    apply("apply/notice");
    EXPECT_TRUE(pages_of_form().contains("apply/form/hukou"));
    EXPECT_EQ(version_of_the_draft(), 2U);
}

TEST_F(SchemesByLine, ABrokenOneIsLeftOutAndTheNextOneIsTaken) {
    auto broken = shorter_dibao(2);
    edit(broken, {R"("pages": [)", R"("pages": )"});
    station.deliver(broken);
    ASSERT_TRUE(asked_for("dibao", 2));
    auto outside = shorter_dibao(3);
    outside.mutable_files(0)->set_name("../" + outside.files(0).name());
    station.deliver(outside);
    ASSERT_TRUE(asked_for("dibao", 3));
    lay_card();
    kiosk->openApply();
    choose("dibao");
    EXPECT_EQ(version_of_the_draft(), 1U);
    station.drafts.clear();
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/choose");
    station.deliver(shorter_dibao(4));
    ASSERT_TRUE(asked_for("dibao", 4));
    station.deliver(gaoling());  // its tile says that what came before it is here as well
    ASSERT_TRUE(wait_until([&] { return offers("gaoling"); }));
    choose("dibao");
    EXPECT_EQ(version_of_the_draft(), 4U);
}

}  // namespace
}  // namespace doorstep::kiosk
