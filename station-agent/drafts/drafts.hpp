// What people have begun and not handed in: part by part, encrypted under the person's key before it is written,
// durable when a call returns. Draft id = submission id. Thread-bound.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/messages/agent.pb.h"
#include "station-agent/store/store.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

enum class DraftError {
    Unknown = 1,  // no such draft, or another person's: the same answer for both
    TooLarge,     // over a bound; nothing was changed
    BadPart,      // part number not in 1 … 999
};

// Bounds of one person's drafts.
constexpr std::size_t most_drafts_a_person = 8;       // the oldest one gives way
constexpr std::uint64_t largest_draft = 256U << 20U;  // as an envelope
constexpr std::uint64_t largest_draft_part = 32U << 20U;

struct DraftInfo {
    Uuid id;
    wire::SubmissionKind kind = wire::SUBMISSION_UNKNOWN;
    std::string scheme;
    std::uint32_t scheme_version = 0;
    std::string case_number;  // of an earlier submission, or empty
    std::int64_t changed_ms = 0;
    std::string page;
};

struct DraftPart {
    std::uint32_t number = 0;
    wire::PartKind kind = wire::PART_UNKNOWN;
    std::string media_type;
    std::uint64_t plain_size = 0;
    WipedBytes content;
};

class Drafts {
  public:
    Drafts(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

    // A new one (id made when nil), or the same one again when the person already has it. Unknown when the id is
    // another person's.
    Result<DraftInfo> start(const PersonKey& person, DraftInfo info);
    // The person's drafts, oldest first.
    Result<std::vector<DraftInfo>> list(const PersonKey& person);
    Result<DraftInfo> find(const PersonKey& person, const Uuid& id);
    // Adds the part or replaces the one of that number. BadPart, TooLarge, Unknown.
    Status put(const PersonKey& person, const Uuid& id, const DraftPart& part, const std::string& page);
    // No error when there is no such part.
    Status drop(const PersonKey& person, const Uuid& id, std::uint32_t number);
    // All parts by number; content only when asked for.
    Result<std::vector<DraftPart>> parts(const PersonKey& person, const Uuid& id, bool with_content);
    // Removes draft, parts, keys; its files too.
    Status discard(const PersonKey& person, const Uuid& id);
    // Within the caller's transaction: removes the rows and tells which files to remove after the commit.
    Result<std::vector<Digest>> erase_rows(const Uuid& id);
    void remove_files(const std::vector<Digest>& files);
    // Drafts that nobody touched that long are discarded. A clock that is years off discards none: counted is to the
    // last time that the township signed, which is past for sure, and no draft is taken to be older than what was
    // signed when it was touched (SECURITY 19). Of a station that never heard from the township the clock alone counts.
    Status expire(std::int64_t older_than_ms);
    Result<std::uint32_t> count();

  private:
    Result<std::int64_t> now();
    Status make_room(const PersonKey& person);
    Status erase(const Uuid& id);
    Result<std::uint64_t> size_without(const Uuid& id, std::uint32_t number);

    Store& store_;
    const Clock& clock_;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::DraftError> {
    static constexpr std::string_view module = "draft";
    static std::string_view name(agent::DraftError e);
};
