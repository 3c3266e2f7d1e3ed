// Which paper a page is, from its pixels and resolution.
#pragma once

#include <cstdint>
#include <string_view>

namespace doorstep::vision {

enum class PaperSize : std::uint8_t { Unknown = 0, A3, A4, A5, A6, B5, K16, Letter, Card };

// "A4" … "16K", "Letter", "ID-1" (a card), "unknown".
std::string_view paper_size_name(PaperSize size);

// The size within 4 % on both sides, upright or lying; Unknown otherwise or when dpi is 0. A page cut from a little
// outside its edges is still recognised.
PaperSize paper_size(int width, int height, double dpi);

}  // namespace doorstep::vision
