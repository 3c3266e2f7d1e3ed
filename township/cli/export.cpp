#include "township/cli/export.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/part_store.hpp"
#include "township/archive/township_error.hpp"
#include "township/cli/json_views.hpp"

namespace doorstep::township {
namespace {

std::string extension(const PartView& part) {
    if (part.kind == wire::ANSWERS || part.kind == wire::CATALOGUE_ROW) {
        return "json";
    }
    if (part.media_type == "image/jpeg") {
        return "jpg";
    }
    if (part.media_type == "image/png") {
        return "png";
    }
    if (part.media_type == "image/tiff") {
        return "tif";
    }
    if (part.media_type == "audio/ogg") {
        return "ogg";
    }
    return part.media_type == "application/pdf" ? "pdf" : "bin";
}

std::string file_name(const PartView& part) {
    return fmt::format("{}-{:03}.{}", part.submission.text(), part.number, extension(part));
}

Status write_json(const std::filesystem::path& file, const nlohmann::json& content) {
    return write_file_durably(file, as_bytes(content.dump(2) + "\n"), 0600);
}

}  // namespace

Result<std::size_t> export_case(Archive& archive, std::string_view case_number, const std::filesystem::path& folder,
                                const Actor& actor) {
    if (actor.purpose.empty()) {
        return Error(TownshipError::PurposeNeeded, "an export shows everything: say why with --purpose TEXT");
    }
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error)) {
        return Error(FileError::NotRegular, "the folder is not empty");
    }
    DOORSTEP_TRY(const CaseDetail detail, read_case(archive, case_number, actor));
    DOORSTEP_CHECK(audit(archive, actor, "export", case_number));
    DOORSTEP_CHECK(make_folder(folder, 0700));
    auto content = to_json(detail);
    auto files = nlohmann::json::array();
    for (const auto& part : detail.parts) {
        DOORSTEP_TRY(const WipedBytes bytes, part_content(archive, part.digest));
        DOORSTEP_CHECK(write_file_durably(folder / file_name(part), bytes, 0600));
        files.push_back({{"file", file_name(part)}, {"sha256", to_hex(part.digest)}, {"size", part.size}});
    }
    content["files"] = std::move(files);
    DOORSTEP_CHECK(write_json(folder / "case.json", content));
    DOORSTEP_TRY(const auto trail, audit_of(archive, case_number));
    DOORSTEP_CHECK(write_json(folder / "audit.json", {{"audit", to_json_array(trail)}}));
    return detail.parts.size();
}

}  // namespace doorstep::township
