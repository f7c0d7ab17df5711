// Figures that stand more than once in a row, and figures that no analyser reads.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "analyzers/text/fold.h"
#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

// What stands in figures anywhere in a side: numbers by their values, however they are printed, and
// what is no number (dates, references, labels, times of day) figure by figure; with repeats.
struct Token {
  std::string value;
  std::size_t block = 0;
  Span span;  // empty: a label or a Chinese numeral, not pointed at
};

// "18.30": elsewhere it may be "18 h 30".
bool clock_time(std::string_view printed) {
  const std::string folded = text::folded(printed);
  const auto digit = [&](std::size_t at) { return folded[at] >= '0' && folded[at] <= '9'; };
  const std::size_t n = folded.size();
  return (n == 4 || n == 5) && digit(n - 1) && digit(n - 2) && !digit(n - 3) && digit(0) &&
         std::atoi(folded.c_str()) <= 24;
}

std::vector<Token> tokens_of(const Side& side) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < side.blocks.size(); ++i) {
    std::string text = side.block(i).text();
    for (const std::vector<Fact>* facts : {&side.numbers, &side.ordinals}) {
      for (const Fact& f : *facts) {
        if (f.block != i ||
            clock_time(std::string_view(side.block(i).text()).substr(f.span.begin, f.span.size())))
          continue;
        std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(f.span.begin), f.span.size(), ' ');
        out.push_back({f.value, i, f.span});
      }
    }
    for (std::string& run : figures_of(text, side.lang)) {
      std::size_t at = text.find(run);
      Span span;
      if (at != std::string::npos) span = {at, at + run.size()};
      out.push_back({std::move(run), i, span});
    }
    if (!side.block(i).label.empty()) {
      for (std::string& run : figures_of(side.block(i).label.view(), side.lang))
        out.push_back({std::move(run), i, {}});
    }
  }
  return out;
}

}  // namespace

// Does one figure of a side stand where the others have another one? A value that a row has twice
// is told by how often it stands: one value less often than in most others, and another one more
// often than in any.
void check_repeats(const RowView& row, Reporter& reporter) {
  std::vector<std::vector<Token>> tokens(row.sides.size());
  std::vector<std::map<std::string, std::size_t>> count(row.sides.size());
  std::size_t present = 0;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (!row.sides[k].present()) continue;
    ++present;
    tokens[k] = tokens_of(row.sides[k]);
    for (const Token& t : tokens[k]) ++count[k][t.value];
  }
  if (present < 3) return;
  const Languages& languages = reporter.subject().languages;
  const auto times = [&](std::size_t k, const std::string& v) {
    const auto it = count[k].find(v);
    return it != count[k].end() ? it->second : 0;
  };
  // Does the side have it more often than most of the others?
  const auto more_often = [&](const std::vector<std::size_t>& rest, std::size_t k,
                              const std::string& v) {
    const auto fewer = std::count_if(rest.begin(), rest.end(),
                                     [&](std::size_t j) { return times(j, v) < times(k, v); });
    return 2 * static_cast<std::size_t>(fewer) > rest.size();
  };
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    const Side& side = row.sides[k];
    if (!side.present() || static_cast<int>(k) == languages.original) continue;
    const std::vector<std::size_t> rest = others(row, {k});
    std::set<std::string> known;
    for (const std::size_t j : rest) {
      for (const auto& [v, n] : count[j]) known.insert(v);
    }
    std::vector<std::string> missing;
    for (const std::string& v : known) {
      const auto more = std::count_if(rest.begin(), rest.end(),
                                      [&](std::size_t j) { return times(j, v) > times(k, v); });
      if (2 * static_cast<std::size_t>(more) <= rest.size()) continue;
      // Half past six in the evening is 18.30.
      const int hour = v.size() < 3 ? std::atoi(v.c_str()) : 0;
      const int twelve = hour > 12 ? hour - 12 : hour + 12;
      if (hour > 0 && hour <= 24 && more_often(rest, k, std::to_string(twelve))) continue;
      missing.push_back(v);
    }
    std::vector<std::string> extra;
    for (const auto& [v, n] : count[k]) {
      if (std::all_of(rest.begin(), rest.end(),
                      [&, &value = v, times_here = n](std::size_t j) {
                        return times(j, value) < times_here;
                      }) &&
          std::any_of(tokens[k].begin(), tokens[k].end(), [&, value = v](const Token& t) {
            return t.value == value && t.span.size() > 0;
          }))
        extra.push_back(v);
    }
    if (missing.size() != 1 || extra.size() != 1) continue;
    if (reporter.has(row.index, side.lang,
                     {Code::reference, Code::reference_missing, Code::reference_extra, Code::date,
                      Code::date_missing, Code::date_extra, Code::number, Code::number_missing,
                      Code::number_extra, Code::label, Code::untranslated, Code::omitted,
                      Code::added, Code::merged, Code::split}))
      continue;
    Reporter::Draft draft = reporter.add(row, Code::number, {k});
    for (std::size_t j = 0; j < row.sides.size(); ++j) {
      for (const Token& t : tokens[j]) {
        if (t.value == (j == k ? extra : missing).front() && t.span.size() > 0)
          draft.mark(j, t.block, t.span);
      }
    }
    draft.found(extra.front())
        .expected(missing.front())
        .evidence(fmt::format("{} more often and {} less often in {} than elsewhere", extra.front(),
                              missing.front(), side.lang))
        .say(fmt::format("{} has the figure {} where {} {} {}.", language_name(side.lang),
                         extra.front(), names_of(row, rest), rest.size() == 1 ? "has" : "have",
                         missing.front()));
  }
}

}  // namespace hexapla::check
