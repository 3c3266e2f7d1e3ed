// How the columns of an old catalogue are meant: TOML that the township writes once for each catalogue
// (docs/operations.md shows one). Reentrant.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "township/migration/catalogue.hpp"

namespace doorstep::township {

// One value of a case: from a column, through a list of words when there is one, or always the same.
struct ValueRule {
    std::string column;                         // empty: none
    std::string value;                          // when there is no column, or when the cell is empty
    std::map<std::string, std::string> values;  // the catalogue's word → ours; empty: taken as it is
};

struct FileRule {
    std::string column;                 // names of files, each relative to the folder; empty: none
    std::string separator = ";";        // between them
    std::string strip;                  // a beginning that is cut off, "D:/scan/"
    std::vector<std::string> prefixes;  // "scan/{档号}-": all files whose path begins so
};

struct Mapping {
    std::string source;          // a-z, 0-9 and -: rows are known by it and their key
    std::string catalogue_file;  // in the folder
    CatalogueForm form;
    std::vector<std::string> key;  // the columns that together name a file
    ValueRule scheme;
    ValueRule state;        // ours (forms/case_states); what is in no list stays "closed" and is told
    std::string received;   // column of the date; empty: none
    std::string name;       // column
    std::string id_number;  // column
    std::string phone;      // column
    ValueRule relation;     // GB/T 4761; with it rows of one key are people of one household
    bool has_members = false;
    FileRule files;
};

// True for a state that a case here can be in.
bool is_state(std::string_view id);

// BadMapping names the key.
Result<Mapping> mapping_from(std::string_view toml);
// BadMapping when a column that it names is not in the catalogue, with those that are.
Status check_mapping(const Mapping& mapping, const Catalogue& catalogue);

// The columns that a prefix names, "{档号}" → 档号; BadMapping when a brace is open.
Result<std::vector<std::string>> columns_in(std::string_view prefix);

}  // namespace doorstep::township
