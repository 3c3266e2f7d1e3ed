#include "base/error.hpp"

#include <fmt/format.h>

namespace doorstep {

Error Error::with_context(std::string_view context) const {
    Error copy = *this;
    copy.detail_ = detail_.empty() ? std::string(context) : fmt::format("{}: {}", context, detail_);
    return copy;
}

std::string Error::text() const {
    return detail_.empty() ? fmt::format("{}/{}", module_, name_) : fmt::format("{}/{}: {}", module_, name_, detail_);
}

}  // namespace doorstep
