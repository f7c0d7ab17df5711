#include "analyzers/time/relative.h"

#include <algorithm>

#include "analyzers/time/relative_parts.h"

namespace hexapla::time {
namespace {

bool dual(const Reader& in, std::size_t i) {
  return in.at(i).is(kUnit) && in.at(i).lex->dual;
}

// "[date]", "[date to be determined]"
std::optional<Found> placeholder(const Reader& in, std::size_t i) {
  if (!in.at(i).is_mark('[') && !in.at(i).is_mark(U'【')) return std::nullopt;
  std::size_t j = i + 1;
  bool known = false;
  for (std::size_t n = 0; n < 6 && in.at(j).is_word(); ++n, ++j)
    known = known || in.at(j).is(kPlaceholder);
  if (!known || (!in.at(j).is_mark(']') && !in.at(j).is_mark(U'】'))) return std::nullopt;
  if (!in.at(i + 1).is(kPlaceholder)) return std::nullopt;
  return make(Found::Kind::placeholder, i, j + 1, Granularity::undated, "XXXX");
}

// "annually", "every two years", "每一日历年的年底以前"
std::optional<Found> recurrence(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.masked) return std::nullopt;
  if (t.is(kEvery)) {
    int count = 0;
    const std::size_t j = in.cardinal(i + 1, count);
    std::size_t u = j == 0 ? i + 1 : j;
    if (j == 0) count = 1;
    const Unit unit = unit_word(in, u);
    if (unit != Unit::none && count > 0 && (j != 0 || !t.han)) {
      return make(Found::Kind::recurrence, i, u + 1, Granularity::set, duration(count, unit));
    }
  }
  if (!t.is(kRecurrence)) return std::nullopt;
  std::size_t last = i + 1;
  if (t.han) {
    std::size_t j = in.at(last).is(kFill) ? last + 1 : last;
    if (in.han_unit(j, Unit::year) && in.at(j + 1).is(kPartAfter)) last = j + 2;
    if (in.at(j).is(kPartAfter) && in.at(j).han) last = std::max(last, j + 1);
    if (in.at(last).is(kBeforeAfter)) ++last;
  }
  return make(Found::Kind::recurrence, i, last, Granularity::set, t.lex->recurrence);
}

// Does the comma at i stand in a list ("ratification, acceptance, approval or accession")?
bool lists(const Reader& in, std::size_t i) {
  for (std::size_t n = 1; n <= 8; ++n) {
    const Token& t = in.at(i + n);
    if (t.is(kAnd)) return n > 1 && in.at(i + n + 1).is_word();
    if (in.at(i + n + 1).is(kAnd)) continue;
    if (t.is(kModal | kOperative | kClause) && !t.is(kOf)) return false;
    if (!t.is_word() && !t.is_mark(',') && !t.is_mark(U'\u2019') && !t.is_mark('\'')) return false;
    if (t.is_word() && in.at(i + n + 1).is_word() && !t.is(kOf | kFill)) return false;
  }
  return false;
}

// The event that a duration counts from: a few words up to the next mark or the verb.
std::size_t event_end(const Reader& in, std::size_t i) {
  constexpr std::size_t kFar = 24;
  std::size_t last = i;
  for (std::size_t n = 0; n < kFar && last < in.size(); ++n, ++last) {
    const Token& t = in.at(last);
    if (t.type == Token::Type::mark && !t.is_mark('-') && !t.is_mark('\'') &&
        !t.is_mark(U'\u2019') && !(t.is_mark(',') && n > 1 && lists(in, last)))
      break;
    // "for that Party": a demonstrative opens no clause.
    const bool that = t.is(kClause) && n > 1 && in.at(last - 1).is(kPurpose | kThroughout) &&
                      in.at(last + 1).is(kActor);
    if (t.is(kModal | kOperative | kClause) && !t.is(kOf) && !that) break;
    // "… for it, and thereafter every three years"
    if (t.is(kAnd) &&
        (in.at(last + 1).is(kEvery | kRecurrence) || in.at(last + 2).is(kEvery | kRecurrence)))
      break;
    if (n > 1 && t.is(kBy | kNoLater | kUntil) && !t.is(kOf | kFill | kTo | kFrom) &&
        (in.at(last + 1).is_number() || in.at(last + 2).is_number()))
      break;
    // Another time begins, or the verb.
    if (n > 1 && t.is(kAt) && !t.is(kOf | kFill | kFrom) &&
        (in.at(last + 2).is(kOrdinal | kMeetingNoun) || in.at(last + 1).is(kPossessive | kNext)) &&
        !in.at(last + 2).is_mark(',')) {
      if (in.at(last + 2).is(kOrdinal | kMeetingNoun)) break;
    }
    if (n > 2 && t.is_word() && !t.han && t.lex == nullptr &&
        in.words().ends_like_finite(in.text(last)))
      break;
    if (t.han && n > 2) break;
  }
  while (last > i && in.at(last - 1).is(kAnd | kOf | kFill) && !in.at(last - 1).is_number()) --last;
  return last;
}

// A count and its unit; contradictory drafting ("forty five thirty days") leaves the count 0.
std::size_t measure(const Reader& in, std::size_t i, int& count, Unit& unit) {
  if (dual(in, i) && !in.at(i).masked) {
    count = 2;
    unit = in.at(i).lex->unit;
    return i + 1;
  }
  if (in.at(i).is_number() && in.at(i).digits > 3) return 0;
  std::size_t j = in.cardinal(i, count);
  if (j == 0) {
    // Arabic "سنة واحدة": the unit before its number.
    unit = unit_word(in, i);
    if (in.words().ordinals_behind() && unit != Unit::none && in.at(i + 1).is(kNumber) &&
        in.at(i + 1).lex->number == 1) {
      count = 1;
      return i + 2;
    }
    return 0;
  }
  // "sixty (60) days"
  if (in.at(j).is_mark('(') && in.at(j + 1).is_number() && in.at(j + 2).is_mark(')')) {
    if (in.at(j + 1).value != count) count = 0;
    j += 3;
  }
  int other = 0;
  if (const std::size_t k = in.cardinal(j, other); k != 0 && unit_word(in, k) != Unit::none) {
    count = 0;
    j = k;
  }
  if (in.at(j).is_mark('-')) ++j;
  unit = unit_word(in, j);
  if (unit == Unit::none || unit == Unit::season) return 0;
  if (in.at(j).han && in.at(j).is(kUnit) && unit == Unit::half) return 0;
  return j + 1;
}

Found length(std::size_t first, std::size_t last, int count, Unit unit) {
  std::string value = duration(std::max(count, 1), unit);
  if (count == 0) value = value.substr(0, 1) + "XX" + value.substr(value.size() - 1);
  Found f = make(Found::Kind::duration, first, last, Granularity::duration, std::move(value));
  f.count = count;
  f.unit = unit;
  return f;
}

bool counts_from(const Token& t) {
  return t.is(kOf | kFrom | kFromIn | kAfter | kSince) && !t.is(kMonth);
}

// "within 60 days of receipt", "в течение 30 дней с", "dans les trois mois suivant"
std::optional<Found> within(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  int count = 0;
  Unit unit = Unit::none;
  std::size_t j = skip(in, i + 1, kFill | kNext | kOf | kPossessive, 3);
  if (in.at(j).is_mark('\'') || in.at(j).is_mark(U'\u2019')) ++j;
  const std::size_t k = measure(in, j, count, unit);
  if (k == 0) return std::nullopt;
  const bool han_closing = in.at(k).is(kWithinAfter);
  // Chinese 在 opens many things; only a closing 内 makes it a bound.
  if (t.han && !han_closing) return std::nullopt;
  // "for four years from 1 July 2019": the date is read by itself.
  if (t.is(kThroughout) && counts_from(in.at(k)) && in.point(k + 1)) return std::nullopt;
  std::size_t last = han_closing ? k + 1 : k;
  if (counts_from(in.at(last))) last = event_end(in, last);
  Found f = length(i, last, count, unit);
  f.noun = k;
  f.direction = 1;
  return f;
}

// 收到通知后一年, 会议举行之前六个月, 之日后第九十天, 会议开幕前四周
std::optional<Found> chinese_counted(const Reader& in, std::size_t i) {
  int count = 0;
  Unit unit = Unit::none;
  std::size_t j = i + 1;
  if (in.at(j).is(kTrigger)) ++j;
  if ((in.at(j).is(kWithin) && in.at(j).han) || in.at(j).is(kLeast)) ++j;
  const std::size_t k = measure(in, j, count, unit);
  if (k == 0 || in.at(j).masked) return std::nullopt;
  // The whole of the event where a word opens it: 自收到之日起60天内, 在本决定通过后90天内.
  if (const std::size_t opener = han_opener(in, i); opener != i) {
    Found f = length(opener, in.at(k).is(kWithinAfter) ? k + 1 : k, count, unit);
    // 起第九十天 is a day, no time within which something is due.
    const bool day = in.at(i + 1).is(kTrigger);
    f.direction = in.at(i).is(kBeforeAfter) ? -1 : day ? 0 : 1;
    f.noun = opener + 1;
    return f;
  }
  std::size_t first = i;
  // Back over the event to the word that opens it: 在本次会议闭幕后, 至迟于会议开幕前.
  for (std::size_t n = 0; n < 6 && first > 0 && in.at(first - 1).han; ++n) {
    const Token& before = in.at(first - 1);
    if (before.is(kOn | kWithin | kNoLater | kLeast | kAt) || before.lex == nullptr ||
        before.is(kMeetingCue | kMeetingNoun)) {
      --first;
      if (before.is(kOn | kWithin | kNoLater | kLeast | kAt)) break;
    } else {
      break;
    }
  }
  for (std::size_t k2 = first; k2 < i; ++k2) {
    // Only an event between the opener and 后 belongs to it.
    if (in.at(k2).lex == nullptr && k2 == first) first = k2 + 1;
  }
  Found f = length(first, in.at(k).is(kWithinAfter) ? k + 1 : k, count, unit);
  f.direction = in.at(i).is(kBeforeAfter) ? -1 : 1;
  f.noun = first;
  return f;
}

// "قبل افتتاح الاجتماع بستة أسابيع على الأقل": the event, then by how much it is before it.
std::optional<Found> before_event_by(const Reader& in, std::size_t i) {
  if (!in.words().ordinals_behind()) return std::nullopt;
  constexpr std::size_t kFar = 10;
  for (std::size_t j = i + 2; j < i + kFar; ++j) {
    const Token& t = in.at(j);
    if (!t.is_word() || t.masked || in.at(j - 1).is_number()) return std::nullopt;
    // "ب 6 أسابيع"
    int figure = 0;
    if (const std::size_t k = in.number(j + 1) ? in.cardinal(j + 1, figure) : 0;
        k != 0 && figure > 0 &&
        in.words().glued_preposition(std::string(in.text(j)) + 'x') == in.text(j).size() &&
        unit_word(in, k) != Unit::none) {
      Found f = length(i, in.at(k + 1).is(kLeast) ? k + 2 : k + 1, figure, unit_word(in, k));
      f.direction = -1;
      f.noun = i + 1;
      return f;
    }
    const std::size_t glued = in.words().glued_preposition(in.text(j));
    const auto* inner = glued == 0 ? nullptr : in.words().phrases(in.text(j).substr(glued));
    if (inner == nullptr) continue;
    for (const auto& phrase : *inner) {
      if (!phrase.rest.empty()) continue;
      int count = phrase.lex.number;
      Unit unit = Unit::none;
      std::size_t last = j + 1;
      if (phrase.lex.dual || (phrase.lex.is(kUnit) && phrase.lex.unit != Unit::none)) {
        count = phrase.lex.dual ? 2 : 1;
        unit = phrase.lex.unit;
      } else if (phrase.lex.is(kNumber)) {
        unit = unit_word(in, last++);
      }
      if (unit == Unit::none || count <= 0) continue;
      if (in.at(last).is(kLeast)) ++last;
      Found f = length(i, last, count, unit);
      f.direction = -1;
      f.noun = i + 1;
      return f;
    }
  }
  return std::nullopt;
}

// "six weeks before the meeting", "six mois au moins avant la réunion", "قبل ستة أشهر على الأقل من
// الاجتماع"
std::optional<Found> counted(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  int count = 0;
  Unit unit = Unit::none;
  if (t.is(kBefore) && !t.han) {
    std::size_t k = measure(in, i + 1, count, unit);
    if (k == 0) return before_event_by(in, i);
    if (in.at(k).is(kLeast)) ++k;
    if (!in.at(k).is(kOf | kFrom) || in.at(k).is(kMonth)) return std::nullopt;
    Found f = length(i, event_end(in, k), count, unit);
    f.direction = -1;
    f.noun = k;
    return f;
  }
  std::size_t begin = i;
  if (t.is(kLeast) || t.is(kNoLater)) {
    begin = skip(in, i + 1, kLeast | kFill, 2);
  } else if (!t.is_number() && !t.is(kNumber | kUnit)) {
    return std::nullopt;
  }
  std::size_t k = measure(in, begin, count, unit);
  if (k == 0) return std::nullopt;
  if (in.at(k).is(kWithinAfter) && in.at(k).han) {
    Found f = length(i, k + 1, count, unit);
    f.direction = 1;
    return f;
  }
  if (in.at(k).is(kLeast)) ++k;
  const bool before = in.at(k).is(kBefore) && !in.at(k).han;
  const bool after = in.at(k).is(kAfter) && !in.at(k).han;
  // "after three years from the date of entry into force" is no bound, but a time.
  if (!before && !after && in.at(k).is(kFrom) && !in.at(k).is(kOf | kFromIn) && !in.at(k).han &&
      in.at(k + 1).is(kFill) && !in.point(k + 1) && !in.point(k + 2)) {
    Found f = length(i, event_end(in, k), count, unit);
    f.direction = 0;
    return f;
  }
  if (!before && !after) return std::nullopt;
  const std::size_t anchor = skip(in, k + 1, kFill | kPossessive, 2);
  if (auto point = in.point(anchor)) {
    // "two weeks before 13 May 1999" is a day.
    if (point->fixed || point->date.day == 0 || point->date.year == 0 || count == 0) {
      return std::nullopt;
    }
    const auto day = make_day(point->date.year, point->date.month, point->date.day);
    if (!day || unit == Unit::hour) return std::nullopt;
    const Day moved = shift(*day, before ? -count : count, unit);
    Found f = make(Found::Kind::fixed, i, point->last, Granularity::day, iso(moved));
    f.interval = {moved, moved};
    return f;
  }
  Found f = length(i, event_end(in, k + 1), count, unit);
  f.direction = before ? -1 : 1;
  f.noun = k + 1;
  return f;
}

// "[…] months": the number is not agreed.
std::optional<Found> open_length(const Reader& in, std::size_t i) {
  if (!in.at(i).is_mark('[')) return std::nullopt;
  std::size_t j = i + 1;
  while (j < i + 5 && in.at(j).type == Token::Type::mark && !in.at(j).is_mark(']')) ++j;
  if (j == i + 1 || !in.at(j).is_mark(']')) return std::nullopt;
  const Unit unit = unit_word(in, j + 1);
  if (unit == Unit::none || unit == Unit::season || unit == Unit::half) return std::nullopt;
  if (in.at(j + 1).han && unit == Unit::day && in.text(j + 1) != "天")
    return std::nullopt;  // […]号
  Found f = length(i, j + 2, 0, unit);
  const bool bound = i > 0 && in.at(i - 1).is(kWithin | kNoLater);
  f.direction = (bound && !in.at(i - 1).han) || in.at(j + 2).is(kWithinAfter) ? 1 : 0;
  return f;
}

// A length of time that counts from an event; one that counts from nothing is no time.
std::optional<Found> measured(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.masked) return std::nullopt;
  if (t.is(kWithin)) {
    if (auto f = within(in, i)) return f;
  }
  if (t.is(kBeforeAfter | kAfterAfter) || (t.han && t.is(kFromAfter))) {
    if (auto f = chinese_counted(in, i)) return f;
  }
  return counted(in, i);
}

// "on the ninetieth day after the date of deposit of …", "le trentième jour suivant …"
std::optional<Found> counted_day(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.masked) return std::nullopt;
  std::size_t j = i;
  for (std::size_t n = 0; n < 2 && in.at(j).is(kOn | kAt | kFill) && !in.at(j).is(kOrdinal); ++n)
    ++j;
  int nth = 0;
  std::size_t k = 0;
  if (in.words().ordinals_behind()) {
    // في اليوم التسعين من تاريخ …
    if (!in.unit(j, Unit::day)) return std::nullopt;
    k = in.ordinal(j + 1, nth);
  } else {
    k = in.ordinal(j, nth);
    if (k == 0 || !in.unit(k, Unit::day)) return std::nullopt;
    ++k;
  }
  if (k == 0 || nth < 2) return std::nullopt;
  const bool anchored = in.at(k).is(kAfter | kSince | kFrom) ||
                        (in.words().ordinals_behind() && in.at(k).is(kOf)) ||
                        (in.at(k).is_word() && in.at(k + 1).is(kFrom | kSince | kAfter));
  if (!anchored || in.at(k).is(kMonth) || in.at(k + 1).is(kMonth) || in.at(k + 1).is_number())
    return std::nullopt;
  Found f = length(i, event_end(in, k + 1), nth, Unit::day);
  f.direction = 0;
  f.noun = k;
  return f;
}

// "the next biennium", "throughout the biennium"
std::optional<Found> biennium(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (!t.is(kNext | kThroughout) || t.masked) return std::nullopt;
  const std::size_t j = skip(in, i + 1, kFill | kPossessive | kNext | kOf, 2);
  if (!in.unit(j, Unit::biennium)) return std::nullopt;
  if (in.point(j + 1)) return std::nullopt;
  return make(Found::Kind::undated, i, j + 1, Granularity::undated, "P2Y");
}

std::optional<Found> between_meetings(const Reader& in, std::size_t i) {
  if (!in.at(i).is(kIntersessional) || in.at(i).masked || in.at(i + 1).is(kNotIntersessional))
    return std::nullopt;
  if (i == 0) return std::nullopt;
  return make(Found::Kind::undated, i, i + 1, Granularity::undated, "XXXX");
}

}  // namespace

std::size_t han_opener(const Reader& in, std::size_t i) {
  constexpr std::size_t kFar = 30;
  for (std::size_t j = i; j > 0 && i - j < kFar;) {
    --j;
    const Token& t = in.at(j);
    if ((t.is_number() && !t.masked && t.digits >= 4) || t.is(kMonth)) break;
    if (t.type == Token::Type::mark && !t.is_mark(U'《') && !t.is_mark(U'》') && !t.is_mark(U'、'))
      break;
    if (t.han && t.is(kWithin | kSince | kNoLater)) {
      if (j > 0 && in.at(j - 1).is(kLeast) && in.at(j - 1).han) --j;
      return j;
    }
  }
  return i;
}

std::optional<Found> read_relative(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.type == Token::Type::mark) {
    if (auto f = placeholder(in, i)) return f;
    return open_length(in, i);
  }
  if (t.lex == nullptr && !t.is_number()) return std::nullopt;
  if (auto f = recurrence(in, i)) return f;
  if (auto f = counted_day(in, i)) return f;
  if (auto f = read_meeting_edge(in, i)) return f;
  if (auto f = measured(in, i)) return f;
  if (auto f = biennium(in, i)) return f;
  if (auto f = read_meeting(in, i)) return f;
  return between_meetings(in, i);
}

}  // namespace hexapla::time
