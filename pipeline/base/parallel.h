// Runs independent jobs on some threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace hexapla {

// Calls job(0) … job(count - 1), each once, on `workers` threads, of which the caller's is one.
// When a job throws, those that have not begun are left out and the exception, of several the
// first, is thrown again at the end.
template <typename Job>
void parallel_for(unsigned workers, std::size_t count, const Job& job) {
  if (workers <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) job(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failed;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        job(i);
      } catch (...) {
        next = count;
        const std::lock_guard<std::mutex> lock(failed);
        if (!failure) failure = std::current_exception();
      }
    }
  };
  std::vector<std::jthread> threads;
  try {
    for (std::size_t w = 1; w < workers && w < count; ++w) threads.emplace_back(work);
  } catch (const std::system_error&) {
    // The system gives no more threads: those that are there do the work.
  }
  work();
  threads.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace hexapla
