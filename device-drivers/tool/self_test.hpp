// What a technician's (or a clerk's) test of all devices found: numbers and words, no picture and nothing of a person
// (SECURITY 25). As lines, as a text and as one page to print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "protocol/messages/hub.pb.h"

namespace doorstep::devices {

// One thing that was tested.
struct Tested {
    std::string device;  // a key of self_test_word(): "reader", "scanner" …
    std::string what;    // another: "answers", "picture", "glass", "prints"
    wire::FaultCode fault = wire::FAULT_NONE;
    std::string detail;                        // model, serial, figures
    std::optional<wire::GlassReport> glass{};  // when that was looked at
};

struct SelfTest {
    std::string station;  // as somebody named it, or the machine's own name
    std::int64_t at_ms = 0;
    std::vector<Tested> lines;
    bool good() const;
};

enum class ReportError {
    NoPage = 1,  // tell the technician: out of memory, or cairo has no fonts at all
};

// The report as plain text, with a drawing of the glass where it is dirty. Language "zh_CN"; any other is English.
std::string report_text(const SelfTest& test, std::string_view language);
// The same as one page of A4 (PDF).
Result<std::string> report_pdf(const SelfTest& test, std::string_view language);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::ReportError> {
    static constexpr std::string_view module = "report";
    static std::string_view name(devices::ReportError) { return "NoPage"; }
};
