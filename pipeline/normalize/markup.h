// Markup within a block: emphasis, links, entities, tags, superscripts, note marks. Internal to
// this room.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "pipeline/normalize/markdown_links.h"
#include "pipeline/normalize/rich.h"
#include "pipeline/normalize/traits.h"

namespace hexapla::normalize {

struct MarkupContext {
  bool markdown = false;
  std::set<std::string> note_keys;  // keys of the notes that the document has
  LinkDefinitions definitions;      // of Markdown
};

struct Marked {
  Rich text;
  bool strong = false;  // the whole block was emphasised
  int unbalanced = 0;   // emphasis marks without a partner, dropped
};

// False for most blocks: then take_markup gives them back as they are.
bool may_have_markup(std::string_view text, bool markdown);
inline bool may_have_markup(const Traits& text, bool markdown) {
  return text.has(Traits::kStar | Traits::kTags | Traits::kRaised) ||
         (markdown && text.has(Traits::kMarkdown));
}

// Takes markup out of a block's text. Note marks become anchors, before any other reading of
// superscripts; units
// ("m²", "10⁶") and ordinals ("2<sup>nd</sup>") stay text.
Marked take_markup(const Rich& block, const MarkupContext& context);

}  // namespace hexapla::normalize
