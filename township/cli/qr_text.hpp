// A QR code as lines of block characters: for a terminal's screen, before which a code reader is held.
#pragma once

#include <string>
#include <string_view>

namespace doorstep::township {

// Two rows of the code in a line of text, white on a dark terminal, with its quiet zone. Empty for an empty text, or
// one that no code holds.
std::string qr_text(std::string_view text);

}  // namespace doorstep::township
