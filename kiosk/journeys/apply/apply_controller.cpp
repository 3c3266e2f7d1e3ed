#include "kiosk/journeys/apply/apply_controller.hpp"

#include "base/case_number.hpp"
#include "base/log.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::kiosk {

ApplyController::ApplyController(Desk& desk, QObject* parent)
    : Journey(desk, parent), form_(*desk.schemes.offered().front()), draft_(desk.session) {
    connect(&desk.scanner, &ScanDesk::page, this, [this](const wire::ScannedPage& page) {
        if (state_ == ApplyState::Scan) {
            page_scanned(page);
        } else if (state_ == ApplyState::Sheet) {
            sheet_scanned(page);
        }
    });
    connect(&desk.scanner, &ScanDesk::done, this, [this](const wire::Fault& fault) {
        if (state_ == ApplyState::Scan || state_ == ApplyState::Sheet) {
            set_fault(fault.code() == wire::FAULT_CANCELLED ? wire::Fault() : fault);
            emit contentChanged();
        }
    });
    connect(&desk.session.hub(), &HubLink::devicesChanged, this, &Journey::contentChanged);
    connect(&desk.printer, &PrintDesk::changed, this, &ApplyController::sheet_printed);
}

QString ApplyController::page() const {
    switch (state_) {
        case ApplyState::Idle:
            return {};
        case ApplyState::Choosing:
            return QStringLiteral("apply/choose");
        case ApplyState::Guiding:
            return QStringLiteral("apply/guide");
        case ApplyState::Suggesting:
            return QStringLiteral("apply/suggest");
        case ApplyState::Resume:
            return QStringLiteral("apply/resume");
        case ApplyState::Starting:
        case ApplyState::Submitting:
            return QStringLiteral("apply/wait");
        case ApplyState::Stuck:
            return QStringLiteral("apply/stuck");
        case ApplyState::Form: {
            const auto* shown = form_.page();
            if (shown != nullptr && shown->kind == forms::PageKind::Rows) {
                return QStringLiteral("apply/rows");
            }
            return shown != nullptr && shown->kind == forms::PageKind::Notice ? QStringLiteral("apply/notice")
                                                                              : QStringLiteral("apply/form");
        }
        case ApplyState::Signing:
            return QStringLiteral("apply/signing");
        case ApplyState::Sheet:
            return QStringLiteral("apply/sheet");
        case ApplyState::Scan:
            return QStringLiteral("apply/scan");
        case ApplyState::Review:
            return QStringLiteral("apply/review");
        case ApplyState::Done:
            return QStringLiteral("apply/done");
    }
    return {};
}

QString ApplyController::page_id() const {
    const auto* shown = state_ == ApplyState::Form ? form_.page() : nullptr;
    return shown == nullptr ? page() : QStringLiteral("apply/form/") + QString::fromStdString(shown->id);
}

void ApplyController::happen(ApplyEvent event) {
    state_ = next_state<ApplyState, ApplyEvent>(apply_table, "apply", state_, event, ApplyState::Stuck);
    set_busy(false);
    show_page();
    if (state_ == ApplyState::Idle) {
        emit left();
    }
}

void ApplyController::begin() {
    forget();
    candidates_ = drafts_of({});
    if (candidates_.empty()) {
        happen(ApplyEvent::Begin);
    } else if (desk().session.typed() || desk().session.acting()) {
        happen(ApplyEvent::BeginLooking);
        start();
    } else {
        take(candidates_.back());
        happen(ApplyEvent::BeginWithDraft);
    }
}

void ApplyController::forget() {
    form_.wipe_all();
    consents_.clear();
    signing_.clear();
    pages_.clear();
    draft_.forget();
    chosen_.clear();
    suggested_.clear();
    wipe(untouched_);
    resume_id_.clear();
    candidates_.clear();
    printing_.clear();
    by_thumb_ = false;
    urgent_ = false;
    changing_ = false;
    rescan_ = 0;
    case_number_.clear();
    qr_.clear();
    qr_text_.clear();
    clear_fault();
    set_busy(false);
    state_ = ApplyState::Idle;
}

// ---- beginning ----------------------------------------------------------------------------------------------------

// A finger that trembles touches a page a second time while it slides away: only the state that has the button listens.

void ApplyController::goOn() {
    if (state_ != ApplyState::Resume) {
        return;
    }
    happen(ApplyEvent::GoOn);
    start();
}

void ApplyController::beginAnew() {
    if (state_ != ApplyState::Resume) {
        return;
    }
    if (!resume_id_.empty()) {
        draft_.discard(resume_id_, [](const wire::Fault& fault) {
            if (fault.code() != wire::FAULT_NONE) {
                log::warning("draft not discarded: fault {}", static_cast<int>(fault.code()));
            }
        });
        resume_id_.clear();
    }
    happen(ApplyEvent::Anew);
    start();
}

void ApplyController::retry() {
    if (state_ == ApplyState::Stuck) {
        happen(ApplyEvent::Retry);
        start();
    }
}

void ApplyController::leave() {
    if (listed<ApplyState, ApplyEvent>(apply_table, state_, ApplyEvent::Leave)) {
        happen(ApplyEvent::Leave);
    }
}

void ApplyController::start() {
    clear_fault();
    set_busy(true);
    if (!candidates_.empty()) {
        look_for_own();
    } else if (resume_id_.empty()) {
        start_anew();
    } else {
        resume();
    }
}

// A number alone opens nothing that its owner began with the card: of who typed, only what was typed is offered again.
// Who acts for somebody goes on with what was begun for that one; who chooses a form for himself, with the own.
bool ApplyController::is_to_go_on_with(const wire::DraftContent& draft) const {
    wire::CardFields about;
    wire::Acting acting;
    bool for_another = false;
    for (const auto& one : draft.parts()) {
        if (one.number() == part::person && !about.ParseFromString(one.content())) {
            return false;
        }
        for_another = for_another || (one.number() == part::acting && acting.ParseFromString(one.content()));
    }
    const auto& who = for_another ? acting.who() : about;
    if (desk().session.typed() && (about.number().empty() || who.read_from_chip())) {
        return false;
    }
    const auto& now = desk().session.acting();
    return now ? for_another && about.number() == now->about.number() : !for_another || chosen_.empty();
}

void ApplyController::look_for_own() {
    draft_.resume(candidates_.back().id(), [this](const wire::AgentReply& reply) {
        if (!reply.has_draft() && reply.fault().code() != wire::FAULT_DRAFT_UNKNOWN) {
            set_fault(reply.fault());
            happen(ApplyEvent::Failed);
            return;
        }
        if (is_to_go_on_with(reply.draft())) {
            take(candidates_.back());
            happen(ApplyEvent::Found);
            return;
        }
        candidates_.pop_back();
        draft_.forget();
        if (candidates_.empty() && chosen_.empty()) {
            happen(ApplyEvent::NothingFound);
        } else {
            start();
        }
    });
}

void ApplyController::start_anew() {
    begin_scheme();
    draft_.start(wire::APPLICATION, form_.scheme().id(), form_.scheme().version(), desk().clerk.token(),
                 [this](const wire::Fault& fault) {
                     if (fault.code() != wire::FAULT_NONE) {
                         set_fault(fault);
                         happen(ApplyEvent::Failed);
                         return;
                     }
                     resume_id_ = draft_.id();
                     form_.go_first();
                     draft_.put_subject(wire::CARD, place_text(), [this](const wire::Fault& kept) {
                         set_fault(kept);
                         happen(kept.code() == wire::FAULT_NONE ? ApplyEvent::AtForm : ApplyEvent::Failed);
                     });
                 });
}

void ApplyController::resume() {
    draft_.resume(resume_id_, [this](const wire::AgentReply& reply) { restored(reply); });
}

void ApplyController::restored(const wire::AgentReply& reply) {
    if (!reply.has_draft()) {
        if (reply.fault().code() == wire::FAULT_DRAFT_UNKNOWN) {
            resume_id_.clear();  // trying again begins anew
        }
        set_fault(reply.fault());
        happen(ApplyEvent::Failed);
        return;
    }
    pages_.clear();
    form_.wipe_all();
    for (const auto& one : reply.draft().parts()) {
        if (one.number() == part::answers) {
            form_.set_answers(one.content());
        } else if (one.number() == part::consents) {
            consents_.load(one.content());
        } else if (one.kind() == wire::PAGE_ORIGINAL) {
            pages_.restore(one.number(), one.content());
        } else if (one.kind() == wire::PAGE_STRAIGHTENED) {
            pages_.restore(one.number() - 1, one.content());
        }
    }
    const bool has_all = act_as_begun(reply.draft());
    form_.prefill(desk().session.subject());
    const auto go_on = [this, page = reply.draft().info().page()](const wire::Fault& fault) {
        if (fault.code() == wire::FAULT_NONE) {
            arrive(page);
        } else {
            set_fault(fault);
            happen(ApplyEvent::Failed);
        }
    };
    // Put again: the draft may have been cut off before it was there. What was signed for an earlier visit stands.
    has_all ? go_on({}) : draft_.put_subject(wire::CARD, reply.draft().info().page(), go_on);
}

// For whom the draft was begun: after a power cut the person need not say so again. True when nothing of it is to be
// put anew.
bool ApplyController::act_as_begun(const wire::DraftContent& draft) {
    wire::CardFields about;
    wire::Acting acting;
    for (const auto& one : draft.parts()) {
        if (one.number() == part::person) {
            about.ParseFromString(one.content());
        } else if (one.number() == part::acting) {
            acting.ParseFromString(one.content());
        }
    }
    auto& session = desk().session;
    if (acting.as() == wire::Acting::AS_UNKNOWN) {
        return false;
    }
    if (!session.acting()) {
        session.act_for(acting_of(acting, about));
    }
    return !session.acting()->has_sheet();
}

// Where the person was: "form:<place>", "signing", "scan", "review".
void ApplyController::arrive(const std::string& page) {
    refresh_signers();
    if (page == "review") {
        happen(ApplyEvent::AtReview);
    } else if (page == "scan") {
        happen(ApplyEvent::AtScan);
    } else if (page == "signing" && !signing_.nobody()) {
        happen(ApplyEvent::AtSigning);
    } else {
        if (!page.starts_with("form:") || !form_.go_text(page.substr(5))) {
            form_.go_first();
        }
        happen(ApplyEvent::AtForm);
    }
}

std::string ApplyController::place_text() const {
    switch (state_) {
        case ApplyState::Signing:
        case ApplyState::Sheet:
            return "signing";
        case ApplyState::Scan:
            return "scan";
        case ApplyState::Review:
        case ApplyState::Submitting:
            return "review";
        default:
            return "form:" + forms::to_text(form_.place());
    }
}

// ---- form ---------------------------------------------------------------------------------------------------------

void ApplyController::enter(const QString& field, const QString& typed) {
    form_.enter(field.toStdString(), typed.toStdString());
}

void ApplyController::put_ok(const wire::Fault& fault, const std::function<void()>& then) {
    set_busy(false);
    set_fault(fault);
    if (fault.code() == wire::FAULT_NONE) {
        then();
    } else if (state_ == ApplyState::Submitting) {
        happen(ApplyEvent::Failed);
    }
}

void ApplyController::keep_answers(std::function<void()> then) {
    set_busy(true);
    draft_.put(part::answers, wire::ANSWERS, "application/json", form_.answers(), place_text(),
               [this, then = std::move(then)](const wire::Fault& fault) { put_ok(fault, then); });
}

void ApplyController::keep_consents(std::function<void()> then) {
    set_busy(true);
    draft_.put(part::consents, wire::CONSENTS, "application/x-protobuf", consents_.serialized(), place_text(),
               [this, then = std::move(then)](const wire::Fault& fault) { put_ok(fault, then); });
}

// A notice page that asks for a consent leaves a record; true when there is one to keep.
bool ApplyController::record_notice() {
    const auto* shown = form_.page();
    if (shown == nullptr || shown->kind != forms::PageKind::Notice || shown->consent_kind.empty()) {
        return false;
    }
    bool refused = false;
    if (!shown->fields.empty()) {
        const auto given = forms::entered(form_.scheme(), form_.answers(), form_.place(), shown->fields.front().id);
        refused = given && (*given == "false" || *given == "no" || *given == "refused");
    }
    const auto answer = refused ? wire::Consent::REFUSED : wire::Consent::GIVEN;
    const bool check = shown->consent_kind == "economic-check";
    // Nobody agrees for a grown-up who is not here: that person signs (SECURITY 29).
    const auto& acting = desk().session.acting();
    const bool absent = acting && !acting->consents_for_person();
    consents_.add({.kind = check ? wire::Consent::ECONOMIC_CHECK : wire::Consent::NOTICE_READ,
                   .whose = absent && !check ? "acting" : "applicant",
                   .answer = absent && check && !refused ? wire::Consent::OUTSTANDING : answer,
                   .read_aloud = desk().session.page_read()},
                  desk().show(shown->notice));
    return true;
}

void ApplyController::next() {
    if (busy()) {
        return;
    }
    if (state_ == ApplyState::Signing) {
        keep_consents([this] { happen(ApplyEvent::SigningDone); });
        return;
    }
    if (state_ == ApplyState::Scan) {
        keep_pages([this] {
            happen(ApplyEvent::ScanDone);
            keep_answers([] {});
        });
        return;
    }
    if (state_ != ApplyState::Form && state_ != ApplyState::Guiding) {
        return;
    }
    if (!form_.check()) {
        emit contentChanged();
        return;
    }
    if (state_ == ApplyState::Guiding) {
        guide_on();
    } else if (record_notice()) {
        keep_consents([this] { turned(); });
    } else {
        turned();
    }
}

// The page is right: on to the next one, which is where the draft says the person is.
void ApplyController::turned() {
    const auto from = form_.place();
    const auto next = form_.next();
    // A changed page leads back to the review; within a row its other pages come first.
    if (!next || (changing_ && next->row < 0)) {
        form_done();
        return;
    }
    form_.go(*next);
    set_busy(true);
    draft_.put(part::answers, wire::ANSWERS, "application/json", form_.answers(), place_text(),
               [this, from](const wire::Fault& fault) {
                   set_busy(false);
                   set_fault(fault);
                   if (fault.code() == wire::FAULT_NONE) {
                       happen(ApplyEvent::Turned);
                   } else {
                       form_.go(from);
                       emit contentChanged();
                   }
               });
}

void ApplyController::form_done() {
    refresh_signers();
    keep_answers([this] {
        if (changing_) {
            changing_ = false;
            happen(ApplyEvent::Changed);
        } else {
            happen(signing_.nobody() ? ApplyEvent::FormAlone : ApplyEvent::FormDone);
        }
    });
}

void ApplyController::back() {
    if (busy()) {
        return;
    }
    clear_fault();
    switch (state_) {
        case ApplyState::Form: {
            const auto previous = form_.previous();
            if (changing_ && (!previous || form_.place().row < 0)) {
                changing_ = false;
                happen(ApplyEvent::Changed);
            } else if (previous) {
                form_.go(*previous);
                happen(ApplyEvent::Turned);
            } else {
                back_to_choosing();
            }
            break;
        }
        case ApplyState::Guiding: {
            const auto previous = form_.previous();
            if (previous) {
                form_.go(*previous);
            }
            happen(previous ? ApplyEvent::Turned : ApplyEvent::BackToChoosing);
            break;
        }
        case ApplyState::Suggesting:
            happen(ApplyEvent::BackToGuide);
            break;
        case ApplyState::Choosing:
            happen(ApplyEvent::Leave);
            break;
        case ApplyState::Signing:
            happen(ApplyEvent::BackToForm);
            break;
        case ApplyState::Scan:
            desk().scanner.cancel();
            happen(signing_.nobody() ? ApplyEvent::BackToForm : ApplyEvent::BackToSigning);
            break;
        case ApplyState::Review:
            happen(ApplyEvent::BackToScan);
            break;
        case ApplyState::Sheet:
            closeSheet();
            break;
        default:
            break;
    }
}

void ApplyController::addRow() {
    openRow(form_.rows());
}

void ApplyController::openRow(int row) {
    if (!busy() && state_ == ApplyState::Form && row <= form_.rows()) {
        form_.open_row(row);
        happen(ApplyEvent::Turned);
    }
}

void ApplyController::removeRow(int row) {
    const auto* shown = form_.page();
    if (busy() || state_ != ApplyState::Form || shown == nullptr || row >= form_.rows()) {
        return;
    }
    const auto sheets = signing_.row_goes(form_.scheme(), form_.answers(), {shown->group, row}, consents_,
                                          desk().show("economic-check"));
    // The consents first: whatever dies in between, none of them stands for another person.
    keep_consents([this, row, sheets] {
        form_.remove_row(row);
        keep_answers([this, sheets] {
            for (const auto sheet : sheets) {
                draft_.drop(sheet, [](const wire::Fault&) {});
            }
            emit contentChanged();
        });
    });
}

void ApplyController::refresh_signers() {
    const auto& acting = desk().session.acting();
    signing_.set_absent(acting && !acting->consents_for_person() ? acting->about.name() : std::string());
    signing_.refresh(form_.scheme(), form_.answers(), consents_, desk().show("economic-check"));
}

QStringList ApplyController::paragraphs() const {
    const auto* shown = form_.page();
    return shown == nullptr || shown->notice.empty() ? QStringList() : desk().paragraphs(shown->notice);
}

}  // namespace doorstep::kiosk
