#include "pipeline/normalize/places.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kLongestLine = 300;   // bytes
constexpr std::size_t kLongestPlace = 160;  // bytes

struct Words {
  std::vector<std::string> before;  // folded; the longest first
  std::vector<std::string> around;  // of languages that have words behind the place, too
  std::vector<std::string> behind;
  std::set<std::string> day;  // what leads to the day, and the days of the week

  Words() {
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("place-words")) {
        for (std::size_t i = 1; i < row.size(); ++i) {
          std::string key = folded_key(row[i]);
          if (row[0] == "before")
            before.push_back(std::move(key));
          else if (row[0] == "around")
            around.push_back(std::move(key));
          else if (row[0] == "behind")
            behind.push_back(std::move(key));
          else if (row[0] == "day")
            day.insert(std::move(key));
        }
      }
      for (const language::Row& row : p.rows("weekdays")) {
        for (std::size_t i = 1; i < row.size(); ++i) day.insert(folded_key(row[i]));
      }
    }
    std::sort(before.begin(), before.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
  }
};

const Words& words() {
  static const Words instance;
  return instance;
}

bool is_comma(char32_t c) {
  return c == ',' || c == 0xFF0C || c == 0x60C || c == 0x3001;
}

// Where the part ends before a day: at a figure, a day of the week or what leads to one.
std::size_t end_before_day(std::string_view part) {
  for (std::size_t at = 0; at < part.size();) {
    const std::size_t end = std::min(part.find(' ', at), part.size());
    const std::string_view word = part.substr(at, end - at);
    if (text::find_digit(word) < word.size() || words().day.contains(folded_key(word))) return at;
    at = end + 1;
  }
  return part.size();
}

// Between "在" and "举行".
Span place_between(std::string_view line) {
  for (const std::string& close : words().behind) {
    const std::size_t end = line.rfind(close);
    if (end == std::string_view::npos) continue;
    for (const std::string& open : words().around) {
      const std::size_t at = line.substr(0, end).rfind(open);
      if (at == std::string_view::npos || at + open.size() >= end) continue;
      return {at + open.size(), end};
    }
  }
  return {};
}

}  // namespace

Span held_place(std::string_view line, Span date) {
  if (line.size() > kLongestLine) return {};
  const text::FoldedText folded = text::fold(line, text::kFoldCase);
  std::size_t begin = 0;
  for (const std::string& lead : words().before) {
    if (!folded.view().starts_with(lead) || !is_word_boundary(folded.view(), lead.size())) continue;
    begin = folded.source({0, lead.size()}).end;
    break;
  }
  if (begin == 0) return place_between(line);
  const std::size_t limit = date.size() > 0 && date.begin > begin ? date.begin : line.size();
  Span out{begin, begin};
  for (std::size_t at = begin; at < limit;) {
    std::size_t end = at;
    while (end < limit && !is_comma(text::decode(line, end).value))
      end += text::decode(line, end).size;
    const std::string_view part = text::trim(line.substr(at, end - at));
    std::string_view place = text::trim(part.substr(0, end_before_day(part)));
    if (place.size() < part.size() || end == limit) {
      // "New York on", "Центральных учреждениях в"
      while (!place.empty() && is_function_word(text::to_lower(last_word(place))))
        place = text::trim(place.substr(0, place.size() - last_word(place).size()));
    }
    if (!place.empty()) {
      if (out.size() == 0) out.begin = static_cast<std::size_t>(place.data() - line.data());
      out.end = static_cast<std::size_t>(place.data() - line.data()) + place.size();
    }
    if (place.size() < part.size() || end >= limit) break;
    at = end + text::decode(line, end).size;
  }
  return out.size() <= kLongestPlace ? out : Span{};
}

}  // namespace hexapla::normalize
