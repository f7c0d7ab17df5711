#include "pipeline/index/highlight.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "analyzers/references/references.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

using search::Token;
using search::TokenKind;

constexpr int kUnknown = -1;

// The query's words by number, and the sequences of them that are looked for.
struct Wanted {
  std::unordered_map<std::string, int> numbers;
  std::vector<std::vector<int>> sequences;
  std::vector<std::string> prefixes;     // of folded words
  std::vector<std::string> identifiers;  // keys

  int number(const std::string& term) {
    return numbers.emplace(term, static_cast<int>(numbers.size())).first->second;
  }
};

class Gatherer {
 public:
  Gatherer(search::Analyzer& analyzer, bool stop_words)
      : analyzer_(analyzer), stop_words_(stop_words) {}

  void leaf(const Node& n, Wanted& out) {
    if (n.kind == Node::Kind::filter) {
      if (n.field == Field::cites || n.field == Field::symbol) identifier(n.text, out);
      return;
    }
    if (n.kind == Node::Kind::identifier) {
      for (const std::string& asked : asked_keys(n.canonical)) {
        for (std::string& key : identifier_keys(asked)) out.identifiers.push_back(std::move(key));
      }
    }
    analyzer_.tokenize(n.text, tokens_);
    if (tokens_.empty()) return;
    if (n.kind == Node::Kind::prefix && tokens_.back().kind != TokenKind::han) {
      out.prefixes.push_back(tokens_.back().form->folded);
      return;
    }
    const bool han = std::any_of(tokens_.begin(), tokens_.end(),
                                 [](const Token& t) { return t.kind == TokenKind::han; });
    if (n.kind == Node::Kind::words && han) {
      chinese(out);
      return;
    }
    if (n.kind == Node::Kind::words && !stop_words_ &&
        std::all_of(tokens_.begin(), tokens_.end(), [](const Token& t) { return t.form->stop; })) {
      return;
    }
    if (n.kind == Node::Kind::words && tokens_.size() == 1) {
      const std::string term = tokens_.front().form->term;
      out.sequences.push_back({out.number(term)});
      for (const std::string& variant : analyzer_.forms().with_clitics(term)) {
        out.sequences.push_back({out.number(variant)});
      }
      for (const std::string& rest : analyzer_.forms().without_clitic(term))
        out.sequences.push_back({out.number(rest)});
      return;
    }
    add(tokens_.data(), tokens_.data() + tokens_.size(), out);
  }

 private:
  void identifier(std::string_view typed, Wanted& out) {
    const std::string canonical = references::canonical_form(typed);
    for (std::string& key :
         identifier_keys(canonical.empty() ? typed : std::string_view(canonical))) {
      out.identifiers.push_back(std::move(key));
    }
  }

  void add(const Token* begin, const Token* end, Wanted& out) {
    std::vector<int> sequence;
    for (const Token* t = begin; t != end; ++t) sequence.push_back(out.number(t->form->term));
    if (!sequence.empty()) out.sequences.push_back(std::move(sequence));
  }

  // Dictionary words whole; what lies between them, characters that belong together, whole as well.
  void chinese(Wanted& out) {
    std::vector<search::HanWord> words;
    analyzer_.han_words(tokens_, words);
    std::size_t at = 0;
    std::size_t word = 0;
    while (at < tokens_.size()) {
      std::size_t end = at + 1;
      bool stop = tokens_[at].form->stop;
      if (word < words.size() && words[word].first == at) {
        end = at + words[word].count;
        stop = words[word++].stop;
      } else if (tokens_[at].kind == TokenKind::han && !stop) {
        const std::size_t limit = word < words.size() ? words[word].first : tokens_.size();
        while (end < limit && tokens_[end].kind == TokenKind::han && !tokens_[end - 1].run_end &&
               !tokens_[end].form->stop) {
          ++end;
        }
      }
      if (!stop || stop_words_) add(&tokens_[at], tokens_.data() + end, out);
      at = end;
    }
  }

  search::Analyzer& analyzer_;
  bool stop_words_;
  std::vector<Token> tokens_;
};

// Occurrences of `pattern` in `text` by Knuth, Morris and Pratt.
template <class Report>
void occurrences(const std::vector<int>& pattern, const std::vector<int>& text,
                 const Report& report) {
  std::vector<std::size_t> border(pattern.size() + 1, 0);
  for (std::size_t i = 1, k = 0; i < pattern.size(); ++i) {
    while (k > 0 && pattern[i] != pattern[k]) k = border[k];
    if (pattern[i] == pattern[k]) ++k;
    border[i + 1] = k;
  }
  for (std::size_t i = 0, k = 0; i < text.size(); ++i) {
    while (k > 0 && (k == pattern.size() || text[i] != pattern[k])) k = border[k];
    if (text[i] == pattern[k]) ++k;
    if (k == pattern.size()) report(i + 1 - k, i + 1);
  }
}

void join(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  std::size_t kept = 0;
  for (const Span& span : spans) {
    if (kept > 0 && span.begin <= spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    } else {
      spans[kept++] = span;
    }
  }
  spans.resize(kept);
}

}  // namespace

std::vector<Span> highlight(const ParsedQuery& query, std::string_view text,
                            search::Analyzer& analyzer) {
  Wanted wanted;
  for (const bool stop_words : {false, true}) {
    Gatherer gatherer(analyzer, stop_words);
    for_each_wanted(query.root, [&](const Node& n) { gatherer.leaf(n, wanted); });
    if (!wanted.sequences.empty() || !wanted.prefixes.empty() || !wanted.identifiers.empty()) break;
  }

  std::vector<Span> out;
  if (!wanted.identifiers.empty()) {
    for (const references::Reference& reference : references::find(text, analyzer.lang())) {
      const bool asked = std::any_of(
          reference.canonical.begin(), reference.canonical.end(), [&](const std::string& c) {
            const std::vector<std::string> keys = identifier_keys(c);
            return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
              return std::find(wanted.identifiers.begin(), wanted.identifiers.end(), key) !=
                     wanted.identifiers.end();
            });
          });
      if (asked) out.push_back(reference.span);
    }
  }

  std::vector<Token> tokens;
  analyzer.tokenize(text, tokens);
  std::vector<int> numbers;
  numbers.reserve(tokens.size());
  for (const Token& token : tokens) {
    const auto found = wanted.numbers.find(token.form->term);
    numbers.push_back(found == wanted.numbers.end() ? kUnknown : found->second);
    const bool begins =
        token.kind != TokenKind::han &&
        std::any_of(wanted.prefixes.begin(), wanted.prefixes.end(), [&](const std::string& prefix) {
          return token.form->folded.starts_with(prefix);
        });
    if (begins) out.push_back(token.span);
  }
  // Single words in one pass, longer sequences one by one.
  std::vector<bool> single(wanted.numbers.size(), false);
  for (const std::vector<int>& sequence : wanted.sequences) {
    if (sequence.size() == 1) single[static_cast<std::size_t>(sequence.front())] = true;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (numbers[i] != kUnknown && single[static_cast<std::size_t>(numbers[i])])
      out.push_back(tokens[i].span);
  }
  for (const std::vector<int>& sequence : wanted.sequences) {
    if (sequence.size() < 2) continue;
    occurrences(sequence, numbers, [&](std::size_t from, std::size_t to) {
      out.push_back({tokens[from].span.begin, tokens[to - 1].span.end});
    });
  }
  join(out);
  return out;
}

std::vector<Span> highlight_terms(const std::vector<std::string>& terms, std::string_view text,
                                  search::Analyzer& analyzer) {
  const std::unordered_set<std::string_view> wanted(terms.begin(), terms.end());
  std::vector<Span> out;
  std::vector<Token> tokens;
  std::vector<search::HanWord> words;
  analyzer.tokenize(text, tokens);
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::han && wanted.contains(token.form->term))
      out.push_back(token.span);
  }
  analyzer.han_words(tokens, words);
  std::string term;
  for (const search::HanWord& word : words) {
    term.clear();
    for (std::size_t i = 0; i < word.count; ++i) term += tokens[word.first + i].form->term;
    if (wanted.contains(term))
      out.push_back({tokens[word.first].span.begin, tokens[word.first + word.count - 1].span.end});
  }
  join(out);
  return out;
}

}  // namespace hexapla::index
