#include "pipeline/ingest/docx_notes.h"

#include <algorithm>

#include "pipeline/ingest/docx_numbering.h"
#include "pipeline/ingest/number_format.h"

namespace hexapla::ingest::docx {

NoteKind::NoteKind(Package& package, const char* part, std::string_view element, const char* format)
    : part_(package.target(package.main(), part)),
      properties_(std::string(element) + "Pr"),
      format_(format) {
  xml_ = package.part(part_);
  if (xml_ == nullptr) return;
  for (const pugi::xml_node note : xml_->root().children()) {
    if (local_name(note) == element) by_id_.emplace(attribute(note, "id"), note);
  }
}

pugi::xml_node NoteKind::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? pugi::xml_node() : found->second;
}

void NoteKind::read_properties(pugi::xml_node parent) {
  const pugi::xml_node node = child(parent, properties_);
  if (const pugi::xml_node format = child(node, "numFmt")) format_ = attribute(format, "val");
  if (const pugi::xml_node start = child(node, "numStart"))
    start_ = next_ = number(attribute(start, "val"), 1);
  if (const pugi::xml_node restart = child(node, "numRestart")) {
    restart_in_sections_ = attribute(restart, "val") == "eachSect";
    restart_on_pages_ = attribute(restart, "val") == "eachPage";
  }
}

void NoteKind::begin_section() {
  if (restart_in_sections_) next_ = start_;
}

void NoteKind::begin_page() {
  ++pages_;
  if (restart_on_pages_) next_ = start_;
}

std::string NoteKind::next_mark() {
  ++marks_;
  return format_number(next_++, format_);
}
bool NoteKind::known_format() const {
  return is_known_format(format_);
}

void drop_own_mark(RawNote& note) {
  const std::string& mark = note.mark.text();
  RawBlock& body = note.body;
  const std::size_t at = body.text.text().find_first_not_of(" \t");
  if (mark.empty() || at == std::string::npos || body.text.view().substr(at, mark.size()) != mark)
    return;
  const std::size_t cut = at + mark.size();
  body.text = body.text.slice(Span{cut, body.text.size()});
  std::erase_if(body.links, [&](const document::Link& l) { return l.span.end <= cut; });
  for (document::Link& l : body.links)
    l.span = {std::max(l.span.begin, cut) - cut, l.span.end - cut};
  for (document::NoteReference& n : body.notes) n.at = std::max(n.at, cut) - cut;
}

}  // namespace hexapla::ingest::docx
