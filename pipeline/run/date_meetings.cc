#include "pipeline/run/date_meetings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "analyzers/language/profile.h"
#include "pipeline/base/files.h"

namespace hexapla::run {
namespace {

using Told = std::map<std::string, std::vector<time::DatedMeeting>>;  // by language

// The same meeting as several Works of a series tell it: a conference has a hundred papers with one
// masthead. The first two that do; the second stands in where the first asks itself.
struct Shared {
  std::string lang;
  std::vector<std::pair<std::size_t, time::DatedMeeting>> tellers;  // (place in the catalogue, …)
};

std::vector<Shared> shared(std::vector<store::Catalogue::ToldMeeting> series) {
  std::map<std::pair<std::string, time::DatedMeeting>, Shared> out;  // by what is told
  for (std::size_t n = 0; n < series.size(); ++n) {
    store::Catalogue::ToldMeeting& told = series[n];
    time::DatedMeeting what = told.meeting;
    what.source.clear();
    Shared& one = out[{told.lang, std::move(what)}];
    one.lang = told.lang;
    if (one.tellers.size() < 2 &&
        (one.tellers.empty() || one.tellers.front().second.source != told.meeting.source))
      one.tellers.emplace_back(n, std::move(told.meeting));
  }
  std::vector<Shared> list;
  for (auto& [what, one] : out) list.push_back(std::move(one));
  return list;
}

// What the others of the series tell a Work, in the order of the catalogue.
Told known_to(const std::string& key, const std::vector<Shared>& series) {
  std::map<std::size_t, std::pair<const std::string*, const time::DatedMeeting*>> by_place;
  for (const Shared& one : series) {
    for (const auto& [place, meeting] : one.tellers) {
      if (meeting.source == key) continue;
      by_place[place] = {&one.lang, &meeting};
      break;
    }
  }
  Told out;
  for (const auto& [place, told] : by_place) out[*told.first].push_back(*told.second);
  return out;
}

std::string name_of(const Told& known) {
  if (known.empty()) return "";
  std::string all;
  for (const auto& [lang, meetings] : known) {
    for (const time::DatedMeeting& m : meetings) {
      all += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", lang, m.source, m.ordinal, m.noun,
                         m.body, m.from, m.to, m.masthead);
    }
  }
  return files::content_hash(all).substr(0, 16);
}

void read_again(store::Work& work, const Told& known) {
  static const std::vector<time::DatedMeeting> kNone;
  for (store::AnalyzedExpression& a : work.expressions) {
    const auto told = known.find(a.expression.lang);
    const std::vector<text::Unit> units = document::units(a.expression);
    a.times =
        time::find_in_document(units, a.references, told == known.end() ? kNone : told->second)
            .times;
  }
}

}  // namespace

std::string series_of(std::string_view key) {
  static const std::vector<std::string> organs = language::common_profile().words("meeting-organs");
  if (key.starts_with("file:") || key.find('/') == std::string_view::npos) return {};
  // "UNEP/CHW.14/INF/9-UNEP/FAO/RC/COP.9/INF/7"
  for (std::size_t dash = key.find('-'); dash != std::string_view::npos;
       dash = key.find('-', dash + 1)) {
    if (key.substr(dash).find('/') != std::string_view::npos) return {};
  }
  const std::size_t slash = key.find('/');
  const std::string_view rest = key.substr(slash + 1);
  const std::string_view second = rest.substr(0, rest.find_first_of("/.0123456789"));
  std::string out(key.substr(0, slash));
  if (!second.empty() && std::find(organs.begin(), organs.end(), second) == organs.end())
    out += fmt::format("/{}", second);
  return out;
}

std::vector<store::Work> date_meetings(store::Catalogue& catalogue,
                                       std::vector<store::Work>& works) {
  std::map<std::string, std::vector<store::Catalogue::ToldMeeting>> by_series;
  for (store::Catalogue::ToldMeeting& told : catalogue.meetings()) {
    const std::string series = series_of(told.meeting.source);
    if (!series.empty()) by_series[series].push_back(std::move(told));
  }
  std::map<std::string, std::vector<Shared>> told_in;
  for (auto& [series, list] : by_series) told_in[series] = shared(std::move(list));
  std::vector<store::Work> others;
  for (const auto& [key, calendar] : catalogue.calendars()) {
    const auto series = told_in.find(series_of(key));
    const Told known = series == told_in.end() ? Told() : known_to(key, series->second);
    const std::string name = name_of(known);
    if (name == calendar) continue;
    const auto at =
        std::lower_bound(works.begin(), works.end(), key,
                         [](const store::Work& w, const std::string& k) { return w.key < k; });
    const bool here = at != works.end() && at->key == key;
    if (!here) others.push_back(*catalogue.work(key));
    store::Work& work = here ? *at : others.back();
    read_again(work, known);
    work.calendar = name;
    catalogue.replace(work);
  }
  return others;
}

}  // namespace hexapla::run
