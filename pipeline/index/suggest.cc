#include "pipeline/index/suggest.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/index/terms.h"
#include "pipeline/index/topics.h"

namespace hexapla::index {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 40;
constexpr std::size_t kShortWord = 5;
// Unknown words of a query for which near ones are looked up.
constexpr int kMostLookedUp = 8;

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    out += c.value;
    at += c.size;
  }
  return out;
}

// Damerau-Levenshtein distance (optimal string alignment), or more than `limit` when it is more.
unsigned distance(const std::u32string& a, const std::u32string& b, unsigned limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  std::vector<unsigned> before(b.size() + 1);
  std::vector<unsigned> above(b.size() + 1);
  std::vector<unsigned> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<unsigned>(i);
    unsigned least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

std::optional<Suggestion> suggest(const Xapian::Database& db, const search::Analyzer& analyzer,
                                  const std::string& folded) {
  const std::u32string typed = decoded(folded);
  if (typed.size() < kShortest || typed.size() > kLongest ||
      text::script_of(typed[0]) == text::Script::han)
    return {};
  const unsigned limit = typed.size() <= kShortWord ? 1 : 2;
  const std::string prefix = word_prefix(analyzer.lang());
  const std::string start = prefix + folded.substr(0, text::decode(folded, 0).size);

  std::optional<Suggestion> best;
  const auto consider = [&](const std::string& word, const std::string& term) {
    // A byte length that far off cannot be near: a letter has at most four bytes.
    if (word.size() > folded.size() + 4 * limit || folded.size() > word.size() + 4 * limit) return;
    const unsigned d = distance(typed, decoded(word), limit);
    if (d > limit || d == 0) return;
    const Xapian::doccount frequency = db.get_termfreq(term);
    if (frequency == 0) return;
    const auto rank = [](const Suggestion& s) {
      return std::make_tuple(s.distance, ~s.frequency, std::string_view(s.word));
    };
    Suggestion found{word, d, frequency};
    if (!best || rank(found) < rank(*best)) best = std::move(found);
  };
  // Words that differ from their stems stand in the vocabulary, the others are terms themselves. A
  // term that is the stem of a word in the vocabulary is no word.
  std::set<std::string> stems;
  for (auto key = db.synonym_keys_begin(start); key != db.synonym_keys_end(start); ++key) {
    for (auto stem = db.synonyms_begin(*key); stem != db.synonyms_end(*key); ++stem) {
      stems.insert(*stem);
      consider((*key).substr(prefix.size()), *stem);
    }
  }
  for (auto it = db.allterms_begin(start); it != db.allterms_end(start); ++it) {
    if (!stems.contains(*it)) consider((*it).substr(prefix.size()), *it);
  }
  if (best) {
    // As texts print it, with its accents.
    const auto printed = db.synonyms_begin(kPrinted + prefix + best->word);
    if (printed != db.synonyms_end(kPrinted + prefix + best->word)) best->word = *printed;
  }
  return best;
}

std::string did_you_mean(const std::string& query, const Plan& plan, IndexReader& reader) {
  std::vector<std::pair<Span, std::string>> changes;
  std::vector<search::Token> tokens;
  int looked_up = 0;
  for_each_wanted(plan.parsed.root, [&](const Node& n) {
    if (n.kind != Node::Kind::words || looked_up >= kMostLookedUp) return;
    std::optional<Suggestion> best;
    bool known = false;
    for (const std::string& lang : plan.langs) {
      search::Analyzer& in = reader.analyzer(lang);
      in.tokenize(n.text, tokens);
      if (tokens.size() != 1 || tokens[0].kind != search::TokenKind::word) {
        known = true;  // several words, or none: nothing to suggest for
        break;
      }
      known = known || reader.db().term_exists(term(word_prefix(lang), tokens[0].form->term));
    }
    if (known) return;
    ++looked_up;
    for (const std::string& lang : plan.langs) {
      search::Analyzer& in = reader.analyzer(lang);
      in.tokenize(n.text, tokens);
      std::optional<Suggestion> found = suggest(reader.db(), in, tokens[0].form->folded);
      if (!found) continue;
      const bool nearer = !best || found->distance < best->distance ||
                          (found->distance == best->distance && found->frequency > best->frequency);
      if (nearer) best = std::move(found);
    }
    if (best) changes.emplace_back(n.place, best->word);
  });
  std::string out;
  std::size_t at = 0;
  for (const auto& [place, word] : changes) {
    out += query.substr(at, place.begin - at) + word;
    at = place.end;
  }
  return changes.empty() ? out : out + query.substr(at);
}

std::string suggest_topic(const Xapian::Database& db, std::string_view typed) {
  const std::string key = topic_key(typed);
  if (key.size() > 100 || key.empty()) return {};
  const std::u32string wanted = decoded(key);
  if (wanted.size() < kShortest || text::script_of(wanted[0]) == text::Script::han) return {};
  std::string best;
  unsigned least = wanted.size() <= kShortWord ? 1 : 2;
  const std::string start = topic::kKey + key.substr(0, text::decode(key, 0).size);
  for (auto it = db.metadata_keys_begin(start); it != db.metadata_keys_end(start); ++it) {
    const unsigned d = distance(wanted, decoded((*it).substr(topic::kKey.size())), least);
    if (d == 0 || d > least || (d == least && !best.empty())) continue;
    const std::string line = db.get_metadata(*it);
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    best = line.substr(tab + 1, line.find('\n') - tab - 1);
    least = d;
  }
  return best;
}

}  // namespace hexapla::index
