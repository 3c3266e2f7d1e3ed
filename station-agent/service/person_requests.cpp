#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/uuid.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

constexpr std::size_t longest_number = 64;

std::string upper(std::string text) {
    for (auto& c : text) {
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return text;
}

void fill(wire::DraftInfo& wire, const DraftInfo& info) {
    wire.set_id(std::string(as_text(info.id.bytes())));
    wire.set_kind(info.kind);
    wire.set_scheme(info.scheme);
    wire.set_scheme_version(info.scheme_version);
    wire.set_changed_ms(info.changed_ms);
    wire.set_page(info.page);
}

// Nobody: a key of its own that no number makes, so that nothing is found under it and nothing is found again.
Answer open_without_card(Call call, const wire::OpenPerson& request) {
    if (!request.card().number().empty()) {
        return wire::FAULT_BAD_REQUEST;
    }
    auto& organs = call.organs;
    const auto nobody = "without card " + Uuid::make_v7().text();
    PersonSession session{call.peer, person_key(organs.key, nobody), WipedString(), false};
    session.without_card = true;
    wire::AgentReply reply;
    reply.mutable_person()->set_session(organs.sessions.open(std::move(session)));
    return reply;
}

}  // namespace

Answer open_person(Call call, wire::OpenPerson& request) {
    if (request.without_card()) {
        return open_without_card(call, request);
    }
    auto& organs = call.organs;
    std::string number = upper(request.card().number());
    if (number.empty() || number.size() > longest_number) {
        return wire::FAULT_BAD_REQUEST;
    }
    if (!organs.openings.take(monotonic_milliseconds())) {
        log::warning("more people are opened here than ever come to a kiosk");
        return wire::FAULT_QUERY_LIMIT;
    }
    PersonSession session{call.peer, person_key(organs.key, number), WipedString(std::move(number)),
                          request.card().read_from_chip()};
    session.card = {WipedString(request.card().chip_serial()), request.card().valid_from(),
                    request.card().valid_until()};
    wire::AgentReply reply;
    auto& opened = *reply.mutable_person();
    DOORSTEP_TRY(const auto entries, known_entries(organs, session.key));
    const bool locked = organs.locked();
    DOORSTEP_TRY(const Bytes face, locked ? Result<Bytes>(Bytes{}) : organs.vault.row_of(session.key));
    DOORSTEP_TRY(const auto drafts, organs.drafts.list(session.key));
    opened.set_locked(locked);
    opened.set_on_roster(!entries.empty());
    opened.set_face_enrolled(!face.empty());
    opened.set_face_row(std::string(as_text(face)));
    for (const auto& draft : drafts) {
        fill(*opened.add_drafts(), draft);
    }
    opened.set_session(organs.sessions.open(std::move(session)));
    return reply;
}

Answer close_person(Call call, const wire::ClosePerson& request) {
    call.organs.sessions.close(call.peer, request.session());
    return done_reply();
}

Result<std::vector<wire::RosterEntry>> known_entries(Organs& organs, const PersonKey& person) {
    return organs.locked() ? std::vector<wire::RosterEntry>{} : organs.roster.entries(person);
}

Result<std::set<std::string>> case_numbers_of(Organs& organs, const PersonSession& person) {
    DOORSTEP_TRY(auto numbers, organs.cases.numbers_of(person.key));
    DOORSTEP_TRY(const auto entries, known_entries(organs, person.key));
    for (const auto& entry : entries) {
        if (!entry.case_number().empty()) {
            numbers.insert(entry.case_number());
        }
    }
    return numbers;
}

}  // namespace doorstep::agent
