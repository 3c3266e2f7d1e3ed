#include "emulators/scanner/paper_path.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace doorstep {

std::string_view ErrorNames<emulators::PaperError>::name(emulators::PaperError e) {
    using emulators::PaperError;
    switch (e) {
        case PaperError::Empty:
            return "Empty";
        case PaperError::Jammed:
            return "Jammed";
        case PaperError::CoverOpen:
            return "CoverOpen";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::emulators {
namespace {

constexpr Rgb lid = {226, 226, 222};  // the white underside of a lid, as a sensor sees it
constexpr int jpeg_quality = 90;
// Drawing a page costs a tenth of a second, more than a host takes for it: a sheet that lies there again is not drawn
// anew. Some 1.5 MB each.
constexpr std::size_t most_seen = 16;
constexpr std::pair<std::string_view, PaperState> words[] = {{"ok", PaperState::Ok},
                                                             {"jam", PaperState::Jam},
                                                             {"cover-open", PaperState::CoverOpen},
                                                             {"busy", PaperState::Busy},
                                                             {"offline", PaperState::Offline}};

int pixels(int unit300, int dpi) {
    return unit300 * dpi / 300;
}

void drop_colour(Picture& picture) {
    const auto count = picture.size().width * picture.size().height;
    auto* pixel = picture.row(0);
    for (int i = 0; i < count; ++i, pixel += 3) {
        const auto grey = static_cast<std::uint8_t>((pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8);
        pixel[0] = pixel[1] = pixel[2] = grey;
    }
}

// The same only for the same file with the same settings.
std::string name_of(const std::filesystem::path& sheet, const ScanSettings& settings) {
    std::error_code none;
    const auto written = std::filesystem::last_write_time(sheet, none).time_since_epoch().count();
    return fmt::format("{} {} {} {} {} {} {} {} {}", sheet.native(), written, std::filesystem::file_size(sheet, none),
                       settings.dpi, settings.x, settings.y, settings.width, settings.height, settings.grey);
}

}  // namespace

std::string_view word_of(PaperState state) {
    for (const auto& [word, value] : words) {
        if (value == state) {
            return word;
        }
    }
    return "?";
}

std::optional<PaperState> paper_state(std::string_view wanted) {
    for (const auto& [word, value] : words) {
        if (word == wanted) {
            return value;
        }
    }
    return std::nullopt;
}

Status PaperPath::load(const std::vector<std::filesystem::path>& pages) {
    for (const auto& page : pages) {
        if (auto picture = load_picture(page); !picture) {
            return picture.error();
        }
    }
    feeder_.assign(pages.begin(), pages.end());
    if (!pages.empty()) {
        glass_ = pages.front();
    }
    return {};
}

void PaperPath::clear() {
    feeder_.clear();
    glass_.clear();
}

// Where its picture is; nothing for an empty glass.
Result<std::filesystem::path> PaperPath::next_sheet(bool feeder) {
    if (!feeder) {
        return glass_;
    }
    if (state_ == PaperState::CoverOpen) {
        return PaperError::CoverOpen;
    }
    if (jam_after_ == 0 && !feeder_.empty()) {
        state_ = PaperState::Jam;
        jam_after_ = -1;
    }
    if (state_ == PaperState::Jam) {
        return PaperError::Jammed;
    }
    if (feeder_.empty()) {
        return PaperError::Empty;
    }
    jam_after_ -= jam_after_ > 0 ? 1 : 0;
    auto sheet = feeder_.front();
    feeder_.pop_front();
    return sheet;
}

Result<Bytes> PaperPath::scan(const ScanSettings& settings) {
    DOORSTEP_TRY(const auto sheet, next_sheet(settings.feeder));
    const auto key = name_of(sheet, settings);
    if (const auto found = seen_.find(key); found != seen_.end()) {
        return found->second;
    }
    DOORSTEP_TRY(auto jpeg, look_at(sheet, settings));
    if (seen_.size() >= most_seen) {
        seen_.clear();
    }
    return seen_.emplace(key, std::move(jpeg)).first->second;
}

Result<Bytes> PaperPath::look_at(const std::filesystem::path& file, const ScanSettings& settings) {
    DOORSTEP_TRY(const Picture sheet, file.empty() ? Result<Picture>(Picture({8, 8}, lid)) : load_picture(file));
    const Size glass = {pixels(a4_width, settings.dpi), pixels(a4_height, settings.dpi)};
    const Size wanted = {pixels(settings.width, settings.dpi), pixels(settings.height, settings.dpi)};
    auto seen =
        cut(fitted(sheet, glass, lid), pixels(settings.x, settings.dpi), pixels(settings.y, settings.dpi), wanted, lid);
    if (settings.grey) {
        drop_colour(seen);
    }
    return encode_jpeg(seen, jpeg_quality, settings.dpi);
}

}  // namespace doorstep::emulators
