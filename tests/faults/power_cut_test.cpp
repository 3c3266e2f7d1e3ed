// The power goes, not only a process: whatever of the unsynced a disk may keep, tear or lose, what was answered is
// there afterwards, whole, and the store opens by itself (DESIGN rule 3).
//
// The real programs work over a shim that writes down what they do to files; a cut at any moment is then made of that,
// as often as wanted. 100 cuts here; DOORSTEP_FAULT_CUTS and DOORSTEP_FAULT_SEED ask for others (`./dev faults`).
#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/outbox/outbox.hpp"
#include "station-agent/testing/agent_process.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "tests/faults/fault_totals.hpp"
#include "tests/faults/power_cut.hpp"
#include "tests/faults/power_shim.hpp"
#include "township/archive/check.hpp"
#include "township/archive/submissions.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::faults {
namespace {

namespace fs = std::filesystem;
using agent::testing::AgentProcess;
using agent::testing::TestFolder;

// Faults that a look at a cut disk found; empty: the promise was kept.
using Faults = std::vector<std::string>;

struct Cuts {
    const PowerJournal& journal;
    std::mt19937_64 random;
    PowerJournal::Disk disk = PowerJournal::Disk::Honest;

    // Looks at so many cuts; how many broke the promise.
    template <class F>
    int look(std::uint64_t number, F look_at) {
        int broken = 0;
        for (std::uint64_t i = 0; i < number; ++i) {
            const TestFolder folder;
            const auto record = random() % (journal.size() + 1);
            journal.cut(record, random, folder.path() / "state", disk);
            const Faults faults = look_at(folder.path() / "state", journal.marks_before(record));
            broken += faults.empty() ? 0 : 1;
            if (disk == PowerJournal::Disk::Honest) {
                EXPECT_TRUE(faults.empty()) << "cut " << i << " before record " << record << ": " << faults[0];
            }
        }
        if (disk == PowerJournal::Disk::Honest) {
            FaultTotals totals;
            totals.add("power-cuts", number);
            totals.add("violations", static_cast<std::uint64_t>(broken));
            totals.tell("power");
        }
        return broken;
    }
};

void print_kinds(const char* who, const PowerJournal& journal) {
    std::printf("%s: %zu records:", who, journal.size());
    for (const auto& [kind, count] : journal.kinds()) {
        std::printf(" %c %zu", kind, count);
    }
    std::printf("\n");
}

std::vector<std::string> words_of(const std::string& mark) {
    std::istringstream in(mark);
    return {std::istream_iterator<std::string>(in), {}};
}

// ---- the agent's outbox
// ---------------------------------------------------------------------------------------------

bool part_is_whole(agent::Outbox& outbox, const Uuid& id, const Row& part) {
    const auto bytes =
        outbox.read_piece(id, static_cast<std::size_t>(part.number(0)), 0, static_cast<std::size_t>(part.number(2)));
    const auto digest = bytes ? sha256(as_bytes(*bytes)) : Digest{};
    return bytes && Bytes(digest.begin(), digest.end()) == part.bytes(1);
}

void look_at_items(agent::Store& store, agent::Outbox& outbox, Faults& faults) {
    const auto items = store.database->query("SELECT submission, envelope, envelope_digest FROM items").value();
    for (const auto& item : items) {
        const auto id = Uuid::from_bytes(item.bytes(0)).value();
        const auto digest = sha256(item.bytes(1));
        if (Bytes(digest.begin(), digest.end()) != item.bytes(2)) {
            faults.push_back(id.text() + ": its envelope is another");
        }
        const auto parts = store.database
                               ->query(
                                   "SELECT place, digest, size FROM item_parts "
                                   "WHERE submission = ?1",
                                   {item.bytes(0)})
                               .value();
        for (const auto& part : parts) {
            if (!part_is_whole(outbox, id, part)) {
                faults.push_back(fmt::format("{}: part {} is not whole", id.text(), part.number(0)));
            }
        }
        if (parts.empty()) {
            faults.push_back(id.text() + ": has no parts");
        }
    }
}

void look_at_chain(agent::Store& store, Faults& faults) {
    Bytes head;
    std::int64_t expected = 1;
    const auto rows = store.database->query("SELECT number, at_ms, subject, head FROM audit ORDER BY number").value();
    for (const auto& row : rows) {
        Digest subject{};
        const Bytes digest = row.bytes(2);
        std::copy_n(digest.begin(), std::min(digest.size(), subject.size()), subject.begin());
        const auto next = protocol::audit_step(head, static_cast<std::uint64_t>(expected), row.number(1), subject);
        head.assign(next.begin(), next.end());
        if (row.number(0) != expected++ || row.bytes(3) != head) {
            faults.push_back("the audit chain is broken");
        }
    }
    const auto items = store.database->query("SELECT count(*), ifnull(max(sequence), 0) FROM items").value();
    if (items[0].number(0) != expected - 1 || items[0].number(1) != expected - 1) {
        faults.push_back("items and audit chain tell different numbers");
    }
}

Faults look_at_outbox(const fs::path& state, const std::vector<std::string>& marks) {
    Faults faults;
    auto store = agent::Store::open(state);
    if (!store) {
        return {"the store does not open: " + store.error().text()};
    }
    agent::Outbox outbox(*store, system_clock());
    for (const auto& mark : marks) {
        const auto words = words_of(mark);
        const auto receipt = outbox.receipt(Uuid::parse(words[0]).value());
        if (!receipt || !*receipt || (*receipt)->qr_text != words[1]) {
            faults.push_back(words[0] + ": was answered and is lost");
        }
    }
    look_at_items(*store, outbox, faults);
    look_at_chain(*store, faults);
    return faults;
}

TEST(PowerCutOfTheAgent, WhatWasAnsweredIsThereWhole) {
    const auto seed = seed_of_run();
    EventLoop loop;
    const TestFolder folder;
    AgentProcess process(folder, DOORSTEP_BIN_DIR, agent::testing::FakeGateway(loop).invitation("village-1"));
    const auto state = folder.path() / "root/var/lib/doorstep/agent";
    const auto journal_file = folder.path() / "journal";
    process.start();
    ASSERT_TRUE(process.hand_in(Uuid::make_v7()));
    process.kill_hard();
    const auto before = DiskImage::of(state);
    put_under_shim(process, state, journal_file);
    process.start();
    for (int i = 0; i < 10; ++i) {
        const auto id = Uuid::make_v7();
        const auto receipt = process.hand_in(id);
        ASSERT_TRUE(receipt);
        PowerJournal::mark(journal_file, id.text() + " " + receipt->qr_text());
    }
    process.kill_hard();

    const PowerJournal journal(journal_file, state, before);
    print_kinds("agent", journal);
    ASSERT_GT(journal.kinds().at('S'), 10U) << "the shim saw nothing";
    const auto cuts = number_from("DOORSTEP_FAULT_CUTS", 100) / 2;
    EXPECT_EQ((Cuts{journal, std::mt19937_64(seed)}.look(cuts, look_at_outbox)), 0) << "seed " << seed;
    // The look would see it: a disk that only says that it synced loses what was answered.
    EXPECT_GT((Cuts{journal, std::mt19937_64(seed), PowerJournal::Disk::Lying}.look(20, look_at_outbox)), 0);
}

// ---- the township's archive
// -----------------------------------------------------------------------------------------

Faults look_at_archive(const fs::path& state, const std::vector<std::string>& marks) {
    Faults faults;
    auto archive = township::Archive::open(state);
    if (!archive) {
        return {"the archive does not open: " + archive.error().text()};
    }
    for (const auto& mark : marks) {
        const auto words = words_of(mark);
        const auto held = township::held_submission(**archive, Uuid::parse(words[0]).value());
        if (!held || !*held || std::to_string((*held)->received_ms) != words[1]) {
            faults.push_back(words[0] + ": was acknowledged and is lost");
        }
    }
    const auto report = township::check_archive(**archive);
    for (const auto& one : report.damage) {
        faults.push_back(fmt::format("{} {}: {}", one.kind, one.where, one.why));
    }
    return faults;
}

TEST(PowerCutOfTheTownship, WhatWasAcknowledgedIsThereWhole) {
    const auto seed = seed_of_run();
    township::testing::TownshipProcess town(DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share");
    EventLoop loop;
    township::testing::ScriptedStation station(loop, "kiosk-1");
    const auto invitation = (town.folder() / "invitation").native();
    const auto reply = (town.folder() / "reply").native();
    ASSERT_EQ(town.run({"enrol-station", "kiosk-1", "--out", invitation}).code, 0);
    ASSERT_TRUE(write_file_durably(reply, as_bytes(station.reply_to(read_text_file(invitation, 65536).value()))));
    ASSERT_EQ(town.run({"enrol-station", "--no-code", "--confirm", reply}).code, 0);
    const auto before = DiskImage::of(town.state());
    const auto journal_file = town.folder() / "journal";
    put_under_shim(town, town.state(), journal_file);
    ASSERT_TRUE(town.serve());
    ASSERT_TRUE(station.begin(town.address()));
    for (unsigned i = 0; i < 10; ++i) {
        township::testing::HandIn hand_in;
        hand_in.number = township::testing::id_number(static_cast<int>(i));
        hand_in.pages = {township::testing::page_bytes(40'000, i), township::testing::page_bytes(90'000, 100 + i)};
        const auto answer = station.deliver(station.seal(hand_in));
        ASSERT_TRUE(answer && answer->has_acknowledged());
        PowerJournal::mark(journal_file, fmt::format("{} {}", hand_in.id.text(), answer->acknowledged().township_ms()));
    }
    town.kill_hard();

    const PowerJournal journal(journal_file, town.state(), before);
    print_kinds("township", journal);
    ASSERT_GT(journal.kinds().at('S'), 10U) << "the shim saw nothing";
    const auto cuts = number_from("DOORSTEP_FAULT_CUTS", 100) / 2;
    EXPECT_EQ((Cuts{journal, std::mt19937_64(seed)}.look(cuts, look_at_archive)), 0) << "seed " << seed;
    EXPECT_GT((Cuts{journal, std::mt19937_64(seed), PowerJournal::Disk::Lying}.look(20, look_at_archive)), 0);
}

}  // namespace
}  // namespace doorstep::faults
