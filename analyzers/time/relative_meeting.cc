// Time that hangs on a meeting: "at its ninth meeting", "before COP-8", "at the closure of …".
#include <algorithm>

#include "analyzers/time/relative.h"
#include "analyzers/time/relative_parts.h"

namespace hexapla::time {
namespace {

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

}  // namespace

// "at its ninth meeting", "на его десятом совещании", "في دورته الحادية والعشرين", "at COP-8",
// 第三届会议审议
std::optional<Found> read_meeting(const Reader& in, std::size_t i) {
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
    // 至迟于缔约方大会第十次会议
    std::size_t limit = i;
    while (limit > 0 && i - limit < 4 && in.at(limit - 1).is(kActor) && in.at(limit - 1).han)
      --limit;
    if (limit > 0 && in.at(limit - 1).is(kOn | kAt) && in.at(limit - 1).han) --limit;
    const bool limited = limit > 0 && in.at(limit - 1).is(kNoLater | kBy) && in.at(limit - 1).han;
    if (!timed && !limited) return std::nullopt;
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
    if (limited) f.first = limit - 1;
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
  // "by its tenth meeting", "не позднее десятого совещания", "d’ici à sa dixième réunion"
  const bool limit = t.is(kBy | kNoLater) && !edge;
  if (!(t.is(kAt) || edge || limit) || t.masked) return std::nullopt;
  if (limit && i > 0 && in.at(i - 1).lex != nullptr && in.at(i - 1).lex->not_by)
    return std::nullopt;
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
  if (!edge && !limit && of_office(in, i)) return std::nullopt;
  const std::uint64_t over = limit ? kPossessive | kFill | kAt : kPossessive | kFill;
  std::size_t j = skip(in, i + 1, over, 3);
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
std::optional<Found> read_meeting_edge(const Reader& in, std::size_t i) {
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

}  // namespace hexapla::time
