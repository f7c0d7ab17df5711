#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "analyzers/text/fold.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/command/commands.h"
#include "pipeline/command/rows.h"
#include "pipeline/exchange/calendar.h"
#include "pipeline/store/store.h"

namespace hexapla::command {
namespace {

// One deadline with its sources: the same dates in blocks of one row are one deadline in several
// languages. Languages of the row that have another date in its stead belong to it and differ.
struct Deadline {
  std::vector<store::DatedPlace> sources;  // by language; never empty
  std::set<std::string> differing;         // languages whose date is another
  const store::DatedPlace* main =
      nullptr;  // the one to show: in the preferred language, else English, else the first
};

std::string comparable(std::string_view text) {
  return text::folded(text, text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters);
}

bool is_dated(const time::TimeExpression& t) {
  return !t.from.empty() || !t.to.empty();
}

// Is somebody bound whose name holds these comparable words?
bool binds(const time::TimeExpression& t, const std::string& actor) {
  return comparable(t.actor).find(actor) != std::string::npos ||
         std::any_of(t.more.begin(), t.more.end(), [&](const time::Duty& duty) {
           return comparable(duty.actor).find(actor) != std::string::npos;
         });
}

// Does the expression's interval meet [from, to]? Undated ones meet only the open interval.
bool within(const time::TimeExpression& t, const std::string& from, const std::string& to) {
  if (!is_dated(t)) return from.empty() && to.empty();
  const std::string& first = t.from.empty() ? t.to : t.from;
  const std::string& last = t.to.empty() ? t.from : t.to;
  return (from.empty() || last >= from) && (to.empty() || first <= to);
}

bool share_language(const Deadline& a, const Deadline& b) {
  return std::any_of(a.sources.begin(), a.sources.end(), [&](const auto& x) {
    return std::any_of(b.sources.begin(), b.sources.end(),
                       [&](const auto& y) { return x.place.lang == y.place.lang; });
  });
}

// Two entries of one row that no language has both of are one deadline: what fewer languages say
// goes to what more of them say. A date that the document of a language does not tell ("at its
// third meeting") differs from none.
void join_versions(std::vector<Deadline>& all) {
  std::map<std::pair<std::string, int>, std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const store::DatedPlace& first = all[i].sources.front();
    if (first.row >= 0) rows[{first.place.work, first.row}].push_back(i);
  }
  for (auto& [row, members] : rows) {
    // Dated before undated, what most languages say first.
    std::stable_sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      const bool x = is_dated(all[a].sources.front().time);
      const bool y = is_dated(all[b].sources.front().time);
      return x != y ? x : all[a].sources.size() > all[b].sources.size();
    });
    for (std::size_t i = 0; i < members.size(); ++i) {
      Deadline& more = all[members[i]];
      for (std::size_t j = i + 1; j < members.size() && !more.sources.empty(); ++j) {
        Deadline& fewer = all[members[j]];
        if (fewer.sources.empty() || share_language(more, fewer)) continue;
        const time::TimeExpression t = more.sources.front().time;
        for (store::DatedPlace& s : fewer.sources) {
          if (is_dated(s.time) && (s.time.from != t.from || s.time.to != t.to))
            more.differing.insert(s.place.lang);
          more.sources.push_back(std::move(s));
        }
        fewer.sources.clear();
      }
    }
  }
  std::erase_if(all, [](const Deadline& d) { return d.sources.empty(); });
}

std::vector<Deadline> collect(const store::Catalogue& catalogue, const DeadlinesCommand& options) {
  std::vector<Deadline> out;
  std::map<std::string, std::size_t> seen;  // work, row, dates and ordinal: index in out
  std::map<std::string, std::size_t> ordinal;
  const std::string actor = comparable(options.actor);
  const std::string work = options.work.empty() ? "" : find_work(catalogue, options.work);
  if (!options.work.empty() && work.empty()) {
    throw Error(ErrorKind::usage, "", "", "no Work " + options.work + " in " + options.store,
                "`hexapla status` lists the Works");
  }
  std::vector<store::DatedPlace> found = catalogue.times(options.role == "all" ? "" : options.role);
  for (store::DatedPlace& d : found) {
    if (!work.empty() && d.place.work != work) continue;
    const std::string where =
        d.row < 0 ? fmt::format("{}/b{}", d.place.lang, d.place.block) : std::to_string(d.row);
    std::string key = fmt::format("{}\n{}\n{}\n{}\n{}", d.place.work, where, d.time.from, d.time.to,
                                  d.time.timex);
    // The same date twice in one block is two deadlines; the n-th of each language belong together.
    key += fmt::format("\n{}", ordinal[key + "\n" + d.place.lang]++);
    const auto [at, is_new] = seen.emplace(key, out.size());
    if (is_new) out.emplace_back();
    out[at->second].sources.push_back(std::move(d));
  }
  join_versions(out);
  const std::string preferred = options.lang.empty() ? "en" : options.lang;
  std::vector<Deadline> kept;
  for (Deadline& d : out) {
    std::sort(d.sources.begin(), d.sources.end(),
              [](const auto& a, const auto& b) { return a.place < b.place; });
    if (std::none_of(d.sources.begin(), d.sources.end(), [&](const store::DatedPlace& s) {
          return within(s.time, options.from, options.to);
        }))
      continue;
    if (!actor.empty() &&
        std::none_of(d.sources.begin(), d.sources.end(),
                     [&](const store::DatedPlace& s) { return binds(s.time, actor); })) {
      continue;
    }
    kept.push_back(std::move(d));
  }
  for (Deadline& d : kept) {
    d.main = &d.sources.front();
    for (const store::DatedPlace& s : d.sources) {
      if (d.differing.contains(s.place.lang)) continue;
      if (d.differing.contains(d.main->place.lang)) d.main = &s;
      if (s.place.lang == "en" && d.main->place.lang != preferred) d.main = &s;
      if (s.place.lang == preferred) d.main = &s;
    }
  }
  return kept;
}

std::vector<std::string> languages(const Deadline& d) {
  std::set<std::string> out;
  for (const store::DatedPlace& s : d.sources) out.insert(s.place.lang);
  return {out.begin(), out.end()};
}

// Known to the day: not a whole month, quarter or year.
bool is_days(const time::TimeExpression& t) {
  switch (t.granularity) {
    case time::Granularity::month:
    case time::Granularity::quarter:
    case time::Granularity::season:
    case time::Granularity::year:
    case time::Granularity::decade:
      return !t.from.empty() && t.from == t.to;  // "by the end of 2016"
    default:
      return true;
  }
}

// What is printed where a date belongs: a month stays a month.
std::string when(const time::TimeExpression& t) {
  if (!is_dated(t)) return t.timex.empty() || t.timex.starts_with("X") ? "undated" : t.timex;
  // A length of time whose end the document tells ("four weeks before the meeting") is shown as the
  // day it comes to.
  if (is_days(t)) {
    return t.from == t.to || t.from.empty() ? t.to
           : t.to.empty()                   ? t.from + "/…"
                                            : t.from + "/" + t.to;
  }
  return t.timex;
}

// "no later than", so that it reads before the date. Nothing without a date: "before 6 months"
// would say what the text does not; its own words are shown instead.
std::string bound_in_words(const time::TimeExpression& t) {
  if (t.bound == time::Bound::none || !is_dated(t)) return "";
  std::string name(time::name(t.bound));
  std::replace(name.begin(), name.end(), '-', ' ');
  return name;
}

std::string quote(const store::DatedPlace& d) {
  if (d.time.sentence.empty() || d.time.sentence.end > d.text.size()) return d.text;
  return d.text.substr(d.time.sentence.begin, d.time.sentence.size());
}

// What the text says where no day is known: "within 60 days of receipt; ".
std::string words_for_undated(const store::DatedPlace& d, Environment environment) {
  const Span at = d.time.span;
  if (is_dated(d.time) || at.end > d.text.size() || at.empty()) return "";
  return fmt::format("\"{}\"; ", directed(one_line(d.text.substr(at.begin, at.size()), 80),
                                          d.place.lang, environment));
}

void print_text(const store::Catalogue& catalogue, const std::vector<Deadline>& all,
                Environment environment) {
  std::ostream& out = environment.out;
  for (const Deadline& d : all) {
    const store::DatedPlace& m = *d.main;
    out << fmt::format("{:>13} {:12} ", bound_in_words(m.time),
                       is_dated(m.time) ? when(m.time) : "undated");
    if (m.time.role != time::Role::deadline) out << "[" << time::name(m.time.role) << "] ";
    if (!m.time.actor.empty()) {
      out << directed(one_line(m.time.actor, 80), m.place.lang, environment)
          << (m.time.actor_inferred ? " (inferred): " : ": ");
    }
    const std::string action = m.time.action.empty() ? quote(m) : m.time.action;
    const store::Catalogue::BlockText b = catalogue.block(m.place);
    out << directed(one_line(action, 160), m.place.lang, environment)
        << fmt::format("\n{:14}{}{}, {} ({}:{}-{}){}\n", "", words_for_undated(m, environment),
                       printable(m.place.work), join(languages(d), " "), printable(b.path),
                       b.source.begin, b.source.end,
                       !m.time.dated_by.empty() ? "; dated by " + printable(m.time.dated_by)
                       : m.time.inferred        ? "; part of the date is inferred"
                                                : "");
    for (const time::Duty& duty : m.time.more) {
      out << fmt::format("{:14}also ", "")
          << (duty.actor.empty()
                  ? ""
                  : directed(one_line(duty.actor, 80), m.place.lang, environment) + ": ")
          << directed(one_line(duty.action, 160), m.place.lang, environment) << '\n';
    }
    for (const store::DatedPlace& s : d.sources) {
      if (!d.differing.contains(s.place.lang)) continue;
      const store::Catalogue::BlockText other = catalogue.block(s.place);
      out << fmt::format("{:14}differs in {}: {} ({}:{}-{})\n", "", s.place.lang, when(s.time),
                         printable(other.path), other.source.begin, other.source.end);
    }
  }
}

void print_csv(const store::Catalogue& catalogue, const std::vector<Deadline>& all,
               std::ostream& out) {
  out << "from,to,granularity,timex,role,bound,actor,action,work,languages,lang,sentence,file,"
         "source_from,source_to\n";
  for (const Deadline& d : all) {
    const store::DatedPlace& m = *d.main;
    const store::Catalogue::BlockText b = catalogue.block(m.place);
    // A line for everybody who is bound.
    std::vector<time::Duty> duties{{m.time.actor, m.time.action}};
    duties.insert(duties.end(), m.time.more.begin(), m.time.more.end());
    for (const time::Duty& duty : duties) {
      out << fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", m.time.from, m.time.to,
                         time::name(m.time.granularity), csv_field(m.time.timex),
                         time::name(m.time.role), time::name(m.time.bound), csv_field(duty.actor),
                         csv_field(duty.action), csv_field(m.place.work), join(languages(d), " "),
                         m.place.lang, csv_field(quote(m)), csv_field(b.path), b.source.begin,
                         b.source.end);
    }
  }
}

void print_json(const store::Catalogue& catalogue, const std::vector<Deadline>& all,
                std::ostream& out) {
  Json json = Json::array();
  for (const Deadline& d : all) {
    Json entry;
    add_fields(entry, d.main->time);
    entry["work"] = d.main->place.work;
    entry["languages"] = languages(d);
    entry["sources"] = Json::array();
    for (const store::DatedPlace& s : d.sources) {
      Json source = {{"lang", s.place.lang}};
      source.update(block_json(catalogue, s.place));
      source["begin"] = s.time.span.begin;
      source["end"] = s.time.span.end;
      source["differs"] = nullptr;
      if (d.differing.contains(s.place.lang)) source["differs"] = when(s.time);
      source["sentence"] = quote(s);
      source["actor"] = s.time.actor;
      source["action"] = s.time.action;
      entry["sources"].push_back(std::move(source));
    }
    json.push_back(std::move(entry));
  }
  print_document(out, json);
}

// Only what has days can be an event; the rest are to-dos, so that nothing drops out.
void print_ics(const std::vector<Deadline>& all, Environment environment) {
  std::vector<exchange::CalendarEntry> entries;
  std::map<std::string, int> uids;
  for (const Deadline& d : all) {
    const store::DatedPlace& m = *d.main;
    exchange::CalendarEntry entry;
    entry.from = m.time.from.empty() ? m.time.to : m.time.from;
    entry.to = m.time.to.empty() ? m.time.from : m.time.to;
    const Span at = m.time.span;
    const std::string words = is_dated(m.time) || at.end > m.text.size()
                                  ? std::string()
                                  : one_line(m.text.substr(at.begin, at.size()), 80) + ": ";
    entry.summary = (is_dated(m.time) && !is_days(m.time) ? m.time.timex + ": " : words) +
                    (m.time.actor.empty() ? "" : m.time.actor + ": ") +
                    one_line(m.time.action.empty() ? quote(m) : m.time.action, 120);
    entry.description = one_line(quote(m), static_cast<std::size_t>(-1)) + "\n\n";
    for (const time::Duty& duty : m.time.more)
      entry.description += duty.actor + (duty.actor.empty() ? "" : ": ") + duty.action + "\n";
    entry.description += m.place.work + " (" + join(languages(d), ", ") + ")";
    if (!m.time.dated_by.empty()) entry.description += "\nDated by " + m.time.dated_by;
    // From what does not change between exports: where it stands and what it says.
    std::string key = fmt::format("{}\n{}\n{}\n{}\n{}", m.place.work, m.row, m.time.from, m.time.to,
                                  m.time.timex);
    // The same date twice in one block is two deadlines.
    if (const int before = uids[key]++; before > 0) key += fmt::format("\n{}", before);
    entry.uid = files::content_hash(key) + "@hexapla";
    entries.push_back(std::move(entry));
  }
  environment.out << exchange::to_icalendar(entries);
}

}  // namespace

int deadlines(const DeadlinesCommand& options, Environment environment) {
  const store::Store store = store::Store::open(options.store);
  const std::vector<Deadline> all = collect(store.catalogue(), options);
  if (options.format == "json") {
    print_json(store.catalogue(), all, environment.out);
  } else if (options.format == "csv") {
    print_csv(store.catalogue(), all, environment.out);
  } else if (options.format == "ics") {
    print_ics(all, environment);
  } else {
    print_text(store.catalogue(), all, environment);
  }
  return all.empty() ? 1 : 0;
}

}  // namespace hexapla::command
