#include "station-agent/ctl/sealed_files.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/uuid.hpp"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/ctl/agent_link.hpp"

namespace doorstep::agent {
namespace {

constexpr std::uint64_t piece_bytes = 256U << 10U;  // bound of ReadSealed
constexpr std::size_t largest_receipt = 4096;

// One piece of an item, whole, in memory: a part is at most 33 MiB.
Result<std::string> read_whole(const AskAgent& ask, const std::string& submission, std::uint32_t piece,
                               std::uint64_t size) {
    std::string whole;
    while (whole.size() < size) {
        wire::AgentRequest request;
        auto& read = *request.mutable_read_sealed();
        read.set_submission(submission);
        read.set_piece(piece);
        read.set_offset(whole.size());
        read.set_size(static_cast<std::uint32_t>(std::min(piece_bytes, size - whole.size())));
        DOORSTEP_TRY(const auto reply, ask(request));
        if (reply.sealed_piece().data().size() != read.size()) {
            return LinkError::Garbled;
        }
        whole += reply.sealed_piece().data();
    }
    return whole;
}

Result<std::uint64_t> write_item(const AskAgent& ask, const wire::SealedItem& item,
                                 const std::filesystem::path& folder) {
    const auto& submission = item.item().submission();
    std::error_code failed;
    std::filesystem::create_directory(folder, failed);
    std::uint64_t bytes = 0;
    const auto write = [&](std::uint32_t piece, std::uint64_t size, const std::string& name) -> Status {
        DOORSTEP_TRY(const std::string content, read_whole(ask, submission, piece, size));
        bytes += content.size();
        return write_file_carried(folder / name, as_bytes(content));
    };
    for (int i = 0; i < item.part_sizes_size(); ++i) {
        DOORSTEP_CHECK(write(static_cast<std::uint32_t>(i) + 1, item.part_sizes(i), fmt::format("{:03}.part", i)));
    }
    DOORSTEP_CHECK(write(0, item.envelope_size(), "envelope"));
    DOORSTEP_CHECK(sync_folder(folder.parent_path()));
    return bytes;
}

Status write_one(const AskAgent& ask, const wire::SealedItem& item, const std::filesystem::path& folder,
                 Exported& out) {
    std::error_code failed;
    if (std::filesystem::file_size(folder / "envelope", failed) == item.envelope_size() && !failed) {
        ++out.already;
        return {};
    }
    const auto written = write_item(ask, item, folder);
    if (written) {
        ++out.written;
        out.bytes += *written;
        return {};
    }
    std::filesystem::remove_all(folder, failed);
    if (!written.error().is(LinkError::Fault)) {
        return written.error();
    }
    ++out.damaged;
    return {};
}

}  // namespace

Result<Exported> export_sealed(const AskAgent& ask, const std::filesystem::path& folder, bool shelved_only) {
    Exported out;
    std::uint64_t after = 0;
    bool more = true;
    while (more) {
        wire::AgentRequest request;
        request.mutable_list_sealed()->set_shelved_only(shelved_only);
        request.mutable_list_sealed()->set_after(after);
        DOORSTEP_TRY(const auto reply, ask(request));
        for (const auto& item : reply.sealed_list().items()) {
            DOORSTEP_TRY(const Uuid id, Uuid::from_bytes(as_bytes(item.item().submission())));
            DOORSTEP_CHECK(write_one(ask, item, folder / id.text(), out));
            after = item.sequence();
        }
        more = reply.sealed_list().more() && reply.sealed_list().items_size() > 0;
    }
    return out;
}

Result<Returned> return_receipts(const AskAgent& ask, const std::filesystem::path& folder) {
    Returned out;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const auto content = read_file(entry.path() / "receipt", largest_receipt);
        if (!Uuid::parse(entry.path().filename().native()) || !content) {
            continue;  // no submission of ours, or not imported yet
        }
        wire::Acknowledged receipt;
        wire::AgentRequest request;
        auto& take = *request.mutable_take_receipt();
        if (receipt.ParseFromArray(content->data(), static_cast<int>(content->size()))) {
            take.set_submission(receipt.submission());
            take.set_township_ms(receipt.township_ms());
            take.set_signature(receipt.signature());
        }
        const auto reply = ask(request);
        if (!reply && !reply.error().is(LinkError::Fault)) {
            return reply.error();
        }
        ++(reply ? out.taken : out.refused);
    }
    return failed ? Result<Returned>(file_error(failed.value(), folder.native())) : out;
}

}  // namespace doorstep::agent
