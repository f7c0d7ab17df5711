// Internal to the room: the references of one text by local rules, with what the document still has
// to say of them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/references/references.h"

namespace hexapla::references {

// What a draft waits for.
enum class Need : std::uint8_t {
  nothing,
  ibid,                 // the reference of the note before
  note,                 // the symbol in the note that the text anchors: dropped when there is none
  antecedent_document,  // the document that was named last before: dropped when there is none
  antecedent_decision,  // the decision that was named last before, likewise
  article               // the article that the text stands in: dropped when there is none
};

struct Draft {
  Reference reference;
  Need need = Need::nothing;
  bool numbered_above = false;  // ":para.4" counts in the innermost numbered list
};

struct ScanOptions {
  bool heading = false;  // the text is a heading: an annex or article at its beginning is an anchor
  std::string place;     // "annex.II." in an annex, for places of the document itself
  std::set<std::string> annexes;  // labels of the document's own annexes
  bool knows_annexes = false;     // `annexes` is all of them
};

std::vector<Draft> scan(std::string_view text, std::string_view lang, const Context& context,
                        const ScanOptions& options);

}  // namespace hexapla::references
