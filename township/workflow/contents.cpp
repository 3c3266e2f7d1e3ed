#include "township/workflow/contents.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "forms/forms_error.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Person person_from(const json& object, std::string role) {
    return {std::move(role), text_of(object, "relation"), WipedString(text_of(object, "name")),
            WipedString(text_of(object, "id_number")), WipedString(text_of(object, "phone"))};
}

void add_group(const json& answers, const char* group, const char* role, Contents& out) {
    const auto rows = answers.find(group);
    if (rows == answers.end() || !rows->is_array()) {
        return;
    }
    for (const auto& row : *rows) {
        if (out.people.size() >= most_people) {
            out.problems.push_back(fmt::format("{}: more than {} people", group, most_people));
            return;
        }
        if (row.is_object()) {
            out.people.push_back(person_from(row, role));
        }
    }
}

// The applicant from the card when there is one: the card counts before what was typed.
void add_applicant(const json& answers, const std::optional<wire::CardFields>& card, Contents& out) {
    Person applicant = person_from(answers, "applicant");
    if (card && !card->name().empty()) {
        applicant.name = WipedString(card->name());
    }
    if (card && !card->number().empty()) {
        if (!applicant.number.empty() && applicant.number.view() != card->number()) {
            out.problems.emplace_back("id_number differs from the card");
        }
        applicant.number = WipedString(card->number());
    }
    if (!applicant.name.empty() || !applicant.number.empty()) {
        out.people.push_back(std::move(applicant));
    }
}

void read_answers(const std::optional<wire::CardFields>& card, Contents& out) {
    json answers = json::object();
    if (!out.answers.empty()) {
        if (out.answers.view().size() > forms::largest_text) {
            out.problems.emplace_back("answers: too large to read");
        } else if (answers = json::parse(out.answers.view(), nullptr, false); !answers.is_object()) {
            out.problems.emplace_back("answers: not a JSON object");
            answers = json::object();
        }
    }
    add_applicant(answers, card, out);
    add_group(answers, "members", "member", out);
    add_group(answers, "obligors", "obligor", out);
}

void read_consents(const protocol::OpenedPart& part, Contents& out) {
    wire::ConsentBytes list;
    if (!list.ParseFromArray(part.content.data(), static_cast<int>(part.content.size()))) {
        out.problems.push_back(fmt::format("part {}: consents do not read", part.info.number()));
        return;
    }
    for (const auto& bytes : list.consents()) {
        wire::Consent consent;
        if (out.consents.size() >= most_consents || !consent.ParseFromString(bytes)) {
            out.problems.push_back(fmt::format("part {}: a consent does not read", part.info.number()));
            return;
        }
        out.consents.push_back(std::move(consent));
    }
}

template <class Message>
std::optional<Message> read_message(const protocol::OpenedPart& part, std::string_view what, Contents& out) {
    Message message;
    if (!message.ParseFromArray(part.content.data(), static_cast<int>(part.content.size()))) {
        out.problems.push_back(fmt::format("part {}: {} does not read", part.info.number(), what));
        return std::nullopt;
    }
    return message;
}

// The entrustment stands among the consents: it is one, of the person for whom somebody acts.
void read_acting(const protocol::OpenedPart& part, Contents& out) {
    out.acting = read_message<wire::Acting>(part, "acting", out);
    if (out.acting && out.acting->has_entrustment() && out.consents.size() < most_consents) {
        out.consents.push_back(out.acting->entrustment());
    }
}

}  // namespace

Contents read_contents(const protocol::Opened& opened) {
    Contents out;
    std::optional<wire::CardFields> card;
    for (const auto& part : opened.parts) {
        switch (part.info.kind()) {
            case wire::ANSWERS:
                out.answers = WipedString(std::string(part.content.begin(), part.content.end()));
                break;
            case wire::CONSENTS:
                read_consents(part, out);
                break;
            case wire::CARD:
            case wire::PERSON:
                card = read_message<wire::CardFields>(part, "card", out);
                break;
            case wire::OUTCOME:
                out.outcome = read_message<wire::CheckInOutcome>(part, "outcome", out);
                break;
            case wire::ACTING:
                read_acting(part, out);
                break;
            default:
                break;  // pages and sheets stay as they are
        }
    }
    read_answers(card, out);
    return out;
}

}  // namespace doorstep::township
