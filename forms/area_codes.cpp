#include "forms/area_codes.hpp"

#include <algorithm>
#include <array>

#include "base/files.hpp"

namespace doorstep::forms {
namespace {

constexpr std::size_t largest_csv = 2 * 1024 * 1024;
constexpr std::size_t columns = 9;  // code, province, city, name, level, status, since, until, successor

std::array<std::string_view, columns> split(std::string_view line, bool& right) {
    std::array<std::string_view, columns> cells;
    std::size_t cell = 0;
    while (cell < columns) {
        const auto comma = line.find(',');
        cells[cell++] = line.substr(0, comma);
        if (comma == std::string_view::npos) {
            break;
        }
        line.remove_prefix(comma + 1);
    }
    right = cell == columns;
    return cells;
}

bool is_code(std::string_view text) {
    return text.size() == 6 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<AreaCodes> AreaCodes::load(const std::filesystem::path& csv) {
    DOORSTEP_TRY(const auto text, read_text_file(csv, largest_csv));
    return parse(text);
}

Result<AreaCodes> AreaCodes::parse(std::string_view csv) {
    AreaCodes out;
    bool head = true;
    while (!csv.empty()) {
        const auto end = csv.find('\n');
        auto line = csv.substr(0, end);
        csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
        line = !line.empty() && line.back() == '\r' ? line.substr(0, line.size() - 1) : line;
        if (head || line.empty()) {
            head = false;
            continue;
        }
        bool right = false;
        const auto cells = split(line, right);
        if (!right || !is_code(cells[0])) {
            return Error(FormsError::BadTable, "area codes: a row does not fit");
        }
        Area area{std::string(cells[3]), std::string(cells[1]), std::string(cells[2]), std::string(cells[8]),
                  cells[5] == "在用" ? AreaStatus::InUse : AreaStatus::Abolished};
        // A code that was given up and taken again has two rows: in use wins, else the later one.
        const auto found = out.areas_.find(std::string(cells[0]));
        if (found == out.areas_.end() || found->second.status != AreaStatus::InUse) {
            out.areas_[std::string(cells[0])] = std::move(area);
        }
    }
    return out;
}

Area AreaCodes::find(std::string_view code) const {
    const auto found = areas_.find(std::string(code));
    return found == areas_.end() ? Area{} : found->second;
}

}  // namespace doorstep::forms
