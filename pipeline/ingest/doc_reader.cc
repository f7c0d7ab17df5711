// Word 97-2003 ([MS-DOC]): paragraphs with what their properties say of tables and headings, notes,
// text boxes, the running head of the first page. Deleted text of tracked changes goes, results of
// fields stay and their instructions go. Numbers of lists and notes are computed as Word does.
#include "pipeline/ingest/doc_reader.h"

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace doc {
namespace {

using document::MappedText;

constexpr int kHeadingLevels = 9;

}  // namespace

DocReader::DocReader(std::string_view bytes, const std::string& path)
    : path_(path), file_(bytes, path), boxes_(read_boxes(file_)) {
  const Styles styles(file_.structure(Structure::styles));
  const auto runs = [&](Runs::Of what, Structure pages) {
    return Runs(what, file_.stream(), file_.structure(pages), file_.data(), styles);
  };
  paragraphs_ = runs(Runs::Of::paragraphs, Structure::paragraph_pages);
  characters_ = runs(Runs::Of::characters, Structure::character_pages);
  const std::size_t lists = file_.begin_of(Structure::lists);
  if (lists < file_.table().size()) {
    numbering_ =
        read_lists(std::string_view(file_.table()).substr(lists), file_.size_of(Structure::lists),
                   file_.structure(Structure::list_overrides));
  }
  read_sections();
  read_anchors(Structure::footnote_anchors, false);
  read_anchors(Structure::endnote_anchors, true);
}

RawDocument DocReader::run(std::string_view bytes) {
  begin_section(0);
  running_head();
  walk(file_.story(Story::main));
  for (const auto& [anchor, boxes] : boxes_.anchored)
    boxes_.loose.insert(boxes_.loose.end(), boxes.begin(), boxes.end());
  for (const Range& box : boxes_.loose) walk(box);
  tables_.close();
  tables_.all().settle(out_.blocks);
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

const Properties* DocReader::said(const Runs& runs, std::size_t i) {
  const Properties* found = runs.find(at(i).at);
  const std::string_view changes = file_.piece_changes(i);
  if (changes.empty() || changes_left_ < changes.size()) return found;
  if (found == changed_from_ && changes.data() == changed_by_) return &changed_;
  changed_from_ = found;
  changed_by_ = changes.data();
  changes_left_ -= changes.size();
  changed_ = found != nullptr ? *found : Properties();
  apply(changes, changed_);
  return &changed_;
}

void DocReader::read_sections() {
  const Section all = read_document_properties(file_.structure(Structure::document_properties));
  const Places places(file_.structure(Structure::sections), 12);
  for (std::size_t i = 0; i < places.count(); ++i) {
    Section section = all;
    const std::size_t properties = u32_at(places.item(i), 2);
    const std::string_view stream = file_.stream();
    if (properties + 2 <= stream.size())
      apply(stream.substr(properties + 2, u16_at(stream, properties)), section);
    section_begins_.push_back(places.place(i));
    sections_.push_back(section);
  }
  if (sections_.empty()) {
    sections_.push_back(all);
    section_begins_.push_back(0);
  }
}

void DocReader::begin_section(std::size_t n) {
  section_ = n;
  const Section& section = sections_[n];
  if (n == 0 || section.footnotes.restart_in_sections) footnotes_ = section.footnotes.start;
  if (n == 0 || section.endnotes.restart_in_sections) endnotes_ = section.endnotes.start;
}

void DocReader::running_head() {
  // Six separators of notes, then six stories a section: the second is the head of its pages, the
  // fifth that of its first page.
  const std::size_t story = sections_[0].own_first_page ? 6 + 4 : 6 + 1;
  const Places places(file_.structure(Structure::headers), 0);
  if (story + 1 >= places.count() + 1) return;
  walk(file_.within(Story::headers, places.place(story), places.place(story + 1)));
  tables_.close();
  tables_.all().clear();
  for (RawBlock& block : out_.blocks) {
    block.kind = RawKind::running;
  }
}

void DocReader::walk(Range range) {
  find_fields(range);
  const bool main = range.begin < file_.story(Story::main).end;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (main) {
      while (section_ + 1 < sections_.size() && i >= section_begins_[section_ + 1])
        begin_section(section_ + 1);
    }
    i = inlines(i, range.end, main);
    Properties properties;
    const bool mark = i < range.end;
    // Labels that are computed belong to the mark at the paragraph's end, which sets its form.
    const Character& end = at(mark ? i : i - 1);
    end_place_ = {kPart, end.at, end.at + end.bytes};
    if (mark) {
      // The mark at its end was deleted: the next paragraph goes on with this one.
      if (at(i).value == kParagraphEnd) {
        const Properties* own = said(characters_, i);
        if (own != nullptr && own->deleted) {
          ++deleted_;
          continue;
        }
        // Likewise where it is hidden, but not at the end of a cell's last paragraph.
        if (own != nullptr && own->hidden.value_or(false) && main && i + 1 < range.end) {
          const Properties* paragraph = said(paragraphs_, i);
          if (paragraph == nullptr || !paragraph->inner_cell) continue;
        }
      }
      if (const Properties* found = said(paragraphs_, i)) properties = *found;
    }
    end_paragraph(properties, mark && at(i).value == kCellEnd);
  }
  if (!builder_.empty()) end_paragraph({}, false);
  fields_.clear();
  instructions_ = 0;
}

void DocReader::end_paragraph(const Properties& properties, bool cell_mark) {
  const bool in_table = in_box_ ? box_in_table_ : properties.in_table || cell_mark;
  const auto depth = static_cast<std::size_t>(std::max(1, properties.depth));
  if (!in_box_) tables_.paragraph(in_table ? depth : 0);
  // Numbers count even where a paragraph has no text to show them with.
  std::optional<Number> number;
  if (properties.list > 0 && !properties.row_end && !properties.inner_row)
    number = numbering_.next(properties.list, properties.level);
  RawBlock block = builder_.finish(tallies_);
  if (!block.text.empty() || !block.notes.empty()) {
    if (in_table) tables_.place(out_.blocks.size());
    if (properties.outline < kHeadingLevels) {
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
  if (in_box_) return;
  if (cell_mark ? properties.row_end : properties.inner_row) {
    tables_.end_row(properties);
  } else if (cell_mark || properties.inner_cell) {
    tables_.end_cell();
  }
}

void DocReader::read_waiting_boxes(bool in_table) {
  std::vector<Range> now;
  now.swap(waiting_boxes_);
  const Apart apart(*this);
  in_box_ = true;
  box_in_table_ = in_table;
  for (const Range& box : now) walk(box);
  in_box_ = false;
}

void DocReader::label(const Number& number, RawBlock& block) {
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

}  // namespace doc

RawDocument read_doc(std::string_view bytes, const std::string& path) {
  return doc::DocReader(bytes, path).run(bytes);
}

}  // namespace hexapla::ingest
