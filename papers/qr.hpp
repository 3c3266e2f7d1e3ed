// QR codes for paper and screen, error correction level M.
#pragma once

#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "papers/papers.hpp"

namespace doorstep::papers {

// Square of modules without the quiet zone; the reader needs four white modules around it.
struct QrCode {
    int side = 0;
    std::vector<bool> dark;  // side × side, row by row
    bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};

// TooLong over qr_longest bytes or for an empty text.
Result<QrCode> make_qr(std::string_view text);

}  // namespace doorstep::papers
