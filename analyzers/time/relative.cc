#include "analyzers/time/relative.h"

#include <algorithm>

namespace hexapla::time {
namespace {

Unit unit_word(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.is(kUnit)) return t.lex->unit;
  return t.is(kYearWord) ? Unit::year : Unit::none;
}

bool dual(const Reader& in, std::size_t i) {
  return in.at(i).is(kUnit) && in.at(i).lex->dual;
}

std::size_t skip(const Reader& in, std::size_t i, std::uint64_t kinds, std::size_t most) {
  for (std::size_t n = 0; n < most && in.at(i).is(kinds) && !in.at(i).is(kNumber | kOrdinal); ++n)
    ++i;
  return i;
}

Found make(Found::Kind kind, std::size_t first, std::size_t last, Granularity granularity,
           std::string timex) {
  Found f;
  f.kind = kind;
  f.first = first;
  f.last = last;
  f.granularity = granularity;
  f.timex = std::move(timex);
  return f;
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
    if (t.is(kAnd) && (in.at(last + 1).is(kEvery | kRecurrence) ||
                       in.at(last + 2).is(kEvery | kRecurrence)))
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

// The body behind a meeting's noun: "of the Conference of the Parties to the Basel Convention".
std::size_t body_end(const Reader& in, std::size_t i) {
  std::size_t last = i;
  bool actor = false;
  std::size_t strange = 0;
  for (std::size_t j = i, n = 0; n < 14; ++j, ++n) {
    const Token& t = in.at(j);
    if (!t.is_word() && !t.is_mark('\'') && !t.is_mark(U'\u2019')) break;
    if (t.is(kModal | kOperative | kClause | kBy | kNoLater) && !t.is(kOf | kFill | kTo)) break;
    const std::size_t glued = t.is_word() ? in.words().glued_preposition(in.text(j)) : 0;
    const auto* inner = glued == 0 ? nullptr : in.words().phrases(in.text(j).substr(glued));
    const bool glued_actor =
        inner != nullptr &&
        std::any_of(inner->begin(), inner->end(), [](const auto& p) { return p.lex.is(kActor); });
    if (t.is(kActor) || glued_actor || (t.lex != nullptr && t.lex->treaty && actor)) {
      // A genitive follows its noun at once; elsewhere a small word leads over.
      actor = true;
      last = j + 1;
      strange = 0;
    } else if (t.is(kOf | kFill | kTo | kPossessive | kAt | kFromIn)) {
      continue;
    } else if (!actor || ++strange > 2 || !t.upper) {
      break;
    }
  }
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

// The word that opens what the Chinese token i closes (在 … 后, 自 … 起), "at least" before it
// included; i where there is none in the clause.
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

bool begins_with(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}

// "President of the Conference at its second meeting": whose office it was, not when something
// was done. The office and its body stand before token i, nothing else between.
bool of_office(const Reader& in, std::size_t i) {
  constexpr std::size_t kFar = 24;
  bool body = false;
  bool treaty = false;
  bool named = false;  // words of a treaty's name, if one begins before them
  for (std::size_t n = 1; n <= kFar && n <= i; ++n) {
    const Token& t = in.at(i - n);
    // "President of the Conference" may be one token.
    if (t.lex != nullptr && t.lex->office)
      return !named && (body || in.text(i - n).find(' ') != std::string_view::npos);
    if (t.lex != nullptr && t.lex->treaty) {
      body = treaty = true;
      named = false;
    } else if (t.is(kActor)) {
      body = true;
    } else if (t.is_word() && t.lex == nullptr && (t.upper || t.caseless)) {
      named = named || !treaty;
    } else if (!t.is(kOf | kFromIn | kFill) && !((treaty || named) && t.is(kTo | kOn))) {
      return false;
    }
  }
  return false;
}

// "The Committee adopted its recommendations at …", "اعتمدت اللجنة توصياتها في …": a body acts; in
// "decision II/4, adopted by the Committee at …" a text has come from somewhere.
bool adopts(const Reader& in, std::size_t i) {
  const Token& next = in.at(i + 1);
  if (in.words().ordinals_behind() && next.is(kActor)) {
    const bool told = i > 0 && (in.at(i - 1).is(kClause) || in.at(i - 1).is(kTrigger) ||
                                (in.at(i - 1).lex != nullptr && in.at(i - 1).lex->relative));
    return !told && in.words().article(in.text(i)) == 0;
  }
  if (!next.is_word() || next.is(kAgent | kAt | kOn | kBy | kAnd)) return false;
  for (std::size_t n = 1; n <= 2 && n <= i; ++n) {
    const Token& t = in.at(i - n);
    if (t.type == Token::Type::mark) return false;
    if (t.is(kActor)) return true;
  }
  return false;
}

// 向缔约方大会第四次会议报告…: to report to it; without 向 or the like the report of the meeting.
bool han_reports(const Reader& in, std::size_t i) {
  constexpr std::size_t kFar = 16;
  if (!in.at(i + 3).is(kActionVerb)) return false;
  for (std::size_t n = 1; n <= kFar && n <= i; ++n) {
    const Token& t = in.at(i - n);
    if (t.is_mark(',') || t.is_mark(U'。') || t.is_mark(';')) return false;
    if (t.han && t.is(kAt) && !t.is(kOn)) return true;
  }
  return false;
}

// "at its ninth meeting", "на его десятом совещании", "في دورته الحادية والعشرين", "at COP-8",
// 第三届会议审议
std::optional<Found> meeting(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.han) {
    if (!t.is(kTrigger) || in.text(i) != "第" || !in.at(i + 1).is_number() ||
        !in.at(i + 2).is(kMeetingNoun)) {
      return std::nullopt;
    }
    const std::size_t k = i + 3;
    if (in.at(k).is(kAdopted) || (in.text(k) == "上" && in.at(k + 1).is(kAdopted)))
      return std::nullopt;
    const Lex* behind = in.at(k).lex;
    // 第三次会议报告, 第二次会议主席 name something after the meeting.
    if (behind != nullptr && behind->office) return std::nullopt;
    if (behind != nullptr && behind->thing != '\0' && !han_reports(in, i)) return std::nullopt;
    const bool of_body = i > 0 && in.at(i - 1).is(kActor);
    // 2018年9月26日至28日第四次会议: its days stand before it.
    const bool dated = i > 1 && in.at(i - 1).han && in.unit(i - 1, Unit::day) &&
                       in.at(i - 2).is_number() && !in.at(i - 2).masked;
    const bool edge = behind != nullptr && behind->edge;
    const bool timed = in.at(k).is(kBeforeAfter | kAfterAfter | kSpan) ||
                       begins_with(in.text(k), "上") ||
                       (of_body && in.at(k).is(kActionVerb | kModal) && !in.at(k).is(kOn)) ||
                       dated || in.text(k) == "审议" || (edge && in.text(k) != "闭幕");
    if (!timed) return std::nullopt;
    // 第十五次会议之前三个月 counts from the meeting.
    if (int n = 0; in.at(k).is(kBeforeAfter | kAfterAfter)) {
      const std::size_t c = in.cardinal(k + 1, n);
      if (c != 0 && unit_word(in, c) != Unit::none) return std::nullopt;
    }
    // 在其第一次会议上, 在缔约方大会第三次会议之前
    const bool closed = in.at(k).is(kBeforeAfter) || in.text(k) == "上";
    const std::size_t opener = closed ? han_opener(in, i) : i;
    const bool opened = opener != i && i - opener <= 8;
    Found f = make(Found::Kind::meeting, opened ? opener : i,
                   opened || in.text(k) == "上" ? k + 1 : k, Granularity::undated, "XXXX");
    f.ordinal = in.at(i + 1).value;
    f.noun = i + 2;
    if (edge && in.text(k) != "开幕" && !in.at(k + 1).is(kBeforeAfter)) {
      // 于缔约方大会第五次会议闭幕时
      f.edge = true;
      std::size_t first = i;
      while (first > 0 && i - first < 4 && in.at(first - 1).is(kActor) && in.at(first - 1).han)
        --first;
      if (first > 0 && in.at(first - 1).is(kOn | kAt) && in.at(first - 1).han) --first;
      f.first = first;
      f.last = k + 1;
    }
    return f;
  }
  const bool edge = t.is(kBefore | kAfter) && !t.is(kAt);
  if (!(t.is(kAt) || edge) || t.masked) return std::nullopt;
  // "Resolution 1929 (2010), adopted by the Security Council at its 6335th meeting" tells where a
  // text comes from.
  constexpr std::size_t kFar = 25;
  for (std::size_t n = 1; n <= kFar && n <= i; ++n) {
    const Token& before = in.at(i - n);
    if (before.is(kModal | kOperative) && !before.is(kMonth)) break;
    if (before.type == Token::Type::mark && !before.is_mark('-') && !before.is_mark('\'') &&
        !before.is_mark(U'\u2019') && !before.masked)
      break;
    // Without its accent a verb of the present: "la Conférence adopte", not "adopté".
    if (before.is(kAdopted)) {
      if ((before.plain && before.lex->accented) || adopts(in, i - n)) break;
      return std::nullopt;
    }
  }
  if (!edge && of_office(in, i)) return std::nullopt;
  std::size_t j = skip(in, i + 1, kPossessive | kFill, 3);
  if (in.at(j).is(kMeetingCode)) {
    std::size_t k = j + 1;
    if (in.at(k).is_mark('-') || in.at(k).is_mark('.')) ++k;
    if (in.at(k).is_number() && in.at(k).digits <= 2) {
      Found f = make(Found::Kind::meeting, i, k + 1, Granularity::undated, "XXXX");
      f.ordinal = in.at(k).value;
      f.code = in.text(j);
      f.noun = j;
      return f;
    }
    return std::nullopt;
  }
  int nth = 0;
  if (in.words().ordinals_behind()) {
    if (edge && !in.at(j).is(kMeetingNoun) && in.at(j).is_word()) ++j;  // قبل انعقاد الاجتماع
    if (!in.at(j).is(kMeetingNoun)) return std::nullopt;
    const std::size_t k = in.ordinal(j + 1, nth);
    if (k == 0) return std::nullopt;
    Found f = make(Found::Kind::meeting, i, body_end(in, k), Granularity::undated, "XXXX");
    f.ordinal = nth;
    f.noun = j;
    return f;
  }
  const bool next = in.at(j).is(kNext) && !in.at(j).is(kPossessive);
  std::size_t k = next ? j + 1 : in.ordinal(j, nth);
  if (k == 0) return std::nullopt;
  for (std::size_t n = 0; n < 2 && !in.at(k).is(kMeetingNoun) && in.at(k).is_word(); ++n) ++k;
  if (!in.at(k).is(kMeetingNoun)) return std::nullopt;
  if (nth == 0 && !next) return std::nullopt;
  Found f = make(Found::Kind::meeting, i, body_end(in, k + 1), Granularity::undated, "XXXX");
  f.ordinal = nth;
  f.noun = k;
  return f;
}

// "at the closure of the fifth meeting", "al clausurarse la quinta reunión"
std::optional<Found> meeting_edge(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (!t.is(kAt | kTo | kOn | kFill) || t.masked || t.han) return std::nullopt;
  std::size_t j = skip(in, i + 1, kFill, 1);
  const auto edge = [&](std::size_t k) { return in.at(k).lex != nullptr && in.at(k).lex->edge; };
  if (!edge(j)) return std::nullopt;
  j = skip(in, j + 1, kOf | kFill | kPossessive, 3);
  int nth = 0;
  std::size_t noun = j;
  std::size_t last = 0;
  if (in.words().ordinals_behind()) {
    if (!in.at(j).is(kMeetingNoun)) return std::nullopt;
    last = in.ordinal(j + 1, nth);
  } else {
    noun = in.ordinal(j, nth);
    if (noun == 0) return std::nullopt;
    for (std::size_t n = 0; n < 2 && !in.at(noun).is(kMeetingNoun) && in.at(noun).is_word(); ++n)
      ++noun;
    if (in.at(noun).is(kMeetingNoun)) last = noun + 1;
  }
  if (last == 0) return std::nullopt;
  Found f = make(Found::Kind::meeting, i, body_end(in, last), Granularity::undated, "XXXX");
  f.ordinal = nth;
  f.noun = noun;
  f.edge = true;
  return f;
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

std::optional<Found> read_relative(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.type == Token::Type::mark) {
    if (auto f = placeholder(in, i)) return f;
    return open_length(in, i);
  }
  if (t.lex == nullptr && !t.is_number()) return std::nullopt;
  if (auto f = recurrence(in, i)) return f;
  if (auto f = counted_day(in, i)) return f;
  if (auto f = meeting_edge(in, i)) return f;
  if (auto f = measured(in, i)) return f;
  if (auto f = biennium(in, i)) return f;
  if (auto f = meeting(in, i)) return f;
  return between_meetings(in, i);
}

}  // namespace hexapla::time
