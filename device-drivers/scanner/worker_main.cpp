// doorstep-worker-scan: libsane and its backends in a process of their own.
#include <malloc.h>

#include "device-drivers/scanner/scan_handler.hpp"

namespace {

// A page of A4 at 300 dpi takes two blocks of 26 MB. Given back to the kernel after each page, they cost more than the
// compression when they are touched anew. The process ends with its session and they with it.
void keep_memory() {
    constexpr int largest_kept = 32 << 20;  // glibc takes no more than this
    mallopt(M_MMAP_THRESHOLD, largest_kept);
    mallopt(M_TRIM_THRESHOLD, 3 * largest_kept);
}

}  // namespace

int main() {
    keep_memory();
    doorstep::devices::ScanHandler handler;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 512;
    return doorstep::devices::run_worker("doorstep-worker-scan", handler, limits);
}
