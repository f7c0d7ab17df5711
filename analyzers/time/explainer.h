// Who must act and what must be done: the ways in which a sentence says so, one function each.
// Every function returns whether it has found the duty and filled the deadline. Inside the room
// only.
#pragma once

#include <string>

#include "analyzers/time/clause.h"

namespace hexapla::time {

class Explainer : private Clause {
 public:
  Explainer(const Reading& in, Range where, std::size_t from, std::size_t to, std::size_t index,
            bool item, TimeExpression& out)
      : Clause(in, where, from, to, index), item_(item), out_(out) {}

  void run();

 private:
  // Where the date stands in its sentence, and how much of that is its own (deadline.cc).
  // A clause does not reach over an earlier date that a new sentence follows without a mark (cells
  // of tables).
  void cut_at_neighbours();
  // "… by 15 October, and the Secretariat will circulate … no later than 31 January": does a duty
  // of its own begin between the earlier date and this one?
  bool another_duty(std::size_t begin) const;
  // 至迟于第二季度末、但不早于5月1日确认: two dates bind one act, which stands behind both.
  void pass_second_date();
  // "By 1 May 2018, Parties shall …", "15 December: the experts submit …": all that matters stands
  // behind.
  void date_first();
  // An item below "Requests the Secretariat:", "The expert group shall:" is the act, from its
  // first word on.
  bool item();
  void fallback();

  // Somebody is asked, by an operative verb or by a noun (duty_asked.cc).
  bool purpose_of_earlier();
  // "Decides to consider the matter further at …": the body that decides is named elsewhere.
  bool deciding();
  bool operative();
  // "to continue …, and to report … by": the date binds the last of them.
  std::size_t last_of(const Lex& verb, std::size_t action, std::size_t begin) const;
  // 请 ACTOR 在 … 之前 ACTION: the act stands behind the date, or before it where nothing does.
  bool han_operative(std::size_t begin);
  // Does a clause that begins behind `action` hold a modal that allows or advises, before the date?
  bool allows_behind_clause(std::size_t action) const;
  // "pide al Comité": the article in the verb's last word belongs to the actor.
  std::string contraction(std::size_t verb) const;
  bool deadline_noun();
  // English "ACTOR to ACTION" behind "for": the position of that "to".
  std::size_t to_infinitive(std::size_t begin, std::size_t end) const;

  // An actor and his verb (duty_told.cc).
  bool modal(bool behind);
  // The agent of a passive: "shall be communicated by the Secretariat".
  std::string agent(std::size_t begin, std::size_t end) const;
  // Where verbs come first: the actor between the modal and its link (ينبغي للطرف أن …), else
  // behind the verb that the modal governs.
  bool behind_modal(std::size_t m);
  // Arabic: VERB ACTOR REST. The act is the clause from its verb on; behind a verb that carries
  // nothing but its subject it is the rest.
  bool verb_first(std::size_t begin);
  // "وطلبت اللجنة إلى الأمانة أن تعمم": the subject of the operative verb parts it from who is
  // asked.
  bool asked_apart();
  // "Lorsqu’une Partie a connaissance …, elle en avise …": the main clause is behind the comma.
  bool after_subordinate();
  // "Chaque Partie veille à …": an actor opens the clause, so that what follows is its verb.
  bool subject_first();
  // ACTOR VERB …; pronouns before the verb belong to the act ("lo notificará").
  void told(std::size_t actor, std::size_t verb, std::size_t end);
  bool finite_verb();

  bool item_;
  TimeExpression& out_;
};

}  // namespace hexapla::time
