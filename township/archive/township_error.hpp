// What can go wrong in the township's rooms. Each says what the caller does next.
#pragma once

#include "base/error.hpp"

namespace doorstep::township {

enum class TownshipError {
    NotInitialised = 1,  // stop: run `doorstep-township init` first
    BadKeyFile,          // stop: a key file is missing or broken; the detail names it
    BadBlob,             // tell a technician: a stored page does not open or is another one
    NoSuchCase,          // say so: no case or submission has that number
    AmbiguousCase,       // say so: give the whole number
    NoSuchStation,       // say so
    BadStationId,        // ask again: a-z, 0-9 and -, at most 40
    BadReply,            // refuse: the enrolment reply is none, or its token or signature is wrong
    NeedsHearing,        // refuse in words: record the hearing first
    NeedsReason,         // refuse in words: a written reason is needed
    NoOneForRoster,      // say so: the case has no ID number, or no enrolled station
    BadAccount,          // ask again: a-z, 0-9 and -, at most 40
    OtherContent,        // refuse SAME_ID_OTHER_CONTENT
    Tampered,            // tell the auditor: the chain does not hold; the detail names the row
    PurposeNeeded,       // ask again with --purpose
    NewerArchive,        // stop: a newer program made it; install that
    BadStore,            // stop: [store] in township.toml does not say which store; the detail says why
    NotEmpty,            // refuse: the database holds an archive already, nothing is ever overwritten
    BadBackup,           // refuse: not a whole backup of this township's; the detail says what is wrong with it
    BadRelease,          // refuse: not an order of this township's, not signed as it must be, or handed on before
    NoReleaseKeys,       // ask again: two release keys are needed, or they may be changed by order only
    KeyInUse,            // say so: a station may still hold an item for that sealing key; the detail names it
    BadNews,             // ask again: no words, or more than fit
    BadShares,           // refuse: too few shares, of different keys, or altered
    NotAHandler,         // refuse in words: complaints are for those whom township.toml names
    DamageFound,         // tell a technician: the report that was printed names what is damaged
};

}  // namespace doorstep::township

template <>
struct doorstep::ErrorNames<doorstep::township::TownshipError> {
    static constexpr std::string_view module = "township";
    static std::string_view name(township::TownshipError e);
};
