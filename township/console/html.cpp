#include "township/console/html.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"

namespace doorstep::township {
namespace {

// Contrast of every pair below is at least 7:1.
constexpr std::string_view style = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; font: 20px/1.6 "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: #1a1a1a; background: #f4f5f2; }
header { background: #1c3f5f; color: #fff; padding: 20px 32px; }
header a { color: #fff; }
h1 { margin: 0; font-size: 30px; font-weight: 700; }
main { padding: 24px 32px; max-width: 1400px; }
h2 { font-size: 24px; margin: 32px 0 12px; }
table { border-collapse: collapse; width: 100%; background: #fff; border: 1px solid #b9bfb5; }
th, td { text-align: left; padding: 12px 14px; border-bottom: 1px solid #d5d9d1; vertical-align: middle; }
th { background: #e6e9e2; font-size: 18px; white-space: nowrap; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.time { white-space: nowrap; }
.state { display: inline-block; padding: 2px 12px; border: 2px solid #1c3f5f; border-radius: 6px; font-weight: 700; white-space: nowrap; }
.tray { background: #fff3d6; border: 2px solid #7a4b00; padding: 12px 16px; margin: 12px 0; }
.empty { background: #fff; border: 1px solid #b9bfb5; padding: 40px; font-size: 24px; text-align: center; }
a { color: #0b4a80; }
a.row { display: inline-block; padding: 6px 0; font-weight: 700; }
a:focus { outline: 4px solid #c05a00; outline-offset: 2px; }
.pages { display: flex; flex-wrap: wrap; gap: 24px; }
figure { margin: 0; background: #fff; border: 1px solid #b9bfb5; padding: 12px; width: 420px; }
figure img { width: 100%; height: 520px; object-fit: contain; background: #eceee9; display: block; }
figcaption { margin-top: 8px; font-size: 17px; overflow-wrap: anywhere; }
code { font: 15px/1.4 "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
.quiet { color: #43483f; font-size: 17px; }
)css";

std::string style_hash() {
    const Digest digest = sha256(as_bytes(style));
    return "'sha256-" + to_base64(digest) + "'";
}

}  // namespace

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string html_page(std::string_view title, std::string_view body) {
    std::string out =
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>";
    out += escape(title);
    out += "</title><style>";
    out += style;
    out += "</style></head><body>";
    out += body;
    out += "</body></html>\n";
    return out;
}

std::string content_policy() {
    return "default-src 'none'; img-src 'self'; style-src " + style_hash() +
           "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace doorstep::township
