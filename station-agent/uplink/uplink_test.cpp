// The line: resume, one copy, line down, poison items, receipts, the downlink's order.
#include <gtest/gtest.h>

#include "base/uuid.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"
#include "station-agent/vault/vault.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

class UplinkTest : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};

    void SetUp() override { gateway_.confirm(station_.enrol(gateway_.invitation("village-1"))); }
    bool wait_acknowledged(std::uint32_t n) {
        return station_.turn_until([&] { return station_.status().acknowledged() == n; });
    }
    wire::Item item_of(const std::string& number) {
        wire::AgentRequest request;
        request.mutable_list_items()->set_session(station_.open_person(number));
        return station_.ask(request).items().items(0);
    }
    bool wait_line_up() {
        return station_.turn_until([&] { return station_.status().line_up(); });
    }
};

TEST_F(UplinkTest, AHandInArrivesOpenableAndIsAcknowledged) {
    station_.start();
    const auto submitted = station_.hand_in(R"({"a":1})");
    ASSERT_TRUE(wait_acknowledged(1));
    const auto& held = gateway_.held.at(submitted.submission());
    EXPECT_EQ(held.header.case_number(), submitted.case_number());
    EXPECT_EQ(held.header.station_sequence(), 1U);
    EXPECT_EQ(held.header.recipient_epoch(), 2U);
    EXPECT_EQ(as_text(held.parts.at(0).content), R"({"a":1})");
}

TEST_F(UplinkTest, ASmallHandInIsOneMessageThereAndOneBack) {
    gateway_.takes_parts_with_offers = true;
    station_.start();
    station_.hand_in(R"({"a":1})");
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.came_with_offers, 1U);
    EXPECT_EQ(gateway_.bytes_received, 0U) << "chunks, though all was there";
    EXPECT_EQ(as_text(gateway_.held.begin()->second.parts.at(0).content), R"({"a":1})");
}

TEST_F(UplinkTest, WhatIsNotSmallIsOfferedWithoutItsParts) {
    gateway_.takes_parts_with_offers = true;
    station_.start();
    station_.hand_in(std::string(10'000, 'p'));
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.came_with_offers, 0U);
}

TEST_F(UplinkTest, ATownshipThatLeavesThePartsOfAnOfferAsksForThem) {
    station_.start();
    station_.hand_in(R"({"a":1})");
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.came_with_offers, 1U);
    EXPECT_GT(gateway_.bytes_received, 0U);
}

TEST_F(UplinkTest, WithTheLineDownEverythingIsTakenAndArrivesByItself) {
    gateway_.down();
    station_.start();
    for (int i = 0; i < 3; ++i) {
        const auto submitted = station_.hand_in("{}", citizen_number(i));
        EXPECT_FALSE(submitted.line_up());
    }
    EXPECT_EQ(station_.status().sealed(), 3U);
    gateway_.up();
    ASSERT_TRUE(wait_acknowledged(3));
    EXPECT_EQ(gateway_.held.size(), 3U);
}

TEST_F(UplinkTest, GatewayKilledInTheMiddleOfAnUploadResumesWithOneCopy) {
    gateway_.die_after_chunks = 5;
    station_.start();
    const std::string page(1'000'000, 'p');
    const auto submitted = station_.hand_in(page);
    ASSERT_TRUE(station_.turn_until([&] { return !station_.status().line_up() && gateway_.bytes_received > 0; }));
    EXPECT_EQ(station_.status().acknowledged(), 0U);
    const auto before = gateway_.bytes_received;
    gateway_.up();
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.times_stored[submitted.submission()], 1);
    // Not a byte of what the gateway had kept was sent again.
    EXPECT_GT(before, 300'000U);
    EXPECT_LT(gateway_.bytes_received, page.size() + 2000);
}

TEST_F(UplinkTest, AgentRestartedInTheMiddleOfAnUploadResumesWithOneCopy) {
    gateway_.credit = 1;
    station_.start();
    const auto submitted = station_.hand_in(std::string(1'000'000, 'p'));
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.bytes_received > 200'000; }));
    station_.stop();
    station_.start();
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.times_stored[submitted.submission()], 1);
    EXPECT_LT(gateway_.bytes_received, 1'200'000U);
}

TEST_F(UplinkTest, AnItemRefusedForNowDoesNotBlockTheOthers) {
    gateway_.down();
    station_.start();
    const auto poison = station_.hand_in("{}", citizen_number(1));
    const auto good = station_.hand_in("{}", citizen_number(2));
    gateway_.refuse[poison.submission()].set_code(wire::CANNOT_OPEN);
    gateway_.up();
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_TRUE(gateway_.held.contains(good.submission()));
    EXPECT_EQ(station_.status().sealed(), 1U);
    gateway_.refuse.clear();
    station_.clock.advance(2 * station_.settings.delays.item_retry);  // longer than it may be spread
    EXPECT_TRUE(wait_acknowledged(2));
}

TEST_F(UplinkTest, AnItemRefusedTooOftenGoesToTheShelfAndComesBackWithARestart) {
    station_.settings.bounds.most_tries = 2;
    gateway_.down();
    station_.start();
    const auto poison = station_.hand_in("{}");
    gateway_.refuse[poison.submission()].set_code(wire::CANNOT_OPEN);
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] {
        station_.clock.advance(1000);
        return station_.status().shelved() == 1;
    }));
    gateway_.refuse.clear();
    station_.stop();
    station_.start();
    EXPECT_TRUE(wait_acknowledged(1));
}

TEST_F(UplinkTest, ACheckInOvertakesAScanThatIsBeingSentAndTheScanGoesOnAtItsByte) {
    gateway_.credit = 1;
    station_.start();
    const std::string page(2'000'000, 'p');
    const auto scan = station_.hand_in(page, citizen_number(1));
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.bytes_received > 200'000; }));
    const auto light = station_.hand_in("{}", citizen_number(2));
    ASSERT_TRUE(wait_acknowledged(2));
    EXPECT_EQ(gateway_.order, (std::vector<std::string>{light.submission(), scan.submission()}));
    EXPECT_LT(gateway_.bytes_received, page.size() + 10'000) << "no byte of the scan went twice";
}

TEST_F(UplinkTest, AScanArrivesThoughLightItemsKeepComing) {
    gateway_.credit = 1;
    station_.start();
    const auto scan = station_.hand_in(std::string(600'000, 'p'), citizen_number(1));
    int handed_in = 1;
    ASSERT_TRUE(station_.turn_until([&] {
        station_.hand_in("{}", citizen_number(2 + handed_in++ % 40));
        return gateway_.held.contains(scan.submission());
    }));
    EXPECT_TRUE(wait_acknowledged(static_cast<std::uint32_t>(handed_in)));
}

// A line that breaks in the middle of each scan is not the scan's fault as long as it gets further.
TEST_F(UplinkTest, AnItemThatGetsFurtherEachTimeIsNeverShelved) {
    station_.settings.bounds.most_tries = 1;
    gateway_.credit = 1;
    station_.start();
    const auto number = citizen_number(1);
    station_.hand_in(std::string(1'000'000, 'p'), number);
    for (int cut = 0; cut < 3; ++cut) {  // one try too many would be the first
        gateway_.die_after_chunks = 1;
        ASSERT_TRUE(station_.turn_until([&] { return gateway_.die_after_chunks < 0 && !station_.status().line_up(); }));
        EXPECT_EQ(item_of(number).tries(), 0U);
        gateway_.up();
    }
    EXPECT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.times_stored.begin()->second, 1);
}

TEST_F(UplinkTest, AnItemWithoutAnyProgressHasHadATryAtOnce) {
    station_.settings.delays.stuck = 100;
    station_.settings.delays.silence = 60'000;
    station_.start();
    ASSERT_TRUE(wait_line_up());
    gateway_.say_nothing = true;
    const auto number = citizen_number(1);
    station_.hand_in("{}", number);
    ASSERT_TRUE(station_.turn_until([&] { return item_of(number).tries() == 1; }));
    EXPECT_EQ(item_of(number).fault().code(), wire::FAULT_LINE_DOWN);
    gateway_.say_nothing = false;
    station_.clock.advance(2 * station_.settings.delays.item_retry);
    EXPECT_TRUE(wait_acknowledged(1));
}

TEST_F(UplinkTest, ATownshipOfAnotherProtocolGetsNothingUntilItSpeaksOurs) {
    gateway_.protocol = 2;
    station_.start();
    station_.hand_in("{}");
    ASSERT_TRUE(station_.turn_until(
        [&] { return gateway_.hellos >= 3 && station_.status().line_words().find("protocol") != std::string::npos; }));
    EXPECT_FALSE(station_.status().line_up());
    EXPECT_TRUE(gateway_.held.empty());
    gateway_.protocol = 1;
    EXPECT_TRUE(wait_acknowledged(1));
}

TEST_F(UplinkTest, AReceiptThatWasCarriedCountsLikeOneOfTheLineAndAForgedOneDoesNot) {
    gateway_.down();
    station_.start();
    const auto submitted = station_.hand_in("{}");
    wire::AgentRequest list;
    list.mutable_list_sealed();
    EXPECT_EQ(station_.ask(list).fault().code(), wire::FAULT_NOT_PERMITTED) << "not from the kiosk";
    const auto sealed = station_.ask_as_technician(list).sealed_list();
    ASSERT_EQ(sealed.items_size(), 1);
    EXPECT_EQ(sealed.items(0).item().case_number(), "");
    wire::AgentRequest read;
    read.mutable_read_sealed()->set_submission(submitted.submission());
    read.mutable_read_sealed()->set_size(static_cast<std::uint32_t>(sealed.items(0).envelope_size()));
    const auto envelope = station_.ask_as_technician(read).sealed_piece().data();
    const auto good = gateway_.receipt_for(submitted.submission(), as_bytes(envelope));
    wire::AgentRequest take;
    auto& receipt = *take.mutable_take_receipt();
    receipt.set_submission(good.submission());
    receipt.set_township_ms(good.township_ms() + 1);
    receipt.set_signature(good.signature());
    EXPECT_EQ(station_.ask_as_technician(take).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(station_.status().acknowledged(), 0U);
    receipt.set_township_ms(good.township_ms());
    EXPECT_TRUE(station_.ask_as_technician(take).done());
    EXPECT_EQ(station_.status().acknowledged(), 1U);
    EXPECT_TRUE(station_.ask_as_technician(take).done()) << "twice is once";
    receipt.set_submission(std::string(16, 'x'));
    EXPECT_EQ(station_.ask_as_technician(take).fault().code(), wire::FAULT_BAD_REQUEST);
    wire::AgentRequest submit;
    submit.mutable_submit();
    EXPECT_EQ(station_.ask_as_technician(submit).fault().code(), wire::FAULT_NOT_PERMITTED);
}

TEST_F(UplinkTest, ACountersignatureIsKeptOnlyWhenItIsTheTownshipsAndOfThisChain) {
    using Countersign = FakeGateway::Countersign;
    station_.start();
    std::uint32_t handed_in = 0;
    std::uint64_t countersigned = 0;
    for (const auto kind : {Countersign::Right, Countersign::AnothersKey, Countersign::AnotherHead, Countersign::No,
                            Countersign::Right}) {
        gateway_.countersign = kind;
        station_.hand_in("{}", citizen_number(1));
        ASSERT_TRUE(wait_acknowledged(++handed_in)) << "an item is acknowledged whatever the chain looks like";
        countersigned = kind == Countersign::Right ? handed_in : countersigned;
        EXPECT_EQ(station_.status().countersigned(), countersigned);
    }
}

TEST_F(UplinkTest, AFinalRefusalIsKeptAndShown) {
    gateway_.down();
    station_.start();
    const auto submitted = station_.hand_in("{}");
    gateway_.refuse[submitted.submission()].set_code(wire::OTHER_TOWNSHIP);
    gateway_.refuse[submitted.submission()].set_final(true);
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().refused() == 1; }));
    EXPECT_EQ(station_.status().sealed() + station_.status().sending() + station_.status().acknowledged(), 0U);
}

TEST_F(UplinkTest, AnItemWhoseFileIsDamagedGoesToTheShelfAndTheOthersPass) {
    gateway_.down();
    station_.start();
    station_.hand_in(std::string(300'000, 'x'), citizen_number(1));
    station_.hand_in("{}", citizen_number(2));
    for (const auto& entry : std::filesystem::directory_iterator(station_.settings.state_folder / "sealed")) {
        std::filesystem::resize_file(entry.path(), 70'000);
    }
    gateway_.up();
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_TRUE(station_.turn_until([&] { return station_.status().shelved() == 1; }));
}

TEST_F(UplinkTest, AReceiptThatTheTownshipDidNotSignIsNotBelieved) {
    gateway_.forge_receipts = true;
    station_.start();
    station_.hand_in("{}");
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.size() == 1 && !station_.status().line_up(); }));
    EXPECT_EQ(station_.status().acknowledged(), 0U);
    gateway_.forge_receipts = false;
    EXPECT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.times_stored.begin()->second, 1);
}

TEST_F(UplinkTest, OutboxDuplicateAck) {
    station_.start();
    const auto submitted = station_.hand_in("{}");
    ASSERT_TRUE(wait_acknowledged(1));
    // The receipt once more, out of the blue.
    wire::TownshipMessage again;
    again.mutable_acknowledged()->set_submission(submitted.submission());
    gateway_.say(again);
    wire::DownlinkItem item;
    item.mutable_case_state()->set_case_number(submitted.case_number());
    gateway_.send_down(item);
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() == 1; }));
    EXPECT_EQ(station_.status().acknowledged(), 1U);
    EXPECT_TRUE(station_.status().line_up());
}

TEST_F(UplinkTest, ASilentTownshipIsNoticed) {
    station_.settings.delays.silence = 200;
    station_.start();
    ASSERT_TRUE(wait_line_up());
    gateway_.say_nothing = true;
    EXPECT_TRUE(station_.turn_until([&] { return !station_.status().line_up(); }));
    gateway_.say_nothing = false;
    EXPECT_TRUE(wait_line_up());
}

TEST_F(UplinkTest, TheTownshipsTimeTokenStandsInTheNextHeader) {
    station_.start();
    ASSERT_TRUE(wait_line_up());
    const auto submitted = station_.hand_in("{}");
    ASSERT_TRUE(wait_acknowledged(1));
    const auto& times = gateway_.held.at(submitted.submission()).header.times();
    EXPECT_EQ(times.last_token_ms(), 1'795'000'100'000);
    EXPECT_FALSE(times.last_token().empty());
    EXPECT_EQ(times.station_ms(), station_.clock.now().milliseconds);
    EXPECT_TRUE(times.clock_known_wrong());  // earlier than the token
}

TEST_F(UplinkTest, EnrolledWhileRunning) {
    std::filesystem::remove_all(station_.settings.keys_folder);
    station_.start();
    EXPECT_FALSE(station_.status().enrolled());
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    EXPECT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    EXPECT_EQ(station_.submit(session, draft).fault().code(), wire::FAULT_STATION_NOT_ENROLLED);
    gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().line_up(); }));
    EXPECT_EQ(station_.submit(session, draft).fault().code(), wire::FAULT_NONE);
    EXPECT_TRUE(wait_acknowledged(1));
}

TEST(UplinkTable, EveryStateEndsInWaitingWhenTheLineIsLost) {
    for (const auto state : {LineState::Greeting, LineState::Ready, LineState::Offering, LineState::Uploading}) {
        const auto move = find_move(state, LineEvent::LineLost);
        ASSERT_TRUE(move) << name_of(state);
        EXPECT_EQ(move->to, LineState::Waiting);
    }
}

TEST(UplinkTable, NoStateHasTwoMovesForOneEvent) {
    for (std::size_t i = 0; i < line_table.size(); ++i) {
        for (std::size_t j = i + 1; j < line_table.size(); ++j) {
            EXPECT_FALSE(line_table[i].from == line_table[j].from && line_table[i].on == line_table[j].on) << i;
        }
    }
}

class DownlinkTest : public UplinkTest {
  protected:
    void SetUp() override {
        UplinkTest::SetUp();
        station_.start();
        ASSERT_TRUE(wait_line_up());
    }
    bool wait_acks(std::size_t n) {
        return station_.turn_until([&] { return gateway_.downlink_acks.size() >= n; });
    }
    static wire::DownlinkItem state_item(const std::string& case_number, const std::string& state) {
        wire::DownlinkItem item;
        item.mutable_case_state()->set_case_number(case_number);
        item.mutable_case_state()->set_state(state);
        item.mutable_case_state()->set_note("请补充材料");
        item.mutable_case_state()->set_township_ms(5);
        return item;
    }
    wire::Cases my_cases(const std::string& number) {
        wire::AgentRequest request;
        request.mutable_my_cases()->set_session(station_.open_person(number));
        return station_.ask(request).cases();
    }
    // Of the one case of that person.
    std::string told_steps() {
        std::string steps;
        const auto mine = my_cases(citizen_number(1));
        for (const auto& step : mine.cases(0).steps()) {
            steps += step.state() + " " + std::to_string(step.township_ms()) + ", ";
        }
        return steps;
    }
};

TEST_F(DownlinkTest, ACaseStateReachesItsPersonOnly) {
    const auto submitted = station_.hand_in("{}", citizen_number(1));
    ASSERT_TRUE(wait_acknowledged(1));
    gateway_.send_down(state_item(submitted.case_number(), "delivered"));
    ASSERT_TRUE(wait_acks(1));
    const auto cases = my_cases(citizen_number(1));
    ASSERT_EQ(cases.cases_size(), 1);
    EXPECT_EQ(cases.cases(0).state(), "delivered");
    EXPECT_EQ(cases.cases(0).note(), "请补充材料");
    EXPECT_EQ(cases.cases(0).item_state(), wire::Item::ACKNOWLEDGED);
    EXPECT_EQ(my_cases(citizen_number(2)).cases_size(), 0);
    EXPECT_FALSE(station_.folder.contains(as_bytes("请补充材料")));
}

TEST_F(DownlinkTest, TheStepsOfACaseAreKeptAsTheTownshipListsThem) {
    const auto submitted = station_.hand_in("{}", citizen_number(1));
    ASSERT_TRUE(wait_acknowledged(1));
    auto item = state_item(submitted.case_number(), "accepted");
    for (const auto& [state, ms] : {std::pair{"submitted", 4}, {"delivered", 4}, {"accepted", 5}}) {
        auto& step = *item.mutable_case_state()->add_steps();
        step.set_state(state);
        step.set_township_ms(ms);
    }
    for (int twice = 0; twice < 2; ++twice) {
        gateway_.send_down(item);
    }
    ASSERT_TRUE(wait_acks(2));
    EXPECT_EQ(told_steps(), "submitted 4, delivered 4, accepted 5, ");
    // An older township sends none: what it says now is the next step, once.
    for (const auto& [state, ms] : {std::pair{"checking", 7}, {"checking", 7}, {"surveying", 8}, {"delivered", 3}}) {
        auto bare = state_item(submitted.case_number(), state);
        bare.mutable_case_state()->set_township_ms(ms);
        gateway_.send_down(bare);
    }
    ASSERT_TRUE(wait_acks(6));
    EXPECT_EQ(told_steps(), "submitted 4, delivered 4, accepted 5, checking 7, surveying 8, ");
}

TEST_F(DownlinkTest, NumbersHaveNoGapsAndARepeatedItemIsAppliedOnce) {
    gateway_.send_down(state_item("000000000098", "delivered"));
    ASSERT_TRUE(wait_acks(1));
    auto ahead = state_item("000000000098", "approved");
    ahead.set_station("village-1");
    ahead.set_sequence(3);
    gateway_.push(gateway_.sign_item(ahead));
    ASSERT_TRUE(wait_acks(2));
    EXPECT_FALSE(gateway_.downlink_acks[1].applied());
    ahead.set_sequence(1);
    gateway_.push(gateway_.sign_item(ahead));
    ASSERT_TRUE(wait_acks(3));
    EXPECT_TRUE(gateway_.downlink_acks[2].applied());
    EXPECT_EQ(station_.status().downlink_cursor(), 1U);
}

TEST_F(DownlinkTest, ItemsOfAnotherStationOrSignerAreNotApplied) {
    auto item = state_item("000000000098", "approved");
    item.set_station("village-2");
    item.set_sequence(1);
    gateway_.push(gateway_.sign_item(item));
    ASSERT_TRUE(wait_acks(1));
    EXPECT_FALSE(gateway_.downlink_acks[0].applied());
    item.set_station("village-1");
    auto forged = gateway_.sign_item(item);
    item.set_sequence(2);
    forged.set_item(item.SerializeAsString());
    gateway_.push(forged);
    ASSERT_TRUE(wait_acks(2));
    EXPECT_FALSE(gateway_.downlink_acks[1].applied());
    EXPECT_EQ(station_.status().downlink_cursor(), 0U);
}

TEST_F(DownlinkTest, AnExpiredItemIsPassedOver) {
    auto item = state_item("000000000098", "approved");
    item.set_expires_ms(1);
    gateway_.send_down(item);
    ASSERT_TRUE(wait_acks(1));
    EXPECT_TRUE(gateway_.downlink_acks[0].applied());
    EXPECT_EQ(station_.status().downlink_cursor(), 1U);
}

TEST_F(DownlinkTest, TheRosterIsFoundByTheCardAndTellsNothingOnDisk) {
    wire::RosterEntry entry;
    entry.set_number(citizen_number(7));
    entry.set_case_number("000000000098");
    entry.add_household_numbers(citizen_number(8));
    gateway_.send_down(gateway_.roster_item(entry, std::string(16, 'r')));
    ASSERT_TRUE(wait_acks(1));
    wire::AgentRequest open;
    open.mutable_open_person()->mutable_card()->set_number(citizen_number(7));
    EXPECT_TRUE(station_.ask(open).person().on_roster());
    EXPECT_EQ(my_cases(citizen_number(7)).cases_size(), 1);
    open.mutable_open_person()->mutable_card()->set_number(citizen_number(9));
    EXPECT_FALSE(station_.ask(open).person().on_roster());
    EXPECT_FALSE(station_.folder.contains(as_bytes(citizen_number(7))));
    EXPECT_FALSE(station_.folder.contains(as_bytes(citizen_number(8))));
    wire::DownlinkItem remove;
    remove.mutable_roster()->set_remove(true);
    remove.mutable_roster()->set_row(std::string(16, 'r'));
    gateway_.send_down(remove);
    ASSERT_TRUE(wait_acks(2));
    open.mutable_open_person()->mutable_card()->set_number(citizen_number(7));
    EXPECT_FALSE(station_.ask(open).person().on_roster());
}

TEST_F(UplinkTest, ATemplateIsDeletedByItsRowAtTheTownshipsOrder) {
    Bytes row;
    Bytes row_key;
    {
        Store store = Store::open(station_.settings.state_folder).value();
        const auto key = StoreKey::load_or_make(station_.settings.keys_folder / "store.key").value();
        Vault vault(store);
        wire::Template face;
        face.add_values(0.5F);
        row = vault.store(person_key(key, citizen_number(1)), face).value();
        row_key = store.database->query("SELECT row_key FROM vault").value().at(0).bytes(0);
        ASSERT_TRUE(vault.store(person_key(key, citizen_number(2)), face));
    }
    const auto enrolled = [&](int serial) {
        wire::AgentRequest open;
        open.mutable_open_person()->mutable_card()->set_number(citizen_number(serial));
        return station_.ask(open).person().face_enrolled();
    };
    station_.start();
    ASSERT_TRUE(wait_line_up());
    EXPECT_TRUE(enrolled(1));
    wire::DownlinkItem order;
    order.mutable_vault_delete()->set_row_id(std::string(as_text(row)));
    gateway_.send_down(order);
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() == 1; }));
    EXPECT_TRUE(gateway_.downlink_acks[0].applied());
    EXPECT_FALSE(enrolled(1));
    EXPECT_FALSE(station_.folder.contains(row_key)) << "overwritten, in the log too";
    EXPECT_TRUE(enrolled(2));
}

}  // namespace
}  // namespace doorstep::agent
