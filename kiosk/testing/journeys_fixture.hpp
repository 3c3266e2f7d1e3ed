// A kiosk without a screen between a hub and an agent that answer as scripted, and the ways through its journeys.
#pragma once

#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/testing/fake_station.hpp"
#include "kiosk/testing/form_walker.hpp"

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
        kiosk = std::make_unique<Kiosk>(
            settings, station.hub_address(), station.agent_address(), *forms::SchemeLibrary::load(schemes),
            *forms::Notices::load(schemes / "notices"), *forms::WorkCalendar::load(DOORSTEP_SOURCE_DIR "/forms/data"));
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
    // From "what do you need help with" to the first page of that scheme's form.
    ApplyController& choose(const QString& scheme = "dibao") {
        apply("apply/choose").choose(scheme);
        return apply("apply/notice");
    }
    // Answers every field of the page that is shown: first (or last) option, a name, an amount.
    void answer_page(ApplyController& journey) { kiosk::answer_page(journey, {members, last_options}); }
    // Through the form up to the first page that is not a form page.
    void through_form() { ASSERT_TRUE(walk_form(*kiosk, {members, last_options}, wait_until)) << place_in_form(); }
    std::string place_in_form() const {
        const auto* journey = qobject_cast<ApplyController*>(kiosk->journey());
        return journey == nullptr ? "no form" : journey->page_id().toStdString();
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
    bool last_options = false;
    std::filesystem::path schemes = DOORSTEP_SOURCE_DIR "/schemes";  // of start()
    int patience = SessionDelays().idle;                             // of start()
};

}  // namespace doorstep::kiosk
