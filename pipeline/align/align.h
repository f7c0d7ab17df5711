// Alignment: which segments (lines, sentences, Blocks) of two to six texts say the same thing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/lexicon/lexicon.h"

namespace hexapla::align {

// What alignment knows of a segment beside its text. Lines of plain files have the defaults.
struct Segment {
  std::string_view text;
  std::string_view label;  // "3.", "(a)": compared in canonical form across scripts
  std::uint8_t kind =
      0;  // segments of different kinds (heading, paragraph, note, cell) rarely pair
  std::uint8_t level = 0;
  // The row of a coarser alignment (of paragraphs, say) that holds the segment: segments with
  // different numbers never share a row. Ascending in every text of a group; the same number means
  // the same coarse row in all of them.
  std::uint32_t within = 0;
  // Canonical anchors found in the segment: references, dates, numbers ("SC-7/8", "2004-02-29",
  // "42"). When empty the aligner finds numbers and symbols in the text by itself.
  std::vector<std::string> anchors;
  // What the segment is for, from a closed list that is the same for all languages ("title",
  // "original-language"): no counterpart on the other side speaks against a row.
  std::vector<std::string> roles;
};

// One text: an Expression, or a file's lines. Views must outlive the call.
struct Text {
  std::string
      lang;  // BCP 47 primary subtag, or "und": nothing in alignment needs a table for the language
  std::vector<Segment> segments;
};

// Segments that say the same thing. sides[k] are indexes into texts[k].segments, ascending; empty:
// omitted there.
struct Row {
  std::vector<std::vector<std::uint32_t>> sides;
  double confidence = 0.0;  // probability that the row is right, calibrated (docs/ACCURACY.md)
  std::string evidence;     // in words: "label 3., SC-7/8, length ratio 1.02"
  bool fixed = false;       // by a person; the aligner itself makes no such rows
};

// Texts whose rows are known: Works that keep their rows, rows that a person corrected. They are
// learned from, each row as sure as its confidence says, and not aligned again.
struct Settled {
  std::vector<Text> texts;
  std::vector<Row> rows;
};

// Words that translate each other, from a dictionary; they help a first small batch.
struct Dictionary {
  std::string source_lang;
  std::string target_lang;
  std::vector<lexicon::DictionaryEntry> entries;
};

// What a batch learns from beside itself. It changes results, the order of its parts does not.
struct Training {
  std::vector<Settled> settled;
  std::vector<Dictionary> dictionaries;
};

struct Options {
  // Nothing here changes which rows come out: one configuration for everything.
  unsigned workers = 1;  // speed only: the same rows for any number
  bool explain = true;   // false: rows come without evidence, a little faster
};

// Aligns every group of texts (a Work's Expressions, a pair of files). The groups together are the
// training data of the lexicon and the length models, so a batch aligns better than its parts. Each
// segment of each text is in exactly one row of its group; rows are in the order of the first text,
// omissions where they stand. Deterministic: the same rows for any number of workers and any order
// of the groups.
std::vector<std::vector<Row>> align(std::span<const std::vector<Text>> groups,
                                    const Options& options = {}, const Training& training = {});

}  // namespace hexapla::align
