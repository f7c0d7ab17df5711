#include "tests/support/segments.h"

#include <unicode/ucharstrie.h>
#include <unicode/ucnv.h>
#include <unicode/udata.h>
#include <unicode/unistr.h>
#include <unicode/uset.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <unordered_map>

#include "analyzers/text/utf8.h"

namespace hexapla::testing {
namespace {

// Chinese words, the most frequent first: those of ICU's dictionary, which tells how probable each
// is, of one to four characters that simplified Chinese has (GB 2312). Invented ones would not do:
// the dictionary would cut them up into characters.
std::vector<std::string> chinese_words(std::size_t most) {
  UErrorCode status = U_ZERO_ERROR;
  UDataMemory* data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
  UConverter* simplified = ucnv_open("EUC-CN", &status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no Chinese dictionary");
  USet* set = uset_openEmpty();
  ucnv_getUnicodeSet(simplified, set, UCNV_ROUNDTRIP_SET, &status);
  const auto* head = static_cast<const std::int32_t*>(udata_getMemory(data));
  std::vector<std::pair<std::int32_t, std::string>> words;
  icu::UCharsTrie::Iterator it(
      reinterpret_cast<const char16_t*>(reinterpret_cast<const char*>(head) + head[0]), 4, status);
  while (it.next(status)) {
    const icu::UnicodeString& word = it.getString();
    if (it.getValue() < 0) continue;  // cut off after four characters
    bool good = true;
    for (int32_t i = 0; i < word.length() && good; ++i)
      good = word[i] >= 0x4E00 && word[i] <= 0x9FFF && uset_contains(set, word[i]) != 0;
    if (!good) continue;
    std::string text;
    words.emplace_back(it.getValue(), word.toUTF8String(text));
  }
  uset_close(set);
  ucnv_close(simplified);
  udata_close(data);
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(most, words.size()); ++i)
    out.push_back(std::move(words[i].second));
  return out;
}

// Words from here on are numbers: the rest is their value.
constexpr std::uint32_t kNumbers = 1U << 30U;

std::vector<char32_t> alphabet(std::string_view lang) {
  std::vector<char32_t> out;
  if (lang == "ru") {
    for (char32_t c = 0x430; c <= 0x44F; ++c) out.push_back(c);
  } else if (lang == "ar") {
    for (char32_t c = 0x627; c <= 0x64A; ++c) {
      if (c <= 0x63A || c >= 0x641) out.push_back(c);
    }
  } else {
    for (char32_t c = 'a'; c <= 'z'; ++c) out.push_back(c);
    if (lang == "fr" || lang == "es") out.insert(out.end(), {0xE9, 0xE8, 0xF1, 0xF3, 0xE7});
  }
  return out;
}

}  // namespace

SegmentSource::SegmentSource(std::string_view lang, std::size_t words, std::uint32_t seed)
    : random_(seed), spaces_(lang != "zh"), letters_(alphabet(lang)) {
  if (spaces_) {
    invent(words);
  } else {
    vocabulary_ = chinese_words(words);
    words = vocabulary_.size();
  }
  double sum = 0;
  for (std::size_t r = 0; r < words; ++r)
    cumulative_.push_back(sum += 1.0 / std::pow(static_cast<double>(r) + 2.7, 1.05));
  for (double& c : cumulative_) c /= sum;
  for (std::size_t i = 0; i < words / 2; ++i) {
    Words phrase(2 + random_() % 5);
    for (std::uint32_t& w : phrase) w = word();
    phrases_.push_back(std::move(phrase));
  }
}

void SegmentSource::invent(std::size_t words) {
  std::unordered_map<std::string, bool> seen;
  while (vocabulary_.size() < words) {
    std::string w = make_word();
    if (seen.emplace(w, true).second) vocabulary_.push_back(std::move(w));
  }
  // Frequent words are short.
  std::stable_sort(vocabulary_.begin(),
                   vocabulary_.begin() + static_cast<std::ptrdiff_t>(words / 50),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
}

std::string SegmentSource::make_word() {
  std::string out;
  const std::size_t size = 2 + random_() % 5 + random_() % 6;
  for (std::size_t i = 0; i < size; ++i) text::append(out, letters_[random_() % letters_.size()]);
  return out;
}

std::uint32_t SegmentSource::word() {
  const auto it = std::lower_bound(cumulative_.begin(), cumulative_.end() - 1, uniform());
  return static_cast<std::uint32_t>(it - cumulative_.begin());
}

SegmentSource::Words SegmentSource::compose() {
  Words out;
  const double wanted =
      std::clamp(std::lognormal_distribution<double>(std::log(17.0), 0.65)(random_), 1.0, 90.0);
  while (static_cast<double>(out.size()) < wanted) {
    const double kind = uniform();
    if (kind < 0.35) {
      // Phrases, too, are used by Zipf's law.
      const auto rank =
          static_cast<std::size_t>(std::pow(static_cast<double>(phrases_.size()), uniform())) - 1;
      const Words& p = phrases_[std::min(rank, phrases_.size() - 1)];
      out.insert(out.end(), p.begin(), p.end());
    } else if (kind < 0.38) {
      out.push_back(kNumbers + random_() % 2100);
    } else {
      out.push_back(word());
    }
  }
  return out;
}

void SegmentSource::edit(Words& words, std::size_t edits) {
  for (std::size_t i = 0; i < edits; ++i) {
    const std::size_t at = words.empty() ? 0 : random_() % words.size();
    const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
    switch (words.empty() ? 0 : random_() % 3) {
      case 0:
        words.insert(place, word());
        break;
      case 1:
        words.erase(place);
        break;
      default:
        *place = word();
        break;
    }
  }
}

std::string SegmentSource::print(const Words& words) const {
  std::string out;
  for (const std::uint32_t w : words) {
    const bool number = w >= kNumbers;
    if (!out.empty() && spaces_) out += ' ';
    out += number ? std::to_string(w - kNumbers) : vocabulary_[w];
  }
  if (!out.empty()) out += spaces_ ? "." : "。";
  return out;
}

std::string SegmentSource::next() {
  if (!recent_.empty() && uniform() < 0.10) {
    Words copy = recent_[random_() % recent_.size()];
    edit(copy, random_() % (1 + copy.size() / 4));
    return print(copy);
  }
  Words words = compose();
  std::string out = print(words);
  if (recent_.size() < 20000) {
    recent_.push_back(std::move(words));
  } else {
    recent_[random_() % recent_.size()] = std::move(words);
  }
  return out;
}

std::string SegmentSource::edited(const std::string& segment, std::size_t edits) {
  // The words of the text as they stand, changed by text: the caller has only that.
  std::vector<std::string> parts;
  if (spaces_) {
    std::size_t at = 0;
    while (at < segment.size()) {
      const std::size_t end = std::min(segment.find(' ', at), segment.size());
      if (end > at) parts.push_back(segment.substr(at, end - at));
      at = end + 1;
    }
  } else {
    for (std::size_t at = 0; at < segment.size();) {
      const std::size_t size = text::decode(segment, at).size;
      parts.push_back(segment.substr(at, size));
      at += size;
    }
  }
  for (std::size_t i = 0; i < edits; ++i) {
    const std::size_t at = parts.empty() ? 0 : random_() % parts.size();
    const auto place = parts.begin() + static_cast<std::ptrdiff_t>(at);
    switch (parts.empty() ? 0 : random_() % 3) {
      case 0:
        parts.insert(place, vocabulary_[word()]);
        break;
      case 1:
        parts.erase(place);
        break;
      default:
        *place = vocabulary_[word()];
        break;
    }
  }
  std::string out;
  for (const std::string& p : parts) {
    if (!out.empty() && spaces_) out += ' ';
    out += p;
  }
  return out;
}

}  // namespace hexapla::testing
