// Linked into a program this replaces free(): every block is overwritten before it goes back to the allocator, also
// those of libraries (protobuf's strings, libzmq's messages, SQLite's pages), so that what a person showed does not
// outlive the visit in freed memory (SECURITY 14, 23). Nothing to call; see doorstep_wiping_free in CMakeLists.txt.
// Sanitizers bring an allocator of their own: there this is nothing.
#include <malloc.h>

#include <cstdlib>
#include <cstring>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// glibc's own, under the names it exports for exactly this.
extern "C" void __libc_free(void* block);                        // NOLINT
extern "C" void* __libc_realloc(void* block, std::size_t size);  // NOLINT

extern "C" void free(void* block) noexcept {
    if (block != nullptr) {
        explicit_bzero(block, malloc_usable_size(block));
        __libc_free(block);
    }
}

// Growing moves the block, and the allocator would leave the old one as it was.
extern "C" void* realloc(void* block, std::size_t size) noexcept {
    const std::size_t usable = block == nullptr ? 0 : malloc_usable_size(block);
    if (block == nullptr || size == 0) {
        free(block);
        return std::malloc(size);
    }
    if (size <= usable) {
        explicit_bzero(static_cast<char*>(block) + size, usable - size);
        return block;
    }
    void* grown = std::malloc(size);
    if (grown != nullptr) {
        std::memcpy(grown, block, usable);
        free(block);
    }
    return grown;
}

#endif
