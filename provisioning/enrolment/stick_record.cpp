#include "provisioning/enrolment/stick_record.hpp"

#include <nlohmann/json.hpp>

#include "base/files.hpp"

namespace doorstep::setup {
namespace {

using nlohmann::json;

constexpr std::size_t largest_record = 64U << 10U;
constexpr int record_version = 1;

std::string text_in(const json& row, const char* name) {
    const auto value = row.is_object() ? row.value(name, json()) : json();
    return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace

Result<StickRecord> StickRecord::load(const std::filesystem::path& file) {
    StickRecord record(file);
    const auto text = read_text_file(file, largest_record);
    if (!text && text.error().is(FileError::NotFound)) {
        return record;
    }
    DOORSTEP_CHECK(text);
    const auto told = json::parse(*text, nullptr, false);
    if (!told.is_object() || told.value("version", json()) != record_version ||
        !told.value("rows", json()).is_object()) {
        return Error(RecordError::Unreadable, file.native());
    }
    for (const auto& [station, row] : told.at("rows").items()) {
        record.rows_[station] = {text_in(row, "kiosk"), text_in(row, "steps")};
    }
    return record;
}

Status StickRecord::keep(const std::string& station, const RecordedRow& row) {
    rows_[station] = row;
    auto all = json::object();
    for (const auto& [name, one] : rows_) {
        all[name] = {{"kiosk", one.kiosk}, {"steps", one.steps}};
    }
    const auto text = json{{"version", record_version}, {"rows", all}}.dump(2) + "\n";
    return write_file_durably(file_, as_bytes(text), 0600);
}

}  // namespace doorstep::setup
