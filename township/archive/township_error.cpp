#include "township/archive/township_error.hpp"

namespace doorstep {

std::string_view ErrorNames<township::TownshipError>::name(township::TownshipError e) {
    using E = township::TownshipError;
    switch (e) {
        case E::NotInitialised:
            return "NotInitialised";
        case E::BadKeyFile:
            return "BadKeyFile";
        case E::BadBlob:
            return "BadBlob";
        case E::NoSuchCase:
            return "NoSuchCase";
        case E::AmbiguousCase:
            return "AmbiguousCase";
        case E::NoSuchStation:
            return "NoSuchStation";
        case E::BadStationId:
            return "BadStationId";
        case E::BadReply:
            return "BadReply";
        case E::NeedsHearing:
            return "NeedsHearing";
        case E::NeedsReason:
            return "NeedsReason";
        case E::NoOneForRoster:
            return "NoOneForRoster";
        case E::BadAccount:
            return "BadAccount";
        case E::OtherContent:
            return "OtherContent";
        case E::Tampered:
            return "Tampered";
        case E::PurposeNeeded:
            return "PurposeNeeded";
        case E::NewerArchive:
            return "NewerArchive";
        case E::BadStore:
            return "BadStore";
        case E::NotEmpty:
            return "NotEmpty";
        case E::BadBackup:
            return "BadBackup";
        case E::BadRelease:
            return "BadRelease";
        case E::NoReleaseKeys:
            return "NoReleaseKeys";
        case E::KeyInUse:
            return "KeyInUse";
        case E::BadNews:
            return "BadNews";
        case E::BadShares:
            return "BadShares";
        case E::NotAHandler:
            return "NotAHandler";
        case E::DamageFound:
            return "DamageFound";
    }
    return "?";
}

}  // namespace doorstep
