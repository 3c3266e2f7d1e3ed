#include "device-drivers/printer/ipp_answers.hpp"

#include <string_view>

namespace doorstep::devices {
namespace {

bool holds_text(ipp_attribute_t* attribute) {
    switch (ippGetValueTag(attribute)) {
        case IPP_TAG_TEXT:
        case IPP_TAG_NAME:
        case IPP_TAG_TEXTLANG:
        case IPP_TAG_NAMELANG:
        case IPP_TAG_KEYWORD:
        case IPP_TAG_URI:
            return true;
        default:
            return false;
    }
}

bool holds_number(ipp_attribute_t* attribute) {
    return ippGetValueTag(attribute) == IPP_TAG_INTEGER || ippGetValueTag(attribute) == IPP_TAG_ENUM;
}

// Empty for an attribute that holds no texts: ippGetString looks at whatever lies there.
std::vector<std::string> texts(ipp_t* answer, const char* name) {
    std::vector<std::string> result;
    auto* attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    if (attribute == nullptr || !holds_text(attribute)) {
        return result;
    }
    for (int i = 0; i < ippGetCount(attribute); ++i) {
        const char* text = ippGetString(attribute, i, nullptr);
        result.emplace_back(text != nullptr ? text : "");
    }
    return result;
}

int number(ipp_t* answer, const char* name, int otherwise) {
    auto* attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    return attribute != nullptr && holds_number(attribute) && ippGetCount(attribute) > 0 ? ippGetInteger(attribute, 0)
                                                                                         : otherwise;
}

std::string first_text(ipp_t* answer, const char* name) {
    const auto all = texts(answer, name);
    return all.empty() ? std::string() : all.front();
}

// The serial number in an IEEE 1284 device id: "MFG:Brother;MDL:HL-L2350;SN:E78;".
std::string serial_in(std::string_view device_id) {
    for (const std::string_view key : {"SN:", "SERN:", "SERIALNUMBER:"}) {
        for (auto at = device_id.find(key); at != std::string_view::npos; at = device_id.find(key, at + 1)) {
            if (at == 0 || device_id[at - 1] == ';') {
                const auto value = device_id.substr(at + key.size());
                return std::string(value.substr(0, value.find(';')));
            }
        }
    }
    return {};
}

JobPhase phase_of(int state) {
    switch (state) {
        case IPP_JSTATE_PENDING:
        case IPP_JSTATE_HELD:
            return JobPhase::Waiting;
        case IPP_JSTATE_PROCESSING:
            return JobPhase::Printing;
        case IPP_JSTATE_STOPPED:
            return JobPhase::Stopped;
        case IPP_JSTATE_COMPLETED:
            return JobPhase::Printed;
        case IPP_JSTATE_CANCELED:
            return JobPhase::Cancelled;
        default:
            return JobPhase::Aborted;
    }
}

}  // namespace

const std::vector<const char*> status_attributes{"printer-state",          "printer-state-reasons",
                                                 "printer-make-and-model", "printer-is-accepting-jobs",
                                                 "printer-device-id",      "printer-firmware-string-version"};

PrinterStatus status_of(ipp_t* answer) {
    PrinterStatus status;
    status.trouble = trouble_of(texts(answer, "printer-state-reasons"));
    status.stopped = number(answer, "printer-state", IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED;
    auto* accepting = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    status.accepting = accepting == nullptr || ippGetCount(accepting) < 1 || ippGetBoolean(accepting, 0) != 0;
    status.model = first_text(answer, "printer-make-and-model");
    status.serial = serial_in(first_text(answer, "printer-device-id"));
    status.firmware = first_text(answer, "printer-firmware-string-version");
    status.paper = PrinterPaper::A4;
    return status;
}

JobStatus job_status_of(ipp_t* answer) {
    return {phase_of(number(answer, "job-state", IPP_JSTATE_ABORTED)), number(answer, "job-impressions-completed", 0)};
}

int subscription_of(ipp_t* answer) {
    return number(answer, "notify-subscription-id", 0);
}

std::optional<JobStatus> end_told_of(ipp_t* answer, int job) {
    std::optional<JobStatus> end;
    int id = 0;
    JobStatus told;
    for (auto* at = ippFirstAttribute(answer);; at = ippNextAttribute(answer)) {
        if (at == nullptr || ippGetName(at) == nullptr) {  // between two events stands a nameless one
            const bool ended =
                told.phase == JobPhase::Printed || told.phase == JobPhase::Cancelled || told.phase == JobPhase::Aborted;
            end = id == job && ended ? std::optional(told) : end;
            id = 0;
            told = {};
            if (at == nullptr) {
                return end;
            }
        } else if (!holds_number(at) || ippGetCount(at) < 1) {
            continue;
        } else if (const std::string_view name = ippGetName(at); name == "notify-job-id") {
            id = ippGetInteger(at, 0);
        } else if (name == "job-state") {
            told.phase = phase_of(ippGetInteger(at, 0));
        } else if (name == "job-impressions-completed") {
            told.pages = ippGetInteger(at, 0);
        }
    }
}

int job_number_of(ipp_t* answer) {
    return number(answer, "job-id", 0);
}

std::vector<int> jobs_of(ipp_t* answer, const std::string& owner) {
    std::vector<int> jobs;
    int id = 0;
    bool ours = false;
    for (auto* at = ippFirstAttribute(answer);; at = ippNextAttribute(answer)) {
        if (at == nullptr || ippGetName(at) == nullptr) {  // between two jobs stands a nameless one
            if (id > 0 && ours) {
                jobs.push_back(id);
            }
            id = 0;
            ours = false;
            if (at == nullptr) {
                return jobs;
            }
        } else if (const std::string_view name = ippGetName(at); name == "job-id" && holds_number(at)) {
            id = ippGetInteger(at, 0);
        } else if (name == "job-originating-user-name" && holds_text(at)) {
            const char* whose = ippGetString(at, 0, nullptr);
            ours = whose != nullptr && owner == whose;
        }
    }
}

}  // namespace doorstep::devices
