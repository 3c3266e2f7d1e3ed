#include "kiosk/session/letter_draft.hpp"

#include "base/wiped_bytes.hpp"

namespace doorstep::kiosk {
namespace {

constexpr auto json_type = "application/json";
constexpr auto scan_page = "letter";  // where the person is

bool failed(const wire::Fault& fault) {
    return fault.code() != wire::FAULT_NONE;
}

}  // namespace

LetterDraft::LetterDraft(Desk& desk, QObject* parent) : QObject(parent), desk_(desk), draft_(desk.session) {
    connect(&desk.scanner, &ScanDesk::page, this, [this](const wire::ScannedPage& page) {
        if (scanning_) {
            pages_.add(page, 0);
            put_.clear();
            emit changed();
        }
    });
    connect(&desk.scanner, &ScanDesk::done, this, [this](const wire::Fault& fault) {
        if (std::exchange(scanning_, false)) {
            emit changed();
            if (failed(fault) && fault.code() != wire::FAULT_CANCELLED) {
                emit scan_failed(fault);
            }
        }
    });
}

void LetterDraft::begin(wire::SubmissionKind kind, const std::string& case_number, From from) {
    forget();
    kind_ = kind;
    case_number_ = case_number;
    from_ = from;
}

void LetterDraft::forget() {
    draft_.forget();
    pages_.clear();
    kind_ = wire::SUBMISSION_UNKNOWN;
    case_number_.clear();
    wipe(json_);
    wipe(put_);
    voice_.Clear();
    receipt_ = {};
    scanning_ = false;
}

void LetterDraft::set_voice(const std::optional<wire::VoiceRecording>& voice) {
    const auto said = voice ? voice->recording() : wire::SpoolRef();
    if (said.name() != voice_.name()) {
        voice_ = said;
        put_.clear();
    }
}

void LetterDraft::scan() {
    if (!scanning_ && pages_.size() < part::most_pages) {
        scanning_ = true;
        desk_.scanner.scan(0);
        emit changed();
    }
}

void LetterDraft::remove_page(int number) {
    pages_.remove(static_cast<std::uint32_t>(number));
    put_.clear();
    emit changed();
}

std::string LetterDraft::token() const {
    return from_ == From::Person ? desk_.clerk.token() : std::string();
}

void LetterDraft::send(const forms::Letter& letter, Then then) {
    json_ = forms::letter_json(letter);
    if (draft_.exists() && put_ == json_) {
        submit(std::move(then));  // asked again after an answer that did not come: it has the effect of once
        return;
    }
    put_.clear();
    pages_.set_unkept();
    draft_.discard_old(kind_);
    start([this, then](const wire::Fault& fault) { failed(fault) ? then(fault) : put_person(then); });
}

void LetterDraft::start(Then then) {
    draft_.start_in_case(kind_, case_number_, token(), std::move(then));
}

void LetterDraft::put_person(Then then) {
    if (from_ == From::Nobody) {
        put_words(std::move(then));
        return;
    }
    draft_.put_subject(wire::PERSON, "",
                       [this, then](const wire::Fault& fault) { failed(fault) ? then(fault) : put_words(then); });
}

void LetterDraft::put_words(Then then) {
    draft_.put(part::answers, wire::ANSWERS, json_type, json_, "",
               [this, then](const wire::Fault& fault) { failed(fault) ? then(fault) : put_voice(then); });
}

void LetterDraft::put_voice(Then then) {
    if (voice_.name().empty()) {
        put_pages(std::move(then));
        return;
    }
    draft_.put_spool(part::voice, wire::VOICE, voice_, "",
                     [this, then](const wire::Fault& fault) { failed(fault) ? then(fault) : put_pages(then); });
}

// One picture after the other: original, straightened, next page.
void LetterDraft::put_pages(Then then) {
    const auto* page = pages_.unkept();
    if (page == nullptr) {
        put_ = json_;
        submit(std::move(then));
        return;
    }
    const auto number = page->number;
    const auto next = [this, number, then](const wire::Fault& fault) {
        if (failed(fault)) {
            then(fault);
            return;
        }
        pages_.set_kept(number);
        put_pages(then);
    };
    const auto straightened = page->scanned.straightened();
    draft_.put_spool(number, wire::PAGE_ORIGINAL, page->scanned.original(), scan_page,
                     [this, number, straightened, next](const wire::Fault& fault) {
                         if (failed(fault) || straightened.name().empty()) {
                             next(fault);
                         } else {
                             draft_.put_spool(number + 1, wire::PAGE_STRAIGHTENED, straightened, scan_page, next);
                         }
                     });
}

void LetterDraft::submit(Then then) {
    draft_.submit(token(), [this, then = std::move(then)](const wire::AgentReply& reply) {
        if (!reply.has_submitted()) {
            if (reply.fault().code() == wire::FAULT_DRAFT_UNKNOWN) {
                put_.clear();  // the agent forgot who wrote it: begun anew the next time
            }
            then(failed(reply.fault()) ? reply.fault() : fault_of(wire::FAULT_INTERNAL));
            return;
        }
        const auto& submitted = reply.submitted();
        const Receipt receipt{submitted.case_number(), submitted.qr_text(), submitted.sealed_ms(), submitted.line_up()};
        const auto kind = kind_;
        forget();  // nothing of it stays here
        kind_ = kind;
        receipt_ = receipt;
        then({});
    });
}

}  // namespace doorstep::kiosk
