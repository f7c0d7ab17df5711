// For tests that hostile text takes no more than linear time, on any machine and under any load.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

namespace hexapla::support {

// `piece` over and over, `bytes` long or a little more.
inline std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + piece.size());
  while (text.size() < bytes) text += piece;
  return text;
}

// How many times longer `work(repeated(piece, 16 * bytes))` takes than with `bytes`: about 16 when
// linear, 256 when quadratic; the tests draw the line at 64. Processor time of this thread is
// compared with itself, so neither the machine's speed nor its load counts; the least of up to
// three runs is taken, since a page fault or a growing heap only ever adds.
template <typename Work>
double growth_over_sixteen(std::string_view piece, std::size_t bytes, const Work& work) {
  const auto seconds = [&work](const std::string& text) {
    std::timespec begin{};
    std::timespec end{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    work(text);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
    return static_cast<double>(end.tv_sec - begin.tv_sec) +
           static_cast<double>(end.tv_nsec - begin.tv_nsec) * 1e-9;
  };
  const std::string small = repeated(piece, bytes);
  const std::string large = repeated(piece, 16 * bytes);
  double least = 1e9;
  for (int run = 0; run < 3 && least >= 64; ++run)
    least = std::min(least, seconds(large) / std::max(seconds(small), 1e-4));
  return least;
}

}  // namespace hexapla::support
