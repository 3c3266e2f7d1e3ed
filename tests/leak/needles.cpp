#include "tests/leak/needles.hpp"

#include <iconv.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "base/encoding.hpp"

namespace doorstep::leak {
namespace {

std::string converted(const std::string& text, const char* to) {
    iconv_t handle = iconv_open(to, "UTF-8");
    std::string out(text.size() * 4 + 8, '\0');
    std::string in = text;
    char* from_at = in.data();
    char* to_at = out.data();
    std::size_t from_left = in.size();
    std::size_t to_left = out.size();
    const bool good =
        handle != reinterpret_cast<iconv_t>(-1) && iconv(handle, &from_at, &from_left, &to_at, &to_left) == 0;
    if (handle != reinterpret_cast<iconv_t>(-1)) {
        iconv_close(handle);
    }
    out.resize(good ? out.size() - to_left : 0);
    return out;
}

// The characters of base64 that depend on the text alone when it starts at byte `phase` of a group of three.
std::string base64_core(const std::string& text, std::size_t phase) {
    const std::string padded = std::string(phase, '\0') + text;
    const std::string whole = to_base64(as_bytes(padded));
    const std::size_t head = phase == 0 ? 0 : phase + 1;
    const std::size_t full_bits = padded.size() * 8 / 6;
    return full_bits > head ? whole.substr(head, full_bits - head) : std::string();
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::uint32_t head_of(const std::uint8_t* at) {
    std::uint32_t head = 0;
    std::memcpy(&head, at, sizeof head);
    return head;
}

constexpr std::size_t descriptor_run = 120;

// Whether numbers lie there that could be a descriptor, at any alignment of four.
template <class Number>
bool descriptor_in(BytesView bytes) {
    for (std::size_t phase = 0; phase < 4; ++phase) {
        std::vector<Number> run;
        const auto judged = [&run] {
            return run.size() >= descriptor_run &&
                   std::set<Number>(run.begin(), run.end()).size() * 10 >= run.size() * 9;
        };
        for (std::size_t at = phase; at + sizeof(Number) <= bytes.size(); at += sizeof(Number)) {
            Number value = 0;
            std::memcpy(&value, bytes.data() + at, sizeof value);
            const Number size = std::fabs(value);
            if (size > Number(1e-6) && size < Number(0.8)) {
                run.push_back(value);
            } else if (judged()) {
                return true;
            } else {
                run.clear();
            }
        }
        if (judged()) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<Needle> spellings(const std::string& label, const std::string& text) {
    std::vector<Needle> out;
    if (text.size() < 4) {
        return out;
    }
    const auto add = [&](const char* spelling, const std::string& bytes) {
        // Four bytes are found by chance once in some hundred megabytes of sealed content; six are not.
        if (bytes.size() >= 6) {
            out.push_back({label + " as " + spelling, bytes});
        }
    };
    add("UTF-8", text);
    add("UTF-16LE", converted(text, "UTF-16LE"));
    add("UTF-16BE", converted(text, "UTF-16BE"));
    if (const auto gb = converted(text, "GB18030"); gb != text) {
        add("GB18030", gb);
    }
    add("base64", base64_core(text, 0));
    add("base64 (1)", base64_core(text, 1));
    add("base64 (2)", base64_core(text, 2));
    add("hex", to_hex(as_bytes(text)));
    add("HEX", upper(to_hex(as_bytes(text))));
    return out;
}

std::vector<Needle> windows(const std::string& label, BytesView content) {
    constexpr std::size_t width = 48;
    std::vector<Needle> out;
    for (std::size_t part = 1; part <= 8 && content.size() > 20 * width; ++part) {
        const std::size_t at = content.size() * part / 9;
        out.push_back({label + " as bytes", std::string(as_text(content.subspan(at, width)))});
    }
    return out;
}

Haystack::Haystack(std::vector<Needle> needles) : needles_(std::move(needles)) {
    for (std::size_t i = 0; i < needles_.size(); ++i) {
        by_head_[head_of(reinterpret_cast<const std::uint8_t*>(needles_[i].bytes.data()))].push_back(i);
    }
}

std::vector<std::string> Haystack::needles_in(BytesView bytes) const {
    std::set<std::string> found;
    for (std::size_t at = 0; at + 4 <= bytes.size(); ++at) {
        const auto candidates = by_head_.find(head_of(bytes.data() + at));
        if (candidates == by_head_.end()) {
            continue;
        }
        for (const std::size_t i : candidates->second) {
            const auto& needle = needles_[i];
            if (at + needle.bytes.size() <= bytes.size() &&
                std::memcmp(bytes.data() + at, needle.bytes.data(), needle.bytes.size()) == 0) {
                found.insert(needle.what);
            }
        }
    }
    return {found.begin(), found.end()};
}

std::vector<std::string> Haystack::search(BytesView bytes) const {
    auto found = needles_in(bytes);
    if (descriptor_in<float>(bytes)) {
        found.emplace_back("a face template as float32");
    }
    if (descriptor_in<double>(bytes)) {
        found.emplace_back("a face template as float64");
    }
    return found;
}

}  // namespace doorstep::leak
