#include "device-drivers/scanner/sane_scanner.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/log.hpp"
#include "device-drivers/scanner/private_config.hpp"
#include "device-drivers/scanner/sane_frame.hpp"
#include "device-drivers/scanner/sane_options.hpp"

namespace doorstep::devices {
namespace {

constexpr auto cancel_look_every = std::chrono::milliseconds(50);
constexpr auto progress_every = std::chrono::seconds(1);
// Backends cut their reader thread off with pthread_cancel, wherever it is. One that has only just begun may hold
// malloc's lock, and then sane_cancel never returns: after an error it gets a moment to come to rest in its write.
constexpr auto reader_rests_after = std::chrono::milliseconds(200);
constexpr std::string_view escl_prefix = "escl:";

// Calls sane_cancel (which may be called at any time from anywhere) when the wish comes while a call blocks.
class CancelWatch {
  public:
    CancelWatch(SANE_Handle handle, const std::function<bool()>& cancelled)
        : thread_([this, handle, &cancelled] {
              std::unique_lock lock(mutex_);
              while (!over_.wait_for(lock, cancel_look_every, [this] { return ended_; })) {
                  if (!fired_ && cancelled()) {
                      fired_ = true;
                      sane_cancel(handle);
                  }
              }
          }) {}
    CancelWatch(const CancelWatch&) = delete;
    CancelWatch& operator=(const CancelWatch&) = delete;
    ~CancelWatch() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
        }
        over_.notify_all();
        thread_.join();
    }
    bool fired() const { return fired_; }

  private:
    std::mutex mutex_;
    std::condition_variable over_;
    bool ended_ = false;
    std::atomic<bool> fired_ = false;
    std::thread thread_;
};

FrameFormat format_of(const SANE_Parameters& parameters) {
    using Kind = FrameFormat::Kind;
    const Kind kind = parameters.format == SANE_FRAME_GRAY    ? Kind::Grey
                      : parameters.format == SANE_FRAME_RGB   ? Kind::Colour
                      : parameters.format == SANE_FRAME_RED   ? Kind::Red
                      : parameters.format == SANE_FRAME_GREEN ? Kind::Green
                                                              : Kind::Blue;
    return {kind,
            parameters.last_frame != SANE_FALSE,
            parameters.pixels_per_line,
            parameters.lines,
            parameters.bytes_per_line,
            parameters.depth};
}

bool holds_word(std::string_view text, std::initializer_list<std::string_view> wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](auto w) { return text.find(w) != std::string_view::npos; });
}

// The device's own word for a source; nothing when it has none.
std::optional<std::string> source_word(const std::vector<std::string>& words, ScanSource source) {
    for (const auto& word : words) {
        const bool feeder = holds_word(word, {"ADF", "Feeder", "feeder"});
        const bool both_sides = holds_word(word, {"Duplex", "duplex"});
        const bool glass = holds_word(word, {"Flatbed", "flatbed", "Platen", "FlatBed"});
        if (source == ScanSource::Duplex   ? both_sides
            : source == ScanSource::Feeder ? feeder && !both_sides && !holds_word(word, {"Back"})
                                           : glass) {
            return word;
        }
    }
    return std::nullopt;
}

// Sets the source. Both sides are a source of their own, or a wish beside the feeder.
Status choose_source(const SaneOptions& options, ScanSource source) {
    const auto sources = options.words("source");
    const auto word = source_word(sources, source);
    if (word) {
        DOORSTEP_CHECK(options.set_text("source", *word));
    } else if (source == ScanSource::Feeder) {
        return Error(ScanError::Unsupported, "no feeder");
    } else if (source == ScanSource::Duplex) {
        const auto feeder = source_word(sources, ScanSource::Feeder);
        const auto modes = options.words("adf-mode");
        if (!feeder || (std::find(modes.begin(), modes.end(), "Duplex") == modes.end() && !options.has("duplex"))) {
            return Error(ScanError::Unsupported, "not on both sides");
        }
        DOORSTEP_CHECK(options.set_text("source", *feeder));
    }
    const bool both_sides = source == ScanSource::Duplex;
    if (!options.words("adf-mode").empty()) {
        DOORSTEP_CHECK(options.set_text("adf-mode", both_sides ? "Duplex" : "Simplex"));
    }
    return options.has("duplex") ? options.set_any("duplex", both_sides ? "yes" : "no") : Status{};
}

// The device's words for the modes, the wished one first and then what is next to it.
Status choose_mode(const SaneOptions& options, ScanMode mode) {
    static const std::vector<std::string> colour{"Color", "color", "24bit Color", "24bit Color[Fast]"};
    static const std::vector<std::string> grey{"Gray", "gray", "Grayscale", "True Gray"};
    static const std::vector<std::string> lines{"Lineart", "lineart", "Black & White", "Binary"};
    std::vector<const std::vector<std::string>*> wishes{&colour, &grey};
    if (mode == ScanMode::Grey) {
        wishes = {&grey, &colour};
    } else if (mode == ScanMode::LineArt) {
        wishes = {&lines, &grey, &colour};
    }
    const auto words = options.words("mode");
    for (const auto* wish : wishes) {
        for (const auto& word : *wish) {
            if (std::find(words.begin(), words.end(), word) != words.end()) {
                return options.set_text("mode", word);
            }
        }
    }
    return {};  // it has only one
}

}  // namespace

struct SaneScanner::State {
    std::string wanted;
    UsbFolders usb;
    std::optional<PrivateSaneConfig> config;
    bool by_address = false;  // and that configuration knows one scanner only
    std::vector<std::string> only_backends;
    std::vector<std::string> never_backends;
    bool initialised = false;
    SANE_Handle handle = nullptr;
    ScannerIdentity identity;
    std::optional<UsbName> on_usb;  // who it is there, where that is known
    std::vector<std::pair<std::string, std::string>> extra;
    std::vector<std::string> buttons;  // that it has
    std::set<std::string> held;        // and those that were pressed when last looked at

    Status open();
    Status initialise();
    Result<std::string> device_name() const;
    Result<std::string> name_on_usb(const UsbName& meant) const;
    std::optional<UsbName> usb_name(std::string_view device) const;
    void note_identity(const std::string& device);
    void close();
    void skip_penalty();
    Result<double> prepare(ScanSource source, const ScanOrder& order) const;
    struct Pages {
        Status outcome;
        int count = 0;
    };
    Pages read_pages(int most, double dpi, const ScanCallbacks& callbacks) const;
    Result<int> scan_source(ScanSource source, const ScanOrder& order, const ScanCallbacks& callbacks);
    Result<vision::Image> read_page(PageAssembler& page, double dpi, const ScanCallbacks& callbacks) const;
    Status read_frame(PageAssembler& page, const ScanCallbacks& callbacks) const;
};

Status SaneScanner::State::initialise() {
    if (initialised) {
        return {};
    }
    if (wanted.starts_with(escl_prefix) && !config) {
        DOORSTEP_TRY(auto made, PrivateSaneConfig::make(std::string_view(wanted).substr(escl_prefix.size())));
        config.emplace(std::move(made));
        by_address = true;
    } else if (!config && (!only_backends.empty() || !never_backends.empty())) {
        DOORSTEP_TRY(auto made, PrivateSaneConfig::restricted(only_backends, never_backends));
        config.emplace(std::move(made));
    }
    SANE_Int version = 0;
    const auto status = sane_init(&version, nullptr);
    if (status != SANE_STATUS_GOOD) {
        return scan_error(status, "sane_init");
    }
    initialised = true;
    return {};
}

// Who lies at the place that a SANE name speaks of; nothing when it speaks of none.
std::optional<UsbName> SaneScanner::State::usb_name(std::string_view device) const {
    const auto place = place_in_sane_name(device);
    return place ? usb_device_at(place->first, place->second, usb) : std::nullopt;
}

Result<std::string> SaneScanner::State::name_on_usb(const UsbName& meant) const {
    const SANE_Device** list = nullptr;
    if (const auto status = sane_get_devices(&list, SANE_TRUE); status != SANE_STATUS_GOOD) {
        return scan_error(status, "sane_get_devices");
    }
    for (; list != nullptr && *list != nullptr; ++list) {
        if (const auto found = usb_name((*list)->name); found && fits(meant, *found)) {
            return std::string((*list)->name);
        }
    }
    return Error(ScanError::Missing, meant.text() + " is not plugged in");
}

Result<std::string> SaneScanner::State::device_name() const {
    if (by_address) {
        return std::string(PrivateSaneConfig::device);
    }
    if (const auto meant = parse_usb_name(wanted)) {
        return name_on_usb(*meant);
    }
    if (!wanted.empty()) {
        return wanted;
    }
    const SANE_Device** list = nullptr;
    const auto status = sane_get_devices(&list, SANE_FALSE);
    if (status != SANE_STATUS_GOOD) {
        return scan_error(status, "sane_get_devices");
    }
    if (list == nullptr || list[0] == nullptr) {
        return Error(ScanError::Missing, "no scanner found");
    }
    return std::string(list[0]->name);
}

void SaneScanner::State::note_identity(const std::string& device) {
    on_usb = usb_name(device);
    identity = {"", device, device, on_usb ? on_usb->serial : ""};
    const SANE_Device** list = nullptr;
    // A scanner by its address is not "local"; no search comes of it, for its configuration allows none.
    if (sane_get_devices(&list, by_address ? SANE_FALSE : SANE_TRUE) != SANE_STATUS_GOOD) {
        return;
    }
    for (; list != nullptr && *list != nullptr; ++list) {
        if (device == (*list)->name) {
            identity.vendor = (*list)->vendor;
            identity.model = (*list)->model;
        }
    }
}

Status SaneScanner::State::open() {
    if (handle != nullptr) {
        return {};
    }
    DOORSTEP_CHECK(initialise());
    auto device = device_name();
    if (!device) {
        close();
        return device.error();
    }
    const auto status = sane_open(device->c_str(), &handle);
    if (status != SANE_STATUS_GOOD) {
        handle = nullptr;
        close();
        // INVAL is what sane_open says for a name that nobody knows (now), IO_ERROR for one that does not answer.
        const bool missing = status == SANE_STATUS_INVAL || status == SANE_STATUS_IO_ERROR;
        return missing ? Error(ScanError::Missing, sane_strstatus(status)) : scan_error(status, "sane_open");
    }
    note_identity(*device);
    buttons = SaneOptions(handle).buttons();
    held.clear();
    return {};
}

void SaneScanner::State::close() {
    buttons.clear();
    if (handle != nullptr) {
        sane_close(handle);
        handle = nullptr;
    }
    if (initialised) {
        sane_exit();
        initialised = false;
    }
}

// sane-airscan makes the next job on a handle wait 2.5 s after one that ended with an error, be it "feeder empty". A
// new handle costs 20 ms; libsane stays initialised. Other backends are left open: reopening those takes seconds.
void SaneScanner::State::skip_penalty() {
    if (identity.device.starts_with("airscan:")) {
        sane_close(handle);
        handle = nullptr;
    }
}

// Sets source, mode, resolution and area; the resolution that the device took.
Result<double> SaneScanner::State::prepare(ScanSource source, const ScanOrder& order) const {
    const SaneOptions options(handle);
    DOORSTEP_CHECK(options.answers());
    DOORSTEP_CHECK(choose_source(options, source));
    DOORSTEP_CHECK(choose_mode(options, order.mode));
    DOORSTEP_TRY(const double dpi, options.set_number("resolution", order.dpi));
    const auto& area = order.area;
    // The near corner twice: a device may refuse it beyond the far one of the job before.
    for (int round = 0; round < 2; ++round) {
        DOORSTEP_CHECK(options.set_length("tl-x", round == 0 ? 0 : area.x, dpi));
        DOORSTEP_CHECK(options.set_length("tl-y", round == 0 ? 0 : area.y, dpi));
        DOORSTEP_CHECK(options.set_length("br-x", area.x + area.width, dpi));
        DOORSTEP_CHECK(options.set_length("br-y", area.y + area.height, dpi));
    }
    for (const auto& [name, value] : extra) {
        DOORSTEP_CHECK(options.set_any(name, value));
    }
    return dpi;
}

Status SaneScanner::State::read_frame(PageAssembler& page, const ScanCallbacks& callbacks) const {
    std::array<std::uint8_t, 64 * 1024> piece{};
    auto told = std::chrono::steady_clock::now();
    for (;;) {
        SANE_Int length = 0;
        const auto status = sane_read(handle, piece.data(), static_cast<SANE_Int>(piece.size()), &length);
        if (status == SANE_STATUS_EOF) {
            return {};
        }
        if (status != SANE_STATUS_GOOD) {
            return scan_error(status, "sane_read");
        }
        DOORSTEP_CHECK(page.feed(BytesView(piece).first(static_cast<std::size_t>(length))));
        if (const auto now = std::chrono::steady_clock::now(); length > 0 && now - told >= progress_every) {
            told = now;
            callbacks.progress();
        }
    }
}

Result<vision::Image> SaneScanner::State::read_page(PageAssembler& page, double dpi,
                                                    const ScanCallbacks& callbacks) const {
    constexpr int most_frames = 3;
    for (int i = 0; i < most_frames; ++i) {
        if (const auto status = sane_start(handle); status != SANE_STATUS_GOOD) {
            return scan_error(status, "sane_start");
        }
        SANE_Parameters parameters{};
        if (const auto status = sane_get_parameters(handle, &parameters); status != SANE_STATUS_GOOD) {
            return scan_error(status, "sane_get_parameters");
        }
        DOORSTEP_CHECK(page.begin(format_of(parameters)));
        DOORSTEP_CHECK(read_frame(page, callbacks));
        if (page.end()) {
            return page.finish(dpi);
        }
    }
    return Error(ScanError::Io, "more than three frames a page");
}

// Up to `most` pages; stops at the first that does not come. Afterwards nobody else holds the handle.
SaneScanner::State::Pages SaneScanner::State::read_pages(int most, double dpi, const ScanCallbacks& callbacks) const {
    Pages pages;
    PageAssembler assembler;  // one for all pages: new memory for each costs more than putting the page together
    CancelWatch watch(handle, callbacks.cancelled);
    while (pages.count < most && pages.outcome) {
        auto page = watch.fired() ? Result<vision::Image>(ScanError::Cancelled) : read_page(assembler, dpi, callbacks);
        // What a backend says once it was cancelled is of no interest.
        pages.outcome = watch.fired() ? Status(ScanError::Cancelled)
                        : page        ? callbacks.page(pages.count + 1, std::move(*page))
                                      : Status(page.error());
        pages.count += pages.outcome ? 1 : 0;
    }
    if (!pages.outcome) {
        std::this_thread::sleep_for(reader_rests_after);
    }
    sane_cancel(handle);  // SANE wants it after the last page too
    return pages;
}

Result<int> SaneScanner::State::scan_source(ScanSource source, const ScanOrder& order, const ScanCallbacks& callbacks) {
    DOORSTEP_TRY(const double dpi, prepare(source, order));
    const int bound = order.max_pages > 0 ? std::min(order.max_pages, most_pages) : most_pages;
    const auto pages = read_pages(source == ScanSource::Flatbed ? 1 : bound, dpi, callbacks);
    if (pages.outcome) {
        return pages.count;
    }
    skip_penalty();
    const bool feeder_ran_out = pages.count > 0 && pages.outcome.error().is(ScanError::Empty);
    return feeder_ran_out ? Result<int>(pages.count) : pages.outcome.error();
}

SaneScanner::SaneScanner(std::string device, UsbFolders usb) : state_(std::make_unique<State>()) {
    state_->wanted = std::move(device);
    state_->usb = std::move(usb);
}

SaneScanner::~SaneScanner() {
    state_->close();
}

Status SaneScanner::open() {
    return state_->open();
}

bool SaneScanner::is_open() const {
    return state_->handle != nullptr;
}

void SaneScanner::restrict_backends(std::vector<std::string> only, std::vector<std::string> never) {
    state_->only_backends = std::move(only);
    state_->never_backends = std::move(never);
}

bool SaneScanner::still_there() const {
    if (!is_open() || !state_->on_usb) {
        return true;
    }
    const auto now = state_->usb_name(state_->identity.device);
    return now && now->text() == state_->on_usb->text();
}

bool SaneScanner::has_buttons() const {
    return is_open() && !state_->buttons.empty();
}

std::vector<std::string> SaneScanner::pressed_buttons() {
    std::vector<std::string> fresh;
    if (!is_open()) {
        return fresh;
    }
    const SaneOptions options(state_->handle);
    for (const auto& button : state_->buttons) {
        const bool now = options.pressed(button);
        if (now && state_->held.insert(button).second) {
            fresh.push_back(button);
        } else if (!now) {
            state_->held.erase(button);
        }
    }
    return fresh;
}

void SaneScanner::close() {
    state_->close();
}

const ScannerIdentity& SaneScanner::identity() const {
    return state_->identity;
}

void SaneScanner::set_extra_option(std::string name, std::string value) {
    state_->extra.emplace_back(std::move(name), std::move(value));
}

Result<int> SaneScanner::scan(const ScanOrder& order, const ScanCallbacks& callbacks) {
    DOORSTEP_CHECK(open());
    const bool is_auto = order.source == ScanSource::Auto;
    auto result = state_->scan_source(is_auto ? ScanSource::Feeder : order.source, order, callbacks);
    const bool no_feeder =
        !result && (result.error().is(ScanError::Empty) || result.error().is(ScanError::Unsupported));
    if (is_auto && no_feeder) {
        DOORSTEP_CHECK(open());
        result = state_->scan_source(ScanSource::Flatbed, order, callbacks);
    }
    if (!result && (result.error().is(ScanError::Io) || result.error().is(ScanError::Missing))) {
        log::warning("scanner closed: {}", result.error().text());
        close();
    }
    return result;
}

}  // namespace doorstep::devices
