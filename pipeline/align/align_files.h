// Alignment of plain files: what `hexapla align` does, without the command line.
//
// Format `pairs` is the encoding that vecalign and Bertalign use: one row a line, `[0, 1]:[2]`,
// 0-based unit numbers,
// `[]` for an empty side, every unit exactly once, in order of the first side. Do not change: other
// programs read it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/align/align.h"

namespace hexapla::align {

enum class Unit : std::uint8_t {
  line,       // every line of the file, empty ones too
  paragraph,  // what blank lines separate
  sentence,   // sentences of paragraphs, or of lines where no paragraph is broken into lines;
              // paragraphs are aligned first, and no row of sentences crosses the border of theirs
};
std::optional<Unit> parse_unit(std::string_view name);  // "line", "paragraph", "sentence"

enum class Format : std::uint8_t {
  pairs,
  json,
  explained,  // pairs for people: the sides, tab, confidence, tab, evidence; any number of texts
};
std::optional<Format> parse_format(std::string_view name);

// A file's units. `bytes` holds the text that the segments of `text` look into: moving keeps them
// valid.
struct FileText {
  std::string name;  // as the user gave it
  std::unique_ptr<std::string> bytes;
  Text text;
};

// Reads a UTF-8 file (a byte-order mark is left out, CR LF and CR are line ends too; the last line
// may lack its end). Bytes that are no UTF-8 are kept and simply match nothing. `lang`: BCP 47
// primary subtag, or empty: identified from the text. Throws Error(environment) when the file
// cannot be read.
FileText read_text(const std::filesystem::path& path, Unit unit, std::string_view lang = {});

// The same for text in memory.
FileText split_text(std::string bytes, Unit unit, std::string_view lang = {});

// Texts to be aligned with each other, and where to write their rows.
struct FileGroup {
  std::vector<std::string> inputs;
  std::string output;  // empty: standard output
};

// Reads a batch list: a line a group, fields separated by tabs, the last field the output, at least
// two inputs before it; blank lines and lines that begin with '#' are skipped. `name` is for
// messages. Throws Error(usage) naming the line.
std::vector<FileGroup> parse_batch(std::string_view list, std::string_view name);

// Rows as they are printed, each line ended by '\n'. `pairs` needs rows of two texts: Error(usage)
// otherwise. `json`: one object {"languages": […], "files": […], "rows": [{"sides": [[…], …],
// "confidence": …, "evidence": …}]}.
std::string format_rows(std::span<const Row> rows, std::span<const FileText> texts, Format format);

// A group with its files and what says the same in them. `rows` index into `texts`.
struct AlignedGroup {
  std::vector<FileText> texts;
  std::vector<Row> rows;
};

// Reads every group and aligns all of them together, in the order of `groups`. `langs`: the
// languages of the inputs of every group by position; empty or too short: identified.
std::vector<AlignedGroup> align_groups(std::span<const FileGroup> groups,
                                       std::span<const std::string> langs, Unit unit,
                                       const Options& options, const Training& training = {});

}  // namespace hexapla::align
