// References, dates and numbers: what every translation must carry.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "analyzers/text/fold.h"
#include "pipeline/check/families.h"
#include "pipeline/check/vote.h"

namespace hexapla::check {
namespace {

struct Family {
  std::vector<Fact> Side::*facts;
  Code differs;
  Code missing;
  Code extra;
  std::string_view noun;
};

std::string_view printed(const Side& side, const Fact& fact) {
  return std::string_view(side.block(fact.block).text()).substr(fact.span.begin, fact.span.size());
}

std::vector<std::string> digit_runs(std::string_view text) {
  std::vector<std::string> out;
  const std::string folded = text::folded(text);
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at;
    while (end < folded.size() && folded[end] >= '0' && folded[end] <= '9') ++end;
    if (end == at) {
      ++at;
      continue;
    }
    std::string run = folded.substr(at, end - at);
    run.erase(0, std::min(run.find_first_not_of('0'), run.size() - 1));
    out.push_back(std::move(run));
    at = end;
  }
  return out;
}

// The figures that show a fact: those printed, or of a pinpoint, which stands beside, its own.
std::vector<std::string> figures_of_fact(const Side& side, const Fact& fact) {
  const std::size_t pinpoint = fact.value.find('#');
  return pinpoint == std::string::npos ? figures_of(printed(side, fact), side.lang)
                                       : digit_runs(std::string_view(fact.value).substr(pinpoint));
}

class Comparison {
 public:
  Comparison(const RowView& row, const Family& family, Reporter& reporter)
      : row_(row), family_(family), reporter_(reporter) {
    for (const Side& s : row.sides) facts_.push_back(s.*family.facts);
  }

  void run() {
    std::vector<Ballot> ballots;
    for (std::size_t k = 0; k < row_.sides.size(); ++k) {
      if (!row_.sides[k].present()) continue;
      std::set<std::string> values;
      for (const Fact& f : facts_[k]) values.insert(f.value);
      ballots.push_back({k, {values.begin(), values.end()}});
    }
    const Languages& languages = reporter_.subject().languages;
    const Result result = vote(ballots, languages.original, languages.base);
    for (const Difference& d : result.differences) judge(d);
  }

 private:
  // The facts with a value, of a side.
  std::vector<const Fact*> of(std::size_t side, const std::string& value) const {
    std::vector<const Fact*> out;
    for (const Fact& f : facts_[side]) {
      if (f.value == value) out.push_back(&f);
    }
    return out;
  }

  // May the value stand in the side though no analyser read it so? Its figures do.
  bool explained(std::size_t side, const Side& from, const Fact& fact) const {
    const Side& s = row_.sides[side];
    const std::vector<std::string> runs = figures_of_fact(from, fact);
    const bool in_figures =
        !runs.empty() &&
        std::all_of(runs.begin(), runs.end(), [&](const auto& r) { return s.has_digits(r); });
    if (family_.facts == &Side::dates) {
      // A month in words is compared by its number.
      const std::string& v = fact.value;
      // "By the end of 2025" and "in the course of 2025, at its end": the same last day, not
      // printed.
      if (v.size() == 10 && !from.has_digits(std::to_string(std::atoi(v.c_str() + 8))) &&
          std::any_of(s.dates.begin(), s.dates.end(),
                      [&](const Fact& f) { return f.value.size() > 20 && f.value.ends_with(v); }))
        return true;
      if (v.size() < 10) return in_figures;
      const auto part = [&](std::size_t at, std::size_t size) {
        return std::to_string(std::atoi(v.substr(at, size).c_str()));
      };
      const bool whole_year = v.size() > 20 && v.substr(4, 6) == "-01-01" && v.ends_with("-12-31");
      bool ok = true;
      for (std::size_t day = 0; ok && day + 10 <= v.size(); day += 11) {
        ok = s.has_digits(part(day, 4));
        if (ok && !whole_year)
          ok = s.has_digits("m" + part(day + 5, 2)) || s.has_digits(part(day + 5, 2));
        // The first and the last day of months need not be printed.
        const int d = std::atoi(v.substr(day + 8, 2).c_str());
        const bool edge = v.size() > 10 && (day == 0 ? d == 1 : d >= 28);
        if (ok && !whole_year && !edge) ok = s.has_digits(std::to_string(d));
      }
      return ok;
    }
    if (in_figures || s.has_digits(fact.value)) return true;
    if (time_of_day(s, fact.value) || as_share(s, fact.value)) return true;
    // Numbers may be read as another kind of value on the other side.
    for (const std::vector<Fact>* other : {&s.numbers, &s.ordinals}) {
      for (const Fact& f : *other) {
        if (f.value == fact.value || f.other == fact.value) return true;
      }
    }
    return false;
  }

  // Half is 50 per cent.
  static bool as_share(const Side& s, const std::string& value) {
    static constexpr std::pair<std::string_view, std::string_view> kShares[] = {
        {"1/2", "50"}, {"1/4", "25"}, {"3/4", "75"}, {"1/5", "20"},
        {"2/5", "40"}, {"3/5", "60"}, {"4/5", "80"}, {"1/10", "10"}};
    for (const auto& [fraction, share] : kShares) {
      if (value != fraction && value != share) continue;
      const std::string_view wanted = value == fraction ? share : fraction;
      for (const Fact& f : s.numbers) {
        if (f.value == wanted && (value != fraction || f.unit == "%")) return true;
      }
    }
    return false;
  }

  // Half past six in the evening is 6.30 and 18.30.
  static bool time_of_day(const Side& s, const std::string& value) {
    const std::size_t point = value.find('.');
    const std::string hour = value.substr(0, point);
    if (hour.size() > 2 || hour.empty() || !(hour[0] >= '0' && hour[0] <= '9')) return false;
    const int h = std::atoi(hour.c_str());
    if (h > 23 || h == 0) return false;
    if (point != std::string::npos) {
      std::string minute = value.substr(point + 1);
      if (minute.size() == 1) minute += '0';  // canonical decimals lose their last noughts
      if (minute.size() != 2 || !s.has_digits(minute)) return false;
    }
    return s.has_digits(std::to_string(h < 12 ? h + 12 : h - 12));
  }

  // Figures of the fact that the side has less often than the side where the fact stands.
  bool rarer(std::size_t side, std::size_t from, const Fact& fact) const {
    const std::vector<std::string> runs = figures_of_fact(row_.sides[from], fact);
    // In words: the number itself.
    if (runs.empty()) return !row_.sides[side].has_digits(fact.value);
    return std::any_of(runs.begin(), runs.end(), [&](const std::string& r) {
      return row_.sides[side].count_run(r) < row_.sides[from].count_run(r);
    });
  }

  // Does a value of the side stand where the others have another one? Then its figures are more
  // often here, and the figures of the others' value less often, than in every other language.
  bool exchanged(const Difference& d, const std::vector<std::size_t>& rest,
                 const std::string& missing, const std::string& extra) const {
    const std::vector<const Fact*> mine = of(d.side, extra);
    if (mine.empty()) return false;
    std::size_t holders = 0;
    for (const std::size_t k : rest) {
      const std::vector<const Fact*> theirs = of(k, missing);
      if (theirs.empty()) continue;
      if (!rarer(d.side, k, *theirs.front()) || !rarer(k, d.side, *mine.front())) return false;
      ++holders;
    }
    return holders > 0;
  }

  // An identifier with its numbers left out: "UNEP/GLC/COP.#/INF/#".
  static std::string shape(const std::string& canonical) {
    std::string out;
    for (std::size_t at = 0; at < canonical.size();) {
      std::size_t end = at;
      while (end < canonical.size() && canonical[end] >= '0' && canonical[end] <= '9') ++end;
      // Roman numbers, as whole parts: "III/2".
      if (end == at && (at == 0 || canonical[at - 1] == '/' || canonical[at - 1] == '-' ||
                        canonical[at - 1] == ':')) {
        while (end < canonical.size() &&
               std::string_view("IVXLC").find(canonical[end]) != std::string_view::npos)
          ++end;
        if (end < canonical.size() && canonical[end] != '/' && canonical[end] != '.') end = at;
      }
      out += end == at ? canonical[at] : '#';
      at = end == at ? at + 1 : end;
    }
    return out;
  }

  // References of the same shapes stand here as elsewhere, but with other numbers in one place:
  // whatever figures stand around, those are others.
  bool renumbered(const Difference& d) const {
    if (family_.facts != &Side::references || d.missing.empty() ||
        d.missing.size() != d.extra.size())
      return false;
    std::vector<std::string> missing;
    std::vector<std::string> extra;
    for (const std::string& v : d.missing) missing.push_back(shape(v));
    for (const std::string& v : d.extra) extra.push_back(shape(v));
    std::sort(missing.begin(), missing.end());
    std::sort(extra.begin(), extra.end());
    if (missing != extra) return false;
    // Nobody else has any of them.
    for (std::size_t k = 0; k < row_.sides.size(); ++k) {
      if (k == d.side) continue;
      for (const std::string& v : d.extra) {
        if (!of(k, v).empty()) return false;
      }
    }
    return true;
  }

  void judge(const Difference& d) {
    const std::vector<std::size_t> rest = others(row_, {d.side});
    const bool other_numbers = renumbered(d);
    // A value that the others share, with a fact of each that shows it.
    std::vector<std::pair<std::size_t, const Fact*>> expected;
    bool missing_counts = false;
    std::set<std::string> expected_values;
    for (const std::string& v : d.missing) {
      std::size_t holders = 0;
      std::size_t weak = 0;
      bool here = false;
      for (const std::size_t k : rest) {
        const std::vector<const Fact*> facts = of(k, v);
        if (facts.empty()) continue;
        ++holders;
        weak += facts.front()->weak ? 1 : 0;
        here = here || (!other_numbers && explained(d.side, row_.sides[k], *facts.front()));
        expected.emplace_back(k, facts.front());
      }
      if (here && !d.extra.empty()) {
        here = std::none_of(d.extra.begin(), d.extra.end(),
                            [&](const std::string& x) { return exchanged(d, rest, v, x); });
      }
      expected_values.insert(v);
      if (!here && weak == 0 && holders > 0) missing_counts = true;
      if (here) {
        std::erase_if(expected, [&](const auto& e) { return e.second->value == v; });
        expected_values.erase(v);
      }
    }
    std::vector<const Fact*> found;
    bool extra_counts = false;
    bool extra_weak = true;
    for (const std::string& v : d.extra) {
      const std::vector<const Fact*> facts = of(d.side, v);
      if (facts.empty()) continue;
      // Another language has it, in whatever form.
      std::size_t elsewhere = 0;
      for (const std::size_t k : rest) {
        if (explained(k, row_.sides[d.side], *facts.front())) ++elsewhere;
      }
      const bool stands_for = other_numbers || std::any_of(d.missing.begin(), d.missing.end(),
                                                           [&](const std::string& m) {
                                                             return exchanged(d, rest, m, v);
                                                           });
      if (!stands_for && 2 * elsewhere >= rest.size() && elsewhere > 0) continue;
      found.push_back(facts.front());
      if (!facts.front()->weak) extra_counts = true;
      extra_weak = extra_weak && facts.front()->weak;
    }
    const bool both = !found.empty() && !expected.empty();
    if (!(both || missing_counts || extra_counts)) return;
    if (both && !missing_counts && extra_weak && expected_all_weak(expected)) {
      // Words on both sides: only where most languages agree on the number.
      if (agreeing(expected) < 2) return;
    }
    if (!both && !extra_counts) found.clear();
    if (!both && !missing_counts) expected.clear();
    if (found.empty() && expected.empty()) return;
    write(d.side, rest, found, expected);
  }

  static bool expected_all_weak(const std::vector<std::pair<std::size_t, const Fact*>>& facts) {
    return std::all_of(facts.begin(), facts.end(), [](const auto& f) { return f.second->weak; });
  }
  static std::size_t agreeing(const std::vector<std::pair<std::size_t, const Fact*>>& facts) {
    std::map<std::string, std::size_t> count;
    std::size_t most = 0;
    for (const auto& [k, f] : facts) most = std::max(most, ++count[f->value]);
    return most;
  }

  void write(std::size_t side, const std::vector<std::size_t>& rest,
             const std::vector<const Fact*>& found,
             const std::vector<std::pair<std::size_t, const Fact*>>& expected) {
    const Code code = found.empty()      ? family_.missing
                      : expected.empty() ? family_.extra
                                         : family_.differs;
    Reporter::Draft draft = reporter_.add(row_, code, {side});
    std::vector<std::string> here;
    for (const Fact* f : found) {
      draft.mark(side, f->block, f->span);
      const std::string text = with_unit(row_.sides[side], *f);
      if (std::find(here.begin(), here.end(), text) == here.end()) here.push_back(text);
    }
    // The words of the base language where it has them, else of the first that does.
    const std::size_t base = static_cast<std::size_t>(reporter_.subject().languages.base);
    std::size_t speaker = expected.empty() ? 0 : expected.front().first;
    for (const auto& [k, f] : expected) {
      if (k == base) speaker = k;
    }
    std::vector<std::string> there;
    std::vector<std::string> evidence;
    for (const auto& [k, f] : expected) {
      draft.mark(k, f->block, f->span);
      const std::string text = with_unit(row_.sides[k], *f);
      evidence.push_back(fmt::format("{} in {}", text, row_.sides[k].lang));
      if (k == speaker && std::find(there.begin(), there.end(), text) == there.end())
        there.push_back(text);
    }
    for (const std::string& text : here)
      evidence.push_back(fmt::format("{} in {}", text, row_.sides[side].lang));
    std::string proof;
    for (const std::string& e : evidence) proof += (proof.empty() ? "" : "; ") + e;
    draft.found(list(here)).expected(list(there)).evidence(proof);
    const std::string me = language_name(row_.sides[side].lang);
    const std::string them = names_of(row_, rest);
    const char* have = rest.size() == 1 ? "has" : "have";
    if (found.empty()) {
      draft.say(
          fmt::format("{} lacks the {} {} that {} {}.", me, family_.noun, list(there), them, have));
    } else if (expected.empty()) {
      draft.say(fmt::format("{} has the {} {}, which {} {} not.", me, family_.noun, list(here),
                            them, have));
    } else {
      draft.say(fmt::format("{} has the {} {} where {} {} {}.", me, family_.noun, list(here), them,
                            have, list(there)));
    }
  }

  static std::string with_unit(const Side& side, const Fact& fact) {
    return excerpt(printed(side, fact), 60);
  }

  const RowView& row_;
  const Family& family_;
  Reporter& reporter_;
  std::vector<std::vector<Fact>> facts_;
};

// The same number of something else.
void compare_units(const RowView& row, Reporter& reporter) {
  // A value counts where every side has it once.
  std::map<std::string, std::vector<std::pair<std::size_t, const Fact*>>> by_value;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    for (const Fact& f : row.sides[k].numbers) by_value[f.value].emplace_back(k, &f);
  }
  for (const auto& [value, facts] : by_value) {
    std::vector<Ballot> ballots;
    std::set<std::size_t> seen;
    bool once = true;
    for (const auto& [k, f] : facts) {
      once = once && seen.insert(k).second;
      if (!f->unit.empty()) ballots.push_back({k, {f->unit}});
    }
    // "45" where all others have "45 per cent": of a range the last number may bear the sign.
    if (once && facts.size() > 2) {
      std::vector<std::size_t> bare;
      std::size_t percent = 0;
      for (const auto& [k, f] : facts) {
        percent += f->unit == "%" ? 1 : 0;
        if (f->unit.empty() && !f->weak) bare.push_back(k);
      }
      if (bare.size() == 1 && percent + 1 == facts.size() && percent + 1 == row.present) {
        const std::size_t k = bare.front();
        const auto share = [](const Side& s) {
          return std::count_if(s.numbers.begin(), s.numbers.end(),
                               [](const Fact& f) { return f.unit == "%"; });
        };
        const bool fewest = std::none_of(facts.begin(), facts.end(), [&](const auto& f) {
          return f.first != k && share(row.sides[f.first]) <= share(row.sides[k]);
        });
        const bool ranges = share(row.sides[k]) > 0;
        if (fewest && !ranges) {
          Reporter::Draft draft = reporter.add(row, Code::unit, {k});
          for (const auto& [j, f] : facts) draft.mark(j, f->block, f->span);
          draft.expected("%")
              .evidence(fmt::format("{} in {}, {} % elsewhere", value, row.sides[k].lang, value))
              .say(fmt::format("{} has {} without “per cent”, which {} have.",
                               language_name(row.sides[k].lang), value,
                               names_of(row, others(row, {k}))));
          continue;
        }
      }
    }
    if (!once || ballots.size() < 2) continue;
    const Languages& languages = reporter.subject().languages;
    for (const Difference& d : vote(ballots, languages.original, languages.base).differences) {
      if (d.extra.empty() || d.missing.empty()) continue;
      Reporter::Draft draft = reporter.add(row, Code::unit, {d.side});
      for (const auto& [k, f] : facts) draft.mark(k, f->block, f->span);
      draft.found(d.extra.front())
          .expected(d.missing.front())
          .evidence(fmt::format("{} {} in {}, {} elsewhere", value, d.extra.front(),
                                row.sides[d.side].lang, d.missing.front()))
          .say(fmt::format("{} counts {} in {} where {} {} {}.",
                           language_name(row.sides[d.side].lang), value, d.extra.front(),
                           names_of(row, others(row, {d.side})),
                           others(row, {d.side}).size() == 1 ? "has" : "have", d.missing.front()));
    }
  }
}

// The text of a block without what was compared already.
std::string outside_facts(const Side& side, std::size_t block) {
  std::string out = side.block(block).text();
  for (const std::vector<Fact>* facts :
       {&side.references, &side.dates, &side.numbers, &side.ordinals}) {
    for (const Fact& f : *facts) {
      if (f.block == block)
        std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(f.span.begin), f.span.size(), ' ');
    }
  }
  return out;
}

// What no analyser reads as a number is compared figure by figure: telephone numbers, times of day.
void compare_figures(const RowView& row, Reporter& reporter) {
  std::vector<Ballot> ballots;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (!row.sides[k].present()) continue;
    Ballot b;
    b.side = k;
    for (std::size_t i = 0; i < row.sides[k].blocks.size(); ++i) {
      for (std::string& run : digit_runs(outside_facts(row.sides[k], i)))
        b.values.push_back(std::move(run));
    }
    std::sort(b.values.begin(), b.values.end());
    b.values.erase(std::unique(b.values.begin(), b.values.end()), b.values.end());
    ballots.push_back(std::move(b));
  }
  const Languages& languages = reporter.subject().languages;
  for (const Difference& d : vote(ballots, languages.original, languages.base).differences) {
    const Side& side = row.sides[d.side];
    // Only where something stands instead: a figure that is merely absent may be in words.
    std::vector<std::string> missing;
    for (const std::string& v : d.missing) {
      const bool in_words = side.has_digits(v) ||
                            std::any_of(side.numbers.begin(), side.numbers.end(),
                                        [&](const Fact& f) { return f.value == v; }) ||
                            std::any_of(side.ordinals.begin(), side.ordinals.end(),
                                        [&](const Fact& f) { return f.value == v; });
      if (!in_words) missing.push_back(v);
    }
    std::vector<std::string> extra;
    for (const std::string& v : d.extra) {
      const bool known = std::any_of(row.sides.begin(), row.sides.end(), [&](const Side& s) {
        return &s != &side && (s.has_digits(v) ||
                               std::any_of(s.numbers.begin(), s.numbers.end(),
                                           [&](const Fact& f) { return f.value == v; }) ||
                               std::any_of(s.ordinals.begin(), s.ordinals.end(),
                                           [&](const Fact& f) { return f.value == v; }));
      });
      if (!known) extra.push_back(v);
    }
    if (missing.empty() || extra.empty()) continue;
    if (reporter.has(row.index, side.lang,
                     {Code::reference, Code::reference_missing, Code::reference_extra, Code::date,
                      Code::date_missing, Code::date_extra, Code::number, Code::number_missing,
                      Code::number_extra, Code::untranslated}))
      continue;
    const std::vector<std::size_t> rest = others(row, {d.side});
    Reporter::Draft draft = reporter.add(row, Code::number, {d.side});
    for (std::size_t k = 0; k < row.sides.size(); ++k) {
      const std::vector<std::string>& wanted = k == d.side ? extra : missing;
      for (std::size_t i = 0; i < row.sides[k].blocks.size(); ++i) {
        const std::string& text = row.sides[k].block(i).text();
        for (const std::string& v : wanted) {
          const std::size_t at = text.find(v);
          if (at != std::string::npos) draft.mark(k, i, {at, at + v.size()});
        }
      }
    }
    draft.found(list(extra))
        .expected(list(missing))
        .evidence(fmt::format("{} in {}, {} elsewhere", list(extra), side.lang, list(missing)))
        .say(fmt::format("{} has the figures {} where {} {} {}.", language_name(side.lang),
                         list(extra), names_of(row, rest), rest.size() == 1 ? "has" : "have",
                         list(missing)));
  }
}

}  // namespace

void check_values(const RowView& row, Reporter& reporter) {
  static const Family kFamilies[] = {
      {&Side::references, Code::reference, Code::reference_missing, Code::reference_extra,
       "reference"},
      {&Side::dates, Code::date, Code::date_missing, Code::date_extra, "date"},
      {&Side::numbers, Code::number, Code::number_missing, Code::number_extra, "number"},
      {&Side::ordinals, Code::number, Code::number_missing, Code::number_extra, "number"},
  };
  for (const Family& family : kFamilies) Comparison(row, family, reporter).run();
  compare_units(row, reporter);
  compare_figures(row, reporter);
  check_repeats(row, reporter);
}

}  // namespace hexapla::check
