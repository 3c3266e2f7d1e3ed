#include "device-drivers/cabinet/backlight.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/files.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t largest_attribute = 64;
constexpr long largest_brightness = 1'000'000;
// A twentieth of the full light.
constexpr long darkest_part = 20;

Result<std::string> read_attribute(const fs::path& file) {
    const FileDescriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));  // sysfs: links are followed
    std::array<char, largest_attribute> text{};
    const auto n = opened.valid() ? ::read(opened.get(), text.data(), text.size()) : -1;
    if (n < 0) {
        return Error(errno == EACCES ? LevelError::Denied : LevelError::Missing, std::strerror(errno));
    }
    std::string_view all(text.data(), static_cast<std::size_t>(n));
    return std::string(all.substr(0, all.find('\n')));
}

Result<long> read_number(const fs::path& file) {
    DOORSTEP_TRY(const std::string text, read_attribute(file));
    long value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool good = failed == std::errc() && end == text.data() + text.size() && value >= 0;
    return good && value <= largest_brightness ? Result<long>(value) : Error(LevelError::Failed, "no number");
}

int rank_of(const fs::path& light) {
    const auto kind = read_attribute(light / "type").value_or("");
    return kind == "firmware" ? 0 : kind == "platform" ? 1 : 2;
}

class Backlight final : public Level {
  public:
    Backlight(std::string name, fs::path folder) : wanted_(std::move(name)), folder_(std::move(folder)) {}

    Status open() override {
        light_ = wanted_.empty() ? best() : folder_ / wanted_;
        if (light_.empty()) {
            return Error(LevelError::Missing, "no screen has a light that can be turned");
        }
        DOORSTEP_TRY(full_, read_number(light_ / "max_brightness"));
        if (full_ < 1) {
            return Error(LevelError::Failed, "it has one brightness only");
        }
        if (::access((light_ / "brightness").c_str(), W_OK) != 0) {
            return Error(errno == ENOENT ? LevelError::Missing : LevelError::Denied, std::strerror(errno));
        }
        return {};
    }

    Result<int> get() override {
        DOORSTEP_TRY(const long now, read_number(light_ / "brightness"));
        return range().percent_of(now);
    }

    Status set(int percent) override {
        const auto text = std::to_string(range().value_of(percent));
        const FileDescriptor opened(::open((light_ / "brightness").c_str(), O_WRONLY | O_CLOEXEC));
        if (opened.valid() && ::write(opened.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size())) {
            return {};
        }
        const auto code = errno == EACCES || errno == EPERM || errno == EROFS ? LevelError::Denied
                          : errno == ENOENT || errno == ENODEV                ? LevelError::Missing
                                                                              : LevelError::Failed;
        return Error(code, std::strerror(errno));
    }

    std::string name() const override { return light_.filename(); }

  private:
    LevelRange range() const { return {std::max(full_ / darkest_part, 1L), full_}; }
    fs::path best() const {
        fs::path found;
        std::error_code none;
        for (const auto& light : fs::directory_iterator(folder_, none)) {
            if (found.empty() || std::pair(rank_of(light), light.path()) < std::pair(rank_of(found), found)) {
                found = light.path();
            }
        }
        return found;
    }

    const std::string wanted_;
    const fs::path folder_;
    fs::path light_;
    long full_ = 0;
};

}  // namespace

std::unique_ptr<Level> make_backlight(std::string name, fs::path folder) {
    return std::make_unique<Backlight>(std::move(name), std::move(folder));
}

}  // namespace doorstep::devices
