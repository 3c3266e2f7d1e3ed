#include "kiosk/journeys/acting/acting_controller.hpp"

#include <QCoreApplication>

#include "base/uuid.hpp"
#include "base/wiped_bytes.hpp"
#include "kiosk/session/consents.hpp"
#include "kiosk/session/draft.hpp"
#include "kiosk/session/wiped_text.hpp"
#include "papers/papers.hpp"

namespace doorstep::kiosk {
namespace {

struct Choice {
    const char* value;
    const char* words;
    const char* hint;
};

const Choice as_choices[] = {
    {"household", QT_TRANSLATE_NOOP("Acting", "I live in the same household"), ""},
    {"guardian", QT_TRANSLATE_NOOP("Acting", "I am the parent or guardian"),
     QT_TRANSLATE_NOOP("Acting", "Of a child, or of somebody who cannot decide alone")},
    {"proxy", QT_TRANSLATE_NOOP("Acting", "The person asked me to come"),
     QT_TRANSLATE_NOOP("Acting", "A relative, neighbour or friend, with a signed entrustment")},
    {"committee", QT_TRANSLATE_NOOP("Acting", "I come for the village committee"),
     QT_TRANSLATE_NOOP("Acting", "The person asked the committee, with a signed entrustment")},
};
const Choice relation_choices[] = {
    {"spouse", QT_TRANSLATE_NOOP("Acting", "Husband or wife"), ""},
    {"child", QT_TRANSLATE_NOOP("Acting", "Son or daughter"), ""},
    {"parent", QT_TRANSLATE_NOOP("Acting", "Father or mother"), ""},
    {"grandparent", QT_TRANSLATE_NOOP("Acting", "Grandfather or grandmother"), ""},
    {"grandchild", QT_TRANSLATE_NOOP("Acting", "Grandson or granddaughter"), ""},
    {"sibling", QT_TRANSLATE_NOOP("Acting", "Brother or sister"), ""},
    {"relative", QT_TRANSLATE_NOOP("Acting", "Another relative"), ""},
    {"neighbour", QT_TRANSLATE_NOOP("Acting", "Neighbour or friend"), ""},
};
const Choice reason_choices[] = {
    {"ill-or-old", QT_TRANSLATE_NOOP("Acting", "Too ill or too old to come"), ""},
    {"far-away", QT_TRANSLATE_NOOP("Acting", "Far away, or no way to get here"), ""},
    {"cannot-use", QT_TRANSLATE_NOOP("Acting", "Cannot use this machine"), ""},
    {"other", QT_TRANSLATE_NOOP("Acting", "Another reason"), ""},
};

template <std::size_t n>
QVariantList listed(const Choice (&choices)[n]) {
    QVariantList list;
    for (const auto& choice : choices) {
        list.append(QVariantMap{
            {"value", QString::fromLatin1(choice.value)},
            {"text", QCoreApplication::translate("Acting", choice.words)},
            {"hint", *choice.hint == '\0' ? QString() : QCoreApplication::translate("Acting", choice.hint)}});
    }
    return list;
}

wire::Acting::As as_of(const std::string& id) {
    return id == "household"   ? wire::Acting::HOUSEHOLD
           : id == "guardian"  ? wire::Acting::GUARDIAN
           : id == "proxy"     ? wire::Acting::PROXY
           : id == "committee" ? wire::Acting::VILLAGE_COMMITTEE
                               : wire::Acting::AS_UNKNOWN;
}

}  // namespace

ActingController::ActingController(Desk& desk, QObject* parent) : Journey(desk, parent) {
    connect(&desk.scanner, &ScanDesk::page, this, [this](const wire::ScannedPage& page) {
        if (state_ == ActingState::Paper) {
            sheet_scanned(page);
        }
    });
    connect(&desk.scanner, &ScanDesk::done, this, [this](const wire::Fault& fault) {
        if (state_ == ActingState::Paper) {
            set_fault(fault.code() == wire::FAULT_CANCELLED ? wire::Fault() : fault);
            emit contentChanged();
        }
    });
    connect(&desk.printer, &PrintDesk::changed, this, [this] {
        if (state_ == ActingState::Paper && this->desk().printer.printed() && !acting_.has_sheet()) {
            record(wire::Consent::PRINTED, wire::Consent::HOW_UNKNOWN);
        }
    });
    connect(&desk.session.hub(), &HubLink::devicesChanged, this, &Journey::contentChanged);
}

QString ActingController::page() const {
    switch (state_) {
        case ActingState::Idle:
            return {};
        case ActingState::As:
            return QStringLiteral("acting/as");
        case ActingState::Relation:
            return QStringLiteral("acting/relation");
        case ActingState::Name:
            return QStringLiteral("acting/name");
        case ActingState::Number:
            return QStringLiteral("acting/number");
        case ActingState::Reason:
            return QStringLiteral("acting/reason");
        case ActingState::Paper:
            return QStringLiteral("acting/paper");
    }
    return {};
}

void ActingController::happen(ActingEvent event) {
    state_ = next_state<ActingState, ActingEvent>(acting_table, "acting", state_, event, ActingState::Idle);
    wrong_ = Wrong::Nothing;
    trouble_ = NumberTrouble::Nothing;
    if (state_ == ActingState::Idle) {
        forget();
        emit left();
        return;
    }
    show_page();
}

void ActingController::begin() {
    forget();
    happen(ActingEvent::Begin);
}

void ActingController::forget() {
    state_ = ActingState::Idle;
    doorstep::wipe(*acting_.about.mutable_name());
    doorstep::wipe(*acting_.about.mutable_number());
    acting_ = {};
    as_.clear();
    wipe(name_);
    wipe(number_);
    wrong_ = Wrong::Nothing;
    trouble_ = NumberTrouble::Nothing;
    thumb_ = false;
    clear_fault();
    set_busy(false);
}

// ---- choices ------------------------------------------------------------------------------------------------------

QVariantList ActingController::choices() const {
    switch (state_) {
        case ActingState::As:
            return listed(as_choices);
        case ActingState::Relation:
            return listed(relation_choices);
        case ActingState::Reason:
            return listed(reason_choices);
        default:
            return {};
    }
}

QString ActingController::chosen() const {
    switch (state_) {
        case ActingState::As:
            return QString::fromStdString(as_);
        case ActingState::Relation:
            return QString::fromStdString(acting_.relation);
        case ActingState::Reason:
            return QString::fromStdString(acting_.reason);
        default:
            return {};
    }
}

void ActingController::choose(const QString& value) {
    auto* place = state_ == ActingState::As         ? &as_
                  : state_ == ActingState::Relation ? &acting_.relation
                  : state_ == ActingState::Reason   ? &acting_.reason
                                                    : nullptr;
    if (place != nullptr) {
        *place = value.toStdString();
        wrong_ = Wrong::Nothing;
        emit contentChanged();
    }
}

QString ActingController::error() const {
    switch (wrong_) {
        case Wrong::NoChoice:
            return QCoreApplication::translate("Acting", "Please choose one.");
        case Wrong::NoName:
            return QCoreApplication::translate("Acting", "Please type the name of the person you come for.");
        case Wrong::OwnNumber:
            return QCoreApplication::translate("Acting",
                                               "This is your own number. For yourself you need not say anything here.");
        case Wrong::Nothing:
            break;
    }
    return trouble_words(trouble_);
}

void ActingController::next_choice(ActingEvent event) {
    const bool nothing = chosen().isEmpty();
    wrong_ = nothing ? Wrong::NoChoice : Wrong::Nothing;
    nothing ? emit contentChanged() : happen(event);
}

void ActingController::as_chosen() {
    acting_.as = as_of(as_);
    if (acting_.as == wire::Acting::VILLAGE_COMMITTEE) {
        acting_.relation = "committee";
        happen(ActingEvent::NoRelation);
        return;
    }
    if (acting_.relation == "committee") {
        acting_.relation.clear();  // chosen before
    }
    next_choice(ActingEvent::Chosen);
}

// ---- on -----------------------------------------------------------------------------------------------------------

void ActingController::next() {
    switch (state_) {
        case ActingState::As:
            return as_chosen();
        case ActingState::Relation:
            return next_choice(ActingEvent::RelationSaid);
        case ActingState::Name:
            wrong_ = name_.trimmed().isEmpty() ? Wrong::NoName : Wrong::Nothing;
            return wrong_ == Wrong::Nothing ? happen(ActingEvent::NameTyped) : emit contentChanged();
        case ActingState::Number:
            return number_typed();
        case ActingState::Reason:
            if (!chosen().isEmpty()) {
                desk().printer.reset();
                record(wire::Consent::OUTSTANDING, wire::Consent::HOW_UNKNOWN);
            }
            return next_choice(ActingEvent::ReasonSaid);
        case ActingState::Paper:
            return scanning() ? void() : done();
        case ActingState::Idle:
            break;
    }
}

void ActingController::number_typed() {
    const auto typed = read_typed_number(number_);
    trouble_ = typed.trouble;
    const bool own = typed.plain == desk().session.person().card.number();
    wrong_ = trouble_ == NumberTrouble::Nothing && own ? Wrong::OwnNumber : Wrong::Nothing;
    if (trouble_ != NumberTrouble::Nothing || own) {
        emit contentChanged();
        return;
    }
    acting_.about.set_variant(wire::CardFields::CITIZEN);
    acting_.about.set_name(name_.trimmed().toStdString());
    acting_.about.set_number(typed.plain);
    acting_.about.set_read_from_chip(false);
    if (acting_.needs_entrustment()) {
        happen(ActingEvent::NumberTyped);
    } else {
        acting_.reason = acting_.as == wire::Acting::GUARDIAN ? "minor" : "";
        done();
    }
}

// Before the page is left: who listens there finds the person acting already.
void ActingController::done() {
    desk().session.act_for(acting_);
    happen(ActingEvent::Known);
}

void ActingController::back() {
    desk().scanner.cancel();
    clear_fault();
    state_ == ActingState::As ? leave() : happen(ActingEvent::Back);
}

void ActingController::leave() {
    if (state_ != ActingState::Idle) {
        desk().scanner.cancel();
        happen(ActingEvent::Leave);
    }
}

// ---- the entrustment ----------------------------------------------------------------------------------------------

QStringList ActingController::paragraphs() const {
    return desk().paragraphs("entrustment");
}

void ActingController::record(wire::Consent::Answer answer, wire::Consent::How how) {
    const bool is_signed = answer == wire::Consent::GIVEN;
    Consents one;
    one.add({.kind = wire::Consent::ENTRUSTMENT,
             .answer = answer,
             .how = how,
             .paper_part = is_signed ? part::entrustment : 0,
             .witness = is_signed && how == wire::Consent::THUMB ? desk().clerk.account() : std::string(),
             .read_aloud = desk().session.page_read()},
            desk().show("entrustment"));
    acting_.entrustment = *one.last(wire::Consent::ENTRUSTMENT, "applicant");
}

void ActingController::setThumb(bool thumb) {
    thumb_ = thumb;
    emit contentChanged();
}

void ActingController::printSheet() {
    if (state_ != ActingState::Paper || desk().printer.printing()) {
        return;
    }
    const auto shown = desk().show("entrustment");
    papers::EntrustmentSheet sheet;
    sheet.issuer = desk().issuer();
    sheet.sheet_id = Uuid::make_v7().text();
    sheet.qr_text = "DSE1:" + sheet.sheet_id;
    sheet.name = acting_.about.name();
    sheet.proxy = desk().session.person().card.name();
    sheet.text = {shown.title, shown.paragraphs, shown.id, shown.version};
    desk().printer.print(papers::entrustment_sheet(sheet));
}

void ActingController::scanSheet() {
    if (state_ == ActingState::Paper && !scanning()) {
        clear_fault();
        desk().scanner.scan(1);
        emit contentChanged();
    }
}

void ActingController::sheet_scanned(const wire::ScannedPage& page) {
    acting_.sheet = file_of(page);
    record(wire::Consent::GIVEN, thumb_ ? wire::Consent::THUMB : wire::Consent::WET_SIGNED);
    emit contentChanged();
}

}  // namespace doorstep::kiosk
