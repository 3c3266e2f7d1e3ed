// What can go wrong between township and county. Each says what the caller does next.
#pragma once

#include "base/error.hpp"

namespace doorstep::township {

enum class FeedError {
    BadPurposes = 1,  // stop: the file of purposes is wrong; the detail names the line or field
    NoSuchPurpose,    // ask again: the detail lists those there are
    NoPartner,        // ask: the other's keys are not pinned here yet (feed-partner)
    OtherKeys,        // refuse: a place of that name is pinned with other keys
    BadKeyFile,       // stop: keys of the exchange, or a partner's file, are broken
    Torn,             // bring the batch again: the file ends early or has bytes too many
    NotABatch,        // refuse: not a batch, or its parts contradict each other
    Altered,          // refuse and tell a person: not what the township signed
    Foreign,          // refuse: of a township that is not pinned here, or made for somebody else
    OutOfOrder,       // bring the batches before it first: nothing was changed
    OtherContent,     // refuse and tell a person: a batch of that number is held with other content
    Behind,           // begin anew (feed --begin-anew): what the other stands on is not what is kept here
    BadStanding,      // refuse: not a standing signed by the county
    NotAllTaken,      // look at the report: some batches were left or refused
};

}  // namespace doorstep::township

template <>
struct doorstep::ErrorNames<doorstep::township::FeedError> {
    static constexpr std::string_view module = "feed";
    static std::string_view name(township::FeedError e);
};
