#include "pipeline/memory/skeleton.h"

#include <string>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"

namespace hexapla::memory {

// Keys of tokens, which are hashes already: an open table, most of it free, so that nearly every
// answer takes one look.
class PlaceableWords {
 public:
  void insert(std::uint64_t key) {
    if (key == 0 || contains(key)) return;
    if (++size_ * 4 > table_.size()) {
      std::vector<std::uint64_t> smaller(table_.size() * 2);
      smaller.swap(table_);
      for (const std::uint64_t old : smaller) {
        if (old != 0) table_[place(old)] = old;
      }
    }
    table_[place(key)] = key;
  }
  bool contains(std::uint64_t key) const { return key != 0 && table_[place(key)] == key; }

 private:
  // Where the key is, or would be.
  std::size_t place(std::uint64_t key) const {
    const std::size_t mask = table_.size() - 1;
    std::size_t at = key & mask;
    while (table_[at] != 0 && table_[at] != key) at = (at + 1) & mask;
    return at;
  }
  std::vector<std::uint64_t> table_ = std::vector<std::uint64_t>(64);
  std::size_t size_ = 0;
};

namespace {

void add_words(PlaceableWords& keys, std::string_view form) {
  std::vector<segmentation::MatchToken> tokens;
  for (const auto han : {segmentation::HanTokens::words, segmentation::HanTokens::characters}) {
    segmentation::match_tokens(form, han, tokens);
    // One Chinese character or word of a longer form would make too much of a placeable.
    if (tokens.size() > 1 && text::script_of(text::decode(form, 0).value) == text::Script::han)
      continue;
    for (const segmentation::MatchToken& t : tokens) keys.insert(t.key);
  }
}

PlaceableWords make_words(const language::Profile* profile) {
  PlaceableWords keys;
  for (int n = 1; n < 100; ++n) keys.insert(segmentation::match_key(text::to_lower(text::roman_numeral(n))));
  for (const char* numeral : {"〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九",
                              "十", "百", "千", "万", "亿", "两"})
    add_words(keys, numeral);
  if (profile == nullptr) return keys;
  std::vector<std::string> glued = {""};
  for (const std::string& clitic : profile->words("proclitics")) glued.push_back(clitic);
  for (const char* section : {"months", "number-words", "ordinal-words", "annex-ordinals"}) {
    for (const language::Row& row : profile->rows(section)) {
      for (std::size_t i = 1; i < row.size(); ++i) {
        for (const std::string& clitic : glued) add_words(keys, clitic + row[i]);
      }
    }
  }
  return keys;
}

}  // namespace

const PlaceableWords& placeable_words(std::string_view lang) {
  static const std::vector<std::pair<std::string, PlaceableWords>> all = [] {
    std::vector<std::pair<std::string, PlaceableWords>> out;
    for (const language::Profile& p : language::profiles())
      out.emplace_back(p.tag(), make_words(&p));
    return out;
  }();
  static const PlaceableWords others = make_words(nullptr);
  for (const auto& [tag, keys] : all) {
    if (tag == lang) return keys;
  }
  return others;
}

std::uint32_t skeleton(std::span<const segmentation::MatchToken> tokens,
                       const PlaceableWords& words) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
  const auto mix = [&hash](std::uint64_t value) {
    hash = (hash ^ value) * 0xD6E8FEB86659FD93ULL;
    hash ^= hash >> 32U;
  };
  bool any = false;
  bool open = false;
  for (const segmentation::MatchToken& t : tokens) {
    // Letters of one or two bytes: none of Chinese.
    const bool letter = t.span.size() <= 2;
    if (t.numeric || (open && letter) || words.contains(t.key)) {
      if (!open) mix(1);
      open = true;
      any = true;
    } else {
      open = false;
      mix(t.key);
    }
  }
  if (!any) return 0;
  const auto out = static_cast<std::uint32_t>(hash >> 16U);
  return out == 0 ? 1 : out;
}

}  // namespace hexapla::memory
