// The second half of the journey: signatures of others, papers, review, submit, receipt.
#include <utility>

#include "base/case_number.hpp"
#include "base/log.hpp"
#include "base/uuid.hpp"
#include "forms/review.hpp"
#include "kiosk/backend/qr_picture.hpp"
#include "kiosk/journeys/apply/apply_controller.hpp"
#include "papers/papers.hpp"

namespace doorstep::kiosk {

// ---- signatures of others -----------------------------------------------------------------------------------------

void ApplyController::openSheet(int index) {
    if (!busy() && index >= 0 && static_cast<std::size_t>(index) < signing_.size()) {
        sheet_ = static_cast<std::size_t>(index);
        clear_fault();
        if (!desk().printer.printing()) {
            desk().printer.reset();
        }
        happen(ApplyEvent::OpenSheet);
    }
}

QVariantMap ApplyController::signer() const {
    return sheet_ < signing_.size() ? signing_.line(sheet_, consents_) : QVariantMap();
}

void ApplyController::add_sheet(const ConsentAnswer& answer) {
    auto whole = answer;
    whole.kind = wire::Consent::ECONOMIC_CHECK;
    whole.read_aloud = desk().session.page_read();
    consents_.add(whole, desk().show("economic-check"));
}

void ApplyController::record_sheet(const ConsentAnswer& answer) {
    add_sheet(answer);
    keep_consents([this] { emit contentChanged(); });
}

void ApplyController::printSheet() {
    if (state_ != ApplyState::Sheet || desk().printer.printing()) {
        return;
    }
    const auto& person = signing_.person(sheet_);
    const auto shown = desk().show("economic-check");
    papers::AuthorizationSheet sheet;
    sheet.issuer = desk().issuer();
    sheet.sheet_id = Uuid::from_bytes(as_bytes(draft_.id())).value_or(Uuid()).text() + "/" + person.whose;
    sheet.qr_text = "DSS1:" + sheet.sheet_id;
    sheet.name = person.name;
    sheet.text = {shown.title, shown.paragraphs, shown.id, shown.version};
    printing_ = person.whose;
    desk().printer.print(papers::authorization_sheet(sheet));
}

// "Printed" is said when the sheet is out, and takes nothing back: a signature or a refusal given before stands.
void ApplyController::sheet_printed() {
    if (printing_.empty() || desk().printer.printing() || desk().printer.failed()) {
        return;
    }
    const auto whose = std::exchange(printing_, {});
    const auto last = consents_.last(wire::Consent::ECONOMIC_CHECK, whose);
    const bool under_way = state_ == ApplyState::Sheet || state_ == ApplyState::Signing || state_ == ApplyState::Scan ||
                           state_ == ApplyState::Review || state_ == ApplyState::Form;
    if (desk().printer.printed() && under_way && (!last || last->answer() == wire::Consent::OUTSTANDING)) {
        // Beside what the person is doing: no page waits for it, and each next step puts all consents again.
        add_sheet({.whose = whose, .answer = wire::Consent::PRINTED, .how = wire::Consent::HOW_UNKNOWN});
        draft_.put(part::consents, wire::CONSENTS, "application/x-protobuf", consents_.serialized(), place_text(),
                   [this](const wire::Fault&) { emit contentChanged(); });
        emit contentChanged();
    }
}

void ApplyController::scanSheet() {
    if (state_ == ApplyState::Sheet) {
        by_thumb_ = false;
        clear_fault();
        desk().scanner.scan(1);
        emit contentChanged();
    }
}

// A thumb print alone shows nobody's will: who saw it made stands beside it.
void ApplyController::scanThumb() {
    if (state_ != ApplyState::Sheet) {
        return;
    }
    if (desk().clerk.token().empty()) {
        clear_fault();
        emit clerkNeeded();
        return;
    }
    scanSheet();
    by_thumb_ = true;
}

void ApplyController::sheet_scanned(const wire::ScannedPage& page) {
    const auto number = signing_.part_number(sheet_);
    const auto& file = file_of(page);
    ConsentAnswer record{.whose = signing_.person(sheet_).whose, .how = wire::Consent::WET_SIGNED};
    record.paper_part = number;
    if (by_thumb_) {
        record.how = wire::Consent::THUMB;
        record.witness = desk().clerk.account();
    }
    set_busy(true);
    draft_.put_spool(number, wire::SIGNED_SHEET, file, "signing", [this, record](const wire::Fault& fault) {
        put_ok(fault, [this, record] { record_sheet(record); });
    });
}

void ApplyController::refuseSheet() {
    if (state_ == ApplyState::Sheet) {
        record_sheet({.whose = signing_.person(sheet_).whose, .answer = wire::Consent::REFUSED});
    }
}

void ApplyController::closeSheet() {
    if (state_ == ApplyState::Sheet && !busy()) {
        desk().scanner.cancel();
        clear_fault();
        happen(ApplyEvent::CloseSheet);
    }
}

// ---- papers -------------------------------------------------------------------------------------------------------

QStringList ApplyController::materials() const {
    QStringList list;
    for (const auto& material : form_.scheme().materials()) {
        list.append(QString::fromStdString(form_.scheme().text(language(), material.text_key)));
    }
    return list;
}

void ApplyController::scan() {
    if (state_ == ApplyState::Scan && !busy()) {
        rescan_ = 0;
        clear_fault();
        desk().scanner.scan(0);
        emit contentChanged();
    }
}

void ApplyController::scanAgain(int number) {
    if (state_ == ApplyState::Scan && !busy()) {
        rescan_ = static_cast<std::uint32_t>(number);
        clear_fault();
        desk().scanner.scan(1);
        emit contentChanged();
    }
}

void ApplyController::cancelScan() {
    desk().scanner.cancel();
}

void ApplyController::removePage(int number) {
    if (state_ != ApplyState::Scan || busy()) {
        return;
    }
    const auto original = static_cast<std::uint32_t>(number);
    set_busy(true);
    draft_.drop(original, [this, original](const wire::Fault& fault) {
        if (fault.code() != wire::FAULT_NONE) {
            put_ok(fault, [] {});
            return;
        }
        draft_.drop(original + 1, [this, original](const wire::Fault& second) {
            put_ok(second, [this, original] {
                pages_.remove(original);
                emit contentChanged();
            });
        });
    });
}

void ApplyController::page_scanned(const wire::ScannedPage& page) {
    const auto number = pages_.add(page, rescan_);
    rescan_ = 0;
    if (number == 0) {
        set_fault(fault_of(wire::FAULT_TOO_LARGE));
        return;
    }
    emit contentChanged();
    keep_page(number, [] {});
}

// What a restarted agent did not get goes to it now: no page that is shown stays behind.
void ApplyController::keep_pages(std::function<void()> then) {
    const auto* page = pages_.unkept();
    if (page == nullptr) {
        then();
        return;
    }
    set_busy(true);
    keep_page(page->number, [this, then = std::move(then)] { keep_pages(then); });
}

// Both pictures go to the agent; a page counts as kept when both are there.
void ApplyController::keep_page(std::uint32_t number, std::function<void()> then) {
    const auto* page = pages_.find(number);
    if (page == nullptr) {
        return;
    }
    const auto straightened = page->scanned.straightened();
    draft_.put_spool(number, wire::PAGE_ORIGINAL, page->scanned.original(), "scan",
                     [this, number, straightened, then = std::move(then)](const wire::Fault& fault) {
                         if (fault.code() != wire::FAULT_NONE) {
                             page_kept(fault, number, then);
                             return;
                         }
                         const auto second = [this, number, then](const wire::Fault& kept) {
                             page_kept(kept, number, then);
                         };
                         if (straightened.name().empty()) {
                             draft_.drop(number + 1, second);  // of a page that was scanned before under this number
                         } else {
                             draft_.put_spool(number + 1, wire::PAGE_STRAIGHTENED, straightened, "scan", second);
                         }
                     });
}

void ApplyController::page_kept(const wire::Fault& fault, std::uint32_t number, const std::function<void()>& then) {
    if (fault.code() == wire::FAULT_NONE) {
        pages_.set_kept(number);
    } else {
        pages_.set_lost(number);
    }
    put_ok(fault, then);
    emit contentChanged();
}

// ---- review and submit --------------------------------------------------------------------------------------------

QVariantList ApplyController::review() const {
    QVariantList list;
    if (state_ != ApplyState::Review) {
        return list;
    }
    const auto rows = forms::review(form_.scheme(), form_.answers(), language());
    if (!rows) {
        log::error("review: {}", rows.error().text());
        return list;
    }
    for (const auto& row : *rows) {
        list.append(QVariantMap{{"heading", QString::fromStdString(row.heading)},
                                {"label", QString::fromStdString(row.label)},
                                {"value", QString::fromStdString(row.value)},
                                {"place", QString::fromStdString(forms::to_text(row.place))},
                                {"changeable", row.changeable}});
    }
    return list;
}

QStringList ApplyController::findings() const {
    QStringList list;
    const auto all = forms::validate_all(form_.scheme(), form_.answers());
    if (state_ != ApplyState::Review || !all) {
        return list;
    }
    for (const auto& finding : *all) {
        list.append(QString::fromStdString(form_.scheme().text(language(), finding.text_key)));
    }
    return list;
}

void ApplyController::change(const QString& place) {
    if (state_ == ApplyState::Review && !busy() && form_.go_text(place.toStdString())) {
        changing_ = true;
        clear_fault();
        happen(ApplyEvent::Change);
    }
}

void ApplyController::submit() {
    if (state_ != ApplyState::Review || busy()) {
        return;
    }
    // What was taken back does not travel.
    if (auto clean = forms::without_hidden(form_.scheme(), form_.answers())) {
        form_.set_answers(*std::move(clean));
    }
    happen(ApplyEvent::Submit);
    keep_answers([this] {
        keep_consents([this] {
            set_busy(true);
            draft_.submit(desk().clerk.token(), [this](const wire::AgentReply& reply) { submitted(reply); });
        });
    });
}

void ApplyController::submitted(const wire::AgentReply& reply) {
    if (!reply.has_submitted()) {
        set_fault(reply.fault());
        happen(ApplyEvent::Failed);
        return;
    }
    const auto& done = reply.submitted();
    case_number_ = QString::fromStdString(CaseNumber::grouped(done.case_number()));
    qr_text_ = done.qr_text();
    qr_ = qr_picture(qr_text_);
    sealed_ms_ = done.sealed_ms();
    line_up_ = done.line_up();
    resume_id_.clear();
    pages_.clear();
    urgent_ = forms::urgent(form_.scheme(), form_.answers()).value_or(false);
    form_.wipe_all();
    desk().printer.reset();
    happen(ApplyEvent::Submitted);
    printReceipt();
}

void ApplyController::printReceipt() {
    if (state_ != ApplyState::Done) {
        return;
    }
    papers::Receipt receipt;
    receipt.issuer = desk().issuer();
    for (const QChar c : case_number_) {
        if (c.isDigit()) {
            receipt.case_number.push_back(c.toLatin1());
        }
    }
    receipt.qr_text = qr_text_;
    receipt.received = Instant{sealed_ms_};
    desk().printer.print(papers::receipt(receipt, desk().paper()));
}

}  // namespace doorstep::kiosk
