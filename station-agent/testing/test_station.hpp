// A whole agent in a temporary folder, asked without sockets; for tests only. Thread-bound.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "protocol/messages/agent.pb.h"
#include "station-agent/service/agent.hpp"

namespace doorstep::agent::testing {

// Moved by hand.
class TestClock : public Clock {
  public:
    Instant now() const override { return now_; }
    void advance(std::int64_t milliseconds) { now_.milliseconds += milliseconds; }

  private:
    Instant now_{1'795'000'000'000};
};

// Removed with all in it at the end.
class TestFolder {
  public:
    // In RAM, so that fsync costs nothing, or below that folder.
    explicit TestFolder(const std::filesystem::path& below = "/dev/shm");
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    // True when any file below holds these bytes.
    bool contains(BytesView bytes) const;

  private:
    std::filesystem::path path_;
};

// A synthetic citizen's number (area 990101) with its right check character.
std::string citizen_number(int serial);

class TestStation {
  public:
    TestStation();
    // Takes the invitation; before start().
    std::string enrol(const std::string& invitation, const EnrolOptions& options = {{}, false});
    // Opens the agent; again after stop() on the same state, as after a restart.
    void start();
    void stop() { agent_.reset(); }
    // One request over connection `peer`.
    wire::AgentReply ask(const wire::AgentRequest& request, const std::string& peer = "0:kiosk");
    // The same on the technicians' socket.
    wire::AgentReply ask_as_technician(const wire::AgentRequest& request);
    // Turns the loop until `done`; false when the time is over.
    bool turn_until(const std::function<bool()>& done, std::int64_t longest_ms = 10'000);

    // The steps that most tests need.
    std::string open_person(const std::string& number, bool from_chip = true);
    std::string start_draft(const std::string& session, wire::SubmissionKind kind, const std::string& id = {});
    wire::AgentReply put(const std::string& session, const std::string& draft, std::uint32_t number,
                         wire::PartKind kind, const std::string& content);
    wire::AgentReply submit(const std::string& session, const std::string& draft, const std::string& token = {});
    // Person, draft, one part, hand-in.
    wire::Submitted hand_in(const std::string& content, const std::string& number = citizen_number(1));
    wire::AgentStatus status();

    TestFolder folder;
    TestClock clock;
    EventLoop loop;
    AgentSettings settings;

  private:
    std::unique_ptr<Agent> agent_;
};

}  // namespace doorstep::agent::testing
