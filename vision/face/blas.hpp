// Which BLAS this process runs on: the face net is six times slower on Debian's reference one.
#pragma once

#include <string>

namespace doorstep::vision {

// The file that cblas_sgemm comes from, links followed; "none" when it is not loaded.
std::string loaded_blas();
// True when that file is the slow reference implementation (or none); log it as a warning then.
bool blas_is_slow(const std::string& file);

}  // namespace doorstep::vision
