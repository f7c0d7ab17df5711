// Elements, attributes and values against the rules of their version.
#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/exchange/xliff_rules.h"
#include "pipeline/exchange/xliff_values.h"

namespace hexapla::exchange {
namespace {

constexpr std::size_t kDeepest = 200;

// Where the outermost elements of the modules may stand.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kPlaces = {{
    {"mtc:matches", " unit "},
    {"gls:glossary", " unit "},
    {"mda:metadata", " file group unit mtc:match gls:glossEntry "},
    {"res:resourceData", " file unit "},
    {"ctr:changeTrack", " file group unit "},
    {"slr:profiles", " file "},
    {"slr:data", " file group unit "},
    {"val:validation", " file group unit "},
}};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

struct AttributeRule {
  std::string_view name;  // with "xml:" before it where it has that
  std::string_view type;
  bool required = false;
};

struct Group {
  std::vector<std::string_view> names;
  bool optional = false;
  bool repeated = false;
};

// A rule taken apart.
struct Element {
  std::vector<AttributeRule> attributes;
  std::vector<std::string_view> modules;  // whose attributes may stand
  bool any_namespace = false;
  std::vector<Group> content;
  bool anything = false;
  bool text = false;
};

Element parse(const ElementRule& rule) {
  Element out;
  for (std::string_view token : split(rule.attributes, ' ')) {
    if (token == "*") {
      out.any_namespace = true;
      continue;
    }
    if (token == "fs" || token == "slr" || token == "its") {
      out.modules.push_back(token);
      continue;
    }
    AttributeRule attribute;
    attribute.required = token.back() == '!';
    if (attribute.required) token.remove_suffix(1);
    const std::size_t colon = token.find(':', token.starts_with("xml:") ? 4 : 0);
    attribute.name = token.substr(0, colon);
    if (colon != std::string_view::npos) attribute.type = token.substr(colon + 1);
    out.attributes.push_back(attribute);
  }
  for (std::string_view token : split(rule.content, ' ')) {
    Group group;
    const char last = token.back();
    group.optional = last == '*' || last == '?';
    group.repeated = last == '*' || last == '+';
    if (group.optional || group.repeated) token.remove_suffix(1);
    group.names = split(token, '|');
    for (const std::string_view name : group.names) {
      out.anything = out.anything || name == "%";
      out.text = out.text || name == "#";
    }
    out.content.push_back(std::move(group));
  }
  return out;
}

class Checker {
 public:
  Checker(const XliffRules& rules, const std::string& file) : rules_(rules), file_(file) {
    for (const ElementRule& rule : rules.elements) elements_.emplace(rule.name, parse(rule));
  }

  void check(Node element, std::size_t depth) {
    if (depth > kDeepest) refuse(element, file_, "elements are nested too deeply");
    const std::string name = qualified_name(element);
    const auto found = elements_.find(name);
    if (found == elements_.end()) return;  // of another namespace: its own affair
    const Element& rule = found->second;
    check_attributes(element, name, rule);
    if (rule.anything) return;
    check_content(element, name, rule);
    for (const Node child : elements_of(element)) check(child, depth + 1);
  }

 private:
  void check_attributes(Node element, const std::string& name, const Element& rule) const {
    for (const xmlAttr* a = element->properties; a != nullptr; a = a->next) {
      const std::string_view uri = a->ns == nullptr ? std::string_view() : view(a->ns->href);
      const std::string local(view(a->name));
      const std::string value = attribute(element, local, uri).value_or("");
      const bool is_xml = uri == "http://www.w3.org/XML/1998/namespace";
      const std::string written = is_xml ? "xml:" + local : local;
      if (!uri.empty() && !is_xml) {
        check_foreign(element, name, rule, uri, local, value);
        continue;
      }
      const auto known = std::find_if(rule.attributes.begin(), rule.attributes.end(),
                                      [&](const AttributeRule& r) { return r.name == written; });
      if (known == rule.attributes.end()) {
        if (rules_.modules) refuse(element, file_, "<" + name + "> must not have " + written);
        continue;
      }
      const std::string problem = value_problem(known->type, value);
      if (!problem.empty())
        refuse(element, file_, written + "=\"" + value + "\" of <" + name + "> " + problem);
    }
    for (const AttributeRule& r : rule.attributes)
      if (r.required && !attribute(element, r.name))
        refuse(element, file_, "<" + name + "> lacks " + std::string(r.name));
  }

  void check_foreign(Node element, const std::string& name, const Element& rule,
                     std::string_view uri, const std::string& local,
                     const std::string& value) const {
    const std::string_view module = module_of(uri);
    const bool here =
        std::find(rule.modules.begin(), rule.modules.end(), module) != rule.modules.end();
    if (!rule.any_namespace && !here && rules_.modules) {
      refuse(element, file_,
             "<" + name + "> must not have attributes of another namespace: " + local);
    }
    if (!rules_.modules) return;
    if (module == "fs") {
      if (local == "fs") {
        if (!is_format_style(value))
          refuse(element, file_, "fs:fs=\"" + value + "\" names no element of HTML that it may");
      } else if (local != "subFs") {
        refuse(element, file_, "the format style module has no attribute fs:" + local);
      } else if (!attribute(element, "fs", uri)) {
        refuse(element, file_, "fs:subFs without fs:fs");
      }
    } else if (module == "slr") {
      static constexpr std::array<std::string_view, 5> kNames = {
          "storageRestriction", "sizeRestriction", "equivStorage", "sizeInfo", "sizeInfoRef"};
      if (std::find(kNames.begin(), kNames.end(), local) == kNames.end())
        refuse(element, file_, "the size restriction module has no attribute slr:" + local);
    }
  }

  bool matches(std::string_view pattern, const std::string& child) const {
    if (pattern == "@") return child.empty() || child.find(':') != std::string::npos;
    return pattern == child;
  }

  void check_content(Node element, const std::string& name, const Element& rule) const {
    std::size_t group = 0;
    std::size_t count = 0;  // in this group
    for (Node n = element->children; n != nullptr; n = n->next) {
      if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
        if (!rule.text && !text::trim(view(n->content)).empty())
          refuse(n, file_, "<" + name + "> must not have text of its own");
        continue;
      }
      if (n->type == XML_ENTITY_REF_NODE) refuse(n, file_, "an entity that is not declared");
      if (!is_element(n)) continue;
      const std::string child = qualified_name(n);
      check_place(n, child, name);
      const auto fits = [&](const Group& g) {
        return std::any_of(g.names.begin(), g.names.end(),
                           [&](std::string_view p) { return matches(p, child); });
      };
      while (group < rule.content.size() &&
             (!fits(rule.content[group]) || (count > 0 && !rule.content[group].repeated))) {
        if (count == 0 && !rule.content[group].optional)
          missing(element, name, rule.content[group]);
        ++group;
        count = 0;
      }
      if (group == rule.content.size()) {
        refuse(n, file_,
               "<" + std::string(local_name(n)) + "> must not stand " +
                   (rule.content.empty() ? "in" : "here in") + " <" + name + ">");
      }
      ++count;
    }
    for (; group < rule.content.size(); ++group, count = 0)
      if (count == 0 && !rule.content[group].optional) missing(element, name, rule.content[group]);
  }

  [[noreturn]] void missing(Node element, const std::string& name, const Group& group) const {
    std::string wanted;
    for (const std::string_view n : group.names)
      wanted += (wanted.empty() ? "<" : " or <") + std::string(n) + ">";
    refuse(element, file_, "<" + name + "> lacks " + wanted + " in its place");
  }

  void check_place(Node node, const std::string& child, const std::string& parent) const {
    if (!rules_.modules || child.find(':') == std::string::npos) return;
    if (elements_.find(child) == elements_.end())
      refuse(node, file_, "no module of XLIFF has an element <" + child + ">");
    for (const auto& [name, places] : kPlaces) {
      if (name == child && places.find(" " + parent + " ") == std::string_view::npos)
        refuse(node, file_, "<" + child + "> must not stand in <" + parent + ">");
    }
  }

  const XliffRules& rules_;
  const std::string& file_;
  std::map<std::string, Element, std::less<>> elements_;
};

}  // namespace

std::string_view module_of(std::string_view uri) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kModules = {{
      {"document", ""},
      {"matches", "mtc"},
      {"glossary", "gls"},
      {"fs", "fs"},
      {"metadata", "mda"},
      {"resourcedata", "res"},
      {"changetracking", "ctr"},
      {"sizerestriction", "slr"},
      {"validation", "val"},
  }};
  static constexpr std::string_view kStart = "urn:oasis:names:tc:xliff:";
  if (uri.empty()) return "";
  if (uri == "http://www.w3.org/2005/11/its") return "its";
  if (!uri.starts_with(kStart)) return "?";
  const std::string_view rest = uri.substr(kStart.size());
  const std::string_view name = rest.substr(0, rest.find(':'));
  for (const auto& [module, prefix] : kModules)
    if (module == name) return prefix;
  return "?";
}

std::string qualified_name(Node element) {
  const std::string_view module = module_of(namespace_of(element));
  if (module == "?" || module == "its") return {};
  if (module.empty()) return std::string(local_name(element));
  return std::string(module) + ":" + std::string(local_name(element));
}

std::vector<Node> children_of(Node parent, std::string_view name) {
  std::vector<Node> out;
  for (const Node n : elements_of(parent))
    if (local_name(n) == name && !qualified_name(n).empty()) out.push_back(n);
  return out;
}

Node child_of(Node parent, std::string_view name) {
  for (Node n = parent->children; n != nullptr; n = n->next)
    if (is_element(n) && local_name(n) == name && !qualified_name(n).empty()) return n;
  return nullptr;
}

void refuse(Node at, const std::string& file, const std::string& reason) {
  throw Error(ErrorKind::input, file, "line " + std::to_string(line_of(at)),
              "not valid XLIFF: " + reason);
}

void check_structure(Node root, const XliffRules& rules, const std::string& file) {
  Checker(rules, file).check(root, 0);
}

}  // namespace hexapla::exchange
