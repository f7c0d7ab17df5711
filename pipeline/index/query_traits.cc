#include "pipeline/index/query_traits.h"

#include <algorithm>
#include <array>

#include "analyzers/language/identify.h"
#include "analyzers/language/profile.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

// How sure the language of a query must be to leave out the others of its script.
constexpr double kSure = 0.45;
constexpr std::size_t kWordsToBeSure = 3;

bool negates_words(const Node& node) {
  if (node.negated && node.kind != Node::Kind::filter) return true;
  return std::any_of(node.children.begin(), node.children.end(), negates_words);
}

}  // namespace

Traits traits_of(const ParsedQuery& query) {
  Traits out;
  std::array<std::size_t, 6> scripts{};
  std::size_t han = 0;
  for_each_wanted(query.root, [&](const Node& n) {
    if (n.kind == Node::Kind::filter) {
      out.exact = true;
      return;
    }
    if (n.field != Field::none || n.kind == Node::Kind::prefix) out.plain = false;
    if (n.kind == Node::Kind::identifier) {
      out.exact = true;
      out.plain = false;
      out.identifier_text += (out.identifier_text.empty() ? "" : " ") + n.text;
      for (const std::string& key : asked_keys(n.canonical)) {
        out.identifier_terms.push_back(term(exact::kOwn, key));
        out.identifier_terms.push_back(term(exact::kCites, key));
      }
      return;
    }
    out.text += (out.text.empty() ? "" : " ") + n.text;
    bool other = false;
    for (std::size_t at = 0; at < n.text.size();) {
      const text::CodePoint c = text::decode(n.text, at);
      at += c.size;
      const text::Script script = text::script_of(c.value);
      ++scripts[static_cast<std::size_t>(script)];
      if (script == text::Script::han)
        ++han;
      else
        other = other || script != text::Script::none;
    }
    if (other)
      out.words +=
          n.kind == Node::Kind::phrase ? std::count(n.text.begin(), n.text.end(), ' ') + 1 : 1;
  });
  if (negates_words(query.root)) out.plain = false;
  out.words += han / 2;
  scripts[static_cast<std::size_t>(text::Script::none)] = 0;
  const auto most = std::max_element(scripts.begin(), scripts.end());
  if (*most > 0) out.script = static_cast<text::Script>(most - scripts.begin());
  return out;
}

text::Script script_of_language(std::string_view lang) {
  const language::Profile* profile = language::find_profile(lang);
  if (profile == nullptr) return text::Script::none;
  for (const language::Row& row : profile->rows("language")) {
    if (row.size() > 1 && row[0] == "name" && !row[1].empty())
      return text::script_of(text::decode(row[1], 0).value);
  }
  return text::Script::none;
}

std::string language_of_identifiers(const Traits& traits) {
  if (!traits.text.empty()) return {};
  const std::string& typed = traits.identifier_text;
  // Symbols have Latin letters in every language: others tell.
  for (std::size_t at = 0; at < typed.size();) {
    const text::CodePoint c = text::decode(typed, at);
    at += c.size;
    const text::Script script = text::script_of(c.value);
    if (script == text::Script::latin || script == text::Script::none) continue;
    for (const language::Profile& profile : language::profiles()) {
      if (script_of_language(profile.tag()) == script) return profile.tag();
    }
  }
  const language::Identification found = language::identify(typed);
  const bool ours = language::find_profile(found.tag) != nullptr;
  return ours && found.confidence >= kSure ? found.tag : std::string();
}

std::string recognise(const Traits& traits) {
  if (traits.script == text::Script::none || traits.script == text::Script::other) return {};
  std::vector<std::string> possible;
  for (const language::Profile& profile : language::profiles()) {
    if (script_of_language(profile.tag()) == traits.script) possible.push_back(profile.tag());
  }
  if (possible.size() == 1) return possible.front();
  if (traits.words < kWordsToBeSure) return {};
  const language::Identification found = language::identify(traits.text);
  const bool ours = std::find(possible.begin(), possible.end(), found.tag) != possible.end();
  return ours && found.confidence >= kSure ? found.tag : std::string();
}

}  // namespace hexapla::index
