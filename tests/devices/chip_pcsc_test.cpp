// Chip cards over the real pcscd: the hub, its worker, libpcsclite, pcscd with a virtual reader, and the test applet.
// Inside a network and a mount namespace of its own: the virtual reader listens on all addresses, and pcscd's socket
// has one place for the whole machine.
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/pcsc/chip_reader.hpp"
#include "emulators/chip/chip_card.hpp"
#include "tests/devices/chip_recording.hpp"
#include "tests/devices/program.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
constexpr int vpcd_port = 35963;  // its own default; the namespace is ours

bool has_own_namespaces() {
    static const bool done = [] {
        if (::unshare(CLONE_NEWNET | CLONE_NEWNS) != 0 ||
            ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("doorstep-test", "/run", "tmpfs", 0, "mode=755") != 0) {
            return false;
        }
        const FileDescriptor any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        ifreq loopback{};
        std::strncpy(loopback.ifr_name, "lo", IFNAMSIZ - 1);
        loopback.ifr_flags = IFF_UP | IFF_RUNNING;
        return ::ioctl(any.get(), SIOCSIFFLAGS, &loopback) == 0;
    }();
    return done;
}

// pcscd in the foreground, with or without the virtual reader.
class Daemon {
  public:
    Daemon(bool with_reader, const fs::path& folder) {
        const auto configuration = folder / (with_reader ? "reader.conf" : "empty.conf");
        std::ofstream(configuration) << (with_reader ? "FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x8C7B\n"
                                                       "LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\n"
                                                       "CHANNELID 0x8C7B\n"
                                                     : "");
        program_ = std::make_unique<testing::Program>(
            std::vector<std::string>{"/usr/sbin/pcscd", "--foreground", "--config", configuration.native()},
            folder / "pcscd.log");
    }
    ~Daemon() {
        program_.reset();
        std::error_code ignored;
        fs::remove_all("/run/pcscd", ignored);  // what a killed one leaves keeps the next from starting
    }
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

  private:
    std::unique_ptr<testing::Program> program_;
};

class ChipCards : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        if (!has_own_namespaces()) {
            GTEST_SKIP() << "needs the right to make namespaces";
        }
        ASSERT_TRUE(fs::exists("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")) << "install vsmartcard-vpcd";
        without_devices();
        auto& config = options.config;
        config.chip_reader = "pcsc:Virtual PCD";
        config.chip_scripts = DOORSTEP_SOURCE_DIR "/device-drivers/pcsc/chip-cards.toml";
        options.workers.chip = fs::path(DOORSTEP_BIN_DIR) / "doorstep-worker-pcsc";
        options.delays.read_chip = 20'000;
        card = emulators::ChipCard::make(vpcd_port);
    }
    void TearDown() override {
        HubTest::TearDown();
        card.reset();
        daemon.reset();
    }
    void plug() { daemon = std::make_unique<Daemon>(true, folder); }
    void begin() {
        plug();
        start();
        session = kiosk->open_session();
        ASSERT_TRUE(last([](const wire::Device& d) { return d.state() == wire::Device::READY; }));
    }
    template <class F>
    bool last(F wanted) {
        return HubTest::last("chip-reader", wanted, 30'000);
    }
    bool is_in(std::uint64_t laying) {
        return last([=](const wire::Device& d) { return d.chip().present() && d.chip().laying() == laying; });
    }
    bool is_out() {
        return last([](const wire::Device& d) { return !d.chip().present(); });
    }
    void insert(const std::string& which = "test-applet") { give({{"do", "insert"}, {"card", which}}); }
    json give(const json& what) { return card->order(what).value(); }
    wire::HubReply read() {
        wire::HubRequest request;
        request.mutable_read_chip()->set_session(session);
        return kiosk->ask(request);
    }
    wire::FaultCode fault_of_read() { return read().fault().code(); }

    std::unique_ptr<emulators::ChipCard> card;
    std::unique_ptr<Daemon> daemon;
    std::string session;
};

TEST_F(ChipCards, ACardPutInIsSeenWithItsAtrReadAndSeenToGo) {
    begin();
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_NONE);
    insert();
    ASSERT_TRUE(is_in(1));
    EXPECT_TRUE(last([](const wire::Device& d) {
        return d.chip().atr() == "3B6D0000+13" && d.model().starts_with("Virtual PCD");
    })) << "the historical bytes hold a serial number";
    const auto reading = read().chip();
    EXPECT_EQ(reading.card(), "test-applet");
    ASSERT_EQ(reading.fields_size(), 2) << reading.ShortDebugString();
    EXPECT_EQ(reading.fields(0).value(), "青石乡");
    EXPECT_EQ(reading.fields(1).value(), "9901022026");
    EXPECT_EQ(give({{"do", "status"}})["misunderstood"], 0);
    give({{"do", "remove"}});
    EXPECT_TRUE(is_out());
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_NONE);
    insert();
    EXPECT_TRUE(is_in(2));
}

TEST_F(ChipCards, PulledInTheMiddleIsSaidAndTheNextCardIsRead) {
    begin();
    for (int command = 2; command <= 5; command += 3) {
        give({{"do", "remove-at"}, {"command", command}});
        insert();
        ASSERT_TRUE(is_in(command == 2 ? 1 : 2));
        EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_REMOVED) << "at command " << command;
        ASSERT_TRUE(is_out());
    }
    give({{"do", "remove-at"}, {"command", 0}});
    insert();
    ASSERT_TRUE(is_in(3));
    EXPECT_EQ(read().chip().card(), "test-applet");
}

TEST_F(ChipCards, AMuteCardIsSaidToBeMuteAndAnotherKindToBeUnknown) {
    begin();
    insert("mute");
    ASSERT_TRUE(last([](const wire::Device& d) { return d.chip().present() && d.chip().mute(); }));
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_MUTE);
    give({{"do", "remove"}});
    ASSERT_TRUE(is_out());
    insert("other");
    ASSERT_TRUE(last([](const wire::Device& d) { return d.chip().present() && !d.chip().mute(); }));
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_UNKNOWN);
}

TEST_F(ChipCards, AnErrorWordIsAnUnreadableCard) {
    begin();
    give({{"do", "error-at"}, {"command", 4}, {"word", "6982"}});  // the first is another card's select
    insert();
    ASSERT_TRUE(is_in(1));
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_UNREADABLE);
    give({{"do", "error-at"}, {"command", 0}});
    EXPECT_EQ(read().chip().card(), "test-applet");
}

TEST_F(ChipCards, ACardThatFallsSilentEndsWithTheTimeAndTheReaderGoesOn) {
    options.delays.read_chip = 1000;
    begin();
    give({{"do", "silent-at"}, {"command", 3}});
    insert();
    ASSERT_TRUE(is_in(1));
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_MUTE);
    give({{"do", "silent-at"}, {"command", 0}});
    give({{"do", "remove"}});
    ASSERT_TRUE(is_out());
    insert();
    ASSERT_TRUE(last([](const wire::Device& d) { return d.chip().present() && d.state() == wire::Device::READY; }));
    EXPECT_TRUE(until([&] { return read().chip().card() == "test-applet"; }, 30'000));
}

TEST_F(ChipCards, NoReaderIsMissingAndPcscdRestartedIsSeenAgain) {
    daemon = std::make_unique<Daemon>(false, folder);
    start();
    session = kiosk->open_session();
    ASSERT_TRUE(last([](const wire::Device& d) {
        return d.state() == wire::Device::ABSENT && d.last_fault().code() == wire::FAULT_CHIP_READER_MISSING;
    }));
    EXPECT_EQ(fault_of_read(), wire::FAULT_CHIP_READER_MISSING);
    daemon.reset();
    ASSERT_TRUE(last([](const wire::Device& d) {
        return d.state() == wire::Device::FAULTY && d.last_fault().code() == wire::FAULT_UNAVAILABLE;
    }));
    EXPECT_EQ(fault_of_read(), wire::FAULT_UNAVAILABLE);
    insert();
    plug();
    ASSERT_TRUE(last([](const wire::Device& d) { return d.state() == wire::Device::READY && d.chip().present(); }));
    EXPECT_EQ(read().chip().card(), "test-applet");
    daemon.reset();
    ASSERT_TRUE(last([](const wire::Device& d) { return d.state() == wire::Device::FAULTY && !d.chip().present(); }));
    plug();
    ASSERT_TRUE(last([](const wire::Device& d) { return d.state() == wire::Device::READY && d.chip().present(); }));
    EXPECT_EQ(read().chip().card(), "test-applet");
}

// The driver without hub and worker, its commands recorded: one of each way that a read can end.
class ChipRecord : public ChipCards {
  protected:
    // One read, recorded and at once played back.
    void records(const std::string& name, const std::string& result) {
        testing::Recorder recorder("pcsc", "pcsc", {});
        const auto word = read_into(recorder);
        EXPECT_EQ(word, result) << name;
        recorder.note(testing::Kind::Result, word);
        EXPECT_EQ(testing::replay_chip(recorder.finished(name)), "") << name << "\n" << recorder.text();
    }
    template <class F>
    bool looks(F wanted) {
        return until(
            [&] {
                const auto presence = reader.look();
                return presence && wanted(*presence);
            },
            30'000);
    }
    bool is_seen() {
        return looks([](const ChipPresence& p) { return p.present && !p.mute; });
    }
    ChipReader reader{"Virtual PCD"};

  private:
    std::string read_into(testing::Recorder& recorder) {
        const auto powered = reader.connect();
        recorder.note_outcome(testing::Kind::Open, powered);
        if (!powered) {
            return std::string(powered.error().name());
        }
        const auto transmit = [&](BytesView command) {
            auto answer = reader.transmit(command);
            recorder.note(testing::Kind::To, std::string(answer ? "" : answer.error().name()), command);
            if (answer) {
                recorder.note(testing::Kind::From, {}, *answer);
            }
            return answer;
        };
        const auto reading = read_chip(testing::shipped_scripts(), transmit, [] { return false; });
        reader.disconnect();
        recorder.note(testing::Kind::Close);
        return testing::chip_word(reading);
    }
};

TEST_F(ChipRecord, EachWayThatAReadCanEndIsRecordedAndReplayed) {
    records("no-service", "NoService");
    daemon = std::make_unique<Daemon>(false, folder);
    ASSERT_TRUE(until(
        [&] {
            const auto presence = reader.look();
            return !presence && presence.error().is(ChipError::ReaderMissing);
        },
        30'000));
    records("reader-missing", "ReaderMissing");
    daemon.reset();
    plug();
    ASSERT_TRUE(looks([](const ChipPresence& p) { return !p.present; }));
    records("no-card", "NoCard");
    insert();
    ASSERT_TRUE(is_seen());
    records("good", "test-applet");
    const auto afresh = [&](const json& what, const std::string& card_name) {
        give({{"do", "remove"}});
        EXPECT_TRUE(looks([](const ChipPresence& p) { return !p.present; }));
        give(what);
        insert(card_name);
    };
    afresh({{"do", "error-at"}, {"command", 4}, {"word", "6982"}}, "test-applet");
    ASSERT_TRUE(is_seen());
    records("refused", "Refused");
    afresh({{"do", "error-at"}, {"command", 0}}, "other");
    ASSERT_TRUE(is_seen());
    records("unknown-card", "Unknown");
    afresh({{"do", "remove-at"}, {"command", 5}}, "test-applet");
    ASSERT_TRUE(is_seen());
    records("removed", "Removed");
    afresh({{"do", "remove-at"}, {"command", 0}}, "mute");
    ASSERT_TRUE(looks([](const ChipPresence& p) { return p.mute; }));
    records("mute", "Mute");
}

}  // namespace
}  // namespace doorstep::devices
