#include "township/workflow/acting.hpp"

#include <algorithm>
#include <optional>

#include "base/calendar_date.hpp"
#include "base/id_number.hpp"
#include "base/masking.hpp"
#include "township/archive/part_store.hpp"
#include "township/workflow/case_words.hpp"

namespace doorstep::township {
namespace {

constexpr int of_age = 18;  // 民法典 17

bool needs_entrustment(const wire::Acting& acting) {
    return acting.as() == wire::Acting::PROXY || acting.as() == wire::Acting::VILLAGE_COMMITTEE;
}

// A guardian of an adult is possible (民法典 28), and not seen from the number.
bool is_guardian_of_adult(const Contents& contents, Instant now) {
    if (contents.acting->as() != wire::Acting::GUARDIAN || contents.people.empty()) {
        return false;
    }
    const auto number = IdNumber::parse(contents.people.front().number.view());
    return !number || age_in_years(number->birth(), CalendarDate::legal_day(now)) >= of_age;
}

void add_problems(const wire::Header& header, const Contents& contents, Instant now,
                  std::vector<std::string>& problems) {
    const auto& acting = *contents.acting;
    if (contents.people.empty()) {
        problems.emplace_back("acting: for nobody that is named");
    }
    if (needs_entrustment(acting) && acting.entrustment().answer() != wire::Consent::GIVEN &&
        header.kind() == wire::APPLICATION) {
        problems.emplace_back("acting: the entrustment is outstanding, ask for it with all else that is missing");
    }
    if (is_guardian_of_adult(contents, now)) {
        problems.emplace_back("acting: guardian of an adult, look at the papers");
    }
}

ActingView view_of(const wire::Acting& acting, const Actor& actor) {
    ActingView view;
    const bool plain = !actor.purpose.empty();
    const auto& who = acting.who();
    view.as = acting.as();
    view.relation = acting.relation();
    view.reason = acting.reason();
    view.name = plain ? who.name() : mask_name(who.name());
    view.number = plain ? who.number() : mask_number(who.number());
    if (needs_entrustment(acting)) {
        view.answer = acting.entrustment().answer();
        view.how = acting.entrustment().how();
        view.witness = acting.entrustment().witness();
        view.operator_account = acting.entrustment().operator_();
    }
    return view;
}

// Nothing for a part that is none.
Result<std::optional<wire::Acting>> read_acting(Archive& archive, const Bytes& part) {
    Digest digest{};
    std::copy_n(part.begin(), std::min(part.size(), digest.size()), digest.begin());
    DOORSTEP_TRY(const WipedBytes content, part_content(archive, digest));
    wire::Acting acting;
    const bool reads = acting.ParseFromArray(content.data(), static_cast<int>(content.size()));
    return reads ? std::optional(std::move(acting)) : std::nullopt;
}

}  // namespace

void add_acting_problems(const wire::Header& header, const Contents& contents, Instant now,
                         std::vector<std::string>& problems) {
    if (contents.acting) {
        add_problems(header, contents, now, problems);
    }
    if (contents.outcome && contents.outcome->way() == wire::CheckInOutcome::REPORTED) {
        problems.emplace_back(contents.acting ? "the person cannot come to check in: visit or call, nothing stops"
                                              : "check-in: a report that does not say who reports");
    }
}

std::string asked_by_another(const Contents& contents, std::string asked) {
    if (!contents.acting) {
        return asked;
    }
    const std::string who(acting_words(contents.acting->as()).id);
    const std::string look = needs_entrustment(*contents.acting) ? ": look at the entrustment first" : "";
    return (asked.empty() ? "a letter" : asked) + " (written by another, " + who + look + ")";
}

Result<bool> another_spoke(Archive& archive, const Bytes& submission) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT digest FROM parts WHERE submission = ?1 AND kind = ?2",
                                          {submission, static_cast<std::int64_t>(wire::ACTING)}));
    if (rows.empty()) {
        return false;
    }
    DOORSTEP_TRY(const auto acting, read_acting(archive, rows[0].bytes(0)));
    return !acting || acting->as() != wire::Acting::GUARDIAN;
}

Result<std::vector<ActingView>> acting_in(Archive& archive, const std::string& case_number, const Actor& actor) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT b.id, x.digest FROM submissions b JOIN parts x ON x.submission = b.id "
                                      "WHERE b.case_number = ?1 AND b.attached = 1 AND b.kind <> 10 AND x.kind = ?2 "
                                      "ORDER BY b.received_ms DESC, b.id DESC LIMIT 100",
                                      {case_number, static_cast<std::int64_t>(wire::ACTING)}));
    std::vector<ActingView> out;
    for (const auto& row : rows) {
        DOORSTEP_TRY(const auto acting, read_acting(archive, row.bytes(1)));
        if (acting) {
            auto& view = out.emplace_back(view_of(*acting, actor));
            view.submission = Uuid::from_bytes(row.bytes(0)).value_or(Uuid{});
        }
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace doorstep::township
