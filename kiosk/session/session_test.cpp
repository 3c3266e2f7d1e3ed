#include "kiosk/session/session.hpp"

#include <gtest/gtest.h>
#include <QSignalSpy>

#include "kiosk/session/print_desk.hpp"
#include "kiosk/testing/fake_station.hpp"
#include "kiosk/testing/walk.hpp"

namespace doorstep::kiosk {
namespace {

TEST(SessionTable, EveryStateIsReachedAndLeadsBack) {
    expect_sound<SessionState, SessionEvent>(session_table, SessionState::Closed,
                                             static_cast<int>(SessionState::TakeAway) + 1,
                                             static_cast<int>(SessionEvent::CardAway) + 1);
}

class SessionTest : public testing::Test {
  protected:
    // Delays a test waits for are short, those it must not meet are long.
    static SessionDelays delays() {
        SessionDelays d;
        d.take_away = 300;
        return d;
    }
    void make(const SessionDelays& d) {
        session.reset();
        hub = std::make_unique<HubLink>(station.hub_address());
        agent = std::make_unique<AgentLink>(station.agent_address());
        session = std::make_unique<Session>(*hub, *agent, d);
        ASSERT_TRUE(wait_until([&] { return !hub->devices().empty() && agent->status().enrolled(); }));
    }
    void open() {
        station.lay_card();
        ASSERT_TRUE(in(SessionState::Open));
    }
    bool in(SessionState state) {
        return wait_until([&] { return session->state() == state; });
    }
    void settle() {
        const int before = station.count_hub(wire::HubRequest::kList);
        wire::HubRequest list;
        list.mutable_list();
        bool answered = false;
        hub->ask(list, 3000, hub.get(), [&](const wire::HubReply&) { answered = true; });
        ASSERT_TRUE(wait_until([&] { return answered; }));
        EXPECT_EQ(station.count_hub(wire::HubRequest::kList), before + 1);
    }

    FakeStation station;
    std::unique_ptr<HubLink> hub;
    std::unique_ptr<AgentLink> agent;
    std::unique_ptr<Session> session;
};

TEST_F(SessionTest, ACardLaidDownOpensAndTheNameIsMasked) {
    make(delays());
    open();
    EXPECT_EQ(session->masked_name(), QStringLiteral("王＊＊"));
    EXPECT_FALSE(session->typed());
}

TEST_F(SessionTest, ACardLeftLyingOpensNothing) {
    station.lay_card();  // before anybody looks
    make(delays());
    ASSERT_TRUE(wait_until([&] { return session->card_left(); }));
    settle();
    EXPECT_EQ(session->state(), SessionState::Closed);
    EXPECT_EQ(station.count_hub(wire::HubRequest::kReadCard), 0);
    station.lift_card();
    open();
}

TEST_F(SessionTest, ACardLaidDownWhileTheProcessesChangeOpens) {
    station.lay_card();  // of the visit that ended
    station.lift_card();
    station.lay_card();
    hub = std::make_unique<HubLink>(station.hub_address());
    agent = std::make_unique<AgentLink>(station.agent_address());
    session = std::make_unique<Session>(*hub, *agent, delays());
    session->set_last_laying(1);
    EXPECT_TRUE(in(SessionState::Open));
}

TEST_F(SessionTest, TheLastVisitsCardLeftLyingOpensNothingInTheNextProcess) {
    station.lay_card();
    hub = std::make_unique<HubLink>(station.hub_address());
    agent = std::make_unique<AgentLink>(station.agent_address());
    session = std::make_unique<Session>(*hub, *agent, delays());
    session->set_last_laying(1);
    ASSERT_TRUE(wait_until([&] { return session->card_left(); }));
    settle();
    EXPECT_EQ(session->state(), SessionState::Closed);
}

TEST_F(SessionTest, AnUnreadableCardIsToldAndTheNextOneOpens) {
    make(delays());
    station.card_fault = wire::FAULT_CARD_UNREADABLE;
    wire::Fault told;
    QObject::connect(session.get(), &Session::openFailed, [&](const wire::Fault& fault) { told = fault; });
    station.lay_card();
    ASSERT_TRUE(wait_until([&] { return told.code() == wire::FAULT_CARD_UNREADABLE; }));
    EXPECT_EQ(session->state(), SessionState::Closed);
    station.card_fault = wire::FAULT_NONE;
    station.lift_card();
    open();
}

TEST_F(SessionTest, ATypedIdentityIsMarkedAsNotRead) {
    make(delays());
    session->open_typed("李桂花", station.card.number());
    ASSERT_TRUE(in(SessionState::Open));
    EXPECT_TRUE(session->typed());
    for (const auto& request : station.agent_requests) {
        if (request.has_open_person()) {
            EXPECT_FALSE(request.open_person().card().read_from_chip());
        }
    }
}

TEST_F(SessionTest, ALiftedCardLetsTheFormGoOnAndComesBack) {
    make(delays());
    open();
    station.lift_card();
    ASSERT_TRUE(in(SessionState::Lifted));
    EXPECT_TRUE(session->card_lifted());
    EXPECT_TRUE(session->is_open());
    station.lay_card();
    EXPECT_TRUE(in(SessionState::Open));
}

TEST_F(SessionTest, ALiftedCardThatStaysAwayEndsTheVisit) {
    auto d = delays();
    d.grace = 100;
    make(d);
    QSignalSpy ended(session.get(), &Session::ended);
    open();
    station.lift_card();
    ASSERT_TRUE(in(SessionState::Closed));
    EXPECT_EQ(ended.count(), 1);
    EXPECT_TRUE(session->person().card.name().empty());
    ASSERT_TRUE(wait_until([&] { return station.count_agent(wire::AgentRequest::kClosePerson) == 1; }));
    ASSERT_TRUE(wait_until([&] { return station.count_hub(wire::HubRequest::kCloseSession) == 1; }));
}

TEST_F(SessionTest, AnotherCardAsksAndNeverMixes) {
    make(delays());
    open();
    station.lift_card();
    station.card = test_card("赵国强", "99010119500101003");
    station.lay_card();
    ASSERT_TRUE(in(SessionState::OtherCard));
    EXPECT_EQ(session->masked_name(), QStringLiteral("王＊＊"));
    session->answer("go-on");
    EXPECT_EQ(session->state(), SessionState::Lifted);
    session->finish();
    ASSERT_TRUE(in(SessionState::Closed));
    // The other card lay there before the visit ended: it opens nothing either.
    settle();
    EXPECT_EQ(session->state(), SessionState::Closed);
}

TEST_F(SessionTest, NobodyThereIsAskedAndThenTheVisitEnds) {
    auto d = delays();
    d.idle = 100;
    d.idle_answer = 100;
    make(d);
    open();
    ASSERT_TRUE(in(SessionState::IdleAsk));
    EXPECT_EQ(session->question(), "idle");
    session->answer("go-on");
    EXPECT_EQ(session->state(), SessionState::Open);
    ASSERT_TRUE(in(SessionState::IdleAsk));
    ASSERT_TRUE(in(SessionState::Closed));
}

TEST_F(SessionTest, FinishWaitsForThePapersButNotForEver) {
    auto d = delays();
    d.papers = 200;
    make(d);
    open();
    station.print_fault = wire::FAULT_PRINTER_PAPER_OUT;
    PrintDesk printer(*session);
    printer.print(Bytes{1, 2, 3});
    ASSERT_TRUE(wait_until([&] { return printer.state() == PrintDesk::State::Waiting; }));
    EXPECT_FALSE(printer.fault_text().isEmpty());
    session->finish();
    EXPECT_EQ(session->state(), SessionState::Ending);
    ASSERT_TRUE(in(SessionState::TakeAway));
    ASSERT_TRUE(in(SessionState::Closed));
}

TEST_F(SessionTest, PaperRefilledGoesOnWithinTheVisit) {
    make(delays());
    open();
    station.print_fault = wire::FAULT_PRINTER_PAPER_OUT;
    PrintDesk printer(*session);
    printer.print(Bytes{1, 2, 3});
    ASSERT_TRUE(wait_until([&] { return printer.state() == PrintDesk::State::Waiting; }));
    station.print_goes_on();
    ASSERT_TRUE(wait_until([&] { return printer.printed(); }));
    session->finish();
    EXPECT_EQ(session->state(), SessionState::TakeAway) << "paper was given: the reminder comes";
}

TEST_F(SessionTest, AClerkSuspendsAndTheVisitGoesOn) {
    make(delays());
    open();
    session->clerkComes();
    EXPECT_TRUE(session->is_suspended());
    // A clerk's own card laid down meanwhile opens nothing and does not mix.
    station.lift_card();
    station.card = test_card("周丽", "99010119700101002");
    station.lay_card();
    settle();
    EXPECT_EQ(session->state(), SessionState::Suspended);
    session->clerkDone();
    ASSERT_TRUE(in(SessionState::OtherCard));
    EXPECT_EQ(session->masked_name(), QStringLiteral("王＊＊"));
}

TEST_F(SessionTest, ARestartedAgentDoesNotEndTheVisit) {
    make(delays());
    open();
    station.forget_session_once = true;
    wire::AgentReply got;
    session->ask_agent(
        [](wire::AgentRequest& request, const std::string& token) { request.mutable_my_cases()->set_session(token); },
        3000, session.get(), [&](const wire::AgentReply& reply) { got = reply; });
    ASSERT_TRUE(wait_until([&] { return got.has_cases(); }));
    EXPECT_EQ(station.count_agent(wire::AgentRequest::kOpenPerson), 2);
    EXPECT_TRUE(session->is_open());
}

TEST_F(SessionTest, AHubThatTookNoWatcherIsAskedAgain) {
    station.watch_fault_once = wire::FAULT_BUSY;
    make(delays());
    ASSERT_TRUE(wait_until([&] { return station.count_hub(wire::HubRequest::kWatch) == 2; }));
    settle();
    open();
}

TEST_F(SessionTest, ACardFoundAgainByARestartedHubIsTheSameVisit) {
    make(delays());
    open();
    station.restart_hub();
    ASSERT_TRUE(in(SessionState::Lifted)) << "the hub has not seen it yet";
    station.found_card();
    EXPECT_TRUE(in(SessionState::Open));
    EXPECT_EQ(session->masked_name(), QStringLiteral("王＊＊"));
}

TEST_F(SessionTest, ACardChangedWhileTheHubWasAwayIsAskedAndNeverMixed) {
    make(delays());
    open();
    station.restart_hub();
    station.card = test_card("赵国强", "99010119500101003");
    station.found_card();
    EXPECT_TRUE(in(SessionState::OtherCard));
    EXPECT_EQ(session->masked_name(), QStringLiteral("王＊＊"));
}

TEST_F(SessionTest, NoAnswerLengthensTheGraceTime) {
    auto d = delays();
    d.grace = 700;
    d.idle = 100;
    make(d);
    open();
    station.lift_card();
    EXPECT_TRUE(wait_until([&] {
        session->answer("go-on");  // whenever it is asked
        return session->state() == SessionState::Closed;
    })) << "without the card the form goes on and on";
}

TEST_F(SessionTest, AStrangersCardTakenAwayAgainLetsTheVisitGoOn) {
    make(delays());
    open();
    const auto own = station.card;
    station.lift_card();
    station.card = test_card("周丽", "99010119700101002");
    station.lay_card();
    ASSERT_TRUE(in(SessionState::OtherCard));
    station.lift_card();
    ASSERT_TRUE(in(SessionState::Lifted));
    station.card = own;
    station.lay_card();
    EXPECT_TRUE(in(SessionState::Open));
}

TEST_F(SessionTest, ACardLiftedDuringTheCheckIsNotTakenForAStrangers) {
    make(delays());
    open();
    station.lift_card();
    ASSERT_TRUE(in(SessionState::Lifted));
    station.card_fault = wire::FAULT_CARD_REMOVED;
    station.lay_card();
    ASSERT_TRUE(wait_until([&] { return station.count_hub(wire::HubRequest::kReadCard) == 2; }));
    settle();
    EXPECT_EQ(session->state(), SessionState::Lifted);
}

TEST_F(SessionTest, ACardMovedWhileItIsReadIsReadAgain) {
    make(delays());
    station.hold_reads = true;
    station.lay_card();
    ASSERT_TRUE(wait_until([&] { return station.count_hub(wire::HubRequest::kReadCard) == 1; }));
    station.lift_card();
    station.lay_card();
    settle();
    station.card_fault = wire::FAULT_CARD_REMOVED;
    station.answer_reads();
    station.card_fault = wire::FAULT_NONE;
    EXPECT_TRUE(in(SessionState::Open));
}

TEST_F(SessionTest, NoSessionOfTheHubOutlivesAVisitThatNeverBegan) {
    make(delays());
    for (int i = 0; i < 6; ++i) {  // more than the hub has
        station.open_fault_once = wire::FAULT_INTERNAL;
        session->open_typed("李桂花", station.card.number());
        ASSERT_TRUE(in(SessionState::Closed));
    }
    EXPECT_TRUE(wait_until([&] { return station.hub_sessions.empty(); }));
    EXPECT_EQ(station.count_hub(wire::HubRequest::kOpenSession), station.count_hub(wire::HubRequest::kCloseSession));
}

TEST_F(SessionTest, TwoRequestsAtOnceShareOneSessionOfTheHub) {
    make(delays());
    open();
    station.restart_hub();
    int answered = 0;
    const auto ask = [&] {
        session->ask_hub([](wire::HubRequest& request,
                            const std::string& token) { request.mutable_stop_preview()->set_session(token); },
                         3000, session.get(), [&](const wire::HubReply&) { ++answered; });
    };
    ASSERT_TRUE(wait_until([&] { return station.count_hub(wire::HubRequest::kWatch) == 2; }));
    ask();
    ask();
    ASSERT_TRUE(wait_until([&] { return answered == 2; }));
    EXPECT_EQ(station.hub_sessions.size(), 1U);
}

TEST_F(SessionTest, WhoTypedAndLaysDownTheOwnCardIsWhatTheCardSays) {
    make(delays());
    session->open_typed("王大国", station.card.number());
    ASSERT_TRUE(in(SessionState::Open));
    station.lay_card();
    ASSERT_TRUE(wait_until([&] { return !session->typed(); }));
    EXPECT_EQ(session->person().card.name(), station.card.name()) << "a typed name must not count as read";
    EXPECT_TRUE(wait_until([&] { return station.count_agent(wire::AgentRequest::kClosePerson) == 1; }));
    EXPECT_TRUE(wait_until([&] { return station.count_agent(wire::AgentRequest::kOpenPerson) == 2; }));
    EXPECT_TRUE(station.agent_requests.back().has_open_person());
    EXPECT_TRUE(station.agent_requests.back().open_person().card().read_from_chip());
}

TEST_F(SessionTest, APersonWhoCouldNotBeOpenedAnewIsTriedAgain) {
    make(delays());
    open();
    station.forget_session_once = true;
    station.open_fault_once = wire::FAULT_INTERNAL;
    wire::AgentReply got;
    session->ask_agent(
        [](wire::AgentRequest& request, const std::string& token) { request.mutable_my_cases()->set_session(token); },
        3000, session.get(), [&](const wire::AgentReply& reply) { got = reply; });
    EXPECT_TRUE(wait_until([&] { return got.has_cases(); }));
}

}  // namespace
}  // namespace doorstep::kiosk
