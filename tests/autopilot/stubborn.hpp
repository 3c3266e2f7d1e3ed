// People whom nothing discourages: parts of the machine are killed meanwhile, the kiosk among them, and each time the
// person looks at what is on the screen and goes on from there.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "tests/autopilot/form_pilot.hpp"
#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

// For whom somebody comes; the choices by their English words.
struct ForWhom {
    std::string as;
    std::string relation;  // not asked of the village committee
    std::string reason;    // asked only where an entrustment is needed
    TypedIdentity about;
    bool brings_paper = false;  // the signed entrustment
};

class StubbornPerson {
  public:
    StubbornPerson(const Run& run, std::string card, std::map<std::string, Answer> answers);
    virtual ~StubbornPerson() = default;
    StubbornPerson(const StubbornPerson&) = delete;
    StubbornPerson& operator=(const StubbornPerson&) = delete;

  protected:
    enum class Step { GoOn, Wait };
    // Does what each page asks for until the person has what was wanted or ten minutes are over.
    void persist();
    virtual bool content() const = 0;
    // Does what the page asks for; a page that only says that something failed is answered before.
    virtual Step act(const std::string& heading) = 0;
    Step lay_card();
    // Touches that button.
    Step touch(const char* button);
    // A question over the page: answered so that the visit goes on.
    Step over_page();
    // Touches the switch to the person's language where another one is shown; true when it did.
    bool changes_language();
    // On the page that greets: has every page read where the person wants it, says for whom one comes, then touches
    // that button.
    Step at_greeting(const char* button);
    // A page that asks for whom one comes; nothing: it is another.
    std::optional<Step> say_for_whom(const std::string& heading);
    bool comes_for_another() const;
    // A page of the clerk's sign-in; nothing: it is another.
    std::optional<Step> sign_in(const std::string& heading);
    // What a kill left half typed is taken back.
    void erase(int letters);
    // The page that greets after a card was laid down.
    bool is_greeting(const std::string& heading) const;
    std::string word(const char* source) const { return run_.words.app(source); }

    const Run& run_;
    std::string card_;
    FormPilot form_;
    std::optional<ForWhom> for_whom_;
    bool hears_ = false;  // cannot read

  private:
    Step choose(const std::string& option);
    Step at_entrustment();
    Step at_pad();

    bool reading_on_ = false;
    bool code_tried_ = false;  // the one-time code may be used up though no answer came
};

// Who applies, and how.
struct Applicant {
    std::string card;                    // laid down; of who types: one that cannot be read, or empty
    std::optional<TypedIdentity> typed;  // has no readable card, types name and number
    std::map<std::string, Answer> answers = small_household();
    bool papers = true;  // brings two pages to scan
    std::optional<ForWhom> for_whom;
    bool hears = false;           // cannot read: has every page read
    std::string helped_at;        // key of the page on which the clerk comes to help; empty: nobody does
    bool signs_by_thumb = false;  // who signs with them does, before the clerk
    // Called with the key of each page of the form before it is answered.
    std::function<void(const std::string& key)> at_page = [](const std::string&) {};
};

class StubbornApplicant : public StubbornPerson {
  public:
    StubbornApplicant(const Run& run, Applicant applicant);
    // Applies until it is handed in or ten minutes are over. When the kiosk died between the hand-in and the page with
    // the number, `done` is true and the number empty: the draft is gone, so it was sealed.
    Applied apply();

  private:
    bool content() const override { return end_.has_value(); }
    Step act(const std::string& heading) override;
    Step at_reader();
    Step at_name();
    Step at_number();
    Step at_signing();
    Step at_sheet();
    // The page in a form; Wait when it is none.
    Step in_form(const std::string& heading);
    Step at_choice();
    Step at_papers();
    Step at_review();
    Step at_end();

    Applicant applicant_;
    bool card_tried_ = false;  // the one that cannot be read was laid down
    std::string answered_;     // key of the page that was answered last, and
    int looks_ = 0;            // how often it was still there
    bool helped_ = false;
    bool signed_ = false;
    bool handed_in_ = false;  // the last button was touched: the answer may have been lost
    std::optional<Applied> end_;
};

struct CheckedIn {
    bool done = false;  // the screen said so
    int confirmed = 0;  // how often the clerk confirmed: an answer may have been lost with the kiosk
};

// Checks in, each time confirmed by the clerk.
class StubbornRecipient : public StubbornPerson {
  public:
    StubbornRecipient(const Run& run, std::string card) : StubbornPerson(run, std::move(card), {}) {}
    CheckedIn check_in();

  private:
    bool content() const override { return result_.done; }
    Step act(const std::string& heading) override;
    Step at_reason();

    CheckedIn result_;
};

// Tells the township that somebody cannot come to check in.
class StubbornReporter : public StubbornPerson {
  public:
    StubbornReporter(const Run& run, std::string card, ForWhom for_whom) : StubbornPerson(run, std::move(card), {}) {
        for_whom_ = std::move(for_whom);
    }
    CheckedIn report();

  private:
    bool content() const override { return result_.done; }
    Step act(const std::string& heading) override;

    CheckedIn result_;
};

// Asks the township about the case of another.
class StubbornWriter : public StubbornPerson {
  public:
    // `by_number`: a case that was not handed in by this hand; empty: the first of those that were.
    StubbornWriter(const Run& run, std::string card, ForWhom for_whom, std::string by_number)
        : StubbornPerson(run, std::move(card), {}), by_number_(std::move(by_number)) {
        for_whom_ = std::move(for_whom);
    }
    // True when it was handed in.
    bool write();

  private:
    bool content() const override { return sent_; }
    Step act(const std::string& heading) override;
    Step at_words();

    std::string by_number_;
    bool written_ = false;
    bool sent_ = false;
};

// Looks at the own case.
class StubbornOwner : public StubbornPerson {
  public:
    // Until the page shows that state of a case.
    StubbornOwner(const Run& run, std::string card, std::string state_words)
        : StubbornPerson(run, std::move(card), {}), state_words_(std::move(state_words)) {}
    // True when it did.
    bool sees_it();

  private:
    bool content() const override { return seen_; }
    Step act(const std::string& heading) override;

    std::string state_words_;
    bool seen_ = false;
};

// Ends the visit, whatever shows, until one of those headings is back: the first page's, in the languages that it may
// have by then.
bool end_visit(const Run& run, const std::vector<std::string>& home);

}  // namespace doorstep::autopilot
