// Inline codes and markers of XLIFF 2.x (4.7 of the specification).
#include <map>

#include "pipeline/exchange/xliff_check.h"

namespace hexapla::exchange {
namespace {

bool is_code(std::string_view name) {
  return name == "ph" || name == "pc" || name == "sc" || name == "ec";
}

void collect(Node parent, std::vector<Node>& out) {
  for (const Node n : elements_of(parent)) {
    out.push_back(n);
    collect(n, out);
  }
}

// Where a code begins and, of <pc>, where it ends.
struct Event {
  Node node;
  bool end = false;
};

void collect_events(Node parent, std::vector<Event>& out) {
  for (const Node n : elements_of(parent)) {
    const bool code = is_code(local_name(n));
    if (code) out.push_back({n, false});
    collect_events(n, out);
    if (local_name(n) == "pc") out.push_back({n, true});
  }
}

std::string key(const Event& e) {
  std::string id = attribute_or(e.node, "id", "");
  if (id.empty()) id = "end of " + attribute_or(e.node, "startRef", "");
  return (e.end ? "/" : "") + std::string(local_name(e.node)) + " " + id;
}

class SideCheck {
 public:
  SideCheck(const std::set<std::string>& data, const std::string& file)
      : data_(data), file_(file) {}

  void run(const Side& side) {
    for (const Node content : side.contents)
      for (const Node n : inline_elements(content)) all_.push_back(n);
    for (const Node n : all_)
      if (const auto id = attribute(n, "id")) by_id_.emplace(*id, n);
    for (const Node n : all_) element(n);
    if (!side.complete) return;
    for (const auto& [id, n] : open_) {
      refuse(n, file_,
             local_name(n) == "sc" ? "<sc id=\"" + id + "\"> has no <ec>, and is not isolated"
                                   : "<sm id=\"" + id + "\"> has no <em>");
    }
  }

 private:
  void element(Node n) {
    const std::string_view name = local_name(n);
    if (is_code(name)) code(n, name);
    if (name == "sc") {
      if (attribute_or(n, "isolated", "no") == "no") open_.emplace(attribute_or(n, "id", ""), n);
    } else if (name == "sm") {
      open_.emplace(attribute_or(n, "id", ""), n);
    } else if (name == "ec") {
      end_code(n);
    } else if (name == "em") {
      close(n, "sm");
    }
  }

  void code(Node n, std::string_view name) {
    for (const char* reference : {"dataRef", "dataRefStart", "dataRefEnd"}) {
      const auto value = attribute(n, reference);
      if (value && data_.count(*value) == 0) {
        refuse(n, file_,
               std::string(reference) + "=\"" + *value +
                   "\" is no <data> of the unit's <originalData>");
      }
      if (value && attribute(n, "copyOf"))
        refuse(n, file_, std::string(reference) + " and copyOf on the same code");
    }
    if (const auto original = attribute(n, "copyOf")) {
      const auto found = by_id_.find(*original);
      if (found == by_id_.end())
        refuse(n, file_, "copyOf=\"" + *original + "\" is no code of the unit");
      if (attribute_or(found->second, "canCopy", "yes") == "no")
        refuse(n, file_, "copyOf=\"" + *original + "\" is a code that must not be copied");
    }
    check_sub_type(n);
    const std::string reorder = attribute_or(n, "canReorder", "yes");
    if (reorder == "yes") return;
    if (attribute_or(n, "canCopy", "yes") != "no" || attribute_or(n, "canDelete", "yes") != "no")
      refuse(n, file_, "canReorder=\"" + reorder + "\" needs canCopy=\"no\" and canDelete=\"no\"");
    if (reorder == "firstNo") {
      first_fixed_ = true;
    } else if (!first_fixed_ && !(name == "ec" && attribute(n, "startRef"))) {
      refuse(n, file_, "canReorder=\"no\" without a code with \"firstNo\" before it");
    }
  }

  void check_sub_type(Node n) const {
    const auto sub = attribute(n, "subType");
    if (!sub) return;
    const auto type = attribute(n, "type");
    if (!type) refuse(n, file_, "subType without type");
    if (!sub->starts_with("xlf:")) return;
    const std::string value = sub->substr(4);
    const bool format =
        value == "lb" || value == "pb" || value == "b" || value == "i" || value == "u";
    if (!(format && *type == "fmt") && !(value == "var" && *type == "ui"))
      refuse(n, file_, "subType=\"" + *sub + "\" does not go with type=\"" + *type + "\"");
  }

  void end_code(Node n) {
    const bool isolated = attribute_or(n, "isolated", "no") == "yes";
    const bool has_start = attribute(n, "startRef").has_value();
    const bool has_id = attribute(n, "id").has_value();
    if (isolated) {
      if (has_start) refuse(n, file_, "an isolated <ec> must not have startRef");
      if (!has_id) refuse(n, file_, "an isolated <ec> lacks id");
      return;
    }
    if (!has_start) refuse(n, file_, "<ec> is not isolated and lacks startRef");
    if (has_id) refuse(n, file_, "<ec> has id and startRef: id is for isolated ones");
    for (const xmlAttr* a = n->properties; a != nullptr; a = a->next) {
      if (a->ns == nullptr) continue;
      const std::string_view module = module_of(view(a->ns->href));
      if (module == "fs" || module == "slr") {
        refuse(n, file_,
               std::string(module) + ":" + std::string(view(a->name)) +
                   " on an <ec> that is not isolated");
      }
    }
    const Node start = close(n, "sc");
    for (const char* name : {"canCopy", "canDelete", "canOverlap", "canReorder"}) {
      const auto here = attribute(n, name);
      std::string there = attribute_or(start, name, "yes");
      if (there == "firstNo") there = "no";
      if (here && *here != there)
        refuse(n, file_, std::string(name) + "=\"" + *here + "\" differs from that of its <sc>");
    }
  }

  // The element that `n` ends.
  Node close(Node n, std::string_view start_name) {
    const std::string reference = attribute_or(n, "startRef", "");
    const auto found = open_.find(reference);
    if (found == open_.end() || local_name(found->second) != start_name) {
      refuse(n, file_,
             "startRef=\"" + reference + "\" is no <" + std::string(start_name) +
                 "> before it that is open");
    }
    const Node start = found->second;
    open_.erase(found);
    return start;
  }

  const std::set<std::string>& data_;
  const std::string& file_;
  std::vector<Node> all_;
  std::map<std::string, Node> by_id_;
  std::map<std::string, Node> open_;
  bool first_fixed_ = false;
};

}  // namespace

std::vector<Node> inline_elements(Node content) {
  std::vector<Node> out;
  collect(content, out);
  return out;
}

void check_side(const Side& side, const std::set<std::string>& data, const std::string& file) {
  SideCheck(data, file).run(side);
}

void check_order_of_codes(Node source, Node target, const std::string& file) {
  std::vector<Event> from;
  std::vector<Event> to;
  collect_events(source, from);
  collect_events(target, to);
  const auto fixed = [](const Event& e) {
    return attribute_or(e.node, "canReorder", "yes") != "yes";
  };
  std::map<std::string, std::size_t> places;  // in the target
  for (std::size_t j = 0; j < to.size(); ++j) places.emplace(key(to[j]), j);
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i].end || attribute_or(from[i].node, "canReorder", "yes") != "firstNo") continue;
    const auto place = places.find(key(from[i]));
    if (place == places.end()) continue;
    const std::size_t j = place->second;
    for (std::size_t k = 0; i + k < from.size() && fixed(from[i + k]); ++k) {
      // The next sequence begins with a "firstNo" of its own.
      if (k > 0 && !from[i + k].end &&
          attribute_or(from[i + k].node, "canReorder", "yes") == "firstNo")
        break;
      if (j + k >= to.size() || key(to[j + k]) != key(from[i + k])) {
        refuse(target, file,
               "codes that must keep their order do not: " + key(from[i + k]) +
                   " does not follow in the target");
      }
    }
  }
}

void check_kept_codes(const std::vector<Node>& segments, const std::string& file) {
  std::set<std::string> kept;
  for (const Node segment : segments) {
    const Node target = child_of(segment, "target");
    if (target == nullptr) continue;
    for (const Node n : inline_elements(target))
      if (const auto id = attribute(n, "id")) kept.insert(*id);
  }
  for (const Node segment : segments) {
    const Node source = child_of(segment, "source");
    const Node target = child_of(segment, "target");
    if (source == nullptr || target == nullptr) continue;
    for (const Node n : inline_elements(source)) {
      const auto id = attribute(n, "id");
      if (id && is_code(local_name(n)) && attribute_or(n, "canDelete", "yes") == "no" &&
          kept.count(*id) == 0) {
        refuse(target, file, "the code " + *id + " must not be deleted, and no target has it");
      }
    }
  }
}

}  // namespace hexapla::exchange
