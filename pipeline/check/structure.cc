// Omitted, added, merged, split, moved.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analyzers/text/utf8.h"
#include "pipeline/check/families.h"
#include "pipeline/check/lengths.h"

namespace hexapla::check {
namespace {

bool is_note(const RowView& row) {
  for (const Side& s : row.sides) {
    if (s.present()) return s.first().type == document::BlockType::note;
  }
  return false;
}

const Side& any(const RowView& row, const Subject& subject) {
  const Side& base = row.sides[static_cast<std::size_t>(subject.languages.base)];
  if (base.present()) return base;
  return *std::find_if(row.sides.begin(), row.sides.end(),
                       [](const Side& s) { return s.present(); });
}

void absent(const RowView& row, Reporter& reporter) {
  if (row.present == row.sides.size() || row.letterhead()) return;
  const Languages& languages = reporter.subject().languages;
  const Side& base = row.sides[static_cast<std::size_t>(languages.base)];
  const bool belongs = languages.original >= 0               ? base.present()
                       : 2 * row.present == row.sides.size() ? base.present()
                                                             : 2 * row.present > row.sides.size();
  std::vector<std::size_t> here;
  std::vector<std::size_t> gone;
  for (std::size_t k = 0; k < row.sides.size(); ++k)
    (row.sides[k].present() ? here : gone).push_back(k);
  const std::string text = excerpt(any(row, reporter.subject()).text, 60);
  if (!belongs) {
    reporter.add(row, Code::added, here)
        .found(text)
        .evidence(fmt::format("not in {}", names_of(row, gone)))
        .say(fmt::format("{} a block that {} not: “{}”.",
                         names_of(row, here) + (here.size() == 1 ? " has" : " have"),
                         names_of(row, gone) + (gone.size() == 1 ? " has" : " have"), text));
    return;
  }
  for (const std::size_t k : gone) {
    const bool note = is_note(row);
    reporter.add(row, note ? Code::note_missing : Code::omitted, {k})
        .expected(text)
        .evidence(fmt::format("present in {}", names_of(row, here)))
        .say(fmt::format("{} lacks {} that {} {}: “{}”.", language_name(row.sides[k].lang),
                         note ? "a note" : "a block", names_of(row, here),
                         here.size() == 1 ? "has" : "have", text));
  }
}

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

// Is a block left out where a side has fewer than `usual`, or are they merged? Decided by length:
// the side with all of the others' text beside it, and with one of their blocks taken away.
bool left_out(const RowView& row, std::size_t side, std::size_t usual, double ratio,
              const Lengths& lengths) {
  const double merged = std::abs(std::log(ratio));
  if (ratio >= 0.88 || lengths.expected(row, side) < 60) return false;
  double best = merged;
  for (std::size_t gone = 0; gone < usual; ++gone) {
    // The share of that block in the text of the sides that have all of them.
    double share = 0;
    double sides = 0;
    for (const Side& s : row.sides) {
      if (s.blocks.size() != usual || s.length == 0) continue;
      share += static_cast<double>(text::count_code_points(s.block(gone).text())) /
               static_cast<double>(text::count_code_points(s.text));
      sides += 1;
    }
    if (sides == 0) return false;
    share /= sides;
    // A short block is no evidence: lengths vary by that much.
    if (share < 0.12 || share > 0.95) continue;
    best = std::min(best, std::abs(std::log(ratio / (1 - share))));
  }
  // Merging must be a bad fit and leaving out a good one.
  const double spread = 0.1 + 1.2 / std::sqrt(lengths.expected(row, side));
  return merged > spread && best < 0.5 * merged;
}

void counts(const RowView& row, const Lengths& lengths, Reporter& reporter) {
  if (row.present < 2 || row.letterhead()) return;
  const std::size_t usual = usual_count(row, reporter.subject().languages);
  std::vector<std::size_t> fewer;
  std::vector<std::size_t> more;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    const std::size_t n = row.sides[k].blocks.size();
    if (n > 0 && n < usual) fewer.push_back(k);
    if (n > usual) more.push_back(k);
  }
  // Fewer blocks with less text: one was left out, not merged.
  for (auto it = fewer.begin(); it != fewer.end();) {
    const double ratio = lengths.ratio(row, *it);
    if (!left_out(row, *it, usual, ratio, lengths)) {
      ++it;
      continue;
    }
    const std::vector<std::size_t> rest = others(row, {*it});
    reporter.add(row, Code::omitted, {*it})
        .evidence(fmt::format("{} instead of {} blocks, {:.0f} % of the text to be expected",
                              row.sides[*it].blocks.size(), usual, 100 * ratio))
        .say(fmt::format("{} has {} of the {} blocks that {} {}, and too little text for them.",
                         language_name(row.sides[*it].lang), row.sides[*it].blocks.size(), usual,
                         names_of(row, rest), rest.size() == 1 ? "has" : "have"));
    it = fewer.erase(it);
  }
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
  for (const RowView& row : reporter.subject().rows) {
    absent(row, reporter);
    counts(row, lengths, reporter);
  }
  order(reporter);
}

}  // namespace hexapla::check
