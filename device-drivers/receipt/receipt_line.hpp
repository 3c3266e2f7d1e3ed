// Bytes to and from a receipt printer: a serial line or a USB printer node of the kernel (usblp). Thread-bound.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "base/error.hpp"
#include "base/files.hpp"
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

class ReceiptLine {
  public:
    // Missing when it is not there or may not be opened.
    Status open(const ReceiptAddress& address);
    void close() { fd_.reset(); }
    bool is_open() const { return fd_.valid(); }
    // As many bytes as it takes now, maybe none. Missing when it has gone.
    Result<std::size_t> write_some(BytesView bytes);
    // As many as have come, maybe none. Missing when it has gone.
    Result<std::size_t> read_some(std::span<std::uint8_t> into);
    // Until there is something to read, or room to write when that is wanted, or the time is over.
    void wait(bool to_write, std::chrono::milliseconds longest) const;

  private:
    FileDescriptor fd_;
};

}  // namespace doorstep::devices
