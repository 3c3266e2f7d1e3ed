// What the kiosk may ask and what it may not: hand-in, author, spool, sessions.
#include <gtest/gtest.h>

#include "base/case_number.hpp"
#include "base/files.hpp"
#include "base/paths.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/service/spool.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

class SubmitTest : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};

    void SetUp() override {
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        station_.start();
    }
    const FakeGateway::Held& arrived(const std::string& submission) {
        EXPECT_TRUE(station_.turn_until([&] { return gateway_.held.contains(submission); }));
        return gateway_.held.at(submission);
    }
};

TEST_F(SubmitTest, TwiceIsOnceWithTheSameReceipt) {
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    const auto first = station_.submit(session, draft).submitted();
    const auto again = station_.submit(session, draft).submitted();
    EXPECT_EQ(first.qr_text(), again.qr_text());
    EXPECT_EQ(first.case_number(), again.case_number());
    EXPECT_TRUE(CaseNumber::parse(first.case_number()));
    const auto receipt = protocol::verify_receipt_text(first.qr_text(), gateway_.station_sign_public());
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->case_number, first.case_number());
    EXPECT_EQ(receipt->station, "village-1");
    EXPECT_EQ(station_.status().sealed() + station_.status().sending(), 1U);
    EXPECT_EQ(station_.status().drafts(), 0U);
}

TEST_F(SubmitTest, AuthorCannotBeForged) {
    const auto session = station_.open_person(citizen_number(1), false);
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    // The kiosk writes a clerk's name into the consent; nobody is signed in.
    wire::Consent consent;
    consent.set_kind(wire::Consent::ECONOMIC_CHECK);
    consent.set_operator_("zhou");
    wire::ConsentBytes list;
    list.add_consents(consent.SerializeAsString());
    ASSERT_TRUE(station_.put(session, draft, 1, wire::CONSENTS, list.SerializeAsString()).done());
    EXPECT_EQ(station_.submit(session, draft, "made-up-token").fault().code(), wire::FAULT_NOT_SIGNED_IN);
    const auto submitted = station_.submit(session, draft).submitted();
    const auto& held = arrived(submitted.submission());
    EXPECT_EQ(held.header.author().as(), wire::Author::APPLICANT_TYPED);
    EXPECT_EQ(held.header.author().account(), "");
    wire::ConsentBytes sealed;
    ASSERT_TRUE(sealed.ParseFromArray(held.parts.at(0).content.data(), static_cast<int>(held.parts[0].content.size())));
    wire::Consent arrived_consent;
    ASSERT_TRUE(arrived_consent.ParseFromString(sealed.consents(0)));
    EXPECT_EQ(arrived_consent.operator_(), "");
}

TEST_F(SubmitTest, ASessionBelongsToItsConnection) {
    const auto session = station_.open_person(citizen_number(1));
    wire::AgentRequest request;
    request.mutable_my_cases()->set_session(session);
    EXPECT_EQ(station_.ask(request, "0:another").fault().code(), wire::FAULT_NO_SESSION);
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_NONE);
    wire::AgentRequest close;
    close.mutable_close_person()->set_session(session);
    station_.ask(close);
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_NO_SESSION);
}

TEST_F(SubmitTest, TheNextPersonSeesNothingOfTheLast) {
    const auto first = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(first, wire::APPLICATION);
    ASSERT_TRUE(station_.put(first, draft, 1, wire::ANSWERS, "secret").done());
    const auto second = station_.open_person(citizen_number(2));
    wire::AgentRequest get;
    get.mutable_get_draft()->set_session(second);
    get.mutable_get_draft()->set_draft(draft);
    get.mutable_get_draft()->set_with_content(true);
    EXPECT_EQ(station_.ask(get).fault().code(), wire::FAULT_DRAFT_UNKNOWN);
    EXPECT_EQ(station_.submit(second, draft).fault().code(), wire::FAULT_DRAFT_UNKNOWN);
    wire::AgentRequest open;
    open.mutable_open_person()->mutable_card()->set_number(citizen_number(2));
    EXPECT_EQ(station_.ask(open).person().drafts_size(), 0);
}

TEST_F(SubmitTest, DraftsSurviveAKillOnTheSamePageAndAreUnreadableOnDisk) {
    auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    const std::string page(200'000, 'q');
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, R"({"name":"王测试"})").done());
    ASSERT_TRUE(station_.put(session, draft, 2, wire::PAGE_ORIGINAL, page).done());
    EXPECT_FALSE(station_.folder.contains(as_bytes("王测试")));
    EXPECT_FALSE(station_.folder.contains(as_bytes("qqqqqqqq")));
    station_.stop();
    station_.start();
    wire::AgentRequest open;
    open.mutable_open_person()->mutable_card()->set_number(citizen_number(1));
    const auto person = station_.ask(open).person();
    ASSERT_EQ(person.drafts_size(), 1);
    EXPECT_EQ(person.drafts(0).page(), "page-2");
    wire::AgentRequest get;
    get.mutable_get_draft()->set_session(person.session());
    get.mutable_get_draft()->set_draft(person.drafts(0).id());
    get.mutable_get_draft()->set_with_content(true);
    const auto content = station_.ask(get).draft();
    ASSERT_EQ(content.parts_size(), 2);
    EXPECT_EQ(content.parts(1).content(), page);
    const auto submitted = station_.submit(person.session(), draft).submitted();
    EXPECT_EQ(arrived(submitted.submission()).parts.size(), 2U);
}

TEST_F(SubmitTest, AFollowUpCarriesItsCaseNumber) {
    const auto first = station_.hand_in("{}", citizen_number(1));
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::SUPPLEMENT);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    EXPECT_EQ(station_.submit(session, draft).submitted().case_number(), first.case_number());
    const auto another = station_.hand_in("{}", citizen_number(1));
    EXPECT_NE(another.case_number(), first.case_number());
}

TEST_F(SubmitTest, AQuestionBelongsToACaseOfThePersonAndLeavesWhatTheCaseIsAboutAlone) {
    const auto first = station_.hand_in("{}", citizen_number(1));
    const auto session = station_.open_person(citizen_number(1));
    const auto stranger = station_.open_person(citizen_number(2));
    const auto begin = [&](const std::string& who, const std::string& number) {
        wire::AgentRequest request;
        request.mutable_start_draft()->set_session(who);
        request.mutable_start_draft()->set_kind(wire::QUESTION);
        request.mutable_start_draft()->set_case_number(number);
        return station_.ask(request);
    };
    EXPECT_EQ(begin(stranger, first.case_number()).fault().code(), wire::FAULT_BAD_REQUEST) << "of another's case";
    EXPECT_EQ(begin(session, "").fault().code(), wire::FAULT_BAD_REQUEST);
    const auto draft = begin(session, first.case_number()).draft_started().id();
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, R"({"question":"when?"})").done());
    EXPECT_EQ(station_.submit(session, draft).submitted().case_number(), first.case_number());
    wire::AgentRequest list;
    list.mutable_my_cases()->set_session(session);
    const auto cases = station_.ask(list).cases();
    ASSERT_EQ(cases.cases_size(), 1);
    EXPECT_EQ(cases.cases(0).kind(), wire::APPLICATION);
    EXPECT_EQ(cases.cases(0).submitted_ms(), first.sealed_ms());
    ASSERT_EQ(cases.cases(0).questions_size(), 1);
    EXPECT_EQ(cases.cases(0).questions(0).state(), wire::Item::SEALED);
}

TEST_F(SubmitTest, LettersStandUnderTheirCaseInTheOrderInWhichTheyWereWritten) {
    const auto first = station_.hand_in("{}", citizen_number(1));
    const auto session = station_.open_person(citizen_number(1));
    const auto stranger = station_.open_person(citizen_number(2));
    const auto write = [&](const std::string& who, wire::SubmissionKind kind) {
        wire::AgentRequest request;
        request.mutable_start_draft()->set_session(who);
        request.mutable_start_draft()->set_kind(kind);
        request.mutable_start_draft()->set_case_number(first.case_number());
        const auto started = station_.ask(request);
        if (!started.has_draft_started()) {
            return started.fault().code();
        }
        const auto draft = started.draft_started().id();
        EXPECT_TRUE(station_.put(who, draft, 1, wire::ANSWERS, "{}").done());
        EXPECT_EQ(station_.submit(who, draft).submitted().case_number(), first.case_number());
        return wire::FAULT_NONE;
    };
    const std::vector<wire::SubmissionKind> kinds{wire::APPLICATION_WITHDRAWN, wire::APPLICATION_KEPT,
                                                  wire::HEARING_ANSWER, wire::SUPPLEMENT};
    for (const auto kind : kinds) {
        EXPECT_EQ(write(session, kind), wire::FAULT_NONE);
        if (kind != wire::SUPPLEMENT) {
            EXPECT_EQ(write(stranger, kind), wire::FAULT_BAD_REQUEST) << "of another's case";
        }
    }
    wire::AgentRequest list;
    list.mutable_my_cases()->set_session(session);
    const auto cases = station_.ask(list).cases();
    ASSERT_EQ(cases.cases_size(), 1);
    EXPECT_EQ(cases.cases(0).kind(), wire::APPLICATION) << "what was added does not become what the case is about";
    ASSERT_EQ(cases.cases(0).questions_size(), 4);
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(cases.cases(0).questions(i).kind(), kinds[static_cast<std::size_t>(i)]);
    }
}

TEST_F(SubmitTest, WhatIsAddedNamesWhatItIsAddedTo) {
    const auto first = station_.hand_in("{}", citizen_number(1));
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::SUPPLEMENT);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, R"({"correction":"four"})").done());
    const auto added = station_.submit(session, draft).submitted();
    EXPECT_EQ(arrived(added.submission()).header.follows(), first.submission());
    EXPECT_EQ(arrived(first.submission()).header.follows(), "");
}

TEST_F(SubmitTest, WhatIsMissingOrWrongIsNamed) {
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    EXPECT_EQ(station_.submit(session, draft).fault().code(), wire::FAULT_PART_MISSING);
    EXPECT_EQ(station_.put(session, draft, 0, wire::ANSWERS, "{}").fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(station_.put(session, draft, 1000, wire::ANSWERS, "{}").fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(station_.put(session, "short", 1, wire::ANSWERS, "{}").fault().code(), wire::FAULT_DRAFT_UNKNOWN);
    EXPECT_EQ(station_.ask({}).fault().code(), wire::FAULT_BAD_REQUEST);
    // A consent that names a paper which was never scanned.
    wire::Consent consent;
    consent.set_paper_part(7);
    wire::ConsentBytes list;
    list.add_consents(consent.SerializeAsString());
    ASSERT_TRUE(station_.put(session, draft, 1, wire::CONSENTS, list.SerializeAsString()).done());
    EXPECT_EQ(station_.submit(session, draft).fault().code(), wire::FAULT_PART_MISSING);
}

TEST_F(SubmitTest, AFullOutboxIsToldAndNothingIsTaken) {
    gateway_.down();
    station_.stop();
    station_.settings.bounds.most_waiting = 1;
    station_.settings.bounds.reserve_items = 0;
    station_.start();
    station_.hand_in("{}", citizen_number(1));
    EXPECT_EQ(station_.status().room(), wire::ROOM_NONE);
    const auto session = station_.open_person(citizen_number(2));
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    const auto refused = station_.submit(session, draft).fault();
    EXPECT_EQ(refused.code(), wire::FAULT_OUTBOX_FULL);
    EXPECT_FALSE(refused.parameters().contains("room"));
    EXPECT_EQ(station_.status().drafts(), 1U);
}

// SECURITY 28: at the hard mark scans wait, check-ins and applications without pictures do not.
TEST_F(SubmitTest, AtTheHardMarkAReserveTakesWhatHasNoPictures) {
    gateway_.down();
    station_.stop();
    station_.settings.bounds.most_waiting = 2;
    station_.settings.bounds.reserve_items = 2;
    station_.start();
    const std::string picture(200'000, 'p');
    const auto with_picture = station_.open_person(citizen_number(1));
    const auto begun = station_.start_draft(with_picture, wire::APPLICATION);
    ASSERT_TRUE(station_.put(with_picture, begun, 1, wire::PAGE_ORIGINAL, picture).done());
    station_.hand_in("{}", citizen_number(2));
    EXPECT_EQ(station_.status().room(), wire::ROOM_ENOUGH);
    station_.hand_in("{}", citizen_number(3));
    EXPECT_EQ(station_.status().room(), wire::ROOM_RESERVE);
    auto refused = station_.submit(with_picture, begun).fault();
    EXPECT_EQ(refused.code(), wire::FAULT_OUTBOX_FULL);
    EXPECT_EQ(refused.parameters().at("room"), "reserve");
    refused = station_.put(with_picture, begun, 2, wire::PAGE_ORIGINAL, picture).fault();
    EXPECT_EQ(refused.code(), wire::FAULT_OUTBOX_FULL) << "told before more is scanned";
    station_.hand_in("{}", citizen_number(4));
    station_.hand_in("{}", citizen_number(5));
    EXPECT_EQ(station_.status().room(), wire::ROOM_NONE);
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().acknowledged() == 4; }));
    EXPECT_TRUE(station_.submit(with_picture, begun).has_submitted()) << "the picture's turn comes";
}

TEST_F(SubmitTest, AnItemIsInExactlyOneList) {
    gateway_.down();
    for (int i = 0; i < 4; ++i) {
        station_.hand_in("{}", citizen_number(1));
    }
    wire::AgentRequest list;
    list.mutable_list_items()->set_session(station_.open_person(citizen_number(1)));
    const auto check = [&] {
        const auto items = station_.ask(list).items();
        const auto status = station_.status();
        EXPECT_EQ(items.items_size(), 4);
        EXPECT_EQ(status.sealed() + status.sending() + status.acknowledged() + status.refused() + status.shelved(), 4U);
        return status.acknowledged() == 4;
    };
    EXPECT_FALSE(check());
    gateway_.up();
    EXPECT_TRUE(station_.turn_until(check));
    list.mutable_list_items()->set_session(station_.open_person(citizen_number(2)));
    EXPECT_EQ(station_.ask(list).items().items_size(), 0);
}

// SECURITY 29: what the others have not signed yet holds nobody up.
TEST_F(SubmitTest, HandingInNeverWaitsForOutstandingSignatures) {
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    wire::ConsentBytes list;
    for (const auto answer : {wire::Consent::OUTSTANDING, wire::Consent::PRINTED, wire::Consent::REFUSED}) {
        wire::Consent consent;
        consent.set_kind(wire::Consent::ECONOMIC_CHECK);
        consent.set_whose("member:" + std::to_string(list.consents_size() + 1));
        consent.set_answer(answer);
        list.add_consents(consent.SerializeAsString());
    }
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    ASSERT_TRUE(station_.put(session, draft, 2, wire::CONSENTS, list.SerializeAsString()).done());
    const auto submitted = station_.submit(session, draft);
    ASSERT_TRUE(submitted.has_submitted());
    EXPECT_EQ(arrived(submitted.submitted().submission()).parts.size(), 2U);
}

class SettingsTest : public ::testing::Test {
  protected:
    testing::TestFolder root_;
    void SetUp() override { ASSERT_EQ(::setenv("DOORSTEP_ROOT", root_.path().c_str(), 1), 0); }
    void TearDown() override { ::unsetenv("DOORSTEP_ROOT"); }
    Result<AgentSettings> load(const std::string& text) {
        EXPECT_TRUE(make_folder(configuration_folder(), 0700));
        EXPECT_TRUE(write_file_atomically(configuration_folder() / "agent.toml", as_bytes(text)));
        return load_settings();
    }
};

TEST_F(SettingsTest, UnitsAreThoseOfTheFileAndDefaultsThoseOfTheCode) {
    const auto settings = load("draft_days = 2\nreserve_mib = 3\n").value();
    EXPECT_EQ(settings.draft_ms, 2LL * 86'400'000);
    EXPECT_EQ(settings.bounds.reserve_bytes, 3LL << 20);
    EXPECT_EQ(settings.bounds.most_waiting_bytes, OutboxBounds{}.most_waiting_bytes);
    EXPECT_EQ(settings.shift_ms, AgentSettings{}.shift_ms);
}

TEST_F(SettingsTest, NonsenseStopsTheStartAndIsNamed) {
    for (const std::string name : {"draft_days", "shift_hours", "most_waiting", "first_retry_ms"}) {
        const auto loaded = load(name + " = -1\n");
        ASSERT_FALSE(loaded) << name;
        EXPECT_NE(loaded.error().detail().find(name), std::string::npos) << loaded.error().text();
    }
    EXPECT_FALSE(load("most_waiting_mib = 9223372036854775807\n")) << "would overflow its unit";
    EXPECT_FALSE(load("draft_day = 3\n")) << "a key that does not exist";
}

class SpoolTest : public ::testing::Test {
  protected:
    testing::TestFolder folder_;
    wire::SpoolRef reference_;

    void SetUp() override {
        ASSERT_TRUE(make_folder(folder_.path() / "s1", 0700));
        ASSERT_TRUE(write_file_atomically(folder_.path() / "s1/page", as_bytes("content")));
        reference_.set_name("s1/page");
        reference_.set_size(7);
        const auto digest = sha256(as_bytes("content"));
        reference_.set_digest(std::string(as_text(digest)));
    }
    void expect_mismatch() {
        const auto content = read_spool(folder_.path(), reference_, 1000);
        ASSERT_FALSE(content);
        EXPECT_TRUE(content.error().is(SpoolError::Mismatch));
    }
};

TEST_F(SpoolTest, AWholeFileIsRead) {
    EXPECT_EQ(as_text(read_spool(folder_.path(), reference_, 1000).value()), "content");
}

TEST_F(SpoolTest, OtherSizeOrDigestOrNoFileIsAMismatch) {
    auto good = reference_;
    reference_.set_size(6);
    expect_mismatch();
    reference_.set_size(8);
    expect_mismatch();
    reference_ = good;
    reference_.set_digest(std::string(32, 'x'));
    expect_mismatch();
    reference_ = good;
    reference_.set_name("s1/other");
    expect_mismatch();
    reference_ = good;
    reference_.set_size(1001);
    expect_mismatch();
}

TEST_F(SpoolTest, NoLinkAndNoWayOutOfTheSpool) {
    std::filesystem::create_symlink(folder_.path() / "s1/page", folder_.path() / "s1/link");
    std::filesystem::create_directory_symlink(folder_.path() / "s1", folder_.path() / "s2");
    for (const auto* name :
         {"s1/link", "s2/page", "../s1/page", "s1/../s1/page", "/etc/passwd", "s1", "s1/", "/page", "."}) {
        reference_.set_name(name);
        expect_mismatch();
    }
}

}  // namespace
}  // namespace doorstep::agent
