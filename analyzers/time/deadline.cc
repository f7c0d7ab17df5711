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

#include "analyzers/time/clause.h"

namespace hexapla::time {
namespace {

class Explainer : private Clause {
 public:
  Explainer(const Reading& in, Range where, std::size_t from, std::size_t to, std::size_t index,
            bool item, TimeExpression& out)
      : Clause(in, where, from, to, index), item_(item), out_(out) {}

  void run() {
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
    if (!governed && verb_first(clause)) return;
    if (modal(false)) return;
    if (after_subordinate()) return;
    if (subject_first()) return;
    if (finite_verb()) return;
    if (modal(true)) return;
    fallback();
  }

 private:
  // A clause does not reach over an earlier date that a new sentence follows without a mark (cells
  // of tables).
  void cut_at_neighbours() {
    for (std::size_t n = 0; n < in_.found.size(); ++n) {
      const Found& f = in_.found[n];
      if (n == index_ || f.last <= where_.first || f.first >= where_.last) continue;
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

  // "… by 15 October, and the Secretariat will circulate … no later than 31 January": does a duty
  // of its own begin between the earlier date and this one?
  bool another_duty(std::size_t begin) const {
    bool actor = false;
    for (std::size_t i = begin; i < from_; ++i) {
      if (actor && (is_modal(i) || is_finite(i))) return true;
      actor = actor || is_actor(i);
    }
    return false;
  }

  // 至迟于第二季度末、但不早于5月1日确认: two dates bind one act, which stands behind both.
  void pass_second_date() {
    if (!inside_date()) return;
    constexpr std::size_t kNear = 10;
    for (const Found& f : in_.found) {
      if (f.first < to_ || f.first - to_ > kNear || f.last >= where_.last || !at(f.first + 1).han)
        continue;
      for (std::size_t i = to_; i < f.first; ++i) {
        if (at(i).is_mark(',') || at(i).is_mark(';')) return;
      }
      if (f.first > to_ && at(to_).is_mark(U'、')) to_ = f.last;
      return;
    }
  }

  // "By 1 May 2018, Parties shall …", "15 December: the experts submit …": all that matters stands
  // behind.
  void date_first() {
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

  bool purpose_of_earlier() {
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

  // "Decides to consider the matter further at …": the body that decides is named elsewhere.
  bool deciding() {
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

  bool operative() {
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

  // "to continue …, and to report … by": the date binds the last of them.
  std::size_t last_of(const Lex& verb, std::size_t action, std::size_t begin) const {
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

  // 请 ACTOR 在 … 之前 ACTION: the act stands behind the date, or before it where nothing does.
  bool han_operative(std::size_t begin) {
    const bool dated = inside_date() && from_ > begin;
    const std::size_t end = dated ? from_ : where_.last;
    const std::size_t actor_end = han_actor_end(begin, end);
    out_.actor = actor_text(begin, actor_end);
    const bool meeting =
        index_ < in_.found.size() && in_.found[index_].kind == Found::Kind::meeting;
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

  // An item below "Requests the Secretariat:", "The expert group shall:" is the act, from its
  // first word on.
  bool item() {
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

  // Does a clause that begins behind `action` hold a modal that allows or advises, before the date?
  bool allows_behind_clause(std::size_t action) const {
    if (!inside_date()) return false;
    bool clause = false;
    for (std::size_t i = action; i < from_; ++i) {
      if (at(i).is(kClause)) clause = true;
      if (clause && is_modal(i) && !at(i).is(kClause) && !at(i).lex->obliging && !at(i).lex->future)
        return true;
    }
    return false;
  }

  // "pide al Comité": the article in the verb's last word belongs to the actor.
  std::string contraction(std::size_t verb) const {
    const std::string_view phrase = word(verb);
    const std::size_t space = phrase.rfind(' ');
    if (space == std::string_view::npos || !in_.words->is_contraction(phrase.substr(space + 1)))
      return "";
    const std::string quoted = in_.quote(verb, verb + 1);
    const std::size_t at_space = quoted.find_last_of(" \n\t");
    return at_space == std::string::npos ? "" : quoted.substr(at_space + 1) + " ";
  }

  bool deadline_noun() {
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

  // English "ACTOR to ACTION" behind "for": the position of that "to".
  std::size_t to_infinitive(std::size_t begin, std::size_t end) const {
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

  bool modal(bool behind) {
    std::size_t m = kNone;
    if (!behind) {
      for (std::size_t i = where_.first; i < before_end(); ++i) {
        if (is_modal(i) && (i > where_.first || in_.words->subject_behind())) m = i;
      }
    } else if (inside_date()) {
      const std::size_t end = clause_end(to_);
      for (std::size_t i = to_ + 1; i < end && m == kNone && !at(i).is(kClause); ++i) {
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

  // The agent of a passive: "shall be communicated by the Secretariat".
  std::string agent(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i + 1 < end; ++i) {
      if (!at(i).is(kAgent)) continue;
      const std::size_t last = actor_run_end(i + 1, end);
      if (kind_of(i + 1, last) == Subject::actor) return actor_text(i + 1, last);
    }
    return "";
  }

  // Where verbs come first: the actor between the modal and its link (ينبغي للطرف أن …), else
  // behind the verb that the modal governs.
  bool behind_modal(std::size_t m) {
    if (!inside_date()) return false;
    constexpr std::size_t kFar = 30;
    for (std::size_t i = m + 1; i < where_.last && i < m + kFar; ++i) {
      if (i >= from_ && i < to_) continue;
      if (!at(i).is(kClause) || !in_.words->opens_verb(word(i))) continue;
      if (i > m + 1) out_.actor = actor_text(m + 1, i > from_ ? std::min(i, from_) : i);
      const std::size_t begin = i + 1;
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
        who.last - who.first <= 8 && !in_.words->begins_like_verb(word(who.first))) {
      out_.actor = actor_text(who.first, who.last);
    } else if (verb_first(m + 1)) {
      return true;
    }
    if (out_.actor.empty()) out_.actor = maker(m + 1, from_);
    out_.action = action_text(m + 1, from_);
    return !out_.action.empty();
  }

  // Arabic: VERB ACTOR REST. The act is the clause from its verb on; behind a verb that carries
  // nothing but its subject it is the rest.
  bool verb_first(std::size_t begin) {
    if (!in_.words->subject_behind()) return false;
    const std::size_t end = before_end();
    for (std::size_t i = begin; i + 1 < end && i < begin + 4; ++i) {
      const std::size_t glued = in_.words->glued(word(i));
      const bool auxiliary = at(i).lex != nullptr && at(i).lex->auxiliary;
      if (is_modal(i) || at(i).is(kOperative)) return false;
      // "طلبت اللجنة إلى …": an operative verb that its subject parts from its preposition.
      const auto* phrases = in_.words->phrases(word(i).substr(glued));
      const bool asks =
          phrases != nullptr && std::any_of(phrases->begin(), phrases->end(),
                                            [](const auto& p) { return p.lex.is(kOperative); });
      const bool verb = auxiliary || (in_.words->begins_like_verb(word(i).substr(glued)) &&
                                      (at(i).lex == nullptr || at(i).lex->thing == '\0'));
      if (!verb && !asks) continue;
      const std::size_t last = actor_behind_end(i + 1, end);
      if (last == i + 1) continue;
      // "وطلبت اللجنة إلى الأمانة أن تعمم": who is asked stands behind.
      if (last < end && at(last).is(kTo)) {
        for (std::size_t k = last + 1; k < std::min(end, last + 12); ++k) {
          if (!in_.words->opens_verb(word(k))) continue;
          out_.actor = actor_text(last + 1, k);
          out_.action = action_text(k + 1, end);
          return !out_.action.empty();
        }
      }
      if (!verb) continue;
      out_.actor = actor_text(i + 1, last);
      out_.action = action_text(auxiliary ? last : i, end);
      if (auxiliary && out_.action.empty()) out_.action = action_behind();
      // A conjunction that is written together with the verb is no part of the act.
      if (!auxiliary && glued != 0 && out_.action.size() > glued) out_.action.erase(0, glued);
      return !out_.action.empty();
    }
    return false;
  }

  // "Lorsqu’une Partie a connaissance …, elle en avise …": the main clause is behind the comma.
  bool after_subordinate() {
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

  // "Chaque Partie veille à …": an actor opens the clause, so that what follows is its verb.
  bool subject_first() {
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
      if (at(i).is(kAnd) && at(i + 1).is(kActionVerb) && !is_actor(i + 1)) verb = i + 1;
    }
    told(begin, last, end);
    if (verb != last) out_.action = action_text(verb, end);
    return !out_.action.empty();
  }

  // ACTOR VERB …; pronouns before the verb belong to the act ("lo notificará").
  void told(std::size_t actor, std::size_t verb, std::size_t end) {
    while (verb > actor + 1 && at(verb - 1).is_word() &&
           in_.words->is_object_clitic(word(verb - 1)) && !is_actor(verb - 1))
      --verb;
    out_.actor = actor_text(actor, verb);
    out_.action = action_text(verb, end);
  }

  bool finite_verb() {
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
      } else if (inside_date() && verb != kNone && i > where_.first && at(i - 1).is(kAnd)) {
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

  void fallback() {
    // Chinese and Arabic may have the act behind the date.
    if (inside_date() && to_ < where_.last && at(to_).is(kActionVerb)) {
      out_.action = action_behind();
      if (!out_.action.empty()) return;
    }
    const std::size_t begin = clause_begin(before_end());
    out_.action = action_text(begin, before_end());
    // A conjunction that is written together with the verb is no part of the act.
    if (begin < before_end() && at(begin).is_word()) {
      const std::size_t glued = in_.words->glued(word(begin));
      if (glued != 0 && out_.action.size() > glued &&
          in_.words->begins_like_verb(word(begin).substr(glued)))
        out_.action.erase(0, glued);
    }
    if (out_.action.empty()) out_.action = action_text(after_begin(), clause_end(after_begin()));
  }

  bool item_;
  TimeExpression& out_;
};

}  // namespace

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
