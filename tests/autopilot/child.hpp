// Programs that the autopilot runs: to their end, or as a partner that answers line by line.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace doorstep::autopilot {

struct Finished {
    int status = -1;     // exit status; -1 when it could not be started or was killed
    std::string output;  // standard output
};

// Runs it to its end; standard error goes to ours. Ends it after that many seconds.
Finished run(const std::vector<std::string>& command, int seconds = 60);

// A program that takes a JSON line and answers one.
class LinePartner {
  public:
    explicit LinePartner(const std::vector<std::string>& command);
    ~LinePartner();
    LinePartner(const LinePartner&) = delete;
    LinePartner& operator=(const LinePartner&) = delete;
    // {"ok": false, "why": …} when the partner has gone.
    nlohmann::json ask(const nlohmann::json& command);

  private:
    int pid_ = -1;
    int in_ = -1;
    int out_ = -1;
    std::string rest_;
};

// Splits at blanks, for commands that come in an environment variable.
std::vector<std::string> words(const std::string& text);

}  // namespace doorstep::autopilot
