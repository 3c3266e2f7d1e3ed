#include "tests/faults/fault_scene.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "township/testing/household.hpp"

namespace doorstep::faults {
namespace {

using nlohmann::json;

constexpr std::size_t largest_text = 1U << 20U;
constexpr std::int64_t step_ms = 20;

void rest() {
    std::this_thread::sleep_for(std::chrono::milliseconds(step_ms));
}

void must(bool done, const std::string& what) {
    if (!done) {
        throw std::runtime_error(what);
    }
}

std::string random_page(std::mt19937_64& random) {
    constexpr std::size_t least = 2'000;
    constexpr std::size_t most = 200'000;
    return township::testing::page_bytes(least + random() % (most - least), static_cast<unsigned>(random()));
}

// The invitation's address is the township's own; this station's road leads over its line.
std::string invitation_over(const std::string& text, const std::string& address) {
    auto invitation = json::parse(text);
    invitation["address"] = address;
    return invitation.dump();
}

}  // namespace

Papers random_papers(std::mt19937_64& random) {
    constexpr int persons = 900;
    Papers papers;
    papers.person = township::testing::id_number(static_cast<int>(random() % persons));
    papers.parts = {township::testing::valid_answers(fmt::format("王{}", random()), papers.person)};
    for (auto pages = random() % 4; pages > 0; --pages) {
        papers.parts.push_back(random_page(random));
    }
    return papers;
}

Papers papers_with_a_page(std::mt19937_64& random) {
    constexpr std::size_t page = 150'000;
    auto papers = random_papers(random);
    papers.parts = {papers.parts[0], township::testing::page_bytes(page, static_cast<unsigned>(random()))};
    return papers;
}

FaultStation::FaultStation(township::testing::TownshipProcess& town, HandInRecord& record, std::string id)
    : record_(record), id_(std::move(id)) {
    line_.lead_to(town.address());
    const auto invitation = town.folder() / (id_ + ".invitation");
    const auto reply = town.folder() / (id_ + ".reply");
    must(town.run({"enrol-station", id_, "--out", invitation.native()}).code == 0, "no invitation");
    agent_ = std::make_unique<agent::testing::AgentProcess>(
        folder_, DOORSTEP_BIN_DIR, invitation_over(read_text_file(invitation, largest_text).value(), line_.address()));
    // Quick to try again, so that a round has many connections; what is lost and found stays the same.
    const std::string_view quick =
        "reserve_mib = 0\nscarce_below_mib = 0\nfirst_retry_ms = 50\nlongest_retry_ms = 400\npeople_at_once = 100000\n";
    must(write_file_atomically(folder_.path() / "root/etc/doorstep/agent.toml", as_bytes(quick)).has_value(),
         "no settings");
    must(write_file_durably(reply, as_bytes(agent_->enrolment_reply())).has_value(), "no reply");
    must(town.run({"enrol-station", "--no-code", "--confirm", reply.native()}).code == 0, "not confirmed");
    agent_->start();
}

void FaultStation::revive() {
    if (agent_->has_died()) {
        agent_->kill_hard();
        agent_->start();
    }
}

bool FaultStation::put_parts(const Papers& papers, const std::string& session) {
    for (std::size_t i = 0; i < papers.parts.size(); ++i) {
        wire::AgentRequest request;
        auto& part = *request.mutable_put_part();
        part.set_session(session);
        part.set_draft(std::string(as_text(papers.id.bytes())));
        part.set_number(static_cast<std::uint32_t>(i + 1));
        part.set_kind(i == 0 ? wire::ANSWERS : wire::PAGE_STRAIGHTENED);
        part.set_media_type(i == 0 ? "application/json" : "image/jpeg");
        part.set_inline_(papers.parts[i]);
        const auto reply = agent_->ask(request);
        if (!reply || !reply->done()) {
            return false;
        }
    }
    return true;
}

std::optional<std::string> FaultStation::try_hand_in(const Papers& papers) {
    if (std::find(made_.begin(), made_.end(), papers.id) == made_.end()) {
        made_.push_back(papers.id);
        record_.made(papers.id, id_, papers.parts);
    }
    wire::AgentRequest open;
    auto& card = *open.mutable_open_person()->mutable_card();
    card.set_variant(wire::CardFields::CITIZEN);
    card.set_number(papers.person);
    const auto person = agent_->ask(open);
    if (!person || !person->has_person()) {
        return std::nullopt;
    }
    const auto session = person->person().session();
    wire::AgentRequest start;
    auto& draft = *start.mutable_start_draft();
    draft.set_session(session);
    draft.set_kind(papers.kind);
    draft.set_scheme("dibao");
    draft.set_scheme_version(1);
    draft.set_case_number(papers.case_number);
    draft.set_id(std::string(as_text(papers.id.bytes())));
    const auto started = agent_->ask(start);
    // Refused when it was handed in already: then only the receipt is asked for.
    if (!started || (started->has_draft_started() && !put_parts(papers, session))) {
        return std::nullopt;
    }
    wire::AgentRequest submit;
    submit.mutable_submit()->set_session(session);
    submit.mutable_submit()->set_draft(std::string(as_text(papers.id.bytes())));
    const auto reply = agent_->ask(submit);
    if (!reply || !reply->has_submitted()) {
        return std::nullopt;
    }
    record_.answered(papers.id, id_, reply->submitted().case_number());
    return reply->submitted().case_number();
}

std::optional<std::string> FaultStation::hand_in(const Papers& papers, int tries) {
    for (int i = 0; i < tries; ++i) {
        revive();
        if (auto answered = try_hand_in(papers)) {
            return answered;
        }
        rest();
    }
    return std::nullopt;
}

bool FaultStation::note_confirmed() {
    wire::AgentRequest request;
    request.mutable_status();
    const auto reply = agent_->ask(request);
    if (!reply || !reply->has_status()) {
        return false;
    }
    const auto& status = reply->status();
    record_.confirmed(id_, status.acknowledged());
    return status.sealed() + status.sending() + status.shelved() + status.refused() == 0;
}

bool FaultStation::drained(std::int64_t longest_ms) {
    const auto end = monotonic_milliseconds() + longest_ms;
    while (monotonic_milliseconds() < end) {
        revive();
        if (note_confirmed()) {
            return true;
        }
        rest();
    }
    return false;
}

FaultScene::FaultScene(std::size_t stations, const std::string& store)
    : town_(DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share", store) {
    must(town_.serve(), "the township does not serve");
    for (std::size_t i = 0; i < stations; ++i) {
        stations_.push_back(std::make_unique<FaultStation>(town_, record_, fmt::format("village-{}", i + 1)));
    }
}

void FaultScene::replace_township() {
    town_.kill_hard();
    must(town_.serve(), "the township does not serve again");
    for (auto& station : stations_) {
        station->line().lead_to(town_.address());
    }
}

void FaultScene::heal() {
    for (auto& station : stations_) {
        station->line().play([](std::size_t) { return LineFault{}; });
        station->line().set_away(false);
        station->line().cut_all();
    }
}

bool FaultScene::carry(FaultStation& station) {
    const agent::testing::TestFolder stick;
    return station.agent().ctl("export " + stick.path().native()) &&
           town_.run({"import", stick.path().native()}).code == 0 &&
           station.agent().ctl("receipts " + stick.path().native());
}

void add_verdict(FaultTotals& totals, const Verdict& verdict) {
    totals.add("submissions-made", verdict.made);
    totals.add("submissions-acknowledged", verdict.answered);
    totals.add("submissions-archived", verdict.held);
    totals.add("violations", verdict.code == 0 ? 0 : std::max<std::size_t>(verdict.kinds.size(), 1));
}

Verdict run_checker(const township::testing::TownshipProcess& town, const HandInRecord& record) {
    const agent::testing::TestFolder scratch;  // in RAM: hundreds of exports, each synced file by file
    const auto command = fmt::format(
        "DOORSTEP_ROOT='{}' DOORSTEP_SHARE='{}' '{}' '{}' --json --township '{}' --scratch '{}' 2>&1",
        (town.folder() / "root").native(), DOORSTEP_BIN_DIR "/../share", DOORSTEP_BIN_DIR "/doorstep-fault-check",
        record.file().native(), DOORSTEP_BIN_DIR "/doorstep-township", scratch.path().native());
    Verdict verdict;
    FILE* pipe = ::popen(command.c_str(), "re");
    must(pipe != nullptr, "no checker");
    std::array<char, 4096> piece{};
    while (const auto n = std::fread(piece.data(), 1, piece.size(), pipe)) {
        verdict.words.append(piece.data(), n);
    }
    const int status = ::pclose(pipe);
    verdict.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    const auto said = json::parse(verdict.words, nullptr, false);
    if (said.is_object()) {
        verdict.made = said.at("made");
        verdict.answered = said.at("answered");
        verdict.held = said.at("held");
        for (const auto& violation : said.at("violations")) {
            verdict.kinds.push_back(violation.at("kind"));
        }
    }
    return verdict;
}

}  // namespace doorstep::faults
