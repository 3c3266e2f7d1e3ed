// All rows of an archive from one store into the other: a backup of a server's database is a file of SQLite like any
// other, and a township that grew moves to a server. The tables and columns are those of schema.sql.
#pragma once

#include <filesystem>

#include "base/database.hpp"

namespace doorstep::township {

// Everything as it stands at one moment, while gateways go on, into `file`, which must be empty or missing. Durable.
Status copy_to_file(Database& server, const std::filesystem::path& file);
// Everything in `file` into a server's archive that holds nothing yet (else NotEmpty): all of it, or nothing. Busy when
// a gateway has the file open.
Status copy_from_file(const std::filesystem::path& file, Database& server);

}  // namespace doorstep::township
