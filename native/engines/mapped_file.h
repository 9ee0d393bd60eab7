#pragma once

#include <cstddef>
#include <string>

namespace harmonidiff {

/// A file's bytes, which the system reads from the file when they are used. Processes that map the same file share
/// them.
class MappedFile {
 public:
  /// Throws Error PLAN_REFUSED when the file cannot be read, OUT_OF_MEMORY when there is no room for it.
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// Gives the memory back; what is used again is read again.
  void release() const;

  const char* data() const { return static_cast<const char*>(data_); }
  size_t size() const { return size_; }

 private:
  void* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace harmonidiff
