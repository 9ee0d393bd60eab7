#include "engines/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "error.h"

namespace harmonidiff {

MappedFile::MappedFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat stats{};
  if (file >= 0 && fstat(file, &stats) == 0 && stats.st_size > 0) {
    size_ = static_cast<size_t>(stats.st_size);
    void* data = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (data != MAP_FAILED) data_ = data;
  }
  const int cause = errno;
  if (file >= 0) close(file);
  if (!data_)
    throw Error(cause == ENOMEM ? "OUT_OF_MEMORY" : "PLAN_REFUSED", path + " cannot be read: " + std::strerror(cause));
}

void MappedFile::release() const { madvise(data_, size_, MADV_DONTNEED); }

MappedFile::~MappedFile() { munmap(data_, size_); }

}  // namespace harmonidiff
