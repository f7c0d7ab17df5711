#include "pipeline/index/thesaurus.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <utility>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"

namespace hexapla::index {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& name, std::string reason) {
  throw Error(ErrorKind::input, name, "", std::move(reason),
              "a thesaurus is SKOS in RDF/XML, or JSON with \"labels\" by language");
}

// One line, without what would break the kept form.
std::string clean(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return text::first_invalid(out) ? std::string() : out;
}

std::string primary(std::string_view tag) {
  return text::to_lower(tag.substr(0, tag.find_first_of("-_")));
}

class Gatherer {
 public:
  void add(const std::string& id, std::string_view lang, std::string_view label, bool preferred) {
    const std::string key = clean(id);
    const std::string text = clean(label);
    if (key.empty() || text.empty() || lang.empty() || lang.size() > 35) return;
    std::vector<std::string>& names = concepts_[key][primary(lang)];
    if (std::find(names.begin(), names.end(), text) != names.end()) return;
    names.insert(preferred ? names.begin() : names.end(), text);
  }
  Thesaurus finish() && {
    Thesaurus out;
    for (auto& [id, labels] : concepts_) out.concepts.push_back({id, std::move(labels)});
    return out;
  }

 private:
  std::map<std::string, std::map<std::string, std::vector<std::string>>> concepts_;
};

Thesaurus from_json(std::string_view bytes, const std::string& name) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (json.is_discarded()) refuse(name, "this is no JSON");
  const Json* list = &json;
  for (const char* key : {"topics", "concepts"}) {
    if (json.is_object() && json.contains(key)) list = &json[key];
  }
  if (!list->is_array()) refuse(name, "there is no list of concepts");
  Gatherer out;
  for (const Json& item : *list) {
    if (!item.is_object() || !item.contains("labels") || !item["labels"].is_object()) continue;
    std::string id;
    for (const char* key : {"id", "identifier"}) {
      if (item.contains(key) && item[key].is_string()) id = item[key].get<std::string>();
    }
    for (const auto& [lang, labels] : item["labels"].items()) {
      if (labels.is_string()) out.add(id, lang, labels.get<std::string>(), true);
      if (!labels.is_array()) continue;
      for (const Json& label : labels) {
        if (label.is_string()) out.add(id, lang, label.get<std::string>(), false);
      }
    }
  }
  return std::move(out).finish();
}

std::string_view local_name(const char* name) {
  const char* colon = std::strrchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

const char* attribute(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_attribute& a : node.attributes()) {
    if (local_name(a.name()) == local) return a.value();
  }
  return "";
}

bool is_concept(const pugi::xml_node& node) {
  if (local_name(node.name()) == "Concept") return true;
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child.name()) == "type" &&
        std::string_view(attribute(child, "resource")).ends_with("#Concept")) {
      return true;
    }
  }
  return false;
}

Thesaurus from_rdf(std::string_view bytes, const std::string& name) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size());
  if (!result) {
    refuse(name, "byte " + std::to_string(result.offset) + ": " + result.description());
  }
  Gatherer out;
  for (const pugi::xml_node& node : document.document_element().children()) {
    if (!is_concept(node)) continue;
    // The end of the address names the concept.
    std::string_view id = attribute(node, "about");
    while (id.ends_with('/')) id.remove_suffix(1);
    id = id.substr(id.find_last_of("/#") + 1);
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view kind = local_name(child.name());
      if (kind == "prefLabel" || kind == "altLabel")
        out.add(std::string(id), attribute(child, "lang"), child.text().get(), kind[0] == 'p');
    }
  }
  return std::move(out).finish();
}

}  // namespace

const std::string& Concept::name(std::string_view lang) const {
  for (const std::string_view wanted : {lang, std::string_view("en")}) {
    const auto found = labels.find(std::string(wanted));
    if (found != labels.end() && !found->second.empty()) return found->second.front();
  }
  for (const auto& [language, names] : labels) {
    if (!names.empty()) return names.front();
  }
  return id;
}

Thesaurus read_thesaurus(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) refuse(name, "the file is empty");
  Thesaurus out = bytes[first] == '<' ? from_rdf(bytes, name) : from_json(bytes, name);
  if (out.empty()) refuse(name, "there is no concept with a name in it");
  return out;
}

std::string serialise(const Thesaurus& thesaurus) {
  std::string out;
  for (const Concept& c : thesaurus.concepts) {
    for (const auto& [lang, names] : c.labels) {
      for (const std::string& name : names) out += c.id + '\t' + lang + '\t' + name + '\n';
    }
  }
  return out;
}

Thesaurus parse_thesaurus(std::string_view text) {
  Gatherer out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos) continue;
    out.add(std::string(line.substr(0, first)), line.substr(first + 1, second - first - 1),
            line.substr(second + 1), false);
  }
  return std::move(out).finish();
}

}  // namespace hexapla::index
