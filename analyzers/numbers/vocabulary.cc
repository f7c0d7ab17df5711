#include "analyzers/numbers/vocabulary.h"

#include <charconv>
#include <map>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"

namespace hexapla::numbers {
namespace {

const language::Profile& profile_of(std::string_view lang) {
  static const language::Profile none("und", "");
  const language::Profile* profile = language::find_profile(lang);
  return profile != nullptr ? *profile : none;
}

}  // namespace

unsigned Vocabulary::fold_flags() {
  return text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan;
}

Vocabulary::Vocabulary(std::string_view lang) : phrases_(profile_of(lang), fold_flags()) {
  const language::Profile& profile = profile_of(lang);
  right_to_left_ = language::is_right_to_left(lang);
  // The first meaning of a form stays, so what is no number comes first.
  add(profile, "not-numbers", WordKind::not_number, false);
  for (const language::Row& row : profile.rows("percent")) {
    for (std::size_t i = 1; i < row.size(); ++i) {
      words_.push_back(
          {row[0] == "before" ? WordKind::percent_before : WordKind::percent, 0, "%", false});
      phrases_.add(row[i], static_cast<int>(words_.size()) - 1);
    }
  }
  add(profile, "numerals", WordKind::value, true);
  const std::size_t duals = words_.size();
  add(profile, "dual-multipliers", WordKind::multiplier, true);
  for (std::size_t i = duals; i < words_.size(); ++i) words_[i].dual = true;
  add(profile, "multipliers", WordKind::multiplier, true);
  add(profile, "ordinal-words", WordKind::ordinal, true);
  for (const auto& [section, kind] :
       {std::pair{"currencies", WordKind::currency}, std::pair{"measures", WordKind::measure}}) {
    for (const language::Profile* p : {&profile, &language::common_profile()}) {
      for (const language::Row& row : p->rows(section)) {
        for (std::size_t i = 1; i < row.size(); ++i) {
          words_.push_back({kind, 0, row[0], false});
          phrases_.add(row[i], static_cast<int>(words_.size()) - 1);
        }
      }
    }
  }
  for (const language::Row& row : profile.rows("fractions")) {
    for (std::size_t i = 1; i < row.size(); ++i) {
      words_.push_back({WordKind::fraction, 0, row[0], false});
      phrases_.add(row[i], static_cast<int>(words_.size()) - 1);
    }
  }
  add(profile, "number-joins", WordKind::join, false);
  add(profile, "number-classifiers", WordKind::classifier, false);
  for (const language::Row& row : profile.rows("ordinal-suffixes")) {
    for (const std::string& s : row) ordinal_suffixes_.push_back(text::folded(s, fold_flags()));
  }
  for (const language::Row& row : profile.rows("time-facts")) {
    if (row.size() < 2) continue;
    if (row[0] == "decimal-mark") decimal_comma_ = row[1] == "comma";
    if (row[0] == "tens") tens_last_ = row[1] == "last";
  }
}

void Vocabulary::add(const language::Profile& profile, std::string_view section, WordKind kind,
                     bool valued) {
  for (const language::Row& row : profile.rows(section)) {
    long long value = 0;
    if (valued) {
      const char* end = row[0].data() + row[0].size();
      if (std::from_chars(row[0].data(), end, value).ptr != end || value < 0) continue;
    }
    for (std::size_t i = valued ? 1 : 0; i < row.size(); ++i) {
      words_.push_back({kind, value, {}, false});
      phrases_.add(row[i], static_cast<int>(words_.size()) - 1);
    }
  }
}

const Vocabulary& vocabulary(std::string_view lang) {
  static const std::map<std::string, Vocabulary, std::less<>> all = [] {
    std::map<std::string, Vocabulary, std::less<>> out;
    for (const language::Profile& p : language::profiles())
      out.emplace(p.tag(), Vocabulary(p.tag()));
    return out;
  }();
  static const Vocabulary other("und");
  const auto it = all.find(lang);
  return it != all.end() ? it->second : other;
}

}  // namespace hexapla::numbers
