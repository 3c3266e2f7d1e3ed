#include "kiosk/journeys/mycase/my_case_controller.hpp"

#include <QCoreApplication>

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "kiosk/journeys/mycase/case_timeline.hpp"
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
        list.append(QVariantMap{{"when", line.when}, {"text", line.text}, {"answer", line.answer}});
    }
    return list;
}

QString printed(const std::string& case_number) {
    const auto number = CaseNumber::parse(case_number);
    return QString::fromStdString(number ? number->printed() : case_number);
}

constexpr auto look_again_ms = 500;
constexpr auto protobuf = "application/x-protobuf";

}  // namespace

MyCaseController::MyCaseController(Desk& desk, QObject* parent)
    : Journey(desk, parent), code_(desk.session), draft_(desk.session) {
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
        case MyCaseState::Asking:
            return QStringLiteral("mycase/ask");
        case MyCaseState::Sending:
            return QStringLiteral("mycase/wait");
        case MyCaseState::Asked:
            return QStringLiteral("mycase/asked");
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
        forget_question();
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
    forget_question();
    clear_fault();
    set_busy(false);
}

void MyCaseController::forget_question() {
    draft_.forget();
    asked_case_.clear();
    question_.fill(QLatin1Char(' '));
    question_.clear();
    put_.fill(QLatin1Char(' '));
    put_.clear();
    nothing_written_ = false;
    line_up_ = false;
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
    desk().session.ask_agent([](wire::AgentRequest& request,
                                const std::string& session) { request.mutable_my_cases()->set_session(session); },
                             desk().session.agent().delays().quick, this,
                             [this](const wire::AgentReply& reply) { cases_came(reply); });
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
    return card.read_from_chip() && !card.chip_serial().empty() && cases_.line_up();
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
            {"talk", shown(talk_of(one, now_ms))}};
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

// ---- a question, and its answer on paper --------------------------------------------------------------------------

QString MyCaseController::asked_number() const {
    return printed(asked_case_);
}

QString MyCaseController::error() const {
    return nothing_written_ ? QCoreApplication::translate("MyCase", "Please write your question.") : QString();
}

void MyCaseController::ask(int index) {
    if (const auto* one = shown_case(index); one != nullptr && state_ == MyCaseState::Shown) {
        forget_question();
        clear_fault();
        asked_case_ = one->case_number();
        happen(MyCaseEvent::Ask);
    }
}

void MyCaseController::write(const QString& words) {
    question_ = words.left(longest_question);
    emit questionChanged();
}

void MyCaseController::send() {
    if (state_ != MyCaseState::Asking) {
        return;
    }
    clear_fault();
    nothing_written_ = question_.trimmed().isEmpty();
    if (nothing_written_) {
        emit contentChanged();
        return;
    }
    happen(MyCaseEvent::Send);
    if (draft_.exists() && put_ == question_) {
        hand_in();  // asked again after an answer that did not come: it has the effect of once
        return;
    }
    draft_.discard_old(wire::QUESTION);
    draft_.start_in_case(wire::QUESTION, asked_case_, desk().clerk.token(), [this](const wire::Fault& fault) {
        fault.code() == wire::FAULT_NONE ? put_question() : send_failed(fault);
    });
}

void MyCaseController::put_question() {
    draft_.put(part::person, wire::PERSON, protobuf, desk().session.person().card.SerializeAsString(), "",
               [](const wire::Fault&) {});
    draft_.put(part::answers, wire::ANSWERS, "application/json", question_json(question_.trimmed()), "",
               [this](const wire::Fault& fault) {
                   if (fault.code() != wire::FAULT_NONE) {
                       send_failed(fault);
                       return;
                   }
                   put_ = question_;
                   hand_in();
               });
}

void MyCaseController::hand_in() {
    draft_.submit(desk().clerk.token(), [this](const wire::AgentReply& reply) {
        if (!reply.has_submitted()) {
            send_failed(reply.fault());
            return;
        }
        const bool line_up = reply.submitted().line_up();
        forget_question();
        line_up_ = line_up;
        happen(MyCaseEvent::Sent);
    });
}

void MyCaseController::send_failed(const wire::Fault& fault) {
    if (state_ != MyCaseState::Sending) {
        return;
    }
    set_fault(fault.code() == wire::FAULT_NONE ? fault_of(wire::FAULT_INTERNAL) : fault);
    happen(MyCaseEvent::SendFailed);
}

void MyCaseController::back() {
    clear_fault();
    if (state_ == MyCaseState::Scanning) {
        code_.stop();
        happen(MyCaseEvent::Back);
    } else if (state_ == MyCaseState::Asking) {
        forget_question();
        happen(MyCaseEvent::Back);
    } else if (state_ == MyCaseState::Asked) {
        happen(MyCaseEvent::Back);
        load();
    } else {
        leave();
    }
}

void MyCaseController::printAnswer(int index, int answer) {
    const auto* one = shown_case(index);
    if (state_ != MyCaseState::Shown || one == nullptr || answer < 0 || answer >= one->answers_size()) {
        return;
    }
    const auto& told = one->answers(answer);
    papers::AnswerSheet sheet;
    sheet.issuer = desk().issuer();
    sheet.case_number = one->case_number();
    sheet.answered = Instant{told.township_ms()};
    for (const auto& line : QString::fromStdString(told.text()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        sheet.paragraphs.push_back(line.toStdString());
    }
    desk().printer.print(papers::answer_sheet(sheet, desk().paper()));
}

}  // namespace doorstep::kiosk
