// Numbers and letters of paragraphs.
#include "pipeline/normalize/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzers/text/utf8.h"
#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

// The values that a label may have: "c)" is the third letter and one hundred.
std::vector<int> values_of(const document::Block& block) {
  std::string text(text::trim(block.label.view()));
  while (text.starts_with('[')) text.erase(0, 1);  // of a bracketed paragraph
  if (text.empty()) return {};
  const std::optional<normalize::Label> label = normalize::parse_label(text + " x");
  if (!label || label->kind == normalize::LabelKind::multi_decimal) {
    // "1.2", "*": by its digits.
    int value = 0;
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::decode(text, at);
      if (text::is_digit(c.value) && value < 100000) {
        value = value * 10 + text::digit_value(c.value);
        any = true;
      }
      at += c.size;
    }
    return any ? std::vector<int>{value} : std::vector<int>{};
  }
  std::vector<int> out{label->ordinal};
  if (label->roman > 0) out.push_back(label->roman);
  return out;
}

bool contains(const std::vector<int>& values, int v) {
  return std::find(values.begin(), values.end(), v) != values.end();
}

void compare(const RowView& row, std::size_t position, std::vector<int>& shift,
             Reporter& reporter) {
  const Languages& languages = reporter.subject().languages;
  std::vector<std::pair<std::size_t, std::vector<int>>> sides;
  std::map<int, std::size_t> votes;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (!row.sides[k].present()) continue;
    std::vector<int> values = values_of(row.sides[k].block(position));
    if (values.empty()) continue;
    for (const int v : values) ++votes[v];
    sides.emplace_back(k, std::move(values));
  }
  if (sides.size() < 2) return;
  int right = 0;
  std::size_t most = 0;
  for (const auto& [v, n] : votes) {
    if (n > most) {
      most = n;
      right = v;
    }
  }
  for (const auto& [k, values] : sides) {
    // The base decides between values with as many votes, the original always.
    if (static_cast<int>(k) != languages.base) continue;
    const bool ties =
        std::any_of(values.begin(), values.end(), [&](int v) { return votes[v] == most; });
    if (languages.original >= 0 || (ties && !contains(values, right))) {
      right = *std::max_element(values.begin(), values.end(),
                                [&](int a, int b) { return votes[a] < votes[b]; });
    }
  }
  for (const auto& [k, values] : sides) {
    const int off = contains(values, right) ? 0 : values.front() - right;
    // A whole list that counts on from a wrong start is reported once.
    if (off == 0 || off == shift[k]) {
      shift[k] = off;
      continue;
    }
    shift[k] = off;
    const std::vector<std::size_t> rest = others(row, {k});
    const std::string found = row.sides[k].block(position).label.text();
    std::string expected;
    for (const auto& [j, other] : sides) {
      if (contains(other, right)) {
        expected = row.sides[j].block(position).label.text();
        break;
      }
    }
    reporter.add(row, Code::label, {k})
        .found(found)
        .expected(expected)
        .evidence(fmt::format("“{}” in {}, “{}” elsewhere", found, language_name(row.sides[k].lang),
                              expected))
        .say(fmt::format("{} numbers this “{}” where {} {} “{}”.", language_name(row.sides[k].lang),
                         found, names_of(row, rest), rest.size() == 1 ? "has" : "have", expected));
  }
}

}  // namespace

void check_labels(Reporter& reporter) {
  const Subject& subject = reporter.subject();
  std::vector<int> shift(subject.languages.expressions.size(), 0);
  for (const RowView& row : subject.rows) {
    if (row.present < 2 || row.letterhead()) continue;
    std::size_t count = 0;
    bool even = true;
    for (const Side& s : row.sides) {
      if (!s.present()) continue;
      if (count != 0 && s.blocks.size() != count) even = false;
      count = s.blocks.size();
    }
    for (std::size_t i = 0; i < (even ? count : 1); ++i) compare(row, i, shift, reporter);
  }
}

}  // namespace hexapla::check
