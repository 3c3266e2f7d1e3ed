#include "township/workflow/consent_reader.hpp"

#include <algorithm>
#include <set>

#include "protocol/messages/common.pb.h"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/part_store.hpp"

namespace doorstep::township {
namespace {

using Ids = std::set<std::string>;

void add_heard(const wire::Consent& consent, Ids& heard) {
    if (consent.read_aloud()) {
        heard.insert(consent.id());
    }
}

void add_heard(std::int64_t part_kind, const WipedBytes& content, Ids& heard) {
    const auto* bytes = content.data();
    const auto size = static_cast<int>(content.size());
    wire::Acting acting;
    wire::ConsentBytes list;
    if (part_kind == wire::ACTING && acting.ParseFromArray(bytes, size)) {
        add_heard(acting.entrustment(), heard);
    } else if (part_kind == wire::CONSENTS && list.ParseFromArray(bytes, size)) {
        for (const auto& one : list.consents()) {
            wire::Consent consent;
            if (consent.ParseFromString(one)) {
                add_heard(consent, heard);
            }
        }
    }
}

// No column holds it: it is told by the parts, which are archived as they were signed.
Result<Ids> heard_in(Archive& archive, const std::string& case_number) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT x.kind, x.digest FROM parts x JOIN submissions b ON b.id = x.submission "
                                      "WHERE b.case_number = ?1 AND b.attached = 1 AND x.kind IN (?2, ?3)",
                                      {case_number, static_cast<std::int64_t>(wire::CONSENTS),
                                       static_cast<std::int64_t>(wire::ACTING)}));
    Ids heard;
    for (const auto& row : rows) {
        Digest digest{};
        const Bytes name = row.bytes(1);
        std::copy_n(name.begin(), std::min(name.size(), digest.size()), digest.begin());
        DOORSTEP_TRY(const WipedBytes content, part_content(archive, digest));
        add_heard(row.number(0), content, heard);
    }
    return heard;
}

}  // namespace

Result<std::vector<ConsentView>> consents_of(Archive& archive, const std::string& case_number) {
    DOORSTEP_TRY(const auto heard, heard_in(archive, case_number));
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT x.kind, x.whose, x.answer, x.how, x.text_id, x.text_version, x.language, x.paper_part, "
                     "x.operator, x.witness, x.recorded_ms, x.submission, x.id FROM consents x JOIN submissions b ON "
                     "b.id = x.submission WHERE b.case_number = ?1 AND b.attached = 1 ORDER BY b.received_ms, x.place",
                     {case_number}));
    std::vector<ConsentView> out;
    for (const auto& row : rows) {
        const Bytes id = row.bytes(12);
        out.push_back({row.number(0), row.text(1), row.number(2), row.number(3), row.text(4), row.number(5),
                       row.text(6), row.number(7), row.text(8), row.text(9), row.number(10),
                       Uuid::from_bytes(row.bytes(11)).value_or(Uuid{}), heard.contains(std::string(as_text(id)))});
    }
    return out;
}

}  // namespace doorstep::township
