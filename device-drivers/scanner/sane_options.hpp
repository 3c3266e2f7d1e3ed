// SANE's option list, by name. Private to this folder: the only header here with SANE's types.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sane/sane.h>

#include "device-drivers/scanner/scan_error.hpp"

namespace doorstep::devices {

// The ScanError of a status that is not GOOD or EOF, with `doing` for the log.
Error scan_error(SANE_Status status, std::string_view doing);

// Looks options up anew at each call: setting one may change all others. Thread-bound, borrows the handle.
class SaneOptions {
  public:
    explicit SaneOptions(SANE_Handle handle) : handle_(handle) {}
    // Whether the device answers at all: one that was pulled out has no options, which is no wish that it cannot
    // fulfil.
    Status answers() const;
    // True when there is an active option of that name.
    bool has(std::string_view name) const { return find(name).has_value(); }
    // The words that a text option allows; empty when it is missing or not a list.
    std::vector<std::string> words(std::string_view name) const;
    // Unsupported when the option is missing or inactive.
    Status set_text(std::string_view name, const std::string& value) const;
    // The nearest value that range or list allow; the value that the device then has.
    Result<double> set_number(std::string_view name, double value) const;
    // The nearest place that the option's range allows to so many millimetres, also where the device counts in pixels.
    // No option: no effect, the device scans what it has.
    Status set_length(std::string_view name, double millimetres, double dpi) const;
    // Names of the buttons of the device that can be read: sensors that nobody can set, of SANE's usual names.
    std::vector<std::string> buttons() const;
    // True while that button is held (or was pressed since it was read last, as the device sees fit).
    bool pressed(const std::string& button) const;
    // Sets a value written as text, whatever type the option has.
    Status set_any(std::string_view name, const std::string& value) const;

  private:
    struct Found {
        SANE_Int index;
        const SANE_Option_Descriptor* descriptor;
    };
    std::optional<Found> find(std::string_view name) const;
    SANE_Handle handle_;
};

}  // namespace doorstep::devices
