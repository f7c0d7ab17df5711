#include "pipeline/run/date_meetings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzers/language/profile.h"
#include "pipeline/base/files.h"

namespace hexapla::run {
namespace {

using Told = std::map<std::string, std::vector<time::DatedMeeting>>;  // by language

// What the others of the series tell a Work.
Told known_to(const std::string& key, const std::vector<store::Catalogue::ToldMeeting>& series) {
  Told out;
  for (const auto& told : series) {
    if (told.meeting.source != key) out[told.lang].push_back(told.meeting);
  }
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
  std::vector<store::Work> others;
  for (const auto& [key, calendar] : catalogue.calendars()) {
    const auto series = by_series.find(series_of(key));
    const Told known = series == by_series.end() ? Told() : known_to(key, series->second);
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
