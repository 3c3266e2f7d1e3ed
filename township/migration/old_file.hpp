// From rows of a catalogue to files of the old archive: whom, which scheme, which state, which pages. What does not fit
// is a problem for a person and never a reason to leave the file out (SECURITY 28). Reentrant.
#pragma once

#include <string>
#include <vector>

#include "township/archive/submissions.hpp"
#include "township/migration/mapping.hpp"

namespace doorstep::township {

// Something that the report tells: place and code, never a name or a number.
struct Finding {
    std::size_t line = 0;  // of the catalogue; 0: of none
    std::string kind;      // "id-number", "missing-file", "same-person" … (docs/operations.md lists them)
    std::string what;
    bool for_a_person = false;  // goes into the tray too; else a note
    std::string path = {};      // in the old folder; may hold a name or a number, so it stands in the report alone
};

struct OldFile {
    std::size_t line = 0;
    std::string key;                  // as the catalogue has it; may itself be a person's number
    std::string scheme;               // id; empty when not known
    std::string state;                // id
    std::string received;             // "2019-03-05"; empty when not known
    std::vector<Person> people;       // applicant first
    std::vector<std::string> names;   // of files, relative to the folder, with '/'
    std::vector<std::string> begins;  // with these begin the paths of more files
    std::vector<CatalogueRow> rows;   // as they were read
    std::vector<Finding> findings;
};

// In the order of the catalogue. Never fails: a row that is not understood is a file with a finding.
std::vector<OldFile> old_files(const Catalogue& catalogue, const Mapping& mapping);

// An ID number as spreadsheets leave it → as it was meant: full-width digits, quotes, ="…", blanks.
std::string cleaned_number(std::string_view cell);
// "2019-03-05", "2019/3/5", "2019.3.5", "2019年3月5日", "20190305", also with a time behind it; empty when it is no
// day.
std::string cleaned_date(std::string_view cell);

}  // namespace doorstep::township
