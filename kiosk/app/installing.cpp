#include "kiosk/app/installing.hpp"

#include <charconv>
#include <filesystem>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "kiosk/app/single_page.hpp"

namespace doorstep::kiosk {

namespace {

constexpr std::size_t longest_file = 64 * 1024;
constexpr int look_ms = 250;
constexpr double gigabyte = 1e9;  // as disks are sold

std::filesystem::path folder() {
    return run_folder() / "install";
}

std::string text_of(const char* name) {
    return read_text_file(folder() / name, longest_file).value_or("");
}

// The pieces between signs; empty ones count.
std::vector<std::string_view> pieces(std::string_view text, char between) {
    std::vector<std::string_view> found;
    while (true) {
        const auto end = text.find(between);
        found.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return found;
        }
        text.remove_prefix(end + 1);
    }
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

InstallState going_on(InstallState::Step step, const std::vector<std::string_view>& words) {
    const auto part = words.size() == 3 ? number(words[1]) : std::nullopt;
    const auto all = words.size() == 3 ? number(words[2]) : std::nullopt;
    if (!part || !all || *all == 0 || *part > *all) {
        return {};
    }
    return {step, static_cast<double>(*part) / static_cast<double>(*all), {}};
}

}  // namespace

std::vector<InstallDisk> parse_install_disks(std::string_view text) {
    std::vector<InstallDisk> disks;
    for (const auto line : pieces(text, '\n')) {
        const auto fields = pieces(line, '\t');
        const auto bytes = fields.size() == 5 ? number(fields[1]) : std::nullopt;
        if (bytes && !fields[0].empty()) {
            disks.push_back({std::string(fields[0]), *bytes, std::string(fields[2]), std::string(fields[3]),
                             std::string(fields[4])});
        }
    }
    return disks;
}

InstallState parse_install_state(std::string_view text) {
    using Step = InstallState::Step;
    const auto words = pieces(first_line(text), ' ');
    if (words[0] == "choose") {
        return {Step::Choose, 0, {}};
    }
    if (words[0] == "writing" || words[0] == "checking") {
        return going_on(words[0] == "writing" ? Step::Writing : Step::Checking, words);
    }
    if (words[0] == "finished") {
        return {Step::Finished, 1, {}};
    }
    if (words[0] == "failed" && words.size() == 2) {
        return {Step::Failed, 0, std::string(words[1])};
    }
    return {};
}

Installing::Installing(QObject* parent) : QObject(parent) {
    connect(&look_again_, &QTimer::timeout, this, &Installing::read);
    look_again_.start(look_ms);
    read();
}

QVariantList Installing::disks() const {
    QVariantList list;
    for (const auto& disk : disks_) {
        list.push_back(
            QVariantMap{{QStringLiteral("size"), QString::number(static_cast<double>(disk.bytes) / gigabyte, 'f', 1)},
                        {QStringLiteral("kind"), QString::fromStdString(disk.kind)},
                        {QStringLiteral("serial"), QString::fromStdString(disk.serial)},
                        {QStringLiteral("model"), QString::fromStdString(disk.model)}});
    }
    return list;
}

QString Installing::step() const {
    constexpr std::array names = {"waiting", "choose", "writing", "checking", "finished", "failed"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(state_.step)));
}

void Installing::write(int disk) {
    if (disk >= 0 && static_cast<std::size_t>(disk) < disks_.size()) {
        const auto& chosen = disks_[static_cast<std::size_t>(disk)];
        wish("write\t" + chosen.name + "\t" + chosen.serial);
    }
}

void Installing::look() {
    wish("look");
}

void Installing::switchOff() {
    wish("off");
}

void Installing::wish(const std::string& line) {
    const auto file = run_folder() / "home-kiosk" / "install";
    if (auto written = write_file_atomically(file, as_bytes(line + "\n")); !written) {
        log::error("the wish cannot be written: {}", written.error().text());
    }
}

void Installing::read() {
    auto disks = parse_install_disks(text_of("disks"));
    auto state = parse_install_state(text_of("state"));
    const auto firmware = text_of("firmware");
    const auto words = pieces(first_line(firmware), ' ');
    std::string secure_boot(words.size() == 2 ? words[1] : "none");
    if (disks != disks_ || state != state_ || secure_boot != secure_boot_) {
        disks_ = std::move(disks);
        state_ = std::move(state);
        secure_boot_ = std::move(secure_boot);
        emit changed();
    }
}

bool is_install_stick() {
    std::error_code ignored;
    return std::filesystem::is_directory(folder(), ignored);
}

int run_installing(QGuiApplication& app, void (*shown)()) {
    Installing installing;
    return run_single_page(app, QStringLiteral("Install"),
                           {{QStringLiteral("installing"), QVariant::fromValue(&installing)}}, shown);
}

}  // namespace doorstep::kiosk
