// Configuration files: TOML, every default written in the shipped file, an unknown key is an error, not a silence.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace doorstep {

enum class ConfigError {
    BadSyntax = 1,  // stop at start and say the line
    BadType,        // stop at start and say the key
    UnknownKey,     // stop at start and say the key: most likely a typing error
};
template <>
struct ErrorNames<ConfigError> {
    static constexpr std::string_view module = "config";
    static std::string_view name(ConfigError e);
};

// One TOML file. Reentrant. Keys are dotted paths ("camera.device").
class Config {
  public:
    // A missing file is an empty configuration: all defaults. BadSyntax names the line.
    static Result<Config> load(const std::filesystem::path& path);
    // From text, for tests.
    static Result<Config> parse(std::string_view toml);
    Config(Config&&) noexcept;
    Config& operator=(Config&&) noexcept;
    ~Config();

    // The value, or `otherwise` when the key is not there; BadType when it is something else.
    Result<std::string> text(std::string_view key, std::string_view otherwise);
    Result<std::int64_t> integer(std::string_view key, std::int64_t otherwise);
    Result<double> number(std::string_view key, double otherwise);
    Result<bool> flag(std::string_view key, bool otherwise);
    Result<std::vector<std::string>> texts(std::string_view key, std::vector<std::string> otherwise);
    Result<std::vector<double>> numbers(std::string_view key, std::vector<double> otherwise);
    // The tables at the top, in the order of their names: for files whose tables have names of their own.
    std::vector<std::string> tables() const;
    // A table of texts whose keys are anybody's words ("低保" = "dibao"); empty when it is not there.
    Result<std::map<std::string, std::string>> words(std::string_view key);
    // After all reads: UnknownKey for the first key nobody asked for.
    Status finish() const;

  private:
    struct State;
    explicit Config(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace doorstep
