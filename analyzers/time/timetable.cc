#include "analyzers/time/timetable.h"

#include <algorithm>
#include <map>
#include <string>

#include "analyzers/text/utf8.h"
#include "analyzers/time/reader.h"

namespace hexapla::time {
namespace {

using text::UnitKind;

Reading tokens_of(std::string_view text, const Vocabulary& words) {
  Reading in;
  in.text = text;
  in.words = &words;
  in.folded = text::fold(text, Vocabulary::fold_flags());
  in.tokens = tokenize(text, in.folded, words);
  return in;
}

bool dated(const Found& f) {
  return (f.kind == Found::Kind::calendar || f.kind == Found::Kind::fixed) && !f.open;
}

// Is the act of the row a meeting ("Ninth meeting of …", "Joint meeting of …"), not something
// somebody does?
bool is_meeting(const Reading& act, std::size_t begin) {
  const auto& tokens = act.tokens.list;
  for (std::size_t i = begin; i < tokens.size() && i < begin + 5; ++i) {
    if (tokens[i].is(kMeetingNoun)) return true;
    if (tokens[i].is(kActionVerb | kModal | kDeadlineNoun)) return false;
    if (tokens[i].type == Token::Type::mark) return false;
  }
  return false;
}

// Does the act itself say that it is due ("Deadline for Parties to …")?
bool names_deadline(const Reading& act, std::size_t begin) {
  const auto& tokens = act.tokens.list;
  for (std::size_t i = begin; i < tokens.size() && i < begin + 5; ++i) {
    if (tokens[i].is(kDeadlineNoun)) return true;
  }
  return false;
}

// Where the act that begins at token `begin` ends: at the colon over its steps ("Task teams assess
// the information: - leads send the drafts …"), unless what stands before it is who acts.
std::size_t act_end(const Reading& act, std::size_t begin) {
  const auto& tokens = act.tokens.list;
  bool verb = false;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    verb = verb || (i > begin && tokens[i].is(kActionVerb));
    if (verb && (tokens[i].is_mark(':') || tokens[i].is_mark(U'：'))) return i;
  }
  return tokens.size();
}

// The row's date gets what [begin, end of `act`) says.
// `binding`: the head of the column or list says "deadline", so that months bind as well as days.
void apply(const Reading& act, std::size_t begin, const std::string& actor, const Reading& label,
           bool binding, TimeExpression& e) {
  if (is_meeting(act, begin)) {
    e.role = Role::meeting;
    e.bound = Bound::none;
    e.actor.clear();
    e.actor_inferred = false;
    e.action.clear();
    e.more.clear();
    e.sentence = {};
    return;
  }
  const bool cued = e.bound != Bound::none && e.bound != Bound::on && e.bound != Bound::from;
  if (names_deadline(act, begin)) binding = true;
  if (!binding && !cued && e.granularity != Granularity::day) {
    e.role = Role::period;
    return;
  }
  e.role = Role::deadline;
  if (!cued) e.bound = binding ? Bound::by : Bound::on;
  e.sentence = label.source(0, label.tokens.list.size());
  const std::size_t end = act_end(act, begin);
  explain(act, {begin, end}, end, end, static_cast<std::size_t>(-1), e);
  if (!actor.empty()) e.actor = actor;
}

// Words of a bound, which may stand before the date of a row ("By 30 April", "no later than …").
constexpr std::uint64_t kCues =
    kBy | kBefore | kNoLater | kUntil | kOn | kFrom | kFill | kAfter | kOf;

// Does the text begin with a date (bullets aside), and where does it end? 0 when it does not.
std::size_t leading_date(const Reading& in) {
  if (in.found.empty() || !dated(in.found.front())) return 0;
  for (std::size_t i = 0; i < in.found.front().first; ++i) {
    const Token& t = in.tokens.list[i];
    if (t.type != Token::Type::mark && !t.is(kCues)) return 0;
  }
  std::size_t end = in.found.front().last;
  while (end < in.tokens.list.size() && in.tokens.list[end].is(kBeforeAfter | kNoLaterAfter)) ++end;
  return end;
}

class Tables {
 public:
  Tables(std::span<const text::Unit> units, const std::vector<std::unique_ptr<Reading>>& readings,
         std::vector<std::vector<TimeExpression>>& out)
      : units_(units), readings_(readings), out_(out) {}

  void run() {
    std::map<int, std::vector<std::size_t>> tables;
    for (std::size_t u = 0; u < units_.size(); ++u) {
      if (units_[u].table >= 0) tables[units_[u].table].push_back(u);
    }
    for (const auto& [id, cells] : tables) table(cells);
    flattened();
  }

 private:
  const Vocabulary& words(std::size_t u) const {
    return vocabulary(units_[u].lang, units_[u].text);
  }

  void table(const std::vector<std::size_t>& cells) {
    int date_column = -1;
    int act_column = -1;
    int actor_column = -1;
    std::map<int, std::pair<int, int>> dates;  // column: cells that are dates, cells
    std::map<int, std::size_t> lengths;
    bool binding = false;
    for (const std::size_t u : cells) {
      const text::Unit& cell = units_[u];
      if (cell.row == 0) {
        const std::string header = text::folded(text::trim(cell.text), Vocabulary::fold_flags());
        const char column = words(u).column_of(header);
        if (column == 'd' && date_column < 0) {
          date_column = cell.column;
          binding = says_deadline(u);
        }
        if (column == 'a' && act_column < 0) act_column = cell.column;
        if (column == 'w' && actor_column < 0) actor_column = cell.column;
      }
      ++dates[cell.column].second;
      lengths[cell.column] += cell.text.size();
      if (readings_[u] != nullptr &&
          leading_date(*readings_[u]) == readings_[u]->tokens.list.size()) {
        ++dates[cell.column].first;
      }
    }
    if (date_column < 0) {
      for (const auto& [column, count] : dates) {
        if (count.first * 2 > count.second && count.first >= 2) {
          date_column = column;
          break;
        }
      }
    }
    if (date_column < 0) return;
    if (dates[date_column].first == 0) return;
    if (act_column < 0) {
      std::size_t longest = 0;
      for (const auto& [column, length] : lengths) {
        if (column != date_column && column != actor_column && length > longest) {
          longest = length;
          act_column = column;
        }
      }
    }
    if (act_column < 0) return;
    // Where rows tell their own bound ("No later than 30 April"), a bare month is no deadline.
    for (const std::size_t u : cells) {
      if (units_[u].column != date_column || readings_[u] == nullptr) continue;
      const Reading& cell = *readings_[u];
      for (std::size_t i = 0; i < cell.tokens.list.size(); ++i) {
        const Token& t = cell.tokens.list[i];
        if (leading_date(cell) != 0 && t.is(kBy | kBefore | kNoLater | kBeforeAfter) &&
            !t.is(kFill | kMonth))
          binding = false;
      }
    }
    std::map<int, std::vector<std::size_t>> rows;
    for (const std::size_t u : cells) rows[units_[u].row].push_back(u);
    for (const auto& [row, members] : rows)
      this->row(members, date_column, act_column, actor_column, binding);
  }

  void row(const std::vector<std::size_t>& members, int date_column, int act_column,
           int actor_column, bool binding) {
    const auto first_of = [&](int column) -> std::size_t {
      for (const std::size_t u : members) {
        if (units_[u].column == column && !text::trim(units_[u].text).empty()) return u;
      }
      return units_.size();
    };
    const std::size_t label = first_of(date_column);
    const std::size_t act = first_of(act_column);
    const std::size_t who = actor_column < 0 ? units_.size() : first_of(actor_column);
    const std::string actor =
        who < units_.size() ? std::string(text::trim(units_[who].text)) : std::string();
    if (!actor.empty()) {
      for (const std::size_t u : members) {
        for (TimeExpression& e : out_[u]) {
          if (e.role == Role::deadline && e.actor.empty()) e.actor = actor;
        }
      }
    }
    if (label >= units_.size() || act >= units_.size() || readings_[label] == nullptr) return;
    const Reading reading = tokens_of(units_[act].text, words(act));
    // A date at the head of the act is not its subject.
    for (std::size_t i = 0; i < readings_[label]->found.size(); ++i) {
      if (dated(readings_[label]->found[i]))
        apply(reading, 0, actor, *readings_[label], binding, out_[label][i]);
    }
    if (out_[label].size() == 1) later_steps(act, out_[label].front());
  }

  // "August 2017 | The Secretariat compiles the comments and sends the compilation … by 14 August":
  // the row's date is that of the first step, the date in the act that of the last. In running text
  // such a date may be that of both.
  void later_steps(std::size_t act, TimeExpression& label) {
    if (readings_[act] == nullptr || label.role != Role::deadline) return;
    const Reading& in = *readings_[act];
    const auto& tokens = in.tokens.list;
    for (std::size_t i = 0; i < in.found.size(); ++i) {
      TimeExpression& e = out_[act][i];
      if (e.role != Role::deadline) continue;
      const Found& f = in.found[i];
      const Range sentence = sentence_around(in, f.first);
      if (sentence.first != 0) continue;
      const std::size_t joint = last_joint(tokens, sentence.first, f.first);
      if (joint == 0) continue;
      std::size_t cue = f.first;
      while (cue > joint + 1 && tokens[cue - 1].is(kCues)) --cue;
      explain(in, {joint + 1, sentence.last}, cue, f.last, i, e);
      explain(in, {sentence.first, joint}, joint, joint, static_cast<std::size_t>(-1), label);
      if (e.actor.empty()) e.actor = label.actor;
    }
  }

  // The last "and" of [begin, end) behind which a verb follows, at once or after who does it, and
  // before which somebody does something already; 0 when there is none.
  static std::size_t last_joint(const std::vector<Token>& tokens, std::size_t begin,
                                std::size_t end) {
    constexpr std::size_t kSubject = 5;  // tokens of who does it
    constexpr std::size_t kAct = 3;  // of a verb and what is done: "prepare and submit" is one act
    std::size_t first_verb = begin;
    while (first_verb < end && !tokens[first_verb].is(kActionVerb)) ++first_verb;
    for (std::size_t c = end; c-- > first_verb + kAct;) {
      if (!tokens[c].is(kAnd) || tokens[c].masked) continue;
      bool actor = false;
      for (std::size_t k = c + 1; k < std::min(end, c + 1 + kSubject); ++k) {
        if (tokens[k].is(kActionVerb) && (k == c + 1 || actor)) return c;
        if (!tokens[k].is_word() && !tokens[k].han) break;
        actor = actor || tokens[k].is(kActor);
      }
    }
    return 0;
  }

  bool says_deadline(std::size_t u) const {
    const Reading head = tokens_of(units_[u].text, words(u));
    if (words(u).heads_due_dates(head.folded.view())) return true;
    return std::any_of(head.tokens.list.begin(), head.tokens.list.end(),
                       [](const Token& t) { return t.is(kDeadlineNoun | kBy | kNoLater); });
  }

  // Is the line a timetable's head: "Deadline Activity", or a heading that names one ("Timelines")?
  bool opens_timetable(std::size_t u) const {
    const text::Unit& unit = units_[u];
    if (unit.text.size() > 120) return false;
    const std::string folded = text::folded(text::trim(unit.text), Vocabulary::fold_flags());
    const Vocabulary& vocabulary = words(u);
    if (vocabulary.column_of(folded) == 'd') return true;
    const bool has_date = readings_[u] != nullptr && !readings_[u]->found.empty();
    if (!has_date && unit.label.empty() && vocabulary.titles_timetable(folded)) return true;
    const std::size_t space = folded.find(' ');
    return space != std::string::npos && vocabulary.column_of(folded.substr(0, space)) == 'd' &&
           vocabulary.column_of(folded.substr(space + 1)) != 0;
  }

  void flattened() {
    bool inside = false;
    bool binding = false;
    for (std::size_t u = 0; u < units_.size(); ++u) {
      const text::Unit& unit = units_[u];
      if (unit.table >= 0) continue;
      if (opens_timetable(u)) {
        inside = true;
        binding = says_deadline(u);
        continue;
      }
      if (unit.kind == UnitKind::heading || unit.kind == UnitKind::title) {
        inside = false;
        continue;
      }
      if (!inside || readings_[u] == nullptr) continue;
      const Reading& in = *readings_[u];
      const std::size_t end = leading_date(in);
      if (end == 0) continue;
      TimeExpression& e = out_[u].front();
      if (end >= in.tokens.list.size()) {
        // The label stands alone; the act is the next unit.
        if (u + 1 >= units_.size() || units_[u + 1].kind == UnitKind::heading) continue;
        if (readings_[u + 1] != nullptr && leading_date(*readings_[u + 1]) != 0) continue;
        const Reading act = tokens_of(units_[u + 1].text, words(u + 1));
        apply(act, 0, "", in, binding, e);
      } else if (e.role != Role::deadline || e.action.empty()) {
        if (in.tokens.list[end].type == Token::Type::mark && !in.tokens.list[end].is_mark('*') &&
            !in.tokens.list[end].is_mark('-') && !in.tokens.list[end].is_mark(':')) {
          continue;
        }
        apply(in, end, "", in, binding, e);
      }
    }
  }

  std::span<const text::Unit> units_;
  const std::vector<std::unique_ptr<Reading>>& readings_;
  std::vector<std::vector<TimeExpression>>& out_;
};

}  // namespace

void read_timetables(std::span<const text::Unit> units,
                     const std::vector<std::unique_ptr<Reading>>& readings,
                     std::vector<std::vector<TimeExpression>>& out) {
  Tables(units, readings, out).run();
}

}  // namespace hexapla::time
