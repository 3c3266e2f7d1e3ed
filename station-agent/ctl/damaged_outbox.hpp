// The outbox of an agent that does not start because its database is damaged: what can still be read of it, for a
// stick. Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "base/database.hpp"
#include "base/files.hpp"
#include "base/uuid.hpp"
#include "station-agent/ctl/sealed_files.hpp"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

class DamagedOutbox {
  public:
    // `folder` is the agent's state folder; nothing in it is changed. InUse while an agent runs there; Damaged when not
    // even the tables can be found; file errors.
    static Result<DamagedOutbox> open(const std::filesystem::path& folder);
    // Answers as the agent would what export_sealed() asks. Only items are listed whose envelope and parts are all
    // there and fit their digests.
    AskAgent ask();
    // Items that the township may not have and that could not be read whole, as far as ask() has come.
    std::uint32_t damaged() const { return damaged_; }

  private:
    struct Item {
        Uuid submission;
        Bytes envelope;
        std::vector<Bytes> parts;
    };
    // Where a row lies: the so-maniest from the table's beginning, or from its end.
    struct Spot {
        bool from_end = false;
        std::int64_t at = 0;
    };
    using Part = std::pair<Uuid, std::int64_t>;  // submission, place
    DamagedOutbox(FileDescriptor lock, std::unique_ptr<Database> database, BlobFiles files);
    void find_all();
    Result<Row> read(const char* columns, const char* table, const Spot& spot);
    enum class Found { Whole, Broken, NotNeeded };
    Found load(const Uuid& id, const Spot& spot);
    Result<bool> load_parts(std::int64_t bytes_total);
    wire::AgentReply next(std::uint64_t after);
    Result<wire::AgentReply> piece(const wire::ReadSealed& request) const;

    FileDescriptor lock_;
    std::unique_ptr<Database> database_;
    BlobFiles files_;
    std::map<Uuid, Spot> items_;
    std::map<Part, Spot> parts_;
    Item item_;  // the one that was listed last
    std::uint32_t damaged_ = 0;
};

}  // namespace doorstep::agent
