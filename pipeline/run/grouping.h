// Which files are versions of one Work. Pure: the same assignment for any order of the candidates.
//
// A document's own symbol decides. File names help where a symbol is missing, and are never trusted
// alone: a language marker in a name ("note_fr.txt", "fr/note.txt", "eng.txt") counts only where
// the text is in that language, and files form one Work only where their languages differ and their
// sizes are of one order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::run {

struct Candidate {
  std::string path;    // '/'-separated
  std::string hash;    // of the bytes
  std::string symbol;  // the document's own canonical symbol, or ""
  std::string lang;    // as identified from the text
  std::size_t blocks = 0;
};

enum class Fate { member, duplicate, conflict };

struct Assignment {
  Fate fate = Fate::member;
  std::string work;  // member: key of the Work
  bool named_by_file = false;
  std::string other;  // duplicate: path of the file with the same bytes; conflict: path of the file
                      // that stays
};

// assignments[i] belongs to candidates[i]. Of several files with the same bytes, or that claim to
// be the same Expression, the one whose path sorts first stays.
std::vector<Assignment> group(const std::vector<Candidate>& candidates);

// The path without its extension and without the marker of `lang` in the file name or in a
// directory; the directory's name where nothing else is left of the file name. Used by `group`;
// here for its tests.
struct NameParts {
  std::string directory;  // without a language directory
  std::string stem;
  bool marked = false;  // a marker of `lang` was there
};
NameParts name_parts(std::string_view path, std::string_view lang);

}  // namespace hexapla::run
