#include "pipeline/exchange/lines.h"

#include <algorithm>
#include <cstring>
#include <ostream>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/exchange/utf8_source.h"

namespace hexapla::exchange {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 17;

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    out.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// "" when the text may stand in a unit, or why not.
std::string text_problem(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) >= 0x20 &&
        static_cast<unsigned char>(text[at]) < 0x7F) {
      ++at;
      continue;
    }
    const text::CodePoint c = text::decode(text, at);
    if (c.value == 0xFFFD && c.size != 3) return "not UTF-8";
    if (!text::is_xml_char(c.value)) return "a control character";
    at += c.size;
  }
  return {};
}

memory::Variant variant(const std::string& lang, std::string_view text) {
  memory::Variant out;
  out.lang = lang;
  out.text = text;
  normalize(out);
  return out;
}

void write_cell(std::ostream& out, std::string_view text) {
  std::string line(text);
  for (char& c : line)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  out << line;
}

}  // namespace

LineReader::LineReader(ByteSource& bytes, std::string file)
    : utf8_(as_utf8(bytes, TextKind::plain, file)), file_(std::move(file)) {}

bool LineReader::next(std::string_view& line) {
  std::size_t seen = at_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', seen);
    if (end != std::string::npos || done_) {
      if (end == std::string::npos && at_ == buffer_.size()) return false;
      const std::size_t stop = std::min(end, buffer_.size());
      line = std::string_view(buffer_).substr(at_, stop - at_);
      if (line.ends_with('\r')) line.remove_suffix(1);
      at_ = std::min(stop + 1, buffer_.size());
      ++number_;
      return true;
    }
    buffer_.erase(0, at_);
    at_ = 0;
    seen = buffer_.size();
    if (seen > kLongestLine) {
      throw Error(ErrorKind::input, file_, "line " + std::to_string(number_ + 1),
                  "a line longer than 16 MB");
    }
    buffer_.resize(seen + kBlock);
    const std::size_t n = utf8_->read(buffer_.data() + seen, kBlock);
    buffer_.resize(seen + n);
    done_ = n == 0;
  }
}

ReadReport read_tsv(ByteSource& bytes, const std::string& file,
                    const std::vector<std::string>& langs, const UnitSink& sink) {
  LineReader lines(bytes, file);
  ReadReport report;
  std::vector<std::string> columns = langs;  // a language each, or ""
  std::vector<std::string> names(langs.size());
  std::string_view line;
  if (columns.empty() && lines.next(line)) {
    for (const std::string_view cell : cells_of(line)) {
      names.emplace_back(text::trim(cell));
      const std::string tag = language_tag(names.back());
      // A column of another name ("confidence") is no language, though it may look like a tag.
      const bool short_tag = tag.substr(0, tag.find('-')).size() <= 3 && names.back() != "id";
      columns.push_back(short_tag ? tag : "");
    }
  }
  const auto languages =
      std::count_if(columns.begin(), columns.end(), [](const auto& c) { return !c.empty(); });
  if (languages < 2) {
    throw Error(ErrorKind::input, file, "line 1", "the first line names fewer than two languages",
                "write them as \"en<tab>fr\", or give --langs en,fr");
  }
  while (lines.next(line)) {
    if (text::trim(line).empty()) continue;
    const std::vector<std::string_view> cells = cells_of(line);
    std::string problem = text_problem(line);
    if (cells.size() > columns.size()) {
      problem = std::to_string(cells.size()) + " cells where there are " +
                std::to_string(columns.size()) + " columns";
    }
    if (!problem.empty()) {
      report.add_problem(lines.number(), problem);
      ++report.skipped;
      continue;
    }
    memory::TranslationUnit unit;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      if (!columns[i].empty()) {
        unit.variants.push_back(variant(columns[i], cells[i]));
      } else if (names[i] == "id") {
        unit.id = cells[i];
      } else if (names[i] == "note") {
        unit.notes.emplace_back(cells[i]);
      } else {
        unit.properties.emplace_back(names[i], cells[i]);
      }
    }
    if (unit.variants.empty()) {
      report.add_problem(lines.number(), "no text in any language");
      ++report.skipped;
    } else {
      emit(unit, sink, report);
    }
  }
  return report;
}

ReadReport read_moses(std::vector<MosesSide> sides, const UnitSink& sink) {
  std::vector<std::unique_ptr<LineReader>> readers;
  for (const MosesSide& side : sides)
    readers.push_back(std::make_unique<LineReader>(*side.bytes, side.file));
  ReadReport report;
  for (std::size_t number = 1;; ++number) {
    memory::TranslationUnit unit;
    std::string problem;
    std::size_t alive = 0;
    std::string ended;
    for (std::size_t i = 0; i < sides.size(); ++i) {
      std::string_view line;
      if (!readers[i]->next(line)) {
        ended = sides[i].file;
        continue;
      }
      ++alive;
      if (problem.empty()) problem = text_problem(line);
      if (!text::trim(line).empty()) unit.variants.push_back(variant(sides[i].lang, line));
    }
    if (alive == 0) return report;
    if (alive < sides.size()) {
      report.add_problem(
          number,
          ended + " ends before this line, another file goes on: from here on nothing is read");
      return report;
    }
    if (!problem.empty()) {
      report.add_problem(number, problem);
      ++report.skipped;
    } else if (!unit.variants.empty()) {
      emit(unit, sink, report);
    }
  }
}

TsvWriter::TsvWriter(std::ostream& out, std::vector<std::string> langs)
    : out_(out), langs_(std::move(langs)) {
  for (std::size_t i = 0; i < langs_.size(); ++i) out_ << (i > 0 ? "\t" : "") << langs_[i];
  out_ << '\n';
}

bool TsvWriter::write(const memory::TranslationUnit& unit) {
  const auto filled = std::count_if(langs_.begin(), langs_.end(), [&](const std::string& lang) {
    return variant_in(unit, lang) != nullptr;
  });
  if (filled < 2) return false;
  for (std::size_t i = 0; i < langs_.size(); ++i) {
    if (i > 0) out_ << '\t';
    if (const memory::Variant* v = variant_in(unit, langs_[i])) write_cell(out_, v->text);
  }
  out_ << '\n';
  return true;
}

MosesWriter::MosesWriter(std::vector<std::ostream*> outs, std::vector<std::string> langs)
    : outs_(std::move(outs)), langs_(std::move(langs)) {}

bool MosesWriter::write(const memory::TranslationUnit& unit) {
  for (const std::string& lang : langs_) {
    const memory::Variant* v = variant_in(unit, lang);
    if (v == nullptr || text::trim(v->text).empty()) return false;
  }
  for (std::size_t i = 0; i < langs_.size(); ++i) {
    write_cell(*outs_[i], variant_in(unit, langs_[i])->text);
    *outs_[i] << '\n';
  }
  return true;
}

}  // namespace hexapla::exchange
