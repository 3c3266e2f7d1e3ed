#include "protocol/envelope/setup_report.hpp"

#include <gtest/gtest.h>

#include "protocol/envelope/statements.hpp"

namespace doorstep::protocol {
namespace {

wire::SetupState a_state(int devices) {
    wire::SetupState state;
    for (int step = wire::SETUP_LANGUAGE; step <= wire::SETUP_REPORT; ++step) {
        auto& one = *state.add_steps();
        one.set_step(static_cast<wire::SetupStep>(step));
        one.set_state(step == wire::SETUP_CLOCK ? wire::SetupStepState::SKIPPED : wire::SetupStepState::DONE);
    }
    for (int i = 0; i < devices; ++i) {
        (*state.mutable_steps(wire::SETUP_DEVICES - 1)->mutable_facts())["PRINTER " + std::to_string(i)] =
            "READY Some Printer 4711";
    }
    (*state.mutable_machine())["version"] = "0.9.0";
    return state;
}

wire::ReportSigned some_keys(const SigningKeys& keys) {
    wire::ReportSigned out;
    out.set_station("village-1");
    out.set_township("township-990001");
    out.set_sign_public(std::string(keys.public_key.begin(), keys.public_key.end()));
    return out;
}

TEST(SetupReport, SaysInAFewLinesWhatWasSetUp) {
    const auto keys = make_signing_keys();
    const auto report = setup_report(a_state(1), some_keys(keys), 1'793'577'600'000);
    const auto key = "key=" + key_mark(std::string(keys.public_key.begin(), keys.public_key.end())) + "\n";
    for (const auto& line : {std::string("station=village-1\n"), std::string("steps=DDSDDDDD\n"),
                             std::string("version=0.9.0\n"), std::string("PRINTER 0=READY Some Printer 4711\n"), key}) {
        EXPECT_NE(report.find(line), std::string::npos) << line << " in " << report;
    }
    EXPECT_EQ(report.find("root="), std::string::npos) << "not known";
    EXPECT_EQ(report.find("more"), std::string::npos);
}

TEST(SetupReport, WhatDoesNotFitIsLeftOutAndSaidSo) {
    const auto keys = make_signing_keys();
    const auto report = setup_report(a_state(24), some_keys(keys), 1'793'577'600'000);
    EXPECT_LE(report.size(), longest_setup_report);
    EXPECT_TRUE(report.ends_with("more\n"));
    EXPECT_TRUE(report.starts_with("station=village-1\n"));
    EXPECT_LE(signed_report(report, Bytes(64)).size(), 600U) << "so much a QR code of ours holds";
}

TEST(SetupReport, IsReadUnderTheKeyThatSignedIt) {
    const auto keys = make_signing_keys();
    const auto report = setup_report(a_state(2), some_keys(keys), 1'793'577'600'000);
    auto text = signed_report(report, sign_setup_report(report, keys));
    EXPECT_EQ(checked_report(text, keys.public_key).value(), report);
    EXPECT_FALSE(checked_report(text, make_signing_keys().public_key));
    EXPECT_FALSE(checked_report(text.substr(0, 40), keys.public_key));
    EXPECT_FALSE(checked_report(signed_report(report, sign(domains::receipt, as_bytes(report), keys)), keys.public_key))
        << "signed for another purpose";
    EXPECT_FALSE(checked_report(report, keys.public_key));
    text.back() = ' ';
    EXPECT_FALSE(checked_report(text, keys.public_key));
}

}  // namespace
}  // namespace doorstep::protocol
