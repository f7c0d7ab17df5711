#include <unicode/uchar.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/text/eight.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/paragraphs.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kBrokenWords = 2;  // that show that a document breaks words

// The halves of a word at the ends of two lines, in lower case.
struct Halves {
  std::string left;
  std::string right;
};

std::vector<Halves> broken_words(const std::vector<Line>& lines) {
  std::vector<Halves> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = lines[i].text.view();
    if (text.size() < 2 || text.back() != '-') continue;
    std::size_t next = i + 1;
    while (next < lines.size() && lines[next].blank()) ++next;
    if (next == lines.size()) continue;
    const std::string_view word = last_word(text);
    const std::string_view rest = lines[next].text.view();
    std::string left = text::to_lower(bare_word(word.substr(0, word.size() - 1)));
    if (left.empty()) continue;
    out.push_back({std::move(left), starts_lower(rest) ? text::to_lower(bare_word(first_word(rest)))
                                                       : std::string()});
  }
  return out;
}

constexpr char32_t kDottedI = 0x130;  // the only letter whose small one is two characters

// A word of a line, as first_word finds it, with what can be told of it on the way.
struct Word {
  std::size_t end = 0;
  Span bare;           // from its first letter or digit to its last
  char32_t first = 0;  // of these
  char32_t last = 0;
  std::size_t characters = 0;  // from the first to the last
  bool hyphen = false;         // it has one
  bool grows = false;          // in lower case it may have more characters
};

bool is_letter(char c) {
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
}

// The word that begins at `at`, of whatever characters; it ends there where a gap is.
Word any_word(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead >= 0xE5 && lead <= 0xE8) {  // U+5000 to U+8FFF: each is a word
    const text::CodePoint c = text::decode(text, at);
    return {at + c.size, {at, at + c.size}, c.value, c.value, 1, false, false};
  }
  Word out;
  std::size_t seen = 0;  // characters from the first letter on
  while (at < text.size()) {
    const text::CodePoint c = text::decode(text, at);
    if (is_break(c.value)) break;
    at += c.size;
    ++seen;
    if (text::is_letter(c.value) || text::is_digit(c.value)) {
      if (out.bare.end == 0) {
        out.first = c.value;
        out.bare.begin = at - c.size;
        seen = 1;
      }
      out.last = c.value;
      out.bare.end = at;
      out.characters = seen;
    }
    out.hyphen = out.hyphen || c.value == '-';
    out.grows = out.grows || c.value == kDottedI;
    if (is_cjk(c.value)) break;
  }
  out.end = at;
  return out;
}

// Where the word that begins at `at` ends, when it is nothing but ASCII: at a space or at the end.
// `at` when it is not.
std::size_t ascii_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end + text::kEight <= text.size()) {
    const std::uint64_t eight = text::eight_at(text.data() + end);
    const std::size_t taken = text::before_first(text::equal_to(eight, ' '));
    if (text::before_first(text::beyond_ascii(eight)) < taken) return at;
    end += taken;
    if (taken < text::kEight) return end;
  }
  for (; end < text.size() && text[end] != ' '; ++end) {
    if (static_cast<unsigned char>(text[end]) >= 0x80) return at;
  }
  return end;
}

// The word of ASCII characters that stands at `place`.
Word ascii_word(std::string_view text, Span place, bool may_have_hyphen) {
  Word out;
  out.end = place.end;
  out.hyphen =
      may_have_hyphen && text.substr(place.begin, place.size()).find('-') != std::string_view::npos;
  while (place.begin < place.end && !is_letter(text[place.begin])) ++place.begin;
  while (place.end > place.begin && !is_letter(text[place.end - 1])) --place.end;
  if (place.empty()) return out;
  out.bare = place;
  out.first = static_cast<unsigned char>(text[place.begin]);
  out.last = static_cast<unsigned char>(text[place.end - 1]);
  out.characters = place.size();
  return out;
}

// Tells of most words, before they are put into lower case, that they are none of those looked for:
// by their first and last characters and their length, all without regard to case.
class Likely {
 public:
  explicit Likely(const std::set<std::string>& wanted) {
    for (const std::string& word : wanted)
      set_.set(slot(first_char(word), last_char(word), text::count_code_points(word)));
  }

  bool may_be(const Word& word) const {
    if (word.characters == 0) return false;
    return word.grows || set_.test(slot(word.first, word.last, word.characters));
  }
  // Of a word that begins and ends with a letter or digit of ASCII and has no other characters.
  bool may_be(char first, char last, std::size_t size) const {
    return set_.test(mixed(static_cast<unsigned char>(first) | 0x20U,
                           static_cast<unsigned char>(last) | 0x20U, size));
  }

 private:
  static constexpr std::size_t kSlots = 1U << 14;

  // Of letters and digits.
  static std::size_t lower(char32_t c) {
    if (c < 0x80) return c | 0x20U;
    if (c >= 0x410 && c <= 0x44F) return c < 0x430 ? c + 0x20 : c;
    if (is_common_ideograph(c)) return c;
    // The sigma at the end of a word is another one, as it stands in text.
    const auto low = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    return low == 0x3C2 ? 0x3C3 : low;
  }
  static std::size_t slot(char32_t first, char32_t last, std::size_t length) {
    return mixed(lower(first), lower(last), length);
  }
  static std::size_t mixed(std::size_t first, std::size_t last, std::size_t length) {
    return (first * 31 + last * 517 + length * 7919) % kSlots;
  }

  std::bitset<kSlots> set_;
};

// Calls `see` with the words of a line, but those of which two looks at their ends and length tell
// that they are not looked for. `all`: with all of them.
template <class See>
void for_each_word(const Line& line, bool all, const Likely& likely, See see) {
  const std::string_view text = line.text.view();
  const bool hyphens = line.traits.has(Traits::kHyphen);
  const bool tabs = line.traits.has(Traits::kTab);
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = tabs ? at : ascii_end(text, at);
    if (end > at) {
      const bool letters = is_letter(text[at]) && is_letter(text[end - 1]);
      if (all || hyphens || !letters || likely.may_be(text[at], text[end - 1], end - at))
        see(ascii_word(text, {at, end}, hyphens));
      at = end;
      continue;
    }
    const Word word = any_word(text, at);
    if (word.end > at) {
      at = word.end;
      see(word);
    } else {  // other white space
      at += text::decode(text, at).size;
    }
  }
}

}  // namespace

std::set<std::string> vocabulary_of(const std::vector<Line>& lines) {
  // Only words that could be the halves of a hyphenated one matter: look at line-end hyphens first.
  const std::vector<Halves> broken = broken_words(lines);
  std::set<std::string> out;
  if (broken.empty()) return out;
  std::set<std::string> wanted;
  for (const Halves& h : broken)
    wanted.insert({h.left, h.right, h.left + h.right, h.left + "-" + h.right});
  wanted.erase("");
  const Likely likely(wanted);
  std::set<std::string> openings;  // "sub" of "sub-paragraph"
  bool rest = false;               // of a word that the line before ended within
  for (const Line& line : lines) {
    const std::string_view text = line.text.view();
    if (text.empty()) continue;
    bool half = rest;
    rest = text.back() == '-';
    for_each_word(line, half, likely, [&](const Word& word) {
      // The halves are what is asked about.
      if (std::exchange(half, false) || (rest && word.end == text.size())) return;
      if (!word.hyphen && !likely.may_be(word)) return;
      std::string lower = text::to_lower(text.substr(word.bare.begin, word.bare.size()));
      if (const std::size_t hyphen = lower.find('-'); hyphen != std::string::npos)
        openings.insert(lower.substr(0, hyphen));
      if (wanted.contains(lower)) out.insert(std::move(lower));
    });
  }
  // Does the document break words? Those tell that it also has in one piece, or with the hyphen.
  std::size_t whole = 0;
  std::size_t hyphenated = 0;
  for (const Halves& h : broken) {
    if (h.right.empty()) continue;
    whole += out.contains(h.left + h.right) ? 1 : 0;
    hyphenated += out.contains(h.left + "-" + h.right) ? 1 : 0;
  }
  if (whole < kBrokenWords || whole <= hyphenated) return out;
  // There, a hyphen is the word's own only where something says so.
  for (const Halves& h : broken) {
    const bool letters = std::all_of(h.left.begin(), h.left.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || c == '-';
    });
    const bool two_words = out.contains(h.left) && out.contains(h.right);
    if (!h.right.empty() && letters && !two_words && !openings.contains(h.left) &&
        !out.contains(h.left + "-" + h.right))
      out.insert(h.left + h.right);
  }
  return out;
}

}  // namespace hexapla::normalize
