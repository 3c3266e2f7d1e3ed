// A letter to the township under way: the person's own words (forms/letters.hpp) and, if wanted, scanned pages, handed
// in as one submission. The words stay with the caller; what is scanned is kept here until it is sent or forgotten.
// Thread-bound to the Qt thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "forms/letters.hpp"
#include "kiosk/session/draft.hpp"
#include "kiosk/session/journey.hpp"
#include "kiosk/session/scanned_pages.hpp"

namespace doorstep::kiosk {

class LetterDraft : public QObject {
    Q_OBJECT
  public:
    // What the agent answered when it had it for good.
    struct Receipt {
        std::string case_number;
        std::string qr_text;
        std::int64_t sealed_ms = 0;
        bool line_up = false;
    };
    // Whose words they are.
    enum class From {
        Person,   // of the open visit; a clerk who helps is named as the one who operated
        Nobody,   // no person's fields, no clerk: a complaint without a name
        Unaided,  // the person's fields, but no clerk is named: a complaint (sealed past the clerk)
    };
    explicit LetterDraft(Desk& desk, QObject* parent = nullptr);
    // A new letter; what was begun before is forgotten. `case_number` is empty for one that gets a number of its own.
    void begin(wire::SubmissionKind kind, const std::string& case_number, From from = From::Person);
    void forget();
    wire::SubmissionKind kind() const { return kind_; }
    const std::string& case_number() const { return case_number_; }
    void set_from(From from) { from_ = from; }

    // Pages beside the words. `changed` follows; a fault of the scanner comes by `scan_failed`.
    void scan();
    void remove_page(int number);
    bool scanning() const { return scanning_; }
    const ScannedPages& pages() const { return pages_; }

    // What was said beside the words, or instead of them; nothing: none.
    void set_voice(const std::optional<wire::VoiceRecording>& voice);

    // Hands in; `then` is told FAULT_NONE when the agent has it for good, and receipt() is filled. Sent again after a
    // fault it has the effect of once, also when the words were changed meanwhile.
    using Then = std::function<void(const wire::Fault&)>;
    void send(const forms::Letter& letter, Then then);
    const Receipt& receipt() const { return receipt_; }

  signals:
    void changed();
    void scan_failed(const doorstep::wire::Fault& fault);

  private:
    std::string token() const;
    void start(Then then);
    void put_person(Then then);
    void put_words(Then then);
    void put_voice(Then then);
    void put_pages(Then then);
    void submit(Then then);

    Desk& desk_;
    Draft draft_;
    ScannedPages pages_;
    wire::SubmissionKind kind_ = wire::SUBMISSION_UNKNOWN;
    std::string case_number_;
    From from_ = From::Person;
    std::string json_;      // the words that are being sent
    std::string put_;       // the words that the draft holds
    wire::SpoolRef voice_;  // without a name: none
    Receipt receipt_;
    bool scanning_ = false;
};

}  // namespace doorstep::kiosk
