// Duties that are told of an actor: "ACTOR shall ACTION", "ACTOR ACTIONs", "يقدم ACTOR …".
#include <algorithm>
#include <vector>

#include "analyzers/time/explainer.h"

namespace hexapla::time {

bool Explainer::modal(bool behind) {
  std::size_t m = kNone;
  if (!behind) {
    for (std::size_t i = where_.first; i < before_end(); ++i) {
      if (is_modal(i) && (i > where_.first || in_.words->subject_behind())) m = i;
    }
  } else if (inside_date()) {
    const std::size_t end = clause_end(to_);
    const bool han = to_ < end && at(to_).han;
    for (std::size_t i = han ? to_ : to_ + 1; i < end && m == kNone && !at(i).is(kClause); ++i) {
      if (is_modal(i)) m = i;
    }
  }
  if (m == kNone) return false;
  if (in_.words->subject_behind() && behind_modal(m)) return true;
  const std::size_t begin = clause_begin(m);
  const std::size_t end = behind ? clause_end(m) : before_end();
  const bool passive = m + 1 < where_.last && at(m + 1).is(kPassive);
  const Range who = subject(begin, m);
  const Subject kind = kind_of(who.first, who.last);
  const bool parted = inside_date() && !behind && from_ == m + 1;
  if (passive || kind == Subject::thing) {
    if (passive) out_.actor = agent(m + 2, end);
    if (out_.actor.empty() && kind == Subject::thing) out_.actor = maker(who.first, who.last);
    if (out_.actor.empty() && kind == Subject::thing) out_.actor = producer(who.first, who.last);
    // Where the date parts the verb from its subject, the verb tells the act.
    const bool verb_behind = parted || (at(m).han && !behind);
    if (verb_behind) out_.action = action_behind();
    if (out_.action.empty()) out_.action = action_text(who.first, end);
    return !out_.action.empty();
  }
  const bool empty = who.first >= who.last;
  out_.actor = actor_text(who.first, who.last);
  if ((kind == Subject::unknown && who.last - who.first <= 1) || empty ||
      (at(m).han && comma(m - 1)))
    out_.actor = antecedent({m, m});
  if (at(m).han) {
    if (inside_date() && !behind) out_.action = action_behind();
    if (out_.action.empty()) out_.action = action_text(m + 1, behind ? clause_end(m + 1) : end);
    return !out_.action.empty();
  }
  out_.action = action_text(m + 1, end);
  if (out_.action.empty()) out_.action = action_text(after_begin(), clause_end(after_begin()));
  return !out_.action.empty();
}

std::string Explainer::agent(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i + 1 < end; ++i) {
    if (!at(i).is(kAgent)) continue;
    const std::size_t last = actor_run_end(i + 1, end);
    if (kind_of(i + 1, last) == Subject::actor) return actor_text(i + 1, last);
  }
  return "";
}

bool Explainer::behind_modal(std::size_t m) {
  if (!inside_date()) return false;
  constexpr std::size_t kFar = 30;
  for (std::size_t i = m + 1; i < where_.last && i < m + kFar; ++i) {
    if (i >= from_ && i < to_) continue;
    if (!at(i).is(kClause) || !in_.words->opens_verb(word(i))) continue;
    if (i > m + 1) out_.actor = actor_text(m + 1, i > from_ ? std::min(i, from_) : i);
    const std::size_t begin = i + 1;
    // "وجب عليه أن": the actor is a pronoun in the modal.
    if (i == m + 1 && at(m).lex->pronoun) out_.actor = antecedent({m, m});
    if (from_ > begin && out_.actor.empty() && verb_first(begin)) return true;
    if (out_.actor.empty() && from_ > begin) out_.actor = maker(begin, from_);
    out_.action = from_ > begin ? action_text(begin, from_)
                                : action_text(std::max(begin, to_), clause_end(begin));
    return !out_.action.empty();
  }
  if (from_ <= m + 1) return false;
  // "الأطراف مدعوة إلى …": the actor stands before.
  const Range who = subject(clause_begin(m), m);
  if (who.first < who.last && kind_of(who.first, who.last) == Subject::actor &&
      who.last - who.first <= 8 &&
      !in_.words->begins_like_verb(word(who.first).substr(in_.words->glued(word(who.first))))) {
    out_.actor = actor_text(who.first, who.last);
  } else if (verb_first(m + 1)) {
    return true;
  }
  if (out_.actor.empty()) out_.actor = maker(m + 1, from_);
  // "يقدم كل طرف تقريرا …، على أن يُقدَّم التقرير الأول …": the actor of what the proviso is about.
  if (out_.actor.empty() && opens_clause(m) && m > where_.first && comma(m - 1))
    out_.actor = antecedent({m, m});
  out_.action = action_text(m + 1, from_);
  return !out_.action.empty();
}

bool Explainer::verb_first(std::size_t begin) {
  if (!in_.words->subject_behind()) return false;
  const std::size_t end = before_end();
  for (std::size_t i = begin; i + 1 < end && i < begin + 4; ++i) {
    const std::size_t glued = in_.words->glued(word(i));
    const bool auxiliary = at(i).lex != nullptr && at(i).lex->auxiliary;
    if (is_modal(i) || at(i).is(kOperative)) return false;
    const bool verb = auxiliary || (in_.words->begins_like_verb(word(i).substr(glued)) &&
                                    (at(i).lex == nullptr || at(i).lex->thing == '\0'));
    if (!verb) continue;
    const std::size_t last = actor_behind_end(i + 1, end);
    if (last == i + 1) continue;
    if (marked_passive(i)) {
      out_.actor = agent(last, end);
    } else {
      out_.actor = actor_text(i + 1, last);
    }
    out_.action = action_text(auxiliary ? last : i, end);
    if (auxiliary && out_.action.empty()) out_.action = action_behind();
    // A conjunction that is written together with the verb is no part of the act.
    if (!auxiliary && glued != 0 && out_.action.size() > glued) out_.action.erase(0, glued);
    return !out_.action.empty();
  }
  return false;
}

bool Explainer::asked_apart() {
  if (!in_.words->subject_behind() || !inside_date()) return false;
  constexpr std::size_t kOpening = 6;
  const std::size_t end = before_end();
  for (std::size_t i = where_.first; i + 1 < end && i < where_.first + kOpening; ++i) {
    if (!at(i).is_word() || at(i).is(kOperative)) continue;
    const auto* phrases = in_.words->phrases(word(i).substr(in_.words->glued(word(i))));
    const bool asks =
        phrases != nullptr && std::any_of(phrases->begin(), phrases->end(),
                                          [](const auto& p) { return p.lex.is(kOperative); });
    if (!asks) continue;
    const std::size_t asked = actor_behind_end(i + 1, end);
    if (asked == i + 1 || asked >= end || !at(asked).is(kTo)) continue;
    constexpr std::size_t kFar = 12;
    for (std::size_t k = asked + 1; k < std::min(end, asked + kFar); ++k) {
      if (!in_.words->opens_verb(word(k))) continue;
      out_.actor = actor_text(asked + 1, k);
      out_.action = action_text(k + 1, end);
      return !out_.action.empty();
    }
  }
  return false;
}

bool Explainer::after_subordinate() {
  std::size_t begin = where_.first;
  while (begin < before_end() && !at(begin).is_word()) ++begin;
  if (begin >= before_end() || at(begin).lex == nullptr || !at(begin).lex->subordinate)
    return false;
  std::size_t i = begin;
  while (i < before_end() && !comma(i)) ++i;
  if (i + 2 >= before_end()) return false;
  ++i;
  const std::size_t subject = i;
  if (!is_finite(i) && !in_.words->is_object_clitic(word(i)) && !in_.words->subject_behind()) ++i;
  out_.actor = antecedent({subject, subject});
  out_.action = action_text(i, before_end());
  return !out_.action.empty();
}

bool Explainer::subject_first() {
  const std::size_t end = before_end();
  std::size_t begin = clause_begin(end);
  while (begin < end && at(begin).type == Token::Type::mark) ++begin;
  if (begin >= end || at(begin).han) return false;
  constexpr std::size_t kOpening = 4;
  std::size_t head = begin;
  while (head < end && head < begin + kOpening && !is_actor(head)) {
    if (at(head).is(kAgent | kOf | kTo | kOn | kClause) && !at(head).lex->article) return false;
    if (is_finite(head)) return false;
    if (at(head).is_word() && in_.words->has_infinitives() &&
        in_.words->ends_like_infinitive(word(head)))
      return false;
    if (at(head).type == Token::Type::mark && !at(head).is_mark('-') && !apostrophe(head))
      return false;
    ++head;
  }
  if (head >= end || !is_actor(head) || kind_of(begin, head + 1) == Subject::thing) return false;
  std::size_t last = actor_run_end(head, end);
  if (last <= head) return false;
  std::size_t rest = last;
  while (rest < end && at(rest).type == Token::Type::mark) ++rest;
  if (rest >= end) {
    // "ACTOR, within one year, ACTION"
    if (!inside_date()) return false;
    std::size_t verb = to_;
    while (verb < where_.last && at(verb).type == Token::Type::mark) ++verb;
    if (verb < where_.last && is_modal(verb)) ++verb;
    out_.actor = actor_text(begin, last);
    out_.action = action_text(verb, clause_end(verb));
    return !out_.action.empty();
  }
  // Adjectives may stand between the actor and its verb.
  for (std::size_t i = last; i < std::min(end, last + 4); ++i) {
    if (!at(i).is_word()) break;
    if (is_finite(i)) {
      last = i;
      break;
    }
  }
  if (!at(last).is_word() || at(last).upper || at(last).is(kOf | kAnd | kClause | kAgent))
    return false;
  // "compiles … and sends": the subject is shared.
  std::size_t verb = last;
  for (std::size_t i = last; inside_date() && i + 1 < end; ++i) {
    // "prepare and submit their reports" is one act.
    if (at(i).is(kAnd) && at(i + 1).is(kActionVerb) && !is_actor(i + 1) && i > verb + 1)
      verb = i + 1;
  }
  told(begin, last, end);
  if (verb != last) out_.action = action_text(verb, end);
  return !out_.action.empty();
}

void Explainer::told(std::size_t actor, std::size_t verb, std::size_t end) {
  while (verb > actor + 1 && at(verb - 1).is_word() &&
         in_.words->is_object_clitic(word(verb - 1)) && !is_actor(verb - 1))
    --verb;
  out_.actor = actor_text(actor, verb);
  out_.action = action_text(verb, end);
}

bool Explainer::finite_verb() {
  const std::size_t end = before_end();
  std::size_t verb = kNone;
  std::size_t actor = kNone;
  std::size_t actor_end = kNone;
  for (std::size_t i = clause_begin(end); i < end; ++i) {
    const bool verbal =
        at(i).is(kActionVerb) || (is_finite(i) && i > where_.first && is_actor(i - 1));
    if (!verbal) continue;
    // A timetable's row has its first clause alone.
    const std::size_t begin = actor_before(i);
    if (begin != kNone) {
      if (!inside_date() && verb != kNone) break;
      verb = i;
      actor = begin;
      actor_end = i;
    } else if (inside_date() && verb != kNone && at(i - 1).is(kAnd) && i > verb + 2) {
      verb = i;  // "compiles … and sends": the subject is shared
    }
  }
  if (verb == kNone) return false;
  if (verb == actor_end) {
    told(actor, verb, end);
  } else {
    out_.actor = actor_text(actor, actor_end);
    out_.action = action_text(verb, end);
  }
  return true;
}

}  // namespace hexapla::time
