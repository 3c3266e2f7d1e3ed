#include "station-agent/ctl/damaged_outbox.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "station-agent/ctl/agent_link.hpp"

namespace doorstep::agent {
namespace {

constexpr auto items_table = "items ORDER BY submission";
constexpr auto parts_table = "item_parts ORDER BY submission{0},place";

bool fits(BytesView content, const Bytes& digest) {
    const auto own = sha256(content);
    return digest.size() == own.size() && std::equal(own.begin(), own.end(), digest.begin());
}

}  // namespace

DamagedOutbox::DamagedOutbox(FileDescriptor lock, std::unique_ptr<Database> database, BlobFiles files)
    : lock_(std::move(lock)), database_(std::move(database)), files_(std::move(files)) {}

Result<DamagedOutbox> DamagedOutbox::open(const std::filesystem::path& folder) {
    auto lock = lock_file(folder / "agent.lock");
    if (!lock) {
        return lock.error().is(FileError::Denied) ? Error(StoreError::InUse, folder.native()) : lock.error();
    }
    DOORSTEP_TRY(auto database, Database::open(folder / "agent.db", "", DatabaseUse::Salvage));
    DamagedOutbox outbox(std::move(*lock), std::move(database), BlobFiles(folder / "sealed"));
    outbox.find_all();
    return outbox;
}

// Row by row from both ends: a page of the tree that is rubbish ends a way, and the other one comes from behind. Rows
// are counted, never looked for: looking compares with whole rows on the way, and one of them may be rubbish.
void DamagedOutbox::find_all() {
    for (const bool from_end : {false, true}) {
        for (Spot spot{from_end, 0};; ++spot.at) {
            const auto row = read("submission", items_table, spot);
            const auto id = row ? Uuid::from_bytes(row->bytes(0)) : Result<Uuid>(row.error());
            if (!id || !items_.emplace(*id, spot).second) {
                break;  // the end, or what the other way has found
            }
        }
        for (Spot spot{from_end, 0};; ++spot.at) {
            const auto row = read("submission,place", parts_table, spot);
            const auto id = row ? Uuid::from_bytes(row->bytes(0)) : Result<Uuid>(row.error());
            if (!id || !parts_.emplace(Part{*id, row->number(1)}, spot).second) {
                break;
            }
        }
    }
    // Of an item whose row is lost nothing but its parts may be left: it is counted as damaged.
    for (const auto& [part, spot] : parts_) {
        items_.emplace(part.first, Spot{false, -1});
    }
}

// Missing when there is no such row.
Result<Row> DamagedOutbox::read(const char* columns, const char* table, const Spot& spot) {
    if (spot.at < 0) {
        return StoreError::Missing;
    }
    const auto* const way = spot.from_end ? " DESC" : "";
    DOORSTEP_TRY(Rows rows, database_->query(fmt::format("SELECT {} FROM {}{} LIMIT 1 OFFSET ?1", columns,
                                                         fmt::format(fmt::runtime(table), way), way),
                                             {spot.at}));
    return rows.empty() ? Result<Row>(StoreError::Missing) : Result<Row>(std::move(rows[0]));
}

DamagedOutbox::Found DamagedOutbox::load(const Uuid& id, const Spot& spot) {
    const auto row = read("submission,state,envelope,envelope_digest,bytes_total", items_table, spot);
    if (!row || row->bytes(0) != to_bytes(id.bytes())) {
        return Found::Broken;
    }
    const auto state = row->number(1);
    if (state == wire::Item::ACKNOWLEDGED || state == wire::Item::PRUNED) {
        return Found::NotNeeded;
    }
    item_ = {id, row->bytes(2), {}};
    if (!fits(item_.envelope, row->bytes(3))) {
        return Found::Broken;
    }
    return load_parts(row->number(4)).value_or(false) ? Found::Whole : Found::Broken;
}

Result<bool> DamagedOutbox::load_parts(std::int64_t bytes_total) {
    std::int64_t size = 0;
    for (std::int64_t place = 0; size < bytes_total; ++place) {
        const auto spot = parts_.find({item_.submission, place});
        if (spot == parts_.end()) {
            return false;
        }
        DOORSTEP_TRY(const Row row, read("digest,content", parts_table, spot->second));
        const auto digest = row.bytes(0);
        Bytes content = row.bytes(1);
        if (row.is_null(1)) {
            DOORSTEP_TRY(content, files_.read(digest_from(digest)));
        }
        if (!fits(content, digest)) {
            return false;
        }
        size += static_cast<std::int64_t>(content.size());
        item_.parts.push_back(std::move(content));
    }
    return size == bytes_total;
}

// One at a time, so that no more than one lies in memory. `after` counts in the order of the ids, from 1.
wire::AgentReply DamagedOutbox::next(std::uint64_t after) {
    wire::AgentReply reply;
    auto& list = *reply.mutable_sealed_list();
    std::uint64_t number = 0;
    for (const auto& [id, spot] : items_) {
        if (++number <= after) {
            continue;
        }
        const auto found = load(id, spot);
        damaged_ += found == Found::Broken ? 1 : 0;
        if (found != Found::Whole) {
            continue;
        }
        auto& sealed = *list.add_items();
        sealed.mutable_item()->set_submission(std::string(as_text(item_.submission.bytes())));
        sealed.set_envelope_size(item_.envelope.size());
        for (const auto& part : item_.parts) {
            sealed.add_part_sizes(part.size());
        }
        sealed.set_sequence(number);
        list.set_more(number < items_.size());
        break;
    }
    return reply;
}

Result<wire::AgentReply> DamagedOutbox::piece(const wire::ReadSealed& request) const {
    const bool of_item =
        as_text(item_.submission.bytes()) == request.submission() && request.piece() <= item_.parts.size();
    const BytesView whole = !of_item               ? BytesView{}
                            : request.piece() == 0 ? BytesView(item_.envelope)
                                                   : BytesView(item_.parts[request.piece() - 1]);
    if (request.offset() > whole.size() || request.size() > whole.size() - request.offset()) {
        return LinkError::Fault;
    }
    wire::AgentReply reply;
    const auto bytes = whole.subspan(static_cast<std::size_t>(request.offset()), request.size());
    reply.mutable_sealed_piece()->set_data(std::string(as_text(bytes)));
    return reply;
}

AskAgent DamagedOutbox::ask() {
    return [this](const wire::AgentRequest& request) -> Result<wire::AgentReply> {
        if (request.has_list_sealed()) {
            return next(request.list_sealed().after());
        }
        return request.has_read_sealed() ? piece(request.read_sealed()) : Result<wire::AgentReply>(LinkError::Fault);
    };
}

}  // namespace doorstep::agent
