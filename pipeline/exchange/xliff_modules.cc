// The modules of XLIFF 2.1 (section 5 of the specification).
#include <map>

#include "pipeline/exchange/xliff_check.h"
#include "pipeline/exchange/xliff_values.h"

namespace hexapla::exchange {
namespace {

constexpr const char* kSlr = "urn:oasis:names:tc:xliff:sizerestriction:2.0";

bool is_integer(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

class Modules {
 public:
  Modules(Node file_element, const std::string& source_language, const std::string& file)
      : source_language_(source_language), file_(file) {
    for (const Node n : elements_of(file_element)) {
      if (qualified_name(n) != "slr:profiles") continue;
      sizes_ = attribute_or(n, "generalProfile", "") == "xliff:codepoints" ? Profile::standard
                                                                           : Profile::other;
      storage_ = attribute_or(n, "storageProfile", "").starts_with("xliff:utf") ? Profile::standard
                                                                                : Profile::other;
    }
  }

  void walk(Node element) {
    sizes(element);
    const std::string name = qualified_name(element);
    if (name == "gls:glossary") glossary(element);
    if (name == "mda:metadata") metadata(element);
    if (name == "res:resourceData") resources(element);
    if (name == "ctr:changeTrack") changes(element);
    if (name == "val:rule") rule(element);
    for (const Node n : elements_of(element)) walk(n);
  }

 private:
  void sizes(Node n) {
    const auto check = [&](const char* name, Profile profile, bool whole) {
      const auto value = attribute(n, name, kSlr);
      if (!value || profile == Profile::other) return;
      const bool number =
          value->find_first_not_of("0123456789.") == std::string::npos && !value->empty();
      if (profile == Profile::unnamed && !number) return;
      if (whole ? !is_integer(*value) : !is_size_restriction(*value)) {
        refuse(n, file_,
               "slr:" + std::string(name) + "=\"" + *value + "\" is not " +
                   (whole ? "a whole number" : "of the form *, 90, 25,100 or 35,*"));
      }
    };
    check("sizeRestriction", sizes_, false);
    check("storageRestriction", storage_, false);
    check("equivStorage", storage_, true);
    check("sizeInfo", sizes_, true);
    const auto reference = attribute(n, "sizeInfoRef", kSlr);
    if (!reference) return;
    if (attribute(n, "sizeInfo", kSlr)) refuse(n, file_, "slr:sizeInfo and slr:sizeInfoRef");
    for (Node level = n->parent; level != nullptr && is_element(level); level = level->parent)
      if (size_data(level).count(*reference) != 0) return;
    refuse(n, file_, "slr:sizeInfoRef=\"" + *reference + "\" is in no <slr:data> beside it");
  }

  // Identifiers in the <slr:data> that stand in `parent`.
  const std::set<std::string>& size_data(Node parent) {
    const auto [found, fresh] = size_data_.try_emplace(parent);
    if (fresh) {
      for (const Node n : elements_of(parent))
        if (qualified_name(n) == "slr:data") collect_ids(n, found->second);
    }
    return found->second;
  }
  static void collect_ids(Node parent, std::set<std::string>& out) {
    for (const Node n : elements_of(parent)) {
      out.insert(attribute_or(n, "id", ""));
      out.insert(xml_attribute(n, "id").value_or(""));
      collect_ids(n, out);
    }
  }

  void glossary(Node glossary) const {
    std::set<std::string> seen;
    for (const Node entry : children_of(glossary, "glossEntry")) {
      if (const auto id = attribute(entry, "id"))
        check_unique(entry, *id, seen, "glossary entry", file_);
      if (child_of(entry, "translation") == nullptr && child_of(entry, "definition") == nullptr)
        refuse(entry, file_, "a glossary entry with neither a translation nor a definition");
      check_reference(entry);
      for (const Node translation : children_of(entry, "translation")) {
        if (const auto id = attribute(translation, "id"))
          check_unique(translation, *id, seen, "glossary entry", file_);
        check_reference(translation);
      }
    }
  }

  void check_reference(Node n) const {
    const auto reference = attribute(n, "ref");
    // What does not begin with # is an address of something else.
    const std::string problem =
        reference && reference->starts_with('#') ? fragment_problem(*reference) : "";
    if (!problem.empty()) refuse(n, file_, "ref=\"" + *reference + "\" " + problem);
  }

  void metadata(Node metadata) const {
    std::set<std::string> seen;
    if (const auto id = attribute(metadata, "id"))
      check_unique(metadata, *id, seen, "metadata", file_);
    groups(metadata, seen);
  }
  void groups(Node parent, std::set<std::string>& seen) const {
    for (const Node group : children_of(parent, "metaGroup")) {
      if (const auto id = attribute(group, "id")) check_unique(group, *id, seen, "metadata", file_);
      groups(group, seen);
    }
  }

  void resources(Node data) const {
    std::set<std::string> seen;
    for (const Node item : elements_of(data)) {
      if (const auto id = attribute(item, "id")) check_unique(item, *id, seen, "resource", file_);
      for (const Node side : elements_of(item)) {
        const std::string name = qualified_name(side);
        if (name != "res:source" && name != "res:target") continue;
        const bool empty = elements_of(side).empty() && text_of(side).empty();
        if (empty != attribute(side, "href").has_value()) {
          refuse(side, file_,
                 "<" + name + (empty ? "> is empty and lacks href" : "> has content and href"));
        }
        const auto lang = xml_attribute(side, "lang");
        if (name == "res:source" && lang && !same_tag(*lang, source_language_))
          refuse(side, file_, "xml:lang=\"" + *lang + "\" differs from srcLang");
      }
    }
  }

  // What the history of a file, group or unit can be about. What belongs to a group or unit further
  // in has a history of its own.
  struct Subjects {
    std::map<std::string, std::vector<Node>> by_name;
    std::map<std::string, std::vector<Node>> by_id;
  };
  const Subjects& subjects(Node enclosing) {
    const auto [found, fresh] = subjects_.try_emplace(enclosing);
    if (fresh) collect_subjects(enclosing, found->second);
    return found->second;
  }
  static void collect_subjects(Node parent, Subjects& out) {
    for (const Node n : elements_of(parent)) {
      const std::string name = qualified_name(n);
      if (name.starts_with("ctr:")) continue;
      out.by_name[name].push_back(n);
      if (const auto id = attribute(n, "id")) out.by_id[*id].push_back(n);
      if (name != "unit" && name != "group") collect_subjects(n, out);
    }
  }

  void changes(Node track) {
    const Subjects& all = subjects(track->parent);
    for (const Node revisions : children_of(track, "revisions")) {
      const std::string applies = attribute_or(revisions, "appliesTo", "");
      const auto reference = attribute(revisions, "ref");
      const auto named = all.by_name.find(applies);
      const std::size_t instances = named == all.by_name.end() ? 0 : named->second.size();
      Node subject = instances == 1 ? named->second.front() : nullptr;
      if (reference) {
        const auto referenced = all.by_id.find(*reference);
        if (referenced == all.by_id.end())
          refuse(revisions, file_, "ref=\"" + *reference + "\" is the id of nothing in its place");
        subject = nullptr;
        for (const Node n : referenced->second)
          if (local_name(n) == applies) subject = n;
      } else if (instances > 1 && attribute(named->second.front(), "id")) {
        refuse(revisions, file_,
               "there are several <" + applies + ">: <ctr:revisions> lacks ref to say which");
      }
      std::set<std::string> versions;
      for (const Node revision : children_of(revisions, "revision")) {
        items(revision, subject);
        if (const auto version = attribute(revision, "version")) versions.insert(*version);
      }
      const auto current = attribute(revisions, "currentVersion");
      if (current && versions.count(*current) == 0)
        refuse(revisions, file_,
               "currentVersion=\"" + *current + "\" is the version of no revision");
    }
  }

  void items(Node revision, Node subject) const {
    std::set<std::string> seen;
    for (const Node item : children_of(revision, "item")) {
      const std::string property = attribute_or(item, "property", "");
      check_unique(item, property, seen, "property of a revision", file_);
      if (property != "content" && subject != nullptr && !attribute(subject, property)) {
        refuse(item, file_,
               "property=\"" + property + "\" is neither \"content\" nor an attribute of <" +
                   std::string(local_name(subject)) + ">");
      }
    }
  }

  void rule(Node rule) const {
    std::size_t kinds = 0;
    bool custom = false;
    for (const char* name : {"isPresent", "isNotPresent", "startsWith", "endsWith"})
      kinds += attribute(rule, name) ? 1U : 0U;
    for (const xmlAttr* a = rule->properties; a != nullptr; a = a->next)
      custom = custom || a->ns != nullptr;
    if (kinds + (custom ? 1U : 0U) != 1) {
      refuse(rule, file_,
             "<val:rule> must have exactly one of isPresent, isNotPresent, startsWith, "
             "endsWith and a rule of another namespace");
    }
    if (attribute(rule, "existsInSource") && (custom || attribute(rule, "isNotPresent"))) {
      refuse(rule, file_, "existsInSource goes with isPresent, startsWith or endsWith only");
    }
  }

  const std::string& source_language_;
  const std::string& file_;
  std::map<Node, std::set<std::string>> size_data_;
  std::map<Node, Subjects> subjects_;
  // What a size means is for its profile to say. Where none is named it is free, but a number is
  // taken for what the standard profiles would have.
  enum class Profile : std::uint8_t { unnamed, standard, other };
  Profile sizes_ = Profile::unnamed;
  Profile storage_ = Profile::unnamed;
};

}  // namespace

void check_modules(Node file_element, const std::string& source_language, const std::string& file) {
  Modules(file_element, source_language, file).walk(file_element);
}

void check_matches(Node unit, const std::set<std::string>& places,
                   const std::set<std::string>& target_places, const std::string& source_language,
                   const std::string& target_language, const std::string& file) {
  for (const Node matches : elements_of(unit)) {
    if (qualified_name(matches) != "mtc:matches") continue;
    std::set<std::string> ids;
    for (const Node match : elements_of(matches)) {
      if (const auto id = attribute(match, "id")) check_unique(match, *id, ids, "match", file);
      const std::string reference = attribute_or(match, "ref", "");
      const std::string problem = fragment_problem(reference);
      if (!problem.empty()) refuse(match, file, "ref=\"" + reference + "\" " + problem);
      const Leaf leaf = leaf_of(reference);
      if (leaf.alone && (leaf.prefix == "t" ? target_places : places).count(leaf.id) == 0)
        refuse(match, file, "ref=\"" + reference + "\" is no part of the unit's text");
      if (attribute(match, "subType") && !attribute(match, "type"))
        refuse(match, file, "subType without type");
      std::set<std::string> data;
      if (const Node original = child_of(match, "originalData"))
        for (const Node d : elements_of(original)) data.insert(attribute_or(d, "id", ""));
      const bool other = attribute_or(match, "reference", "no") == "yes";
      for (const char* name : {"source", "target"}) {
        const Node content = child_of(match, name);
        check_side({{content}, true}, data, file);
        const auto lang = xml_attribute(content, "lang");
        const bool source = std::string_view(name) == "source";
        if (lang && (source || !other) &&
            !same_tag(*lang, source ? source_language : target_language))
          refuse(content, file, "xml:lang=\"" + *lang + "\" is not the document's");
      }
    }
  }
}

}  // namespace hexapla::exchange
