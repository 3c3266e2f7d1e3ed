// Tar within zstd, both ways, in memory. Not for other rooms.
#pragma once

#include <map>
#include <string>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::forms {

using NamedFiles = std::map<std::string, std::string>;

// Sorted by name, without times, owners and rights: the same files give the same bytes. TooLarge beyond
// largest_archive.
Result<Bytes> write_tar(const NamedFiles& files);
// Plain files only, each name once. NotAnArchive, TooLarge, NotAFile, BadName, Twice.
Result<NamedFiles> read_tar(BytesView bytes);

}  // namespace doorstep::forms
