#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "pipeline/base/memory.h"
#include "pipeline/command/command.h"

int main(int argc, char** argv) {
  hexapla::keep_freed_memory();
  std::ios::sync_with_stdio(false);
  // A reader that closes early (`| head`) ends the command quietly, as for any filter.
  std::signal(SIGPIPE, SIG_DFL);
  // A file size limit shows as a failed write, with a message, not as a death.
  std::signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const int code = hexapla::command::run(
      arguments,
      {std::cin, std::cout, std::cerr, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0});
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "hexapla: cannot write to standard output\n";
    return 4;
  }
  return code;
}
