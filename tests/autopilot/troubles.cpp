#include "tests/autopilot/troubles.hpp"

#include <chrono>
#include <thread>

#include "tests/autopilot/form_pilot.hpp"

namespace doorstep::autopilot {
namespace {

std::string T(const Run& run, const char* source) {
    return run.words.app(source);
}

// A card that cannot be used is told in its own words, and the next card is greeted all the same.
void card_is_told(const Run& run, const char* card, const char* sentence) {
    auto& s = run.screen;
    run.outside.desk({"insert-card", card});
    s.see(T(run, sentence), 20);
    s.shot(std::string("trouble-") + card);
    run.outside.desk({"remove-card"});
    std::this_thread::sleep_for(std::chrono::milliseconds(800));
}

void card_is_greeted(const Run& run, const char* card, const char* also) {
    auto& s = run.screen;
    s.report().check(greeted(run, card) >= 0, std::string("greeted: ") + card);
    if (also != nullptr) {
        s.see(T(run, also));
    }
    s.shot(std::string("home-") + card);
    finish_visit(run);
}

void another_card_comes(const Run& run) {
    auto& s = run.screen;
    s.report().check(greeted(run, "zhao-guoqiang") >= 0, "the first person is greeted");
    run.outside.desk({"remove-card"});
    std::this_thread::sleep_for(std::chrono::milliseconds(800));
    run.outside.desk({"insert-card", "wang-jianguo"});
    const bool asked = s.see(T(run, "Whose visit is this?"), 20);
    s.shot("other-card");
    s.report().check(asked && !s.shows("赵"), "nothing of the first person shows under the question");
    s.touch(T(run, "End this visit"));
    if (s.see_any({T(run, "I have everything")}, 30) == 0) {
        s.touch_if_there(T(run, "I have everything"));
    }
    s.see(T(run, "What would you like to do?"), 30);
    s.see(T(run, "A card is lying on the reader. Whose is it? Please take it away."), 20);
    s.shot("home-card-left");
    s.report().check(!s.shows("王"), "a card left lying opens nothing");
    run.outside.desk({"remove-card"});
}

void reader_falls_silent(const Run& run) {
    auto& s = run.screen;
    run.outside.desk({"reader", "silent"});
    s.see(T(run, "The card reader does not answer."), 30);
    s.shot("trouble-no-reader");
    run.outside.desk({"reader", "ok"});
    s.report().check(s.gone(T(run, "The card reader does not answer."), 60), "the reader is back");
}

bool look_is_missed(const Run& run, const char* sentence, const char* page) {
    auto& s = run.screen;
    const bool missed = s.see(T(run, sentence), 40);
    s.shot(page);
    return missed;
}

}  // namespace

void card_troubles(const Run& run) {
    card_is_told(run, "bad-unreadable", "This card could not be read.");
    card_is_told(run, "bad-checksum", "This card could not be read.");
    card_is_told(run, "unknown-letter", "This machine does not know this kind of card.");
    card_is_told(run, "bad-lifted", "The card was taken away too early.");
    card_is_greeted(run, "liu-expired",
                    "The date on this card has passed. You can go on. Please renew your card when you can.");
    card_is_greeted(run, "wong-hongkong", nullptr);
    card_is_greeted(run, "tanaka-2023", nullptr);
    another_card_comes(run);
    reader_falls_silent(run);
    card_is_greeted(run, "li-guihua", nullptr);
}

bool scanner_troubles(const Run& run) {
    auto& s = run.screen;
    // With nothing in the feeder the glass is scanned: what comes is a blank page, said so and taken away again.
    bool good = s.touch(T(run, "Scan")) && s.see(T(run, "The page is blank."), 30);
    s.shot("trouble-scanner-empty");
    good = good && s.touch_prefix(T(run, "Remove") + " ", 20);
    run.outside.desk({"load-pages", run.pages + "/1555.007.jpg"});
    run.outside.desk({"scanner", "jam"});
    good = good && s.touch(T(run, "Scan"), 30) && s.see(T(run, "The paper is stuck in the scanner."), 30);
    s.shot("trouble-scanner-jam");
    run.outside.desk({"scanner", "ok"});
    return good;
}

bool printer_trouble_is_got_over(const Run& run, const std::string& printed_words) {
    auto& s = run.screen;
    const bool told = s.see(T(run, "The printer is out of paper."), 40);
    s.shot("trouble-printer-empty");
    run.outside.desk({"printer", "ok"});
    return told && s.see(printed_words, 60);
}

void camera_troubles(const Run& run, const std::string& card) {
    auto& s = run.screen;
    run.outside.desk({"camera", "off"});
    bool good = s.report().check(greeted(run, card) >= 0, "the person is greeted") && s.touch(T(run, "Check in"));
    good = good && s.touch(T(run, "I agree, compare my face"), 30);
    good = good && look_is_missed(run, "The camera is not connected.", "trouble-no-camera");
    const auto again = [&] { return good && s.touch(T(run, "Try again"), 30); };
    run.outside.desk({"camera", "on"});
    run.outside.desk({"camera", "black"});
    good = again() && look_is_missed(run, "The camera sees nothing.", "trouble-camera-black");
    run.outside.desk({"camera", "faces/bald_guys.jpg"});
    good = again() && look_is_missed(run, "More than one face is to be seen.", "trouble-two-faces");
    good = good && s.touch(T(run, "The clerk confirms"), 30) && s.see(T(run, "Clerk: confirm with PIN"));
    s.report().check(good, "whoever is not recognised has the clerk's way");
    finish_visit(run);
}

void clerk_troubles(const Run& run) {
    auto& s = run.screen;
    bool good = s.touch(T(run, "For clerks")) && s.touch_prefix("周丽", 20) && s.see(T(run, "PIN, 6 digits"), 20);
    good = good && s.type("111111") && s.touch(T(run, "Sign in")) && s.see(T(run, "The PIN is not right."), 20);
    s.shot("clerk-pin-wrong");
    good = good && s.type(clerk_pin) && s.touch(T(run, "Sign in")) && s.see(T(run, "Sign out"), 20);
    s.shot("clerk-desk");
    good = good && s.touch(T(run, "Help")) && s.see(T(run, "Help for clerks"));
    s.shot("clerk-help");
    good = good && s.touch(T(run, "Back")) && s.touch_prefix(T(run, "Messages from the township"));
    good = good && s.see(T(run, "New"));
    s.shot("clerk-messages");
    good = good && s.touch_prefix("周五") && s.see(T(run, "Message from the township"));
    s.shot("clerk-message");
    good = good && s.touch(T(run, "All messages")) && s.see(T(run, "Read"));
    s.report().check(good, "a message to the clerks is read");
    good = good && s.touch(T(run, "Back")) && s.touch(T(run, "Sign out")) &&
           s.see(T(run, "What would you like to do?"), 20);
    s.report().check(good, "the clerk's desk is reached and left");
}

void draft_comes_back(const Run& run, const std::string& card) {
    auto& s = run.screen;
    bool good = s.report().check(greeted(run, card) >= 0, "the person is greeted") && s.touch(T(run, "Apply")) &&
                choose_scheme(run);
    FormPilot form(s, run.words, small_household());
    const auto left_at = run.words.scheme("fields.reason.label");
    good = good && form.until_heading({left_at});
    finish_visit(run);
    good = good && greeted(run, card) >= 0 && s.touch(T(run, "Apply")) &&
           s.see(T(run, "You began an application before"), 20);
    s.shot("apply-resume");
    good = good && s.touch(T(run, "Go on where I was")) && s.see(left_at, 20);
    s.report().check(good, "a form left in the middle comes back where it was");
    finish_visit(run);
}

void face_is_withdrawn(const Run& run, const std::string& card) {
    auto& s = run.screen;
    bool good = s.report().check(greeted(run, card) >= 0, "the person is greeted");
    good = good && s.touch(T(run, "Take back my face consent"), 20) && s.see(T(run, "Take back your consent"));
    s.shot("facestore-withdraw");
    good = good && s.touch(T(run, "Delete it now")) && s.see(T(run, "Deleted"), 20);
    s.shot("facestore-withdrawn");
    good = good && s.touch(T(run, "Back to the start")) && s.touch(T(run, "Check in"), 20) &&
           s.see(T(run, "How do you want to check in?"), 20);
    s.report().check(good, "the face is no longer kept");
    finish_visit(run);
}

}  // namespace doorstep::autopilot
