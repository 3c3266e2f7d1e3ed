// Schemes that came by the downlink: each is tried before it takes the place of the one before. Thread-bound.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "protocol/messages/release.pb.h"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

enum class SchemeError {
    Older = 1,  // refuse: the version that is here, or a newer one, stays
    Broken,     // refuse: a name that no scheme has, or it does not load; the one that is here stays
};

class SchemeShelf {
  public:
    explicit SchemeShelf(Store& store) : store_(store) {}
    // Keeps it once it was loaded from a folder of its own below the state folder. Older, Broken with the reason,
    // errors of files and database.
    Status put(const wire::SchemePackage& package);
    struct Kept {
        std::string id;
        std::uint32_t version = 0;
    };
    // All, by id.
    Result<std::vector<Kept>> list();
    // The package of that scheme; nothing when none came.
    Result<std::optional<wire::SchemePackage>> find(const std::string& id);

  private:
    Status try_out(const wire::SchemePackage& package) const;
    Store& store_;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::SchemeError> {
    static constexpr std::string_view module = "scheme";
    static std::string_view name(agent::SchemeError e);
};
