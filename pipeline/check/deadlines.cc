// Deadlines: how they bind, and whom.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyzers/language/profile.h"
#include "pipeline/check/concepts.h"
#include "pipeline/check/families.h"
#include "pipeline/check/vote.h"

namespace hexapla::check {
namespace {

// Bounds that translations may exchange for one another are one.
std::string_view bound_class(time::Bound bound) {
  switch (bound) {
    case time::Bound::by:
    case time::Bound::no_later_than:
    case time::Bound::on:
      return "by";
    case time::Bound::before:
      return "before";
    case time::Bound::from:
      return "from";
    case time::Bound::within:
    case time::Bound::none:
      return "";
  }
  return "";
}

// Every kind of actor that the text names.
std::set<std::string> actor_concepts(std::string_view text, std::string_view lang) {
  static const Concepts all("actor-concepts", "");
  return all.named(text, lang);
}

// May the bound as read stand for another one in the language?
bool loose(std::string_view lang, std::string_view bound) {
  const language::Profile* profile = language::find_profile(lang);
  if (profile == nullptr) return false;
  const std::vector<language::Row>& rows = profile->rows("loose-bounds");
  return std::any_of(rows.begin(), rows.end(),
                     [&](const language::Row& r) { return r[0] == bound; });
}

struct Deadline {
  std::size_t side = 0;
  std::size_t block = 0;
  const time::TimeExpression* time = nullptr;
};

std::string key_of(const time::TimeExpression& t) {
  return t.from.empty() && t.to.empty() ? t.timex : t.from + "/" + t.to;
}

void compare(const RowView& row, const std::vector<Deadline>& deadlines, Reporter& reporter) {
  const Languages& languages = reporter.subject().languages;
  std::vector<Ballot> bounds;
  std::vector<Ballot> who;
  for (const Deadline& d : deadlines) {
    const std::string_view bound = bound_class(d.time->bound);
    // "No later than three months before …" binds in two ways at once.
    const bool counted = d.time->granularity == time::Granularity::duration ||
                         d.time->granularity == time::Granularity::undated;
    if (!bound.empty() && !counted && !loose(row.sides[d.side].lang, bound))
      bounds.push_back({d.side, {std::string(bound)}});
    if (d.time->actor_inferred) continue;
    const std::set<std::string> named = actor_concepts(d.time->actor, row.sides[d.side].lang);
    if (!named.empty()) who.push_back({d.side, {named.begin(), named.end()}});
  }
  const auto deadline_of = [&](std::size_t side) {
    return *std::find_if(deadlines.begin(), deadlines.end(),
                         [&](const Deadline& d) { return d.side == side; });
  };
  const auto report = [&](const Difference& d, Code code, std::string_view what) {
    if (d.missing.empty() || d.extra.empty()) return;
    Reporter::Draft draft = reporter.add(row, code, {d.side});
    for (const Deadline& x : deadlines) draft.mark(x.side, x.block, x.time->span);
    const Deadline mine = deadline_of(d.side);
    const std::vector<std::size_t> rest = others(row, {d.side});
    const std::string date = row.sides[d.side]
                                 .block(mine.block)
                                 .text()
                                 .substr(mine.time->span.begin, mine.time->span.size());
    draft.found(d.extra.front())
        .expected(d.missing.front())
        .evidence(fmt::format("{} “{}” in {}, “{}” elsewhere", what, d.extra.front(),
                              row.sides[d.side].lang, d.missing.front()))
        .say(fmt::format("The deadline {} {} “{}” in {} where {} {} “{}”.", excerpt(date, 60),
                         code == Code::deadline_bound ? "binds" : "is for", d.extra.front(),
                         language_name(row.sides[d.side].lang), names_of(row, rest),
                         rest.size() == 1 ? "has" : "have", d.missing.front()));
  };
  if (bounds.size() > 1) {
    for (const Difference& d : vote(bounds, languages.original, languages.base).differences)
      report(d, Code::deadline_bound, "bound");
  }
  if (who.size() > 1) {
    const Result result = vote(who, languages.original, languages.base);
    for (const Difference& d : result.differences) {
      // Another actor only where none of the expected ones is named in the sentence at all.
      const Deadline mine = deadline_of(d.side);
      const std::string& text = row.sides[d.side].block(mine.block).text();
      const std::set<std::string> named = actor_concepts(
          mine.time->sentence.empty() ? std::string_view(text)
                                      : std::string_view(text).substr(mine.time->sentence.begin,
                                                                      mine.time->sentence.size()),
          row.sides[d.side].lang);
      const bool there = std::any_of(result.consensus.begin(), result.consensus.end(),
                                     [&](const std::string& c) { return named.contains(c); });
      if (!there) report(d, Code::deadline_actor, "actor");
    }
  }
}

}  // namespace

void check_deadlines(const RowView& row, Reporter& reporter) {
  std::map<std::string, std::vector<Deadline>> by_date;
  std::set<std::string> twice;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    const Side& s = row.sides[k];
    std::set<std::string> seen;
    for (std::size_t i = 0; i < s.blocks.size(); ++i) {
      for (const time::TimeExpression& t : s.expression->times[s.blocks[i]]) {
        if (t.role != time::Role::deadline) continue;
        const std::string key = key_of(t);
        if (!seen.insert(key).second) twice.insert(key);
        by_date[key].push_back({k, i, &t});
      }
    }
  }
  for (const auto& [key, deadlines] : by_date) {
    if (deadlines.size() > 1 && !twice.contains(key)) compare(row, deadlines, reporter);
  }
}

}  // namespace hexapla::check
