#include "device-drivers/tool/self_test.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "device-drivers/tool/self_test_words.hpp"

namespace doorstep::devices {
namespace {

constexpr double tenths = 10;
constexpr std::size_t most_listed_spots = 20;

// A dirty glass is no fault of the device, but neither is it good.
bool is_good(const Tested& line) {
    const bool glass_good = !line.glass || line.glass->verdict() == wire::GlassReport::CLEAN;
    return line.fault == wire::FAULT_NONE && glass_good;
}

std::string verdict_of(const Tested& line, std::string_view language) {
    if (line.fault != wire::FAULT_NONE) {
        return fault_word(language, line.fault);
    }
    const bool good = is_good(line);
    const bool dirty = !good && line.glass->verdict() == wire::GlassReport::DIRTY;
    return std::string(self_test_word(language, good ? "good" : dirty ? "dirty" : "no-sheet"));
}

std::string line_of(const Tested& line, std::string_view language) {
    return fmt::format("{} {}: {} – {}{}", is_good(line) ? "✓" : "×", self_test_word(language, line.device),
                       self_test_word(language, line.what), verdict_of(line, language),
                       line.detail.empty() ? "" : fmt::format("  ({})", line.detail));
}

// Where somebody who looks down on the glass finds a spot: the picture is what the sensor sees from below, so right and
// left change places.
struct Place {
    double from_right = 0;
    double from_top = 0;
    double width = 0;
    double height = 0;
};

Place place_of(const wire::GlassSpot& spot) {
    return {spot.x() / tenths, spot.y() / tenths, spot.width() / tenths, spot.height() / tenths};
}

std::string spot_line(std::size_t number, const Place& place, std::string_view language) {
    return fmt::format(fmt::runtime(self_test_word(language, "spot")), number, std::lround(place.from_right),
                       std::lround(place.from_top), std::max(std::lround(place.width), 1L),
                       std::max(std::lround(place.height), 1L));
}

std::vector<Place> places(const wire::GlassReport& glass) {
    std::vector<Place> all;
    std::transform(glass.spots().begin(), glass.spots().end(), std::back_inserter(all), place_of);
    return all;
}

// Those with something to wipe off: the flatbed's, the feeder's.
std::vector<wire::GlassReport> dirty_glasses(const SelfTest& test) {
    std::vector<wire::GlassReport> dirty;
    for (const auto& line : test.lines) {
        if (line.glass && line.glass->spots_size() > 0) {
            dirty.push_back(*line.glass);
        }
    }
    return dirty;
}

std::vector<std::string> head(const SelfTest& test, std::string_view language) {
    return {fmt::format("{}: {}", self_test_word(language, "station"), test.station),
            fmt::format("{}: {}", self_test_word(language, "time"), Instant{test.at_ms}.legal_text()),
            std::string(self_test_word(language, test.good() ? "all-good" : "some-bad"))};
}

// One character is five millimetres across and ten along; the mark of the glass is the * in its corner.
std::string drawn(const wire::GlassReport& glass) {
    constexpr double across = 5;
    constexpr double along = 10;
    const double width = glass.width() / tenths;
    const auto columns = static_cast<std::size_t>(std::max(std::ceil(width / across), 1.0));
    const auto rows = static_cast<std::size_t>(std::max(std::ceil(glass.height() / tenths / along), 1.0));
    std::vector<std::string> picture(rows, std::string(columns, ' '));
    picture.front().back() = '*';
    const auto cell = [](double at, double size, std::size_t most) {
        return std::min(static_cast<std::size_t>(std::max(at, 0.0) / size), most - 1);
    };
    for (const auto& place : places(glass)) {
        const auto first = cell(width - place.from_right - place.width, across, columns);
        const auto last = cell(width - place.from_right, across, columns);
        for (auto row = cell(place.from_top, along, rows); row <= cell(place.from_top + place.height, along, rows);
             ++row) {
            picture[row].replace(first, last - first + 1, last - first + 1, 'o');
        }
    }
    const auto edge = fmt::format("+{:-<{}}+\n", "", columns);
    std::string text = edge;
    for (const auto& row : picture) {
        text += fmt::format("|{}|\n", row);
    }
    return text + edge;
}

// ---- the page

constexpr double mm = 72 / 25.4;  // in points, cairo's unit of a PDF
constexpr double page_width = 210 * mm;
constexpr double page_height = 297 * mm;
constexpr double margin = 18 * mm;

struct Ends {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* pen) const { cairo_destroy(pen); }
};

cairo_status_t append(void* text, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

// Writes line below line.
class Writer {
  public:
    explicit Writer(cairo_t* pen) : pen_(pen) {}
    void line(const std::string& text, double size, bool bold = false) {
        cairo_select_font_face(pen_, "Noto Sans CJK SC", CAIRO_FONT_SLANT_NORMAL,
                               bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(pen_, fitting(text, size));
        y_ += size * 1.6;
        cairo_move_to(pen_, margin, y_);
        cairo_show_text(pen_, text.c_str());
    }
    void gap(double points) { y_ += points; }
    double y() const { return y_; }

  private:
    // Long serials are set smaller rather than cut.
    double fitting(const std::string& text, double size) const {
        cairo_text_extents_t extents{};
        cairo_set_font_size(pen_, size);
        cairo_text_extents(pen_, text.c_str(), &extents);
        return size * std::min(1.0, (page_width - 2 * margin) / std::max(extents.x_advance, 1.0));
    }
    cairo_t* pen_;
    double y_ = margin;
};

// The glass as seen from above, the mark in its corner, the first `listed` spots with their numbers.
void draw_glass(cairo_t* pen, const wire::GlassReport& glass, std::size_t listed, double top, double height) {
    const double glass_width = glass.width() / tenths;
    const double glass_height = glass.height() / tenths;
    const double scale = std::min(height / glass_height, (page_width - 2 * margin) / glass_width);
    const double left = (page_width - glass_width * scale) / 2;
    cairo_set_line_width(pen, 1);
    cairo_rectangle(pen, left, top, glass_width * scale, glass_height * scale);
    cairo_stroke(pen);
    const double right = left + glass_width * scale;
    constexpr double mark = 9;
    cairo_move_to(pen, right, top);
    cairo_line_to(pen, right - mark, top);
    cairo_line_to(pen, right, top + mark);
    cairo_fill(pen);
    constexpr double least = 3;
    constexpr double number_size = 9;
    cairo_set_font_size(pen, number_size);
    std::size_t number = 0;
    for (const auto& place : places(glass)) {
        const double width = std::max(place.width * scale, least);
        const double x = right - place.from_right * scale - width;
        const double y = top + place.from_top * scale;
        cairo_rectangle(pen, x, y, width, std::max(place.height * scale, least));
        cairo_fill(pen);
        if (++number <= listed) {
            cairo_move_to(pen, x + width + 2, y + number_size / 2);
            cairo_show_text(pen, std::to_string(number).c_str());
        }
    }
}

// What to wipe off one glass: the spots in words, and a drawing in the rest of that height.
void write_glass(cairo_t* pen, Writer& writer, const wire::GlassReport& glass, std::size_t most, double height,
                 std::string_view language) {
    const auto spots = places(glass);
    const auto listed = std::min(spots.size(), most);
    const double bottom = writer.y() + height;
    writer.gap(8);
    writer.line(std::string(self_test_word(language, "glass-drawing")), 12);
    for (std::size_t i = 0; i < listed; ++i) {
        writer.line(spot_line(i + 1, spots[i], language), spots.size() > 8 ? 8 : 10);
    }
    const double top = writer.y() + 10;
    draw_glass(pen, glass, listed, top, bottom - top);
    writer.gap(bottom - writer.y());
}

void write_page(cairo_t* pen, const SelfTest& test, std::string_view language) {
    Writer writer(pen);
    writer.line(std::string(self_test_word(language, "title")), 20, true);
    writer.gap(6);
    for (const auto& text : head(test, language)) {
        writer.line(text, 12);
    }
    writer.gap(8);
    for (const auto& line : test.lines) {
        writer.line(line_of(line, language), 12);
    }
    const auto glasses = dirty_glasses(test);
    constexpr std::size_t listed_of_two = 5;  // or no room is left to draw them
    const double share =
        (page_height - margin - 24 - writer.y()) / static_cast<double>(std::max<std::size_t>(glasses.size(), 1));
    for (const auto& glass : glasses) {
        write_glass(pen, writer, glass, glasses.size() > 1 ? listed_of_two : most_listed_spots, share, language);
    }
    writer.gap(page_height - margin - writer.y() - 14);
    writer.line(std::string(self_test_word(language, "no-content")), 9);
}

}  // namespace

bool SelfTest::good() const {
    return std::all_of(lines.begin(), lines.end(), is_good);
}

std::string report_text(const SelfTest& test, std::string_view language) {
    std::string text = std::string(self_test_word(language, "title")) + "\n\n";
    for (const auto& line : head(test, language)) {
        text += line + "\n";
    }
    text += "\n";
    for (const auto& line : test.lines) {
        text += line_of(line, language) + "\n";
    }
    for (const auto& glass : dirty_glasses(test)) {
        const auto spots = places(glass);
        text += fmt::format("\n{}\n{}", self_test_word(language, "glass-drawing"), drawn(glass));
        for (std::size_t i = 0; i < std::min(spots.size(), most_listed_spots); ++i) {
            text += spot_line(i + 1, spots[i], language) + "\n";
        }
    }
    return fmt::format("{}\n{}\n", text, self_test_word(language, "no-content"));
}

Result<std::string> report_pdf(const SelfTest& test, std::string_view language) {
    std::string pdf;
    const std::unique_ptr<cairo_surface_t, Ends> surface(
        cairo_pdf_surface_create_for_stream(append, &pdf, page_width, page_height));
    {
        const std::unique_ptr<cairo_t, Ends> pen(cairo_create(surface.get()));
        write_page(pen.get(), test, language);
        cairo_show_page(pen.get());
        if (cairo_status(pen.get()) != CAIRO_STATUS_SUCCESS) {
            return Error(ReportError::NoPage, cairo_status_to_string(cairo_status(pen.get())));
        }
    }
    cairo_surface_finish(surface.get());
    const auto status = cairo_surface_status(surface.get());
    return status == CAIRO_STATUS_SUCCESS ? Result<std::string>(std::move(pdf))
                                          : Error(ReportError::NoPage, cairo_status_to_string(status));
}

}  // namespace doorstep::devices
