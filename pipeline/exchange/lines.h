// Line-based formats: tab-separated with a header of languages, and Moses (one file a language,
// line by line the same). Read in constant memory.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/exchange/bytes.h"
#include "pipeline/exchange/units.h"

namespace hexapla::exchange {

// Lines of UTF-8 text. A line ends with "\n" or "\r\n".
class LineReader {
 public:
  static constexpr std::size_t kLongestLine = std::size_t{16} << 20;

  // `bytes` must outlive the reader; UTF-16 with a byte order mark is read too.
  LineReader(ByteSource& bytes, std::string file);
  // Throws Error(input) for a line that is too long. The view lasts until the next call.
  bool next(std::string_view& line);
  std::size_t number() const { return number_; }  // of the last line, from 1

 private:
  std::unique_ptr<ByteSource> utf8_;
  std::string file_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t number_ = 0;
  bool done_ = false;
};

// Cells in the order of the header; "" where a cell is no language tag. A column "id" or "note" is
// that of the unit, others are properties of it with the column's name. Cells that are empty are
// not there. A row with more cells than the header, or with characters that XML forbids, is
// reported and left out. `langs`: the languages of the columns when the file has no header. Throws
// Error(input) when there are fewer than two languages.
ReadReport read_tsv(ByteSource& bytes, const std::string& file,
                    const std::vector<std::string>& langs, const UnitSink& sink);

struct MosesSide {
  std::string lang;
  std::string file;  // for messages
  std::unique_ptr<ByteSource> bytes;
};

// Two files or more. Lines that are empty everywhere are skipped; files of different lengths are
// reported, and what the shortest has is read.
ReadReport read_moses(std::vector<MosesSide> sides, const UnitSink& sink);

// Tab-separated: a header of languages, then a unit a line. Tabs and line ends of a text become
// spaces; of a unit without two of the languages nothing is written.
class TsvWriter {
 public:
  TsvWriter(std::ostream& out, std::vector<std::string> langs);
  bool write(const memory::TranslationUnit& unit);  // false: left out

 private:
  std::ostream& out_;
  std::vector<std::string> langs_;
};

// One stream a language, line by line the same. Only units that have all of the languages.
class MosesWriter {
 public:
  MosesWriter(std::vector<std::ostream*> outs, std::vector<std::string> langs);
  bool write(const memory::TranslationUnit& unit);

 private:
  std::vector<std::ostream*> outs_;
  std::vector<std::string> langs_;
};

}  // namespace hexapla::exchange
