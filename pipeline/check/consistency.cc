// The same sentence, translated in two ways.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

// Letters and digits, folded: what makes two texts the same sentence.
std::string identity(std::string_view text) {
  const std::string folded = text::folded(
      text, text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan);
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::decode(folded, at);
    if (text::is_letter(c.value) || text::is_digit(c.value)) {
      out += folded.substr(at, c.size);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    at += c.size;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Short texts (headings of columns, "Total") may well need two translations.
bool is_sentence(const Side& side) {
  return side.length >= (side.lang == "zh" ? 12U : 30U);
}

void report(const RowView& row, std::size_t side, const std::string& known,
            const std::string& where, Reporter& reporter) {
  reporter.add(row, Code::inconsistent, {side})
      .found(excerpt(row.sides[side].text, 80))
      .expected(excerpt(known, 80))
      .evidence(fmt::format("{}: “{}”", where, excerpt(known, 120)))
      .say(fmt::format("The same sentence is translated otherwise in {} {}.",
                       language_name(row.sides[side].lang), where));
}

}  // namespace

void check_consistency(Reporter& reporter) {
  const Subject& subject = reporter.subject();
  const std::size_t base = static_cast<std::size_t>(subject.languages.base);
  const Memory* memory = subject.options->memory;
  std::map<std::string, const RowView*> seen;
  for (const RowView& row : subject.rows) {
    if (base >= row.sides.size() || !row.sides[base].present() || !is_sentence(row.sides[base]))
      continue;
    const std::string source = identity(row.sides[base].text);
    const auto [it, first] = seen.emplace(source, &row);
    for (std::size_t k = 0; k < row.sides.size(); ++k) {
      if (k == base || !row.sides[k].present()) continue;
      if (first && memory == nullptr) continue;
      const std::string mine = identity(row.sides[k].text);
      if (!first && it->second->sides[k].present() && identity(it->second->sides[k].text) != mine) {
        report(row, k, it->second->sides[k].text, fmt::format("in row {}", it->second->index),
               reporter);
        continue;
      }
      if (memory == nullptr) continue;
      const std::vector<std::string> known =
          memory->translations(row.sides[base].text, row.sides[base].lang, row.sides[k].lang);
      const bool same = std::any_of(known.begin(), known.end(),
                                    [&](const std::string& t) { return identity(t) == mine; });
      if (!known.empty() && !same) report(row, k, known.front(), "in the memory", reporter);
    }
  }
}

}  // namespace hexapla::check
