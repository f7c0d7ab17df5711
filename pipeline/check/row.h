// A row as the checks see it: text, blocks and facts of every language. Internal to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/modality/modality.h"
#include "analyzers/numbers/numbers.h"
#include "pipeline/check/check.h"
#include "pipeline/check/lexicons.h"

namespace hexapla::check {

// A typed value that a text carries and that its translations must carry too.
struct Fact {
  std::string value;      // canonical: equal values are equal strings
  std::string other;      // a second reading, or empty
  std::string unit;       // numbers
  std::size_t block = 0;  // position in Side::blocks
  Span span;              // in that block's text
  bool weak = false;      // its absence says little: spelt-out numbers, places of the document
};

struct Side {
  std::string_view lang;
  const store::AnalyzedExpression* expression = nullptr;
  std::vector<std::uint32_t> blocks;  // of the Expression; empty: not in this language
  std::string text;                   // of all blocks, separated by '\n'
  std::size_t length = 0;             // code points of the text
  std::vector<Fact> references;
  std::vector<Fact> dates;
  std::vector<Fact> numbers;
  std::vector<Fact> ordinals;
  std::vector<std::pair<std::size_t, modality::Cue>> cues;  // (position in blocks, cue)
  std::vector<std::string>
      digits;  // every run of digits of texts and labels, and the values of
               // Chinese numerals and month names: sorted, without leading zeros

  std::vector<std::string> runs;  // the figures of the texts and labels alone, sorted, with repeats

  bool present() const { return !blocks.empty(); }
  const document::Block& block(std::size_t i) const {
    return expression->expression.blocks[blocks[i]];
  }
  const document::Block& first() const { return block(0); }
  bool has_digits(std::string_view run) const;
  std::size_t count_run(std::string_view run) const;
};

struct RowView {
  std::size_t index = 0;    // of Work::rows
  std::vector<Side> sides;  // one a language that is checked, in the order of the Expressions
  std::size_t present = 0;

  bool letterhead() const;  // the lines on top of a document, which every language sets its own way
};

// The sides that are compared and who decides: the chosen original, or -1.
struct Languages {
  std::vector<std::size_t> expressions;  // of the Work, in order
  int original = -1;                     // index in `expressions`
  int base = 0;                          // decides in a tie: English, else the first
};

struct Subject {
  const store::Work* work = nullptr;
  const Options* options = nullptr;
  Languages languages;
  std::vector<RowView> rows;
};

// Figures of a text: runs of digits and Chinese numerals, months by their numbers; without leading
// zeros.
std::vector<std::string> figures_of(std::string_view text, std::string_view lang);

Subject prepare(const store::Work& work, const Options& options);

}  // namespace hexapla::check
