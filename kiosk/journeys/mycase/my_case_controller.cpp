#include "kiosk/journeys/mycase/my_case_controller.hpp"

#include <algorithm>

#include <QCoreApplication>

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "kiosk/journeys/mycase/case_timeline.hpp"
#include "kiosk/journeys/mycase/letter_words.hpp"
#include "kiosk/session/wiped_text.hpp"
#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {
namespace {

QVariantList shown(const std::vector<TimelineStep>& steps) {
    QVariantList list;
    for (const auto& step : steps) {
        list.append(QVariantMap{{"text", step.text}, {"term", step.term}, {"when", step.when}, {"now", step.now}});
    }
    return list;
}

QVariantList shown(const std::vector<TimelineDue>& dues) {
    QVariantList list;
    for (const auto& due : dues) {
        list.append(QVariantMap{
            {"what", due.what}, {"by", due.by}, {"rule", due.rule}, {"note", due.note}, {"passed", due.passed}});
    }
    return list;
}

QVariantList shown(const std::vector<TalkLine>& talk) {
    QVariantList list;
    for (const auto& line : talk) {
        list.append(QVariantMap{{"when", line.when},
                                {"mark", line.mark},
                                {"text", line.text},
                                {"answer", line.answer},
                                {"hearing", line.hearing}});
    }
    return list;
}

QString printed(const std::string& case_number) {
    return QString::fromStdString(CaseNumber::grouped(case_number));
}

constexpr auto look_again_ms = 500;

QString writing_page(wire::SubmissionKind kind) {
    switch (kind) {
        case wire::APPLICATION_WITHDRAWN:
            return QStringLiteral("mycase/withdraw");
        case wire::APPLICATION_KEPT:
            return QStringLiteral("mycase/keep");
        case wire::SUPPLEMENT:
            return QStringLiteral("mycase/correct");
        case wire::HEARING_ANSWER:
            return QStringLiteral("mycase/hearing");
        default:
            return QStringLiteral("mycase/ask");
    }
}

}  // namespace

MyCaseController::MyCaseController(Desk& desk, QObject* parent)
    : LetterJourney(desk, parent, longest_words), code_(desk.session) {
    look_again_.setSingleShot(true);
    look_again_.setInterval(look_again_ms);
    connect(&look_again_, &QTimer::timeout, this, &MyCaseController::ask_for_cases);
}

QString MyCaseController::page() const {
    switch (state_) {
        case MyCaseState::Idle:
            return {};
        case MyCaseState::Failed:
            return QStringLiteral("mycase/failed");
        case MyCaseState::Scanning:
            return QStringLiteral("mycase/code");
        case MyCaseState::Other:
            return QStringLiteral("mycase/other");
        case MyCaseState::Writing:
            return writing_page(letter().kind());
        case MyCaseState::Papers:
            return QStringLiteral("mycase/papers");
        case MyCaseState::Sending:
            return QStringLiteral("mycase/wait");
        case MyCaseState::Sent:
            return QStringLiteral("mycase/sent");
        default:
            return QStringLiteral("mycase/list");
    }
}

void MyCaseController::happen(MyCaseEvent event) {
    state_ = next_state<MyCaseState, MyCaseEvent>(my_case_table, "my case", state_, event, MyCaseState::Idle);
    set_busy(state_ == MyCaseState::Loading || state_ == MyCaseState::Sending);
    show_page();
    if (state_ == MyCaseState::Idle) {
        look_again_.stop();
        forget_letter();
        emit left();
    }
}

void MyCaseController::begin() {
    forget();
    happen(MyCaseEvent::Begin);
    load();
}

void MyCaseController::forget() {
    if (state_ == MyCaseState::Scanning) {
        code_.stop();
    }
    state_ = MyCaseState::Idle;
    look_again_.stop();
    cases_.Clear();
    only_.clear();
    stray_ = Stray::No;
    forget_letter();
    clear_fault();
    set_busy(false);
}

void MyCaseController::forget_letter() {
    letter().forget();
    wipe_words();
    microphone()->forget();
    hearing_.clear();
    hearing_id_.clear();
    hearing_answer_.clear();
    other_choice_.clear();
    wipe(other_number_);
    incomplete_ = false;
    stranger_ = false;
}

void MyCaseController::retry() {
    if (state_ == MyCaseState::Failed || state_ == MyCaseState::Shown) {
        happen(MyCaseEvent::Retry);
        load();
    }
}

void MyCaseController::leave() {
    if (state_ == MyCaseState::Scanning) {
        code_.stop();
    }
    if (state_ != MyCaseState::Idle && state_ != MyCaseState::Sending) {
        happen(MyCaseEvent::Leave);
    }
}

void MyCaseController::apply() {
    if (state_ == MyCaseState::Shown || state_ == MyCaseState::Failed) {
        leave();
        emit applyWanted();
    }
}

void MyCaseController::load() {
    clear_fault();
    only_.clear();
    stray_ = Stray::No;
    ask_for_cases();
}

void MyCaseController::ask_for_cases() {
    const auto& acting = desk().session.acting();
    desk().session.ask_agent(
        [whose = acting ? acting->about.number() : std::string()](wire::AgentRequest& request,
                                                                  const std::string& session) {
            request.mutable_my_cases()->set_session(session);
            request.mutable_my_cases()->set_for_number(whose);
        },
        desk().session.agent().delays().quick, this, [this](const wire::AgentReply& reply) { cases_came(reply); });
}

void MyCaseController::cases_came(const wire::AgentReply& reply) {
    if (state_ == MyCaseState::Loading) {
        cases_ = reply.cases();
        set_fault(reply.fault());
        happen(reply.has_cases() ? MyCaseEvent::Loaded : MyCaseEvent::Failed);
        const bool asked = cases_.asking() == wire::ANSWERED || looking_elsewhere();
        if (state_ == MyCaseState::Shown && cases_.cases().empty() && !asked) {
            return lookElsewhere();
        }
    } else if (looking_elsewhere() && reply.has_cases()) {
        cases_ = reply.cases();
        emit contentChanged();
    }
    if (state_ != MyCaseState::Idle && looking_elsewhere()) {
        look_again_.start();
    }
}

// ---- cases of other stations --------------------------------------------------------------------------------------

bool MyCaseController::may_look_elsewhere() const {
    const auto& card = desk().session.person().card;
    const auto& serial = card.chip_serial();  // some readers give zeros
    return card.read_from_chip() && !for_another() && cases_.line_up() &&
           std::any_of(serial.begin(), serial.end(), [](char byte) { return byte != 0; });
}

void MyCaseController::lookElsewhere() {
    if (state_ != MyCaseState::Shown || looking_elsewhere() || !may_look_elsewhere()) {
        return;
    }
    cases_.set_asking(wire::ASKING);
    emit contentChanged();
    desk().session.ask_agent(
        [token = desk().clerk.token()](wire::AgentRequest& request, const std::string& session) {
            request.mutable_ask_township()->set_session(session);
            request.mutable_ask_township()->set_operator_token(token);
        },
        desk().session.agent().delays().quick, this,
        [this](const wire::AgentReply& reply) {
            if (reply.done()) {
                return ask_for_cases();
            }
            cases_.set_asking(wire::NOT_ANSWERED);
            *cases_.mutable_not_answered() = reply.fault();
            emit contentChanged();
        });
}

QString MyCaseController::elsewhere() const {
    if (cases_.asking() == wire::ANSWERED) {
        return cases_.cases().empty()
                   ? QCoreApplication::translate("MyCase", "The township has no case under this card.")
                   : QString();
    }
    if (cases_.asking() != wire::NOT_ANSWERED) {
        return {};
    }
    switch (cases_.not_answered().code()) {
        case wire::FAULT_QUERY_LIMIT:
            return QCoreApplication::translate(
                "MyCase", "The township was asked very often just now. Please look again in a few minutes.");
        case wire::FAULT_LINE_DOWN:
            return QCoreApplication::translate(
                "MyCase",
                "The line to the township is down. Cases handed in elsewhere can be looked up when it is back.");
        default:
            return QCoreApplication::translate(
                "MyCase",
                "The township did not answer about cases handed in elsewhere. Please look again in a moment.");
    }
}

QString MyCaseController::as_of() const {
    return time_words(cases_.as_of_ms(), system_clock().now().milliseconds);
}

QVariantMap MyCaseController::shown_words(const wire::CaseInfo& one, std::int64_t now_ms) const {
    const auto* scheme = desk().schemes.newest(one.scheme());
    wire::Item item;
    item.set_state(one.item_state());
    const bool held = one.item_state() == wire::Item::ACKNOWLEDGED || one.item_state() == wire::Item::PRUNED ||
                      one.item_state() == wire::Item::STATE_UNKNOWN;
    const auto line = timeline_of(one, {scheme, desk().calendar, desk().language.code(), now_ms, cases_.as_of_ms()});
    return {{"number", printed(one.case_number())},
            {"kind", kind_words(one.kind())},
            {"scheme", scheme == nullptr ? QString() : QString::fromStdString(scheme->name(desk().language.text()))},
            {"state", case_state_words(QString::fromStdString(one.state().empty() ? "submitted" : one.state()))},
            {"sent", held ? QString() : item_words(item)},
            {"note", QString::fromStdString(one.note())},
            {"when", time_words(one.state_ms() > 0 ? one.state_ms() : one.submitted_ms(), now_ms)},
            {"earlier", line.left_out},
            {"steps", shown(line.steps)},
            {"next", line.next},
            {"dues", shown(line.dues)},
            {"noDays", line.no_days},
            {"talk", shown(talk_of(one, now_ms))},
            {"undecided", is_undecided(one)},
            {"withdrawing", is_withdrawing(one)}};
}

QVariantList MyCaseController::cases() const {
    QVariantList list;
    const auto now = system_clock().now().milliseconds;
    for (const auto* one : shown_cases()) {
        list.append(shown_words(*one, now));
    }
    return list;
}

std::vector<const wire::CaseInfo*> MyCaseController::shown_cases() const {
    std::vector<const wire::CaseInfo*> out;
    for (const auto& one : cases_.cases()) {
        if (only_.empty() || one.case_number() == only_) {
            out.push_back(&one);
        }
    }
    return out;
}

const wire::CaseInfo* MyCaseController::shown_case(int index) const {
    const auto shown = shown_cases();
    return index >= 0 && index < std::ssize(shown) ? shown[static_cast<std::size_t>(index)] : nullptr;
}

// ---- the code of a receipt ----------------------------------------------------------------------------------------

bool MyCaseController::code_helps() const {
    return cases_.cases_size() > 1 && code_.usable();
}

QString MyCaseController::stray_code() const {
    switch (stray_) {
        case Stray::NoReceipt:
            return QCoreApplication::translate("MyCase", "That was no receipt of a service station.");
        case Stray::NotOwn:
            return QCoreApplication::translate("MyCase", "That receipt belongs to none of your cases.");
        default:
            return {};
    }
}

void MyCaseController::readCode() {
    if (state_ != MyCaseState::Shown || !code_helps()) {
        return;
    }
    clear_fault();
    stray_ = Stray::No;
    happen(MyCaseEvent::Scan);
    code_.wait([this](const ReadCode& code) { code_was_read(code); });
}

void MyCaseController::code_was_read(const ReadCode& code) {
    if (state_ != MyCaseState::Scanning) {
        return;
    }
    set_fault(code.fault);
    if (code.fault.code() == wire::FAULT_NONE) {
        only_ = code.case_number;
        stray_ = only_.empty() ? Stray::NoReceipt : shown_cases().empty() ? Stray::NotOwn : Stray::No;
        if (stray_ != Stray::No) {
            only_.clear();
        }
    }
    happen(MyCaseEvent::Scanned);
}

void MyCaseController::showAll() {
    if (state_ == MyCaseState::Shown) {
        only_.clear();
        emit contentChanged();
    }
}

// ---- letters ------------------------------------------------------------------------------------------------------

QString MyCaseController::letter_number() const {
    return printed(letter().case_number());
}

bool MyCaseController::is_whole() const {
    switch (letter().kind()) {
        case wire::APPLICATION_WITHDRAWN:
        case wire::APPLICATION_KEPT:
            return true;  // the page says all
        case wire::SUPPLEMENT:
            return has_words() || letter().pages().size() > 0;
        case wire::HEARING_ANSWER:
            return speaks()                                    ? microphone()->recorded() && !microphone()->open()
                   : hearing_answer_ == QLatin1String("words") ? has_words()
                                                               : !hearing_answer_.isEmpty();
        default:
            return has_words();
    }
}

QString MyCaseController::error() const {
    if (stranger_) {
        return QCoreApplication::translate("MyCase",
                                           "No case of this person with this number is known here. Please look at the "
                                           "receipt again, or ask the clerk.");
    }
    if (!incomplete_) {
        return {};
    }
    if (state_ == MyCaseState::Other) {
        return other_choice_.isEmpty()
                   ? QCoreApplication::translate("MyCase", "Please choose one.")
                   : QCoreApplication::translate("MyCase", "This is not a case number. Please look again.");
    }
    switch (letter().kind()) {
        case wire::SUPPLEMENT:
            return QCoreApplication::translate("MyCase", "Please write what is wrong or missing, or add a paper.");
        case wire::HEARING_ANSWER:
            return hearing_answer_.isEmpty() ? QCoreApplication::translate("MyCase", "Please choose an answer.")
                   : speaks() ? QCoreApplication::translate("MyCase", "Please say your words and end the recording.")
                              : QCoreApplication::translate("MyCase", "Please write your words.");
        default:
            return QCoreApplication::translate("MyCase", "Please write your question.");
    }
}

QString MyCaseController::sent_title() const {
    return letter_words(letter().kind()).sent_title;
}

QString MyCaseController::sent_text() const {
    return letter_words(letter().kind()).sent_text;
}

void MyCaseController::begin_letter(int index, wire::SubmissionKind kind) {
    if (const auto* one = shown_case(index); one != nullptr && state_ == MyCaseState::Shown) {
        forget_letter();
        clear_fault();
        letter().begin(kind, one->case_number());
        happen(MyCaseEvent::Write);
    }
}

void MyCaseController::ask(int index) {
    begin_letter(index, wire::QUESTION);
}

void MyCaseController::withdraw(int index) {
    begin_letter(index, wire::APPLICATION_WITHDRAWN);
}

void MyCaseController::keep(int index) {
    begin_letter(index, wire::APPLICATION_KEPT);
}

void MyCaseController::correct(int index) {
    begin_letter(index, wire::SUPPLEMENT);
}

void MyCaseController::answerHearing(int index, int answer) {
    const auto* one = shown_case(index);
    if (one == nullptr || answer < 0 || answer >= one->answers_size() || !one->answers(answer).has_hearing()) {
        return;
    }
    const auto& told = one->answers(answer);
    begin_letter(index, wire::HEARING_ANSWER);
    hearing_id_ = to_hex(as_bytes(told.id()));
    hearing_ = hearing_words(told.hearing(), system_clock().now().milliseconds);
    emit contentChanged();
}

// ---- for another, by the number of a case -------------------------------------------------------------------------

void MyCaseController::openOther() {
    if (state_ == MyCaseState::Shown && for_another()) {
        forget_letter();
        clear_fault();
        happen(MyCaseEvent::WriteOther);
    }
}

void MyCaseController::chooseOther(const QString& choice) {
    if (state_ == MyCaseState::Other) {
        other_choice_ = choice;
        incomplete_ = false;
        emit contentChanged();
    }
}

void MyCaseController::typeOther(const QString& number) {
    constexpr int longest_number = 20;
    other_number_ = number.left(longest_number);
    emit wordsChanged();
}

void MyCaseController::writeOther() {
    if (state_ != MyCaseState::Other) {
        return;
    }
    stranger_ = false;
    const auto number = CaseNumber::parse(other_number_.trimmed().toStdString());
    incomplete_ = other_choice_.isEmpty() || !number;
    if (incomplete_) {
        emit contentChanged();
        return;
    }
    const auto kind = other_choice_ == QLatin1String("correct")    ? wire::SUPPLEMENT
                      : other_choice_ == QLatin1String("hearing")  ? wire::HEARING_ANSWER
                      : other_choice_ == QLatin1String("withdraw") ? wire::APPLICATION_WITHDRAWN
                      : other_choice_ == QLatin1String("keep")     ? wire::APPLICATION_KEPT
                                                                   : wire::QUESTION;
    letter().begin(kind, number->digits());
    happen(MyCaseEvent::Write);
}

void MyCaseController::chooseAnswer(const QString& answer) {
    if (state_ == MyCaseState::Writing) {
        microphone()->stop();
        hearing_answer_ = answer;
        incomplete_ = false;
        clear_fault();
        emit contentChanged();
    }
}

void MyCaseController::addPapers() {
    if (state_ == MyCaseState::Writing && letter().kind() == wire::SUPPLEMENT) {
        clear_fault();
        incomplete_ = false;
        happen(MyCaseEvent::AddPapers);
    }
}

forms::Letter MyCaseController::written() const {
    forms::Letter out;
    const auto said = words().trimmed().toStdString();
    switch (letter().kind()) {
        case wire::QUESTION:
            out.question = said;
            break;
        case wire::SUPPLEMENT:
            // Only papers are a correction as well: the mark tells it from papers that were asked for.
            out.correction = said.empty() ? "-" : said;
            break;
        case wire::HEARING_ANSWER:
            out.hearing = hearing_id_;
            out.answer = hearing_answer_.toStdString();
            out.words = speaks() ? std::string() : said;
            break;
        default:
            out.words = said;
            break;
    }
    return out;
}

void MyCaseController::send() {
    if ((state_ != MyCaseState::Writing && state_ != MyCaseState::Papers) || letter().scanning()) {
        return;
    }
    clear_fault();
    stranger_ = false;
    incomplete_ = !is_whole();
    if (incomplete_) {
        state_ == MyCaseState::Papers ? happen(MyCaseEvent::Back) : emit contentChanged();
        return;
    }
    happen(MyCaseEvent::Send);
    letter().set_voice(speaks() ? microphone()->recording() : std::nullopt);
    letter().send(written(), [this](const wire::Fault& fault) { sent(fault); });
}

void MyCaseController::sent(const wire::Fault& fault) {
    if (state_ != MyCaseState::Sending) {
        return;
    }
    stranger_ = for_another() && fault.code() == wire::FAULT_BAD_REQUEST;
    set_fault(stranger_ ? wire::Fault() : fault);
    if (fault.code() != wire::FAULT_NONE) {
        happen(stranger_ ? MyCaseEvent::UnknownCase : MyCaseEvent::SendFailed);
        return;
    }
    wipe_words();
    microphone()->forget();
    desk().printer.reset();
    happen(MyCaseEvent::Sent);
}

void MyCaseController::back() {
    clear_fault();
    if (state_ == MyCaseState::Scanning) {
        code_.stop();
        happen(MyCaseEvent::Back);
    } else if (state_ == MyCaseState::Writing || state_ == MyCaseState::Other) {
        forget_letter();
        happen(MyCaseEvent::Back);
    } else if (state_ == MyCaseState::Papers) {
        desk().scanner.cancel();
        happen(MyCaseEvent::Back);
    } else if (state_ == MyCaseState::Sent) {
        forget_letter();
        happen(MyCaseEvent::Back);
        load();
    } else {
        leave();
    }
}

// ---- on paper -----------------------------------------------------------------------------------------------------

void MyCaseController::printReceipt() {
    if (state_ != MyCaseState::Sent) {
        return;
    }
    const auto& made = letter().receipt();
    papers::Receipt receipt;
    receipt.issuer = desk().issuer();
    receipt.case_number = made.case_number;
    receipt.qr_text = made.qr_text;
    receipt.received = Instant{made.sealed_ms};
    desk().printer.print(papers::receipt(receipt, desk().paper()));
}

void MyCaseController::printAnswer(int index, int answer) {
    const auto* one = shown_case(index);
    if (state_ == MyCaseState::Shown && one != nullptr && answer >= 0 && answer < one->answers_size()) {
        const auto& told = one->answers(answer);
        desk().print_answer(one->case_number(), told.township_ms(), told.text());
    }
}

}  // namespace doorstep::kiosk
