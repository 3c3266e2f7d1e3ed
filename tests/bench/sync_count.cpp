#include "tests/bench/sync_count.hpp"

#include <fcntl.h>
#include <sys/mman.h>

#include <cstdio>

#include "base/files.hpp"

namespace doorstep::bench {

SyncCount::SyncCount(std::filesystem::path file) : file_(std::move(file)) {
    const std::string zero(sizeof(std::uint64_t), '\0');
    if (const auto made = write_file_atomically(file_, as_bytes(zero)); !made) {
        std::fprintf(stderr, "bench: %s\n", made.error().text().c_str());
        return;
    }
    const FileDescriptor opened(::open(file_.c_str(), O_RDWR | O_CLOEXEC));
    void* mapped = ::mmap(nullptr, zero.size(), PROT_READ, MAP_SHARED, opened.get(), 0);
    count_ = mapped == MAP_FAILED ? nullptr : static_cast<const std::atomic<std::uint64_t>*>(mapped);
}

}  // namespace doorstep::bench
