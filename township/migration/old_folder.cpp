#include "township/migration/old_folder.hpp"

#include <algorithm>
#include <array>

#include "base/files.hpp"

namespace doorstep::township {
namespace {

namespace fs = std::filesystem;

// ASCII only: what other scripts do with case, Windows and offices do not agree on either.
std::string small_letters(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string_view without_beginning(std::string_view name) {
    while (name.starts_with("./") || name.starts_with("/")) {
        name.remove_prefix(name.find('/') + 1);
    }
    return name;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Cuts a run of digits off, without its leading zeros.
std::string_view number_off(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

// 2 before 10.
bool as_counted(const std::string& left, const std::string& right) {
    std::string_view a = left;
    std::string_view b = right;
    while (!a.empty() && !b.empty()) {
        if (is_digit(a[0]) && is_digit(b[0])) {
            const auto x = number_off(a);
            const auto y = number_off(b);
            if (x != y) {
                return x.size() != y.size() ? x.size() < y.size() : x < y;
            }
        } else if (a[0] != b[0]) {
            return a[0] < b[0];
        } else {
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    return a.empty() == b.empty() ? left < right : a.empty();
}

struct Magic {
    std::string_view bytes;
    std::string_view media_type;
};
constexpr std::array<Magic, 8> magics{{{"\xFF\xD8\xFF", "image/jpeg"},
                                       {"\x89PNG\r\n\x1A\n", "image/png"},
                                       {"%PDF-", "application/pdf"},
                                       {std::string_view("II*\0", 4), "image/tiff"},
                                       {std::string_view("MM\0*", 4), "image/tiff"},
                                       {std::string_view("\0\0\0\x0CjP  ", 8), "image/jp2"},
                                       {"BM", "image/bmp"},
                                       {"PK\x03\x04", "application/zip"}}};

}  // namespace

Result<OldFolder> OldFolder::open(const fs::path& folder) {
    OldFolder out(folder);
    std::error_code failed;
    auto entry = fs::recursive_directory_iterator(folder, failed);
    for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
        if (entry->symlink_status(failed).type() == fs::file_type::regular) {
            auto path = entry->path().lexically_relative(folder).native();
            auto key = small_letters(path);
            out.paths_.emplace(std::move(key), std::move(path));
        }
        if (out.paths_.size() > most_old_files) {
            return Error(FileError::TooLarge, "more files than one import takes: import folder by folder");
        }
    }
    return failed ? Result<OldFolder>(file_error(failed.value(), folder.native())) : std::move(out);
}

std::optional<std::string> OldFolder::named(std::string_view name) const {
    name = without_beginning(name);
    const auto [first, last] = paths_.equal_range(small_letters(name));
    for (auto one = first; one != last; ++one) {
        if (one->second == name) {
            return one->second;
        }
    }
    return first != last && std::next(first) == last ? std::optional(first->second) : std::nullopt;
}

std::vector<std::string> OldFolder::beginning(std::string_view begin) const {
    const auto key = small_letters(without_beginning(begin));
    std::vector<std::string> out;
    for (auto one = paths_.lower_bound(key); one != paths_.end() && one->first.starts_with(key); ++one) {
        out.push_back(one->second);
    }
    std::sort(out.begin(), out.end(), as_counted);
    return out;
}

Result<Bytes> OldFolder::read(const std::string& path, std::size_t bound) const {
    return read_file(folder_ / path, bound);
}

std::vector<std::string> OldFolder::rest(std::size_t most, std::size_t& count) const {
    std::vector<std::string> out;
    count = 0;
    for (const auto& [key, path] : paths_) {
        if (!used_.contains(path)) {
            ++count;
            if (out.size() < most) {
                out.push_back(path);
            }
        }
    }
    return out;
}

std::string_view media_type_of(BytesView content) {
    for (const auto& magic : magics) {
        if (as_text(content).starts_with(magic.bytes)) {
            return magic.media_type;
        }
    }
    return "application/octet-stream";
}

}  // namespace doorstep::township
