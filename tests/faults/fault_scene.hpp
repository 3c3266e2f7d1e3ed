// A township and stations, all real programs, with a bad line before each station, and the record of what people were
// told. Each station is one thread's; the township is the scene's own thread's.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "station-agent/testing/agent_process.hpp"
#include "tests/faults/fault_totals.hpp"
#include "tests/faults/faulty_line.hpp"
#include "tests/faults/hand_in_record.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::faults {

// What one person hands in.
struct Papers {
    Uuid id = Uuid::make_v7();
    wire::SubmissionKind kind = wire::APPLICATION;
    std::string case_number;         // of an earlier one; empty: new
    std::string person;              // ID number
    std::vector<std::string> parts;  // answers, then pages; no two hand-ins have the same
};

// Random papers: some light, some with a page or three.
Papers random_papers(std::mt19937_64& random);
// Answers and one page that travels in three chunks and a bit, and is kept as a file on either store.
Papers papers_with_a_page(std::mt19937_64& random);

class FaultStation {
  public:
    // Enrols at the township, which must serve; the line leads there and has no fault.
    FaultStation(township::testing::TownshipProcess& town, HandInRecord& record, std::string id);

    const std::string& id() const { return id_; }
    FaultyLine& line() { return line_; }
    // The agent, for its thread; for another thread only its pid.
    agent::testing::AgentProcess& agent() { return *agent_; }
    // The folder whose state/ is the agent's; for looks at a stopped one.
    std::filesystem::path state() const { return folder_.path() / "root/var/lib/doorstep/agent"; }

    // One try, as a kiosk does it: person, draft, parts, submit. Written into the record before and, when answered,
    // after. The case number; nothing when no answer came.
    std::optional<std::string> try_hand_in(const Papers& papers);
    // Tries again and again, starts the agent when it was killed; gives up after so many tries.
    std::optional<std::string> hand_in(const Papers& papers, int tries = 200);
    // Starts the agent if it does not run.
    void revive();
    // Writes down what the agent says was acknowledged; true when nothing waits any more.
    bool note_confirmed();
    // Nothing waits, within so long; the agent is revived meanwhile.
    bool drained(std::int64_t longest_ms);

  private:
    bool put_parts(const Papers& papers, const std::string& session);

    agent::testing::TestFolder folder_;
    HandInRecord& record_;
    std::string id_;
    FaultyLine line_;
    std::unique_ptr<agent::testing::AgentProcess> agent_;
    std::vector<Uuid> made_;
};

struct Verdict {
    int code = -1;                   // of the checker: 0 the promise was kept, 1 not, 2 not checked
    std::string words;               // all that it said
    std::vector<std::string> kinds;  // of the violations
    std::uint64_t made = 0, answered = 0, held = 0;
};
// Among the totals of a round: what was made, acknowledged and archived, and the violations.
void add_verdict(FaultTotals& totals, const Verdict& verdict);
// Runs the checker program over that record and that township's archive.
Verdict run_checker(const township::testing::TownshipProcess& town, const HandInRecord& record);

class FaultScene {
  public:
    // Serving, with so many stations whose agents run. `store`: lines of [store] in township.toml.
    explicit FaultScene(std::size_t stations, const std::string& store = township::testing::store_lines());

    township::testing::TownshipProcess& town() { return town_; }
    std::vector<std::unique_ptr<FaultStation>>& stations() { return stations_; }
    HandInRecord& record() { return record_; }
    // kill -9 of the township and a new one in its place; the lines lead there.
    void replace_township();
    // No faults any more, on any line.
    void heal();
    // By stick for whatever still waits at that station: export, import, receipts. False when one of them failed.
    bool carry(FaultStation& station);

    Verdict check() const { return run_checker(town_, record_); }

  private:
    township::testing::TownshipProcess town_;
    HandInRecord record_{town_.folder() / "record"};
    std::vector<std::unique_ptr<FaultStation>> stations_;
};

}  // namespace doorstep::faults
