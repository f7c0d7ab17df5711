#include "analyzers/time/time.h"

#include <algorithm>
#include <array>

#include "analyzers/time/reading.h"

namespace hexapla::time {
namespace {

bool is_sentence_mark(const Token& t) {
  return t.is_mark('.') || t.is_mark('!') || t.is_mark('?') || t.is_mark(U'。') ||
         t.is_mark(U'！') || t.is_mark(U'？') || t.is_mark(U'؟');
}

// Is the mark at i the end of a sentence? "Nov. 2016", "art. 5" and "3.5" are not.
bool ends_sentence(const std::vector<Token>& tokens, std::size_t i) {
  const Token& t = tokens[i];
  if (!is_sentence_mark(t)) return false;
  if (!t.is_mark('.')) return true;
  if (i + 1 >= tokens.size()) return true;
  const Token& next = tokens[i + 1];
  if (!next.space) return false;
  if (next.is_word() && !next.upper && !next.han) {
    // Arabic has no case: a full stop with space behind a word of more than two letters ends there.
    return next.caseless && i > 0 &&
           ((tokens[i - 1].is_word() && tokens[i - 1].end - tokens[i - 1].begin > 4) ||
            tokens[i - 1].digits == 4);
  }
  if (i == 0) return false;
  const Token& before = tokens[i - 1];
  if (before.is_word() && before.end - before.begin == 1) return false;
  if (before.is(kTrigger | kTelephone) && next.is_number()) return false;
  if (before.is(kMonth) && next.is_number()) return false;
  return true;
}

Bound bound_of_kinds(const Token& t) {
  if (t.is(kNoLater)) return Bound::no_later_than;
  if (t.is(kBy)) return Bound::by;
  if (t.is(kBefore)) return Bound::before;
  if (t.is(kWithin) && !t.han) return Bound::within;
  if (t.is(kFrom | kSince)) return Bound::from;
  if (t.is(kUntil)) return Bound::by;
  if (t.is(kOn) || (t.han && t.is(kWithin))) return Bound::on;
  return Bound::none;
}

struct Cue {
  Bound bound = Bound::none;
  bool weak = false;      // "until", "on": binds only where something obliges
  std::size_t first = 0;  // tokens [first, last): the cue with the expression
  std::size_t last = 0;
};

// May the token stand in a time of day, as in "6 p.m. (Geneva time), " or "18 heures, le"?
bool in_clock(const Token& t) {
  if (t.masked) return false;
  if (t.lex != nullptr && t.lex->clock) return true;
  if (t.is_number()) return t.digits <= 2 || t.digits == 4;
  if (t.type == Token::Type::mark)
    return t.is_mark('.') || t.is_mark(':') || t.is_mark(',') || t.is_mark('(') || t.is_mark(')') ||
           t.is_mark('-') || t.is_mark(U'،');
  return t.is(kFill | kOf | kAt | kOn | kTo | kOrdinal | kNumber) ||
         ((t.upper || t.caseless) && t.lex == nullptr);
}

// "no later than 3 p.m. on Tuesday, 5 June": the token before the time of day that ends at token i,
// if a bound stands there; else i.
std::size_t over_clock(const std::vector<Token>& tokens, std::size_t i) {
  constexpr std::size_t kMost = 14;
  bool clock = false;
  for (std::size_t n = 1; n <= kMost && n <= i; ++n) {
    const Token& t = tokens[i - n];
    const bool tells = t.lex != nullptr && t.lex->clock;
    const Bound b = tells ? Bound::none : bound_of_kinds(t);
    if (b == Bound::by || b == Bound::before || b == Bound::no_later_than)
      return clock && !t.masked ? i - n + 1 : i;
    if (!in_clock(t)) return i;
    clock = clock || tells ||
            (t.is_mark(':') && i - n > 0 && tokens[i - n - 1].is_number() &&
             tokens[i - n + 1].is_number());
  }
  return i;
}

Cue cue_of(const Reading& in, const Found& f) {
  const auto& tokens = in.tokens.list;
  Cue cue{Bound::none, false, f.first, f.last};
  // Behind the date: 以前, "au plus tard".
  std::size_t j = f.last;
  // 4月12日下午6时前
  if (tokens[f.last - 1].han) {
    constexpr std::size_t kMost = 6;
    std::size_t k = j;
    while (k < tokens.size() && k < j + kMost &&
           ((tokens[k].lex != nullptr && tokens[k].lex->clock) || tokens[k].is_number() ||
            tokens[k].is_mark(':')))
      ++k;
    if (k > j && k < tokens.size() && tokens[k].is(kBeforeAfter | kNoLaterAfter)) j = k;
  }
  if (j < tokens.size() && tokens[j].is(kFill) && tokens[j].han) ++j;
  if (j < tokens.size()) {
    const Token& t = tokens[j];
    if (t.is(kBeforeAfter)) {
      cue.bound = Bound::before;
    } else if (t.is(kNoLaterAfter)) {
      cue.bound = Bound::no_later_than;
    } else if (t.is(kSinceAfter | kFromAfter)) {
      cue.bound = Bound::from;
    }
    if (cue.bound != Bound::none) cue.last = j + 1;
  }
  // Before the date, over a few filling words.
  std::size_t i = over_clock(tokens, f.first);
  bool over_of = false;
  for (std::size_t n = 0; n < 4 && i > 0; ++n) {
    const Token& t = tokens[i - 1];
    if (t.masked) break;
    Bound b = bound_of_kinds(t);
    if (b == Bound::from && over_of) b = Bound::none;
    over_of = over_of || t.is(kOf);
    if (b != Bound::none && !(t.is(kFill) && b == Bound::on && !t.han)) {
      const bool by_behind = cue.bound != Bound::none;
      if (!by_behind || b == Bound::no_later_than) {
        cue.bound = b;
        cue.weak =
            b == Bound::on || b == Bound::from || (t.is(kUntil) && !t.is(kBy | kBefore | kNoLater));
      }
      cue.first = i - 1;
      // "by no later than", "at the latest by"
      if (i > 1 && bound_of_kinds(tokens[i - 2]) != Bound::none && b != Bound::no_later_than) {
        const Bound outer = bound_of_kinds(tokens[i - 2]);
        if (outer == Bound::no_later_than ||
            (cue.weak && outer != Bound::on && outer != Bound::from)) {
          cue.bound = outer;
          cue.weak = false;
          cue.first = i - 2;
        }
      }
      break;
    }
    if (!(t.is(kFill | kOf | kPossessive | kEnd | kStart | kMiddle) || t.is_mark('[') ||
          t.is_mark('*')))
      break;
    --i;
  }
  // "le 4 octobre 2018 au plus tard": the article before the date leads over to it.
  if (cue.bound != Bound::none && cue.first == f.first && f.first > 0 &&
      tokens[f.first - 1].is(kFill) && tokens[f.first - 1].is(kOn) && !tokens[f.first - 1].han)
    --cue.first;
  // The measure of "within 60 days" is its own cue.
  const Token& head = tokens[f.first];
  if (f.kind == Found::Kind::duration && f.direction > 0 &&
      (head.is(kWithin) || tokens[f.last - 1].is(kWithinAfter) ||
       (f.last < tokens.size() && tokens[f.last].is(kWithinAfter)))) {
    cue.bound = Bound::within;
    cue.weak = false;
    if (f.last < tokens.size() && tokens[f.last].is(kWithinAfter))
      cue.last = std::max(cue.last, f.last + 1);
  } else if (f.kind == Found::Kind::duration && f.direction < 0) {
    if (cue.bound != Bound::no_later_than && !head.is(kNoLater)) cue.bound = Bound::before;
    if (head.is(kNoLater)) cue.bound = Bound::no_later_than;
    cue.weak = false;
  } else if (f.kind == Found::Kind::duration && head.is(kNoLater)) {
    cue.bound = Bound::no_later_than;
    cue.weak = false;
  } else if (f.kind == Found::Kind::recurrence && tokens[f.last - 1].is(kBeforeAfter)) {
    cue.bound = Bound::before;
    cue.weak = false;
  }
  return cue;
}

bool any(const Reading& in, Range r, std::uint64_t kinds) {
  for (std::size_t i = r.first; i < r.last; ++i) {
    const Token& t = in.tokens.list[i];
    // "31 May" obliges nobody.
    if (t.is(kinds) && !(t.is(kMonth) && t.is(kModal) && t.upper)) return true;
  }
  return false;
}

bool any_obliging(const Reading& in, Range r) {
  for (std::size_t i = r.first; i < r.last; ++i) {
    const Token& t = in.tokens.list[i];
    if (t.lex == nullptr) continue;
    if (t.lex->obliging) return true;
    if (!t.lex->decides) continue;
    // 决定 is a noun in 第I/6号决定: the verb opens its sentence.
    if (!t.han || i == r.first || in.tokens.list[i - 1].type == Token::Type::mark) return true;
  }
  return false;
}

// Duties that are laid down in the present tense: "la Conférence des Parties adopte".
bool asserts(const Reading& in, const Found& f, Range r) {
  const auto& tokens = in.tokens.list;
  const auto verb = [&](std::size_t i) {
    if (i >= r.last || !tokens[i].is_word() || tokens[i].han) return false;
    return (tokens[i].is(kActionVerb) && !tokens[i].is(kActor | kOf)) ||
           in.words->ends_like_finite(
               in.folded.view().substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
  };
  for (std::size_t i = r.first; i < r.last; ++i) {
    if (tokens[i].lex != nullptr && tokens[i].lex->auxiliary) return true;
    if (tokens[i].is(kActor) && verb(i + 1)) return true;
  }
  if (f.last < r.last && tokens[f.last].is_mark(',')) return verb(f.last + 1);
  return verb(f.last);
}

bool measures_term(const Reading& in, std::size_t i, Range sentence) {
  // 任期四年，自 … 起; 自 … 起为期四年; "for four years from 1 July".
  const auto& tokens = in.tokens.list;
  const std::size_t from = std::max(sentence.first, i > 4 ? i - 4 : 0);
  for (std::size_t k = from; k < i; ++k) {
    if (tokens[k].is(kUnit) && !tokens[k].is(kMonth) && k > from && tokens[k - 1].lex != nullptr &&
        tokens[k - 1].is(kNumber))
      return true;
    if (tokens[k].is(kUnit) && tokens[k].han && tokens[k].lex->unit == Unit::year && k > 0 &&
        tokens[k - 1].is_number() && tokens[k - 1].digits < 3)
      return true;
  }
  return false;
}

std::string_view token_text(const Reading& in, std::size_t i) {
  const Token& t = in.tokens.list[i];
  return in.folded.view().substr(t.begin, t.end - t.begin);
}

// Does the expression with its cue say "before"?
bool before_of(const Reading& in, const Found& f, const Cue& cue) {
  return cue.bound == Bound::before || in.tokens.list[f.first].is(kBefore);
}

bool is_deadline(const Reading& in, const Found& f, const Cue& cue, Range sentence, bool obliged,
                 Bound& bound) {
  bound = cue.bound;
  if (cue.first > sentence.first) {
    // "Comments must be received by …" binds; "comments received by …" tells what had come.
    const std::size_t i = cue.first - 1;
    const Lex* lex = in.tokens.list[i].lex;
    const bool demanded = i > sentence.first && in.tokens.list[i - 1].is(kPassive | kModal);
    if (lex != nullptr && lex->received && !demanded) return false;
    // "the workshops held before its third meeting" tells what is over by then.
    if (lex != nullptr && lex->held && !demanded && before_of(in, f, cue)) return false;
  }
  // 缔约方大会第三次会议之前举行的讲习班: what had been held before.
  if (cue.last + 1 < sentence.last && in.tokens.list[cue.last].han) {
    const Token& verb = in.tokens.list[cue.last];
    const bool attribute =
        in.tokens.list[cue.last + 1].is(kFill) || token_text(in, cue.last + 1).starts_with("的");
    if (verb.lex != nullptr && verb.lex->held && attribute) return false;
  }
  const bool obliges = obliged || any(in, sentence, kOperative | kModal | kDeadlineNoun) ||
                       any_obliging(in, sentence);
  const bool past = any(in, {sentence.first, std::max(sentence.first, cue.first)}, kPast) ||
                    any(in, {std::min(sentence.last, cue.last), sentence.last}, kPast);
  // "The deadline for … is 16 June 2004", "Deadline: 16 June 2004"; or the date first: "30 June is
  // the deadline".
  const bool calendar = f.kind == Found::Kind::calendar || f.kind == Found::Kind::fixed;
  const bool pointlike = calendar && !f.open && (!f.range || f.granularity == Granularity::month);
  if ((pointlike && f.granularity != Granularity::year) || f.kind == Found::Kind::placeholder) {
    const bool named = any(in, {sentence.first, f.first}, kDeadlineNoun) ||
                       any(in, {f.last, std::min(sentence.last, f.last + 6)}, kDeadlineNoun);
    if (named && (cue.bound == Bound::none || cue.weak)) {
      bound = Bound::by;
      return true;
    }
  }
  switch (f.kind) {
    case Found::Kind::meeting:
      if (f.edge) return false;
      if (cue.bound == Bound::before || in.tokens.list[f.first].is(kBefore) ||
          (in.tokens.list[f.last - 1].han && in.tokens.list[f.last - 1].is(kBeforeAfter))) {
        bound = Bound::before;
        return !past || obliges;
      }
      if (in.tokens.list[f.first].is(kBy | kNoLater)) {
        bound = in.tokens.list[f.first].is(kNoLater) ? Bound::no_later_than : Bound::by;
        return !past && obliges;
      }
      bound = Bound::on;
      return !past && (obliged || any(in, {sentence.first, f.first}, kOperative) ||
                       any_obliging(in, sentence) || asserts(in, f, sentence));
    case Found::Kind::recurrence:
      return cue.bound == Bound::before;
    case Found::Kind::duration:
      if (f.direction == 0) return false;
      return (cue.bound == Bound::within || cue.bound == Bound::before ||
              cue.bound == Bound::no_later_than);
    case Found::Kind::undated:
      return false;
    case Found::Kind::placeholder:
      return (cue.bound == Bound::by || cue.bound == Bound::no_later_than ||
              cue.bound == Bound::before) &&
             !cue.weak;
    case Found::Kind::calendar:
    case Found::Kind::fixed:
      break;
  }
  if (f.open) return false;
  if (f.granularity == Granularity::set) {
    bound = cue.bound;
    return cue.bound != Bound::none && !cue.weak;
  }
  switch (cue.bound) {
    case Bound::from: {
      // What shall be so from a day on binds; "for four years from 1 July" measures a term.
      const bool term = (cue.first > 0 && in.tokens.list[cue.first - 1].is(kUnit | kYearWord)) ||
                        measures_term(in, cue.first, sentence);
      return !f.range && f.granularity == Granularity::day && !term && obliges && !past;
    }
    case Bound::no_later_than:
      return !past || obliges;
    case Bound::by:
      if (f.range) return false;
      if (cue.weak) return obliges && f.granularity == Granularity::day;
      return !past || obliges;
    case Bound::before:
      if (f.granularity == Granularity::day || f.granularity == Granularity::month || f.part)
        return !past || obliges;
      // "would not be able to report before 2021" tells what may be.
      return !past && (obliged || any_obliging(in, sentence) || any(in, sentence, kOperative));
    default:
      return false;
  }
}

bool names_meeting(const Reading& in, Range r, bool edges) {
  for (std::size_t i = r.first; i < r.last; ++i) {
    const Token& t = in.tokens.list[i];
    if (t.is(kMeetingCue | kMeetingNoun) && (edges || !t.lex->edge)) return true;
  }
  return false;
}

// `count` tokens before the expression, within its sentence.
Range before(const Found& f, Range sentence, std::size_t count) {
  return {f.first - std::min(count, f.first - sentence.first), f.first};
}

Range behind(const Found& f, Range sentence, std::size_t count) {
  return {f.last, std::max(f.last, std::min(sentence.last, f.last + count))};
}

// A day is a meeting's where its cue stands close by. A weekday is printed for what happens on the
// day: a sitting, an opening; then the cue may stand anywhere.
bool meets_on_day(const Reading& in, const Found& f, Range sentence) {
  const auto& tokens = in.tokens.list;
  if (tokens[f.first].is(kWeekday) || tokens[f.last - 1].is(kWeekday) ||
      (f.first + 1 < f.last && tokens[f.first + 1].is(kWeekday))) {
    constexpr std::size_t kFar = 60;
    const Range all{f.first - std::min(f.first, kFar), std::min(tokens.size(), f.last + kFar)};
    return names_meeting(in, all, true);
  }
  if (any(in, before(f, sentence, 4), kMeetingCue)) return true;
  // 5月2日第4次全体会议, "on 2 May at its 4th plenary meeting"
  const Range next = behind(f, sentence, 3);
  if (next.first < next.last && tokens[next.first].is(kMeetingCue)) return true;
  for (std::size_t i = next.first; i < next.last; ++i) {
    if (tokens[i].han && tokens[i].is(kMeetingNoun)) return true;
  }
  return false;
}

// "À sa 4e séance plénière, le 2 mai": the day stands right behind its meeting.
bool dates_meeting(const Reading& in, std::size_t index) {
  if (index == 0 || in.found[index - 1].kind != Found::Kind::meeting) return false;
  const std::size_t begin = in.found[index - 1].last;
  const std::size_t end = in.found[index].first;
  constexpr std::size_t kNear = 3;
  if (end < begin || end - begin > kNear) return false;
  for (std::size_t i = begin; i < end; ++i) {
    const Token& t = in.tokens.list[i];
    if (!t.is_mark(',') && !t.is_mark(U'،') && !t.is_mark('(') && !t.is(kOn | kFill)) return false;
    if (t.is(kBy | kNoLater | kBefore | kAfter) && !t.is(kOn)) return false;
  }
  return true;
}

// "published on 29 June 2018", "issuance of document … on 14 January 2019"
bool publishes(const Reading& in, const Found& f, Range sentence) {
  if (f.kind != Found::Kind::calendar || f.range) return false;
  const auto& tokens = in.tokens.list;
  const auto says = [&](Range r) {
    for (std::size_t i = r.first; i < r.last; ++i) {
      if (tokens[i].lex != nullptr && tokens[i].lex->published) return true;
    }
    return false;
  };
  // Where verbs come first: "ونُشرت الصيغة الأولى …، في 29 حزيران/يونيه 2018"
  if (in.words->subject_behind()) {
    std::size_t verb = sentence.first;
    while (verb < f.first && !tokens[verb].is_word()) ++verb;
    if (says({verb, std::min(verb + 1, f.first)})) return true;
  }
  std::size_t reach = 0;
  std::size_t i = f.first;
  // A symbol is one thing, however many tokens it has.
  while (i > sentence.first && reach < 6 && f.first - i < 40) {
    --i;
    if (!tokens[i].masked) ++reach;
  }
  if (tokens[f.last - 1].han) return says({i, f.first}) || says(behind(f, sentence, 4));
  return says({i, f.first}) || says(behind(f, sentence, 3));
}

Role other_role(const Reading& in, std::size_t index, Range sentence, Bound bound) {
  const Found& f = in.found[index];
  if (f.kind == Found::Kind::meeting) return f.edge ? Role::event : Role::meeting;
  if (f.kind == Found::Kind::placeholder) {
    return any(in, before(f, sentence, 8), kMeetingCue) ||
                   names_meeting(in, behind(f, sentence, 8), false)
               ? Role::meeting
               : Role::event;
  }
  if (f.kind == Found::Kind::duration && f.direction == 0 && f.noun != 0) return Role::event;
  if (f.kind != Found::Kind::calendar && f.kind != Found::Kind::fixed) return Role::period;
  if (f.granularity == Granularity::set || f.open) return Role::period;
  if (publishes(in, f, sentence)) return Role::publication;
  if (f.granularity == Granularity::day) {
    return meets_on_day(in, f, sentence) || dates_meeting(in, index) ? Role::meeting : Role::event;
  }
  if (f.granularity == Granularity::range) {
    const auto days =
        f.interval.from && f.interval.to ? *f.interval.to - *f.interval.from : std::chrono::days{0};
    if (days > std::chrono::days{31} || f.kind == Found::Kind::fixed) return Role::period;
    // A line of a masthead tells the days of the meeting and nothing else.
    constexpr std::size_t kLine = 24;
    bool line = sentence.last - sentence.first <= kLine;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      if (in.tokens.list[i].is(kModal) && !in.tokens.list[i].is(kMonth)) line = false;
    }
    return line || names_meeting(in, sentence, false) ? Role::meeting : Role::period;
  }
  const bool single = !f.range && f.kind == Found::Kind::calendar;
  if (single && (bound == Bound::before || (f.first > 0 && in.tokens.list[f.first - 1].is(kAfter))))
    return Role::event;
  const bool short_time = (f.granularity == Granularity::month && !f.range) ||
                          (f.granularity == Granularity::season && f.part == 0);
  if (short_time && (any(in, before(f, sentence, 4), kMeetingCue) ||
                     any(in, behind(f, sentence, 3), kMeetingCue)))
    return Role::meeting;
  return Role::period;
}

}  // namespace

Span Reading::source(std::size_t first, std::size_t last) const {
  if (first >= last || last > tokens.list.size()) return {};
  return folded.source({tokens.list[first].begin, tokens.list[last - 1].end});
}

std::string Reading::quote(std::size_t first, std::size_t last) const {
  const Span span = source(first, last);
  return std::string(text.substr(span.begin, span.size()));
}

Reading read_text(std::string_view text, std::string_view lang, std::span<const Span> spans) {
  Reading in;
  in.text = text;
  in.words = &vocabulary(lang, text);
  in.folded = text::fold(text, Vocabulary::fold_flags());
  in.tokens = tokenize(text, in.folded, *in.words);
  if (!in.tokens.worth_reading) return in;
  mask(in.tokens, in.folded, spans);
  in.found = read(in.tokens.list, *in.words, in.folded.view());
  return in;
}

std::size_t found_from(const Reading& in, std::size_t i) {
  const auto at = std::partition_point(in.found.begin(), in.found.end(),
                                       [i](const Found& f) { return f.first < i; });
  return static_cast<std::size_t>(at - in.found.begin());
}

Range sentence_around(const Reading& in, std::size_t i) {
  const auto& tokens = in.tokens.list;
  Range r{i, i};
  // A sentence longer than this is no sentence: a table or a list that lost its marks.
  constexpr std::size_t kFar = 400;
  while (r.first > 0 && i - r.first < kFar && !ends_sentence(tokens, r.first - 1)) --r.first;
  while (r.last < tokens.size() && r.last - i < kFar) {
    ++r.last;
    if (ends_sentence(tokens, r.last - 1)) break;
  }
  return r;
}

TimeExpression express(const Reading& in, std::size_t index, bool obliged) {
  const Found& f = in.found[index];
  TimeExpression e;
  // Brackets around a date that is not agreed belong to it, as they do to a placeholder.
  const auto& tokens = in.tokens.list;
  const bool bracketed = f.first > 0 && f.last < tokens.size() &&
                         tokens[f.first - 1].is_mark('[') && tokens[f.last].is_mark(']');
  e.span = bracketed ? in.source(f.first - 1, f.last + 1) : in.source(f.first, f.last);
  if (f.interval.from) e.from = iso(*f.interval.from);
  if (f.interval.to) e.to = iso(*f.interval.to);
  e.granularity = f.granularity;
  e.timex = f.timex;
  e.inferred = f.inferred;
  e.dated_by = f.dated_by;
  const Range sentence = sentence_around(in, f.first);
  Cue cue = cue_of(in, f);
  if (bracketed) {
    cue.first = std::min(cue.first, f.first - 1);
    cue.last = std::max(cue.last, f.last + 1);
  }
  Bound bound = Bound::none;
  if (is_deadline(in, f, cue, sentence, obliged, bound)) {
    // "by the end of 2016" ends on a day.
    if (f.part == 'e' && f.interval.to) {
      e.from = e.to;
    } else if (f.part == 's' && f.interval.from && bound == Bound::before) {
      e.to = e.from;
    }
    e.role = Role::deadline;
    e.bound = bound;
    e.sentence = in.source(sentence.first, sentence.last);
    explain(in, sentence, cue.first, cue.last, index, e, obliged);
  } else {
    e.role = other_role(in, index, sentence, cue.bound);
    e.bound = cue.bound;
  }
  return e;
}

std::string_view name(Role role) {
  static constexpr std::array<std::string_view, 5> kNames = {"deadline", "meeting", "publication",
                                                             "period", "event"};
  return kNames[static_cast<std::size_t>(role)];
}

std::string_view name(Granularity granularity) {
  static constexpr std::array<std::string_view, 10> kNames = {
      "day", "range", "month", "quarter", "season", "year", "decade", "duration", "set", "undated"};
  return kNames[static_cast<std::size_t>(granularity)];
}

std::string_view name(Bound bound) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "", "by", "before", "no-later-than", "from", "within", "on"};
  return kNames[static_cast<std::size_t>(bound)];
}

std::vector<TimeExpression> find(std::string_view text, std::string_view lang,
                                 std::span<const Span> spans) {
  const Reading in = read_text(text, lang, spans);
  std::vector<TimeExpression> out;
  out.reserve(in.found.size());
  for (std::size_t i = 0; i < in.found.size(); ++i) out.push_back(express(in, i));
  return out;
}

}  // namespace hexapla::time
