#include "device-drivers/printer/ipp_printer.hpp"

#include <array>
#include <memory>
#include <utility>

#include <cups/cups.h>
#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "device-drivers/printer/ipp_answers.hpp"

namespace doorstep::devices {
namespace {

constexpr std::string_view queue_prefix = "queue:";
constexpr int lease_s = 6 * 3600;  // longer than anybody waits for a paper
constexpr std::string_view cupsd_root = "ipp://localhost";
constexpr std::string_view cupsd_queues = "ipp://localhost/printers/";

struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;

struct Line {
    Http http;
    std::string resource;
};

int give_up(http_t*, void*) {
    return 0;
}

Result<Line> connected(const char* host, int port, http_encryption_t encryption, std::string resource,
                       const IppDelays& delays) {
    Http http(httpConnect2(host, port, nullptr, AF_UNSPEC, encryption, 1,
                           static_cast<int>(delays.connect_within.count()), nullptr));
    if (!http) {
        return Error(PrintError::Missing, fmt::format("nothing answers at {}:{}", host, port));
    }
    httpSetTimeout(http.get(), std::chrono::duration<double>(delays.answer_within).count(), give_up, nullptr);
    return Line{std::move(http), std::move(resource)};
}

Result<Line> connect(const std::string& uri, const IppDelays& delays) {
    // Where this machine's cupsd listens is CUPS' own to know: CUPS_SERVER, its socket.
    if (uri.starts_with(cupsd_queues)) {
        return connected(cupsServer(), ippPort(), cupsEncryption(), uri.substr(cupsd_root.size()), delays);
    }
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
    return connected(host.data(), port, kind == "ipps" ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED,
                     resource.data(), delays);
}

Ipp request(ipp_op_t operation, const std::string& uri, const std::string& owner) {
    Ipp ipp(ippNewRequest(operation));
    ippAddString(ipp.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    ippAddString(ipp.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, owner.c_str());
    return ipp;
}

void ask_for(ipp_t* ipp, const std::vector<const char*>& list) {
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

IppPrinter::~IppPrinter() {
    if (subscription_ > 0) {
        auto ask = request(IPP_OP_CANCEL_SUBSCRIPTION, uri_, owner_);
        ippAddInteger(ask.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "notify-subscription-id", subscription_);
        ignore(send(uri_, delays_, std::move(ask)), "it ends by itself with its lease");
    }
}

bool IppPrinter::is_queue() const {
    return uri_.starts_with(cupsd_queues);
}

// cupsd forgets a job as soon as it ended (PreserveJobHistory No): how it ended is heard by a subscription only.
Status IppPrinter::subscribe() {
    if (!is_queue() || subscription_ > 0) {
        return {};
    }
    auto ask = request(IPP_OP_CREATE_PRINTER_SUBSCRIPTIONS, uri_, owner_);
    ippAddString(ask.get(), IPP_TAG_SUBSCRIPTION, IPP_TAG_KEYWORD, "notify-pull-method", nullptr, "ippget");
    ippAddString(ask.get(), IPP_TAG_SUBSCRIPTION, IPP_TAG_KEYWORD, "notify-events", nullptr, "job-completed");
    ippAddInteger(ask.get(), IPP_TAG_SUBSCRIPTION, IPP_TAG_INTEGER, "notify-lease-duration", lease_s);
    DOORSTEP_TRY(const Ipp answer, send(uri_, delays_, std::move(ask)));
    subscription_ = subscription_of(answer.get());
    return {};
}

// NoSuchJob when nothing was told of it: then nobody knows.
Result<JobStatus> IppPrinter::end_from_events(int id) const {
    auto ask = request(IPP_OP_GET_NOTIFICATIONS, uri_, owner_);
    ippAddInteger(ask.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "notify-subscription-ids", subscription_);
    ippAddBoolean(ask.get(), IPP_TAG_OPERATION, "notify-wait", 0);
    DOORSTEP_TRY(const Ipp answer, send(uri_, delays_, std::move(ask)));
    const auto end = end_told_of(answer.get(), id);
    return end ? Result<JobStatus>(*end) : Error(PrintError::NoSuchJob, "nothing is told of its end");
}

Result<PrinterStatus> IppPrinter::status() {
    auto ask = request(IPP_OP_GET_PRINTER_ATTRIBUTES, uri_, owner_);
    ask_for(ask.get(), status_attributes);
    DOORSTEP_TRY(const Ipp answer, send(uri_, delays_, std::move(ask)));
    return status_of(answer.get());
}

Result<int> IppPrinter::submit(BytesView pdf, const PrintWish& wish, const std::string& name) {
    if (const auto heard = subscribe(); !heard) {
        log::warning("the end of a paper may stay unknown: {}", heard.error().text());
    }
    DOORSTEP_TRY(const Line line, connect(uri_, delays_));
    auto ask = request(IPP_OP_PRINT_JOB, uri_, owner_);
    ippAddString(ask.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, name.c_str());
    ippAddString(ask.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    if (wish.copies > 1) {
        ippAddInteger(ask.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", wish.copies);
    }
    if (wish.both_sides) {  // a printer that cannot prints one side: nothing is lost
        ippAddString(ask.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "two-sided-long-edge");
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
    const int id = job_number_of(answer.get());
    return id > 0 ? Result<int>(id) : Error(PrintError::Failed, "the printer gave no job number");
}

Result<JobStatus> IppPrinter::job(int id) {
    auto ask = request(IPP_OP_GET_JOB_ATTRIBUTES, uri_, owner_);
    ippAddInteger(ask.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    ask_for(ask.get(), {"job-state", "job-impressions-completed"});
    const auto answer = send(uri_, delays_, std::move(ask));
    if (!answer) {
        const bool forgotten = answer.error().is(PrintError::NoSuchJob) && subscription_ > 0;
        return forgotten ? end_from_events(id) : answer.error();
    }
    return job_status_of(answer->get());
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

// Only a queue of this machine's cupsd is paused by nobody: cupsd does it when a job failed, and it stays so.
Status IppPrinter::resume() {
    if (!is_queue()) {
        return {};
    }
    DOORSTEP_TRY([[maybe_unused]] const Ipp answer, send(uri_, delays_, request(IPP_OP_RESUME_PRINTER, uri_, owner_)));
    log::warning("a paused queue was enabled again");
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
