// Marks of notes: every language anchors them in the same rows.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

std::size_t anchors(const Side& side) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < side.blocks.size(); ++i) n += side.block(i).notes.size();
  return n;
}

// What most sides have, or the original, or in a tie the base.
std::size_t usual(const RowView& row, const Languages& languages) {
  const Side& base = row.sides[static_cast<std::size_t>(languages.base)];
  if (languages.original >= 0 && base.present()) return anchors(base);
  std::map<std::size_t, std::size_t> votes;
  for (const Side& s : row.sides) {
    if (s.present()) ++votes[anchors(s)];
  }
  std::size_t most = 0;
  for (const auto& [n, count] : votes) most = std::max(most, count);
  if (base.present() && votes[anchors(base)] == most) return anchors(base);
  for (const auto& [n, count] : votes) {
    if (count == most) return n;
  }
  return 0;
}

struct Odd {
  std::size_t row = 0;  // of Subject::rows
  std::size_t expected = 0;
  std::size_t found = 0;
};

}  // namespace

void check_notes(Reporter& reporter) {
  const Subject& subject = reporter.subject();
  for (std::size_t k = 0; k < subject.languages.expressions.size(); ++k) {
    std::vector<Odd> fewer;
    std::vector<Odd> more;
    for (std::size_t r = 0; r < subject.rows.size(); ++r) {
      const RowView& row = subject.rows[r];
      if (row.present < 2 || !row.sides[k].present()) continue;
      const std::size_t expected = usual(row, subject.languages);
      const std::size_t found = anchors(row.sides[k]);
      if (found < expected) fewer.push_back({r, expected, found});
      if (found > expected) more.push_back({r, expected, found});
    }
    for (const Odd& odd : fewer) {
      const RowView& row = subject.rows[odd.row];
      const std::string me = language_name(row.sides[k].lang);
      // A surplus near by: the mark is there, at another place.
      const auto at = std::find_if(more.begin(), more.end(), [&](const Odd& m) {
        return (m.row > odd.row ? m.row - odd.row : odd.row - m.row) <= 6;
      });
      const bool moved = at != more.end();
      Reporter::Draft draft =
          reporter.add(row, moved ? Code::note_misplaced : Code::note_missing, {k});
      for (std::size_t j = 0; j < row.sides.size(); ++j) {
        if (j == k) continue;
        for (std::size_t i = 0; i < row.sides[j].blocks.size(); ++i) {
          for (const document::NoteReference& n : row.sides[j].block(i).notes)
            draft.mark(j, i, {n.at, n.at});
        }
      }
      draft.evidence(fmt::format("{} of {} marks of notes", odd.found, odd.expected));
      if (moved) {
        draft.say(fmt::format("{} has the mark of a note in row {} instead of here.", me,
                              subject.rows[at->row].index));
        more.erase(at);
      } else {
        draft.say(fmt::format("{} lacks the mark of a note that {} {}.", me,
                              names_of(row, others(row, {k})),
                              others(row, {k}).size() == 1 ? "has" : "have"));
      }
    }
    for (const Odd& odd : more) {
      const RowView& row = subject.rows[odd.row];
      Reporter::Draft draft = reporter.add(row, Code::note_misplaced, {k});
      for (std::size_t i = 0; i < row.sides[k].blocks.size(); ++i) {
        for (const document::NoteReference& n : row.sides[k].block(i).notes)
          draft.mark(k, i, {n.at, n.at});
      }
      draft.evidence(fmt::format("{} marks of notes instead of {}", odd.found, odd.expected))
          .say(fmt::format("{} has a mark of a note here that {} {} not.",
                           language_name(row.sides[k].lang), names_of(row, others(row, {k})),
                           others(row, {k}).size() == 1 ? "has" : "have"));
    }
  }
}

}  // namespace hexapla::check
