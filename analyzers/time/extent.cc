// What else belongs to an expression: articles of nouns of periods, "the period", "once", the
// words before "the intersessional period", the weekday's own noun.
#include "analyzers/time/extent.h"

namespace hexapla::time {
namespace {

bool article(const Token& t) {
  return t.lex != nullptr && t.lex->article && !t.masked;
}

// Over an article and its apostrophe, back from `first`.
std::size_t over_article(const Reader& in, std::size_t first, std::size_t floor) {
  std::size_t i = first;
  if (i > floor && (in.at(i - 1).is_mark('\'') || in.at(i - 1).is_mark(U'\u2019'))) --i;
  return i > floor && article(in.at(i - 1)) ? i - 1 : first;
}

bool period_word(const Token& t) {
  return t.lex != nullptr && t.lex->period && !t.masked;
}

// "the period from January 2019 to December 2020", "период с июля по сентябрь"
std::size_t over_period_word(const Reader& in, const Found& f, std::size_t floor) {
  std::size_t i = f.first;
  if (i > floor && in.at(i - 1).is(kFrom | kFromIn | kBetween) && i > floor + 1 &&
      period_word(in.at(i - 2)))
    --i;
  if (i > floor && period_word(in.at(i - 1))) return over_article(in, i - 1, floor);
  return f.first;
}

bool names_a_period(const Found& f) {
  if (f.kind == Found::Kind::fixed)
    return f.granularity == Granularity::quarter || f.granularity == Granularity::season ||
           f.granularity == Granularity::range;
  return false;
}

}  // namespace

void widen(const Reader& in, Found& f, std::size_t floor) {
  if (f.first <= floor) return;
  const Token& before = in.at(f.first - 1);
  if (before.masked) return;
  switch (f.kind) {
    case Found::Kind::recurrence:
      if (before.lex != nullptr && before.lex->once && !before.han) --f.first;
      return;
    case Found::Kind::undated: {
      if (!in.at(f.first).is(kIntersessional)) return;
      std::size_t i = over_article(in, f.first, floor);
      if (i > floor && in.at(i - 1).is(kOn | kThroughout | kAt | kWithin | kFill) &&
          !article(in.at(i - 1)))
        --i;
      f.first = i;
      return;
    }
    case Found::Kind::calendar:
    case Found::Kind::fixed:
      break;
    default:
      return;
  }
  if (in.at(f.first).is(kWeekday) && before.is(kUnit) && before.lex->unit == Unit::day) {
    --f.first;
    return;
  }
  if (const std::size_t i = over_period_word(in, f, floor); i != f.first) {
    f.first = i;
    return;
  }
  const Token& head = in.at(f.first);
  const bool noun = names_a_period(f) || f.part != 0 || in.unit(f.first, Unit::biennium) ||
                    in.unit(f.first, Unit::decade);
  // "early 2020" has none; "the end of 2016" holds its article in the form.
  if (noun && head.is_word() && !head.han) f.first = over_article(in, f.first, floor);
}

}  // namespace hexapla::time
