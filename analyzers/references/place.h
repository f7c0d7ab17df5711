// Internal to the room: places within a text ("paragraphs 3 (b) and 3 (e) and paragraph 4 of
// article 22").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzers/references/tokens.h"

namespace hexapla::references {

// In the order from the whole to the part.
enum class Level : std::uint8_t {
  annex,
  appendix,
  part,
  chapter,
  section,
  resolution,
  rule,
  article,
  paragraph,
  subparagraph,
  item
};

// A number or a range of them as canonically written: "22", "3(b)", "VIII", "(d)"; `last` is empty
// but for a range.
struct Number {
  std::string first;
  std::string last;
};

struct Step {
  Level level;
  std::vector<Number> numbers;  // empty for "the annex"
};

struct Place {
  std::size_t next = 0;     // index of the first token after it
  std::vector<Step> steps;  // from the whole to the part
  bool has(Level level) const;
  const Step* step(Level level) const;
};

// The place whose words begin at token `i`.
std::optional<Place> read_place(const Tokens& tokens, std::size_t i);

// Number of an annex, a paragraph … alone, at token `i`; returns the index after it, or `i`.
std::size_t read_number(const Tokens& tokens, std::size_t i, Level level, std::string& out);

// Skips words like "of the" at token `i`.
std::size_t skip_link(const Tokens& tokens, std::size_t i, bool& of);

// One canonical path a target ("art.22(3)(b)", "annex.C.part.II"); with `ranges` a range stays one
// ("para.85-93"). At most `limit` paths.
std::vector<std::string> paths(const Place& place, bool ranges, std::size_t limit = 500);

// The paths as one string, as pinpoints are written: "para.85-93", "para.1(b),para.1(c)".
std::string pinpoint(const Place& place);

}  // namespace hexapla::references
