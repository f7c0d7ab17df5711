// hexapla-confine: starts another program with limits that it cannot lift.
//
//   hexapla-confine CPU-SECONDS MEMORY-BYTES FILE-BYTES FOLDER PROGRAM ARGUMENT...
//
// For word processors that read what our own readers do not (old_word.h): they know nothing of
// limits, and posix_spawn sets none. Of the network nothing can be opened (seccomp); of the disk,
// where the kernel can tell (Landlock, Linux 5.13), the folders of the system can be read and
// FOLDER written, and sockets made in /tmp, nothing else. Exit status 226: it could not be
// confined, 227: not be started.
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <iterator>

namespace {

constexpr int kNotConfined = 226;
constexpr int kNotStarted = 227;

bool limit(int what, const char* value) {
  char* end = nullptr;
  const rlim_t number = std::strtoull(value, &end, 10);
  const rlimit both{number, number};
  return end != value && *end == '\0' &&
         setrlimit(static_cast<__rlimit_resource>(what), &both) == 0;
}

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#elif defined(__riscv) && __riscv_xlen == 64
constexpr std::uint32_t kMachine = AUDIT_ARCH_RISCV64;
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_PPC64LE;
#else
#error "tell the seccomp filter which machine this is"
#endif

// Sockets of this machine are what programs talk to themselves with; all others are refused. Other
// ways to call the system (that of 32 bits, x32, io_uring) would lead around the filter.
bool forbid_network() {
  constexpr auto load = [](std::size_t offset) {
    return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<std::uint32_t>(offset)};
  };
  constexpr auto jump = [](unsigned test, std::uint32_t value, std::uint8_t yes, std::uint8_t no) {
    return sock_filter{static_cast<std::uint16_t>(BPF_JMP | test | BPF_K), yes, no, value};
  };
  constexpr auto give = [](std::uint32_t value) {
    return sock_filter{BPF_RET | BPF_K, 0, 0, value};
  };
  sock_filter program[] = {
      load(offsetof(seccomp_data, arch)),
      jump(BPF_JEQ, kMachine, 1, 0),
      give(SECCOMP_RET_KILL_PROCESS),
      load(offsetof(seccomp_data, nr)),
      jump(BPF_JGE, 0x40000000, 4, 0),
      jump(BPF_JEQ, SYS_io_uring_setup, 3, 0),
      jump(BPF_JEQ, SYS_socket, 0, 3),
      load(offsetof(seccomp_data, args)),  // the low half: little-endian
      jump(BPF_JEQ, AF_UNIX, 1, 0),
      give(SECCOMP_RET_ERRNO | EACCES),
      give(SECCOMP_RET_ALLOW),
  };
  const sock_fprog filter{static_cast<unsigned short>(std::size(program)), program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

bool allow(int rules, const char* path, std::uint64_t what) {
  const int folder = open(path, O_PATH | O_CLOEXEC);
  if (folder < 0) return errno == ENOENT;  // a system without it
  landlock_path_beneath_attr rule{};
  rule.allowed_access = what;
  rule.parent_fd = folder;
  const bool good =
      syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  close(folder);
  return good;
}

// True as well where the kernel has no such rules: the others remain.
bool fence_disk(const char* own, const char* program) {
  constexpr std::uint64_t kRun = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
  constexpr std::uint64_t kRead = kRun | LANDLOCK_ACCESS_FS_READ_DIR;
  constexpr std::uint64_t kAll = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // of the first version
  constexpr std::uint64_t kDevice = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kAll;
  const auto rules = static_cast<int>(
      syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes.handled_access_fs), 0));
  if (rules < 0) return true;
  bool good = allow(rules, own, kAll) && allow(rules, program, kRun);
  for (const char* path : {"/usr", "/opt", "/bin", "/lib", "/lib64", "/etc", "/var/lib/libreoffice",
                           "/var/spool/libreoffice", "/var/cache/fontconfig"})
    good = good && allow(rules, path, kRead);
  for (const char* path : {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"})
    good = good && allow(rules, path, kDevice);
  // LibreOffice insists on a socket there, to find a second one of itself.
  good = good && allow(rules, "/tmp", LANDLOCK_ACCESS_FS_MAKE_SOCK);
  good = good && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return good;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 6) return kNotConfined;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const bool confined = limit(RLIMIT_CPU, arguments[1]) && limit(RLIMIT_AS, arguments[2]) &&
                        limit(RLIMIT_FSIZE, arguments[3]) && limit(RLIMIT_CORE, "0") &&
                        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                        fence_disk(arguments[4], arguments[5]) && forbid_network();
  if (!confined) return kNotConfined;
  execve(arguments[5], arguments + 5, environ);
  return kNotStarted;
}
