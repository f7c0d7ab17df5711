// DOCX (ECMA-376): what a reader of the printed page sees. Tracked changes are accepted, results of
// fields stay and their instructions go, numbers and note marks are computed.
#include <algorithm>
#include <map>
#include <set>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/docx_numbering.h"
#include "pipeline/ingest/docx_package.h"
#include "pipeline/ingest/number_format.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;
using docx::Properties;
using pugi::xml_node;

constexpr int kMostColumns = 1000;
constexpr int kHeadingLevels = 9;

// Where the paragraphs of a table stand.
struct Place {
  int table = -1;
  int row = 0;
  int column = 0;
  bool header_row = false;
};

// Footnotes or endnotes: their part, and how their marks count.
struct NoteKind {
  const XmlPart* xml = nullptr;
  std::string part;
  std::map<std::string, xml_node> by_id;
  std::string format;
  int start = 1;
  int next = 1;
  bool restart_in_sections = false;
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& path) : path_(path), package_(bytes, path) {
    const std::string& main = package_.main();
    if (const XmlPart* styles = package_.part(package_.target(main, "styles")))
      styles_ = docx::Styles(styles->root());
    if (const XmlPart* numbering = package_.part(package_.target(main, "numbering")))
      numbering_ = docx::read_numbering(numbering->root());
    open_notes(footnotes_, "footnotes", "footnote", "decimal");
    open_notes(endnotes_, "endnotes", "endnote", "lowerRoman");
    if (const XmlPart* settings = package_.part(package_.target(main, "settings"))) {
      read_note_properties(child(settings->root(), "footnotePr"), footnotes_);
      read_note_properties(child(settings->root(), "endnotePr"), endnotes_);
    }
  }

  RawDocument run(std::string_view bytes) {
    part_name_ = package_.main();
    xml_ = package_.part(part_name_);
    const xml_node body = child(xml_->root(), "body");
    find_sections(body);
    if (!sections_.empty()) {
      begin_section(0);
      running_head(sections_.front());
    }
    blocks(body, Place());
    if (!builder_.empty()) end_paragraph(Place());
    out_.manifestation = {
        path_, "docx", "UTF-8", bytes.size(), files::content_hash(bytes), package_.parts()};
    out_.quality = told(tallies_);
    for (const auto& [code, what] : remarks_) out_.quality.push_back({code, what, -1, {}});
    return std::move(out_);
  }

 private:
  // ---- notes -----------------------------------------------------------------------------------

  void open_notes(NoteKind& kind, const char* part, std::string_view element, const char* format) {
    kind.format = format;
    kind.part = package_.target(package_.main(), part);
    kind.xml = package_.part(kind.part);
    if (kind.xml == nullptr) return;
    for (const xml_node note : kind.xml->root().children()) {
      if (local_name(note) == element) kind.by_id.emplace(attribute(note, "id"), note);
    }
  }

  static void read_note_properties(xml_node node, NoteKind& kind) {
    if (const xml_node format = child(node, "numFmt")) kind.format = attribute(format, "val");
    if (const xml_node start = child(node, "numStart"))
      kind.start = kind.next = docx::number(attribute(start, "val"), 1);
    if (const xml_node restart = child(node, "numRestart"))
      kind.restart_in_sections = attribute(restart, "val") == "eachSect";
  }

  void note_reference(xml_node node, NoteKind& kind) {
    const auto found = kind.by_id.find(attribute(node, "id"));
    const SourceRange source = xml_->tag(node);
    const std::string follows = attribute(node, "customMarkFollows");
    const bool custom = follows == "1" || follows == "true" || follows == "on";
    std::string mark;
    if (!custom) {
      mark = format_number(kind.next++, kind.format);
      if (!is_known_format(kind.format)) remark_format();
    }
    const int index =
        found == kind.by_id.end() || in_note_ ? -1 : static_cast<int>(out_.notes.size());
    if (index < 0) {
      if (custom) return;  // its mark stays in the text
      builder_.note(mark, -1, source);
      return;
    }
    RawNote note;
    if (custom) {
      custom_mark_ = CustomMark{index, source};
    } else {
      builder_.note(mark, index, source);
      note.mark.append_replacement(mark, source);
    }
    out_.notes.push_back(std::move(note));
    waiting_.push_back({index, found->second, &kind, custom});
  }

  // The bodies of the notes that the paragraph just read refers to.
  void read_waiting_notes() {
    std::vector<Waiting> now;
    now.swap(waiting_);
    for (const Waiting& w : now) {
      Reader::Saved saved(*this);
      xml_ = w.kind->xml;
      part_name_ = w.kind->part;
      in_note_ = true;
      note_lines_ = 0;
      note_blocks(w.node, 0);
      RawNote& note = out_.notes[static_cast<std::size_t>(w.index)];
      note.body = builder_.finish(tallies_);
      if (w.custom) drop_own_mark(note);
    }
  }

  void note_blocks(xml_node parent, int depth) {
    for (const xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        if (note_lines_++ > 0) builder_.line_break(xml_->tag(node));
        inlines(node);
      } else if (name != "del" && name != "moveFrom") {
        note_blocks(node, depth + 1);
      }
    }
  }

  // The text of a note with a mark of its own begins with that mark.
  static void drop_own_mark(RawNote& note) {
    const std::string& mark = note.mark.text();
    RawBlock& body = note.body;
    const std::size_t at = body.text.text().find_first_not_of(" \t");
    if (mark.empty() || at == std::string::npos || body.text.view().substr(at, mark.size()) != mark)
      return;
    const std::size_t cut = at + mark.size();
    const Span rest{cut, body.text.size()};
    body.text = body.text.slice(rest);
    std::erase_if(body.links, [&](const document::Link& l) { return l.span.end <= cut; });
    for (document::Link& l : body.links)
      l.span = {std::max(l.span.begin, cut) - cut, l.span.end - cut};
    for (document::NoteReference& n : body.notes) n.at = std::max(n.at, cut) - cut;
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
    for (NoteKind* kind : {&footnotes_, &endnotes_}) {
      if (n < sections_.size()) {
        read_note_properties(child(sections_[n], kind == &footnotes_ ? "footnotePr" : "endnotePr"),
                             *kind);
      }
      if (kind->restart_in_sections) kind->next = kind->start;
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
      Saved saved(*this);
      xml_ = head;
      part_name_ = relation->second.target;
      const std::size_t before = out_.blocks.size();
      blocks(head->root(), Place());
      for (std::size_t i = before; i < out_.blocks.size(); ++i) {
        RawBlock& block = out_.blocks[i];
        block.kind = RawKind::running;
        block.table = block.row = block.column = -1;
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
        blocks(chosen(node), place);
      } else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") {
        blocks(node, place);
      } else if (name == "altChunk") {
        remarks_.emplace("embedded-document",
                         "a document of another format is embedded; its text is left out");
      }
    }
  }

  static xml_node chosen(xml_node alternatives) {
    const xml_node choice = child(alternatives, "Choice");
    return choice ? choice : child(alternatives, "Fallback");
  }

  void table(xml_node node, const Place& outer) {
    Place place = outer;
    const bool nested = outer.table >= 0;
    if (!nested) place = Place{tables_++, -1, 0, false};
    rows(node, place, nested);
  }

  void rows(xml_node parent, Place& place, bool nested) {
    for (const xml_node row : parent.children()) {
      const std::string_view name = local_name(row);
      if (name == "sdt") rows(child(row, "sdtContent"), place, nested);
      if (name == "ins" || name == "customXml") rows(row, place, nested);
      if (name != "tr") continue;
      const xml_node properties = child(row, "trPr");
      if (child(properties, "del")) continue;
      if (!nested) {
        ++place.row;
        place.header_row = docx::toggle(properties, "tblHeader").value_or(false);
        place.column = span(child(properties, "gridBefore"), 0);
      }
      cells(row, place, nested);
    }
  }

  void cells(xml_node parent, Place& place, bool nested) {
    for (const xml_node cell : parent.children()) {
      const std::string_view name = local_name(cell);
      if (name == "sdt") cells(child(cell, "sdtContent"), place, nested);
      if (name == "customXml") cells(cell, place, nested);
      if (name != "tc") continue;
      blocks(cell, place);
      if (!nested) {
        place.column =
            std::min(kMostColumns, place.column + span(child(child(cell, "tcPr"), "gridSpan"), 1));
      }
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
    first_tag_ = xml_->tag(node);
    inlines(node);
    // The mark at its end was deleted: the next paragraph goes on with this one.
    if (child(child(ppr, "rPr"), "del")) return;
    end_paragraph(place);
    if (child(ppr, "sectPr") && xml_ == package_.part(package_.main())) begin_section(++section_);
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
    if (!builder_.empty()) {
      RawBlock block = builder_.finish(tallies_);
      if (place.table >= 0) {
        block.kind = RawKind::cell;
        block.table = place.table;
        block.row = std::max(0, place.row);
        block.column = place.column;
        block.header_row = place.header_row;
      } else if (paragraph_.outline.value_or(kHeadingLevels) < kHeadingLevels) {
        block.kind = RawKind::heading;
        block.level = *paragraph_.outline + 1;
      }
      if (number) label(*number, block);
      block.strong = bold_ && !plain_;
      out_.blocks.push_back(std::move(block));
    }
    bold_ = plain_ = false;
    std::vector<xml_node> boxes;
    boxes.swap(boxes_);
    if (!waiting_.empty()) read_waiting_notes();
    for (const xml_node box : boxes) {
      Saved saved(*this);
      blocks(box, place);
    }
  }

  void label(const Number& number, RawBlock& block) {
    if (number.bullet) {
      if (block.kind != RawKind::paragraph) return;
      block.kind = RawKind::bullet;
      block.level = number.level;
      return;
    }
    if (!number.known) remark_format();
    MappedText label;
    label.append_replacement(number.label, {first_tag_.part, first_tag_.begin, first_tag_.end});
    block.label = clean_line(label, tallies_).trimmed();
    block.ordinal = number.ordinal;
    block.list = number.list;
    if (block.kind == RawKind::paragraph) block.level = number.level;
  }

  void remark_format() {
    remarks_.emplace("number-format",
                     "numbers in a format that is not known are printed in digits");
  }

  // ---- within a paragraph ----------------------------------------------------------------------

  struct Field {
    std::string instruction;
    bool result = false;
    std::string link_before;
  };

  bool in_instruction() const {
    return std::any_of(fields_.begin(), fields_.end(), [](const Field& f) { return !f.result; });
  }

  void inlines(xml_node parent) {
    for (const xml_node node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "r") {
        run(node);
      } else if (name == "hyperlink") {
        const std::string before = builder_.open_link();
        builder_.link(hyperlink(node));
        inlines(node);
        builder_.link(before);
      } else if (name == "AlternateContent") {
        inlines(chosen(node));
      } else if (name == "sdt") {
        inlines(child(node, "sdtContent"));
      } else if (name == "ruby") {
        inlines(child(node, "rubyBase"));
      } else if (name != "del" && name != "moveFrom" && name != "pPr" && node.first_child()) {
        // ins, moveTo, smartTag, fldSimple, dir, bdo, oMath and what else wraps runs.
        inlines(node);
      }
    }
  }

  // URLs that a page can be opened with; others are no links to follow.
  static std::string web_address(const std::string& url) {
    for (const std::string_view scheme : {"http://", "https://", "mailto:", "ftp://"}) {
      if (url.starts_with(scheme)) return url;
    }
    return "";
  }

  std::string hyperlink(xml_node node) {
    const auto& relations = package_.relations(part_name_);
    const auto relation = relations.find(attribute(node, "id"));
    if (relation == relations.end() || !relation->second.external) return "";
    return web_address(relation->second.target);
  }

  void run(xml_node node) {
    const xml_node rpr = child(node, "rPr");
    Properties run;
    run.bold = paragraph_.bold;
    run.hidden = paragraph_.hidden;
    if (const std::string style = attribute(child(rpr, "rStyle"), "val"); !style.empty()) {
      const Properties& s = styles_.of(style);
      if (s.bold) run.bold = s.bold;
      if (s.hidden) run.hidden = s.hidden;
    }
    docx::read_run_properties(rpr, run);
    if (run.hidden.value_or(false)) {
      if (child(node, "t"))
        remarks_.emplace("hidden-text", "text that is marked as hidden was left out");
      hidden_fields(node);
      return;
    }
    for (const xml_node piece : node.children()) run_piece(piece, run);
    custom_mark_.reset();
  }

  // The marks of fields count even where they are hidden.
  void hidden_fields(xml_node node) {
    for (const xml_node piece : node.children()) {
      const std::string_view name = local_name(piece);
      if (name == "fldChar" || name == "instrText") run_piece(piece, {});
    }
  }

  void run_piece(xml_node piece, const Properties& run) {
    const std::string_view name = local_name(piece);
    if (name == "t") {
      if (!in_instruction()) text(piece, run);
    } else if (name == "tab" || name == "ptab") {
      builder_.append("\t", xml_->tag(piece));
    } else if (name == "br" || name == "cr") {
      builder_.line_break(xml_->tag(piece));
    } else if (name == "noBreakHyphen") {
      builder_.append("\u2011", xml_->tag(piece));
    } else if (name == "sym") {
      symbol(piece);
    } else if (name == "footnoteReference") {
      note_reference(piece, footnotes_);
    } else if (name == "endnoteReference") {
      note_reference(piece, endnotes_);
    } else if (name == "fldChar") {
      field(piece);
    } else if (name == "instrText") {
      if (!fields_.empty() && !fields_.back().result)
        fields_.back().instruction += xml_->text(piece).text() + " ";
    } else if (name == "AlternateContent") {
      for (const xml_node c : chosen(piece).children()) run_piece(c, run);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      find_boxes(piece);
    } else if (name == "ruby") {
      inlines(child(piece, "rubyBase"));
    }
  }

  void text(xml_node piece, const Properties& run) {
    const MappedText text = xml_->text(piece);
    if (text.empty()) return;
    if (custom_mark_) {
      RawNote& note = out_.notes[static_cast<std::size_t>(custom_mark_->index)];
      note.mark = clean_line(text, tallies_).trimmed();
      builder_.note(note.mark.text(), custom_mark_->index, text.source({0, text.size()}));
      custom_mark_.reset();
      return;
    }
    if (text.text().find_first_not_of(' ') != std::string::npos)
      (run.bold.value_or(false) ? bold_ : plain_) = true;
    builder_.append(text);
  }

  void symbol(xml_node piece) {
    if (in_instruction()) return;
    unsigned value = 0;
    for (const char c : attribute(piece, "char").substr(0, 6)) {
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : 0;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    std::string shows = symbol_font_character(attribute(piece, "font"), value);
    if (shows.empty()) {
      // A font of its own: nobody knows what it shows. Others print the character itself.
      const bool own = (value >= 0xE000 && value <= 0xF8FF) || value == 0;
      std::size_t size = 0;
      if (own) {
        shows = "\uFFFD";
      } else {
        const std::string reference = "&#" + std::to_string(value) + ";";
        if (const char32_t c = xml_entity(reference, size); c != 0) text::append(shows, c);
      }
    }
    builder_.append(shows, xml_->tag(piece));
  }

  void field(xml_node piece) {
    const std::string type = attribute(piece, "fldCharType");
    if (type == "begin") {
      if (fields_.size() < 100) fields_.push_back({{}, false, builder_.open_link()});
    } else if (type == "separate" && !fields_.empty()) {
      Field& f = fields_.back();
      f.result = true;
      const std::size_t at = f.instruction.find("HYPERLINK");
      if (at == std::string::npos) return;
      const std::size_t open = f.instruction.find('"', at);
      const std::size_t close =
          open == std::string::npos ? open : f.instruction.find('"', open + 1);
      if (close == std::string::npos ||
          f.instruction.substr(at, open - at).find("\\l") != std::string::npos)
        return;
      builder_.link(web_address(f.instruction.substr(open + 1, close - open - 1)));
    } else if (type == "end" && !fields_.empty()) {
      builder_.link(fields_.back().link_before);
      fields_.pop_back();
    }
  }

  // Text boxes follow the paragraph that they are anchored in. A box is told twice, for new and old
  // programs; `run_piece` has chosen one.
  void find_boxes(xml_node node) {
    for (const xml_node c : node.children()) {
      const std::string_view name = local_name(c);
      if (name == "txbxContent") {
        boxes_.push_back(c);
      } else if (name == "AlternateContent") {
        find_boxes(chosen(c));
      } else {
        find_boxes(c);
      }
    }
  }

  // What a paragraph within a paragraph (a note's, a box's) must not disturb.
  struct Saved {
    explicit Saved(Reader& reader)
        : r(reader),
          xml(r.xml_),
          part(r.part_name_),
          builder(std::move(r.builder_)),
          fields(std::move(r.fields_)),
          paragraph(r.paragraph_),
          own(r.own_),
          style(r.style_id_),
          in_note(r.in_note_),
          bold(r.bold_),
          plain(r.plain_) {
      r.builder_ = {};
      r.fields_.clear();
      r.bold_ = r.plain_ = false;
    }
    ~Saved() {
      r.xml_ = xml;
      r.part_name_ = std::move(part);
      r.builder_ = std::move(builder);
      r.fields_ = std::move(fields);
      r.paragraph_ = paragraph;
      r.own_ = own;
      r.style_id_ = std::move(style);
      r.in_note_ = in_note;
      r.bold_ = bold;
      r.plain_ = plain;
    }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;

    Reader& r;
    const XmlPart* xml;
    std::string part;
    BlockBuilder builder;
    std::vector<Field> fields;
    Properties paragraph;
    Properties own;
    std::string style;
    bool in_note;
    bool bold;
    bool plain;
  };

  struct CustomMark {
    int index;
    SourceRange source;
  };
  struct Waiting {
    int index;
    xml_node node;
    const NoteKind* kind;
    bool custom;
  };

  std::string path_;
  docx::Package package_;
  docx::Styles styles_;
  Numbering numbering_;
  NoteKind footnotes_;
  NoteKind endnotes_;
  std::vector<xml_node> sections_;
  std::size_t section_ = 0;
  int tables_ = 0;
  RawDocument out_;
  Tallies tallies_;
  std::map<std::string, std::string> remarks_;

  const XmlPart* xml_ = nullptr;  // the part that is being read
  std::string part_name_;
  BlockBuilder builder_;
  Properties paragraph_;  // of the paragraph's style
  Properties own_;        // of the paragraph itself
  std::string style_id_;
  SourceRange first_tag_;
  bool bold_ = false;   // some text of the paragraph is bold
  bool plain_ = false;  // some is not
  bool in_note_ = false;
  int note_lines_ = 0;
  std::vector<Field> fields_;
  std::optional<CustomMark> custom_mark_;
  std::vector<Waiting> waiting_;
  std::vector<xml_node> boxes_;
};

}  // namespace

RawDocument read_docx(std::string_view bytes, const std::string& path) {
  return Reader(bytes, path).run(bytes);
}

}  // namespace hexapla::ingest
