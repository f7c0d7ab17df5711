// From a parsed query to Xapian's queries, one a language. Internal to the room.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/search/analyzer.h"
#include "pipeline/index/parser.h"

namespace hexapla::index {

// Builds the query for Blocks of the Analyzer's language. A tree in one language holds terms of
// that language only, so that the trees of several languages can be joined by OR.
class QueryBuilder {
 public:
  // `relaxed`: words that are joined by spaces need not all be there.
  QueryBuilder(const Xapian::Database& db, search::Analyzer& analyzer, bool relaxed);

  // Matches nothing when no Block of the language can match. Throws Error(usage).
  Xapian::Query build(const Node& root);

 private:
  using Query = Xapian::Query;
  // Nothing: the node says nothing in this language (a stop word, an elided article) and is left
  // out.
  std::optional<Query> node(const Node& n, bool keep_stop_words);
  std::optional<Query> group(const Node& n, bool keep_stop_words);
  std::optional<Query> words(const Node& n, bool keep_stop_words);
  std::optional<Query> chinese(const std::vector<search::Token>& tokens, const std::string& prefix,
                               bool keep_stop_words);
  std::optional<Query> phrase(const Node& n);
  std::optional<Query> near(const Node& n);
  std::optional<Query> prefix(const Node& n);
  Query identifier(const Node& n);

  Query sequence(const search::Token* begin, const search::Token* end, const std::string& prefix,
                 const std::vector<std::string>* last = nullptr);
  Query word(const search::Token& token, const std::string& prefix);
  Query character(std::string_view c, const std::string& prefix);
  std::string term_prefix(const Node& n) const;
  // All terms that words beginning with `start` have.
  std::vector<std::string> expand(const std::string& prefix, std::string_view start);
  // The single term of a group's words, for the bonus that words in the order of the query get.
  void add_plain_term(const Node& n, std::vector<std::string>& terms, bool& plain);

  const Xapian::Database& db_;
  search::Analyzer& analyzer_;
  bool relaxed_;
  // What one query may cost: phrases that are compared word by word, terms a wildcard may stand
  // for.
  int phrases_left_;
  std::size_t most_expanded_;
  std::vector<search::Token> tokens_;
};

}  // namespace hexapla::index
