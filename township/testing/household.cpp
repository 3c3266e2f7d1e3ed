#include "township/testing/household.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/id_number.hpp"
#include "protocol/messages/common.pb.h"

namespace doorstep::township::testing {
namespace {

void add(Parts& to, wire::PartKind kind, const char* media_type, std::string_view content) {
    to.contents.emplace_back(content.begin(), content.end());
    to.parts.push_back({static_cast<std::uint32_t>(to.parts.size() + 1), kind, media_type, {}});
}

std::string consents() {
    wire::Consent consent;
    consent.set_id(std::string(as_text(Uuid::make_v7().bytes())));
    consent.set_kind(wire::Consent::ECONOMIC_CHECK);
    consent.set_whose("applicant");
    consent.set_answer(wire::Consent::GIVEN);
    consent.set_text_id("economic-check");
    consent.set_text_version(1);
    consent.set_text_digest(std::string(32, 'd'));
    consent.set_language("zh_CN");
    consent.set_how(wire::Consent::TAP);
    consent.set_recorded_ms(1'790'000'000'000);
    wire::ConsentBytes list;
    list.add_consents(consent.SerializeAsString());
    consent.set_whose("member:1");
    consent.set_answer(wire::Consent::OUTSTANDING);
    list.add_consents(consent.SerializeAsString());
    return list.SerializeAsString();
}

std::string outcome(bool reported) {
    wire::CheckInOutcome content;
    if (reported) {
        content.set_way(wire::CheckInOutcome::REPORTED);
        content.set_reason(wire::CheckInOutcome::CANNOT_COME);
        return content.SerializeAsString();
    }
    content.set_way(wire::CheckInOutcome::CLERK_CONFIRMED);
    content.set_reason(wire::CheckInOutcome::REFUSED_FACE);
    content.set_person_present(true);
    content.set_station_ms(1'790'000'000'000);
    return content.SerializeAsString();
}

std::string card(const HandIn& hand_in) {
    wire::CardFields fields;
    fields.set_variant(wire::CardFields::CITIZEN);
    fields.set_name(hand_in.name);
    fields.set_number(hand_in.number);
    fields.set_read_from_chip(true);
    return fields.SerializeAsString();
}

}  // namespace

std::string id_number(int serial) {
    const std::string first = fmt::format("99010119600101{:03}", serial);
    return first + id_number_check_character(first);
}

std::string valid_answers(const std::string& name, const std::string& number) {
    return nlohmann::json{{"card_read", true},
                          {"name", name},
                          {"id_number", number},
                          {"living_same_as_card", true},
                          {"hukou_kind", "rural"},
                          {"marital", "20"},
                          {"health", "good"},
                          {"work", "farming"},
                          {"reason", "illness"},
                          {"staff_relative", "no"},
                          {"has_members", true},
                          {"members",
                           {{{"name", "李成员"},
                             {"relation", "10"},
                             {"id_number", id_number(2)},
                             {"cohabiting", true},
                             {"health", "good"},
                             {"work", "farming"}}}},
                          {"has_obligors", "no"},
                          {"house", "own"},
                          {"has_vehicle", "no"},
                          {"truth_promise", true},
                          {"economic_check", "given"}}
        .dump();
}

std::string page_bytes(std::size_t size, unsigned seed) {
    std::string out(size, '\0');
    std::uint32_t state = seed * 2654435761U + 1;
    for (auto& c : out) {
        state = state * 1664525U + 1013904223U;
        c = static_cast<char>(state >> 24);
    }
    out.replace(0, 3, "\xFF\xD8\xFF");
    return out;
}

std::string small_png() {
    const auto bytes = from_base64(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGNgGAWjYBSMAggAAAQQAAGvRYgsAAAAAElFTkSuQmCC");
    return std::string(as_text(*bytes));
}

Parts parts_of(const HandIn& hand_in) {
    Parts out;
    if (hand_in.kind == wire::APPLICATION || hand_in.kind == wire::SUPPLEMENT) {
        add(out, wire::ANSWERS, "application/json",
            hand_in.answers.empty() ? valid_answers(hand_in.name, hand_in.number) : hand_in.answers);
        add(out, wire::CARD, "application/x-protobuf", card(hand_in));
    } else if (hand_in.kind >= wire::QUESTION) {
        add(out, wire::ANSWERS, "application/json",
            hand_in.answers.empty() ? R"({"question":"家访什么时候来？"})" : hand_in.answers);
        add(out, wire::PERSON, "application/x-protobuf", card(hand_in));
    } else {
        add(out, wire::PERSON, "application/x-protobuf", card(hand_in));
        add(out, wire::OUTCOME, "application/x-protobuf", outcome(hand_in.acting.has_value()));
    }
    if (hand_in.acting) {
        add(out, wire::ACTING, "application/x-protobuf", hand_in.acting->SerializeAsString());
    }
    if (hand_in.with_consent) {
        add(out, wire::CONSENTS, "application/x-protobuf", consents());
    }
    for (const auto& page : hand_in.pages) {
        if (page.substr(0, 4) == "OggS") {  // what was said
            add(out, wire::VOICE, "audio/ogg", page);
            continue;
        }
        add(out, wire::PAGE_STRAIGHTENED, page.substr(0, 4) == "\x89PNG" ? "image/png" : "image/jpeg", page);
    }
    for (std::size_t i = 0; i < out.parts.size(); ++i) {
        out.parts[i].content = out.contents[i];
    }
    return out;
}

}  // namespace doorstep::township::testing
