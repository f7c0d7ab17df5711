#include "pipeline/memory/large_array.h"

#include <sys/mman.h>

#include <cstdlib>
#include <iterator>
#include <map>
#include <mutex>

namespace hexapla::memory {
namespace {

constexpr std::size_t kPage = std::size_t{2} << 20;
constexpr std::size_t kMostKept = std::size_t{128} << 20;

class Blocks {
 public:
  static Blocks& instance() {
    static Blocks only;
    return only;
  }

  void* take(std::size_t bytes) {
    const std::size_t size = (bytes + kPage - 1) / kPage * kPage;
    {
      const std::lock_guard lock(mutex_);
      // The smallest that is large enough, unless most of it would lie idle.
      const auto found = free_.lower_bound(size);
      if (found != free_.end() && found->first <= 2 * size) {
        void* out = found->second;
        kept_ -= found->first;
        free_.erase(found);
        return out;
      }
      drop(size < kMostKept ? kMostKept - size : 0);
    }
    void* out = std::aligned_alloc(kPage, size);
    if (out == nullptr) throw std::bad_alloc();
    ::madvise(out, size, MADV_HUGEPAGE);  // a hint: nothing depends on it
    const std::lock_guard lock(mutex_);
    sizes_.emplace(out, size);
    return out;
  }

  void give(void* block) {
    const std::lock_guard lock(mutex_);
    const std::size_t size = sizes_.at(block);
    free_.emplace(size, block);
    kept_ += size;
    drop(keepers_ == 0 ? 0 : kMostKept);
  }

  void keep(int more) {
    const std::lock_guard lock(mutex_);
    keepers_ += more;
    if (keepers_ == 0) drop(0);
  }

 private:
  // Gives to the system what is kept beyond `most` bytes, the largest first.
  void drop(std::size_t most) {
    while (kept_ > most) {
      const auto last = std::prev(free_.end());
      kept_ -= last->first;
      sizes_.erase(last->second);
      std::free(last->second);
      free_.erase(last);
    }
  }

  std::mutex mutex_;
  int keepers_ = 0;
  std::size_t kept_ = 0;  // bytes in `free_`
  std::map<void*, std::size_t> sizes_;
  std::multimap<std::size_t, void*> free_;
};

}  // namespace

void* take_block(std::size_t bytes) {
  return Blocks::instance().take(bytes);
}
void give_block(void* block) {
  Blocks::instance().give(block);
}

KeepBlocks::KeepBlocks() {
  Blocks::instance().keep(1);
}
KeepBlocks::~KeepBlocks() {
  Blocks::instance().keep(-1);
}

}  // namespace hexapla::memory
