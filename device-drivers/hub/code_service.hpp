// The code reader as the kiosk sees it: a session asks for the next code and gets it, or why none came. What nobody
// asked for is thrown away and counted (SECURITY 30).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "device-drivers/code/code_reader.hpp"
#include "device-drivers/hub/device_table.hpp"
#include "device-drivers/hub/hub_config.hpp"
#include "device-drivers/hub/hub_output.hpp"
#include "device-drivers/hub/pending_answer.hpp"

namespace doorstep::devices {

constexpr std::uint32_t default_code_seconds = 30;
constexpr std::uint32_t longest_code_seconds = 120;

// Thread-bound.
class CodeService {
  public:
    // Enters the reader into the table and begins to look for it. `config.code_reader` is an address (checked).
    CodeService(EventLoop& loop, const HubConfig& config, DeviceTable& table, HubDelays delays, CodeDelays code_delays);
    ~CodeService();
    CodeService(const CodeService&) = delete;
    CodeService& operator=(const CodeService&) = delete;
    // Answers with the next code, FAULT_CODE_NONE at the end of the time, FAULT_CODE_UNREADABLE for one that was not
    // whole, FAULT_CODE_READER_MISSING without a reader, FAULT_BUSY while any session waits for one.
    void read(const wire::ReadCode& request, AnswerTo answer);
    // Ends that session's waiting, which is answered FAULT_CANCELLED. True when it waited.
    bool cancel(const std::string& session);
    void session_ended(const std::string& session) { cancel(session); }

  private:
    void seen(SeenCode code);
    void status_changed(const std::optional<Error>& trouble, const CodeIdentity& identity);
    void tell_discarded();

    EventLoop& loop_;
    DeviceTable& table_;
    const HubDelays delays_;
    bool there_ = false;
    PendingAnswer wish_;
    bool skip_next_ = false;       // it began before it was asked for
    std::uint64_t discarded_ = 0;  // and not yet told
    EventLoop::TimerId telling_ = 0;
    std::unique_ptr<CodeReader> reader_;
};

}  // namespace doorstep::devices
