#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

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
  std::size_t begin = 0;
  std::size_t end = 0;
  Span bare;                   // from its first letter or digit to its last
  char32_t first = 0;          // of these
  std::size_t characters = 0;  // from the first to the last
  bool hyphen = false;         // it has one
  bool grows = false;          // in lower case it may have more characters

  std::size_t size() const { return end - begin; }
};

enum class Kind : std::uint8_t { other, letter, gap, beyond };  // beyond: not ASCII

constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> out{};
  for (std::size_t c = 0; c < out.size(); ++c) {
    const bool letter =
        ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z' && c < 0x80) || (c >= '0' && c <= '9');
    out[c] = c >= 0x80                            ? Kind::beyond
             : c == ' ' || (c >= 0x9 && c <= 0xD) ? Kind::gap
             : letter                             ? Kind::letter
                                                  : Kind::other;
  }
  return out;
}();

// The word that begins at `at`. One without length where a gap stands there: it ends behind that.
Word word_at(std::string_view text, std::size_t at) {
  Word out;
  out.begin = at;
  std::size_t seen = 0;  // characters
  const auto kind_at = [&](std::size_t i) { return kKinds[static_cast<unsigned char>(text[i])]; };
  const auto put_letters = [&](char32_t first, std::size_t size, std::size_t count) {
    if (out.bare.end == 0) {
      out.first = first;
      out.bare.begin = at;
      seen = 0;
    }
    at += size;
    seen += count;
    out.bare.end = at;
    out.characters = seen;
  };
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && kind_at(end) == Kind::letter) ++end;
    if (end > at) {
      put_letters(static_cast<unsigned char>(text[at]), end - at, end - at);
      if (at == text.size()) break;
    }
    Kind kind = kind_at(at);
    text::CodePoint c{static_cast<unsigned char>(text[at]), 1};
    if (kind == Kind::beyond) {
      c = text::decode(text, at);
      out.grows = out.grows || c.value == kDottedI;
      kind = is_break(c.value)                                     ? Kind::gap
             : text::is_letter(c.value) || text::is_digit(c.value) ? Kind::letter
                                                                   : Kind::other;
    }
    if (kind == Kind::gap) {
      if (at == out.begin) out.begin = at += c.size;
      break;
    }
    if (kind == Kind::letter) {
      put_letters(c.value, c.size, 1);
    } else {
      out.hyphen = out.hyphen || c.value == '-';
      ++seen;
      at += c.size;
    }
    if (is_cjk(c.value)) break;
  }
  out.end = at;
  return out;
}

// Tells of most words, before they are put into lower case, that they are none of those looked for:
// by their first character and their length, both without regard to case.
class Likely {
 public:
  explicit Likely(const std::set<std::string>& wanted) {
    for (const std::string& word : wanted) {
      if (!word.empty()) set_.set(slot(text::decode(word, 0).value, text::count_code_points(word)));
    }
  }

  bool may_be(const Word& word) const {
    if (word.characters == 0) return false;
    return word.grows || set_.test(slot(word.first, word.characters));
  }

 private:
  static constexpr std::size_t kLengths = 32;

  static std::size_t slot(char32_t first, std::size_t length) {
    const char32_t low = first < 0x80
                             ? (first >= 'A' && first <= 'Z' ? first + 32 : first)
                             : static_cast<char32_t>(u_tolower(static_cast<UChar32>(first)));
    return (low % 256) * kLengths + length % kLengths;
  }

  std::bitset<256 * kLengths> set_;
};

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
    for (std::size_t at = 0; at < text.size();) {
      const Word word = word_at(text, at);
      at = word.end;
      if (word.size() == 0) continue;
      // The halves are what is asked about.
      const bool half = rest;
      rest = text[word.end - 1] == '-' && at == text.size();
      if (half || rest || (!word.hyphen && !likely.may_be(word))) continue;
      std::string lower = text::to_lower(text.substr(word.bare.begin, word.bare.size()));
      if (const std::size_t hyphen = lower.find('-'); hyphen != std::string::npos)
        openings.insert(lower.substr(0, hyphen));
      if (wanted.contains(lower)) out.insert(std::move(lower));
    }
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
