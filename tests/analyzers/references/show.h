// What the tests of this room compare: references as short lines, "type quote > target target
// @pinpoint !unresolved".
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/references/references.h"

namespace hexapla::references {

inline std::string shown(const Reference& r, std::string_view text) {
  std::string line = std::string(name(r.type)) + ' ' +
                     std::string(text.substr(r.span.begin, r.span.size())) + " >";
  for (const std::string& c : r.canonical) line += ' ' + c;
  if (!r.pinpoint.empty()) line += " @" + r.pinpoint;
  if (r.state != State::resolved) line += " !" + std::string(name(r.state));
  return line;
}

inline std::vector<std::string> shown(const std::vector<Reference>& references,
                                      std::string_view text) {
  std::vector<std::string> lines;
  for (const Reference& r : references) lines.push_back(shown(r, text));
  return lines;
}

struct Case {
  const char* lang;
  const char* text;
  std::vector<std::string> expected;
  Context context = {};
};

inline void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(shown(find(c.text, c.lang, c.context), c.text), c.expected)
        << c.lang << ": " << c.text;
  }
}

}  // namespace hexapla::references
