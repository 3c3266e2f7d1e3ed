#include "kiosk/design/panel.hpp"

#include <gtest/gtest.h>

#include "kiosk/design/colours.hpp"
#include "kiosk/design/entries.hpp"
#include "kiosk/design/units.hpp"

namespace doorstep::kiosk {
namespace {

const QSize full_hd(1920, 1080);

TEST(Panel, TheConfiguredSizeWins) {
    const Panel panel = choose_panel(QSizeF(344, 194), QSizeF(476, 268), full_hd);
    EXPECT_EQ(panel.source, PanelSource::Configured);
    EXPECT_NEAR(panel.pixels_per_mm(), 1080.0 / 194, 0.02);
}

TEST(Panel, AnUprightScreenTurnsTheConfiguredSize) {
    const Panel panel = choose_panel(reference_panel_mm, {}, full_hd.transposed());
    EXPECT_EQ(panel.millimetres, QSizeF(268, 476));
    EXPECT_TRUE(panel.portrait());
    EXPECT_NEAR(panel.pixels_per_mm(), 4.03, 0.01);
}

TEST(Panel, APlausibleEdidIsTaken) {
    const Panel panel = choose_panel({}, QSizeF(527, 296), full_hd);
    EXPECT_EQ(panel.source, PanelSource::Edid);
}

// Televisions and adapters report 160×90 mm (an aspect ratio) or zeros.
TEST(Panel, AnImplausibleEdidFallsBackToTheReference) {
    for (const QSizeF lie : {QSizeF(0, 0), QSizeF(-1, -1), QSizeF(160, 90), QSizeF(1600, 900), QSizeF(476, 90)}) {
        const Panel panel = choose_panel({}, lie, full_hd);
        EXPECT_EQ(panel.source, PanelSource::Assumed) << lie.width();
        EXPECT_EQ(panel.millimetres, reference_panel_mm);
    }
}

TEST(Panel, NoPixelsAtAllStillGivesASize) {
    EXPECT_GT(choose_panel({}, {}, {}).pixels_per_mm(), 1.0);
}

struct UnitsAtDensity : testing::TestWithParam<double> {};

TEST_P(UnitsAtDensity, TargetsAndTextKeepTheirMillimetres) {
    const double per_mm = GetParam() / 25.4;
    configure_panel({QSizeF(400, 300), QSize(static_cast<int>(400 * per_mm), static_cast<int>(300 * per_mm)),
                     PanelSource::Configured});
    const double real = current_panel().pixels_per_mm();
    Units units;
    EXPECT_GE(units.target() / real, 20 - 1e-3);
    EXPECT_LT(units.target() / real, 20 + 1 / real + 1e-3);
    EXPECT_GE(units.small_text() / real, 6 - 1e-3);
    EXPECT_GE(units.body_text() * 0.92 / real, 6);
    EXPECT_GE(units.line(), 1);
    const int body = units.body_text();
    units.set_text_scale(9);
    EXPECT_NEAR(units.body_text(), body * 1.6, 2);
    EXPECT_GE(units.target() / real, 20 - 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Densities, UnitsAtDensity, testing::Values(60.0, 72.0, 96.0, 102.5, 141.0, 250.0));

TEST(Colours, EveryPairHasItsContrast) {
    Colours colours;
    for (const auto theme : {Theme::Normal, Theme::High, Theme::Highest}) {
        colours.set_theme(theme);
        for (const auto& pair : colour_pairs(colours)) {
            EXPECT_GE(contrast(pair.foreground, pair.ground), pair.least)
                << theme_name(theme).toStdString() << ": " << pair.what;
        }
        EXPECT_GE(contrast(colours.ink, colours.page), text_contrast(theme));
    }
    EXPECT_EQ(text_contrast(Theme::High), 10);
    EXPECT_EQ(text_contrast(Theme::Highest), 20);
}

TEST(Colours, ContrastIsThatOfWcag) {
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 0.01);
    EXPECT_NEAR(contrast(QColor(0x77, 0x77, 0x77), Qt::white), 4.48, 0.01);
    EXPECT_NEAR(contrast(Qt::red, Qt::red), 1.0, 1e-9);
}

TEST(Entries, ADateIsADayThatExists) {
    const Entries entries;
    EXPECT_EQ(entries.date("1956", "2", "29"), "1956-02-29");
    EXPECT_EQ(entries.date("1955", "2", "29"), "");
    EXPECT_EQ(entries.date("55", "2", "3"), "");
    EXPECT_EQ(entries.date("", "", ""), "");
    EXPECT_EQ(entries.datePart("1956-02-09", 2), "9");
    EXPECT_EQ(entries.datePart("rubbish", 0), "");
}

TEST(Entries, YuanBecomeFenAndBack) {
    const Entries entries;
    EXPECT_EQ(entries.fen("1,234.5"), 123450);
    EXPECT_EQ(entries.fen(""), -1);
    EXPECT_EQ(entries.fen("-3"), -1);
    EXPECT_EQ(entries.yuan(123450), "1,234.50");
    EXPECT_EQ(entries.yuan(-1), "");
}

}  // namespace
}  // namespace doorstep::kiosk
