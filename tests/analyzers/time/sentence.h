// Sentences with the expressions that a person reads in them, and the check that the room reads the
// same.
//
// ⟦…⟧ marks the expressions of a text, one expectation each: from, to ("-": not told, ".." open),
// role, bound, actor ("*": not looked at, "": none).
#pragma once

#include <string_view>
#include <vector>

namespace hexapla::time {

struct Expected {
  std::string_view from;
  std::string_view to;
  std::string_view role;
  std::string_view bound = "*";
  std::string_view actor = "*";
};

struct Sentence {
  std::string_view lang;
  std::string_view text;
  std::vector<Expected> times;
};

// Fails the test of the caller for every expression that is missed, read otherwise, or too many.
void expect_read(const std::vector<Sentence>& sentences);

}  // namespace hexapla::time
