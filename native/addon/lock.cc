#include "addon/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "error.h"

namespace harmonidiff {

namespace {

std::system_error failure() { return {errno, std::generic_category()}; }

/// A file descriptor that is closed exactly once. Closing it releases the lock.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

/// Opens a file for a lock, and creates it if it is missing. Another user of the folder may have put a link or a pipe
/// there. With O_NONBLOCK, opening a pipe does not wait.
std::shared_ptr<Descriptor> openFile(const std::string& path) {
  const int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  auto file = std::make_shared<Descriptor>(::open(path.c_str(), flags, S_IRUSR | S_IWUSR));
  if (file->number() < 0) throw failure();
  return file;
}

/// Whether the path still leads to the open file.
bool isAt(const std::string& path, const struct stat& file) {
  struct stat named{};
  return ::lstat(path.c_str(), &named) == 0 && named.st_dev == file.st_dev && named.st_ino == file.st_ino;
}

std::shared_ptr<Descriptor> lockAt(const std::string& path) {
  for (;;) {
    auto file = openFile(path);
    struct stat status{};
    if (::fstat(file->number(), &status) != 0) throw failure();
    if (!S_ISREG(status.st_mode)) throw std::runtime_error("it is not a regular file");
    if (::flock(file->number(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EWOULDBLOCK) throw Error("EWOULDBLOCK", path + " is locked");
      throw failure();
    }
    // Whoever held the lock may have removed the file since it was opened. Others would lock the next file of this
    // name.
    if (isAt(path, status)) return file;
  }
}

}  // namespace

Napi::Object lockFile(Napi::Env env, const std::string& path) {
  const auto file = lockAt(path);
  Napi::Object handle = Napi::Object::New(env);
  handle["release"] = Napi::Function::New(env, [file](const Napi::CallbackInfo&) { file->close(); }, "release");
  return handle;
}

}  // namespace harmonidiff
