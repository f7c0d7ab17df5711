#include "pipeline/index/query_terms.h"

#include <unordered_set>

namespace hexapla::index {

std::vector<std::string> query_terms(search::Analyzer& analyzer, std::string_view text) {
  std::vector<search::Token> tokens;
  std::vector<search::HanWord> words;
  analyzer.tokenize(text, tokens);
  std::vector<std::string> out;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string term) {
    if (seen.insert(term).second) out.push_back(std::move(term));
  };
  for (const search::Token& token : tokens) {
    if (token.kind != search::TokenKind::han && !token.form->stop) add(token.form->term);
  }
  analyzer.han_words(tokens, words);
  for (const search::HanWord& word : words) {
    if (word.stop) continue;
    std::string term;
    for (std::size_t i = 0; i < word.count; ++i) term += tokens[word.first + i].form->term;
    add(std::move(term));
  }
  return out;
}

}  // namespace hexapla::index
