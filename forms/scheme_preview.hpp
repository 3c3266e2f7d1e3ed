// doorstep-scheme preview: the shipping kiosk on one scheme's folder, for whoever writes it.
#pragma once

#include <filesystem>

#include "base/error.hpp"

namespace doorstep::forms {

// Starts doorstep-hub without devices, doorstep-agent of a station that is not enrolled and doorstep-kiosk in a window,
// all in a folder in RAM that is gone afterwards, on the scheme of `folder` alone, with the guide, common texts and
// notices beside it. The kiosk begins anew when a file of the scheme was changed and still loads; what does not load is
// printed. `programs` holds the three programs. Returns when a stop was requested (base/service.hpp).
// Errors: those of Scheme::load(); BadScheme when a program cannot be started or ends by itself; file errors.
Status preview(const std::filesystem::path& folder, const std::filesystem::path& programs);

}  // namespace doorstep::forms
