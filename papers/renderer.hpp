// A filled template → PDF bytes. Inside papers/ only.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "papers/papers.hpp"

namespace doorstep::papers {

// What a template's {{key}} stand for. Values are plain text (escaped here); `markup` was escaped by the caller.
struct Filling {
    std::string language = "zh_CN";
    std::map<std::string, std::string> values;
    std::map<std::string, std::string> markup;
    std::string qr_text;  // empty: the template uses no picture
    double qr_mm = 30;
    bool training = false;  // the mark goes across it
};

// One page or DoesNotFit. BadTemplate when a key stands for nothing.
Result<Bytes> render(std::string_view template_name, const Filling& filling, Paper paper, double body_pt);
// Words of words.toml; empty when there are none.
std::string words(std::string_view language, std::string_view key);
// HTML of plain text.
std::string escaped(std::string_view text);

}  // namespace doorstep::papers
