// What can go wrong before an old archive is brought over. Afterwards nothing fails: what is wrong with a row stands in
// the report.
#pragma once

#include "base/error.hpp"

namespace doorstep::township {

enum class MigrationError {
    BadMapping = 1,  // stop: the mapping is wrong; the detail names the key, or the columns that there are
    BadCatalogue,    // stop: the catalogue does not read; the detail names the line. Nothing was changed
};

}  // namespace doorstep::township

template <>
struct doorstep::ErrorNames<doorstep::township::MigrationError> {
    static constexpr std::string_view module = "migration";
    static std::string_view name(township::MigrationError e) {
        return e == township::MigrationError::BadMapping ? "BadMapping" : "BadCatalogue";
    }
};
