// A kiosk without a screen between a hub and an agent that answer as scripted, and the ways through its journeys.
#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/testing/fake_station.hpp"

namespace doorstep::kiosk {

class JourneysTest : public testing::Test {
  protected:
    void SetUp() override { start(); }
    // A kiosk process, e.g. again after the first one was killed.
    void start() {
        kiosk.reset();
        Settings settings;
        settings.delays.take_away = 50;
        settings.delays.idle = patience;
        const std::string schemes = DOORSTEP_SOURCE_DIR "/schemes/";
        kiosk = std::make_unique<Kiosk>(settings, station.hub_address(), station.agent_address(),
                                        *forms::Scheme::load(schemes + "dibao"),
                                        *forms::Notices::load(schemes + "notices"));
        ASSERT_TRUE(wait_until([&] { return !kiosk->hub().devices().empty() && kiosk->line_up(); }));
    }
    void lay_card() {
        station.lift_card();
        station.lay_card();
        ASSERT_TRUE(wait_until([&] { return kiosk->session()->is_open(); }));
    }
    template <class Controller>
    Controller& at(const QString& page) {
        EXPECT_TRUE(wait_until([&] { return kiosk->page() == page && !busy(); }))
            << kiosk->page().toStdString() << " instead of " << page.toStdString();
        return *qobject_cast<Controller*>(kiosk->journey());
    }
    bool busy() const {
        const auto* journey = qobject_cast<Journey*>(kiosk->journey());
        return journey != nullptr && journey->busy();
    }
    ApplyController& apply(const QString& page) { return at<ApplyController>(page); }
    // Answers every field of the page that is shown: first option, a name, an amount.
    void answer_page(ApplyController& journey) {
        for (const auto& item : journey.fields()) {
            const auto field = item.toMap();
            const auto options = field["options"].toList();
            if (!options.isEmpty()) {
                const bool no = field["id"].toString().startsWith("has_") && !members;
                journey.enter(field["id"].toString(),
                              (no ? options.last() : options.first()).toMap()["value"].toString());
            } else if (field["kind"] == "money") {
                journey.enter(field["id"].toString(), "1200");
            } else if (field["id"] == "name") {
                journey.enter("name", "李四");
            }
        }
    }
    // Through the form up to the first page that is not a form page.
    void through_form() {
        for (int pages = 0; pages < 60 && kiosk->page().startsWith("apply/") && form(kiosk->page()); ++pages) {
            auto& journey = *qobject_cast<ApplyController*>(kiosk->journey());
            const auto before = kiosk->turn();
            if (kiosk->page() == "apply/rows" && journey.row_lines().isEmpty()) {
                journey.addRow();
            } else {
                answer_page(journey);
                journey.next();
            }
            ASSERT_TRUE(wait_until([&] { return kiosk->turn() != before && !busy(); }))
                << journey.page_id().toStdString();
        }
    }
    static bool form(const QString& page) {
        return page == "apply/form" || page == "apply/rows" || page == "apply/notice";
    }
    void sign_in(const QString& page_after) {
        auto& clerk = at<ClerkController>("clerk/accounts");
        clerk.choose("zhou");
        clerk.type("246810");
        clerk.confirm();
        EXPECT_TRUE(wait_until([&] { return kiosk->page() == page_after; })) << kiosk->page().toStdString();
    }

    FakeStation station;
    std::unique_ptr<Kiosk> kiosk;
    bool members = true;
    int patience = SessionDelays().idle;  // of start()
};

}  // namespace doorstep::kiosk
