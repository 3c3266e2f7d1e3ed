// Sealed submissions that came on a stick instead of the line (`doorstep-agent-ctl export`): a folder each, named by
// the submission, with `envelope` and `000.part` …. Checked, opened and held exactly as from the line; the receipt is
// written beside them, to be carried back. Thread-bound with the archive; a gateway may run beside it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "township/archive/archive.hpp"
#include "township/gateway/opener.hpp"
#include "township/workflow/judgement.hpp"

namespace doorstep::township {

// Name of the receipt in a submission's folder: a serialized wire.Acknowledged.
constexpr auto receipt_file = "receipt";
// Folders looked at in one go; the rest is said to be left.
constexpr std::size_t most_carried = 10'000;

struct Carried {
    enum class Result {
        Held,     // now or before; the receipt is on the stick
        Refused,  // kept as refused, a task for a person (SECURITY 28)
        Left,     // not whole, or of a station that is not enrolled, or a failure of ours: nothing was changed
    };
    Uuid submission;
    std::string station;  // empty when it cannot be read
    Result result = Result::Left;
    std::string why;  // empty when held
};

// All submissions in the folder, in the order of their names. File errors of the folder itself.
Result<std::vector<Carried>> take_carried(Archive& archive, Judgement& judgement, const Opener& opener,
                                          const std::filesystem::path& folder);

}  // namespace doorstep::township
