// Internal: arrays of the index while it is built. They are large, read in no order, and come and
// go: most of the time would go into finding their pages and into the system's clearing them. So
// they lie on large pages where the system has such, what was given back is used again, and numbers
// are not set to zero before they are written.
#pragma once

#include <cstddef>
#include <new>
#include <utility>
#include <vector>

namespace hexapla::memory {

inline constexpr std::size_t kLargeBlock = std::size_t{4} << 20;

// A block of at least `bytes`, which is at least kLargeBlock. Any thread.
void* take_block(std::size_t bytes);
void give_block(void* block);

// While one of these lives, blocks that are given back are kept for the next one who asks.
class KeepBlocks {
 public:
  KeepBlocks();
  ~KeepBlocks();
  KeepBlocks(const KeepBlocks&) = delete;
  KeepBlocks& operator=(const KeepBlocks&) = delete;
};

template <typename T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <typename U>
  explicit(false) LargePages(const LargePages<U>&) {}

  T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / 2 / sizeof(T)) throw std::bad_alloc();
    const std::size_t bytes = count * sizeof(T);
    return static_cast<T*>(bytes < kLargeBlock ? ::operator new(bytes) : take_block(bytes));
  }
  void deallocate(T* at, std::size_t count) {
    if (count * sizeof(T) < kLargeBlock) {
      ::operator delete(at);
    } else {
      give_block(at);
    }
  }
  // Without a value: what T's own members say, and nothing for a number.
  template <typename U>
  void construct(U* at) {
    ::new (static_cast<void*>(at)) U;
  }
  template <typename U, typename... Values>
  void construct(U* at, Values&&... values) {
    ::new (static_cast<void*>(at)) U(std::forward<Values>(values)...);
  }
  bool operator==(const LargePages&) const = default;
};

template <typename T>
using LargeArray = std::vector<T, LargePages<T>>;

}  // namespace hexapla::memory
