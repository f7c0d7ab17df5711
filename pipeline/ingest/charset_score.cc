#include "pipeline/ingest/charset_score.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

using text::Script;

// Natural logarithms of probabilities.
constexpr double kOdd = -8.0;       // what nobody writes
constexpr double kForeign = -6.0;   // letters of other languages of the script
constexpr double kMark = -2.2;      // punctuation that documents really use
constexpr double kCapitals = -0.4;  // a capital behind a capital, against a small letter
constexpr double kEveryday = -6.2;  // Chinese: the list of a third of all running text
constexpr double kCommon = -9.1;    // the first level of a standard
constexpr double kRare = -12.0;     // its second level, and what was added later
constexpr double kSpread = 3.5;     // of letters: the first is e to this more common than the last

// What the letters of the alphabets are, and the marks and signs beside them: U+0000 to U+06FF.
constexpr std::size_t kAlphabets = 0x700;

struct Letter {
  char32_t small;
  bool letter;
  Script script;
};

char32_t small_of(char32_t c) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

Letter letter_of(char32_t c) {
  static const std::array<Letter, kAlphabets> all = [] {
    std::array<Letter, kAlphabets> out{};
    for (char32_t i = 0; i < out.size(); ++i) {
      const Script script = text::script_of(i);
      out[i] = {small_of(i), script != Script::none && i != 0xAA && i != 0xBA, script};
    }
    return out;
  }();
  if (c < all.size()) return all[c];
  const Script script = text::script_of(c);
  return {small_of(c), script != Script::none, script};
}

// Log probability of small letters: of an alphabet, or of Chinese characters. 0: none of them.
class Ranks {
 public:
  double of(char32_t c) const {
    if (c < alphabet_.size()) return alphabet_[c];
    const auto found = others_.find(c);
    return found == others_.end() ? 0.0 : found->second;
  }
  // The higher one stays.
  void add(char32_t c, double p) {
    double& rank = c < alphabet_.size() ? alphabet_[c] : others_[c];
    rank = rank == 0.0 ? p : std::max(rank, p);
  }

 private:
  std::array<double, kAlphabets> alphabet_{};
  std::unordered_map<char32_t, double> others_;
};

Ranks ranks(std::initializer_list<const char*> languages) {
  Ranks out;
  for (const char* language : languages) {
    std::vector<std::string> letters;
    for (const language::Row& row : language::find_profile(language)->rows("letters"))
      letters.insert(letters.end(), row.begin(), row.end());
    const auto n = static_cast<double>(letters.size());
    for (std::size_t i = 0; i < letters.size(); ++i) {
      out.add(text::decode(letters[i], 0).value,
              std::log(kSpread / n) - kSpread * static_cast<double>(i) / n);
    }
  }
  return out;
}

const Ranks& letters_of(Script script) {
  static const Ranks latin = ranks({"fr", "es", "en"});
  static const Ranks cyrillic = ranks({"ru"});
  static const Ranks arabic = ranks({"ar"});
  static const Ranks han = ranks({"zh"});
  return script == Script::latin      ? latin
         : script == Script::cyrillic ? cyrillic
         : script == Script::arabic   ? arabic
                                      : han;
}

// Punctuation beyond ASCII that documents really use.
bool is_common_mark(char32_t c) {
  switch (c) {
    case 0xA0:
    case 0xA1:
    case 0xA3:
    case 0xA7:
    case 0xA9:
    case 0xAA:
    case 0xAB:
    case 0xAD:
    case 0xAE:
    case 0xB0:
    case 0xB1:
    case 0xB2:
    case 0xB3:
    case 0xB7:
    case 0xB9:
    case 0xBA:
    case 0xBB:
    case 0xBC:
    case 0xBD:
    case 0xBE:
    case 0xBF:
    case 0xD7:
    case 0x60C:
    case 0x61B:
    case 0x61F:
    case 0x640:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
    case 0x2116:
    case 0x2122:
    case 0x20AC:
      return true;
    default:
      return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2070 && c <= 0x2079) ||
             (c >= 0x3000 && c <= 0x301F) || (c >= 0xFF00 && c <= 0xFF5E) ||
             (c >= 0x2460 && c <= 0x2473);
  }
}

bool is_letter(char32_t c) {
  return letter_of(c).letter;
}
bool is_ascii_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

double han_letter(const Unit& u, bool big5) {
  if (letters_of(Script::han).of(u.value) != 0.0) return kEveryday;
  if (u.value < 0x4E00 || u.value > 0x9FFF || u.bytes.size() != 2) return kRare;
  const auto lead = static_cast<unsigned char>(u.bytes[0]);
  const auto trail = static_cast<unsigned char>(u.bytes[1]);
  const bool first =
      big5 ? lead >= 0xA4 && lead <= 0xC6 : lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1;
  return first ? kCommon : kRare;
}

// Accented letters stand beside plain ones, never three in a row ("créé", "réélu"); two words of
// one letter are accented.
bool is_accented_well(const std::vector<Unit>& units, std::size_t i) {
  const auto accented = [&](std::size_t k) {
    return k < units.size() && units[k].value >= 0x80 && is_letter(units[k].value);
  };
  std::size_t first = i;
  std::size_t last = i;
  while (first > 0 && accented(first - 1) && last - first < 3) --first;
  while (accented(last + 1) && last - first < 3) ++last;
  if (last - first + 1 >= 3) return false;
  const bool beside = (first > 0 && is_ascii_letter(units[first - 1].value)) ||
                      (last + 1 < units.size() && is_ascii_letter(units[last + 1].value));
  const char32_t lower = letter_of(units[i].value).small;
  return beside || (first == last && (lower == 0xE0 || lower == 0xF3));
}

// A letter of an alphabet, with its neighbours.
double letter(const std::vector<Unit>& units, std::size_t i, Script script) {
  const char32_t c = units[i].value;
  const char32_t before = i > 0 ? units[i - 1].value : U' ';
  const char32_t after = i + 1 < units.size() ? units[i + 1].value : U' ';
  const char32_t lower = letter_of(c).small;
  const bool capital = lower != c;
  const Letter last = letter_of(before);
  const bool behind_small = last.letter && last.small == before;
  if (capital && behind_small && script != Script::arabic) return kOdd;  // within a word
  const double known = letters_of(script).of(lower);
  if (script == Script::latin) {
    if (lower == 0xFF || lower == 0xFE || lower == 0xF0 || !is_accented_well(units, i)) return kOdd;
    if (known == 0.0) return kForeign;
  } else {
    if (is_ascii_letter(before) || is_ascii_letter(after)) return kOdd;
    if (known == 0.0) return kOdd;
    // These two end words.
    if ((c == 0x629 || c == 0x649) && letter_of(after).script == Script::arabic) return kOdd;
  }
  return known + (capital && last.letter ? kCapitals : 0.0);
}

}  // namespace

bool is_common_han(char32_t c) {
  // The first levels of GB 2312 and Big5.
  static const std::vector<bool> all = [] {
    std::vector<bool> out(0xA000 - 0x4E00, false);
    const auto add = [&](const char* charset, unsigned first, unsigned last, unsigned least) {
      UErrorCode status = U_ZERO_ERROR;
      UConverter* converter = ucnv_open(charset, &status);
      for (unsigned lead = first; U_SUCCESS(status) && lead <= last; ++lead) {
        for (unsigned trail = least; trail <= 0xFE; ++trail) {
          const std::array<char, 2> bytes{static_cast<char>(lead), static_cast<char>(trail)};
          const char* at = bytes.data();
          UErrorCode one = U_ZERO_ERROR;
          const UChar32 value = ucnv_getNextUChar(converter, &at, at + 2, &one);
          if (U_SUCCESS(one) && value >= 0x4E00 && value < 0xA000)
            out[static_cast<std::size_t>(value) - 0x4E00] = true;
          if (U_FAILURE(one)) ucnv_reset(converter);
        }
      }
      ucnv_close(converter);
    };
    add("GB18030", 0xB0, 0xD7, 0xA1);
    add("Big5", 0xA4, 0xC6, 0x40);
    return out;
  }();
  return c >= 0x4E00 && c < 0xA000 && all[static_cast<std::size_t>(c) - 0x4E00];
}

std::optional<Score> score(const std::vector<Unit>& units, const Charset& charset) {
  double sum = 0.0;
  std::size_t beyond = 0;  // bytes
  for (const Unit& unit : units) beyond += unit.value < 0x80 ? 0 : unit.bytes.size();
  if (beyond == 0) return std::nullopt;
  const auto n = static_cast<double>(beyond);
  std::size_t odd = 0;
  std::size_t controls = 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char32_t c = units[i].value;
    if (c < 0x80) {
      if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') ++controls;
      continue;
    }
    if (c < 0xA0 || !text::is_xml_char(c) || (c >= 0xE000 && c <= 0xF8FF)) return std::nullopt;
    const char32_t before = i > 0 ? units[i - 1].value : U' ';
    const char32_t after = i + 1 < units.size() ? units[i + 1].value : U' ';
    double p = kOdd;
    if (is_common_mark(c)) {
      const bool fraction = c >= 0xBC && c <= 0xBE;
      if (!fraction || (!is_letter(before) && !is_letter(after))) p = kMark;
    } else if (letter_of(c).script == charset.script) {
      ++letters;
      p = charset.script == Script::han ? han_letter(units[i], charset.name == "Big5")
                                        : letter(units, i, charset.script);
    } else if (charset.script == Script::han &&
               ((c >= 0x2000 && c < 0x2800) || (c >= 0x3200 && c < 0x3400))) {
      p = kForeign;  // units, arrows, numbers in circles
    } else if (charset.script == Script::arabic && c >= 0x64B && c <= 0x652) {
      p = kForeign;  // vowels, which are rarely written
    }
    sum += p;
    if (p != kOdd) continue;
    odd += units[i].bytes.size();
    // Most sets are wrong, and soon are out of the question.
    const Score so_far{sum / n, static_cast<double>(odd + controls) / n, false};
    if (!so_far.possible()) return so_far;
  }
  // A byte or two in another text are no word of a script of its own.
  const std::size_t least = charset.script == Script::latin ? 0
                            : charset.script == Script::han ? 2
                                                            : 3;
  return Score{sum / n, static_cast<double>(odd + controls) / n, letters >= least};
}

}  // namespace hexapla::ingest
