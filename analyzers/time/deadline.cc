// Who must act and what must be done, read from the sentence that carries the date.
//
// The action is what stands between the words that oblige (or name the actor) and those that
// introduce the first time expression, or, where that comes before the verb, the clause behind it.
// Tried in this order: the purpose of an earlier date ("by 29 June for comments by the experts
// prior to 31 July"), a decision of the body itself, an operative verb ("Requests ACTOR to
// ACTION"), a deadline noun ("Deadline for ACTOR to ACTION"), a modal ("ACTOR shall ACTION"), a
// verb before its actor, an actor that opens its clause, a finite verb behind a known actor ("Task
// teams finalize ..."), a modal behind the date, and last the clause as it stands.
#include <algorithm>

#include "analyzers/time/explainer.h"

namespace hexapla::time {

void Explainer::run() {
  pass_second_date();
  cut_at_neighbours();
  date_first();
  if (purpose_of_earlier()) return;
  if (deciding()) return;
  if (operative()) return;
  if (item_ && item()) return;
  if (deadline_noun()) return;
  const std::size_t clause = clause_begin(before_end());
  const bool governed = clause > where_.first && in_.words->opens_verb(word(clause - 1));
  if (asked_apart()) return;
  if (!governed && verb_first(clause)) return;
  if (modal(false)) return;
  if (after_subordinate()) return;
  if (subject_first()) return;
  if (finite_verb()) return;
  if (modal(true)) return;
  fallback();
}

void Explainer::cut_at_neighbours() {
  std::size_t n = found_from(in_, where_.first);
  if (n > 0) --n;  // it may reach into the sentence
  for (; n < in_.found.size() && in_.found[n].first < where_.last; ++n) {
    const Found& f = in_.found[n];
    if (n == index_ || f.last <= where_.first) continue;
    if (f.kind != Found::Kind::calendar || f.a.day == 0) continue;
    if (f.last <= from_ && f.last < tokens_.size() && at(f.last).is_word() && at(f.last).upper &&
        !at(f.last).is(kMonth) && f.last < before_end()) {
      where_.first = std::max(where_.first, f.last);
    }
    if (inside_date() && f.last < from_ && another_duty(f.last)) {
      where_.first = std::max(where_.first, f.last);
    }
    if (inside_date() && f.first >= to_) {
      // What follows up to the next date belongs to that one, if a new sentence begins in
      // between.
      if (at(to_).is_word() && at(to_).upper) where_.last = std::min(where_.last, to_);
      if (where_.last > f.first) where_.last = std::max(to_, std::min(where_.last, f.first));
    }
  }
  if (inside_date() && to_ < where_.last && at(to_).is_word() && at(to_).upper &&
      from_ > where_.first + 2) {
    where_.last = to_;
  }
}

bool Explainer::another_duty(std::size_t begin) const {
  bool actor = false;
  for (std::size_t i = begin; i < from_; ++i) {
    if (actor && (is_modal(i) || is_finite(i))) return true;
    actor = actor || is_actor(i);
  }
  return false;
}

void Explainer::pass_second_date() {
  if (!inside_date()) return;
  constexpr std::size_t kNear = 10;
  for (std::size_t n = found_from(in_, to_);
       n < in_.found.size() && in_.found[n].first - to_ <= kNear; ++n) {
    const Found& f = in_.found[n];
    if (f.last >= where_.last || !at(f.first + 1).han) continue;
    for (std::size_t i = to_; i < f.first; ++i) {
      if (at(i).is_mark(',') || at(i).is_mark(';')) return;
    }
    if (f.first > to_ && at(to_).is_mark(U'、')) to_ = f.last;
    return;
  }
}

void Explainer::date_first() {
  if (!inside_date()) return;
  for (std::size_t i = where_.first; i < from_; ++i) {
    if (at(i).is_word() || at(i).is_number()) {
      const bool label = i + 1 < from_ && at(i).end - at(i).begin <= 2 &&
                         (at(i + 1).is_mark(')') || at(i + 1).is_mark('.'));
      if (!label) return;
      ++i;
    }
  }
  std::size_t begin = to_;
  while (begin < where_.last && at(begin).type == Token::Type::mark && !at(begin).is_mark('('))
    ++begin;
  if (begin >= where_.last) return;
  if (!at(begin).han) where_.last = clause_end(begin);
  where_.first = begin;
  from_ = to_ = where_.last;
}

bool Explainer::item() {
  if (!inside_date()) return false;
  const std::size_t begin = where_.first;
  std::size_t end = from_;
  if (begin < where_.last && at(std::max(begin, from_ - 1)).han) {
    while (end > begin && !comma(end - 1)) --end;
    if (end > begin) out_.action = action_text(begin, end);
    if (out_.action.empty()) out_.action = action_behind();
  } else {
    out_.action = action_text(begin, end);
    if (out_.action.empty()) out_.action = action_behind();
  }
  return !out_.action.empty();
}

void Explainer::fallback() {
  // Chinese and Arabic may have the act behind the date.
  if (inside_date() && to_ < where_.last && at(to_).is(kActionVerb)) {
    out_.action = action_behind();
    if (!out_.action.empty()) return;
  }
  const std::size_t begin = clause_begin(before_end());
  out_.action = action_text(begin, before_end());
  if (out_.actor.empty()) out_.actor = producer(begin, before_end());
  // A conjunction that is written together with the verb is no part of the act.
  if (begin < before_end() && at(begin).is_word()) {
    const std::size_t glued = in_.words->glued(word(begin));
    if (glued != 0 && out_.action.size() > glued &&
        in_.words->begins_like_verb(word(begin).substr(glued)))
      out_.action.erase(0, glued);
  }
  if (out_.action.empty()) out_.action = action_text(after_begin(), clause_end(after_begin()));
}

void explain(const Reading& in, Range where, std::size_t from, std::size_t to, std::size_t index,
             TimeExpression& deadline, bool item) {
  deadline.actor.clear();
  deadline.actor_inferred = false;
  deadline.action.clear();
  deadline.more.clear();
  if (where.first >= where.last) return;
  Explainer(in, where, from, to, index, item, deadline).run();
}

}  // namespace hexapla::time
