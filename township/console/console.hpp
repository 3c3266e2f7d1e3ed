// The read-only page of the township's own desk: on the loopback interface only, behind a random token in its address
// that other local users do not know, without a script. Runs on a thread of its own with an archive of its own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "township/archive/store_settings.hpp"

namespace doorstep::township {

enum class ConsoleError {
    NotLoopback = 1,  // stop at start: the page is for this machine alone
    CannotBind,       // stop at start: the port is taken
};

class Console {
  public:
    // `address` is "127.0.0.1:PORT" (port 0: any). Archive's errors, NotLoopback, CannotBind.
    static Result<std::unique_ptr<Console>> start(const std::filesystem::path& state,
                                                  const std::filesystem::path& schemes, std::string_view address,
                                                  const StoreSettings& store = {});
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;
    // "http://127.0.0.1:PORT/<token>/"; whoever has it can look.
    const std::string& url() const;

  private:
    struct State;
    explicit Console(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::township

template <>
struct doorstep::ErrorNames<doorstep::township::ConsoleError> {
    static constexpr std::string_view module = "console";
    static std::string_view name(township::ConsoleError e);
};
