// Duties that somebody is asked to do: "Requests ACTOR to ACTION", "Deadline for ACTION".
#include <algorithm>
#include <vector>

#include "analyzers/time/explainer.h"

namespace hexapla::time {

bool Explainer::purpose_of_earlier() {
  if (!inside_date() || index_ == 0) return false;
  const Found& earlier = in_.found[index_ - 1];
  if (earlier.first < where_.first || earlier.last >= from_ || !at(earlier.last).is(kPurpose))
    return false;
  if (earlier.kind != Found::Kind::calendar) return false;
  const std::size_t begin = earlier.last + 1;
  out_.action = action_text(begin, from_);
  for (std::size_t i = begin; i < from_; ++i) {
    if (at(i).is(kAgent)) {
      out_.actor = actor_text(i + 1, from_);
      break;
    }
  }
  return true;
}

bool Explainer::deciding() {
  if (!inside_date()) return false;
  for (std::size_t i = where_.first; i < from_; ++i) {
    const Token& t = at(i);
    if (t.is(kOperative)) return false;
    if (t.lex == nullptr || !t.lex->decides) continue;
    std::size_t begin = i + 1;
    for (std::size_t k = begin; k < from_; ++k) {
      if (is_modal(k) || at(k).is(kOperative)) return false;
    }
    if (begin < from_ && at(begin).is_mark(',')) ++begin;
    if (begin < from_ &&
        (word(begin) == in_.words->infinitive_particle() || at(begin).is(kClause | kOf)))
      begin = skip_apostrophe(begin + 1);
    if (t.han) out_.action = action_behind();
    if (out_.action.empty()) out_.action = action_text(begin, from_);
    if (out_.action.empty()) out_.action = action_behind();
    return !out_.action.empty();
  }
  return false;
}

bool Explainer::operative() {
  // The nearest verb before the date, else the first behind it.
  std::size_t verb = kNone;
  for (std::size_t i = where_.first; i < where_.last; ++i) {
    if (inside_date() && i >= from_ && i < to_) continue;
    if (!at(i).is(kOperative)) continue;
    if (inside_date() && i >= to_ && verb != kNone) break;
    if (at(i).han && i > where_.first && verb != kNone && i < verb + 3) continue;
    // 应请求, 获邀请 …: behind a modal the verb is one of others.
    if (at(i).han && i > where_.first && at(i - 1).is(kModal)) continue;
    // A noun or a passive ("the requested information", "was requested to") has its link at once
    // or none.
    if (find_link(i) == kNone && !at(i).han) continue;
    verb = i;
    if (!inside_date() || i >= to_) break;
  }
  if (verb == kNone) return false;
  const std::size_t begin = verb + 1;
  if (at(verb).han) return han_operative(begin);
  const std::size_t link = find_link(verb);
  if (link == kNone) return false;
  std::size_t length = link_at(*at(verb).lex, link, begin);
  if (length == kZero) length = 0;
  std::size_t action = link + length;
  std::size_t actor_end = link;
  if (inside_date() && from_ >= begin && from_ < link) actor_end = from_;
  actor_end = actor_limit(begin, actor_end);
  // "requested X to indicate that information could be provided by …": who is asked here is not
  // who must act by the date.
  if (allows_behind_clause(action)) return false;
  out_.actor = contraction(verb) + actor_text(begin, actor_end);
  std::size_t end = where_.last;
  if (inside_date() && from_ > action) {
    end = from_;
    action = last_of(*at(verb).lex, action, begin);
  } else if (inside_date() && action >= from_ && action < to_) {
    action = to_;
    end = clause_end(to_);
  }
  out_.action = action_text(action, end);
  if (out_.action.empty() && inside_date()) out_.action = action_behind();
  return true;
}

std::size_t Explainer::last_of(const Lex& verb, std::size_t action, std::size_t begin) const {
  for (std::size_t i = action; i + 2 < from_; ++i) {
    if (!at(i).is(kAnd) && !at(i).joined) continue;
    const std::size_t next = at(i).is(kAnd) ? i + 1 : i;
    const std::size_t more = link_at(verb, next, begin);
    if (more == kZero) {
      if (i > action && comma(i - 1)) action = next;
    } else if (more != 0) {
      action = next + more;
    }
  }
  return action;
}

bool Explainer::han_operative(std::size_t begin) {
  const bool dated = inside_date() && from_ > begin;
  const std::size_t end = dated ? from_ : where_.last;
  const std::size_t actor_end = han_actor_end(begin, end);
  out_.actor = actor_text(begin, actor_end);
  const bool meeting = index_ < in_.found.size() && in_.found[index_].kind == Found::Kind::meeting;
  // 编写草案，供缔约方大会第三次会议审议: the act is what is told before.
  if (dated && meeting) {
    std::size_t cut = end;
    while (cut > actor_end && !comma(cut - 1)) --cut;
    if (cut > actor_end) out_.action = action_text(actor_end, cut);
  }
  if (dated && out_.action.empty()) out_.action = action_behind();
  if (out_.action.empty()) out_.action = action_text(actor_end, end);
  return !out_.action.empty() || !out_.actor.empty();
}

bool Explainer::allows_behind_clause(std::size_t action) const {
  if (!inside_date()) return false;
  bool clause = false;
  for (std::size_t i = action; i < from_; ++i) {
    if (at(i).is(kClause)) clause = true;
    if (clause && is_modal(i) && !at(i).is(kClause) && !at(i).lex->obliging && !at(i).lex->future)
      return true;
  }
  return false;
}

std::string Explainer::contraction(std::size_t verb) const {
  const std::string_view phrase = word(verb);
  const std::size_t space = phrase.rfind(' ');
  if (space == std::string_view::npos || !in_.words->is_contraction(phrase.substr(space + 1)))
    return "";
  const std::string quoted = in_.quote(verb, verb + 1);
  const std::size_t at_space = quoted.find_last_of(" \n\t");
  return at_space == std::string::npos ? "" : quoted.substr(at_space + 1) + " ";
}

bool Explainer::deadline_noun() {
  std::size_t noun = kNone;
  for (std::size_t i = where_.first; i < where_.last; ++i) {
    if (at(i).is(kDeadlineNoun)) {
      noun = i;
      break;
    }
  }
  if (noun == kNone) return false;
  std::size_t begin = noun + 1;
  while (begin < where_.last &&
         (at(begin).is(kPurpose | kOf) || at(begin).is_mark(':') || at(begin).is(kFill))) {
    if (at(begin).is(kFill) && !at(begin).is(kPurpose | kOf)) break;
    ++begin;
  }
  std::size_t end = inside_date() && from_ >= begin ? from_ : where_.last;
  // "… is 16 June": the verb leads over to the date.
  while (end > begin && inside_date() && end == from_ &&
         (at(end - 1).is(kActionVerb | kFill | kOn) || at(end - 1).is_mark('-') ||
          at(end - 1).is_mark(':'))) {
    --end;
    if (at(end).is(kActionVerb)) break;
  }
  const bool nothing = begin >= end || (at(begin).han && end - begin <= 1);
  if (nothing) {
    // 申请的截止日期为 …: what is due stands before the noun.
    if (!inside_date() || noun == where_.first || noun > from_) return false;
    std::size_t last = noun;
    while (last > where_.first && at(last - 1).is(kFill | kOf)) --last;
    out_.action = action_text(clause_begin(noun), last);
    return !out_.action.empty();
  }
  // Several duties: "for X to do A and for Y to do B".
  std::vector<Range> parts{{begin, end}};
  for (std::size_t i = begin; i + 2 < end; ++i) {
    if (at(i).is(kAnd) && at(i + 1).is(kPurpose) && to_infinitive(i + 2, end) != kNone) {
      parts.back().last = i;
      parts.push_back({i + 2, end});
    }
  }
  for (std::size_t p = 0; p < parts.size(); ++p) {
    Duty duty;
    const std::size_t to = to_infinitive(parts[p].first, parts[p].last);
    if (to != kNone) {
      duty.actor = actor_text(parts[p].first, to);
      duty.action = action_text(to + 1, parts[p].last);
    } else {
      duty.action = action_text(parts[p].first, parts[p].last);
      for (std::size_t i = parts[p].first; i + 1 < parts[p].last; ++i) {
        if (at(i).is(kAgent)) {
          duty.actor = actor_text(i + 1, actor_run_end(i + 1, parts[p].last));
          break;
        }
      }
    }
    if (p == 0) {
      out_.actor = duty.actor;
      out_.action = duty.action;
    } else {
      out_.more.push_back(duty);
    }
  }
  return !out_.action.empty();
}

std::size_t Explainer::to_infinitive(std::size_t begin, std::size_t end) const {
  const std::string& particle = in_.words->infinitive_particle();
  if (particle.empty()) return kNone;
  for (std::size_t i = begin + 1; i + 1 < end; ++i) {
    if (at(i).is_word() && word(i) == particle && at(i + 1).is_word() && !at(i + 1).upper &&
        !at(i + 1).is(kFill | kPossessive | kAnd)) {
      bool actor = false;
      for (std::size_t k = begin; k < i; ++k) actor = actor || at(k).is(kActor);
      if (actor) return i;
    }
  }
  return kNone;
}

}  // namespace hexapla::time
