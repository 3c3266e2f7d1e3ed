#include "kiosk/journeys/checkin/check_in_controller.hpp"

#include <QCoreApplication>

#include "base/clock.hpp"
#include "kiosk/backend/qr_picture.hpp"
#include "kiosk/words/case_words.hpp"
#include "kiosk/words/fault_words.hpp"
#include "papers/papers.hpp"

namespace doorstep::kiosk {

namespace {

struct ReasonRow {
    wire::CheckInOutcome::Reason reason;
    const char* id;
    const char* words;
};
const ReasonRow reason_table[] = {
    {wire::CheckInOutcome::REFUSED_FACE, "refused-face",
     QT_TRANSLATE_NOOP("CheckIn", "The person does not want the face compared")},
    {wire::CheckInOutcome::NOT_RECOGNISED, "not-recognised",
     QT_TRANSLATE_NOOP("CheckIn", "The face was not recognised")},
    {wire::CheckInOutcome::NO_CAMERA, "no-camera", QT_TRANSLATE_NOOP("CheckIn", "The camera does not work")},
    {wire::CheckInOutcome::NOT_ENROLLED, "not-enrolled", QT_TRANSLATE_NOOP("CheckIn", "The face is not kept here")},
    {wire::CheckInOutcome::CARD_NOT_READ, "card-not-read", QT_TRANSLATE_NOOP("CheckIn", "The card could not be read")},
};

bool camera_fault(wire::FaultCode code) {
    return code == wire::FAULT_CAMERA_MISSING || code == wire::FAULT_CAMERA_BLACK ||
           code == wire::FAULT_CAMERA_FROZEN || code == wire::FAULT_FACE_MODEL_MISSING;
}

}  // namespace

CheckInController::CheckInController(Desk& desk, QObject* parent) : Journey(desk, parent), draft_(desk.session) {
    connect(&desk.session.hub(), &HubLink::preview, this, [this](const QByteArray& jpeg) {
        if (state_ == CheckInState::Looking) {
            picture_ = jpeg;
            emit pictureChanged();
        }
    });
    connect(&desk.session.hub(), &HubLink::faceHint, this, [this](const wire::FaceHint& hint) {
        if (state_ == CheckInState::Looking) {
            hint_ = hint.good() ? QString() : fault_words(hint.hint()).what_now;
            emit hintChanged();
        }
    });
    connect(&desk.session, &Session::lifted, this, [this] {
        if (state_ == CheckInState::Looking) {
            missed(fault_of(wire::FAULT_CARD_REMOVED));  // face steps stop at once
        }
    });
}

QString CheckInController::page() const {
    switch (state_) {
        case CheckInState::Idle:
            return {};
        case CheckInState::Report:
            return QStringLiteral("checkin/report");
        case CheckInState::NotEnrolled:
            return QStringLiteral("checkin/not-enrolled");
        case CheckInState::Notice:
            return QStringLiteral("checkin/notice");
        case CheckInState::Starting:
        case CheckInState::Sealing:
            return QStringLiteral("checkin/wait");
        case CheckInState::Stuck:
            return QStringLiteral("checkin/stuck");
        case CheckInState::Looking:
            return QStringLiteral("checkin/camera");
        case CheckInState::Missed:
            return QStringLiteral("checkin/missed");
        case CheckInState::ClerkWay:
            return QStringLiteral("checkin/clerk");
        case CheckInState::Reason:
            return QStringLiteral("checkin/reason");
        case CheckInState::Done:
            return QStringLiteral("checkin/done");
    }
    return {};
}

void CheckInController::happen(CheckInEvent event) {
    state_ = next_state<CheckInState, CheckInEvent>(check_in_table, "check-in", state_, event, CheckInState::Stuck);
    set_busy(state_ == CheckInState::Starting || state_ == CheckInState::Sealing);
    show_page();
    if (state_ == CheckInState::Looking) {
        look();
    } else if (state_ == CheckInState::Idle) {
        if (draft_.exists()) {
            draft_.discard(draft_.id(), [](const wire::Fault&) {});
        }
        forget();
        emit left();
    }
}

void CheckInController::begin() {
    forget();
    const auto& person = desk().session.person();
    draft_.discard_old(wire::CHECK_IN);  // a new visit asks anew
    if (desk().session.acting()) {
        happen(CheckInEvent::BeginForAnother);
    } else if (!person.card.read_from_chip()) {
        why_ = wire::CheckInOutcome::CARD_NOT_READ;
        happen(CheckInEvent::BeginTyped);
        start();
    } else {
        happen(person.face_enrolled ? CheckInEvent::BeginEnrolled : CheckInEvent::BeginNotEnrolled);
    }
}

void CheckInController::forget() {
    camera_off();
    state_ = CheckInState::Idle;
    consents_.clear();
    draft_.forget();
    consent_id_.clear();
    face_ = false;
    tries_ = 0;
    way_ = wire::CheckInOutcome::WAY_UNKNOWN;
    case_number_.clear();
    ++look_;
    why_ = wire::CheckInOutcome::REASON_NONE;
    reason_.clear();
    present_ = false;
    qr_.clear();
    qr_text_.clear();
    clear_fault();
    set_busy(false);
}

QString CheckInController::title() const {
    return QString::fromStdString(desk().show("face-verify").title);
}

QStringList CheckInController::paragraphs() const {
    return desk().paragraphs("face-verify");
}

// ---- notice and beginning -----------------------------------------------------------------------------------------

void CheckInController::agree() {
    if (state_ == CheckInState::Notice) {
        face_ = true;
        consent_id_ = consents_.add({.kind = wire::Consent::FACE_VERIFY}, desk().show("face-verify"));
        happen(CheckInEvent::Agree);
        start();
    }
}

void CheckInController::refuse() {
    if (state_ == CheckInState::Notice) {
        face_ = false;
        why_ = wire::CheckInOutcome::REFUSED_FACE;
        consents_.add({.kind = wire::Consent::FACE_VERIFY, .answer = wire::Consent::REFUSED},
                      desk().show("face-verify"));
        happen(CheckInEvent::Refuse);
        start();
    }
}

void CheckInController::enrol() {
    if (state_ == CheckInState::NotEnrolled) {
        emit enrolWanted();
    }
}

void CheckInController::toClerk() {
    if (state_ == CheckInState::NotEnrolled) {
        why_ = wire::CheckInOutcome::NOT_ENROLLED;
        happen(CheckInEvent::ToClerk);
        start();
    } else if (state_ == CheckInState::Missed) {
        clear_fault();
        happen(CheckInEvent::ToClerk);
    }
}

void CheckInController::retry() {
    if (state_ == CheckInState::Stuck) {
        happen(CheckInEvent::Retry);
        start();
    }
}

void CheckInController::start() {
    clear_fault();
    draft_.start(wire::CHECK_IN, "", 0, "", [this](const wire::Fault& fault) {
        if (fault.code() == wire::FAULT_NONE) {
            start_parts();
        } else {
            set_fault(fault);
            happen(CheckInEvent::Failed);
        }
    });
}

void CheckInController::start_parts() {
    const auto failed = [this](const wire::Fault& fault) {
        set_fault(fault);
        happen(CheckInEvent::Failed);
    };
    draft_.put_subject(wire::PERSON, "start", [this, failed](const wire::Fault& fault) {
        if (fault.code() != wire::FAULT_NONE) {
            failed(fault);
            return;
        }
        if (desk().session.acting()) {
            report();
            return;
        }
        draft_.put(part::consents, wire::CONSENTS, "application/x-protobuf", consents_.serialized(), "start",
                   [this, failed](const wire::Fault& kept) {
                       if (kept.code() != wire::FAULT_NONE) {
                           failed(kept);
                       } else {
                           happen(face_ ? CheckInEvent::ReadyFace : CheckInEvent::ReadyClerk);
                       }
                   });
    });
}

// ---- for somebody who cannot come ---------------------------------------------------------------------------------

// Nobody is checked in by another: the township is told, and calls or visits (DOMAIN 1.8).
void CheckInController::sendReport() {
    if (state_ == CheckInState::Report) {
        happen(CheckInEvent::SendReport);
        start();
    }
}

void CheckInController::report() {
    wire::CheckInOutcome outcome;
    outcome.set_way(wire::CheckInOutcome::REPORTED);
    outcome.set_reason(wire::CheckInOutcome::CANNOT_COME);
    happen(CheckInEvent::ReadyReport);
    seal(outcome);
}

// ---- face ---------------------------------------------------------------------------------------------------------

void CheckInController::look() {
    ++tries_;
    ++look_;
    hint_.clear();
    emit hintChanged();
    clear_fault();
    desk().session.ask_hub([](wire::HubRequest& request,
                              const std::string& session) { request.mutable_start_preview()->set_session(session); },
                           desk().session.hub().delays().quick, this, [](const wire::HubReply&) {});
    desk().session.ask_agent(
        [id = consent_id_](wire::AgentRequest& request, const std::string& session) {
            request.mutable_open_vault()->set_session(session);
            request.mutable_open_vault()->set_consent_id(id);
        },
        desk().session.agent().delays().quick, this,
        [this, look = look_](const wire::AgentReply& reply) {
            if (look == look_ && state_ == CheckInState::Looking) {
                verify(reply);
            }
        });
}

void CheckInController::verify(const wire::AgentReply& reply) {
    if (!reply.has_template_()) {
        missed(reply.fault());
        return;
    }
    wire::Template face = reply.template_();
    desk().session.ask_hub(
        [face](wire::HubRequest& request, const std::string& session) {
            request.mutable_face_verify()->set_session(session);
            request.mutable_face_verify()->set_seconds(look_seconds);
            *request.mutable_face_verify()->mutable_template_() = face;
        },
        desk().session.hub().delays().face, this,
        [this, look = look_](const wire::HubReply& answer) {
            if (look == look_ && state_ == CheckInState::Looking) {
                looked(answer);
            }
        });
    face.mutable_values()->Clear();
}

void CheckInController::looked(const wire::HubReply& reply) {
    camera_off();
    if (!reply.has_face()) {
        missed(reply.fault());
        return;
    }
    const auto& face = reply.face();
    if (face.verdict() != wire::FaceOutcome::SAME) {
        missed(face.verdict() == wire::FaceOutcome::NOT_JUDGED ? face.reason() : wire::Fault());
        return;
    }
    wire::CheckInOutcome outcome;
    outcome.set_way(wire::CheckInOutcome::FACE);
    outcome.set_person_present(true);
    outcome.set_distance(face.distance());
    outcome.set_threshold(same_distance);
    outcome.set_model("dlib-resnet-v1");
    outcome.set_face_consent_id(consent_id_);
    happen(CheckInEvent::Same);
    seal(outcome);
}

// Not recognised (no fault) or not judged (its reason): never a failure, the clerk's way is open.
void CheckInController::missed(const wire::Fault& fault) {
    camera_off();
    ++look_;
    why_ = camera_fault(fault.code()) ? wire::CheckInOutcome::NO_CAMERA : wire::CheckInOutcome::NOT_RECOGNISED;
    set_fault(fault);
    happen(CheckInEvent::Missed);
}

void CheckInController::camera_off() {
    if (state_ == CheckInState::Looking && desk().session.is_open()) {
        desk().session.ask_hub([](wire::HubRequest& request,
                                  const std::string& session) { request.mutable_stop_preview()->set_session(session); },
                               desk().session.hub().delays().quick, this, [](const wire::HubReply&) {});
    }
    if (!picture_.isEmpty()) {
        picture_.clear();
        emit pictureChanged();
    }
}

void CheckInController::again() {
    if (state_ == CheckInState::Missed && can_try_again()) {
        happen(CheckInEvent::Again);
    }
}

// ---- clerk --------------------------------------------------------------------------------------------------------

void CheckInController::callClerk() {
    if (state_ == CheckInState::ClerkWay) {
        clear_fault();
        emit clerkNeeded();
    }
}

void CheckInController::operator_ready(bool signed_in) {
    if (state_ != CheckInState::ClerkWay || !signed_in) {
        show_page();
        return;
    }
    for (const auto& row : reason_table) {
        if (row.reason == why_) {
            reason_ = QString::fromLatin1(row.id);
        }
    }
    present_ = false;
    happen(CheckInEvent::ClerkReady);
}

QVariantList CheckInController::reasons() const {
    QVariantList list;
    for (const auto& row : reason_table) {
        list.append(QVariantMap{{"value", QString::fromLatin1(row.id)},
                                {"text", QCoreApplication::translate("CheckIn", row.words)}});
    }
    return list;
}

void CheckInController::pickReason(const QString& reason) {
    reason_ = reason;
    emit contentChanged();
}

void CheckInController::setPresent(bool present) {
    present_ = present;
    emit contentChanged();
}

void CheckInController::confirm() {
    if (state_ != CheckInState::Reason || !can_confirm()) {
        return;
    }
    wire::CheckInOutcome outcome;
    outcome.set_way(wire::CheckInOutcome::CLERK_CONFIRMED);
    for (const auto& row : reason_table) {
        if (reason_ == QLatin1String(row.id)) {
            outcome.set_reason(row.reason);
        }
    }
    outcome.set_person_present(present_);
    happen(CheckInEvent::Confirm);
    seal(outcome);
}

// ---- end ----------------------------------------------------------------------------------------------------------

void CheckInController::seal(const wire::CheckInOutcome& made) {
    auto outcome = made;
    when_ms_ = system_clock().now().milliseconds;
    outcome.set_station_ms(when_ms_);
    way_ = outcome.way();
    const std::string token = way_ == wire::CheckInOutcome::FACE ? std::string() : desk().clerk.token();
    draft_.put(part::outcome, wire::OUTCOME, "application/x-protobuf", outcome.SerializeAsString(), "outcome",
               [this, token](const wire::Fault& fault) {
                   if (fault.code() != wire::FAULT_NONE) {
                       seal_failed(fault);
                       return;
                   }
                   draft_.submit(token, [this](const wire::AgentReply& reply) {
                       if (!reply.has_submitted()) {
                           seal_failed(reply.fault());
                           return;
                       }
                       line_up_ = reply.submitted().line_up();
                       qr_text_ = reply.submitted().qr_text();
                       qr_ = qr_picture(qr_text_);
                       case_number_ = reply.submitted().case_number();
                       draft_.forget();
                       desk().printer.reset();
                       happen(CheckInEvent::Sealed);
                       if (desk().printer.usable()) {
                           printSlip();
                       }
                   });
               });
}

void CheckInController::seal_failed(const wire::Fault& fault) {
    set_fault(fault);
    switch (way_) {
        case wire::CheckInOutcome::FACE:
            return happen(CheckInEvent::FailedFace);
        case wire::CheckInOutcome::REPORTED:
            return happen(CheckInEvent::FailedReport);
        default:
            return happen(CheckInEvent::FailedClerk);
    }
}

QString CheckInController::when() const {
    return time_words(when_ms_, system_clock().now().milliseconds);
}

void CheckInController::printSlip() {
    if (state_ != CheckInState::Done) {
        return;
    }
    if (reported()) {
        papers::Receipt receipt;  // no slip: nobody checked in
        receipt.issuer = desk().issuer();
        receipt.case_number = case_number_;
        receipt.qr_text = qr_text_;
        receipt.received = Instant{when_ms_};
        desk().printer.print(papers::receipt(receipt, desk().paper()));
        return;
    }
    papers::CheckInSlip slip;
    slip.issuer = desk().issuer();
    slip.checked_in = Instant{when_ms_};
    slip.qr_text = qr_text_;
    desk().printer.print(papers::check_in_slip(slip, desk().paper()));
}

void CheckInController::leave() {
    if (state_ != CheckInState::Idle && state_ != CheckInState::Sealing && state_ != CheckInState::Starting) {
        camera_off();
        happen(state_ == CheckInState::Looking ? CheckInEvent::Missed : CheckInEvent::Leave);
    }
}

}  // namespace doorstep::kiosk
