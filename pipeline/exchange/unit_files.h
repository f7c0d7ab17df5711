// Files of translation units, whatever they are and however they are packed: told apart by what is
// in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/exchange/units.h"

namespace hexapla::exchange {

// What came of one file, of one entry of an archive, or of files that are one text in several
// languages.
struct UnitFileReport {
  std::string name;    // "a.tmx", "all.zip: en-fr.tmx", "a.en, a.fr"
  std::string format;  // "tmx", "xliff", "tab-separated", "moses"; "" for what holds no units
  std::string error;   // why it could not be read, "" when it was
  std::size_t untranslated = 0;  // segments in one language only, left out but of TMX
  ReadReport report;
};

// Reads TMX, XLIFF, tab-separated files and Moses files (two names or more that differ in nothing
// but a language: "a.en", "a.fr"), packed with gzip, in ZIP archives, or plain; a FILE may be given
// once only. `langs`: languages of the columns of tab-separated files that have no header. `begin`
// is called with the name of every file before its first unit. Units of TMX come as they are; of
// the other formats only what stands in two languages is a unit. What is in an archive and of none
// of these formats is passed over. A file that cannot be read does not stop the others: its error
// is in the report, and what was given to the sink stays given. Errors of the environment are
// thrown.
std::vector<UnitFileReport> read_unit_files(const std::vector<std::string>& files,
                                            const std::vector<std::string>& langs,
                                            const std::function<void(const std::string&)>& begin,
                                            const UnitSink& sink);

}  // namespace hexapla::exchange
