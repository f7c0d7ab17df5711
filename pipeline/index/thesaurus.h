// A thesaurus: concepts with their names in several languages. It teaches the translation of search
// terms, names the topics of Blocks and corrects what was typed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::index {

struct Concept {
  std::string id;  // without spaces, as the source has it
  // By language (primary subtag): the preferred name, then the others.
  std::map<std::string, std::vector<std::string>> labels;

  // The preferred name in `lang`, else in English, else in any; the id when there is none.
  const std::string& name(std::string_view lang) const;
  bool operator==(const Concept&) const = default;
};

struct Thesaurus {
  std::vector<Concept> concepts;  // by id, each once
  bool empty() const { return concepts.empty(); }
  bool operator==(const Thesaurus&) const = default;
};

// Reads SKOS in RDF/XML (skos:Concept or typed descriptions with skos:prefLabel and skos:altLabel)
// or JSON: a list of concepts, alone or under "topics" or "concepts", each with "identifier" or
// "id" and "labels", an object of language and name or names. `name` is the file's, for messages.
// Throws Error(input) for what is neither.
Thesaurus read_thesaurus(std::string_view bytes, const std::string& name);

// As kept in a catalogue: a line a name, "id<tab>lang<tab>name", sorted. parse_thesaurus() skips
// lines that are none.
std::string serialise(const Thesaurus& thesaurus);
Thesaurus parse_thesaurus(std::string_view text);

}  // namespace hexapla::index
