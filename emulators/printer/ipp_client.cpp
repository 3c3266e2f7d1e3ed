#include "emulators/printer/ipp_client.hpp"

#include <array>
#include <cstring>
#include <memory>

#include <cups/cups.h>

namespace doorstep::emulators {
namespace {

constexpr int connect_patience_ms = 2000;

struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
struct DeleteIpp {
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

struct Printer {
    Http http;
    std::string resource;
};

Printer connect(const std::string& uri) {
    std::array<char, 16> scheme{};
    std::array<char, 64> user{};
    std::array<char, 256> host{};
    std::array<char, 256> resource{};
    int port = 0;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(), scheme.size(), user.data(), user.size(),
                        host.data(), host.size(), &port, resource.data(), resource.size()) < HTTP_URI_STATUS_OK) {
        return {};
    }
    return {Http(httpConnect2(host.data(), port, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1,
                              connect_patience_ms, nullptr)),
            resource.data()};
}

Ipp request(ipp_op_t operation, const std::string& uri) {
    Ipp ipp(ippNewRequest(operation));
    ippAddString(ipp.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    ippAddString(ipp.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, "emulator");
    return ipp;
}

}  // namespace

bool printer_answers(const std::string& uri) {
    const auto printer = connect(uri);
    if (!printer.http) {
        return false;
    }
    const Ipp answer(cupsDoRequest(printer.http.get(), request(IPP_OP_GET_PRINTER_ATTRIBUTES, uri).release(),
                                   printer.resource.c_str()));
    return answer && ippGetStatusCode(answer.get()) < IPP_STATUS_ERROR_BAD_REQUEST;
}

bool job_is_being_cancelled(const std::string& uri, int job) {
    const auto printer = connect(uri);
    if (!printer.http) {
        return false;
    }
    auto ask = request(IPP_OP_GET_JOB_ATTRIBUTES, uri);
    ippAddInteger(ask.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    const Ipp answer(cupsDoRequest(printer.http.get(), ask.release(), printer.resource.c_str()));
    const auto* reasons = answer ? ippFindAttribute(answer.get(), "job-state-reasons", IPP_TAG_KEYWORD) : nullptr;
    return reasons != nullptr &&
           ippContainsString(const_cast<ipp_attribute_t*>(reasons), "processing-to-stop-point") != 0;
}

Submitted submit(const std::string& uri, const std::filesystem::path& file, const std::string& name) {
    const auto printer = connect(uri);
    if (!printer.http) {
        return Submitted::Failed;
    }
    auto job = request(IPP_OP_PRINT_JOB, uri);
    ippAddString(job.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, name.c_str());
    ippAddString(job.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    const Ipp answer(cupsDoFileRequest(printer.http.get(), job.release(), printer.resource.c_str(), file.c_str()));
    if (!answer) {
        return Submitted::Failed;
    }
    const auto status = ippGetStatusCode(answer.get());
    return status == IPP_STATUS_ERROR_BUSY         ? Submitted::Busy
           : status < IPP_STATUS_ERROR_BAD_REQUEST ? Submitted::Yes
                                                   : Submitted::Failed;
}

}  // namespace doorstep::emulators
