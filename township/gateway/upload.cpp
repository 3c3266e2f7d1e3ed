#include "township/gateway/upload.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>

#include "base/files.hpp"
#include "township/archive/test_point.hpp"

namespace doorstep::township {
namespace {

constexpr auto envelope_file = "envelope";
constexpr std::size_t largest_sealed_part = protocol::largest_part + (1U << 20U);  // plain bound and the stream's marks

// Nothing of an upload is fsynced: a power cut costs a resend, never a wrong byte, because the digests are checked at
// the end.
Status append(const std::filesystem::path& file, std::string_view data) {
    const FileDescriptor fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.valid()) {
        return file_error(errno, "incoming part");
    }
    while (!data.empty()) {
        const auto written = ::write(fd.get(), data.data(), data.size());
        if (written < 0 && errno != EINTR) {
            return file_error(errno, "incoming part");
        }
        data.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

Upload::Upload(std::filesystem::path folder, Bytes envelope, protocol::CheckedEnvelope checked)
    : folder_(std::move(folder)),
      envelope_(std::move(envelope)),
      checked_(std::move(checked)),
      have_(checked_.parts.size(), 0) {}

Result<Upload> Upload::begin(const std::filesystem::path& folder, Bytes envelope, protocol::CheckedEnvelope checked) {
    Upload upload(folder, std::move(envelope), std::move(checked));
    std::error_code nowhere;
    std::uint64_t whole_size = 0;
    for (const auto& part : upload.checked_.parts) {
        whole_size += part.size;
    }
    if (whole_size <= largest_in_ram && !std::filesystem::exists(folder, nowhere)) {
        upload.ram_.resize(upload.have_.size());
        return upload;
    }
    DOORSTEP_CHECK(make_folder(folder, 0700));
    const auto before = read_file(folder / envelope_file, protocol::largest_envelope);
    if (!before || *before != upload.envelope_) {
        upload.remove();
        DOORSTEP_CHECK(make_folder(folder, 0700));
        DOORSTEP_CHECK(write_file_atomically(folder / envelope_file, upload.envelope_, 0600));
    }
    for (std::size_t i = 0; i < upload.have_.size(); ++i) {
        std::error_code error;
        const auto size = std::filesystem::file_size(upload.part_file(i), error);
        const auto whole = upload.checked_.parts[i].size;
        if (!error && size > whole) {
            std::filesystem::remove(upload.part_file(i), error);
        } else if (!error) {
            upload.have_[i] = size;
        }
    }
    return upload;
}

std::filesystem::path Upload::part_file(std::size_t index) const {
    return folder_ / fmt::format("{:03}.part", index);
}

// The first part of that name which is not whole yet, else the first of that name, else the number of parts.
std::size_t Upload::find(std::string_view part) const {
    std::size_t found = have_.size();
    for (std::size_t i = 0; i < have_.size(); ++i) {
        if (as_text(checked_.parts[i].name) != part) {
            continue;
        }
        if (have_[i] < checked_.parts[i].size) {
            return i;
        }
        found = std::min(found, i);
    }
    return found;
}

wire::Need Upload::need() const {
    wire::Need out;
    out.set_submission(checked_.header.submission_id());
    for (std::size_t i = 0; i < have_.size(); ++i) {
        if (have_[i] < checked_.parts[i].size) {
            auto& missing = *out.add_missing();
            missing.set_part(std::string(as_text(checked_.parts[i].name)));
            missing.set_from(have_[i]);
        }
    }
    return out;
}

bool Upload::complete() const {
    return need().missing_size() == 0;
}

std::uint64_t Upload::have(std::string_view part) const {
    const auto index = find(part);
    return index < have_.size() ? have_[index] : 0;
}

Result<Upload::Taken> Upload::take(std::string_view part, std::uint64_t offset, std::string_view data) {
    const auto index = find(part);
    if (index == have_.size() || data.empty() || offset > checked_.parts[index].size ||
        data.size() > checked_.parts[index].size - offset) {
        return Taken::Unknown;
    }
    if (offset > have_[index]) {
        return Taken::Gap;
    }
    if (offset + data.size() <= have_[index]) {
        return Taken::Duplicate;
    }
    data.remove_prefix(static_cast<std::size_t>(have_[index] - offset));
    test_point("chunk-came");
    if (in_ram()) {
        const auto bytes = as_bytes(data);
        ram_[index].insert(ram_[index].end(), bytes.begin(), bytes.end());
    } else if (auto status = append(part_file(index), data); !status) {
        // What stands on the disk counts, also after half a write.
        std::error_code error;
        const auto size = std::filesystem::file_size(part_file(index), error);
        have_[index] = error ? 0 : size;
        return status.error();
    }
    have_[index] += data.size();
    return Taken::Written;
}

Result<std::vector<Bytes>> Upload::read_parts() {
    std::vector<Bytes> out;
    for (std::size_t i = 0; i < have_.size(); ++i) {
        DOORSTEP_TRY(Bytes part, read_part(i));
        if (auto right = protocol::check_part(checked_, i, part); !right) {
            ++wrong_parts_;
            empty_part(i);
            return right.error();
        }
        out.push_back(std::move(part));
    }
    return out;
}

Result<Bytes> Upload::read_part(std::size_t index) const {
    return in_ram() ? Result<Bytes>(ram_[index]) : read_file(part_file(index), largest_sealed_part);
}

void Upload::empty_part(std::size_t index) {
    have_[index] = 0;
    if (in_ram()) {
        ram_[index].clear();
        return;
    }
    std::error_code error;
    std::filesystem::remove(part_file(index), error);
}

void Upload::remove() {
    std::error_code error;
    if (!in_ram()) {
        std::filesystem::remove_all(folder_, error);
    }
}

// What is in RAM as it would lie in the folder.
Status Upload::write_folder() const {
    DOORSTEP_CHECK(make_folder(folder_, 0700));
    DOORSTEP_CHECK(write_file_atomically(folder_ / envelope_file, envelope_, 0600));
    for (std::size_t i = 0; i < ram_.size(); ++i) {
        DOORSTEP_CHECK(write_file_atomically(part_file(i), ram_[i], 0600));
    }
    return {};
}

std::vector<std::string> folders_by_age(const std::filesystem::path& folder) {
    std::vector<std::pair<std::filesystem::file_time_type, std::string>> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        found.emplace_back(entry.last_write_time(error), entry.path().filename().native());
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> out;
    for (auto& [changed, name] : found) {
        out.push_back(std::move(name));
    }
    return out;
}

Status Upload::keep_in(const std::filesystem::path& folder) {
    DOORSTEP_CHECK(in_ram() ? write_folder() : Status{});
    DOORSTEP_CHECK(make_folder(folder.parent_path(), 0700));
    std::error_code error;
    std::filesystem::rename(folder_, folder, error);
    return error ? Status(file_error(error.value(), "refused parts")) : sync_folder(folder.parent_path());
}

}  // namespace doorstep::township
