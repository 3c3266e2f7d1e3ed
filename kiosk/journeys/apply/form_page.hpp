// The page of the form that is shown: fields with what was typed and what is wrong, rows of a group, or a notice.
// Knows forms/, not QML pages. Thread-bound.
#pragma once

#include <map>
#include <string>

#include <QVariantList>

#include "forms/answers.hpp"
#include "forms/place.hpp"
#include "forms/scheme.hpp"
#include "forms/validation.hpp"
#include "protocol/messages/common.pb.h"

namespace doorstep::kiosk {

class FormPage {
  public:
    explicit FormPage(const forms::Scheme& scheme) : scheme_(&scheme) {}
    const forms::Scheme& scheme() const { return *scheme_; }
    // Another scheme's form, empty. The scheme outlives this.
    void use(const forms::Scheme& scheme);
    const std::string& answers() const { return answers_; }
    // Replaces all answers, e.g. of a resumed draft.
    void set_answers(std::string answers);
    // What the card or the typed identity gives.
    void prefill(const wire::CardFields& card);
    const forms::Place& place() const { return place_; }
    void go(const forms::Place& place);
    // First page shown; the place of a draft when the scheme still has it.
    void go_first();
    bool go_text(const std::string& place);
    const forms::Page* page() const { return forms::page_at(*scheme_, place_); }

    // What was typed for a field; not judged before check().
    void enter(const std::string& field, const std::string& typed);
    // Takes over what was typed; true when nothing is wrong on this page.
    bool check();
    // Next and previous place; nothing at the ends.
    std::optional<forms::Place> next() const;
    std::optional<forms::Place> previous() const;
    // Begins row `row` of the group that is shown.
    void open_row(int row);
    void remove_row(int row);
    int rows() const { return rows_of(place_.page); }

    // For the screen, in that language.
    QString title(const std::string& language) const;
    // Something is asked that is never said aloud unless agreed.
    bool sensitive() const;
    QString help(const std::string& language) const;
    forms::Progress progress() const;
    // {id, kind, label, help, value, error, longest, sensitive, options: [{value, text}]}
    QVariantList fields(const std::string& language) const;
    // {row, line}
    QVariantList row_lines(const std::string& language) const;
    // What the button says that adds a row; empty: the usual words.
    QString add_text(const std::string& language) const;
    bool more_rows() const;
    bool enough_rows() const;
    void wipe_all();

  private:
    int rows_of(const std::string& page) const;
    const forms::Scheme* scheme_;
    std::string answers_{forms::no_answers};
    forms::Place place_;
    std::map<std::string, std::string> typed_;
    std::map<std::string, std::string> wrong_;  // field → text key
};

}  // namespace doorstep::kiosk
