#include "pipeline/ingest/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "pipeline/base/error.h"

namespace hexapla::ingest {
namespace {

[[noreturn]] void fail(const std::string& program, const char* what, int error) {
  throw Error(ErrorKind::environment, program, "", std::string(what) + ": " + std::strerror(error));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }
  int get() const { return fd_; }
  void reset() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

class SpawnSettings {
 public:
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  void set(int input, int output, const std::string& folder) {
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_,
        static_cast<short>(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
  }

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// As exec wants them; views into `strings`.
std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& s : strings) out.push_back(s.data());
  out.push_back(nullptr);
  return out;
}

// The bytes as an anonymous file: a pipe would need a second thread and cannot be mapped.
int file_of(std::string_view bytes, const std::string& program) {
  const int fd = ::memfd_create("document", MFD_CLOEXEC);
  if (fd < 0) fail(program, "cannot make a file in memory", errno);
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t n = ::write(fd, bytes.data() + at, bytes.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const int error = errno;
      ::close(fd);
      fail(program, "cannot copy the document", error);
    }
    at += static_cast<std::size_t>(n);
  }
  ::lseek(fd, 0, SEEK_SET);
  return fd;
}

}  // namespace

ChildResult run_child(const std::string& program, std::string_view input,
                      const ChildLimits& limits) {
  return run_child(ChildCommand{program, {}, {}, "/"}, input, limits);
}

ChildResult run_child(const ChildCommand& command, std::string_view input,
                      const ChildLimits& limits) {
  const std::string& program = command.program;
  using Clock = std::chrono::steady_clock;
  // Numbers above those of the standard streams, so that none is overwritten before it is used.
  const auto high = [&](int fd) {
    const int moved = ::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    const int error = errno;
    ::close(fd);
    if (moved < 0) fail(program, "cannot open it", error);
    return moved;
  };
  Descriptor document(high(file_of(input, program)));
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail(program, "cannot make a pipe", errno);
  Descriptor from(ends[0]);
  Descriptor to(high(ends[1]));
  SpawnSettings settings;
  settings.set(document.get(), to.get(), command.folder);
  std::vector<std::string> words{program};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  std::vector<std::string> variables = command.environment;
  pid_t pid = 0;
  const int error = ::posix_spawn(&pid, program.c_str(), settings.actions(), settings.attributes(),
                                  pointers(words).data(), pointers(variables).data());
  if (error != 0) fail(program, "cannot start it", error);
  to.reset();
  document.reset();

  ChildResult out;
  const auto end = Clock::now() + limits.wall;
  std::vector<char> buffer(std::size_t{1} << 16);
  bool stopped = false;
  while (!stopped) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) {
      out.timed_out = stopped = true;
      break;
    }
    pollfd ready{from.get(), POLLIN, 0};
    const int n = ::poll(&ready, 1, static_cast<int>(std::min<long long>(left.count(), 60000)));
    if (n <= 0) continue;
    const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    if (out.output.size() + static_cast<std::size_t>(got) > limits.result) {
      out.too_much = stopped = true;
      break;
    }
    out.output.append(buffer.data(), static_cast<std::size_t>(got));
  }
  from.reset();
  // A child that closed its output but does not end is given the rest of its time. The group is
  // killed before the child is waited for: until then its number cannot be another's.
  siginfo_t gone{};
  while (!stopped) {
    if (::waitid(P_PID, static_cast<id_t>(pid), &gone, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        gone.si_pid == pid) {
      break;
    }
    if (Clock::now() >= end) {
      out.timed_out = stopped = true;
      break;
    }
    ::usleep(500);
  }
  ::kill(-pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) out.exit_status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) out.signal = WTERMSIG(status);
  return out;
}

}  // namespace hexapla::ingest
