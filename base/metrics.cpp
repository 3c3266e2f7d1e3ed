#include "base/metrics.hpp"

#include <fmt/format.h>

#include "base/files.hpp"

namespace doorstep {
namespace {

std::string escaped(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c == '\\' || c == '"') {
            out += '\\';
        }
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

}  // namespace

void Metrics::gauge(std::string_view name, std::string_view help, double value, std::string_view label,
                    std::string_view label_value) {
    const auto full = fmt::format("{}_{}", prefix_, name);
    if (helped_.insert(full).second) {
        text_ += fmt::format("# HELP {} {}\n# TYPE {} gauge\n", full, help, full);
    }
    text_ += label.empty() ? fmt::format("{} {}\n", full, value)
                           : fmt::format("{}{{{}=\"{}\"}} {}\n", full, label, escaped(label_value), value);
}

Status write_metrics(const std::filesystem::path& file, std::string_view text) {
    return write_file_atomically(file, as_bytes(text), 0644);
}

}  // namespace doorstep
