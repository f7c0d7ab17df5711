#include "pipeline/ingest/docx_inlines.h"

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/fields.h"
#include "pipeline/ingest/number_format.h"

namespace hexapla::ingest::docx {

using document::MappedText;
using document::SourceRange;
using pugi::xml_node;

namespace {

unsigned hexadecimal(const std::string& digits) {
  unsigned value = 0;
  for (const char c : digits.substr(0, 6)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : 0;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

// What a form field shows: the chosen entry of a list, a check box; "" for text, which is its
// result.
std::string form_text(xml_node data) {
  if (const xml_node box = child(data, "checkBox")) {
    const xml_node checked = child(box, "checked");
    return std::string(check_box(toggle(box, checked ? "checked" : "default").value_or(false)));
  }
  const xml_node list = child(data, "ddList");
  if (!list) return "";
  const xml_node result = child(list, "result");
  int chosen = number(attribute(result ? result : child(list, "default"), "val"), 0);
  for (const xml_node entry : list.children()) {
    if (local_name(entry) == "listEntry" && chosen-- == 0) return attribute(entry, "val");
  }
  return "";
}

}  // namespace

xml_node chosen(xml_node alternatives) {
  const xml_node choice = child(alternatives, "Choice");
  return choice ? choice : child(alternatives, "Fallback");
}

Inlines::Inlines(Context& context, const XmlPart& xml, std::string part, bool in_note)
    : context_(context), xml_(xml), part_(std::move(part)), in_note_(in_note) {}

Inlines::~Inlines() {
  for (const Field& f : fields_) {
    if (!f.result) context_.unclosed.insert(f.number);
  }
}

void Inlines::read(xml_node paragraph, const Properties& style) {
  style_ = style;
  inlines(paragraph);
}

void Inlines::inlines(xml_node parent) {
  for (const xml_node node : parent.children()) {
    const std::string_view name = local_name(node);
    if (name == "r") {
      run(node);
    } else if (name == "hyperlink") {
      const std::string before = builder.open_link();
      builder.link(hyperlink(node));
      inlines(node);
      builder.link(before);
    } else if (name == "AlternateContent") {
      inlines(chosen(node));
    } else if (name == "sdt") {
      inlines(child(node, "sdtContent"));
    } else if (name == "ruby") {
      inlines(child(node, "rubyBase"));
    } else if (name == "fldSimple") {
      simple_field(node);
    } else if (formula(node)) {
    } else if (name != "del" && name != "moveFrom" && name != "pPr" && node.first_child()) {
      // ins, moveTo, smartTag, dir, bdo, oMath and what else wraps runs. Exponents of formulas are
      // raised as those of the text.
      const std::optional<bool> raised = style_.raised;
      if (name == "sup" && local_name(parent) == "sSup") style_.raised = true;
      inlines(node);
      style_.raised = raised;
    }
  }
}

void Inlines::read_drawn(xml_node paragraph) {
  for (const xml_node node : paragraph.children()) {
    const std::string_view name = local_name(node);
    if (name == "br") builder.line_break(xml_.tag(node));
    if (name != "r" && name != "fld") continue;
    // Here spaces at the ends of a run count without a word about it.
    const xml_node t = child(node, "t");
    const std::string_view words = t.text().get();
    if (words.starts_with(' ')) builder.append(" ", xml_.tag(t));
    builder.append(xml_.text(t));
    if (words.size() > 1 && words.ends_with(' ')) builder.append(" ", xml_.tag(t));
  }
}

std::string Inlines::hyperlink(xml_node node) {
  const auto& relations = context_.package.relations(part_);
  const auto relation = relations.find(attribute(node, "id"));
  if (relation == relations.end() || !relation->second.external) return "";
  return web_address(relation->second.target);
}

void Inlines::simple_field(xml_node node) {
  const std::string before = builder.open_link();
  if (const std::string link = linked_address(attribute(node, "instr")); !link.empty())
    builder.link(link);
  const std::size_t shown = shown_;
  inlines(node);
  if (shown == shown_ && !in_instruction())
    builder.append(form_text(child(node, "ffData")), xml_.tag(node));
  builder.link(before);
}

void Inlines::run(xml_node node) {
  const xml_node rpr = child(node, "rPr");
  Properties run;
  run.bold = style_.bold;
  run.hidden = style_.hidden;
  run.font = style_.font;
  run.raised = style_.raised;
  if (const std::string style = attribute(child(rpr, "rStyle"), "val"); !style.empty()) {
    const Properties& s = context_.styles.of(style);
    if (s.bold) run.bold = s.bold;
    if (s.hidden) run.hidden = s.hidden;
    if (s.font) run.font = s.font;
    if (s.raised) run.raised = s.raised;
  }
  read_run_properties(rpr, run);
  if (run.hidden.value_or(false)) {
    if (child(node, "t"))
      context_.remarks.emplace("hidden-text", "text that is marked as hidden was left out");
    // The marks of fields count even where they are hidden.
    for (const xml_node piece : node.children()) {
      const std::string_view name = local_name(piece);
      if (name == "fldChar" || name == "instrText") run_piece(piece, {});
    }
    return;
  }
  for (const xml_node piece : node.children()) run_piece(piece, run);
  if (custom_mark_) {
    // The mark that should follow does not: the note is there all the same.
    builder.note("*", custom_mark_->index, custom_mark_->source);
    context_.notes[static_cast<std::size_t>(custom_mark_->index)].mark.append_replacement(
        "*", custom_mark_->source);
    custom_mark_.reset();
  }
}

void Inlines::run_piece(xml_node piece, const Properties& run) {
  const std::string_view name = local_name(piece);
  if (name == "t") {
    if (!in_instruction()) text(piece, run);
  } else if (name == "tab" || name == "ptab") {
    builder.append("\t", xml_.tag(piece));
  } else if (name == "lastRenderedPageBreak") {
    new_page();
  } else if (name == "br" || name == "cr") {
    if (attribute(piece, "type") == "page") new_page();
    builder.line_break(xml_.tag(piece));
  } else if (name == "noBreakHyphen") {
    builder.append("\u2011", xml_.tag(piece));
  } else if (name == "sym") {
    symbol(piece);
  } else if (name == "footnoteReference") {
    note_reference(piece, context_.footnotes);
  } else if (name == "endnoteReference") {
    note_reference(piece, context_.endnotes);
  } else if (name == "fldChar") {
    field(piece);
  } else if (name == "instrText") {
    if (!fields_.empty() && !fields_.back().result)
      fields_.back().instruction += xml_.text(piece).text() + " ";
  } else if (name == "AlternateContent") {
    for (const xml_node c : chosen(piece).children()) run_piece(c, run);
  } else if (name == "drawing" || name == "pict" || name == "object") {
    find_boxes(piece);
  } else if (name == "ruby") {
    inlines(child(piece, "rubyBase"));
  }
}

void Inlines::text(xml_node piece, const Properties& run) {
  const MappedText text = xml_.text(piece);
  if (text.empty()) return;
  ++shown_;
  if (custom_mark_) {
    RawNote& note = context_.notes[static_cast<std::size_t>(custom_mark_->index)];
    note.mark = clean_line(text, context_.tallies).trimmed();
    builder.note(note.mark.text(), custom_mark_->index, text.source({0, text.size()}));
    custom_mark_.reset();
    return;
  }
  if (text.text().find_first_not_of(' ') != std::string::npos)
    (run.bold.value_or(false) ? bold : plain) = true;
  append(text, run);
}

// Fonts of symbols show their characters for codes of a private area; raised numbers stay raised.
void Inlines::append(const MappedText& text, const Properties& run) {
  if (!run.raised.value_or(false) && text.text().find('\xEF') == std::string::npos) {
    builder.append(text);
    return;
  }
  const bool raised = run.raised.value_or(false) &&
                      text.text().find_first_not_of("0123456789,*/()- \t") == std::string::npos;
  const std::string font = run.font.value_or("");
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = hexapla::text::decode(text.view(), at);
    std::string shows;
    if (code >= 0xF000 && code <= 0xF0FF) shows = symbol_font_character(font, code);
    if (raised) shows = superscript(code);
    if (!shows.empty()) {
      if (at > done) builder.append(text.slice({done, at}));
      builder.append(shows, text.source({at, at + size}));
      done = at + size;
    }
    at += size;
  }
  if (done < text.size()) builder.append(done == 0 ? text : text.slice({done, text.size()}));
}

void Inlines::symbol(xml_node piece) {
  if (in_instruction()) return;
  ++shown_;
  const unsigned value = hexadecimal(attribute(piece, "char"));
  std::string shows = symbol_font_character(attribute(piece, "font"), value);
  if (shows.empty()) {
    // A font of its own: nobody knows what it shows. Others print the character itself.
    const bool own = (value >= 0xE000 && value <= 0xF8FF) || value == 0;
    std::size_t size = 0;
    if (own) {
      shows = "\uFFFD";
    } else {
      const std::string reference = "&#" + std::to_string(value) + ";";
      if (const char32_t c = xml_entity(reference, size); c != 0) hexapla::text::append(shows, c);
    }
  }
  if (custom_mark_) {
    context_.notes[static_cast<std::size_t>(custom_mark_->index)].mark.append_replacement(
        shows, xml_.tag(piece));
    builder.note(shows, custom_mark_->index, xml_.tag(piece));
    custom_mark_.reset();
    return;
  }
  builder.append(shows, xml_.tag(piece));
}

// Word leaves marks where its pages ended when it wrote the file: notes that count anew on every
// page begin again there.
void Inlines::new_page() {
  if (in_note_) return;
  context_.footnotes.begin_page();
  context_.endnotes.begin_page();
}

void Inlines::field(xml_node piece) {
  const std::string type = attribute(piece, "fldCharType");
  if (type == "begin") {
    const std::size_t number = context_.fields++;
    if (context_.endless.count(number) > 0) return;
    Field f;
    f.number = number;
    f.link_before = builder.open_link();
    f.form = form_text(child(piece, "ffData"));
    f.tag = xml_.tag(piece);
    fields_.push_back(std::move(f));
    ++instructions_;
    return;
  }
  if (fields_.empty() || (type != "separate" && type != "end")) return;
  Field& f = fields_.back();
  if (!f.result) {
    f.result = true;
    f.shown_before = shown_;
    --instructions_;
    const std::string link = type == "separate" ? linked_address(f.instruction) : "";
    if (!link.empty()) builder.link(link);
  }
  if (type == "end") {
    if (!f.form.empty() && f.shown_before == shown_ && !in_instruction())
      builder.append(f.form, f.tag);
    builder.link(f.link_before);
    fields_.pop_back();
  }
}

void Inlines::note_reference(xml_node node, NoteKind& kind) {
  const xml_node found = kind.find(attribute(node, "id"));
  const SourceRange source = xml_.tag(node);
  const std::string follows = attribute(node, "customMarkFollows");
  const bool custom = follows == "1" || follows == "true" || follows == "on";
  std::string mark;
  if (!custom) {
    mark = kind.next_mark();
    if (!kind.known_format())
      context_.remarks.emplace("number-format",
                               "numbers in a format that is not known are printed in digits");
  }
  const int index = !found || in_note_ ? -1 : static_cast<int>(context_.notes.size());
  if (index < 0) {
    if (custom) return;  // its mark stays in the text
    builder.note(mark, -1, source);
    return;
  }
  RawNote note;
  if (custom) {
    custom_mark_ = CustomMark{index, source};
  } else {
    builder.note(mark, index, source);
    note.mark.append_replacement(mark, source);
  }
  context_.notes.push_back(std::move(note));
  notes.push_back({index, found, &kind, custom});
}

// A box is told twice, for new and old programs; `run_piece` has chosen one.
void Inlines::find_boxes(xml_node node) {
  for (const xml_node c : node.children()) {
    const std::string_view name = local_name(c);
    if (name == "txbxContent") {
      boxes.push_back(c);
    } else if (name == "relIds") {
      const auto& relations = context_.package.relations(part_);
      const auto relation = relations.find(attribute(c, "dm"));
      if (relation != relations.end() && !relation->second.external)
        diagrams.push_back(relation->second.target);
    } else if (name == "AlternateContent") {
      find_boxes(chosen(c));
    } else {
      find_boxes(c);
    }
  }
}

}  // namespace hexapla::ingest::docx
