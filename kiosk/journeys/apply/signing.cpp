#include "kiosk/journeys/apply/signing.hpp"

#include <QCoreApplication>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/masking.hpp"
#include "kiosk/session/draft.hpp"

namespace doorstep::kiosk {
namespace {

constexpr auto applicant = "applicant";
constexpr int absent_rule = (part::absent_sheet - part::first_sheet) / part::sheets_a_rule;  // behind the schemes' own

}  // namespace

void Signing::refresh(const forms::Scheme& scheme, const std::string& answers, Consents& consents,
                      const forms::ShownNotice& shown) {
    const auto today = CalendarDate::legal_day(system_clock().now());
    auto people = forms::persons_to_sign(scheme, answers, today);
    if (!people) {
        log::error("who signs: {}", people.error().text());
        people_.clear();
        return;
    }
    people_ = *std::move(people);
    add_absent(consents);
    for (const auto& person : people_) {
        if (!consents.last(wire::Consent::ECONOMIC_CHECK, person.whose)) {
            consents.add({.kind = wire::Consent::ECONOMIC_CHECK,
                          .whose = person.whose,
                          .answer = wire::Consent::OUTSTANDING,
                          .how = wire::Consent::HOW_UNKNOWN},
                         shown);
        }
    }
}

void Signing::add_absent(const Consents& consents) {
    const auto asked = consents.last(wire::Consent::ECONOMIC_CHECK, applicant);
    if (!absent_.empty() && asked && asked->answer() != wire::Consent::REFUSED) {
        forms::PersonToSign person;
        person.whose = applicant;
        person.name = absent_;
        person.rule = absent_rule;
        people_.insert(people_.begin(), std::move(person));
    }
}

std::vector<std::uint32_t> Signing::row_goes(const forms::Scheme& scheme, const std::string& answers, const Row& gone,
                                             Consents& consents, const forms::ShownNotice& shown) {
    std::vector<std::uint32_t> sheets;
    refresh(scheme, answers, consents, shown);
    for (const auto& person : people_) {
        const auto last = consents.last(wire::Consent::ECONOMIC_CHECK, person.whose);
        if (person.group != gone.group || person.row < gone.row || !last ||
            last->answer() == wire::Consent::OUTSTANDING) {
            continue;
        }
        consents.add({.kind = wire::Consent::ECONOMIC_CHECK,
                      .whose = person.whose,
                      .answer = wire::Consent::OUTSTANDING,
                      .how = wire::Consent::HOW_UNKNOWN},
                     shown);
        if (last->paper_part() != 0) {
            sheets.push_back(last->paper_part());
        }
    }
    return sheets;
}

std::uint32_t Signing::part_number(std::size_t index) const {
    const auto& person = people_.at(index);
    // The person's row decides, so that a sheet keeps its number when somebody else is added.
    return part::first_sheet + part::sheets_a_rule * static_cast<std::uint32_t>(person.rule) +
           static_cast<std::uint32_t>(person.row);
}

QVariantMap Signing::line(std::size_t index, const Consents& consents) const {
    const auto& person = people_.at(index);
    const auto record = consents.last(wire::Consent::ECONOMIC_CHECK, person.whose);
    QString state = QStringLiteral("outstanding");
    QString words = QCoreApplication::translate("Apply", "Not signed yet");
    switch (record ? record->answer() : wire::Consent::OUTSTANDING) {
        case wire::Consent::PRINTED:
            state = QStringLiteral("printed");
            words = QCoreApplication::translate("Apply", "Sheet printed, to be signed");
            break;
        case wire::Consent::GIVEN:
            state = QStringLiteral("signed");
            words = QCoreApplication::translate("Apply", "Signed copy scanned");
            break;
        case wire::Consent::REFUSED:
            state = QStringLiteral("refused");
            words = QCoreApplication::translate("Apply", "Does not agree");
            break;
        default:
            break;
    }
    return {{"index", static_cast<int>(index)},
            {"name", QString::fromStdString(mask_name(person.name))},
            {"state", state},
            {"words", words}};
}

QVariantList Signing::list(const Consents& consents) const {
    QVariantList list;
    for (std::size_t index = 0; index < people_.size(); ++index) {
        list.append(line(index, consents));
    }
    return list;
}

}  // namespace doorstep::kiosk
