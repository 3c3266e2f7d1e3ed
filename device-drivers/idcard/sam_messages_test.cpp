#include "device-drivers/idcard/sam_messages.hpp"

#include <gtest/gtest.h>

#include <random>

#include "device-drivers/idcard/test_card.hpp"
#include "device-drivers/idcard/text_block.hpp"

namespace doorstep::devices {
namespace {

using Outcome = SamDecoder::Outcome;

TEST(SamMessages, GoldenCommands) {
    EXPECT_EQ(to_hex(BytesView(encode_sam_command(SamCommand::Id))), "aaaaaa9669000312ffee");
    EXPECT_EQ(to_hex(BytesView(encode_sam_command(SamCommand::Find))), "aaaaaa96690003200122");
    EXPECT_EQ(to_hex(BytesView(encode_sam_command(SamCommand::Select))), "aaaaaa96690003200221");
    EXPECT_EQ(to_hex(BytesView(encode_sam_command(SamCommand::ReadBase))), "aaaaaa96690003300132");
    EXPECT_EQ(to_hex(BytesView(encode_sam_command(SamCommand::ReadNewAddresses))), "aaaaaa96690003300330");
    EXPECT_EQ(to_hex(BytesView(encode_sam_command(SamCommand::ReadManagement))), "aaaaaa96690003300536");
    EXPECT_EQ(to_hex(BytesView(encode_sam_command(SamCommand::ReadWithFingerprints))), "aaaaaa96690003301023");
    EXPECT_EQ(to_hex(BytesView(encode_sam_frame_size(0x58))), "aaaaaa9669000461ff58c2");
}

TEST(SamMessages, BaseAnswerHasTheSizeOfARealOne) {
    const auto frame = encode_sam_answer(SamStatus::Ok, testing::base_data(testing::citizen_block()));
    EXPECT_EQ(frame.size(), 1295U);
    EXPECT_EQ(frame[5], 0x05);
    EXPECT_EQ(frame[6], 0x08);
}

TEST(SamMessages, AnswersWithFingerprintsHaveTheThreeKnownSizes) {
    const std::size_t sizes[] = {1297, 1809, 2321};
    for (std::size_t fingers = 0; fingers <= most_fingerprints; ++fingers) {
        const auto data = testing::data_with_fingerprints(fingers);
        const auto frame = encode_sam_answer(SamStatus::Ok, data);
        EXPECT_EQ(frame.size(), sizes[fingers]);
        const auto text = testing::citizen_block();
        EXPECT_TRUE(std::equal(text.begin(), text.end(), frame.begin() + 16));  // where DEVICES has it
        SamDecoder decoder;
        decoder.feed(frame);
        ASSERT_EQ(decoder.next(), Outcome::Answer);
        const auto taken = decoder.take_answer();
        const auto split = split_with_fingerprints(taken.data);
        ASSERT_TRUE(split);
        EXPECT_TRUE(std::equal(text.begin(), text.end(), split->text.begin(), split->text.end()));
        EXPECT_EQ(split->photo.size(), 1024U);
        EXPECT_EQ(split->fingerprints.size(), fingers * fingerprint_size);
        EXPECT_TRUE(std::equal(split->fingerprints.begin(), split->fingerprints.end(),
                               data.end() - static_cast<std::ptrdiff_t>(split->fingerprints.size())));
        EXPECT_FALSE(split_base(taken.data));
    }
}

TEST(SamMessages, FingerprintsOfOtherLengthsAreNotSplit) {
    const auto good = testing::data_with_fingerprints(1);
    const auto with_length = [&](std::uint8_t high, std::uint8_t low) {
        Bytes data = good;
        data[4] = high;
        data[5] = low;
        return data;
    };
    EXPECT_TRUE(split_with_fingerprints(with_length(2, 0)));
    EXPECT_FALSE(split_with_fingerprints(with_length(0, 0)));  // 512 bytes too many
    EXPECT_FALSE(split_with_fingerprints(with_length(4, 0)));  // and too few
    auto three = testing::data_with_fingerprints(3);
    EXPECT_FALSE(split_with_fingerprints(three));
    EXPECT_FALSE(split_with_fingerprints(BytesView(good).first(good.size() - 1)));
    EXPECT_FALSE(split_with_fingerprints(BytesView(good).first(5)));
    EXPECT_FALSE(split_with_fingerprints(testing::base_data(testing::citizen_block())));
    auto other_text = good;
    other_text[1] = 1;
    EXPECT_FALSE(split_with_fingerprints(other_text));
}

TEST(SamMessages, IdIsPrintedAsOnTheLabel) {
    const auto id = from_hex("0500010073273501010000002a000000").value();
    EXPECT_EQ(sam_id_text(id), "05.01-20260723-0000000001-0000000042");
    EXPECT_EQ(sam_id_text(BytesView(id).first(15)), "");
}

TEST(SamMessages, SplitFramesOfEveryPieceSize) {
    const auto data = testing::base_data(testing::citizen_block());
    const auto frame = encode_sam_answer(SamStatus::Ok, data);
    for (const std::size_t piece : {1U, 2U, 5U, 6U, 7U, 64U, 1294U, 1295U}) {
        SamDecoder decoder;
        int answers = 0;
        for (std::size_t at = 0; at < frame.size(); at += piece) {
            decoder.feed(BytesView(frame).subspan(at, std::min(piece, frame.size() - at)));
            answers += decoder.next() == Outcome::Answer ? 1 : 0;
        }
        EXPECT_EQ(answers, 1) << piece;
        const auto answer = decoder.take_answer();
        EXPECT_TRUE(std::equal(answer.data.begin(), answer.data.end(), data.begin(), data.end()));
        EXPECT_FALSE(decoder.has_rest());
    }
}

TEST(SamMessages, ResyncsOnThePreambleAfterNoise) {
    SamDecoder decoder;
    decoder.feed(from_hex("00ffaaaa9669aa").value());  // the last byte may begin a preamble
    EXPECT_EQ(decoder.next(), Outcome::Incomplete);
    decoder.feed(from_hex("aaaaaa").value());  // one AA too many
    decoder.feed(BytesView(encode_sam_answer(SamStatus::Found, Bytes(4))).subspan(3));
    ASSERT_EQ(decoder.next(), Outcome::Answer);
    EXPECT_EQ(decoder.take_answer().status, SamStatus::Found);
}

TEST(SamMessages, WrongCheckByteLengthOrStatusBytesAreGarbledAndTheNextFrameIsFound) {
    const auto good = encode_sam_answer(SamStatus::Ok, {});
    auto wrong_check = good;
    wrong_check.back() ^= 1;
    const auto long_length = from_hex("aaaaaa9669ffff").value();
    const auto short_length = from_hex("aaaaaa96690003000003").value();
    auto wrong_status = good;
    wrong_status[7] = 1;
    wrong_status.back() ^= 1;
    for (const auto& bad : {wrong_check, long_length, short_length, wrong_status}) {
        SamDecoder decoder;
        decoder.feed(bad);
        decoder.feed(good);
        EXPECT_EQ(decoder.next(), Outcome::Garbled);
        EXPECT_EQ(decoder.next(), Outcome::Answer);
    }
}

// What the driver takes as a card from one answer; see IdCardReader::content.
std::optional<std::string> number_taken(BytesView stream) {
    SamDecoder decoder;
    decoder.feed(stream);
    if (decoder.next() != Outcome::Answer) {
        return std::nullopt;
    }
    const auto answer = decoder.take_answer();
    const auto base = decoder.has_rest() ? std::nullopt : split_base(answer.data);
    if (!base) {
        return std::nullopt;
    }
    const auto card = parse_text_block(base->text);
    if (!card) {
        return std::nullopt;
    }
    return card->name.view() + "/" + card->number.view() + "/" + card->address.view() + "/" + card->birth.text();
}

TEST(SamMessages, PropertyGarbageNeverYieldsAWrongCard) {
    const auto frame = encode_sam_answer(SamStatus::Ok, testing::base_data(testing::citizen_block()));
    const auto right = number_taken(frame);
    ASSERT_TRUE(right);
    std::mt19937 random(20261123);
    const auto pick = [&](std::size_t below) { return random() % below; };
    int taken = 0;
    for (int round = 0; round < 20'000; ++round) {
        Bytes stream = frame;
        const auto at = static_cast<std::ptrdiff_t>(pick(frame.size()));
        switch (round % 4) {
            case 0:  // noise before
                stream.insert(stream.begin(), 1 + pick(40), static_cast<std::uint8_t>(random()));
                break;
            case 1:  // one byte changed
                stream[static_cast<std::size_t>(at)] ^= static_cast<std::uint8_t>(1 + pick(255));
                break;
            case 2:  // bytes slipped in
                stream.insert(stream.begin() + at, 1 + pick(8), static_cast<std::uint8_t>(random()));
                break;
            default:  // bytes lost
                stream.erase(stream.begin() + at,
                             std::min(stream.end(), stream.begin() + at + static_cast<std::ptrdiff_t>(1 + pick(8))));
        }
        const auto got = number_taken(stream);
        taken += got ? 1 : 0;
        ASSERT_TRUE(!got || *got == *right) << "round " << round;
    }
    EXPECT_GT(taken, 4000);  // noise before a frame costs nothing
}

TEST(SamMessages, AnAnswerIsToldFromThatToAnotherCommand) {
    const SamCommand commands[] = {SamCommand::Status,
                                   SamCommand::Id,
                                   SamCommand::Find,
                                   SamCommand::Select,
                                   SamCommand::ReadBase,
                                   SamCommand::ReadManagement,
                                   SamCommand::ReadWithFingerprints};
    const auto wiped = [](const Bytes& data) { return WipedBytes(data.begin(), data.end()); };
    const SamAnswer answers[] = {{SamStatus::Ok, {}},
                                 {SamStatus::Ok, WipedBytes(16)},
                                 {SamStatus::Found, WipedBytes(4)},
                                 {SamStatus::Ok, WipedBytes(8)},
                                 {SamStatus::Ok, wiped(testing::base_data(testing::citizen_block()))},
                                 {SamStatus::Ok, WipedBytes(28)},
                                 {SamStatus::Ok, wiped(testing::data_with_fingerprints(2))}};
    for (std::size_t c = 0; c < std::size(commands); ++c) {
        for (std::size_t a = 0; a < std::size(answers); ++a) {
            EXPECT_EQ(can_answer(commands[c], answers[a]), c == a) << c << " " << a;
        }
        EXPECT_TRUE(can_answer(commands[c], {SamStatus::NotAuthorised, {}}));
        EXPECT_FALSE(can_answer(commands[c], {SamStatus{0}, WipedBytes(4)}));  // a frame whose bytes changed places
    }
    EXPECT_TRUE(can_answer(SamCommand::ReadNewAddresses, {SamStatus::NoContent, {}}));
    EXPECT_TRUE(can_answer(SamCommand::ReadNewAddresses, {SamStatus::Ok, WipedBytes(140)}));
    EXPECT_FALSE(can_answer(SamCommand::ReadNewAddresses, {SamStatus::Ok, WipedBytes(1284)}));
}

TEST(SamMessages, BaseWithOtherLengthsIsNotSplit) {
    auto data = testing::base_data(testing::citizen_block());
    EXPECT_TRUE(split_base(data));
    data[1] = 1;
    EXPECT_FALSE(split_base(data));
    EXPECT_FALSE(split_base(BytesView(data).first(3)));
    EXPECT_FALSE(split_base({}));
}

}  // namespace
}  // namespace doorstep::devices
