// Rows that a language does not have: omitted, added, or told within another block.
#include "pipeline/check/absent.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "pipeline/check/concepts.h"

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

// "FRENCH", "Русский язык": the line that says what language the document is in, which the version
// in the original language may do without.
bool names_language(const RowView& row) {
  for (const Side& s : row.sides) {
    if (!s.present()) continue;
    const language::Profile* profile = language::find_profile(s.lang);
    if (profile == nullptr) return false;
    const std::string text = text::folded(s.text, text::kFoldCase);
    bool found = false;
    for (const language::Row& r : profile->rows("masthead")) {
      if (r.size() < 3 || r[0] != "language") continue;
      for (std::size_t i = 2; i < r.size(); ++i)
        found = found || text::folded(r[i], text::kFoldCase) == text;
    }
    if (found) return true;
  }
  return false;
}

// The bodies that a text names ([reference-words], organ.*), when it hardly says anything else.
std::set<std::string> bodies_named(std::string_view text, std::string_view lang, bool alone) {
  static const Concepts all("reference-words", "organ.");
  return all.named(text, lang, alone);
}

// The row beside `at` whose block in the language says the few words of the row `at` too: -1 for
// none. Long texts are not asked for: what is said of them is said by the aligner.
std::ptrdiff_t told_beside(const Subject& subject, std::size_t at, std::size_t side,
                           const Coverage& coverage) {
  const RowView& row = subject.rows[at];
  // One language alone knows too little.
  if (row.present < 3) return -1;
  for (const std::size_t r : {at + 1, at - 1}) {
    if (r >= subject.rows.size()) continue;
    const RowView& beside = subject.rows[r];
    if (!beside.sides[side].present() || beside.letterhead()) continue;
    double score = 0;
    std::size_t sure = 0;
    std::size_t named = 0;
    const std::set<std::string> here =
        bodies_named(beside.sides[side].text, beside.sides[side].lang, false);
    for (std::size_t k = 0; k < row.sides.size(); ++k) {
      const Side& there = row.sides[k];
      if (!there.present() || there.length > 40 || !beside.sides[k].present()) continue;
      const double s =
          coverage.missing(k, there.text, beside.sides[k].text, side, beside.sides[side].text);
      score += s;
      sure += s < 0 ? 1 : 0;
      // A body that is named here and, in this language, only there.
      const std::set<std::string> elsewhere =
          bodies_named(beside.sides[k].text, beside.sides[k].lang, false);
      for (const std::string& body : bodies_named(there.text, there.lang, true)) {
        if (here.contains(body) && !elsewhere.contains(body)) {
          ++named;
          break;
        }
      }
    }
    if ((score < 0 && 2 * sure >= row.present) || 2 * named > row.present)
      return static_cast<std::ptrdiff_t>(r);
  }
  return -1;
}

}  // namespace

void check_absent(std::size_t at, const Coverage& coverage, Reporter& reporter) {
  const RowView& row = reporter.subject().rows[at];
  if (row.present == row.sides.size()) return;
  // Languages set the lines on top in their own way; what all but one of several have is missed.
  if (row.letterhead() &&
      (row.sides.size() < 3 || row.present + 1 < row.sides.size() || names_language(row)))
    return;
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
    if (const std::ptrdiff_t r = told_beside(reporter.subject(), at, k, coverage); r >= 0) {
      const Side& there = reporter.subject().rows[static_cast<std::size_t>(r)].sides[k];
      reporter.add(row, Code::merged, {k})
          .gap(k, static_cast<int>(there.blocks.front()))
          .expected(text)
          .evidence(fmt::format("its words stand in row {}",
                                reporter.subject().rows[static_cast<std::size_t>(r)].index))
          .say(fmt::format("{} has within another block what is a block of its own in {}: “{}”.",
                           language_name(row.sides[k].lang), names_of(row, here), text));
      continue;
    }
    const bool note = is_note(row);
    reporter.add(row, note ? Code::note_missing : Code::omitted, {k})
        .expected(text)
        .evidence(fmt::format("present in {}", names_of(row, here)))
        .say(fmt::format("{} lacks {} that {} {}: “{}”.", language_name(row.sides[k].lang),
                         note ? "a note" : "a block", names_of(row, here),
                         here.size() == 1 ? "has" : "have", text));
  }
}

}  // namespace hexapla::check
