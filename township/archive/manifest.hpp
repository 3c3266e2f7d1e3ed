// The list of a backup: every file with its size and digest, and the digest of the list itself at its end. Plain text,
// one line a file, so that `sha256sum` can stand in for us.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace doorstep::township {

struct Manifest {
    struct File {
        Digest digest{};  // of the file as it lies in the backup
        std::uint64_t size = 0;
    };
    std::string township;
    std::int64_t made_ms = 0;
    Digest keys{};                      // fingerprint of the archive key: which keys open this
    std::string database;               // the file that is the database
    std::map<std::string, File> files;  // path below the backup's folder
};

constexpr auto manifest_file = "manifest";
constexpr std::size_t largest_manifest = 1U << 30U;  // some eight million files

std::string to_text(const Manifest& manifest);
// BadBackup: cut short, edited, of another format, or naming a path that leads out of the folder.
Result<Manifest> manifest_from(std::string_view text);

}  // namespace doorstep::township
