#include "pipeline/index/topics.h"

#include <algorithm>

#include "analyzers/text/fold.h"

namespace hexapla::index {
namespace {

constexpr std::size_t kLongestName = 12;

}  // namespace

std::string topic_key(std::string_view label) {
  const std::string folded = text::folded(
      label, text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan);
  std::string out;
  for (const char c : folded) {
    if (static_cast<unsigned char>(c) > ' ') {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

const TopicFinder::Names& TopicFinder::names(const std::string& lang) {
  const auto [it, fresh] = names_.try_emplace(lang);
  if (!fresh) return it->second;
  search::Analyzer analyzer(lang);
  std::vector<search::Token> tokens;
  for (std::size_t c = 0; c < thesaurus_.concepts.size(); ++c) {
    const auto labels = thesaurus_.concepts[c].labels.find(lang);
    if (labels == thesaurus_.concepts[c].labels.end()) continue;
    for (const std::string& label : labels->second) {
      analyzer.tokenize(label, tokens);
      // A name of function words or of one Chinese character would be found everywhere.
      const bool weak =
          std::all_of(tokens.begin(), tokens.end(), [](const auto& t) { return t.form->stop; }) ||
          (tokens.size() == 1 && tokens[0].kind == search::TokenKind::han);
      if (weak || tokens.size() > kLongestName) continue;
      Name name{{}, c};
      for (const search::Token& t : tokens) name.terms.push_back(t.form->term);
      it->second[name.terms.front()].push_back(std::move(name));
    }
  }
  for (auto& [first, list] : it->second) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Name& a, const Name& b) { return a.terms.size() > b.terms.size(); });
  }
  return it->second;
}

std::vector<std::size_t> TopicFinder::find(const std::vector<search::Token>& tokens,
                                           const std::string& lang) {
  std::vector<std::size_t> out;
  if (thesaurus_.empty()) return out;
  const Names& known = names(lang);
  for (std::size_t i = 0; i < tokens.size();) {
    const auto found = known.find(tokens[i].form->term);
    std::size_t taken = 0;
    if (found != known.end()) {
      for (const Name& name : found->second) {
        // The longest names, all of one length that fit: one label may name several concepts.
        if (taken > name.terms.size()) break;
        if (i + name.terms.size() > tokens.size()) continue;
        const bool here = std::equal(
            name.terms.begin(), name.terms.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
            [](const std::string& t, const search::Token& token) { return t == token.form->term; });
        if (!here) continue;
        taken = name.terms.size();
        out.push_back(name.topic);
      }
    }
    i += std::max<std::size_t>(1, taken);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace hexapla::index
