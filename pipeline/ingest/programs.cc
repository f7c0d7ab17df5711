#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/child.h"

namespace hexapla::ingest {
namespace {

// Of hexapla-confine.
constexpr int kNotConfined = 226;
constexpr int kNotStarted = 227;

}  // namespace

std::string own_program(const char* name, const char* variable, const char* purpose) {
  if (const char* named = std::getenv(variable); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path folder = self.parent_path();
  for (const char* place : {"", "../libexec/hexapla/"}) {
    const std::filesystem::path path = folder / (std::string(place) + name);
    if (::access(path.c_str(), X_OK) == 0) return path.string();
  }
  throw Error(ErrorKind::environment, name, "",
              "the helper program that " + std::string(purpose) + " is not beside " + self.string(),
              "build or install it, or name it in " + std::string(variable));
}

std::string program_on_path(std::string_view name) {
  const char* list = std::getenv("PATH");
  std::string_view left = list == nullptr ? "/usr/bin:/bin" : list;
  while (!left.empty()) {
    const std::string_view folder = left.substr(0, left.find(':'));
    left.remove_prefix(std::min(left.size(), folder.size() + 1));
    if (!folder.starts_with('/')) continue;
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0)
      return path.string();
  }
  return "";
}

PrivateFolder::PrivateFolder() {
  const char* named = std::getenv("TMPDIR");
  path_ = named != nullptr && *named == '/' ? named : "/tmp";
  path_ += "/hexapla-XXXXXX";
  if (::mkdtemp(path_.data()) == nullptr) files::fail(path_, "cannot make a private folder", errno);
}

PrivateFolder::~PrivateFolder() {
  std::error_code error;  // what cannot be taken away is the system's to sweep
  std::filesystem::remove_all(path_, error);
}

ChildResult run_confined(const ChildCommand& command, const ChildLimits& limits,
                         const Confinement& confinement) {
  ChildCommand outer;
  outer.program = own_program("hexapla-confine", "HEXAPLA_CONFINE",
                              "sets limits to the programs that read old files");
  outer.arguments = {std::to_string(confinement.cpu_seconds), std::to_string(confinement.memory),
                     std::to_string(confinement.file), command.folder, command.program};
  outer.arguments.insert(outer.arguments.end(), command.arguments.begin(), command.arguments.end());
  outer.environment = command.environment;
  outer.folder = command.folder;
  ChildResult result = run_child(outer, "", limits);
  if (result.exit_status == kNotConfined || result.exit_status == kNotStarted) {
    throw Error(ErrorKind::environment, command.program, "",
                result.exit_status == kNotStarted ? "cannot be started"
                                                  : "this system cannot set limits to it",
                "");
  }
  return result;
}

}  // namespace hexapla::ingest
