// What must never lie about in the clear, in every spelling a program might have written it (SECURITY 15).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/wiped_bytes.hpp"

namespace doorstep::leak {

struct Needle {
    std::string what;  // whose and which spelling, for the report: "name 2 as GB18030"
    std::string bytes;
};

// A text in UTF-8, UTF-16LE, UTF-16BE, GB18030, base64 (at each of its three alignments) and hex (both cases). Texts
// shorter than four bytes are refused (empty result): they would be found everywhere.
std::vector<Needle> spellings(const std::string& label, const std::string& text);
// Windows of 48 bytes from a picture's compressed data: its head is shared by all pictures, so the windows come from
// the middle.
std::vector<Needle> windows(const std::string& label, BytesView content);

// Finds any of many needles in one pass. Reentrant once made.
class Haystack {
  public:
    explicit Haystack(std::vector<Needle> needles);
    // Labels of the needles that lie in the bytes, each once.
    std::vector<std::string> needles_in(BytesView bytes) const;
    // The same for a file. Also "a face template as float32" or "… float64" when a
    // run of numbers lies there that looks like a descriptor: at least 120 in a row, small, none zero, nearly all
    // different. In memory that would be no finding: what draws a page and what knows faces is full of such numbers.
    std::vector<std::string> search(BytesView bytes) const;

  private:
    std::vector<Needle> needles_;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_head_;
};

}  // namespace doorstep::leak
