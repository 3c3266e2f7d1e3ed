// A scheme from the township's command to the tile on a kiosk that runs, and what is handed in with it: keys, township
// and agent are real programs, the kiosk is its controllers, the hub answers as scripted.
#include <cstdio>
#include <filesystem>

#include "base/files.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/testing/fake_station.hpp"
#include "kiosk/testing/form_walker.hpp"
#include "tests/faults/release_spine.hpp"

namespace doorstep::faults {
namespace {

namespace fs = std::filesystem;

constexpr const char* shipped = DOORSTEP_SOURCE_DIR "/schemes";

class SchemeDelivery : public ReleaseSpine {
  protected:
    void SetUp() override {
        ReleaseSpine::SetUp();
        // What the township's clerk has on the own machine: the shipped folder and the scheme of docs/add-a-scheme.md.
        fs::copy(shipped, desk_, fs::copy_options::recursive);
        fs::remove_all(desk_ / "gaoling");
        const std::string add = DOORSTEP_SOURCE_DIR "/tests/manual/scheme-of-the-manual.sh " + desk_.native();
        ASSERT_EQ(std::system((add + " >/dev/null").c_str()), 0);
        kiosk_ = std::make_unique<kiosk::Kiosk>(kiosk::Settings(), hub_.hub_address(),
                                                station_->agent().kiosk_address(), *forms::SchemeLibrary::load(shipped),
                                                *forms::Notices::load(fs::path(shipped) / "notices"));
        ASSERT_TRUE(turn([&] { return kiosk_->line_up() && !kiosk_->hub().devices().empty(); }));
    }
    // The event loop until it is so.
    static bool turn(const std::function<bool()>& done) {
        const auto end = monotonic_milliseconds() + patience_ms;
        while (!done() && monotonic_milliseconds() < end) {
            kiosk::wait_until([] { return true; });
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        }
        return done();
    }
    bool at(const QString& page) {
        return turn([&] { return kiosk_->page() == page && !apply().busy(); });
    }
    kiosk::ApplyController& apply() { return *qobject_cast<kiosk::ApplyController*>(kiosk_->journeys()["apply"]); }
    bool offers(const QString& id) {
        const auto tiles = apply().schemes();
        return std::any_of(tiles.begin(), tiles.end(), [&](const auto& tile) { return tile.toMap()["id"] == id; });
    }
    const forms::SchemeLibrary& library() { return kiosk_->schemes(); }
    // What the township's people are told that a station refused.
    std::string refusal() {
        for (const auto& task : must({"tasks"})["tasks"]) {
            if (task["kind"] == "downlink") {
                return task["what"];
            }
        }
        return must({"tasks"}).dump();
    }
    // The version that the clerk writes into the scheme's file.
    void write_version(const std::string& version) {
        const auto file = desk_ / "gaoling" / "scheme.toml";
        auto text = read_text_file(file, 1U << 16U).value();
        const auto at = text.find("\nversion = ") + 1;
        text.replace(at, text.find('\n', at) - at, "version = " + version);
        ASSERT_TRUE(write_file_atomically(file, as_bytes(text)));
    }
    void hand_in() {
        apply().choose("gaoling");
        ASSERT_TRUE(at("apply/notice"));
        ASSERT_TRUE(kiosk::walk_form(*kiosk_, {}, turn));
        apply().next();  // no papers
        ASSERT_TRUE(at("apply/review")) << kiosk_->page().toStdString();
        apply().submit();
        ASSERT_TRUE(at("apply/done")) << kiosk_->page().toStdString();
    }

    fs::path desk_ = town_.folder() / "clerk-schemes";
    kiosk::FakeStation hub_;
    std::unique_ptr<kiosk::Kiosk> kiosk_;
};

TEST_F(SchemeDelivery, FromTheTownshipsCommandToTheTileAndBackAsAHandIn) {
    hub_.lay_card();
    ASSERT_TRUE(turn([&] { return kiosk_->session()->is_open(); }));
    kiosk_->openApply();
    ASSERT_TRUE(at("apply/choose"));
    ASSERT_FALSE(offers("gaoling"));
    order({"scheme", package((desk_ / "gaoling").native())}, {"liu"});
    ASSERT_TRUE(turn([&] { return offers("gaoling"); })) << "nobody restarted anything";
    hand_in();
    const auto number = apply().case_number().remove(' ').toStdString();
    ASSERT_TRUE(turn([&] { return station_->agent().status().acknowledged() == 1; }));
    EXPECT_EQ(must({"case", number, "--purpose", "test"})["scheme"], "gaoling");
    // A version that is not newer is refused, told to the township, and changes nothing.
    order({"scheme", package((desk_ / "gaoling").native())}, {"liu"});
    ASSERT_TRUE(turn([&] { return refusal().find("gaoling 1 is here") != std::string::npos; })) << refusal();
    EXPECT_TRUE(offers("gaoling"));
    write_version("2");
    order({"scheme", package((desk_ / "gaoling").native())}, {"liu"});
    ASSERT_TRUE(turn([&] {
        const auto* newest = library().newest("gaoling");
        return newest != nullptr && newest->version() == 2;
    }));
    EXPECT_NE(library().find("gaoling", 1), nullptr) << "for whoever began with it";
}

}  // namespace
}  // namespace doorstep::faults
