// Word 97-2003 ([MS-DOC]): paragraphs with what their properties say of tables and headings, notes,
// text boxes, the running head of the first page. Deleted text of tracked changes goes, results of
// fields stay and their instructions go. Numbers of lists and notes are computed as Word does.
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
#include "pipeline/ingest/doc_file.h"
#include "pipeline/ingest/doc_forms.h"
#include "pipeline/ingest/doc_properties.h"
#include "pipeline/ingest/doc_tables.h"
#include "pipeline/ingest/fields.h"
#include "pipeline/ingest/number_format.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

using doc::Range;
using doc::Story;
using doc::Structure;
using document::MappedText;
using document::SourceRange;

constexpr std::uint32_t kPart = 1;  // of the source map: the stream WordDocument
constexpr int kHeadingLevels = 9;
constexpr std::size_t kMostChanges = std::size_t{1} << 26;
constexpr std::size_t kLongestMark = 10;            // of notes, in characters
constexpr std::size_t kLongestInstruction = 10000;  // of fields, in bytes that are kept

// Characters that are none ([MS-DOC] 2.4.1, 2.8.25).
constexpr char32_t kShape = 0x08;
constexpr char32_t kCellEnd = 0x07;
constexpr char32_t kLineBreak = 0x0B;
constexpr char32_t kPageBreak = 0x0C;
constexpr char32_t kParagraphEnd = 0x0D;
constexpr char32_t kColumnBreak = 0x0E;
constexpr char32_t kFieldBegin = 0x13;
constexpr char32_t kFieldResult = 0x14;
constexpr char32_t kFieldEnd = 0x15;
constexpr char32_t kNoBreakHyphen = 0x1E;

struct NoteAnchor {
  bool endnote = false;
  bool automatic = true;
  std::size_t number = 0;  // in its table
};

struct Field {
  std::string instruction;
  bool result = false;                // its result has begun
  std::optional<std::uint32_t> form;  // where the data of a form field stand
  SourceRange form_at;
  std::size_t shown_before = 0;  // characters of text, where the result begins
  std::string link_before;
};

class DocReader {
 public:
  DocReader(std::string_view bytes, const std::string& path)
      : path_(path), file_(bytes, path), boxes_(doc::read_boxes(file_)) {
    const doc::Styles styles(file_.structure(Structure::styles));
    const auto runs = [&](doc::Runs::Of what, Structure pages) {
      return doc::Runs(what, file_.stream(), file_.structure(pages), file_.data(), styles);
    };
    paragraphs_ = runs(doc::Runs::Of::paragraphs, Structure::paragraph_pages);
    characters_ = runs(doc::Runs::Of::characters, Structure::character_pages);
    const std::size_t lists = file_.begin_of(Structure::lists);
    if (lists < file_.table().size()) {
      numbering_ = doc::read_lists(std::string_view(file_.table()).substr(lists),
                                   file_.size_of(Structure::lists),
                                   file_.structure(Structure::list_overrides));
    }
    read_sections();
    read_anchors(Structure::footnote_anchors, false);
    read_anchors(Structure::endnote_anchors, true);
  }

  RawDocument run(std::string_view bytes) {
    begin_section(0);
    running_head();
    walk(file_.story(Story::main));
    for (const auto& [anchor, boxes] : boxes_.anchored)
      boxes_.loose.insert(boxes_.loose.end(), boxes.begin(), boxes.end());
    for (const Range& box : boxes_.loose) walk(box);
    tables_.close(out_.blocks);
    out_.manifestation = {
        path_, "doc", "", bytes.size(), files::content_hash(bytes), {path_, "WordDocument"}};
    out_.quality = told(tallies_);
    const auto tell = [&](const char* code, std::size_t n, const char* what) {
      if (n > 0) out_.quality.push_back({code, std::to_string(n) + what, -1, {}});
    };
    tell("number-format", unknown_formats_,
         " labels in a number format that is not known are printed in digits");
    tell("tracked-deletion", deleted_, " characters that a tracked change deletes were left out");
    tell("hidden-text", hidden_, " characters that are marked as hidden were left out");
    if (const std::size_t wanted = file_.length(Story::main); file_.text().size() < wanted)
      tell("truncated", wanted - file_.text().size(),
           " characters of text are missing from the file");
    if (out_.blocks.empty() && out_.notes.empty()) {
      throw Error(ErrorKind::input, path_, "", "there is no text in it", "get the file again");
    }
    return std::move(out_);
  }

 private:
  const doc::Character& at(std::size_t i) const { return file_.text()[i]; }
  SourceRange source(std::size_t i) const {
    return {kPart, at(i).at, std::uint64_t{at(i).at} + at(i).bytes};
  }

  // What is said of a character or, at its end, of a paragraph; nothing where nothing is.
  const doc::Properties* said(const doc::Runs& runs, std::size_t i) {
    const doc::Properties* found = runs.find(at(i).at);
    const std::string_view changes = file_.piece_changes(i);
    if (changes.empty() || changes_left_ < changes.size()) return found;
    if (found == changed_from_ && changes.data() == changed_by_) return &changed_;
    changed_from_ = found;
    changed_by_ = changes.data();
    changes_left_ -= changes.size();
    changed_ = found != nullptr ? *found : doc::Properties();
    doc::apply(changes, changed_);
    return &changed_;
  }

  // ---- sections
  // ----------------------------------------------------------------------------------

  void read_sections() {
    const doc::Section all =
        doc::read_document_properties(file_.structure(Structure::document_properties));
    const doc::Places places(file_.structure(Structure::sections), 12);
    for (std::size_t i = 0; i < places.count(); ++i) {
      doc::Section section = all;
      const std::size_t properties = u32_at(places.item(i), 2);
      const std::string_view stream = file_.stream();
      if (properties + 2 <= stream.size())
        doc::apply(stream.substr(properties + 2, u16_at(stream, properties)), section);
      section_begins_.push_back(places.place(i));
      sections_.push_back(section);
    }
    if (sections_.empty()) {
      sections_.push_back(all);
      section_begins_.push_back(0);
    }
  }

  void begin_section(std::size_t n) {
    section_ = n;
    const doc::Section& section = sections_[n];
    if (n == 0 || section.footnotes.restart_in_sections) footnotes_ = section.footnotes.start;
    if (n == 0 || section.endnotes.restart_in_sections) endnotes_ = section.endnotes.start;
  }

  // The head of the first page. Layout repair decides what of it is masthead.
  void running_head() {
    // Six separators of notes, then six stories a section: the second is the head of its pages, the
    // fifth that of its first page.
    const std::size_t story = sections_[0].own_first_page ? 6 + 4 : 6 + 1;
    const doc::Places places(file_.structure(Structure::headers), 0);
    if (story + 1 >= places.count() + 1) return;
    walk(file_.within(Story::headers, places.place(story), places.place(story + 1)));
    tables_.close(out_.blocks);
    for (RawBlock& block : out_.blocks) {
      block.kind = RawKind::running;
      block.table = block.row = block.column = -1;
    }
  }

  // ---- notes
  // -------------------------------------------------------------------------------------

  void read_anchors(Structure table, bool endnote) {
    const doc::Places places(file_.structure(table), 2);
    for (std::size_t i = 0; i < places.count(); ++i)
      anchors_[places.place(i)] = {endnote, u16_at(places.item(i), 0) != 0, i};
  }

  Range note_text(const NoteAnchor& anchor) const {
    const doc::Places texts(
        file_.structure(anchor.endnote ? Structure::endnote_texts : Structure::footnote_texts), 0);
    if (anchor.number + 1 > texts.count()) return {};
    return file_.within(anchor.endnote ? Story::endnotes : Story::footnotes,
                        texts.place(anchor.number), texts.place(anchor.number + 1));
  }

  // Characters of the mark that stands typed at `i`: as many as its note begins with.
  std::size_t typed_mark(std::size_t i, std::size_t end, const NoteAnchor& anchor) const {
    const Range note = note_text(anchor);
    const doc::Properties* run = characters_.find(at(i).at);
    std::size_t n = 0;
    while (n < kLongestMark && i + n < end && note.begin + n < note.end && at(i + n).value > 0x20 &&
           at(i + n).value == at(note.begin + n).value && characters_.find(at(i + n).at) == run)
      ++n;
    if (n > 0) return n;
    // The note does not repeat it: one character, or several of the same.
    for (n = 1; n < 3 && i + n < end && at(i + n).value == at(i).value;) ++n;
    return n;
  }

  // The mark at `i`: takes note of it and of the note; returns where the text goes on.
  std::size_t note(std::size_t i, std::size_t end, const NoteAnchor& anchor) {
    std::string mark;
    std::size_t next = i + 1;
    if (anchor.automatic) {
      const doc::Section& section = sections_[section_];
      const doc::NoteCount& count = anchor.endnote ? section.endnotes : section.footnotes;
      mark = format_number((anchor.endnote ? endnotes_ : footnotes_)++, count.format);
      if (!is_known_format(count.format)) ++unknown_formats_;
    } else {
      next = i + typed_mark(i, end, anchor);
      for (std::size_t k = i; k < next; ++k) {
        if (at(k).value >= 0x20) text::append(mark, at(k).value);
      }
    }
    const SourceRange range{kPart, source(i).begin, source(next - 1).end};
    const int index = static_cast<int>(out_.notes.size());
    builder_.note(mark, index, range);
    RawNote raw;
    raw.mark.append_replacement(mark, range);
    out_.notes.push_back(std::move(raw));
    waiting_.push_back({anchor, mark});
    return next;
  }

  // The bodies of the notes that the paragraph just read refers to.
  void read_waiting_notes() {
    std::vector<std::pair<NoteAnchor, std::string>> now;
    now.swap(waiting_);
    std::size_t index = out_.notes.size() - now.size();
    const Apart apart(*this);
    for (const auto& [anchor, mark] : now) {
      Range range = note_text(anchor);
      // Notes stand one behind the other; a text that several claim is the first one's.
      std::size_t& taken = taken_[anchor.endnote ? 1 : 0];
      std::size_t i = std::max(range.begin, taken);
      taken = std::max(taken, range.end);
      find_fields({i, range.end});
      if (!anchor.automatic) i += own_mark(i, range.end, mark);
      while (i < range.end) {
        i = inlines(i, range.end, false);
        if (i + 1 < range.end) builder_.line_break(source(i));
        ++i;
      }
      fields_.clear();
      instructions_ = 0;
      out_.notes[index++].body = builder_.finish(tallies_);
    }
  }

  // Characters of the note's own mark at the beginning of its text.
  std::size_t own_mark(std::size_t i, std::size_t end, const std::string& mark) const {
    std::size_t n = 0;
    std::string printed;
    while (i + n < end && printed.size() < mark.size()) text::append(printed, at(i + n++).value);
    return printed == mark ? n : 0;
  }

  // ---- within a paragraph
  // ------------------------------------------------------------------------

  // Fields that never end would hide what follows: their beginnings are no beginnings.
  void find_fields(Range range) {
    std::vector<std::size_t> open;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (at(i).value == kFieldBegin) open.push_back(i);
      if (at(i).value == kFieldEnd && !open.empty()) open.pop_back();
    }
    endless_.clear();
    endless_.insert(open.begin(), open.end());
  }

  // True when the character at `i` is a mark of fields, or text that no field shows.
  bool field(std::size_t i) {
    const char32_t value = at(i).value;
    if (value == kFieldBegin) {
      if (endless_.count(i) > 0) return true;
      fields_.push_back({"", false, std::nullopt, {}, 0, builder_.open_link()});
      ++instructions_;
      return true;
    }
    if (value == kFieldResult || value == kFieldEnd) {
      if (fields_.empty()) return true;
      Field& top = fields_.back();
      if (!top.result) {
        top.result = true;
        top.shown_before = shown_;
        --instructions_;
        if (instructions_ == 0 && value == kFieldResult) {
          const std::string address = linked_address(top.instruction);
          if (!address.empty()) builder_.link(address);
        }
      }
      if (value == kFieldEnd) {
        if (instructions_ == 0 && top.form && shown_ == top.shown_before)
          builder_.append(doc::form_field(file_.data(), *top.form), top.form_at);
        builder_.link(top.link_before);
        fields_.pop_back();
      }
      return true;
    }
    if (instructions_ == 0) return false;
    Field& top = fields_.back();
    const doc::Properties* own = said(characters_, i);
    if (own != nullptr && own->form && own->data) {
      top.form = own->data;
      top.form_at = source(i);
    } else if (!top.result && value >= 0x20 && top.instruction.size() < kLongestInstruction) {
      text::append(top.instruction, value >= 0xD800 && value < 0xE000 ? 0xFFFD : value);
    }
    return true;
  }

  bool ends_paragraph(std::size_t i) const {
    const char32_t value = at(i).value;
    if (value == kParagraphEnd || value == kCellEnd) return true;
    // The end of a section ends a paragraph; a page break only where the properties end as well.
    return value == kPageBreak &&
           paragraphs_.end_of(at(i).at).value_or(source(i).end) == source(i).end;
  }

  // Text characters from `i` on, up to a mark that ends a paragraph; returns where that stands.
  std::size_t inlines(std::size_t i, std::size_t end, bool main) {
    while (i < end && !ends_paragraph(i)) {
      if (field(i)) {
        ++i;
        continue;
      }
      const char32_t value = at(i).value;
      const doc::Properties* own = said(characters_, i);
      if (own != nullptr && own->deleted) {
        ++deleted_;
        ++i;
        continue;
      }
      if (own != nullptr && own->hidden.value_or(false)) {
        if (value > 0x20) ++hidden_;
        ++i;
        continue;
      }
      const auto anchor = main ? anchors_.find(static_cast<std::uint32_t>(i)) : anchors_.end();
      if (anchor != anchors_.end()) {
        i = note(i, end, anchor->second);
        continue;
      }
      if (value == kShape && main) {
        const auto box = boxes_.anchored.find(i);
        if (box != boxes_.anchored.end()) {
          waiting_boxes_.insert(waiting_boxes_.end(), box->second.begin(), box->second.end());
          boxes_.anchored.erase(box);
        }
      } else if (value == kLineBreak || value == kPageBreak || value == kColumnBreak) {
        builder_.line_break(source(i));
      } else if (value == kNoBreakHyphen) {
        builder_.append("\u2011", source(i));
      } else if (own != nullptr && own->symbol && value == '(') {
        symbol(*own->symbol, source(i));
      } else if (value >= 0x20 || value == 0x09) {
        if (value > 0x20) weights_.insert(own != nullptr ? own->bold : std::nullopt);
        // 0x1F: a hyphen that stands only where a line breaks; the others stand for pictures,
        // comments and the marks of notes in the notes themselves.
        const std::string shows = shown_instead(i, own);
        if (shows.empty()) {
          i = character(i, end);
        } else {
          ++shown_;
          builder_.append(shows, source(i++));
        }
        continue;
      }
      ++i;
    }
    return i;
  }

  // What a character shows in place of itself: fonts of symbols have their own for codes of a
  // private area, and raised numbers stay raised; raised letters ("1er", "5th") are set in the
  // line.
  std::string shown_instead(std::size_t i, const doc::Properties* own) const {
    const char32_t value = at(i).value;
    if (own == nullptr) return "";
    if (value >= 0xF000 && value <= 0xF0FF && own->font)
      return symbol_font_character(file_.font(*own->font), value);
    if (!own->raised || superscript(value).empty()) return "";
    const auto raised_letter = [&](std::size_t k) {
      return k < file_.text().size() && at(k).value > '9' && characters_.find(at(k).at) == own;
    };
    if ((i > 0 && raised_letter(i - 1)) || raised_letter(i + 1)) return "";
    return std::string(superscript(value));
  }

  // One character of text, or two that stand for one; returns where the text goes on.
  std::size_t character(std::size_t i, std::size_t end) {
    SourceRange range = source(i);
    char32_t value = at(i).value;
    ++shown_;
    std::size_t next = i + 1;
    if (value >= 0xD800 && value < 0xDC00 && next < end && at(next).value >= 0xDC00 &&
        at(next).value < 0xE000) {
      value = 0x10000 + ((value - 0xD800) << 10) + (at(next).value - 0xDC00);
      if (source(next).begin == range.end) range.end = source(next).end;
      ++next;
    } else if (value >= 0xD800 && value < 0xE000) {
      value = 0xFFFD;
    }
    std::string utf8;
    text::append(utf8, value);
    if (at(i).bytes == 1 && value < 0x80) {
      builder_.append(MappedText::verbatim(utf8, range.begin, kPart));
    } else {
      builder_.append(utf8, range);
    }
    return next;
  }

  void symbol(const doc::Symbol& symbol, SourceRange range) {
    std::string shows = symbol_font_character(file_.font(symbol.font), symbol.code);
    if (shows.empty()) {
      // A font of its own: nobody knows what it shows. Others print the character itself.
      const bool own = symbol.code < 0x20 || (symbol.code >= 0xD800 && symbol.code <= 0xF8FF);
      text::append(shows, own ? 0xFFFD : symbol.code);
    }
    ++shown_;
    builder_.append(shows, range);
  }

  // ---- paragraphs
  // --------------------------------------------------------------------------------

  void walk(Range range) {
    find_fields(range);
    const bool main = range.begin < file_.story(Story::main).end;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (main) {
        while (section_ + 1 < sections_.size() && i >= section_begins_[section_ + 1])
          begin_section(section_ + 1);
      }
      i = inlines(i, range.end, main);
      doc::Properties properties;
      const bool mark = i < range.end;
      // Labels that are computed belong to the mark at the paragraph's end, which sets its form.
      const doc::Character& end = at(mark ? i : i - 1);
      end_place_ = {kPart, end.at, end.at + end.bytes};
      if (mark) {
        // The mark at its end was deleted: the next paragraph goes on with this one.
        if (at(i).value == kParagraphEnd) {
          const doc::Properties* own = said(characters_, i);
          if (own != nullptr && own->deleted) {
            ++deleted_;
            continue;
          }
        }
        if (const doc::Properties* found = said(paragraphs_, i)) properties = *found;
      }
      end_paragraph(properties, mark && at(i).value == kCellEnd);
    }
    if (!builder_.empty()) end_paragraph({}, false);
    fields_.clear();
    instructions_ = 0;
  }

  void end_paragraph(const doc::Properties& properties, bool cell_mark) {
    const bool in_table = in_box_ ? box_in_table_ : properties.in_table || cell_mark;
    if (!in_box_) tables_.paragraph(in_table, out_.blocks);
    // Numbers count even where a paragraph has no text to show them with.
    std::optional<Number> number;
    if (properties.list > 0 && !properties.row_end && !properties.inner_row)
      number = numbering_.next(properties.list, properties.level);
    RawBlock block = builder_.finish(tallies_);
    if (!block.text.empty() || !block.notes.empty()) {
      if (in_table) {
        tables_.place(block);
      } else if (properties.outline < kHeadingLevels) {
        block.kind = RawKind::heading;
        block.level = properties.outline + 1;
      }
      if (number) label(*number, block);
      // All characters bold, by their own word or by the style's.
      block.strong = !weights_.empty() && weights_.count(false) == 0 &&
                     (weights_.count(std::nullopt) == 0 || properties.bold.value_or(false));
      out_.blocks.push_back(std::move(block));
    }
    weights_.clear();
    if (!waiting_.empty()) read_waiting_notes();
    if (!waiting_boxes_.empty()) read_waiting_boxes(in_table);
    if (cell_mark && !in_box_) {
      if (properties.row_end) {
        tables_.end_row(properties, out_.blocks);
      } else {
        tables_.end_cell();
      }
    }
  }

  // Text boxes follow the paragraph that they are anchored in, in its cell.
  void read_waiting_boxes(bool in_table) {
    std::vector<Range> now;
    now.swap(waiting_boxes_);
    const Apart apart(*this);
    in_box_ = true;
    box_in_table_ = in_table;
    for (const Range& box : now) walk(box);
    in_box_ = false;
  }

  void label(const Number& number, RawBlock& block) {
    if (number.bullet) {
      if (block.kind != RawKind::paragraph) return;
      block.kind = RawKind::bullet;
      block.level = number.level;
      return;
    }
    if (!number.known) ++unknown_formats_;
    MappedText label;
    label.append_replacement(number.label, end_place_);
    block.label = clean_line(label, tallies_).trimmed();
    block.ordinal = number.ordinal;
    block.list = number.list;
    if (block.kind == RawKind::paragraph) block.level = number.level;
  }

  // What a paragraph within a paragraph (a note's, a box's) must not disturb.
  struct Apart {
    explicit Apart(DocReader& reader)
        : r(reader),
          builder(std::move(r.builder_)),
          fields(std::move(r.fields_)),
          instructions(r.instructions_),
          endless(std::move(r.endless_)) {
      r.builder_ = {};
      r.fields_.clear();
      r.endless_.clear();
      r.instructions_ = 0;
    }
    ~Apart() {
      r.builder_ = std::move(builder);
      r.fields_ = std::move(fields);
      r.instructions_ = instructions;
      r.endless_ = std::move(endless);
      r.weights_.clear();
    }
    Apart(const Apart&) = delete;
    Apart& operator=(const Apart&) = delete;

    DocReader& r;
    BlockBuilder builder;
    std::vector<Field> fields;
    std::size_t instructions;
    std::set<std::size_t> endless;
  };

  std::string path_;
  doc::File file_;
  doc::Boxes boxes_;
  doc::Runs paragraphs_;
  doc::Runs characters_;
  doc::Properties changed_;  // where a piece changes what runs say: what, by what
  const doc::Properties* changed_from_ = nullptr;
  const char* changed_by_ = nullptr;
  std::size_t changes_left_ = kMostChanges;  // bytes of them that are still looked at
  Numbering numbering_;
  std::vector<doc::Section> sections_;  // at least one
  std::vector<std::uint32_t> section_begins_;
  std::size_t section_ = 0;
  std::map<std::uint32_t, NoteAnchor> anchors_;  // by their character of the main text
  RawDocument out_;
  Tallies tallies_;

  BlockBuilder builder_;
  SourceRange end_place_;                  // the last character of the paragraph
  std::set<std::optional<bool>> weights_;  // of the paragraph's characters
  std::vector<Field> fields_;              // open ones
  std::size_t instructions_ = 0;           // of them, whose result has not begun
  std::set<std::size_t> endless_;          // beginnings of fields without an end
  std::size_t shown_ = 0;                  // characters of text so far
  std::vector<std::pair<NoteAnchor, std::string>> waiting_;
  std::vector<Range> waiting_boxes_;
  bool in_box_ = false;
  bool box_in_table_ = false;
  doc::Tables tables_;
  std::array<std::size_t, 2> taken_{};  // of footnotes and endnotes: behind the last one read
  int footnotes_ = 1;
  int endnotes_ = 1;
  std::size_t unknown_formats_ = 0;
  std::size_t deleted_ = 0;
  std::size_t hidden_ = 0;
};

}  // namespace

RawDocument read_doc(std::string_view bytes, const std::string& path) {
  return DocReader(bytes, path).run(bytes);
}

}  // namespace hexapla::ingest
