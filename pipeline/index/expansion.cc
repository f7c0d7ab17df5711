#include "pipeline/index/expansion.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "analyzers/text/utf8.h"
#include "pipeline/index/terms.h"

namespace hexapla::index {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
// Of longer queries the rarest terms are used.
constexpr std::size_t kMostTerms = 40;
// A word that is written the same in both languages is perhaps the same word.
constexpr double kSameSpelling = 0.5;
// What a Block must have of the query's weight of meaning, and of the best score. Of a query that
// describes what it wants in so many words the best Blocks stay in any case: most of its words may
// be without a known translation.
constexpr double kLeastCoverage = 0.25;
constexpr double kOfBest = 0.35;
constexpr std::size_t kDescription = 4;
constexpr std::size_t kAnyCase = 10;
constexpr std::size_t kMostBlocks = 1000;
// When so small a part of the language's Blocks is looked at, their numbers lead and not the
// postings of the terms.
constexpr Xapian::doccount kFew = 8;

struct Target {
  std::string term;  // of the index
  double weight = 0.0;
  Xapian::doccount frequency = 0;
};

std::string index_term(std::string_view word, const std::string& lang) {
  const bool han = text::script_of(text::decode(word, 0).value) == text::Script::han;
  return term(han ? han_word_prefix(lang) : word_prefix(lang), word);
}

std::vector<Target> targets_of(const Xapian::Database& db, const Translations* translations,
                               const std::string& word, const std::string& from,
                               const std::string& to) {
  std::vector<Target> out;
  bool same = false;
  if (translations != nullptr) {
    for (const TermTranslation& t : translations->of(word, from, to)) {
      same = same || t.term == word;
      out.push_back({index_term(t.term, to), t.weight, 0});
    }
  }
  if (!same) out.push_back({index_term(word, to), out.empty() ? 1.0 : kSameSpelling, 0});
  for (Target& t : out) t.frequency = db.get_termfreq(t.term);
  std::erase_if(out, [](const Target& t) { return t.frequency == 0; });
  return out;
}

// Blocks in `to` whose rows have none in `from`; all is true when that is nearly every one.
std::vector<Xapian::docid> without(const Xapian::Database& db, const std::string& from,
                                   const std::string& to, Xapian::doccount total, bool& all) {
  std::vector<Xapian::docid> out;
  std::vector<std::string> terms;
  Xapian::doccount there = 0;
  const std::string prefix(exact::kMissing);
  for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it) {
    const std::string languages = (*it).substr(prefix.size()) + ',';
    if (!languages.starts_with(to + ':') || languages.find(from + ',') == std::string::npos)
      continue;
    terms.push_back(*it);
    there += it.get_termfreq();
  }
  all = there == total;
  if (all) return out;
  for (const std::string& t : terms) {
    for (auto it = db.postlist_begin(t); it != db.postlist_end(t); ++it) out.push_back(*it);
  }
  std::sort(out.begin(), out.end());
  return out;
}

class Scorer {
 public:
  Scorer(const Xapian::Database& db, const std::vector<Xapian::docid>& only, bool all,
         Xapian::doccount total)
      : db_(db), only_(only), all_(all), total_(total) {}

  // One term of the query with its translations; `mass` their weights together.
  void add(const std::vector<Target>& targets, double mass) {
    double frequency = 0.0;
    for (const Target& t : targets) frequency += t.weight / mass * t.frequency;
    const double n = total_;
    const double idf = std::log(1 + (n - std::min(n, frequency) + 0.5) / (frequency + 0.5));
    // A term that is hardly known in the other language tells less.
    const double sure = std::sqrt(std::min(1.0, mass));
    weight_ += idf;
    counts_.clear();
    for (const Target& t : targets) postings(t, t.weight / mass);
    for (const auto& [document, count] : counts_) {
      const double length = count.length / std::max(1.0, db_.get_avlength());
      Total& total = totals_[document];
      total.score += sure * idf * count.tf * (kK1 + 1) / (count.tf + kK1 * (1 - kB + kB * length));
      total.covered += idf * std::min(1.0, count.best);
    }
  }

  // A term that nothing is known of: as telling as the rarest word.
  void add_unknown() { weight_ += std::log(1.0 + total_); }

  // At least the `any_case` best, where there are so many.
  std::vector<Expanded> finish(std::size_t any_case) const {
    struct Candidate {
      Expanded block;
      bool covered;
    };
    std::vector<Candidate> all;
    double best = 0.0;
    for (const auto& [document, total] : totals_) {
      const bool covered = total.covered >= kLeastCoverage * weight_;
      if (covered) best = std::max(best, total.score);
      all.push_back({{document, total.score}, covered});
    }
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return a.block.score != b.block.score ? a.block.score > b.block.score
                                            : a.block.document < b.block.document;
    });
    std::vector<Expanded> out;
    for (const Candidate& c : all) {
      if (out.size() == kMostBlocks) break;
      if (out.size() < any_case || (c.covered && c.block.score >= kOfBest * best))
        out.push_back(c.block);
    }
    std::sort(out.begin(), out.end(),
              [](const Expanded& a, const Expanded& b) { return a.document < b.document; });
    return out;
  }

 private:
  struct Count {
    double tf = 0.0;
    double best = 0.0;  // share of the likeliest translation that is there, of the likeliest of all
    double length = 0.0;
  };
  struct Total {
    double score = 0.0;
    double covered = 0.0;
  };

  void postings(const Target& target, double share) {
    auto it = db_.postlist_begin(target.term);
    const auto end = db_.postlist_end(target.term);
    const auto take = [&] {
      Count& count = counts_[*it];
      count.tf += share * it.get_wdf();
      count.best = std::max(count.best, 2 * share);
      count.length = it.get_doclength();
    };
    if (all_) {
      for (; it != end; ++it) take();
      return;
    }
    if (target.frequency / kFew > only_.size()) {
      for (const Xapian::docid document : only_) {
        it.skip_to(document);
        if (it == end) return;
        if (*it == document) take();
      }
      return;
    }
    auto wanted = only_.begin();
    for (; it != end; ++it) {
      wanted = std::lower_bound(wanted, only_.end(), *it);
      if (wanted == only_.end()) return;
      if (*wanted == *it) take();
    }
  }

  const Xapian::Database& db_;
  const std::vector<Xapian::docid>& only_;
  bool all_;
  Xapian::doccount total_;
  double weight_ = 0.0;  // of all terms of the query
  std::unordered_map<Xapian::docid, Count> counts_;
  std::unordered_map<Xapian::docid, Total> totals_;
};

// The Blocks of a list, as Xapian's matcher wants to walk them.
class ListSource : public Xapian::PostingSource {
 public:
  explicit ListSource(std::vector<Expanded> blocks) : blocks_(std::move(blocks)) {}

  void init(const Xapian::Database& /*db*/) override {
    started_ = false;
    at_ = 0;
    double best = 0.0;
    for (const Expanded& b : blocks_) best = std::max(best, b.score);
    set_maxweight(best);
  }
  Xapian::doccount get_termfreq_min() const override { return count(); }
  Xapian::doccount get_termfreq_est() const override { return count(); }
  Xapian::doccount get_termfreq_max() const override { return count(); }
  double get_weight() const override { return blocks_[at_].score; }
  Xapian::docid get_docid() const override { return blocks_[at_].document; }
  bool at_end() const override { return at_ >= blocks_.size(); }
  void next(double /*least*/) override {
    if (started_) ++at_;
    started_ = true;
  }
  void skip_to(Xapian::docid document, double /*least*/) override {
    started_ = true;
    while (at_ < blocks_.size() && blocks_[at_].document < document) ++at_;
  }
  std::string get_description() const override { return "ListSource"; }

 private:
  Xapian::doccount count() const { return static_cast<Xapian::doccount>(blocks_.size()); }
  std::vector<Expanded> blocks_;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace

std::vector<Expanded> expand(const Xapian::Database& db, const Translations* translations,
                             const std::vector<std::string>& terms, const std::string& from,
                             const std::string& to) {
  const Xapian::doccount total = db.get_termfreq(term(exact::kLang, to));
  if (total == 0 || terms.empty()) return {};
  bool all = false;
  const std::vector<Xapian::docid> only = without(db, from, to, total, all);
  if (!all && only.empty()) return {};

  struct Word {
    std::vector<Target> targets;
    double mass = 0.0;
    Xapian::doccount frequency = 0;  // of the likeliest translation
  };
  std::vector<Word> words;
  std::size_t unknown = 0;
  for (const std::string& t : terms) {
    Word word{targets_of(db, translations, t, from, to), 0.0, 0};
    if (word.targets.empty()) {
      ++unknown;
      continue;
    }
    for (const Target& target : word.targets) word.mass += target.weight;
    word.frequency = word.targets.front().frequency;
    words.push_back(std::move(word));
  }
  if (words.empty()) return {};
  if (words.size() > kMostTerms) {
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.frequency < b.frequency; });
    words.resize(kMostTerms);
  }
  Scorer scorer(db, only, all, total);
  for (const Word& word : words) scorer.add(word.targets, word.mass);
  for (std::size_t i = 0; i < unknown; ++i) scorer.add_unknown();
  return scorer.finish(terms.size() >= kDescription ? kAnyCase : 0);
}

std::vector<std::string> translated_terms(const Translations* translations,
                                          const std::vector<std::string>& terms,
                                          std::string_view from, std::string_view to) {
  std::vector<std::string> out;
  if (translations == nullptr) return out;
  for (const std::string& t : terms) {
    for (const TermTranslation& translation : translations->of(t, from, to))
      out.emplace_back(translation.term);
  }
  return out;
}

Xapian::Query query_of(std::vector<Expanded> blocks) {
  if (blocks.empty()) return {};
  return Xapian::Query((new ListSource(std::move(blocks)))->release());
}

}  // namespace hexapla::index
