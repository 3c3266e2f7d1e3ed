/* Preloaded into a process of a test: writes down, in order, everything that it does to files below one folder, with
 * the bytes, and what it made durable. power_cut.hpp makes of that what a disk may hold after the power went at any
 * moment.
 *
 * DOORSTEP_POWER_ROOT: the folder; DOORSTEP_POWER_JOURNAL: where it is written down. A record is one write: a letter,
 * two numbers, a length, and so many bytes; see `struct record`. Numbers of files are their inodes.
 *
 * DOORSTEP_POWER_ERROR: while a file of that name is there, the disk is broken: whatever would change or sync something
 * below the root fails with the error number that stands in it (5 EIO, 30 EROFS), and nothing is changed.
 *
 * DOORSTEP_POWER_KILL: from when a file of that name is there, each change below the root and each message to a socket
 * is counted before it is made; the one whose number stands in the file is not made any more: SIGKILL to ourselves.
 *
 *   C path: made            W bytes at an offset         T cut or grown to a size
 *   M path: folder made     R path \0 path: renamed     U path: name taken away
 *   S file synced           D folder synced              A everything synced
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

struct record {
    uint64_t kind;
    uint64_t file;   /* inode */
    uint64_t at;     /* offset or size */
    uint64_t length; /* bytes behind this */
};

static const char* root;
static size_t root_length;
static int journal = -1;

#define REAL(name) ((__typeof__(&name))real(#name))
static void* real(const char* name) {
    return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void) {
    const char* file = getenv("DOORSTEP_POWER_JOURNAL");
    if (journal < 0 && file != NULL) {
        const char* folder = getenv("DOORSTEP_POWER_ROOT");
        root = folder != NULL ? strdup(folder) : NULL; /* PostgreSQL writes its title over the first environment */
        root_length = root != NULL ? strlen(root) : 0;
        journal = REAL(open)(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    }
}

static void put(char kind, uint64_t file, uint64_t at, const void* bytes, size_t length) {
    struct record head = {(uint64_t)kind, file, at, length};
    const int saved = errno;
    char* whole = malloc(sizeof head + length);
    memcpy(whole, &head, sizeof head);
    memcpy(whole + sizeof head, bytes, length);
    if (REAL(write)(journal, whole, sizeof head + length) != (ssize_t)(sizeof head + length)) {
        abort(); /* a journal with a hole tells lies */
    }
    free(whole);
    errno = saved;
}

/* The whole path, when it lies below the root. */
static int inside(int folder, const char* path, char out[PATH_MAX]) {
    if (journal < 0 || root == NULL || path == NULL) {
        return 0;
    }
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        char name[64];
        char at[PATH_MAX];
        snprintf(name, sizeof name, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
        const ssize_t n = readlink(name, at, sizeof at - 1);
        if (n < 0) {
            return 0;
        }
        at[n] = '\0';
        if (snprintf(out, PATH_MAX, "%s/%s", at, path) >= PATH_MAX) {
            return 0;
        }
    }
    return strncmp(out, root, root_length) == 0 && (out[root_length] == '/' || out[root_length] == '\0');
}

/* What stands behind an open descriptor: 0 nothing of ours, 1 a file, 2 a folder (its path in `path`). */
static int behind(int fd, uint64_t* file, char path[PATH_MAX]) {
    char name[64];
    struct stat info;
    if (journal < 0 || fd == journal || fstat(fd, &info) != 0 || (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))) {
        return 0;
    }
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    const ssize_t n = readlink(name, path, PATH_MAX - 1);
    if (n < 0) {
        return 0;
    }
    path[n] = '\0';
    if (strncmp(path, root, root_length) != 0 || (path[root_length] != '/' && path[root_length] != '\0')) {
        return 0;
    }
    *file = info.st_ino;
    return S_ISDIR(info.st_mode) ? 2 : 1;
}

static int refused_path(int folder, const char* path);

static int open_at(int folder, const char* path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    if ((flags & (O_CREAT | O_TRUNC)) != 0 && faccessat(folder, path, F_OK, 0) != 0 && refused_path(folder, path)) {
        return -1;
    }
    const int ours =
        (flags & (O_CREAT | O_TRUNC)) != 0 && (flags & O_TMPFILE) != O_TMPFILE && inside(folder, path, whole);
    const int saved = errno;
    const int was_there = ours && faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    errno = saved;
    const int fd = REAL(openat)(folder, path, flags, mode);
    struct stat info;
    if (ours && fd >= 0 && fstat(fd, &info) == 0) {
        if (!was_there) {
            put('C', info.st_ino, 0, whole, strlen(whole) + 1);
        } else if ((flags & O_TRUNC) != 0) {
            put('T', info.st_ino, 0, "", 0);
        }
    }
    return fd;
}

/* What stands in the file that the variable names; 0: no such file. */
static int number_in(const char* variable) {
    const char* name = getenv(variable);
    char text[16] = "";
    const int saved = errno;
    const int fd = name != NULL ? REAL(open)(name, O_RDONLY | O_CLOEXEC) : -1;
    const ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : 0;
    if (fd >= 0) {
        close(fd);
    }
    errno = saved;
    return n > 0 ? atoi(text) : 0;
}

/* Before each step: dies when it is the one to die at. */
static void step(void) {
    static int steps;
    const int last = number_in("DOORSTEP_POWER_KILL");
    if (last > 0 && __atomic_add_fetch(&steps, 1, __ATOMIC_SEQ_CST) >= last) {
        kill(getpid(), SIGKILL);
    }
}

/* The error of a broken disk; 0: it is whole. */
static int broken(void) {
    step();
    return number_in("DOORSTEP_POWER_ERROR");
}

/* True, with errno set, when this change fails because the disk is broken. */
static int refused_path(int folder, const char* path) {
    char whole[PATH_MAX];
    const int error = inside(folder, path, whole) ? broken() : 0;
    errno = error != 0 ? error : errno;
    return error != 0;
}

static int refused_file(int fd) {
    uint64_t file;
    char path[PATH_MAX];
    const int saved = errno;
    const int error = behind(fd, &file, path) != 0 ? broken() : 0;
    errno = error != 0 ? error : saved;
    return error != 0;
}

ssize_t send(int fd, const void* bytes, size_t size, int flags) {
    if (journal >= 0) {
        step();
    }
    return REAL(send)(fd, bytes, size, flags);
}

static mode_t mode_of(int flags, va_list more) {
    return (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
}

#define OPEN(name)                                   \
    int name(const char* path, int flags, ...) {     \
        va_list more;                                \
        va_start(more, flags);                       \
        const mode_t mode = mode_of(flags, more);    \
        va_end(more);                                \
        return open_at(AT_FDCWD, path, flags, mode); \
    }
#define OPENAT(name)                                         \
    int name(int folder, const char* path, int flags, ...) { \
        va_list more;                                        \
        va_start(more, flags);                               \
        const mode_t mode = mode_of(flags, more);            \
        va_end(more);                                        \
        return open_at(folder, path, flags, mode);           \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

static void wrote(int fd, uint64_t at, const void* bytes, ssize_t done) {
    uint64_t file;
    char path[PATH_MAX];
    if (done > 0 && behind(fd, &file, path) == 1) {
        put('W', file, at, bytes, (size_t)done);
    }
}

ssize_t write(int fd, const void* bytes, size_t size) {
    if (refused_file(fd)) {
        return -1;
    }
    const int saved = errno;
    off_t at = journal < 0 || fd == journal ? -1 : lseek(fd, 0, SEEK_CUR);
    if (at >= 0 && (fcntl(fd, F_GETFL) & O_APPEND) != 0) {
        struct stat info;
        at = fstat(fd, &info) == 0 ? info.st_size : at;
    }
    errno = saved;
    const ssize_t done = REAL(write)(fd, bytes, size);
    if (at >= 0) {
        wrote(fd, (uint64_t)at, bytes, done);
    }
    return done;
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    if (refused_file(fd)) {
        return -1;
    }
    const ssize_t done = REAL(pwrite)(fd, bytes, size, at);
    wrote(fd, (uint64_t)at, bytes, done);
    return done;
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off_t at) {
    return pwrite(fd, bytes, size, at);
}

int ftruncate(int fd, off_t size) {
    uint64_t file;
    char path[PATH_MAX];
    if (refused_file(fd)) {
        return -1;
    }
    const int failed = REAL(ftruncate)(fd, size);
    if (failed == 0 && behind(fd, &file, path) == 1) {
        put('T', file, (uint64_t)size, "", 0);
    }
    return failed;
}

int ftruncate64(int fd, off_t size) {
    return ftruncate(fd, size);
}

static void synced(int fd, int failed) {
    uint64_t file;
    char path[PATH_MAX];
    const int what = failed == 0 ? behind(fd, &file, path) : 0;
    if (what == 1) {
        put('S', file, 0, "", 0);
    } else if (what == 2) {
        put('D', file, 0, path, strlen(path) + 1);
    }
}

int fsync(int fd) {
    const int failed = refused_file(fd) ? -1 : REAL(fsync)(fd);
    synced(fd, failed);
    return failed;
}

int fdatasync(int fd) {
    const int failed = refused_file(fd) ? -1 : REAL(fdatasync)(fd);
    synced(fd, failed);
    return failed;
}

int syncfs(int fd) {
    const int failed = refused_file(fd) ? -1 : REAL(syncfs)(fd);
    if (failed == 0 && journal >= 0) {
        put('A', 0, 0, "", 0);
    }
    return failed;
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
    char both[2 * PATH_MAX];
    char whole[PATH_MAX];
    const int ours = inside(from_folder, from, both) && inside(to_folder, to, whole);
    const int failed = refused_path(to_folder, to) ? -1 : REAL(renameat)(from_folder, from, to_folder, to);
    if (failed == 0 && ours) {
        const size_t first = strlen(both) + 1;
        memcpy(both + first, whole, strlen(whole) + 1);
        put('R', 0, 0, both, first + strlen(whole) + 1);
    }
    return failed;
}

int rename(const char* from, const char* to) {
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int unlinkat(int folder, const char* path, int flags) {
    char whole[PATH_MAX];
    const int ours = inside(folder, path, whole);
    const int failed = refused_path(folder, path) ? -1 : REAL(unlinkat)(folder, path, flags);
    if (failed == 0 && ours) {
        put('U', 0, 0, whole, strlen(whole) + 1);
    }
    return failed;
}

int unlink(const char* path) {
    return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char* path) {
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int remove(const char* path) {
    struct stat info;
    return lstat(path, &info) != 0 ? -1 : unlinkat(AT_FDCWD, path, S_ISDIR(info.st_mode) ? AT_REMOVEDIR : 0);
}

int mkdirat(int folder, const char* path, mode_t mode) {
    char whole[PATH_MAX];
    const int ours = inside(folder, path, whole);
    const int failed = refused_path(folder, path) ? -1 : REAL(mkdirat)(folder, path, mode);
    if (failed == 0 && ours) {
        put('M', 0, 0, whole, strlen(whole) + 1);
    }
    return failed;
}

int mkdir(const char* path, mode_t mode) {
    return mkdirat(AT_FDCWD, path, mode);
}
