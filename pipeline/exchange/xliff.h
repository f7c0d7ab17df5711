// XLIFF, the XML Localisation Interchange File Format (OASIS): 1.0 to 1.2 and 2.0 to 2.2 read and
// completed with matches, 2.1 written (schemas/xliff.rng).
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/exchange/bytes.h"
#include "pipeline/exchange/units.h"

namespace hexapla::exchange {

// A stretch of a document to translate.
struct XliffSegment {
  // Source, and target where there is one. id: the unit's, with "/" and the segment's own where it
  // has one. Properties: "state", "sub-state", "x-name" of the unit, where they are there.
  memory::TranslationUnit unit;
  bool translatable = true;  // false where translate="no"
  std::size_t line = 0;
};

// A proposal for a segment.
struct XliffMatch {
  memory::Variant source;  // as the memory has it
  memory::Variant target;
  double similarity = 0.0;   // percent, of source and segment
  std::string origin;        // where from: "UNEP/GLC/COP.3/7, paragraph 12"
  std::string kind = "tm";   // "tm", "idm" (in context), "icm", "mt", "tb", "am", "other"
  memory::Properties facts;  // metadata of the match: ("penalty", "number 1")
};

// One document, whole in memory. One thread at a time.
class XliffDocument {
 public:
  static constexpr std::size_t kLargest = std::size_t{256} << 20;

  // Throws Error(input) naming `file` and the line when it is not well formed or breaks a rule of
  // its version: of 2.x all that the specification and its modules state, of 1.x structure,
  // required attributes and identifiers. Namespaces that are no module's are kept and not looked
  // into.
  XliffDocument(ByteSource& bytes, const std::string& file);
  ~XliffDocument();
  XliffDocument(XliffDocument&&) noexcept;
  XliffDocument& operator=(XliffDocument&&) noexcept;

  const std::string& version() const;          // "2.1"
  const std::string& source_language() const;  // of the first file
  const std::string& target_language() const;  // "" where none is named
  // 2.x: names the language of the targets to come. 1.x: of every file that names none.
  void set_target_language(const std::string& lang);

  // In the order of the document.
  const std::vector<XliffSegment>& segments() const;

  // Puts the matches, best first, to the segment: the matches module in 2.x, <alt-trans> in 1.x.
  // Those that are there stay. Codes of a match are written as its own.
  void add_matches(std::size_t segment, const std::vector<XliffMatch>& matches);
  // Makes `target` the segment's translation, if it has none: "translated" in 2.x, in 1.x with
  // state-qualifier "exact-match". False when codes of the source that must not be lost are not in
  // it.
  bool set_target(std::size_t segment, const memory::Variant& target);

  // UTF-8, with what was added.
  std::string to_xml() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Gives every segment with or without a translation, in the order of the document.
ReadReport read_xliff(ByteSource& bytes, const std::string& file, const UnitSink& sink);

// Writes units as XLIFF 2.1, one <unit> each. Of the variants of a unit that in the source language
// and that in the target language are written; a unit without the source is left out. The same
// bytes for the same units.
class XliffWriter {
 public:
  // `original`: the name of the document that the segments are of.
  XliffWriter(std::ostream& out, std::string source_language, std::string target_language,
              const std::string& original = "");
  void write(const memory::TranslationUnit& unit);
  // A unit of several segments, in their order.
  void write(const std::vector<memory::TranslationUnit>& segments, const std::string& name);
  // Closes the document. An XLIFF document has at least one unit: without any, one that holds
  // nothing is written.
  void finish();
  std::size_t written() const { return written_; }

 private:
  std::ostream& out_;
  std::string source_language_;
  std::string target_language_;
  std::string text_;
  std::size_t written_ = 0;  // units
};

}  // namespace hexapla::exchange
