#include "base/uuid.hpp"
#include "station-agent/service/acting.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

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
    DOORSTEP_TRY(std::string number, usable_number(request.card().number()));
    DOORSTEP_TRY(PersonKey key, look_up(organs, number));
    PersonSession session{call.peer, std::move(key), WipedString(std::move(number)), request.card().read_from_chip()};
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
    return case_numbers_under(organs, person.key);
}

}  // namespace doorstep::agent
