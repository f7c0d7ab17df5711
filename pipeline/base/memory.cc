#include "pipeline/base/memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace hexapla {

void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 64 << 20;
  constexpr int kLargest = 16 << 20;  // larger pieces go back at once
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_MMAP_THRESHOLD, kLargest);
#endif
}

}  // namespace hexapla
