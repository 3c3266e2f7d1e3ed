// Training mode: an application is played from beginning to end, and nothing of it is anywhere but in the audit chain,
// which says who practised and when.
#include <fstream>
#include <sstream>

#include "base/case_number.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/audit/audit_trail.hpp"
#include "station-agent/testing/account_fixture.hpp"
#include "station-agent/training/exercise.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;

constexpr auto pin = "246810";
constexpr auto typed_words = "a leaking roof and no work since the spring";

class TrainingTest : public testing::AccountTest {
  protected:
    void SetUp() override {
        AccountTest::SetUp();
        token_ = sign_in(pin, "3344").signed_in().token();
        ASSERT_FALSE(token_.empty());
    }
    wire::FaultCode begin(const std::string& token) {
        wire::AgentRequest request;
        request.mutable_begin_training()->set_operator_token(token);
        return station_.ask(request).fault().code();
    }
    wire::FaultCode end() {
        wire::AgentRequest request;
        request.mutable_end_training();
        return station_.ask(request).fault().code();
    }
    wire::AgentReply open(const std::string& number, bool training = true, const std::string& peer = "0:kiosk") {
        wire::AgentRequest request;
        request.mutable_open_person()->mutable_card()->set_number(number);
        request.mutable_open_person()->mutable_card()->set_read_from_chip(true);
        request.mutable_open_person()->set_training(training);
        return station_.ask(request, peer);
    }
    std::string start(const std::string& session, wire::SubmissionKind kind) {
        return station_.start_draft(session, kind, std::string(as_text(Uuid::make_v7().bytes())));
    }
    // Person, answers, a page, hand-in.
    wire::Submitted play(const std::string& number = citizen_number(1)) {
        const auto session = open(number).person().session();
        const auto draft = start(session, wire::APPLICATION);
        EXPECT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, typed_words).done());
        EXPECT_TRUE(station_.put(session, draft, 100, wire::PAGE_ORIGINAL, std::string(200'000, 'q')).done());
        const auto reply = station_.submit(session, draft);
        EXPECT_EQ(reply.fault().code(), wire::FAULT_NONE);
        return reply.submitted();
    }
    // Every file of the station with its bytes.
    std::map<std::string, std::string> on_disk() const {
        std::map<std::string, std::string> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(station_.folder.path())) {
            if (entry.is_regular_file()) {
                std::ostringstream bytes;
                bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
                files[entry.path().native()] = bytes.str();
            }
        }
        return files;
    }
    // What was noted before the first hand-in.
    std::vector<std::string> noted() {
        station_.stop();
        Store store = Store::open(station_.settings.state_folder).value();
        AuditTrail trail(store, station_.clock);
        std::vector<std::string> all;
        const auto entries = trail.before(1).value();
        for (const auto& entry : entries.entries()) {
            EXPECT_EQ(entry.who(), "zhou");
            EXPECT_TRUE(entry.subject().empty());
            all.push_back(entry.what());
        }
        return all;
    }
    wire::FaultCode fault_of(const wire::AgentRequest& request) { return station_.ask(request).fault().code(); }
    std::string token_;
};

using Chain = std::vector<std::string>;

TEST_F(TrainingTest, AWholeApplicationChangesNoByteAndTheTownshipHasNothing) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    const auto before = on_disk();
    const auto submitted = play();
    EXPECT_TRUE(submitted.training());
    EXPECT_TRUE(CaseNumber::is_for_training(submitted.case_number()));
    EXPECT_FALSE(CaseNumber::parse(submitted.case_number()));
    EXPECT_FALSE(protocol::verify_receipt_text(submitted.qr_text(), gateway_.station_sign_public()));
    EXPECT_EQ(on_disk(), before);
    EXPECT_FALSE(station_.folder.contains(as_bytes(typed_words)));
    ASSERT_EQ(end(), wire::FAULT_NONE);
    // The next one in earnest is the first that the township sees.
    const auto real = station_.hand_in("{}", citizen_number(2));
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.contains(real.submission()); }));
    EXPECT_EQ(gateway_.held.size(), 1U);
    EXPECT_EQ(gateway_.held.begin()->second.header.station_sequence(), 1U);
    EXPECT_FALSE(real.training());
    EXPECT_NE(on_disk(), before) << "this search sees what is kept";
    EXPECT_EQ(noted(), (Chain{"sign-in", "training-began", "training-ended"}));
}

TEST_F(TrainingTest, APowerCutInTheMiddleLeavesNothing) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    const auto session = open(citizen_number(1)).person().session();
    ASSERT_TRUE(station_.put(session, start(session, wire::APPLICATION), 1, wire::ANSWERS, typed_words).done());
    EXPECT_FALSE(station_.folder.contains(as_bytes(typed_words)));
    station_.stop();
    station_.start();
    EXPECT_EQ(open(citizen_number(1)).fault().code(), wire::FAULT_TRAINING_OVER);
    EXPECT_EQ(open(citizen_number(1), false).person().drafts_size(), 0);
    EXPECT_EQ(station_.status().drafts(), 0U);
    EXPECT_EQ(station_.status().sealed(), 0U);
    EXPECT_FALSE(station_.folder.contains(as_bytes(typed_words)));
    EXPECT_EQ(noted(), (Chain{"sign-in", "training-began"}));
}

TEST_F(TrainingTest, OnlyAClerkOnShiftBeginsItAndOnlyOnce) {
    EXPECT_EQ(begin("made-up"), wire::FAULT_NOT_SIGNED_IN);
    EXPECT_EQ(open(citizen_number(1)).fault().code(), wire::FAULT_TRAINING_OVER);
    EXPECT_EQ(begin(token_), wire::FAULT_NONE);
    EXPECT_EQ(begin(token_), wire::FAULT_NONE);
    EXPECT_EQ(noted(), (Chain{"sign-in", "training-began"}));
}

TEST_F(TrainingTest, NoRealPersonIsTakenInIt) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    EXPECT_EQ(open(citizen_number(1), false).fault().code(), wire::FAULT_TRAINING) << "asked in earnest";
    EXPECT_EQ(open("H1234567").fault().code(), wire::FAULT_TRAINING) << "a number of somebody";
    EXPECT_EQ(open("").fault().code(), wire::FAULT_TRAINING);
    EXPECT_FALSE(open(citizen_number(1), false, "0:another").person().session().empty()) << "others are served";
    ASSERT_EQ(end(), wire::FAULT_NONE);
    EXPECT_FALSE(open(citizen_number(1), false).person().session().empty());
}

TEST_F(TrainingTest, WhatLastsOrConcernsSomebodyIsRefused) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    const auto session = open(citizen_number(1)).person().session();
    wire::AgentRequest face;
    face.mutable_store_face()->set_session(session);
    face.mutable_store_face()->set_operator_token(token_);
    face.mutable_store_face()->mutable_template_()->add_values(1);
    EXPECT_EQ(fault_of(face), wire::FAULT_TRAINING);
    wire::AgentRequest withdraw;
    withdraw.mutable_withdraw_face()->set_session(session);
    EXPECT_EQ(fault_of(withdraw), wire::FAULT_TRAINING);
    wire::AgentRequest act;
    act.mutable_service_act()->set_operator_token(token_);
    act.mutable_service_act()->set_act(wire::ServiceAct::OPENED);
    EXPECT_EQ(fault_of(act), wire::FAULT_TRAINING);
    wire::AgentRequest log;
    log.mutable_agent_log()->set_operator_token(token_);
    EXPECT_EQ(fault_of(log), wire::FAULT_TRAINING);
    EXPECT_EQ(list_items_as(token_), wire::FAULT_NOT_SIGNED_IN) << "the real outbox";
    wire::AgentRequest status;
    status.mutable_status();
    EXPECT_TRUE(station_.ask(status).status().enrolled()) << "how the station is, is told";
}

TEST_F(TrainingTest, AClerkIsPlayedWithoutAPin) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    wire::AgentRequest list;
    list.mutable_list_accounts();
    const auto accounts = station_.ask(list).accounts();
    ASSERT_EQ(accounts.accounts_size(), 1);
    EXPECT_EQ(accounts.accounts(0).display_name(), "周丽");
    wire::AgentRequest sign;
    sign.mutable_sign_in()->set_account(accounts.accounts(0).account());
    sign.mutable_sign_in()->set_pin("000000");
    const auto played = station_.ask(sign).signed_in().token();
    const auto session = open(citizen_number(1)).person().session();
    const auto draft = start(session, wire::CHECK_IN);
    ASSERT_TRUE(station_.put(session, draft, 4, wire::OUTCOME, "x").done());
    EXPECT_EQ(station_.submit(session, draft, token_).fault().code(), wire::FAULT_NOT_SIGNED_IN);
    EXPECT_TRUE(station_.submit(session, draft, played).submitted().training());
    EXPECT_EQ(list_items_as(played), wire::FAULT_NONE);
    ASSERT_EQ(end(), wire::FAULT_NONE);
    EXPECT_EQ(list_items_as(played), wire::FAULT_NOT_SIGNED_IN) << "worth nothing in earnest";
    EXPECT_EQ(list_items_as(token_), wire::FAULT_NONE);
    EXPECT_EQ(noted(), (Chain{"sign-in", "training-began", "training-ended"})) << "no wrong PIN is counted";
}

TEST_F(TrainingTest, MyCasesHasOneOnItsWayOneThatLacksAPaperAndWhatWasPlayed) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    const auto submitted = play();
    wire::AgentRequest request;
    request.mutable_my_cases()->set_session(open(citizen_number(1)).person().session());
    const auto cases = station_.ask(request).cases();
    ASSERT_EQ(cases.cases_size(), 3);
    EXPECT_EQ(cases.cases(0).case_number(), submitted.case_number());
    EXPECT_EQ(cases.cases(1).state(), "surveying");
    EXPECT_EQ(cases.cases(2).state(), "needs-supplement");
    for (const auto& one : cases.cases()) {
        EXPECT_TRUE(CaseNumber::is_for_training(one.case_number()));
    }
    request.mutable_my_cases()->set_session(open(citizen_number(2)).person().session());
    EXPECT_EQ(station_.ask(request).cases().cases_size(), 2);
}

TEST_F(TrainingTest, APaperIsAddedToTheCaseThatLacksOne) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    const auto session = open(citizen_number(1)).person().session();
    wire::AgentRequest request;
    request.mutable_my_cases()->set_session(session);
    const auto lacking = station_.ask(request).cases().cases(1).case_number();
    wire::AgentRequest added;
    added.mutable_start_draft()->set_session(session);
    added.mutable_start_draft()->set_kind(wire::SUPPLEMENT);
    added.mutable_start_draft()->set_case_number(lacking);
    added.mutable_start_draft()->set_id(std::string(as_text(Uuid::make_v7().bytes())));
    const auto draft = station_.ask(added).draft_started().id();
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    EXPECT_EQ(station_.submit(session, draft).submitted().case_number(), lacking);
    const auto shown = station_.ask(request).cases().cases(1);
    ASSERT_EQ(shown.questions_size(), 1);
    EXPECT_EQ(shown.questions(0).kind(), wire::SUPPLEMENT);
}

TEST_F(TrainingTest, DraftsGoOnWithinTheExerciseAndAreForgottenWithIt) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    const auto session = open(citizen_number(1)).person().session();
    const auto draft = start(session, wire::APPLICATION);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, typed_words).done());
    const auto again = open(citizen_number(1)).person();
    ASSERT_EQ(again.drafts_size(), 1);
    EXPECT_EQ(again.drafts(0).page(), "page-1");
    wire::AgentRequest get;
    get.mutable_get_draft()->set_session(again.session());
    get.mutable_get_draft()->set_draft(draft);
    get.mutable_get_draft()->set_with_content(true);
    EXPECT_EQ(station_.ask(get).draft().parts(0).content(), typed_words);
    get.mutable_get_draft()->set_session(open(citizen_number(2)).person().session());
    EXPECT_EQ(fault_of(get), wire::FAULT_DRAFT_UNKNOWN);
    ASSERT_EQ(end(), wire::FAULT_NONE);
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    EXPECT_EQ(open(citizen_number(1)).person().drafts_size(), 0);
    EXPECT_EQ(station_.put(again.session(), draft, 2, wire::ANSWERS, "x").fault().code(), wire::FAULT_NO_SESSION);
}

TEST_F(TrainingTest, HandedInTwiceIsOnce) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    const auto session = open(citizen_number(1)).person().session();
    const auto draft = start(session, wire::APPLICATION);
    EXPECT_EQ(station_.submit(session, draft).fault().code(), wire::FAULT_PART_MISSING);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    const auto first = station_.submit(session, draft).submitted();
    EXPECT_EQ(station_.submit(session, draft).submitted().SerializeAsString(), first.SerializeAsString());
}

TEST_F(TrainingTest, MoreThanItHoldsIsRefused) {
    constexpr std::size_t bound = 1000;
    Exercise exercise(
        station_.clock, "周丽", [](const wire::SpoolRef&) -> Result<WipedBytes> { return WipedBytes(bound / 2); },
        bound);
    wire::AgentRequest request;
    request.mutable_open_person()->mutable_card()->set_number(citizen_number(1));
    request.mutable_open_person()->set_training(true);
    const auto session = exercise.answer(request).person().session();
    const auto draft = std::string(as_text(Uuid::make_v7().bytes()));
    request.mutable_start_draft()->set_session(session);
    request.mutable_start_draft()->set_kind(wire::APPLICATION);
    request.mutable_start_draft()->set_id(draft);
    EXPECT_EQ(exercise.answer(request).draft_started().id(), draft);
    const auto put = [&](std::uint32_t number) {
        wire::AgentRequest part;
        part.mutable_put_part()->set_session(session);
        part.mutable_put_part()->set_draft(draft);
        part.mutable_put_part()->set_number(number);
        part.mutable_put_part()->mutable_spool()->set_name("s/page");
        return exercise.answer(part);
    };
    EXPECT_TRUE(put(100).done());
    EXPECT_TRUE(put(102).done());
    EXPECT_EQ(put(104).fault().code(), wire::FAULT_TOO_LARGE);
    wire::AgentRequest submit;
    submit.mutable_submit()->set_session(session);
    submit.mutable_submit()->set_draft(draft);
    EXPECT_TRUE(exercise.answer(submit).submitted().training()) << "what is there is handed in";
    EXPECT_EQ(exercise.answer(request).fault().code(), wire::FAULT_BAD_REQUEST) << "an id serves once";
}

TEST_F(TrainingTest, ItEndsWithTheShift) {
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    wire::AgentRequest sign_out;
    sign_out.mutable_sign_out()->set_token(token_);
    ASSERT_EQ(fault_of(sign_out), wire::FAULT_NONE);
    EXPECT_EQ(open(citizen_number(1)).fault().code(), wire::FAULT_TRAINING_OVER);

    token_ = sign_in(pin).signed_in().token();
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    station_.clock.advance(station_.settings.shift_ms + 1);
    EXPECT_EQ(open(citizen_number(1)).fault().code(), wire::FAULT_TRAINING_OVER) << "it lasted too long";

    token_ = sign_in(pin).signed_in().token();
    ASSERT_EQ(begin(token_), wire::FAULT_NONE);
    add_clerk(true, "");
    EXPECT_EQ(open(citizen_number(1)).fault().code(), wire::FAULT_TRAINING_OVER) << "the township closed the account";
    EXPECT_EQ(noted(), (Chain{"sign-in", "training-began", "training-ended", "sign-in", "training-began",
                              "training-ended", "sign-in", "training-began", "training-ended"}));
}

}  // namespace
}  // namespace doorstep::agent
