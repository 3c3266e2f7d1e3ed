// doorstep-prompts as a county uses it: the real program, a recording in place of the microphone.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/files.hpp"
#include "kiosk/prompts/dialect.hpp"
#include "kiosk/prompts/testing.hpp"
#include "sound/sound_file.hpp"
#include "sound/testing.hpp"

namespace doorstep::prompts {
namespace {

namespace fs = std::filesystem;

struct Said {
    int code = -1;
    std::string text;
};

class PromptsTool : public ::testing::Test {
  protected:
    // `keys` are what is typed.
    Said run(const std::string& words, const std::string& keys = "") const {
        std::ofstream(folder.path / "keys") << keys;
        const auto command = "LC_ALL=C.UTF-8 ALSA_CONFIG_PATH=/dev/null " DOORSTEP_BIN_DIR "/doorstep-prompts " +
                             words + " --schemes " DOORSTEP_SOURCE_DIR "/schemes <" + (folder.path / "keys").native() +
                             " 2>&1";
        auto* const out = ::popen(command.c_str(), "r");
        Said done;
        for (int c = 0; (c = std::fgetc(out)) != EOF;) {
            done.text.push_back(static_cast<char>(c));
        }
        done.code = WEXITSTATUS(::pclose(out));
        return done;
    }
    std::string put(const std::string& name, const sound::Sound& sound) const {
        EXPECT_TRUE(write_file_atomically(folder.path / name, *sound::encode(sound)));
        return (folder.path / name).native();
    }
    // Columns of the first line of that part.
    std::vector<std::string> first_of(const std::string& part) const {
        const auto text = run("list " + dialect() + " --part " + part).text;
        std::vector<std::string> cells(1);
        for (const char c : text.substr(0, text.find('\n'))) {
            if (c == '\t') {
                cells.emplace_back();
            } else {
                cells.back().push_back(c);
            }
        }
        return cells;
    }
    std::string dialect() const { return (folder.path / "shulan").native(); }
    testing::Folder folder;
};

TEST_F(PromptsTool, ListsWhatThereIsToSay) {
    const auto listed = run("list " + dialect() + " --part dibao");
    EXPECT_EQ(listed.code, 0);
    EXPECT_NE(listed.text.find("dibao\tdibao."), std::string::npos) << listed.text;
    EXPECT_NE(listed.text.find("\tzh_CN\t-\t"), std::string::npos);
    EXPECT_NE(listed.text.find("0 of "), std::string::npos);
    EXPECT_FALSE(fs::exists(dialect())) << "to list makes nothing";
}

TEST_F(PromptsTool, RecordsKeepsAndResumesWhereItStopped) {
    const auto said = put("said.ogg", sound::testing::tone(600, 0.3));
    // The first is recorded, played, again looked at and kept; the second skipped; then stopped.
    const auto record = "record " + dialect() + " --name 舒兰话 --part speech --microphone file:" + said;
    const auto done = run(record, "\np\nk\ns\nq\n");
    EXPECT_EQ(done.code, 0) << done.text;
    EXPECT_NE(done.text.find("Kept."), std::string::npos) << done.text;
    EXPECT_NE(done.text.find("[####"), std::string::npos) << "the meter";
    const auto kept = load_dialect(dialect());
    ASSERT_TRUE(kept) << kept.error().text();
    EXPECT_EQ(kept->name, "舒兰话");
    ASSERT_EQ(kept->recordings.size(), 1U);
    EXPECT_NEAR(static_cast<double>(kept->recordings[0].ms), 600 + 150, 120);
    const auto again = run(record, "q\n");
    EXPECT_EQ(again.text.find(kept->recordings[0].text), std::string::npos) << "that one is done";
    EXPECT_NE(first_of("speech").at(3), "-");
}

TEST_F(PromptsTool, AMicrophoneThatIsNotThereIsSaid) {
    const auto done = run("record " + dialect() + " --part speech --microphone file:/missing.wav", "\n");
    EXPECT_EQ(done.code, 3);
    EXPECT_NE(done.text.find("sound/NoDevice"), std::string::npos) << done.text;
}

TEST_F(PromptsTool, TakesFilesNamedByTheirKeysAndRefusesTheRest) {
    const auto sentence = first_of("speech");
    fs::create_directories(folder.path / "wavs");
    put("wavs/" + sentence.at(1) + ".ogg", sound::testing::tone(900, 0.3));
    std::ofstream(folder.path / "wavs/notes.txt") << "no key";
    const auto done = run("record " + dialect() + " --from " + (folder.path / "wavs").native());
    EXPECT_EQ(done.code, 1);
    EXPECT_NE(done.text.find(sentence.at(1) + ".ogg: kept"), std::string::npos) << done.text;
    EXPECT_NE(done.text.find("notes.txt: prompts/Unknown"), std::string::npos) << done.text;
    const auto checked = run("check " + dialect() + " --part speech");
    EXPECT_EQ(checked.code, 1) << "others are missing";
    EXPECT_EQ(checked.text.find(sentence.at(1)), std::string::npos) << checked.text;
    EXPECT_NE(checked.text.find("missing\t"), std::string::npos) << checked.text;
}

TEST_F(PromptsTool, AFolderThatIsNoDialectIsSaid) {
    fs::create_directories(dialect());
    std::ofstream(dialect() + "/manifest.json") << "{}";
    const auto done = run("check " + dialect());
    EXPECT_EQ(done.code, 3);
    EXPECT_NE(done.text.find("prompts/NotAManifest"), std::string::npos) << done.text;
}

}  // namespace
}  // namespace doorstep::prompts
