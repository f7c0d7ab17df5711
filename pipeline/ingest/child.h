// Runs a helper program over bytes that are not trusted. Internal to this room.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace hexapla::ingest {

struct ChildLimits {
  std::chrono::milliseconds wall{120000};     // then its whole process group is killed
  std::size_t result = std::size_t{1} << 29;  // bytes on its standard output; more kills it
};

struct ChildResult {
  std::string output;
  int exit_status = -1;  // -1 when a signal ended it
  int signal = 0;        // that ended it
  bool timed_out = false;
  bool too_much = false;  // it wrote more than the limit
};

// Starts `program` by fork and exec, which is safe in a process with threads, in a process group of
// its own, with `input` as its standard input (a sealed-off copy in memory, seekable), nothing on
// its standard error, no other descriptor and an empty environment. Waits until it is gone. Throws
// Error(environment) when it cannot be started. Any thread.
ChildResult run_child(const std::string& program, std::string_view input,
                      const ChildLimits& limits);

}  // namespace hexapla::ingest
