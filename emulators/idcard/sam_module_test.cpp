#include "emulators/idcard/sam_module.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace doorstep::emulators {
namespace {

Bytes hex(std::string_view text) {
    return *from_hex(text);
}

// Sends whole frames as hex and gives the first answer's SW3, or -1 for silence.
class Sam : public ::testing::Test {
  protected:
    int say(std::string_view frame) {
        line_.feed(hex(frame));
        const auto command = line_.next();
        if (!command) {
            return -1;
        }
        last_ = module_.react(*command);
        return last_.answer.size() > 9 ? last_.answer[9] : -1;
    }
    void lay(const char* name) {
        module_.insert(*load_card(std::filesystem::path(DOORSTEP_SOURCE_DIR) / "tests/cards", name));
    }
    static constexpr auto find = "aaaaaa96690003200122";
    static constexpr auto select = "aaaaaa96690003200221";
    static constexpr auto read = "aaaaaa96690003300132";
    static constexpr auto read_fingerprint = "aaaaaa96690003301023";
    static constexpr auto read_address = "aaaaaa96690003300330";
    static constexpr auto read_management = "aaaaaa96690003300536";
    SamModule module_;
    SamLine line_;
    SamReaction last_;
};

TEST_F(Sam, IdOfTheGoldenFrame) {
    EXPECT_EQ(say("aaaaaa9669000312ffee"), 0x90);
    EXPECT_EQ(last_.answer.size(), 5U + 2 + 20);
    EXPECT_EQ(to_hex(last_.answer).substr(0, 14), "aaaaaa96690014");
}

TEST_F(Sam, ReadGives1295BytesWithTheTextAtOffset14) {
    lay("li-guihua");
    EXPECT_EQ(say(find), 0x9F);
    EXPECT_EQ(say(select), 0x90);
    EXPECT_EQ(say(read), 0x90);
    ASSERT_EQ(last_.answer.size(), 1295U);
    EXPECT_EQ(*utf16le_to_utf8(BytesView(last_.answer).subspan(14, 6)), "李桂花");
    std::uint8_t sum = 0;
    for (const auto b : BytesView(last_.answer).subspan(5)) {
        sum ^= b;
    }
    EXPECT_EQ(sum, 0);
}

TEST_F(Sam, FingerprintReadHasTheThreeKnownSizes) {
    lay("li-guihua");
    say(find), say(select);
    EXPECT_EQ(say(read_fingerprint), 0x90);
    EXPECT_EQ(last_.answer.size(), 1297U);
    lay("sun-fingerprints");
    say(find), say(select), say(read_fingerprint);
    EXPECT_EQ(last_.answer.size(), 2321U);
}

TEST_F(Sam, StepsOutOfOrderAreRefused) {
    EXPECT_EQ(say(find), 0x80);
    EXPECT_EQ(say(select), 0x81);
    EXPECT_EQ(say(read), 0x41);
    lay("li-guihua");
    EXPECT_EQ(say(select), 0x81);
    EXPECT_EQ(say(find), 0x9F);
    EXPECT_EQ(say(read), 0x41);
}

TEST_F(Sam, SwapBetweenFindAndSelectNeedsANewFind) {
    lay("li-guihua");
    EXPECT_EQ(say(find), 0x9F);
    lay("wang-jianguo");
    EXPECT_EQ(say(select), 0x81);
}

TEST_F(Sam, AddressAndManagement) {
    lay("zhang-xiuying");
    say(find), say(select);
    EXPECT_EQ(say(read_address), 0x90);
    EXPECT_EQ(last_.answer.size(), 11U + 70);
    EXPECT_EQ(say(read_management), 0x90);
    EXPECT_EQ(last_.answer.size(), 11U + 28);
    lay("li-guihua");
    say(find), say(select);
    EXPECT_EQ(say(read_address), 0x91);
}

TEST_F(Sam, BadFramesHaveTheirOwnAnswers) {
    EXPECT_EQ(say("aaaaaa96690003200123"), 0x10);
    EXPECT_EQ(say("aaaaaa96690003990298"), 0x21);
    EXPECT_EQ(say("aaaaaa96690002"), 0x11);
    EXPECT_EQ(say("aaaaaa9669000311ffed"), 0x90);
}

TEST_F(Sam, NoiseBeforeAndSplitFramesAreSurvivedAndCounted) {
    EXPECT_EQ(say("00ffaaaaaa96aa"), -1);
    EXPECT_EQ(say("aaaa9669000311"), -1);
    EXPECT_EQ(say("ffed"), 0x90);
    EXPECT_EQ(line_.stray_bytes(), 6U);
}

TEST_F(Sam, BaudChangesAfterTheAnswer) {
    EXPECT_EQ(say("aaaaaa96690003600360"), 0x90);
    EXPECT_EQ(last_.then_baud, 19200U);
    EXPECT_EQ(say("aaaaaa9669000360096a"), 0x21);
    EXPECT_FALSE(last_.then_baud);
}

TEST_F(Sam, RfFrameSizeTakesOneByte) {
    EXPECT_EQ(say("aaaaaa9669000461ff58c2"), 0x90);
    EXPECT_EQ(say("aaaaaa9669000361ff9d"), 0x11);
}

TEST_F(Sam, FaultyCardsBehaveAsTheirFilesSay) {
    lay("bad-silent");
    say(find), say(select);
    EXPECT_EQ(say(read), -1);
    lay("bad-half");
    say(find), say(select), say(read);
    EXPECT_EQ(last_.answer.size(), 1295U / 2);
    lay("bad-unreadable");
    say(find), say(select);
    EXPECT_EQ(say(read), 0x41);
    lay("bad-lifted");
    EXPECT_EQ(say(find), 0x9F);
    EXPECT_EQ(say(select), 0x81);
    lay("bad-slow");
    say(find), say(select);
    line_.feed(hex(read));
    EXPECT_EQ(module_.time_for(*line_.next(), std::chrono::milliseconds(10)).count(), 1510);
}

}  // namespace
}  // namespace doorstep::emulators
