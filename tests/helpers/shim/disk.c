/* A disk that remembers and that can be full.

   Loaded in front of the C library (LD_PRELOAD), it watches the files of one folder, named by SHIM_FOLDER. Where
   SHIM_LOG names a file, every write, sync, truncation, creation, renaming and removal is written there in order, so
   that what a power cut would have left can be put together afterwards. From the third write on, or once so many more
   bytes were taken, it answers that there is no room, until told otherwise; or it does not answer at all, like a stick
   that was pulled out. Compiled by the tests with

       cc -shared -fPIC -O1 -o disk.so disk.c -ldl -lpthread
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_FILES = 4096, FILE_ = 1, FOLDER = 2 };

static struct { int kind; uint64_t inode; } watched[MOST_FILES];
static const char *folder;
static size_t folder_length;
static int log_file = -1;
static long writes, countdown = -1;
static long long room = -1;
static int gone;
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("SHIM_LOG");
    folder = getenv("SHIM_FOLDER");
    folder_length = folder ? strlen(folder) : 0;
    if (log) log_file = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int ours(const char *path) {
    return folder_length && path && strncmp(path, folder, folder_length) == 0 &&
           (path[folder_length] == '/' || path[folder_length] == 0);
}

/* One line of the log: what, of which file, where, and how many bytes of text or content follow. */
static void note(char what, uint64_t inode, int64_t at, const void *bytes, uint64_t length) {
    char head[25];
    if (log_file < 0) return;
    head[0] = what;
    memcpy(head + 1, &inode, 8);
    memcpy(head + 9, &at, 8);
    memcpy(head + 17, &length, 8);
    if (REAL(write)(log_file, head, sizeof head) != sizeof head ||
        (length && REAL(write)(log_file, bytes, length) != (ssize_t)length)) abort();
}

static const char *name_of(const char *path) {
    return path[folder_length] ? path + folder_length + 1 : "";
}

static void opened(int file, const char *path, int was_there) {
    struct stat about;
    if (file < 0 || file >= MOST_FILES || !ours(path) || fstat(file, &about) != 0) return;
    watched[file].inode = about.st_ino;
    watched[file].kind = S_ISDIR(about.st_mode) ? FOLDER : FILE_;
    if (watched[file].kind == FILE_) note(was_there ? 'O' : 'C', about.st_ino, 0, name_of(path), strlen(name_of(path)));
}

static int watches(int file, int kind) {
    return file >= 0 && file < MOST_FILES && watched[file].kind == kind;
}

#define OPEN_AS(name)                                                        \
    int name(const char *path, int flags, ...) {                             \
        va_list more;                                                        \
        va_start(more, flags);                                               \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;            \
        va_end(more);                                                        \
        pthread_mutex_lock(&lock);                                           \
        if (gone && ours(path)) {                                            \
            errno = EIO;                                                     \
            pthread_mutex_unlock(&lock);                                     \
            return -1;                                                       \
        }                                                                    \
        int was_there = access(path, F_OK) == 0;                             \
        int file = REAL(name)(path, flags, mode);                            \
        opened(file, path, was_there);                                       \
        pthread_mutex_unlock(&lock);                                         \
        return file;                                                         \
    }
OPEN_AS(open)
OPEN_AS(open64)

int openat(int at, const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    pthread_mutex_lock(&lock);
    int was_there = access(path, F_OK) == 0;
    int file = REAL(openat)(at, path, flags, mode);
    opened(file, path, was_there);
    pthread_mutex_unlock(&lock);
    return file;
}

int close(int file) {
    if (file >= 0 && file < MOST_FILES) watched[file].kind = 0;
    return REAL(close)(file);
}

/* Whether there is room for this write; counts it in any case. */
static int has_room(int file, off_t end) {
    struct stat about;
    writes++;
    if (gone) return 0;
    if (countdown == 0) return 0;
    if (countdown > 0) countdown--;
    if (room >= 0 && fstat(file, &about) == 0 && end > about.st_size) {
        if (end - about.st_size > room) return 0;
        room -= end - about.st_size;
    }
    return 1;
}

/* Nothing is read of a stick that is not there. */
static ssize_t read_at(int file, void *bytes, size_t count, off_t at, ssize_t (*real)(int, void *, size_t, off_t)) {
    if (gone && watches(file, FILE_)) {
        errno = EIO;
        return -1;
    }
    return real(file, bytes, count, at);
}

ssize_t pread(int file, void *bytes, size_t count, off_t at) { return read_at(file, bytes, count, at, REAL(pread)); }
ssize_t pread64(int file, void *bytes, size_t count, off64_t at) { return read_at(file, bytes, count, at, REAL(pread64)); }

static ssize_t written_at(int file, const void *bytes, size_t count, off_t at, ssize_t (*real)(int, const void *, size_t, off_t)) {
    if (!watches(file, FILE_)) return real(file, bytes, count, at);
    pthread_mutex_lock(&lock);
    ssize_t done = -1;
    if (has_room(file, at + (off_t)count)) {
        done = real(file, bytes, count, at);
        if (done > 0) note('W', watched[file].inode, at, bytes, done);
    } else errno = gone ? EIO : ENOSPC;
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    return written_at(file, bytes, count, at, REAL(pwrite));
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    return written_at(file, bytes, count, at, REAL(pwrite64));
}

ssize_t write(int file, const void *bytes, size_t count) {
    if (!watches(file, FILE_)) return REAL(write)(file, bytes, count);
    pthread_mutex_lock(&lock);
    off_t at = lseek(file, 0, SEEK_CUR);
    ssize_t done = -1;
    if (has_room(file, at + (off_t)count)) {
        done = REAL(write)(file, bytes, count);
        if (done > 0) note('W', watched[file].inode, at, bytes, done);
    } else errno = gone ? EIO : ENOSPC;
    pthread_mutex_unlock(&lock);
    return done;
}

#define SYNC_AS(name)                                                        \
    int name(int file) {                                                     \
        pthread_mutex_lock(&lock);                                           \
        int lost = gone && (watches(file, FILE_) || watches(file, FOLDER));  \
        int done = lost ? -1 : REAL(name)(file);                             \
        if (lost) errno = EIO;                                               \
        if (done == 0 && watches(file, FILE_)) note('S', watched[file].inode, 0, "", 0); \
        if (done == 0 && watches(file, FOLDER)) note('D', watched[file].inode, 0, "", 0); \
        pthread_mutex_unlock(&lock);                                         \
        return done;                                                         \
    }
SYNC_AS(fsync)
SYNC_AS(fdatasync)

static int cut(int file, off_t size, int (*real)(int, off_t)) {
    struct stat about;
    pthread_mutex_lock(&lock);
    int known = watches(file, FILE_) && fstat(file, &about) == 0;
    int done = real(file, size);
    if (done == 0 && known) {
        if (room >= 0 && about.st_size > size) room += about.st_size - size;
        note('T', watched[file].inode, size, "", 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int file, off_t size) { return cut(file, size, REAL(ftruncate)); }
int ftruncate64(int file, off64_t size) { return cut(file, size, REAL(ftruncate64)); }

/* The room that goes with a name, which is the last one of its file in every case here. */
static void gives_back(const char *path) {
    struct stat about;
    if (room >= 0 && stat(path, &about) == 0) room += about.st_size;
}

int unlink(const char *path) {
    pthread_mutex_lock(&lock);
    if (ours(path)) gives_back(path);
    int done = REAL(unlink)(path);
    if (done == 0 && ours(path)) note('U', 0, 0, name_of(path), strlen(name_of(path)));
    pthread_mutex_unlock(&lock);
    return done;
}

int rename(const char *from, const char *to) {
    char both[8192];
    pthread_mutex_lock(&lock);
    if (ours(to)) gives_back(to);
    int done = REAL(rename)(from, to);
    if (done == 0 && ours(from) && ours(to)) {
        int length = snprintf(both, sizeof both, "%s/%s", name_of(from), name_of(to));
        note('R', 0, 0, both, length);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

/* What a test asks of the disk. */
void disk_mark(const char *text) {
    pthread_mutex_lock(&lock);
    note('M', 0, 0, text, strlen(text));
    pthread_mutex_unlock(&lock);
}

void disk_full_after(long more_writes) { countdown = more_writes; }
void disk_room(long long bytes) { room = bytes; }
void disk_gone(int on) { gone = on; }
long disk_writes(void) { return writes; }
