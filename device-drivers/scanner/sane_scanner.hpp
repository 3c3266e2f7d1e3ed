// A scanner through libsane, without SANE's types. Thread-bound; one in a process (libsane is one state machine).
//
//   closed --open()--> open --scan()--> scanning --last page, error or cancel--> open
//   An Io or Missing error closes; the next scan() opens again. A scanner on USB that is gone from the bus is Missing
//   also while nothing is asked of it (still_there()).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "device-drivers/scanner/scan_error.hpp"
#include "device-drivers/usb/usb_names.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

enum class ScanSource { Auto, Flatbed, Feeder, Duplex };
enum class ScanMode { Auto, Colour, Grey, LineArt };

// Millimetres from the top left corner; what goes beyond the scanner's own is cut off.
struct ScanArea {
    double x = 0;
    double y = 0;
    double width = 210;  // A4
    double height = 297;
};

struct ScanOrder {
    ScanSource source = ScanSource::Auto;  // Auto: the feeder when paper lies in it, else the glass
    int dpi = 300;                         // the nearest that the scanner has
    int max_pages = 0;                     // 0: one from the glass, all from the feeder up to most_pages
    ScanMode mode = ScanMode::Auto;        // Auto: colour; the nearest that the scanner has
    ScanArea area{};
};

// What the feeder of a village scanner holds, twice over. The job ends there without an error.
constexpr int most_pages = 100;

struct ScannerIdentity {
    std::string vendor;
    std::string model;
    std::string device;  // what SANE calls it
    std::string serial;  // of a device on USB that tells it; empty for others
};

// All callbacks come from inside scan(), on its thread but `cancelled`, which is also asked from another one and must
// be thread-safe.
struct ScanCallbacks {
    // A whole page, numbered from 1. An error ends the job with it.
    std::function<Status(int index, vision::Image page)> page;
    // True: stop as soon as the device allows.
    std::function<bool()> cancelled = [] { return false; };
    // Something moved since the last call, at most once a second: the job is alive.
    std::function<void()> progress = [] {};
};

class SaneScanner {
  public:
    // `device` is "usb:04a9:190f[:SERIAL]" (found wherever it is plugged in), a SANE name ("airscan:e0:Brother"),
    // "escl:http://HOST:PORT/eSCL/", or empty for the first one found (discovery; seconds). Nothing is opened yet.
    explicit SaneScanner(std::string device, UsbFolders usb = {});
    ~SaneScanner();
    SaneScanner(const SaneScanner&) = delete;
    SaneScanner& operator=(const SaneScanner&) = delete;

    // Opens when closed; stays open between pages and jobs. Missing, Busy, Denied or Io when it cannot.
    Status open();
    bool is_open() const;
    // False when it was open and is gone from the USB; true for all else: only a scan tells.
    bool still_there() const;
    // Buttons that were pressed since the last call, by SANE's names. Empty while closed or where there are none.
    std::vector<std::string> pressed_buttons();
    // True while open when the device has buttons that can be read.
    bool has_buttons() const;
    // Closes the device and libsane: what a re-plugged or restarted scanner needs.
    void close();
    // Valid while open.
    const ScannerIdentity& identity() const;
    // Scans until the source is empty, max_pages are there or something happens. The number of pages handed over; when
    // it fails, pages handed over before remain good. Opens first when closed.
    Result<int> scan(const ScanOrder& order, const ScanCallbacks& callbacks);
    // Which of SANE's backends may be used, see PrivateSaneConfig::restricted. Before the first open(); an escl:
    // address uses its own alone.
    void restrict_backends(std::vector<std::string> only, std::vector<std::string> never);
    // Sets an option of the device by name before each scan (a technician's or a test's wish, e.g.
    // "read-return-value").
    void set_extra_option(std::string name, std::string value);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::devices
