#include "pipeline/normalize/date_words.h"

#include <algorithm>
#include <cstdlib>

#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {

std::string_view head_of_line(std::string_view text) {
  return text.substr(0, text::code_point_start(text, std::min(text.size(), kLongestDate)));
}

const std::vector<MonthName>& month_names() {
  static const std::vector<MonthName> names = [] {
    std::vector<MonthName> out;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("months")) {
        for (std::size_t i = 1; i < row.size(); ++i) {
          // Chinese months are read as numbers.
          std::string folded = text::folded(row[i], kFoldOfDates);
          if (folded.find("月") != std::string::npos ||
              text::is_digit(text::decode(folded, 0).value))
            continue;
          out.push_back({std::move(folded), std::atoi(row[0].c_str())});
        }
      }
    }
    std::sort(out.begin(), out.end(), [](const MonthName& a, const MonthName& b) {
      return a.folded.size() != b.folded.size() ? a.folded.size() > b.folded.size()
                                                : a.folded < b.folded;
    });
    return out;
  }();
  return names;
}

int han_digit(char32_t c) {
  static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  const std::size_t at = digits.find(c);
  if (c == 0x25CB || c == 0x96F6) return 0;
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

std::string_view letters_at(std::string_view t, std::size_t at) {
  std::size_t end = at;
  while (end < t.size() && text::is_letter(text::decode(t, end).value) &&
         !is_cjk(text::decode(t, end).value))
    end += text::decode(t, end).size;
  return t.substr(at, end - at);
}

const DateWords& date_words() {
  static const DateWords words = [] {
    DateWords out;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("date-words")) {
        for (std::size_t i = 1; i < row.size(); ++i) {
          const std::string folded = text::folded(row[i], kFoldOfDates);
          if (row[0] == "between" || row[0] == "behind") out.between.push_back(folded);
          if (row[0] == "behind") out.behind_year.push_back(folded);
          if (row[0] == "beside") out.beside.push_back(folded);
        }
      }
      for (const std::string& suffix : p.words("ordinal-suffixes"))
        out.suffixes.push_back(text::folded(suffix, kFoldOfDates));
    }
    return out;
  }();
  return words;
}

const Words& words_of_dates() {
  static const Words words = [] {
    Words out;
    const auto add = [&](std::string_view folded) {
      for (std::size_t at = 0; at < folded.size();) {
        const std::string_view word = letters_at(folded, at);
        if (!word.empty()) out.emplace(word);
        at += word.empty() ? text::decode(folded, at).size : word.size();
      }
    };
    for (const auto* list : {&date_words().between, &date_words().beside})
      std::for_each(list->begin(), list->end(), add);
    for (const language::Profile& p : language::profiles()) {
      for (const std::string_view section : {"months", "weekdays", "clock-words"}) {
        for (const language::Row& row : p.rows(section)) {
          for (const std::string& cell : row) add(text::folded(cell, kFoldOfDates));
        }
      }
    }
    return out;
  }();
  return words;
}

}  // namespace hexapla::normalize
