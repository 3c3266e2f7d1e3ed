// A PDF as a receipt printer can print it: what is on its pages, one below the other, at the head's resolution. The
// fonts are those of the PDF, so that Chinese text needs none in the printer. Reentrant.
#pragma once

#include "base/error.hpp"
#include "device-drivers/receipt/receipt_raster.hpp"

namespace doorstep::devices {

enum class ReceiptPageError {
    NotAPdf = 1,  // refuse the paper
    TooLong,      // refuse the paper: over longest_receipt_mm
    Empty,        // refuse the paper: nothing is on it
};

// Dots of a head in an inch; all common ones have 8 a millimetre.
constexpr double receipt_dpi = 203.2;
// A receipt longer than this is no receipt: nobody wants two metres of paper.
constexpr int longest_receipt_mm = 600;

// White margins are left out on all sides but for a little between pages. What is wider than `head_dots` is made
// smaller to fit, nothing is made larger.
Result<GreyPicture> render_receipt(BytesView pdf, int head_dots);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::ReceiptPageError> {
    static constexpr std::string_view module = "receipt-page";
    static std::string_view name(devices::ReceiptPageError e);
};
