#include "base/encoding.hpp"
#include "device-drivers/idcard/fake_reader.hpp"
#include "device-drivers/idcard/text_block.hpp"

namespace doorstep::devices {
namespace {

using testing::citizen_block;

class IdCardRead : public testing::ReaderTest {};

TEST_F(IdCardRead, GivesTheCardAndTheModulesOwnTime) {
    start();
    ASSERT_TRUE(ready());
    EXPECT_GE(reader->echo_ms(), 1U) << "it answered, so it took some time";
    EXPECT_LE(reader->echo_ms(), ReaderDelays().header_answer);
    const auto reading = read();
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->card.number.view(), testing::wang_number);
    EXPECT_EQ(reading->chip_serial, (Bytes{1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_LE(reading->reader_ms, 150U);
    EXPECT_EQ(reader->status().serial, "00.00-00000000-0000000000-0000000000");
}

TEST_F(IdCardRead, HundredTimesOverWithoutFailure) {
    start();
    ASSERT_TRUE(ready());
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(read()) << i;
    }
}

TEST_F(IdCardRead, NewAddressesAndManagementAreReadWhenWishedFor) {
    Bytes address = utf8_to_utf16le("青石乡敬老院2室").value();
    while (address.size() < new_address_size) {
        address.insert(address.end(), {' ', 0});
    }
    module->new_addresses = address;
    start();
    ASSERT_TRUE(ready());
    const auto plain = read();
    ASSERT_TRUE(plain);
    EXPECT_FALSE(plain->new_addresses);
    EXPECT_FALSE(plain->management);
    const auto all = read({.new_addresses = true, .management = true});
    ASSERT_TRUE(all);
    ASSERT_TRUE(all->new_addresses);
    ASSERT_EQ(all->new_addresses->size(), 1U);
    EXPECT_EQ(all->new_addresses->front().view(), "青石乡敬老院2室");
    ASSERT_TRUE(all->management);
    EXPECT_EQ(Bytes(all->management->begin(), all->management->end()), Bytes(28, 7));
}

TEST_F(IdCardRead, CardWithoutNewAddressesSaysNoneAndABadAnswerSaysNothing) {
    start();
    ASSERT_TRUE(ready());
    const auto none = read({.new_addresses = true});
    ASSERT_TRUE(none);
    ASSERT_TRUE(none->new_addresses);
    EXPECT_TRUE(none->new_addresses->empty());
    module->new_addresses = Bytes(71, 0);
    module->management = Bytes(27, 0);
    const auto bad = read({.new_addresses = true, .management = true});
    ASSERT_TRUE(bad) << "what stands on the card was read all the same";
    EXPECT_FALSE(bad->new_addresses);
    EXPECT_FALSE(bad->management);
}

TEST_F(IdCardRead, ModuleThatFallsSilentAfterTheContentDoesNotTakeItAway) {
    module->silent_to_more = true;
    start();
    ASSERT_TRUE(ready());
    const auto reading = read({.new_addresses = true, .management = true});
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->card.number.view(), testing::wang_number);
    EXPECT_FALSE(reading->new_addresses);
}

TEST_F(IdCardRead, FingerprintsAreReadWhenWishedForAndAreNotAskedForElse) {
    start();
    ASSERT_TRUE(ready());
    const auto plain = read({.new_addresses = true});
    ASSERT_TRUE(plain);
    EXPECT_FALSE(plain->fingerprints);
    EXPECT_EQ(module->fingerprint_reads, 0);
    for (module->fingers = 0; module->fingers <= most_fingerprints; ++module->fingers) {
        const auto reading = read({.management = true, .fingerprints = true});
        ASSERT_TRUE(reading) << module->fingers;
        EXPECT_EQ(reading->card.number.view(), testing::wang_number);
        EXPECT_EQ(reading->photo_wlt.size(), 1024U);
        ASSERT_TRUE(reading->fingerprints) << module->fingers;
        const auto content = testing::data_with_fingerprints(module->fingers);
        EXPECT_TRUE(std::equal(reading->fingerprints->begin(), reading->fingerprints->end(), content.begin() + 1286,
                               content.end()));
        EXPECT_TRUE(reading->management);
    }
    EXPECT_EQ(module->reads, 1) << "the card was read once without and never beside";
}

// What was wished for beside must not cost the person the card.
TEST_F(IdCardRead, AModuleThatRefusesFingerprintsOrFallsSilentGivesTheCardWithoutThem) {
    start();
    ASSERT_TRUE(ready());
    using Fingerprints = testing::FakeModule::Fingerprints;
    for (const auto what : {Fingerprints::Refused, Fingerprints::Silent}) {
        module->fingerprints = what;
        const auto reading = read({.fingerprints = true});
        ASSERT_TRUE(reading) << reading.error().text();
        EXPECT_EQ(reading->card.number.view(), testing::wang_number);
        EXPECT_FALSE(reading->fingerprints);
    }
    EXPECT_EQ(module->fingerprint_reads, 2);
    module->fingerprints = Fingerprints::Refused;
    module->wrong_checks = 1;  // the refusal was no try: the two that a read has are still there
    module->noise_before = {};
    const auto reading = read({.fingerprints = true});
    EXPECT_TRUE(reading) << reading.error().text();
}

TEST_F(IdCardRead, FingerprintsOnANoisyLineAreThoseOfTwoReadsThatWereAlike) {
    module->noise_before = Bytes{0xAA, 0xAA, 0x96, 0x00, 0xAA};
    start();
    ASSERT_TRUE(ready());
    const auto reading = read({.fingerprints = true});
    ASSERT_TRUE(reading) << reading.error().text();
    ASSERT_TRUE(reading->fingerprints);
    EXPECT_EQ(reading->fingerprints->size(), 2 * fingerprint_size);
    EXPECT_EQ(module->fingerprint_reads, 2);
}

TEST_F(IdCardRead, BadCardsAreToldTheSameWithFingerprintsWishedFor) {
    start();
    ASSERT_TRUE(ready());
    const auto failure_with_wish = [&] {
        const auto result = read({.fingerprints = true});
        return result ? ReadError{} : result.error().as(ReadError{});
    };
    auto unknown = citizen_block();
    unknown[248] = 'Q';
    module->data = testing::base_data(unknown);
    EXPECT_EQ(failure_with_wish(), ReadError::CardUnknownType);
    module->data = testing::base_data(citizen_block());
    module->read_status = SamStatus::NotAuthorised;
    EXPECT_EQ(failure_with_wish(), ReadError::CardNotAuthorised);
    module->read_status = SamStatus::ReadFailed;
    EXPECT_EQ(failure_with_wish(), ReadError::CardUnreadable);
    module->read_status = SamStatus::Ok;
    module->card = false;
    EXPECT_EQ(failure_with_wish(), ReadError::CardNone);
    module->card = true;
    module->silent_to_reads = true;  // to both kinds
    EXPECT_EQ(failure_with_wish(), ReadError::ReaderSilent);
}

TEST_F(IdCardRead, FrameSizeIsToldOnceAndAModuleThatDoesNotKnowItWorksOn) {
    start({115200}, 0x58);
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
    EXPECT_EQ(module->frame_sizes, 1);
    reader.reset();
    module->knows_frame_size = false;
    start({115200}, 0x58);
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
    EXPECT_EQ(module->frame_sizes, 2);
}

TEST_F(IdCardRead, WrongBaudIsFoundByProbing) {
    module->speed = B9600;
    start();
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
}

TEST_F(IdCardRead, SecondReadIsRefusedWhileOneIsInFlight) {
    start();
    ASSERT_TRUE(ready());
    std::vector<ReadError> errors;
    const auto keep = [&](Result<CardReading> r) { errors.push_back(r ? ReadError{} : r.error().as(ReadError{})); };
    reader->read(keep);
    reader->read(keep);
    ASSERT_TRUE(until([&] { return errors.size() == 2; }));
    EXPECT_EQ(errors, (std::vector{ReadError::Busy, ReadError{}}));
}

TEST_F(IdCardRead, CancelledReadIsNotGivenToTheNextOne) {
    module->silent_to_reads = true;
    start();
    ASSERT_TRUE(ready());
    std::optional<ReadError> first;
    reader->read([&](Result<CardReading> r) { first = r.error().as(ReadError{}); });
    ASSERT_TRUE(until([&] { return module->reads == 1; }));
    reader->cancel_read();
    ASSERT_TRUE(until([&] { return first.has_value(); }));
    EXPECT_EQ(*first, ReadError::Cancelled);
    module->silent_to_reads = false;
    std::optional<Result<CardReading>> second;
    reader->read([&](Result<CardReading> r) { second.emplace(std::move(r)); });
    module->send(encode_sam_answer(SamStatus::Ok, testing::base_data(citizen_block())));  // the late answer
    ASSERT_TRUE(until([&] { return second.has_value(); }));
    ASSERT_TRUE(*second);
    EXPECT_EQ(module->reads, 2);  // the second one was read anew
}

TEST_F(IdCardRead, EachBadCardHasItsOwnError) {
    start();
    ASSERT_TRUE(ready());
    std::string wrong = testing::wang_number;
    wrong.back() = wrong.back() == '1' ? '2' : '1';
    module->data = testing::base_data(citizen_block(wrong));
    EXPECT_EQ(failure(), ReadError::CardChecksum);
    auto unknown = citizen_block();
    unknown[248] = 'Q';
    module->data = testing::base_data(unknown);
    EXPECT_EQ(failure(), ReadError::CardUnknownType);
    module->data = testing::base_data(citizen_block(testing::wang_number, "20269999"));
    EXPECT_EQ(failure(), ReadError::CardUnreadable);
    module->data = Bytes(10);
    EXPECT_EQ(failure(), ReadError::CardUnreadable);
    module->data = testing::base_data(citizen_block());
    module->read_status = SamStatus::NotAuthorised;
    EXPECT_EQ(failure(), ReadError::CardNotAuthorised);
    module->read_status = SamStatus::ReadFailed;
    EXPECT_EQ(failure(), ReadError::CardUnreadable);
    module->read_status = SamStatus::Ok;
    module->select_status = SamStatus::SelectFailed;
    EXPECT_EQ(failure(), ReadError::CardUnreadable);
    module->select_status = SamStatus::Ok;
    EXPECT_TRUE(read());
}

TEST_F(IdCardRead, LayingCountsOnlyCardsLaidDownBeforeOurEyes) {
    start();
    ASSERT_TRUE(until([&] { return cards.size() == 1; }));
    EXPECT_EQ(cards[0], std::pair(true, std::uint64_t{0}));  // lay there at the first look
    module->card = false;
    ASSERT_TRUE(until([&] { return cards.size() == 2; }));
    EXPECT_FALSE(cards[1].first);
    module->card = true;
    ASSERT_TRUE(until([&] { return cards.size() == 3; }));
    EXPECT_EQ(cards[2], std::pair(true, std::uint64_t{1}));
}

TEST_F(IdCardRead, PolledForAWhileTheEventsStayQuiet) {
    start();
    ASSERT_TRUE(ready());
    ASSERT_TRUE(until([&] { return module->finds > 20; }));
    EXPECT_EQ(cards.size(), 1U);
    EXPECT_EQ(statuses.size(), 2U);  // starting, ready
}

}  // namespace
}  // namespace doorstep::devices
