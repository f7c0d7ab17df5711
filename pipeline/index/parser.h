// The query language, parsed without any knowledge of the index or of languages. Internal to the
// room.
//
//   words            all of them, in any form; when too few Blocks have all, those with most
//   "a phrase"       also “…”, «…», „…“, 「…」
//   negoti*          words that begin so
//   a NEAR b         within ten words of each other, NEAR/3 within three
//   a AND b, a OR b, NOT a, -a, ( … )
//   topic:"clean water"
//   title:word  symbol:A/RES/70/1  cites:SC-7/7  lang:fr  body:UNEP/POPS  type:heading
//   role:deadline date:2004..2007  deadline:2004-01..2004-06-15 A/RES/70/1       an identifier,
//   however it is typed
//
// What is merely odd (a quote that is not closed, an operator without a word) is read the way that
// finds more, and the reading is told in `notes`; what cannot be meant is an Error(usage) with its
// place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::index {

enum class Field { none, title, symbol, cites, lang, body, type, role, date, deadline, topic };

struct Node {
  enum class Kind {
    words,        // `text` as typed between spaces: one word or several that belong together
    phrase,       // `text` between quotes
    prefix,       // `text` without its asterisk
    identifier,   // `text` as typed, `canonical` its canonical form
    filter,       // `field` and `text`
    all,          // children, joined by nothing but spaces
    conjunction,  // children, joined by AND
    disjunction,  // children, joined by OR
    near,         // children, within `distance` words
  };
  Kind kind = Kind::words;
  std::string text;
  std::string canonical;
  Field field = Field::none;  // filter: its field; words, phrase, prefix: `title` or `none`
  bool negated = false;
  unsigned distance = 0;
  Span place;  // in the query
  std::vector<Node> children;
};

struct ParsedQuery {
  Node root;  // of kind `all`, `conjunction` or `disjunction`
  std::vector<std::string> notes;
};

// Linear in the query. Throws Error(usage): empty, longer than 64 KiB, nested too deep, an unknown
// value of a field.
ParsedQuery parse_query(std::string_view query);

// Calls `visit` for every leaf that is not under a NOT.
template <class Visit>
void for_each_wanted(const Node& node, const Visit& visit) {
  if (node.negated) return;
  if (node.children.empty()) {
    visit(node);
  } else {
    for (const Node& child : node.children) for_each_wanted(child, visit);
  }
}

}  // namespace hexapla::index
