// Service mode: who may, with which card, what is noted, and what lasts.
#include "base/log.hpp"
#include "station-agent/audit/audit_trail.hpp"
#include "station-agent/testing/account_fixture.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;

constexpr auto pin = "246810";

class ServiceActTest : public testing::AccountTest {
  protected:
    void SetUp() override {
        role_ = "technician";
        AccountTest::SetUp();
        token_ = sign_in(pin, "3344").signed_in().token();
        ASSERT_FALSE(token_.empty());
    }
    wire::FaultCode act(const wire::ServiceAct& wanted) {
        wire::AgentRequest request;
        *request.mutable_service_act() = wanted;
        request.mutable_service_act()->set_operator_token(token_);
        return station_.ask(request).fault().code();
    }
    wire::FaultCode act(wire::ServiceAct::Act what) {
        wire::ServiceAct wanted;
        wanted.set_act(what);
        return act(wanted);
    }
    wire::FaultCode open_with(const std::string& number) {
        wire::ServiceAct wanted;
        wanted.set_act(wire::ServiceAct::OPENED);
        wanted.set_card_number(number);
        return act(wanted);
    }
    wire::FaultCode set(wire::Device::Class device, std::uint32_t percent) {
        wire::ServiceAct wanted;
        wanted.set_act(wire::ServiceAct::LEVEL_SET);
        wanted.set_device(device);
        wanted.set_percent(percent);
        return act(wanted);
    }
    wire::AgentReply log() {
        wire::AgentRequest request;
        request.mutable_agent_log()->set_operator_token(token_);
        return station_.ask(request);
    }
    std::vector<std::string> noted() {
        station_.stop();
        Store store = Store::open(station_.settings.state_folder).value();
        AuditTrail trail(store, station_.clock);
        std::vector<std::string> all;
        const auto entries = trail.before(1).value();
        for (const auto& entry : entries.entries()) {
            if (entry.what().starts_with("service-")) {
                EXPECT_EQ(entry.who(), "zhou");
                all.push_back(entry.what());
            }
        }
        return all;
    }
    std::string token_;
};

TEST_F(ServiceActTest, EachActIsInTheChain) {
    EXPECT_EQ(act(wire::ServiceAct::ACT_UNKNOWN), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(open_with(citizen_number(5)), wire::FAULT_NONE);
    for (const auto what : {wire::ServiceAct::SELF_TEST, wire::ServiceAct::REPORT_PRINTED,
                            wire::ServiceAct::TOUCH_TESTED, wire::ServiceAct::LOG_READ, wire::ServiceAct::RESTARTED}) {
        EXPECT_EQ(act(what), wire::FAULT_NONE);
    }
    EXPECT_EQ(set(wire::Device::SPEAKER, 0), wire::FAULT_NONE);
    EXPECT_EQ(noted(), (std::vector<std::string>{"service-opened", "service-self-test", "service-report-printed",
                                                 "service-touch-tested", "service-log-read", "service-restarted",
                                                 "service-level-set"}));
}

TEST_F(ServiceActTest, NobodyElseMay) {
    const auto technician = token_;
    token_ = "none";
    EXPECT_EQ(act(wire::ServiceAct::OPENED), wire::FAULT_NOT_SIGNED_IN);
    EXPECT_EQ(log().fault().code(), wire::FAULT_NOT_SIGNED_IN);
    role_ = "clerk";
    add_clerk(false, "5566");
    token_ = sign_in(pin, "5566").signed_in().token();
    ASSERT_FALSE(token_.empty());
    EXPECT_EQ(open_with(citizen_number(5)), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(set(wire::Device::SCREEN, 50), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(log().fault().code(), wire::FAULT_NOT_PERMITTED);
    EXPECT_FALSE(station_.status().has_screen_percent());
    EXPECT_TRUE(noted().empty());
}

TEST_F(ServiceActTest, ItIsOpenedWithTheOwnCardOnTheReader) {
    EXPECT_EQ(open_with({}), wire::FAULT_SERVICE_CARD);
    EXPECT_EQ(open_with(citizen_number(6)), wire::FAULT_SERVICE_CARD);
    EXPECT_EQ(set(wire::Device::SCREEN, 50), wire::FAULT_NOT_PERMITTED) << "it is not open";
    EXPECT_EQ(log().fault().code(), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(open_with(citizen_number(5)), wire::FAULT_NONE);
    EXPECT_EQ(noted(), (std::vector<std::string>{"service-card-refused", "service-opened"}));
}

class ServiceWithoutNumber : public ServiceActTest {
  protected:
    void SetUp() override {
        own_number_.clear();
        ServiceActTest::SetUp();
    }
};

TEST_F(ServiceWithoutNumber, OpensNothingByThePinAlone) {
    EXPECT_EQ(open_with({}), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(open_with(citizen_number(5)), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(log().fault().code(), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(noted(), (std::vector<std::string>{"service-without-number", "service-without-number"}));
}

TEST_F(ServiceActTest, LightAndSoundStayOverARestart) {
    ASSERT_EQ(open_with(citizen_number(5)), wire::FAULT_NONE);
    EXPECT_FALSE(station_.status().has_screen_percent());
    EXPECT_EQ(set(wire::Device::SCREEN, 19), wire::FAULT_BAD_REQUEST) << "nobody would find the button";
    EXPECT_EQ(set(wire::Device::SCREEN, 101), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(set(wire::Device::PRINTER, 50), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(set(wire::Device::SCREEN, 60), wire::FAULT_NONE);
    EXPECT_EQ(set(wire::Device::SPEAKER, 0), wire::FAULT_NONE);
    station_.stop();
    station_.start();
    EXPECT_EQ(station_.status().screen_percent(), 60U);
    ASSERT_TRUE(station_.status().has_speaker_percent());
    EXPECT_EQ(station_.status().speaker_percent(), 0U);
    EXPECT_EQ(noted(), (std::vector<std::string>{"service-opened", "service-level-set", "service-level-set"}))
        << "what was refused is not noted as done";
}

TEST_F(ServiceActTest, TheLogIsMasked) {
    ASSERT_EQ(open_with(citizen_number(5)), wire::FAULT_NONE);
    log::start("doorstep-agent");
    log::warning("somebody wrote 王建国 {} into the log", citizen_number(1));
    const auto reply = log();
    ASSERT_TRUE(reply.has_log());
    ASSERT_GT(reply.log().lines_size(), 0);
    const auto& last = reply.log().lines(reply.log().lines_size() - 1);
    EXPECT_NE(last.find("somebody wrote ＊ ＊ into the log"), std::string::npos) << last;
}

}  // namespace
}  // namespace doorstep::agent
