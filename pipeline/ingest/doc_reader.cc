// Word 97-2003 ([MS-DOC]): the text by its piece table, paragraphs with what their properties say
// of tables and headings, notes. Deleted text of tracked changes goes, results of fields stay and
// their instructions go. Numbers of lists are computed as Word does.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/doc_properties.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;

constexpr std::uint32_t kPart = 1;  // of the source map: the stream WordDocument
constexpr int kHeadingLevels = 9;

// Offsets in the file information block ([MS-DOC] 2.5).
constexpr std::size_t kFlags = 0x0A;
constexpr std::size_t kLengths =
    0x4C;  // of main text, footnotes, headers, macros, comments, endnotes
constexpr std::size_t kStyles = 0xA2;
constexpr std::size_t kFootnoteRefs = 0xAA;
constexpr std::size_t kFootnoteTexts = 0xB2;
constexpr std::size_t kCharacterPages = 0xFA;
constexpr std::size_t kParagraphPages = 0x102;
constexpr std::size_t kPieces = 0x1A2;
constexpr std::size_t kEndnoteRefs = 0x20A;
constexpr std::size_t kEndnoteTexts = 0x212;
constexpr std::size_t kLists = 0x2E2;
constexpr std::size_t kListOverrides = 0x2EA;

constexpr std::array<char32_t, 32> kCp1252{
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

struct Character {
  char32_t value = 0;
  std::uint32_t at = 0;    // byte of the stream
  std::uint8_t bytes = 0;  // there
};

struct NoteAnchor {
  bool endnote = false;
  bool automatic = true;
  std::size_t number = 0;  // in its table
};

class DocReader {
 public:
  DocReader(std::string_view bytes, const std::string& path) : path_(path) {
    const CompoundFile file(bytes, path);
    std::optional<std::string> stream = file.stream("WordDocument");
    if (!stream) refuse("a compound file that is no Word document", "save the text as DOCX");
    stream_ = *std::move(stream);
    const unsigned magic = u16_at(stream_, 0);
    const unsigned version = u16_at(stream_, 2);
    if (magic == 0xA5DC || (magic == 0xA5EC && version < 0xC0))
      refuse("written by Word 6 or 95", "open it in a word processor and save it as DOCX");
    if (magic != 0xA5EC || stream_.size() < 0x21A)
      refuse("a damaged Word document", "get the file again, or save it as DOCX");
    const unsigned flags = u16_at(stream_, kFlags);
    if ((flags & 0x0100) != 0) refuse("password-protected", "save it without the password");
    std::optional<std::string> table = file.stream((flags & 0x0200) != 0 ? "1Table" : "0Table");
    if (!table) refuse("a damaged Word document: its tables are missing", "get the file again");
    table_ = *std::move(table);
    const doc::Styles styles(structure(kStyles));
    paragraphs_ = doc::Runs(stream_, structure(kParagraphPages), &styles);
    characters_ = doc::Runs(stream_, structure(kCharacterPages), nullptr);
    const std::size_t lists = u32_at(stream_, kLists);
    if (lists < table_.size())
      numbering_ = doc::read_lists(std::string_view(table_).substr(lists),
                                   u32_at(stream_, kLists + 4), structure(kListOverrides));
    read_pieces(bytes.size());
    read_anchors();
  }

  RawDocument run(std::string_view bytes) {
    const std::size_t end = std::min<std::size_t>(length(0), text_.size());
    body(end);
    out_.manifestation = {
        path_, "doc", "", bytes.size(), files::content_hash(bytes), {path_, "WordDocument"}};
    out_.quality = told(tallies_);
    const auto tell = [&](const char* code, std::size_t n, const char* what) {
      if (n > 0) out_.quality.push_back({code, std::to_string(n) + what, -1, {}});
    };
    tell("number-format", unknown_formats_,
         " labels in a number format that is not known are printed in digits");
    tell("tracked-deletion", deleted_, " characters that a tracked change deletes were left out");
    if (text_.size() < length(0))
      tell("truncated", length(0) - text_.size(), " characters of text are missing from the file");
    if (out_.blocks.empty() && out_.notes.empty())
      refuse("there is no text in it", "get the file again");
    return std::move(out_);
  }

 private:
  [[noreturn]] void refuse(const char* reason, const char* remedy) const {
    throw Error(ErrorKind::input, path_, "", reason, remedy);
  }

  std::uint32_t length(std::size_t n) const { return u32_at(stream_, kLengths + 4 * n); }

  // What the information block says stands in the table stream.
  std::string_view structure(std::size_t at) const {
    const std::size_t begin = u32_at(stream_, at);
    const std::size_t size = u32_at(stream_, at + 4);
    if (begin >= table_.size()) return {};
    return std::string_view(table_).substr(begin, size);
  }

  void read_pieces(std::size_t most) {
    std::string_view list = structure(kPieces);
    while (list.size() > 3 && list[0] == 1)
      list.remove_prefix(std::min<std::size_t>(list.size(), 3U + u16_at(list, 1)));
    if (list.size() < 5 || list[0] != 2)
      refuse("a damaged Word document: its text cannot be found", "get the file again");
    list = list.substr(5, u32_at(list, 1));
    const std::size_t count = list.size() < 4 ? 0 : (list.size() - 4) / 12;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t begin = u32_at(list, 4 * i);
      const std::uint32_t end = u32_at(list, 4 * i + 4);
      if (begin != text_.size() || end < begin || end - begin > most) break;
      const std::uint32_t place = u32_at(list, 4 * (count + 1) + 8 * i + 2);
      const bool narrow = (place & 0x40000000) != 0;
      const std::uint32_t first = narrow ? (place & 0x3FFFFFFF) / 2 : place & 0x3FFFFFFF;
      const std::uint8_t width = narrow ? 1 : 2;
      for (std::uint32_t k = 0; k < end - begin; ++k) {
        const std::size_t at = first + std::size_t{k} * width;
        // Every character stands somewhere: pieces that overlap without end are an attack.
        if (at + width > stream_.size() || text_.size() >= 2 * most) return;
        const auto byte = static_cast<unsigned char>(stream_[at]);
        char32_t value = narrow ? byte : u16_at(stream_, at);
        if (narrow && byte >= 0x80 && byte < 0xA0) value = kCp1252[byte - 0x80U];
        text_.push_back({value, static_cast<std::uint32_t>(at), width});
      }
    }
  }

  void read_anchors() {
    for (const bool endnote : {false, true}) {
      const std::string_view refs = structure(endnote ? kEndnoteRefs : kFootnoteRefs);
      const std::size_t count = refs.size() < 4 ? 0 : (refs.size() - 4) / 6;
      for (std::size_t i = 0; i < count; ++i) {
        const bool automatic = u16_at(refs, 4 * (count + 1) + 2 * i) != 0;
        anchors_[u32_at(refs, 4 * i)] = {endnote, automatic, i};
      }
    }
  }

  void add(std::size_t i, std::size_t end, std::size_t& next) {
    const Character& c = text_[i];
    next = i + 1;
    SourceRange source{kPart, c.at, std::uint64_t{c.at} + c.bytes};
    char32_t value = c.value;
    if (value >= 0xD800 && value < 0xDC00 && i + 1 < end && text_[i + 1].value >= 0xDC00 &&
        text_[i + 1].value < 0xE000) {
      value = 0x10000 + ((value - 0xD800) << 10) + (text_[i + 1].value - 0xDC00);
      source.end += 2;
      next = i + 2;
    } else if (value >= 0xD800 && value < 0xE000) {
      value = 0xFFFD;
    }
    std::string utf8;
    text::append(utf8, value);
    if (c.bytes == 1 && value < 0x80) {
      builder_.append(MappedText::verbatim(utf8, c.at, kPart));
    } else {
      builder_.append(utf8, source);
    }
  }

  // Text characters from `i` on, up to a mark that ends a paragraph; returns where that stands.
  std::size_t inlines(std::size_t i, std::size_t end, bool notes) {
    std::vector<bool> fields;  // open ones: true while in the instructions
    std::size_t hidden = 0;
    while (i < end) {
      const Character& c = text_[i];
      const SourceRange source{kPart, c.at, std::uint64_t{c.at} + c.bytes};
      if (c.value == 0x0D || c.value == 0x07 || c.value == 0x0C) return i;
      if (c.value == 0x13) {
        fields.push_back(true);
        ++hidden;
      } else if (c.value == 0x14 && !fields.empty()) {
        if (fields.back()) --hidden;
        fields.back() = false;
      } else if (c.value == 0x15 && !fields.empty()) {
        if (fields.back()) --hidden;
        fields.pop_back();
      }
      if (hidden > 0 || c.value == 0x13 || c.value == 0x14 || c.value == 0x15) {
        ++i;
        continue;
      }
      const doc::Properties* own = characters_.find(c.at);
      if (own != nullptr && own->deleted) {
        ++deleted_;
        ++i;
        continue;
      }
      const auto anchor = notes ? anchors_.find(static_cast<std::uint32_t>(i)) : anchors_.end();
      if (anchor != anchors_.end()) {
        i = note(i, end, anchor->second);
        continue;
      }
      if (c.value == 0x0B) {
        builder_.line_break(source);
      } else if (c.value == 0x1E) {
        builder_.append("\u2011", source);
      } else if (c.value >= 0x20 || c.value == 0x09) {
        if (c.value > 0x20) weights_.insert(own != nullptr ? own->bold : std::nullopt);
        // 0x1F: a hyphen that stands only where a line breaks; the others stand for pictures,
        // comments and the marks of notes in the notes themselves.
        add(i, end, i);
        continue;
      }
      ++i;
    }
    return end;
  }

  // The mark at `i`: takes note of it and of the note; returns where the text goes on.
  std::size_t note(std::size_t i, std::size_t end, const NoteAnchor& anchor) {
    std::string mark;
    std::size_t next = i + 1;
    if (anchor.automatic) {
      int& count = anchor.endnote ? endnotes_ : footnotes_;
      mark = std::to_string(++count);
    } else {
      // The mark is in the text: one character, or several of the same.
      next = i;
      while (next < end && next < i + 3 && text_[next].value == text_[i].value) {
        if (text_[next].value >= 0x20) text::append(mark, text_[next].value);
        ++next;
      }
    }
    const SourceRange source{kPart, text_[i].at,
                             std::uint64_t{text_[next - 1].at} + text_[next - 1].bytes};
    const int index = static_cast<int>(out_.notes.size());
    builder_.note(mark, index, source);
    RawNote raw;
    raw.mark.append_replacement(mark, source);
    out_.notes.push_back(std::move(raw));
    waiting_.push_back({anchor, mark});
    return next;
  }

  void read_waiting_notes() {
    std::size_t index = out_.notes.size() - waiting_.size();
    for (const auto& [anchor, mark] : waiting_) {
      const std::string_view texts = structure(anchor.endnote ? kEndnoteTexts : kFootnoteTexts);
      // Main text, footnotes, headers, macros, comments, endnotes.
      std::uint64_t base = length(0);
      if (anchor.endnote) base += std::uint64_t{length(1)} + length(2) + length(3) + length(4);
      const std::uint64_t size = length(anchor.endnote ? 5 : 1);
      const std::uint64_t to = std::min<std::uint64_t>(u32_at(texts, 4 * anchor.number + 4), size);
      // Notes stand one behind the other; a text that several claim is the first one's.
      std::uint64_t& taken = taken_[anchor.endnote ? 1 : 0];
      const std::uint64_t from = std::max<std::uint64_t>(u32_at(texts, 4 * anchor.number), taken);
      taken = std::max(taken, to);
      std::size_t i = std::min<std::uint64_t>(base + std::min(from, size), text_.size());
      const std::size_t end = std::min<std::uint64_t>(base + to, text_.size());
      if (!anchor.automatic) i += own_mark(i, end, mark);
      while (i < end) {
        i = inlines(i, end, false);
        if (i + 1 < end)
          builder_.line_break({kPart, text_[i].at, std::uint64_t{text_[i].at} + text_[i].bytes});
        ++i;
      }
      out_.notes[index++].body = builder_.finish(tallies_);
    }
    waiting_.clear();
  }

  // Characters of the note's own mark at the beginning of its text.
  std::size_t own_mark(std::size_t i, std::size_t end, const std::string& mark) const {
    std::size_t n = 0;
    std::string printed;
    while (i + n < end && printed.size() < mark.size()) text::append(printed, text_[i + n++].value);
    return printed == mark ? n : 0;
  }

  void body(std::size_t end) {
    for (std::size_t i = 0; i < end;) {
      const SourceRange place{kPart, text_[i].at, text_[i].at};
      i = inlines(i, end, true);
      doc::Properties properties;
      const bool mark = i < end;
      if (mark) {
        if (const doc::Properties* found = paragraphs_.find(text_[i].at)) properties = *found;
      }
      const bool cell_mark = mark && text_[i].value == 0x07;
      end_paragraph(properties, cell_mark, place);
      ++i;
    }
  }

  // `place`: where the paragraph begins.
  void end_paragraph(const doc::Properties& properties, bool cell_mark, SourceRange place) {
    const bool in_table = properties.in_table || cell_mark;
    if (in_table && !table_open_) {
      table_open_ = true;
      ++tables_;
      row_ = column_ = 0;
    } else if (!in_table) {
      table_open_ = false;
    }
    // Numbers count even where a paragraph has no text to show them with.
    std::optional<Number> number;
    if (properties.list > 0 && !properties.row_end)
      number = numbering_.next(properties.list, properties.level);
    RawBlock block = builder_.finish(tallies_);
    if (!block.text.empty() || !block.notes.empty()) {
      if (in_table) {
        block.kind = RawKind::cell;
        block.table = tables_;
        block.row = row_;
        block.column = column_;
      } else if (properties.outline < kHeadingLevels) {
        block.kind = RawKind::heading;
        block.level = properties.outline + 1;
      }
      if (number) label(*number, place, block);
      // All characters bold, by their own word or by the style's.
      block.strong = !weights_.empty() && weights_.count(false) == 0 &&
                     (weights_.count(std::nullopt) == 0 || properties.bold.value_or(false));
      out_.blocks.push_back(std::move(block));
    }
    weights_.clear();
    if (cell_mark) {
      ++column_;
      if (properties.row_end) {
        for (std::size_t i = out_.blocks.size(); properties.header_row && i-- > 0;) {
          RawBlock& cell = out_.blocks[i];
          if (cell.kind != RawKind::cell || cell.table != tables_ || cell.row != row_) break;
          cell.header_row = true;
        }
        ++row_;
        column_ = 0;
      }
    }
    if (!waiting_.empty()) read_waiting_notes();
  }

  void label(const Number& number, SourceRange place, RawBlock& block) {
    if (number.bullet) {
      if (block.kind != RawKind::paragraph) return;
      block.kind = RawKind::bullet;
      block.level = number.level;
      return;
    }
    if (!number.known) ++unknown_formats_;
    MappedText label;
    label.append_replacement(number.label, place);
    block.label = clean_line(label, tallies_).trimmed();
    block.ordinal = number.ordinal;
    block.list = number.list;
    if (block.kind == RawKind::paragraph) block.level = number.level;
  }

  std::string path_;
  std::string stream_;
  std::string table_;
  std::vector<Character> text_;
  doc::Runs paragraphs_;
  doc::Runs characters_;
  Numbering numbering_;
  std::set<std::optional<bool>> weights_;  // of the paragraph's characters
  std::map<std::uint32_t, NoteAnchor> anchors_;
  std::vector<std::pair<NoteAnchor, std::string>> waiting_;
  BlockBuilder builder_;
  Tallies tallies_;
  RawDocument out_;
  bool table_open_ = false;
  int tables_ = -1;
  int row_ = 0;
  int column_ = 0;
  std::array<std::uint64_t, 2> taken_{};  // of footnotes and endnotes: behind the last one read
  int footnotes_ = 0;
  int endnotes_ = 0;
  std::size_t unknown_formats_ = 0;
  std::size_t deleted_ = 0;
};

}  // namespace

RawDocument read_doc(std::string_view bytes, const std::string& path) {
  return DocReader(bytes, path).run(bytes);
}

}  // namespace hexapla::ingest
