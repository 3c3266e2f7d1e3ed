#include "forms/archive/tar_zstd.hpp"

#include <memory>

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include "forms/archive/scheme_archive.hpp"
#include "forms/scheme_package.hpp"

namespace doorstep::forms {
namespace {

constexpr std::size_t most_files = most_package_files + 2;  // manifest.json, manifest.sig

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

// What libarchive says of it; it never holds a file's content.
Error broken(archive* of) {
    const char* why = archive_error_string(of);
    return {ArchiveError::NotAnArchive, why != nullptr ? why : "no tar within zstd"};
}

Status write_file(archive* to, const std::string& name, const std::string& content) {
    constexpr int mode = 0644;
    const Entry entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), mode);
    archive_entry_set_mtime(entry.get(), 0, 0);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
    if (archive_write_header(to, entry.get()) != ARCHIVE_OK ||
        archive_write_data(to, content.data(), content.size()) != static_cast<la_ssize_t>(content.size())) {
        return Error(ArchiveError::TooLarge, fmt::format("more than {} bytes", largest_archive));
    }
    return {};
}

// The header alone: what the file is called, is, and says that it holds.
Result<std::string> check_entry(archive_entry* entry, const NamedFiles& before, std::size_t used) {
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || !is_package_file_name(name)) {
        return Error(ArchiveError::BadName, "a file's name is none of a scheme's");
    }
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr ||
        archive_entry_symlink(entry) != nullptr || archive_entry_size_is_set(entry) == 0) {
        return Error(ArchiveError::NotAFile, name);
    }
    if (before.contains(name)) {
        return Error(ArchiveError::Twice, name);
    }
    const auto size = archive_entry_size(entry);
    if (size < 0 || static_cast<std::uint64_t>(size) > largest_archive - used) {
        return Error(ArchiveError::TooLarge, fmt::format("it unpacks to more than {} bytes", largest_archive));
    }
    if (before.size() >= most_files) {
        return Error(ArchiveError::TooLarge, fmt::format("more than {} files", most_files));
    }
    return std::string(name);
}

Result<std::string> read_content(archive* from, std::size_t size) {
    std::string content(size, '\0');
    std::size_t read = 0;
    while (read < size) {
        const auto got = archive_read_data(from, content.data() + read, size - read);
        if (got <= 0) {
            return broken(from);
        }
        read += static_cast<std::size_t>(got);
    }
    return content;
}

}  // namespace

Result<Bytes> write_tar(const NamedFiles& files) {
    const Writer writer(archive_write_new(), archive_write_free);
    Bytes out(largest_archive);
    std::size_t used = 0;
    if (archive_write_set_format_ustar(writer.get()) != ARCHIVE_OK ||
        archive_write_add_filter_zstd(writer.get()) != ARCHIVE_OK ||
        archive_write_set_options(writer.get(), "zstd:compression-level=19") != ARCHIVE_OK ||
        archive_write_set_bytes_in_last_block(writer.get(), 1) != ARCHIVE_OK ||
        archive_write_open_memory(writer.get(), out.data(), out.size(), &used) != ARCHIVE_OK) {
        return broken(writer.get());
    }
    for (const auto& [name, content] : files) {
        DOORSTEP_CHECK(write_file(writer.get(), name, content));
    }
    if (archive_write_close(writer.get()) != ARCHIVE_OK) {
        return Error(ArchiveError::TooLarge, fmt::format("more than {} bytes", largest_archive));
    }
    out.resize(used);
    return out;
}

Result<NamedFiles> read_tar(BytesView bytes) {
    if (bytes.size() > largest_archive) {
        return Error(ArchiveError::TooLarge, fmt::format("more than {} bytes", largest_archive));
    }
    if (!looks_packed(bytes)) {
        return Error(ArchiveError::NotAnArchive, "no tar within zstd");
    }
    const Reader reader(archive_read_new(), archive_read_free);
    if (archive_read_support_filter_zstd(reader.get()) != ARCHIVE_OK ||
        archive_read_support_format_tar(reader.get()) != ARCHIVE_OK ||
        archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
        return broken(reader.get());
    }
    NamedFiles files;
    std::size_t used = 0;
    archive_entry* entry = nullptr;
    int next = ARCHIVE_OK;
    while ((next = archive_read_next_header(reader.get(), &entry)) == ARCHIVE_OK) {
        DOORSTEP_TRY(const std::string name, check_entry(entry, files, used));
        DOORSTEP_TRY(auto content, read_content(reader.get(), static_cast<std::size_t>(archive_entry_size(entry))));
        used += content.size();
        files.emplace(name, std::move(content));
    }
    return next == ARCHIVE_EOF ? Result<NamedFiles>(std::move(files)) : broken(reader.get());
}

}  // namespace doorstep::forms
