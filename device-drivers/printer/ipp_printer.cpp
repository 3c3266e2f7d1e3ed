#include "device-drivers/printer/ipp_printer.hpp"

#include <array>
#include <memory>
#include <utility>

#include <cups/cups.h>
#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/log.hpp"

namespace doorstep::devices {
namespace {

constexpr std::string_view queue_prefix = "queue:";
constexpr auto cupsd_queues = "ipp://localhost:631/printers/";

struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
struct DeleteIpp {
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

struct Line {
    Http http;
    std::string resource;
};

int give_up(http_t*, void*) {
    return 0;
}

Result<Line> connect(const std::string& uri, const IppDelays& delays) {
    std::array<char, 16> scheme{};
    std::array<char, 128> login{};
    std::array<char, 256> host{};
    std::array<char, 512> resource{};
    int port = 0;
    const auto parsed =
        httpSeparateURI(HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(), static_cast<int>(scheme.size()), login.data(),
                        static_cast<int>(login.size()), host.data(), static_cast<int>(host.size()), &port,
                        resource.data(), static_cast<int>(resource.size()));
    const std::string_view kind = scheme.data();
    if (parsed < HTTP_URI_STATUS_OK || (kind != "ipp" && kind != "ipps")) {
        return Error(PrintError::BadAddress, "not an ipp:// address");
    }
    const auto encryption = kind == "ipps" ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
    Http http(httpConnect2(host.data(), port, nullptr, AF_UNSPEC, encryption, 1,
                           static_cast<int>(delays.connect_within.count()), nullptr));
    if (!http) {
        return Error(PrintError::Missing, fmt::format("nothing answers at {}:{}", host.data(), port));
    }
    httpSetTimeout(http.get(), std::chrono::duration<double>(delays.answer_within).count(), give_up, nullptr);
    return Line{std::move(http), resource.data()};
}

Ipp request(ipp_op_t operation, const std::string& uri, const std::string& owner) {
    Ipp ipp(ippNewRequest(operation));
    ippAddString(ipp.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    ippAddString(ipp.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, owner.c_str());
    return ipp;
}

void ask_for(ipp_t* ipp, std::initializer_list<const char*> names) {
    const std::vector<const char*> list(names);
    ippAddStrings(ipp, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", static_cast<int>(list.size()),
                  nullptr, list.data());
}

// The answer when the printer accepted; its own error else.
Result<Ipp> checked(Ipp answer) {
    if (!answer) {
        return Error(PrintError::Missing, cupsLastErrorString());
    }
    const auto status = ippGetStatusCode(answer.get());
    if (status < IPP_STATUS_ERROR_BAD_REQUEST) {
        return answer;
    }
    const std::string words = ippErrorString(status);
    switch (status) {
        case IPP_STATUS_ERROR_BUSY:
        case IPP_STATUS_ERROR_TEMPORARY:
        case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
        case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
            return Error(PrintError::Busy, words);
        case IPP_STATUS_ERROR_NOT_FOUND:
        case IPP_STATUS_ERROR_GONE:
            return Error(PrintError::NoSuchJob, words);
        case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
        case IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES:
        case IPP_STATUS_ERROR_NOT_AUTHORIZED:
        case IPP_STATUS_ERROR_FORBIDDEN:
        case IPP_STATUS_ERROR_REQUEST_ENTITY:
            return Error(PrintError::Refused, words);
        default:
            return Error(PrintError::Failed, words);
    }
}

Result<Ipp> send(const std::string& uri, const IppDelays& delays, Ipp ask) {
    DOORSTEP_TRY(const Line line, connect(uri, delays));
    return checked(Ipp(cupsDoRequest(line.http.get(), ask.release(), line.resource.c_str())));
}

std::vector<std::string> texts(ipp_t* answer, const char* name) {
    std::vector<std::string> result;
    auto* attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i) {
        const char* text = ippGetString(attribute, i, nullptr);
        result.emplace_back(text != nullptr ? text : "");
    }
    return result;
}

int number(ipp_t* answer, const char* name, int otherwise) {
    auto* attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    return attribute != nullptr && ippGetCount(attribute) > 0 ? ippGetInteger(attribute, 0) : otherwise;
}

// The jobs of an answer to Get-Jobs that are that owner's; a printer may not know "my-jobs" and tell all.
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
        } else if (const std::string_view name = ippGetName(at); name == "job-id") {
            id = ippGetInteger(at, 0);
        } else if (name == "job-originating-user-name") {
            const char* whose = ippGetString(at, 0, nullptr);
            ours = whose != nullptr && owner == whose;
        }
    }
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

IppPrinter::IppPrinter(std::string address, std::string owner, IppDelays delays)
    : uri_(std::move(address)), owner_(std::move(owner)), delays_(delays) {
    if (uri_.starts_with(queue_prefix)) {
        uri_.erase(0, queue_prefix.size());
    }
    if (!uri_.empty() && uri_.find("://") == std::string::npos) {
        uri_.insert(0, cupsd_queues);
    }
}

Result<PrinterStatus> IppPrinter::status() {
    auto ask = request(IPP_OP_GET_PRINTER_ATTRIBUTES, uri_, owner_);
    ask_for(ask.get(),
            {"printer-state", "printer-state-reasons", "printer-make-and-model", "printer-is-accepting-jobs"});
    DOORSTEP_TRY(const Ipp answer, send(uri_, delays_, std::move(ask)));
    PrinterStatus status;
    status.trouble = trouble_of(texts(answer.get(), "printer-state-reasons"));
    status.stopped = number(answer.get(), "printer-state", IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED;
    auto* accepting = ippFindAttribute(answer.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    status.accepting = accepting == nullptr || ippGetBoolean(accepting, 0) != 0;
    const auto model = texts(answer.get(), "printer-make-and-model");
    status.model = model.empty() ? "" : model.front();
    return status;
}

Result<int> IppPrinter::submit(BytesView pdf, int copies, const std::string& name) {
    DOORSTEP_TRY(const Line line, connect(uri_, delays_));
    auto ask = request(IPP_OP_PRINT_JOB, uri_, owner_);
    ippAddString(ask.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, name.c_str());
    ippAddString(ask.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    if (copies > 1) {
        ippAddInteger(ask.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", copies);
    }
    const auto length = ippLength(ask.get()) + pdf.size();
    auto status = cupsSendRequest(line.http.get(), ask.get(), line.resource.c_str(), length);
    if (status == HTTP_STATUS_CONTINUE && !pdf.empty()) {
        status = cupsWriteRequestData(line.http.get(), reinterpret_cast<const char*>(pdf.data()), pdf.size());
    }
    if (status != HTTP_STATUS_CONTINUE && status != HTTP_STATUS_OK) {
        httpFlush(line.http.get());
        return Error(PrintError::Failed, fmt::format("HTTP {}", static_cast<int>(status)));
    }
    Ipp told(cupsGetResponse(line.http.get(), line.resource.c_str()));
    if (!told) {
        // The printer may have the paper: sending it again by ourselves could print it twice.
        return Error(PrintError::Failed, "no answer to a paper that was sent");
    }
    DOORSTEP_TRY(const Ipp answer, checked(std::move(told)));
    const int id = number(answer.get(), "job-id", 0);
    return id > 0 ? Result<int>(id) : Error(PrintError::Failed, "the printer gave no job number");
}

Result<JobStatus> IppPrinter::job(int id) {
    auto ask = request(IPP_OP_GET_JOB_ATTRIBUTES, uri_, owner_);
    ippAddInteger(ask.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    ask_for(ask.get(), {"job-state", "job-impressions-completed"});
    DOORSTEP_TRY(const Ipp answer, send(uri_, delays_, std::move(ask)));
    return JobStatus{phase_of(number(answer.get(), "job-state", IPP_JSTATE_ABORTED)),
                     number(answer.get(), "job-impressions-completed", 0)};
}

Status IppPrinter::cancel(int id) {
    auto ask = request(IPP_OP_CANCEL_JOB, uri_, owner_);
    ippAddInteger(ask.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    DOORSTEP_TRY(const Line line, connect(uri_, delays_));
    Ipp answer(cupsDoRequest(line.http.get(), ask.release(), line.resource.c_str()));
    if (answer && ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_POSSIBLE) {
        return {};  // it has ended already
    }
    DOORSTEP_TRY([[maybe_unused]] const Ipp good, checked(std::move(answer)));
    return {};
}

Status IppPrinter::recall() {
    auto ask = request(IPP_OP_GET_JOBS, uri_, owner_);
    ippAddString(ask.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "not-completed");
    ippAddBoolean(ask.get(), IPP_TAG_OPERATION, "my-jobs", 1);
    ask_for(ask.get(), {"job-id", "job-originating-user-name"});
    DOORSTEP_TRY(const Ipp answer, send(uri_, delays_, std::move(ask)));
    for (const int id : jobs_of(answer.get(), owner_)) {
        log::warning("paper {} of a worker that died is called back", id);
        DOORSTEP_CHECK(cancel(id));
    }
    return {};
}

std::unique_ptr<Printer> make_ipp_printer(const std::string& address) {
    constexpr std::size_t id_bytes = 256;
    constexpr std::size_t shown = 8;
    const auto id = read_text_file("/etc/machine-id", id_bytes);
    // The id itself is nobody else's business (machine-id(5)).
    const auto digest = to_hex(sha256(as_bytes("doorstep printer owner\n" + id.value_or(""))));
    return std::make_unique<IppPrinter>(address, "doorstep-" + digest.substr(0, shown));
}

}  // namespace doorstep::devices
