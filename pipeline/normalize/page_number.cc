#include "pipeline/normalize/page_number.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {
namespace {

// Longest first, so that "página" is not read as "p" and a rest.
const std::vector<std::string>& page_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> out;
    for (const language::Profile& p : language::profiles()) {
      for (const std::string& word : p.words("page-words")) out.push_back(folded_key(word));
    }
    std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    return out;
  }();
  return words;
}

// What folding makes of a letter or ideograph, unless a mark that combines stands behind it; 0 for
// all else.
char32_t plain_character(char32_t c) {
  return is_common_ideograph(c) ? c : plain_letter(c);
}

// Characters that a page number's line may have: figures, what parts them, those of the words.
class PageCharacters {
 public:
  PageCharacters() {
    for (const std::string& word : page_words()) add(word);
    add("0123456789 -/|[]~");
    // Of what folding changes: signs of which every character may stand there.
    const auto add_folded = [&](char32_t first, char32_t last) {
      for (char32_t c = first; c <= last; ++c) {
        std::string sign;
        text::append(sign, c);
        const std::string folded = text::folded(sign, text::kFoldCase);
        bool all = true;
        for (std::size_t at = 0; at < folded.size(); at += text::decode(folded, at).size)
          all = all && may_have(text::decode(folded, at).value);
        signs_[sign_slot(c)] = all;
      }
    };
    add_folded(0x2010, 0x203F);
    add_folded(0x3001, 0x303F);
    add_folded(0xFF01, 0xFF60);
  }

  // Of a folded character.
  bool may_have(char32_t c) const { return in_[c % in_.size()]; }

  // Of one as it stands in the line; true where folding may make another of it.
  bool may_fold_to_them(char32_t c) const {
    if (c < 0x80)
      return text::is_space(c) || may_have(plain_character(c) != 0 ? plain_character(c) : c);
    if (plain_character(c) != 0) return may_have(plain_character(c));
    const std::size_t slot = sign_slot(c);
    return slot == kNoSign || signs_[slot];
  }

 private:
  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at += text::decode(text, at).size)
      in_[text::decode(text, at).value % in_.size()] = true;
  }
  static constexpr std::size_t kNoSign = 256;
  static std::size_t sign_slot(char32_t c) {
    if (c - 0x2010U < 0x30U) return c - 0x2010U;
    if (c - 0x3001U < 0x3FU) return 0x30U + (c - 0x3001U);
    if (c - 0xFF01U < 0x60U) return 0x70U + (c - 0xFF01U);
    return kNoSign;
  }

  std::array<bool, 1024> in_{};  // by slots
  std::array<bool, kNoSign> signs_{};
};

const PageCharacters& page_characters() {
  static const PageCharacters instance;
  return instance;
}

// A look before the line is folded: nothing but such characters; true wherever folding may change
// what it sees.
bool may_be_page_number(std::string_view text) {
  const PageCharacters& characters = page_characters();
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (characters.may_fold_to_them(c.value)) continue;
    // A mark that combines with it may make another of it.
    if (at == text.size()) return false;
    const char32_t behind = text::decode(text, at).value;
    return behind >= 0x300 && plain_character(behind) == 0 && characters.may_fold_to_them(behind);
  }
  return true;
}

}  // namespace

std::optional<long> page_number(std::string_view text) {
  if (text.size() > kLongestNumber * 2 || !may_hold_digit(text) || !may_be_page_number(text))
    return std::nullopt;
  const std::string key = folded_key(text);
  if (key.size() > kLongestNumber) return std::nullopt;
  long numbers[2] = {0, 0};
  std::size_t count = 0;
  bool parted = false;  // "3/12", "3 of 12"; "1 284" and "2019-2020" are other numbers
  for (std::size_t at = 0; at < key.size();) {
    if (key[at] >= '0' && key[at] <= '9') {
      if (count == 2 || key[at] == '0' || (count == 1 && !parted)) return std::nullopt;
      std::size_t end = at;
      for (; end < key.size() && key[end] >= '0' && key[end] <= '9'; ++end)
        numbers[count] = numbers[count] * 10 + (key[end] - '0');
      if (end - at > 4) return std::nullopt;
      ++count;
      at = end;
      continue;
    }
    if (std::string_view(" -/|[]~").find(key[at]) != std::string_view::npos) {
      parted = parted || (count == 1 && (key[at] == '/' || key[at] == '|'));
      ++at;
      continue;
    }
    const std::string_view rest = std::string_view(key).substr(at);
    const auto word = std::find_if(page_words().begin(), page_words().end(),
                                   [&](const std::string& w) { return rest.starts_with(w); });
    if (word == page_words().end()) return std::nullopt;
    parted = parted || count == 1;
    at += word->size();
  }
  if (count == 0 || (count == 2 && numbers[1] < numbers[0])) return std::nullopt;
  return numbers[0];
}

}  // namespace hexapla::normalize
