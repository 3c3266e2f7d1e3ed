// What only the system itself can do (network, clock) is wished for in a file; the system's script does it and says how
// it went (system/doorstep-setup-system). So this process needs no right but to write into one folder. Thread-bound to
// the loop.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "base/error.hpp"
#include "base/event_loop.hpp"

namespace doorstep::setup {

enum class WishError {
    Refused = 1,  // the system did not do it; what was before stays
    Silent,       // nobody did it in time: the image lacks the unit, or it hangs
    Busy,         // the same is being wished for already: wait
    NotWritten,   // the folder cannot be written
};

class SystemWishes {
  public:
    // A wish is a file `wanted`/NAME, "wish=MARK" and what is wished for; its answer a file `said`/NAME: "ok MARK", or
    // another word and the mark. Answers with other marks are of earlier wishes.
    SystemWishes(EventLoop& loop, std::filesystem::path wanted, std::filesystem::path said);
    ~SystemWishes();
    SystemWishes(const SystemWishes&) = delete;
    SystemWishes& operator=(const SystemWishes&) = delete;

    using Done = std::function<void(Status)>;
    // Called once, at the latest after longest_ms; never from within.
    void wish(const std::string& name, const std::string& content, Done done);

    static constexpr std::int64_t look_every_ms = 50;
    static constexpr std::int64_t longest_ms = 20'000;

  private:
    struct Open {
        Done done;
        std::string mark;
        EventLoop::TimerId look = 0;
        EventLoop::TimerId end = 0;
    };
    void look(const std::string& name);
    void finish(const std::string& name, Status status);
    EventLoop& loop_;
    std::filesystem::path wanted_;
    std::filesystem::path said_;
    std::map<std::string, Open> open_;
};

}  // namespace doorstep::setup

template <>
struct doorstep::ErrorNames<doorstep::setup::WishError> {
    static constexpr std::string_view module = "system";
    static std::string_view name(setup::WishError e);
};
