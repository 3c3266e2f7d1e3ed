// Archives that no tool of ours would write.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

#include "base/wiped_bytes.hpp"

namespace doorstep::forms::testing {

struct TarEntry {
    std::string name;
    std::string content;
    unsigned type = AE_IFREG;
    std::string link = {};  // of a symbolic or hard link
    bool hard = false;
};

// The bytes through that filter into `out`; for archives and for what shall look like one.
template <class Write>
Bytes written(const Write& write) {
    constexpr std::size_t room = 1U << 20U;
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), archive_write_free);
    Bytes out(room);
    std::size_t used = 0;
    archive_write_set_bytes_in_last_block(writer.get(), 1);
    write(*writer, [&] {
        if (archive_write_open_memory(writer.get(), out.data(), out.size(), &used) != ARCHIVE_OK) {
            throw std::runtime_error("no archive");
        }
    });
    archive_write_close(writer.get());
    out.resize(used);
    return out;
}

inline Bytes tar_of(const std::vector<TarEntry>& entries, bool compressed = true) {
    return written([&](archive& to, const auto& open) {
        archive_write_set_format_pax_restricted(&to);
        if (compressed) {
            archive_write_add_filter_zstd(&to);
        }
        open();
        for (const auto& one : entries) {
            const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                      archive_entry_free);
            archive_entry_set_pathname(entry.get(), one.name.c_str());
            archive_entry_set_filetype(entry.get(), one.type);
            archive_entry_set_perm(entry.get(), 0644);
            archive_entry_set_size(entry.get(), static_cast<la_int64_t>(one.content.size()));
            if (!one.link.empty()) {
                one.hard ? archive_entry_set_hardlink(entry.get(), one.link.c_str())
                         : archive_entry_set_symlink(entry.get(), one.link.c_str());
            }
            archive_write_header(&to, entry.get());
            archive_write_data(&to, one.content.data(), one.content.size());
        }
    });
}

// Anything within zstd, also what is no tar.
inline Bytes zstd_of(BytesView content) {
    return written([&](archive& to, const auto& open) {
        archive_write_set_format_raw(&to);
        archive_write_add_filter_zstd(&to);
        open();
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  archive_entry_free);
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_write_header(&to, entry.get());
        archive_write_data(&to, content.data(), content.size());
    });
}

}  // namespace doorstep::forms::testing
