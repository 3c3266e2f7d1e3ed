// submit and drain of doorstep-agent-ctl: test builds only, never in an image (SECURITY 17).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace doorstep::agent {

struct TestSubmit {
    std::vector<std::string> files;
    std::string kind = "application";
    std::string id;
    std::string number;
};

// Opens a person, starts a draft, puts the files, hands in; prints {submission, case_number, sealed_ms}. Exit status.
int run_submit(const TestSubmit& wanted);
// Waits until nothing is sealed or sending; prints the counts. 1 when the time is over first.
int run_drain(std::int64_t seconds);

}  // namespace doorstep::agent
