#include "provisioning/enrolment/line/bench_sockets.hpp"

#include <algorithm>

#include "protocol/messages/agent.pb.h"
#include "protocol/messages/hub.pb.h"
#include "protocol/messages/setup.pb.h"

namespace doorstep::setup {
namespace {

template <class Request>
bool is_one_of(const std::string& bytes, std::initializer_list<typename Request::KindCase> kinds) {
    Request request;
    return request.ParseFromString(bytes) && std::count(kinds.begin(), kinds.end(), request.kind_case()) == 1;
}

}  // namespace

int bench_socket_index(wire::BenchSocket socket) {
    const auto found = std::find_if(bench_sockets.begin(), bench_sockets.end(),
                                    [socket](const auto& place) { return place.socket == socket; });
    return found == bench_sockets.end() ? -1 : static_cast<int>(found - bench_sockets.begin());
}

bool may_pass(wire::BenchSocket socket, const std::string& request) {
    using Setup = wire::SetupRequest;
    using Keys = wire::AgentSetupRequest;
    using Agent = wire::AgentRequest;
    using Hub = wire::HubRequest;
    switch (socket) {
        case wire::BENCH_SETUP:
            return is_one_of<Setup>(request,
                                    {Setup::kGet, Setup::kDone, Setup::kSkip, Setup::kSetNetwork, Setup::kSetClock});
        case wire::BENCH_KEYS:
            return is_one_of<Keys>(request, {Keys::kBegin, Keys::kConfirm, Keys::kSignReport});
        case wire::BENCH_AGENT:
            return is_one_of<Agent>(request, {Agent::kListAccounts});
        case wire::BENCH_HUB:
            return is_one_of<Hub>(request, {Hub::kOpenSession, Hub::kSelfTest, Hub::kCloseSession});
        default:
            return false;
    }
}

}  // namespace doorstep::setup
