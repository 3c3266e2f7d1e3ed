#include "station-agent/ctl/test_submit.hpp"

#include <cstdio>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/id_number.hpp"
#include "base/uuid.hpp"
#include "station-agent/ctl/agent_link.hpp"

namespace doorstep::agent {
namespace {

constexpr std::size_t largest_file = 15U << 20U;  // one message of the socket

wire::SubmissionKind kind_of(const std::string& name) {
    const std::map<std::string, wire::SubmissionKind> kinds{{"application", wire::APPLICATION},
                                                            {"check-in", wire::CHECK_IN},
                                                            {"enrolment", wire::ENROLMENT},
                                                            {"withdrawal", wire::WITHDRAWAL},
                                                            {"supplement", wire::SUPPLEMENT},
                                                            {"question", wire::QUESTION},
                                                            {"withdraw-application", wire::APPLICATION_WITHDRAWN},
                                                            {"keep-application", wire::APPLICATION_KEPT}};
    const auto found = kinds.find(name);
    return found != kinds.end() ? found->second : wire::SUBMISSION_UNKNOWN;
}

std::string default_number() {
    const std::string first = "99010119660101002";
    return first + id_number_check_character(first);
}

Result<std::string> open_person(AgentLink& agent, const std::string& number) {
    wire::AgentRequest request;
    auto& card = *request.mutable_open_person()->mutable_card();
    card.set_variant(wire::CardFields::CITIZEN);
    card.set_name("测试");
    card.set_number(number.empty() ? default_number() : number);
    DOORSTEP_TRY(const auto reply, agent.ask(request));
    return reply.person().session();
}

Status put_files(AgentLink& agent, const std::string& session, const std::string& draft, const TestSubmit& wanted) {
    std::uint32_t number = 0;
    for (const auto& file : wanted.files) {
        DOORSTEP_TRY(const std::string content, read_text_file(file, largest_file));
        const bool answers = file.ends_with(".json");
        wire::AgentRequest request;
        auto& part = *request.mutable_put_part();
        part.set_session(session);
        part.set_draft(draft);
        part.set_number(++number);
        part.set_kind(answers ? wire::ANSWERS : wire::PAGE_ORIGINAL);
        part.set_media_type(answers ? "application/json" : "image/jpeg");
        part.set_inline_(content);
        DOORSTEP_TRY([[maybe_unused]] const auto done, agent.ask(request));
    }
    return {};
}

Result<wire::Submitted> hand_in(const TestSubmit& wanted) {
    AgentLink agent;
    DOORSTEP_TRY(const std::string session, open_person(agent, wanted.number));
    wire::AgentRequest start;
    start.mutable_start_draft()->set_session(session);
    start.mutable_start_draft()->set_kind(kind_of(wanted.kind));
    start.mutable_start_draft()->set_scheme("dibao");
    start.mutable_start_draft()->set_scheme_version(1);
    if (!wanted.id.empty()) {
        DOORSTEP_TRY(const Uuid id, Uuid::parse(wanted.id));
        start.mutable_start_draft()->set_id(std::string(as_text(id.bytes())));
    }
    DOORSTEP_TRY(const auto started, agent.ask(start));
    DOORSTEP_CHECK(put_files(agent, session, started.draft_started().id(), wanted));
    wire::AgentRequest submit;
    submit.mutable_submit()->set_session(session);
    submit.mutable_submit()->set_draft(started.draft_started().id());
    DOORSTEP_TRY(const auto reply, agent.ask(submit));
    return reply.submitted();
}

}  // namespace

int run_submit(const TestSubmit& wanted) {
    const auto submitted = hand_in(wanted);
    if (!submitted) {
        std::fprintf(stderr, "doorstep-agent-ctl: %s\n", submitted.error().text().c_str());
        return 1;
    }
    const auto id = Uuid::from_bytes(as_bytes(submitted->submission())).value_or(Uuid{});
    const nlohmann::json json{{"submission", id.text()},
                              {"case_number", submitted->case_number()},
                              {"sealed_ms", submitted->sealed_ms()},
                              {"line_up", submitted->line_up()},
                              {"qr", submitted->qr_text()}};
    std::printf("%s\n", json.dump().c_str());
    return 0;
}

int run_drain(std::int64_t seconds) {
    constexpr std::int64_t step_ms = 50;
    AgentLink agent;
    wire::AgentRequest request;
    request.mutable_status();
    for (std::int64_t waited = 0; waited <= seconds * 1000; waited += step_ms) {
        const auto reply = agent.ask(request);
        const bool empty = reply && reply->status().sealed() == 0 && reply->status().sending() == 0;
        if (empty) {
            std::printf("%u acknowledged, %u refused, %u shelved\n", reply->status().acknowledged(),
                        reply->status().refused(), reply->status().shelved());
            return 0;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(step_ms));
    }
    std::fprintf(stderr, "doorstep-agent-ctl: the outbox is not empty after %lld s\n", static_cast<long long>(seconds));
    return 1;
}

}  // namespace doorstep::agent
