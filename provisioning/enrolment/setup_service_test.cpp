// The set-up over its socket's requests: what was answered survives a power cut, the system is asked and may refuse.
#include "provisioning/enrolment/setup_service.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "provisioning/enrolment/line/bench_stick.hpp"

namespace doorstep::setup {
namespace {

class SetupServiceTest : public testing::Test {
  protected:
    void SetUp() override {
        for (const auto* name : {"wanted", "said"}) {
            std::filesystem::create_directories(folder_ / name);
        }
        start();
    }
    void TearDown() override {
        service_.reset();
        std::filesystem::remove_all(folder_);
    }
    void start() {
        service_.reset();
        SetupSettings settings;
        settings.state_folder = folder_ / "state";
        settings.wanted_folder = folder_ / "wanted";
        settings.said_folder = folder_ / "said";
        settings.stick_folder = folder_ / "stick";
        settings.bench_file = folder_ / "bench/doorstep-bench.json";
        settings.serial_file = folder_ / "serial";
        settings.command_line = folder_ / "cmdline";
        settings.version = "1.2.3";
        service_ = SetupService::open(loop_, settings).value();
    }
    void send(const wire::SetupRequest& request) {
        reply_.reset();
        service_->handle(request.SerializeAsString(), [this](const std::string& bytes) {
            reply_.emplace();
            EXPECT_TRUE(reply_->ParseFromString(bytes));
        });
    }
    wire::SetupReply ask(const wire::SetupRequest& request) {
        send(request);
        // Past every wait of the service's own, which the hand-moved clock makes short.
        for (int i = 0; i < 100 && !reply_; ++i) {
            loop_.run_once(0);
            now_ms_ += SystemWishes::longest_ms / 50;
        }
        EXPECT_TRUE(reply_);
        return reply_.value_or(wire::SetupReply());
    }
    wire::SetupReply get() {
        wire::SetupRequest request;
        request.mutable_get();
        return ask(request);
    }
    wire::SetupReply done(wire::SetupStep step, const std::string& name = "n", const std::string& value = "v") {
        wire::SetupRequest request;
        request.mutable_done()->set_step(step);
        (*request.mutable_done()->mutable_facts())[name] = value;
        return ask(request);
    }
    // What the system's script would do: answers what was wished for with that word, and keeps it.
    std::string answer_wish(const std::string& name, const std::string& word) {
        const auto wanted = read_text_file(folder_ / "wanted" / name, 4096);
        EXPECT_TRUE(wanted && wanted->starts_with("wish="));
        const auto line = wanted->find('\n');
        say(name, word + " 0000000000000000");  // of an earlier wish: not meant
        EXPECT_FALSE(reply_);
        say(name, word + " " + wanted->substr(5, line - 5));
        EXPECT_TRUE(reply_);
        return wanted->substr(line + 1);
    }
    void say(const std::string& name, const std::string& words) {
        EXPECT_TRUE(write_file_atomically(folder_ / "said" / name, as_bytes(words + "\n")));
        for (int i = 0; i < 10 && !reply_; ++i) {
            now_ms_ += SystemWishes::look_every_ms;
            loop_.run_once(0);
        }
    }
    static wire::SetupRequest fixed_network(const std::string& address) {
        wire::SetupRequest request;
        request.mutable_set_network()->set_fixed(true);
        request.mutable_set_network()->set_address(address);
        request.mutable_set_network()->set_gateway("192.168.1.1");
        return request;
    }
    static wire::SetupRequest clock_at(std::int64_t ms) {
        wire::SetupRequest request;
        request.mutable_set_clock()->set_ms(ms);
        return request;
    }

    const std::filesystem::path folder_ = "/dev/shm/doorstep-setup-test-" + std::to_string(getpid());
    std::int64_t now_ms_ = 0;
    EventLoop loop_{[this] { return now_ms_; }};
    std::unique_ptr<SetupService> service_;
    std::optional<wire::SetupReply> reply_;
};

TEST_F(SetupServiceTest, WhatWasAnsweredStandsAfterAPowerCutAtEachStep) {
    for (int number = wire::SETUP_LANGUAGE; number < wire::SETUP_REPORT; ++number) {
        const auto step = static_cast<wire::SetupStep>(number);
        ASSERT_TRUE(done(step, "n", std::to_string(number)).has_state());
        start();
        const auto state = get().state();
        EXPECT_EQ(state.current(), number + 1);
        EXPECT_EQ(state.steps(number - 1).facts().at("n"), std::to_string(number));
        EXPECT_EQ(state.starts(), static_cast<unsigned>(number) + 1);
    }
    EXPECT_TRUE(done(wire::SETUP_REPORT).state().finished());
    start();
    EXPECT_TRUE(get().state().finished());
    EXPECT_EQ(get().state().starts(), 8U) << "counted while it was not finished";
}

TEST_F(SetupServiceTest, WhatCannotBeKeptIsNotAnswered) {
    std::filesystem::remove_all(folder_ / "state");
    EXPECT_EQ(done(wire::SETUP_LANGUAGE).fault(), wire::SETUP_FAULT_INTERNAL);
    EXPECT_EQ(get().state().current(), wire::SETUP_LANGUAGE);
}

TEST_F(SetupServiceTest, ABrokenStateIsSetAsideAndTheStepsBeginAnew) {
    ASSERT_TRUE(done(wire::SETUP_LANGUAGE).has_state());
    ASSERT_TRUE(write_file_durably(folder_ / "state" / "wizard.json", as_bytes("{\"version\":1,")));
    start();
    EXPECT_EQ(get().state().current(), wire::SETUP_LANGUAGE);
    EXPECT_TRUE(std::filesystem::exists(folder_ / "state" / "wizard.json.broken"));
}

TEST_F(SetupServiceTest, TheMachineSaysWhatItRuns) {
    ASSERT_TRUE(write_file_atomically(folder_ / "cmdline", as_bytes("quiet doorstep.hash=0123abcd rauc.slot=A\n")));
    start();
    const auto machine = get().state().machine();
    EXPECT_EQ(machine.at("root_hash"), "0123abcd");
    EXPECT_EQ(machine.at("version"), "1.2.3");
}

TEST_F(SetupServiceTest, TheSerialIsToldWhereItsMakerWroteOne) {
    const auto told = [&](const std::string& serial) {
        EXPECT_TRUE(write_file_atomically(folder_ / "serial", as_bytes(serial)));
        start();
        const auto machine = get().state().machine();
        return machine.contains("serial") ? machine.at("serial") : "-";
    };
    EXPECT_EQ(told("PF2ABCDE \n"), "PF2ABCDE");
    for (const auto* none : {"", "\n", "0000\n", "To be filled by O.E.M.\n", "Default string", "None", "\xff\xfe\n"}) {
        EXPECT_EQ(told(none), "-") << none;
    }
    EXPECT_EQ(told(std::string(65, 'A')), "-");
}

TEST_F(SetupServiceTest, ABenchIsAtWorkWhileItsLineSaysSo) {
    EXPECT_FALSE(get().state().bench());
    wire::SetupRequest beat;
    beat.mutable_bench_beat();
    EXPECT_TRUE(ask(beat).state().bench());
    now_ms_ += bench_beat_ms - 1;
    EXPECT_TRUE(get().state().bench());
    now_ms_ += 1;
    EXPECT_FALSE(get().state().bench());
    ASSERT_TRUE(ask(beat).state().bench());
    start();
    EXPECT_FALSE(get().state().bench()) << "not over a power cut";
}

constexpr auto bench_text = R"({"doorstep-bench":1,"addresses":["tcp://10.0.0.1:9"],"key":")"
                            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}";

TEST_F(SetupServiceTest, AStickThatLeadsToABenchIsPassedOnUntilTheStationIsSetUp) {
    const auto laid = folder_ / "bench/doorstep-bench.json";
    service_->look_at_stick();
    EXPECT_FALSE(std::filesystem::exists(laid));
    std::filesystem::create_directories(folder_ / "stick");
    ASSERT_TRUE(write_file_atomically(folder_ / "stick/doorstep-bench.json", as_bytes(std::string(bench_text))));
    service_->look_at_stick();
    EXPECT_EQ(read_text_file(laid, 4096).value(), bench_text);
    std::filesystem::remove_all(folder_ / "stick");
    service_->look_at_stick();
    EXPECT_TRUE(std::filesystem::exists(laid)) << "the stick goes on to the next kiosk";
    service_->hide_when_finished();
    EXPECT_TRUE(std::filesystem::exists(laid)) << "not yet";
    for (int step = wire::SETUP_LANGUAGE; step <= wire::SETUP_REPORT; ++step) {
        ASSERT_TRUE(done(static_cast<wire::SetupStep>(step)).has_state());
    }
    service_->hide_when_finished();
    EXPECT_FALSE(std::filesystem::exists(laid));
    wire::SetupRequest beat;
    beat.mutable_bench_beat();
    EXPECT_FALSE(ask(beat).state().bench());
}

TEST_F(SetupServiceTest, AStationThatIsSetUpFollowsNoStick) {
    for (int step = wire::SETUP_LANGUAGE; step <= wire::SETUP_REPORT; ++step) {
        ASSERT_TRUE(done(static_cast<wire::SetupStep>(step)).has_state());
    }
    std::filesystem::create_directories(folder_ / "stick");
    ASSERT_TRUE(write_file_atomically(folder_ / "stick/doorstep-bench.json", as_bytes(std::string(bench_text))));
    service_->look_at_stick();
    EXPECT_FALSE(std::filesystem::exists(folder_ / "bench/doorstep-bench.json"));
}

TEST_F(SetupServiceTest, AStickWithNonsenseIsNotPassedOn) {
    std::filesystem::create_directories(folder_ / "stick");
    for (const auto& text : {std::string("{"), std::string(BenchStick::largest_file + 1, ' ')}) {
        ASSERT_TRUE(write_file_atomically(folder_ / "stick/doorstep-bench.json", as_bytes(text)));
        service_->look_at_stick();
    }
    std::filesystem::remove(folder_ / "stick/doorstep-bench.json");
    std::filesystem::create_symlink("/etc/hostname", folder_ / "stick/doorstep-bench.json");
    service_->look_at_stick();
    EXPECT_FALSE(std::filesystem::exists(folder_ / "bench"));
}

TEST_F(SetupServiceTest, ANetworkThatTheSystemTakesIsKept) {
    send(fixed_network("192.168.1.20/24"));
    EXPECT_EQ(answer_wish("network", "ok"), "fixed=1\naddress=192.168.1.20/24\ngateway=192.168.1.1\ndns=\n");
    EXPECT_TRUE(reply_->done());
    start();
    wire::SetupRequest list;
    list.mutable_list_links();
    EXPECT_EQ(ask(list).links().wish().address(), "192.168.1.20/24");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "wanted" / "network"));
}

TEST_F(SetupServiceTest, ANetworkThatIsRefusedChangesNothingAndSaysWhere) {
    EXPECT_EQ(ask(fixed_network("192.168.1.20")).fault(), wire::SETUP_FAULT_ADDRESS);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "wanted" / "network")) << "the system is not even asked";
    send(fixed_network("192.168.1.20/24"));
    answer_wish("network", "failed");
    EXPECT_EQ(reply_->fault(), wire::SETUP_FAULT_NETWORK);
    wire::SetupRequest list;
    list.mutable_list_links();
    EXPECT_FALSE(ask(list).links().has_wish());
}

TEST_F(SetupServiceTest, ASystemThatSaysNothingIsWaitedForWithAnEnd) {
    EXPECT_EQ(ask(fixed_network("192.168.1.20/24")).fault(), wire::SETUP_FAULT_NETWORK);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "wanted" / "network")) << "and nothing is done later";
}

TEST_F(SetupServiceTest, TheSameWishTwiceAtOnceIsRefused) {
    send(fixed_network("192.168.1.20/24"));
    EXPECT_EQ(ask(fixed_network("192.168.1.21/24")).fault(), wire::SETUP_FAULT_NETWORK);
}

TEST_F(SetupServiceTest, TheClockIsSetToATimeThatCanBe) {
    send(clock_at(1'795'000'000'000));
    EXPECT_EQ(answer_wish("clock", "ok"), "1795000000\n");
    EXPECT_TRUE(reply_->done());
    EXPECT_EQ(ask(clock_at(0)).fault(), wire::SETUP_FAULT_CLOCK);
    EXPECT_EQ(ask(clock_at(INT64_MAX)).fault(), wire::SETUP_FAULT_CLOCK);
}

TEST_F(SetupServiceTest, TheStickIsReadAndWrittenWhileItIsThere) {
    wire::SetupRequest read;
    read.mutable_read_stick();
    wire::SetupRequest write;
    write.mutable_write_stick()->set_name("reply.json");
    write.mutable_write_stick()->set_content("{}");
    EXPECT_EQ(ask(read).fault(), wire::SETUP_FAULT_STICK);
    EXPECT_EQ(ask(write).fault(), wire::SETUP_FAULT_STICK);
    std::filesystem::create_directories(folder_ / "stick");
    ASSERT_TRUE(write_file_atomically(folder_ / "stick/doorstep-invitation.json", as_bytes("{\"station\":\"v\"}")));
    EXPECT_EQ(ask(read).invitation().text(), "{\"station\":\"v\"}");
    EXPECT_TRUE(ask(write).done());
    EXPECT_EQ(read_text_file(folder_ / "stick/reply.json", 100).value(), "{}");
    for (const auto* name : {"", "..", "../x", "a/b", ".hidden", "A"}) {
        write.mutable_write_stick()->set_name(name);
        EXPECT_EQ(ask(write).fault(), wire::SETUP_FAULT_BAD_REQUEST) << name;
    }
}

TEST_F(SetupServiceTest, BrokenRequestsAreAnswered) {
    EXPECT_EQ(ask({}).fault(), wire::SETUP_FAULT_BAD_REQUEST);
    wire::SetupRequest go;
    go.mutable_go()->set_step(wire::SETUP_REPORT);
    EXPECT_EQ(ask(go).fault(), wire::SETUP_FAULT_BAD_REQUEST);
    wire::SetupReply reply;
    service_->handle("\xff\xff", [&](const std::string& bytes) { reply.ParseFromString(bytes); });
    EXPECT_EQ(reply.fault(), wire::SETUP_FAULT_BAD_REQUEST);
}

}  // namespace
}  // namespace doorstep::setup
