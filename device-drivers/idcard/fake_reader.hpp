// A SAM module on a pseudo terminal inside the test's own loop, and the real reader with its real serial channel on it.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "base/testing/run_until.hpp"
#include "device-drivers/idcard/channel_serial.hpp"
#include "device-drivers/idcard/idcard_reader.hpp"
#include "device-drivers/idcard/test_card.hpp"

namespace doorstep::devices::testing {

// Answers as a good module with a card would, unless a field says otherwise; what its line is made of is another's.
class FakeSam {
  public:
    virtual ~FakeSam() = default;
    // Commands, whole ones.
    void hear(BytesView bytes) {
        constexpr std::size_t header = 7;
        for (std::size_t at = 0; at + header + 3 <= bytes.size(); at += header + bytes[at + header - 1]) {
            if (unplug_at > 0 && --unplug_at == 0) {
                return unplug();
            }
            react(static_cast<SamCommand>(bytes[at + header] << 8 | bytes[at + header + 1]));
        }
    }
    void send(BytesView bytes) {
        deliver(spoil ? spoil(Bytes(bytes.begin(), bytes.end())) : Bytes(bytes.begin(), bytes.end()));
    }
    virtual void unplug() {}
    std::function<Bytes(Bytes frame)> spoil;  // what the line makes of an answer
    int unplug_at = 0;                        // by itself when that many more commands have come

    bool card = true;
    bool silent_to_reads = false;
    bool half_answers = false;  // reads stop half way
    Bytes data = base_data(citizen_block());
    SamStatus select_status = SamStatus::Ok;
    SamStatus read_status = SamStatus::Ok;
    int lift_after = 0;    // 1: after find, 2: after select
    int wrong_checks = 0;  // that many reads come with a wrong check byte
    Bytes noise_before;
    int finds = 0;
    int reads = 0;
    std::optional<Bytes> new_addresses;  // none: "no such content"
    Bytes management = Bytes(28, 7);
    bool silent_to_more = false;
    int frame_sizes = 0;
    bool knows_frame_size = true;
    enum class Fingerprints { Known, Refused, Silent };
    Fingerprints fingerprints = Fingerprints::Known;  // what it makes of the question for them
    std::size_t fingers = 2;                          // on the card
    int fingerprint_reads = 0;

  protected:
    virtual void deliver(const Bytes& bytes) = 0;

  private:
    void react(SamCommand command) {
        switch (command) {
            case SamCommand::Find:
                ++finds;
                send(card ? encode_sam_answer(SamStatus::Found, Bytes(4))
                          : encode_sam_answer(SamStatus::FindFailed, {}));
                card = card && lift_after != 1;
                return;
            case SamCommand::Select:
                send(encode_sam_answer(card ? select_status : SamStatus::SelectFailed, Bytes{1, 2, 3, 4, 5, 6, 7, 8}));
                card = card && lift_after != 2;
                return;
            case SamCommand::ReadBase:
                return read_base();
            case SamCommand::ReadWithFingerprints:
                return read_with_fingerprints();
            case SamCommand::ReadNewAddresses:
                return more(new_addresses ? SamStatus::Ok : SamStatus::NoContent, new_addresses.value_or(Bytes()));
            case SamCommand::ReadManagement:
                return more(SamStatus::Ok, management);
            case SamCommand::FrameSize:
                ++frame_sizes;
                return send(encode_sam_answer(knows_frame_size ? SamStatus::Ok : static_cast<SamStatus>(0x21), {}));
            default:
                send(encode_sam_answer(SamStatus::Ok, Bytes(command == SamCommand::Id ? 16 : 0)));
        }
    }
    void more(SamStatus status, const Bytes& content) {
        if (!silent_to_more) {
            send(encode_sam_answer(card ? status : SamStatus::ReadFailed, content));
        }
    }
    void read_with_fingerprints() {
        constexpr auto unknown_command = static_cast<SamStatus>(0x21);
        ++fingerprint_reads;
        if (fingerprints == Fingerprints::Refused) {
            return send(encode_sam_answer(unknown_command, {}));
        }
        if (fingerprints == Fingerprints::Known) {
            read(data_with_fingerprints(fingers, Bytes(data.begin() + 4, data.begin() + 260)));
        }
    }
    void read_base() {
        ++reads;
        read(data);
    }
    void read(const Bytes& content) {
        if (silent_to_reads) {
            return;
        }
        if (!card || read_status != SamStatus::Ok) {
            return send(encode_sam_answer(card ? read_status : SamStatus::ReadFailed, {}));
        }
        auto frame = encode_sam_answer(SamStatus::Ok, content);
        if (wrong_checks > 0) {
            --wrong_checks;
            frame.back() ^= 0x55;
        }
        frame.insert(frame.begin(), noise_before.begin(), noise_before.end());
        send(BytesView(frame).first(half_answers ? frame.size() / 2 : frame.size()));
    }
};

// On a pseudo terminal.
class FakeModule final : public FakeSam {
  public:
    FakeModule(EventLoop& loop, std::filesystem::path link) : loop_(loop), link_(std::move(link)) { plug(); }
    ~FakeModule() override { FakeModule::unplug(); }
    FakeModule(const FakeModule&) = delete;
    FakeModule& operator=(const FakeModule&) = delete;

    void plug() {
        master_ = FileDescriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
        ::grantpt(master_.get());
        ::unlockpt(master_.get());
        char name[64];
        ::ptsname_r(master_.get(), name, sizeof name);
        slave_ = FileDescriptor(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
        termios raw{};
        ::tcgetattr(slave_.get(), &raw);
        ::cfmakeraw(&raw);
        ::tcsetattr(slave_.get(), TCSANOW, &raw);
        std::filesystem::create_symlink(name, link_);
        loop_.watch(master_.get(), POLLIN, [this](short) { receive(); });
    }
    void unplug() override {
        if (master_.valid()) {
            loop_.unwatch(master_.get());
            slave_.reset();
            master_.reset();
            std::filesystem::remove(link_);
        }
    }
    bool silent = false;      // answers nothing at all
    speed_t speed = B115200;  // silent at every other one

  private:
    void receive() {
        std::uint8_t buffer[256];
        const auto n = ::read(master_.get(), buffer, sizeof buffer);
        termios settings{};
        ::tcgetattr(master_.get(), &settings);
        if (n <= 0 || silent || ::cfgetospeed(&settings) != speed) {
            return;
        }
        hear({buffer, static_cast<std::size_t>(n)});
    }
    void deliver(const Bytes& bytes) override {
        [[maybe_unused]] const auto n = ::write(master_.get(), bytes.data(), bytes.size());
    }

    EventLoop& loop_;
    std::filesystem::path link_;
    FileDescriptor master_;
    FileDescriptor slave_;
};

class ReaderTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = ::testing::TempDir() + "readerXXXXXX";
        folder_ = ::mkdtemp(name.data());
        module = std::make_unique<FakeModule>(loop, folder_ / "reader");
    }
    void TearDown() override {
        reader.reset();
        module.reset();
        std::filesystem::remove_all(folder_);
    }
    static ReaderDelays short_delays() {
        ReaderDelays delays;
        delays.poll_every = 5;
        delays.probe_answer = 60;
        delays.header_answer = 150;
        delays.read_answer = 150;
        delays.whole_read = 2'000;
        delays.probe_again = 20;
        delays.open_again = 20;
        return delays;
    }
    std::filesystem::path device() const { return folder_ / "reader"; }
    void start(std::vector<unsigned> bauds = {115200, 57600, 38400, 19200, 9600},
               std::optional<std::uint8_t> frame_size = {}) {
        IdCardReader::Callbacks callbacks;
        callbacks.status = [this](const ReaderStatus& s) { statuses.push_back(s); };
        callbacks.card = [this](bool present, std::uint64_t laying) { cards.emplace_back(present, laying); };
        reader = std::make_unique<IdCardReader>(loop, make_serial_channel(device()), std::move(bauds),
                                                std::move(callbacks), short_delays(), frame_size);
        reader->start();
    }
    template <class F>
    bool until(F done, std::int64_t within_ms = 10'000) {
        return run_until(loop, std::move(done), within_ms);
    }
    bool ready() {
        return until([&] { return reader->status().kind == ReaderStatus::Kind::Ready; });
    }
    Result<CardReading> read(CardWishes wishes = {}) {
        std::optional<Result<CardReading>> result;
        reader->read([&](Result<CardReading> r) { result.emplace(std::move(r)); }, wishes);
        if (!until([&] { return result.has_value(); })) {
            ADD_FAILURE() << "the read never ended";
            return ReadError::Cancelled;
        }
        return std::move(*result);
    }
    // The error of a read, or 0 when it went well.
    ReadError failure() {
        const auto result = read();
        return result ? ReadError{} : result.error().as(ReadError{});
    }

    EventLoop loop;
    std::unique_ptr<FakeModule> module;
    std::unique_ptr<IdCardReader> reader;
    std::vector<ReaderStatus> statuses;
    std::vector<std::pair<bool, std::uint64_t>> cards;

  private:
    std::filesystem::path folder_;
};

}  // namespace doorstep::devices::testing
