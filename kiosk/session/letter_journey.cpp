#include "kiosk/session/letter_journey.hpp"

#include "kiosk/session/wiped_text.hpp"

namespace doorstep::kiosk {

LetterJourney::LetterJourney(Desk& desk, QObject* parent, int longest)
    : Journey(desk, parent), letter_(desk), longest_(longest) {
    connect(&letter_, &LetterDraft::changed, this, &Journey::contentChanged);
    connect(&letter_, &LetterDraft::scan_failed, this, [this](const wire::Fault& fault) { set_fault(fault); });
    connect(&desk.microphone, &VoiceDesk::failed, this, [this](const wire::Fault& fault) {
        if (at_microphone()) {
            set_fault(fault);
        }
    });
    connect(&desk.session.hub(), &HubLink::devicesChanged, this, &Journey::contentChanged);
}

void LetterJourney::write(const QString& words) {
    words_ = words.left(longest_);
    emit wordsChanged();
}

void LetterJourney::scan() {
    if (at_papers()) {
        clear_fault();
        letter_.scan();
    }
}

void LetterJourney::removePage(int number) {
    if (at_papers() && !letter_.scanning()) {
        letter_.remove_page(number);
    }
}

void LetterJourney::wipe_words() {
    wipe(words_);
}

}  // namespace doorstep::kiosk
