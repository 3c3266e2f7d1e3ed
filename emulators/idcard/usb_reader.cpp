#include "emulators/idcard/usb_reader.hpp"

#include <dlfcn.h>
#include <sys/ioctl.h>
// after sys/ioctl.h
#include <linux/usbdevice_fs.h>
#include <umockdev.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <vector>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "emulators/idcard/card_file.hpp"
#include "emulators/idcard/sam_module.hpp"

namespace doorstep::emulators {
namespace {

constexpr std::uint8_t head_in = 0x81;
constexpr std::uint8_t rest_in = 0x85;
constexpr std::size_t header_size = 7;
constexpr std::uint8_t serial_index = 3;
constexpr std::uint8_t direction_in = 0x80;

void put(Bytes& out, std::initializer_list<unsigned> bytes) {
    for (const auto byte : bytes) {
        out.push_back(static_cast<std::uint8_t>(byte));
    }
}

// Device, configuration, interface and endpoints, as /sys/…/descriptors has them.
Bytes descriptors(const UsbReaderOptions& options) {
    const bool four = options.pipes == UsbReaderOptions::Pipes::Four;
    const std::vector<unsigned> endpoints =
        four ? std::vector<unsigned>{0x02, 0x06, head_in, rest_in} : std::vector<unsigned>{0x02, head_in};
    const auto total = static_cast<unsigned>(9 + 9 + 7 * endpoints.size());
    Bytes all;
    const unsigned vendor = options.vendor;
    const unsigned product = options.product;
    put(all, {18, 1, 0x10, 0x01, 0, 0, 0, 64, vendor & 0xFFU, vendor >> 8U, product & 0xFFU, product >> 8U, 0, 1, 0, 0,
              options.serial.empty() ? 0U : serial_index, 1});
    put(all, {9, 2, total, 0, 1, 1, 0, 0x80, 50});
    put(all, {9, 4, 0, 0, static_cast<unsigned>(endpoints.size()), 0xFF, 0, 0, 0});
    for (const auto endpoint : endpoints) {
        put(all, {7, 5, endpoint, 2, 64, 0, 0});
    }
    return all;
}

// The answer to GET_DESCRIPTOR of a string.
Bytes string_descriptor(std::uint8_t index, const std::string& serial) {
    Bytes text = index == 0 ? Bytes{0x09, 0x04} : utf8_to_utf16le(serial).value();
    Bytes all{static_cast<std::uint8_t>(text.size() + 2), 3};
    all.insert(all.end(), text.begin(), text.end());
    return all;
}

// One transfer that libusb has handed in; `data` is umockdev's copy of it, kept until it is reaped.
struct Urb {
    UMockdevIoctlClient* from;  // whoever opened the node; only there it is reaped
    UMockdevIoctlData* data;
    UMockdevIoctlData* buffer;
    usbdevfs_urb& fields() const { return *reinterpret_cast<usbdevfs_urb*>(data->data); }
    void end(int status, std::size_t size) const {
        fields().status = status;
        fields().actual_length = static_cast<int>(size);
    }
};

// One for the process; its bus is there from the first call on.
UMockdevTestbed* testbed() {
    static UMockdevTestbed* const one = umockdev_testbed_new();
    return one;
}

// One time that the device was plugged in.
struct Plugging {
    bool there = true;
    UMockdevIoctlClient* claimed_by = nullptr;
    std::deque<Urb> waiting;  // for bytes
    std::deque<Urb> done;     // to be reaped
    std::map<std::uint8_t, std::deque<Bytes>> packets;
};

class Emulator final : public UsbReaderEmulator {
  public:
    explicit Emulator(UsbReaderOptions options) : options_(std::move(options)), port_(++ports()) { plug(); }
    ~Emulator() override { unplug(); }

    Status insert(const std::string& card) override {
        DOORSTEP_TRY(Card laid, load_card(options_.cards, card));
        const std::lock_guard lock(mutex_);
        module_.insert(std::move(laid));
        return {};
    }
    void remove() override {
        const std::lock_guard lock(mutex_);
        module_.remove();
    }
    void silence(bool silent) override {
        const std::lock_guard lock(mutex_);
        silent_ = silent;
    }
    void stall(int times) override {
        const std::lock_guard lock(mutex_);
        stalls_ = times;
    }
    void spoil(std::function<Bytes(Bytes)> what) override {
        const std::lock_guard lock(mutex_);
        spoil_ = std::move(what);
    }
    void unplug_at(int commands) override {
        const std::lock_guard lock(mutex_);
        unplug_in_ = commands;
    }
    int commands() const override {
        const std::lock_guard lock(mutex_);
        return commands_;
    }
    void plug() override { plug_in(true); }
    void plug_unheard() override { plug_in(false); }
    void unplug() override;

  private:
    static unsigned& ports() {
        static unsigned last = 0;
        return last;
    }
    static gboolean handle(UMockdevIoctlBase*, UMockdevIoctlClient* client, gpointer self) {
        static_cast<Emulator*>(self)->request(client);
        return TRUE;
    }
    void plug_in(bool heard);
    void request(UMockdevIoctlClient* client);
    void submit(UMockdevIoctlClient* client, UMockdevIoctlData* data);
    void reap(UMockdevIoctlClient* client, UMockdevIoctlData* data);
    void discard(UMockdevIoctlClient* client);
    void control(const Urb& urb) const;
    void take(BytesView bytes);
    void answer(const Bytes& frame);
    void serve();
    void go_away();

    const UsbReaderOptions options_;
    const unsigned port_;
    std::string syspath_;
    std::string node_;
    mutable std::mutex mutex_;  // guards all below
    SamModule module_;
    SamLine line_;
    bool silent_ = false;
    int stalls_ = 0;
    std::function<Bytes(Bytes)> spoil_;
    int unplug_in_ = 0;
    int commands_ = 0;
    std::map<std::string, Plugging> pluggings_;  // by node: libusb may still hold an old one open
    Plugging* at_ = nullptr;                     // whose request is in hand
};

void Emulator::plug_in(bool heard) {
    static unsigned last_number = 1;
    const auto number = ++last_number;
    syspath_ = fmt::format("/sys/devices/usb1/1-{}", port_);
    node_ = fmt::format("/dev/bus/usb/001/{:03}", number);
    const auto description = fmt::format(
        "P: /devices/usb1/1-{0}\nN: bus/usb/001/{1:03}\nE: DEVNAME=/dev/bus/usb/001/{1:03}\nE: DEVTYPE=usb_device\n"
        "E: SUBSYSTEM=usb\nE: BUSNUM=001\nE: DEVNUM={1:03}\nA: busnum=1\\n\nA: devnum={1}\\n\nA: speed=12\\n\n"
        "A: bConfigurationValue=1\\n\nH: descriptors={2}\n",
        port_, number, to_hex(descriptors(options_)));
    UMockdevIoctlBase* const kernel = umockdev_ioctl_base_new();  // stays attached: libusb may hold the old node open
    g_signal_connect(kernel, "handle-ioctl", G_CALLBACK(&Emulator::handle), this);
    {
        const std::lock_guard lock(mutex_);
        pluggings_[node_];
        line_.clear();
    }
    umockdev_testbed_add_from_string(testbed(), description.c_str(), nullptr);
    umockdev_testbed_attach_ioctl(testbed(), node_.c_str(), kernel, nullptr);
    if (heard) {
        umockdev_testbed_uevent(testbed(), syspath_.c_str(), "add");
    }
}

void Emulator::unplug() {
    {
        const std::lock_guard lock(mutex_);
        go_away();
    }
    if (!syspath_.empty()) {
        umockdev_testbed_uevent(testbed(), syspath_.c_str(), "remove");
        umockdev_testbed_remove_device(testbed(), syspath_.c_str());
        syspath_.clear();
    }
}

// As the kernel does it: what is under way ends with ESHUTDOWN and can still be reaped.
void Emulator::go_away() {
    const auto found = pluggings_.find(node_);
    if (found == pluggings_.end()) {
        return;
    }
    auto& plugging = found->second;
    plugging.there = false;
    for (const auto& urb : plugging.waiting) {
        urb.end(-ESHUTDOWN, 0);
        plugging.done.push_back(urb);
    }
    plugging.waiting.clear();
}

void Emulator::request(UMockdevIoctlClient* client) {
    const std::lock_guard lock(mutex_);
    at_ = &pluggings_[umockdev_ioctl_client_get_devnode(client)];
    const auto code = umockdev_ioctl_client_get_request(client);
    UMockdevIoctlData* const argument = umockdev_ioctl_client_get_arg(client);
    if (code == USBDEVFS_DISCARDURB) {
        return discard(client);
    }
    UMockdevIoctlData* const data =
        _IOC_SIZE(code) > 0 ? umockdev_ioctl_data_resolve(argument, 0, _IOC_SIZE(code), nullptr) : nullptr;
    switch (code) {
        case USBDEVFS_GET_CAPABILITIES:
            std::memset(data->data, 0, sizeof(std::uint32_t));
            return umockdev_ioctl_client_complete(client, 0, 0);
        case USBDEVFS_GETDRIVER:
        case USBDEVFS_IOCTL:
            return umockdev_ioctl_client_complete(client, -1, ENODATA);
        case USBDEVFS_DISCONNECT_CLAIM:
        case USBDEVFS_CLAIMINTERFACE:
            if (at_->there && at_->claimed_by != nullptr && at_->claimed_by != client) {
                return umockdev_ioctl_client_complete(client, -1, EBUSY);
            }
            at_->claimed_by = client;
            break;
        case USBDEVFS_RELEASEINTERFACE:
            at_->claimed_by = at_->claimed_by == client ? nullptr : at_->claimed_by;
            break;
        case USBDEVFS_CLEAR_HALT:
            break;
        case USBDEVFS_SUBMITURB:
            return submit(client, data);
        case USBDEVFS_REAPURB:
        case USBDEVFS_REAPURBNDELAY:
            return reap(client, data);
        default:
            return umockdev_ioctl_client_complete(client, -1, ENOTTY);
    }
    umockdev_ioctl_client_complete(client, at_->there ? 0 : -1, at_->there ? 0 : ENODEV);
}

void Emulator::submit(UMockdevIoctlClient* client, UMockdevIoctlData* data) {
    if (!at_->there) {
        return umockdev_ioctl_client_complete(client, -1, ENODEV);
    }
    const auto length = static_cast<std::size_t>(reinterpret_cast<usbdevfs_urb*>(data->data)->buffer_length);
    UMockdevIoctlData* const buffer =
        length > 0 ? umockdev_ioctl_data_resolve(data, offsetof(usbdevfs_urb, buffer), length, nullptr) : nullptr;
    const Urb urb{client, static_cast<UMockdevIoctlData*>(g_object_ref(data)), buffer};
    if (urb.fields().type == USBDEVFS_URB_TYPE_CONTROL) {
        control(urb);
        at_->done.push_back(urb);
    } else if ((urb.fields().endpoint & direction_in) != 0) {
        at_->waiting.push_back(urb);
    } else {
        urb.end(0, length);
        at_->done.push_back(urb);
        take(BytesView(buffer->data, length));
    }
    serve();
    umockdev_ioctl_client_complete(client, 0, 0);
}

void Emulator::reap(UMockdevIoctlClient* client, UMockdevIoctlData* data) {
    const auto found =
        std::find_if(at_->done.begin(), at_->done.end(), [&](const Urb& urb) { return urb.from == client; });
    if (found == at_->done.end()) {
        return umockdev_ioctl_client_complete(client, -1, at_->there ? EAGAIN : ENODEV);
    }
    const auto urb = *found;
    at_->done.erase(found);
    umockdev_ioctl_data_set_ptr(data, 0, urb.data);
    g_object_unref(urb.data);
    umockdev_ioctl_client_complete(client, 0, 0);
}

void Emulator::discard(UMockdevIoctlClient* client) {
    gulong address = 0;
    std::memcpy(&address, umockdev_ioctl_client_get_arg(client)->data, sizeof address);
    const auto found = std::find_if(at_->waiting.begin(), at_->waiting.end(), [&](const Urb& urb) {
        return urb.from == client && urb.data->client_addr == address;
    });
    if (found == at_->waiting.end()) {
        return umockdev_ioctl_client_complete(client, -1, EINVAL);
    }
    found->end(-ENOENT, 0);
    at_->done.push_back(*found);
    at_->waiting.erase(found);
    umockdev_ioctl_client_complete(client, 0, 0);
}

// Only strings are asked for: libusb reads the other descriptors from sysfs.
void Emulator::control(const Urb& urb) const {
    constexpr std::size_t setup_size = 8;
    constexpr std::uint8_t get_descriptor = 6;
    constexpr std::uint8_t string_type = 3;
    const auto* const setup = urb.buffer->data;
    if (setup[1] != get_descriptor || setup[3] != string_type) {
        return urb.end(-EPIPE, 0);
    }
    const auto text = string_descriptor(setup[2], options_.serial);
    const auto size = std::min(text.size(), static_cast<std::size_t>(urb.buffer->data_len) - setup_size);
    std::copy_n(text.begin(), size, urb.buffer->data + setup_size);
    urb.end(0, size);
}

void Emulator::take(BytesView bytes) {
    line_.feed(bytes);
    while (const auto command = line_.next()) {
        ++commands_;
        if (unplug_in_ > 0 && --unplug_in_ == 0) {
            return go_away();
        }
        const auto reaction = module_.react(*command);
        if (!silent_ && !reaction.answer.empty()) {
            answer(spoil_ ? spoil_(reaction.answer) : reaction.answer);
        }
    }
}

// Four pipes: header and rest apart. A single pair: in two packets, the first too short for a header, as some do it.
void Emulator::answer(const Bytes& frame) {
    const bool four = options_.pipes == UsbReaderOptions::Pipes::Four;
    const auto cut = frame.begin() + static_cast<std::ptrdiff_t>(std::min(four ? header_size : 3, frame.size()));
    at_->packets[head_in].emplace_back(frame.begin(), cut);
    if (cut != frame.end()) {
        at_->packets[four ? rest_in : head_in].emplace_back(cut, frame.end());
    }
}

// Gives what is there to the transfers that wait for it, a packet each.
void Emulator::serve() {
    for (auto urb = at_->waiting.begin(); urb != at_->waiting.end();) {
        auto& packets = at_->packets[urb->fields().endpoint];
        if (stalls_ > 0) {
            --stalls_;
            urb->end(-EPIPE, 0);
        } else if (!packets.empty()) {
            auto& packet = packets.front();
            const auto size = std::min(packet.size(), static_cast<std::size_t>(urb->fields().buffer_length));
            std::copy_n(packet.begin(), size, urb->buffer->data);
            urb->end(0, size);
            packet.erase(packet.begin(), packet.begin() + static_cast<std::ptrdiff_t>(size));
            if (packet.empty()) {
                packets.pop_front();
            }
        } else {
            ++urb;
            continue;
        }
        at_->done.push_back(*urb);
        urb = at_->waiting.erase(urb);
    }
}

}  // namespace

bool usb_is_emulated() {
    // umockdev's own question is about a testbed that is there; and LD_PRELOAD may name what is not installed.
    void* const preloaded = ::dlopen("libumockdev-preload.so.0", RTLD_LAZY | RTLD_NOLOAD);
    if (preloaded != nullptr) {
        ::dlclose(preloaded);
    }
    return preloaded != nullptr;
}

void begin_usb_bus() {
    testbed();
}

Result<std::unique_ptr<UsbReaderEmulator>> UsbReaderEmulator::start(UsbReaderOptions options) {
    return std::unique_ptr<UsbReaderEmulator>(std::make_unique<Emulator>(std::move(options)));
}

}  // namespace doorstep::emulators
