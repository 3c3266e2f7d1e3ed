// Walks each request that there is: what a bench may ask of a kiosk is listed here, everything else ends there.
#include "provisioning/enrolment/line/bench_sockets.hpp"

#include <set>

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "protocol/messages/agent.pb.h"
#include "protocol/messages/hub.pb.h"
#include "protocol/messages/setup.pb.h"

namespace doorstep::setup {
namespace {

// Names of the kinds of a request that pass.
template <class Request>
std::set<std::string> passing(wire::BenchSocket socket) {
    std::set<std::string> names;
    const auto* kinds = Request::descriptor()->FindOneofByName("kind");
    for (int i = 0; i < kinds->field_count(); ++i) {
        Request request;
        const auto* field = kinds->field(i);
        request.GetReflection()->MutableMessage(&request, field);
        if (may_pass(socket, request.SerializeAsString())) {
            names.insert(field->name());
        }
    }
    return names;
}

using Names = std::set<std::string>;

TEST(BenchSockets, OnlyWhatSettingUpNeedsPasses) {
    EXPECT_EQ(passing<wire::SetupRequest>(wire::BENCH_SETUP),
              (Names{"get", "done", "skip", "set_network", "set_clock"}));
    EXPECT_EQ(passing<wire::AgentSetupRequest>(wire::BENCH_KEYS), (Names{"begin", "confirm", "sign_report"}));
    EXPECT_EQ(passing<wire::AgentRequest>(wire::BENCH_AGENT), (Names{"list_accounts"}));
    EXPECT_EQ(passing<wire::HubRequest>(wire::BENCH_HUB), (Names{"open_session", "self_test", "close_session"}));
    EXPECT_EQ(passing<wire::HubRequest>(wire::BENCH_SOCKET_UNKNOWN), Names{});
}

TEST(BenchSockets, NeitherDoNonsenseNorNothing) {
    for (const auto& place : bench_sockets) {
        EXPECT_FALSE(may_pass(place.socket, ""));
        EXPECT_FALSE(may_pass(place.socket, "\xff\xff\xff"));
    }
    EXPECT_EQ(bench_socket_index(wire::BENCH_SOCKET_UNKNOWN), -1);
    EXPECT_EQ(bench_socket_index(static_cast<wire::BenchSocket>(5)), -1);
    EXPECT_EQ(bench_socket_index(wire::BENCH_HUB), 3);
}

}  // namespace
}  // namespace doorstep::setup
