// Notes of TEI and Akoma Ntoso: where their marks stand, and their numbers in the document.
// Internal to this room.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "pipeline/ingest/markup_vocabulary.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest::markup {

// What a tag says: where it points, the identifier of a note, the mark of a note.
std::string target(std::string_view tag);
std::string note_id(std::string_view tag);
std::string mark_of(std::string_view tag);

class Notes {
 public:
  // Looks through a whole document for notes that something points at: they do not stand where
  // their marks do. Throws Error(input) as xml::Scanner does.
  Notes(std::string_view xml, const Vocabulary& vocabulary, const std::string& path);

  // The mark of a note that something points at; null for others.
  const std::string* pointed_at(const std::string& id) const;

  // The index of the note with this id, made when it is first heard of; a new one without id.
  std::size_t index(const std::string& id, RawDocument& out);

 private:
  std::map<std::string, std::string> marks_;  // of notes that something points at, by id
  std::map<std::string, std::size_t> indexes_;
};

}  // namespace hexapla::ingest::markup
