// What XLIFF lets stand where: elements, attributes, values. Internal to the room.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "pipeline/exchange/xml_dom.h"

namespace hexapla::exchange {

// One element. Names of a module have its prefix ("mtc:match"), those of the core none.
//
// `attributes`: names separated by spaces, each with ":TYPE" where its value is restricted and "!"
// where it must be there; "*" lets attributes of any other namespace stand; "fs", "slr", "its"
// those of that module.
//
// `content`: groups in their order, each a choice ("unit|group") with "*", "+", "?" or, for exactly
// one, nothing; "@" is an element of another namespace, "#" text, "%" anything at all.
struct ElementRule {
  std::string_view name;
  std::string_view attributes;
  std::string_view content;
};

struct XliffRules {
  std::span<const ElementRule> elements;
  bool modules;  // elements of module namespaces must be known, and stand where they may
};

// XLIFF 2.0, 2.1 and 2.2 with their modules; XLIFF 1.0 to 1.2.
const XliffRules& xliff2_rules();
const XliffRules& xliff1_rules();

// "mtc:match" for an element, "source" for one of the core, "" for one of an unknown namespace.
std::string qualified_name(Node element);
// The prefix of a module's or the core's namespace: "mtc", "" for the core; "?" for any other.
std::string_view module_of(std::string_view uri);

// Child elements of this local name, of the core or a module: an element of an unknown namespace is
// none, whatever its name.
std::vector<Node> children_of(Node parent, std::string_view name);
Node child_of(Node parent, std::string_view name);  // the first one, or null

// Throws Error(input) for the first place in `root` or below that breaks a rule.
void check_structure(Node root, const XliffRules& rules, const std::string& file);

[[noreturn]] void refuse(Node at, const std::string& file, const std::string& reason);

}  // namespace hexapla::exchange
