#include "station-agent/testing/test_station.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/id_number.hpp"
#include "station-agent/enrolment/enrolment.hpp"

namespace doorstep::agent::testing {

TestFolder::TestFolder(const std::filesystem::path& below) {
    std::string name = below / "agentXXXXXX";
    const char* made = ::mkdtemp(name.data());
    path_ = made != nullptr ? name : ::testing::TempDir();
}

TestFolder::~TestFolder() {
    std::error_code failed;
    std::filesystem::remove_all(path_, failed);
}

bool TestFolder::contains(BytesView bytes) const {
    constexpr std::size_t largest = 256U << 20U;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
        const auto content = entry.is_regular_file() ? read_file(entry.path(), largest) : Result<Bytes>(Bytes{});
        if (content && std::search(content->begin(), content->end(), bytes.begin(), bytes.end()) != content->end()) {
            return true;
        }
    }
    return false;
}

std::string citizen_number(int serial) {
    const std::string first = fmt::format("99010119{:02}0101{:03}", 40 + serial % 50, serial % 1000);
    return first + id_number_check_character(first);
}

TestStation::TestStation() {
    settings.state_folder = folder.path() / "state";
    settings.keys_folder = folder.path() / "state" / "keys";
    settings.spool_folder = folder.path() / "spool";
    settings.version = "test";
    settings.health_folder = folder.path() / "health";
    settings.asks_folder = folder.path() / "asks";
    settings.update_outcome = folder.path() / "updater" / "line";
    // Whatever is free where tests run; a test that means free space sets it.
    settings.bounds.soft_free_bytes = 0;
    settings.bounds.floor_free_bytes = 0;
    settings.bounds.reserve_bytes = 0;
    settings.people_at_once = 100'000;  // tests are quicker than people
    settings.delays = {20, 100, 5, 2'000, 50, 3'000, 30'000, 1'000};
    EXPECT_TRUE(make_folder(settings.spool_folder, 0700));
}

std::string TestStation::enrol(const std::string& invitation, const EnrolOptions& options) {
    EXPECT_TRUE(make_folder(settings.state_folder, 0700));
    return agent::enrol(settings.keys_folder, invitation, options).value().reply;
}

void TestStation::start() {
    auto opened = Agent::open(loop, settings, clock);
    ASSERT_TRUE(opened) << opened.error().text();
    agent_ = std::move(*opened);
}

wire::AgentReply TestStation::ask(const wire::AgentRequest& request, const std::string& peer) {
    wire::AgentReply reply;
    EXPECT_TRUE(reply.ParseFromString(agent_->handle(peer, request.SerializeAsString())));
    return reply;
}

wire::AgentReply TestStation::ask_as_technician(const wire::AgentRequest& request) {
    wire::AgentReply reply;
    EXPECT_TRUE(reply.ParseFromString(agent_->handle("1:ctl", request.SerializeAsString(), Access::Technician)));
    return reply;
}

bool TestStation::turn_until(const std::function<bool()>& done, std::int64_t longest_ms) {
    const auto end = monotonic_milliseconds() + longest_ms;
    while (monotonic_milliseconds() < end) {
        if (done()) {
            return true;
        }
        loop.run_once(5);
    }
    return false;
}

std::string TestStation::open_person(const std::string& number, bool from_chip) {
    wire::AgentRequest request;
    auto& card = *request.mutable_open_person()->mutable_card();
    card.set_variant(wire::CardFields::CITIZEN);
    card.set_name("王测试");
    card.set_number(number);
    card.set_read_from_chip(from_chip);
    if (from_chip) {
        card.set_chip_serial("\x11\x22\x33\x44\x55\x66\x77\x88");
        card.set_valid_from("2015-03-01");
        card.set_valid_until("2035-03-01");
    }
    return ask(request).person().session();
}

std::string TestStation::start_draft(const std::string& session, wire::SubmissionKind kind, const std::string& id) {
    wire::AgentRequest request;
    request.mutable_start_draft()->set_session(session);
    request.mutable_start_draft()->set_kind(kind);
    request.mutable_start_draft()->set_scheme("dibao");
    request.mutable_start_draft()->set_scheme_version(1);
    request.mutable_start_draft()->set_id(id);
    return ask(request).draft_started().id();
}

wire::AgentReply TestStation::put(const std::string& session, const std::string& draft, std::uint32_t number,
                                  wire::PartKind kind, const std::string& content) {
    wire::AgentRequest request;
    auto& part = *request.mutable_put_part();
    part.set_session(session);
    part.set_draft(draft);
    part.set_number(number);
    part.set_kind(kind);
    part.set_media_type("application/octet-stream");
    part.set_inline_(content);
    part.set_page("page-" + std::to_string(number));
    return ask(request);
}

wire::AgentReply TestStation::submit(const std::string& session, const std::string& draft, const std::string& token) {
    wire::AgentRequest request;
    request.mutable_submit()->set_session(session);
    request.mutable_submit()->set_draft(draft);
    request.mutable_submit()->set_operator_token(token);
    return ask(request);
}

wire::Submitted TestStation::hand_in(const std::string& content, const std::string& number) {
    const auto session = open_person(number);
    const auto draft = start_draft(session, wire::APPLICATION);
    EXPECT_TRUE(put(session, draft, 1, wire::ANSWERS, content).done());
    const auto reply = submit(session, draft);
    EXPECT_EQ(reply.fault().code(), wire::FAULT_NONE);
    return reply.submitted();
}

wire::AgentStatus TestStation::status() {
    wire::AgentRequest request;
    request.mutable_status();
    return ask(request).status();
}

}  // namespace doorstep::agent::testing
