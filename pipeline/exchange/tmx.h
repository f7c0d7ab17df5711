// TMX, the Translation Memory eXchange format (LISA OSCAR, 1.1 to 1.4b): read as others write it,
// written as schemas/tmx.rng says.
#pragma once

#include <iosfwd>
#include <string>

#include "pipeline/exchange/bytes.h"
#include "pipeline/exchange/units.h"

namespace hexapla::exchange {

// A file's <header>. Also what the writer puts there.
struct TmxHeader {
  std::string version;                     // "1.4"; the writer writes 1.4 always
  std::string segmentation = "paragraph";  // block, paragraph, sentence or phrase
  std::string source_language = "*all*";
  memory::Properties attributes;  // all others
  memory::Properties properties;  // <prop>
  std::vector<std::string> notes;
};

// Reads TMX to its end in constant memory. UTF-8, UTF-16 and whatever encoding the declaration
// names; a document type is never fetched, and of the entities that one declares only plain text of
// up to 1,000 bytes is put in. Inline elements, properties, notes and attributes are kept; a
// property of a unit that has the name of a TMX attribute ("changedate") is kept as
// "prop:changedate". A unit that is not well formed, has characters that XML forbids or lacks its
// end is reported with its line and left out, and reading goes on with the next. A unit with
// several variants in one language comes as several units (units.h).
//
// Throws Error(input) naming `file` when it is no TMX at all: another root element, nothing that
// is a unit, an encoding that nobody knows.
ReadReport read_tmx(ByteSource& bytes, const std::string& file, const UnitSink& sink,
                    TmxHeader* header = nullptr);

// Writes units as TMX 1.4b, one at a time: UTF-8, no document type, no dates of its own, the same
// bytes for the same units. Characters that XML forbids become U+FFFD. Inline elements of XLIFF
// become TMX's. A unit without variants is left out.
class TmxWriter {
 public:
  // `out` must outlive the writer.
  explicit TmxWriter(std::ostream& out, const TmxHeader& header = {});
  void write(const memory::TranslationUnit& unit);
  // Closes the document. Nothing may be written after it.
  void finish();

 private:
  std::ostream& out_;
  std::string source_language_;
  std::string text_;
};

}  // namespace hexapla::exchange
