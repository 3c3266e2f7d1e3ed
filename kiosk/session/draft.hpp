// One hand-in under way: parts go to the agent as they are made, submit seals them (DESIGN, Processes). The kiosk makes
// the id, so that every request may be repeated. Thread-bound to the Qt thread.
#pragma once

#include <functional>
#include <string>

#include <QObject>

#include "kiosk/session/session.hpp"
#include "protocol/messages/envelope.pb.h"

namespace doorstep::kiosk {

// Part numbers of every kind of submission.
namespace part {
constexpr std::uint32_t answers = 1;
constexpr std::uint32_t consents = 2;
constexpr std::uint32_t person = 3;
constexpr std::uint32_t outcome = 4;
constexpr std::uint32_t acting = 5;
constexpr std::uint32_t voice = 6;
constexpr std::uint32_t first_page = 100;     // originals even, straightened odd
constexpr std::uint32_t first_sheet = 300;    // signed sheets: one a person
constexpr std::uint32_t sheets_a_rule = 100;  // a scheme's second "sign" rule begins at 400
constexpr std::uint32_t absent_sheet = 500;   // the applicant's own sheet, whom somebody acts for
constexpr std::uint32_t entrustment = 600;
constexpr std::uint32_t most_pages = 40;  // scanned pages of one submission
}  // namespace part

class Draft : public QObject {
    Q_OBJECT
  public:
    using Then = std::function<void(const wire::Fault&)>;
    using ThenReply = std::function<void(const wire::AgentReply&)>;
    explicit Draft(Session& session, QObject* parent = nullptr);
    bool exists() const { return !id_.empty(); }
    const std::string& id() const { return id_; }
    // Makes an id and tells the agent. `operator_token` when a clerk acts.
    void start(wire::SubmissionKind kind, const std::string& scheme, std::uint32_t version,
               const std::string& operator_token, Then then);
    // The same for what belongs to a case of the person.
    void start_in_case(wire::SubmissionKind kind, const std::string& case_number, const std::string& operator_token,
                       Then then);
    // Goes on with a draft that the agent holds; `then` gets its parts with content.
    void resume(const std::string& id, ThenReply then);
    // Adds or replaces a part. `page` is where the person is.
    void put(std::uint32_t number, wire::PartKind kind, const std::string& media_type, const std::string& content,
             const std::string& page, Then then);
    void put_spool(std::uint32_t number, wire::PartKind kind, const wire::SpoolRef& file, const std::string& page,
                   Then then);
    // Whose business it is (Session::subject) as `kind`, CARD or PERSON; of whoever acts for another also that, and
    // the signed entrustment when it was scanned in this visit.
    void put_subject(wire::PartKind kind, const std::string& page, Then then);
    void drop(std::uint32_t number, Then then);
    // Seals; answered when durable.
    void submit(const std::string& operator_token, ThenReply then);
    // Forgets the id; the agent keeps the draft.
    void forget();
    // Throws the draft away at the agent as well.
    void discard(const std::string& id, Then then);
    // Throws away what was begun of that kind in an earlier visit and never finished.
    void discard_old(wire::SubmissionKind kind);

  private:
    void begin(wire::StartDraft start, Then then);
    void put_acting(const std::string& page, Then then);
    void ask(Session::BuildAgent build, ThenReply then, std::int64_t deadline);
    Session& session_;
    std::string id_;
};

}  // namespace doorstep::kiosk
