#include "tests/faults/power_cut.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

namespace doorstep::faults {
namespace {

namespace fs = std::filesystem;

struct Head {
    std::uint64_t kind;
    std::uint64_t file;
    std::uint64_t at;
    std::uint64_t length;
};

constexpr char mark_kind = 'K';
constexpr std::size_t sector = 512;

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string parent_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

// Shared memory of SQLite's: mapped, never synced, made anew from the log.
bool is_scratch(const std::string& path) {
    return path.size() > 4 && path.compare(path.size() - 4, 4, "-shm") == 0;
}

struct Change {
    bool is_size = false;
    std::uint64_t at = 0;
    std::string_view bytes;
};

// A file as the disk has it for sure, and what may have come since.
struct Content {
    std::string sure;
    std::vector<Change> since;
};

void apply(std::string& content, const Change& change) {
    if (change.is_size) {
        content.resize(change.at);
        return;
    }
    content.resize(std::max<std::size_t>(content.size(), change.at + change.bytes.size()));
    content.replace(change.at, change.bytes.size(), change.bytes);
}

// How the disk treats what was not synced, at one cut.
enum class Mood { Nothing, Everything, AnyWrites, AnySectors, UpToOne };

// What of one write reached the disk, sector by sector.
void apply_torn(std::string& content, const Change& change, std::mt19937_64& random) {
    if (change.is_size) {
        apply(content, change);
        return;
    }
    for (std::size_t done = 0; done < change.bytes.size();) {
        const auto size = std::min<std::size_t>(sector - (change.at + done) % sector, change.bytes.size() - done);
        if (random() % 2 == 0) {
            apply(content, {false, change.at + done, change.bytes.substr(done, size)});
        }
        done += size;
    }
}

std::string after_cut(const Content& file, Mood mood, std::mt19937_64& random) {
    std::string content = file.sure;
    const auto up_to = file.since.empty() ? 0 : random() % (file.since.size() + 1);
    for (std::size_t i = 0; i < file.since.size(); ++i) {
        if (mood == Mood::Everything || (mood == Mood::AnyWrites && random() % 2 == 0) ||
            (mood == Mood::UpToOne && i < up_to)) {
            apply(content, file.since[i]);
        } else if (mood == Mood::AnySectors || (mood == Mood::UpToOne && i == up_to)) {
            apply_torn(content, file.since[i], random);
        }
    }
    return content;
}

struct NameChange {
    char kind;
    std::uint64_t file;
    std::string path;
    std::string to;  // of a rename
    bool sure = false;
};

}  // namespace

DiskImage DiskImage::of(const fs::path& folder) {
    DiskImage image;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto path = entry.path().lexically_relative(folder).native();
        struct stat info {};
        if (::lstat(entry.path().c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
            image.folders_.push_back(path);
        } else if (S_ISREG(info.st_mode) && !is_scratch(path)) {
            image.files_.push_back({path, info.st_ino, bytes_of(entry.path())});
        }
    }
    return image;
}

PowerJournal::PowerJournal(const fs::path& file, fs::path root, DiskImage before)
    : root_(std::move(root)), before_(std::move(before)) {
    const auto text = bytes_of(file);
    for (std::size_t at = 0; at < text.size();) {
        Head head{};
        if (text.size() - at < sizeof head) {
            throw std::runtime_error("the journal is cut");
        }
        std::memcpy(&head, text.data() + at, sizeof head);
        at += sizeof head;
        if (text.size() - at < head.length) {
            throw std::runtime_error("the journal is cut");
        }
        records_.push_back({static_cast<char>(head.kind), head.file, head.at, text.substr(at, head.length)});
        at += head.length;
    }
}

void PowerJournal::mark(const fs::path& file, const std::string& text) {
    const Head head{mark_kind, 0, 0, text.size()};
    std::string whole(reinterpret_cast<const char*>(&head), sizeof head);
    whole += text;
    const int fd = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (::write(fd, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) {
        throw std::runtime_error("no mark in the journal");
    }
    ::close(fd);
}

std::vector<std::string> PowerJournal::marks_before(std::size_t record) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < record; ++i) {
        if (records_[i].kind == mark_kind) {
            out.push_back(records_[i].bytes);
        }
    }
    return out;
}

std::map<char, std::size_t> PowerJournal::kinds() const {
    std::map<char, std::size_t> out;
    for (const auto& record : records_) {
        ++out[record.kind];
    }
    return out;
}

std::string PowerJournal::below(const std::string& path) const {
    return path.size() > root_.native().size() ? path.substr(root_.native().size() + 1) : std::string{};
}

// What the names came to, step by step.
struct PowerJournal::Names {
    std::map<std::string, std::uint64_t> files;
    std::set<std::string> folders;

    void apply(const NameChange& change) {
        switch (change.kind) {
            case 'C':
                if (has_parent(change.path)) {
                    files[change.path] = change.file;
                }
                return;
            case 'M':
                if (has_parent(change.path)) {
                    folders.insert(change.path);
                }
                return;
            case 'U':
                files.erase(change.path);
                folders.erase(change.path);
                return;
            case 'R':
                move(change.path, change.to);
                return;
            default:
                return;
        }
    }

  private:
    bool has_parent(const std::string& path) const {
        const auto parent = parent_of(path);
        return parent.empty() || folders.count(parent) != 0;
    }
    void move(const std::string& from, const std::string& to) {
        if (!has_parent(to)) {
            return;
        }
        if (const auto file = files.find(from); file != files.end()) {
            files[to] = file->second;
            files.erase(from);
        } else if (folders.count(from) != 0) {
            move_folder(from, to);
        }
    }
    void move_folder(const std::string& from, const std::string& to) {
        std::map<std::string, std::uint64_t> moved_files;
        std::set<std::string> moved_folders;
        const auto moved = [&](const std::string& path) {
            return path == from || path.compare(0, from.size() + 1, from + "/") == 0 ? to + path.substr(from.size())
                                                                                     : path;
        };
        for (const auto& [path, number] : files) {
            moved_files[moved(path)] = number;
        }
        for (const auto& path : folders) {
            moved_folders.insert(moved(path));
        }
        files = std::move(moved_files);
        folders = std::move(moved_folders);
    }
};

void PowerJournal::cut(std::size_t record, std::mt19937_64& random, const fs::path& into, Disk disk) const {
    std::map<std::uint64_t, Content> contents;
    std::vector<NameChange> changes;
    for (const auto& file : before_.files()) {
        contents[file.number].sure = file.content;
    }
    const auto settle = [&](std::uint64_t number) {
        auto& content = contents[number];
        for (const auto& change : content.since) {
            apply(content.sure, change);
        }
        content.since.clear();
    };
    for (std::size_t i = 0; i < record && i < records_.size(); ++i) {
        const auto& one = records_[i];
        const std::string path = below(one.bytes.c_str());
        if (disk == Disk::Lying && (one.kind == 'S' || one.kind == 'D' || one.kind == 'A')) {
            continue;
        }
        switch (one.kind) {
            case 'W':
            case 'T':
                contents[one.file].since.push_back({one.kind == 'T', one.at, one.bytes});
                break;
            case 'S':
                settle(one.file);
                break;
            case 'A':
                for (auto& [number, content] : contents) {
                    settle(number);
                }
                std::for_each(changes.begin(), changes.end(), [](NameChange& change) { change.sure = true; });
                break;
            case 'D':
                for (auto& change : changes) {
                    const bool here = parent_of(change.path) == path;
                    change.sure = change.sure || (change.kind == 'R' ? here && parent_of(change.to) == path : here);
                }
                break;
            case 'C':
                contents[one.file] = {};  // a number that was another file's before
                changes.push_back({one.kind, one.file, path, {}});
                break;
            case 'R':
                changes.push_back({one.kind, 0, path, below(one.bytes.c_str() + std::strlen(one.bytes.c_str()) + 1)});
                break;
            case 'M':
            case 'U':
                changes.push_back({one.kind, 0, path, {}});
                break;
            default:
                break;
        }
    }
    // Of each folder, up to which of its changes the disk had come.
    std::map<std::string, std::vector<std::size_t>> unsure;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (!changes[i].sure) {
            unsure[parent_of(changes[i].path)].push_back(i);
        }
    }
    const auto mood = static_cast<Mood>(random() % 5);
    std::set<std::size_t> lost;
    for (const auto& [folder, list] : unsure) {
        const auto kept = mood == Mood::Nothing      ? 0
                          : mood == Mood::Everything ? list.size()
                                                     : random() % (list.size() + 1);
        lost.insert(list.begin() + static_cast<std::ptrdiff_t>(kept), list.end());
    }
    Names names;
    names.folders.insert(before_.folders().begin(), before_.folders().end());
    for (const auto& file : before_.files()) {
        names.files[file.path] = file.number;
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (lost.count(i) == 0) {
            names.apply(changes[i]);
        }
    }
    fs::create_directories(into);
    for (const auto& folder : names.folders) {
        fs::create_directories(into / folder);
        fs::permissions(into / folder, fs::perms::owner_all);
    }
    for (const auto& [path, number] : names.files) {
        // A folder that went takes with it what its own folder had not been synced for.
        const auto parent = parent_of(path);
        if (is_scratch(path) || (!parent.empty() && names.folders.count(parent) == 0)) {
            continue;
        }
        const auto content = after_cut(contents[number], mood, random);
        std::ofstream out(into / path, std::ios::binary);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        out.close();
        fs::permissions(into / path, fs::perms::owner_read | fs::perms::owner_write);
    }
}

}  // namespace doorstep::faults
