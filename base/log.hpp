// The log: one line an event to stderr (journald takes it from there). Identities are masked before they come here;
// names, numbers, addresses and page content never do.
#pragma once

#include <string_view>

#include <fmt/format.h>

namespace doorstep::log {

enum class Level { Debug, Info, Warning, Error };

// Names the process in each line and sets the level from DOORSTEP_LOG (debug, info, warning, error). Call once.
void start(std::string_view process);
// One line. Thread-safe.
void write(Level level, std::string_view line);

template <class... A>
void debug(fmt::format_string<A...> format, A&&... a) {
    write(Level::Debug, fmt::format(format, std::forward<A>(a)...));
}
template <class... A>
void info(fmt::format_string<A...> format, A&&... a) {
    write(Level::Info, fmt::format(format, std::forward<A>(a)...));
}
template <class... A>
void warning(fmt::format_string<A...> format, A&&... a) {
    write(Level::Warning, fmt::format(format, std::forward<A>(a)...));
}
template <class... A>
void error(fmt::format_string<A...> format, A&&... a) {
    write(Level::Error, fmt::format(format, std::forward<A>(a)...));
}

}  // namespace doorstep::log
