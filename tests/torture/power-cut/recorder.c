/*
 * Loaded before the C library (LD_PRELOAD): writes down, in order, what a process asks of the disk for the files of one
 * database, and what it says on stdout. Each record is 16 bytes (what, which file, length, offset) and the bytes written.
 * RECORD_FILE is the database's absolute path, RECORD_LOG where the records go.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum what { WRITTEN = 1, SYNCED = 2, CUT = 3, REMOVED = 4, SAID = 5 };
struct record { uint8_t what, file; uint16_t none; uint32_t length; uint64_t offset; };

static const char *SUFFIXES[] = {"", "-wal", "-journal"};

static void note(int what, int file, uint64_t offset, const void *bytes, size_t length) {
  static int log = -1;
  if (log < 0) log = syscall(SYS_openat, AT_FDCWD, getenv("RECORD_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  struct record head = {what, file, 0, length, offset};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)bytes, length}};
  syscall(SYS_writev, log, parts, length ? 2 : 1);
}

/* Which file of the database a path names: its place in SUFFIXES, or -1. */
static int named(const char *path) {
  const char *database = getenv("RECORD_FILE");
  size_t length = database ? strlen(database) : 0;
  if (!length || strncmp(path, database, length)) return -1;
  for (int i = 0; i < 3; i++) if (!strcmp(path + length, SUFFIXES[i])) return i;
  return -1;
}

static int opened(int fd) {
  char link[40], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return -1;
  path[length] = 0;
  return named(path);
}

#define REAL(type, name, ...) type (*real)(__VA_ARGS__) = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define PWRITE(name) ssize_t name(int fd, const void *bytes, size_t length, off64_t offset) { \
  REAL(ssize_t, name, int, const void *, size_t, off64_t); \
  ssize_t done = real(fd, bytes, length, offset); \
  int file = opened(fd); \
  if (file >= 0 && done > 0) note(WRITTEN, file, offset, bytes, done); \
  return done; }
PWRITE(pwrite)
PWRITE(pwrite64)

#define SYNC(name) int name(int fd) { \
  REAL(int, name, int); \
  int failed = real(fd), file = opened(fd); \
  if (file >= 0 && !failed) note(SYNCED, file, 0, 0, 0); \
  return failed; }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name) int name(int fd, off64_t size) { \
  REAL(int, name, int, off64_t); \
  int failed = real(fd, size), file = opened(fd); \
  if (file >= 0 && !failed) note(CUT, file, size, 0, 0); \
  return failed; }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int unlink(const char *path) {
  REAL(int, unlink, const char *);
  int failed = real(path), file = named(path);
  if (file >= 0 && !failed) note(REMOVED, file, 0, 0, 0);
  return failed;
}

/* What is said is written down first: whoever hears it may rely on it from then on. */
ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(ssize_t, write, int, const void *, size_t);
  int file = opened(fd);
  if (fd == 1) note(SAID, 0, 0, bytes, length);
  else if (file >= 0) note(WRITTEN, file, lseek(fd, 0, SEEK_CUR), bytes, length);
  return real(fd, bytes, length);
}
