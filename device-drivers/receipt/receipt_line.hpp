// Bytes to and from a receipt printer: a serial line or a USB printer node of the kernel (usblp). Thread-bound.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "device-drivers/printer/printer_status.hpp"

namespace doorstep::devices {

constexpr int narrow_head_dots = 384;  // 58 mm paper
constexpr int wide_head_dots = 576;    // 80 mm

// Where a printer is and how wide its head.
struct ReceiptAddress {
    std::filesystem::path device;
    unsigned baud = 115200;  // of a serial line; a USB node has none
    int head_dots = wide_head_dots;
};

// "escpos:DEVICE", with "?width=58" or "?width=80" and "&baud=9600" (9600, 19200, 38400, 57600, 115200) behind it;
// BadAddress for anything else.
Result<ReceiptAddress> parse_receipt_address(std::string_view text);

// Closed until open() succeeded.
class ReceiptLine {
  public:
    virtual ~ReceiptLine() = default;
    // Missing when it is not there or may not be opened.
    virtual Status open(const ReceiptAddress& address) = 0;
    virtual void close() = 0;
    virtual bool is_open() const = 0;
    // As many bytes as it takes now, maybe none. Missing when it has gone.
    virtual Result<std::size_t> write_some(BytesView bytes) = 0;
    // As many as have come, maybe none. Missing when it has gone.
    virtual Result<std::size_t> read_some(std::span<std::uint8_t> into) = 0;
    // Until there is something to read, or room to write when that is wanted, or the time is over.
    virtual void wait(bool to_write, std::chrono::milliseconds longest) = 0;
    // The time that wait() lets pass.
    virtual std::chrono::steady_clock::time_point now() const { return std::chrono::steady_clock::now(); }
};

// The node itself; a recording stands in its place in tests/devices/.
std::unique_ptr<ReceiptLine> make_receipt_line();

}  // namespace doorstep::devices
