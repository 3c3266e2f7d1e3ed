#include "station-agent/update/updates.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/uuid.hpp"
#include "base/version.hpp"
#include "protocol/envelope/update_order.hpp"

namespace doorstep::agent {
namespace {

constexpr auto order_row = "update";
constexpr auto outcome_row = "update_outcome";
constexpr std::string_view installed = "installed";
constexpr std::string_view fell_back = "fell-back";
constexpr std::string_view refused = "refused ";
constexpr int most_damaged = 3;   // pieces; then somebody keeps sending something else
constexpr int most_failed = 3;    // installations
constexpr int pieces_a_tick = 2;  // 8 MiB: no request waits longer than a tenth of a second for it
constexpr std::size_t longest_outcome = 300;
constexpr std::int64_t hour_ms = 3'600'000;

// Between two and five o'clock, legal time.
bool is_night(Instant now) {
    constexpr std::int64_t legal_offset_hours = 8;
    constexpr std::int64_t day_hours = 24;
    const auto hour = (now.milliseconds / hour_ms + legal_offset_hours) % day_hours;
    return hour >= 2 && hour < 5;
}

// First word and the rest.
std::pair<std::string_view, std::string_view> split(std::string_view text) {
    const auto space = text.find(' ');
    return {text.substr(0, space), space == text.npos ? std::string_view{} : text.substr(space + 1)};
}

std::string random_token() {
    Bytes random(16);
    fill_random(random);
    return to_hex(random);
}

}  // namespace

Updates::Updates(Store& store, const Clock& clock, UpdatePlaces places, UpdateDelays delays)
    : store_(store), clock_(clock), places_(std::move(places)), delays_(delays) {}

void Updates::enter(wire::UpdateState::Step step, std::string word) {
    if (step != step_ || word != word_) {
        log::info("update {}: {}{}{}", order_ ? order_->version() : "", wire::UpdateState::Step_Name(step),
                  word.empty() ? "" : " ", word);
    }
    step_ = step;
    word_ = std::move(word);
}

void Updates::look() {
    const auto bytes = meta_bytes(*store_.database, order_row).value_or(Bytes{});
    wire::UpdateOrder order;
    file_.reset();
    token_.clear();
    damaged_ = failed_ = 0;
    wait_until_ = 0;
    if (bytes.empty() || !order.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
        protocol::fault_in(order)) {
        order_.reset();
        return enter(wire::UpdateState::NONE);
    }
    const auto name = protocol::update_name(order);
    name_ = as_text(name);
    order_ = std::move(order);
    const auto outcome = meta_bytes(*store_.database, outcome_row).value_or(Bytes{});
    settle(as_text(outcome));
}

void Updates::settle(std::string_view outcome) {
    std::error_code none;
    const auto running = parse_version(places_.version);
    const auto wanted = parse_version(order_->version());
    if (running && *wanted <= *running) {
        drop_files();
        return *wanted == *running ? enter(wire::UpdateState::RUNNING) : enter(wire::UpdateState::REFUSED, "older");
    }
    if (outcome.starts_with(refused)) {
        return enter(wire::UpdateState::REFUSED, std::string(outcome.substr(refused.size())));
    }
    if (outcome == installed && std::filesystem::exists(installed_mark(), none)) {
        installed_ms_ = clock_.now().milliseconds;
        return enter(wire::UpdateState::INSTALLED);
    }
    if (outcome == installed || outcome == fell_back) {  // the machine has been started since, and not with it
        set_outcome(fell_back);
        return enter(wire::UpdateState::FELL_BACK);
    }
    enter(std::filesystem::exists(whole(), none) ? wire::UpdateState::FETCHED : wire::UpdateState::ORDERED);
}

void Updates::set_outcome(std::string_view outcome) {
    const auto kept = set_meta(*store_.database, outcome_row, to_bytes(as_bytes(outcome)));
    if (!kept) {
        log::warning("update: its outcome was not kept: {}", kept.error().text());
    }
}

std::filesystem::path Updates::part() const {
    return places_.folder / (to_hex(as_bytes(name_)) + ".part");
}

void Updates::drop_files() {
    std::error_code ignored;
    file_.reset();
    std::filesystem::remove_all(places_.folder, ignored);
}

void Updates::wait(std::int64_t milliseconds, std::string word) {
    wait_until_ = monotonic_milliseconds() + milliseconds;
    enter(step_, std::move(word));
}

bool Updates::waiting() const {
    return monotonic_milliseconds() < wait_until_;
}

// ---- fetching -------------------------------------------------------------------------------------------------------

// Opens the file when that is not done yet. Whatever an earlier order left goes first: it takes the place. There must
// be room for it twice: root judges a copy of its own.
bool Updates::may_fetch() {
    if (file_ || waiting()) {
        return file_ && !waiting();
    }
    std::error_code failed;
    if (!std::filesystem::is_directory(places_.outcome.parent_path(), failed)) {
        wait(delays_.ask_again, "no-updater");
        return false;
    }
    for (const auto& entry : std::filesystem::directory_iterator(places_.folder, failed)) {
        if (entry.path() != part()) {
            std::filesystem::remove(entry.path(), failed);
        }
    }
    const auto made = make_folder(places_.folder, 0700);
    auto opened = made ? PieceFile::open(part(), *order_) : Result<PieceFile>(made.error());
    const auto room = free_space(store_.folder);
    if (!opened || !room || *room < 2 * order_->size() - opened->have() + places_.spare_bytes) {
        wait(delays_.ask_again, opened && room ? "no-space" : "disk");
        return false;
    }
    file_ = std::move(*opened);
    enter(wire::UpdateState::FETCHING);
    return true;
}

std::optional<wire::UpdateAsk> Updates::next_ask() {
    const bool wanted = step_ == wire::UpdateState::ORDERED || step_ == wire::UpdateState::FETCHING;
    if (!wanted || !may_fetch() || file_->whole()) {
        return std::nullopt;
    }
    const auto piece_end = (file_->have() / protocol::update_piece + 1) * std::uint64_t{protocol::update_piece};
    const auto left = std::min(piece_end, order_->size()) - file_->have();
    wire::UpdateAsk ask;
    ask.set_update(name_);
    ask.set_offset(file_->have());
    ask.set_size(static_cast<std::uint32_t>(std::min<std::uint64_t>(left, protocol::update_chunk)));
    return ask;
}

void Updates::take(const wire::UpdateChunk& chunk) {
    if (!file_ || chunk.update() != name_ || chunk.offset() != file_->have() || file_->whole()) {
        return;
    }
    if (chunk.data().empty()) {
        return wait(delays_.ask_again, "not-there");
    }
    const auto good = file_->append(chunk.data());
    if (!good) {
        return wait(delays_.ask_again, good.error().is(FileError::NoSpace) ? "no-space" : "disk");
    }
    if (!*good && ++damaged_ >= most_damaged) {
        return refuse("damaged");
    }
    enter(step_);
}

// What lay on the disk while the power was cut is believed only when it is read again.
void Updates::check_some() {
    for (int i = 0; i < pieces_a_tick && file_ && file_->whole() && !file_->checked(); ++i) {
        const auto good = file_->check_next();
        if (!good) {
            return wait(delays_.ask_again, "disk");
        }
        if (!*good) {
            log::warning("update: a piece on the disk is not what was fetched; it is fetched again");
            return;
        }
    }
    if (!file_ || !file_->checked()) {
        return;
    }
    file_.reset();
    std::error_code failed;
    std::filesystem::rename(part(), whole(), failed);
    if (failed || !sync_folder(places_.folder)) {
        return wait(delays_.ask_again, "disk");
    }
    enter(wire::UpdateState::FETCHED);
}

// ---- handing over ---------------------------------------------------------------------------------------------------

void Updates::hand_over() {
    const auto now = monotonic_milliseconds();
    if (waiting() || (!token_.empty() && now - asked_at_ < delays_.installer)) {
        return;
    }
    token_ = random_token();
    asked_at_ = now;
    if (const auto asked = write_file_atomically(places_.asks / "install", as_bytes(token_ + "\n"), 0600); !asked) {
        token_.clear();
        wait(delays_.ask_again, "no-updater");
    }
}

void Updates::hear() {
    const auto text =
        token_.empty() ? Result<std::string>(FileError::NotFound) : read_text_file(places_.outcome, longest_outcome);
    if (!text) {
        return;
    }
    const auto [token, rest] = split(std::string_view(*text).substr(0, text->find('\n')));
    if (token == token_) {
        heard(split(rest).first);
    }
}

void Updates::heard(std::string_view code) {
    constexpr std::array<std::string_view, 5> never{"same", "not-signed", "not-ours", "older", "tried"};
    token_.clear();
    if (code == installed) {
        // The mark first: an outcome without it means that the machine was started again.
        if (const auto marked = write_file_atomically(installed_mark(), as_bytes(order_->version()), 0600); !marked) {
            return wait(delays_.ask_again, "disk");
        }
        set_outcome(installed);
        drop_files();
        installed_ms_ = clock_.now().milliseconds;
        return enter(wire::UpdateState::INSTALLED);
    }
    if (code == "not-yet") {
        return wait(delays_.not_yet, std::string(code));
    }
    const bool final = std::find(never.begin(), never.end(), code) != never.end();
    if (!final && ++failed_ < most_failed) {
        return wait(delays_.ask_again, "failed");
    }
    refuse(final ? code : "failed");
}

void Updates::refuse(std::string_view code) {
    log::warning("update {} is refused: {}", order_->version(), code);
    set_outcome(std::string(refused).append(code));
    drop_files();
    enter(wire::UpdateState::REFUSED, std::string(code));
}

// ---- starting with it -----------------------------------------------------------------------------------------------

// A clock that is set back begins to count anew.
void Updates::restart_when_quiet(bool busy) {
    const auto now = clock_.now();
    installed_ms_ = std::min(installed_ms_, now.milliseconds);
    if (busy || restart_asked_) {
        quiet_since_ms_ = 0;
        return;
    }
    if (quiet_since_ms_ == 0 || now.milliseconds < quiet_since_ms_) {
        quiet_since_ms_ = now.milliseconds;
    }
    const auto quiet = now.milliseconds - quiet_since_ms_;
    const bool waited = now.milliseconds - installed_ms_ >= delays_.longest_wait;
    if ((is_night(now) && quiet >= delays_.quiet_by_night) || (waited && quiet >= delays_.quiet_by_day)) {
        restart_asked_ = true;
        log::warning("nobody is here: the machine is started again with version {}", order_->version());
        ignore(write_file_atomically(places_.asks / "restart", as_bytes("update\n"), 0600), "then at the next start");
    }
}

void Updates::tick(bool busy) {
    switch (step_) {
        case wire::UpdateState::FETCHING:
            return waiting() ? void() : check_some();
        case wire::UpdateState::FETCHED:
            hear();
            return step_ == wire::UpdateState::FETCHED ? hand_over() : void();
        case wire::UpdateState::INSTALLED:
            return restart_when_quiet(busy);
        default:
            return;
    }
}

wire::UpdateState Updates::state() const {
    wire::UpdateState state;
    state.set_step(step_);
    state.set_word(word_);
    if (order_) {
        state.set_version(order_->version());
    }
    if (file_) {
        state.set_percent(static_cast<std::uint32_t>(file_->have() * 100 / order_->size()));
    }
    return state;
}

}  // namespace doorstep::agent
