// The driver in the test's own loop, with what it has told so far.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/testing/run_until.hpp"
#include "device-drivers/code/code_reader.hpp"

namespace doorstep::devices::testing {

class WatchedCodeReader : public ::testing::Test {
  protected:
    void start(const std::string& address, std::int64_t settle) {
        CodeDelays delays;
        delays.look_again = 20;
        delays.settle = settle;
        CodeReader::Callbacks callbacks;
        callbacks.status = [this](const std::optional<Error>& trouble, const CodeIdentity& identity) {
            trouble_ = trouble;
            identity_ = identity;
            ++changes_;
        };
        callbacks.seen = [this](SeenCode code) {
            codes_.push_back(code.whole ? std::string(as_text(code.text)) : "?");
        };
        reader_ = std::make_unique<CodeReader>(loop_, parse_code_address(address).value(), callbacks, delays);
        reader_->start();
    }
    template <class F>
    bool until(F done) {
        return run_until(loop_, std::move(done), 20'000);
    }
    bool is_there() {
        return until([this] { return changes_ > 0 && !trouble_; });
    }
    bool is_away_by(CodeLineError why) {
        return until([this] { return trouble_.has_value(); }) && trouble_->is(why);
    }

    EventLoop loop_;
    std::unique_ptr<CodeReader> reader_;
    std::optional<Error> trouble_;
    CodeIdentity identity_;
    int changes_ = 0;
    std::vector<std::string> codes_;  // "?" for one that was not whole
};

}  // namespace doorstep::devices::testing
