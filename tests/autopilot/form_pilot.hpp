// Answers the pages of a scheme as a person would: reads the heading, gives the answer that this run has for it, goes
// on.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/autopilot/screen.hpp"
#include "tests/autopilot/words.hpp"

namespace doorstep::autopilot {

// What to do on one page of the form.
struct Answer {
    std::string choice;  // scheme key of the option to touch, e.g. "fields.hukou_kind.options.rural"
    std::string typed;   // or keys to touch on the on-screen keyboard
    std::string pinyin;  // or pinyin letters, and
    std::string picked;  // the candidate to pick for them; of both as many words as there are, with blanks between
};

class FormPilot {
  public:
    FormPilot(Screen& screen, const Words& words, std::map<std::string, Answer> answers);
    // Goes through pages until one of the texts shows as a heading; false when a page did not give way.
    bool until_heading(const std::vector<std::string>& ends);
    // The heading that shows now; empty when there is none.
    std::string heading();
    // The scheme's key of a page by its heading ("pages.members.title", "fields.phone.label"), empty when unknown.
    std::string key_of(const std::string& heading) const;
    // Answers the page of that key and goes on; what is answered already (a draft came back) stays.
    bool answer(const std::string& key);

  private:
    bool rows(const std::string& key);
    bool has_row();
    std::string typed_before();

    Screen& screen_;
    const Words& words_;
    std::map<std::string, Answer> answers_;  // by key
};

// Types each word's letters and picks its candidate, turning the candidates' pages until it shows.
bool type_words(Screen& screen, const Words& words, const std::string& pinyin, const std::string& picked);
// The same for one word.
bool type_character(Screen& screen, const Words& words, const std::string& pinyin, const std::string& character);

// The answers of a small household: applicant and one adult member, nobody else.
std::map<std::string, Answer> small_household();
// The answers of somebody who lives alone, to the questions of any scheme that is shipped.
std::map<std::string, Answer> lone_person();

}  // namespace doorstep::autopilot
