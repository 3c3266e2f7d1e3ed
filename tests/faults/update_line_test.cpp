// A version of the system from the release key to root's updater, real programs over a line that breaks, an agent that
// is killed in the middle, a township that is killed too. Root's part is played by the test: it reads the token and
// writes the word (provisioning/update, update_line_test.sh tries the real scripts).
#include <gtest/gtest.h>

#include <random>

#include "base/files.hpp"
#include "tests/faults/release_spine.hpp"

namespace doorstep::faults {
namespace {

constexpr std::size_t size = 9'000'000;  // three pieces

class UpdateLine : public ReleaseSpine {
  protected:
    void SetUp() override {
        ReleaseSpine::SetUp();
        random_.seed(seed_);
        RecordProperty("seed", static_cast<int>(seed_));
        bytes_.resize(size);
        std::generate(bytes_.begin(), bytes_.end(), [&] { return static_cast<char>(random_()); });
        ASSERT_TRUE(write_file_durably(file(), as_bytes(bytes_)));
        // As tmpfiles and root's scripts make them.
        const auto toml = root() / "etc/doorstep/agent.toml";
        const auto settings =
            read_text_file(toml, 1U << 16U).value() + "update_outcome_file = \"" + outcome().native() + "\"\n";
        ASSERT_TRUE(write_file_atomically(toml, as_bytes(settings)));
        ASSERT_TRUE(make_folder(outcome().parent_path(), 0700));
        ASSERT_TRUE(make_folder(asks(), 0700));
        station_->agent().kill_hard();
        station_->agent().start();
    }
    std::string file() const { return (town_.folder() / "doorstep-99.1.0.raucb").native(); }
    std::filesystem::path root() const { return station_->state() / "../../../.."; }
    std::filesystem::path asks() const { return root() / "../run/agent-asks"; }
    std::filesystem::path outcome() const { return root() / "updater/line"; }
    wire::UpdateState now() { return station_->agent().status().update(); }
    bool comes_to(wire::UpdateState::Step step) {
        const bool there = wait_for([&] { return now().step() == step; });
        EXPECT_TRUE(there) << now().ShortDebugString();
        return there;
    }
    // Cut somewhere in the middle of what the township sends, again and again.
    void break_often() {
        station_->line().play([this](std::size_t connection) {
            std::mt19937_64 random(seed_ + connection);
            return LineFault{Trouble::Cut, Way::ToStation, 20 + random() % 40, Place::Middle};
        });
        station_->line().cut_all();
    }
    std::string token() const {
        const auto text = read_text_file(asks() / "install", 100).value_or("");
        return text.substr(0, text.find('\n'));
    }

    const unsigned seed_ = 6;
    std::mt19937_64 random_;
    std::string bytes_;
};

TEST_F(UpdateLine, ArrivesWholeOverALineThatBreaksAndAnAgentThatIsKilled) {
    break_often();
    order({"update", file(), "--version", "99.1.0"}, {"liu"});
    ASSERT_TRUE(wait_for([&] { return now().percent() >= 20; })) << now().ShortDebugString();
    station_->agent().kill_hard();
    station_->agent().start();
    ASSERT_TRUE(wait_for([&] { return now().percent() >= 60; })) << now().ShortDebugString();
    town_.kill_hard();
    ASSERT_TRUE(town_.serve());
    station_->line().lead_to(town_.address());
    ASSERT_TRUE(comes_to(wire::UpdateState::FETCHED));
    EXPECT_GT(station_->line().done()[Trouble::Cut], 0U) << "the line never broke: nothing was shown";
    const auto arrived = read_file(station_->state() / "update/doorstep.raucb", size);
    ASSERT_TRUE(arrived);
    EXPECT_EQ(as_text(*arrived), bytes_);
    ASSERT_TRUE(wait_for([&] { return !token().empty(); }));
    const auto line = token() + " installed 99.1.0\n";
    ASSERT_TRUE(write_file_atomically(outcome(), as_bytes(line)));
    EXPECT_TRUE(comes_to(wire::UpdateState::INSTALLED));
    station_->line().play([](std::size_t) { return LineFault{}; });
    station_->line().cut_all();
    EXPECT_TRUE(wait_for([&] {
        const auto beat = must({"stations"})["stations"][0]["heartbeat"];
        return beat.is_object() && beat["update"]["step"] == "installed";
    })) << "the township's list tells it";
}

// An order that nobody signed never leaves; one of a key that the kiosk has not pinned is refused there.
TEST_F(UpdateLine, AWrongKeyOrdersNothing) {
    must({"order", "update", file(), "--version", "99.1.0", "--out", order_file()});
    EXPECT_EQ(town_.run({"release", order_file()}).code, 1);
    must({"release-key", "make", "--out", folder("stranger"), "--holder", "stranger"});
    must({"sign", order_file(), "--key", folder("stranger") + "/release.key"});
    EXPECT_EQ(town_.run({"release", order_file()}).code, 1);
    EXPECT_EQ(now().step(), wire::UpdateState::NONE);
}

// Somebody changes the file on the township's disk: what arrives is not what was signed.
TEST_F(UpdateLine, AFileThatWasChangedAtTheTownshipIsNeverHandedToTheUpdater) {
    must({"order", "update", file(), "--version", "99.1.0", "--out", order_file()});
    const auto shelf = town_.state() / "updates";
    const auto stored = std::filesystem::directory_iterator(shelf)->path();
    bytes_[size / 2] ^= 1;
    ASSERT_TRUE(write_file_durably(stored, as_bytes(bytes_)));
    sign_and_release({"sun"});
    ASSERT_TRUE(comes_to(wire::UpdateState::REFUSED));
    EXPECT_EQ(now().word(), "damaged");
    EXPECT_TRUE(token().empty());
}

}  // namespace
}  // namespace doorstep::faults
