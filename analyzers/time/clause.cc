#include "analyzers/time/clause.h"

#include <algorithm>

#include "analyzers/text/utf8.h"

namespace hexapla::time {

std::size_t Clause::skip_apostrophe(std::size_t i) const {
  while (i + 1 < where_.last && apostrophe(i)) ++i;
  return i;
}

bool Clause::is_modal(std::size_t i) const {
  if (!at(i).is(kModal) || (at(i).is(kMonth) && at(i).upper)) return false;
  // "Parties that may be affected": a modal of a clause that tells more of somebody.
  if (at(i).han || at(i).lex->obliging || i <= where_.first) return true;
  const Token& before = at(i - 1);
  // Russian has a comma before such a clause too.
  if (before.lex != nullptr && before.lex->relative) return false;
  const bool relative =
      before.is(kClause) && i > where_.first + 1 && at(i - 2).type != Token::Type::mark;
  return !relative;
}

bool Clause::is_actor(std::size_t i) const {
  return at(i).is(kActor) && at(i).lex->thing == '\0';
}

bool Clause::marked_passive(std::size_t i) const {
  if (!in_.words->begins_like_verb(word(i))) return false;
  constexpr std::string_view kDamma = "\u064F";
  constexpr std::string_view kKasra = "\u0650";
  const std::string printed = in_.quote(i, i + 1);
  const std::size_t first = printed.empty() ? 0 : text::decode(printed, 0).size;
  return std::string_view(printed).substr(first).starts_with(kDamma) &&
         printed.find(kKasra) == std::string::npos;
}

bool Clause::is_finite(std::size_t i) const {
  if (!at(i).is_word() || at(i).han || at(i).is(kActor | kMonth | kMeetingNoun)) return false;
  return at(i).is(kActionVerb) || in_.words->ends_like_finite(word(i));
}

bool Clause::trimmable(const Token& t) const {
  return t.type == Token::Type::mark && !t.is_mark(')') && !t.is_mark('(') && !t.is_mark(']') &&
         !t.is_mark('[') && !t.is_mark(U'“') && !t.is_mark(U'”') && !t.is_mark(U'»') &&
         !t.is_mark(U'«') && !t.is_mark(U'《') && !t.is_mark(U'》');
}

std::string Clause::text(std::size_t first, std::size_t last) const {
  while (first < last && trimmable(at(first))) ++first;
  while (first < last && trimmable(at(last - 1))) --last;
  // A quotation mark that closes what the text opens belongs to it.
  if (first < last && last < tokens_.size() && at(last).is_mark('"')) {
    std::size_t marks = 0;
    for (std::size_t i = first; i < last; ++i) marks += at(i).is_mark('"') ? 1 : 0;
    if (marks % 2 == 1) ++last;
  }
  // A bracket that was opened before the text is none of it.
  if (first < last && at(last - 1).is_mark(']')) {
    bool opened = false;
    for (std::size_t i = first; i < last; ++i) opened = opened || at(i).is_mark('[');
    if (!opened) --last;
    while (first < last && trimmable(at(last - 1))) --last;
  }
  return first < last ? in_.quote(first, last) : std::string();
}

// The token where the first time expression behind `first` is introduced, or `last`.
std::size_t Clause::first_time(std::size_t first, std::size_t last) const {
  for (std::size_t n = found_from(in_, first + 1);
       n < in_.found.size() && in_.found[n].first < last; ++n) {
    const Found& f = in_.found[n];
    if (n == index_) continue;
    if (f.kind == Found::Kind::meeting || f.kind == Found::Kind::undated) continue;
    const bool bare_year = f.granularity == Granularity::year;
    std::size_t i = f.first;
    bool cue = f.kind != Found::Kind::calendar;
    while (i > first + 1 &&
           (at(i - 1).is(kBy | kBefore | kNoLater | kOn | kFrom | kWithin | kAt) ||
            at(i - 1).is_mark(',') || (at(i - 1).is(kFill) && !at(i - 1).is(kOf)))) {
      cue = cue || at(i - 1).is(kBy | kBefore | kNoLater | kFrom | kWithin);
      --i;
    }
    // A year within a name or a title introduces nothing.
    if (bare_year && !cue) continue;
    if (!cue && f.a.day == 0) continue;
    return i;
  }
  return last;
}

std::string Clause::action_text(std::size_t first, std::size_t last) const {
  if (first < last) last = first_time(first, last);
  while (first < last && (trimmable(at(last - 1)) || (at(last - 1).is(kAnd) && last - first > 1)))
    --last;
  return text(first, last);
}

std::string Clause::actor_text(std::size_t first, std::size_t last) const {
  while (first < last && at(last - 1).is(kPast) && !at(last - 1).is(kActor)) --last;
  std::string out = text(first, last);
  // "لكل طرف": a preposition that is written together with the actor is no part of it.
  while (first < last && !at(first).is_word()) ++first;
  if (first < last) {
    const std::string_view w = word(first);
    const std::size_t glued = in_.words->glued_preposition(w);
    const auto* rest =
        glued == 0 || at(first).is(kActor) ? nullptr : in_.words->phrases(w.substr(glued));
    if (rest != nullptr && out.size() > glued) out.erase(0, glued);
  }
  return out;
}

std::size_t Clause::clause_begin(std::size_t before) const {
  return behind_accordance(opening(before), before);
}

std::size_t Clause::behind_accordance(std::size_t begin, std::size_t end) const {
  std::size_t i = begin;
  while (i < end && at(i).type == Token::Type::mark) ++i;
  if (i >= end || at(i).lex == nullptr || !at(i).lex->accordance) return begin;
  std::size_t reference = begin;
  for (std::size_t k = i + 1; k < end; ++k) {
    if (comma(k)) return k + 1;
    if (at(k).masked || (reference == k && at(k).lex != nullptr && at(k).lex->treaty))
      reference = k + 1;
  }
  return reference < end ? reference : begin;
}

bool Clause::opens_clause(std::size_t i) const {
  if (at(i).is(kClause)) return true;
  // "على أن": a modal that ends in the word which opens its verb
  const std::size_t space = at(i).is(kModal) ? word(i).rfind(' ') : std::string_view::npos;
  return space != std::string_view::npos && in_.words->opens_verb(word(i).substr(space + 1));
}

std::size_t Clause::opening(std::size_t before) const {
  for (std::size_t i = before; i > where_.first; --i) {
    const Token& t = at(i - 1);
    // A date at the head of the clause, closed by a comma, is not the subject.
    if (inside_date() && i == to_) return i;
    if (t.is_mark(':') || t.is_mark(U'：')) return i;
    if (!inside_date()) continue;
    if (t.is_mark(';') || t.is_mark(U'；') || t.is_mark(U'؛')) return i;
    if (t.lex != nullptr && t.lex->decides && !t.han) return i;
    if (!opens_clause(i - 1)) continue;
    // "Focal points that have not yet responded are requested …" tells more of the actor.
    std::size_t k = i - 1;
    if (k > where_.first && (comma(k - 1) || apostrophe(k - 1))) --k;
    if (k > where_.first && is_actor(k - 1) && !at(i - 1).is(kOperative)) continue;
    return i;
  }
  // A label before the sentence.
  std::size_t begin = where_.first;
  if (begin + 1 < before && at(begin).is_number() && at(begin + 1).is_mark('.')) begin += 2;
  return begin;
}

std::size_t Clause::clause_end(std::size_t i) const {
  const std::size_t begin = i;
  while (i < where_.last && at(i).type == Token::Type::mark) ++i;
  // 根据第II/4号决定，为 …: the act stands behind the comma of such a phrase.
  const std::size_t head = behind_accordance(i, where_.last);
  for (std::size_t k = i; k < where_.last; ++k) {
    const Token& t = at(k);
    if (t.is_mark(';') || t.is_mark(U'；') || t.is_mark(U'؛') || t.is_mark(U'。')) return k;
    if (t.is_mark(',') && at(i).han && k > i && k >= head) return k;
    const bool joined_modal = t.joined && is_modal(k);
    if (k > begin + 1 && (joined_modal || (k + 1 < where_.last && t.is(kAnd) && is_modal(k + 1))))
      return k;
    if (t.is_mark('.') && k + 1 < where_.last && at(k + 1).space && at(k + 1).upper) return k;
  }
  return where_.last;
}

std::size_t Clause::link_at(const Lex& verb, std::size_t i, std::size_t begin) const {
  std::size_t best = 0;
  for (const auto& link : verb.links) {
    if (link.empty()) continue;
    if (link.front() == "*inf") {
      if (at(i).is_word() && i > begin && !at(i).is(kActor | kAnd) &&
          in_.words->ends_like_infinitive(word(i)))
        return kZero;
      continue;
    }
    if (link.front() == "*verb") {
      if (at(i).is(kActionVerb) && i > begin) return kZero;
      continue;
    }
    std::size_t j = i;
    bool fits = true;
    for (std::size_t w = 0; fits && w < link.size(); ++j) {
      while (j < where_.last && j > i && apostrophe(j)) ++j;
      if (j >= where_.last || !at(j).is_word()) {
        fits = false;
        break;
      }
      // A token may hold several words ("a que", "على أن").
      std::string_view rest = word(j);
      while (fits && !rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        fits = w < link.size() && rest.substr(0, space) == link[w++];
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
    }
    if (!fits) continue;
    if (j < where_.last && in_.words->opens_relative(word(j))) continue;
    if (link.size() == 1 && link.front().size() <= 2) {
      // "to the Secretariat" and "de la Convention" are no infinitives; "à le faire" is one.
      const std::size_t next = skip_apostrophe(j);
      if (next >= where_.last || !at(next).is_word()) continue;
      if (in_.words->is_object_clitic(word(next)) && next + 1 < where_.last) {
        const std::size_t inf = skip_apostrophe(next + 1);
        if (at(inf).is_word() && in_.words->ends_like_infinitive(word(inf)) &&
            !at(inf).is(kActor)) {
          best = std::max(best, next - i);
          continue;
        }
      }
      if (in_.words->has_infinitives()
              ? !in_.words->ends_like_infinitive(word(next)) || at(next).is(kActor)
              : at(next).is(kFill | kPossessive | kActor) || at(next).upper) {
        continue;
      }
      j = next;
    }
    best = std::max(best, j - i);
  }
  return best;
}

std::size_t Clause::find_link(std::size_t verb) const {
  const Lex& lex = *at(verb).lex;
  constexpr std::size_t kFar = 60;
  for (std::size_t i = verb + 1; i < where_.last && i < verb + kFar; ++i) {
    if (inside_date() && i >= from_ && i < to_) continue;
    if (at(i).is_mark(';') || at(i).is_mark(U'；')) break;
    const std::size_t length = link_at(lex, i, verb + 1);
    if (length == 0) continue;
    if (length != kZero && i == verb + 1)
      return kNone;  // "requested to": passive, the actor stands before
    return i;
  }
  return kNone;
}

Clause::Subject Clause::kind_of(std::size_t begin, std::size_t end) const {
  while (begin < end && at(begin).type == Token::Type::mark) ++begin;
  if (begin < end && at(end - 1).han) {
    // Chinese puts the head last: 缔约方的评论意见.
    for (std::size_t i = end; i > begin; --i) {
      if (at(i - 1).lex == nullptr) continue;
      if (at(i - 1).lex->thing != '\0' || at(i - 1).is(kMeetingNoun)) return Subject::thing;
      if (at(i - 1).is(kActor)) return Subject::actor;
    }
    return Subject::unknown;
  }
  // "В пункте 3 решения … Сторонам": what hangs on a preposition is not the subject.
  const bool oblique = begin < end && at(begin).is(kOn | kAt | kOf | kTo | kFill) &&
                       !(at(begin).lex->article) && !at(begin).is(kPossessive | kEvery);
  for (std::size_t i = begin; i < end; ++i) {
    if (is_actor(i)) return Subject::actor;
    if (at(i).lex != nullptr && at(i).lex->thing != '\0' && !oblique) return Subject::thing;
  }
  return Subject::unknown;
}

Range Clause::subject(std::size_t begin, std::size_t end) const {
  std::size_t last = end;
  while (last > begin && comma(last - 1)) --last;
  for (std::size_t i = last; i > begin; --i) {
    if (!comma(i - 1)) continue;
    const Subject kind = kind_of(i, last);
    if (kind == Subject::unknown) {
      // "Координаторам, которые еще не ответили, …": tells more of the subject.
      if (at(i).is(kClause) || in_.words->ends_like_participle(word(i))) continue;
      // A pronoun, or an aside where a subject stands before it.
      if (last - i <= 2 || kind_of(begin, i - 1) == Subject::unknown) return {i, last};
      last = i - 1;
      continue;
    }
    // "A, B and C": what stands before the comma goes on with the list.
    std::size_t j = i - 1;
    while (j > begin && !comma(j - 1)) --j;
    bool joins = false;
    for (std::size_t k = i; k < last; ++k) joins = joins || at(k).is(kAnd);
    const bool more = at(i).is(kClause) || in_.words->ends_like_participle(word(i));
    const bool list = kind == Subject::actor && kind_of(j, i - 1) == Subject::actor &&
                      (more || at(i).is(kAnd) || (i - 1 - j <= 4 && joins));
    if (!list) {
      begin = i;
      break;
    }
  }
  // A phrase before the actor is none of it: "В пункте 3 решения II/4 Сторонам".
  if (begin < last && at(begin).is(kOn | kAt | kFill) && !at(begin).lex->article &&
      !at(begin).is(kPossessive | kEvery) && !at(begin).han) {
    for (std::size_t i = begin + 1; i < last; ++i) {
      if (!is_actor(i)) continue;
      if (at(i - 1).is(kEvery)) --i;
      return {i, last};
    }
  }
  return {begin, last};
}

std::string Clause::maker(std::size_t begin, std::size_t end) const {
  std::size_t thing = kNone;
  for (std::size_t i = begin; i < end; ++i) {
    if (at(i).is(kAgent) && i + 1 < end) {
      const std::size_t last = actor_run_end(i + 1, end);
      if (kind_of(i + 1, last) == Subject::actor) return actor_text(i + 1, last);
    }
    if (at(i).lex != nullptr && at(i).lex->thing == 'm' && thing == kNone) thing = i;
  }
  if (thing == kNone || !in_.words->genitive_makers()) return "";
  if (at(thing).han) {
    // 缔约方和观察员的评论意见
    std::size_t i = thing;
    while (i > begin && !is_actor(i - 1)) --i;
    return i > begin ? actor_text(begin, i) : "";
  }
  for (std::size_t i = thing + 1; i < std::min(end, thing + 4); ++i) {
    if (!is_actor(i)) continue;
    std::size_t first = i;
    if (at(i - 1).lex != nullptr &&
        (at(i - 1).lex->article || in_.words->is_contraction(word(i - 1))))
      --first;
    return actor_text(first, actor_run_end(i, end));
  }
  return "";
}

std::string Clause::producer(std::size_t begin, std::size_t end) const {
  constexpr std::size_t kStem =
      6;  // bytes: two ideographs, three letters of Russian, six of English
  const auto stem = [&](std::size_t i) {
    const std::string_view w = word(i).substr(in_.words->article(word(i)));
    return w.substr(0, std::max(kStem, w.size() - std::min<std::size_t>(w.size(), 4)));
  };
  const auto thing = [&](std::size_t i) {
    return at(i).lex != nullptr && at(i).lex->thing != '\0' && !at(i).masked;
  };
  const auto verb = [&](std::size_t i) {
    if (!at(i).is_word() || word(i).size() < kStem || at(i).is(kActor) || thing(i)) return false;
    return at(i).is(kActionVerb) || (!at(i).han && (in_.words->ends_like_finite(word(i)) ||
                                                    in_.words->ends_like_infinitive(word(i)) ||
                                                    in_.words->begins_like_verb(word(i))));
  };
  // A word of [first, last) of one stem with token i, and of its kind.
  const auto again = [&](std::size_t i, std::size_t first, std::size_t last, const auto& kind) {
    for (std::size_t k = first; k < last; ++k) {
      if (kind(k) && (stem(k).starts_with(stem(i)) || stem(i).starts_with(stem(k)))) return k;
    }
    return kNone;
  };
  const std::size_t clause = clause_end(after_begin());
  for (std::size_t i = begin; i < end; ++i) {
    if (!thing(i)) continue;
    const std::size_t before = again(i, where_.first, begin, thing);
    if (before == kNone) return "";
    bool same_verb = false;
    for (std::size_t v = begin; v < clause && !same_verb; ++v)
      same_verb = verb(v) && again(v, where_.first, begin, verb) != kNone;
    for (std::size_t k = where_.first; same_verb && k < before; ++k) {
      if (is_actor(k)) return antecedent({before, before});
    }
    return "";
  }
  return "";
}

std::string Clause::antecedent(Range pronoun) const {
  // "لطرف ما": an actor behind a preposition that is written together with it.
  const auto led = [&](std::size_t i) {
    const std::size_t glued = at(i).is_word() && at(i).lex == nullptr && !at(i).han
                                  ? in_.words->glued_preposition(word(i))
                                  : 0;
    const auto* rest = glued == 0 ? nullptr : in_.words->phrases(word(i).substr(glued));
    return rest != nullptr && std::any_of(rest->begin(), rest->end(), [](const auto& p) {
             return p.rest.empty() && p.lex.is(kActor);
           });
  };
  for (std::size_t i = where_.first; i < pronoun.first; ++i) {
    if (!is_actor(i) && !led(i)) continue;
    std::size_t first = i;
    if (first > where_.first && at(first - 1).is_word() &&
        (at(i).han ? at(first - 1).is(kEvery)
                   : at(first - 1).is(kEvery | kNumber | kFill | kPossessive) ||
                         at(first - 1).end - at(first - 1).begin == 1))
      --first;
    // "طرف ما": the indefinite word stands behind.
    std::size_t last = i + 1;
    if (in_.words->subject_behind() && last < pronoun.first && at(last).is(kPrefix)) ++last;
    return actor_text(first, last);
  }
  return actor_text(pronoun.first, pronoun.last);
}

std::size_t Clause::actor_run_end(std::size_t i, std::size_t end) const {
  std::size_t last = i;
  std::size_t strange = 0;
  for (std::size_t k = i; k < end && strange <= 3; ++k) {
    if (at(k).type == Token::Type::mark && !at(k).is_mark(',') && !at(k).is_mark('-') &&
        !apostrophe(k))
      break;
    // "Le Président nomme les membres": an article that nothing joins begins another phrase.
    if (last > i && strange > 0 && at(k).lex != nullptr && at(k).lex->article &&
        !at(k - 1).is(kAnd | kOf | kFromIn))
      break;
    if (is_actor(k)) {
      last = k + 1;
      strange = 0;
    } else if (last > i && !at(k).is(kAnd | kOf) &&
               (is_finite(k) || in_.words->begins_like_verb(word(k)))) {
      break;
    } else if (last > i && at(k).is(kTo) && !at(k).is(kOf | kFill | kAnd)) {
      break;  // to whom it goes
    } else if (!at(k).is(kAnd | kFill | kAgent | kOf) && !apostrophe(k)) {
      ++strange;
    }
  }
  return last == i ? end : last;
}

std::size_t Clause::actor_behind_end(std::size_t i, std::size_t end) const {
  std::size_t last = i;
  while (last < end && at(last).is(kEvery | kFill)) ++last;
  if (last >= end || !is_actor(last)) return i;
  ++last;
  while (last < end && at(last).is_word()) {
    const bool adjective = in_.words->is_definite(word(last)) &&
                           !at(last).is(kTo | kOf | kClause | kActionVerb | kMeetingNoun) &&
                           (at(last).lex == nullptr || at(last).lex->thing == '\0');
    if (!is_actor(last) && !adjective) break;
    // "ستوافي الأمانة الأطراف بالمعلومات": behind a definite noun the next actor is another.
    const std::string_view before = word(last - 1);
    const std::size_t space = before.rfind(' ');
    const std::string_view tail =
        space == std::string_view::npos ? before : before.substr(space + 1);
    if (is_actor(last) && !at(last).joined && !at(last - 1).is(kAnd) &&
        in_.words->article(tail) != 0)
      break;
    ++last;
  }
  return last;
}

std::size_t Clause::actor_before(std::size_t verb) const {
  std::size_t begin = kNone;
  std::size_t strange = 0;
  for (std::size_t i = verb; i > where_.first && strange <= 2; --i) {
    const Token& t = at(i - 1);
    if (t.type == Token::Type::mark && !t.is_mark('-')) break;
    if (t.is_number()) break;
    if (is_actor(i - 1)) {
      begin = i - 1;
      strange = 0;
    } else if (begin == kNone) {
      // Nothing but an adverb may stand between the actor and its verb.
      if (t.is(kActionVerb | kAnd | kOf | kFill | kTo) || is_finite(i - 1)) return kNone;
      ++strange;
    } else if (t.is(kAnd)) {
      // Joins another actor, or another clause.
      if (i < 2 || !is_actor(i - 2)) break;
    } else if (t.is(kEvery)) {
      begin = i - 1;
      break;
    } else if (t.is(kFromIn) && i >= 2 && is_actor(i - 2)) {
      begin = i - 1;  // "la Conférence des Parties"
    } else if (t.is(kFill | kOf) && !t.is(kFromIn) && !t.han) {
      if (t.is(kOf) && !(i >= 2 && is_actor(i - 2))) break;
      begin = i - 1;
      if (!t.is(kOf)) break;
    } else {
      // 向各缔约方通报: whom it is done to.
      if (t.han && t.is(kActionVerb | kTo)) return kNone;
      break;
    }
  }
  return begin;
}

std::size_t Clause::actor_limit(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (!comma(i)) continue;
    if (i + 1 >= end) return i;
    const Token& next = at(i + 1);
    if (next.is(kAnd | kActor) || next.joined || in_.words->glued(word(i + 1)) != 0) continue;
    if (!next.is(kClause) && !in_.words->ends_like_participle(word(i + 1))) return i;
    while (i + 1 < end && !comma(i + 1)) ++i;
  }
  return end;
}

std::size_t Clause::han_actor_end(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (!at(i).is(kActor)) continue;
    if (i + 1 >= end) return i + 1;
    const Token& next = at(i + 1);
    if (next.is(kActor | kAnd) || next.is_mark(U'、') || word(i + 1).starts_with("的")) continue;
    if (i == begin && at(i).is(kActionVerb)) continue;
    return i + 1;
  }
  return end;
}

}  // namespace hexapla::time
