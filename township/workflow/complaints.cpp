#include "township/workflow/complaints.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/case_number.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "forms/letters.hpp"
#include "protocol/messages/envelope.pb.h"
#include "protocol/messages/hub.pb.h"
#include "township/archive/part_store.hpp"
#include "township/archive/township_error.hpp"
#include "township/workflow/news.hpp"

namespace doorstep::township {
namespace {

constexpr auto complaint_kind = static_cast<std::int64_t>(wire::COMPLAINT);
#define ROW_COLUMNS                                                                                                  \
    "b.case_number, b.station, b.received_ms, (SELECT count(*) FROM news n WHERE n.case_number = b.case_number AND " \
    "n.kind = 'answer'), b.id"

ComplaintRow row_from(const Row& row) {
    return {row.text(0), row.text(1), row.number(2), row.number(3)};
}

struct Part {
    std::int64_t number = 0;
    std::int64_t kind = 0;
    std::string media_type;
    Digest digest{};
};

Result<std::vector<Part>> parts_of(Archive& archive, const Bytes& submission) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query(
            "SELECT number, kind, media_type, digest FROM parts WHERE submission = ?1 ORDER BY place", {submission}));
    std::vector<Part> out;
    for (const auto& row : rows) {
        Part part{row.number(0), row.number(1), row.text(2), {}};
        const Bytes digest = row.bytes(3);
        std::copy_n(digest.begin(), std::min(digest.size(), part.digest.size()), part.digest.begin());
        out.push_back(std::move(part));
    }
    return out;
}

// One submission of that number; a second under the same number does not come from a kiosk of ours.
Result<Row> find(Archive& archive, std::string_view text) {
    const auto number = CaseNumber::parse(text);
    DOORSTEP_TRY(Rows rows,
                 archive.database().query("SELECT " ROW_COLUMNS " FROM submissions b WHERE b.case_number = ?1 "
                                          "AND b.kind = ?2 ORDER BY b.received_ms LIMIT 1",
                                          {number ? number->digits() : std::string(text), complaint_kind}));
    return rows.empty() ? Result<Row>(Error(TownshipError::NoSuchCase, "no complaint has that number"))
                        : Result<Row>(std::move(rows[0]));
}

Status need_purpose(const Actor& actor) {
    return actor.purpose.empty()
               ? Status(Error(TownshipError::PurposeNeeded, "a complaint is read for a reason: --purpose TEXT"))
               : Status{};
}

bool is_page(const Part& part) {
    return part.kind == wire::PAGE_ORIGINAL || part.kind == wire::PAGE_STRAIGHTENED;
}

}  // namespace

Result<std::vector<ComplaintRow>> list_complaints(Archive& archive, const Actor& actor) {
    DOORSTEP_CHECK(audit(archive, actor, "look", "all complaints"));
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT " ROW_COLUMNS " FROM submissions b WHERE b.kind = ?1 "
                                          "ORDER BY b.received_ms DESC, b.id LIMIT 1000",
                                          {complaint_kind}));
    std::vector<ComplaintRow> out;
    for (const auto& row : rows) {
        out.push_back(row_from(row));
    }
    return out;
}

Result<ComplaintDetail> read_complaint(Archive& archive, std::string_view number, const Actor& actor) {
    DOORSTEP_CHECK(need_purpose(actor));
    DOORSTEP_TRY(const Row row, find(archive, number));
    DOORSTEP_CHECK(audit(archive, actor, "look complaint", row.text(0)));
    ComplaintDetail out;
    out.row = row_from(row);
    DOORSTEP_TRY(const auto parts, parts_of(archive, row.bytes(4)));
    for (const auto& part : parts) {
        out.pages += part.kind == wire::PAGE_ORIGINAL ? 1 : 0;
        if (part.kind != wire::ANSWERS && part.kind != wire::PERSON) {
            continue;
        }
        DOORSTEP_TRY(const WipedBytes content, part_content(archive, part.digest));
        if (part.kind == wire::ANSWERS) {
            const auto letter = forms::read_letter(as_text(content)).value_or(forms::Letter{});
            out.about = letter.about;
            out.words = letter.said();
            out.case_number = letter.case_number;
        } else if (wire::CardFields card; card.ParseFromArray(content.data(), static_cast<int>(content.size()))) {
            out.name = card.name();
            out.id_number = card.number();
        }
    }
    return out;
}

Result<std::size_t> write_complaint_pages(Archive& archive, std::string_view number,
                                          const std::filesystem::path& folder, const Actor& actor) {
    DOORSTEP_CHECK(need_purpose(actor));
    DOORSTEP_TRY(const Row row, find(archive, number));
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error)) {
        return Error(FileError::NotRegular, "the folder is not empty");
    }
    DOORSTEP_CHECK(audit(archive, actor, "export complaint", row.text(0)));
    DOORSTEP_CHECK(make_folder(folder, 0700));
    DOORSTEP_TRY(const auto parts, parts_of(archive, row.bytes(4)));
    std::size_t written = 0;
    for (const auto& part : parts) {
        if (is_page(part)) {
            DOORSTEP_TRY(const WipedBytes bytes, part_content(archive, part.digest));
            const auto name = fmt::format("{:03}.{}", part.number, part.media_type == "image/png" ? "png" : "jpg");
            DOORSTEP_CHECK(write_file_durably(folder / name, bytes, 0600));
            ++written;
        }
    }
    return written;
}

Result<Bytes> answer_complaint(Archive& archive, std::string_view number, std::string_view text, const Actor& actor) {
    DOORSTEP_TRY(const Row row, find(archive, number));
    DOORSTEP_CHECK(audit(archive, actor, "answer complaint", row.text(0)));
    return answer_by_number(archive, row.text(0), text);
}

}  // namespace doorstep::township
