#include "tests/journeys/steps.hpp"

#include <cstdlib>
#include <thread>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "protocol/messages/envelope.pb.h"

namespace doorstep::journeys {
namespace {

using client::PartContent;

template <class Reply>
std::string why(const Result<Reply>& result) {
    return result ? "" : result.error().text();
}

// The smallest paper there is.
constexpr const char* one_empty_page =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

std::string hex(const std::string& bytes) {
    return to_hex(as_bytes(bytes));
}

Result<wire::HubReply> read_card(Station& s) {
    wire::HubRequest request;
    request.mutable_read_card()->set_session(s.hub_session);
    return s.hub.ask(request);
}

bool open_hub_session(Station& s) {
    wire::HubRequest open;
    open.mutable_open_session();
    const auto opened = s.hub.ask(open);
    s.hub_session = opened ? opened->session().token() : "";
    return s.report.check(static_cast<bool>(opened), "the hub opens a session", why(opened));
}

Result<std::string> open_person(Station& s) {
    wire::AgentRequest request;
    *request.mutable_open_person()->mutable_card() = s.card;
    DOORSTEP_TRY(const auto reply, s.agent.ask(request));
    return reply.person().session();
}

std::string consent(wire::Consent::Kind kind, const std::string& whose, wire::Consent::Answer answer) {
    wire::Consent consent;
    const auto id = Uuid::make_v7();
    consent.set_id(id.bytes().data(), id.bytes().size());
    consent.set_kind(kind);
    consent.set_whose(whose);
    consent.set_answer(answer);
    consent.set_text_id("economic-check");
    consent.set_text_version(1);
    consent.set_language("zh_CN");
    consent.set_how(wire::Consent::TAP);
    return consent.SerializeAsString();
}

// Pages as the scanner gives them, each with its straightened twin.
std::vector<wire::ScannedPage> scan_two(Station& s) {
    std::vector<std::string> load{"load-pages"};
    for (const auto* name : {"lucasta.047.jpg", "1555.007.jpg"}) {
        load.push_back((s.pages / name).native());
    }
    s.report.check(s.outside.desk(load), "two sheets lie in the feeder");
    wire::HubRequest request;
    request.mutable_scan()->set_session(s.hub_session);
    request.mutable_scan()->set_source(wire::Scan::FEEDER);
    request.mutable_scan()->set_straighten(true);
    const auto started = s.hub.ask(request);
    if (!s.report.check(static_cast<bool>(started), "the scan begins", why(started))) {
        return {};
    }
    std::vector<wire::ScannedPage> pages;
    const auto end = s.hub.wait_for(
        [&](const wire::HubEvent& event) {
            if (event.has_page() && event.page().job() == started->job().job()) {
                pages.push_back(event.page());
            }
            return event.has_job() && event.job().job() == started->job().job() &&
                   event.job().state() >= wire::JobState::DONE;
        },
        60'000);
    s.report.check(end && end->job().state() == wire::JobState::DONE, "the scan ends well",
                   end ? wire::FaultCode_Name(end->job().fault().code()) : "no end within a minute");
    return pages;
}

bool put_page(Station& s, const std::string& session, const std::string& draft, std::uint32_t number,
              wire::PartKind kind, const wire::SpoolRef& page) {
    wire::AgentRequest request;
    auto& put = *request.mutable_put_part();
    put.set_session(session);
    put.set_draft(draft);
    put.set_number(number);
    put.set_kind(kind);
    put.set_media_type("image/jpeg");
    *put.mutable_spool() = page;
    const auto done = s.agent.ask(request);
    s.page_digests.push_back(hex(page.digest()));
    return s.report.check(static_cast<bool>(done), "page part " + std::to_string(number) + " is kept", why(done));
}

std::vector<PartContent> application_parts(const Station& s) {
    wire::ConsentBytes consents;
    consents.add_consents(consent(wire::Consent::ECONOMIC_CHECK, "applicant", wire::Consent::GIVEN));
    consents.add_consents(consent(wire::Consent::ECONOMIC_CHECK, "member:1", wire::Consent::OUTSTANDING));
    const nlohmann::json answers{
        {"card_read", true},
        {"name", s.card.name()},
        {"id_number", s.card.number()},
        {"living_same_as_card", true},
        {"has_members", true},
        {"members", {{{"name", "钱小英"}, {"relation", "10"}, {"cohabiting", true}, {"is_adult", "yes"}}}},
        {"has_obligors", "no"},
        {"truth_promise", true},
        {"economic_check", "given"}};
    return {{1, wire::ANSWERS, "application/json", answers.dump()},
            {2, wire::CARD, "application/x-protobuf", s.card.SerializeAsString()},
            {3, wire::CONSENTS, "application/x-protobuf", consents.SerializeAsString()}};
}

nlohmann::json town_case(const Station& s, const std::string& number) {
    return s.outside.township({"case", number});
}

bool holds_digest(const nlohmann::json& detail, const std::string& digest) {
    return detail.dump().find(digest) != std::string::npos;
}

std::string sign_in(Station& s) {
    const char* code = std::getenv("DOORSTEP_AUTOPILOT_CLERK_CODE");
    wire::AgentRequest request;
    request.mutable_sign_in()->set_account("zhou");
    request.mutable_sign_in()->set_pin("246810");
    request.mutable_sign_in()->set_one_time_code(code != nullptr ? code : "");
    // The account comes by the downlink: it may still be under way.
    Result<wire::AgentReply> reply = s.agent.ask(request);
    eventually(20, [&] {
        reply = reply ? std::move(reply) : s.agent.ask(request);
        return static_cast<bool>(reply);
    });
    s.report.check(static_cast<bool>(reply), "the clerk signs in for the first time with the one-time code",
                   why(reply));
    return reply ? reply->signed_in().token() : "";
}

}  // namespace

bool eventually(int seconds, const std::function<bool()>& ready) {
    for (int i = 0; i < seconds * 10; ++i) {
        if (ready()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return ready();
}

nlohmann::json town_cases(const Station& station) {
    auto answer = station.outside.township({"cases"});
    return answer.is_object() && answer.contains("cases") ? answer["cases"]
           : answer.is_array()                            ? answer
                                                          : nlohmann::json::array();
}

void card_is_read(Station& s) {
    if (!s.report.check(static_cast<bool>(s.hub.watch()), "the hub lets us watch") || !open_hub_session(s)) {
        return;
    }
    const auto none = read_card(s);
    s.report.check(!none && none.error().detail() == "FAULT_CARD_NONE", "without a card the hub says so", why(none));
    s.report.check(s.outside.desk({"insert-card", "zhao-guoqiang"}), "a card is laid down");
    const auto seen =
        s.hub.wait_for([](const wire::HubEvent& e) { return e.has_card() && e.card().present(); }, 10'000);
    s.report.check(seen.has_value(), "the hub tells that a card was laid down");
    const auto read = read_card(s);
    if (s.report.check(static_cast<bool>(read), "the card is read", why(read))) {
        s.card = read->card().card();
        s.report.check(s.card.read_from_chip() && s.card.number().size() == 18, "name and number come from the chip");
    }
}

void application_arrives(Station& s) {
    const auto session = open_person(s);
    const auto draft = session ? s.agent.draft(*session, wire::APPLICATION, application_parts(s))
                               : Result<std::string>(session.error());
    if (!s.report.check(static_cast<bool>(draft), "the agent keeps a draft", why(draft))) {
        return;
    }
    std::uint32_t number = 10;
    for (const auto& page : scan_two(s)) {
        put_page(s, *session, *draft, number++, wire::PAGE_ORIGINAL, page.original());
        put_page(s, *session, *draft, number++, wire::PAGE_STRAIGHTENED, page.straightened());
    }
    s.report.check(s.page_digests.size() == 4, "two pages, each as scanned and as straightened");
    const auto submitted = s.agent.submit(*session, *draft);
    if (!s.report.check(static_cast<bool>(submitted), "the application is sealed and durable", why(submitted))) {
        return;
    }
    s.case_number = submitted->case_number();
    const auto again = s.agent.submit(*session, *draft);
    s.report.check(again && again->case_number() == s.case_number, "handing in twice gives the same receipt",
                   why(again));
    s.report.check(eventually(30, [&] { return town_case(s, s.case_number).is_object(); }),
                   "the township holds the case");
    const auto detail = town_case(s, s.case_number);
    for (const auto& digest : s.page_digests) {
        s.report.check(holds_digest(detail, digest), "the archive has page " + digest.substr(0, 8));
    }
    s.report.check(detail.dump().find(s.card.number()) == std::string::npos, "the number is masked without a purpose");
}

void state_comes_back(Station& s) {
    const auto moved = s.outside.township({"set-state", s.case_number, "accepted", "--note", "已受理，请等候入户调查"});
    s.report.check(!moved.is_null(), "the township accepts the case");
    const auto wrong = s.outside.township({"set-state", s.case_number, "stop", "--note", "x"});
    s.report.check(wrong.is_null(), "a stop without a hearing is refused");
    const auto session = open_person(s);
    std::string state;
    s.report.check(session && eventually(20,
                                         [&] {
                                             wire::AgentRequest request;
                                             request.mutable_my_cases()->set_session(*session);
                                             const auto reply = s.agent.ask(request);
                                             const wire::Cases cases = reply ? reply->cases() : wire::Cases{};
                                             for (const auto& found : cases.cases()) {
                                                 state = found.case_number() == s.case_number ? found.state() : state;
                                             }
                                             return state == "accepted";
                                         }),
                   "the state comes back to the kiosk", state);
}

void clerk_confirms_check_in(Station& s) {
    const auto token = sign_in(s);
    const auto session = open_person(s);
    if (!session) {
        s.report.check(false, "the person is opened for a check-in", why(session));
        return;
    }
    wire::CheckInOutcome outcome;
    outcome.set_way(wire::CheckInOutcome::CLERK_CONFIRMED);
    outcome.set_reason(wire::CheckInOutcome::REFUSED_FACE);
    outcome.set_person_present(true);
    wire::AgentRequest start;
    start.mutable_start_draft()->set_session(*session);
    start.mutable_start_draft()->set_operator_token(token);
    start.mutable_start_draft()->set_kind(wire::CHECK_IN);
    const auto draft = s.agent.ask(start);
    bool kept = static_cast<bool>(draft);
    for (const auto& [number, kind, content] : {std::tuple{1U, wire::OUTCOME, outcome.SerializeAsString()},
                                                std::tuple{2U, wire::PERSON, s.card.SerializeAsString()}}) {
        wire::AgentRequest put;
        put.mutable_put_part()->set_session(*session);
        put.mutable_put_part()->set_draft(draft ? draft->draft_started().id() : "");
        put.mutable_put_part()->set_number(number);
        put.mutable_put_part()->set_kind(kind);
        put.mutable_put_part()->set_media_type("application/x-protobuf");
        put.mutable_put_part()->set_inline_(content);
        kept = kept && s.agent.ask(put);
    }
    wire::AgentRequest submit;
    submit.mutable_submit()->set_session(*session);
    submit.mutable_submit()->set_draft(draft ? draft->draft_started().id() : "");
    submit.mutable_submit()->set_operator_token(token);
    const auto submitted = s.agent.ask(submit);
    s.report.check(kept && submitted, "a check-in confirmed by the clerk is handed in", why(submitted));
    // The case number may be the application's: only the list of check-ins tells.
    s.report.check(
        eventually(
            20, [&] { return s.outside.township({"cases"}).value("check_ins", nlohmann::json::array()).size() == 1; }),
        "the township has the check-in");
}

void face_is_enrolled_and_compared(Station& s) {
    s.report.check(s.outside.desk({"camera", "johns/John_Salley"}), "a face stands before the camera");
    wire::HubRequest enrol;
    enrol.mutable_face_enrol()->set_session(s.hub_session);
    enrol.mutable_face_enrol()->set_seconds(15);
    const auto enrolled = s.hub.ask(enrol, 40'000);
    if (!s.report.check(enrolled && enrolled->enrolled().template_().values_size() >= 128, "the face is enrolled",
                        why(enrolled))) {
        return;
    }
    const auto verdict = [&](const char* clip) {
        s.outside.desk({"camera", clip});
        wire::HubRequest verify;
        verify.mutable_face_verify()->set_session(s.hub_session);
        *verify.mutable_face_verify()->mutable_template_() = enrolled->enrolled().template_();
        verify.mutable_face_verify()->set_seconds(10);
        const auto reply = s.hub.ask(verify, 40'000);
        return reply ? reply->face().verdict() : wire::FaceOutcome::VERDICT_UNKNOWN;
    };
    s.report.check(verdict("johns/John_Salley") == wire::FaceOutcome::SAME, "the same person is recognised");
    s.report.check(verdict("johns/John_Savage") == wire::FaceOutcome::NO_MATCH, "another person is not");
    s.report.check(verdict("black") == wire::FaceOutcome::NOT_JUDGED, "in the dark nothing is judged");
}

void paper_comes_out(Station& s) {
    const auto before = s.outside.printed().size();
    wire::HubRequest print;
    print.mutable_print()->set_session(s.hub_session);
    print.mutable_print()->set_pdf(one_empty_page);
    const auto started = s.hub.ask(print);
    if (!s.report.check(static_cast<bool>(started), "the print job begins", why(started))) {
        return;
    }
    const auto end = s.hub.wait_for(
        [&](const wire::HubEvent& e) {
            return e.has_job() && e.job().job() == started->job().job() && e.job().state() >= wire::JobState::DONE;
        },
        60'000);
    s.report.check(end && end->job().state() == wire::JobState::DONE, "the paper is printed to its end");
    s.report.check(eventually(5, [&] { return s.outside.printed().size() == before + 1; }),
                   "one paper lies in the tray");
}

}  // namespace doorstep::journeys
