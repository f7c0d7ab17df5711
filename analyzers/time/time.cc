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
    // Arabic has no case; a full stop with space ends there.
    return i > 0 && tokens[i - 1].is_word() && next.lex == nullptr &&
           tokens[i - 1].lex == nullptr && tokens[i - 1].end - tokens[i - 1].begin > 4 &&
           next.end - next.begin > 4;
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

Cue cue_of(const Reading& in, const Found& f) {
  const auto& tokens = in.tokens.list;
  Cue cue{Bound::none, false, f.first, f.last};
  // Behind the date: 以前, "au plus tard".
  std::size_t j = f.last;
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
  std::size_t i = f.first;
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
  // The measure of "within 60 days" is its own cue.
  const Token& head = tokens[f.first];
  if (f.kind == Found::Kind::duration && f.direction > 0 &&
      (head.is(kWithin) || tokens[f.last - 1].is(kWithinAfter))) {
    cue.bound = Bound::within;
    cue.weak = false;
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
    if (in.tokens.list[i].is(kinds)) return true;
  }
  return false;
}

bool any_obliging(const Reading& in, Range r) {
  for (std::size_t i = r.first; i < r.last; ++i) {
    const Lex* lex = in.tokens.list[i].lex;
    if (lex != nullptr && lex->obliging) return true;
  }
  return false;
}

bool is_deadline(const Reading& in, const Found& f, const Cue& cue, Range sentence, bool obliged,
                 Bound& bound) {
  bound = cue.bound;
  const bool obliges = obliged || any(in, sentence, kOperative | kModal | kDeadlineNoun);
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
      if (cue.bound == Bound::before || in.tokens.list[f.first].is(kBefore) ||
          (in.tokens.list[f.last - 1].han && in.tokens.list[f.last - 1].is(kBeforeAfter))) {
        bound = Bound::before;
        return !past || obliges;
      }
      bound = Bound::on;
      return !past && (obliged || any(in, {sentence.first, f.first}, kOperative) ||
                       any_obliging(in, sentence));
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
      const bool term = cue.first > 0 && in.tokens.list[cue.first - 1].is(kUnit | kYearWord);
      return !f.range && f.granularity == Granularity::day && !term && obliges && !past;
    }
    case Bound::no_later_than:
      return !past || obliges;
    case Bound::by:
      if (f.range && f.granularity == Granularity::year) return false;
      if (cue.weak) return obliges && f.granularity == Granularity::day;
      return !past || obliges;
    case Bound::before:
      if (f.granularity == Granularity::day || f.granularity == Granularity::month || f.part)
        return !past || obliges;
      return obliges && !past;
    default:
      return false;
  }
}

Role other_role(const Reading& in, const Found& f, Range sentence) {
  const auto& tokens = in.tokens.list;
  if (f.kind == Found::Kind::meeting) return Role::meeting;
  if (f.kind == Found::Kind::placeholder) {
    const std::size_t back = std::min<std::size_t>(f.first - sentence.first, 8);
    return any(in, {f.first - back, f.first}, kMeetingCue) ? Role::meeting : Role::event;
  }
  if (f.kind != Found::Kind::calendar && f.kind != Found::Kind::fixed) return Role::period;
  const bool just_behind = any(in, {f.last, std::min(sentence.last, f.last + 3)}, kMeetingCue);
  if (f.granularity == Granularity::set) return Role::period;
  if (f.open) return Role::period;
  if (f.granularity == Granularity::range) {
    const auto days =
        f.interval.from && f.interval.to ? *f.interval.to - *f.interval.from : std::chrono::days{0};
    return days <= std::chrono::days{31} ? Role::meeting : Role::period;
  }
  if (f.granularity == Granularity::day) {
    // A weekday is printed for what happens on the day: a sitting, an opening.
    const std::size_t reach =
        tokens[f.first].is(kWeekday) || tokens[f.last - 1].is(kWeekday) ? 40 : 4;
    const std::size_t back = std::min<std::size_t>(f.first - sentence.first, reach);
    const bool cue = any(in, {f.first - back, f.first}, kMeetingCue);
    return cue || (just_behind && f.last < tokens.size() && tokens[f.last].is(kMeetingCue))
               ? Role::meeting
               : Role::event;
  }
  return just_behind && !f.open ? Role::meeting : Role::period;
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
    explain(in, sentence, cue.first, cue.last, index, e);
  } else {
    e.role = other_role(in, f, sentence);
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
