#include "simulated/cuda/memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>

#include "simulated/cuda/controls.h"
#include "simulated/cuda/counters.h"
#include "simulated/cuda/device.h"

namespace harmonidiff::simulated {
namespace {

constexpr size_t kPage = 4096;
constexpr uint64_t kDefaultMemory = uint64_t{80} << 30;
/// Every byte of a float that is NaN.
constexpr int kNotANumber = 0xff;

struct Block {
  char* pages;
  size_t mapped;
  size_t bytes;
  bool retired = false;
};

struct Memory {
  std::mutex mutex;
  std::map<char*, Block> blocks;  ///< by the address that was given out
  size_t size = kDefaultMemory, used = 0, most = 0;
  size_t taken = 0;  ///< by imagined other programs
  int accesses = 0;

  Memory() {
    if (const char* megabytes = std::getenv("HARMONIDIFF_SIMULATED_MEMORY")) {
      size = std::strtoull(megabytes, nullptr, 10) * 1'000'000;
    }
  }

  void protect(int protection) {
    for (const auto& [address, block] : blocks) mprotect(block.pages, block.mapped, protection);
  }
};

/// Never destroyed: other libraries free their memory at the exit of the process.
Memory& memory() {
  static auto* instance = new Memory;
  return *instance;
}

size_t roundUp(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }

}  // namespace

/// The block ends where its pages end, and a page without access follows.
bool allocate(size_t bytes, void** result) {
  Memory& m = memory();
  const std::lock_guard<std::mutex> lock(m.mutex);
  if (bytes > m.size - m.used - m.taken) return false;
  const size_t rounded = roundUp(bytes, kAlignment), mapped = roundUp(rounded, kPage);
  void* pages = mmap(nullptr, mapped + kPage, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, /* fd */ -1, 0);
  if (pages == MAP_FAILED) return false;
  mprotect(pages, mapped, PROT_READ | PROT_WRITE);
  std::memset(pages, kNotANumber, mapped);
  if (m.accesses == 0) mprotect(pages, mapped, PROT_NONE);
  const Block block{static_cast<char*>(pages), mapped, bytes};
  char* address = block.pages + mapped - rounded;
  m.blocks.emplace(address, block);
  m.used += bytes;
  m.most = std::max(m.most, m.used);
  count().allocations++;
  *result = address;
  return true;
}

/// The pages stay reserved and without access, so that a later use is noticed.
void release(void* address) {
  Memory& m = memory();
  const std::lock_guard<std::mutex> lock(m.mutex);
  const auto found = m.blocks.find(static_cast<char*>(address));
  if (found == m.blocks.end()) reportBug("memory is freed that is not allocated");
  const Block& block = found->second;
  mprotect(block.pages, block.mapped, PROT_NONE);
  madvise(block.pages, block.mapped, MADV_DONTNEED);
  m.used -= block.bytes;
  m.blocks.erase(found);
}

void retire(void* address) {
  Memory& m = memory();
  const std::lock_guard<std::mutex> lock(m.mutex);
  const auto found = m.blocks.find(static_cast<char*>(address));
  if (found == m.blocks.end() || found->second.retired) reportBug("memory is freed that is not allocated");
  found->second.retired = true;
}

bool owns(const void* address, size_t bytes) {
  Memory& m = memory();
  const std::lock_guard<std::mutex> lock(m.mutex);
  auto* begin = static_cast<char*>(const_cast<void*>(address));
  auto after = m.blocks.upper_bound(begin);
  if (after == m.blocks.begin()) return false;
  const auto& [first, block] = *--after;
  return !block.retired && begin + bytes <= first + block.bytes;
}

size_t memorySize() {
  const std::lock_guard<std::mutex> lock(memory().mutex);
  return memory().size;
}

size_t freeMemory() {
  const std::lock_guard<std::mutex> lock(memory().mutex);
  return memory().size - memory().used - memory().taken;
}

Access::Access() {
  const std::lock_guard<std::mutex> lock(memory().mutex);
  if (memory().accesses++ == 0) memory().protect(PROT_READ | PROT_WRITE);
}

Access::~Access() {
  const std::lock_guard<std::mutex> lock(memory().mutex);
  if (--memory().accesses == 0) memory().protect(PROT_NONE);
}

}  // namespace harmonidiff::simulated

extern "C" void harmonidiff_simulated_counters(harmonidiff::simulated::Counters* counters) {
  using namespace harmonidiff::simulated;
  Memory& m = memory();
  const std::lock_guard<std::mutex> lock(m.mutex);
  const Counts& counts = count();
  *counters = {counts.kernels,
               counts.copies,
               counts.transfers,
               counts.graphLaunches,
               counts.captures,
               counts.failedCaptures,
               counts.synchronisations,
               counts.allocations,
               static_cast<int64_t>(m.blocks.size()),
               static_cast<int64_t>(m.used),
               static_cast<int64_t>(m.most),
               counts.networkCalls};
}

extern "C" void harmonidiff_simulated_leave_free(uint64_t bytes) {
  auto& m = harmonidiff::simulated::memory();
  const std::lock_guard<std::mutex> lock(m.mutex);
  const size_t unused = m.size - m.used;
  m.taken = unused - std::min<size_t>(unused, bytes);
}
