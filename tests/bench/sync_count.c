/* Preloaded into an agent under measurement: counts how often it waits for the disk.
 *
 * DOORSTEP_SYNC_COUNT: a file of at least eight bytes, which becomes the counter (native 64 bits), shared with whoever
 * reads it. Without it nothing is counted. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static _Atomic uint64_t* count;

__attribute__((constructor)) static void begin(void) {
    const char* path = getenv("DOORSTEP_SYNC_COUNT");
    const int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void* mapped = file >= 0 ? mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    count = mapped == MAP_FAILED ? NULL : mapped;
}

static void note(void) {
    if (count) {
        atomic_fetch_add(count, 1);
    }
}

int fsync(int file) {
    note();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
    note();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
