// Runs commands in process and keeps what they printed.
#pragma once

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/command/command.h"
#include "tests/support/scratch.h"

namespace hexapla::testing {

struct Ran {
  int code = 0;
  std::string out;
  std::string err;

  nlohmann::json json() const { return nlohmann::json::parse(out); }
  bool says(const std::string& what) const { return (out + err).find(what) != std::string::npos; }
};

inline Ran run(const std::vector<std::string>& arguments, const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Ran ran;
  ran.code = command::run(arguments, {in, out, err, false, false});
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}

}  // namespace hexapla::testing
