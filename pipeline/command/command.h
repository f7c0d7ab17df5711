// The command line. Everything a user sees goes through two streams, so that tests run commands in
// process.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace hexapla::command {

// What surrounds a command. `in` is read only where a file is "-".
struct Environment {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;  // colour and right-to-left isolation of columns
  bool err_is_terminal = false;  // progress
};

// Runs `hexapla ARGUMENTS...` (without the program's name) and returns the exit code: 0 done, 1
// nothing found or findings, 2 wrong usage, 3 some inputs quarantined, 4 environment failure. Never
// throws.
int run(const std::vector<std::string>& arguments, Environment environment);

}  // namespace hexapla::command
