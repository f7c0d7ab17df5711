// The rules of XLIFF 2.x that a grammar cannot say: identifiers, references, codes that belong
// together, languages. Internal to the room. Everything here throws Error(input) for the first rule
// that is broken, with its line.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/exchange/xliff_rules.h"
#include "pipeline/exchange/xml_dom.h"

namespace hexapla::exchange {

// All of them: structure, then the rest. `root` is <xliff> of its version.
void check_xliff2(Node root, const std::string& file);
void check_xliff1(Node root, const std::string& file);

// ---- shared by the files that check

// One side of a unit or a match: its <source>s or its <target>s in the order of the file.
struct Side {
  std::vector<Node> contents;
  bool complete = true;  // no segment lacks this side
};

// Inline elements in the order in which they begin.
std::vector<Node> inline_elements(Node content);

// Codes and markers of one side: what begins ends, copies have an original, what must not move or
// go stays. `data`: identifiers of the <data> there is.
void check_side(const Side& side, const std::set<std::string>& data, const std::string& file);
// The target of a segment against its source: codes that must keep their order.
void check_order_of_codes(Node source, Node target, const std::string& file);
// Codes of the sources that must not be deleted are in some target.
void check_kept_codes(const std::vector<Node>& segments, const std::string& file);

// "" when `reference` is a well-formed fragment identifier ("#f=f1/u=1/n=n2"), else what is wrong.
std::string fragment_problem(std::string_view reference);
// The selector at the end of one: "n" and "n2"; the prefix is "" where there is none.
struct Leaf {
  std::string prefix;
  std::string id;
  bool alone = false;  // nothing stands before it
  std::string file;    // the containers that stand before it
  std::string unit;
};
Leaf leaf_of(std::string_view reference);

// Elements and attributes of modules in and below a file.
void check_modules(Node file_element, const std::string& source_language, const std::string& file);
// The matches of a unit. `places`: identifiers of its segments and of inline elements of its
// sources; `target_places`: the same of its targets.
void check_matches(Node unit, const std::set<std::string>& places,
                   const std::set<std::string>& target_places, const std::string& source_language,
                   const std::string& target_language, const std::string& file);

// Refuses an identifier that is in `seen` already, puts it there otherwise.
void check_unique(Node element, const std::string& id, std::set<std::string>& seen,
                  const std::string& what, const std::string& file);
bool same_tag(std::string_view a, std::string_view b);

}  // namespace hexapla::exchange
