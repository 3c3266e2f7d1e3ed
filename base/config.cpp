#include "base/config.hpp"

#include <set>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/toml.hpp"

namespace doorstep {
namespace {

constexpr std::size_t largest_config = 1 << 20;

Error bad_type(std::string_view key, std::string_view expected) {
    return {ConfigError::BadType, fmt::format("{} must be {}", key, expected)};
}

// Calls `found` with the dotted path of every value that is no table.
template <class Found>
void walk(const toml::table& table, const std::string& prefix, const Found& found) {
    for (const auto& [key, value] : table) {
        const std::string path = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
        if (const auto* inner = value.as_table()) {
            walk(*inner, path, found);
        } else {
            found(path);
        }
    }
}

}  // namespace

std::string_view ErrorNames<ConfigError>::name(ConfigError e) {
    switch (e) {
        case ConfigError::BadSyntax:
            return "BadSyntax";
        case ConfigError::BadType:
            return "BadType";
        case ConfigError::UnknownKey:
            return "UnknownKey";
    }
    return "?";
}

struct Config::State {
    toml::table table;
    std::set<std::string, std::less<>> asked;
};

Config::Config(std::unique_ptr<State> state) : state_(std::move(state)) {}
Config::Config(Config&&) noexcept = default;
Config& Config::operator=(Config&&) noexcept = default;
Config::~Config() = default;

Result<Config> Config::parse(std::string_view toml) {
    auto state = std::make_unique<State>();
    try {
        state->table = toml::parse(toml);
    } catch (const toml::parse_error& e) {
        return Error(ConfigError::BadSyntax, fmt::format("line {}: {}", e.source().begin.line, e.description()));
    }
    return Config(std::move(state));
}

Result<Config> Config::load(const std::filesystem::path& path) {
    auto text = read_text_file(path, largest_config);
    if (!text && text.error().is(FileError::NotFound)) {
        return parse("");
    }
    if (!text) {
        return std::move(text).error();
    }
    auto config = parse(*text);
    return config ? std::move(config) : Result<Config>(config.error().with_context(path.native()));
}

Result<std::string> Config::text(std::string_view key, std::string_view otherwise) {
    state_->asked.emplace(key);
    const auto node = state_->table.at_path(key);
    if (!node) {
        return std::string(otherwise);
    }
    const auto value = node.value_exact<std::string>();
    return value ? Result<std::string>(*value) : bad_type(key, "text");
}

Result<std::int64_t> Config::integer(std::string_view key, std::int64_t otherwise) {
    state_->asked.emplace(key);
    const auto node = state_->table.at_path(key);
    if (!node) {
        return otherwise;
    }
    const auto value = node.value_exact<std::int64_t>();
    return value ? Result<std::int64_t>(*value) : bad_type(key, "a whole number");
}

Result<double> Config::number(std::string_view key, double otherwise) {
    state_->asked.emplace(key);
    const auto node = state_->table.at_path(key);
    if (!node) {
        return otherwise;
    }
    const auto value = node.value<double>();
    return value ? Result<double>(*value) : bad_type(key, "a number");
}

Result<bool> Config::flag(std::string_view key, bool otherwise) {
    state_->asked.emplace(key);
    const auto node = state_->table.at_path(key);
    if (!node) {
        return otherwise;
    }
    const auto value = node.value_exact<bool>();
    return value ? Result<bool>(*value) : bad_type(key, "true or false");
}

Result<std::vector<std::string>> Config::texts(std::string_view key, std::vector<std::string> otherwise) {
    state_->asked.emplace(key);
    const auto node = state_->table.at_path(key);
    if (!node) {
        return otherwise;
    }
    const auto* list = node.as_array();
    std::vector<std::string> out;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto value = list->get(i)->value_exact<std::string>();
        if (!value) {
            return bad_type(key, "a list of texts");
        }
        out.push_back(*value);
    }
    return list != nullptr ? Result<std::vector<std::string>>(std::move(out)) : bad_type(key, "a list of texts");
}

Result<std::vector<double>> Config::numbers(std::string_view key, std::vector<double> otherwise) {
    state_->asked.emplace(key);
    const auto node = state_->table.at_path(key);
    if (!node) {
        return otherwise;
    }
    const auto* list = node.as_array();
    std::vector<double> out;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto value = list->get(i)->value<double>();
        if (!value) {
            return bad_type(key, "a list of numbers");
        }
        out.push_back(*value);
    }
    return list != nullptr ? Result<std::vector<double>>(std::move(out)) : bad_type(key, "a list of numbers");
}

std::vector<std::string> Config::tables() const {
    std::vector<std::string> out;
    for (const auto& [key, value] : state_->table) {
        if (value.is_table()) {
            out.emplace_back(key.str());
        }
    }
    return out;
}

Result<std::map<std::string, std::string>> Config::words(std::string_view key) {
    std::map<std::string, std::string> out;
    const auto node = state_->table.at_path(key);
    const auto* table = node.as_table();
    if (table == nullptr) {
        return node ? Result<std::map<std::string, std::string>>(bad_type(key, "a table of texts")) : out;
    }
    for (const auto& [word, entry] : *table) {
        const auto path = fmt::format("{}.{}", key, std::string(word.str()));
        const auto value = entry.value_exact<std::string>();
        if (!value) {
            return bad_type(path, "text");
        }
        state_->asked.insert(path);
        out.emplace(word.str(), *value);
    }
    return out;
}

Status Config::finish() const {
    std::string unknown;
    walk(state_->table, "", [&](const std::string& path) {
        if (unknown.empty() && !state_->asked.contains(path)) {
            unknown = path;
        }
    });
    return unknown.empty() ? Status{} : Status(Error(ConfigError::UnknownKey, unknown));
}

}  // namespace doorstep
