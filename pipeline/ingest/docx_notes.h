// Footnotes and endnotes of a DOCX: their part, and how their marks count. Internal to this room.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>

#include "pipeline/ingest/docx_package.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest::docx {

class NoteKind {
 public:
  // `part`: "footnotes"; `element`: "footnote", whose `elementPr` tells of them; `format`: of the
  // marks, where nothing is said.
  NoteKind(Package& package, const char* part, std::string_view element, const char* format);

  const XmlPart* xml() const { return xml_; }
  const std::string& part() const { return part_; }
  // The note with this identifier, or an empty node.
  pugi::xml_node find(const std::string& id) const;

  // What the settings or a section say of notes; the child of `parent` that is theirs.
  void read_properties(pugi::xml_node parent);
  void begin_section();
  void begin_page();
  // The marks count anew on every page, there are several, and the file told no page's end: they
  // are not those that are printed.
  bool guesses_pages() const { return restart_on_pages_ && pages_ == 0 && marks_ > 1; }

  std::string next_mark();
  bool known_format() const;

 private:
  const XmlPart* xml_ = nullptr;
  std::string part_;
  std::string properties_;  // name of the element
  std::map<std::string, pugi::xml_node> by_id_;
  std::string format_;
  int start_ = 1;
  int next_ = 1;
  bool restart_in_sections_ = false;
  bool restart_on_pages_ = false;
  int pages_ = 0;  // whose ends were told
  int marks_ = 0;  // computed
};

// The text of a note with a mark of its own begins with that mark: takes it away.
void drop_own_mark(RawNote& note);

}  // namespace hexapla::ingest::docx
