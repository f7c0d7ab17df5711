#include "pipeline/check/glossary.h"

#include <algorithm>
#include <cstring>
#include <pugixml.hpp>

#include "analyzers/search/analyzer.h"
#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"

namespace hexapla::check {
namespace {

// The terms of a text, stemmed, with their places.
struct Stem {
  std::string term;
  Span span;
};

std::vector<Stem> stems(std::string_view text, std::string_view lang) {
  // Analyzers cache and belong to one thread each.
  thread_local std::map<std::string, std::unique_ptr<search::Analyzer>, std::less<>> analyzers;
  auto it = analyzers.find(lang);
  if (it == analyzers.end()) {
    it = analyzers.emplace(std::string(lang), std::make_unique<search::Analyzer>(lang)).first;
  }
  std::vector<Stem> out;
  std::vector<search::Token> tokens;
  it->second->tokenize(text, tokens);
  for (const search::Token& t : tokens) {
    if (t.form->elided || t.form->possessive) continue;
    out.push_back({t.form->term, t.span});
  }
  return out;
}

std::string primary(std::string_view lang) {
  const std::size_t end = lang.find_first_of("-_");
  return text::to_lower(lang.substr(0, end));
}

void add_term(Concept& entry, std::string_view lang, std::string_view term) {
  term = text::trim(term);
  std::string tag = primary(lang);
  if (!term.empty() && !tag.empty()) entry[std::move(tag)].emplace_back(term);
}

std::string_view local_name(const pugi::xml_node& node) {
  const char* name = node.name();
  const char* colon = std::strchr(name, ':');
  return colon != nullptr ? colon + 1 : name;
}

// termEntry/langSet/(ntig/termGrp|tig)/term and conceptEntry/langSec/termSec/term.
void collect(const pugi::xml_node& node, std::string lang, Concept& entry, int depth) {
  if (depth > 30) return;
  if (const pugi::xml_attribute a = node.attribute("xml:lang")) lang = a.value();
  if (local_name(node) == "term") {
    add_term(entry, lang, node.text().get());
    return;
  }
  for (const pugi::xml_node& child : node.children()) collect(child, lang, entry, depth + 1);
}

struct Walker : pugi::xml_tree_walker {
  std::vector<Concept> entries;
  bool for_each(pugi::xml_node& node) override {
    const std::string_view name = local_name(node);
    if (name == "termEntry" || name == "conceptEntry") {
      Concept entry;
      collect(node, "", entry, 0);
      if (entry.size() > 1) entries.push_back(std::move(entry));
    }
    return true;
  }
};

std::vector<std::string_view> fields(std::string_view line, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= line.size();) {
    std::size_t end = line.find(separator, at);
    if (end == std::string_view::npos) end = line.size();
    out.push_back(text::trim(line.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

}  // namespace

// Terms by their first stem.
struct Glossary::Index {
  struct Form {
    std::vector<std::string> rest;
    std::size_t entry = 0;
  };
  std::map<std::string, std::map<std::string, std::vector<Form>>, std::less<>> by_lang;
};

Glossary::Glossary(std::vector<Concept> entries)
    : entries_(std::move(entries)), index_(std::make_unique<Index>()) {
  for (std::size_t e = 0; e < entries_.size(); ++e) {
    for (const auto& [lang, terms] : entries_[e]) {
      for (const std::string& term : terms) {
        const std::vector<Stem> words = stems(term, lang);
        if (words.empty()) continue;
        Index::Form form;
        form.entry = e;
        for (std::size_t i = 1; i < words.size(); ++i) form.rest.push_back(words[i].term);
        auto& forms = index_->by_lang[lang][words[0].term];
        forms.push_back(std::move(form));
        std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
          return a.rest.size() > b.rest.size();
        });
      }
    }
  }
}

Glossary::~Glossary() = default;
Glossary::Glossary(Glossary&&) noexcept = default;
Glossary& Glossary::operator=(Glossary&&) noexcept = default;

Glossary Glossary::parse(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (text::trim(bytes).starts_with('<')) {
    pugi::xml_document document;
    const pugi::xml_parse_result result =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_auto);
    if (!result)
      throw Error(ErrorKind::usage, name, "byte " + std::to_string(result.offset),
                  result.description(), "a glossary is TBX or tab-separated text");
    Walker walker;
    document.traverse(walker);
    if (walker.entries.empty())
      throw Error(ErrorKind::usage, name, "", "no termEntry or conceptEntry in two languages");
    return Glossary(std::move(walker.entries));
  }
  std::vector<std::string> langs;
  std::vector<Concept> entries;
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view raw = bytes.substr(at, end - at);
    at = end + 1;
    ++number;
    if (text::trim(raw).empty() || raw.starts_with('#')) continue;
    const std::vector<std::string_view> cells = fields(raw, '\t');
    if (langs.empty()) {
      for (const std::string_view c : cells) langs.push_back(primary(c));
      const bool tags = langs.size() > 1 &&
                        std::all_of(langs.begin(), langs.end(),
                                    [](const auto& l) { return l.size() == 2 || l.size() == 3; });
      if (!tags)
        throw Error(ErrorKind::usage, name, "line " + std::to_string(number),
                    "the first line does not name languages",
                    "write a line like en<tab>fr<tab>ru above the terms");
      continue;
    }
    if (cells.size() > langs.size())
      throw Error(ErrorKind::usage, name, "line " + std::to_string(number),
                  "more columns than languages");
    Concept entry;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      for (const std::string_view term : fields(cells[i], '|')) add_term(entry, langs[i], term);
    }
    if (entry.size() > 1) entries.push_back(std::move(entry));
  }
  return Glossary(std::move(entries));
}

std::vector<Glossary::Hit> Glossary::find(std::string_view text, std::string_view lang) const {
  std::vector<Hit> out;
  const auto forms = index_->by_lang.find(lang);
  if (forms == index_->by_lang.end()) return out;
  const std::vector<Stem> words = stems(text, lang);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto it = forms->second.find(words[i].term);
    if (it == forms->second.end()) continue;
    std::size_t longest = 0;
    for (const Index::Form& form : it->second) {
      const std::size_t n = form.rest.size();
      if (n + 1 < longest || i + n >= words.size()) continue;
      bool fits = true;
      for (std::size_t k = 0; fits && k < n; ++k) fits = words[i + k + 1].term == form.rest[k];
      if (!fits) continue;
      longest = n + 1;
      out.push_back({form.entry, {words[i].span.begin, words[i + n].span.end}});
    }
    // A term inside a longer term is not meant by itself.
    if (longest > 1) i += longest - 1;
  }
  return out;
}

}  // namespace hexapla::check
