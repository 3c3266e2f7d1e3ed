#include "emulators/printer/paper_tray.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"

namespace doorstep::emulators {
namespace {

struct Row {
    TrayState state;
    std::string_view word;
    std::string_view waiting;
    std::string_view idle;
};
constexpr Row rows[] = {
    {TrayState::Ok, "ok", "", ""},
    {TrayState::Jam, "jam", "media-jam", "media-jam"},
    {TrayState::Empty, "empty", "media-empty,media-needed", "media-needed"},
    {TrayState::CoverOpen, "cover-open", "cover-open", "cover-open"},
    {TrayState::TonerEmpty, "toner-empty", "toner-empty", "toner-empty"},
    {TrayState::Paused, "paused", "paused", "paused"},
    {TrayState::Offline, "offline", "", ""},
};
constexpr std::size_t largest_paper = std::size_t{64} * 1024 * 1024;

const Row& row(TrayState state) {
    return *std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.state == state; });
}

}  // namespace

std::string_view word_of(TrayState state) {
    return row(state).word;
}
std::string_view waiting_reasons(TrayState state) {
    return row(state).waiting;
}
std::string_view idle_reasons(TrayState state) {
    return row(state).idle;
}

std::optional<TrayState> tray_state(std::string_view word) {
    const auto wanted = word == "media-empty" ? "empty" : word;
    for (const auto& r : rows) {
        if (r.word == wanted) {
            return r.state;
        }
    }
    return std::nullopt;
}

Status PaperTray::set_state(TrayState state) const {
    DOORSTEP_CHECK(make_folder(folder_, 0755));
    return write_file_atomically(folder_ / "state", as_bytes(word_of(state)), 0644);
}

TrayState PaperTray::state() const {
    const auto word = read_text_file(folder_ / "state", 64);
    return word ? tray_state(*word).value_or(TrayState::Ok) : TrayState::Ok;
}

Status PaperTray::put_paper(const std::filesystem::path& document) const {
    DOORSTEP_TRY(const Bytes content, read_file(document, largest_paper));
    DOORSTEP_CHECK(make_folder(papers_folder(), 0755));
    const auto there = papers();
    const int last = there.empty() ? 0 : std::stoi(there.back().stem());
    return write_file_atomically(papers_folder() / fmt::format("{:04}.pdf", last + 1), content, 0644);
}

std::vector<std::filesystem::path> PaperTray::papers() const {
    std::vector<std::filesystem::path> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(papers_folder(), ignored)) {
        const auto stem = entry.path().stem().native();
        if (entry.path().extension() == ".pdf" && stem.find_first_not_of("0123456789") == std::string::npos) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace doorstep::emulators
