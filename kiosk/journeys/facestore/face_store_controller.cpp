#include "kiosk/journeys/facestore/face_store_controller.hpp"

#include "base/uuid.hpp"
#include "kiosk/backend/spool.hpp"
#include "kiosk/words/fault_words.hpp"
#include "papers/papers.hpp"

namespace doorstep::kiosk {

namespace {

constexpr const char* protobuf = "application/x-protobuf";

bool ok(const wire::Fault& fault) {
    return fault.code() == wire::FAULT_NONE;
}

}  // namespace

FaceStoreController::FaceStoreController(Desk& desk, QObject* parent) : Journey(desk, parent), draft_(desk.session) {
    connect(&desk.session.hub(), &HubLink::preview, this, [this](const QByteArray& jpeg) {
        if (state_ == FaceStoreState::Capture) {
            picture_ = jpeg;
            emit pictureChanged();
        }
    });
    connect(&desk.session.hub(), &HubLink::faceHint, this, [this](const wire::FaceHint& hint) {
        if (state_ == FaceStoreState::Capture) {
            hint_ = hint.good() ? QString() : fault_words(hint.hint()).what_now;
            emit hintChanged();
        }
    });
    connect(&desk.session, &Session::lifted, this, [this] {
        if (state_ == FaceStoreState::Capture) {
            fail(FaceStoreEvent::Missed, fault_of(wire::FAULT_CARD_REMOVED));
        }
    });
    connect(&desk.scanner, &ScanDesk::page, this, [this](const wire::ScannedPage& page) {
        if (state_ == FaceStoreState::Sheet) {
            sheet_scanned(page);
        }
    });
    connect(&desk.scanner, &ScanDesk::done, this, [this](const wire::Fault& fault) {
        if (state_ == FaceStoreState::Sheet) {
            set_fault(fault.code() == wire::FAULT_CANCELLED ? wire::Fault() : fault);
            emit contentChanged();
        }
    });
}

QString FaceStoreController::page() const {
    switch (state_) {
        case FaceStoreState::Idle:
            return {};
        case FaceStoreState::Unable:
            return QStringLiteral("facestore/unable");
        case FaceStoreState::Clerk:
            return QStringLiteral("facestore/clerk");
        case FaceStoreState::Notice:
            return QStringLiteral("facestore/notice");
        case FaceStoreState::Starting:
        case FaceStoreState::Storing:
        case FaceStoreState::Withdrawing:
            return QStringLiteral("facestore/wait");
        case FaceStoreState::Stuck:
            return QStringLiteral("facestore/stuck");
        case FaceStoreState::Sheet:
            return QStringLiteral("facestore/sheet");
        case FaceStoreState::Confirm:
            return QStringLiteral("facestore/confirm");
        case FaceStoreState::Capture:
            return QStringLiteral("facestore/camera");
        case FaceStoreState::Missed:
            return QStringLiteral("facestore/missed");
        case FaceStoreState::Done:
            return QStringLiteral("facestore/done");
        case FaceStoreState::WithdrawAsk:
            return QStringLiteral("facestore/withdraw");
        case FaceStoreState::Withdrawn:
            return QStringLiteral("facestore/withdrawn");
    }
    return {};
}

void FaceStoreController::happen(FaceStoreEvent event) {
    state_ = next_state<FaceStoreState, FaceStoreEvent>(face_store_table, "face store", state_, event,
                                                        FaceStoreState::Stuck);
    set_busy(state_ == FaceStoreState::Starting || state_ == FaceStoreState::Storing ||
             state_ == FaceStoreState::Withdrawing);
    show_page();
    if (state_ == FaceStoreState::Capture) {
        capture();
    } else if (state_ == FaceStoreState::Idle) {
        if (stored_) {
            take_back();
        }
        if (draft_.exists()) {
            draft_.discard(draft_.id(), [](const wire::Fault&) {});
        }
        forget();
        emit left();
    }
}

void FaceStoreController::fail(FaceStoreEvent event, const wire::Fault& fault) {
    camera_off();
    ++look_;
    set_fault(fault);
    happen(event);
}

void FaceStoreController::begin() {
    forget();
    draft_.discard_old(wire::ENROLMENT);  // a new visit asks anew
    // In an exercise nobody's face is taken: the camera would see a real one.
    if (desk().session.training() || !desk().scanner.usable() || !desk().printer.usable()) {
        happen(FaceStoreEvent::BeginUnable);
    } else {
        happen(desk().clerk.signed_in() ? FaceStoreEvent::BeginSignedIn : FaceStoreEvent::Begin);
    }
}

void FaceStoreController::begin_withdrawing() {
    forget();
    happen(FaceStoreEvent::BeginWithdraw);
}

void FaceStoreController::forget() {
    camera_off();
    state_ = FaceStoreState::Idle;
    consents_.clear();
    draft_.forget();
    ++look_;
    stored_ = false;
    sheet_picture_.fill('\0');
    sheet_picture_.clear();
    clear_fault();
    set_busy(false);
}

QString FaceStoreController::title() const {
    return QString::fromStdString(desk().show("face-store").title);
}

QStringList FaceStoreController::paragraphs() const {
    return desk().paragraphs("face-store");
}

void FaceStoreController::callClerk() {
    if (state_ == FaceStoreState::Clerk) {
        emit clerkNeeded();
    }
}

void FaceStoreController::operator_ready(bool signed_in) {
    if (state_ == FaceStoreState::Clerk && signed_in) {
        happen(FaceStoreEvent::ClerkReady);
    } else {
        show_page();
    }
}

// ---- sheet --------------------------------------------------------------------------------------------------------

void FaceStoreController::agree() {
    if (state_ == FaceStoreState::Notice) {
        happen(FaceStoreEvent::Agree);
        start();
    }
}

void FaceStoreController::retry() {
    if (state_ != FaceStoreState::Stuck) {
        return;
    }
    clear_fault();
    if (stored_) {
        happen(FaceStoreEvent::RetryRecord);
        hand_in();
    } else if (!desk().clerk.signed_in()) {
        happen(FaceStoreEvent::ClerkGone);
    } else {
        happen(FaceStoreEvent::Retry);
        start();
    }
}

void FaceStoreController::start() {
    clear_fault();
    consents_.clear();
    desk().printer.reset();
    draft_.start(wire::ENROLMENT, "", 0, desk().clerk.token(), [this](const wire::Fault& fault) {
        if (!ok(fault)) {
            fail(FaceStoreEvent::Failed, fault);
            return;
        }
        draft_.put(part::person, wire::PERSON, protobuf, desk().session.person().card.SerializeAsString(), "sheet",
                   [this](const wire::Fault& kept) {
                       if (ok(kept)) {
                           happen(FaceStoreEvent::Started);
                       } else {
                           fail(FaceStoreEvent::Failed, kept);
                       }
                   });
    });
}

void FaceStoreController::printSheet() {
    if (state_ != FaceStoreState::Sheet) {
        return;
    }
    const auto shown = desk().show("face-store");
    papers::AuthorizationSheet sheet;
    sheet.issuer = desk().issuer();
    sheet.sheet_id = Uuid::from_bytes(as_bytes(draft_.id())).value_or(Uuid()).text();
    sheet.qr_text = "DSS1:" + sheet.sheet_id;
    sheet.name = desk().session.person().card.name();
    sheet.text = {shown.title, shown.paragraphs, shown.id, shown.version};
    desk().printer.print(papers::face_store_sheet(sheet));
}

void FaceStoreController::scanSheet() {
    if (state_ == FaceStoreState::Sheet) {
        clear_fault();
        desk().scanner.scan(1);
        emit contentChanged();
    }
}

void FaceStoreController::sheet_scanned(const wire::ScannedPage& page) {
    const auto& file = file_of(page);
    if (const auto bytes = read_spool(file)) {
        sheet_picture_ =
            QByteArray(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
    }
    draft_.put_spool(part::first_sheet, wire::SIGNED_SHEET, file, "sheet", [this](const wire::Fault& fault) {
        if (state_ != FaceStoreState::Sheet) {
            return;
        }
        set_fault(fault);
        if (ok(fault)) {
            happen(FaceStoreEvent::Scanned);
        }
    });
}

void FaceStoreController::notSigned() {
    if (state_ == FaceStoreState::Confirm) {
        happen(FaceStoreEvent::NotSigned);
    }
}

void FaceStoreController::signedByPerson() {
    if (state_ != FaceStoreState::Confirm || busy()) {
        return;
    }
    consents_.clear();
    consents_.add({.kind = wire::Consent::FACE_STORE,
                   .how = wire::Consent::WET_SIGNED,
                   .paper_part = part::first_sheet,
                   .witness = desk().clerk.account()},
                  desk().show("face-store"));
    set_busy(true);
    draft_.put(part::consents, wire::CONSENTS, protobuf, consents_.serialized(), "sheet",
               [this](const wire::Fault& fault) {
                   set_busy(false);
                   set_fault(fault);
                   if (ok(fault) && state_ == FaceStoreState::Confirm) {
                       happen(FaceStoreEvent::Signed);
                   }
               });
}

// ---- face ---------------------------------------------------------------------------------------------------------

void FaceStoreController::capture() {
    ++look_;
    clear_fault();
    hint_.clear();
    emit hintChanged();
    desk().session.ask_hub([](wire::HubRequest& request,
                              const std::string& session) { request.mutable_start_preview()->set_session(session); },
                           desk().session.hub().delays().quick, this, [](const wire::HubReply&) {});
    desk().session.ask_hub(
        [](wire::HubRequest& request, const std::string& session) {
            request.mutable_face_enrol()->set_session(session);
            request.mutable_face_enrol()->set_seconds(capture_seconds);
        },
        desk().session.hub().delays().face, this,
        [this, look = look_](const wire::HubReply& reply) {
            if (look == look_ && state_ == FaceStoreState::Capture) {
                captured(reply);
            }
        });
}

void FaceStoreController::captured(const wire::HubReply& reply) {
    if (!reply.has_enrolled()) {
        fail(FaceStoreEvent::Missed, reply.fault());
        return;
    }
    camera_off();
    happen(FaceStoreEvent::Captured);
    store(reply.enrolled().template_());
}

void FaceStoreController::store(const wire::Template& face) {
    desk().session.ask_agent(
        [face, token = desk().clerk.token(), id = draft_.id()](wire::AgentRequest& request,
                                                               const std::string& session) {
            auto& store = *request.mutable_store_face();
            store.set_session(session);
            store.set_operator_token(token);
            store.set_draft(id);
            *store.mutable_template_() = face;
        },
        desk().session.agent().delays().durable, this,
        [this](const wire::AgentReply& reply) {
            if (!reply.has_face_stored()) {
                fail(FaceStoreEvent::Failed, reply.fault());
                return;
            }
            desk().session.set_face_enrolled(true);
            stored_ = true;
            hand_in();
        });
}

void FaceStoreController::hand_in() {
    draft_.submit(desk().clerk.token(), [this](const wire::AgentReply& sealed) {
        if (!sealed.has_submitted()) {
            fail(FaceStoreEvent::Failed, sealed.fault());
            return;
        }
        stored_ = false;
        draft_.forget();
        happen(FaceStoreEvent::Stored);
    });
}

// Left before the record was handed in: no face is kept whose consent the township does not hold.
void FaceStoreController::take_back() {
    desk().session.set_face_enrolled(false);
    desk().session.ask_agent([](wire::AgentRequest& request,
                                const std::string& session) { request.mutable_withdraw_face()->set_session(session); },
                             desk().session.agent().delays().durable, this, [](const wire::AgentReply&) {});
}

void FaceStoreController::camera_off() {
    if (state_ == FaceStoreState::Capture && desk().session.is_open()) {
        desk().session.ask_hub([](wire::HubRequest& request,
                                  const std::string& session) { request.mutable_stop_preview()->set_session(session); },
                               desk().session.hub().delays().quick, this, [](const wire::HubReply&) {});
    }
    picture_.clear();
    emit pictureChanged();
}

void FaceStoreController::again() {
    if (state_ == FaceStoreState::Missed) {
        happen(FaceStoreEvent::Again);
    }
}

void FaceStoreController::leave() {
    if (state_ == FaceStoreState::Capture) {
        fail(FaceStoreEvent::Missed, {});
    } else if (!busy() && state_ != FaceStoreState::Idle) {
        happen(FaceStoreEvent::Leave);
    }
}

// ---- taking it back -----------------------------------------------------------------------------------------------

// The template is deleted first, there and then; the record of it follows to the township.
void FaceStoreController::withdraw() {
    if (state_ != FaceStoreState::WithdrawAsk) {
        return;
    }
    clear_fault();
    happen(FaceStoreEvent::Yes);
    desk().session.ask_agent([](wire::AgentRequest& request,
                                const std::string& session) { request.mutable_withdraw_face()->set_session(session); },
                             desk().session.agent().delays().durable, this,
                             [this](const wire::AgentReply& reply) {
                                 if (!ok(reply.fault()) && reply.fault().code() != wire::FAULT_NOT_ENROLLED_FACE) {
                                     fail(FaceStoreEvent::Failed, reply.fault());
                                     return;
                                 }
                                 desk().session.set_face_enrolled(false);
                                 withdrawn_here();
                             });
}

void FaceStoreController::withdrawn_here() {
    consents_.add({.kind = wire::Consent::FACE_STORE, .answer = wire::Consent::WITHDRAWN}, desk().show("face-store"));
    draft_.start(wire::WITHDRAWAL, "", 0, desk().clerk.token(), [this](const wire::Fault& fault) {
        if (!ok(fault)) {
            fail(FaceStoreEvent::Failed, fault);
            return;
        }
        draft_.put(part::person, wire::PERSON, protobuf, desk().session.person().card.SerializeAsString(), "",
                   [](auto&) {});
        draft_.put(part::consents, wire::CONSENTS, protobuf, consents_.serialized(), "",
                   [this](const wire::Fault& kept) {
                       if (!ok(kept)) {
                           fail(FaceStoreEvent::Failed, kept);
                           return;
                       }
                       draft_.submit(desk().clerk.token(), [this](const wire::AgentReply& sealed) {
                           if (!sealed.has_submitted()) {
                               fail(FaceStoreEvent::Failed, sealed.fault());
                               return;
                           }
                           draft_.forget();
                           happen(FaceStoreEvent::Withdrawn);
                       });
                   });
    });
}

}  // namespace doorstep::kiosk
