// One code reader in the hub's loop: opened and kept, looked for again while it is away, its codes told as they end.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/event_loop.hpp"
#include "device-drivers/code/code_line.hpp"

namespace doorstep::devices {

// All waits, in milliseconds. Tests may shorten them.
struct CodeDelays {
    std::int64_t look_again = 1000;  // for a reader that is away
    std::int64_t settle = 200;       // longest pause within a code: readers send one at a stretch
};

// Thread-bound to its loop, which must outlive it. Callbacks come from the loop, and from inside catch_up().
class CodeReader {
  public:
    struct Callbacks {
        // It is there (nothing), or why not.
        std::function<void(const std::optional<Error>& trouble, const CodeIdentity& identity)> status;
        std::function<void(SeenCode code)> seen;
    };
    CodeReader(EventLoop& loop, CodeAddress address, Callbacks callbacks, CodeDelays delays = {},
               std::unique_ptr<CodeLine> line = make_code_line());
    ~CodeReader();
    CodeReader(const CodeReader&) = delete;
    CodeReader& operator=(const CodeReader&) = delete;

    // Begins to look for it.
    void start();
    // Reads what has come until now; its codes and a loss are told before this returns. True when the beginning of a
    // code is among it, whose end is still to come.
    bool catch_up();
    // "serial /dev/…", before it was opened.
    std::string name() const;

  private:
    void look();
    void ready(short events);
    Result<std::size_t> drain();
    void arm_settle();
    void settle();
    void lost(const Error& why);
    void tell(std::optional<Error> trouble);

    EventLoop& loop_;
    const CodeAddress address_;
    const Callbacks callbacks_;
    const CodeDelays delays_;
    const std::unique_ptr<CodeLine> line_;
    CodeDecoder decoder_;
    std::optional<std::string> told_;  // what the status last said, to speak only of changes
    std::int64_t last_byte_ms_ = 0;
    EventLoop::TimerId look_timer_ = 0;
    EventLoop::TimerId settle_timer_ = 0;
};

}  // namespace doorstep::devices
