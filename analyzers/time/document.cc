// A whole document: years and meetings that stand elsewhere in it, mastheads, timetables, lists
// under an operative verb.
#include <algorithm>
#include <map>
#include <memory>

#include "analyzers/text/utf8.h"
#include "analyzers/time/meetings.h"
#include "analyzers/time/reading.h"
#include "analyzers/time/recipients.h"
#include "analyzers/time/timetable.h"

namespace hexapla::time {
namespace {

using text::UnitKind;

std::vector<Span> mask_of(std::span<const std::vector<references::Reference>> references,
                          std::size_t unit) {
  std::vector<Span> spans;
  if (unit >= references.size()) return spans;
  for (const references::Reference& r : references[unit]) {
    // An internal reference ("the present decision") hides nothing; "at its ninth meeting" must
    // stay readable.
    if (r.type == references::Type::internal && r.canonical.empty()) continue;
    spans.push_back(r.span);
  }
  std::sort(spans.begin(), spans.end());
  return spans;
}

int year_printed(const Found& f) {
  if (f.kind == Found::Kind::fixed) return f.interval.from ? year_of(*f.interval.from) : 0;
  if (f.kind != Found::Kind::calendar || f.inferred) return 0;
  return f.range ? f.b.year : f.a.year;
}

// The year of the document's own date: the first day that a short line near its top names.
int own_year(std::span<const text::Unit> units,
             const std::vector<std::unique_ptr<Reading>>& readings) {
  constexpr std::size_t kTop = 40;
  constexpr std::size_t kLine = 160;
  for (std::size_t u = 0; u < std::min(units.size(), kTop); ++u) {
    if (readings[u] == nullptr || units[u].text.size() > kLine || units[u].table >= 0) continue;
    for (const Found& f : readings[u]->found) {
      if (f.kind == Found::Kind::calendar && !f.range && f.granularity == Granularity::day &&
          year_printed(f) != 0)
        return f.a.year;
    }
  }
  return 0;
}

// Missing years: from the same unit, the same row, then the nearest unit before, then the nearest
// behind.
void supply_years(std::span<const text::Unit> units,
                  std::vector<std::unique_ptr<Reading>>& readings) {
  std::map<std::pair<int, int>, int> of_row;
  std::vector<int> ahead(units.size() + 1, 0);
  for (std::size_t u = units.size(); u-- > 0;) {
    ahead[u] = ahead[u + 1];
    if (readings[u] == nullptr) continue;
    for (std::size_t i = readings[u]->found.size(); i-- > 0;) {
      const int year = year_printed(readings[u]->found[i]);
      if (year == 0) continue;
      ahead[u] = year;
      if (units[u].table >= 0) of_row[{units[u].table, units[u].row}] = year;
    }
  }
  int last = 0;
  const int own = own_year(units, readings);
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (readings[u] == nullptr) continue;
    int row = 0;
    if (units[u].table >= 0) {
      const auto found = of_row.find({units[u].table, units[u].row});
      if (found != of_row.end()) row = found->second;
    }
    int here = 0;
    const auto& tokens = readings[u]->tokens.list;
    const auto quotes = [](const Token& t) { return t.lex != nullptr && t.lex->misprint; };
    const bool misprint =
        units[u].text.size() < 160 &&
        std::any_of(
            tokens.begin(),
            tokens.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(8, tokens.size())),
            quotes);
    for (Found& f : readings[u]->found) {
      if (const int year = year_printed(f)) here = year;
      if (!lacks_year(f)) continue;
      if (f.deictic) {
        const int now = own != 0 ? own : last;
        if (now != 0) supply_year(f, now + f.shift);
        continue;
      }
      int year = here != 0 ? here : row;
      // A month alone takes its year from its own text or row only: farther away it may be any
      // year's.
      const bool far = f.range ? f.a.day != 0 : f.a.day != 0 || f.part != 0;
      if (year == 0 && far && !misprint) year = last != 0 ? last : ahead[u];
      if (year != 0) supply_year(f, year);
    }
    if (here != 0) last = here;
  }
}

// Does the expression fill its unit?
bool alone(const Reading& in, const Found& f) {
  for (std::size_t i = 0; i < in.tokens.list.size(); ++i) {
    if ((i < f.first || i >= f.last) && in.tokens.list[i].type != Token::Type::mark) return false;
  }
  return true;
}

std::string_view in_text(const Reading& in, const Token& token) {
  return in.folded.view().substr(token.begin, token.end - token.begin);
}

// "(b) report on … by 1 May" below "Requests the Secretariat to:".
void take_actor_of_parent(std::span<const text::Unit> units, std::size_t u, const Reading& in,
                          TimeExpression& e) {
  const int parent = units[u].parent;
  if (parent < 0 || static_cast<std::size_t>(parent) >= units.size() ||
      static_cast<std::size_t>(parent) == u)
    return;
  const text::Unit& above = units[static_cast<std::size_t>(parent)];
  const std::string_view text = text::trim(above.text);
  const bool opens =
      !text.empty() && (text.back() == ':' || text.ends_with("：") || text.ends_with("—"));
  if (!opens || text.size() > 2000) return;
  for (const Token& t : in.tokens.list) {
    if (t.is(kOperative) && (t.upper || !e.actor.empty())) return;
  }
  Reading head;
  head.text = above.text;
  head.words = in.words;
  head.folded = text::fold(above.text, Vocabulary::fold_flags());
  head.tokens = tokenize(above.text, head.folded, *head.words);
  TimeExpression duty;
  const auto& tokens = head.tokens.list;
  std::size_t verb = tokens.size();
  std::size_t modal = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is(kOperative)) verb = i;
    if (tokens[i].is(kModal) && !(tokens[i].is(kMonth) && tokens[i].upper)) modal = i;
  }
  std::size_t begin = verb + 1;
  std::size_t end = tokens.size();
  if (verb >= tokens.size()) {
    // "The expert group shall:", "Le groupe d’experts :", "يقوم فريق الخبراء بما يلي:"
    begin = 0;
    if (modal < tokens.size() && in.words->subject_behind() && modal <= 3) {
      // "ينبغي لكل طرف:"
      begin = modal + 1;
      for (end = begin; end < tokens.size() && tokens[end].is_word() &&
                        !in.words->opens_verb(in_text(head, tokens[end])) &&
                        !in.words->begins_like_verb(in_text(head, tokens[end]));
           ++end) {
      }
    } else if (modal < tokens.size()) {
      end = modal;
    } else {
      std::size_t actor = 0;
      while (actor < tokens.size() && !tokens[actor].is(kActor)) ++actor;
      constexpr std::size_t kLead = 5;
      if (actor >= tokens.size() || actor > kLead) return;
      while (begin < actor && tokens[begin].lex != nullptr && tokens[begin].lex->auxiliary) ++begin;
      end = actor + 1;
      while (end < tokens.size() &&
             (tokens[end].is(kActor | kOf) ||
              (tokens[end].is_word() && in.words->is_definite(in_text(head, tokens[end])))))
        ++end;
    }
  } else {
    for (std::size_t i = begin; i < tokens.size(); ++i) {
      if (tokens[i].is_mark(',') || tokens[i].is_mark(':') || tokens[i].is_mark(U'：') ||
          tokens[i].is_mark(U'،')) {
        end = i;
        break;
      }
    }
    // The link at the end belongs to the items ("… the Secretariat to:").
    while (end > begin && tokens[end - 1].is_word() &&
           tokens[end - 1].end - tokens[end - 1].begin <= 6 && !tokens[end - 1].is(kActor) &&
           !tokens[end - 1].han) {
      --end;
    }
  }
  while (begin < end && tokens[begin].type == Token::Type::mark) ++begin;
  while (begin < end && (tokens[begin].is_number() || tokens[begin].type == Token::Type::mark))
    ++begin;
  while (begin < end && tokens[end - 1].type == Token::Type::mark) --end;
  if (begin >= end) return;
  // "(a) To prepare …": the item repeats the link.
  if (verb < tokens.size()) {
    const std::string folded = text::folded(e.action, Vocabulary::fold_flags());
    for (const auto& link : tokens[verb].lex->links) {
      if (link.size() != 1 || link.front().front() == '*' ||
          folded.compare(0, link.front().size(), link.front()) != 0)
        continue;
      const std::size_t n = link.front().size();
      if (n >= folded.size() || text::is_letter(text::decode(folded, n).value)) continue;
      // Links are ASCII or fold byte for byte in length for what they are cut from.
      std::size_t cut = 0;
      while (cut < e.action.size() && text::is_letter(text::decode(e.action, cut).value))
        cut += text::decode(e.action, cut).size;
      while (cut < e.action.size() && !text::is_letter(text::decode(e.action, cut).value))
        cut += text::decode(e.action, cut).size;
      if (cut < e.action.size()) e.action.erase(0, cut);
      break;
    }
  }
  e.actor = head.quote(begin, end);
  const std::string_view first = in_text(head, tokens[begin]);
  if (const std::size_t glued = in.words->glued_preposition(first);
      glued != 0 && !tokens[begin].is(kActor) && in.words->phrases(first.substr(glued)) != nullptr)
    e.actor.erase(0, glued);
  // "Pide al Comité:": the article in the verb's last word belongs to the actor.
  if (verb < tokens.size()) {
    const std::string phrase = head.quote(verb, verb + 1);
    const std::size_t space = phrase.find_last_of(" \n\t");
    if (space != std::string::npos &&
        in.words->is_contraction(text::folded(phrase.substr(space + 1), Vocabulary::fold_flags())))
      e.actor.insert(0, phrase.substr(space + 1) + " ");
  }
}

// Does a unit oblige what is listed below it?
bool obliges(const text::Unit& unit) {
  if (unit.text.size() > 2000) return false;
  const std::string_view trimmed = text::trim(unit.text);
  const bool opens = trimmed.ends_with(':') || trimmed.ends_with("：");
  if ((unit.kind == UnitKind::heading || unit.kind == UnitKind::title) && !opens) return false;
  const Vocabulary& words = vocabulary(unit.lang, unit.text);
  const text::FoldedText folded = text::fold(unit.text, Vocabulary::fold_flags());
  const Tokens tokens = tokenize(unit.text, folded, words);
  return std::any_of(tokens.list.begin(), tokens.list.end(), [](const Token& t) {
    return t.is(kOperative) || (t.lex != nullptr && t.lex->obliging);
  });
}

// A deadline whose sentence names nobody binds those the letter is written to, unless it only tells
// what will be.
void take_recipients(const Reading& in, const Found& f, const Recipients& letter,
                     TimeExpression& e) {
  if (letter.names.empty() || !e.actor.empty()) return;
  const Range sentence = sentence_around(in, f.first);
  bool asks = false;
  for (std::size_t i = sentence.first; i < sentence.last; ++i) {
    const Token& t = in.tokens.list[i];
    if (t.is(kDeadlineNoun) || (t.is(kModal) && !t.lex->future)) asks = true;
  }
  if (!asks) return;
  e.actor = letter.names;
  e.actor_inferred = true;
}

}  // namespace

DocumentTimes find_in_document(std::span<const text::Unit> units,
                               std::span<const std::vector<references::Reference>> references,
                               std::span<const DatedMeeting> known) {
  std::vector<std::vector<TimeExpression>> out(units.size());
  std::vector<std::unique_ptr<Reading>> readings(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    const std::vector<Span> spans = mask_of(references, u);
    auto reading = std::make_unique<Reading>(read_text(units[u].text, units[u].lang, spans));
    if (!reading->found.empty()) readings[u] = std::move(reading);
  }
  supply_years(units, readings);
  const Meetings meetings(units, readings, known);
  const Recipients letter = recipients_of(units);
  bool masthead_over = false;
  std::string issued;  // the document's own date
  // Units whose head obliges: "Requests the Secretariat:", "The expert group shall:".
  std::vector<char> obliging(units.size(), 0);  // 0 not yet known, 1 no, 2 yes
  const auto opened = [&](std::size_t u) {
    const int parent = units[u].parent;
    if (parent < 0 || static_cast<std::size_t>(parent) >= units.size()) return false;
    const auto p = static_cast<std::size_t>(parent);
    if (obliging[p] == 0) obliging[p] = obliges(units[p]) ? 2 : 1;
    return obliging[p] == 2;
  };
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (units[u].kind == UnitKind::heading || !units[u].label.empty()) masthead_over = true;
    if (readings[u] == nullptr) continue;
    Reading& in = *readings[u];
    for (std::size_t i = 0; i < in.found.size(); ++i) {
      meetings.resolve(in, in.found[i]);
      const Found& f = in.found[i];
      TimeExpression e = express(in, i, opened(u));
      const bool day = f.kind == Found::Kind::calendar && f.granularity == Granularity::day;
      if (day && e.role == Role::event && units[u].kind != UnitKind::cell) {
        const bool head =
            units[u].kind == UnitKind::masthead || units[u].kind == UnitKind::letterhead;
        const bool early = !masthead_over && u < 40 && units[u].kind != UnitKind::list_item;
        const bool lone = alone(in, f);
        // "resolution 1803 (XVII) of 14 December 1962" tells the date of something else.
        const bool linked = f.first > 0 && in.tokens.list[f.first - 1].is(kOf);
        const bool beside =
            !linked && units[u].text.size() <= 160 && in.words->heads_document(in.folded.view());
        if ((head || early) && (lone || beside)) {
          e.role = Role::publication;
          if (issued.empty()) issued = e.from;
        }
      }
      // "паводки, зарегистрированные с 1 января 1990 года": where one word says "from" and "since",
      // what had begun to happen before the document has happened since.
      if (day && e.role == Role::event && e.bound == Bound::from && !issued.empty() &&
          !e.to.empty() && e.to < issued && f.first > 1 && in.tokens.list[f.first - 1].is(kSince) &&
          in.words->ends_like_participle(in_text(in, in.tokens.list[f.first - 2]))) {
        e.role = Role::period;
        e.to.clear();
        e.timex += "/..";
      }
      // A month or a year that was over when the document was written is when something happened.
      if (e.role == Role::period && f.kind == Found::Kind::calendar && !f.range && !f.open &&
          units[u].table < 0 && e.granularity != Granularity::set && !issued.empty() &&
          !e.to.empty() && e.to < issued) {
        e.role = Role::event;
      }
      if (e.role == Role::deadline && units[u].kind != UnitKind::cell) {
        take_actor_of_parent(units, u, in, e);
        if (u > letter.unit) take_recipients(in, f, letter, e);
      }
      out[u].push_back(std::move(e));
    }
  }
  read_timetables(units, readings, out);
  return {std::move(out), meetings.told()};
}

}  // namespace hexapla::time
