// Submissions that no station made: brought over from an old archive. They carry no station's signature and never
// pretend one: what holds them is a row of the township's audit chain with their digest. Thread-bound with the archive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "township/archive/audit.hpp"
#include "township/archive/submissions.hpp"

namespace doorstep::township {

// What is known of where it came from.
struct ImportOrigin {
    std::string source;    // of the mapping
    std::string key;       // the catalogue's name of the file; may itself be a person's number, so it lies sealed
    Bytes content;         // HMAC of rows and files: tells the same from another version
    std::size_t line = 0;  // of the catalogue
    std::string received;  // the day that the catalogue says, "2019-03-05"; empty: none
};

// A version of a file that is held already.
struct HeldImport {
    Uuid submission;
    std::string case_number;
    Bytes content;
    bool first = false;  // the one that the case began with
};

// Of that source and key, oldest first.
Result<std::vector<HeldImport>> held_imports(Archive& archive, std::string_view source, std::string_view key);
// HMAC of what a version is made of.
Bytes import_content(const Archive& archive, std::string_view all);

// Submission, parts, people and origin, and the row of the audit chain that holds their digest. Large parts first
// (put_large_parts()). Joins the caller's transaction.
Status insert_import(Archive& archive, const NewSubmission& submission, const ImportOrigin& origin, const Actor& actor);

// What the audit chain says of it; made anew from the rows by `verify`.
Result<std::string> import_action(Archive& archive, const Uuid& submission);

}  // namespace doorstep::township
