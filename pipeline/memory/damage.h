// Internal: what is said when the bytes of a file do not fit each other.
#pragma once

#include <string_view>

namespace hexapla::memory {

// Throws Error(environment).
[[noreturn]] void damaged(std::string_view what);

}  // namespace hexapla::memory
