// Schemes that came by the downlink: each is tried before it takes the place of the one before. Thread-bound.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "protocol/messages/release.pb.h"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

enum class SchemeError {
    Older = 1,  // refuse: the version that is here, or a newer one, stays
    Broken,     // refuse: no package, not signed, not whole, or it does not load; the one that is here stays
};

class SchemeShelf {
  public:
    explicit SchemeShelf(Store& store) : store_(store) {}
    // What an order carries: one file, the package (forms/archive/), signed by one of the release keys. Its files take
    // the place of the version before, once they were read whole. That one stays beside it, and so does each that a
    // draft began with. Older, Broken with the reason, errors of files and database.
    Status put(const wire::SchemePackage& carried, std::span<const Bytes> release_keys);
    struct Kept {
        std::string id;
        std::uint32_t version = 0;
        bool earlier = false;  // not the newest: for drafts
    };
    // All, by id and version.
    Result<std::vector<Kept>> list();
    // That version of the scheme, 0: the newest; nothing when it is not here.
    Result<std::optional<wire::SchemePackage>> find(const std::string& id, std::uint32_t version = 0);

  private:
    Status keep_earlier(const std::string& id);
    Store& store_;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::SchemeError> {
    static constexpr std::string_view module = "scheme";
    static std::string_view name(agent::SchemeError e);
};
