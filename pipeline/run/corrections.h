// Internal: rows that a person fixed.
//
// The file is JSON Lines, one correction a line:
//   {"work": "UNEP/POPS/COP.8/9", "row": {"en": [12], "fr": [13, 14], "ru": []}}
// The blocks of each language are counted as `hexapla show SYMBOL --format json` prints them; a
// language that is not named, or named with no blocks, is absent from the row. With "fixed": false
// the correction is taken back: its blocks are aligned again. Blank lines and lines that begin with
// '#' are skipped. The store keeps corrections: a file need be given only once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/work.h"

namespace hexapla::run {

// The blocks of a fixed row, by language; languages without blocks are left out.
using FixedRow = std::map<std::string, std::vector<std::uint32_t>>;

struct Correction {
  std::string work;
  FixedRow row;
  bool fixed = true;
  std::size_t line = 0;  // of the file, for messages
};

// `name` is for messages. Throws Error(usage) naming the line.
std::vector<Correction> parse_corrections(std::string_view text, std::string_view name);

// The fixed rows of a Work as the store has it.
std::vector<FixedRow> fixed_rows(const store::Work& work);

// Puts a correction in: rows that share a block with it go.
void apply(const Correction& correction, std::vector<FixedRow>& rows);

// The rows on the Work as it is now: blocks of Expressions whose file has changed are found again
// by their text, the nearest one where there are several. Rows of which a block is gone are left
// out and counted in `lost`.
std::vector<FixedRow> carried(const std::vector<FixedRow>& rows, const store::Work& before,
                              const store::Work& now, std::size_t& lost);

// As rows of the aligner, fixed. Throws Error(usage) when a block or a language is not there.
std::vector<align::Row> as_rows(const std::vector<FixedRow>& rows, const store::Work& work);

}  // namespace hexapla::run
