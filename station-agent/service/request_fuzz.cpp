// Bytes from a broken or hostile kiosk: every request answered, none crashes; the same in an exercise.
#include <unistd.h>

#include <filesystem>

#include "base/log.hpp"
#include "base/testing/fuzz_target.hpp"
#include "protocol/messages/agent.pb.h"
#include "station-agent/service/agent.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/training/exercise.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::agent;

// An agent without enrolment in a folder of its own, removed at the end.
struct World {
    std::filesystem::path folder;
    EventLoop loop;
    std::unique_ptr<Agent> agent;
    std::string session;
    Exercise exercise{system_clock(), "周丽",
                      [](const wire::SpoolRef&) -> Result<WipedBytes> { return wire::FAULT_SPOOL_MISMATCH; }};
    std::string played;  // a session of the exercise

    World() {
        google::protobuf::SetLogHandler(nullptr);
        ::setenv("DOORSTEP_LOG", "error", 1);
        log::start("agent_request_fuzz");
        std::string name = "/dev/shm/agentfuzzXXXXXX";
        folder = ::mkdtemp(name.data());
        AgentSettings settings;
        settings.state_folder = folder;
        settings.keys_folder = folder / "keys";
        settings.spool_folder = folder;
        agent = Agent::open(loop, settings).value();
        wire::AgentRequest open;
        open.mutable_open_person()->mutable_card()->set_number("990101194001010018");
        wire::AgentReply reply;
        reply.ParseFromString(agent->handle("0:kiosk", open.SerializeAsString()));
        session = reply.person().session();
        open.mutable_open_person()->set_training(true);
        played = exercise.answer(open).person().session();
    }
    ~World() {
        agent.reset();
        std::filesystem::remove_all(folder);
    }
};

World& world() {
    static World made;
    return made;
}

// Neither an answer nor a fault: a kiosk would wait for ever.
void check(const wire::AgentReply& reply) {
    if (reply.kind_case() == wire::AgentReply::KIND_NOT_SET && reply.fault().code() == wire::FAULT_NONE) {
        std::abort();
    }
}

Bytes bytes_of(const wire::AgentRequest& request) {
    const auto text = request.SerializeAsString();
    return {text.begin(), text.end()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string reply =
        world().agent->handle("0:kiosk", {reinterpret_cast<const char*>(data), size}, Access::Everything);
    wire::AgentReply parsed;
    check(parsed.ParseFromString(reply) ? parsed : wire::AgentReply());
    wire::AgentRequest request;
    if (request.ParseFromArray(data, static_cast<int>(size))) {
        check(world().exercise.answer(request));
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    const std::string& session = world().session;
    const std::string draft(16, 'd');
    wire::AgentRequest start;
    start.mutable_start_draft()->set_session(session);
    start.mutable_start_draft()->set_kind(wire::APPLICATION);
    start.mutable_start_draft()->set_id(draft);
    wire::AgentRequest put;
    put.mutable_put_part()->set_session(session);
    put.mutable_put_part()->set_draft(draft);
    put.mutable_put_part()->set_number(1);
    put.mutable_put_part()->set_kind(wire::CONSENTS);
    put.mutable_put_part()->set_inline_("x");
    wire::AgentRequest spool = put;
    spool.mutable_put_part()->mutable_spool()->set_name("a/b");
    wire::Acting acting;
    acting.set_as(wire::Acting::PROXY);
    acting.mutable_entrustment()->set_kind(wire::Consent::ENTRUSTMENT);
    wire::AgentRequest for_another = put;
    for_another.mutable_put_part()->set_kind(wire::ACTING);
    for_another.mutable_put_part()->set_inline_(acting.SerializeAsString());
    wire::AgentRequest cases;
    cases.mutable_my_cases()->set_session(session);
    cases.mutable_my_cases()->set_for_number("99010119480315002X");
    wire::AgentRequest submit;
    submit.mutable_submit()->set_session(session);
    submit.mutable_submit()->set_draft(draft);
    wire::AgentRequest get;
    get.mutable_get_draft()->set_session(session);
    get.mutable_get_draft()->set_draft(draft);
    wire::AgentRequest vault;
    vault.mutable_open_vault()->set_session(session);
    vault.mutable_open_vault()->set_consent_id("c");
    wire::AgentRequest list;
    list.mutable_list_sealed()->set_shelved_only(true);
    wire::AgentRequest read;
    read.mutable_read_sealed()->set_submission(draft);
    read.mutable_read_sealed()->set_size(1);
    wire::AgentRequest retry;
    retry.mutable_retry_shelved()->set_submission(draft);
    wire::AgentRequest receipt;
    receipt.mutable_take_receipt()->set_submission(draft);
    wire::AgentRequest sign_in;
    sign_in.mutable_sign_in()->set_account("zhou");
    wire::AgentRequest tested;
    tested.mutable_keep_self_test()->set_why(wire::SelfTestRecord::DAILY);
    tested.mutable_keep_self_test()->add_devices()->set_what(wire::HealthFact::CAMERA_LIGHT);
    tested.mutable_keep_self_test()->add_glasses()->add_spots()->set_x(1);
    wire::AgentRequest told;
    told.mutable_tell_devices()->add_devices()->set_fault(wire::FAULT_PRINTER_JAM);
    wire::AgentRequest begin;
    begin.mutable_begin_training()->set_operator_token("t");
    wire::AgentRequest play = start;
    play.mutable_start_draft()->set_session(world().played);
    wire::AgentRequest play_part = put;
    play_part.mutable_put_part()->set_session(world().played);
    wire::AgentRequest play_submit = submit;
    play_submit.mutable_submit()->set_session(world().played);
    return {bytes_of(tested), bytes_of(told),    bytes_of(start),       bytes_of(put),        bytes_of(spool),
            bytes_of(submit), bytes_of(get),     bytes_of(vault),       bytes_of(list),       bytes_of(read),
            bytes_of(retry),  bytes_of(receipt), bytes_of(for_another), bytes_of(cases),      bytes_of(sign_in),
            bytes_of(begin),  bytes_of(play),    bytes_of(play_part),   bytes_of(play_submit)};
}
