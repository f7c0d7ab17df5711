// Footnotes and endnotes of Word 97-2003: their marks, which Word computes or which are typed, and
// their texts, which stand in stories of their own.
#include <algorithm>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/doc_reader.h"
#include "pipeline/ingest/number_format.h"

namespace hexapla::ingest::doc {
namespace {

constexpr std::size_t kLongestMark = 10;  // of notes, in characters

}  // namespace

void DocReader::read_anchors(Structure table, bool endnote) {
  const Places places(file_.structure(table), 2);
  for (std::size_t i = 0; i < places.count(); ++i)
    anchors_[places.place(i)] = {endnote, u16_at(places.item(i), 0) != 0, i};
}

Range DocReader::note_text(const NoteAnchor& anchor) const {
  const Places texts(
      file_.structure(anchor.endnote ? Structure::endnote_texts : Structure::footnote_texts), 0);
  if (anchor.number + 1 > texts.count()) return {};
  return file_.within(anchor.endnote ? Story::endnotes : Story::footnotes,
                      texts.place(anchor.number), texts.place(anchor.number + 1));
}

std::size_t DocReader::typed_mark(std::size_t i, std::size_t end, const NoteAnchor& anchor) const {
  const Range note = note_text(anchor);
  const Properties* run = characters_.find(at(i).at);
  std::size_t n = 0;
  while (n < kLongestMark && i + n < end && note.begin + n < note.end && at(i + n).value > 0x20 &&
         at(i + n).value == at(note.begin + n).value && characters_.find(at(i + n).at) == run)
    ++n;
  if (n > 0) return n;
  // The note does not repeat it: one character, or several of the same.
  for (n = 1; n < 3 && i + n < end && at(i + n).value == at(i).value;) ++n;
  return n;
}

std::size_t DocReader::note(std::size_t i, std::size_t end, const NoteAnchor& anchor) {
  std::string mark;
  std::size_t next = i + 1;
  if (anchor.automatic) {
    const Section& section = sections_[section_];
    const NoteCount& count = anchor.endnote ? section.endnotes : section.footnotes;
    mark = format_number((anchor.endnote ? endnotes_ : footnotes_)++, count.format);
    if (!is_known_format(count.format)) ++unknown_formats_;
  } else {
    next = i + typed_mark(i, end, anchor);
    for (std::size_t k = i; k < next; ++k) {
      if (at(k).value >= 0x20) text::append(mark, at(k).value);
    }
  }
  const document::SourceRange range{kPart, source(i).begin, source(next - 1).end};
  const int index = static_cast<int>(out_.notes.size());
  builder_.note(mark, index, range);
  RawNote raw;
  raw.mark.append_replacement(mark, range);
  out_.notes.push_back(std::move(raw));
  waiting_.push_back({anchor, mark});
  return next;
}

void DocReader::read_waiting_notes() {
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

std::size_t DocReader::own_mark(std::size_t i, std::size_t end, const std::string& mark) const {
  std::size_t n = 0;
  std::string printed;
  while (i + n < end && printed.size() < mark.size()) text::append(printed, at(i + n++).value);
  return printed == mark ? n : 0;
}

}  // namespace hexapla::ingest::doc
