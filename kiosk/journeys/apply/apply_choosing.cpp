// The first part of the journey: what is needed, in plain words, and the draft of it that was begun before.
#include "base/log.hpp"
#include "base/wiped_bytes.hpp"
#include "kiosk/journeys/apply/apply_controller.hpp"

namespace doorstep::kiosk {

// Applications of this person that are not finished, of one scheme or of any; the newest comes last.
std::vector<wire::DraftInfo> ApplyController::drafts_of(const std::string& scheme) const {
    std::vector<wire::DraftInfo> found;
    for (const auto& draft : desk().session.person().drafts) {
        const bool known = desk().schemes.newest(draft.scheme()) != nullptr;
        if (draft.kind() == wire::APPLICATION && known && (scheme.empty() || draft.scheme() == scheme)) {
            found.push_back(draft);
        }
    }
    return found;
}

// The draft to go on with: in the very version of the form that it was begun with.
void ApplyController::take(const wire::DraftInfo& draft) {
    const auto* scheme = desk().schemes.find(draft.scheme(), draft.scheme_version());
    if (scheme == nullptr) {
        // The township is told both versions and a person looks; no answer is lost by it.
        log::warning("scheme {} version {} of a draft is not here any more", draft.scheme(), draft.scheme_version());
        scheme = desk().schemes.newest(draft.scheme());
    }
    form_.use(*scheme);
    chosen_ = draft.scheme();
    resume_id_ = draft.id();
    candidates_.clear();
}

// An empty form of what was chosen, in its newest version.
void ApplyController::begin_scheme() {
    const auto* scheme = desk().schemes.newest(chosen_);
    form_.use(scheme != nullptr ? *scheme : form_.scheme());
    form_.prefill(desk().session.subject());
    untouched_ = form_.answers();
}

QVariantMap ApplyController::tile(const forms::Scheme& scheme) const {
    const auto& choose = *scheme.choose();
    const auto words = [&](const std::string& key) {
        return key.empty() ? QString() : QString::fromStdString(scheme.text(language(), key));
    };
    return {{"id", QString::fromStdString(scheme.id())},
            {"title", words(choose.title_key)},
            {"hint", words(choose.hint_key)},
            {"name", QString::fromStdString(scheme.name(language()))},
            {"pictogram", QString::fromStdString(choose.pictogram)}};
}

void ApplyController::schemes_came() {
    if (state_ == ApplyState::Choosing) {
        emit contentChanged();
    }
}

QVariantList ApplyController::schemes() const {
    QVariantList list;
    for (const auto* scheme : desk().schemes.offered()) {
        list.append(tile(*scheme));
    }
    return list;
}

QVariantList ApplyController::suggestions() const {
    QVariantList list;
    for (const auto* scheme : suggested_) {
        list.append(tile(*scheme));
    }
    return list;
}

QString ApplyController::scheme_name() const {
    return QString::fromStdString(form_.scheme().name(language()));
}

void ApplyController::choose(const QString& id) {
    const auto scheme = id.toStdString();
    const bool here = state_ == ApplyState::Choosing || state_ == ApplyState::Suggesting;
    const auto* known = desk().schemes.newest(scheme);
    if (busy() || !here || known == nullptr || known->choose() == nullptr) {
        return;
    }
    clear_fault();
    chosen_ = scheme;
    candidates_ = drafts_of(scheme);
    happen(ApplyEvent::Chosen);
    start();  // looks for one that was begun
}

void ApplyController::notSure() {
    if (state_ == ApplyState::Choosing && has_guide()) {
        form_.use(*desk().schemes.guide());
        form_.go_first();
        happen(ApplyEvent::NotSure);
    }
}

// The guide's answers stay in RAM: they lead to a scheme and are no part of any application.
void ApplyController::guide_on() {
    if (const auto next = form_.next()) {
        form_.go(*next);
        happen(ApplyEvent::Turned);
        return;
    }
    suggested_ = desk().schemes.suggested(form_.answers());
    happen(ApplyEvent::Guided);
}

void ApplyController::showAll() {
    if (state_ == ApplyState::Suggesting) {
        happen(ApplyEvent::BackToChoosing);
    }
}

// The draft stays for another time.
void ApplyController::somethingElse() {
    if (state_ == ApplyState::Resume) {
        resume_id_.clear();
        chosen_.clear();
        happen(ApplyEvent::Other);
    }
}

// Back before the first page. Where nothing was answered the wrong tile was touched: no empty form stays behind.
void ApplyController::back_to_choosing() {
    if (form_.answers() == untouched_) {
        draft_.discard(draft_.id(), [](const wire::Fault& fault) {
            if (fault.code() != wire::FAULT_NONE) {
                log::warning("an empty draft was not discarded: fault {}", static_cast<int>(fault.code()));
            }
        });
    }
    draft_.forget();
    consents_.clear();
    signing_.clear();
    pages_.clear();
    wipe(untouched_);
    resume_id_.clear();
    chosen_.clear();
    happen(ApplyEvent::BackToChoosing);
}

// ---- the end ------------------------------------------------------------------------------------------------------

QStringList ApplyController::done_notes() const {
    QStringList notes;
    const auto add = [&](const char* key) {
        if (state_ == ApplyState::Done && form_.scheme().has_text(key)) {
            notes.append(QString::fromStdString(form_.scheme().text(language(), key))
                             .replace(QLatin1String("{township}"), QString::fromStdString(desk().parties.township))
                             .replace(QLatin1String("{station}"), QString::fromStdString(desk().parties.station))
                             .replace(QLatin1String("{hotline}"), QString::fromStdString(desk().parties.hotline)));
        }
    };
    if (urgent_) {
        add("done.urgent");
    }
    add("done.note");
    return notes;
}

}  // namespace doorstep::kiosk
