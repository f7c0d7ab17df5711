// Internal: arrays of the index while it is built. They are large and read in no order, so most of
// the time would go into finding their pages: where the system has large pages, they lie on such.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace hexapla::memory {

template <typename T>
struct LargePages {
  using value_type = T;
  static constexpr std::size_t kPage = std::size_t{2} << 20;

  LargePages() = default;
  template <typename U>
  explicit(false) LargePages(const LargePages<U>&) {}

  T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T) - kPage) throw std::bad_alloc();
    const std::size_t bytes = count * sizeof(T);
    if (bytes < 2 * kPage) return static_cast<T*>(::operator new(bytes));
    const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
    void* out = std::aligned_alloc(kPage, whole);
    if (out == nullptr) throw std::bad_alloc();
    ::madvise(out, whole, MADV_HUGEPAGE);  // a hint: nothing depends on it
    return static_cast<T*>(out);
  }
  void deallocate(T* at, std::size_t count) {
    if (count * sizeof(T) < 2 * kPage) {
      ::operator delete(at);
    } else {
      std::free(at);
    }
  }
  bool operator==(const LargePages&) const = default;
};

template <typename T>
using LargeArray = std::vector<T, LargePages<T>>;

}  // namespace hexapla::memory
