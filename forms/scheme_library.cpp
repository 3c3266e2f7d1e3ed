#include "forms/scheme_library.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace doorstep::forms {
namespace {

Result<Scheme> load_named(const std::filesystem::path& folder) {
    DOORSTEP_TRY(auto scheme, Scheme::load(folder));
    const auto name = folder.filename().string();
    if (name != scheme.id() && name != fmt::format("{}@{}", scheme.id(), scheme.version())) {
        return Error(FormsError::BadScheme,
                     fmt::format("{}: holds {} version {}", name, scheme.id(), scheme.version()));
    }
    return scheme;
}

}  // namespace

Result<SchemeLibrary> SchemeLibrary::load(const std::filesystem::path& folder) {
    SchemeLibrary library;
    for (const auto& name : schemes_in(folder)) {
        auto scheme = load_named(folder / name);
        const auto added = scheme ? library.add(std::move(*scheme)) : Result<bool>(scheme.error());
        if (!added) {
            library.refused_.push_back(added.error());
        }
    }
    if (library.offered().empty()) {
        return library.refused_.empty() ? Error(FormsError::BadScheme, "no scheme to apply for in " + folder.string())
                                        : library.refused_.front();
    }
    return library;
}

Result<bool> SchemeLibrary::add(Scheme scheme) {
    const std::pair key(scheme.id(), scheme.version());
    if (schemes_.contains(key)) {
        return false;
    }
    if (schemes_.size() >= most_schemes) {
        return Error(FormsError::TooLarge, fmt::format("{} {}: too many schemes", key.first, key.second));
    }
    schemes_.emplace(key, std::move(scheme));
    return true;
}

const Scheme* SchemeLibrary::find(std::string_view id, std::uint32_t version) const {
    const auto found = schemes_.find({std::string(id), version});
    return found == schemes_.end() ? nullptr : &found->second;
}

const Scheme* SchemeLibrary::newest(std::string_view id) const {
    const Scheme* best = nullptr;
    for (const auto& [key, scheme] : schemes_) {
        best = key.first == id ? &scheme : best;  // versions of an id come in rising order
    }
    return best;
}

std::vector<const Scheme*> SchemeLibrary::offered() const {
    std::vector<const Scheme*> list;
    for (const auto& [key, scheme] : schemes_) {
        if (scheme.choose() != nullptr && newest(key.first) == &scheme) {
            list.push_back(&scheme);
        }
    }
    std::stable_sort(list.begin(), list.end(), [](const Scheme* left, const Scheme* right) {
        return left->choose()->order < right->choose()->order;
    });
    return list;
}

std::vector<const Scheme*> SchemeLibrary::suggested(std::string_view guide_answers) const {
    auto list = offered();
    std::erase_if(list, [&](const Scheme* scheme) {
        const auto points = forms::suggested(*scheme, guide_answers);
        return guide() == nullptr || !points || !*points;
    });
    return list;
}

std::string SchemeLibrary::name(std::string_view id, std::string_view language) const {
    const Scheme* scheme = newest(id);
    return scheme != nullptr ? scheme->name(language) : std::string(id);
}

}  // namespace doorstep::forms
