#include "station-agent/enrolment/setup_socket.hpp"

#include <array>

#include "base/files.hpp"
#include "base/log.hpp"
#include "protocol/envelope/enrolment_text.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/envelope/setup_report.hpp"
#include "station-agent/enrolment/enrolment.hpp"

namespace doorstep::agent {
namespace {

using Reply = wire::AgentSetupReply;
using Folder = std::filesystem::path;

constexpr std::size_t longest_invitation = 64U << 10U;

Reply fault(wire::SetupFault code) {
    Reply reply;
    reply.set_fault(code);
    return reply;
}

struct Rule {
    EnrolmentError error;
    wire::SetupFault fault;
};
constexpr std::array rules{
    Rule{EnrolmentError::BadInvitation, wire::SETUP_FAULT_INVITATION},
    Rule{EnrolmentError::OtherReleaseKeys, wire::SETUP_FAULT_INVITATION},
    Rule{EnrolmentError::OtherStation, wire::SETUP_FAULT_OTHER_STATION},
    Rule{EnrolmentError::WrongCode, wire::SETUP_FAULT_CODE_WRONG},
};

Reply fault_of(const Error& error) {
    log::warning("set-up: {}", error.text());
    for (const auto& rule : rules) {
        if (error.is(rule.error)) {
            return fault(rule.fault);
        }
    }
    return fault(error.is(FileError::NoSpace) ? wire::SETUP_FAULT_DISK_FULL : wire::SETUP_FAULT_INTERNAL);
}

Result<Reply> begin(const Folder& keys, const wire::BeginEnrolment& request) {
    DOORSTEP_TRY(const auto enrolled, enrol(keys, request.invitation(), {request.release_fingerprint(), true}));
    DOORSTEP_TRY(const auto kept, load_enrolment(keys));
    DOORSTEP_TRY(const auto code, protocol::reply_code(enrolled.reply));
    Reply reply;
    auto& begun = *reply.mutable_begun();
    begun.set_station(kept->station);
    begun.set_township(kept->township);
    begun.set_reply(enrolled.reply);
    begun.set_reply_code(code);
    begun.set_code(enrolled.code);
    begun.set_release_fingerprint(enrolled.release_fingerprint);
    return reply;
}

Result<Reply> confirm(const Folder& keys, const wire::ConfirmEnrolment& request) {
    DOORSTEP_CHECK(confirm_enrolment(keys, request.code()));
    Reply reply;
    reply.set_done(true);
    return reply;
}

Reply sign_report(const Enrolment& own, const wire::SignReport& request) {
    if (request.report().size() > protocol::longest_setup_report) {
        return fault(wire::SETUP_FAULT_BAD_REQUEST);
    }
    const auto text = [](const Bytes& bytes) { return std::string(bytes.begin(), bytes.end()); };
    Reply reply;
    auto& report = *reply.mutable_report();
    report.set_signature(text(protocol::sign_setup_report(request.report(), own.sign)));
    report.set_sign_public(text(own.sign.public_key));
    report.set_gateway_public(text(own.gateway_sign_public));
    report.set_release_fingerprint(own.release_keys.empty() ? "" : protocol::release_fingerprint(own.release_keys));
    report.set_station(own.station);
    report.set_township(own.township);
    return reply;
}

Result<Reply> answer(const Folder& keys, const wire::AgentSetupRequest& request) {
    DOORSTEP_TRY(const auto own, load_enrolment(keys));
    switch (request.kind_case()) {
        case wire::AgentSetupRequest::kBegin:
            // Whoever stands before the kiosk later does not give it to another township.
            if (own && own->confirmed) {
                return fault(wire::SETUP_FAULT_ENROLLED);
            }
            return request.begin().invitation().size() > longest_invitation ? fault(wire::SETUP_FAULT_INVITATION)
                                                                            : begin(keys, request.begin());
        case wire::AgentSetupRequest::kConfirm:
            return own ? confirm(keys, request.confirm()) : fault(wire::SETUP_FAULT_NOT_ENROLLED);
        case wire::AgentSetupRequest::kSignReport:
            return own ? sign_report(*own, request.sign_report()) : fault(wire::SETUP_FAULT_NOT_ENROLLED);
        default:
            return fault(wire::SETUP_FAULT_BAD_REQUEST);
    }
}

}  // namespace

Reply SetupSocket::handle(const Folder& keys_folder, const wire::AgentSetupRequest& request) {
    auto reply = answer(keys_folder, request);
    return reply ? *std::move(reply) : fault_of(reply.error());
}

Result<std::unique_ptr<SetupSocket>> SetupSocket::serve(EventLoop& loop, Folder keys_folder,
                                                        const std::string& address) {
    std::unique_ptr<SetupSocket> socket(new SetupSocket);
    protocol::RpcServer::Handlers handlers;
    handlers.request = [keys = std::move(keys_folder)](const std::string&, const std::string& payload,
                                                       const protocol::RpcServer::Reply& reply) {
        wire::AgentSetupRequest request;
        const bool good = request.ParseFromString(payload);
        reply((good ? handle(keys, request) : fault(wire::SETUP_FAULT_BAD_REQUEST)).SerializeAsString());
    };
    DOORSTEP_TRY(socket->server_, protocol::RpcServer::bind(loop, address, std::move(handlers)));
    return socket;
}

}  // namespace doorstep::agent
