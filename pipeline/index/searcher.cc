#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/search/analyzer.h"
#include "analyzers/text/utf8.h"
#include "pipeline/document/document.h"
#include "pipeline/index/collect.h"
#include "pipeline/index/expansion.h"
#include "pipeline/index/filter.h"
#include "pipeline/index/highlight.h"
#include "pipeline/index/index.h"
#include "pipeline/index/parser.h"
#include "pipeline/index/query_builder.h"
#include "pipeline/index/query_terms.h"
#include "pipeline/index/query_traits.h"
#include "pipeline/index/record.h"
#include "pipeline/index/replace_synonyms.h"
#include "pipeline/index/suggest.h"
#include "pipeline/index/terms.h"
#include "pipeline/index/translations.h"
#include "pipeline/index/xapian_error.h"

namespace hexapla::index {
namespace {

// A Writer that commits this often while one query runs is no ordinary Writer.
constexpr int kMostReopenings = 20;
// With fewer Blocks that have all words, Blocks that have some are shown too.
constexpr std::size_t kEnough = 10;
// A query of so many words is a description, not a demand that every word be there.
constexpr std::size_t kDescription = 4;
// Partial matches below this part of the best score are noise.
constexpr double kPartial = 0.4;
// Unknown words of a query for which near ones are looked up.
constexpr int kMostLookedUp = 8;
// Blocks reached through translated words stand behind the others.
constexpr double kBehind = 0.8;
constexpr double kAfter = 0.99;

struct Plan {
  ParsedQuery parsed;
  Traits traits;
  std::string lang;  // the answer's language, empty for all
  std::string query_lang;
  std::vector<std::string> langs;  // searched
  std::vector<std::string> from;   // languages whose words are translated: what the query may be in
};

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
  std::filesystem::path path;
  Xapian::Database db;
  std::optional<Translations> translations;
  Synonyms synonyms;
  std::vector<std::string> langs;  // of the Blocks in the index
  std::map<std::string, search::Analyzer, std::less<>> analyzers;
  std::unordered_map<Xapian::docid, std::string> keys;  // of Works, by their first document

  void open() {
    db = Xapian::Database(path.string());
    const std::string format = db.get_metadata("format");
    if (format != kFormat) {
      throw Error(ErrorKind::environment, path.string(), "",
                  "the index has another format (" + format + ")",
                  "'hexapla reindex' makes it anew from the catalogue");
    }
    refresh();
  }

  void refresh() {
    keys.clear();
    langs.clear();
    const std::string prefix(exact::kLang);
    for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it) {
      langs.push_back((*it).substr(prefix.size()));
    }
  }

  // Runs `action` on one committed state.
  template <class Action>
  auto consistently(Action&& action) {
    return guarded(path, [&] {
      for (int attempt = 0;; ++attempt) {
        try {
          return action();
        } catch (const Xapian::DatabaseModifiedError&) {
          if (attempt >= kMostReopenings) throw;
          db.reopen();
          refresh();
        }
      }
    });
  }

  search::Analyzer& analyzer(std::string_view lang) {
    const auto found = analyzers.find(lang);
    if (found != analyzers.end()) return found->second;
    return analyzers.emplace(std::string(lang), search::Analyzer(lang)).first->second;
  }

  const std::string& key(Xapian::docid work) {
    const auto found = keys.find(work);
    if (found != keys.end()) return found->second;
    return keys.emplace(work, db.get_document(work).get_data()).first->second;
  }

  // Languages to search: all, except those that the query's script could also be in when we know
  // which it is in.
  std::vector<std::string> to_search(const std::string& query_lang) const {
    if (query_lang.empty()) return langs;
    const text::Script script = script_of_language(query_lang);
    std::vector<std::string> out;
    for (const std::string& lang : langs) {
      if (lang == query_lang || script_of_language(lang) != script) out.push_back(lang);
    }
    return out;
  }

  Xapian::Query build(const Plan& plan, const std::vector<std::string>& in, bool relaxed) {
    std::vector<Xapian::Query> trees;
    for (const std::string& lang : in) {
      Xapian::Query tree = QueryBuilder(db, analyzer(lang), relaxed).build(plan.parsed.root);
      if (tree.empty()) continue;
      // Exact terms are in every tree: each Block is to match in the tree of its own language only.
      // Words are in no other tree anyway.
      if (plan.traits.exact) {
        tree =
            Xapian::Query(Xapian::Query::OP_FILTER, tree, Xapian::Query(term(exact::kLang, lang)));
      }
      trees.push_back(std::move(tree));
    }
    return Xapian::Query(Xapian::Query::OP_OR, trees.begin(), trees.end());
  }

  void collect(const Xapian::Query& query, Collector& collector) {
    if (!query.empty()) {
      Xapian::Enquire enquire(db);
      enquire.set_query(query);
      enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
      enquire.add_matchspy(&collector);
      // All matches are looked at: counts and facets are exact.
      enquire.get_mset(0, 1, db.get_doccount());
    }
    collector.finish();
  }

  Results search(const Query& query);
  std::vector<std::string> spoken(const Plan& plan);
  std::vector<std::string> partly(const Query& query, const Plan& plan) const;
  void add_expansion(const Query& query, const Plan& plan, Collector& collector,
                     std::vector<Match>& matches, double behind);
  std::string only_language(const Plan& plan, const Collector& collector) const;
  std::size_t meaningful_words(const Plan& plan);
  std::string did_you_mean(const std::string& query, const Plan& plan);
  void fill(const Query& query, const Plan& plan, const Collector& collector,
            std::vector<Match> matches, Results& out);
  WorkHits work_hits(std::vector<const Match*> matches, const Query& query, const Plan& plan,
                     const Collector& collector);
  Why why(const Match& match, const Plan& plan);
  Why why_direct(Xapian::docid document, const Plan& plan);
  std::vector<Span> marks(std::string_view query, std::string_view text, std::string_view lang);
};

// When a query that may be in several languages matches in one of them only, it was in that one.
std::string Searcher::State::only_language(const Plan& plan, const Collector& collector) const {
  std::string out;
  for (const std::string& lang : collector.direct_langs()) {
    if (plan.traits.script == text::Script::none || script_of_language(lang) != plan.traits.script)
      continue;
    if (!out.empty()) return {};
    out = lang;
  }
  return out;
}

// Words of the query that are no function words in any language that it may be in.
std::size_t Searcher::State::meaningful_words(const Plan& plan) {
  std::size_t stop = 0;
  std::vector<search::Token> tokens;
  for_each_wanted(plan.parsed.root, [&](const Node& n) {
    if (n.kind != Node::Kind::words) return;
    for (const std::string& lang : plan.langs) {
      if (script_of_language(lang) != plan.traits.script) continue;
      search::Analyzer& in = analyzer(lang);
      in.tokenize(n.text, tokens);
      const auto is_stop = [](const search::Token& t) { return t.form->stop; };
      if (tokens.empty() || !std::all_of(tokens.begin(), tokens.end(), is_stop)) continue;
      ++stop;
      return;
    }
  });
  return plan.traits.words - std::min(plan.traits.words, stop);
}

// The query with each word that no language has replaced by the nearest one that some language has.
std::string Searcher::State::did_you_mean(const std::string& query, const Plan& plan) {
  std::vector<std::pair<Span, std::string>> changes;
  std::vector<search::Token> tokens;
  int looked_up = 0;
  for_each_wanted(plan.parsed.root, [&](const Node& n) {
    if (n.kind != Node::Kind::words || looked_up >= kMostLookedUp) return;
    std::optional<Suggestion> best;
    bool known = false;
    for (const std::string& lang : plan.langs) {
      search::Analyzer& in = analyzer(lang);
      in.tokenize(n.text, tokens);
      if (tokens.size() != 1 || tokens[0].kind != search::TokenKind::word) {
        known = true;  // several words, or none: nothing to suggest for
        break;
      }
      known = known || db.term_exists(term(word_prefix(lang), tokens[0].form->term));
    }
    if (known) return;
    ++looked_up;
    for (const std::string& lang : plan.langs) {
      search::Analyzer& in = analyzer(lang);
      in.tokenize(n.text, tokens);
      std::optional<Suggestion> found = suggest(db, in, tokens[0].form->folded);
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

Results Searcher::State::search(const Query& query) {
  Plan plan;
  plan.parsed = parse_query(query.text);
  replace_synonyms(synonyms, plan.parsed);
  plan.traits = traits_of(plan.parsed);
  plan.lang = query.lang;
  // A language asked for in the query itself is the answer's language too.
  if (plan.parsed.root.kind != Node::Kind::disjunction) {
    auto& children = plan.parsed.root.children;
    for (auto it = children.begin(); plan.lang.empty() && it != children.end(); ++it) {
      if (it->kind != Node::Kind::filter || it->field != Field::lang || it->negated) continue;
      if (it->text.find(',') != std::string::npos || children.size() == 1) continue;
      plan.lang = text::to_lower(it->text);
      children.erase(it);
      break;
    }
  }
  const bool positive = [&] {
    bool any = false;
    for_each_wanted(plan.parsed.root, [&](const Node&) { any = true; });
    return any;
  }();
  if (!positive) {
    throw Error(ErrorKind::usage, "", "query", "NOT alone would find nearly everything",
                "say what to look for");
  }

  Results out;
  out.notes = plan.parsed.notes;
  plan.query_lang = recognise(plan.traits);
  plan.langs = to_search(plan.query_lang);

  auto found = std::make_unique<Collector>(plan.lang, query.facets);
  collect(build(plan, plan.langs, false), *found);
  if (found->matches().empty() && plan.langs.size() < langs.size()) {
    auto wider = std::make_unique<Collector>(plan.lang, query.facets);
    collect(build(plan, langs, false), *wider);
    if (!wider->matches().empty()) {
      plan.langs = langs;
      plan.query_lang.clear();
      found = std::move(wider);
    }
  }
  if (plan.query_lang.empty()) plan.query_lang = only_language(plan, *found);
  plan.from = spoken(plan);
  out.query_lang = plan.query_lang;
  out.langs = plan.langs;

  std::vector<Match> matches = found->matches();
  double behind = 0.0;  // where what translations reach begins, in scores
  for (const Match& m : matches) behind = behind == 0.0 ? m.score : std::min(behind, m.score);
  const std::size_t whole = matches.size();
  const std::size_t words = meaningful_words(plan);
  const bool few = whole == 0 || (whole < kEnough && words >= kDescription);
  if (few && words > 1) {
    auto partial = std::make_unique<Collector>(plan.lang, query.facets);
    collect(build(plan, partly(query, plan), true), *partial);
    if (partial->matches().size() > whole) {
      std::unordered_set<Xapian::docid> all_words;
      for (const Match& m : matches) all_words.insert(m.document());
      matches = partial->matches();
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
      out.relaxed = matches.size() > whole;
      found = std::move(partial);
    }
  }
  if (query.expand) add_expansion(query, plan, *found, matches, behind);
  if (matches.empty() || (whole == 0 && words == 1))
    out.did_you_mean = did_you_mean(query.text, plan);
  if (matches.empty() && out.did_you_mean.empty()) out.did_you_mean = suggest_topic(db, query.text);
  fill(query, plan, *found, std::move(matches), out);
  return out;
}

// The languages that the query may be in: as recognised, else those of its script that know most of
// its words.
std::vector<std::string> Searcher::State::spoken(const Plan& plan) {
  if (!plan.query_lang.empty()) return {plan.query_lang};
  if (plan.traits.script == text::Script::none) return {};
  std::vector<std::string> best;
  std::size_t most = 1;
  std::vector<search::Token> tokens;
  for (const language::Profile& profile : language::profiles()) {
    const std::string& lang = profile.tag();
    if (script_of_language(lang) != plan.traits.script) continue;
    std::size_t known = 0;
    analyzer(lang).tokenize(plan.traits.text, tokens);
    for (const search::Token& t : tokens) {
      if (t.kind != search::TokenKind::word) continue;
      const bool here = t.form->stop || db.term_exists(term(word_prefix(lang), t.form->term)) ||
                        (translations && translations->knows(t.form->term, lang));
      known += here ? 1 : 0;
    }
    if (known > most) best.clear();
    if (known >= most) best.push_back(lang);
    most = std::max(most, known);
  }
  return best;
}

// Languages in which some of the words are enough. Where words are translated, those that are
// written the same in two languages count there.
std::vector<std::string> Searcher::State::partly(const Query& query, const Plan& plan) const {
  if (!query.expand || !translations || !plan.traits.plain || plan.from.empty()) return plan.langs;
  std::vector<std::string> out;
  for (const std::string& lang : plan.langs) {
    const bool own = std::find(plan.from.begin(), plan.from.end(), lang) != plan.from.end();
    if (own || !translations->has(lang)) out.push_back(lang);
  }
  return out;
}

// Adds the Blocks that translated words reach, all behind a score.
void Searcher::State::add_expansion(const Query& query, const Plan& plan, Collector& collector,
                                    std::vector<Match>& matches, double behind) {
  const Node& root = plan.parsed.root;
  if (!translations || !plan.traits.plain || plan.from.empty()) return;
  if (root.kind == Node::Kind::disjunction && plan.traits.exact) return;
  std::vector<Xapian::Query> filters;
  std::vector<Xapian::Query> unwanted;
  for (const Node& child : root.children) {
    if (child.kind == Node::Kind::filter) {
      (child.negated ? unwanted : filters).push_back(filter_query(db, child));
    } else {
      bool nested = false;
      for_each_wanted(child, [&](const Node& n) { nested |= n.kind == Node::Kind::filter; });
      if (nested) return;
    }
  }

  std::map<Xapian::docid, double> scores;
  for (const std::string& from : plan.from) {
    const std::vector<std::string> terms = query_terms(analyzer(from), plan.traits.text);
    for (const std::string& to : langs) {
      if (to == from || (!plan.lang.empty() && to != plan.lang)) continue;
      for (const Expanded& e : expand(db, &*translations, terms, from, to)) {
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
  Collector expanded(plan.lang, query.facets, Via::expansion);
  collect(wanted, expanded);
  const std::vector<Match> more = collector.adopt(expanded);
  matches.insert(matches.end(), more.begin(), more.end());
}

void Searcher::State::fill(const Query& query, const Plan& plan, const Collector& collector,
                           std::vector<Match> matches, Results& out) {
  out.block_count = matches.size();
  struct WorkScore {
    Xapian::docid work = 0;
    double best = 0.0;
    std::uint32_t date = 0;
  };
  std::unordered_map<Xapian::docid, std::size_t> index;
  std::vector<WorkScore> works;
  std::vector<std::size_t> by_lang(collector.langs().size() + 1);
  std::vector<std::size_t> by_body(collector.bodies().size() + 1);
  std::map<std::uint32_t, std::size_t> by_year;
  std::array<std::size_t, 256> by_type{};
  std::size_t at = 0;  // the Work of the match before
  for (const Match& m : matches) {
    if (at >= works.size() || works[at].work != m.work) {
      const auto [it, fresh] = index.emplace(m.work, works.size());
      if (fresh) works.push_back({m.work, m.score, m.date});
      at = it->second;
    }
    WorkScore& w = works[at];
    w.best = std::max(w.best, m.score);
    ++by_lang[m.lang];
    ++by_body[m.body];
    ++by_type[m.type];
    if (query.facets && m.date != 0) ++by_year[m.date / 10000];
  }
  out.work_count = works.size();

  // Keys are fetched only where scores tie.
  const auto before = [&](const WorkScore& a, const WorkScore& b) {
    if (query.order == Order::date && a.date != b.date) return a.date > b.date;
    if (a.best != b.best) return a.best > b.best;
    return a.work != b.work && key(a.work) < key(b.work);
  };
  const std::size_t from = std::min(query.offset, works.size());
  const std::size_t to = from + std::min(query.limit, works.size() - from);
  std::partial_sort(works.begin(), works.begin() + static_cast<std::ptrdiff_t>(to), works.end(),
                    before);

  std::unordered_map<Xapian::docid, std::vector<const Match*>> shown;
  for (std::size_t i = from; i < to; ++i) shown[works[i].work];
  for (const Match& m : matches) {
    const auto found = shown.find(m.work);
    if (found != shown.end()) found->second.push_back(&m);
  }
  for (std::size_t i = from; i < to; ++i) {
    out.works.push_back(work_hits(std::move(shown[works[i].work]), query, plan, collector));
  }

  if (!query.facets) return;
  const auto count = [&](const char* facet, const std::string& value, std::size_t n) {
    if (n > 0 && !value.empty()) out.facets[facet][value] += n;
  };
  for (std::size_t i = 0; i < collector.langs().size(); ++i) {
    count("lang", collector.langs().name(static_cast<std::uint16_t>(i)), by_lang[i]);
  }
  for (std::size_t i = 0; i < collector.bodies().size(); ++i) {
    count("body", collector.bodies().name(static_cast<std::uint16_t>(i)), by_body[i]);
  }
  for (const auto& [year, n] : by_year) count("year", std::to_string(year), n);
  for (std::size_t i = 0; i < by_type.size(); ++i) {
    if (by_type[i] > 0)
      count("type", std::string(document::name(static_cast<document::BlockType>(i))), by_type[i]);
  }
  for (const auto& [cited, n] : collector.cited()) count("cites", cited, n);
  for (const auto& [id, n] : collector.topics()) {
    const std::string name = db.get_metadata(topic::kName + id);
    count("topic", name.empty() ? id : name, n);
  }
}

Why Searcher::State::why_direct(Xapian::docid document, const Plan& plan) {
  for (const std::string& wanted : plan.traits.identifier_terms) {
    Xapian::TermIterator it = db.termlist_begin(document);
    it.skip_to(wanted);
    if (it != db.termlist_end(document) && *it == wanted) return Why::identifier;
  }
  return Why::words;
}

Why Searcher::State::why(const Match& match, const Plan& plan) {
  switch (match.via) {
    case Via::itself:
      return why_direct(match.document(), plan);
    case Via::row:
      return Why::row;
    case Via::expansion:
      return Why::expansion;
  }
  return Why::words;
}

WorkHits Searcher::State::work_hits(std::vector<const Match*> matches, const Query& query,
                                    const Plan& plan, const Collector& collector) {
  WorkHits out;
  if (matches.empty()) return out;
  out.work = key(matches.front()->work);
  std::sort(matches.begin(), matches.end(), [&](const Match* a, const Match* b) {
    if (a->score != b->score) return a->score > b->score;
    if (a->lang != b->lang)
      return collector.langs().name(a->lang) < collector.langs().name(b->lang);
    return a->block < b->block;
  });
  // One hit a row. The row is shown by its Block in the query's language, where that one matches.
  std::vector<std::vector<const Match*>> hits;
  std::unordered_map<std::uint32_t, std::size_t> rows;
  for (const Match* m : matches) {
    if (m->row != 0) {
      const auto [it, fresh] = rows.emplace(m->row, hits.size());
      if (!fresh) {
        hits[it->second].push_back(m);
        continue;
      }
    }
    hits.push_back({m});
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (i >= query.hits_per_work) {
      out.more += hits[i].size();
      continue;
    }
    const Match* shown = hits[i].front();
    for (const Match* m : hits[i]) {
      if (!plan.query_lang.empty() && collector.langs().name(m->lang) == plan.query_lang) {
        shown = m;
        break;
      }
    }
    Hit hit;
    hit.work = out.work;
    hit.lang = collector.langs().name(shown->lang);
    hit.block = shown->block;
    hit.score = hits[i].front()->score;
    hit.why = why(*shown, plan);
    if (shown->row != 0) {
      hit.row = shown->row - 1;
      for (const Mate& mate :
           unpack_mates(db.get_document(shown->document()).get_value(slot::kRow))) {
        const Xapian::docid document = shown->work + mate.sequence;
        const auto found = std::find_if(hits[i].begin(), hits[i].end(), [&](const Match* m) {
          return m->document() == document && m->via != Via::row;
        });
        const Why because = found != hits[i].end()        ? why(**found, plan)
                            : collector.matched(document) ? why_direct(document, plan)
                                                          : Why::row;
        hit.aligned.push_back({mate.lang, mate.block, because});
      }
      std::sort(hit.aligned.begin(), hit.aligned.end(), [](const Aligned& a, const Aligned& b) {
        return std::tie(a.lang, a.block) < std::tie(b.lang, b.block);
      });
    }
    out.hits.push_back(std::move(hit));
  }
  return out;
}

// The query's words where they stand, else their translations.
std::vector<Span> Searcher::State::marks(std::string_view query, std::string_view text,
                                         std::string_view lang) {
  const std::string in(lang.empty() ? "und" : lang);
  Plan plan;
  plan.parsed = parse_query(query);
  replace_synonyms(synonyms, plan.parsed);
  std::vector<Span> out = highlight(plan.parsed, text, analyzer(in));
  if (!out.empty() || !translations) return out;
  plan.traits = traits_of(plan.parsed);
  if (!plan.traits.plain) return out;
  plan.query_lang = recognise(plan.traits);
  std::vector<std::string> wanted;
  for (const std::string& from : spoken(plan)) {
    const std::vector<std::string> terms = query_terms(analyzer(from), plan.traits.text);
    for (std::string& t : translated_terms(&*translations, terms, from, in))
      wanted.push_back(std::move(t));
  }
  return wanted.empty() ? out : highlight_terms(wanted, text, analyzer(in));
}

Searcher::Searcher(const std::filesystem::path& path, const std::filesystem::path& lexicon)
    : state_(std::make_unique<State>()) {
  state_->path = path;
  if (!lexicon.empty()) state_->translations = Translations::open(lexicon / kTranslationsFile);
  guarded(path, [&] { state_->open(); });
}

Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

void Searcher::use(Synonyms synonyms) {
  state_->synonyms = std::move(synonyms);
}

Results Searcher::search(const Query& query) const {
  return state_->consistently([&] { return state_->search(query); });
}

std::vector<Span> Searcher::highlights(std::string_view query, std::string_view text,
                                       std::string_view lang) const {
  return state_->consistently([&] { return state_->marks(query, text, lang); });
}

std::size_t Searcher::block_count() const {
  return state_->consistently([&] { return static_cast<std::size_t>(state_->db.get_doccount()); });
}

}  // namespace hexapla::index
