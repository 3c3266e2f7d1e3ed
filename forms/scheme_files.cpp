#include "forms/scheme_files.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

bool SchemeFiles::has(const std::string& name) const {
    std::error_code failed;
    return given_ != nullptr ? given_->contains(prefix_ + name) : std::filesystem::exists(folder_ / name, failed);
}

Result<std::string> SchemeFiles::bytes(const std::string& name) const {
    const auto room = largest_text - used_;
    if (given_ == nullptr) {
        return read_text_file(folder_ / name, room);
    }
    const auto found = given_->find(prefix_ + name);
    if (found == given_->end()) {
        return Error(FileError::NotFound, prefix_ + name);
    }
    return found->second.size() > room ? Result<std::string>(FormsError::TooLarge) : std::string(found->second);
}

Result<std::string> SchemeFiles::read(const std::string& name) {
    auto text = bytes(name);
    if (!text) {
        return text.error().with_context(name);
    }
    used_ += text->size();
    return text;
}

Result<toml::table> SchemeFiles::read_toml(const std::string& name) {
    DOORSTEP_TRY(const auto text, read(name));
    // toml++ recurses as the JSON parser does; brackets nest in both.
    if (auto bounds = check_bounds(text); !bounds) {
        return bounds.error().with_context(name);
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& e) {
        return Error(FormsError::BadToml,
                     fmt::format("{} line {}: {}", name, e.source().begin.line, std::string_view(e.description())));
    }
}

Result<Json> SchemeFiles::read_json(const std::string& name) {
    DOORSTEP_TRY(const auto text, read(name));
    auto json = parse_object(text);
    return json ? std::move(json) : Result<Json>(json.error().with_context(name));
}

}  // namespace doorstep::forms
