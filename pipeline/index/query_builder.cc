#include "pipeline/index/query_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/index/filter.h"
#include "pipeline/index/sequence.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

using search::Token;
using search::TokenKind;

// A wildcard or a single Chinese character may stand for so many terms, the most frequent first.
constexpr std::size_t kMostExpanded = 3000;
// Of one query in one language so many phrases are compared word by word; of further ones all words
// must be there.
constexpr int kMostPhrases = 32;
// Chinese words of one expression, the first ones.
constexpr std::size_t kMostHanWords = 200;
// Longer phrases are compared by their beginning.
constexpr std::size_t kLongestPhrase = 200;
// A Block that bears an identifier before the Blocks that cite it.
constexpr double kOwnWeight = 4.0;
constexpr double kInOrderWeight = 0.5;
// A Chinese expression up to this length is looked for as it stands, a longer one by its words.
constexpr std::size_t kLongestHanUnit = 8;

bool is_han(const Token& t) {
  return t.kind == TokenKind::han;
}

Xapian::Query synonyms(const std::vector<std::string>& terms) {
  if (terms.empty()) return Xapian::Query();
  if (terms.size() == 1) return Xapian::Query(terms.front());
  return Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
}

}  // namespace

QueryBuilder::QueryBuilder(const Xapian::Database& db, search::Analyzer& analyzer, bool relaxed)
    : db_(db),
      analyzer_(analyzer),
      relaxed_(relaxed),
      phrases_left_(kMostPhrases),
      most_expanded_(kMostExpanded) {}

Xapian::Query QueryBuilder::build(const Node& root) {
  std::size_t wildcards = 0;
  for_each_wanted(root, [&](const Node& n) { wildcards += n.kind == Node::Kind::prefix ? 1 : 0; });
  most_expanded_ = kMostExpanded / std::max<std::size_t>(1, wildcards);
  if (auto query = node(root, false)) return *query;
  if (auto query = node(root, true)) return *query;
  return Query();
}

std::string QueryBuilder::term_prefix(const Node& n) const {
  return n.field == Field::title ? title_prefix(analyzer_.lang()) : word_prefix(analyzer_.lang());
}

std::optional<Xapian::Query> QueryBuilder::node(const Node& n, bool keep_stop_words) {
  switch (n.kind) {
    case Node::Kind::words:
      return words(n, keep_stop_words);
    case Node::Kind::phrase:
      return phrase(n);
    case Node::Kind::prefix:
      return prefix(n);
    case Node::Kind::identifier:
      return identifier(n);
    case Node::Kind::filter:
      return filter_query(db_, n);
    case Node::Kind::near:
      return near(n);
    case Node::Kind::all:
    case Node::Kind::conjunction:
    case Node::Kind::disjunction:
      return group(n, keep_stop_words);
  }
  return std::nullopt;
}

std::optional<Xapian::Query> QueryBuilder::group(const Node& n, bool keep_stop_words) {
  std::vector<Query> wanted;
  std::vector<Query> filters;
  std::vector<Query> unwanted;
  std::vector<std::string> plain_terms;
  bool plain = n.kind == Node::Kind::all && !relaxed_;
  for (const Node& child : n.children) {
    std::optional<Query> query = node(child, keep_stop_words || child.negated);
    // Inside a group stop words count only when there is nothing else.
    if (!query) continue;
    if (child.negated) {
      unwanted.push_back(std::move(*query));
    } else if (child.kind == Node::Kind::filter && n.kind != Node::Kind::disjunction) {
      filters.push_back(std::move(*query));
    } else {
      if (plain) add_plain_term(child, plain_terms, plain);
      wanted.push_back(std::move(*query));
    }
  }
  if (wanted.empty() && filters.empty()) return std::nullopt;

  Query out;
  if (!wanted.empty()) {
    const bool any = n.kind == Node::Kind::disjunction || (n.kind == Node::Kind::all && relaxed_);
    out = Query(any ? Query::OP_OR : Query::OP_AND, wanted.begin(), wanted.end());
    if (plain && plain_terms.size() > 1 && plain_terms.size() <= 8) {
      std::vector<Alternatives> parts;
      for (const std::string& t : plain_terms) parts.push_back({t});
      const Query together = phrase_query(parts, slot::kSequence);
      out =
          Query(Query::OP_AND_MAYBE, out, Query(Query::OP_SCALE_WEIGHT, together, kInOrderWeight));
    }
  }
  for (const Query& filter : filters)
    out = wanted.empty() && out.empty() ? filter : Query(Query::OP_FILTER, out, filter);
  for (const Query& query : unwanted) out = Query(Query::OP_AND_NOT, out, query);
  return out;
}

void QueryBuilder::add_plain_term(const Node& n, std::vector<std::string>& terms, bool& plain) {
  plain = false;
  if (n.kind != Node::Kind::words || n.field != Field::none) return;
  analyzer_.tokenize(n.text, tokens_);
  if (tokens_.size() != 1 || is_han(tokens_[0])) return;
  plain = true;
  terms.push_back(term(term_prefix(n), tokens_[0].form->term));
}

std::optional<Xapian::Query> QueryBuilder::words(const Node& n, bool keep_stop_words) {
  analyzer_.tokenize(n.text, tokens_);
  if (tokens_.empty()) return std::nullopt;
  const std::string prefix = term_prefix(n);
  if (!keep_stop_words &&
      std::all_of(tokens_.begin(), tokens_.end(), [](const Token& t) { return t.form->stop; })) {
    return std::nullopt;
  }
  const std::size_t han =
      static_cast<std::size_t>(std::count_if(tokens_.begin(), tokens_.end(), is_han));
  if (han == tokens_.size() || (han > 0 && tokens_.size() > kLongestHanUnit)) {
    return chinese(tokens_, prefix, keep_stop_words);
  }
  return sequence(tokens_.data(), tokens_.data() + tokens_.size(), prefix);
}

// Chinese is written without spaces: what was typed is cut into words, which are looked for by
// their characters, so that another segmentation of the text does not hide them; where the text has
// them as words they count more.
std::optional<Xapian::Query> QueryBuilder::chinese(const std::vector<Token>& tokens,
                                                   const std::string& prefix,
                                                   bool keep_stop_words) {
  std::vector<search::HanWord> found;
  analyzer_.han_words(tokens, found);
  const std::string dictionary =
      prefix.ends_with(':') ? std::string() : han_word_prefix(analyzer_.lang());
  std::vector<Query> parts;
  const auto bonus = [&](std::size_t first, std::size_t count, const Query& characters) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += tokens[first + i].form->term;
    if (dictionary.empty()) return characters;
    return Query(Query::OP_AND_MAYBE, characters, Query(term(dictionary, text)));
  };
  std::size_t at = 0;
  std::size_t word = 0;
  bool dropped = false;
  while (at < tokens.size() && parts.size() < kMostHanWords) {
    if (word < found.size() && found[word].first == at) {
      const search::HanWord& w = found[word++];
      at += w.count;
      if (w.stop && !keep_stop_words) {
        dropped = true;
        continue;
      }
      parts.push_back(
          bonus(w.first, w.count, sequence(&tokens[w.first], &tokens[w.first] + w.count, prefix)));
      continue;
    }
    // No dictionary word begins here: up to the next one, or to the end of the run, the characters
    // stay together.
    const std::size_t first = at;
    const bool chinese = is_han(tokens[at]);
    const std::size_t limit = word < found.size() ? found[word].first : tokens.size();
    bool stop = true;
    do {
      stop = stop && tokens[at].form->stop;
      ++at;
    } while (at < limit && chinese && is_han(tokens[at]) && !tokens[at - 1].run_end &&
             !tokens[at].form->stop && !tokens[at - 1].form->stop);
    if (stop && !keep_stop_words) {
      dropped = true;
      continue;
    }
    parts.push_back(sequence(&tokens[first], tokens.data() + at, prefix));
  }
  if (parts.empty()) return std::nullopt;
  Query out(relaxed_ ? Query::OP_OR : Query::OP_AND, parts.begin(), parts.end());
  if (parts.size() > 1 && !dropped && !relaxed_ && tokens.size() <= 3 * kLongestHanUnit) {
    const Query whole = sequence(tokens.data(), tokens.data() + tokens.size(), prefix);
    out = Query(Query::OP_AND_MAYBE, out, Query(Query::OP_SCALE_WEIGHT, whole, kInOrderWeight));
  }
  return out;
}

std::optional<Xapian::Query> QueryBuilder::phrase(const Node& n) {
  analyzer_.tokenize(n.text, tokens_);
  if (tokens_.empty()) return std::nullopt;
  return sequence(tokens_.data(), tokens_.data() + tokens_.size(), term_prefix(n));
}

Xapian::Query QueryBuilder::word(const Token& token, const std::string& prefix) {
  std::vector<std::string> terms = {term(prefix, token.form->term)};
  if (token.kind != TokenKind::word) return synonyms(terms);
  const auto add_written_together = [&](std::string_view word) {
    for (const std::string& variant : analyzer_.forms().with_clitics(word)) {
      std::string t = term(prefix, variant);
      if (db_.term_exists(t)) terms.push_back(std::move(t));
    }
  };
  add_written_together(token.form->term);
  // A beginning is a word of its own where the index has the rest more often than the whole.
  const auto rests = analyzer_.forms().without_clitic(token.form->term);
  const Xapian::doccount whole = rests.empty() ? 0 : db_.get_termfreq(terms.front());
  for (const std::string& rest : rests) {
    std::string t = term(prefix, rest);
    if (db_.get_termfreq(t) <= whole) continue;
    terms.push_back(std::move(t));
    add_written_together(rest);
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return synonyms(terms);
}

Xapian::Query QueryBuilder::character(std::string_view c, const std::string& prefix) {
  return synonyms(expand(prefix, c));
}

// Tokens that follow each other in the text as they do here. `last` replaces the last token by
// several terms.
Xapian::Query QueryBuilder::sequence(const Token* begin, const Token* end,
                                     const std::string& prefix,
                                     const std::vector<std::string>* last) {
  end = std::min(end, begin + kLongestPhrase);
  if (last == nullptr && end - begin == 1) {
    return is_han(*begin) ? character(begin->form->term, prefix) : word(*begin, prefix);
  }
  std::vector<Alternatives> parts;
  for (const Token* t = begin; t != end; ++t) {
    const bool at_end = t + 1 == end;
    if (at_end && last != nullptr) {
      if (last->empty()) return Query();
      parts.push_back(*last);
    } else if (!is_han(*t)) {
      parts.push_back({term(prefix, t->form->term)});
    } else if (!at_end && is_han(t[1]) && !t->run_end) {
      parts.push_back({term(prefix, t->form->term + t[1].form->term)});
    } else if (!at_end) {
      parts.push_back({term(prefix, t->form->term)});
    } else if (t == begin || !is_han(t[-1]) || t[-1].run_end) {
      // A single character ends the phrase: whatever follows it in the text is welcome.
      parts.push_back(expand(prefix, t->form->term));
      if (parts.back().empty()) return Query();
    }
  }
  if (parts.size() == 1) return synonyms(parts.front());
  if (phrases_left_ > 0) {
    --phrases_left_;
    return phrase_query(parts, prefix.ends_with(':') ? slot::kTitleSequence : slot::kSequence);
  }
  std::vector<Query> all;
  for (const Alternatives& part : parts) all.push_back(synonyms(part));
  return Query(Query::OP_AND, all.begin(), all.end());
}

std::optional<Xapian::Query> QueryBuilder::near(const Node& n) {
  std::vector<std::string> terms;
  for (const Node& child : n.children) {
    analyzer_.tokenize(child.text, tokens_);
    const std::string prefix = term_prefix(child);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      std::string t = tokens_[i].form->term;
      if (is_han(tokens_[i]) && !tokens_[i].run_end && i + 1 < tokens_.size()) {
        t += tokens_[i + 1].form->term;
      } else if (is_han(tokens_[i]) && i > 0 && is_han(tokens_[i - 1]) && !tokens_[i - 1].run_end) {
        continue;  // the bigram before has it
      }
      terms.push_back(term(prefix, t));
    }
  }
  if (terms.empty()) return std::nullopt;
  if (terms.size() == 1) return Query(terms.front());
  const std::size_t window =
      n.distance * (n.children.size() - 1) + 1 + (terms.size() - n.children.size());
  return near_query(
      terms, std::max(window, terms.size()),
      n.children.front().field == Field::title ? slot::kTitleSequence : slot::kSequence);
}

std::optional<Xapian::Query> QueryBuilder::prefix(const Node& n) {
  analyzer_.tokenize(n.text, tokens_);
  if (tokens_.empty()) return std::nullopt;
  const std::string prefix = term_prefix(n);
  const Token& last = tokens_.back();
  // Chinese words have no endings: the characters as they are find every longer word.
  if (is_han(last)) return sequence(tokens_.data(), tokens_.data() + tokens_.size(), prefix);
  if (last.kind == TokenKind::word && text::count_code_points(last.form->folded) < 2) {
    constexpr std::size_t kShown = 60;  // bytes of what may be a whole page
    const std::string shown = n.text.size() <= kShown
                                  ? n.text
                                  : n.text.substr(0, text::code_point_start(n.text, kShown)) + "…";
    throw Error(ErrorKind::usage, "", fmt::format("query, byte {}", n.place.begin),
                fmt::format("'{}*' stands for too many words", shown),
                "write at least two letters before the asterisk");
  }
  const std::vector<std::string> terms = expand(prefix, last.form->folded);
  if (tokens_.size() == 1) return synonyms(terms);
  return sequence(tokens_.data(), tokens_.data() + tokens_.size(), prefix, &terms);
}

std::vector<std::string> QueryBuilder::expand(const std::string& prefix, std::string_view start) {
  std::set<std::string> found;
  const std::string from = prefix + std::string(start);
  for (auto it = db_.allterms_begin(from); it != db_.allterms_end(from); ++it) found.insert(*it);
  // Words as written stand beside their stems; titles share the vocabulary of the texts.
  std::string vocabulary = prefix;
  if (vocabulary.ends_with(':')) vocabulary.pop_back();
  const std::string words = vocabulary + std::string(start);
  for (auto key = db_.synonym_keys_begin(words); key != db_.synonym_keys_end(words); ++key) {
    for (auto stem = db_.synonyms_begin(*key); stem != db_.synonyms_end(*key); ++stem) {
      std::string t = prefix + (*stem).substr(vocabulary.size());
      if (!found.contains(t) && db_.term_exists(t)) found.insert(std::move(t));
    }
  }
  std::vector<std::string> out(found.begin(), found.end());
  if (out.size() > most_expanded_) {
    std::vector<std::pair<Xapian::doccount, std::string>> ranked;
    for (std::string& t : out) ranked.emplace_back(db_.get_termfreq(t), std::move(t));
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    out.clear();
    for (std::size_t i = 0; i < most_expanded_; ++i) out.push_back(std::move(ranked[i].second));
  }
  return out;
}

Xapian::Query QueryBuilder::identifier(const Node& n) {
  for (const std::string& key : asked_keys(n.canonical)) {
    const std::string own = term(exact::kOwn, key);
    const std::string cites = term(exact::kCites, key);
    if (!db_.term_exists(own) && !db_.term_exists(cites)) continue;
    return Query(Query::OP_OR, Query(Query::OP_SCALE_WEIGHT, Query(own), kOwnWeight), Query(cites));
  }
  // Nothing bears or cites it: it may still stand in a text.
  analyzer_.tokenize(n.text, tokens_);
  if (tokens_.empty()) return Query();
  return sequence(tokens_.data(), tokens_.data() + tokens_.size(), word_prefix(analyzer_.lang()));
}

}  // namespace hexapla::index
