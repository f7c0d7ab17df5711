#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

#include "pipeline/index/answer.h"
#include "pipeline/index/collect.h"
#include "pipeline/index/expansion.h"
#include "pipeline/index/filter.h"
#include "pipeline/index/highlight.h"
#include "pipeline/index/index.h"
#include "pipeline/index/index_reader.h"
#include "pipeline/index/plan.h"
#include "pipeline/index/query_builder.h"
#include "pipeline/index/query_terms.h"
#include "pipeline/index/replace_synonyms.h"
#include "pipeline/index/sequence.h"
#include "pipeline/index/suggest.h"
#include "pipeline/index/terms.h"
#include "pipeline/index/translations.h"

namespace hexapla::index {
namespace {

// With fewer Blocks that have all words, Blocks that have some are shown too.
constexpr std::size_t kEnough = 10;
// A query of so many words is a description, not a demand that every word be there.
constexpr std::size_t kDescription = 4;
// Of longer queries that find something only by parts no word is said to be misspelt.
constexpr std::size_t kMostCorrected = 5;
// Partial matches below this part of the best score are noise.
constexpr double kPartial = 0.4;
// Blocks reached through translated words stand behind the others.
constexpr double kBehind = 0.8;
constexpr double kAfter = 0.99;

Xapian::Query tree_of(const Plan& plan, const std::vector<std::string>& langs, bool relaxed,
                      IndexReader& reader) {
  std::vector<Xapian::Query> trees;
  for (const std::string& lang : langs) {
    Xapian::Query tree =
        QueryBuilder(reader.db(), reader.analyzer(lang), relaxed).build(plan.parsed.root);
    if (tree.empty()) continue;
    // Exact terms are in every tree: each Block is to match in the tree of its own language only.
    // Words are in no other tree anyway.
    if (plan.traits.exact) {
      tree = Xapian::Query(Xapian::Query::OP_FILTER, tree, Xapian::Query(term(exact::kLang, lang)));
    }
    trees.push_back(std::move(tree));
  }
  return Xapian::Query(Xapian::Query::OP_OR, trees.begin(), trees.end());
}

void collect(const Xapian::Query& query, IndexReader& reader, Collector& collector) {
  if (!query.empty()) {
    Xapian::Enquire enquire(reader.db());
    enquire.set_query(query);
    enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    enquire.add_matchspy(&collector);
    // All matches are looked at: counts and facets are exact.
    enquire.get_mset(0, 1, reader.db().get_doccount());
  }
  collector.finish();
}

// Blocks whose words are just those of the query as typed, in any of the languages; ascending.
std::vector<Xapian::docid> said_just_so(const std::string& query,
                                        const std::vector<std::string>& langs,
                                        IndexReader& reader) {
  std::vector<Xapian::docid> out;
  std::vector<search::Token> tokens;
  std::string word;
  std::string sequence;
  for (const std::string& lang : langs) {
    reader.analyzer(lang).tokenize(query, tokens);
    sequence.clear();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      term_of(tokens, i, word_prefix(lang), word);
      append_word(sequence, word);
    }
    if (sequence.empty()) continue;
    const std::string whole = whole_term(sequence);
    for (auto it = reader.db().postlist_begin(whole); it != reader.db().postlist_end(whole); ++it)
      out.push_back(*it);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Blocks that say just what was typed stand before those that say more.
void put_first(std::vector<Match>& matches) {
  double best = 0.0;
  bool any = false;
  for (const Match& m : matches) {
    best = std::max(best, m.score);
    any = any || m.whole;
  }
  if (!any) return;
  for (Match& m : matches) m.score += m.whole ? best : 0.0;
}

// When a query that may be in several languages matches in one of them only, it was in that one.
std::string only_language(const Plan& plan, const Collector& collector) {
  std::string out;
  for (const std::string& lang : collector.direct_langs()) {
    if (plan.traits.script == text::Script::none || script_of_language(lang) != plan.traits.script)
      continue;
    if (!out.empty()) return {};
    out = lang;
  }
  return out;
}

}  // namespace

std::string_view name(Why why) {
  switch (why) {
    case Why::words:
      return "words";
    case Why::identifier:
      return "identifier";
    case Why::row:
      return "row";
    case Why::expansion:
      return "expansion";
  }
  return "words";
}

struct Searcher::State {
  explicit State(const std::filesystem::path& path) : reader(path) {}

  IndexReader reader;
  std::optional<Translations> translations;
  Synonyms synonyms;
  // What marks() knows of the query that it was last asked for: a page asks for one many times.
  struct Marked {
    std::string query;
    std::uint64_t state = 0;  // of the reader, 0 for none
    Plan plan;
    std::vector<std::string> from;  // languages whose words are translated
  } marked;

  const Translations* known() const { return translations ? &*translations : nullptr; }
  std::unique_ptr<Collector> collected(const Query& query, const Plan& plan,
                                       const std::vector<std::string>& langs,
                                       const std::vector<Xapian::docid>& whole, bool relaxed);
  Results search(const Query& query);
  void add_expansion(const Query& query, const Plan& plan, std::vector<Match>& matches,
                     double behind);
  std::vector<Span> marks(std::string_view query, std::string_view text, std::string_view lang);
};

std::unique_ptr<Collector> Searcher::State::collected(const Query& query, const Plan& plan,
                                                      const std::vector<std::string>& langs,
                                                      const std::vector<Xapian::docid>& whole,
                                                      bool relaxed) {
  auto out = std::make_unique<Collector>(reader.blocks(), plan.lang, query.facets, whole);
  collect(tree_of(plan, langs, relaxed, reader), reader, *out);
  return out;
}

Results Searcher::State::search(const Query& query) {
  Plan plan = plan_of(query, synonyms, reader);
  const std::vector<Xapian::docid> whole = said_just_so(query.text, reader.langs(), reader);
  std::unique_ptr<Collector> found = collected(query, plan, plan.langs, whole, false);
  if (found->matches().empty() && plan.langs.size() < reader.langs().size()) {
    std::unique_ptr<Collector> wider = collected(query, plan, reader.langs(), whole, false);
    if (!wider->matches().empty()) {
      plan.langs = reader.langs();
      plan.query_lang.clear();
      found = std::move(wider);
    }
  }
  if (plan.query_lang.empty()) plan.query_lang = only_language(plan, *found);
  plan.from = spoken(plan, reader, known());

  Results out;
  out.notes = plan.parsed.notes;
  out.query_lang = plan.query_lang;
  out.langs = plan.langs;

  std::vector<Match> matches = found->take();
  double behind = 0.0;  // where what translations reach begins, in scores
  for (const Match& m : matches) behind = behind == 0.0 ? m.score : std::min(behind, m.score);
  const std::size_t complete = matches.size();
  const std::size_t words = meaningful_words(plan, reader);
  const bool few = complete == 0 || (complete < kEnough && words >= kDescription);
  if (few && words > 1) {
    const bool translated = query.expand && translations;
    std::unique_ptr<Collector> partial =
        collected(query, plan, translated ? partly(plan, *translations) : plan.langs, whole, true);
    if (partial->matches().size() > complete) {
      std::unordered_set<Xapian::docid> all_words;
      for (const Match& m : matches) all_words.insert(m.document());
      matches = partial->take();
      double best = 0.0;
      for (const Match& m : matches) best = std::max(best, m.score);
      std::erase_if(matches, [&](const Match& m) {
        return m.score < kPartial * best && !all_words.contains(m.document());
      });
      // Blocks with all words come first.
      for (Match& m : matches) {
        if (all_words.contains(m.document())) m.score += best;
      }
      behind = kBehind * best;
      out.relaxed = matches.size() > complete;
      found = std::move(partial);
    }
  }
  if (query.expand) add_expansion(query, plan, matches, behind);
  put_first(matches);
  if (matches.empty() || (complete == 0 && words <= kMostCorrected))
    out.did_you_mean = did_you_mean(query.text, plan, reader);
  if (matches.empty() && out.did_you_mean.empty())
    out.did_you_mean = suggest_topic(reader.db(), query.text);
  answer(query, plan, {std::move(matches), *found}, reader, out);
  return out;
}

// Adds the Blocks that translated words reach, all behind a score.
void Searcher::State::add_expansion(const Query& query, const Plan& plan,
                                    std::vector<Match>& matches, double behind) {
  const Node& root = plan.parsed.root;
  if (!translations || !plan.traits.plain || plan.from.empty()) return;
  if (root.kind == Node::Kind::disjunction && plan.traits.exact) return;
  std::vector<Xapian::Query> filters;
  std::vector<Xapian::Query> unwanted;
  for (const Node& child : root.children) {
    if (child.kind == Node::Kind::filter) {
      (child.negated ? unwanted : filters).push_back(filter_query(reader.db(), child));
    } else {
      bool nested = false;
      for_each_wanted(child, [&](const Node& n) { nested |= n.kind == Node::Kind::filter; });
      if (nested) return;
    }
  }

  std::map<Xapian::docid, double> scores;
  for (const std::string& from : plan.from) {
    const std::vector<std::string> terms = query_terms(reader.analyzer(from), plan.traits.text);
    for (const std::string& to : reader.langs()) {
      if (to == from || (!plan.lang.empty() && to != plan.lang)) continue;
      for (const Expanded& e : expand(reader.db(), &*translations, terms, from, to)) {
        double& score = scores[e.document];
        score = std::max(score, e.score);
      }
    }
  }
  if (scores.empty()) return;
  double best = 0.0;
  for (const auto& [document, score] : scores) best = std::max(best, score);
  const double scale = behind > 0.0 ? kAfter * behind / best : 1.0;
  for (Match& m : matches) {
    const auto there = scores.find(m.document());
    if (there == scores.end()) continue;
    m.score = std::max(m.score, scale * there->second);
    scores.erase(there);
  }
  std::vector<Expanded> fresh;
  for (const auto& [document, score] : scores) fresh.push_back({document, scale * score});
  if (fresh.empty()) return;
  Xapian::Query wanted = query_of(std::move(fresh));
  for (const Xapian::Query& filter : filters)
    wanted = Xapian::Query(Xapian::Query::OP_FILTER, wanted, filter);
  for (const Xapian::Query& filter : unwanted)
    wanted = Xapian::Query(Xapian::Query::OP_AND_NOT, wanted, filter);
  Collector expanded(reader.blocks(), plan.lang, query.facets, {}, Via::expansion);
  collect(wanted, reader, expanded);
  const std::vector<Match>& more = expanded.matches();
  matches.insert(matches.end(), more.begin(), more.end());
}

// The query's words where they stand, else their translations.
std::vector<Span> Searcher::State::marks(std::string_view query, std::string_view text,
                                         std::string_view lang) {
  search::Analyzer& in = reader.analyzer(lang.empty() ? "und" : lang);
  if (marked.state != reader.state() || marked.query != query) {
    marked = {};
    marked.plan.parsed = parse_query(query);
    replace_synonyms(synonyms, marked.plan.parsed);
    marked.plan.traits = traits_of(marked.plan.parsed);
    marked.plan.query_lang = recognise(marked.plan.traits);
    if (translations && marked.plan.traits.plain)
      marked.from = spoken(marked.plan, reader, known());
    marked.query = query;
    marked.state = reader.state();
  }
  std::vector<Span> out = highlight(marked.plan.parsed, text, in);
  if (!out.empty()) return out;
  std::vector<std::string> wanted;
  for (const std::string& from : marked.from) {
    const std::vector<std::string> terms =
        query_terms(reader.analyzer(from), marked.plan.traits.text);
    for (std::string& t : translated_terms(known(), terms, from, in.lang()))
      wanted.push_back(std::move(t));
  }
  return wanted.empty() ? out : highlight_terms(wanted, text, in);
}

Searcher::Searcher(const std::filesystem::path& path, const std::filesystem::path& lexicon)
    : state_(std::make_unique<State>(path)) {
  if (!lexicon.empty()) state_->translations = Translations::open(lexicon / kTranslationsFile);
}

Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

void Searcher::use(Synonyms synonyms) {
  state_->synonyms = std::move(synonyms);
  state_->marked = {};
}

Results Searcher::search(const Query& query) const {
  return state_->reader.consistently([&] { return state_->search(query); });
}

std::vector<Span> Searcher::highlights(std::string_view query, std::string_view text,
                                       std::string_view lang) const {
  return state_->reader.consistently([&] { return state_->marks(query, text, lang); });
}

std::size_t Searcher::block_count() const {
  return state_->reader.consistently(
      [&] { return static_cast<std::size_t>(state_->reader.db().get_doccount()); });
}

}  // namespace hexapla::index
