// The disk under one folder of a process, as the shim lets it be seen (power_shim.c): it can break and be whole again.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>

#include "base/files.hpp"
#include "tests/faults/power_shim.hpp"

namespace doorstep::faults {

class BreakingDisk {
  public:
    // `beside`: a folder that is not under it, where the process may look.
    BreakingDisk(std::filesystem::path root, const std::filesystem::path& beside)
        : root_(std::move(root)), sign_(beside / "broken") {}
    // From the process's next start on.
    template <class Process>
    void under(Process& process) const {
        put_under_shim(process, root_);
        process.set_environment("DOORSTEP_POWER_ERROR", sign_.native());
    }
    // Whatever would change or sync something there fails with that errno.
    void breaks(int error) const {
        EXPECT_TRUE(write_file_atomically(sign_, as_bytes(std::to_string(error))));
        std::filesystem::permissions(sign_, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    }
    void is_whole() const { std::filesystem::remove(sign_); }

  private:
    std::filesystem::path root_;
    std::filesystem::path sign_;
};

}  // namespace doorstep::faults
