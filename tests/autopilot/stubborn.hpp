// People whom nothing discourages: parts of the machine are killed meanwhile, the kiosk among them, and each time the
// person looks at what is on the screen and goes on from there.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "tests/autopilot/form_pilot.hpp"
#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

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
    // The page that greets after a card was laid down.
    bool is_greeting(const std::string& heading) const;
    std::string word(const char* source) const { return run_.words.app(source); }

    const Run& run_;
    std::string card_;
    FormPilot form_;
};

// Who applies, and how.
struct Applicant {
    std::string card;                    // laid down; of who types: one that cannot be read, or empty
    std::optional<TypedIdentity> typed;  // has no readable card, types name and number
    std::map<std::string, Answer> answers = small_household();
    bool papers = true;  // brings two pages to scan
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
    void erase(int letters);
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
    bool handed_in_ = false;   // the last button was touched: the answer may have been lost
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
    Step at_clerk(const std::string& heading);
    Step at_pad();
    Step at_reason();

    bool code_tried_ = false;  // the one-time code may be used up though no answer came
    CheckedIn result_;
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
