// Runs a helper program over bytes that are not trusted. Internal to this room.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

struct ChildCommand {
  std::string program;                   // path
  std::vector<std::string> arguments;    // without the program's name
  std::vector<std::string> environment;  // "NAME=value", all of it
  std::string folder = "/";              // where it runs
};

// Starts a program by fork and exec, which is safe in a process with threads, in a process group of
// its own, with `input` as its standard input (a sealed-off copy in memory, seekable), nothing on
// its standard error and no other descriptor; no shell is involved. Waits until it is gone. Throws
// Error(environment) when it cannot be started. Any thread.
ChildResult run_child(const ChildCommand& command, std::string_view input,
                      const ChildLimits& limits);
// The same for a program that wants nothing but its input.
ChildResult run_child(const std::string& program, std::string_view input,
                      const ChildLimits& limits);

// Limits for programs that set none themselves.
struct Confinement {
  unsigned cpu_seconds = 60;
  std::uint64_t memory = std::uint64_t{4} << 30;  // bytes of address space
  std::uint64_t file = std::uint64_t{1} << 29;    // bytes of the largest file that it may write
};

// Runs a program by way of hexapla-confine (confine.cc): as run_child, within these limits, without
// a network, and where the kernel can do that with nothing of the disk but the system's folders, to
// read, and command.folder. Throws Error(environment) when it cannot be confined or started.
ChildResult run_confined(const ChildCommand& command, const ChildLimits& limits,
                         const Confinement& confinement = {});

// A program of ours: what the environment variable names, else `name` beside this program, else
// where it is installed. Throws Error(environment) that says what it is for.
std::string own_program(const char* name, const char* variable, const char* purpose);

// An executable file of that name in a folder of $PATH; "" when there is none. Folders that are not
// absolute are passed over: where a document lies is no place for programs.
std::string program_on_path(std::string_view name);

// A folder that only this user can enter, in $TMPDIR or /tmp; it goes with the object.
class PrivateFolder {
 public:
  PrivateFolder();  // throws Error(environment)
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace hexapla::ingest
