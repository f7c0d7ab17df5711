// References: what a text cites, in six languages, with one canonical identifier a target.
//
// The canonical forms are those of docs/ARCHITECTURE.md ("Canonical identifiers"): ASCII, no
// spaces, the same from every language, compared byte for byte. Linear in the size of the text,
// whatever it holds. Pure; any thread.
//
// Beyond the forms named there:
//   ":"                 the document itself ("the present decision"; in a treaty "this Convention")
//   ":para.1(b)"        a place of the document; in an annex ":annex.para.3(a)",
//   ":annex.II.para.3(a)";
//                       in the list inside numbered paragraph 8 (a draft decision)
//                       ":para.8.para.4"; also ":annex.II", ":sect.III"
//   ":art.5(2)"         a provision whose treaty the document does not tell, or that has no key
//   "basel:art.4(2)(c)" a provision; keys are those of [series] in language/tables/common.table
//   "A/DEC/58/401", "E/RES/1996/31", "A/HRC/RES/16/21"   by the symbol
//   "19/13C", "II/4"    bare, when nothing tells the body; "UNEP/GLC:II/4" when the document does
// Pinpoints join steps from the whole to the part by full stops, and several places by commas:
// "annex.I.para.12", "para.85-93", "para.1(b),para.1(c)", "annex.rule.30-35" (rules of procedure,
// which some languages call articles), "item.5(b)" (of an agenda).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "analyzers/text/unit.h"

namespace hexapla::references {

enum class Type : std::uint8_t {
  decision,
  resolution,
  symbol,
  treaty_article,
  treaty_annex,
  internal,
  ibid,
  sales_number,
  url
};

// `resolved`: the target is known by name. `not_in_corpus` is set later, by whoever knows the
// corpus. `unresolved`: a placeholder, or a target that the document does not tell.
enum class State : std::uint8_t { resolved, not_in_corpus, unresolved };

struct Reference {
  Span span;  // in the unit's text
  Type type = Type::symbol;
  std::vector<std::string> canonical;  // one a target: a list or a range gives several, in order
  std::string pinpoint;  // "annex.I", "para.85-93": part of the target; empty for the whole
  State state = State::resolved;

  bool operator==(const Reference&) const = default;
};

// What the document tells about itself; every field may be empty.
struct Context {
  std::string symbol;  // its own canonical symbol
  std::string treaty;  // key of the treaty that "the Convention" means: "stockholm"
  std::string body;    // qualifier for bare session/number decisions: "BC", "CBD", "UNEP/GC"
};

// Names as in the command's output: "treaty-article".
std::string_view name(Type type);
std::string_view name(State state);

// Reads treaty and body off the document's titles, headings and text; `symbol` comes from the
// caller.
Context context_of(std::span<const text::Unit> units, std::string_view symbol);

// References of one stretch of text by local rules alone, in order of position, no two overlapping.
std::vector<Reference> find(std::string_view text, std::string_view lang,
                            const Context& context = {});

// References of a whole document, resolved within it (Ibid., "above", "the present decision",
// annexes, notes): one list a unit, in the order of the units.
std::vector<std::vector<Reference>> find_in_document(std::span<const text::Unit> units,
                                                     const Context& context);

// The canonical form of an identifier as a person types it ("a/res/70/1", "СК-4/10",
// "第SC-1/19号决定"), or "".
std::string canonical_form(std::string_view typed);

// An IRI of the Akoma Ntoso naming convention (version 1.0) beside a canonical identifier: the work
// under "/akn/un/", with its kind, its identifier in small letters and, for a provision, the
// element: "/akn/un/resolution/a-res-70-1/main".
// "" for what is no work: places of the document itself, addresses, placeholders.
std::string akn_iri(Type type, std::string_view canonical);

// Document symbols at the start or alone in a masthead line: canonical symbol, or "".
std::string symbol_in_line(std::string_view line);

}  // namespace hexapla::references
