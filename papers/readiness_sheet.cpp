#include "papers/readiness_sheet.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "papers/fit.hpp"

namespace doorstep::papers {
namespace {

constexpr double body_pt = 14;
// Staff read it, with what to do in many lines on a bad day.
constexpr double smallest_pt = 9;

std::string beside(const ReadinessLine& line) {
    return line.value.empty() ? escaped(line.name) : fmt::format("{} {}", escaped(line.name), escaped(line.value));
}

std::string line_markup(const ReadinessLine& line) {
    return fmt::format("<p><b>{}</b> {} → {}</p>", escaped(line.name), escaped(line.value), escaped(line.help));
}

// Lines with something to do one below the other; the others in running text.
std::string lines_markup(const std::vector<ReadinessLine>& lines) {
    std::string markup;
    for (auto line = lines.begin(); line != lines.end();) {
        const auto end = std::find_if(line, lines.end(), [&](const auto& one) { return one.state != line->state; });
        if (!line->state.empty()) {
            markup += fmt::format("<p><b>— {} —</b></p>", escaped(line->state));
        }
        std::vector<std::string> short_ones;
        for (; line != end; ++line) {
            if (line->help.empty()) {
                short_ones.push_back(beside(*line));
            } else {
                markup += line_markup(*line);
            }
        }
        if (!short_ones.empty()) {
            markup += fmt::format("<p>{}</p>", fmt::join(short_ones, " · "));
        }
    }
    return markup;
}

// Black where a mark is, in twentieths of the width: printers draw no grey here.
std::string glass_markup(const ReadinessGlass& glass) {
    constexpr int cells = 20;
    if (glass.marks.empty() || glass.width <= 0) {
        return {};
    }
    std::string row;
    for (int cell = 0; cell < cells; ++cell) {
        const double from = glass.width * cell / cells;
        const double to = glass.width * (cell + 1) / cells;
        const bool dirty = std::any_of(glass.marks.begin(), glass.marks.end(), [&](const auto& mark) {
            return mark.from < to && mark.from + mark.width > from;
        });
        row += fmt::format(R"(<td width="{}%"{}>&nbsp;</td>)", 100 / cells, dirty ? R"( bgcolor="#000000")" : "");
    }
    return fmt::format(
        R"(<p><b>{}</b> ← {} mm →</p><table width="100%" border="1" cellspacing="0" cellpadding="0"><tr>{}</tr></table>)",
        escaped(glass.name), std::lround(glass.width), row);
}

bool too_long(const ReadinessLine& line) {
    return std::max({line.state.size(), line.name.size(), line.value.size(), line.help.size()}) > text_longest;
}

}  // namespace

Result<Bytes> readiness_sheet(const ReadinessSheet& data, Paper paper) {
    if (data.lines.empty()) {
        return Error(PapersError::BadData, "nothing was tested");
    }
    if (std::any_of(data.lines.begin(), data.lines.end(), too_long)) {
        return Error(PapersError::TooLong, "line");
    }
    Filling filling = issued_by(data.issuer);
    filling.values["time"] = data.tested.legal_text();
    filling.values["why"] = data.why;
    filling.values["summary"] = data.summary;
    filling.markup["lines"] = lines_markup(data.lines);
    for (const auto& glass : data.glasses) {
        filling.markup["glasses"] += glass_markup(glass);
    }
    filling.markup.try_emplace("glasses");
    return render_to_fit("readiness.html", filling, paper, {body_pt, smallest_pt});
}

}  // namespace doorstep::papers
