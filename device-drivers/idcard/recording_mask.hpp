// What a card says must not stand in a recording (SECURITY 18): test content of the same length takes its place before
// anything is written. Pure, reentrant.
#pragma once

#include "base/wiped_bytes.hpp"
#include "device-drivers/idcard/sam_messages.hpp"

namespace doorstep::devices {

// A test person's text block that a reader of blocks judges as it judges `block`: same layout, or the same fault.
// Any size is taken; one that is no block gives filler of its size.
Bytes masked_text_block(BytesView block);

// The bytes that came after `asked` was sent, all of them together, with the same length, frames and faults but
// without content: text, photo, fingerprints, addresses and the chip's serial are test content, what stands outside
// whole frames is filler. Kept are frames without data, the module's own id and the beginnings of frames. The driver
// goes the same way over the result; where that cannot be kept, everything becomes filler.
Bytes masked_answer(SamCommand asked, BytesView answer);

}  // namespace doorstep::devices
