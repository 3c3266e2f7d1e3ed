#include "kiosk/journeys/complaint/complaint_controller.hpp"

#include <QCoreApplication>

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "kiosk/session/wiped_text.hpp"
#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {

ComplaintController::ComplaintController(Desk& desk, QObject* parent) : LetterJourney(desk, parent, longest_words) {}

QString ComplaintController::page() const {
    switch (state_) {
        case ComplaintState::Idle:
            return {};
        case ComplaintState::Choosing:
            return QStringLiteral("complaint/choose");
        case ComplaintState::Writing:
            return QStringLiteral("complaint/write");
        case ComplaintState::Papers:
            return QStringLiteral("complaint/papers");
        case ComplaintState::Sending:
        case ComplaintState::Looking:
            return QStringLiteral("complaint/wait");
        case ComplaintState::Sent:
            return QStringLiteral("complaint/sent");
        case ComplaintState::Number:
            return QStringLiteral("complaint/number");
        case ComplaintState::Told:
            return QStringLiteral("complaint/told");
    }
    return {};
}

void ComplaintController::happen(ComplaintEvent event) {
    state_ =
        next_state<ComplaintState, ComplaintEvent>(complaint_table, "complaint", state_, event, ComplaintState::Idle);
    set_busy(state_ == ComplaintState::Sending || state_ == ComplaintState::Looking);
    if (state_ == ComplaintState::Idle) {
        forget();
        emit left();
        return;
    }
    show_page();
}

void ComplaintController::begin() {
    forget();
    const auto file = share_folder() / "codes" / "remedies.json";
    if (auto remedies = forms::Remedies::load(file)) {
        remedies_ = std::move(*remedies);
    } else {
        log::error("{}: {}", file.native(), remedies.error().text());  // complaints are taken all the same
    }
    happen(ComplaintEvent::Begin);
}

void ComplaintController::forget() {
    state_ = ComplaintState::Idle;
    forget_words();
    about_.clear();
    nameless_ = false;
    wipe(asked_);
    info_.Clear();
    clear_fault();
    set_busy(false);
}

void ComplaintController::forget_words() {
    letter().forget();
    wipe_words();
    wipe(case_number_);
    incomplete_ = false;
}

bool ComplaintController::has_card() const {
    return !desk().session.person().card.number().empty();
}

// ---- what it is about ---------------------------------------------------------------------------------------------

void ComplaintController::choose(const QString& about) {
    if (state_ == ComplaintState::Choosing) {
        about_ = about;
        incomplete_ = false;
        emit contentChanged();
    }
}

void ComplaintController::setNameless(bool nameless) {
    if (state_ == ComplaintState::Choosing) {
        nameless_ = nameless;
        emit contentChanged();
    }
}

void ComplaintController::next() {
    if (state_ != ComplaintState::Choosing) {
        return;
    }
    incomplete_ = about_.isEmpty();
    if (incomplete_) {
        emit contentChanged();
        return;
    }
    // Never with the clerk as the one who operated, also while one is signed in.
    const auto from = nameless() ? LetterDraft::From::Nobody : LetterDraft::From::Unaided;
    if (letter().kind() == wire::COMPLAINT) {
        letter().set_from(from);  // back from the words, which are kept
    } else {
        letter().begin(wire::COMPLAINT, "", from);
    }
    happen(ComplaintEvent::Write);
}

QStringList ComplaintController::terms() const {
    QStringList list;
    for (const auto& line : remedies_.lines(about_.toStdString(), desk().language.text())) {
        list.append(QString::fromStdString(line));
    }
    return list;
}

// ---- the words ----------------------------------------------------------------------------------------------------

bool ComplaintController::is_whole() const {
    return (has_words() || letter().pages().size() > 0) &&
           (case_number_.trimmed().isEmpty() || CaseNumber::parse(case_number_.toStdString()));
}

QString ComplaintController::error() const {
    if (!incomplete_) {
        return {};
    }
    if (state_ == ComplaintState::Choosing) {
        return QCoreApplication::translate("Complaint", "Please choose what it is about.");
    }
    return !has_words() && letter().pages().size() == 0
               ? QCoreApplication::translate("Complaint", "Please write what happened, or add a paper.")
               : QString();
}

QString ComplaintController::case_error() const {
    const bool wrong = !case_number_.trimmed().isEmpty() && !CaseNumber::parse(case_number_.toStdString());
    return incomplete_ && wrong ? QCoreApplication::translate(
                                      "Complaint", "This is not a case number. Please look again, or leave it empty.")
                                : QString();
}

void ComplaintController::writeCase(const QString& number) {
    constexpr int longest_number = 20;
    case_number_ = number.left(longest_number);
    emit wordsChanged();
}

void ComplaintController::addPapers() {
    if (state_ == ComplaintState::Writing) {
        clear_fault();
        incomplete_ = false;
        happen(ComplaintEvent::AddPapers);
    }
}

void ComplaintController::send() {
    if ((state_ != ComplaintState::Writing && state_ != ComplaintState::Papers) || letter().scanning()) {
        return;
    }
    clear_fault();
    incomplete_ = !is_whole();
    if (incomplete_) {
        state_ == ComplaintState::Papers ? happen(ComplaintEvent::Back) : emit contentChanged();
        return;
    }
    forms::Letter written;
    written.about = about_.toStdString();
    written.words = words().trimmed().toStdString();
    written.case_number = about_ == QLatin1String("decision") ? case_number_.trimmed().toStdString() : std::string();
    happen(ComplaintEvent::Send);
    letter().send(written, [this](const wire::Fault& fault) { sent(fault); });
}

// The paper is all that whoever gave no name can ask with: it comes out by itself.
void ComplaintController::sent(const wire::Fault& fault) {
    if (state_ != ComplaintState::Sending) {
        return;
    }
    set_fault(fault);
    if (fault.code() != wire::FAULT_NONE) {
        happen(ComplaintEvent::SendFailed);
        return;
    }
    wipe_words();
    wipe(case_number_);
    desk().printer.reset();
    happen(ComplaintEvent::Sent);
    printReceipt();
}

QString ComplaintController::number() const {
    return QString::fromStdString(CaseNumber::grouped(letter().receipt().case_number));
}

void ComplaintController::printReceipt() {
    if (state_ != ComplaintState::Sent) {
        return;
    }
    const auto& made = letter().receipt();
    papers::ComplaintReceipt receipt;
    receipt.issuer = desk().issuer();
    receipt.number = made.case_number;
    receipt.qr_text = made.qr_text;
    receipt.received = Instant{made.sealed_ms};
    receipt.terms = remedies_.lines(about_.toStdString(), desk().language.text());
    desk().printer.print(papers::complaint_receipt(receipt, desk().paper()));
}

// ---- the answer, by the receipt's number --------------------------------------------------------------------------

void ComplaintController::lookUp() {
    if (state_ == ComplaintState::Choosing) {
        clear_fault();
        happen(ComplaintEvent::LookUp);
    }
}

void ComplaintController::typeNumber(const QString& number) {
    constexpr int longest_number = 20;
    asked_ = number.left(longest_number);
    emit wordsChanged();
}

void ComplaintController::ask() {
    if (state_ != ComplaintState::Number || asked_.trimmed().isEmpty()) {
        return;
    }
    clear_fault();
    info_.Clear();
    happen(ComplaintEvent::Ask);
    desk().session.ask_agent(
        [number = asked_.trimmed().toStdString()](wire::AgentRequest& request, const std::string& /*session*/) {
            request.mutable_ask_complaint()->set_number(number);
        },
        desk().session.agent().delays().quick, this, [this](const wire::AgentReply& reply) { answered(reply); });
}

void ComplaintController::answered(const wire::AgentReply& reply) {
    if (state_ != ComplaintState::Looking) {
        return;
    }
    info_ = reply.complaint();
    set_fault(reply.fault());
    happen(reply.has_complaint() ? ComplaintEvent::Answered : ComplaintEvent::AskFailed);
}

QString ComplaintController::told() const {
    if (info_.number().empty()) {
        return QCoreApplication::translate(
            "Complaint",
            "No complaint with this number was handed in at this station. Please look at the "
            "number again, or call the township.");
    }
    if (!info_.answers().empty()) {
        return {};
    }
    const bool there = info_.state() == wire::Item::ACKNOWLEDGED || info_.state() == wire::Item::PRUNED;
    wire::Item item;
    item.set_state(info_.state());
    return there ? QCoreApplication::translate("Complaint", "The township has it. There is no answer yet.")
                 : item_words(item);
}

QVariantList ComplaintController::answers() const {
    QVariantList list;
    const auto now = system_clock().now().milliseconds;
    for (const auto& answer : info_.answers()) {
        list.append(QVariantMap{{"when", time_words(answer.township_ms(), now)},
                                {"text", QString::fromStdString(answer.text())}});
    }
    return list;
}

void ComplaintController::printAnswer(int answer) {
    if (state_ == ComplaintState::Told && answer >= 0 && answer < info_.answers_size()) {
        const auto& told = info_.answers(answer);
        desk().print_answer(info_.number(), told.township_ms(), told.text());
    }
}

void ComplaintController::back() {
    clear_fault();
    incomplete_ = false;
    switch (state_) {
        case ComplaintState::Papers:
            desk().scanner.cancel();
            happen(ComplaintEvent::Back);
            break;
        case ComplaintState::Writing:
        case ComplaintState::Number:
        case ComplaintState::Told:
            happen(ComplaintEvent::Back);
            break;
        default:
            leave();
            break;
    }
}

void ComplaintController::leave() {
    if (state_ == ComplaintState::Choosing || state_ == ComplaintState::Sent || state_ == ComplaintState::Told) {
        happen(ComplaintEvent::Leave);
    }
}

}  // namespace doorstep::kiosk
