#include "pipeline/memory/lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analyzers/text/utf8.h"
#include "pipeline/memory/guard.h"
#include "pipeline/memory/record.h"

namespace hexapla::memory {
namespace {

// Of so many hits of one memory the units are read; far more than anybody looks at.
constexpr std::size_t kMostRead = 5000;

// What stands between the tokens of a text, spaces made one.
std::string between_tokens(std::string_view text) {
  std::vector<segmentation::MatchToken> tokens;
  segmentation::match_tokens(text, Measure::words, tokens);
  std::string out;
  std::size_t from = 0;
  const auto take = [&](std::size_t to) {
    bool space = false;
    for (std::size_t at = from; at < to;) {
      const text::CodePoint c = text::decode(text, at);
      if (text::is_space(c.value)) {
        space = true;
      } else {
        if (space) out += ' ';
        space = false;
        out.append(text.substr(at, c.size));
      }
      at += c.size;
    }
    out += '|';
  };
  for (const segmentation::MatchToken& t : tokens) {
    take(t.span.begin);
    from = t.span.end;
  }
  take(text.size());
  return out;
}

class Lookup {
 public:
  Lookup(const std::vector<const Memory*>& memories, const LookupRequest& request)
      : memories_(memories), request_(request), lang_(primary_subtag(request.lang)) {}

  std::vector<Match> run() {
    for (std::size_t m = 0; m < memories_.size(); ++m) collect(m);
    note_several();
    for (Match& match : matches_) {
      for (const Penalty& p : match.penalties) match.score -= p.points;
      match.score = std::max(0.0, match.score);
    }
    std::stable_sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) {
      if (a.score != b.score) return a.score > b.score;
      if (a.kind != b.kind) return a.kind < b.kind;
      return a.provenance.date > b.provenance.date;
    });
    if (request_.limit != 0 && matches_.size() > request_.limit) matches_.resize(request_.limit);
    return std::move(matches_);
  }

 private:
  void collect(std::size_t m) {
    const Memory& memory = *memories_[m];
    std::set<std::pair<UnitRef, std::uint16_t>> seen;
    std::vector<Hit> hits =
        memory.search(request_.text, lang_, request_.threshold, request_.measure);
    if (hits.size() > kMostRead) hits.resize(kMostRead);
    for (const Hit& hit : hits) {
      seen.emplace(hit.unit, hit.variant);
      consider(m, hit, true);
    }
    std::size_t read = 0;
    for (const Hit& hit : memory.alike(request_.text, lang_)) {
      if (read++ == kMostRead) break;
      if (seen.emplace(hit.unit, hit.variant).second) consider(m, hit, false);
    }
  }

  bool wanted(std::string_view lang) const {
    return request_.targets.empty() || std::find(request_.targets.begin(), request_.targets.end(),
                                                 primary_subtag(lang)) != request_.targets.end();
  }

  // `near`: the words are near enough; else only a repair makes a match.
  void consider(std::size_t m, const Hit& hit, bool near) {
    Match match;
    match.memory = m;
    match.ref = hit.unit;
    match.unit = memories_[m]->unit(hit.unit);
    if (hit.variant >= match.unit.variants.size()) return;
    match.source = hit.variant;
    match.words = hit.score();
    const Variant& source = match.unit.variants[hit.variant];
    for (std::size_t v = 0; v < match.unit.variants.size(); ++v) {
      const Variant& variant = match.unit.variants[v];
      if (v != hit.variant && !variant.text.empty() && wanted(variant.lang))
        match.targets.emplace(variant.lang, variant.text);
    }
    if (match.targets.empty()) return;
    match.provenance = provenance_of(match.unit);
    const std::string_view own = text::trim(request_.text);
    const std::string_view theirs = text::trim(source.text);
    if (own == theirs) {
      judge_context(source, match);
    } else if (!repair(own, theirs, match)) {
      if (!near) return;
      match.kind = MatchKind::fuzzy;
      match.score = match.words;
      judge_surface(own, theirs, match);
    }
    judge_unit(source, match);
    judge_sense(own, theirs, match);
    matches_.push_back(std::move(match));
  }

  void judge_context(const Variant& source, Match& match) const {
    const bool before = names_context(property(source.properties, kPrevious), request_.previous);
    const bool behind = names_context(property(source.properties, kNext), request_.next);
    match.kind = before && behind ? MatchKind::context : MatchKind::exact;
    match.score = match.kind == MatchKind::context ? 101.0 : 100.0;
  }

  // A repaired match in at least one target; in the others the match is none.
  bool repair(std::string_view own, std::string_view theirs, Match& match) const {
    const auto changes = only_values_differ(own, theirs, lang_);
    if (!changes || changes->empty()) return false;
    std::map<std::string, std::string> targets;
    for (const auto& [lang, text] : match.targets) {
      std::string made = repaired(text, primary_subtag(lang), *changes, match.repairs);
      if (!made.empty()) targets.emplace(lang, std::move(made));
    }
    if (targets.empty()) return false;
    match.targets = std::move(targets);
    match.kind = MatchKind::repaired;
    match.score = 100.0;
    match.penalties.push_back({"values were put in", kRepairPenalty});
    return true;
  }

  static void judge_surface(std::string_view own, std::string_view theirs, Match& match) {
    if (match.words < 100.0) return;
    const bool punctuation = between_tokens(own) != between_tokens(theirs);
    std::vector<segmentation::MatchToken> a;
    std::vector<segmentation::MatchToken> b;
    segmentation::match_tokens(own, Measure::words, a);
    segmentation::match_tokens(theirs, Measure::words, b);
    const bool spelling =
        !std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const auto& x, const auto& y) {
          return own.substr(x.span.begin, x.span.size()) ==
                 theirs.substr(y.span.begin, y.span.size());
        });
    if (spelling) match.penalties.push_back({"letters differ in case or spelling", kCasePenalty});
    if (punctuation)
      match.penalties.push_back({"punctuation or spaces differ", kPunctuationPenalty});
  }

  void judge_unit(const Variant& source, Match& match) const {
    if (!source.codes.empty())
      match.penalties.push_back({"the memory's text has inline codes", kCodesPenalty});
    if (source.lang != request_.lang && request_.lang.find('-') != std::string::npos &&
        source.lang.find('-') != std::string::npos) {
      match.penalties.push_back(
          {fmt::format("{} for {}", source.lang, request_.lang), kRegionPenalty});
    }
    if (match.provenance.origin == Origin::automatic && match.provenance.confidence) {
      const double points =
          std::round(kUnsurePenalty * (1.0 - *match.provenance.confidence) * 10.0) / 10.0;
      if (points > 0) {
        match.penalties.push_back(
            {fmt::format("aligned automatically, confidence {:.2f}", *match.provenance.confidence),
             points});
      }
    }
  }

  void judge_sense(std::string_view own, std::string_view theirs, Match& match) const {
    if (own == theirs) return;
    const std::vector<std::string> reasons = guard(own, theirs, lang_);
    if (reasons.empty()) return;
    double left = match.score;
    for (const Penalty& p : match.penalties) left -= p.points;
    // The first reason takes off what is over the cap; the others are told.
    double over = std::max(0.0, left - kGuardCap);
    for (const std::string& reason : reasons) {
      match.penalties.push_back({reason, over});
      over = 0.0;
    }
  }

  // Exact matches that disagree about the target.
  void note_several() {
    std::map<std::string, std::set<std::string>> translations;
    const auto is_exact = [](const Match& m) {
      return m.kind == MatchKind::exact || m.kind == MatchKind::context;
    };
    for (const Match& m : matches_) {
      if (!is_exact(m)) continue;
      for (const auto& [lang, text] : m.targets) translations[lang].insert(text);
    }
    for (Match& m : matches_) {
      if (!is_exact(m)) continue;
      for (const auto& [lang, text] : m.targets) {
        if (translations[lang].size() < 2) continue;
        m.penalties.push_back(
            {fmt::format("{} translations into {}", translations[lang].size(), lang),
             kSeveralPenalty});
        break;
      }
    }
  }

  const std::vector<const Memory*>& memories_;
  const LookupRequest& request_;
  std::string lang_;
  std::vector<Match> matches_;
};

}  // namespace

std::string_view name(MatchKind kind) {
  switch (kind) {
    case MatchKind::context:
      return "context";
    case MatchKind::exact:
      return "exact";
    case MatchKind::repaired:
      return "repaired";
    case MatchKind::fuzzy:
      return "fuzzy";
  }
  return "";
}

std::vector<Match> lookup(const std::vector<const Memory*>& memories,
                          const LookupRequest& request) {
  return Lookup(memories, request).run();
}

}  // namespace hexapla::memory
