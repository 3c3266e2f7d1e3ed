// The release key end to end: keys in folders of their own, as on the signers' machines, a township and one station,
// all real programs.
#pragma once

#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "tests/faults/fault_scene.hpp"

namespace doorstep::faults {
inline constexpr std::int64_t patience_ms = 60'000;

inline bool wait_for(const std::function<bool()>& done) {
    const auto end = monotonic_milliseconds() + patience_ms;
    while (monotonic_milliseconds() < end) {
        if (done()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

class ReleaseSpine : public ::testing::Test {
  protected:
    void SetUp() override {
        for (const auto* holder : {"liu", "sun"}) {
            must({"release-key", "make", "--out", folder(holder), "--holder", holder});
            must({"release-key", "add", folder(holder) + "/release.pub"});
        }
        ASSERT_TRUE(town_.serve());
        station_ = std::make_unique<FaultStation>(town_, record_, "kiosk-1");
    }
    std::string folder(const std::string& holder) const { return (town_.folder() / ("stick-" + holder)).native(); }
    std::string order_file() const { return (town_.folder() / "order").native(); }
    nlohmann::json must(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const auto output = town_.run(arguments);
        EXPECT_EQ(output.code, 0) << arguments[0] << ": " << output.err;
        return nlohmann::json::parse(output.out, nullptr, false);
    }
    // The scheme's folder as a package, signed by liu: whoever writes schemes packs, whoever releases signs.
    std::string package(const std::string& scheme_folder) {
        const auto file = (town_.folder() / "package.tar.zst").native();
        const auto pack =
            fmt::format("{}/doorstep-scheme pack {} --out {} >/dev/null", DOORSTEP_BIN_DIR, scheme_folder, file);
        EXPECT_EQ(std::system(pack.c_str()), 0);
        must({"sign", file, "--key", folder("liu") + "/release.key"});
        return file;
    }
    // Made at the township, signed by these, handed on.
    void order(std::vector<std::string> words, const std::vector<std::string>& signers) {
        words.insert(words.begin(), "order");
        words.insert(words.end(), {"--out", order_file()});
        must(words);
        sign_and_release(signers);
    }
    void sign_and_release(const std::vector<std::string>& signers) {
        EXPECT_EQ(town_.run({"release", order_file()}).code, 1) << "nobody has signed it";
        for (const auto& signer : signers) {
            must({"sign", order_file(), "--key", folder(signer) + "/release.key"});
        }
        must({"release", order_file()});
    }
    wire::AgentReply ask(const std::function<void(wire::AgentRequest&)>& fill) {
        wire::AgentRequest request;
        fill(request);
        return station_->agent().ask(request).value_or(wire::AgentReply{});
    }
    void begin_draft() {
        const auto person =
            ask([](auto& request) { request.mutable_open_person()->mutable_card()->set_number("990101194001010018"); });
        const auto started = ask([&](auto& request) {
            request.mutable_start_draft()->set_session(person.person().session());
            request.mutable_start_draft()->set_kind(wire::APPLICATION);
        });
        ask([&](auto& request) {
            request.mutable_put_part()->set_session(person.person().session());
            request.mutable_put_part()->set_draft(started.draft_started().id());
            request.mutable_put_part()->set_number(1);
            request.mutable_put_part()->set_kind(wire::PAGE_ORIGINAL);
            request.mutable_put_part()->set_inline_(std::string(200'000, 'p'));
        });
        ASSERT_EQ(station_->agent().status().drafts(), 1U);
    }

    township::testing::TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share"};
    HandInRecord record_{town_.folder() / "record"};
    std::unique_ptr<FaultStation> station_;
};

}  // namespace doorstep::faults
