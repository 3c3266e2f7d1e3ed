#include "township/feed/feed_error.hpp"

namespace doorstep {

std::string_view ErrorNames<township::FeedError>::name(township::FeedError e) {
    using E = township::FeedError;
    switch (e) {
        case E::BadPurposes:
            return "BadPurposes";
        case E::NoSuchPurpose:
            return "NoSuchPurpose";
        case E::NoPartner:
            return "NoPartner";
        case E::OtherKeys:
            return "OtherKeys";
        case E::BadKeyFile:
            return "BadKeyFile";
        case E::Torn:
            return "Torn";
        case E::NotABatch:
            return "NotABatch";
        case E::Altered:
            return "Altered";
        case E::Foreign:
            return "Foreign";
        case E::OutOfOrder:
            return "OutOfOrder";
        case E::OtherContent:
            return "OtherContent";
        case E::Behind:
            return "Behind";
        case E::BadStanding:
            return "BadStanding";
        case E::NotAllTaken:
            return "NotAllTaken";
    }
    return "?";
}

}  // namespace doorstep
