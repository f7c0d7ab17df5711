// Who must act and what must be done, read from the sentence that carries the date.
//
// Tried in this order: the purpose of an earlier date ("by 29 June for comments by the experts
// prior to 31 July"), an operative verb ("Requests ACTOR to ACTION"), a deadline noun ("Deadline
// for ACTOR to ACTION"), a modal ("ACTOR shall ACTION"), a finite verb behind a known actor ("Task
// teams finalize ..."), and last the clause as it stands.
#include <algorithm>
#include <optional>

#include "analyzers/time/reading.h"

namespace hexapla::time {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class Explainer {
 public:
  Explainer(const Reading& in, Range where, std::size_t from, std::size_t to, std::size_t index,
            TimeExpression& out)
      : in_(in),
        tokens_(in.tokens.list),
        where_(where),
        from_(from),
        to_(to),
        index_(index),
        out_(out) {}

  void run() {
    cut_at_neighbours();
    date_first();
    if (purpose_of_earlier()) return;
    if (operative()) return;
    if (deadline_noun()) return;
    if (modal()) return;
    if (finite_verb()) return;
    fallback();
  }

 private:
  const Token& at(std::size_t i) const { return tokens_[i]; }
  bool inside_date() const { return from_ < to_; }

  // The date may stand in the middle of the clause or at one end; `from_` == `to_`: it stands
  // elsewhere.
  std::size_t before_end() const { return inside_date() ? from_ : where_.last; }
  std::size_t after_begin() const { return inside_date() ? to_ : where_.last; }

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
      if (inside_date() && f.first >= to_) {
        // What follows up to the next date belongs to that one, if a new sentence begins in
        // between.
        for (std::size_t i = to_; i < f.first; ++i) {
          if (i == to_ && at(i).is_word() && at(i).upper) where_.last = std::min(where_.last, to_);
        }
        if (where_.last > f.first) where_.last = std::max(to_, std::min(where_.last, f.first));
      }
    }
    if (inside_date() && to_ < where_.last && at(to_).is_word() && at(to_).upper &&
        from_ > where_.first + 2) {
      where_.last = to_;
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
    where_.first = begin;
    from_ = to_ = where_.last;
  }

  bool trimmable(const Token& t) const {
    return t.type == Token::Type::mark && !t.is_mark(')') && !t.is_mark('(') && !t.is_mark(']') &&
           !t.is_mark('[') && !t.is_mark(U'“') && !t.is_mark(U'”') && !t.is_mark(U'»') &&
           !t.is_mark(U'«') && !t.is_mark(U'《') && !t.is_mark(U'》');
  }

  std::string text(std::size_t first, std::size_t last) const {
    while (first < last && trimmable(at(first))) ++first;
    while (first < last && trimmable(at(last - 1))) --last;
    return first < last ? in_.quote(first, last) : std::string();
  }

  // An action ends before the words that lead over to the date: "and", "is", a comma.
  std::string action_text(std::size_t first, std::size_t last) const {
    while (first < last && (trimmable(at(last - 1)) || (at(last - 1).is(kAnd) && last - first > 1)))
      --last;
    return text(first, last);
  }

  std::string actor_text(std::size_t first, std::size_t last) const { return text(first, last); }

  // "… for consideration by the Conference of the Parties at its third meeting": the body that
  // meets is told with the meeting, not with the act.
  std::size_t before_body(std::size_t begin, std::size_t end) const {
    if (index_ >= in_.found.size() || in_.found[index_].kind != Found::Kind::meeting ||
        !inside_date())
      return end;
    std::size_t i = end;
    bool actor = false;
    while (i > begin && end - i < 10 &&
           (at(i - 1).is(kActor) ||
            (actor && at(i - 1).is(kOf | kFill | kFromIn | kAnd) && !at(i - 1).is(kTo)))) {
      actor = actor || at(i - 1).is(kActor);
      --i;
    }
    if (!actor || i <= begin + 1) return end;
    if (at(i - 1).is(kAgent)) {
      --i;
      for (std::size_t n = 0; n < 3 && i > begin + 1; ++n) {
        --i;
        if (at(i).is(kPurpose)) return i;
      }
      return end;
    }
    if (at(i - 1).is(kTo) || at(i - 1).is(kPurpose)) return i - 1;
    if (at(i).is(kTo)) return i;
    return end;
  }

  // Does a link of the operative verb stand at i? Its length, or 0.
  std::size_t link_at(const Lex& verb, std::size_t i, std::size_t begin) const {
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
      for (const std::string& w : link) {
        while (j < where_.last && j > i && (at(j).is_mark('\'') || at(j).is_mark(U'\u2019'))) ++j;
        // A token may hold several words ("a que").
        if (j >= where_.last || !at(j).is_word()) {
          fits = false;
          break;
        }
        if (word(j) == w) {
          ++j;
        } else {
          fits = false;
          break;
        }
      }
      if (!fits) continue;
      if (link.size() == 1 && link.front().size() <= 2) {
        // "to the Secretariat" and "de la Convention" are no infinitives.
        std::size_t next = j;
        if (next < where_.last && (at(next).is_mark('\'') || at(next).is_mark(U'\u2019'))) ++next;
        if (next >= where_.last || !at(next).is_word()) continue;
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
  static constexpr std::size_t kZero =
      1000;  // a link of no words: the action begins with the token itself

  std::string_view word(std::size_t i) const {
    return in_.folded.view().substr(at(i).begin, at(i).end - at(i).begin);
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

  bool operative() {
    // The nearest verb before the date, else the first behind it.
    std::size_t verb = kNone;
    for (std::size_t i = where_.first; i < where_.last; ++i) {
      if (inside_date() && i >= from_ && i < to_) continue;
      if (!at(i).is(kOperative)) continue;
      if (inside_date() && i >= to_ && verb != kNone) break;
      if (at(i).han && i > where_.first && verb != kNone && i < verb + 3) continue;
      // A noun or a passive ("the requested information", "was requested to") has its link at once
      // or none.
      const std::size_t link = find_link(i);
      if (link == kNone && !at(i).han) continue;
      verb = i;
      if (!inside_date() || i >= to_) break;
    }
    if (verb == kNone) return false;
    std::size_t link = find_link(verb);
    const std::size_t begin = verb + 1;
    if (at(verb).han && (link == kNone || (inside_date() && link >= from_ && from_ > verb))) {
      // 请 ACTOR 在 … 之前 ACTION
      if (!inside_date() || from_ <= verb) return false;
      out_.actor = actor_text(begin, han_actor_end(begin, from_));
      out_.action = action_text(to_, where_.last);
      return !out_.action.empty() || !out_.actor.empty();
    }
    if (link == kNone) return false;
    std::size_t length = link_at(*at(verb).lex, link, begin);
    if (length == kZero) length = 0;
    std::size_t action = link + length;
    std::size_t actor_end = link;
    if (inside_date() && from_ >= begin && from_ < link) actor_end = from_;
    // Side remarks between commas are not the actor: "Requests the Secretariat, subject to …, to
    // report".
    for (std::size_t i = begin; i < actor_end; ++i) {
      if (at(i).is_mark(',') || at(i).is_mark(U'،') || at(i).is_mark(U'，')) {
        if (!(i + 1 < actor_end && at(i + 1).is(kAnd | kActor))) actor_end = i;
        break;
      }
    }
    // "requested X to indicate that information could be provided by …": who is asked here is not
    // who must act by the date.
    if (allows_behind_clause(action)) return false;
    out_.actor = contraction(verb) + actor_text(begin, actor_end);
    std::size_t end = where_.last;
    if (inside_date() && from_ > action) {
      end = from_;
      // "to continue …, and to report … by": the date binds the last of them.
      for (std::size_t i = action; i + 2 < from_; ++i) {
        if (!at(i).is(kAnd)) continue;
        const std::size_t more = link_at(*at(verb).lex, i + 1, begin);
        if (more != 0 && more != kZero) action = i + 1 + more;
      }
    } else if (inside_date() && action >= from_ && action < to_) {
      action = to_;
    }
    out_.action = action_text(action, before_body(action, end));
    if (out_.action.empty() && inside_date()) out_.action = action_text(to_, where_.last);
    return true;
  }

  // Does a clause that begins behind `action` hold a modal that allows or advises, before the date?
  bool allows_behind_clause(std::size_t action) const {
    if (!inside_date()) return false;
    bool clause = false;
    for (std::size_t i = action; i < from_; ++i) {
      if (at(i).is(kClause)) clause = true;
      if (clause && at(i).is(kModal) && !at(i).is(kClause) && !at(i).lex->obliging &&
          !at(i).lex->future)
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

  std::size_t find_link(std::size_t verb) const {
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

  std::size_t han_actor_end(std::size_t begin, std::size_t end) const {
    // 请有能力的缔约方向秘书处 …: the actor ends with the last actor word before a verb.
    std::size_t last = kNone;
    for (std::size_t i = begin; i < end; ++i) {
      if (at(i).is(kActor)) last = i + 1;
      if (last != kNone && at(i).is(kActionVerb) && !at(i).is(kActor)) break;
    }
    return last == kNone ? end : last;
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
    if (begin >= end) return false;
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

  // The end of a list of actors that begins at i.
  std::size_t actor_run_end(std::size_t i, std::size_t end) const {
    std::size_t last = i;
    std::size_t strange = 0;
    for (std::size_t k = i; k < end && strange <= 3; ++k) {
      if (at(k).type == Token::Type::mark && !at(k).is_mark(',') && !at(k).is_mark('-')) break;
      if (at(k).is(kActor)) {
        last = k + 1;
        strange = 0;
      } else if (!at(k).is(kAnd | kFill | kAgent | kOf)) {
        ++strange;
      }
    }
    return last == i ? end : last;
  }

  std::size_t clause_begin(std::size_t before) const {
    for (std::size_t i = before; i > where_.first; --i) {
      const Token& t = at(i - 1);
      if (t.is_mark(';') || t.is_mark(':') || t.is_mark(U'；') || t.is_mark(U'：') ||
          t.is_mark(U'؛') || t.is(kClause)) {
        return i;
      }
      // A date at the head of the clause, closed by a comma, is not the subject.
      if (inside_date() && i == to_) return i;
    }
    // A label before the sentence.
    std::size_t begin = where_.first;
    if (begin + 1 < before && at(begin).is_number() && at(begin + 1).is_mark('.')) begin += 2;
    return begin;
  }

  // The subject before a modal: the last part between commas that names an actor.
  std::string subject(std::size_t begin, std::size_t end) const {
    std::size_t last = end;
    for (std::size_t i = end; i > begin; --i) {
      const bool comma =
          at(i - 1).is_mark(',') || at(i - 1).is_mark(U'，') || at(i - 1).is_mark(U'،');
      if (!comma) continue;
      bool actor = false;
      for (std::size_t k = i; k < last; ++k) actor = actor || at(k).is(kActor);
      if (actor && !at(i).is(kAnd)) return actor_text(i, last);
      if (!actor) {
        // An aside between the subject and its verb, or the subject itself where no actor is known
        // before it.
        bool earlier = false;
        for (std::size_t k = begin; k + 1 < i; ++k) earlier = earlier || at(k).is(kActor);
        if (!earlier) return actor_text(i, last);
        last = i - 1;
      }
    }
    return actor_text(begin, last);
  }

  bool modal() {
    std::size_t m = kNone;
    for (std::size_t i = where_.first; i < where_.last; ++i) {
      if (inside_date() && i >= from_) break;
      if (at(i).is(kModal) && !at(i).is(kMonth) && i > where_.first) m = i;
    }
    bool behind = false;
    if (m == kNone && inside_date()) {
      for (std::size_t i = to_; i < where_.last; ++i) {
        if (at(i).is(kModal) && i > to_) {
          m = i;
          behind = true;
          break;
        }
      }
    }
    if (m == kNone) return false;
    const std::size_t begin = clause_begin(m);
    const std::size_t end = behind ? where_.last : before_end();
    const bool passive = m + 1 < where_.last && at(m + 1).is(kPassive);
    if (passive) {
      out_.action = action_text(begin, end);
      for (std::size_t i = m + 2; i + 1 < end; ++i) {
        if (!at(i).is(kAgent)) continue;
        const std::size_t last = actor_run_end(i + 1, end);
        bool actor = false;
        for (std::size_t k = i + 1; k < last; ++k) actor = actor || at(k).is(kActor);
        if (actor) {
          out_.actor = actor_text(i + 1, last);
          break;
        }
      }
      return !out_.action.empty();
    }
    out_.actor = subject(begin, m);
    out_.action = action_text(m + 1, end);
    if (out_.action.empty() || (end == m + 1 && inside_date()))
      out_.action = action_text(after_begin(), where_.last);
    return !out_.action.empty();
  }

  // The actor that ends right before token `verb`: where it begins, or kNone.
  std::size_t actor_before(std::size_t verb) const {
    std::size_t begin = kNone;
    std::size_t strange = 0;
    for (std::size_t i = verb; i > where_.first && strange <= 2; --i) {
      const Token& t = at(i - 1);
      if (t.type == Token::Type::mark && !t.is_mark('-')) break;
      if (t.is_number()) break;
      if (t.is(kActor)) {
        begin = i - 1;
        strange = 0;
      } else if (begin == kNone) {
        // Nothing but an adverb may stand between the actor and its verb.
        if (t.is(kActionVerb | kAnd | kOf | kFill | kTo)) return kNone;
        ++strange;
      } else if (t.is(kAnd)) {
        // Joins another actor, or another clause.
        if (i < 2 || !at(i - 2).is(kActor)) break;
      } else if (t.is(kEvery)) {
        begin = i - 1;
        break;
      } else if (t.is(kFill | kOf) && !t.is(kFromIn)) {
        if (t.is(kOf) && !(i >= 2 && at(i - 2).is(kActor))) break;
        begin = i - 1;
        if (!t.is(kOf)) break;
      } else {
        break;
      }
    }
    return begin;
  }

  bool finite_verb() {
    const std::size_t end = before_end();
    std::size_t verb = kNone;
    std::size_t actor = kNone;
    std::size_t actor_end = kNone;
    for (std::size_t i = where_.first; i < end; ++i) {
      const bool verbal =
          at(i).is(kActionVerb) ||
          (at(i).is_word() && !at(i).is(kActor | kMonth | kMeetingNoun) && !at(i).han &&
           in_.words->ends_like_finite(word(i)) && i > where_.first && at(i - 1).is(kActor));
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
    out_.actor = actor_text(actor, actor_end);
    out_.action = action_text(verb, end);
    return true;
  }

  void fallback() {
    // Chinese and Arabic may have the act behind the date.
    if (inside_date() && to_ < where_.last && at(to_).is(kActionVerb)) {
      out_.action = action_text(to_, where_.last);
      if (!out_.action.empty()) return;
    }
    out_.action = action_text(clause_begin(before_end()), before_end());
    if (out_.action.empty()) out_.action = action_text(after_begin(), where_.last);
  }

  const Reading& in_;
  const std::vector<Token>& tokens_;
  Range where_;
  std::size_t from_;
  std::size_t to_;
  std::size_t index_;
  TimeExpression& out_;
};

}  // namespace

void explain(const Reading& in, Range where, std::size_t from, std::size_t to, std::size_t index,
             TimeExpression& deadline) {
  deadline.actor.clear();
  deadline.actor_inferred = false;
  deadline.action.clear();
  deadline.more.clear();
  if (where.first >= where.last) return;
  Explainer(in, where, from, to, index, deadline).run();
}

}  // namespace hexapla::time
