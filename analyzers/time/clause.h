// A sentence that carries a date, cut up: clauses, subjects, actors, links. What the reading of
// duties (deadline.cc) is made of. Inside the room only.
#pragma once

#include <string>
#include <string_view>

#include "analyzers/time/reading.h"

namespace hexapla::time {

class Clause {
 protected:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  // A link of no words: the action begins with the token itself.
  static constexpr std::size_t kZero = 1000;

  Clause(const Reading& in, Range where, std::size_t from, std::size_t to, std::size_t index)
      : in_(in), tokens_(in.tokens.list), where_(where), from_(from), to_(to), index_(index) {}

  const Token& at(std::size_t i) const { return tokens_[i]; }
  std::string_view word(std::size_t i) const {
    return in_.folded.view().substr(at(i).begin, at(i).end - at(i).begin);
  }
  bool comma(std::size_t i) const {
    return at(i).is_mark(',') || at(i).is_mark(U'،') || at(i).is_mark(U'，');
  }
  bool apostrophe(std::size_t i) const { return at(i).is_mark('\'') || at(i).is_mark(U'\u2019'); }
  std::size_t skip_apostrophe(std::size_t i) const;
  bool is_modal(std::size_t i) const;
  // Somebody who can act.
  bool is_actor(std::size_t i) const;
  // An Arabic verb whose vowels are printed because it is passive: "تُبلَّغ الأطراف".
  bool marked_passive(std::size_t i) const;
  // A verb by its form or by the table; not for Chinese.
  bool is_finite(std::size_t i) const;

  // The date may stand in the middle of the clause or at one end; `from_` == `to_`: it stands
  // elsewhere.
  bool inside_date() const { return from_ < to_; }
  std::size_t before_end() const { return inside_date() ? from_ : where_.last; }
  std::size_t after_begin() const { return inside_date() ? to_ : where_.last; }

  // Texts without marks at their ends. An action ends before the words that lead over to the date,
  // and at the first time expression on the way.
  std::string text(std::size_t first, std::size_t last) const;
  std::string action_text(std::size_t first, std::size_t last) const;
  // Without a label, a preposition that is no part of it, a verb of the past behind it.
  std::string actor_text(std::size_t first, std::size_t last) const;
  // What stands behind the date, to the end of its clause.
  std::string action_behind() const { return action_text(to_, clause_end(to_)); }

  // Where the clause around the token before `before` begins: behind a mark, a word that opens a
  // clause (not one that tells more of an actor), the label of the sentence.
  std::size_t clause_begin(std::size_t before) const;
  // Behind a phrase like "Pursuant to article 12, …" that [begin, end) opens with; else `begin`.
  std::size_t behind_accordance(std::size_t begin, std::size_t end) const;
  bool opens_clause(std::size_t i) const;
  // The end of the clause that begins at i: before a further duty ("…, and may adopt …"), in
  // Chinese the next comma.
  std::size_t clause_end(std::size_t i) const;

  // Does a link of the operative verb stand at i? Its length in tokens, kZero, or 0.
  std::size_t link_at(const Lex& verb, std::size_t i, std::size_t begin) const;
  std::size_t find_link(std::size_t verb) const;

  // What a subject is: somebody who acts, a thing, or not known.
  enum class Subject { actor, thing, unknown };
  Subject kind_of(std::size_t begin, std::size_t end) const;
  // The part between commas that is the subject of the verb at `end`: asides are passed over, a
  // list of actors stays together.
  Range subject(std::size_t begin, std::size_t end) const;
  // Who made a thing: "comments by Parties and observers", "les observations des Parties".
  std::string maker(std::size_t begin, std::size_t end) const;
  // "Cada Parte presentará un informe …; el primer informe deberá presentarse …": whoever was said
  // to do to that thing what [begin, end) names again.
  std::string producer(std::size_t begin, std::size_t end) const;
  // "Where a Party becomes aware …, it shall notify": whom the pronoun means.
  std::string antecedent(Range pronoun) const;

  // The end of a list of actors that begins at i.
  std::size_t actor_run_end(std::size_t i, std::size_t end) const;
  // The end of an actor that follows its verb: its words, and the adjectives behind them.
  std::size_t actor_behind_end(std::size_t i, std::size_t end) const;
  // The actor that ends right before token `verb`: where it begins, or kNone.
  std::size_t actor_before(std::size_t verb) const;
  // Where the actor of an operative verb ends. Side remarks between commas are no part of it
  // ("Requests the Secretariat, subject to …, to report"), further actors and clauses that tell
  // more of it are ("Parties, and other Parties in a position to do so").
  std::size_t actor_limit(std::size_t begin, std::size_t end) const;
  // 尚未指定国家联络点的缔约方向秘书处 …: the first actor that no 的 and no further actor follows.
  std::size_t han_actor_end(std::size_t begin, std::size_t end) const;

  const Reading& in_;
  const std::vector<Token>& tokens_;
  Range where_;
  std::size_t from_;
  std::size_t to_;
  std::size_t index_;

 private:
  std::size_t opening(std::size_t before) const;
  bool trimmable(const Token& t) const;
  std::size_t first_time(std::size_t first, std::size_t last) const;
};

}  // namespace hexapla::time
