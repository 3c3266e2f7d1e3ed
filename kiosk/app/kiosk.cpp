#include "kiosk/app/kiosk.hpp"

#include <array>
#include <utility>

#include <QCoreApplication>

#include "base/log.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {
namespace {

QString training_words() {
    return QCoreApplication::translate("Kiosk", "This is practice. Nothing is sent.");
}

}  // namespace

Kiosk::Kiosk(const Settings& settings, const std::string& hub_address, const std::string& agent_address,
             forms::SchemeLibrary schemes, forms::Notices notices, forms::WorkCalendar calendar, QObject* parent)
    : QObject(parent),
      settings_(settings),
      schemes_(std::move(schemes)),
      notices_(std::move(notices)),
      hub_(hub_address),
      agent_(agent_address),
      new_schemes_(agent_, schemes_),
      levels_(hub_, agent_),
      session_(hub_, agent_, settings.delays),
      clerk_(agent_),
      training_(session_, clerk_, settings.delays.training),
      printer_(session_),
      scanner_(session_),
      microphone_(session_),
      comfort_(settings.comfort),
      desk_{session_,           clerk_,   printer_, scanner_,         microphone_,
            language_,          notices_, schemes_, settings.parties, settings.roll_paper,
            std::move(calendar)},
      identity_(desk_),
      acting_(desk_),
      notices_here_(desk_),
      apply_(desk_),
      check_in_(desk_),
      face_store_(desk_),
      my_case_(desk_),
      complaint_(desk_),
      clerk_desk_(desk_),
      device_teller_(hub_, agent_),
      resting_tests_(hub_, agent_, settings.rest_delays, [this] { return nobody_here(); }) {
    identity_.set_patience(settings.delays.idle);
    for (Journey* journey : journeys()) {
        watch(*journey);
    }
    connect(&notices_here_, &NoticesController::idled, &comfort_, &Comfort::reset);
    connect(&speaker_, &Speaker::changed, &notices_here_, &NoticesController::touched);
    connect(&check_in_, &CheckInController::enrolWanted, this, [this] {
        show(&face_store_);
        face_store_.begin();
    });
    connect(&my_case_, &MyCaseController::applyWanted, this, &Kiosk::openApply);
    connect(&clerk_desk_, &ClerkController::signedIn, this, [this] { clerk_is_done(true); });
    connect(&clerk_desk_, &ClerkController::gaveUp, this, [this] { clerk_is_done(false); });
    connect(&clerk_desk_, &ClerkController::practiceWanted, &training_, &Training::begin);
    connect(&training_, &Training::failed, &clerk_desk_, &ClerkController::practice_failed);
    connect(&training_, &Training::changed, this, &Kiosk::say_training);
    connect(&language_, &Language::changed, this, &Kiosk::say_training);
    connect(&session_, &Session::clerkWanted, this, &Kiosk::help);
    connect(&session_, &Session::opened, this, [this] {
        home_fault_ = {};
        if (out_of_use_) {
            session_.finish();  // was being read when the station was put out of use
        } else if (current_ == nullptr && wanted_ != nullptr) {
            begin_wanted();
        }
        emit statusChanged();
    });
    connect(&session_, &Session::openFailed, this, [this](const wire::Fault& fault) {
        home_fault_ = current_ == nullptr ? fault : wire::Fault();
        if (wanted_ == &complaint_) {
            wanted_ = nullptr;  // not begun for whoever lays a card down next
        }
        emit statusChanged();
    });
    connect(&session_, &Session::changed, this, [this] {
        // The sign-in was given up by its own wait: back to the person's page under the question.
        if (clerk_here_ && session_.is_open() && !session_.is_suspended()) {
            clerk_desk_.forget();
            clerk_is_done(false);
        }
        if (session_.is_opening()) {
            home_fault_ = {};  // of the card before
        }
        emit statusChanged();
    });
    connect(&session_, &Session::ended, this, &Kiosk::visit_ended);
    connect(&hub_, &HubLink::devicesChanged, this, &Kiosk::statusChanged);
    connect(&hub_, &HubLink::upChanged, this, &Kiosk::statusChanged);
    connect(&agent_, &AgentLink::upChanged, this, &Kiosk::statusChanged);
    connect(&agent_, &AgentLink::statusChanged, this, &Kiosk::agent_said);
    connect(&new_schemes_, &NewSchemes::added, &apply_, &ApplyController::schemes_came);
    connect(&new_schemes_, &NewSchemes::added, &notices_here_, &Journey::contentChanged);
    connect(&language_, &Language::changed, this, &Kiosk::statusChanged);
    connect(&comfort_, &Comfort::overChanged, this, &Kiosk::covered);
    connect(&comfort_, &Comfort::changed, this, [this] {
        speaker_.set_always(comfort_.read_aloud());
        speaker_.choose(comfort_.voice());
        speaker_.set_manner({speech_tempos.at(static_cast<std::size_t>(comfort_.speech_tempo())),
                             speech_loudnesses.at(static_cast<std::size_t>(comfort_.speech_loudness()))});
    });
    comfort_.reset();  // tells the speaker
    const auto listen = [this] { speaker_.set_alone(hub_.headphones_alone()); };
    connect(&hub_, &HubLink::devicesChanged, this, listen);
    connect(&hub_, &HubLink::upChanged, this, listen);
    connect(&language_, &Language::changed, this, [this] { speaker_.set_language(language_.code()); });
    connect(&session_, &Session::ended, &speaker_, &Speaker::stop);
    connect(&microphone_, &VoiceDesk::playWanted, &speaker_, &Speaker::play);
    connect(&microphone_, &VoiceDesk::stopWanted, &speaker_, &Speaker::stop);
    connect(&speaker_, &Speaker::changed, this,
            [this] { microphone_.set_playing(microphone_.playing() && speaker_.speaking()); });
    connect(&microphone_, &VoiceDesk::changed, this, [this] {
        if (microphone_.open()) {
            speaker_.stop();  // it would be recorded
        }
    });
    session_.set_page_read([this] { return speaker_.has_read(); });
    connect(this, &Kiosk::statusChanged, &resting_tests_, &RestingTests::look);
    connect(&comfort_, &Comfort::overChanged, &resting_tests_, &RestingTests::look);
    connect(&resting_tests_, &RestingTests::changed, this, &Kiosk::statusChanged);
    begin_setup();
}

Kiosk::~Kiosk() = default;

// In place of home.
void Kiosk::begin_setup() {
    if (settings_.setup_address.empty()) {
        return;
    }
    setup_ = std::make_unique<SetupController>(desk_, settings_.setup_address, settings_.agent_setup_address);
    const auto show_again = [this] {
        if (current_ == nullptr) {
            show(nullptr);
        }
    };
    connect(setup_.get(), &SetupController::pageChanged, this, show_again);
    connect(setup_.get(), &SetupController::clerkWanted, this, &Kiosk::openClerk);
    connect(setup_.get(), &SetupController::finished, this, [this, show_again] {
        session_.set_blocked(false);
        show_again();
    });
    show(nullptr);
}

QMap<QString, Journey*> Kiosk::journeys() {
    QMap<QString, Journey*> all{{"identity", &identity_}, {"acting", &acting_},       {"notices", &notices_here_},
                                {"apply", &apply_},       {"checkin", &check_in_},    {"facestore", &face_store_},
                                {"mycase", &my_case_},    {"complaint", &complaint_}, {"clerk", &clerk_desk_}};
    if (setup_) {
        all["setup"] = setup_.get();
    }
    return all;
}

void Kiosk::watch(Journey& journey) {
    connect(&journey, &Journey::pageChanged, this, [this, &journey] {
        if (current_ == &journey) {
            show(&journey);
        }
    });
    connect(&journey, &Journey::left, this, [this, &journey] {
        if (current_ == &journey) {
            has_left(journey);
        }
    });
    connect(&journey, &Journey::clerkNeeded, this, [this, &journey] {
        waiting_ = &journey;
        clerk_signs_in();
    });
}

void Kiosk::has_left(Journey& journey) {
    if (&journey == &identity_) {
        const bool enough = session_.is_open() && (identity_.may_type() || !session_.typed());
        if (enough && wanted_ != nullptr) {
            begin_wanted();
            return;
        }
        wanted_ = nullptr;
    }
    if (&journey == &complaint_ && session_.without_card()) {
        session_.finish();  // its visit was for nothing else
    }
    // After keeping the face the check-in goes on.
    const bool withdrew = &journey == &face_store_ && std::exchange(withdrawing_, false);
    if (&journey == &face_store_ && !withdrew && session_.is_open() && session_.person().face_enrolled) {
        show(&check_in_);
        check_in_.begin();
        return;
    }
    show(nullptr);
    if (&journey == &clerk_desk_ && clerk_desk_.service()->take_held_card() && !training_.on()) {
        emit visitEnded();  // a fresh process knows nothing of the technician's card
    }
}

void Kiosk::show(Journey* journey) {
    current_ = journey;
    if (setting_up()) {
        session_.set_blocked(true);  // a card laid down opens nothing yet
    }
    ++turn_;
    emit pageChanged();
    emit statusChanged();
}

QString Kiosk::page() const {
    if (out_of_use_) {
        return QStringLiteral("out-of-use");
    }
    const QString page = current_ != nullptr ? current_->page() : setting_up() ? setup_->page() : QString();
    return page.isEmpty() ? QStringLiteral("home") : page;
}

QUrl Kiosk::source() const {
    return page_file(page());
}

// ---- journeys -----------------------------------------------------------------------------------------------------

void Kiosk::want(Journey& journey, bool may_type) {
    if (out_of_use_ || session_.without_card()) {
        return;
    }
    home_fault_ = {};
    wanted_ = &journey;
    if (session_.is_open() && (may_type || !session_.typed())) {
        begin_wanted();
        return;
    }
    identity_.set_may_type(may_type);
    show(&identity_);
    identity_.begin();
}

void Kiosk::begin_wanted() {
    Journey* wanted = std::exchange(wanted_, nullptr);
    if (wanted == nullptr) {
        show(nullptr);
        return;
    }
    current_ = wanted;
    wanted->begin();
    show(wanted);
}

void Kiosk::openApply() {
    want(apply_, true);
}
void Kiosk::openCheckIn() {
    want(check_in_, true);
}
// Own cases only with the card: a number alone opens nothing (SECURITY 6).
void Kiosk::openMyCase() {
    want(my_case_, false);
}

void Kiosk::openNotices() {
    if (out_of_use_) {
        return;
    }
    home_fault_ = {};
    current_ = &notices_here_;
    notices_here_.begin();
}

void Kiosk::openComplaint() {
    if (out_of_use_ || session_.is_opening()) {
        return;
    }
    home_fault_ = {};
    wanted_ = &complaint_;
    session_.is_open() ? begin_wanted() : session_.open_without_card();
}

void Kiosk::openActing() {
    if (session_.is_open() && !session_.without_card() && current_ == nullptr) {
        current_ = &acting_;
        acting_.begin();
    }
}

void Kiosk::actForOneself() {
    if (current_ == nullptr) {
        session_.act_for(std::nullopt);
    }
}

void Kiosk::openWithdraw() {
    if (face_kept()) {
        withdrawing_ = true;
        current_ = &face_store_;
        face_store_.begin_withdrawing();
    }
}

void Kiosk::openClerk() {
    if (out_of_use_) {
        return;
    }
    if (session_.is_open()) {
        help();
        return;
    }
    if (session_.is_opening()) {
        return;  // a person is being greeted; the next touch finds the person's page
    }
    clerk_here_ = false;
    current_ = &clerk_desk_;
    clerk_desk_.begin();
}

// ---- a clerk comes ------------------------------------------------------------------------------------------------

void Kiosk::help() {
    if (session_.is_open() && !clerk_here_ && current_ != &clerk_desk_) {
        waiting_ = current_;
        clerk_signs_in();
    }
}

void Kiosk::clerk_signs_in() {
    clerk_here_ = true;
    session_.clerkComes();
    current_ = &clerk_desk_;
    clerk_desk_.begin_helping();
}

void Kiosk::clerk_is_done(bool signed_in) {
    if (!clerk_here_) {
        return;
    }
    clerk_here_ = false;
    Journey* waited = std::exchange(waiting_, nullptr);
    session_.clerkDone();
    current_ = waited;
    if (waited == &check_in_) {
        check_in_.operator_ready(signed_in);
    } else if (waited == &face_store_) {
        face_store_.operator_ready(signed_in);
    }
    show(current_);
}

// ---- end ----------------------------------------------------------------------------------------------------------

// While somebody signs in or says who they are there is no visit to end: what was begun is given up.
void Kiosk::finish() {
    if (current_ == &clerk_desk_) {
        clerk_desk_.leave();
    } else if (current_ == &identity_ && !session_.is_open()) {
        identity_.leave();
    } else {
        session_.finish();
    }
}

void Kiosk::visit_ended() {
    forget_all();
    comfort_.reset();
    show(nullptr);
    if (!training_.on()) {
        emit visitEnded();  // between made-up persons the exercise goes on, and one process plays them all
    }
}

void Kiosk::forget_all() {
    wanted_ = nullptr;
    waiting_ = nullptr;
    clerk_here_ = false;
    withdrawing_ = false;
    scanner_.cancel();
    microphone_.forget();
    for (Journey* journey : journeys()) {
        journey->forget();
    }
    clerk_.sign_out();
}

// What was begun stays at the agent; whose visit it was is told to take card and papers, as at any other end.
void Kiosk::take_out_of_use() {
    training_.end();
    forget_all();
    if (session_.is_open()) {
        session_.finish();
    }
}

void Kiosk::agent_said() {
    if (out_of_use_ != agent_.status().revoked()) {
        out_of_use_ = agent_.status().revoked();
        if (out_of_use_) {
            take_out_of_use();
        }
        session_.set_blocked(out_of_use_);
        show(nullptr);
    }
    emit statusChanged();
}

// Who only hears the screen hears it first on every page.
void Kiosk::say_training() {
    speaker_.set_preface(training_.on() ? training_words() : QString());
    emit statusChanged();
}

// What a self-test by itself waits for; service mode is a page of the clerk's.
bool Kiosk::nobody_here() const {
    return page() == QLatin1String("home") && !training_.on() && session_.state() == SessionState::Closed &&
           !session_.card_left() && comfort_.over().isEmpty();
}

void Kiosk::touched() {
    resting_tests_.touched();
    session_.touched();
    training_.touched();
    // Large text stays as long as somebody may be reading.
    comfort_.touched(session_.is_open() || current_ == &notices_here_);
    clerk_desk_.touched();
    identity_.touched();
    notices_here_.touched();
}

// Who covers the screen does not look into the camera: it is closed (SECURITY 25). Nobody speaks under anything that
// lies over the page either.
void Kiosk::covered() {
    if (!comfort_.over().isEmpty()) {
        microphone_.stop();
    }
    if (comfort_.over() != QLatin1String("cover")) {
        return;
    }
    if (page() == QLatin1String("checkin/camera")) {
        check_in_.leave();
    } else if (page() == QLatin1String("facestore/camera")) {
        face_store_.leave();
    }
}

// ---- status -------------------------------------------------------------------------------------------------------

QString Kiosk::line_words() const {
    if (!agent_.up() || !hub_.up()) {
        return QCoreApplication::translate("Kiosk", "A part of this machine is starting again. Please wait a moment.");
    }
    if (out_of_use_) {
        return QCoreApplication::translate("Kiosk", "This station is out of use.");
    }
    if (training_.on()) {
        return training_words();  // not that something will be sent
    }
    if (!agent_.status().enrolled()) {
        return QCoreApplication::translate("Kiosk", "This station is not yet connected to its township.");
    }
    return agent_.status().line_up()
               ? QCoreApplication::translate("Kiosk", "Connected to the township")
               : QCoreApplication::translate("Kiosk",
                                             "No line at the moment. What you hand in is saved here and will be sent.");
}

QStringList Kiosk::device_words() const {
    QStringList words;
    if (!hub_.up()) {
        return words;
    }
    const std::array<std::pair<wire::Device::Class, QString>, 4> devices{{
        {wire::Device::CARD_READER, QCoreApplication::translate("Kiosk", "No card reader")},
        {wire::Device::CAMERA, QCoreApplication::translate("Kiosk", "No camera")},
        {wire::Device::SCANNER, QCoreApplication::translate("Kiosk", "No scanner")},
        {wire::Device::PRINTER, QCoreApplication::translate("Kiosk", "No printer")},
    }};
    for (const auto& [id, device] : hub_.devices()) {
        if (device.power().on_battery()) {
            words.append(fault_words(device.last_fault()).sentence);
        }
    }
    for (const auto& [device, text] : devices) {
        const auto trouble = hub_.trouble(device);
        if (trouble.code() != wire::FAULT_NONE && trouble.code() != wire::FAULT_UNAVAILABLE) {
            words.append(fault_words(trouble).sentence);  // out of paper is not the same as no printer
        } else if (!hub_.usable(device)) {
            words.append(text);
        }
    }
    return words;
}

QString Kiosk::home_fault() const {
    return fault_words(home_fault_).sentence;
}
QString Kiosk::home_fault_help() const {
    return fault_words(home_fault_).what_now;
}

}  // namespace doorstep::kiosk
