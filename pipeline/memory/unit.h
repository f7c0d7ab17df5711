// The translation unit: a segment in two or more languages, with where it came from. What the
// exchange formats read and write, and what the memory keeps.
//
// Plain values; no thread rule beyond that of values. Text is NFC UTF-8 of XML characters only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hexapla::memory {

// Name and value, in the order of the file: properties of a unit, attributes of an inline element.
using Properties = std::vector<std::pair<std::string, std::string>>;

// An inline element of TMX or XLIFF that stood in a segment. Its native code is not text: it is not
// matched, not counted and not shown as words, but it is kept and written out again.
struct InlineCode {
  enum class Kind : std::uint8_t {
    open,        // begins here: <bpt>, <pc>, <g>, <hi>, <mrk>, <sc>
    close,       // ends here: <ept>, the ends of <pc>, <g>, <hi>, <mrk>, <ec>
    standalone,  // <ph>, <it>, <ut>, <x/>, <bx/>, <ex/>, <cp>
  };
  std::size_t at = 0;  // byte offset in the segment's text
  Kind kind = Kind::standalone;
  std::string element;    // as in the file it came from: "bpt", "pc"
  std::string id;         // what pairs an open with its close; "" when the file gives none
  Properties attributes;  // all others
  std::string native;     // the code's own content ("<b>"), "" when there is none
  // Elements inside the native code, <sub> and what is in it: `at` in `native` of this one, their
  // text in their own `native`.
  std::vector<InlineCode> inner;

  bool operator==(const InlineCode&) const = default;
};

// One language of a unit.
struct Variant {
  std::string
      lang;  // BCP 47, as the file wrote it but in the case of BCP 47: "en", "pt-BR", "zh-Hant"
  std::string text;               // without inline codes
  std::vector<InlineCode> codes;  // by `at`, in the order of the file
  Properties properties;          // <prop>, and tuv attributes that TMX defines ("creationdate")
  std::vector<std::string> notes;

  bool operator==(const Variant&) const = default;
};

struct TranslationUnit {
  std::string id;                 // tuid or the like; "" when the file gives none
  std::string source_lang;        // "" or "*all*" when every language may be the source
  std::vector<Variant> variants;  // in the order of the file; languages differ from each other
  Properties properties;          // of the unit: <prop> and attributes
  std::vector<std::string> notes;

  bool operator==(const TranslationUnit&) const = default;
};

}  // namespace hexapla::memory
