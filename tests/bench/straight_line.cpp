#include "tests/bench/straight_line.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/store/store.hpp"

namespace doorstep::bench {
namespace {

constexpr std::size_t kept_as_file = agent::largest_inline;
constexpr auto case_number = "000000000195";

Bytes random_bytes(std::size_t size) {
    Bytes bytes(size);
    fill_random(bytes);
    return bytes;
}

}  // namespace

struct StraightLine::State {
    agent::Store store;
    protocol::SigningKeys station = protocol::make_signing_keys();
    protocol::BoxKeys township = protocol::make_box_keys();
    std::int64_t sequence = 0;
    Bytes audit_head;
    FileDescriptor plain;

    wire::Header header(const Uuid& id) const;
    Status commit(const Uuid& id, const protocol::SealedSubmission& sealed);
    Status insert_item(const Uuid& id, const protocol::SealedSubmission& sealed, std::int64_t now);
    Status append_audit(const protocol::SealedSubmission& sealed, std::int64_t now);
};

StraightLine::StraightLine(const std::filesystem::path& folder) : state_(std::make_unique<State>()) {
    state_->store = agent::Store::open(folder).value();
    state_->plain = FileDescriptor(::open((folder / "plain").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
}

StraightLine::~StraightLine() = default;

Result<Uuid> StraightLine::draft(std::span<const protocol::PartToSeal> parts) {
    const Uuid id = Uuid::make_v7();
    auto& database = *state_->store.database;
    constexpr std::size_t wrapped_key = 72;
    const auto status = database.transaction([&]() -> Status {
        DOORSTEP_CHECK(database.run(
            "INSERT INTO drafts VALUES(?1,?2,?3,?3,1,'dibao',1,'',?4,'')",
            {to_bytes(id.bytes()), state_->sequence, random_bytes(wrapped_key), system_clock().now().milliseconds}));
        for (const auto& part : parts) {
            const bool as_file = part.content.size() > kept_as_file;
            DOORSTEP_CHECK(
                database.run("INSERT INTO draft_parts VALUES(?1,?2,?3,?4,?5,?6,?7,NULL)",
                             {to_bytes(id.bytes()), std::int64_t{part.number}, static_cast<std::int64_t>(part.kind),
                              std::string(part.media_type), static_cast<std::int64_t>(part.content.size()),
                              random_bytes(wrapped_key), as_file ? Cell{} : Cell{random_bytes(part.content.size())}}));
        }
        return {};
    });
    return status ? Result<Uuid>(id) : Result<Uuid>(status.error());
}

wire::Header StraightLine::State::header(const Uuid& id) const {
    wire::Header header;
    header.set_submission_id(id.bytes().data(), id.bytes().size());
    header.set_kind(wire::APPLICATION);
    header.set_station_id("bench");
    header.set_station_sequence(static_cast<std::uint64_t>(sequence));
    header.set_receiving_township("bench");
    header.set_competent_township("bench");
    header.set_case_number(case_number);
    return header;
}

Status StraightLine::State::insert_item(const Uuid& id, const protocol::SealedSubmission& sealed, std::int64_t now) {
    auto& database = *store.database;
    std::int64_t total = 0;
    for (const auto& part : sealed.parts) {
        total += static_cast<std::int64_t>(part.size());
    }
    DOORSTEP_CHECK(database.run(
        "INSERT INTO items(submission,sequence,kind,scheme,case_number,sealed_ms,qr_text,envelope_digest,envelope,"
        "bytes_total,state,since_ms) VALUES(?1,?2,1,'dibao',?3,?4,'',?5,?6,?7,1,?4)",
        {to_bytes(id.bytes()), sequence, std::string(case_number), now, to_bytes(sealed.envelope_digest),
         sealed.envelope, total}));
    for (std::size_t i = 0; i < sealed.parts.size(); ++i) {
        const auto& part = sealed.parts[i];
        DOORSTEP_CHECK(
            database.run("INSERT INTO item_parts VALUES(?1,?2,?3,?4,?5)",
                         {to_bytes(id.bytes()), static_cast<std::int64_t>(i), to_bytes(sealed.names[i]),
                          static_cast<std::int64_t>(part.size()), part.size() > kept_as_file ? Cell{} : Cell{part}}));
    }
    return agent::set_meta(database, "sequence", sequence);
}

Status StraightLine::State::append_audit(const protocol::SealedSubmission& sealed, std::int64_t now) {
    audit_head =
        to_bytes(protocol::audit_step(audit_head, static_cast<std::uint64_t>(sequence), now, sealed.envelope_digest));
    DOORSTEP_CHECK(store.database->run("INSERT INTO audit VALUES(?1,?2,'submission',?3,?4)",
                                       {sequence, now, to_bytes(sealed.envelope_digest), audit_head}));
    return agent::set_meta(*store.database, "audit_head", audit_head);
}

Status StraightLine::State::commit(const Uuid& id, const protocol::SealedSubmission& sealed) {
    auto& database = *store.database;
    const auto now = system_clock().now().milliseconds;
    return database.transaction([&]() -> Status {
        DOORSTEP_CHECK(insert_item(id, sealed, now));
        DOORSTEP_CHECK(append_audit(sealed, now));
        DOORSTEP_CHECK(database.run("INSERT INTO case_people VALUES(?1,?2,?3,?4)",
                                    {random_bytes(16), sequence, random_bytes(72), random_bytes(52)}));
        return database.run("DELETE FROM drafts WHERE id=?1", {to_bytes(id.bytes())});
    });
}

bool StraightLine::submit(const Uuid& id, std::span<const protocol::PartToSeal> parts) {
    ++state_->sequence;
    const auto sealed = protocol::seal(state_->header(id), parts, state_->station, {state_->township.public_key, 1});
    if (!sealed) {
        return false;
    }
    std::vector<agent::BlobFiles::Blob> large;
    for (std::size_t i = 0; i < sealed->parts.size(); ++i) {
        if (sealed->parts[i].size() > kept_as_file) {
            large.push_back({sealed->names[i], sealed->parts[i]});
        }
    }
    return state_->store.files.put(large) && state_->commit(id, *sealed);
}

bool StraightLine::bare_append(std::size_t bytes) {
    const Bytes content(bytes, 0x5A);
    return ::write(state_->plain.get(), content.data(), content.size()) == static_cast<ssize_t>(bytes) &&
           fdatasync(state_->plain.get()) == 0;
}

}  // namespace doorstep::bench
