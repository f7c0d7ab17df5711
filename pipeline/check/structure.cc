// Omitted, added, merged, split, moved.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/check/absent.h"
#include "pipeline/check/coverage.h"
#include "pipeline/check/families.h"
#include "pipeline/check/lengths.h"

namespace hexapla::check {
namespace {

// The number of blocks that is right.
std::size_t usual_count(const RowView& row, const Languages& languages) {
  const Side& base = row.sides[static_cast<std::size_t>(languages.base)];
  if (languages.original >= 0 && base.present()) return base.blocks.size();
  std::map<std::size_t, std::size_t> votes;
  for (const Side& s : row.sides) {
    if (s.present()) ++votes[s.blocks.size()];
  }
  std::size_t most = 0;
  for (const auto& [count, n] : votes) most = std::max(most, n);
  if (base.present() && votes[base.blocks.size()] == most) return base.blocks.size();
  for (const auto& [count, n] : votes) {
    if (n == most) return count;
  }
  return 1;
}

// A block of one side that the other sides of the row do not have.
struct Surplus {
  std::size_t block = 0;  // position in the side that has it
  double score = 0;       // for its being surplus, against that all is there: the mean of the sides
};

// Does the score of `sides` languages together speak for an omission? What looks like one to the
// aligner has a row of its own; among the rows of several blocks far more are merged than left out,
// so that one language alone must be sure. Several languages know more than one.
bool convinces(double score, std::size_t sides) {
  return score * std::min(3.1, static_cast<double>(sides)) > 3.5;
}

// How a text is divided by its marks: those that end sentences and paragraphs, and any.
struct Stops {
  std::size_t strong = 0;
  std::size_t all = 0;
};

Stops stops_in(std::string_view text) {
  Stops out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    const bool strong =
        c.value == ';' || c.value == 0x061B || c.value == 0x3002 || c.value == 0xFF1B ||
        c.value == '!' || c.value == '?' || c.value == 0x061F || c.value == ':' ||
        c.value == 0xFF1A ||
        // A full stop inside a symbol or a number ends nothing.
        (c.value == '.' && (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n'));
    const bool weak = c.value == ',' || c.value == 0x060C || c.value == 0xFF0C || c.value == 0x3001;
    out.strong += strong ? 1 : 0;
    out.all += strong || weak ? 1 : 0;
    at += c.size;
  }
  return out;
}

// What was merged keeps the marks at which it is divided elsewhere. Above 0: those of `block` and
// `rest` together are not in `text`, those of `rest` alone may be.
double stops_missing(std::string_view block, std::string_view rest, std::string_view text) {
  const Stops mine = stops_in(block);
  const Stops beside = stops_in(rest);
  const Stops there = stops_in(text);
  if (mine.strong > 0 && there.strong < mine.strong + beside.strong)
    return there.strong <= beside.strong ? (there.all <= beside.all ? 1.2 : 0.7) : 0.2;
  if (mine.all > 0 && there.all < mine.all + beside.all) return there.all <= beside.all ? 0.6 : 0.0;
  return -0.6;
}

// Looks for it by length (does what is there fit better without the block?) and by words (are its
// translations there?). `more` has more blocks than the sides `fewer`.
Surplus find_surplus(const RowView& row, std::size_t more, const std::vector<std::size_t>& fewer,
                     const Lengths& lengths, const Coverage& coverage) {
  const Side& x = row.sides[more];
  Surplus best{0, -1e9};
  const double all = std::max(1.0, static_cast<double>(text::count_code_points(x.text)));
  for (std::size_t i = 0; i < x.blocks.size(); ++i) {
    const std::string& text = x.block(i).text();
    const double share = static_cast<double>(text::count_code_points(text)) / all;
    if (share > 0.97) continue;
    std::string rest;
    for (std::size_t j = 0; j < x.blocks.size(); ++j) {
      if (j != i) rest += x.block(j).text() + '\n';
    }
    double score = 0;
    for (const std::size_t k : fewer) {
      const double expected = lengths.expected_from(row, k, more);
      const double spread = 0.13 + 1.3 / std::sqrt(std::max(expected, 4.0));
      const double ratio = std::log(lengths.ratio_to(row, k, more));
      const double without = std::log(lengths.ratio_to(row, k, more) / (1 - share));
      const double length = 0.5 * (ratio * ratio - without * without) / (spread * spread);
      score += std::clamp(length, -6.0, 6.0) +
               0.8 * coverage.missing(more, text, rest, k, row.sides[k].text) +
               1.5 * stops_missing(text, rest, row.sides[k].text);
    }
    score /= static_cast<double>(fewer.size());
    if (score > best.score) best = {i, score};
  }
  return best;
}

// Sides with fewer blocks from which a block was left out, rather than merged into others, are
// reported and taken out of `fewer`.
void leave_out(const RowView& row, const std::vector<std::size_t>& whole,
               std::vector<std::size_t>& fewer, const Lengths& lengths, const Coverage& coverage,
               Reporter& reporter) {
  for (auto it = fewer.begin(); it != fewer.end() && !whole.empty();) {
    const std::size_t k = *it;
    // Each of the others that is whole has a say.
    std::map<std::size_t, double> votes;
    for (const std::size_t j : whole) {
      const Surplus s = find_surplus(row, j, {k}, lengths, coverage);
      votes[s.block] += s.score / static_cast<double>(whole.size());
    }
    const auto best =
        std::max_element(votes.begin(), votes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (!convinces(best->second, whole.size())) {
      ++it;
      continue;
    }
    const std::size_t block = best->first;
    const bool note = row.sides[whole.front()].block(block).type == document::BlockType::note;
    Reporter::Draft draft = reporter.add(row, note ? Code::note_missing : Code::omitted, {k});
    for (const std::size_t j : whole) draft.mark(j, block, {});
    const std::vector<std::uint32_t>& mine = row.sides[k].blocks;
    draft.gap(k,
              static_cast<int>(block == 0 ? mine.front() : mine[std::min(block, mine.size()) - 1]) -
                  (block == 0 ? 1 : 0));
    const std::string text = excerpt(row.sides[whole.front()].block(block).text(), 60);
    draft.expected(text)
        .evidence(fmt::format("present in {}; {} instead of {} blocks here", names_of(row, whole),
                              mine.size(), row.sides[whole.front()].blocks.size()))
        .say(fmt::format("{} lacks a block that {} {}: “{}”.", language_name(row.sides[k].lang),
                         names_of(row, whole), whole.size() == 1 ? "has" : "have", text));
    it = fewer.erase(it);
  }
}

// The same for sides that have a block more than the others.
void put_in(const RowView& row, const std::vector<std::size_t>& whole,
            std::vector<std::size_t>& more, const Lengths& lengths, const Coverage& coverage,
            Reporter& reporter) {
  for (auto it = more.begin(); it != more.end() && !whole.empty();) {
    const std::size_t k = *it;
    const Surplus s = find_surplus(row, k, whole, lengths, coverage);
    if (!convinces(s.score, whole.size())) {
      ++it;
      continue;
    }
    const std::string text = excerpt(row.sides[k].block(s.block).text(), 60);
    Reporter::Draft draft = reporter.add(row, Code::added, {k});
    draft.mark(k, s.block, {});
    for (const std::size_t j : whole) draft.gap(j, static_cast<int>(row.sides[j].blocks.back()));
    draft.found(text)
        .evidence(fmt::format("not in {}", names_of(row, whole)))
        .say(fmt::format("{} has a block that {} {} not: “{}”.", language_name(row.sides[k].lang),
                         names_of(row, whole), whole.size() == 1 ? "has" : "have", text));
    it = more.erase(it);
  }
}

// Lines on top of a document are set in every language's own way, but for one that all the others
// have.
void letterhead_lines(const RowView& row, const Lengths& lengths, const Coverage& coverage,
                      Reporter& reporter) {
  if (!row.letterhead() || row.present < row.sides.size() || row.sides.size() < 4) return;
  std::map<std::size_t, std::vector<std::size_t>> by_count;
  for (std::size_t k = 0; k < row.sides.size(); ++k)
    by_count[row.sides[k].blocks.size()].push_back(k);
  if (by_count.size() != 2) return;
  std::vector<std::size_t> fewer = by_count.begin()->second;
  const auto& [n, whole] = *by_count.rbegin();
  if (fewer.size() != 1 || by_count.begin()->first + 1 != n) return;
  const std::size_t k = fewer.front();
  std::map<std::size_t, double> votes;
  for (const std::size_t j : whole) {
    const Surplus s = find_surplus(row, j, fewer, lengths, coverage);
    votes[s.block] += s.score;
  }
  const std::size_t block =
      std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      })->first;
  Reporter::Draft draft = reporter.add(row, Code::omitted, {k});
  for (const std::size_t j : whole) draft.mark(j, block, {});
  draft.gap(k, static_cast<int>(row.sides[k].blocks.front() + block) - 1);
  const std::string text = excerpt(
      (row.sides[static_cast<std::size_t>(reporter.subject().languages.base)].blocks.size() == n
           ? row.sides[static_cast<std::size_t>(reporter.subject().languages.base)]
           : row.sides[whole.front()])
          .block(block)
          .text(),
      60);
  draft.expected(text)
      .evidence(fmt::format("{} instead of {} lines here", n - 1, n))
      .say(fmt::format("{} lacks a line at the top that {} have, it seems “{}”.",
                       language_name(row.sides[k].lang), names_of(row, whole), text));
}

void counts(const RowView& row, const Lengths& lengths, const Coverage& coverage,
            Reporter& reporter) {
  if (row.present < 2 || row.letterhead()) return;
  const std::size_t usual = usual_count(row, reporter.subject().languages);
  std::vector<std::size_t> fewer;
  std::vector<std::size_t> more;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    const std::size_t n = row.sides[k].blocks.size();
    if (n > 0 && n < usual) fewer.push_back(k);
    if (n > usual) more.push_back(k);
  }
  std::vector<std::size_t> whole;  // sides with the usual number of blocks
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (row.sides[k].blocks.size() == usual) whole.push_back(k);
  }
  leave_out(row, whole, fewer, lengths, coverage, reporter);
  put_in(row, whole, more, lengths, coverage, reporter);
  for (const auto& [sides, code] :
       {std::pair{&fewer, Code::merged}, std::pair{&more, Code::split}}) {
    if (sides->empty()) continue;
    std::vector<std::string> numbers;
    for (const std::size_t k : *sides)
      numbers.push_back(
          fmt::format("{} in {}", row.sides[k].blocks.size(), language_name(row.sides[k].lang)));
    reporter.add(row, code, *sides)
        .evidence(fmt::format("{}, {} elsewhere", list(numbers), usual))
        .say(fmt::format("{} {} into {} what is {} elsewhere.", names_of(row, *sides),
                         code == Code::merged ? "merged" : "divided",
                         row.sides[sides->front()].blocks.size() == 1
                             ? "one block"
                             : fmt::format("{} blocks", row.sides[sides->front()].blocks.size()),
                         usual == 1 ? "one block" : fmt::format("{} blocks", usual)));
  }
}

// Rows whose blocks of a side are out of step with the rows around: all but a longest ascending
// run.
std::vector<bool> displaced(const std::vector<RowView>& rows, std::size_t side) {
  std::vector<std::size_t> tails;  // tails[n]: row that ends the best run of n + 1 rows
  std::vector<std::ptrdiff_t> before(rows.size(), -1);
  const auto key = [&](std::size_t r) { return rows[r].sides[side].blocks.front(); };
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (!rows[r].sides[side].present()) continue;
    const auto at = std::lower_bound(tails.begin(), tails.end(), r,
                                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    if (at != tails.begin()) before[r] = static_cast<std::ptrdiff_t>(*(at - 1));
    if (at == tails.end()) {
      tails.push_back(r);
    } else {
      *at = r;
    }
  }
  std::vector<bool> out(rows.size(), false);
  for (std::size_t r = 0; r < rows.size(); ++r) out[r] = rows[r].sides[side].present();
  for (std::ptrdiff_t r = tails.empty() ? -1 : static_cast<std::ptrdiff_t>(tails.back()); r >= 0;
       r = before[static_cast<std::size_t>(r)])
    out[static_cast<std::size_t>(r)] = false;
  return out;
}

void order(Reporter& reporter) {
  const Subject& subject = reporter.subject();
  if (subject.rows.empty()) return;
  std::vector<std::vector<bool>> off;
  for (std::size_t k = 0; k < subject.languages.expressions.size(); ++k)
    off.push_back(displaced(subject.rows, k));
  for (std::size_t r = 0; r < subject.rows.size(); ++r) {
    const RowView& row = subject.rows[r];
    std::vector<std::size_t> moved;
    for (std::size_t k = 0; k < off.size(); ++k) {
      if (off[k][r]) moved.push_back(k);
    }
    if (moved.empty() || row.present < 2 || row.letterhead()) continue;
    // Rows follow the first text: where most others are out of step, it is the one that moved.
    std::vector<std::size_t> still = others(row, moved);
    const int original = subject.languages.original;
    const bool turned = original >= 0 ? std::find(moved.begin(), moved.end(),
                                                  static_cast<std::size_t>(original)) != moved.end()
                                      : moved.size() > still.size();
    const std::vector<std::size_t>& who = turned && !still.empty() ? still : moved;
    reporter.add(row, Code::order, who)
        .evidence("the blocks before and after it are in the same order")
        .say(fmt::format("This block stands at another place in {} than in the other languages.",
                         names_of(row, who)));
  }
}

}  // namespace

void check_structure(Reporter& reporter) {
  const Lengths lengths(reporter.subject());
  const Coverage coverage(reporter.subject());
  const std::vector<RowView>& rows = reporter.subject().rows;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const RowView& row = rows[r];
    check_absent(r, coverage, reporter);
    letterhead_lines(row, lengths, coverage, reporter);
    counts(row, lengths, coverage, reporter);
  }
  order(reporter);
}

}  // namespace hexapla::check
