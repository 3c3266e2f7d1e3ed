// The hub's side of chip cards, with a worker that answers, hangs and dies as told.
#include <future>

#include "device-drivers/hub/hub_fixture.hpp"

namespace doorstep::devices {
namespace {

class HubChip : public testing::HubTest {
  protected:
    void begin(const std::string& ways) {
        options.config.chip_reader = ways;
        start();
        session = kiosk->open_session();
        if (ways.find("chip") != std::string::npos) {
            ASSERT_TRUE(kiosk->hears([](const wire::HubEvent& e) { return e.device().chip().present(); }));
        } else {
            ASSERT_TRUE(kiosk->hears_device("chip-reader", wire::Device::READY));
        }
    }
    wire::HubReply read(testing::Kiosk& client, const std::string& whose) const {
        wire::HubRequest request;
        request.mutable_read_chip()->set_session(whose);
        return client.ask(request);
    }
    wire::FaultCode fault_of_read() { return read(*kiosk, session).fault().code(); }
    std::string session;
};

TEST_F(HubChip, TheCardStandsInTheTableAndIsReadForItsSession) {
    begin("pcsc:chip");
    const auto chip = kiosk->newest("chip-reader").chip();
    EXPECT_TRUE(chip.present());
    EXPECT_EQ(chip.laying(), 1U);
    EXPECT_EQ(chip.atr(), "3B00+0");
    EXPECT_EQ(read(*kiosk, session).chip().card(), "stand-in");
    testing::Kiosk other(options.address);
    EXPECT_EQ(read(other, session).fault().code(), wire::FAULT_NO_SESSION);
}

TEST_F(HubChip, WithoutACardItIsSaidAtOnce) {
    begin("pcsc:");
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_NONE);
}

TEST_F(HubChip, APulledCardIsItsOwnFault) {
    begin("pcsc:chip pulled");
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_REMOVED);
}

TEST_F(HubChip, AWorkerThatHangsIsReplacedAndTheCardCountsAsMute) {
    options.delays.read_chip = 200;
    begin("pcsc:chip hang");
    const auto old = pid_of("chip-reader");
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_MUTE);
    EXPECT_TRUE(until([&] { return pid_of("chip-reader") != old; }));
}

TEST_F(HubChip, AWorkerThatDiesIsUnavailableAndComesBack) {
    begin("pcsc:chip die");
    const auto old = pid_of("chip-reader");
    EXPECT_EQ(fault_of_read(), wire::FAULT_UNAVAILABLE);
    EXPECT_TRUE(until([&] { return pid_of("chip-reader") != old; }));
}

TEST_F(HubChip, TheSessionsEndCancelsTheReadAndAFreshWorkerSeesTheNext) {
    begin("pcsc:chip slow");
    const auto old = pid_of("chip-reader");
    const auto one = session;
    auto reading = std::async(std::launch::async, [&] { return read(*kiosk, one); });
    ASSERT_TRUE(kiosk->hears(
        [](const wire::HubEvent& e) { return e.device().id() == "chip-reader" && e.device().counters().uses() == 1; }));
    EXPECT_EQ(fault_of_read(), wire::FAULT_BUSY);
    kiosk->close(session);
    EXPECT_EQ(reading.get().fault().code(), wire::FAULT_CANCELLED);
    EXPECT_TRUE(until([&] { return pid_of("chip-reader") != old; })) << "it held what the card said";
}

TEST_F(HubChip, AStationWithoutOneSaysSo) {
    start();
    session = kiosk->open_session();
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_READER_MISSING);
}

}  // namespace
}  // namespace doorstep::devices
