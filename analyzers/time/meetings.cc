#include "analyzers/time/meetings.h"

#include <algorithm>

#include "analyzers/text/utf8.h"
#include "analyzers/time/reader.h"

namespace hexapla::time {
namespace {

struct Mention {
  int ordinal = 0;
  std::size_t first = 0;  // of the ordinal and noun
  std::size_t noun = 0;
  std::size_t last = 0;
};

// "Ninth meeting", "第三届会议", "الاجتماع التاسع" that begins at token i.
bool mention_at(const Reader& in, std::size_t i, Mention& m) {
  const Token& t = in.at(i);
  if (t.han) {
    if (in.text(i) != "第" || !in.at(i + 1).is_number() || !in.at(i + 2).is(kMeetingNoun))
      return false;
    m = {in.at(i + 1).value, i, i + 2, i + 3};
    return true;
  }
  int nth = 0;
  if (in.words().ordinals_behind() && t.is(kMeetingNoun)) {
    const std::size_t last = in.ordinal(i + 1, nth);
    if (last == 0 || nth < 1) return false;
    m = {nth, i, i, last};
    return true;
  }
  std::size_t k = in.ordinal(i, nth);
  if (k == 0 || nth < 1) return false;
  for (std::size_t n = 0; n < 2 && !in.at(k).is(kMeetingNoun) && in.at(k).is_word(); ++n) ++k;
  if (!in.at(k).is(kMeetingNoun)) return false;
  m = {nth, i, k, k + 1};
  return true;
}

// The body that a meeting belongs to, as named beside it.
std::string body_of(const Reader& in, const Mention& m, std::string_view folded) {
  if (in.at(m.first).han) {
    std::size_t first = m.first;
    while (first > 0 && m.first - first < 3 && in.at(first - 1).is(kActor) && in.at(first - 1).han)
      --first;
    return first == m.first ? ""
                            : std::string(folded.substr(in.at(first).begin,
                                                        in.at(m.first).begin - in.at(first).begin));
  }
  std::size_t j = m.last;
  if (!in.at(j).is(kOf | kFill | kFromIn) && !in.words().ordinals_behind() &&
      !(in.at(j).is_word() && in.at(j).is(kActor)))
    return "";
  while (j < m.last + 3 && in.at(j).is(kOf | kFill | kFromIn | kPossessive)) ++j;
  std::size_t end = j;
  std::size_t last_actor = j;
  while (end < j + 6 && in.at(end).is_word()) {
    if (in.at(end).is(kActor)) last_actor = end + 1;
    ++end;
  }
  if (last_actor == j) return "";
  return std::string(folded.substr(in.at(j).begin, in.at(last_actor - 1).end - in.at(j).begin));
}

// Inflected forms of one word: the longer one goes beyond what they share by an ending only.
bool same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto shared = static_cast<std::size_t>(differ.first - a.begin());
  return shared >= 5 && 3 * shared >= 2 * std::max(a.size(), b.size());
}

std::string_view last_word(std::string_view& rest) {
  while (rest.ends_with(' ')) rest.remove_suffix(1);
  const std::size_t space = rest.rfind(' ');
  const std::string_view word = rest.substr(space == std::string_view::npos ? 0 : space + 1);
  rest.remove_suffix(word.size());
  while (rest.ends_with(' ')) rest.remove_suffix(1);
  return word;
}

// Do the words end with the body's name, in whatever case the language puts it?
bool ends_with_body(std::string_view words, std::string_view body) {
  if (body.empty()) return false;
  if (words.ends_with(body)) return true;
  while (!body.empty()) {
    if (!same_word(last_word(words), last_word(body))) return false;
  }
  return true;
}

// "the committee" may be any; "conference of the parties" is one within a treaty. Chinese writes no
// spaces: its general names have three signs.
bool names_one_body(std::string_view body) {
  constexpr std::size_t kGeneralHan = 3;
  constexpr std::size_t kLongest = 120;  // bytes: a name, not a sentence
  if (body.size() > kLongest) return false;
  if (body.find(' ') != std::string_view::npos) return true;
  std::size_t han = 0;
  for (std::size_t at = 0; at < body.size();) {
    const auto c = text::decode(body, at);
    if (c.value >= 0x4E00 && c.value <= 0x9FFF) ++han;
    at += c.size;
  }
  return han > kGeneralHan;
}

// The body that a line of a masthead names: from its first word of an actor to the last that joins
// it. Where that is one word ("Committee"), all that stands before the treaty ("Scientific and
// Technical Committee of the Convention on ..."), in Chinese behind it.
std::string head_body(std::string_view text, const Vocabulary& words) {
  const text::FoldedText folded = text::fold(text, Vocabulary::fold_flags());
  const Tokens tokens = tokenize(text, folded, words);
  const Reader in(tokens.list, words, folded.view());
  const auto between = [&](std::size_t first, std::size_t last) {
    return first >= last ? std::string()
                         : std::string(folded.view().substr(
                               in.at(first).begin, in.at(last - 1).end - in.at(first).begin));
  };
  std::size_t first = 0;
  while (first < in.size() && !in.at(first).is(kActor)) ++first;
  std::size_t last = first + 1;
  for (std::size_t i = first + 1; i < in.size() && i < first + 6; ++i) {
    if (in.at(i).is(kActor)) {
      last = i + 1;
    } else if (!in.at(i).is(kOf | kFill | kFromIn | kPossessive) || in.at(i).is(kTo)) {
      break;
    }
  }
  if (first < in.size() && names_one_body(between(first, last))) return between(first, last);
  std::size_t treaty = 0;
  while (treaty < in.size() && (in.at(treaty).lex == nullptr || !in.at(treaty).lex->treaty))
    ++treaty;
  if (treaty == in.size()) return between(0, in.size());
  if (in.at(treaty).han) return between(treaty + 1, in.size());
  // "of the Arvenna Convention": a name of a word or two may stand between.
  std::size_t end = treaty;
  for (std::size_t i = treaty; i > 0 && treaty - i < 4; --i) {
    if (in.at(i - 1).is(kOf | kTo | kFromIn)) {
      end = i - 1;
      break;
    }
  }
  while (end > 0 && in.at(end - 1).is(kOf | kTo | kFill | kFromIn | kPossessive)) --end;
  return between(0, end);
}

// Meetings of one kind: every form of a noun tells the same.
const std::string& kind_of_meeting(const Token& noun) {
  static const std::string kNone;
  return noun.lex == nullptr ? kNone : noun.lex->meeting;
}

}  // namespace

void Meetings::collect(const Reading& in, const std::string& body_above, bool masthead,
                       const Found* date) {
  const Reader reader(in.tokens.list, *in.words, in.folded.view());
  // Only where the unit dates one meeting: otherwise which date is whose is a guess.
  std::vector<Mention> mentions;
  for (std::size_t i = 0; i < in.tokens.list.size() && mentions.size() < 2;) {
    Mention m;
    if (mention_at(reader, i, m)) {
      mentions.push_back(m);
      i = m.last;
    } else {
      ++i;
    }
  }
  if (mentions.size() != 1 || date == nullptr) return;
  Dated d;
  d.ordinal = mentions[0].ordinal;
  d.noun = kind_of_meeting(reader.at(mentions[0].noun));
  d.body = body_of(reader, mentions[0], in.folded.view());
  if (d.body.empty()) d.body = body_above;
  d.interval = date->interval;
  d.granularity = date->granularity;
  d.timex = date->timex;
  d.masthead = masthead;
  dated_.push_back(std::move(d));
}

Meetings::Meetings(std::span<const text::Unit> units,
                   const std::vector<std::unique_ptr<Reading>>& readings,
                   std::span<const DatedMeeting> known) {
  for (const DatedMeeting& m : known) {
    const std::optional<Day> from = parse_iso(m.from);
    const std::optional<Day> to = parse_iso(m.to);
    if (from && to)
      known_.push_back({m.ordinal,
                        m.noun,
                        m.body,
                        {from, to},
                        Granularity::range,
                        m.timex,
                        m.masthead,
                        m.source});
  }
  const auto dates_in = [](const Reading& in, std::size_t& count) -> const Found* {
    const Found* date = nullptr;
    for (const Found& f : in.found) {
      if (f.kind != Found::Kind::calendar || !f.interval.from || !f.interval.to || f.open) continue;
      if (f.granularity == Granularity::year || f.granularity == Granularity::decade) continue;
      ++count;
      date = &f;
    }
    return date;
  };
  constexpr std::size_t kHeading = 40;
  int articles = 0;
  for (const text::Unit& unit : units) {
    if (unit.text.empty() || unit.text.size() > kHeading || unit.table >= 0) continue;
    const std::string folded = text::folded(text::trim(unit.text), Vocabulary::fold_flags());
    if (vocabulary(unit.lang, unit.text).heads_article(folded)) ++articles;
  }
  treaty_ = articles >= 2;
  constexpr std::size_t kShort = 300;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (readings[u] == nullptr) continue;
    std::size_t count = 0;
    const Found* date = dates_in(*readings[u], count);
    if (date == nullptr || count != 1) continue;
    const text::Unit& unit = units[u];
    const bool head = unit.kind == text::UnitKind::masthead || unit.kind == text::UnitKind::title ||
                      unit.kind == text::UnitKind::letterhead;
    const bool days = unit.table < 0 && u < 40 && date->granularity == Granularity::range;
    const auto body_over = [&](std::size_t v) {
      return v > 0 && units[v - 1].table < 0 && units[v - 1].text.size() < kShort
                 ? head_body(units[v - 1].text, *readings[u]->words)
                 : std::string();
    };
    const auto learn = [&](const Reading& in, const std::string& body, bool of_meeting) {
      const std::size_t before = dated_.size();
      collect(in, body, of_meeting, date);
      if (of_meeting && dated_.size() > before && own_body_.empty()) own_body_ = body;
    };
    // "First meeting, Geneva, 9-13 November 2015" under the name of who meets.
    if (unit.text.size() <= kShort)
      learn(*readings[u], head && days ? body_over(u) : "", head && days);
    if (!own_ && days && head && unit.text.size() < 120) own_ = date->interval;
    // The date in one cell, the meeting in another of its row; or the masthead's lines one below
    // the other.
    const std::size_t from = u >= 2 ? u - 2 : 0;
    for (std::size_t v = from; v < std::min(units.size(), u + 3); ++v) {
      if (v == u || readings[u] == nullptr || units[v].text.size() > kShort) continue;
      const bool row = unit.table >= 0 && units[v].table == unit.table && units[v].row == unit.row;
      const bool above = days && units[v].table < 0 && v + 1 == u && units[v].text.size() < 120;
      if (!row && !above) continue;
      Reading other;
      other.text = units[v].text;
      other.words = readings[u]->words;
      other.folded = text::fold(units[v].text, Vocabulary::fold_flags());
      other.tokens = tokenize(units[v].text, other.folded, *other.words);
      learn(other, above ? body_over(v) : "", above && head);
    }
  }
}

std::vector<DatedMeeting> Meetings::told() const {
  constexpr int kLongest = 31;  // days of a meeting
  std::vector<DatedMeeting> out;
  for (const Dated& d : dated_) {
    if (d.granularity != Granularity::range || !names_one_body(d.body)) continue;
    if (!d.interval.from || !d.interval.to || *d.interval.to < *d.interval.from) continue;
    if (shift(*d.interval.from, kLongest, Unit::day) < *d.interval.to) continue;
    out.push_back({d.ordinal, d.noun, d.body, iso(*d.interval.from), iso(*d.interval.to), d.timex,
                   d.masthead, ""});
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Who meets: the body named beside the meeting, else the last that is named before it ("its").
Meetings::Named Meetings::named(const Reading& in, const Found& found) {
  const Reader reader(in.tokens.list, *in.words, in.folded.view());
  const std::string_view folded = in.folded.view();
  Named out;
  for (std::size_t i = found.first; i < found.last; ++i) {
    Mention mention;
    if (!mention_at(reader, i, mention)) continue;
    out.body = body_of(reader, mention, folded);
    out.beside = !out.body.empty();
    break;
  }
  if (out.beside) return out;
  const Range sentence = sentence_around(in, found.first);
  std::size_t last = found.first;
  while (last > sentence.first && !reader.at(last - 1).is(kActor)) --last;
  if (last > sentence.first) {
    const std::size_t begin = reader.at(sentence.first).begin;
    out.body = std::string(folded.substr(begin, reader.at(last - 1).end - begin));
  }
  return out;
}

const Meetings::Dated* Meetings::match(const Reading& in, const Found& found) const {
  const Reader reader(in.tokens.list, *in.words, in.folded.view());
  const Named who = named(in, found);
  const Dated* match = nullptr;
  for (const Dated& d : dated_) {
    if (d.ordinal != found.ordinal) continue;
    if (!found.code.empty()) {
      // "COP-8": the conference of the parties.
      if (found.code.substr(0, 3) != "cop" ||
          d.body.find("conference of the parties") == std::string::npos)
        continue;
    } else {
      if (d.noun != kind_of_meeting(reader.at(found.noun))) continue;
      // Dated in a sentence that names no body: the meeting is of whom the document speaks.
      if (d.body.empty() ? who.beside : !ends_with_body(who.body, d.body)) continue;
    }
    if (match != nullptr && match->interval != d.interval) return nullptr;
    match = &d;
  }
  return match != nullptr ? match : match_known(in, found, who.body);
}

// What documents of the meeting itself say goes before what others tell of it. Where the sentence
// names nobody, the body that speaks is meant ("Decides to consider the matter at its third
// meeting").
const Meetings::Dated* Meetings::match_known(const Reading& in, const Found& found,
                                             const std::string& body) const {
  if (!found.code.empty()) return nullptr;
  const Reader reader(in.tokens.list, *in.words, in.folded.view());
  const std::string& who = body.empty() ? own_body_ : body;
  for (const bool masthead : {true, false}) {
    const Dated* match = nullptr;
    for (const Dated& d : known_) {
      if (d.masthead != masthead || d.ordinal != found.ordinal) continue;
      if (d.noun != kind_of_meeting(reader.at(found.noun)) || !ends_with_body(who, d.body))
        continue;
      if (match != nullptr && match->interval != d.interval) return nullptr;
      if (match == nullptr) match = &d;
    }
    if (match != nullptr) return match;
  }
  return nullptr;
}

const Found* Meetings::beside(const Reading& in, const Found& found) {
  constexpr std::size_t kFar = 12;
  const auto& tokens = in.tokens.list;
  std::size_t n = found_from(in, found.first);
  while (n > 0 && in.found[n - 1].last + kFar >= found.first) --n;
  for (; n < in.found.size() && in.found[n].first <= found.last + kFar; ++n) {
    const Found& f = in.found[n];
    if (f.kind != Found::Kind::calendar || !f.interval.from || !f.interval.to || f.open) continue;
    if (f.granularity != Granularity::range && f.granularity != Granularity::day) continue;
    const bool behind = f.first >= found.last;
    const std::size_t first = behind ? found.last : f.last;
    const std::size_t last = behind ? f.first : found.first;
    if (last < first || last - first > kFar) continue;
    // Chinese tells the days before the meeting, other languages behind it.
    if (!behind && !tokens[found.first].han) continue;
    bool cue = last - first <= 2 && (behind ? !tokens[found.first].han : true);
    bool broken = false;
    for (std::size_t i = first; i < last; ++i) {
      cue = cue || tokens[i].is(kMeetingCue);
      broken = broken || tokens[i].is_mark('.') || tokens[i].is_mark(';') ||
               tokens[i].is(kModal | kOperative | kBy | kBefore | kNoLater);
    }
    if (cue && !broken) return &f;
  }
  return nullptr;
}

// "six months before the meeting", "within three months of the closure of the present meeting"
void Meetings::resolve_duration(const Reading& in, Found& found) const {
  if (found.count == 0 || found.direction == 0 || found.unit == Unit::hour || found.range) return;
  const Reader reader(in.tokens.list, *in.words, in.folded.view());
  std::optional<Interval> anchor;
  bool named = false;
  for (std::size_t i = found.first; i < found.last; ++i) {
    Mention mention;
    if (mention_at(reader, i, mention)) {
      Found meeting;
      meeting.first = i;
      meeting.last = mention.last;
      meeting.ordinal = mention.ordinal;
      meeting.noun = mention.noun;
      if (const Dated* d = match(in, meeting)) {
        anchor = d->interval;
        found.dated_by = d->source;
      }
      named = true;
      break;
    }
    // One meeting, not "each meeting".
    if (reader.at(i).is(kMeetingNoun) || (reader.at(i).han && reader.at(i).is(kMeetingCue))) {
      named = i > 0 && reader.at(i - 1).is(kEvery);
      if (!named) {
        for (std::size_t n = found_from(in, found.first); n-- > 0 && !anchor;) {
          const Found& f = in.found[n];
          if (f.kind == Found::Kind::calendar && f.granularity == Granularity::range)
            anchor = f.interval;
        }
        if (!anchor && !treaty_) anchor = own_;
      }
      break;
    }
  }
  if (!anchor || !anchor->from || !anchor->to) return;
  found.inferred = true;
  if (found.direction < 0) {
    const Day day = shift(*anchor->from, -found.count, found.unit);
    found.interval = {day, day};
  } else {
    found.interval = {anchor->to, shift(*anchor->to, found.count, found.unit)};
  }
}

void Meetings::resolve(const Reading& in, Found& found) const {
  if (found.kind == Found::Kind::duration) {
    resolve_duration(in, found);
    return;
  }
  if (found.kind != Found::Kind::meeting || found.ordinal < 1 || found.interval.from) return;
  if (const Found* date = beside(in, found)) {
    found.interval = date->interval;
    found.timex = date->timex;
    found.inferred = true;
    return;
  }
  const Dated* dated = match(in, found);
  if (dated == nullptr) return;
  found.interval = dated->interval;
  found.timex = dated->timex;
  found.inferred = true;
  found.dated_by = dated->source;
}

}  // namespace hexapla::time
