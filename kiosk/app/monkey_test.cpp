// A monkey: seeded random touches over the real pages, with cards that come and go and devices that fail. After each
// touch the page must have a way on or back, and neither QML nor a state machine may have complained; from wherever it
// sits, home must be two touches away. DOORSTEP_MONKEY_SEED and DOORSTEP_MONKEY_TOUCHES ask for others (`./dev
// monkey`).
#include <algorithm>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <random>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <QDeadlineTimer>
#include <QTest>

#include "kiosk/app/pages.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

constexpr int default_touches = 1000;
constexpr unsigned long default_seed = 20261125;
// From any page, beside the answers to what the kiosk asks over it and the touch that takes off what the person laid
// over it.
constexpr int most_touches_home = 2;
// It goes on until it has seen so many, for at most five times the touches asked for.
constexpr std::size_t fewest_pages = 12;
// Waits of the kiosk have an end; on a slow machine it is far.
constexpr int wait_end_ms = 60'000;
// Of the touches, so many in service mode besides.
constexpr unsigned long service_share = 5;
// One look whether home is near, in so many touches; a page that is new is always looked at.
constexpr unsigned look_every = 50;

QStringList complaints;

void collect(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg) {
        complaints.append(text);
    }
}

unsigned long asked_for(const char* name, unsigned long otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoul(text, nullptr, 10);
}

// The first item in sight that has that property.
QQuickItem* showing(QQuickItem* item, const char* property) {
    if (!item->isVisible()) {
        return nullptr;
    }
    if (item->property(property).isValid()) {
        return item;
    }
    for (QQuickItem* child : item->childItems()) {
        if (QQuickItem* found = showing(child, property)) {
            return found;
        }
    }
    return nullptr;
}

class Monkey : public testing::Test {
  protected:
    void SetUp() override {
        Settings settings;
        settings.delays.idle = 4000;
        settings.delays.idle_answer = 4000;
        settings.delays.other_card = 4000;
        settings.delays.grace = 6000;
        settings.delays.suspended = 6000;
        settings.delays.papers = 500;
        settings.delays.take_away = 500;
        ASSERT_TRUE(screen.start(QSize(960, 540), settings));
        auto& one = *screen.station.cases.add_cases();
        one.set_case_number("074749131783");
        one.set_scheme("dibao");
        one.set_state("accepted");
        one.set_state_ms(1'793'000'000'000);
        one.set_kind(wire::APPLICATION);
        screen.station.pages_in_scanner = 2;
        screen.station.role = "technician";  // a clerk's pages and service mode
        screen.station.devices[wire::Device::SCREEN] = wire::Device::READY;
        screen.station.levels[wire::Device::SCREEN] = 80;
        auto& notice = *screen.station.notices.add_notices();
        notice.set_id("notice-of-monkey");
        notice.set_title("standards");
        notice.set_text("words");
        notice.set_kind(wire::NOTICE_STANDARDS);
        auto& message = *screen.station.clerk_messages.add_messages();
        message.set_id("message-of-monkey");
        message.set_text("to the clerks");
        qInstallMessageHandler(collect);
        errors_sink_->set_level(spdlog::level::err);
        spdlog::default_logger()->sinks().push_back(errors_sink_);
    }
    void TearDown() override {
        spdlog::default_logger()->sinks().pop_back();
        qInstallMessageHandler(nullptr);
    }

    // ---- where it sits ------------------------------------------------------------------------------------------
    QString page() { return screen.kiosk().page(); }
    QQuickItem* all() { return screen.window().contentItem(); }
    // Something is asked over the page; its cautious answer, else its only one.
    QQuickItem* answer() {
        auto* question = showing(all(), "noText");
        if (question == nullptr) {
            return nullptr;
        }
        const auto no = question->property("noText").toString();
        return screen.find(no.isEmpty() ? question->property("yesText").toString() : no);
    }
    QQuickItem* frame() { return showing(all(), "backText"); }
    QQuickItem* button(const char* property) {
        auto* shown = frame();
        const auto text = shown == nullptr ? QString() : shown->property(property).toString();
        return text.isEmpty() ? nullptr : screen.find(text);
    }
    bool over() { return !screen.kiosk().comfort()->over().isEmpty(); }
    bool home() { return page() == "home" && screen.kiosk().session()->question().isEmpty() && !over(); }
    bool waits() {
        const auto* journey = qobject_cast<Journey*>(screen.kiosk().journey());
        return page().endsWith("/wait") || screen.kiosk().session()->question() == "ending" ||
               (journey != nullptr && journey->busy());
    }
    std::string here() {
        QString last;
        for (const auto& line : trail_) {
            last += "\n  " + line;
        }
        return QString("on page %1 (question \"%2\", over \"%3\") after touch %4 of seed %5; before it:%6")
            .arg(page(), screen.kiosk().session()->question(), screen.kiosk().comfort()->over())
            .arg(touches_)
            .arg(seed)
            .arg(last)
            .toStdString();
    }

    // ---- what it does -------------------------------------------------------------------------------------------
    unsigned dice(unsigned sides) { return static_cast<unsigned>(random_() % sides); }
    QPoint anywhere() {
        const auto size = screen.window().size();
        return {static_cast<int>(dice(static_cast<unsigned>(size.width()))),
                static_cast<int>(dice(static_cast<unsigned>(size.height())))};
    }
    // While a page slides in, the middle may not be there yet: then a finger meets whatever is.
    QPoint middle(QQuickItem* item) {
        const auto place = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
        return QRect(QPoint(0, 0), screen.window().size()).contains(place) ? place : anywhere();
    }
    void did(const QString& what) {
        trail_.push_back(QString("%1 on %2").arg(what, page()));
        if (trail_.size() > 15) {
            trail_.pop_front();
        }
    }
    void click(QPoint place) { QTest::mouseClick(&screen.window(), Qt::LeftButton, {}, place); }
    QQuickItem* any_target() {
        const auto targets = screen.targets();
        return targets.isEmpty() ? nullptr : targets[static_cast<int>(dice(static_cast<unsigned>(targets.size())))];
    }
    void touch_something() {
        QQuickItem* target = dice(3) == 0 ? button("nextText") : nullptr;
        target = target == nullptr ? any_target() : target;
        const QPoint place = target == nullptr ? anywhere() : middle(target);
        did("touched \"" + (target == nullptr ? QString() : accessible_name(target)) + "\"");
        click(place);
        if (dice(10) == 0) {
            did("and at once again");
            click(place);
        }
        if (dice(10) == 0) {
            did("and elsewhere before it changed");
            click(anywhere());
        }
    }
    // Pressed here, let go there.
    void slide() {
        QQuickItem* target = any_target();
        const QPoint from = target == nullptr ? anywhere() : middle(target);
        did("slid");
        QTest::mousePress(&screen.window(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&screen.window(), anywhere());
        QTest::mouseRelease(&screen.window(), Qt::LeftButton, {}, anywhere());
    }
    void press_key() {
        static constexpr Qt::Key keys[] = {Qt::Key_Tab,  Qt::Key_Return,    Qt::Key_Escape, Qt::Key_Space, Qt::Key_Down,
                                           Qt::Key_Left, Qt::Key_Backspace, Qt::Key_1,      Qt::Key_A};
        const auto key = keys[dice(std::size(keys))];
        did(QString("pressed key %1").arg(key));
        QTest::keyClick(&screen.window(), key);
    }
    // What a person would enter: a right number, a name, a PIN. Chance alone never gets past these pages.
    void enter_something() {
        did("entered what fits");
        if (page() == "identity/number") {
            qobject_cast<IdentityController*>(screen.kiosk().journey())
                ->enterNumber(QString::fromStdString(screen.station.card.number()));
        } else if (page() == "identity/name") {
            qobject_cast<IdentityController*>(screen.kiosk().journey())->enterName("王建国");
        } else if (page() == "mycase/ask") {
            qobject_cast<MyCaseController*>(screen.kiosk().journey())->write("when?");
        } else if (page() == "mycase/correct") {
            qobject_cast<MyCaseController*>(screen.kiosk().journey())->write("four, not three");
        } else if (page() == "complaint/choose") {
            qobject_cast<ComplaintController*>(screen.kiosk().journey())->choose("decision");
        } else if (page() == "complaint/write") {
            qobject_cast<ComplaintController*>(screen.kiosk().journey())->write("nobody listened");
        } else if (page() == "complaint/number") {
            qobject_cast<ComplaintController*>(screen.kiosk().journey())->typeNumber("074749131783");
        } else if (page() == "clerk/pin" || page().startsWith("clerk/first")) {
            for (int digit = 0; digit < 6; ++digit) {
                screen.touch(QString::number(digit));
            }
        } else {
            touch_something();
        }
    }
    void move_card() {
        auto& station = screen.station;
        const auto what = dice(4);
        did(what == 0 ? "lifted the card" : what == 1 ? "laid another card" : "laid the card");
        station.lift_card();
        station.card = what == 1 ? test_card("李秀英", "99010119480202002") : test_card("王建国", "99010119500101001");
        if (what != 0) {
            station.lay_card();
        }
    }
    void break_something() {
        auto& station = screen.station;
        switch (const auto what = dice(9); what) {
            case 0:
            case 1: {
                auto device = std::next(station.devices.begin(), dice(static_cast<unsigned>(station.devices.size())));
                device->second = device->second == wire::Device::FAULTY ? wire::Device::READY : wire::Device::FAULTY;
                station.device_fault = what == 0 ? wire::FAULT_PRINTER_OFFLINE : wire::FAULT_PRINTER_PAPER_OUT;
                station.tell_devices();
                break;
            }
            case 2:
                station.scan_fault = flip(station.scan_fault, wire::FAULT_SCANNER_JAM);
                break;
            case 3:
                station.print_fault = flip(station.print_fault, wire::FAULT_PRINTER_PAPER_OUT);
                break;
            case 4:
                station.submit_fault = flip(station.submit_fault, wire::FAULT_INTERNAL);
                break;
            case 5:
                station.card_fault = flip(station.card_fault, wire::FAULT_CARD_UNREADABLE);
                break;
            case 6:
                station.restart_hub();
                break;
            case 7:
                station.restart_agent();
                break;
            default:
                station.face_enrolled = !station.face_enrolled;
                station.account_needs_pin = !station.account_needs_pin;
                station.sign_in_fault = flip(station.sign_in_fault, wire::FAULT_PIN_WRONG);
                break;
        }
        did("broke or mended something");
    }
    // Else all is broken before long, and most pages are never reached.
    void mend_all() {
        auto& station = screen.station;
        for (auto& device : station.devices) {
            device.second = wire::Device::READY;
        }
        for (auto* fault : {&station.device_fault, &station.scan_fault, &station.print_fault, &station.submit_fault,
                            &station.card_fault, &station.sign_in_fault}) {
            *fault = wire::FAULT_NONE;
        }
        station.tell_devices();
        did("mended all");
    }
    static wire::FaultCode flip(wire::FaultCode now, wire::FaultCode fault) {
        return now == wire::FAULT_NONE ? fault : wire::FAULT_NONE;
    }
    void act() {
        ++touches_;
        const auto roll = dice(100);
        if (roll < 62) {
            touch_something();
        } else if (roll < 72) {
            did("touched anywhere");
            click(anywhere());
        } else if (roll < 76) {
            slide();
        } else if (roll < 80) {
            press_key();
        } else if (roll < 89) {
            enter_something();
        } else if (roll < 96) {
            move_card();
        } else {
            break_something();
        }
        if (dice(8) != 0) {
            screen.settle();  // else the next touch meets a page that is just changing
        }
    }

    // ---- what must hold -----------------------------------------------------------------------------------------
    void nothing_complained() {
        EXPECT_TRUE(complaints.isEmpty()) << complaints.join("\n").toStdString() << "\n" << here();
        EXPECT_EQ(errors_.str(), "") << here();
        complaints.clear();
        errors_.str("");
    }
    // One wait may follow on another, also while the page comes to rest.
    bool wait_out() {
        const QDeadlineTimer end(wait_end_ms);
        screen.settle();
        while (waits() && !end.hasExpired()) {
            wait_until([this] { return !waits(); });
            screen.settle();
        }
        return !waits();
    }
    // What the person laid over the page, the cover or the settings: one touch takes it off.
    void take_off() {
        QQuickItem* done = screen.kiosk().comfort()->over() == "cover" ? nullptr : button("nextText");
        if (done != nullptr) {
            screen.touch(done);
        } else {
            click(anywhere());
        }
    }
    // A page that just came may promise a button that has no place yet.
    QQuickItem* laid_out(const char* way) {
        auto* shown = frame();
        if (shown != nullptr && !shown->property(way).toString().isEmpty()) {
            wait_until([&] { return button(way) != nullptr; });
        }
        return button(way);
    }
    // A page is left by finish before back.
    bool step_home() {
        for (const char* way : {"finishText", "backText", "nextText"}) {
            if (QQuickItem* target = laid_out(way)) {
                did(QString("homewards: \"%1\"").arg(accessible_name(target)));
                screen.touch(target);
                return true;
            }
        }
        return false;
    }
    // How many touches it took; negative: there was no way.
    int go_home() {
        int counted = 0;
        const QDeadlineTimer end(wait_end_ms);
        while (!end.hasExpired() && counted < 20) {
            screen.settle();
            if (home()) {
                return counted;
            }
            if (QQuickItem* asked = answer()) {
                did(QString("answered: \"%1\"").arg(accessible_name(asked)));
                screen.touch(asked);
            } else if (waits()) {
                EXPECT_TRUE(wait_out()) << "a wait without an end " << here();
            } else if (over()) {
                take_off();
            } else if (step_home()) {
                ++counted;
            } else {
                wait_until([this] { return home() || answer() != nullptr || button("backText") != nullptr; });
                if (!home() && answer() == nullptr && !waits() && button("backText") == nullptr) {
                    return -1;
                }
            }
        }
        return counted;
    }
    // As a technician gets there, whatever is on the screen: chance alone rarely types the PIN and opens it.
    bool go_to_service() {
        go_home();
        screen.station.account_needs_pin = false;
        screen.station.lift_card();
        screen.kiosk().finish();
        wait_out();
        screen.kiosk().openClerk();
        auto& clerk = *qobject_cast<ClerkController*>(screen.kiosk().journeys()["clerk"]);
        wait_out();
        clerk.choose("zhou");
        clerk.type("246810");
        clerk.confirm();
        wait_until([this] { return page() == "clerk/desk"; });
        clerk.openService();
        did("went to service mode");
        return wait_until([this] { return page() == "clerk/service"; });
    }
    void look_for_home() {
        if (!wait_out()) {
            ADD_FAILURE() << "a wait without an end " << here();
            return;
        }
        const auto from = here();
        const int counted = go_home();
        EXPECT_TRUE(counted >= 0 && counted <= most_touches_home)
            << (counted < 0 ? std::string("no way home") : std::to_string(counted) + " touches to get home")
            << "\nfrom " << from << "\nnow " << here();
    }

    Screen screen;
    const unsigned long seed = asked_for("DOORSTEP_MONKEY_SEED", default_seed);
    std::mt19937_64 random_{seed};
    std::deque<QString> trail_;
    unsigned long touches_ = 0;
    std::ostringstream errors_;
    std::shared_ptr<spdlog::sinks::sink> errors_sink_ = std::make_shared<spdlog::sinks::ostream_sink_st>(errors_);
};

TEST_F(Monkey, FindsNoDeadEndNoCrashAndNoComplaint) {
    const auto wanted = asked_for("DOORSTEP_MONKEY_TOUCHES", default_touches);
    std::cout << "monkey: seed " << seed << ", " << wanted << " touches" << std::endl;
    std::set<QString> pages;
    const auto enough = [&] { return touches_ >= wanted && pages.size() >= fewest_pages; };
    for (unsigned long next_look = look_every; !enough() && touches_ < 5 * wanted && !HasFailure();) {
        act();
        nothing_complained();
        if (pages.insert(page()).second || touches_ >= next_look) {
            look_for_home();
            nothing_complained();
            mend_all();
            next_look = touches_ + 1 + dice(2 * look_every);
        }
    }
    std::cout << "monkey: " << touches_ << " touches on " << pages.size() << " of " << all_pages().size() << " pages"
              << std::endl;
    EXPECT_GE(pages.size(), fewest_pages) << "it sat still";
}

TEST_F(Monkey, FindsNoneInServiceModeEither) {
    const auto wanted = asked_for("DOORSTEP_MONKEY_TOUCHES", default_touches) / service_share;
    std::cout << "monkey: seed " << seed << ", " << wanted << " touches in service mode" << std::endl;
    static const std::set<QString> service{"clerk/service", "clerk/levels", "clerk/touch",
                                           "clerk/log",     "clerk/proof",  "clerk/restart"};
    std::set<QString> pages;
    int visits = 0;
    while (touches_ < wanted && !HasFailure()) {
        if (!service.contains(page())) {
            mend_all();
            visits += go_to_service() ? 1 : 0;
        }
        act();
        nothing_complained();
        if (pages.insert(page()).second) {
            look_for_home();
            nothing_complained();
        }
    }
    std::cout << "monkey: " << visits << " visits to service mode, " << pages.size() << " pages" << std::endl;
    EXPECT_GE(visits, 3);
    EXPECT_GE(std::count_if(pages.begin(), pages.end(), [](const auto& one) { return service.contains(one); }), 4);
}

}  // namespace
}  // namespace doorstep::kiosk
