// How the process treats memory that was freed.
#pragma once

namespace hexapla {

// Freed memory is kept for the next document, up to some 64 MB, instead of going back to the system
// after each: getting it anew costs a page fault for every 4 KB. For programs, at their start; does
// nothing where the C library has no such setting.
void keep_freed_memory();

}  // namespace hexapla
