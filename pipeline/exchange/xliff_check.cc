#include "pipeline/exchange/xliff_check.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "pipeline/exchange/xliff_values.h"

namespace hexapla::exchange {
namespace {

// xml:lang of the element or the nearest ancestor that has one.
std::optional<std::string> inherited_language(Node element) {
  for (Node n = element; n != nullptr && is_element(n); n = n->parent)
    if (const auto lang = xml_attribute(n, "lang")) return lang;
  return std::nullopt;
}

bool is_core(Node n, std::string_view name) {
  return qualified_name(n) == name;
}

class Document {
 public:
  Document(Node root, const std::string& file)
      : root_(root),
        file_(file),
        source_(attribute_or(root, "srcLang", "")),
        target_(attribute_or(root, "trgLang", "")) {}

  void run() {
    std::set<std::string> files;
    for (const Node f : elements_of(root_)) {
      check_unique(f, attribute_or(f, "id", ""), files, "file", file_);
      file_id_ = attribute_or(f, "id", "");
      units_.clear();
      groups_.clear();
      collect_units(f);
      for (const Node s : children_of(f, "skeleton")) skeleton(s);
      container(f);
      check_modules(f, source_, file_);
    }
  }

 private:
  void collect_units(Node parent) {
    for (const Node n : elements_of(parent)) {
      if (is_core(n, "unit")) check_unique(n, attribute_or(n, "id", ""), units_, "unit", file_);
      if (is_core(n, "group")) {
        check_unique(n, attribute_or(n, "id", ""), groups_, "group", file_);
        collect_units(n);
      }
    }
  }

  void skeleton(Node s) const {
    const bool empty = s->children == nullptr;
    if (empty && !attribute(s, "href")) refuse(s, file_, "an empty <skeleton> lacks href");
    if (!empty && attribute(s, "href")) refuse(s, file_, "a <skeleton> with content and href");
  }

  // A file or a group.
  void container(Node c) {
    identifiers(c);
    for (const Node n : elements_of(c)) {
      if (is_core(n, "group")) container(n);
      if (is_core(n, "unit")) unit(n);
    }
  }

  // Of notes and of elements of other namespaces: unique within their file, group or unit.
  void identifiers(Node c) const {
    std::set<std::string> notes;
    std::set<std::string> others;
    for (const Node n : elements_of(c)) {
      if (is_core(n, "notes")) {
        for (const Node note : elements_of(n))
          if (const auto id = attribute(note, "id")) check_unique(note, *id, notes, "note", file_);
      } else if (module_of(namespace_of(n)) == "?") {
        foreign(n, others);
      }
    }
  }
  void foreign(Node n, std::set<std::string>& seen) const {
    if (const auto id = attribute(n, "id")) check_unique(n, *id, seen, "element", file_);
    if (const auto id = xml_attribute(n, "id")) check_unique(n, *id, seen, "element", file_);
    for (const Node child : elements_of(n)) foreign(child, seen);
  }

  void unit(Node u) const {
    identifiers(u);
    std::set<std::string> data;
    std::vector<Node> parts;
    bool has_segment = false;
    for (const Node n : elements_of(u)) {
      if (is_core(n, "originalData")) {
        for (const Node d : elements_of(n))
          check_unique(d, attribute_or(d, "id", ""), data, "data", file_);
      }
      const bool segment = is_core(n, "segment");
      if (segment || is_core(n, "ignorable")) parts.push_back(n);
      has_segment = has_segment || segment;
    }
    if (!has_segment) refuse(u, file_, "a <unit> without a <segment>");

    Side sources;
    Side targets;
    std::set<std::string> places;
    for (const Node part : parts) {
      if (const auto id = attribute(part, "id")) check_unique(part, *id, places, "segment", file_);
      if (attribute(part, "subState") && !attribute(part, "state"))
        refuse(part, file_, "subState without state");
      sources.contents.push_back(child_of(part, "source"));
      if (const Node target = child_of(part, "target")) {
        targets.contents.push_back(target);
      } else {
        targets.complete = false;
      }
      languages(part);
    }
    std::set<std::string> target_places = places;
    unique_codes(sources, places);
    unique_codes(targets, target_places);
    check_side(sources, data, file_);
    check_side(targets, data, file_);
    std::set<std::string> notes;
    for (const Node list : children_of(u, "notes"))
      for (const Node note : elements_of(list)) notes.insert(attribute_or(note, "id", ""));
    for (const Side* side : {&sources, &targets})
      for (const Node content : side->contents)
        for (const Node n : inline_elements(content)) marks_and_flows(n, u, notes);
    for (const Node part : parts)
      if (const Node target = child_of(part, "target"))
        check_order_of_codes(child_of(part, "source"), target, file_);
    check_kept_codes(parts, file_);
    order(parts);
    check_matches(u, places, target_places, source_, target_, file_);
  }

  void unique_codes(const Side& side, std::set<std::string>& seen) const {
    for (const Node content : side.contents)
      for (const Node n : inline_elements(content))
        if (const auto id = attribute(n, "id")) check_unique(n, *id, seen, "code or marker", file_);
  }

  void languages(Node part) const {
    const Node source = child_of(part, "source");
    const Node target = child_of(part, "target");
    const auto source_lang = inherited_language(source);
    if (source_lang && !same_tag(*source_lang, source_))
      refuse(source, file_, "xml:lang=\"" + *source_lang + "\" differs from srcLang");
    if (target == nullptr) return;
    if (target_.empty()) refuse(target, file_, "a <target>, but <xliff> lacks trgLang");
    const auto target_lang = inherited_language(target);
    if (target_lang && !same_tag(*target_lang, target_))
      refuse(target, file_, "xml:lang=\"" + *target_lang + "\" differs from trgLang");
    if (preserves_space(source) != preserves_space(target))
      refuse(target, file_, "xml:space differs between <source> and <target>");
  }

  void marks_and_flows(Node n, Node u, const std::set<std::string>& notes) const {
    const std::string_view name = local_name(n);
    for (const char* flows : {"subFlows", "subFlowsStart", "subFlowsEnd"})
      if (const auto value = attribute(n, flows)) sub_flows(n, *value);
    if (name != "mrk" && name != "sm") return;
    const auto reference = attribute(n, "ref");
    const auto value = attribute(n, "value");
    if (reference && reference->starts_with('#')) {
      const std::string problem = fragment_problem(*reference);
      if (!problem.empty()) refuse(n, file_, "ref=\"" + *reference + "\" " + problem);
    }
    const std::string type = attribute_or(n, "type", "generic");
    if (type != "comment") return;
    if (reference.has_value() == value.has_value())
      refuse(n, file_, "a comment must have either value or ref");
    if (!reference) return;
    const Leaf leaf = leaf_of(*reference);
    const bool here = leaf.alone || (leaf.unit == attribute_or(u, "id", "") &&
                                     (leaf.file.empty() || leaf.file == file_id_));
    if (!here || leaf.prefix != "n" || notes.count(leaf.id) == 0)
      refuse(n, file_, "ref=\"" + *reference + "\" of a comment is no <note> of its unit");
  }

  void sub_flows(Node n, const std::string& value) const {
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t end = std::min(value.find_first_of(" \t\n\r", at), value.size());
      const std::string id = value.substr(at, end - at);
      if (!id.empty() && units_.count(id) == 0)
        refuse(n, file_, "\"" + id + "\" of its sub-flows is no unit of the file");
      at = end + 1;
    }
  }

  void order(const std::vector<Node>& parts) const {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Node target = child_of(parts[i], "target");
      if (target == nullptr) continue;
      const std::string place = attribute_or(target, "order", std::to_string(i + 1));
      std::size_t n = 0;
      std::from_chars(place.data(), place.data() + place.size(), n);
      if (n < 1 || n > parts.size())
        refuse(target, file_, "order=\"" + place + "\" is beyond the number of segments");
      check_unique(target, std::to_string(n), seen, "place of a target", file_);
    }
  }

  Node root_;
  const std::string& file_;
  std::string source_;
  std::string target_;
  std::string file_id_;
  std::set<std::string> units_;
  std::set<std::string> groups_;
};

}  // namespace

void check_unique(Node element, const std::string& id, std::set<std::string>& seen,
                  const std::string& what, const std::string& file) {
  if (!seen.insert(id).second)
    refuse(element, file, "\"" + id + "\" is the id of more than one " + what);
}

bool same_tag(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

void check_xliff2(Node root, const std::string& file) {
  const std::string version = attribute_or(root, "version", "");
  if (version != "2.0" && version != "2.1" && version != "2.2")
    refuse(root, file, "version \"" + version + "\" is not known in this namespace");
  check_structure(root, xliff2_rules(), file);
  Document(root, file).run();
}

void check_xliff1(Node root, const std::string& file) {
  const std::string version = attribute_or(root, "version", "");
  if (version != "1.0" && version != "1.1" && version != "1.2")
    refuse(root, file, "version \"" + version + "\" is not known in this namespace");
  check_structure(root, xliff1_rules(), file);
  for (const Node f : children_of(root, "file")) {
    std::set<std::string> ids;
    std::vector<Node> waiting = children_of(f, "body");
    while (!waiting.empty()) {
      const Node n = waiting.back();
      waiting.pop_back();
      if (local_name(n) == "trans-unit")
        check_unique(n, attribute_or(n, "id", ""), ids, "trans-unit", file);
      for (const Node child : elements_of(n))
        if (local_name(child) == "group" || local_name(child) == "trans-unit")
          waiting.push_back(child);
    }
  }
}

}  // namespace hexapla::exchange
