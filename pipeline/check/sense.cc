// Negations and modals.
#include <fmt/format.h>

#include <algorithm>

#include "analyzers/segmentation/segmentation.h"
#include "analyzers/text/utf8.h"
#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

using modality::Kind;

std::size_t count(const Side& side, Kind kind) {
  return static_cast<std::size_t>(std::count_if(
      side.cues.begin(), side.cues.end(), [&](const auto& c) { return c.second.kind == kind; }));
}

// Is the cue what a finding of the kind points at? Where nothing denies, what bounds does.
bool meant(const Side& side, const modality::Cue& cue, Kind kind) {
  if (cue.kind == kind) return true;
  return kind == Kind::negation && cue.kind == Kind::bound && count(side, kind) == 0;
}

void mark(Reporter::Draft& draft, const RowView& row, Kind kind) {
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    for (const auto& [block, cue] : row.sides[k].cues) {
      if (meant(row.sides[k], cue, kind)) draft.mark(k, block, cue.span);
    }
  }
}

std::string words(const RowView& row, const std::vector<std::size_t>& sides, Kind kind) {
  std::string out;
  for (const std::size_t k : sides) {
    std::vector<std::string> cues;
    for (const auto& [block, cue] : row.sides[k].cues) {
      if (meant(row.sides[k], cue, kind))
        cues.push_back(row.sides[k].block(block).text().substr(cue.span.begin, cue.span.size()));
    }
    if (cues.empty()) continue;
    if (!out.empty()) out += "; ";
    out += fmt::format("{} in {}", list(cues), row.sides[k].lang);
  }
  return out;
}

// “not” and “without”
std::string quoted(const Side& side, Kind kind) {
  std::vector<std::string> out;
  for (const auto& [block, cue] : side.cues) {
    if (meant(side, cue, kind))
      out.push_back(
          fmt::format("“{}”", side.block(block).text().substr(cue.span.begin, cue.span.size())));
  }
  return list(out);
}

// The side whose negations are shown: the base where it has one, else the first that has.
std::size_t shown_side(const RowView& row, const std::vector<std::size_t>& sides, int base) {
  const auto denies = [&](std::size_t k) {
    return count(row.sides[k], Kind::negation) + count(row.sides[k], Kind::bound) > 0;
  };
  const auto is_base = std::find(sides.begin(), sides.end(), static_cast<std::size_t>(base));
  if (is_base != sides.end() && denies(*is_base)) return *is_base;
  const auto first = std::find_if(sides.begin(), sides.end(), denies);
  return first == sides.end() ? sides.front() : *first;
}

// Cues of one side, from sentence `from` on; what is compared is a stretch of the row: all of it,
// or one sentence where all sides have as many.
struct Tally {
  std::size_t strong = 0;
  std::size_t sense = 0;
  std::size_t bound = 0;
  std::size_t exception = 0;
  std::size_t extent = 0;
  bool twice = false;  // one word of denial is put straight before another

  // What may stand for a negation of another language, or not.
  std::size_t soft() const { return sense + bound + exception; }
  std::size_t all() const { return strong + soft() + extent; }
};

// Does one word of denial deny the other? Less lies between them than in "no Party shall not"; what
// denies by its meaning stands right behind ("not unable").
bool straight(std::string_view between, bool both_strong) {
  if (!both_strong) return between == " ";
  return text::count_code_points(between) <= 14 &&
         between.find_first_of(",;.(") == std::string_view::npos &&
         between.find("،") == std::string_view::npos &&
         between.find("，") == std::string_view::npos &&
         between.find("、") == std::string_view::npos;
}

bool modal_kind(Kind kind) {
  return kind == Kind::obligation || kind == Kind::recommendation || kind == Kind::permission;
}

// The sentences of a side as (block, span), in order.
std::vector<std::pair<std::size_t, Span>> sentences_of(const Side& side) {
  std::vector<std::pair<std::size_t, Span>> out;
  for (std::size_t i = 0; i < side.blocks.size(); ++i) {
    for (const Span s : segmentation::sentences(side.block(i).text(), side.lang))
      out.emplace_back(i, s);
  }
  return out;
}

std::vector<Tally> tally(const Side& side, std::size_t parts) {
  std::vector<Tally> out(parts);
  std::vector<std::pair<std::size_t, Span>> sentences;
  if (parts > 1) sentences = sentences_of(side);
  const modality::Cue* before = nullptr;
  std::size_t before_block = 0;
  for (const auto& [block, cue] : side.cues) {
    const bool denies = cue.kind == Kind::negation || cue.kind == Kind::negative_sense;
    if (modal_kind(cue.kind)) continue;
    std::size_t part = 0;
    while (part + 1 < parts &&
           (sentences[part].first < block ||
            (sentences[part].first == block && sentences[part].second.end <= cue.span.begin)))
      ++part;
    if (cue.kind == Kind::negation) ++out[part].strong;
    if (cue.kind == Kind::negative_sense) ++out[part].sense;
    if (cue.kind == Kind::bound) ++out[part].bound;
    if (cue.kind == Kind::exception) ++out[part].exception;
    if (cue.kind == Kind::extent) ++out[part].extent;
    if (!denies) continue;
    if (before != nullptr && before_block == block && before->span.end <= cue.span.begin &&
        straight(std::string_view(side.block(block).text())
                     .substr(before->span.end, cue.span.begin - before->span.end),
                 before->kind == Kind::negation && cue.kind == Kind::negation))
      out[part].twice = true;
    before = &cue;
    before_block = block;
  }
  return out;
}

// Does the side say "by" or "before" a time? So it says "not later than".
bool binds_in_time(const Side& side) {
  for (const std::uint32_t b : side.blocks) {
    for (const time::TimeExpression& t : side.expression->times[b]) {
      if (t.bound == time::Bound::by || t.bound == time::Bound::before) return true;
    }
  }
  return false;
}

void negation(const RowView& row, Reporter& reporter) {
  const Languages& languages = reporter.subject().languages;
  std::vector<std::size_t> sides;
  bool any = false;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (row.sides[k].present()) sides.push_back(k);
    any = any || count(row.sides[k], Kind::negation) > 0 || count(row.sides[k], Kind::bound) > 0;
  }
  if (!any) return;
  std::size_t parts = sentences_of(row.sides[sides.front()]).size();
  for (std::size_t i = 1; i < sides.size() && parts > 1; ++i) {
    if (sentences_of(row.sides[sides[i]]).size() != parts) parts = 1;
  }
  parts = std::max<std::size_t>(parts, 1);
  std::vector<std::vector<Tally>> tallies(row.sides.size());
  for (const std::size_t k : sides) tallies[k] = tally(row.sides[k], parts);
  const bool by_original =
      languages.original >= 0 && row.sides[static_cast<std::size_t>(languages.original)].present();
  for (const std::size_t k : sides) {
    if (sides.size() == 2 && static_cast<int>(k) == languages.base) continue;
    if (static_cast<int>(k) == languages.original) continue;
    bool lost = false;
    bool gained = false;
    for (std::size_t part = 0; part < parts; ++part) {
      const Tally mine = tallies[k][part];
      std::size_t fewer = 0;  // others that deny more, and less, than this one
      std::size_t more = 0;
      std::size_t compared = 0;
      std::size_t denying = 0;  // others that deny at all, and those with a negation
      std::size_t strongly = 0;
      std::size_t by_sense = 0;  // others that have no negation, but deny by the meaning of a word
      std::size_t most = 0;
      std::size_t most_of_all = 0;
      std::size_t scant = 0;  // others that say more of any kind, and of the firm kinds
      std::size_t firmly = 0;
      std::size_t surely = 0;
      std::size_t fewer_too = 0;  // of the others, beside the original
      std::size_t more_too = 0;
      for (const std::size_t j : sides) {
        if (j == k) continue;
        if (by_original && static_cast<int>(j) != languages.original) {
          const Tally source = tallies[static_cast<std::size_t>(languages.original)][part];
          fewer_too += tallies[j][part].strong < source.strong ? 1 : 0;
          more_too += tallies[j][part].strong > source.strong ? 1 : 0;
          continue;
        }
        const Tally other = tallies[j][part];
        ++compared;
        // What denies by its meaning makes up for a negation that the other has more.
        const std::size_t mine_most =
            mine.strong + (mine.soft() > other.soft() ? mine.soft() - other.soft() : 0);
        // Two languages alone: only what denies against what does not deny at all.
        if (mine_most < other.strong && (sides.size() > 2 || mine_most == 0)) ++fewer;
        denying += other.all() > 0 ? 1 : 0;
        strongly += other.strong + other.bound + other.exception > 0 ? 1 : 0;
        scant += mine.all() + 1 <= other.all() ? 1 : 0;
        firmly += mine.all() < other.all() - other.sense ? 1 : 0;
        surely += other.strong + other.exception > 0 ? 1 : 0;
        by_sense += other.strong == 0 && other.soft() > mine.soft() ? 1 : 0;
        const bool no_softer =
            other.soft() <= mine.soft() || other.soft() + other.extent <= mine.soft() + mine.extent;
        if (mine.strong > other.strong && no_softer && (sides.size() > 2 || other.all() == 0))
          ++more;
        most = std::max(most, other.strong + other.exception);
        most_of_all = std::max(most_of_all, other.all());
      }
      const bool silent = mine.all() == 0 && denying == compared && 2 * strongly >= compared &&
                          (2 * surely >= compared || !binds_in_time(row.sides[k]));
      const bool is_fewer =
          compared > 0 &&
          (fewer == compared || (compared > 2 && fewer + 1 == compared && by_sense == 1) ||
           (compared > 1 && silent) ||
           (compared > 3 && scant == compared && 2 * firmly > compared &&
            2 * strongly >= compared));
      // One negation more counts where the others have none, or where it denies another one that
      // the others have too.
      const bool is_more =
          compared > 0 &&
          ((most == 0 && (more == compared || (compared > 2 && 2 * more > compared))) ||
           (compared > 1 && mine.twice && mine.strong + mine.sense > most_of_all));
      // Where most translations deviate from the original alike, it is a matter of wording.
      lost = lost || (is_fewer && 2 * fewer_too < sides.size() - 1);
      gained = gained || (is_more && 2 * more_too < sides.size() - 1);
    }
    // "From" for "no later than" was said already.
    if ((!lost && !gained) || (count(row.sides[k], Kind::negation) == 0 &&
                               reporter.has(row.index, row.sides[k].lang, {Code::deadline_bound})))
      continue;
    const std::vector<std::size_t> rest = others(row, {k});
    const std::string evidence =
        words(row, lost ? rest : std::vector<std::size_t>{k}, Kind::negation);
    Reporter::Draft draft = reporter.add(row, Code::negation, {k});
    // One language's word against another's proves less than the word of several.
    if (sides.size() == 2) draft.severity(Severity::warning);
    mark(draft, row, Kind::negation);
    draft.evidence(evidence);
    lost ? draft.expected(evidence) : draft.found(evidence);
    const char* verb = rest.size() == 1 ? "has" : "have";
    // The words of one language say what is denied; the evidence has those of all.
    const std::size_t shown = lost ? shown_side(row, rest, languages.base) : k;
    const std::string by = quoted(row.sides[shown], Kind::negation);
    const std::string where =
        lost && !by.empty() ? " in " + language_name(row.sides[shown].lang) : "";
    const std::string said = by.empty() ? by : fmt::format(" ({}{})", by, where);
    draft.say(lost
                  ? fmt::format("{} lacks a negation that {} {}{}.",
                                language_name(row.sides[k].lang), names_of(row, rest), verb, said)
                  : fmt::format("{} has a negation{} that {} {} not.",
                                language_name(row.sides[k].lang), said, names_of(row, rest), verb));
  }
}

struct Modals {
  std::size_t obliges = 0;
  std::size_t permits = 0;
  char first = 0;  // 'o', 'p', 0: none
};

// The modals of a side that are not denied: what nobody may do nobody shall do.
Modals affirmed(const Side& side) {
  Modals out;
  const auto denied = [&](std::size_t block, const modality::Cue& cue) {
    return std::any_of(side.cues.begin(), side.cues.end(), [&](const auto& c) {
      const Kind kind = c.second.kind;
      if (c.first != block || (kind != Kind::negation && kind != Kind::exception)) return false;
      const Span a = std::min(c.second.span, cue.span);
      const Span b = std::max(c.second.span, cue.span);
      return b.begin <= a.end ||
             text::count_code_points(
                 std::string_view(side.block(block).text()).substr(a.end, b.begin - a.end)) <= 8;
    });
  };
  for (const auto& [block, cue] : side.cues) {
    const bool obliges = cue.kind == Kind::obligation;
    if ((!obliges && cue.kind != Kind::permission) || denied(block, cue)) continue;
    ++(obliges ? out.obliges : out.permits);
    if (out.first == 0) out.first = obliges ? 'o' : 'p';
  }
  return out;
}

// One language permits once more, and obliges once less, than the others, or the reverse.
void exchanged_modal(const RowView& row, Reporter& reporter) {
  if (row.present < 3) return;
  std::vector<Modals> modals;
  for (const Side& s : row.sides) modals.push_back(affirmed(s));
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (!row.sides[k].present()) continue;
    if (static_cast<int>(k) == reporter.subject().languages.original) continue;
    const std::vector<std::size_t> rest = others(row, {k});
    const Modals mine = modals[k];
    std::size_t less_permitting = 0;
    std::size_t more_permitting = 0;
    std::size_t less_obliging = 0;
    std::size_t more_obliging = 0;
    std::size_t obliging_first = 0;
    std::size_t not_permitting = 0;
    for (const std::size_t j : rest) {
      less_permitting += modals[j].permits < mine.permits ? 1 : 0;
      more_permitting += modals[j].permits > mine.permits ? 1 : 0;
      less_obliging += modals[j].obliges < mine.obliges ? 1 : 0;
      more_obliging += modals[j].obliges > mine.obliges ? 1 : 0;
      obliging_first += modals[j].first == 'o' ? 1 : 0;
      not_permitting += modals[j].permits == 0 ? 1 : 0;
    }
    const std::size_t n = rest.size();
    const bool permits = less_permitting == n &&
                         (2 * more_obliging > n || (n > 3 && mine.first == 'p' &&
                                                    not_permitting == n && 2 * obliging_first > n));
    const bool obliges = less_obliging == n && 2 * more_permitting > n;
    if ((!permits && !obliges) || reporter.has(row.index, row.sides[k].lang, {Code::modal}))
      continue;
    Reporter::Draft draft = reporter.add(row, Code::modal, {k});
    mark(draft, row, Kind::obligation);
    mark(draft, row, Kind::permission);
    const std::string here = words(row, {k}, permits ? Kind::permission : Kind::obligation);
    const std::string there = words(row, rest, permits ? Kind::obligation : Kind::permission);
    draft.found(here).expected(there).evidence(there + "; " + here);
    draft.say(fmt::format("{} {} where {} {}.", language_name(row.sides[k].lang),
                          permits ? "permits" : "obliges", names_of(row, rest),
                          permits ? "oblige" : "permit"));
  }
}

// Obligation against permission. What is recommended stands between and clashes with neither.
void modal(const RowView& row, Reporter& reporter) {
  const Languages& languages = reporter.subject().languages;
  // What nobody may do nobody shall do: beside a negation the two are the same.
  for (const Side& s : row.sides) {
    if (count(s, Kind::negation) > 0) return;
  }
  std::size_t present = 0;
  std::vector<char> sense(row.sides.size(), 0);  // 'o', 'p', or 0: both, none, mixed
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    const Side& s = row.sides[k];
    if (!s.present()) continue;
    ++present;
    const bool obliges = count(s, Kind::obligation) > 0;
    const bool permits = count(s, Kind::permission) > 0;
    const bool advises = count(s, Kind::recommendation) > 0;
    sense[k] = obliges && !permits ? 'o' : permits && !obliges && !advises ? 'p' : 0;
  }
  const auto side_of = [&](char c) {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < sense.size(); ++k) {
      if (sense[k] == c) out.push_back(k);
    }
    return out;
  };
  const std::vector<std::size_t> obliging = side_of('o');
  const std::vector<std::size_t> permitting = side_of('p');
  const std::size_t fewer = std::min(obliging.size(), permitting.size());
  const std::size_t rest_size = std::max(obliging.size(), permitting.size());
  // One language against nearly all others; the present tense obliges too, without a word for it.
  if (fewer != 1 || rest_size + 1 + (present > 3 ? 1 : 0) < present) return;
  const bool base_obliges = sense[static_cast<std::size_t>(languages.base)] == 'o';
  const bool obligation_right = languages.original >= 0 || obliging.size() == permitting.size()
                                    ? base_obliges
                                    : obliging.size() > permitting.size();
  const std::vector<std::size_t>& wrong = obligation_right ? permitting : obliging;
  for (const std::size_t k : wrong) {
    const std::vector<std::size_t> rest = others(row, {k});
    Reporter::Draft draft = reporter.add(row, Code::modal, {k});
    mark(draft, row, Kind::obligation);
    mark(draft, row, Kind::permission);
    const std::string must = words(row, obliging, Kind::obligation);
    const std::string may = words(row, permitting, Kind::permission);
    draft.evidence(must + "; " + may);
    draft.say(fmt::format(
        "{} {} where {} {}.", language_name(row.sides[k].lang),
        obligation_right ? "permits" : "obliges", names_of(row, rest),
        std::string(obligation_right ? "oblige" : "permit") + (rest.size() == 1 ? "s" : "")));
  }
}

}  // namespace

void check_sense(const RowView& row, Reporter& reporter) {
  negation(row, reporter);
  if (row.letterhead()) return;
  modal(row, reporter);
  exchanged_modal(row, reporter);
}

}  // namespace hexapla::check
