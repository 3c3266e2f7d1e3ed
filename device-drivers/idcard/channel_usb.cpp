#include "device-drivers/idcard/channel_usb.hpp"

#include <libusb-1.0/libusb.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/log.hpp"
#include "device-drivers/idcard/usb_pipes.hpp"

namespace doorstep::devices {
namespace {

constexpr std::size_t most_waiting = std::size_t{64} * 1024;
// Looks for a device in vain until libusb is begun anew: a plug whose event was lost is in none of its lists before.
// Five seconds at the driver's pace.
constexpr int looks_in_vain = 10;

// A claimed interface of one device.
class LibusbPipes final : public UsbPipes {
  public:
    LibusbPipes(libusb_device_handle* handle, int interface) : handle_(handle), interface_(interface) {}
    ~LibusbPipes() override {
        libusb_release_interface(handle_, interface_);
        libusb_close(handle_);
    }
    LibusbPipes(const LibusbPipes&) = delete;
    LibusbPipes& operator=(const LibusbPipes&) = delete;

    PipeResult out(std::uint8_t endpoint, BytesView bytes, unsigned within_ms) override {
        Bytes copy(bytes.begin(), bytes.end());  // libusb takes no constant
        int sent = 0;
        const int result =
            libusb_bulk_transfer(handle_, endpoint, copy.data(), static_cast<int>(copy.size()), &sent, within_ms);
        const bool short_of = result == 0 && static_cast<std::size_t>(sent) != bytes.size();
        return short_of ? PipeResult::TimedOut : result_of(result);
    }
    PipeResult in(std::uint8_t endpoint, std::span<std::uint8_t> into, std::size_t& got, unsigned within_ms) override {
        int size = 0;
        const int result =
            libusb_bulk_transfer(handle_, endpoint, into.data(), static_cast<int>(into.size()), &size, within_ms);
        got = static_cast<std::size_t>(std::max(size, 0));
        return result_of(result);
    }
    void unstall(std::uint8_t endpoint) override { libusb_clear_halt(handle_, endpoint); }

  private:
    static PipeResult result_of(int result) {
        switch (result) {
            case LIBUSB_SUCCESS:
                return PipeResult::Done;
            case LIBUSB_ERROR_TIMEOUT:
                return PipeResult::TimedOut;
            case LIBUSB_ERROR_PIPE:
            case LIBUSB_ERROR_OVERFLOW:
                return PipeResult::Stalled;
            default:
                return PipeResult::Gone;  // no device, or one that only errs: it is looked for anew
        }
    }
    libusb_device_handle* const handle_;
    const int interface_;
};

// What arrived, between the transfer's thread and the hub's loop.
struct Inbox {
    std::mutex mutex;
    WipedBytes bytes;
    bool gone = false;
    FileDescriptor event{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};

    void wake() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto n = ::write(event.get(), &one, sizeof one);
    }
};

// One opened device and the thread that talks to it. Ends by itself after retire(); joined by the destructor.
class Link {
  public:
    Link(std::unique_ptr<UsbPipes> pipes, PipeLayout layout, std::shared_ptr<Inbox> inbox)
        : pipes_(std::move(pipes)), layout_(layout), inbox_(std::move(inbox)), thread_([this] { run(); }) {}
    ~Link() {
        retire();
        thread_.join();
    }
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    // False when it has not even taken the last frame.
    bool send(BytesView frame) {
        const std::lock_guard lock(mutex_);
        if (!frame_.empty()) {
            return false;
        }
        frame_.assign(frame.begin(), frame.end());
        changed_.notify_all();
        return true;
    }
    // Nothing of it reaches the inbox any more.
    void retire() {
        const std::lock_guard lock(mutex_);
        retired_ = true;
        changed_.notify_all();
    }
    // The thread has let go of the device.
    bool ended() const {
        const std::lock_guard lock(mutex_);
        return ended_;
    }

  private:
    void run() {
        PipeExchange exchange(*pipes_, layout_);
        while (const auto frame = next()) {
            const auto result = exchange.run(
                *frame, [this] { return wanted_elsewhere(); }, [this](BytesView bytes) { arrived(bytes); });
            if (result == PipeResult::Gone || result == PipeResult::Stalled) {
                gone();
                break;
            }
        }
        pipes_.reset();
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    std::optional<Bytes> next() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return retired_ || !frame_.empty(); });
        return retired_ ? std::nullopt : std::optional(std::exchange(frame_, {}));
    }
    bool wanted_elsewhere() const {
        const std::lock_guard lock(mutex_);
        return retired_ || !frame_.empty();
    }
    void arrived(BytesView bytes) {
        const std::lock_guard lock(mutex_);
        const std::lock_guard inside(inbox_->mutex);
        // What comes when the next frame waits belongs to one that was given up.
        if (!retired_ && frame_.empty() && inbox_->bytes.size() < most_waiting) {
            inbox_->bytes.insert(inbox_->bytes.end(), bytes.begin(), bytes.end());
            inbox_->wake();
        }
    }
    void gone() {
        const std::lock_guard lock(mutex_);
        const std::lock_guard inside(inbox_->mutex);
        if (!retired_) {
            inbox_->gone = true;
            inbox_->wake();
        }
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Bytes frame_;
    bool retired_ = false;
    bool ended_ = false;
    std::unique_ptr<UsbPipes> pipes_;
    const PipeLayout layout_;
    const std::shared_ptr<Inbox> inbox_;
    std::thread thread_;  // last: runs only when all else is there
};

struct DeviceList {
    explicit DeviceList(libusb_context* context) : size(libusb_get_device_list(context, &devices)) {}
    ~DeviceList() {
        if (size >= 0) {
            libusb_free_device_list(devices, 1);
        }
    }
    DeviceList(const DeviceList&) = delete;
    DeviceList& operator=(const DeviceList&) = delete;
    libusb_device** devices = nullptr;
    ssize_t size;
};

// The interface whose bulk pipes can be those of a SAM module; -1 without one.
int find_interface(libusb_device* device, PipeLayout& layout) {
    libusb_config_descriptor* config = nullptr;
    if (libusb_get_active_config_descriptor(device, &config) != 0) {
        return -1;
    }
    int found = -1;
    for (int i = 0; i < config->bNumInterfaces && found < 0; ++i) {
        if (config->interface[i].num_altsetting < 1) {
            continue;
        }
        const auto& settings = config->interface[i].altsetting[0];
        std::vector<std::uint8_t> bulk;
        for (int e = 0; e < settings.bNumEndpoints; ++e) {
            if ((settings.endpoint[e].bmAttributes & 3U) == LIBUSB_TRANSFER_TYPE_BULK) {
                bulk.push_back(settings.endpoint[e].bEndpointAddress);
            }
        }
        found = find_layout(bulk, layout) ? settings.bInterfaceNumber : -1;
    }
    libusb_free_config_descriptor(config);
    return found;
}

std::string serial_of(libusb_device_handle* handle, std::uint8_t index) {
    std::array<unsigned char, 128> text{};
    const int size =
        index == 0 ? 0 : libusb_get_string_descriptor_ascii(handle, index, text.data(), static_cast<int>(text.size()));
    return size > 0 ? std::string(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)) : "";
}

class UsbChannel final : public Channel {
  public:
    explicit UsbChannel(UsbReaders readers) : readers_(std::move(readers)) {}
    ~UsbChannel() override {
        close();
        retired_.clear();
        if (context_ != nullptr) {
            libusb_exit(context_);
        }
    }

    Status open() override {
        if (context_ == nullptr && libusb_init(&context_) != 0) {
            context_ = nullptr;
            return Error(ChannelError::Missing, "libusb");
        }
        auto inbox = std::make_shared<Inbox>();
        if (auto linked = link_up(inbox); !linked) {
            look_anew_next_time();
            return linked;
        }
        looked_in_vain_ = 0;
        inbox_ = std::move(inbox);
        probed_ = false;
        return {};
    }
    void close() override {
        retire();
        inbox_.reset();
    }
    Status set_baud(unsigned /*baud*/) override {
        // It is none, whatever its ids say, if there is another to ask.
        if (probed_ && !answered_ && readers_.serial.empty() && candidates(DeviceList(context_)).size() > 1) {
            ++candidate_;
            retire();
            if (auto linked = link_up(inbox_); !linked) {
                return ChannelError::Unplugged;
            }
        }
        probed_ = true;
        answered_ = false;
        return {};
    }
    Status write(BytesView bytes) override {
        if (link_ == nullptr || is_gone()) {
            return ChannelError::Unplugged;
        }
        return link_->send(bytes) ? Status() : ChannelError::Stalled;
    }
    Result<std::size_t> read(std::span<std::uint8_t> into) override {
        const std::lock_guard lock(inbox_->mutex);
        auto& waiting = inbox_->bytes;
        if (waiting.empty() && inbox_->gone) {
            return ChannelError::Unplugged;
        }
        const auto size = std::min(waiting.size(), into.size());
        std::copy_n(waiting.begin(), size, into.begin());
        waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(size));
        answered_ = answered_ || size > 0;
        settle();
        return size;
    }
    void discard() override {
        const std::lock_guard lock(inbox_->mutex);
        inbox_->bytes.clear();
        settle();
    }
    int descriptor() const override { return inbox_ ? inbox_->event.get() : -1; }
    std::string name() const override { return "usb" + (found_.empty() ? found_ : " " + found_); }

  private:
    // Readable only while something waits.
    void settle() const {
        if (inbox_->bytes.empty() && !inbox_->gone) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto n = ::read(inbox_->event.get(), &count, sizeof count);
        }
    }
    void look_anew_next_time() {
        if (++looked_in_vain_ >= looks_in_vain && retired_.empty()) {  // nothing holds a device of it open
            libusb_exit(context_);
            context_ = nullptr;
            looked_in_vain_ = 0;
        }
    }
    bool is_gone() const {
        const std::lock_guard lock(inbox_->mutex);
        return inbox_->gone;
    }
    void retire() {
        if (link_) {
            link_->retire();
            retired_.push_back(std::move(link_));
        }
        std::erase_if(retired_, [](const auto& link) { return link->ended(); });
    }
    bool fits(libusb_device* device, libusb_device_descriptor& about) const {
        return libusb_get_device_descriptor(device, &about) == 0 &&
               std::find(readers_.ids.begin(), readers_.ids.end(), UsbId{about.idVendor, about.idProduct}) !=
                   readers_.ids.end();
    }
    std::vector<libusb_device*> candidates(const DeviceList& list) const {
        std::vector<libusb_device*> found;
        for (ssize_t i = 0; i < list.size; ++i) {
            libusb_device_descriptor about{};
            PipeLayout layout;
            if (fits(list.devices[i], about) && find_interface(list.devices[i], layout) >= 0) {
                found.push_back(list.devices[i]);
            }
        }
        return found;
    }
    // Opens the candidate whose turn it is, or the next one that opens.
    Status link_up(const std::shared_ptr<Inbox>& inbox) {
        retire();  // also forgets those that have ended
        const DeviceList list(context_);
        const auto devices = candidates(list);
        Status why = ChannelError::Missing;
        for (std::size_t n = 0; n < devices.size(); ++n) {
            why = link_to(devices[candidate_ % devices.size()], inbox);
            if (why) {
                return why;
            }
            ++candidate_;
        }
        return why;
    }
    Status link_to(libusb_device* device, const std::shared_ptr<Inbox>& inbox) {
        libusb_device_handle* handle = nullptr;
        if (const int opened = libusb_open(device, &handle); opened != 0) {
            const bool denied = opened == LIBUSB_ERROR_ACCESS;
            return Error(denied ? ChannelError::Denied : ChannelError::Missing, libusb_error_name(opened));
        }
        libusb_device_descriptor about{};
        PipeLayout layout;
        const auto serial = fits(device, about) ? serial_of(handle, about.iSerialNumber) : std::string();
        const int interface = find_interface(device, layout);
        libusb_set_auto_detach_kernel_driver(handle, 1);
        const bool other = !readers_.serial.empty() && serial != readers_.serial;
        const int claimed = other ? LIBUSB_ERROR_NOT_FOUND : libusb_claim_interface(handle, interface);
        if (claimed != 0) {
            libusb_close(handle);
            return Error(ChannelError::Missing, libusb_error_name(claimed));
        }
        found_ = fmt::format("{:04x}:{:04x}{}{}", about.idVendor, about.idProduct, serial.empty() ? "" : " ", serial);
        link_ = std::make_unique<Link>(std::make_unique<LibusbPipes>(handle, interface), layout, inbox);
        return {};
    }

    const UsbReaders readers_;
    libusb_context* context_ = nullptr;
    std::shared_ptr<Inbox> inbox_;
    std::unique_ptr<Link> link_;
    std::vector<std::unique_ptr<Link>> retired_;  // until their threads have let go
    std::string found_;                           // "0400:c35a SERIAL" of the device last opened
    std::size_t candidate_ = 0;
    int looked_in_vain_ = 0;
    bool probed_ = false;
    bool answered_ = false;
};

}  // namespace

std::optional<UsbId> parse_usb_id(std::string_view text) {
    constexpr std::size_t size = 9;
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text.size() != size || text[4] != ':' || !std::all_of(text.begin(), text.begin() + 4, hex) ||
        !std::all_of(text.begin() + 5, text.end(), hex)) {
        return std::nullopt;
    }
    const auto value = [&](std::size_t at) {
        return static_cast<std::uint16_t>(std::stoul(std::string(text.substr(at, 4)), nullptr, 16));
    };
    return UsbId{value(0), value(5)};
}

std::unique_ptr<Channel> make_usb_channel(UsbReaders readers) {
    return std::make_unique<UsbChannel>(std::move(readers));
}

}  // namespace doorstep::devices
