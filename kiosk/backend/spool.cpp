#include "kiosk/backend/spool.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/paths.hpp"

namespace doorstep::kiosk {

Result<Bytes> read_spool(const wire::SpoolRef& reference) {
    const auto& name = reference.name();
    if (name.find("..") != std::string::npos || std::count(name.begin(), name.end(), '/') != 1 || name.front() == '/') {
        return Error(FileError::NotRegular, "spool name");
    }
    DOORSTEP_TRY(auto bytes, read_file(run_folder() / "spool" / name, spool_longest));
    const auto digest = sha256(bytes);
    if (bytes.size() != reference.size() || as_text({digest.data(), digest.size()}) != reference.digest()) {
        return Error(FileError::IoFailed, "spool file is not what the reference says");
    }
    return bytes;
}

}  // namespace doorstep::kiosk
