// An answer of a printer as it comes over the line: CUPS parses it, ours reads what it wants of the attributes.
#include <algorithm>
#include <cstring>

#include <cups/cups.h>

#include "base/testing/fuzz_target.hpp"
#include "device-drivers/printer/ipp_answers.hpp"

using namespace doorstep;
using devices::Ipp;

namespace {

ssize_t read_some(void* from, ipp_uchar_t* into, size_t length) {
    auto& rest = *static_cast<BytesView*>(from);
    const auto size = std::min(length, rest.size());
    std::memcpy(into, rest.data(), size);
    rest = rest.subspan(size);
    return static_cast<ssize_t>(size);
}

ssize_t append(void* to, ipp_uchar_t* bytes, size_t length) {
    auto& all = *static_cast<Bytes*>(to);
    all.insert(all.end(), bytes, bytes + length);
    return static_cast<ssize_t>(length);
}

Bytes encoded(ipp_t* ipp) {
    Bytes bytes;
    ippWriteIO(&bytes, append, 1, nullptr, ipp);
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    BytesView rest(data, size);
    const Ipp answer(ippNew());
    if (ippReadIO(&rest, read_some, 1, nullptr, answer.get()) == IPP_STATE_ERROR) {
        return 0;
    }
    const auto status = devices::status_of(answer.get());
    const auto job = devices::job_status_of(answer.get());
    static_cast<void>(devices::job_number_of(answer.get()));
    static_cast<void>(devices::subscription_of(answer.get()));
    const auto end = devices::end_told_of(answer.get(), 2);
    if (end && (end->phase < devices::JobPhase::Printed)) {
        __builtin_trap();
    }
    for (const int id : devices::jobs_of(answer.get(), "doorstep")) {
        if (id <= 0) {
            __builtin_trap();
        }
    }
    if (status.model.size() > size || status.serial.size() > size || job.phase > devices::JobPhase::Aborted) {
        __builtin_trap();
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    const Ipp printer(ippNew());
    const auto add = [&](ipp_tag_t kind, const char* name, const char* text) {
        ippAddString(printer.get(), IPP_TAG_PRINTER, kind, name, nullptr, text);
    };
    ippAddInteger(printer.get(), IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_STOPPED);
    add(IPP_TAG_KEYWORD, "printer-state-reasons", "media-empty-error");
    add(IPP_TAG_TEXT, "printer-make-and-model", "Doorstep Test");
    add(IPP_TAG_TEXT, "printer-device-id", "MFG:Test;MDL:T1;SN:E78;");
    ippAddBoolean(printer.get(), IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
    const Ipp jobs(ippNew());
    for (int id = 1; id <= 3; ++id) {
        ippAddInteger(jobs.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", id);
        ippAddString(jobs.get(), IPP_TAG_JOB, IPP_TAG_NAME, "job-originating-user-name", nullptr,
                     id == 2 ? "somebody" : "doorstep");
        ippAddInteger(jobs.get(), IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", IPP_JSTATE_PROCESSING);
        ippAddSeparator(jobs.get());
    }
    const Ipp events(ippNew());
    for (int id = 1; id <= 2; ++id) {
        ippAddInteger(events.get(), IPP_TAG_EVENT_NOTIFICATION, IPP_TAG_INTEGER, "notify-job-id", id);
        ippAddInteger(events.get(), IPP_TAG_EVENT_NOTIFICATION, IPP_TAG_ENUM, "job-state", IPP_JSTATE_COMPLETED);
        ippAddSeparator(events.get());
    }
    return {encoded(printer.get()), encoded(jobs.get()), encoded(events.get())};
}
