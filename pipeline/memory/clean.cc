#include "pipeline/memory/clean.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"
#include "pipeline/memory/provenance.h"
#include "pipeline/memory/record.h"

namespace hexapla::memory {
namespace {

constexpr double kOutlier = 4.0;
constexpr std::size_t kEnoughToTell = 100;
constexpr std::size_t kShortest = 20;  // characters; shorter ones vary by nature
constexpr std::size_t kScriptLetters = 12;
constexpr std::size_t kSameWords = 3;

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

// The script that a language is written in: that of its months.
text::Script script_of_language(const std::string& lang) {
  const language::Profile* profile = language::find_profile(lang);
  if (profile == nullptr) return text::Script::none;
  for (const language::Row& row : profile->rows("months")) {
    for (std::size_t i = 1; i < row.size(); ++i) {
      for (std::size_t at = 0; at < row[i].size();) {
        const text::CodePoint c = text::decode(row[i], at);
        if (text::script_of(c.value) != text::Script::none) return text::script_of(c.value);
        at += c.size;
      }
    }
  }
  return text::Script::none;
}

// Addresses of the net are written in Latin letters everywhere: runs of ASCII without a space that
// hold an @, a :// or a www.
bool in_address(std::string_view text, Span word) {
  const auto inside = [text](std::size_t at) {
    return static_cast<unsigned char>(text[at]) > ' ' &&
           static_cast<unsigned char>(text[at]) < 0x7F;
  };
  std::size_t begin = word.begin;
  std::size_t end = word.end;
  while (begin > 0 && inside(begin - 1)) --begin;
  while (end < text.size() && inside(end)) ++end;
  const std::string_view run = text.substr(begin, end - begin);
  return run.find('@') != std::string_view::npos || run.find("://") != std::string_view::npos ||
         run.find("www.") != std::string_view::npos;
}

// Words that are neither numbers nor names of documents nor addresses: no digit, not in capitals
// throughout.
std::vector<std::string_view> plain_words(std::string_view text) {
  std::vector<segmentation::MatchToken> tokens;
  segmentation::match_tokens(text, Measure::words, tokens);
  std::vector<std::string_view> out;
  for (const segmentation::MatchToken& t : tokens) {
    const std::string_view word = text.substr(t.span.begin, t.span.size());
    bool plain = !t.numeric;
    bool capitals = true;
    for (std::size_t at = 0; at < word.size();) {
      const text::CodePoint c = text::decode(word, at);
      capitals = capitals && text::is_upper(c.value);
      plain = plain && text::script_of(c.value) != text::Script::none;
      at += c.size;
    }
    if (plain && !capitals && !in_address(text, t.span)) out.push_back(word);
  }
  return out;
}

// How good a unit is, for the choice between two that contradict each other.
struct Rank {
  int origin = 0;
  double confidence = 0;
  std::string date;
  bool operator>(const Rank& other) const {
    return std::tie(origin, confidence, date) >
           std::tie(other.origin, other.confidence, other.date);
  }
};

Rank rank_of(const TranslationUnit& unit) {
  const Provenance p = provenance_of(unit);
  const int origin = p.origin == Origin::corrected ? 2 : p.origin == Origin::imported ? 1 : 0;
  return {origin, p.confidence.value_or(1.0), p.date};
}

class Cleaner {
 public:
  Cleaner(const Memory& memory, const std::set<Flaw>& flaws) : memory_(memory), flaws_(flaws) {}

  std::vector<CleanFinding> run() {
    if (wants(Flaw::length) || wants(Flaw::contradictory)) {
      memory_.for_each([this](UnitRef ref, const TranslationUnit& unit) {
        learn(ref, unit);
        return true;
      });
    }
    memory_.for_each([this](UnitRef ref, const TranslationUnit& unit) {
      judge(ref, unit);
      return true;
    });
    return std::move(findings_);
  }

 private:
  struct Ratio {
    std::size_t count = 0;
    double sum = 0;
    double squares = 0;
  };
  struct Best {
    Rank rank;
    std::uint64_t target = 0;
  };

  bool wants(Flaw flaw) const { return flaws_.contains(flaw); }

  void learn(UnitRef, const TranslationUnit& unit) {
    const Rank rank = rank_of(unit);
    for (std::size_t a = 0; a < unit.variants.size(); ++a) {
      for (std::size_t b = 0; b < unit.variants.size(); ++b) {
        if (a == b || unit.variants[a].text.empty() || unit.variants[b].text.empty()) continue;
        if (a < b) {
          if (const std::optional<double> log = log_ratio(unit.variants[a], unit.variants[b])) {
            Ratio& ratio = ratios_[{unit.variants[a].lang, unit.variants[b].lang}];
            ++ratio.count;
            ratio.sum += *log;
            ratio.squares += *log * *log;
          }
        }
        if (wants(Flaw::contradictory)) {
          const auto [it, is_new] =
              best_.try_emplace(pair_key(unit.variants[a], unit.variants[b]),
                                Best{rank, hash_of(unit.variants[b].text, 0)});
          if (!is_new && rank > it->second.rank)
            it->second = {rank, hash_of(unit.variants[b].text, 0)};
        }
      }
    }
  }

  static std::uint64_t pair_key(const Variant& source, const Variant& target) {
    return hash_of(source.text, hash_of(source.lang + "\n" + target.lang, 1));
  }

  static std::optional<double> log_ratio(const Variant& a, const Variant& b) {
    const std::size_t left = text::count_code_points(a.text);
    const std::size_t right = text::count_code_points(b.text);
    if (left == 0 || right == 0 || std::max(left, right) < kShortest) return std::nullopt;
    return std::log(static_cast<double>(left) / static_cast<double>(right));
  }

  void add(Flaw flaw, UnitRef ref, std::size_t variant, const TranslationUnit& unit,
           std::string reason) {
    CleanFinding finding;
    finding.flaw = flaw;
    finding.ref = ref;
    finding.variant = variant;
    const Variant& shown = unit.variants[variant == CleanFinding::kWholeUnit ? 0 : variant];
    if (variant != CleanFinding::kWholeUnit) finding.lang = shown.lang;
    finding.text = shown.text;
    finding.reason = std::move(reason);
    findings_.push_back(std::move(finding));
  }

  void judge(UnitRef ref, const TranslationUnit& unit) {
    if (unit.variants.empty()) return;
    if (wants(Flaw::duplicate)) {
      std::uint64_t key = 0;
      for (const Variant& v : unit.variants) key = hash_of(v.text, hash_of(v.lang, key));
      if (!seen_.insert(key).second) {
        add(Flaw::duplicate, ref, CleanFinding::kWholeUnit, unit, "an earlier unit says the same");
        return;
      }
    }
    for (std::size_t v = 0; v < unit.variants.size(); ++v) judge_variant(ref, unit, v);
  }

  void judge_variant(UnitRef ref, const TranslationUnit& unit, std::size_t v) {
    const Variant& variant = unit.variants[v];
    if (text::trim(variant.text).empty()) {
      if (wants(Flaw::empty)) add(Flaw::empty, ref, v, unit, "there is no text");
      return;
    }
    const std::vector<std::string_view> words = plain_words(variant.text);
    if (wants(Flaw::wrong_script) && wrong_script(primary_subtag(variant.lang), words)) {
      add(Flaw::wrong_script, ref, v, unit,
          fmt::format("most words are not in the script of \"{}\"", variant.lang));
      return;
    }
    for (std::size_t other = 0; other < v; ++other) {
      const Variant& before = unit.variants[other];
      if (wants(Flaw::same_as_source) && words.size() >= kSameWords &&
          before.text == variant.text &&
          primary_subtag(before.lang) != primary_subtag(variant.lang)) {
        add(Flaw::same_as_source, ref, v, unit, fmt::format("the same as in \"{}\"", before.lang));
        return;
      }
      if (wants(Flaw::length) && outlier(before, variant)) {
        add(Flaw::length, ref, v, unit,
            fmt::format("{} characters for {} in \"{}\"", text::count_code_points(variant.text),
                        text::count_code_points(before.text), before.lang));
        return;
      }
      if (wants(Flaw::contradictory)) {
        const auto it = best_.find(pair_key(before, variant));
        if (it != best_.end() && it->second.target != hash_of(variant.text, 0)) {
          add(Flaw::contradictory, ref, v, unit,
              fmt::format("a better unit translates the same text of \"{}\" otherwise",
                          before.lang));
          return;
        }
      }
    }
  }

  bool wrong_script(const std::string& lang, const std::vector<std::string_view>& words) {
    auto it = scripts_.find(lang);
    if (it == scripts_.end()) it = scripts_.emplace(lang, script_of_language(lang)).first;
    if (it->second == text::Script::none) return false;
    std::size_t right = 0;
    std::size_t all = 0;
    for (const std::string_view word : words) {
      for (std::size_t at = 0; at < word.size();) {
        const text::CodePoint c = text::decode(word, at);
        ++all;
        right += text::script_of(c.value) == it->second ? 1 : 0;
        at += c.size;
      }
    }
    return all >= kScriptLetters && 2 * right < all;
  }

  bool outlier(const Variant& a, const Variant& b) const {
    const auto it = ratios_.find({a.lang, b.lang});
    const std::optional<double> log = log_ratio(a, b);
    if (it == ratios_.end() || !log || it->second.count < kEnoughToTell) return false;
    const auto n = static_cast<double>(it->second.count);
    const double mean = it->second.sum / n;
    const double deviation = std::sqrt(std::max(0.0, it->second.squares / n - mean * mean));
    return std::abs(*log - mean) > kOutlier * std::max(deviation, 0.05);
  }

  const Memory& memory_;
  const std::set<Flaw>& flaws_;
  std::map<std::pair<std::string, std::string>, Ratio> ratios_;
  std::unordered_map<std::uint64_t, Best> best_;
  std::unordered_set<std::uint64_t> seen_;
  std::map<std::string, text::Script> scripts_;
  std::vector<CleanFinding> findings_;
};

}  // namespace

std::string_view name(Flaw flaw) {
  switch (flaw) {
    case Flaw::duplicate:
      return "duplicate";
    case Flaw::empty:
      return "empty";
    case Flaw::same_as_source:
      return "same-as-source";
    case Flaw::wrong_script:
      return "wrong-script";
    case Flaw::length:
      return "length";
    case Flaw::contradictory:
      return "contradictory";
  }
  return "";
}

std::vector<CleanFinding> find_flaws(const Memory& memory, const std::set<Flaw>& flaws) {
  return Cleaner(memory, flaws).run();
}

std::size_t apply_clean(Writer& writer, const std::vector<CleanFinding>& findings) {
  std::map<UnitRef, std::set<std::size_t>> by_unit;
  for (const CleanFinding& f : findings) by_unit[f.ref].insert(f.variant);
  for (const auto& [ref, variants] : by_unit) {
    TranslationUnit unit = writer.memory().unit(ref);
    writer.remove(ref);
    if (variants.contains(CleanFinding::kWholeUnit)) continue;
    std::vector<Variant> kept;
    for (std::size_t v = 0; v < unit.variants.size(); ++v) {
      if (!variants.contains(v)) kept.push_back(std::move(unit.variants[v]));
    }
    if (kept.size() < 2) continue;
    unit.variants = std::move(kept);
    writer.add(unit);
  }
  return by_unit.size();
}

}  // namespace hexapla::memory
