// DOCX (ECMA-376): what a reader of the printed page sees. Tracked changes are accepted, results of
// fields stay and their instructions go, numbers and note marks are computed. Blocks, tables,
// sections here; what stands within a paragraph in docx_inlines.cc.
#include <algorithm>
#include <map>
#include <set>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/docx_inlines.h"
#include "pipeline/ingest/docx_notes.h"
#include "pipeline/ingest/docx_numbering.h"
#include "pipeline/ingest/docx_package.h"
#include "pipeline/ingest/embedded.h"
#include "pipeline/ingest/extent.h"
#include "pipeline/ingest/nested_tables.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;
using docx::Inlines;
using docx::Properties;
using pugi::xml_node;

constexpr int kMostColumns = 1000;
constexpr int kHeadingLevels = 9;
constexpr int kMostChunks = 1000;  // documents within a document

// Where the paragraphs of a table stand: the cells around them, the outermost first.
using Place = CellPlaces;

class Reader {
 public:
  // `endless`: fields that have no end.
  // `inner`: the document stands within another.
  Reader(std::string_view bytes, const std::string& path, std::set<std::size_t> endless,
         bool inner = false)
      : path_(path),
        inner_(inner),
        package_(bytes, path),
        footnotes_(package_, "footnotes", "footnote", "decimal"),
        endnotes_(package_, "endnotes", "endnote", "lowerRoman"),
        context_{package_, styles_,  footnotes_,         endnotes_, out_.notes,
                 tallies_, remarks_, std::move(endless), 0,         {}} {
    const std::string& main = package_.main();
    if (const XmlPart* styles = package_.part(package_.target(main, "styles")))
      styles_ = docx::Styles(styles->root());
    if (const XmlPart* numbering = package_.part(package_.target(main, "numbering")))
      numbering_ = docx::read_numbering(numbering->root());
    if (const XmlPart* settings = package_.part(package_.target(main, "settings"))) {
      footnotes_.read_properties(settings->root());
      endnotes_.read_properties(settings->root());
    }
  }

  RawDocument run(std::string_view bytes) {
    const XmlPart* main = package_.part(package_.main());
    const xml_node body = child(main->root(), "body");
    find_sections(body);
    if (!sections_.empty()) {
      begin_section(0);
      running_head(sections_.front());
    }
    {
      Inlines inlines(context_, *main, package_.main(), false);
      const Within within(*this, inlines);
      blocks(body, Place());
      if (!inlines.builder.empty()) end_paragraph(Place());
    }
    nested_.settle(out_.blocks);
    out_.manifestation = {
        path_, "docx", "UTF-8", bytes.size(), files::content_hash(bytes), package_.parts()};
    std::vector<document::QualityNote> quality = told(tallies_);
    quality.insert(quality.end(), out_.quality.begin(), out_.quality.end());
    out_.quality = std::move(quality);
    if (footnotes_.guesses_pages() || endnotes_.guesses_pages())
      remarks_.emplace("note-numbers",
                       "notes count anew on every page, but the file does not tell where its pages "
                       "end: here they count on");
    for (const auto& [code, what] : remarks_) out_.quality.push_back({code, what, -1, {}});
    return std::move(out_);
  }

  // Fields that were found to have no end.
  const std::set<std::size_t>& unclosed() const { return context_.unclosed; }

 private:
  // While it lives, paragraphs are read into these inlines.
  struct Within {
    Within(Reader& reader, Inlines& inlines) : r(reader), before(reader.in_) { r.in_ = &inlines; }
    ~Within() { r.in_ = before; }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;
    Reader& r;
    Inlines* before;
  };

  // ---- notes -----------------------------------------------------------------------------------

  // The bodies of the notes that the paragraph just read refers to.
  void read_waiting_notes() {
    std::vector<docx::WaitingNote> now;
    now.swap(in_->notes);
    for (const docx::WaitingNote& w : now) {
      Inlines inlines(context_, *w.kind->xml(), w.kind->part(), true);
      int lines = 0;
      note_blocks(w.node, inlines, lines);
      RawNote& note = out_.notes[static_cast<std::size_t>(w.index)];
      note.body = inlines.builder.finish(tallies_);
      extent_.add(note.body);
      if (w.custom) docx::drop_own_mark(note);
    }
  }

  void note_blocks(xml_node parent, Inlines& inlines, int& lines) {
    for (const xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        if (lines++ > 0) inlines.builder.line_break(inlines.xml().tag(node));
        inlines.read(node, styles_.of(attribute(child(child(node, "pPr"), "pStyle"), "val")));
      } else if (name != "del" && name != "moveFrom") {
        note_blocks(node, inlines, lines);
      }
    }
  }

  // ---- sections --------------------------------------------------------------------------------

  void find_sections(xml_node node) {
    for (const xml_node c : node.children()) {
      const std::string_view name = local_name(c);
      if (name == "sectPr") sections_.push_back(c);
      if (name == "p" || name == "pPr" || name == "sdt" || name == "sdtContent") find_sections(c);
    }
  }

  void begin_section(std::size_t n) {
    for (docx::NoteKind* kind : {&footnotes_, &endnotes_}) {
      if (n < sections_.size()) kind->read_properties(sections_[n]);
      kind->begin_section();
    }
  }

  // The head of the first page. Layout repair decides what of it is masthead.
  void running_head(xml_node section) {
    const bool own = docx::toggle(section, "titlePg").value_or(false);
    for (const xml_node node : section.children()) {
      if (local_name(node) != "headerReference") continue;
      const std::string type = attribute(node, "type");
      if (type != (own ? "first" : "default")) continue;
      const auto& relations = package_.relations(package_.main());
      const auto relation = relations.find(attribute(node, "id"));
      if (relation == relations.end() || relation->second.external) continue;
      const XmlPart* head = package_.part(relation->second.target);
      if (head == nullptr) continue;
      Inlines inlines(context_, *head, relation->second.target, false);
      const Within within(*this, inlines);
      const std::size_t before = out_.blocks.size();
      blocks(head->root(), Place());
      nested_.clear();
      for (std::size_t i = before; i < out_.blocks.size(); ++i) {
        RawBlock& block = out_.blocks[i];
        block.kind = RawKind::running;
      }
    }
  }

  // ---- blocks ----------------------------------------------------------------------------------

  void blocks(xml_node parent, const Place& place) {
    for (const xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        paragraph(node, place);
      } else if (name == "tbl") {
        table(node, place);
      } else if (name == "sdt") {
        blocks(child(node, "sdtContent"), place);
      } else if (name == "AlternateContent") {
        blocks(docx::chosen(node), place);
      } else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") {
        blocks(node, place);
      } else if (name == "altChunk") {
        chunk(attribute(node, "id"), place);
      } else if (name == "oMathPara" || name == "oMath") {
        // A formula without a paragraph around it.
        style_id_.clear();
        paragraph_ = own_ = Properties();
        in_->read(node, paragraph_);
        end_paragraph(place);
      }
    }
  }

  // A document within the document, in a format of its own: HTML, DOCX.
  void chunk(const std::string& id, const Place& place) {
    const auto& relations = package_.relations(in_->part());
    const auto relation = relations.find(id);
    std::optional<RawDocument> inner;
    if (relation != relations.end() && !relation->second.external)
      inner = read_chunk(relation->second.target);
    if (!inner) {
      remarks_.emplace("embedded-document",
                       "a document of another format is embedded; its text is left out");
      return;
    }
    const std::string& name = relation->second.target;
    std::vector<std::uint32_t> parts{package_.add_part(name)};
    for (std::size_t i = 1; i < inner->manifestation.parts.size(); ++i)
      parts.push_back(package_.add_part(name + ": " + inner->manifestation.parts[i]));
    for (const RawBlock& block : inner->blocks) extent_.add(block);
    for (const RawNote& note : inner->notes) extent_.add(note.body);
    const std::size_t before = out_.blocks.size();
    append_document(*std::move(inner), parts, name, tables_, out_);
    for (std::size_t i = before; i < out_.blocks.size(); ++i) {
      const RawBlock& block = out_.blocks[i];
      Place around = place;
      if (block.table >= 0 && around.size() < kDeepestTable) {
        around.push_back({block.table, block.row, block.column, block.header_row});
        nested_.seen(block.table);  // its own reader has found that it is one
      }
      nested_.put(i, std::move(around));
    }
  }

  std::optional<RawDocument> read_chunk(const std::string& name) {
    if (chunks_left_ <= 0) return std::nullopt;
    --chunks_left_;
    try {
      const std::optional<std::string> bytes = package_.bytes(name);
      if (!bytes) return std::nullopt;
      // A document within one within one is a trap.
      if (bytes->starts_with("PK\x03\x04")) {
        if (inner_) return std::nullopt;
        return Reader(*bytes, path_, {}, true).run(*bytes);
      }
      if (looks_like_html(*bytes, name)) return read_html(*bytes, path_);
    } catch (const Error&) {
    }
    return std::nullopt;
  }

  void table(xml_node node, const Place& outer) {
    if (outer.size() == kDeepestTable) {
      Place none = outer;
      CellPlace ignored;
      rows(node, none, ignored);
      return;
    }
    Place place = outer;
    place.push_back({tables_++, -1, 0, false});
    if (styles_.draws_lines(child(node, "tblPr"))) nested_.seen(place.back().table);
    CellPlace& own = place.back();
    rows(node, place, own);
  }

  // `own`: where this table counts its rows and cells.
  void rows(xml_node parent, const Place& place, CellPlace& own) {
    for (const xml_node row : parent.children()) {
      const std::string_view name = local_name(row);
      if (name == "sdt") rows(child(row, "sdtContent"), place, own);
      if (name == "ins" || name == "customXml") rows(row, place, own);
      if (name != "tr") continue;
      const xml_node properties = child(row, "trPr");
      if (child(properties, "del")) continue;
      ++own.row;
      own.header_row = docx::toggle(properties, "tblHeader").value_or(false);
      own.column = span(child(properties, "gridBefore"), 0);
      if (own.header_row && own.table >= 0) nested_.seen(own.table);
      cells(row, place, own);
    }
  }

  void cells(xml_node parent, const Place& place, CellPlace& own) {
    for (const xml_node cell : parent.children()) {
      const std::string_view name = local_name(cell);
      if (name == "sdt") cells(child(cell, "sdtContent"), place, own);
      if (name == "customXml") cells(cell, place, own);
      if (name != "tc") continue;
      const xml_node properties = child(cell, "tcPr");
      if (own.table >= 0 && docx::has_line(child(properties, "tcBorders"))) nested_.seen(own.table);
      blocks(cell, place);
      // Nothing goes on over the end of a cell.
      if (!in_->builder.empty()) end_paragraph(place);
      own.column = std::min(kMostColumns, own.column + span(child(properties, "gridSpan"), 1));
    }
  }

  static int span(xml_node node, int otherwise) {
    return std::clamp(docx::number(attribute(node, "val"), otherwise), otherwise, kMostColumns);
  }

  void paragraph(xml_node node, const Place& place) {
    const xml_node ppr = child(node, "pPr");
    style_id_ = attribute(child(ppr, "pStyle"), "val");
    paragraph_ = styles_.of(style_id_);
    own_ = Properties();
    docx::read_paragraph_properties(ppr, own_);
    if (own_.outline) paragraph_.outline = own_.outline;
    first_tag_ = in_->xml().tag(node);
    in_->read(node, paragraph_);
    // The mark at its end was deleted, moved away or hidden: the next paragraph goes on with this
    // one.
    const xml_node mark = child(ppr, "rPr");
    const bool joins = child(mark, "del") || child(mark, "moveFrom") ||
                       docx::toggle(mark, "vanish").value_or(false);
    if (joins && !child(ppr, "sectPr")) return;
    end_paragraph(place);
    if (child(ppr, "sectPr") && in_->part() == package_.main()) begin_section(++section_);
  }

  // Numbers count even where a paragraph has no text to show them with.
  void end_paragraph(const Place& place) {
    std::optional<Number> number;
    const int list = own_.list.value_or(paragraph_.list.value_or(0));
    if (list > 0) {
      int level = own_.level.value_or(paragraph_.level.value_or(0));
      if (!own_.list && !own_.level)
        level = std::max(level, numbering_.level_of_style(list, style_id_));
      number = numbering_.next(list, level);
    }
    if (!in_->builder.empty()) {
      RawBlock block = in_->builder.finish(tallies_);
      nested_.put(out_.blocks.size(), place);
      if (paragraph_.outline.value_or(kHeadingLevels) < kHeadingLevels) {
        block.kind = RawKind::heading;
        block.level = *paragraph_.outline + 1;
      }
      if (number) label(*number, block);
      block.strong = in_->bold && !in_->plain;
      extent_.add(block);
      out_.blocks.push_back(std::move(block));
    }
    in_->bold = in_->plain = false;
    std::vector<xml_node> boxes;
    boxes.swap(in_->boxes);
    if (!in_->notes.empty()) read_waiting_notes();
    std::vector<std::string> diagrams;
    diagrams.swap(in_->diagrams);
    for (const std::string& part : diagrams) diagram(part, place);
    // Text boxes follow the paragraph that they are anchored in.
    for (const xml_node box : boxes) {
      Inlines inlines(context_, in_->xml(), in_->part(), false);
      const Within within(*this, inlines);
      blocks(box, place);
    }
  }

  // The texts of a diagram, each a paragraph, in the order of its model.
  void diagram(const std::string& part, const Place& place) {
    const XmlPart* xml = package_.part(part);
    if (xml == nullptr) return;
    Inlines inlines(context_, *xml, part, false);
    const Within within(*this, inlines);
    style_id_.clear();
    paragraph_ = own_ = Properties();
    for (const xml_node point : child(xml->root(), "ptLst").children()) {
      for (const xml_node p : child(point, "t").children()) {
        if (local_name(p) != "p") continue;
        inlines.read_drawn(p);
        end_paragraph(place);
      }
    }
  }

  void label(const Number& number, RawBlock& block) {
    if (number.bullet) {
      if (block.kind != RawKind::paragraph) return;
      block.kind = RawKind::bullet;
      block.level = number.level;
      return;
    }
    if (!number.known)
      remarks_.emplace("number-format",
                       "numbers in a format that is not known are printed in digits");
    MappedText label;
    label.append_replacement(number.label, {first_tag_.part, first_tag_.begin, first_tag_.end});
    block.label = clean_line(label, tallies_).trimmed();
    block.ordinal = number.ordinal;
    block.list = number.list;
    if (block.kind == RawKind::paragraph) block.level = number.level;
  }

  std::string path_;
  bool inner_ = false;
  int chunks_left_ = kMostChunks;
  docx::Package package_;
  docx::Styles styles_;
  Numbering numbering_;
  docx::NoteKind footnotes_;
  docx::NoteKind endnotes_;
  std::vector<xml_node> sections_;
  std::size_t section_ = 0;
  int tables_ = 0;
  NestedTables nested_;
  RawDocument out_;
  Extent extent_{path_};
  Tallies tallies_;
  std::map<std::string, std::string> remarks_;
  docx::Context context_;

  Inlines* in_ = nullptr;  // what is being read
  Properties paragraph_;   // of the paragraph's style
  Properties own_;         // of the paragraph itself
  std::string style_id_;
  SourceRange first_tag_;
};

}  // namespace

RawDocument read_docx(std::string_view bytes, const std::string& path) {
  Reader reader(bytes, path, {});
  RawDocument out = reader.run(bytes);
  if (reader.unclosed().empty()) return out;
  // Fields without an end hid what follows them.
  return Reader(bytes, path, reader.unclosed()).run(bytes);
}

}  // namespace hexapla::ingest
